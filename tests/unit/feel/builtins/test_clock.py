"""The clock and the source of chance are handed in, or there is none."""

from __future__ import annotations

import datetime as dt

import pytest

from eligibility.feel.builtins import BUILTINS, call, library
from eligibility.feel.domain import NoValue, text_of


def test_now_and_today_are_those_of_the_clock() -> None:
    functions = library(clock=lambda: dt.datetime(2026, 7, 1, 8, 30, tzinfo=dt.UTC), chance=lambda: 0.25)
    found = [text_of(call(functions[name], [])) for name in ("now", "today", "random number")]
    assert found == ["2026-07-01T08:30:00Z", "2026-07-01", "0.25"]


@pytest.mark.parametrize(("name", "kind"), [("now", "no_clock"), ("today", "no_clock"), ("random number", "no_chance")])
def test_without_them_there_is_a_reason(name: str, kind: str) -> None:
    with pytest.raises(NoValue, match=kind):
        call(BUILTINS[name], [])


def test_a_call_tells_what_it_costs() -> None:
    spent: list[int] = []
    call(BUILTINS["matches"], ["aaaa", "(a|b)*c"], (), spent.append)
    call(BUILTINS["count"], [[None] * 800], (), spent.append)
    assert spent[-1] == 100
    assert sum(spent[:-1]) > 10
