"""A small pack on disk, and places in its texts marked with `‸`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eligibility.editor.session import Session
from eligibility.editor.settings import Settings

DAY = date(2022, 8, 1)
MARK = "‸"
VOCABULARY = """\
subject: household
label: {zh: 家庭, en: Household}
facts:
  area:
    label: {zh: 城乡, en: Urban or rural}
    type: enum
    values:
      urban: {zh: 城镇, en: urban}
      rural: {zh: 农村, en: rural}
  rent:
    label: {zh: 月租金, en: Monthly rent}
    type: yuan/month
    range: 0..20000
    ask:
      zh: 每月租金是多少？
      en: What is the rent?
"""
MEMBER = """\
subject: member
label: {zh: 家庭成员, en: Member}
within: household
list: members
complete: true
size: 1..20
identified_by: id
facts:
  id:
    label: {zh: 编号, en: Id}
    type: text
  birth_date:
    label: {zh: 出生日期, en: Date of birth}
    type: date
  wage:
    label: {zh: 月工资, en: Monthly wage}
    type: yuan/month
    range: 0..100000
"""
DEFINITIONS = """\
definitions_of: member
definitions:
  years:
    label: {zh: 足岁, en: Age}
    type: years
    value: age(birth_date)
    source: LAW art. 1
"""
PARAMETER = """\
parameter: line
label: {zh: 标准线, en: The line}
type: yuan/month
range: 0..10000
values: []
source: LAW art. 2
"""
SOURCES = """\
sources:
  LAW:
    title: 示例办法
    en: Example measures
    number: 示例〔2020〕1号
    from: 2020-01-01
    grade: assumed
"""
PROGRAM = """\
program: help
label: {zh: 租房补助, en: Rent help}
for_each: household
from: 2020-01-01
conditions:
  old_enough:
    says:
      zh: 有成员满60周岁
      en: a member is 60 or older
    when: some m in members satisfies m.足岁 >= 60
    source: LAW art. 3
  poor:
    says:
      zh: 收入低于标准线
      en: income is under the line
    when: sum(members.wage) < 标准线
    source: LAW art. 4
grants:
  monthly_help:
    label: {zh: 月补助, en: Monthly help}
    type: yuan/month
    value: 月租金
    source: LAW art. 5
"""
PLACE_VALUES = """\
parameter: line
sources:
  CITY:
    title: 城市标准
    from: 2022-01-01
    grade: press
values:
  - {from: 2022-01-01, value: 900, source: CITY}
"""
CASES = """\
families:
  couple:
    household: {area: urban, rent: 500}
    members:
      - {id: a, birth_date: 1950-01-01, wage: 100}
program: help
on: 2022-08-01
cases:
  - name: 老人租房
    origin: own reading
    given: couple
    expect: {outcome: eligible, monthly_help: 500, because: poor}
  - name: 标准线上
    origin: own reading
    given: couple
    vary: members[a].wage
    table:
      - {value: 899.99, outcome: eligible}
      - {value: 900, outcome: eligible}
"""
FILES = {
    "pack.toml": 'id = "small"\nversion = "1"\n',
    "xx/sources.yaml": SOURCES,
    "xx/vocabulary/household.yaml": VOCABULARY,
    "xx/vocabulary/member.yaml": MEMBER,
    "xx/definitions/member.yaml": DEFINITIONS,
    "xx/parameters/line.yaml": PARAMETER,
    "xx/programs/help.yaml": PROGRAM,
    "xx/320100-nanjing/parameters/line.yaml": PLACE_VALUES,
    "xx/320100-nanjing/tests/help.yaml": CASES,
}


def pack(root: Path, **changed: str) -> Path:
    """Writes the pack; `changed` are other texts by path, with `__` for `/`."""
    files = FILES | {name.replace("__", "/"): text for name, text in changed.items()}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


class Desk:
    """A session over the small pack. A text is put with its mark taken out, and the place of the mark is where things are asked."""

    def __init__(self, root: Path, lang: str = "en", place: str | None = None) -> None:
        self.root = pack(root)
        self.session = Session(Settings(lang=lang, on=DAY, place=place))

    def file(self, name: str) -> Path:
        return self.root / name

    def put(self, name: str, text: str) -> tuple[Path, int]:
        at = text.find(MARK)
        self.session.put(self.file(name), text.replace(MARK, ""))
        return self.file(name), at

    def index(self, name: str):
        found = self.session.index(self.file(name))
        assert found is not None
        return found

    def problems(self, name: str) -> list[str]:
        return [p.kind for p in self.session.problems(self.file(name))]


def marked(text: str, old: str, new: str) -> str:
    """A text with one part replaced, which holds the mark."""
    assert text.count(old) >= 1
    return text.replace(old, new, 1)
