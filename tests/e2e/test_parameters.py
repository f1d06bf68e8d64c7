"""`eligibility parameters` over the bundled policies: what is exported comes back unchanged, and what a sheet changes is shown before it is written."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest

from eligibility.api import bundled
from eligibility.cli.main import main

STANDARD = "cn/320000-jiangsu/320100-nanjing/parameters/minimum_income_standard.yaml"
NEW = "参数,地区,适用,数值,起,止,来源\n低保标准,南京市,城乡,1080,2023-07-01,2024-06-30,NJ2022\n"


@pytest.fixture
def own(tmp_path):
    """A copy of the policies that may be changed."""
    return copytree(bundled(), tmp_path / "policies")


@pytest.fixture
def run(capsys):
    """The command in this process: exit code, output, mistakes."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main(["parameters", *map(str, arguments)])
        done = capsys.readouterr()
        return code, done.out, done.err

    return command


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_values_come_back_unchanged(tmp_path, own, run, ending, lang):
    sheet, before = tmp_path / f"all.{ending}", files_of(own)
    assert run("export", sheet, "--lang", lang, "--policies", own)[0] == 0
    code, out, err = run("import", sheet, "--lang", lang, "--policies", own, "--write", "--remove-missing")
    assert (code, err) == (0, "")
    assert ("没有改动" if lang == "zh" else "nothing to change") in out
    assert files_of(own) == before


def test_values_come_back_from_a_chinese_excel_in_gb18030(tmp_path, own, run):
    sheet = tmp_path / "all.csv"
    run("export", sheet, "--policies", own)
    sheet.write_bytes(sheet.read_bytes().decode("utf-8-sig").replace(",", "\t").encode("gb18030"))
    code, out, _ = run("import", sheet, "--policies", own)
    assert code == 0
    assert "没有改动" in out


def test_a_sheet_can_be_exported_without_naming_a_folder(tmp_path, run):
    sheet = tmp_path / "南京.xlsx"
    assert run("export", sheet, "--place", "南京市", "--parameter", "低保标准")[0] == 0
    rows = list(openpyxl.load_workbook(sheet).active.iter_rows(values_only=True))
    assert rows[0][:6] == ("参数", "名称", "地区", "地区名称", "适用", "数值")
    assert [row[5] for row in rows[1:]] == [945, 985, 1030]
    assert "没有改动" in run("import", sheet)[1]


def test_a_province_takes_what_lies_in_it_along(tmp_path, run):
    sheet = tmp_path / "x.csv"
    run("export", sheet, "--place", "320000")
    places = {row["地区"] for row in csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig")))}
    assert places >= {"320000", "320100", "320500"}
    assert all(place.startswith("32") for place in places)


def test_nothing_is_written_before_write_is_said(tmp_path, own, run, regenerate):
    sheet, before = tmp_path / "new.csv", files_of(own)
    sheet.write_text(
        NEW
        + "低保标准,320100,城乡,1035,2022-07-01,2023-06-30,NJ2022\n特困全自理照料标准,320100,城乡,249,2023-07-01,,NJ2022\n",
        encoding="utf-8",
    )
    for lang in ("zh", "en"):
        code, out, _ = run("import", sheet, "--policies", own, "--lang", lang)
        assert code == 0
        shown = out.replace(str(sheet), "new.csv")
        golden = Path(__file__).parent / "goldens" / f"parameters_preview.{lang}.txt"
        if regenerate:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(shown, encoding="utf-8")
        assert shown == golden.read_text(encoding="utf-8")
    assert files_of(own) == before


def test_what_is_written_passes_check_and_changes_nothing_else(tmp_path, own, run, capsys):
    sheet, before = tmp_path / "new.csv", files_of(own)
    sheet.write_text(NEW, encoding="utf-8")
    assert run("import", sheet, "--policies", own, "--write")[0] == 0
    after = files_of(own)
    assert {name for name in after if after[name] != before.get(name)} == {STANDARD}
    line = b"  - {from: 2023-07-01, until: 2024-06-30, value: 1080, scope: both, source: NJ2022}\n"
    assert after[STANDARD].replace(line, b"") == before[STANDARD]
    assert main(["check", str(own)]) == 0
    capsys.readouterr()
    assert "没有改动" in run("import", sheet, "--policies", own, "--write")[1]


def test_a_mistake_writes_nothing_and_names_the_cell(tmp_path, own, run):
    sheet, before = tmp_path / "bad.csv", files_of(own)
    sheet.write_text(NEW.replace("1080", "1080元") + "低保标准,北京市,城乡,1,2023-07-01,,X\n", encoding="utf-8")
    code, out, err = run("import", sheet, "--policies", own, "--write")
    assert (code, out) == (2, "")
    assert "bad.csv:D2: " in err
    assert "bad.csv:B3: " in err
    assert files_of(own) == before


def test_the_bundled_policies_are_not_written(tmp_path, run):
    sheet = tmp_path / "new.csv"
    sheet.write_text(NEW, encoding="utf-8")
    code, _, err = run("import", sheet, "--write")
    assert code == 2
    assert "E733" in err
    assert "--policies" in err


def test_the_order_of_options_does_not_matter(tmp_path, own, run):
    sheet = tmp_path / "a.csv"
    assert run("--policies", own, "--lang", "en", "export", sheet)[0] == 0
    assert run("export", "--policies", own, "--place", "320100", sheet)[0] == 0
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    assert {row["地区"] for row in rows} == {"320100"}
    assert "低保标准" in {row["名称"] for row in rows}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "x.ods"], "E701"), (["export", "no/such/folder/x.csv"], "E737"), (["import", "missing.xlsx"], "E001"), (["--place", "火星"], "E505"),
        (["--place", "123456"], "E505"), (["--parameter", "低保标淮"], "低保标准"), (["--on", "2022-02-30"], "E5"), (["--policies", "no_such_folder"], "E0"),
    ],
)  # fmt: skip
def test_bad_arguments_end_with_2_and_say_why(run, arguments, said):
    code, _, err = run(*arguments)
    assert code == 2
    assert said in err


# ---- the listing


def test_the_listing_for_programs_is_one_list_of_values(run):
    found = json.loads(run("--format", "json")[1])
    assert len(found) >= 120
    keys = {"parameter", "place", "value", "unit", "from", "until", "source", "grade"}
    assert all(keys <= set(value) for value in found)
    (nanjing,) = [v for v in found if v["place"] == "320100" and v["from"] == "2022-07-01"]
    assert (nanjing["value"], nanjing["unit"], nanjing["until"]) == ("1030", "yuan/month", "2023-06-30")
    assert (nanjing["source"], nanjing["grade"]) == (["NJ2022"], "press")


def test_a_place_lists_what_holds_there_whoever_set_it(run):
    found = json.loads(run("--place", "320100", "--on", "2022-08-01", "--format", "json")[1])
    owners = {v["parameter"]: v["place"] for v in found}
    assert owners["minimum_income_standard"] == "320100"
    assert owners["edge_multiple"] == "000000"
    assert len(found) == len({(v["parameter"], v["scope"]) for v in found})


def test_a_gap_of_the_owner_is_not_filled_from_farther_out(run):
    """Huichang set a standard for 2023 alone; the province's figure of 2022 is not its own."""
    found = json.loads(run("--place", "360733", "--on", "2022-08-01", "--parameter", "低保标准", "--format", "json")[1])
    assert found == []


def test_the_table_has_titles_and_even_columns(run):
    lines = run("--place", "310000", "--parameter", "minimum_income_standard")[1].splitlines()
    assert lines[0].split()[:3] == ["参数", "名称", "地区"]
    assert len(lines) == 13


def test_the_csv_listing_is_a_sheet(run):
    out = run("--format", "csv", "--place", "320100", "--lang", "en")[1]
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {"parameter", "place", "value", "unit", "from", "until", "source", "grade"} <= set(rows[0])


def test_the_command_as_a_stranger_runs_it(tmp_path):
    command = [sys.executable, "-m", "eligibility.cli", "parameters", "export", "a.xlsx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
