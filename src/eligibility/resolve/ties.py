"""What ties programmes together: the relations that forbid or demand that two are claimed together, and the claims that rules ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eligibility.decide.claims import Pair
from eligibility.ir.claims import claims_read
from eligibility.ir.program import LinkedLaw, RelationRule

EXCLUDING = frozenset(("excludes", "higher_of"))


class Ties:
    """The ties of one law."""

    def __init__(self, law: LinkedLaw) -> None:
        self.programs = {p.id: p for p in law.programs}
        self.root = law.vocabulary.root.id
        self.reads = claims_read(law)
        self.relations: dict[tuple[str, str], list[RelationRule]] = {}
        for program in law.programs:
            for relation in program.relations:
                if relation.other in self.programs:
                    self.relations.setdefault((program.id, relation.other), []).append(relation)

    # ---- between two subjects

    def between(self, one: Pair, other: Pair) -> Iterator[RelationRule]:
        """The relations that `one` declares to `other` and that concern these subjects."""
        for relation in self.relations.get((one[0], other[0]), ()):
            if self._concerns(relation, one, other):
                yield relation

    def _concerns(self, relation: RelationRule, one: Pair, other: Pair) -> bool:
        kinds = (self.programs[one[0]].subject, self.programs[other[0]].subject)
        if self.root in kinds:
            return kinds[0] == kinds[1] or "leaves_family" not in relation.kinds
        return relation.same == "household" or one[1] == other[1]

    def exclude(self, one: Pair, other: Pair) -> bool:
        """Whether the two are never claimed together."""
        return any(not EXCLUDING.isdisjoint(r.kinds) for r in (*self.between(one, other), *self.between(other, one)))

    def precedes(self, one: Pair, other: Pair) -> bool:
        return any("takes_precedence" in r.kinds for r in self.between(one, other))

    def required(self, pair: Pair, among: Iterable[Pair]) -> list[list[Pair]]:
        """For each programme that this one requires, the pairs of which one has to be claimed."""
        wanted = [
            o for (p, o), found in self.relations.items() if p == pair[0] and any("requires" in r.kinds for r in found)
        ]
        return [[q for q in among if q[0] == other and self.serves(pair, q)] for other in wanted]

    def serves(self, pair: Pair, other: Pair) -> bool:
        """Whether a claim of `other` is one that `pair` may require: the same subject's, the household's, or for the household any member's."""
        kinds = (self.programs[pair[0]].subject, self.programs[other[0]].subject)
        return self.root in kinds or pair[1] == other[1]
