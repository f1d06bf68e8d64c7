"""What is wrong where a token stands that cannot stand there, as precisely as the tokens around it tell.

People write an operator as a word, glue a keyword to a name, forget a bracket; each has its own kind, with what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from eligibility.feel import ast
from eligibility.feel.lexer import CHINESE, Token, writes_chinese
from eligibility.feel.mistake import Mistake
from eligibility.feel.names import FUNCTION_OF, OPERATORS, forms, leading, spelling, trailing

OPENERS: Final = {"then": ("if",), "else": ("if",), "satisfies": ("some", "every"), "return": ("for",)}
CONNECTIVES: Final = ("and", "or", "in", "then", "else", "satisfies", "return", "to", "inside")
CLOSING: Final = frozenset({")", "]"})
SHARE: Final = re.compile(r"(.+)的([0-9]+)")  # 标准的80%
GROUP: Final = re.compile(r"[0-9]{3}(?:\.[0-9]+)?$")


def no_value(text: str, tokens: Sequence[Token], at: int) -> Mistake:
    """A value must stand here."""
    token = tokens[at]
    if token.kind == "end":
        return Mistake("unfinished_value", token.start, token.end, {"before": written(text, tokens[at - 1])})
    return Mistake("expected_value", token.start, token.end, {"found": written(text, token)})


def after_value(text: str, tokens: Sequence[Token], at: int) -> Mistake:
    """An operator, or the end, must stand here."""
    token, before = tokens[at], tokens[at - 1]
    found = written(text, token)
    if token.kind == "[" and tokens[at + 1].kind != "end":
        return no_value(text, tokens, at + 1)
    if token.kind in CLOSING:
        return Mistake("unopened_bracket", token.start, token.end, {"found": found})
    if token.kind == ",":
        return comma(text, tokens, at)
    if token.kind == "..":
        after = tokens[at + 1]
        fix = f"[{written(text, before)}..{written(text, after)}]"
        return Mistake("bare_range", before.start, max(token.end, after.end), {"fix": fix})
    if token.kind == "%" and (share := SHARE.fullmatch(before.text)):
        args = {"name": text[before.start : token.end], "fix": f"{share[1]} * {share[2]}%"}
        return Mistake("glued_name", before.start, token.end, args)
    if token.kind == "%":
        return Mistake("percent_sign", token.start, token.end)
    if before.kind == "name" and FUNCTION_OF.get(before.text, before.text) == "not":
        end = end_of_path(tokens, at)
        fix = f"{before.text}({text[token.start : end]})"
        return Mistake("not_without_parentheses", before.start, end, {"fix": fix})
    if token.kind == "name" and (operator := OPERATORS.get(token.text)) is not None:
        fix = CHINESE.get(operator, operator) if writes_chinese(text) else operator
        return Mistake("foreign_operator", token.start, token.end, {"found": found, "fix": fix})
    return glued(tokens, at) or Mistake("expected_operator", token.start, token.end, {"found": found})


def end_of_path(tokens: Sequence[Token], at: int) -> int:
    """Where `a.b.c` ends that begins with the token at `at`."""
    while tokens[at].kind == "name" and tokens[at + 1].kind == "." and tokens[at + 2].kind == "name":
        at += 2
    return tokens[at].end


def comma(text: str, tokens: Sequence[Token], at: int) -> Mistake:
    """A comma between values that are no list; most often `1,000`."""
    token = tokens[at]
    found = Mistake("expected_operator", token.start, token.end, {"found": written(text, token)})
    return grouped_digits(text, tokens, at + 1) or found


def grouped_digits(text: str, tokens: Sequence[Token], at: int) -> Mistake | None:
    """`1,000` for 1000, where the token at `at` is its `000`."""
    if at < 2 or at >= len(tokens):
        return None
    before, sign, after = tokens[at - 2 : at + 1]
    touching = before.end == sign.start and sign.end == after.start
    if not (touching and sign.kind == "," and before.kind == after.kind == "number" and GROUP.match(after.text)):
        return None
    args = {"found": text[before.start : after.end], "fix": before.text + after.text}
    return Mistake("digit_grouping", before.start, after.end, args)


def expected(text: str, tokens: Sequence[Token], at: int, kind: str) -> Mistake:
    """A certain word or sign must stand here."""
    token = tokens[at]
    if kind == "name":
        if token.kind == "end":
            return Mistake("unfinished_name", token.start, token.end)
        return Mistake("expected_name", token.start, token.end, {"found": written(text, token)})
    word = {"string": '"…"'}.get(kind) or spelling(kind)
    if token.kind == "end":
        return Mistake("unfinished_word", token.start, token.end, {"expected": word})
    found = {"found": written(text, token), "expected": word}
    return glued(tokens, at) or Mistake("expected_word", token.start, token.end, found)


def not_closed(text: str, tokens: Sequence[Token], at: int, opening: Token, close: str) -> Mistake:
    """The bracket that `opening` opened must be closed here."""
    token = tokens[at]
    if token.kind == "end":
        return Mistake("unclosed_bracket", opening.start, opening.end, {"open": opening.kind, "close": close})
    if token.kind in CLOSING:
        args = {"open": opening.kind, "close": close, "found": token.kind}
        return Mistake("mismatched_bracket", token.start, token.end, args)
    if token.kind == ",":
        found = comma(text, tokens, at)
        return found if found.kind == "digit_grouping" else Mistake("value_list", opening.start, token.end)
    return after_value(text, tokens, at)


def glued(tokens: Sequence[Token], at: int) -> Mistake | None:
    """A name that holds a keyword: this one or the one before (`a 且b`, `a且 b`), or an earlier one whose keyword is missed now (`如果a < 1 那么 …`)."""
    token, before = tokens[at], tokens[at - 1]
    if token.kind == "name" and (fix := leading(token.text, CONNECTIVES)):
        return apart(token, fix)
    if before.kind == "name" and (fix := trailing(before.text, CONNECTIVES)):
        return apart(before, fix)
    for earlier in tokens[:at]:
        if earlier.kind == "name" and (fix := leading(earlier.text, OPENERS.get(token.kind, ()))):
            return apart(earlier, fix)
    return None


def apart(token: Token, fix: str) -> Mistake:
    return Mistake("glued_name", token.start, token.end, {"name": token.text, "fix": fix})


def chained(text: str, left: ast.Node, first: Token, second: Token, end: int) -> Mistake:
    """`a < b < c`: the same as a range, or as two comparisons."""
    fix = ""
    if isinstance(left, ast.Binary) and end > second.end:
        a, b = text[left.start : first.start].strip(), text[first.end : second.start].strip()
        if apart_ := within(b):
            start = text.index(b, first.end)
            return Mistake("glued_name", start, start + len(b), {"name": b, "fix": apart_})
        c = text[second.end : end].strip()
        fix = chain_fix(a, b, c, first.kind, second.kind, chinese=writes_chinese(text))
    return Mistake("chained_comparison", left.start, end, {"fix": fix})


def within(word: str) -> str | None:
    """`标准且人数` as `标准 且 人数`: a run with a Chinese `and` or `or` in its middle."""
    for form in forms(("and", "or")) if word.isidentifier() else ():
        left, found, right = word.partition(form)
        if left and found and right:
            return f"{left} {form} {right}"
    return None


def chain_fix(a: str, b: str, c: str, first: str, second: str, *, chinese: bool) -> str:
    if first[0] == second[0] == ">":
        a, c, first, second = c, a, second.replace(">", "<"), first.replace(">", "<")
    if first == second == "<=":
        return f"{b} 在 {a} 到 {c} 之间" if chinese else f"{b} between {a} and {c}"
    if first[0] == second[0] == "<":
        opening, closing = "[" if first == "<=" else "(", "]" if second == "<=" else ")"
        return f"{b} {CHINESE['in'] if chinese else 'in'} {opening}{a}..{c}{closing}"
    return f"{a} {first} {b} {CHINESE['and'] if chinese else 'and'} {b} {second} {c}"


def written(text: str, token: Token) -> str:
    return text[token.start : token.end]
