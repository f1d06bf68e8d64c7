"""The command as a stranger runs it: its own process, real files, pipes and encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "three_persons_one_wage.yaml"
UNKNOWN = ROOT / "examples" / "unknown_wage.yaml"
COMMAND = [sys.executable, "-m", "eligibility.cli"]


def run(*arguments, stdin=None, **environment):
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
        timeout=120,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode("utf-8", "replace")
    return done


def out(*arguments, **more):
    done = run(*arguments, **more)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def test_explain_says_the_package_first():
    lines = out("explain", EXAMPLE).splitlines()
    assert lines[0].startswith("测算意见（非行政决定）")
    assert lines[1].startswith("救助方案")
    assert "1,247.50 元" in "".join(lines[2:5])
    assert [line[:2] for line in lines if line[:1].strip() and "【" not in line][2:4] == ["结论", "下一"]


def test_explain_in_english():
    assert out("explain", "--lang", "en", EXAMPLE).startswith("Estimate (not an administrative decision)")


def test_markdown_has_headings():
    assert out("explain", "--format", "markdown", EXAMPLE).startswith("# ")


def test_one_programme_only():
    text = out("explain", "--program", "minimum_income", EXAMPLE)
    assert "最低生活保障" in text
    assert "单人保" not in text


def test_full_shows_what_did_not_matter():
    assert len(out("explain", "--full", EXAMPLE)) > 2 * len(out("explain", EXAMPLE))


def test_another_day_and_place_decide_by_their_own_law():
    assert "2021年8月1日" in out("explain", "--on", "2021-08-01", EXAMPLE)
    assert "上海市" in out("explain", "--place", "310000", "--on", "2023-08-01", EXAMPLE)


def test_standard_input():
    assert out("explain", "-", stdin=EXAMPLE.read_bytes()) == out("explain", EXAMPLE)


def test_json_input_says_the_same_as_yaml(tmp_path):
    import yaml

    class Texts(yaml.SafeLoader):
        """Leaves every scalar as it is written."""

    Texts.yaml_implicit_resolvers = {}
    document = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Texts)
    path = tmp_path / "household.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert out("explain", path) == out("explain", EXAMPLE)


def test_json_is_one_valid_line_a_file():
    lines = out("explain", "--format", "json", EXAMPLE, UNKNOWN).splitlines()
    schema = json.loads(out("schema", "decision"))
    assert len(lines) == 2
    for line in lines:
        jsonschema.Draft202012Validator(schema).validate(json.loads(line))


def test_the_same_input_gives_the_same_bytes():
    first, second = (run("explain", "--format", "json", UNKNOWN, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second


def test_a_bad_file_does_not_stop_the_rest(tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("on: 2022-08-01\nplace: '320100'\nmembers:\n  - id: a\n    relaton: applicant\n", encoding="utf-8")
    done = run("explain", "--format", "json", bad, EXAMPLE)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert "relation" in done.stderr.decode("utf-8")


def test_a_household_in_gbk_is_told_how_to_be_converted(tmp_path):
    path = tmp_path / "gbk.yaml"
    path.write_bytes(EXAMPLE.read_text(encoding="utf-8").encode("gbk"))
    done = run("explain", path)
    assert done.returncode == 2
    assert "UTF-8" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
def test_no_encoding_of_a_terminal_stops_the_output(encoding):
    for arguments in (
        ["explain", EXAMPLE],
        ["explain", "--lang", "en", "--full", UNKNOWN],
        ["explain", "missing.yaml"],
    ):
        done = run(*arguments, PYTHONIOENCODING=encoding)
        assert done.returncode in (0, 2)
        assert done.stdout or done.stderr


def test_a_reader_that_goes_away_is_no_mistake():
    shell = f"'{sys.executable}' -m eligibility.cli explain --full {EXAMPLE} {UNKNOWN} | head -n 1"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["explain"], ["explain", "missing.yaml"], ["explain", "--on", "2022-02-30", "examples/unknown_wage.yaml"],
     ["explain", "--place", "999999", "examples/unknown_wage.yaml"], ["explain", "--program", "nothing", "examples/unknown_wage.yaml"],
     ["explain", "--on", "1990-01-01", "examples/unknown_wage.yaml"], ["explain", "--policies", "no_such_folder", "examples/unknown_wage.yaml"],
     ["schema", "everything"], []],
    ids=lambda a: " ".join(a) or "nothing",
)  # fmt: skip
def test_bad_input_ends_with_2_and_says_why(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr or done.stdout


def test_check_and_test_of_the_bundled_policies_pass():
    assert "0 处错误" in out("check")
    assert "个通过，0 个不符" in out("test", "--filter", "low_income_edge")  # all of them: tests/policies/test_cases.py


def test_check_of_a_wrong_folder_fails(tmp_path):
    folder = tmp_path / "xx" / "programs"
    folder.mkdir(parents=True)
    (folder / "aid.yaml").write_text("program: aid\nlabel: {zh: 救助}\nfor_each: household\n", encoding="utf-8")
    done = run("check", tmp_path)
    assert done.returncode == 1
    assert "E014" in done.stderr.decode("utf-8")


def test_list_names_the_programmes():
    found = json.loads(out("list", "--format", "json"))
    ids = {p["program"] for p in found["programs"]}
    assert {"minimum_income", "minimum_income_single", "low_income_edge", "extreme_poverty"} <= ids
    assert "minimum_income_single" not in out("list", "--on", "2015-01-01").split("没有施行：")[0]


@pytest.mark.parametrize("what", ["household", "policy", "decision"])
def test_schemas_are_schemas(what):
    jsonschema.Draft202012Validator.check_schema(json.loads(out("schema", what)))


@pytest.mark.parametrize(
    ("tail", "code", "said"),
    [
        (f"explain {EXAMPLE} >&-", 0, ""),
        (f"explain {EXAMPLE} > /dev/full", 2, "E510"),
        ("explain /nowhere 2>&-", 2, ""),
        ("explain - <&-", 2, "E003"),
        ("explain /dev/zero", 2, "E004"),
        ("--help >&-", 0, ""),
    ],
)
def test_streams_that_are_closed_or_full(tail, code, said):
    shell = f"'{sys.executable}' -m eligibility.cli {tail}"
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_help_in_any_encoding():
    assert run("--help", PYTHONIOENCODING="ascii").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "/nowhere"], "E008"),
        (["test", "/nowhere"], "E008"),
        (["list", "--place", "999999"], "E505"),
        (["explain", EXAMPLE, "--place", ""], "E434"),
        (["explain", EXAMPLE, "--program", ""], "E228"),
        (["explain", EXAMPLE, "--on", "2022-W01-1"], "E501"),
        (["explain", EXAMPLE, "--on", "20220801"], "E501"),
    ],
)
def test_an_argument_that_names_nothing_is_bad_input(arguments, code):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"[{code}]" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain"], "缺少 FILE"),
        (["nothing"], "COMMAND 不能是 'nothing'，可选 "),
        (["explain", EXAMPLE, "--on"], "--on 后面要写一个值"),
        (["list", "--nothing"], "没有 --nothing 这样的参数"),
        (["explain", "--lang", "en"], "bad arguments: the following arguments are required: FILE"),
    ],
)
def test_wrong_arguments_are_told_in_the_language_asked_for(arguments, said):
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_folder_that_only_adds_is_told_how_to_be_checked(tmp_path):
    layer = tmp_path / "cn" / "320000-jiangsu" / "parameters"
    layer.mkdir(parents=True)
    (layer / "x.yaml").write_text("parameter: x\nvalues: []\n", encoding="utf-8")
    done = run("check", tmp_path)
    assert done.returncode == 1
    assert f"eligibility check --policies {tmp_path}" in done.stderr.decode()


# ---- check for other programs, of one file, and what a code means


@pytest.fixture
def wrong_pack(tmp_path):
    root = tmp_path / "policies" / "cn"
    copytree(ROOT / "tests" / "errors" / "policy" / "base", root)
    aid, share = root / "programs" / "aid.yaml", root / "parameters" / "share.yaml"
    aid.write_text(aid.read_text(encoding="utf-8").replace("家庭月收入 <", "家庭收入 <"), encoding="utf-8")
    share.write_text(share.read_text(encoding="utf-8").replace("value: 20%", "value: 20"), encoding="utf-8")
    return tmp_path / "policies"


def test_check_gives_mistakes_as_json_in_the_order_of_the_files(wrong_pack):
    done = run("check", wrong_pack, "--format", "json")
    assert (done.returncode, done.stderr) == (1, b"")
    found = json.loads(done.stdout)
    assert [(p["code"], p["line"], p["column"], p["end_column"]) for p in found] == [
        ("E226", 7, 31, 33),
        ("E201", 7, 11, 15),
    ]
    assert [Path(p["file"]) for p in found] == [
        wrong_pack / "cn" / "parameters" / "share.yaml",
        wrong_pack / "cn" / "programs" / "aid.yaml",
    ]


def test_check_gives_sarif_and_workflow_commands(wrong_pack):
    log = json.loads(run("check", wrong_pack, "--format", "sarif").stdout)
    assert [r["ruleId"] for r in log["runs"][0]["results"]] == ["E226", "E201"]
    lines = run("check", wrong_pack, "--format", "github", "--lang", "en").stdout.decode("utf-8").splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::error"]
    assert "title=E201::no fact, definition or parameter is called" in lines[1]


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_check_of_nothing_speaks_the_format_too(form, tmp_path):
    done = run("check", tmp_path, "--format", form)
    assert done.returncode == 2
    assert b"E009" in done.stdout
    assert not done.stderr


def test_check_of_a_sound_file_counts_what_is_wrong_elsewhere(wrong_pack):
    done = run("check", wrong_pack / "cn" / "parameters" / "standard.yaml")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "其他文件另有 2 处错误" in done.stdout.decode("utf-8")


def test_check_of_a_file_shows_its_own_mistakes_only(wrong_pack):
    done = run("check", wrong_pack / "cn" / "programs" / "aid.yaml")
    assert done.returncode == 1
    assert done.stderr.decode("utf-8").count("[E") == 1
    assert "[E201]" in done.stderr.decode("utf-8")


def test_check_of_a_bundled_file_links_it_with_its_pack():
    assert "0 处错误" in out("check", ROOT / "policies" / "cn" / "programs" / "minimum_income.yaml")


@pytest.mark.parametrize("code", ["E201", "e201", "201", "[E201]", "unknown_name"])
def test_explain_takes_a_code_or_a_kind(code):
    assert out("check", "--explain", code).startswith("E201 unknown_name\n")
    assert "Mended" in out("check", "--explain", code, "--lang", "en")


@pytest.mark.parametrize(("code", "meant"), [("E2O1", "E201"), ("unknwon_name", "unknown_name"), ("E9999", "")])
def test_explain_of_no_code_suggests_the_nearest(code, meant):
    done = run("check", "--explain", code)
    assert done.returncode == 2
    assert meant in done.stderr.decode("utf-8")
