"""A value as a noun: whose it is, what it is, how much, and how it comes about.

核算家庭月收入 1,842.50 元（张某月工资）        counted monthly family income of 1,842.50 yuan (张某's monthly wage)
低保标准 1,030 元 × 3 人 = 3,090 元             the minimum income standard of 1,030 yuan × 3 people = 3,090 yuan
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from eligibility.ir import nodes
from eligibility.ir.types import Boolean, Item, ListOf, Number
from eligibility.wording import amounts
from eligibility.wording.decisive import leaves
from eligibility.wording.speech import TRUE, UNKNOWN, Env, Speech, glue, lower, name_of
from eligibility.wording.tabled import held, is_sum, rows_said
from eligibility.wording.terms import Term, guarded, peel, signed, terms, unchanged

MOST_TERMS: Final = 4


def figure(s: Speech, node: nodes.Node, env: Env, *, full: bool = False) -> str:
    """The value alone: `3 人`, `1,030 元`, `64 周岁`."""
    node = peel(node)
    if isinstance(node.type, Number) and s.is_open(node, env):
        blank = is_blank(s, node, env)
        if blank:
            return s.say(blank)
    return s.shown(node.type, s.record.value(node, env), full=full, counted=counted(s, node))


def is_blank(s: Speech, node: nodes.Node, env: Env) -> str:
    """Whether nothing at all is known of a number, and then whether it is a value nobody recorded or a fact to be found out."""
    node, env = through_sums(s, node, env)
    match node:
        case nodes.Parameter(value=None):
            return "amounts.unrecorded"
        case nodes.Fact() if s.record.is_whole(node, env):
            return "amounts.unknown"
        case nodes.Multiply() | nodes.Divide():
            return is_blank(s, node.left, env) or is_blank(s, node.right, env)
        case nodes.If():
            taken = branch(s, node, env)
            return is_blank(s, taken, env) if taken is not None else ""
    return ""


def counted(s: Speech, node: nodes.Node) -> str:
    """What a number counts, where its unit alone does not say so: people, or full years of age."""
    node = through(s, node)
    if isinstance(node, nodes.YearsBetween) and isinstance(node.end, nodes.Const):
        return "full_years"
    if isinstance(node, nodes.Count) and isinstance(node.list.type, ListOf):
        element = node.list.type.element
        if isinstance(element, Item) and s.record.law.vocabulary.subjects[element.subject].identified_by:
            return "people"
    return ""


def through(s: Speech, node: nodes.Node) -> nodes.Node:
    """The node behind definitions that only name another."""
    node = peel(node)
    while isinstance(node, nodes.Definition):
        node = peel(s.rule(node).node)
    return node


def label(s: Speech, node: nodes.Node, env: Env) -> str:
    """The name of a fact, parameter, definition or bound item, with whose it is; empty for a calculation."""
    node = peel(node)
    match node:
        case nodes.If():
            taken = guarded(node) or branch(s, node, env)
            return label(s, taken, env) if taken is not None else ""
        case nodes.Fact():
            truth = isinstance(node.type, Boolean)
            return s.owned(s.who(env[node.var]), inside(s, s.of(s.fact(node).label)), truth=truth)
        case nodes.Definition():
            if counted(s, node) == "full_years":
                return s.who(env[node.var])
            truth = isinstance(node.type, Boolean)
            return s.owned(s.who(env[node.var]), inside(s, s.of(s.rule(node).label)), truth=truth)
        case nodes.Parameter():
            return inside(s, s.of(s.parameter(node).label))
        case nodes.YearsBetween() if counted(s, node) and isinstance(node.start, nodes.Fact):
            return s.who(env[node.start.var])
        case nodes.Local() if isinstance(node.type, Item):
            return name_of(s.record, env[node.var], s.lang)
        case _:
            return ""


def branch(s: Speech, node: nodes.If, env: Env) -> nodes.Node | None:
    """The branch of a choice that was taken; None while that is open."""
    mask = s.truth(node.condition, env)
    return None if mask == UNKNOWN else node.then if mask == TRUE else node.otherwise


def inside(s: Speech, text: str) -> str:
    return text if s.lang == "zh" else lower(text)


def named(s: Speech, name: str, value: str, form: str = "of") -> str:
    """`月工资 1,842.50 元`; `monthly wage of 1,842.50 yuan`, or with the form `is`: `monthly wage is 1,842.50 yuan`."""
    if not name:
        return value
    if s.lang == "zh":
        return glue(name, value) if not value[:1].isascii() else f"{name} {value}"
    return f"{name} {value}" if value.startswith("(") else s.say(f"nouns.{form}", name=name, value=value)


def noun(s: Speech, node: nodes.Node, env: Env, *, breakdown: bool = True, form: str = "of") -> str:
    """A value with its name, or as the calculation it is."""
    node = peel(node)
    name = label(s, node, env)
    if name or counted(s, node) == "full_years":
        if form == "of" and takes_article(s, node, env):
            name = s.say("nouns.the", name=name)
        text = named(s, name, figure(s, node, env), form if counted(s, node) != "full_years" else "is")
        return text + (
            parenthesis(s, made_of(s, node, env)) if breakdown and isinstance(node, nodes.Definition) else ""
        )
    if isinstance(node, nodes.Const):
        return figure(s, node, env)
    text = calculation(s, node, env)
    value = figure(s, node, env)
    if isinstance(node, nodes.Table) and not is_sum(node):
        return value + parenthesis(s, text)
    return f"{text} = {value}" if text and not text.endswith(value) and not is_blank(s, node, env) else text or value


def takes_article(s: Speech, node: nodes.Node, env: Env) -> bool:
    """Whether a name is the English one of a value that belongs to nobody: the minimum income standard."""
    if s.lang == "zh" or counted(s, node) == "full_years":
        return False
    node = branch(s, node, env) or node if isinstance(node, nodes.If) else node
    return isinstance(node, nodes.Parameter) or (isinstance(node, nodes.Definition) and not s.who(env[node.var]))


def made_of(s: Speech, node: nodes.Definition, env: Env) -> str:
    """What a sum is made of, or how a product comes about."""
    inner = through_sums(s, node, env)
    if isinstance(inner[0], nodes.Multiply | nodes.Divide) or is_sum(inner[0]):
        return calculation(s, *inner)
    if not isinstance(node.type, Number) or node.type.unit not in amounts.MONEY:
        return ""
    found = terms(s, s.rule(node).node, s.inner(node, env))
    if not found or (len(found) == 1 and found[0].node is node):
        return ""
    return summed(s, found, s.record.value(node, env))


def through_sums(s: Speech, node: nodes.Node, env: Env) -> tuple[nodes.Node, Env]:
    """What is behind a definition, with the environment there."""
    node = peel(node)
    while isinstance(node, nodes.Definition):
        env = s.inner(node, env)
        node = peel(s.rule(node).node)
    return node, env


def parenthesis(s: Speech, text: str) -> str:
    return s.say("nouns.parenthesis", text=text) if text else ""


def summed(s: Speech, found: list[Term], total: Any) -> str:
    """`张某月工资 1,842.50 元 + 李某月养老金 320 元`; by person where there are many, and only the name where one term is all there is."""
    known = [t for t in found if t.known]
    open_ = [t for t in found if not t.known]
    if not open_ and len(known) == 1 and known[0].sign > 0 and known[0].value[0] == total[0]:
        return label(s, known[0].node, known[0].env) or calculation(s, known[0].node, known[0].env)
    if len(known) > MOST_TERMS:
        text = by_person(s, known)
    else:
        text = signed([(t.sign, operand_of(s, t)) for t in known])
    if not open_:
        return text
    missing = still_open(s, open_)
    return s.say("nouns.and_open", known=text, open=missing) if text else missing


def still_open(s: Speech, found: list[Term]) -> str:
    """`刘母月养老金待核实`, `唐某计入的养老金 0 至 900 元`; where there are many, how many."""
    narrow = [
        t for t in found if t.certain and label(s, t.node, t.env) and None not in s.ends(number_of(t.node), t.value)
    ]
    if len(narrow) == len(found) <= 2:
        return signed([(t.sign, noun(s, t.node, t.env, breakdown=False)) for t in found])
    names: dict[str, None] = {}
    for t in found:
        for node, env in leaves(s, t.node, t.env):
            if isinstance(node, nodes.Fact) and s.is_open(node, env):
                names[label(s, node, env)] = None
    if 0 < len(names) <= 3:
        return s.say("nouns.open", names=s.listed(list(names)))
    return s.say("nouns.more_open", n=len(names) or len(found))


def number_of(node: nodes.Node) -> Number:
    assert isinstance(node.type, Number)
    return node.type


def by_person(s: Speech, known: list[Term]) -> str:
    """Terms added up for each person they belong to."""
    sums: dict[str, tuple[Any, Number]] = {}
    for t in known:
        assert isinstance(t.node.type, Number)
        who = owner(s, t)
        before = sums.get(who)
        amount = amounts.exact(t.value[0], t.node.type.scale) * t.sign
        sums[who] = (amount + (before[0] if before else 0), t.node.type)
    if len(sums) < 2:
        return ""
    parts = [(1, named(s, who, amounts.figure(v, type_.unit, s.lang))) for who, (v, type_) in sums.items()]
    return signed(parts) if len(parts) <= MOST_TERMS + 2 else ""


def owner(s: Speech, t: Term) -> str:
    """The last instance that a term's variables stand for."""
    instance = t.env[-1]
    return name_of(s.record, instance, s.lang) if hasattr(instance, "key") else ""


# ---- calculations


def operand(s: Speech, node: nodes.Node, env: Env) -> str:
    """A part of a calculation by its name and value; only the value where the name was said before."""
    node = peel(node)
    name = label(s, node, env)
    if name and inside(s, name) in s.told:  # said before
        return figure(s, node, env)
    if name or isinstance(node, nodes.Const) or counted(s, node):
        return noun(s, node, env, breakdown=False)
    return figure(s, node, env)


def factor(s: Speech, node: nodes.Node, env: Env) -> str:
    """A part of a product: a count of people says what it is by its unit."""
    node = peel(node)
    if counted(s, node) == "people":
        return figure(s, node, env)
    inner = through(s, node) if isinstance(node, nodes.Definition) else node
    if isinstance(node, nodes.Multiply):
        return calculation(s, node, env)
    if isinstance(node, nodes.Add | nodes.Subtract):
        return f"({calculation(s, node, env)})"
    if isinstance(inner, nodes.Const):
        return figure(s, node, env)
    return operand(s, node, env)


def calculation(s: Speech, node: nodes.Node, env: Env) -> str:
    """How a value comes about, with the values put in: `低保标准 1,030 元 × 3 人`. Empty where nothing is calculated."""
    node = peel(node)
    make = CALCULATIONS.get(type(node))
    return make(s, node, env) if make else ""


def product(s: Speech, node: nodes.Multiply, env: Env) -> str:
    return f"{factor(s, node.left, env)} × {factor(s, node.right, env)}"


def quotient(s: Speech, node: nodes.Divide, env: Env) -> str:
    return f"{factor(s, node.left, env)} ÷ {factor(s, node.right, env)}"


def added(s: Speech, node: nodes.Add | nodes.Subtract | nodes.Negate, env: Env) -> str:
    return signed([(t.sign, operand_of(s, t)) for t in flat(s, node, env, 1)])


def operand_of(s: Speech, t: Term) -> str:
    node = peel(t.node)
    if isinstance(node, nodes.Multiply | nodes.Divide):
        return calculation(s, node, t.env)
    return operand(s, node, t.env)


def flat(s: Speech, node: nodes.Node, env: Env, sign: int) -> list[Term]:
    """The operands of additions and subtractions as written."""
    node = peel(node)
    match node:
        case nodes.Add():
            return flat(s, node.left, env, sign) + flat(s, node.right, env, sign)
        case nodes.Subtract():
            return flat(s, node.left, env, sign) + flat(s, node.right, env, -sign)
        case nodes.Negate():
            return flat(s, node.operand, env, -sign)
    return [Term(sign, node, env, s.record.value(node, env))]


def extreme(s: Speech, node: nodes.Least | nodes.Greatest, env: Env) -> str:
    parts = [noun(s, i, env, breakdown=False) for i in node.items]
    key = "nouns.least" if isinstance(node, nodes.Least) else "nouns.greatest"
    return s.say(key, parts=s.say("sentences.and").join(parts))


def extreme_of(s: Speech, node: nodes.LeastOf | nodes.GreatestOf, env: Env) -> str:
    key = "nouns.least_of" if isinstance(node, nodes.LeastOf) else "nouns.greatest_of"
    return s.say(key, what=listed_noun(s, node.list, env))


def rounding(s: Speech, node: nodes.Round, env: Env) -> str:
    inner = calculation(s, node.operand, env)
    text = inner or noun(s, node.operand, env, breakdown=False)
    if unchanged(s, node, env):
        return text
    if inner:
        text = f"{text} = {figure(s, node.operand, env)}"
    assert isinstance(node.type, Number)
    step = amounts.figure(amounts.exact(node.step, node.type.scale), node.type.unit, s.lang)
    return s.say("nouns.rounded", text=text, mode=s.say(f"rounding.{node.mode}"), step=step)


def choice(s: Speech, node: nodes.If, env: Env) -> str:
    taken = branch(s, node, env)
    return "" if taken is None else calculation(s, taken, env)


def counting(s: Speech, node: nodes.Count, env: Env) -> str:
    return listed_noun(s, node.list, env)


def total(s: Speech, node: nodes.Sum, env: Env) -> str:
    found = terms(s, node, env)
    if len(found) == 1 and found[0].node is peel(node):
        return listed_noun(s, node.list, env)
    if len(found) == 1 and found[0].sign > 0:
        worked_out = isinstance(peel(found[0].node), nodes.Multiply | nodes.Divide)
        return operand_of(s, found[0]) if worked_out else noun(s, found[0].node, found[0].env, breakdown=False)
    return summed(s, terms(s, node, env), s.record.value(node, env) or (None, None))


def absolute(s: Speech, node: nodes.Absolute, env: Env) -> str:
    return f"|{noun(s, node.operand, env, breakdown=False)}|"


def tabled(s: Speech, node: nodes.Table, env: Env) -> str:
    """The rows that decided, and of a sum what each of them adds."""
    found = held(s, node, env)
    if is_sum(node) and found and all(mask == TRUE for _, _, mask in found):
        parts = [
            (1, operand_of(s, Term(1, row.then, env, None)) + parenthesis(s, s.say("tables.row", n=position + 1)))
            for position, row, _ in found
        ]
        if len(parts) <= MOST_TERMS:
            return signed(parts)
    rows = rows_said(s, node, env)
    if len(found) != 1 or node.hit == "C#" or not rows:
        return rows
    then = peel(found[0][1].then)
    how = calculation(s, then, env)
    if not how and not isinstance(then, nodes.Const):
        return noun(s, then, env, breakdown=False) + parenthesis(s, rows)
    return s.say("tables.gives", row=rows, how=how) if how else rows


def listed_noun(s: Speech, node: nodes.Node, env: Env) -> str:
    """A list by its name and its elements: `家中的法定义务人：张某、李某`."""
    value = s.record.value(node, env)
    assert isinstance(node.type, ListOf)
    elements = s.shown(node.type, value)
    name = list_name(s, node, env)
    return f"{name}{s.say('nouns.colon')}{elements}" if name else elements


def list_name(s: Speech, node: nodes.Node, env: Env) -> str:
    """What a list is called: its definition's or fact's name, or that of the list it was taken from."""
    while isinstance(node, nodes.Filter | nodes.Collect):
        node = node.list
    return label(s, node, env)


CALCULATIONS: Final[dict[type[nodes.Node], Callable[[Speech, Any, Env], str]]] = {
    nodes.Add: added,
    nodes.Subtract: added,
    nodes.Negate: added,
    nodes.Multiply: product,
    nodes.Divide: quotient,
    nodes.Least: extreme,
    nodes.Greatest: extreme,
    nodes.LeastOf: extreme_of,
    nodes.GreatestOf: extreme_of,
    nodes.Round: rounding,
    nodes.If: choice,
    nodes.Count: counting,
    nodes.Sum: total,
    nodes.Absolute: absolute,
    nodes.Table: tabled,
}
