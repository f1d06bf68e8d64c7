"""What may be written at a cursor: keys and words of the grammar, names of the law, and inside an expression what its scope and its last operator allow.

Every name is offered in both alphabets; those of the alphabet that is being written come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from eligibility.cases.case import ORIGINS, OUTCOMES
from eligibility.editor import describe
from eligibility.editor.cursor import Cursor, cursor
from eligibility.editor.grammar import Place, reached, start
from eligibility.editor.index import Index, scope
from eligibility.editor.meaning import Around, Head, Meaning
from eligibility.editor.written import Written, written
from eligibility.feel.lexer import writes_chinese
from eligibility.feel.names import FUNCTIONS, KEYWORDS, ONLY_CHINESE
from eligibility.frozen import record
from eligibility.ir.check.core import describe as type_name
from eligibility.ir.check.names import HERE, OUTCOME, TODAY
from eligibility.ir.types import Enum, Type
from eligibility.policy.words import CHOICES, KEY_OF, KEYS

STARTS: Final = ("if", "some", "every", "for", "true", "false")
CONNECTIVES: Final = ("and", "or", "in", "between", "then", "else", "satisfies", "return", "to", "inside")
FLAGS: Final = ("true", "false")


@record
class Offer:
    """One thing that may be written from `start` on in place of what stands up to the cursor."""

    label: str
    kind: str  # fact, definition, parameter, program, subject, value, function, keyword, key, source, reading, variable, unit, family, place
    start: int
    detail: str = ""
    insert: str = ""
    rank: int = 5


def complete(index: Index, path: Path, offset: int, lang: str) -> list[Offer]:
    """What may stand at an offset of a file."""
    spot = index.opened.spot_anywhere(path)
    if spot is None:
        return []
    text = index.opened.text(path)
    where = cursor(text, offset)
    top = [
        line.split(":")[0].split("：")[0].strip() for line in text.splitlines() if line[:1] not in ("", " ", "#", "-")
    ]
    place = reached(start(spot.section, top), where.path)
    meaning = index.meaning(spot.place)
    out = Completing(index, path, where, lang, meaning)
    found = list(out.offers(place, offset))
    chinese = not out.prefix.isascii() or (not out.prefix and writes_chinese(where.text))
    return ordered(found, out.prefix, chinese=chinese)


def ordered(found: Iterable[Offer], prefix: str, *, chinese: bool) -> list[Offer]:
    """Those that go with what is written, each once, the nearest and those of its alphabet first."""
    seen: dict[str, Offer] = {}
    for offer in found:
        if goes_with(offer.label, prefix) and (offer.label not in seen or offer.rank < seen[offer.label].rank):
            seen[offer.label] = offer
    return sorted(
        seen.values(), key=lambda o: (not o.label.startswith(prefix), o.rank, o.label.isascii() == chinese, o.label)
    )


def goes_with(label: str, prefix: str) -> bool:
    """Whether the characters of a prefix stand in a label in this order."""
    rest = iter(label.casefold())
    return all(char in rest for char in prefix.casefold())


class Completing:
    """One completion."""

    def __init__(self, index: Index, path: Path, where: Cursor, lang: str, meaning: Meaning | None) -> None:
        self.index, self.path, self.where, self.lang, self.meaning = index, path, where, lang, meaning
        self.prefix = where.text

    def offers(self, place: Place, offset: int) -> Iterator[Offer]:
        where = self.where
        if where.at_key:
            yield from self.keys(place)
        elif place.is_expression:
            yield from self.expression(offset)
            return
        yield from self.words(place)
        yield from self.named(place)

    def offer(
        self, label: str, kind: str, detail: str = "", *, insert: str = "", rank: int = 5, start: int | None = None
    ) -> Offer:
        return Offer(label, kind, self.where.start if start is None else start, detail, insert, rank)

    # ---- keys and words of the grammar

    def keys(self, place: Place) -> Iterator[Offer]:
        """The keys that may still stand here, in both alphabets."""
        known = place.keys
        taken = {known[word] for word in self.where.siblings if word in known} - {known.get(self.prefix.strip(), "")}
        for word, key in known.items():
            if key not in taken:
                other = KEYS.get(key, ("",))[0] if word == key else key
                yield self.offer(word, "key", other, insert=f"{word}: ", rank=1)
        if place.entries == "program" and self.meaning:
            for head in set(self.meaning.names.programs.values()):
                yield self.offer(
                    head.id, "program", describe.label(self.meaning, head, self.lang), insert=f"{head.id}: "
                )

    def words(self, place: Place) -> Iterator[Offer]:
        """The words out of which a text is taken."""
        table = place.words or ("type" if place.key == "type" and place.shape else "")
        kind = "unit" if table == "type" else "value"
        for word, chinese in CHOICES.get(table, {}).items():
            for form in (word, *chinese):
                yield self.offer(form, kind, chinese[0] if form == word and chinese else word if form != word else "")
        shape = place.shape.__name__ if place.shape else ""
        if place.key == "scope" and shape == "ValueShape":
            yield from (self.offer(form, "value") for word, zh in CHOICES["scope"].items() for form in (word, *zh))
        if bool in place.annotations and not place.words:
            yield from (self.offer(form, "value") for w in FLAGS for form in (w, *CHOICES["truth"][w]))
        if shape in ("ExpectShape", "CaseRowShape") and place.key == "outcome":
            yield from (self.offer(word, "value") for word in OUTCOMES)
        if shape == "CaseShape" and place.key == "origin":
            yield from (self.offer(word, "value") for word in ORIGINS)

    # ---- names

    def named(self, place: Place) -> Iterator[Offer]:
        """What a text may name: sources, readings, programmes, subjects, facts, families."""
        meaning = self.meaning
        if meaning is None:
            return
        shape = place.shape.__name__ if place.shape else ""
        if place.names in ("source", "reading"):
            yield from self.cited(place.names)
        elif place.names == "program" or (shape in ("CaseFile", "CaseShape") and place.key == "program"):
            yield from (self.of_head(h, "program") for h in set(meaning.names.programs.values()))
        elif place.names == "parameter":
            yield from (self.of_head(h, "parameter") for h in set(meaning.names.parameters.values()))
        elif place.names == "subject":
            yield from (self.of_head(s, "subject") for s in meaning.linker.vocabulary.subjects.values())
        elif place.names == "fact" or (shape == "DefinitionShape" and place.key == "type"):
            yield from self.facts(place)
        elif shape in ("CaseFile", "CaseShape", "ExpectShape", "CaseRowShape", "FamilyShape"):
            yield from self.of_case(place)
        if place.key == "given":
            found = self.index.map(self.path)
            for m in found.mentions if found else ():
                if m.symbol.kind == "family" and m.declares:
                    yield self.offer(m.symbol.id, "family")

    def cited(self, kind: str) -> Iterator[Offer]:
        """The sources or readings that this file may cite."""
        assert self.meaning is not None
        if " " in self.prefix:
            return
        name = self.index.opened.name(self.path)
        for layer in self.meaning.linker.layers:
            if kind == "source":
                for source in (*layer.file_sources.get(name, {}).values(), *layer.sources.values()):
                    yield self.offer(source.key, "source", f"《{source.title}》{source.number}")
            else:
                for table in (layer.readings, *layer.file_readings.values()):
                    for reading in table.values():
                        yield self.offer(reading.id, "reading", reading.text.of(self.lang))

    def facts(self, place: Place) -> Iterator[Offer]:
        assert self.meaning is not None
        around = self.around()
        for subject, table in self.meaning.names.facts.items():
            for fact in {f.id: f for f in table.values()}.values():
                if place.key in ("scope", "type") and not isinstance(fact.type, Enum):
                    continue
                if place.key in ("at_most", "identified_by") and subject != around.subject:
                    continue
                own = subject == self.meaning.root or place.key in ("at_most", "identified_by")
                name = fact.id if own else f"{subject}.{fact.id}"
                yield self.offer(name, "fact", describe.label(self.meaning, fact, self.lang))

    def of_case(self, place: Place) -> Iterator[Offer]:
        """Conditions, grants and facts where a case names them."""
        assert self.meaning is not None
        layers = self.meaning.linker.layers
        if place.key == "because":
            for layer in layers:
                for program in layer.programs:
                    for c in (*program.applies, *program.conditions):
                        yield self.offer(c.id, "condition", program.id)
        elif self.where.at_key and place.shapes and place.shapes[0].__name__ in ("ExpectShape", "CaseRowShape"):
            for layer in layers:
                for program in layer.programs:
                    for g in program.grants:
                        yield self.offer(g.id, "grant", g.label.of(self.lang), insert=f"{g.id}: ")
        elif "families" in self.where.path or "given" in self.where.path:
            yield from self.household()

    def household(self) -> Iterator[Offer]:
        """The facts of the subject that a household's path leads to."""
        assert self.meaning is not None
        inside = (
            self.where.path[2:]
            if "families" in self.where.path
            else self.where.path[self.where.path.index("given") + 1 :]
        )
        subject = describe.subject_at(self.meaning, inside)
        heads = [*{f.id: f for f in self.meaning.names.facts.get(subject, {}).values()}.values()]
        if self.where.at_key:
            if not inside:
                yield self.offer(self.meaning.root, "subject", insert=f"{self.meaning.root}: ")
                heads = [f for f in heads if f.unit == "list"]
            yield from (self.of_head(f, "fact", insert=f"{f.id}: ", rank=2) for f in heads)
        elif inside and (fact := self.meaning.names.facts.get(subject, {}).get(inside[-1])) is not None:
            yield from self.values(fact.type, quotes=False)
            if type_name(fact.type) == "boolean":
                yield from (self.offer(word, "value") for word in FLAGS)
            yield self.offer("unknown", "value", rank=8)

    def around(self) -> Around:
        assert self.meaning is not None
        return self.index.around(self.path) or Around(self.meaning.root)

    # ---- expressions

    def expression(self, offset: int) -> Iterator[Offer]:
        meaning = self.meaning
        if meaning is None:
            return
        state = written(self.where.text, meaning, self.scope(meaning))
        self.prefix = state.prefix
        begin = offset - len(state.prefix)
        yield from self.in_expression(state, meaning, begin)

    def scope(self, meaning: Meaning) -> Around:
        """The scope of the file, told from its text where it cannot be read as YAML."""
        found = self.index.map(self.path)
        if found is not None and found.root is not None:
            return scope(meaning, found.subject, found.program)
        told: dict[str, str] = {}
        for line in self.index.opened.text(self.path).splitlines():
            key, _, value = line.partition(":")
            told[KEY_OF.get(key, key)] = value.strip()
        about = told.get("for_each") or told.get("definitions_of") or told.get("subject") or ""
        return scope(meaning, about, told.get("program") or told.get("extends") or "")

    def in_expression(self, state: Written, meaning: Meaning, begin: int) -> Iterator[Offer]:
        if state.after_dot:
            yield from self.members(state, meaning, begin)
            return
        if state.compared is not None:
            yield from self.values(state.compared, quotes=not state.in_string, start=begin)
        if state.in_string:
            return
        if state.operator:
            yield from self.keywords(CONNECTIVES, begin, rank=1)
            return
        yield from self.visible(state.around, meaning, begin)
        for function, chinese in FUNCTIONS.items():
            for form in (function, *chinese):
                yield self.offer(
                    form, "function", describe.function(function, self.lang), insert=f"{form}(", rank=6, start=begin
                )
        yield from self.keywords(STARTS, begin, rank=7)

    def keywords(self, words: Iterable[str], begin: int, *, rank: int) -> Iterator[Offer]:
        for keyword in words:
            for form in (*(() if keyword in ONLY_CHINESE else (keyword,)), *KEYWORDS[keyword]):
                yield self.offer(form, "keyword", rank=rank, start=begin)

    def visible(self, around: Around, meaning: Meaning, begin: int) -> Iterator[Offer]:
        """The names that mean something here without a dot."""
        names = meaning.names
        for name in around.variables:
            yield self.offer(name, "variable", rank=1, start=begin)
        own = around.items[-1] if around.items else around.subject
        heads: list[tuple[int, Head]] = [(2, h) for h in names.program_definitions.get(around.program, {}).values()]
        heads += [(2, h) for t in (names.facts, names.definitions) for h in t.get(own, {}).values()]
        lists = [h for h in names.facts.get(meaning.root, {}).values() if h.unit == "list" or not around.items]
        heads += [(3, h) for h in lists] + [
            (4, h) for h in names.definitions.get(meaning.root, {}).values() if not around.items
        ]
        heads += [(3, h) for h in names.parameters.values()] + [(5, h) for h in names.programs.values()]
        heads += [(5, h) for h in names.subjects.values()]
        for rank, head in heads:
            yield from self.both(head, meaning, begin, rank)
        yield from (self.offer(form, "built_in", rank=6, start=begin) for form in (*TODAY, *HERE))

    def members(self, state: Written, meaning: Meaning, begin: int) -> Iterator[Offer]:
        """What may stand after a dot."""
        if state.base is None:
            return
        program = meaning.program(state.base, state.around)
        if program is not None:
            yield from (self.offer(form, "outcome", rank=1, start=begin) for form in OUTCOME)
            for d in meaning.names.program_definitions.get(program, {}).values():
                yield from self.both(d, meaning, begin, 2)
            return
        owner = meaning.subject(state.base, state.around)
        if owner is None:
            return
        for table in (meaning.names.facts, meaning.names.definitions):
            for head in table.get(owner, {}).values():
                yield from self.both(head, meaning, begin, 2)
        for program_head in meaning.names.programs.values():
            if program_head.subject == owner:
                yield from self.both(program_head, meaning, begin, 6)

    def both(self, head: Head, meaning: Meaning, begin: int, rank: int) -> Iterator[Offer]:
        """A thing under each of its names."""
        kind = describe.kind(head)
        detail = describe.detail(meaning, head, self.lang)
        for form in dict.fromkeys((head.id, head.name)):
            yield self.offer(form, kind, detail, rank=rank, start=begin)

    def of_head(self, head: Head, kind: str, *, insert: str = "", rank: int = 5) -> Offer:
        assert self.meaning is not None
        return self.offer(head.id, kind, describe.detail(self.meaning, head, self.lang), insert=insert, rank=rank)

    def values(self, kind: Type, *, quotes: bool, start: int | None = None) -> Iterator[Offer]:
        """An enum's values, by themselves and by their Chinese labels."""
        if not isinstance(kind, Enum) or self.meaning is None:
            return
        for value, label in self.meaning.labels(kind):
            for form in dict.fromkeys((value, label)) if value else ():
                shown = f'"{form}"' if quotes else form
                yield self.offer(shown, "value", label if form == value else value, rank=0, start=start)
