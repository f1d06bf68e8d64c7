"""A vocabulary of a few facts of every type, and a reader of texts and objects under it."""

from __future__ import annotations

from datetime import date

from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source
from eligibility.facts.document import Document, head
from eligibility.facts.household import Household
from eligibility.facts.read import read
from eligibility.ir.types import Boolean, Date, Enum, Item, ListOf, Number, Person, Persons, Place, Text, Type
from eligibility.ir.vocabulary import FactSpec, SubjectSpec, Vocabulary, Wording

UNITS = {Boolean: "boolean", Date: "date", Enum: "enum", Text: "text", Place: "place", Person: "person"}
EARLIEST = date(1900, 1, 1).toordinal()
HEAD = "on: 2022-08-01\nplace: 320100\n"


def fact(subject: str, index: int, id_: str, zh: str, type_: Type, unit: str = "", **more: object) -> FactSpec:
    unit = unit or UNITS.get(type(type_), "")
    return FactSpec(id_, subject, index, zh, Wording(zh, id_.replace("_", " ")), type_, unit, **more)  # type: ignore[arg-type]


def money(low: int = 0, high: int = 100_000_000) -> Number:
    return Number("yuan/month", 2, low, high)


def labels(*zh: str, en: tuple[str, ...]) -> tuple[Wording, ...]:
    return tuple(Wording(z, e) for z, e in zip(zh, en, strict=True))


def subject(
    id_: str, zh: str, facts: list[tuple[object, ...]], within: str, list_: str = "", **more: object
) -> SubjectSpec:
    specs = [fact(id_, i, *f[:3], **(f[3] if len(f) > 3 else {})) for i, f in enumerate(facts, 1)]  # type: ignore[arg-type,dict-item]
    shape = {"complete": False, "least": 0, "most": 4, "identified_by": ""} | more
    return SubjectSpec(id_, zh, Wording(zh, id_), (within,) if within else (), list_, facts=tuple(specs), **shape)  # type: ignore[arg-type]


KINDS = ("none", "visual", "hearing")
KIND_LABELS = labels("无残疾", "视力残疾", "听力残疾", en=("none", "visual", "hearing"))
SEXES = labels("女", "男", en=("female", "male"))
PROGRAMS = Enum("program", ("gas_aid", "heat_aid"))


def a_list(of: str, least: int = 0) -> tuple[ListOf, dict[str, object]]:
    return ListOf(Item(of), least, 4), {"unit": "list"}


HOUSEHOLD = subject(
    "household",
    "家庭",
    [
        (
            "area",
            "城乡",
            Enum("household.area", ("urban", "rural")),
            {"value_labels": labels("城镇", "农村", en=("urban", "rural"))},
        ),
        ("rooms", "房间数", Number("count", 0, 0, 6), {"unit": "count"}),
        ("findings", "认定", *a_list("finding")),
        ("receipts", "待遇", a_list("receipt")[0], {"unit": "list", "has_ordinary": True, "ordinary": ()}),
        ("members", "成员", *a_list("member", 1)),
        ("helpers", "义务人", *a_list("helper")),
    ],
    "",
)
MEMBER = subject(
    "member",
    "成员",
    [
        ("id", "编号", Person()),
        ("name", "姓名", Text()),
        ("mate", "配偶", Person()),
        ("parents", "父母", Persons(), {"unit": "persons"}),
        ("birth_date", "出生日期", Date(EARLIEST, -1)),
        ("wage", "月工资", money(), {"unit": "yuan/month", "renamed_from": ("salary",), "also_called": ("工资收入",)}),
        ("pension", "养老金", money(), {"unit": "yuan/month"}),
        ("basic_pension", "基础养老金", money(), {"unit": "yuan/month", "at_most": 7}),
        ("kind", "残疾类别", Enum("member.kind", KINDS), {"value_labels": KIND_LABELS, "sensitivity": "sensitive"}),
        ("grade", "残疾等级", Enum("member.grade", ("1", "2", "3")), {"only_if": (9, (1, 2))}),
        ("in_jail", "服刑", Boolean(), {"has_ordinary": True, "ordinary": False}),
        (
            "release",
            "假释",
            Boolean(),
            {"has_ordinary": True, "ordinary": False, "only_if": (11, (True,)), "otherwise": False},
        ),
        ("home", "户籍地", Place(), {"has_ordinary": True, "ordinary_is_place": True}),
        ("id_number", "身份证号", Text()),
        ("sex", "性别", Enum("member.sex", ("female", "male")), {"value_labels": SEXES}),
        ("share", "份额", Number("ratio", 6, 0, 1_000_000), {"unit": "ratio"}),
    ],
    "household",
    "members",
    complete=True,
    least=1,
    identified_by="id",
)
HELPER = subject(
    "helper",
    "义务人",
    [("id", "编号", Person()), ("duty_to", "义务对象", Persons(), {"unit": "persons"}), ("income", "年收入", money())],
    "household",
    "helpers",
    identified_by="id",
)
FINDING = subject(
    "finding", "认定", [("program", "项目", PROGRAMS), ("finding", "结果", Boolean())], "household", "findings"
)
RECEIPT = subject("receipt", "待遇", [("program", "项目", PROGRAMS)], "household", "receipts")
VOCABULARY = Vocabulary({s.id: s for s in (HOUSEHOLD, FINDING, HELPER, MEMBER, RECEIPT)})


def read_text(text: str, *, headed: bool = True) -> tuple[Household | None, tuple[Problem, ...]]:
    """The household of a text (after a head of its own), with all problems."""
    problems = Problems()
    document = Document.from_source(Source("h.yaml", (HEAD if headed else "") + text), problems)
    about = head(document, problems) if document else None
    found = read(document, about, VOCABULARY, "digest", problems) if document and about else None
    return found, problems.in_order()


def read_object(value: object) -> tuple[Household | None, tuple[Problem, ...]]:
    problems = Problems()
    document = Document.from_object(value)
    about = head(document, problems)
    return (read(document, about, VOCABULARY, "digest", problems) if about else None), problems.in_order()


def slot(household: Household | None, id_: str, person: int = 0) -> object:
    """A fact's encoded value, of the household or of a member."""
    assert household is not None
    for found in HOUSEHOLD.facts:
        if found.id == id_:
            return household.root[found.index]
    members = household.root[5]
    assert isinstance(members, tuple)
    return members[person][next(f.index for f in MEMBER.facts if f.id == id_)]


def one(facts: str, head_: str = "") -> tuple[Household | None, tuple[Problem, ...]]:
    """A household of one member with some facts."""
    return read_text(f"{head_}members:\n  - id: a\n" + "".join(f"    {line}\n" for line in facts.splitlines()))


def kinds(problems: tuple[Problem, ...]) -> list[str]:
    return [p.kind for p in problems]
