"""Keys and words may be Chinese or English: both files make the same records."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.policy.words import CHOICE_OF, CHOICES, KEY_OF, KEYS

from .packs import SOUND, read, without_places

ENGLISH = """\
program: aid
label: {zh: 互助金, en: Mutual aid}
for_each: household
from: 2020-01-01
apply_at: hukou
sources:
  B2: {title: 实施细则, en: Rules, number: 1号, from: 2021-07-01, until: 2025-12-31, grade: press, note: 未核对}
readings:
  by-household:
    text: {zh: 按户, en: by household}
    reason: {zh: 没有写明, en: not said}
definitions:
  line:
    label: {zh: 线, en: Line}
    type: yuan/month
    value: 1000
    source: A1 art. 3
applies:
  any_area:
    when: true
    source: A1 art. 1
conditions:
  income_below:
    says: {zh: 收入低于标准, en: income is below}
    when:
      - {from: 2020-01-01, until: 2020-12-31, value: 家庭月收入 < 1000, source: A1 art. 18 para. 1}
      - {from: 2021-02-01, after_gap: true, value: 家庭月收入 < 1000, reading: by-household}
    untranslatable:
      other:
        text: {zh: 其他情形, en: other cases}
        reason: {zh: 未录入, en: not recorded}
        effect: may_admit
        source: A1 art. 13(4)
  either:
    any:
      first: {when: area = "urban", source: A1 art. 4}
      second: {when: area = "rural", source: A1 art. 5}
discretionary:
  - {from: 2020-01-01, until: 2020-12-31, value: true}
  - {from: 2021-01-01, value: false}
grants:
  monthly:
    label: {zh: 月补助, en: Monthly payment}
    type: yuan/month
    if: income > 0
    value: (1000 - income) / 3
    round: {to: 0.01, mode: half_up}
    payable_from: month_after_decision
    valid_for: 12 months
    source: A1 art. 18 para. 2
relations:
  other_aid: {excludes: true, same: member, reading: by-household}
next_step:
  eligible: {zh: 公示, en: publish}
"""
CHINESE = """\
项目: aid
名称: {zh: 互助金, en: Mutual aid}
对象: 家庭
施行: 2020-01-01
申请地: 户籍地
文件:
  B2: {标题: 实施细则, en: Rules, 文号: 1号, 施行: 2021-07-01, 废止: 2025-12-31, 等级: 媒体, 备注: 未核对}
解读:
  by-household:
    内容: {zh: 按户, en: by household}
    理由: {zh: 没有写明, en: not said}
定义:
  line:
    名称: {zh: 线, en: Line}
    类型: 元/月
    值: 1000
    依据: A1第三条
适用:
  any_area:
    当: true
    依据: A1第一条
条件:
  income_below:
    说明: {zh: 收入低于标准, en: income is below}
    当:
      - {起: 2020-01-01, 止: 2020-12-31, 值: 家庭月收入 < 1000, 依据: A1第十八条第一款}
      - {起: 2021-02-01, 间断后: 是, 值: 家庭月收入 < 1000, 依解读: by-household}
    未编码:
      other:
        内容: {zh: 其他情形, en: other cases}
        理由: {zh: 未录入, en: not recorded}
        影响: 可能纳入
        依据: A1 第十三条第（四）项
  either:
    任一:
      first: {当: area = "urban", 依据: A1第四条}
      second: {当: area = "rural", 依据: A1第五条}
可以:
  - {起: 2020-01-01, 止: 2020-12-31, 值: 是}
  - {起: 2021-01-01, 值: 否}
给付:
  monthly:
    名称: {zh: 月补助, en: Monthly payment}
    单位: 元/月
    如果: income > 0
    金额: (1000 - income) / 3
    取整: {到: 0.01, 方式: 四舍五入}
    起发: 作出决定次月
    有效期: 12个月
    依据: A1第十八条第二款
关系:
  other_aid: {排斥: 是, 同一: 成员, 依解读: by-household}
下一步:
  符合: {zh: 公示, en: publish}
"""


def test_a_programme_in_either_alphabet_is_the_same_record(tmp_path: Path) -> None:
    found = []
    for name, text in (("en", ENGLISH), ("zh", CHINESE)):
        pack, problems = read(tmp_path / name, {**SOUND, "programs/aid.yaml": text})
        assert problems == ()
        found.append(without_places(pack.layers[0].programs[0]))
    assert found[0] == found[1]


def test_a_parameter_in_either_alphabet_is_the_same_record(tmp_path: Path) -> None:
    english = (
        "parameter: line\nlabel: {zh: 线, en: Line}\ntype: boundary\nsource: A1 art. 3\n"
        "values:\n  - {from: 2020-01-01, value: below, source: A1 art. 3, grade: official}\n"
    )
    chinese = (
        "参数: line\n名称: {zh: 线, en: Line}\n类型: 界限词\n依据: A1第三条\n"
        "取值:\n  - {起: 2020-01-01, 值: 低于, 依据: A1第三条, 等级: 官方网页}\n"
    )
    found = []
    for name, text in (("en", english), ("zh", chinese)):
        pack, problems = read(tmp_path / name, {**SOUND, "parameters/line.yaml": text})
        assert problems == ()
        found.append(without_places(pack.layers[0].parameters[0]))
    assert found[0] == found[1]


def test_a_condition_with_a_chinese_id_needs_no_label(tmp_path: Path) -> None:
    grant = "grants:\n  月补助:\n    单位: 元/月\n    金额: 100\n    依据: A1第一条\n"
    text = "program: aid\nlabel: {zh: 互助金, en: Aid}\nfor_each: 家庭\nfrom: 2020-01-01\n" + grant
    pack, problems = read(tmp_path, {**SOUND, "programs/aid.yaml": text})
    assert problems == ()
    assert pack.layers[0].programs[0].grants[0].label.zh == "月补助"


def test_no_chinese_key_stands_for_two() -> None:
    words = [w for key, zh in KEYS.items() for w in (key, *zh)]
    assert len(words) == len(set(words)) == len(KEY_OF)


@pytest.mark.parametrize("table", CHOICES)
def test_no_chinese_word_stands_for_two(table: str) -> None:
    words = [w for choice, zh in CHOICES[table].items() for w in (choice, *zh)]
    assert len(words) == len(set(words)) == len(CHOICE_OF[table])
