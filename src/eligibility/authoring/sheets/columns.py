"""The columns of a sheet of values: what each holds, and the names it may have in either language.

The first Chinese and the first English name are printed. `informs` marks a column that is for the reader only: it is compared, never written.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.diagnostics.suggest import nearest
from eligibility.frozen import record


@record
class Column:
    key: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    width: int
    informs: bool = False

    def title(self, lang: str) -> str:
        return (self.zh if lang == "zh" else self.en)[0]


COLUMNS: Final = (
    Column("parameter", ("参数", "参数标识", "参数编号", "标识"), ("parameter", "parameter id", "id"), 34),
    Column("name", ("名称", "参数名称", "项目"), ("name", "label"), 24, informs=True),
    Column("place", ("地区", "地区代码", "区划代码", "行政区划代码"), ("place", "place code", "area code"), 10),
    Column("place_name", ("地区名称", "地名"), ("place name",), 14, informs=True),
    Column("scope", ("适用", "适用范围", "城乡", "范围"), ("scope", "applies to"), 10),
    Column("value", ("数值", "金额", "标准", "取值", "值"), ("value", "amount"), 12),
    Column("unit", ("单位",), ("unit",), 10),
    Column("from", ("起", "施行", "起始日", "起始", "执行起", "自"), ("from", "start", "since"), 12),
    Column("until", ("止", "废止", "截止日", "截止", "至"), ("until", "end"), 12),
    Column("source", ("来源", "依据", "文件"), ("source", "sources"), 22),
    Column("reading", ("依解读", "解读"), ("reading", "readings"), 22),
    Column("grade", ("依据等级", "等级"), ("grade", "evidence grade"), 10),
    Column("published", ("公布日", "公布", "公布日期"), ("published", "published on"), 12),
    Column("note", ("备注", "注"), ("note", "remark", "remarks"), 30),
)  # fmt: skip
BY_KEY: Final = {c.key: c for c in COLUMNS}
REQUIRED: Final = ("parameter", "place", "value", "from")
AROUND: Final = re.compile(r"[(（\[【].*[)）\]】]$")


def folded(text: str) -> str:
    """A title without spaces, case and what it says in brackets: `数值（元/月）` is 数值."""
    plain = "".join(text.split()).casefold().replace("_", "")
    return AROUND.sub("", plain) or plain


BY_NAME: Final = {folded(name): c.key for c in COLUMNS for name in (c.key, *c.zh, *c.en)}


def column_of(text: str) -> str | None:
    """The key of the column with this title."""
    return BY_NAME.get(folded(text))


def close_to(text: str) -> str:
    """The title that one which is none is nearest to, or an empty text."""
    return nearest(text.strip(), [name for c in COLUMNS for name in (*c.zh, *c.en)]) or ""
