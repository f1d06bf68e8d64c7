"""A truth as a sentence that holds, whichever way it went: with the values put in and the word for the relation there really is.

核算家庭月收入 1,842.50 元（张某月工资），低于低保标准 1,030 元 × 3 人 = 3,090 元
张某 38 周岁，未满 60 周岁
张某残疾等级为二级
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from eligibility.ir import nodes
from eligibility.ir.types import Date, Enum, Number
from eligibility.ir.vocabulary import Wording
from eligibility.wording.decisive import Step, elements, leaves, sufficient
from eligibility.wording.nouns import counted, figure, label, list_name, named, noun, parenthesis, through_sums
from eligibility.wording.speech import FALSE, TRUE, UNKNOWN, Env, Speech, glue, name_of, program_label, upper
from eligibility.wording.tabled import rows_said
from eligibility.wording.terms import peel

OUTCOMES: Final = frozenset({"eligible", "applies"})  # what a programme comes to is a definition too
MOST_DETAILS: Final = 3
MOST_PARTS: Final = 4
FLIPPED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
BY_WORD: Final = {"below": "<", "at_most": "<=", "above": ">", "at_least": ">="}


def sentence(s: Speech, node: nodes.Node, env: Env) -> str:
    """What is so, without a final stop."""
    node = peel(node)
    make = SENTENCES.get(type(node))
    if make is not None:
        return make(s, node, env)
    return named(s, label(s, node, env) or s.say("sentences.it"), figure(s, node, env))


# ---- comparison


def compare(s: Speech, node: nodes.Compare, env: Env) -> str:
    return compared(s, node.op, node.left, node.right, env, s.truth(node, env))


def compare_by(s: Speech, node: nodes.CompareBy, env: Env) -> str:
    mask = s.record.value(node.boundary, env)
    words = ("below", "at_most", "above", "at_least")
    known = mask is not None and mask[0] & (mask[0] - 1) == 0
    op = BY_WORD[words[mask[0].bit_length() - 1]] if known else "="
    return compared(s, op, node.left, node.right, env, s.truth(node, env))


def compared(s: Speech, op: str, left: nodes.Node, right: nodes.Node, env: Env, truth: int) -> str:
    left, right = peel(left), peel(right)
    if isinstance(left, nodes.Const) and not isinstance(right, nodes.Const):
        left, right, op = right, left, FLIPPED[op]
    if nothing(left, right):
        return existence(s, left, env)
    kind = kind_of(s, left)
    word = relation(s, left, right, env)
    a = noun(s, left, env, form="is")
    b = years_old(s, right, env) if kind == "full_years" else noun(s, right, env)
    if truth == UNKNOWN or word == "":
        word = s.say(f"relations.{kind}.{REQUIRED[op]}")
        return s.say("sentences.open", left=a, right=b, word=word, joined=glue(word, b))
    said, wanted = s.say(f"relations.{kind}.{word}"), s.say(f"relations.{kind}.{REQUIRED[op]}")
    equal = word == "eq" and kind != "full_years"
    if equal and isinstance(right, nodes.Const):  # the same number is not said twice
        return a if op == "=" else a + s.say("sentences.rule_says", word=wanted, right=b, joined=glue(wanted, b))
    text = s.say("sentences.is", left=a, relation=said, right=b, joined=glue(said, b))
    return text + s.say("sentences.required", word=wanted) if equal and op not in ("=", "!=") else text


def years_old(s: Speech, node: nodes.Node, env: Env) -> str:
    """What an age is compared with: `60 周岁`."""
    node = peel(node)
    value = s.shown(node.type, s.record.value(node, env), counted="years_old")
    return named(s, label(s, node, env), value)


REQUIRED: Final = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "=": "eq", "!=": "ne"}


def kind_of(s: Speech, node: nodes.Node) -> str:
    """Which words a comparison takes: of ages, days, counts, or amounts."""
    if counted(s, node) == "full_years":
        return "full_years"
    if isinstance(node.type, Date):
        return "date"
    assert isinstance(node.type, Number)
    return "count" if node.type.unit in ("count", "days", "months", "years", "hours") else "amount"


def relation(s: Speech, left: nodes.Node, right: nodes.Node, env: Env) -> str:
    """How two values stand to each other, as far as it is certain: lt, le, eq, ge, gt, or nothing."""
    a, b = s.record.value(left, env), s.record.value(right, env)
    if a is None or b is None:
        return ""
    up, down = scale_of(right), scale_of(left)
    low, high, other_low, other_high = a[0] * up, a[1] * up, b[0] * down, b[1] * down
    if low == high == other_low == other_high:
        return "eq"
    if high < other_low:
        return "lt"
    if low > other_high:
        return "gt"
    return "le" if high == other_low else "ge" if low == other_high else ""


def scale_of(node: nodes.Node) -> int:
    return 10**node.type.scale if isinstance(node.type, Number) else 1


def nothing(left: nodes.Node, right: nodes.Node) -> bool:
    """Whether a count is compared with none."""
    return isinstance(left, nodes.Count) and isinstance(right, nodes.Const) and right.value in (0, 1)


def existence(s: Speech, node: nodes.Node, env: Env) -> str:
    """`家中的法定义务人：张某、李某` or `没有家中的法定义务人`."""
    assert isinstance(node, nodes.Count)
    name = list_name(s, node.list, env)
    value = s.record.value(node, env)
    if value is not None and value[1] == 0:
        return s.say("sentences.nobody", name=name)
    listed = s.shown(node.list.type, s.record.value(node.list, env))
    return f"{name}{s.say('nouns.colon')}{listed}"


# ---- equality and membership


def same(s: Speech, node: nodes.Same, env: Env) -> str:
    return chosen(s, node.left, env, figure(s, node.right, env), s.truth(node, env), negated=node.negated)


def one_of(s: Speech, node: nodes.OneOf, env: Env) -> str:
    operand = peel(node.operand)
    assert isinstance(operand.type, Enum)
    wanted = s.listed([s.enum_value(operand.type, v) for v in node.values if v < len(operand.type.values)], most=8)
    return chosen(s, operand, env, wanted, s.truth(node, env))


def chosen(s: Speech, node: nodes.Node, env: Env, wanted: str, truth: int, *, negated: bool = False) -> str:
    """A value and, where it is not the wanted one, which was."""
    node = peel(node)
    name, value = label(s, node, env), figure(s, node, env)
    if truth == UNKNOWN:
        return s.say("sentences.unsettled", name=name or s.say("sentences.it"))
    text = s.say("sentences.value", name=name, value=value) if name else value
    missed = (truth == FALSE) != negated
    return text + s.say("sentences.not_of", wanted=wanted) if missed and wanted != value else text


def among(s: Speech, node: nodes.Among, env: Env) -> str:
    key = ("sentences.among", "sentences.not_among", "sentences.maybe_among")[s.truth(node, env) - 1]
    return s.say(key, person=figure(s, node.person, env), name=label(s, node.persons, env))


def lies_in(s: Speech, node: nodes.LiesIn, env: Env) -> str:
    key = ("sentences.lies_in", "sentences.lies_outside", "sentences.unsettled")[s.truth(node, env) - 1]
    name = label(s, node.place, env)
    return s.say(key, name=name, place=figure(s, node.place, env), within=figure(s, node.within, env))


# ---- logic


def fact(s: Speech, node: nodes.Fact, env: Env) -> str:
    return s.say("sentences.fact", name=label(s, node, env), value=figure(s, node, env))


def all_of(s: Speech, node: nodes.And, env: Env) -> str:
    truth = s.truth(node, env)
    found = node.items if truth == TRUE else tuple(i for i in node.items if s.truth(i, env) == truth)
    return joined(s, [sentence(s, i, env) for i in found])


def any_of(s: Speech, node: nodes.Or, env: Env) -> str:
    return joined(s, [sentence(s, i, env) for i in sufficient(s, node.items, env, TRUE)])


def joined(s: Speech, parts: list[str]) -> str:
    """Sentences one after the other, each once; of very many only the first."""
    once = list(dict.fromkeys(p for p in parts if p))
    if len(once) > MOST_PARTS:
        once = [*once[:MOST_PARTS], s.say("sentences.and_more", n=len(once) - MOST_PARTS)]
    return s.say("sentences.then").join(once)


def opposite(s: Speech, node: nodes.Not, env: Env) -> str:
    return sentence(s, node.operand, env)


def decided(s: Speech, node: nodes.If | nodes.Table, env: Env) -> str:
    """What a choice or a table rested on: the values it looked at, or the sentence of the branch that was taken."""
    if isinstance(node, nodes.If) and s.truth(node.condition, env) != UNKNOWN:
        taken = node.then if s.truth(node.condition, env) == TRUE else node.otherwise
        if not isinstance(taken, nodes.Const):
            return sentence(s, taken, env)
        return sentence(s, node.condition, env)
    found = s.say("sentences.and").join(dict.fromkeys([values_of(s, n, e) for n, e in leaves(s, node, env)]))
    rows = rows_said(s, node, env) if isinstance(node, nodes.Table) else ""
    return found + parenthesis(s, rows) if rows and found else found or rows


def quantified(s: Speech, node: nodes.Some | nodes.Every, env: Env) -> str:
    """Who it holds of, or fails for."""
    truth = s.truth(node, env)
    found = elements(s, node.list, env)
    if not found:
        if truth == UNKNOWN:
            return s.say("sentences.unsettled", name=list_name(s, node.list, env) or s.say("sentences.it"))
        return s.say("sentences.nobody", name=list_name(s, node.list, env))
    inner = [(e, s.truth(node.condition, (*env, e))) for e, _, _ in found]
    settling = TRUE if isinstance(node, nodes.Some) else FALSE
    wanted = settling if truth == settling else truth
    picked = [e for e, m in inner if m == wanted] or [e for e, _ in inner]
    return joined(s, [sentence(s, node.condition, (*env, e)) for e in picked])


# ---- definitions


def definition(s: Speech, node: nodes.Definition, env: Env) -> str:
    """The sentence of a definition where it has one, else what it says."""
    rule, truth = s.rule(node), s.truth(node, env)
    inner, below = rule.node, s.inner(node, env)
    program = program_label(s.record.law, node.definition.rpartition(".")[0]) if rule.id in OUTCOMES else None
    if program is not None:
        key = f"sentences.{rule.id}_{('true', 'false', 'open')[truth - 1]}"
        return of_person(s, node, env, s.say(key, program=s.of(program)))
    text = by_truth(s, rule.says, rule.fails, truth)
    if text:
        return of_person(s, node, env, text) + details(s, inner, below)
    if truth != UNKNOWN and isinstance(
        peel(inner), nodes.Compare | nodes.CompareBy | nodes.LiesIn | nodes.Same | nodes.OneOf
    ):
        return sentence(s, inner, below)
    if truth == UNKNOWN:
        return s.say("sentences.unsettled", name=label(s, node, env))
    return s.say("sentences.fact", name=label(s, node, env), value=figure(s, node, env)) + details(s, inner, below)


def of_person(s: Speech, node: nodes.Definition, env: Env, text: str) -> str:
    who = s.who(env[node.var])
    return s.say("sentences.of_person", who=who, text=text) if who else text


def by_truth(s: Speech, says: Wording | None, fails: Wording | None, truth: int) -> str:
    """The policy file's own sentence for a truth; empty where it has none."""
    if truth == TRUE and says is not None:
        return s.of(says)
    if truth == FALSE and fails is not None:
        return s.of(fails)
    if says is None:
        return ""
    return s.say("sentences.failed" if truth == FALSE else "sentences.unsettled_that", text=s.of(says))


def details(s: Speech, node: nodes.Node, env: Env) -> str:
    return details_of(s, [(node, env)])


def details_of(s: Speech, steps: list[Step]) -> str:
    """In parentheses, the few values that a sentence out of a policy file rests on (truths go without, the sentence says them), or whom it is about."""
    words = [] if s.brief else few_values(s, steps)
    if not words:
        words = [s.listed(names)] if (names := [x for n, e in steps for x in settling(s, n, e)]) else []
    return parenthesis(s, s.say("sentences.and").join(words)) if words else ""


def few_values(s: Speech, steps: list[Step]) -> list[str]:
    """The values that decide, if they are few; else none of them."""
    words: dict[str, None] = {}
    for node, env in (leaf for n, e in steps for leaf in leaves(s, n, e)):
        if telling(s, node):
            words[values_of(s, node, env)] = None
            if len(words) > MOST_DETAILS:
                return []
    return list(words)


def settling(s: Speech, node: nodes.Node, env: Env) -> list[str]:
    """The people of whom it holds, or who fail, where a condition about all of a list was settled by them."""
    node, env = through_sums(s, node, env)
    while isinstance(node, nodes.Not):
        node, env = through_sums(s, node.operand, env)
    if not isinstance(node, nodes.Some | nodes.Every):
        return []
    wanted = TRUE if isinstance(node, nodes.Some) else FALSE
    if s.truth(node, env) != wanted:
        return []
    found = [e for e, _, _ in elements(s, node.list, env) if s.truth(node.condition, (*env, e)) == wanted]
    return [name_of(s.record, e, s.lang) for e in found if hasattr(e, "key")]


def telling(s: Speech, node: nodes.Node) -> bool:
    """Whether a value is worth showing beside a sentence."""
    if not isinstance(node, nodes.Fact):
        return isinstance(node, nodes.YearsBetween | nodes.MonthsBetween)
    subject = s.record.law.vocabulary.subjects[node.subject]
    if subject.within and not subject.identified_by:
        return False  # an entry of a list: its values say little without the others
    return not s.fact(node).unit.startswith(("boolean", "list", "text", "person", "date"))


def values_of(s: Speech, node: nodes.Node, env: Env) -> str:
    """`72 周岁`, `残疾类别：肢体残疾`."""
    name = label(s, node, env)
    if name and s.is_open(node, env):
        return name
    if counted(s, node) == "full_years" or not name:
        return noun(s, node, env, breakdown=False)
    return s.say("sentences.fact", name=name, value=figure(s, node, env))


def condition(s: Speech, node: nodes.Node, env: Env, says: Wording | None, fails: Wording | None) -> str:
    """A condition's sentence: comparisons are worded with their values, others by the policy file where it has words for them."""
    node = peel(node)
    if plainly_compared(s, node):
        return upper_first(s, sentence(s, node, env))
    text = by_truth(s, says, fails, s.truth(node, env))
    if not text:
        return upper_first(s, sentence(s, node, env))
    return upper_first(s, text + details(s, node, env))


def plainly_compared(s: Speech, node: nodes.Node) -> bool:
    node = peel(node)
    if isinstance(node, nodes.Definition) and s.rule(node).says is None:
        return plainly_compared(s, s.rule(node).node)
    return isinstance(node, nodes.Compare | nodes.CompareBy)


def upper_first(s: Speech, text: str) -> str:
    return text if s.lang == "zh" else upper(text)


SENTENCES: Final[dict[type[nodes.Node], Callable[[Speech, Any, Env], str]]] = {
    nodes.Fact: fact,
    nodes.Definition: definition,
    nodes.Compare: compare,
    nodes.CompareBy: compare_by,
    nodes.Same: same,
    nodes.OneOf: one_of,
    nodes.Among: among,
    nodes.LiesIn: lies_in,
    nodes.And: all_of,
    nodes.Or: any_of,
    nodes.Not: opposite,
    nodes.If: decided,
    nodes.Table: decided,
    nodes.Some: quantified,
    nodes.Every: quantified,
}
