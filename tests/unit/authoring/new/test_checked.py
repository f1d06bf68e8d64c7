"""Drafts are written only where they agree with everything else."""

from __future__ import annotations

import pytest

from eligibility.authoring.new.checked import checked
from eligibility.authoring.new.target import target
from eligibility.diagnostics.errors import PolicyError
from tests.unit.editor.small import CASES, PROGRAM, pack


def drafted(root, section, name, text):
    found = target([], pack(root))
    found.draft(found.home(None if section == "programs" else "320100"), section, name, text)
    return found


def kinds(found):
    with pytest.raises(PolicyError) as caught:
        checked(found)
    return [p.kind for p in caught.value.problems]


def test_a_case_that_comes_out_otherwise_is_told(tmp_path):
    text = CASES.replace("monthly_help: 500", "monthly_help: 501").replace(
        "value: 900, outcome: eligible", "value: 900, outcome: ineligible"
    )
    assert kinds(drafted(tmp_path, "tests", "more.yaml", text)) == ["case_differs"]


def test_a_rule_that_contradicts_the_vocabulary_is_told(tmp_path):
    text = PROGRAM.replace("program: help", "program: more").replace("月租金", "月租银")
    assert kinds(drafted(tmp_path, "programs", "more.yaml", text)) == ["unknown_name"]


def test_a_sound_draft_passes_in_its_canonical_layout(tmp_path):
    found = drafted(
        tmp_path,
        "programs",
        "more.yaml",
        PROGRAM.replace("program: help", "program:   more").replace("租房补助", "另一补助"),
    )
    checked(found)
    (text,) = found.made.values()
    assert text.startswith("program: more\n")


def test_what_was_drafted_can_be_dropped(tmp_path):
    found = drafted(tmp_path, "programs", "more.yaml", PROGRAM.replace("program: help", "program: more"))
    found.drop()
    assert not found.made
    assert all(p.id != "more" for layer in found.layers(None) for p in layer.programs)
