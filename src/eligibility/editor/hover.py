"""What a name stands for, as an editor shows it beside the cursor: label, type, unit, article, and a parameter's value in a place on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Span
from eligibility.editor import describe
from eligibility.editor.index import Index
from eligibility.editor.meaning import Meaning
from eligibility.editor.symbols import Symbol
from eligibility.frozen import record
from eligibility.ir.scope import DefinitionHead, ParameterHead, ProgramHead
from eligibility.ir.types import Enum, Number
from eligibility.ir.vocabulary import FactSpec, SubjectSpec
from eligibility.law import parameters
from eligibility.law.daily import NATION
from eligibility.law.inforce import choose, on_day
from eligibility.law.layers import chain
from eligibility.law.places import label as place_label
from eligibility.law.rules import Library, text_of
from eligibility.messages.catalogue import phrase, sentences, type_words
from eligibility.policy.model import Citation, Fact, Layer, ParameterValue

MOST_PLACES: Final = 8


@record
class Shown:
    """Markdown about the text of a span."""

    text: str
    span: Span


def hover(index: Index, path: Path, offset: int, lang: str, place: str | None = None) -> Shown | None:
    """What is named at an offset. `place` is where a parameter's value is looked up if the file belongs to the whole country."""
    found, spot = index.at(path, offset), index.opened.spot_anywhere(path)
    meaning = index.meaning(spot.place) if spot else None
    if found is None or meaning is None:
        return None
    told = Telling(index, meaning, lang, (spot.place if spot else None) or place)
    lines = [line for line in told.about(found.symbol) if line]
    return Shown("\n\n".join(lines), found.span) if lines else None


def say(key: str, lang: str, **args: object) -> str:
    return phrase(key, lang, file="editor", **args)


class Telling:
    """One hover."""

    def __init__(self, index: Index, meaning: Meaning, lang: str, place: str | None) -> None:
        self.index, self.meaning, self.lang, self.place = index, meaning, lang, place

    def about(self, symbol: Symbol) -> Iterator[str]:
        head = self.meaning.head_of(symbol)
        if head is not None:
            yield self.title(
                symbol.kind, head.id, describe.label(self.meaning, head, self.lang), describe.unit(head, self.lang)
            )
        match head:
            case FactSpec():
                yield from self.fact(head)
            case DefinitionHead():
                yield from self.definition(head)
            case ParameterHead():
                yield from self.parameter(head)
            case ProgramHead():
                yield from self.program(head)
            case SubjectSpec():
                yield ""
            case None:
                yield from self.other(symbol)

    def title(self, kind: str, id_: str, label: str, unit: str = "") -> str:
        kinds = sentences("editor", self.lang)["kinds"]
        return "  ".join(
            filter(None, (f"**{label}** `{id_}`" if label != id_ else f"**{id_}**", kinds.get(kind, kind), unit))
        )

    # ---- what a law declares

    def fact(self, spec: FactSpec) -> Iterator[str]:
        yield say("of", self.lang, subject=self.meaning.names.subjects[spec.subject].label.of(self.lang))
        declared = self.declared_fact(spec)
        if isinstance(spec.type, Number) and declared is not None and declared.range:
            yield say("range", self.lang, low=declared.range[0], high=declared.range[1])
        if isinstance(spec.type, Enum):
            words = zip(spec.type.values, spec.value_labels, strict=False)
            yield f"{say('values', self.lang)}: " + ", ".join(
                f"`{v}` {w.of(self.lang)}" if w.zh != v else f"`{v}`" for v, w in words
            )
        if declared is not None and declared.only_if is not None:
            yield say("only_if", self.lang, condition=declared.only_if.text.strip())
        if declared is not None and declared.at_most:
            yield say("at_most", self.lang, name=declared.at_most)
        if declared is not None and isinstance(declared.ordinary, str):
            yield say("otherwise", self.lang, value=declared.ordinary)
        if spec.ask is not None:
            yield f"*{spec.ask.of(self.lang)}*"
        if spec.evidence is not None:
            yield f"{say('evidence', self.lang)}: {spec.evidence.of(self.lang)}"

    def declared_fact(self, spec: FactSpec) -> Fact | None:
        found = (layer.facts.get(spec.subject, {}).get(spec.id) for layer in self.layers)
        return next((f for f in found if f is not None), None)

    @property
    def layers(self) -> tuple[Layer, ...]:
        return self.meaning.linker.layers

    def definition(self, head: DefinitionHead) -> Iterator[str]:
        offers = self.meaning.linker.offers[head.key]
        yield say("of", self.lang, subject=self.meaning.names.subjects[head.subject].label.of(self.lang))
        chosen = choose([(layer, d.pieces) for layer, d in offers if not d.drop], self.index.day)
        if chosen is not None:
            text = text_of(chosen.piece.body)
            yield f"```\n{text}\n```" if text else ""
            yield self.cited(chosen.piece.citations)

    def program(self, head: ProgramHead) -> Iterator[str]:
        _, frame = self.meaning.linker.frames[head.id]
        yield say("of", self.lang, subject=self.meaning.names.subjects[head.subject].label.of(self.lang))
        yield self.period(frame.since, frame.until)
        if frame.note is not None:
            yield frame.note.of(self.lang)

    def period(self, since: date | None, until: date | None) -> str:
        ends = (("since", since), ("until", until))
        return " ".join(say(key, self.lang, day=day.isoformat()) for key, day in ends if day is not None)

    def cited(self, citations: tuple[Citation, ...]) -> str:
        """The articles that are to be cited on the day."""
        found = Library(self.layers, self.index.day).cited(citations)
        titles = [c.title if self.lang == "zh" else c.en or c.title for c in found]
        said = [
            f"《{t}》{c.locator}" if self.lang == "zh" else f"{t} {c.locator}"
            for t, c in zip(titles, found, strict=True)
        ]
        return f"{say('source', self.lang)}: " + "; ".join(s.strip() for s in said) if said else ""

    # ---- parameters

    def parameter(self, head: ParameterHead) -> Iterator[str]:
        declared = self.meaning.linker.declared[head.id].declaration
        if declared.range:
            yield say("range", self.lang, low=declared.range[0], high=declared.range[1])
        if declared.scope:
            yield say("scope", self.lang, fact=f"`{declared.scope}`")
        yield self.cited(declared.citations)
        places: list[str | None] = [self.place] if self.place else [None, *self.owners(head.id)]
        rows = [line for place in places[:MOST_PLACES] for line in self.values(head.id, place)]
        day = self.index.day.isoformat()
        if not rows:
            yield say("nobody", self.lang, day=day)
            rows = [line for place in places[:MOST_PLACES] for line in self.values(head.id, place, last=True)]
            yield "\n".join([f"{say('last', self.lang)}:", "", *rows]) if rows else ""
            return
        more = len(places) - MOST_PLACES
        yield "\n".join(
            [
                f"{say('today', self.lang, day=day)}:",
                "",
                *rows,
                *([f"- {say('more', self.lang, count=more)}"] if more > 0 else []),
            ]
        )

    def owners(self, id_: str) -> list[str]:
        """The places that set values of a parameter."""
        packs = self.index.opened.everything()
        return sorted(
            {
                layer.place
                for p in packs
                for layer in p.layers
                if layer.place and any(x.id == id_ and x.values for x in layer.parameters)
            }
        )

    def values(self, id_: str, place: str | None, *, last: bool = False) -> Iterator[str]:
        """A parameter's values at a place on the day, a line a scope; or the last before it."""
        packs = self.index.opened.everything()
        layers = chain(packs, place or NATION)
        found = parameters.gather(layers, Problems()).get(id_)
        if found is None:
            return
        scopes = sorted({v.scope for v in found.values if v.scope and v.scope != parameters.EVERY})
        for scope in scopes or [""]:
            own = [v for v in found.values if v.scope in (scope, parameters.EVERY, None)]
            before = [v for v in own if v.since is not None and v.since <= self.index.day]
            value = (
                max(before, key=lambda v: v.since or date.min, default=None) if last else on_day(own, self.index.day)
            )
            if value is not None:
                yield self.row(value, scope, found.owner, found.declaration.type)

    def row(self, value: ParameterValue, scope: str, owner: Layer | None, unit: str) -> str:
        place = owner.place if owner else None
        where = place_label(place, self.index.day, self.lang) if place else say("nation", self.lang)
        told = " ".join(filter(None, (value.value, type_words(unit, self.lang))))
        more = [f"`{scope}`" if scope else "", self.period(value.since, value.until), self.cited(value.citations)]
        return f"- {where}: **{told}** " + ", ".join(filter(None, more))

    # ---- what has no head

    def other(self, symbol: Symbol) -> Iterator[str]:
        match symbol.kind:
            case "function":
                yield self.title("function", symbol.id, symbol.id)
                yield describe.function(symbol.id, self.lang)
            case "built_in":
                yield self.title("built_in", symbol.id, symbol.id)
                yield say(f"built_in.{symbol.id}", self.lang)
            case "outcome":
                program = self.meaning.names.programs[symbol.owner]
                yield say("outcome.eligible", self.lang, program=describe.label(self.meaning, program, self.lang))
            case "variable":
                yield self.title("variable", symbol.id, symbol.id)
                yield say("variable", self.lang)
            case "value":
                yield from self.value(symbol)
            case "source":
                yield from self.source(symbol)
            case "reading":
                yield from self.reading(symbol)
            case "condition" | "grant":
                yield from self.rule(symbol)

    def value(self, symbol: Symbol) -> Iterator[str]:
        subject, _, fact = symbol.owner.rpartition(".")
        spec = self.meaning.names.facts.get(subject, {}).get(fact)
        if spec is None or not isinstance(spec.type, Enum) or symbol.id not in spec.type.values:
            return
        label = spec.value_labels[spec.type.values.index(symbol.id)].of(self.lang)
        yield self.title("value", symbol.id, label)
        yield say("of", self.lang, subject=spec.label.of(self.lang))

    def source(self, symbol: Symbol) -> Iterator[str]:
        for layer in self.layers:
            own = layer.file_sources.get(symbol.owner, {})
            found = own.get(symbol.id) or layer.sources.get(symbol.id)
            if found is not None:
                title = found.title if self.lang == "zh" else found.en or found.title
                yield self.title(
                    "source",
                    symbol.id,
                    f"《{title}》{found.number}" if self.lang == "zh" else f"{title} {found.number}",
                )
                yield self.period(found.since, found.until)
                yield found.note
                return

    def reading(self, symbol: Symbol) -> Iterator[str]:
        for layer in self.layers:
            for table in (layer.readings, *layer.file_readings.values()):
                if (found := table.get(symbol.id)) is not None:
                    yield self.title("reading", symbol.id, symbol.id)
                    yield found.text.of(self.lang)
                    yield f"*{found.reason.of(self.lang)}*"
                    return

    def rule(self, symbol: Symbol) -> Iterator[str]:
        program = self.meaning.names.programs.get(symbol.owner)
        name = describe.label(self.meaning, program, self.lang) if program else symbol.owner
        for layer in self.layers:
            for p in layer.programs if program else ():
                for c in (*p.applies, *p.conditions):
                    if symbol.kind == "condition" and p.id == symbol.owner and c.id == symbol.id and c.says:
                        yield self.title("condition", symbol.id, c.says.of(self.lang))
                        yield say("condition", self.lang, program=name)
                        yield self.cited(c.citations)
                        return
                for g in p.grants:
                    if symbol.kind == "grant" and p.id == symbol.owner and g.id == symbol.id and g.label:
                        yield self.title("grant", symbol.id, g.label.of(self.lang), type_words(g.type, self.lang))
                        yield say("grant", self.lang, program=name)
                        yield self.cited(g.citations)
                        return
