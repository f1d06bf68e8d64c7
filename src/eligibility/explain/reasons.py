"""The decisive conditions of a decision and the arithmetic of its amounts, each with what it rests on.

A true condition matters where the outcome is eligible or open; a false one is what an ineligible outcome rests on. Where the programme does not concern
the subject, the conditions of being concerned are the only ones looked at.
"""

from __future__ import annotations

from eligibility.decide.decision import Amount, Outcome
from eligibility.explain.basis import Basis, Grounds, turning
from eligibility.explain.recorded import Env, Recorded
from eligibility.frozen import record
from eligibility.ir import nodes
from eligibility.ir.program import Caveat, Cited, ConditionRule, GrantRule, ParameterRule
from eligibility.ir.types import Number
from eligibility.wording import amounts
from eligibility.wording.decisive import elements, rests_on
from eligibility.wording.nouns import calculation, counted, figure, made_of, named
from eligibility.wording.nouns import label as label_of
from eligibility.wording.questions import parameter_label
from eligibility.wording.sentences import by_truth, condition, details_of, joined, sentence, upper_first
from eligibility.wording.speech import FALSE, TRUE, UNKNOWN, Speech, lower, name_of
from eligibility.wording.tabled import is_sum
from eligibility.wording.terms import peel, unchanged

HIDING = (
    nodes.Count,
    nodes.Sum,
    nodes.Filter,
    nodes.Some,
    nodes.Every,
    nodes.Fact,
)  # what lies below them is not in the sentence


@record
class Reason:
    """One condition with its truth (1 true, 2 false, 3 open), or one grant with its amount."""

    rule: ConditionRule | GrantRule
    section: str  # applies, conditions or grants
    env: Env
    truth: int
    basis: Basis
    amount: Amount | None = None
    missing: tuple[ParameterRule, ...] = ()  # the values that an amount waits for


@record
class Account:
    """What is to be said of one outcome. `caveats` in `basis` are those that could turn it; `reserved` where one may still admit. `jointly`: no condition fails
    for certain, but they cannot all hold together. `quiet`: nothing is known of its conditions, while of other programmes something is."""

    outcome: Outcome
    env: Env
    reasons: tuple[Reason, ...]
    basis: Basis
    reserved: tuple[str, ...]
    jointly: bool = False
    quiet: bool = False


class Reasons:
    """Finds the reasons of outcomes in one record."""

    def __init__(self, recorded: Recorded) -> None:
        self._recorded = recorded
        self._speech = Speech(recorded, "zh")
        self._grounds = Grounds(recorded)

    def of(self, outcome: Outcome) -> Account:
        env = self._recorded.env(outcome)
        program = outcome.program
        rules = [("applies", c) for c in program.applies]
        rules += [("conditions", c) for c in program.conditions] if outcome.applies is not False else []
        found = [(section, rule, truth_of(self._speech, rule, env)) for section, rule in rules]
        jointly = outcome.outcome == "ineligible" and all(f[2] != FALSE for f in found)
        if outcome.outcome == "ineligible":
            found = [f for f in found if f[2] == (UNKNOWN if jointly else FALSE)]
        reasons = [Reason(rule, section, env, truth, self._basis(rule, env)) for section, rule, truth in found]
        if outcome.outcome != "ineligible":
            missing = tuple([n.parameter for n in outcome.needed if n.parameter is not None])
            reasons += [self._grant(a, env, missing) for a in outcome.amounts if a.given is not False]
        basis = Basis()
        basis.rule(program.origin)
        for reason in reasons:
            basis.add(reason.basis)
        reserved = reserving(outcome, reasons)
        basis.caveats = relevant(outcome, basis, reserved)
        return Account(outcome, env, tuple(reasons), basis, reserved, jointly)

    def _basis(self, rule: ConditionRule, env: Env) -> Basis:
        basis = Basis()
        basis.rule(rule.origin, turning(rule.caveats, truth_of(self._speech, rule, env)))
        if rule.node is not None:
            basis.add(self._grounds.of(rule.node, env))
        for part in decisive_parts(self._speech, rule, env):
            basis.add(self._basis(part, env))
        return basis

    def _grant(self, amount: Amount, env: Env, missing: tuple[ParameterRule, ...]) -> Reason:
        grant = amount.grant
        basis = Basis()
        basis.rule(grant.origin, grant.caveats)
        if grant.condition is not None:
            basis.add(self._grounds.of(grant.condition, env))
        basis.add(self._grounds.of(grant.node, env))
        return Reason(grant, "grants", env, UNKNOWN if amount.given is None else TRUE, basis, amount, missing)


# ---- which parts decide


def truth_of(s: Speech, rule: ConditionRule, env: Env) -> int:
    """A condition's truth; of one with parts by Kleene's logic."""
    if rule.node is not None:
        return s.truth(rule.node, env)
    truths = [truth_of(s, p, env) for p in rule.parts]
    absorbing = FALSE if rule.kind == "all" else TRUE
    if absorbing in truths:
        return absorbing
    return UNKNOWN if UNKNOWN in truths else 3 - absorbing


def decisive_parts(s: Speech, rule: ConditionRule, env: Env) -> list[ConditionRule]:
    """The parts that a condition's truth rests on."""
    truths = [(p, truth_of(s, p, env)) for p in rule.parts]
    absorbing = FALSE if rule.kind == "all" else TRUE
    settling = [p for p, t in truths if t == absorbing]
    if settling:
        return settling[:1] if absorbing == TRUE else settling
    return [p for p, t in truths if t == UNKNOWN] or list(rule.parts)


# ---- clauses that could not be encoded

WORTHLESS = {"eligible": ("may_admit",), "ineligible": ("may_exclude",), "undetermined": ()}


def relevant(outcome: Outcome, basis: Basis, reserved: tuple[str, ...]) -> dict[str, Caveat]:
    """The caveats that could turn this outcome or change its amount."""
    found = dict(basis.caveats)
    if outcome.applies is not False:
        found.update({c.id: c for c in outcome.program.caveats})
    drop = WORTHLESS[outcome.outcome]
    if not outcome.amounts or outcome.outcome == "ineligible":
        drop = (*drop, "may_change_amount")
    kept = {i: c for i, c in found.items() if c.effect not in drop}
    if outcome.outcome == "ineligible":
        kept = {i: c for i, c in kept.items() if c.effect != "may_admit" or i in reserved}
    return kept


def reserving(outcome: Outcome, reasons: list[Reason]) -> tuple[str, ...]:
    """The clauses that may still admit whom the encoded rules refuse: the programme's own, and those of conditions where every failed one has some."""
    if outcome.outcome != "ineligible":
        return ()
    own = [c.id for c in outcome.program.caveats if c.effect == "may_admit" and outcome.applies is not False]
    failed = [[c.id for c in r.basis.caveats.values() if c.effect == "may_admit"] for r in reasons]
    if all(failed):
        own += [i for ids in failed for i in ids]
    return tuple(dict.fromkeys(own))


# ---- in words


def text(s: Speech, reason: Reason) -> str:
    """The reason as a sentence with the values put in, without a final stop."""
    if isinstance(reason.rule, ConditionRule):
        return upper_first(s, worded(s, reason.rule, reason.env))
    assert reason.amount is not None
    own = [p for p in reason.missing if (p.id, p.scope) in reason.basis.parameters] or reason.missing
    missing = [parameter_label(s.record.law, p, s.lang) for p in own]
    return upper_first(s, grant_text(s, reason.rule, reason.amount, reason.env, missing))


def worded(s: Speech, rule: ConditionRule, env: Env) -> str:
    truth = truth_of(s, rule, env)
    if rule.node is not None:
        return condition(s, rule.node, env, rule.says, rule.fails)
    parts = decisive_parts(s, rule, env)
    if truth == FALSE and rule.kind == "all" and len(parts) == 1:
        return worded(s, parts[0], env)
    own = by_truth(s, rule.says, rule.fails, truth)
    if not own:
        return joined(s, [worded(s, p, env) for p in parts])
    if truth == TRUE and rule.kind == "any":
        return s.say("sentences.by", text=own, part=lower_first(s, worded(s, parts[0], env)))
    found = [leaf for p in parts for leaf in nodes_of(s, p, env)] if truth == FALSE else []
    return own + details_of(s, [(n, env) for n in found])


def lower_first(s: Speech, words: str) -> str:
    return words if s.lang == "zh" else lower(words)


def nodes_of(s: Speech, rule: ConditionRule, env: Env) -> list[nodes.Node]:
    """The expressions that a condition's truth rests on."""
    if rule.node is not None:
        return [rule.node]
    return [n for p in decisive_parts(s, rule, env) for n in nodes_of(s, p, env)]


def grant_text(s: Speech, rule: GrantRule, amount: Amount, env: Env, missing: list[str]) -> str:
    """`低保金：3,090 元 − 1,842.50 元 = 1,247.50 元/月`; an interval, or what is missing, where it is not settled."""
    label = s.of(rule.label)
    if amount.missing_parameter:
        return s.say("grants.no_value", label=label, missing=s.listed(missing))
    key = "grants.maybe" if amount.given is None else "grants.is"
    text = s.say(key, label=label, amount=amount_figure(s, amount))
    reason = s.say("grants.reason", because=s.of(rule.because)) if rule.because is not None else ""
    if amount.low != amount.high:
        return text + reason
    node = peel(rule.node)
    value = s.record.value(node, env)
    if value[0] != value[1]:  # settled only for those who are eligible: the calculation would show more than that
        return text + reason
    how = calculation(s, node, env)
    if how:
        inner = bare(s, node, env)
        apart = isinstance(inner, nodes.Least | nodes.Greatest | nodes.Round | nodes.Table) and not is_sum(inner)
        text = s.say("grants.because" if apart else "grants.equals", text=text, how=how)
    elif not isinstance(node, nodes.Const):
        text = s.say("grants.because", text=text, how=label_of(s, node, env))
    return text + reason


def bare(s: Speech, node: nodes.Node, env: Env) -> nodes.Node:
    """The calculation itself, without a rounding that changed nothing."""
    node = peel(node)
    while isinstance(node, nodes.Round) and unchanged(s, node, env):
        node = peel(node.operand)
    return node


def amount_figure(s: Speech, amount: Amount) -> str:
    """`每月 1,247.50 元`, as far as it is settled; of what is no money, as of months or hours, the number with its unit."""
    type_ = amount.grant.type
    assert isinstance(type_, Number)
    figure = amounts.span(amount.low, amount.high, type_, s.lang)
    return s.say(f"grants.{type_.unit.replace('/', '_')}", amount=figure) if type_.unit in amounts.MONEY else figure


def worked_out(s: Speech, reason: Reason, said: str) -> list[str]:
    """How the values that a sentence names come about, where it does not say so itself: `低保边缘线 1,545 元 = 低保标准 1,030 元 × 1.5`."""
    out: dict[str, None] = {}
    for node, env in shown_nodes(s, reason):
        if not isinstance(node, nodes.Definition) or not isinstance(node.type, Number) or counted(s, node):
            continue
        name = label_of(s, node, env)
        value = s.record.value(node, env)
        if not name or name not in said or name in s.told or value is None or value[0] != value[1] or value[0] == 0:
            continue
        how = made_of(s, node, env)
        if how and how not in said:
            out[upper_first(s, s.say("grants.equals", text=named(s, name, figure(s, node, env)), how=how))] = None
    return list(out)


def counted_people(s: Speech, reason: Reason) -> str:
    """Who is in a count of people that a condition is made with, and who is not and why, where somebody is left out."""
    for node, env in shown_nodes(s, reason) if isinstance(reason.rule, ConditionRule) else ():
        if not isinstance(node, nodes.Count) or not isinstance(node.list, nodes.Filter):
            continue
        base, kept = elements(s, node.list.list, env), elements(s, node.list, env)
        inside = {e[0].key for e in kept if hasattr(e[0], "key")}
        out = [e[0] for e in base if hasattr(e[0], "key") and e[0].key not in inside]
        maybe = [e[0] for e in kept if e[1] != TRUE]
        if not out and not maybe:
            continue
        said = [sentence(s, node.list.condition, (*env, e)) for e in (*out, *maybe)]
        names = [name_of(s.record, e[0], s.lang) for e in kept if e[1] == TRUE]
        key = "page.counted" if names else "page.counted_none"
        return s.say(key, names=s.listed(names) if names else "", others=joined(s, said))
    return ""


# ---- where it is written


def citations_of(s: Speech, reason: Reason) -> tuple[Cited, ...]:
    """The articles of a reason; where the rule itself cites none, those of the definition it names."""
    rule = reason.rule
    if rule.origin.citations or rule.node is None:
        return rule.origin.citations
    node = peel(rule.node)
    return s.rule(node).origin.citations if isinstance(node, nodes.Definition) else ()


def parameters_shown(s: Speech, reason: Reason) -> list[ParameterRule]:
    """The values of the place that stand in a reason's sentence: those its calculation is made with, not those behind lists and facts."""
    out = {
        (r.id, r.scope): r
        for n, _ in shown_nodes(s, reason)
        if isinstance(n, nodes.Parameter) and (r := s.parameter(n))
    }
    return [r for r in out.values() if isinstance(r.type, Number)]


def shown_nodes(s: Speech, reason: Reason) -> list[tuple[nodes.Node, Env]]:
    """The nodes that a reason's sentence is made with, not those behind lists and facts."""
    out: list[tuple[nodes.Node, Env]] = []
    found = nodes_of(s, reason.rule, reason.env) if isinstance(reason.rule, ConditionRule) else [reason.rule.node]
    stack = [(n, reason.env) for n in reversed(found)]
    while stack:
        node, env = stack.pop()
        out.append((node, env))
        if not isinstance(node, HIDING):
            stack.extend(reversed(list(rests_on(s, node, env))))
    return out
