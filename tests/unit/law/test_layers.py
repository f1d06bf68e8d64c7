"""Which layer's rule holds at a place: the nearest in force, until it lapses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eligibility.law.layers import chain, containing, national
from tests.unit.policy.packs import SOUND, read

from .packs import AID, COUNTY, ELSEWHERE, JIANGXI, NANCHANG, condition, linked, outcome, problems_of, program

PROVINCE = "360000-jiangxi/programs/aid.yaml"
CITY = "360000-jiangxi/360100-nanchang/programs/aid.yaml"


def local(when: str, **more: str) -> str:
    lines = [f"    {k}: {v}" for k, v in more.items()]
    return "\n".join(
        ["extends: aid", "conditions:", "  poor:", f"    when: {when}", "    source: A1 art. 9", *lines, ""]
    )


def test_a_county_lies_in_its_city_and_its_province():
    assert containing("360103") == ("360103", "360100", "360000")
    assert containing("360100") == ("360100", "360000")
    assert containing("360000") == ("360000",)


def test_layers_speak_nearest_first(tmp_path: Path):
    files = {**SOUND, "programs/aid.yaml": AID, PROVINCE: local("income < 900"), CITY: local("income < 800")}
    pack, _ = read(tmp_path, files)
    assert [layer.place for layer in chain([pack], COUNTY)] == [NANCHANG, JIANGXI, None]
    assert [layer.place for layer in chain([pack], JIANGXI)] == [JIANGXI, None]
    assert [layer.place for layer in chain([pack], ELSEWHERE)] == [None]
    assert [layer.place for layer in national([pack])] == [None]


def test_of_two_packs_with_a_layer_for_one_place_the_later_is_nearer(tmp_path: Path):
    first, _ = read(tmp_path / "one", {**SOUND, "programs/aid.yaml": AID})
    second, _ = read(tmp_path / "two", {**SOUND, "programs/aid.yaml": AID.replace("1000", "700")})
    assert [layer.place for layer in chain([first, second], COUNTY)] == [None, None]
    assert chain([first, second], COUNTY)[0] is second.layers[0]


@pytest.mark.parametrize(
    ("place", "line", "layer"),
    [(ELSEWHERE, 100_000, ""), (JIANGXI, 90_000, JIANGXI), (NANCHANG, 80_000, NANCHANG), (COUNTY, 80_000, NANCHANG)],
)
def test_the_nearest_rule_wins(tmp_path: Path, place, line, layer):
    law = linked(
        tmp_path, {"programs/aid.yaml": AID, PROVINCE: local("income < 900"), CITY: local("income < 800")}, place
    )
    assert outcome(law, line - 1)[0] == "eligible"
    assert outcome(law, line)[0] == "ineligible"
    assert condition(law).origin.layer == layer


def test_a_lapsed_rule_uncovers_the_farther_one(tmp_path: Path):
    files = {
        "programs/aid.yaml": AID,
        PROVINCE: local("income < 900"),
        CITY: local("income < 800", until="2022-05-31"),
    }
    assert condition(linked(tmp_path / "before", files, day="2022-05-31")).origin.layer == NANCHANG
    after = linked(tmp_path / "after", files, day="2022-06-01")
    assert condition(after).origin.layer == JIANGXI
    assert outcome(after, 89_999)[0] == "eligible"


def test_a_lapsed_piece_uncovers_the_farther_one(tmp_path: Path):
    piece = "extends: aid\nconditions:\n  poor:\n    when:\n      - {from: 2021-01-01, until: 2021-12-31, value: income < 800}\n    source: A1 art. 9\n"
    files = {"programs/aid.yaml": AID, CITY: piece}
    assert [outcome(linked(tmp_path / d, files, day=d), 80_000)[0] for d in ("2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01")] == [
        "eligible",
        "ineligible",
        "ineligible",
        "eligible",
    ]  # fmt: skip


def test_a_place_adds_a_condition(tmp_path: Path):
    more = 'extends: aid\nconditions:\n  rural:\n    when: area = "rural"\n    source: A1 art. 9\n'
    law = linked(tmp_path, {"programs/aid.yaml": AID, CITY: more})
    assert [c.id for c in program(law).conditions] == ["poor", "rural"]
    assert outcome(law, 100) == ("undetermined", 99_900, ["household.area"])
    assert [
        c.id
        for c in program(linked(tmp_path / "elsewhere", {"programs/aid.yaml": AID, CITY: more}, ELSEWHERE)).conditions
    ] == ["poor"]


def test_a_place_drops_a_condition(tmp_path: Path):
    law = linked(
        tmp_path,
        {"programs/aid.yaml": AID, CITY: "extends: aid\nconditions:\n  poor:\n    drop: true\n    source: A1 art. 9\n"},
    )
    assert program(law).conditions == ()
    assert outcome(law, 50_000)[0] == "eligible"


def test_a_city_takes_up_again_what_the_province_drops(tmp_path: Path):
    files = {
        "programs/aid.yaml": AID,
        PROVINCE: "extends: aid\nconditions:\n  poor:\n    drop: true\n    source: A1 art. 9\n",
        CITY: local("income < 800"),
    }
    assert program(linked(tmp_path / "p", files, JIANGXI)).conditions == ()
    assert condition(linked(tmp_path / "c", files, COUNTY)).origin.layer == NANCHANG


def test_a_place_changes_an_amount_and_leaves_the_rest_of_the_grant(tmp_path: Path):
    more = "extends: aid\ngrants:\n  money:\n    value: 300\n    source: A1 art. 9\n"
    law = linked(tmp_path, {"programs/aid.yaml": AID, CITY: more})
    grant = program(law).grants[0]
    assert (grant.label.zh, grant.unit, grant.origin.layer) == ("补助", "yuan/month", NANCHANG)
    assert outcome(law, 50_000) == ("eligible", 30_000, [])


def test_a_place_changes_a_definition_that_others_share(tmp_path: Path):
    shared = (
        "definitions_of: household\ndefinitions:\n  line:\n    label: {zh: 本地线, en: Line}\n    type: yuan/month\n"
        "    value: 1000\n    source: A1 art. 3\n"
    )
    mine = "definitions_of: household\ndefinitions:\n  line:\n    value: 600\n    source: A1 art. 9\n"
    files = {
        "programs/aid.yaml": AID.replace("income < 1000", "income < line"),
        "definitions/household.yaml": shared,
        "360000-jiangxi/definitions/household.yaml": mine,
    }
    assert outcome(linked(tmp_path / "far", files, ELSEWHERE), 60_000)[0] == "eligible"
    law = linked(tmp_path / "near", files)
    assert outcome(law, 60_000)[0] == "ineligible"
    assert law.definitions["household.line"].origin.layer == JIANGXI
    assert law.definitions["household.line"].label.zh == "本地线"


def test_a_local_rule_says_which_newer_one_it_hides_until_it_was_confirmed(tmp_path: Path):
    nation = AID.replace(
        "    when: income < 1000\n",
        "    when:\n      - {from: 2020-01-01, until: 2021-12-31, value: income < 1000}\n      - {from: 2022-01-01, value: income < 2000}\n",
    )
    mine = "extends: aid\nconditions:\n  poor:\n    when:\n      - {from: 2020-06-01%s, value: income < 800}\n    source: A1 art. 9\n"
    for confirmed, hides in (
        ("", "2022-01-01"),
        (", confirmed: 2022-03-01", ""),
        (", confirmed: 2021-12-31", "2022-01-01"),
    ):
        law = linked(
            tmp_path / (confirmed or "no").strip(", :"), {"programs/aid.yaml": nation, PROVINCE: mine % confirmed}
        )
        assert condition(law).origin.hides_newer == hides
        assert condition(law).origin.version == "2020-06-01"


def test_a_programme_not_in_force_is_named_apart(tmp_path: Path):
    other = AID.replace("program: aid", "program: later").replace("互助金", "后来").replace("from: 2020", "from: 2030")
    law = linked(tmp_path, {"programs/aid.yaml": AID, "programs/later.yaml": other})
    assert [p.id for p in law.programs] == ["aid"]
    assert [(i, w.zh) for i, w in law.not_in_force] == [("later", "后来")]


def test_extending_a_programme_that_no_layer_has_is_a_mistake(tmp_path: Path):
    kinds = [
        p.kind
        for p in problems_of(
            tmp_path, {"programs/aid.yaml": AID, "360000-jiangxi/programs/help.yaml": "extends: help\n"}
        )
    ]
    assert kinds == ["extends_nothing"]


def test_citations_change_with_the_day(tmp_path: Path):
    sources = (
        "sources:\n"
        "  A1: {title: 旧办法, en: Old measures, from: 2020-01-01, cited_until: 2022-06-30, grade: text}\n"
        "  B1: {title: 新法, en: New law, from: 2022-07-01, grade: official}\n"
    )
    files = {"sources.yaml": sources, "programs/aid.yaml": AID.replace("A1 art. 1\n", "[A1 art. 1, B1 art. 7(2)]\n")}
    keys = {}
    for day in ("2022-06-30", "2022-07-01"):
        law = linked(tmp_path / day, files, day=day)
        keys[day] = [(c.key, c.locator, c.grade) for c in condition(law).origin.citations]
    assert keys == {"2022-06-30": [("A1", "art. 1", "text")], "2022-07-01": [("B1", "art. 7(2)", "official")]}


def test_where_no_citation_is_current_all_are_given(tmp_path: Path):
    sources = "sources:\n  A1: {title: 旧办法, en: Old, from: 2020-01-01, until: 2020-12-31, grade: text}\n"
    law = linked(tmp_path, {"sources.yaml": sources, "programs/aid.yaml": AID})
    assert [c.key for c in condition(law).origin.citations] == ["A1"]


def test_a_clause_is_named_only_while_an_instrument_holds_it(tmp_path: Path):
    sources = (
        "sources:\n"
        "  A1: {title: 办法, en: Measures, from: 2020-01-01, cited_until: 2022-06-30, grade: text}\n"
        "  B1: {title: 新法, en: New law, from: 2022-07-01, grade: text}\n"
        "  C1: {title: 通知, en: Notice, from: 2021-01-01, until: 2021-12-31, grade: text}\n"
    )
    clauses = "".join(
        f"  {key.lower()}:\n    text: {{zh: 条款, en: clause}}\n    reason: {{zh: 理由, en: reason}}\n"
        f"    effect: may_admit\n    source: {key}\n"
        for key in ("A1", "B1", "C1")
    )
    files = {"sources.yaml": sources, "programs/aid.yaml": f"{AID}untranslatable:\n{clauses}"}
    named = {
        day: sorted(c.id for c in program(linked(tmp_path / day, files, day=day)).caveats)
        for day in ("2021-12-31", "2022-01-01", "2022-07-01")
    }
    assert named == {"2021-12-31": ["a1", "c1"], "2022-01-01": ["a1"], "2022-07-01": ["a1", "b1"]}


def test_a_law_is_of_its_own_place_and_day(tmp_path: Path):
    law = linked(tmp_path, {"programs/aid.yaml": AID})
    assert (law.place, law.on) == (COUNTY, date(2022, 6, 1).isoformat())


@pytest.mark.parametrize(
    ("place", "day", "in_force"),
    [
        (NANCHANG, "2021-12-31", False),
        (NANCHANG, "2022-01-01", True),
        (COUNTY, "2022-12-31", True),
        (COUNTY, "2023-01-01", False),
        (JIANGXI, "2022-06-01", False),
    ],
)
def test_a_local_programme_is_in_force_only_where_a_place_says_since_when(tmp_path: Path, place, day, in_force):
    frame = AID.replace("from: 2020-01-01", "local: true")
    brought = "extends: aid\nfrom: 2022-01-01\nuntil: 2022-12-31\n"
    other = AID.replace("program: aid", "program: more")
    files = {"programs/aid.yaml": frame, "programs/more.yaml": other, CITY: brought, PROVINCE: "extends: aid\n"}
    law = linked(tmp_path, files, place, day)
    assert [p.id for p in law.programs if p.id == "aid"] == ["aid"] * in_force
    assert [id_ for id_, _ in law.not_in_force] == ["aid"] * (not in_force)
    if in_force:
        assert program(law).origin.layer == NANCHANG
        assert program(law).origin.version == "2022-01-01"
