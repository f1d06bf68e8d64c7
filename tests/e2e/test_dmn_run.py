"""`eligibility dmn run`, as a user calls it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from eligibility.cli.main import main

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="补助" namespace="urn:x">
<inputData id="i" name="收入"><variable name="收入" typeRef="number"/></inputData>
<decision id="a" name="金额"><variable name="金额" typeRef="number"/>
<informationRequirement><requiredInput href="#i"/></informationRequirement>
<literalExpression><text>1030 - 收入</text></literalExpression></decision>
<decision id="b" name="结论"><variable name="结论"/>
<informationRequirement><requiredDecision href="#a"/></informationRequirement>
<literalExpression><text>if 金额 &gt; 0 then "符合" else "不符合"</text></literalExpression></decision>
</definitions>
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.dmn").write_text(MODEL, encoding="utf-8")
    Path("f.json").write_text('{"收入": 800.50}', encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["dmn", "run", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_each_decision_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "m.dmn", "--input", "f.json") == (0, '金额  229.50\n结论  "符合"\n', "")


def test_one_decision_as_json_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO('{"收入": 2000}'.encode()), encoding="utf-8"))
    code, out, err = said(capsys, "m.dmn", "--input", "-", "--decision", "金额", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["decisions"] == {"金额": -970}


def test_a_mistaken_name_in_the_facts_is_a_warning_at_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    Path("f.json").write_text('{\n  "收 入": 800.50\n}', encoding="utf-8")
    code, out, err = said(capsys, "m.dmn", "--input", "f.json")
    assert code == 0
    assert out.startswith("金额  null\n  m.dmn:5:26: ")
    assert "f.json:2:3: 提醒：模型没有「收 入」这个输入" in err
    assert "没有给出 收入" in err
    assert "800" not in err.replace('"收 入": 800.50', "")


def test_a_mistake_in_the_model_is_shown_and_the_rest_is_decided(capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.dmn").write_text(MODEL.replace("1030 - 收入", "1030 - (收入"), encoding="utf-8")
    code, out, err = said(capsys, "m.dmn", "--input", "f.json", "--lang", "en")
    assert code == 2
    assert out.startswith("金额  null\n")
    assert '结论  "不符合"' in out
    assert err.startswith("m.dmn:5:33: ")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["no.dmn"], "E001"),
        (["m.dmn", "--input", "no.json"], "E001"),
        (["f.json"], "E600"),
        (["m.dmn", "--decision", "金"], "E622"),
        (["m.dmn", "--import", "no.dmn"], "E001"),
    ],
)
def test_what_cannot_be_read_is_bad_input(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = said(capsys, *words)
    assert (status, f"[{code}]" in err) == (2, True)


def test_a_model_that_would_expand_without_end_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n' + MODEL
    Path("m.dmn").write_text(bomb, encoding="utf-8")
    code, out, err = said(capsys, "m.dmn")
    assert (code, out) == (2, "")
    assert "m.dmn:1:1: " in err
    assert err.count("\n") == 3
