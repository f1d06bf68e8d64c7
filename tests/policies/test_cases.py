"""The cases beside the law, a file at a time, each through the library as a user's household goes."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from eligibility.api import Policies, bundled
from eligibility.cases.case import ORIGINS, Case
from eligibility.cases.read import CaseReader
from eligibility.cases.run import Ran, run_case
from eligibility.diagnostics.problem import Problems
from eligibility.policy.folder import open_pack
from eligibility.policy.yaml import read_file

PACK = open_pack(bundled(), Problems())
POLICIES = Policies([PACK])
FILES = {PACK.name(path): (place, path) for place, path in PACK.case_files()}


@cache
def cases(name: str) -> tuple[Case, ...]:
    place, path = FILES[name]
    problems = Problems()
    source = read_file(path, problems, name=name)
    assert source is not None
    found = tuple(CaseReader(source, place, problems).cases())
    assert not list(problems), [(p.kind, p.span and p.span.place(), p.args) for p in problems]
    return found


def shown(ran: Ran) -> str:
    parts = [f"{d.what}: {d.expected} expected, {d.got} came" for d in ran.differences]
    return f"{ran.case.span.place()} {ran.case.name}: {'; '.join([*parts, *(p.kind for p in ran.problems)])}"


@pytest.mark.parametrize("name", FILES)
def test_every_case_comes_out_as_expected(name):
    assert cases(name)
    failed = [ran for case in cases(name) if not (ran := run_case(POLICIES, case)).passed]
    assert not failed, "\n".join(map(shown, failed))


def test_there_are_at_least_eighty_cases():
    assert sum(len(cases(name)) for name in FILES) >= 80


@pytest.mark.parametrize("name", FILES)
def test_every_case_names_its_origin_and_what_it_expects(name):
    for case in cases(name):
        where = f"{case.span.place()} {case.name}"
        assert case.origin in ORIGINS, where
        assert case.name, where
        assert case.expected.outcome or case.expected.amounts or case.expected.needed is not None, where
        assert case.cites or case.origin == "own reading", where


@pytest.mark.parametrize("name", FILES)
def test_no_two_cases_of_a_file_have_one_name(name):
    found = Counter(case.name for case in cases(name))
    assert [n for n, count in found.items() if count > 1] == []


def test_every_programme_has_cases_of_either_outcome():
    problems = Problems()
    programs = {p.id for layer in PACK.everything(problems).layers for p in layer.programs}
    met = {(case.program, case.expected.outcome) for name in FILES for case in cases(name)}
    for program in programs:
        assert {(program, "eligible"), (program, "ineligible")} <= met, program


def test_a_case_that_expects_something_else_fails():
    name = next(n for n in FILES if n.endswith("cn/tests/minimum_income.yaml"))
    for case in cases(name):
        if case.expected.outcome in ("eligible", "ineligible"):
            other = {"eligible": "ineligible", "ineligible": "eligible"}[case.expected.outcome]
            wrong = run_case(POLICIES, with_outcome(case, other))
            assert not wrong.passed
            assert (wrong.differences[0].what, wrong.differences[0].expected) == ("outcome", other)


def with_outcome(case: Case, outcome: str) -> Case:
    from dataclasses import replace

    return replace(case, expected=replace(case.expected, outcome=outcome))
