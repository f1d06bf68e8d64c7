"""The generated pages of the documentation say what the policies say. `pytest tests/policies/test_pages.py --regenerate` writes them anew."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import pytest

from eligibility.api import bundled, load_policies
from eligibility.compare import told
from eligibility.compare.places import Comparison, compare
from eligibility.diagnostics.problem import Problems
from eligibility.policy.folder import open_pack
from eligibility.survey import articles, clauses, readings
from eligibility.survey.chart import Chart
from eligibility.survey.parts import Survey
from eligibility.survey.series import declared, series, together

DOCS = Path(__file__).parents[2] / "docs"
SVG = "{http://www.w3.org/2000/svg}"


@cache
def survey() -> Survey:
    problems = Problems()
    return Survey([open_pack(bundled(), problems).everything(problems)])


def drawn(lang: str) -> str:
    parameter = declared(survey(), "minimum_income_standard")
    assert parameter is not None
    return Chart(parameter, series(survey(), parameter), lang).draw()


EIGHT = ("310000", "320100", "330100", "340100", "360100", "420100", "440100", "450100")
FAMILY = Path(__file__).parents[2] / "examples" / "grandmother_of_82.yaml"
INTRO = {
    "zh": """# 同一个家庭，八个地方

[这个家庭](../examples/grandmother_of_82.yaml)有三口人：八十二岁、完全失能、住院花了三万元的母亲，肢体一级残疾的儿子，上小学的孙女。2023年6月1日在八个省份的城市分别测算，
结果和差别的理由如下，由 `eligibility compare` 生成。没有录入的当地数额不用别处的代替，写“数额未录入”；组合取决于未录入数额的，写“组合未定”。
""",
    "en": """# One family in eight provinces

[This family](../examples/grandmother_of_82.yaml) has three members: a mother of 82 with total loss of ability and a hospital bill of 30,000 yuan, her son with
a physical disability of grade 1, and his daughter at primary school. It is decided for 1 June 2023 in a city of each of eight provinces; what comes out, and
why the places differ, is written by `eligibility compare`. A local figure that is not recorded is never replaced by another place's.
""",
}


@cache
def family_in_eight_places() -> Comparison:
    policies = load_policies()
    text = FAMILY.read_text(encoding="utf-8")
    found = []
    for place in EIGHT:
        law = policies.at(place=place, on="2023-06-01")
        found.append(law.explain(text.replace('place: "320100"', f'place: "{place}"')).decision.to_dict())
    return compare(found)


def eight(lang: str) -> str:
    return f"{INTRO[lang]}\n{told.markdown(family_in_eight_places(), lang)}\n"


PAGES = {
    "eight-provinces.zh.md": lambda: eight("zh"),
    "eight-provinces.md": lambda: eight("en"),
    "readings.zh.md": lambda: readings.page(survey(), readings.stated(survey()), clauses.left(survey()), "zh"),
    "readings.md": lambda: readings.page(survey(), readings.stated(survey()), clauses.left(survey()), "en"),
    "articles.zh.md": lambda: articles.page(survey(), articles.instruments(survey()), "zh"),
    "articles.md": lambda: articles.page(survey(), articles.instruments(survey()), "en"),
    "minimum_income_standard.zh.svg": lambda: drawn("zh"),
    "minimum_income_standard.svg": lambda: drawn("en"),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_current(name: str, regenerate: bool) -> None:
    made = PAGES[name]()
    if regenerate:
        (DOCS / name).write_text(made, encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == made


# ---- readings


def test_every_reading_stands_on_the_page_with_its_reason_and_where_it_is_used() -> None:
    page = PAGES["readings.zh.md"]()
    found = readings.stated(survey())
    assert len(found) == len(survey().readings) > 20
    for one in found:
        assert one.uses, one.reading.id
        assert one.effects, one.reading.id
        assert f"#### {one.reading.text.zh}\n" in page
        assert one.reading.reason.zh in page


def test_readings_of_a_place_are_those_that_something_said_for_it_rests_on() -> None:
    nanchang = {s.reading.id for s in readings.stated(survey(), "360100")}
    shanghai = {s.reading.id for s in readings.stated(survey(), "310000")}
    assert "province-standard-in-counties" in nanchang - shanghai
    assert "gap-unless-bands" in nanchang & shanghai


# ---- articles


def test_every_article_of_the_listed_instruments_stands_in_the_table_once() -> None:
    listed = {i.source.key: i for i in articles.instruments(survey()) if i.listed is not None}
    assert {"SAL", "O649", "M57", "M43", "RIG24", "UNATTENDED2019"} <= set(listed)
    for instrument in listed.values():
        assert instrument.listed is not None
        found = [a.locator for a in instrument.articles]
        assert [unit for unit in found if unit in instrument.listed.units] == list(instrument.listed.units)


def test_every_article_that_a_rule_cites_is_encoded_or_untranslatable() -> None:
    identity = articles.identities(survey())
    known = {identity(i.layer, i.source): i for i in articles.instruments(survey())}
    cited = [(part, citation) for part in survey().parts for citation in part.nearest]
    assert len(cited) > 300
    for part, citation in cited:
        stated = survey().stated(citation, part.layer)
        assert stated is not None
        instrument = known[identity(*stated)]
        head = articles.head_of(citation.locator, instrument.listed)
        article = next(a for a in instrument.articles if a.locator == head)
        assert article.state in ("encoded", "untranslatable")
        assert part in [p for _, p in article.parts]


def test_what_cites_for_itself_is_not_shown_under_what_only_encloses_it() -> None:
    enclosed = [p for p in survey().parts if p.own and set(p.own) != set(p.citations)]
    assert len(enclosed) > 20
    shown = {(a.locator, id(p)) for i in articles.instruments(survey()) for a in i.articles for _, p in a.parts}
    for part in enclosed:
        own = {articles.head_of(c.locator, None) for c in part.own}
        heads = {articles.head_of(c.locator, None) for c in part.citations} - own
        assert heads.isdisjoint(head for head, p in shown if p == id(part))


def test_what_a_place_calls_its_rule_is_not_said_of_the_nation() -> None:
    national = {(p.key, p.label) for p in survey().parts if p.layer.place is None}
    for part in survey().parts:
        label = survey().label(part.key, part.layer)
        if part.layer.place is None and label is not None and part.kind != "value":
            assert (part.key, label) in national


def test_an_article_that_nothing_cites_is_out_of_scope_for_a_reason_or_not_encoded() -> None:
    states = {(i.source.key, a.locator): a for i in articles.instruments(survey()) for a in i.articles}
    assert states["SAL", "art. 73"].state == "out_of_scope"
    assert states["SAL", "art. 18"].state == "encoded"
    for article in states.values():
        assert (article.state == "out_of_scope") == (not article.parts and article.reason is not None)


def test_every_article_of_the_listed_instruments_is_encoded_or_told_why_not() -> None:
    for instrument in articles.instruments(survey()):
        if instrument.listed is not None:
            assert [a.locator for a in instrument.articles if a.state == "not_encoded"] == [], instrument.source.key


# ---- the chart


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_chart_has_a_name_for_every_line_and_a_point_for_every_value(lang: str) -> None:
    root = ET.fromstring(drawn(lang))
    parameter = declared(survey(), "minimum_income_standard")
    assert parameter is not None
    found = together(series(survey(), parameter))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    points = [c for g in root.iter(f"{SVG}g") for c in g.iter(f"{SVG}circle")]
    assert len(points) == sum(len(s.steps) for s in found) > 30
    hollow = sum(c.get("fill") == "#ffffff" for c in points)
    assert hollow == sum(not step.sure for s in found for step in s.steps) > 0
    assert all(c.findtext(f"{SVG}title") for c in points)
    names = " ".join("".join(t.itertext()) for t in root.iter(f"{SVG}text"))
    assert all(f"{s.steps[-1].value:,}" in names for s in found)
