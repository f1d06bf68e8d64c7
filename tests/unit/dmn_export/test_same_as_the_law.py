"""An exported programme decides as the law does, for generated complete households: half of them as the benchmarks have them, of whom every second one
is eligible, half with facts drawn without regard to each other, among whom every rule is met.

A figure that nobody has recorded for the place is null in the model. Where the law still finds an answer, as every figure would give it, the model may say
that it is undetermined; it never says anything else than the law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from benchmarks.households import households
from benchmarks.in_full import in_full

from eligibility.api import Law, load_policies
from eligibility.decide.run import Deciding
from eligibility.facts.household import Household
from tests.property.profile import NIGHTLY
from tests.property.real_law import Maker, law_at

from .models import Exported

PROGRAMS = ("minimum_income", "low_income_edge", "minimum_income_single", "extreme_poverty")
SECTIONS = ("nursing_bed_construction", "eldercare_worker_entry", "green_burial_reward")
NUMBER = {p: 1_000 if NIGHTLY else n for p, n in zip(PROGRAMS, (1_000, 1_000, 200, 200), strict=True)}

FIGURE = """\
parameter: coresidence_months_required
values:
  - {from: 2014-05-01, value: 12, source: LOCAL}
sources:
  LOCAL: {title: 演示用的地方规定, en: A local rule for the test, grade: assumed}
"""


@pytest.fixture(scope="session")
def known(tmp_path_factory) -> Law:
    """The law of a place where no figure is missing."""
    root = tmp_path_factory.mktemp("figures") / "cn"
    folder = root / "320000-jiangsu" / "320100-nanjing" / "parameters"
    folder.mkdir(parents=True)
    (folder / "coresidence_months_required.yaml").write_text(FIGURE, encoding="utf-8")
    return load_policies(str(root)).at(place="320100", on="2022-08-01")


def complete(law: Law, number: int) -> Iterator[Household]:
    deciding = Deciding(law.linked)
    for document in households(number // 2):
        about = in_full(document, law.vocabulary)
        for member in about["members"]:
            member |= {"spouse": "outside", "parents": []}
        yield law._household(about)
    for seed in range(number - number // 2):
        yield Maker(deciding, Random(seed), 0.0).household()


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_model_decides_as_the_law_does(program, known):
    exported = Exported(Deciding(known.linked), program)
    found = Counter()
    for number, household in enumerate(complete(known, NUMBER[program])):
        for law, model in exported.answers(household):
            assert model == law, f"household {number}"
            found[law[0]] += 1
    assert found["ineligible"]
    assert found["not_applicable"]
    assert program != "minimum_income" or found["eligible"] > NUMBER[program] // 10


@pytest.mark.parametrize("chinese", [False, True])
@pytest.mark.parametrize("program", SECTIONS)
def test_what_stands_alone_is_an_input_of_its_own(program, chinese, known):
    deciding = Deciding(known.linked)
    exported = Exported(deciding, program, chinese=chinese)
    found = Counter()
    for seed in range(400 if NIGHTLY else 60):
        for law, model in exported.answers(Maker(deciding, Random(seed), 0.0).household()):
            assert model == law, f"seed {seed}"
            found[law[0]] += 1
    assert sum(found.values()) >= 10


@pytest.mark.parametrize("index", range(7))
def test_a_model_never_contradicts_the_law_where_figures_are_missing(index):
    deciding = law_at(index)
    exported = Exported(deciding, "minimum_income", chinese=bool(index % 2))
    for seed in range(200 if NIGHTLY else 12):
        for law, model in exported.answers(Maker(deciding, Random(seed), 0.0).household()):
            if model[0] != "undetermined":
                assert model[0] == law[0]
                assert all(m in (None, amount) for m, amount in zip(model[1], law[1], strict=True))
