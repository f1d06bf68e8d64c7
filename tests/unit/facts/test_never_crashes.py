"""Whatever is given, what leaves is a household or a list of problems, never another exception."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.render import render_all
from tests.unit.facts.small import HOUSEHOLD, MEMBER, read_object, read_text

WORDS = st.sampled_from(
    [
        "a",
        "b",
        "unknown",
        "不清楚",
        "",
        "null",
        "无",
        "是",
        "urban",
        "800元",
        "2024-02-30",
        "320100",
        "gas_aid",
        "outside",
        "1",
    ]
)
LEAVES = st.one_of(
    WORDS,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.dates(date(1000, 1, 1)),
    st.text(max_size=8),
    st.just(Decimal("1E+9")),
)
KEYS = st.one_of(
    st.sampled_from([f.id for f in (*MEMBER.facts, *HOUSEHOLD.facts)] + ["on", "地点", "成员", "family"]),
    st.text(max_size=4),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
FACTS = st.dictionaries(KEYS, TREES, max_size=5)
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "on": st.one_of(st.just("2022-08-01"), TREES),
        "place": st.one_of(st.just("320100"), TREES),
        "otherwise": st.just("ordinary"),
        "household": st.one_of(FACTS, TREES),
        "members": st.one_of(st.lists(FACTS.map(lambda f: {"id": "a"} | f), max_size=3), TREES),
        "helpers": st.one_of(st.lists(FACTS, max_size=2), TREES),
    },
)
TEXT = "otherwise: ordinary\nhousehold:\n  area: urban\nmembers:\n  - id: a\n    月工资: 1842.50\n    kind: visual\nhelpers: [{id: h, duty_to: [a]}]\n"


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_objects(document):
    try:
        household, problems = read_object(document)
    except EligibilityError as refused:
        household, problems = None, refused.problems
    assert (household is None) == any(not p.warning for p in problems)
    for lang in ("zh", "en"):
        assert "E000" not in render_all(problems, lang=lang)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(TEXT)), st.integers(0, 12), st.text(max_size=6))
def test_texts(at, cut, put):
    household, problems = read_text(TEXT[:at] + put + TEXT[at + cut :])
    assert (household is None) == any(not p.warning for p in problems)
    for problem in problems:
        assert len(render_all([problem]).splitlines()) <= 3
