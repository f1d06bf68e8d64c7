"""Regular expressions of XPath: their syntax, what they match, and what they may cost."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.feel.builtins.patterns import Meter, compiled
from eligibility.feel.domain import NoValue


def matches(text: str, pattern: str, flags: str = "") -> bool:
    return compiled(pattern, flags).search(text, Meter())


MATCHES = [
    ("abracadabra", "bra", "", True),
    ("abracadabra", "^a.*a$", "", True),
    ("abracadabra", "^bra", "", False),
    ("a\nb", "a.b", "", False),
    ("a\nb", "a.b", "s", True),
    ("a\nb", "^b$", "", False),
    ("a\nb", "^b$", "m", True),
    ("a\n", "a$", "", False),
    ("ABC", "b", "i", True),
    ("\u212a", "k", "i", True),
    ("\u212a", "[j-l]", "i", True),
    ("k", "\u212a", "i", True),
    ("\u03c2", "\u03a3", "i", True),
    ("k", "\u212a", "", False),
    ("helloworld", "hello world", "x", True),
    ("helloworld", "hello[ ]world", "x", False),
    ("hello", "\\p{ Is BasicLatin }+", "x", True),
    ("hello", "[\\p{IsBasicLatin}]+", "x", True),
    ("hello world", "hello\\ sworld", "x", True),
    ("a.b", "a.b", "q", True),
    ("axb", "a.b", "q", False),
    ("o", "[A-Z-[OI]]", "i", False),
    ("p", "[A-Z-[OI]]", "i", True),
    ("b", "[^a]", "", True),
    ("-", "[a-]", "", True),
    ("]", "[\\]]", "", True),
    ("中", "\\p{IsCJKUnifiedIdeographs}", "", True),
    ("λ", "\\p{IsGreek}", "", True),
    ("a", "\\p{Lu}", "i", False),
    ("A", "\\P{Ll}", "", True),
    ("٣", "^\\d$", "", True),
    ("_", "^\\w$", "", False),
    ("a:b", "^\\i\\c*$", "", True),
    ("😀", "^.$", "", True),
    ("aa", "^(a)\\1$", "", True),
    ("aA", "^(a)\\1$", "i", True),
    ("b", "^(a)?\\1b$", "", True),
    ("aaa", "^a{2}$", "", False),
    ("aaa", "^a{2,}$", "", True),
    ("abab", "^(?:ab){1,2}$", "", True),
    ("", "(a|b*)*", "", True),
    ("xay", "(((((((((((a)))))))))))y", "", True),
]


@pytest.mark.parametrize(("text", "pattern", "flags", "expected"), MATCHES)
def test_a_pattern_matches_or_not(text: str, pattern: str, flags: str, expected: bool) -> None:
    assert matches(text, pattern, flags) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "a**",
            "*",
            "+a",
            "a{2,1}",
            "a{,2}",
            "[]",
            "[^]",
            "[z-a]",
            "[a",
            "a\\",
            "[[a]]",
        ),
        *(
            "\\1",
            "(a\\1)",
            "(a)\\2",
            "[\\1]",
            "\\b",
            "\\A",
            "\\x41",
            "\\p{Foo}",
            "\\p{IsFoo}",
            "\\pL",
            "(?=a)",
            "(?<n>a)",
        ),
        *("(?i)a", "a++", "\\u0041", "[a-z-[b]c]"),
    ],
)
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(NoValue, match="bad_pattern"):
        matches("a", pattern)


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "result"),
    [
        ("abracadabra", "bra", "*", "a*cada*"),
        ("abracadabra", "a.*?a", "*", "*c*bra"),
        ("abracadabra", "a(.)", "a$1$1", "abbraccaddabbra"),
        ("darted", "^(.*?)d(.*)$", "$1c$2", "carted"),
        ("0123456789", "(\\d{3})(\\d{3})(\\d{4})", "($1) $2-$3", "(012) 345-6789"),
        ("abc", "b", "[$0]", "a[b]c"),
        ("abc", "b", "\\$\\\\", "a$\\c"),
        ("abc", "(b)", "$12", "ab2c"),
        ("abc", "b", "$1", "ac"),
    ],
)
def test_a_replacement(text: str, pattern: str, replacement: str, result: str) -> None:
    assert compiled(pattern, "").replaced(text, replacement, Meter()) == result


@pytest.mark.parametrize("replacement", ["$", "$a", "\\", "\\n", "a\\1"])
def test_what_is_no_replacement(replacement: str) -> None:
    with pytest.raises(NoValue, match="bad_replacement"):
        compiled("b", "").replaced("abc", replacement, Meter())


@pytest.mark.parametrize(("pattern", "text"), [("(a+)+b", "a" * 60), ("(a|aa)*c", "a" * 300), ("(.*)*x", "y" * 200)])
def test_a_pattern_that_would_take_for_ever_has_no_value(pattern: str, text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(NoValue, match="pattern_too_slow"):
        matches(text, pattern)
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("pattern", ["(" * 200 + ")" * 200, "((a{500}){500}){500}", "a" * 20_000 + "*"])
def test_a_pattern_that_would_be_too_large_has_no_value(pattern: str) -> None:
    with pytest.raises(NoValue, match="too_"):
        matches("a", pattern)


ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "^", "$"])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.tuples(inner, inner).map("|".join)
        | inner.map(lambda p: f"({p})")
        | st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,2}", "*?", "+?", "??"])).map(
            lambda t: f"(?:{t[0]}){t[1]}"
        )
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text("ab\n", max_size=8))
def test_where_python_has_the_same_syntax_it_finds_the_same(pattern: str, text: str) -> None:
    theirs = [m.span() for m in re.finditer(pattern.replace("$", "\\Z"), text)]
    ours = [(begin, end) for begin, end, _ in compiled(pattern, "").found(text, Meter())]
    if all(begin < end for begin, end in theirs):
        assert ours == theirs
    assert bool(ours) == bool(theirs)
