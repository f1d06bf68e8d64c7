"""`eligibility test`: a difference that can be read, what the cases exercise, and taking what came for what is expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.cases.small import FILES, FRAME
from tests.unit.policy.packs import written

from eligibility.cli.main import main

GOLDENS = Path(__file__).parent / "goldens"
CASES = """\
  - name: 收入低于线  # 第一个
    origin: own reading
    given: two
    with: {household.income: 999.99}
    expect: {outcome: ineligible, because: poo, money: 0.02}
  - name: 上下一分
    origin: own reading
    given: two
    vary: household.income
    table:
      - {value: 1000, outcome: ineligible}    # 不动
      - {value: 900, outcome: eligible, money: 1.00}
      - {value: unknown, outcome: undetermined, needed: []}
"""


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return written(tmp_path, {**FILES, "tests/aid.yaml": FRAME + CASES})


@pytest.fixture
def run(capsys):
    def command(*arguments: object) -> tuple[int, str, str]:
        code = main(["test", *map(str, arguments)])
        done = capsys.readouterr()
        return code, done.out, done.err

    return command


def compare(name: str, text: str, regenerate: bool) -> None:
    path = GOLDENS / name
    if regenerate:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_difference_stands_side_by_side(pack, run, lang, regenerate):
    code, out, _ = run(pack, "--lang", lang)
    assert code == 1
    assert "\x1b" not in out
    compare(f"test_differences.{lang}.txt", out, regenerate)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_coverage_names_what_no_case_exercises(pack, run, lang, regenerate):
    out = run(pack, "--lang", lang, "--coverage", "--filter", "收入低于线")[1]
    compare(f"test_coverage.{lang}.txt", out[out.index("覆盖" if lang == "zh" else "coverage") :], regenerate)


def test_the_json_says_the_same(pack, run):
    found = json.loads(run(pack, "--format", "json", "--coverage")[1])
    assert (found["schema"], found["passed"], found["failed"]) == ("eligibility/test/1", 1, 3)
    first = found["cases"][0]
    assert (first["name"], first["line"], first["varied"]) == ("收入低于线", 11, {"household.income": "999.99"})
    assert first["compared"][0] == {"key": "outcome", "expected": "ineligible", "got": "eligible", "same": False}
    assert {m["path"] for m in found["coverage"]["missing"]} == {"care.conditions.poor", "care.grants.money"}


def test_accept_writes_what_came_and_keeps_all_other_bytes(pack, run, regenerate):
    path = pack / "cn" / "tests" / "aid.yaml"
    path.write_bytes(("\ufeff" + path.read_text(encoding="utf-8")).replace("\n", "\r\n").encode())
    before = path.read_bytes()
    code, out, _ = run(pack, "--accept")
    assert code == 0
    compare("test_accept.zh.txt", out, regenerate)
    expected = (
        before.replace(
            b"outcome: ineligible, because: poo, money: 0.02", b"outcome: eligible, because: poor, money: 0.01"
        )
        .replace(b"money: 1.00", b"money: 100.00")
        .replace(b"needed: []", b"needed: [household.income]")
    )
    assert path.read_bytes() == expected
    assert run(pack)[0] == 0


def test_accept_changes_nothing_where_all_pass(pack, run):
    run(pack, "--accept")
    before = (pack / "cn" / "tests" / "aid.yaml").read_bytes()
    assert run(pack, "--accept")[0] == 0
    assert (pack / "cn" / "tests" / "aid.yaml").read_bytes() == before


def test_accept_is_refused_where_a_case_has_a_mistake(pack, run):
    path = pack / "cn" / "tests" / "aid.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("999.99", "lots"), encoding="utf-8")
    before = path.read_bytes()
    code, _, err = run(pack, "--accept")
    assert code == 1
    assert err
    assert path.read_bytes() == before


def test_a_grant_that_does_not_exist_is_not_accepted_away(pack, run):
    path = pack / "cn" / "tests" / "aid.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("money: 1.00", "monney: 1.00"), encoding="utf-8")
    code, out, err = run(pack, "--accept", "--filter", "上下一分")
    assert code == 1
    assert "是不是 money" in out
    assert "E511" in err


def test_cases_are_chosen_by_name_programme_or_file(pack, run):
    for words, count in (("收入低于线", 1), ("上下*900", 1), ("aid", 4), ("care", 0)):
        found = json.loads(run(pack, "--format", "json", "--filter", words)[1])
        assert len(found["cases"]) == count, words


def test_one_file_of_cases_is_run_under_the_law_that_it_lies_in(pack, run):
    found = json.loads(run(pack / "cn" / "tests" / "aid.yaml", "--format", "json")[1])
    assert len(found["cases"]) == 4


@pytest.mark.parametrize(("required", "code"), [((), 1), (("100",), 1), (("50",), 0)])
def test_too_little_coverage_fails_only_where_it_is_required(pack, run, required, code):
    run(pack, "--accept")
    assert run(pack, "--coverage")[0] == 0
    assert run(pack, "--require-coverage", *required)[0] == code


def test_colour_is_for_terminals_only(pack, run, monkeypatch):
    monkeypatch.setattr("eligibility.cli.testing.coloured", lambda _: True)
    out = run(pack)[1]
    assert "\x1b[31m" in out
    assert "\x1b[32m" in out
