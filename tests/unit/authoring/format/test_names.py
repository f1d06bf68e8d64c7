"""Whole files in the other alphabet: the forms of keys, words, articles and expressions; there and back; and the law that stays."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from eligibility.authoring.format.names import files, words
from eligibility.authoring.format.names.citations import citation, numeral
from eligibility.authoring.format.names.expressions import expression
from eligibility.authoring.format.names.files import Alphabet, digest, linked
from eligibility.authoring.format.names.scope import Around, Known
from eligibility.diagnostics.problem import Problems
from eligibility.law.ground import Ground
from eligibility.law.link import Linker, check
from eligibility.policy.basis import count
from eligibility.policy.folder import open_pack, read_all
from eligibility.policy.shapes import GrantShape, PieceShape, SourceShape
from tests.property.profile import NIGHTLY

POLICIES = Path(__file__).parents[4] / "policies"
Texts = dict[str, bytes]


def texts(root: Path) -> Texts:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*.yaml"))}


def in_alphabet(root: Path, lang: str) -> None:
    """Rewrites every file of a folder."""
    problems = Problems()
    paths = sorted(root.rglob("*.yaml"))
    for path, found in Alphabet(lang, problems).rewritten(paths).items():
        path.write_bytes(found.text.encode())
    assert not problems.errors


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The bundled policies in English, in Chinese, and back in each."""
    out: dict[str, Path] = {}
    before = POLICIES
    with pytest.MonkeyPatch.context() as patch:
        if not NIGHTLY:  # a few laws are compared below
            patch.setattr(files, "linked", lambda *_: {})
        for name in ("zh", "en", "zh again", "en again"):
            out[name] = tmp_path_factory.mktemp("forms") / "policies"
            shutil.copytree(before, out[name])
            in_alphabet(out[name], name[:2])
            before = out[name]
            patch.setattr(files, "linked", lambda *_: {})  # once is enough
    return out


def test_there_and_back_gives_the_same_bytes(forms: dict[str, Path]) -> None:
    assert texts(forms["en"]) == texts(forms["en again"])
    assert texts(forms["zh"]) == texts(forms["zh again"])
    changed = [name for name, data in texts(forms["en"]).items() if texts(forms["zh"])[name] != data]
    assert len(changed) > 70


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("000000", date(2026, 8, 1)),
        ("320100", date(2022, 8, 1)),
        ("360733", date(2024, 3, 1)),
        ("310000", date(2025, 9, 1)),
        ("330100", date(2026, 3, 1)),
        ("440300", date(2023, 8, 1)),
        ("450100", date(2018, 6, 1)),
    ],
)
def test_both_forms_are_the_same_law(forms: dict[str, Path], place: str, day: date) -> None:
    laws = []
    for root in (POLICIES, forms["zh"], forms["en"]):
        problems = Problems()
        law, met = check(read_all([open_pack(root, problems)], problems), place, day)
        assert not problems.errors
        assert not met.errors
        laws.append(digest(law))
    assert laws[0] == laws[1] == laws[2]


def test_no_english_key_is_left_in_the_chinese_form(forms: dict[str, Path]) -> None:
    text = (forms["zh"] / "cn" / "programs" / "minimum_income.yaml").read_text(encoding="utf-8")
    assert text.startswith("项目: minimum_income\n名称: {zh: 最低生活保障, en: Minimum living guarantee}\n对象: 家庭\n")
    assert "  低保金:\n    英文名: monthly_top_up\n" in text
    assert "    取整: {到: 0.01, 方式: 四舍五入}\n" in text
    assert "O649第九条, SAL第十八条第一款" in text
    assert (
        "如果 任一 m 在 家庭成员 满足 m.共同生活的家庭成员 且 m.连续三次拒绝工作 那么 测算减发或者停发 否则 假" in text
    )


def test_another_law_would_be_seen(tmp_path: Path) -> None:
    problems = Problems()
    shutil.copytree(POLICIES, tmp_path / "policies", ignore=shutil.ignore_patterns("[0-9]*-*"))
    pack = open_pack(tmp_path / "policies", problems)
    before = linked(read_all([pack], problems), problems)
    folder = next(f for f in pack.folders if f.place is None)
    path = next(p for p in folder.files["definitions"] if p.name == "household.yaml")
    pack.put(
        folder,
        "definitions",
        path,
        path.read_bytes().replace(b"minimum_income_standard * edge_multiple", b"minimum_income_standard * 2"),
    )
    assert linked(read_all([pack], problems), problems) != before


# ---- expressions


@cache
def known(lang: str) -> Known:
    problems = Problems()
    packs = read_all([open_pack(POLICIES, problems)], problems)
    return Known(Linker(Ground(packs, "000000"), date(2026, 8, 1)), lang)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("counted_family_income < minimum_income_standard * protected_persons", "核算家庭月收入 < 低保标准 * 保障人数"),
        ("count(members[age >= 60 and relation = \"child\"]) > 0", "计数(家庭成员[周岁 >= 60 且 与申请人关系 = \"子女\"]) > 0"),
        ("some m in members satisfies m.relation in (\"child\", \"parent\")", "任一 m 在 家庭成员 满足 m.与申请人关系 在 (\"子女\", \"父母\")"),
        ("protected_persons between 1 and 3 // why", "保障人数 在 1 到 3 之间 // why"),
        ("if (protected_persons between (1) and (3)) then 1 else 2", "如果 (保障人数 在 (1) 到 (3) 之间) 那么 1 否则 2"),
        ("not(minimum_income.eligible) or household.area = \"rural\"", "非(最低生活保障.符合) 或 家庭.城乡 = \"农村\""),
        ("months_between(on, @\"2026-07-01\") > 1", "相隔月数(当日, @\"2026-07-01\") > 1"),
        ("for members in members return members.monthly_wage", "对 members 在 家庭成员 返回 members.月工资"),
    ],
)  # fmt: skip
def test_an_expression_has_two_forms(english: str, chinese: str) -> None:
    around = Around("household", "minimum_income")
    assert expression(english, known("zh"), around) == chinese
    assert expression(chinese, known("en"), around) == english


def test_a_name_that_would_mean_something_else_stays() -> None:
    inside = "some x in members satisfies count(members[id != member.id]) > 0"
    assert "member." in expression(inside, known("zh"), Around("member"))


def test_what_cannot_be_parsed_stays() -> None:
    assert expression("a b", known("zh"), Around("household")) == "a b"


# ---- words


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("SAL art. 18 para. 1", "SAL第十八条第一款"), ("M57 art. 13(4)", "M57第十三条第（四）项"), ("A art. 8 para. 2(10)", "A第八条第二款第（十）项"),
        ("B art. 105-1", "B第一百零五条之一"), ("N22", "N22"), ("M83 sec. 1(4)", "M83 sec. 1(4)"), ("A art. 3(1)(2)", "A art. 3(1)(2)"),
    ],
)  # fmt: skip
def test_an_article_has_two_forms(english: str, chinese: str) -> None:
    assert citation(english, "zh") == chinese
    assert citation(chinese, "en") == english
    assert citation(chinese, "zh") == chinese


def test_numerals_are_read_as_they_are_written() -> None:
    assert all(count(numeral(n)) == n for n in range(1, 1000))


def test_a_key_is_called_by_what_it_is_a_key_of() -> None:
    assert words.key("from", PieceShape, "zh") == "起"
    assert words.key("from", SourceShape, "zh") == "施行"
    assert words.key("type", GrantShape, "zh") == "单位"
    assert words.key("value", GrantShape, "zh", amount=True) == "金额"
    assert words.key("金额", PieceShape, "en") == "value"
    assert words.key("stranger", PieceShape, "zh") == "stranger"


@pytest.mark.parametrize(("english", "chinese"), [("12 months", "12 个月"), ("1 year", "1 年"), ("30 days", "30 天")])
def test_a_span_of_time_has_two_forms(english: str, chinese: str) -> None:
    assert words.span(english, "zh") == chinese
    assert words.span(chinese, "en") == english
