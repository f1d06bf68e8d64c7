"""What is shown beside a name."""

from __future__ import annotations

from eligibility.editor.hover import hover
from tests.unit.editor.small import PROGRAM, Desk, marked

FILE = "xx/programs/help.yaml"


def shown(desk, old, new, lang="en", place=None):
    path, at = desk.put(FILE, marked(PROGRAM, old, new))
    found = hover(desk.index(FILE), path, at, lang, place)
    return found.text if found else None


def test_a_fact_has_its_label_type_range_and_question(desk):
    text = shown(desk, "value: 月租金", "value: 月租‸金")
    assert "**Monthly rent** `rent`  fact  yuan/month" in text
    assert "range 0 to 20000" in text
    assert "What is the rent?" in text
    assert "**月租金** `rent`  事实  元/月" in shown(desk, "value: 月租金", "value: 月租‸金", lang="zh")


def test_a_definition_has_its_expression_and_article(desk):
    text = shown(desk, "m.足岁", "m.足‸岁")
    assert "age(birth_date)" in text
    assert "Example measures art. 1" in text


def test_a_parameter_has_its_value_in_each_place_on_the_day(desk):
    text = shown(desk, "< 标准线", "< 标准‸线")
    assert "**900 yuan/month** since 2022-01-01" in text
    assert "南京市" in text
    assert "《示例办法》art. 2" in shown(desk, "< 标准线", "< 标准‸线", lang="zh")


def test_a_parameter_where_nothing_is_known_says_so(desk):
    assert "no value on 2022-08-01" in shown(desk, "< 标准线", "< 标准‸线", place="310000")


def test_values_sources_functions_variables_and_rules(desk):
    assert "农村" in shown(desk, "sum(members.wage) < 标准线", '城乡 = "ru‸ral"', lang="zh")
    assert "Example measures" in shown(desk, "LAW art. 3", "L‸AW art. 3")
    assert "all together" in shown(desk, "sum(", "su‸m(")
    assert "bound" in shown(desk, "m.足岁", "m‸.足岁")
    assert "condition of Rent help" in shown(desk, "  poor:", "  po‸or:")


def test_where_nothing_is_named_nothing_is_shown(desk):
    assert shown(desk, "from: 2020-01-01", "from: 2020-‸01-01") is None


def test_a_place_s_own_file_shows_its_own_value(tmp_path):
    desk = Desk(tmp_path / "s")
    path = desk.file("xx/320100-nanjing/parameters/line.yaml")
    found = hover(desk.session.index(path), path, 12, "en")
    assert "900" in found.text
