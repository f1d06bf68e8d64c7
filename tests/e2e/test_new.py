"""`eligibility new` from the questions to files that pass `check` and `test`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from tests.unit.editor.small import pack

COMMAND = [sys.executable, "-m", "eligibility.cli"]
PROGRAM = {
    "label_zh": "冬季取暖补贴",
    "label_en": "Winter heating",
    "from": "2022-08-01",
    "source": "HEAT",
    "source_title": "冬季取暖补贴办法（示例）",
    "article": "2",
    "says_zh": "家中有满60周岁的成员",
    "says_en": "a member is 60 or older",
    "when": "任一 m 在 members 满足 m.足岁 >= 60",
    "grant_zh": "取暖补贴",
    "grant_en": "Heating",
    "amount": "10% * 月租金",
}


def run(*arguments, stdin=""):
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def given(answers):
    return [word for key, value in answers.items() for word in ("--set", f"{key}={value}")]


def passes(*options):
    assert run("check", *options)[0] == 0, run("check", *options)[2]
    code, out, _ = run("test", *options)
    assert code == 0, out
    return out


@pytest.fixture
def small(tmp_path):
    """A whole law of its own, without cases of its own."""
    root = pack(tmp_path / "small")
    shutil.rmtree(root / "xx/320100-nanjing/tests")
    return root


def test_a_programme_with_its_first_case(small):
    options = ("--only", "--policies", small)
    code, out, err = run("new", "program", *options, "--lang", "en", *given(PROGRAM))
    assert code == 0, err
    file = small / "xx/programs/winter_heating.yaml"
    assert f"written: {file}" in out
    text = file.read_text(encoding="utf-8")
    assert "when: 任一 m 在 members 满足 m.足岁 >= 60" in text
    assert "source: HEAT art. 2" in text
    cases = (small / "xx/tests/winter_heating.yaml").read_text(encoding="utf-8")
    assert "outcome: eligible" in cases
    passes(*options)
    assert run("fmt", "--check", file, small / "xx/tests/winter_heating.yaml")[0] == 0


HOME = """\
subject: home
label: {zh: 养老院, en: Care home}
within: household
alone: true
facts:
  filed:
    label: {zh: 已备案, en: Filed}
    type: boolean
    ask: {zh: 备案了吗？, en: Is it filed?}
  beds:
    label: {zh: 床位数, en: Beds}
    type: count
    range: 0..1000
    ask: {zh: 有多少张床位？, en: How many beds are there?}
  cost:
    label: {zh: 造价, en: Cost}
    type: yuan
    range: 100..1000000
    ask: {zh: 造价是多少？, en: What was the cost?}
"""


def test_a_first_case_of_what_stands_alone_has_its_section_and_no_household(small):
    options = ("--only", "--policies", small)
    (small / "xx/vocabulary/home.yaml").write_text(HOME, encoding="utf-8")
    answers = {"label_en": "Bed subsidy", "for_each": "home", "when": "filed and beds <= 20", "amount": "10% * cost"}
    code, _, err = run("new", "program", *options, *given(PROGRAM | answers | {"grant_type": "yuan"}))
    assert code == 0, err
    cases = (small / "xx/tests/bed_subsidy.yaml").read_text(encoding="utf-8")
    for part in ("subject: home\n", "outcome: eligible\n", "    home:\n      filed: true\n      beds: 0\n"):
        assert part in cases
    assert "members" not in cases
    passes(*options)


def test_what_is_there_is_never_overwritten(small):
    options = ("--only", "--policies", small, "--lang", "en")
    case = small / "xx/tests/winter_heating.yaml"
    case.parent.mkdir(parents=True)
    case.write_text("cases: []\n", encoding="utf-8")
    code, _, err = run("new", "program", *options, *given(PROGRAM))
    assert code == 2
    assert "[E758]" in err
    assert case.read_text(encoding="utf-8") == "cases: []\n"
    assert not (small / "xx/programs/winter_heating.yaml").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"when": "任一 m 在 members 满足 m.足岁岁 >= 60"}, "<when>:1:21"),
        ({"amount": "月租金 * 月租金"}, "<amount>:1:1"),
        ({"id": "rent"}, "[E755]"),
        ({"label_en": ""}, "[E759]"),
        ({"lable_zh": "x"}, "did you mean label_zh?   [E760]"),
        ({"from": "2022-13-01"}, "<from>:1:1"),
        ({"source_grade": "gossip"}, "gossip"),
        ({"place": "990000"}, "990000"),
    ],
)
def test_a_wrong_answer_is_told_at_its_place_and_nothing_is_written(small, change, said):
    before = sorted(small.rglob("*"))
    code, _, err = run("new", "program", "--only", "--policies", small, "--lang", "en", *given(PROGRAM | change))
    assert code == 2
    assert said in err
    assert sorted(small.rglob("*")) == before


def test_answers_may_be_piped_in_a_line_each(small):
    options = ("--only", "--policies", small)
    lines = [
        "南京市",
        "2022-08-01",
        "rent_cap",
        "租金上限",
        "Rent cap",
        "",
        "0..9000",
        "3000",
        "",
        "CAP",
        "租金办法（示例）",
        "",
        "",
        "",
        "",
        "3",
    ]
    code, out, err = run("new", "parameter", *options, "--lang", "en", stdin="\n".join(lines) + "\n")
    assert code == 0, err
    assert "What is it called in Chinese?" in err
    assert "there is no case" in out  # nothing reads it yet
    text = (small / "xx/320100-nanjing/parameters/rent_cap.yaml").read_text(encoding="utf-8")
    assert "value: 3000" in text
    assert run("check", *options)[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_at_a_terminal_a_wrong_answer_is_asked_for_again(small):
    import pty

    keyboard, terminal = pty.openpty()
    command = [*COMMAND, "new", "parameter", "--only", "--policies", str(small), "--lang", "en"]
    process = subprocess.Popen(command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    typed = [
        "",
        "2022-13-01",
        "2022-08-01",
        "rent",
        "rent_cap",
        "租金上限",
        "",
        "",
        "9..1",
        "0..9000",
        "lots",
        "3000",
        "",
        "LAW",
        "3",
    ]
    os.write(keyboard, "".join(f"{line}\n" for line in typed).encode())
    out = process.communicate(timeout=120)[0].decode()
    for name in (keyboard, terminal):
        os.close(name)
    assert process.returncode == 0, out
    assert [code for code in ("E309", "E755", "E321", "E317") if f"[{code}]" not in out] == []
    text = (small / "xx/parameters/rent_cap.yaml").read_text(encoding="utf-8")
    assert "label: {zh: 租金上限, en: rent cap}" in text
    assert "value: 3000, source: LAW art. 3" in text


def test_a_place_of_the_bundled_law_in_a_folder_that_does_not_exist_yet(tmp_path):
    """The place's folders are made as the bundled ones are called; its figure decides the first case."""
    mine = tmp_path / "mine"
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "place: 无锡\nfolder: wuxi\nfrom: 2025-07-01\nuntil: 2026-06-30\nplace_parameter: minimum_income_standard\n"
        "value: 1200\nsource: WX2025\nsource_title: 无锡市低保标准（示例）\n",
        encoding="utf-8",
    )
    code, _, err = run("new", "place", "--policies", mine, "--answers", answers)
    assert code == 0, err
    home = mine / "cn/320000-jiangsu/320200-wuxi"
    assert (mine / "pack.toml").is_file()
    assert (home / "sources.yaml").is_file()
    assert "monthly_top_up: 1200" in (home / "tests/minimum_income_standard.yaml").read_text(encoding="utf-8")
    assert run("check", "--policies", mine)[0] == 0
    assert run("test", "--policies", mine, "--filter", "320200")[0] == 0
    code, _, err = run("new", "place", "--policies", mine, "--answers", answers)
    assert (code, "[E758]" in err) == (2, True)


def test_a_dry_run_prints_and_writes_nothing(small):
    before = sorted(small.rglob("*"))
    code, out, _ = run("new", "program", "--only", "--policies", small, "--dry-run", *given(PROGRAM))
    assert code == 0
    assert "program: winter_heating" in out
    assert sorted(small.rglob("*")) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "[E762]"),
        (["--policies", "{}/xx/sources.yaml"], "[E764]"),
        (["--only", "--policies", "{}/none"], "[E763]"),
        (["--policies", "{}", "--set", "only a word"], "[E761]"),
    ],
)
def test_what_the_command_line_lacks(small, options, said):
    code, _, err = run("new", "program", *(o.format(small) for o in options), "--lang", "en")
    assert code == 2
    assert said in err


def test_a_folder_for_a_place_needs_a_name_in_letters(small):
    answers = {
        "place": "310000",
        "from": "2022-08-01",
        "folder": "上海",
        "place_parameter": "line",
        "value": "1",
        "source": "LAW",
    }
    code, _, err = run("new", "place", "--only", "--policies", small, "--lang", "en", *given(answers))
    assert (code, "[E765]" in err) == (2, True)
