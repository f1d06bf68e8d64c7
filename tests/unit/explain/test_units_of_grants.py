"""What is given need not be money: every unit is decided, said and put into the document."""

from __future__ import annotations

import pytest

from eligibility import load_policies
from eligibility.ir.units import SCALES, is_number_unit
from tests.unit.policy.packs import SOUND, written

PROGRAM = """\
program: aid
label: {{zh: 互助, en: Aid}}
for_each: household
from: 2020-01-01
conditions:
  poor:
    says: {{zh: 收入低, en: the income is low}}
    when: income < 1000
    source: A1 art. 1
grants:
  help:
    label: {{zh: 帮助, en: help}}
    type: {unit}
    value: help
    source: A1 art. 2
"""
VALUE = """\
parameter: help
label: {{zh: 帮助数, en: amount of help}}
type: {unit}
range: 0..100
source: A1 art. 2
values:
  - {{from: 2020-01-01, value: 24, source: A1}}
"""
HOUSEHOLD = {"on": "2021-01-01", "place": "360103", "household": {"area": "urban", "income": 500}}


@pytest.mark.parametrize("unit", [unit for unit in SCALES if is_number_unit(unit)])
def test_a_grant_of_any_unit_is_explained(tmp_path, unit):
    files = {**SOUND, "programs/aid.yaml": PROGRAM.format(unit=unit), "parameters/help.yaml": VALUE.format(unit=unit)}
    law = load_policies(written(tmp_path, files), only=True).at(place="360103", on="2021-01-01")
    explained = law.explain(HOUSEHOLD)
    assert law.decide(HOUSEHOLD)["aid"].grants["help"].amount == 24
    shown = "2,400%" if unit == "ratio" else "24"
    for lang in ("zh", "en"):
        assert shown in explained.to_text(lang=lang)
        assert shown in explained.to_markdown(lang=lang)
    assert "24" in explained.to_json()
