"""A programme in force: its conditions as definitions that anything may read, its grants, relations and caveats.

`<programme>.applies` joins the conditions of being concerned at all, `<programme>.eligible` those and the conditions proper. A programme that is not in
force on the day is eligible for nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligibility.diagnostics.source import Span
from eligibility.diagnostics.suggest import nearest
from eligibility.feel import ast
from eligibility.ir import nodes, units
from eligibility.ir.check.arithmetic import rounded
from eligibility.ir.check.core import rescaled
from eligibility.ir.program import ConditionRule, DefinitionRule, GrantRule, ProgramRule, RelationRule
from eligibility.ir.scope import Scope
from eligibility.ir.types import Boolean, Enum, Number
from eligibility.ir.vocabulary import Wording
from eligibility.law.inforce import Chosen, choose, holds, on_day, pieces_in_force
from eligibility.law.merge import by_id, completed, current, worded
from eligibility.law.rules import origin
from eligibility.law.vocabulary import wording, words
from eligibility.policy.model import Condition, Grant, Layer, Program, Relation

if TYPE_CHECKING:
    from eligibility.law.link import Linker

TRUTH = Boolean()
AT = ast.Null(start=0, end=0)


class Programs:
    """The programmes of one link step, each typed once."""

    def __init__(self, linker: Linker) -> None:
        self._l = linker
        self._applies: dict[str, tuple[ConditionRule, ...]] = {}
        self._conditions: dict[str, tuple[ConditionRule, ...]] = {}

    def outcome(self, program: str) -> None:
        """Put `<programme>.applies` and `<programme>.eligible` among the definitions."""
        layer, frame = self._l.frames[program]
        subject = self._subject(frame)
        if program not in self._l.brought:
            self._applies[program] = self._conditions[program] = ()
            never = nodes.Const(TRUTH, (0, 0), False)
            self._outcome(program, "applies", subject, never, layer)
            self._outcome(program, "eligible", subject, never, layer)
            return
        scope = self._l.scope(subject, program)
        said = self._l.ground.spoken[program]
        applies = [*self._apply_at(frame, layer, scope)]
        applies += self._conditions_of(program, "applies", said, scope)
        conditions = self._conditions_of(program, "conditions", said, scope)
        self._applies[program], self._conditions[program] = tuple(applies), tuple(conditions)
        self._outcome(program, "applies", subject, joined("all", applies), layer)
        var = scope.own[1]
        first = nodes.Definition(TRUTH, (0, 0), f"{program}.applies", var)
        items = (first, *(node_of(c) for c in conditions))
        self._outcome(program, "eligible", subject, nodes.And(TRUTH, (0, 0), items), layer)

    def _subject(self, frame: Program) -> str:
        return frame.for_each or self._l.vocabulary.root.id

    def _outcome(self, program: str, name: str, subject: str, node: nodes.Node, layer: Layer) -> None:
        frame = self._l.frames[program][1]
        assert frame.label is not None
        key = f"{program}.{name}"
        label = (
            Wording(f"符合{frame.label.zh}条件", f"eligible for {frame.label.en}")
            if name == "eligible"
            else words(frame.label)
        )
        self._l.rules[key] = DefinitionRule(
            key, name, subject, label, TRUTH, "boolean", node, None, None, (), None, self._l.nowhere(key, layer)
        )

    def claim(self, program: str) -> None:
        """Put `<programme>.claimed` among the definitions: an item of the subject's own list of claims names the programme."""
        layer, frame = self._l.frames[program]
        subject = self._subject(frame)
        key = f"{program}.claimed"
        assert frame.label is not None
        says = Wording(f"享受{frame.label.zh}", f"receives {frame.label.en}")
        fails = Wording(f"没有享受{frame.label.zh}", f"does not receive {frame.label.en}")
        self._l.rules[key] = DefinitionRule(
            key, "claimed", subject, says, TRUTH, "boolean", self._listed(program, subject), says, fails, (), None,
            self._l.nowhere(key, layer),
        )  # fmt: skip

    def _listed(self, program: str, subject: str) -> nodes.Node:
        found = self._l.vocabulary.claims_of(subject)
        if found is None:
            return nodes.Const(TRUTH, (0, 0), False)
        fact, named = found
        scope = self._l.scope(subject)
        slot, at = scope.own[1], scope.next_var
        of_item = nodes.Fact(named.type, (0, 0), at, named.subject, named.id, named.index)
        assert isinstance(named.type, Enum)
        same = nodes.OneOf(TRUTH, (0, 0), of_item, (named.type.values.index(program),))
        list_ = nodes.Fact(fact.type, (0, 0), slot, subject, fact.id, fact.index)
        return nodes.Some(TRUTH, (0, 0), list_, at, same)

    def _apply_at(self, frame: Program, layer: Layer, scope: Scope) -> list[ConditionRule]:
        """Where the programme is applied for, as a condition of being concerned."""
        if not frame.apply_at or frame.apply_at == "any":
            return []
        key = f"{scope.own[0]}.apply_at_{frame.apply_at}"
        if key not in self._l.offers:
            self._l.problems.add("unknown_name", frame.span, name=f"apply_at_{frame.apply_at}", nearest="")
            return []
        type_ = self._l.definition_type(key, AT)
        node = nodes.Definition(type_, (0, 0), key, scope.own[1])
        rule = self._l.rules[key]
        return [
            ConditionRule(
                "apply_at", "when", node, (), rule.says, rule.fails, (), None, None,
                origin(f"{frame.id}.apply_at", frame.span, layer, self._l.library, (), ()),
            )
        ]  # fmt: skip

    # ---- conditions

    def _conditions_of(
        self, program: str, section: str, said: list[tuple[Layer, Program]], scope: Scope
    ) -> list[ConditionRule]:
        out = []
        for offered in by_id(said, lambda p: p.applies if section == "applies" else p.conditions):
            versions = current(offered, self._l.day)
            if versions:
                rule = self._remembered(f"{program}.{section}.{offered.id}", versions, scope)
                if rule is not None:
                    out.append(rule)
        return out

    def _remembered(
        self, path: str, versions: tuple[tuple[Layer, Condition], ...], scope: Scope
    ) -> ConditionRule | None:
        key = (path, *(one for _, c in versions for one in (id(c), *pieces_in_force(c, self._l.day))))
        return self._l.remembered(key, lambda: self._condition(path, versions, scope))

    def _condition(
        self, path: str, versions: tuple[tuple[Layer, Condition], ...], scope: Scope
    ) -> ConditionRule | None:
        layer, nearest = versions[0]
        c = worded(versions)
        common = (
            wording(c.says), wording(c.fails), self._l.library.caveats(c.untranslatable), wording(c.because),
            wording(c.note),
        )  # fmt: skip
        if nearest.kind != "when":
            parts = [
                self._condition(f"{path}.{p.id}", ((layer, p),), scope) for p in nearest.parts if holds(p, self._l.day)
            ]
            kept = tuple(p for p in parts if p is not None)
            where = origin(
                path, nearest.span, layer, self._l.library, nearest.citations, nearest.readings, since=nearest.since
            )
            return ConditionRule(nearest.id, nearest.kind, None, kept, *common, where)
        chosen = choose([(at, v.pieces) for at, v in versions if v.kind == "when"], self._l.day)
        if chosen is None:
            return None
        node = self._l.bodies.body(chosen.piece.body, scope, TRUTH)
        if node is None:
            return None
        origin_of = next(v for at, v in versions if at is chosen.layer)
        where = origin(
            path, nearest.span, layer, self._l.library, origin_of.citations, origin_of.readings,
            since=origin_of.since, chosen=chosen,
        )  # fmt: skip
        return ConditionRule(c.id, "when", node, (), *common, where)

    # ---- the rest

    def rule(self, program: str) -> ProgramRule:
        """The whole programme; its outcome was typed before."""
        _, frame = self._l.frames[program]
        layer, bringer = self._l.brought[program]
        said = self._l.ground.spoken[program]
        scope = self._l.scope(self._subject(frame), program)
        assert frame.label is not None
        flag = on_day([f for _, p in said for f in p.discretionary], self._l.day)
        steps = {k: v for _, p in reversed(said) for k, v in p.next_step.items()}
        caveats = {u.id: u for _, p in reversed(said) for u in p.untranslatable}
        grants = [
            rule
            for offered in by_id(said, lambda p: p.grants)
            if (rule := self._granted(program, current(offered, self._l.day), scope))
        ]
        return ProgramRule(
            program,
            words(frame.label),
            scope.own[0],
            bool(flag and flag.value),
            self._applies[program],
            self._conditions[program],
            tuple(grants),
            self._relations(program, said),
            self._l.library.caveats(caveats.values()),
            tuple((k, words(v)) for k, v in steps.items()),
            wording(said[0][1].note or frame.note),
            origin(program, bringer.span, layer, self._l.library, (), (), since=bringer.since),
        )

    def _relations(self, program: str, said: list[tuple[Layer, Program]]) -> tuple[RelationRule, ...]:
        found: dict[str, tuple[Layer, Relation]] = {}
        for layer, p in reversed(said):
            found.update({r.other: (layer, r) for r in p.relations})
        for _, r in found.values():
            if r.other not in self._l.frames:
                self._l.problems.add(
                    "unknown_program", r.span, name=r.other, nearest=nearest(r.other, self._l.frames) or ""
                )
        return tuple(
            RelationRule(
                r.other, r.kinds, r.same or "",
                origin(f"{program}.relations.{r.other}", r.span, layer, self._l.library, r.citations, r.readings),
            )
            for layer, r in found.values()
        )  # fmt: skip

    def _granted(self, program: str, versions: tuple[tuple[Layer, Grant], ...], scope: Scope) -> GrantRule | None:
        chosen = choose([(at, v.pieces) for at, v in versions], self._l.day)
        if chosen is None:
            return None
        key = (program, id(chosen.piece), *(id(g) for _, g in versions))
        return self._l.remembered(key, lambda: self._grant(program, versions, chosen, scope))

    def _grant(
        self, program: str, versions: tuple[tuple[Layer, Grant], ...], chosen: Chosen, scope: Scope
    ) -> GrantRule | None:
        layer, nearest = versions[0]
        g = completed(versions)
        if not g.type:
            return None
        declared = Number(g.type, units.SCALES.get(g.type, 0), 0, 0)
        node = self._l.bodies.body(chosen.piece.body, scope, declared)
        if node is None or not self._l.bodies.fits(node, declared, g.type, chosen.piece):
            return None
        node = self._whole(g, node, chosen.piece.body.span)
        condition = None if g.condition is None else self._l.bodies.expression(g.condition, scope, TRUTH)
        if node is None or (g.condition is not None and condition is None):
            return None
        origin_of = next(v for at, v in versions if at is chosen.layer)
        return GrantRule(
            g.id,
            words(g.label),
            g.type,
            node.type,
            condition,
            node,
            g.given_as or "cash",
            g.payable_from or "",
            g.valid_for or "",
            g.review_every or "",
            self._l.library.caveats(u for _, v in versions for u in v.untranslatable),
            wording(origin_of.because),
            wording(g.note),
            origin(
                f"{program}.grants.{g.id}", nearest.span, layer, self._l.library, origin_of.citations,
                origin_of.readings, since=origin_of.since, chosen=chosen,
            ),
        )  # fmt: skip

    def _whole(self, grant: Grant, node: nodes.Node, span: Span) -> nodes.Node | None:
        """The amount at its unit's scale: rounded as the file says, which it must where anything finer could come out."""
        type_ = node.type
        assert isinstance(type_, Number)
        scale = units.SCALES[grant.type]
        if grant.round is not None:
            node = rounded(AT, node, grant.round.to, grant.round.mode)
            type_ = node.type
            assert isinstance(type_, Number)
        if type_.quotient or type_.scale > scale:
            self._l.problems.add("needs_round", span, name=grant.id)
            return None
        return rescaled(node, scale)


def node_of(rule: ConditionRule) -> nodes.Node:
    """A condition as one expression."""
    return rule.node if rule.node is not None else joined(rule.kind, rule.parts)


def joined(kind: str, parts: tuple[ConditionRule, ...] | list[ConditionRule]) -> nodes.Node:
    items = tuple(node_of(p) for p in parts)
    if len(items) == 1:
        return items[0]
    return nodes.And(TRUTH, (0, 0), items) if kind == "all" else nodes.Or(TRUTH, (0, 0), items)
