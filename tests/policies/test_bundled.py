"""What must hold of every file of the bundled law, whatever it says: sources, both languages, units, no contradiction on any day anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from eligibility.api import bundled, load_policies
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.ir.types import ListOf
from eligibility.ir.units import SCALES, is_number_unit
from eligibility.ir.walk import facts_read
from eligibility.law.daily import check_everywhere
from eligibility.policy.folder import open_pack
from eligibility.policy.model import Citation, Condition, Definition, Label, Layer, Pack, Program, Untranslatable

FACT_TYPES = {"boolean", "date", "text", "place", "person", "persons", "program", "enum", "list"}
RESULT_TYPES = FACT_TYPES | {"boundary"}


@cache
def pack() -> tuple[Pack, tuple[Problem, ...]]:
    problems = Problems()
    return open_pack(bundled(), problems).everything(problems), problems.in_order()


def layers() -> tuple[Layer, ...]:
    return pack()[0].layers


def conditions(program: Program) -> Iterator[Condition]:
    stack = [*program.applies, *program.conditions]
    while stack:
        one = stack.pop()
        yield one
        stack += one.parts


def definitions(layer: Layer) -> Iterator[Definition]:
    yield from layer.definitions
    for program in layer.programs:
        yield from program.definitions


def said(problems: tuple[Problem, ...]) -> list[tuple[str, object, object]]:
    return [(p.kind, p.span and p.span.place(), p.args) for p in problems]


def test_every_file_can_be_read_without_a_word():
    assert said(pack()[1]) == []


def test_the_law_of_every_place_on_every_day_of_its_change_holds_together():
    problems = Problems()
    assert check_everywhere([pack()[0]], problems) > 20
    assert said(problems.errors) == []


# ---- sources


def test_every_condition_has_a_source_or_a_stated_reading():
    for layer in layers():
        for program in layer.programs:
            for condition in conditions(program):
                if condition.kind == "when" and not condition.drop:
                    grounded = condition.citations or condition.readings
                    pieces = all(p.citations or p.readings for p in condition.pieces) and condition.pieces
                    assert grounded or pieces, f"{program.id}.{condition.id}"


def test_every_definition_has_a_source_or_a_stated_reading():
    for layer in layers():
        for definition in definitions(layer):
            for piece in () if definition.drop else definition.pieces:
                assert piece.citations or piece.readings, f"{definition.subject or definition.program}.{definition.id}"


def test_every_grant_has_a_source_or_a_stated_reading():
    for layer in layers():
        for program in layer.programs:
            for grant in program.grants:
                pieces = all(p.citations or p.readings for p in grant.pieces) and grant.pieces
                assert grant.drop or grant.citations or grant.readings or pieces, f"{program.id}.{grant.id}"


def test_every_value_of_a_parameter_has_a_source_or_a_stated_reading():
    count = 0
    for layer in layers():
        for parameter in layer.parameters:
            for value in parameter.values:
                count += 1
                assert value.citations or value.readings or parameter.citations, f"{parameter.id} from {value.since}"
    assert count > 30


def clauses(layer: Layer) -> Iterator[Untranslatable]:
    """The clauses that are not encoded."""
    for definition in definitions(layer):
        yield from definition.untranslatable
    for program in layer.programs:
        yield from program.untranslatable
        for part in (*conditions(program), *program.grants):
            yield from part.untranslatable


def test_every_clause_that_is_not_encoded_says_what_why_and_where_it_stands():
    found = [c for layer in layers() for c in clauses(layer)]
    assert len(found) > 5
    for clause in found:
        both(clause.text, clause.id)
        both(clause.reason, clause.id)
        assert clause.citations, clause.id


def cited(layer: Layer) -> Iterator[Citation]:
    for program in layer.programs:
        for condition in conditions(program):
            yield from (*condition.citations, *(c for p in condition.pieces for c in p.citations))
        for grant in program.grants:
            yield from (*grant.citations, *(c for p in grant.pieces for c in p.citations))
        for relation in program.relations:
            yield from relation.citations
    for definition in definitions(layer):
        yield from (c for p in definition.pieces for c in p.citations)
    for clause in clauses(layer):
        yield from clause.citations
    for parameter in layer.parameters:
        yield from (*parameter.citations, *(c for v in parameter.values for c in v.citations))


def test_every_instrument_is_cited_somewhere():
    cited_keys = {c.key for layer in layers() for c in cited(layer)}
    known = {key for layer in layers() for table in (layer.sources, *layer.file_sources.values()) for key in table}
    assert known - cited_keys == set()


def test_every_source_has_titles_a_grade_and_a_day():
    for layer in layers():
        for table in (layer.sources, *layer.file_sources.values()):
            for source in table.values():
                assert source.title, source.key
                assert source.en, source.key
                assert source.grade in ("text", "official", "press", "recalled", "assumed"), source.key
                assert source.since is not None or source.note, source.key


# ---- both languages


def both(label: Label | None, where: str) -> None:
    assert label is not None, where
    assert label.zh.strip(), where
    assert label.en.strip(), where
    assert any("一" <= c <= "鿿" for c in label.zh), where


def either(label: Label | None, where: str) -> None:
    """A label that may be left out, but not in one language only."""
    if label:
        both(label, where)


def test_every_subject_and_fact_has_a_label_in_both_languages():
    for layer in layers():
        for subject in layer.subjects.values():
            both(subject.label, subject.id)
        for table in layer.facts.values():
            for fact in table.values():
                where = f"{fact.subject}.{fact.id}"
                both(fact.label, where)
                either(fact.ask, where)
                either(fact.evidence, where)
                for value in fact.values if fact.type == "enum" else ():
                    assert value.label.zh, f"{where} = {value.value}"
                    assert value.label.en, f"{where} = {value.value}"


def test_every_fact_that_a_rule_reads_has_a_question():
    law = load_policies().at(place="320100", on="2026-11-01").linked
    read = {(f.subject, f.fact) for d in law.definitions.values() for f in facts_read(d.node)}
    assert len(read) > 50
    for subject, id_ in read:
        fact = law.vocabulary.fact(subject, id_)
        if fact.id != law.vocabulary.subjects[subject].identified_by and not isinstance(fact.type, ListOf):
            assert fact.ask is not None, f"{subject}.{id_}"


def test_every_programme_and_grant_has_a_label_in_both_languages():
    for layer in layers():
        for program in layer.programs:
            if not program.extends:
                both(program.label, program.id)
            for step, text in program.next_step.items():
                both(text, f"{program.id}.{step}")
            for grant in program.grants:
                if not program.extends:
                    both(grant.label, f"{program.id}.{grant.id}")


def test_every_programme_tells_the_next_step_for_each_outcome():
    for layer in layers():
        for program in layer.programs:
            if not program.extends:
                assert set(program.next_step) >= {"eligible", "ineligible", "undetermined"}, program.id


def test_every_sentence_of_a_condition_and_definition_is_in_both_languages():
    for layer in layers():
        for program in layer.programs:
            for condition in conditions(program):
                for text in (condition.says, condition.fails, condition.because, condition.note):
                    either(text, f"{program.id}.{condition.id}")
        for definition in definitions(layer):
            either(definition.label, definition.id)
            for text in (definition.says, definition.fails, definition.note):
                either(text, definition.id)


def test_every_reading_has_its_text_and_reason():
    for layer in layers():
        for table in (layer.readings, *layer.file_readings.values()):
            for id_, reading in table.items():
                both(reading.text, id_)
                both(reading.reason, id_)


def test_every_reading_is_used():
    used: set[str] = set()
    for layer in layers():
        for program in layer.programs:
            used.update(
                r for c in conditions(program) for r in (*c.readings, *(x for p in c.pieces for x in p.readings))
            )
            used.update(r for g in program.grants for r in (*g.readings, *(x for p in g.pieces for x in p.readings)))
            used.update(x for r in program.relations for x in r.readings)
        used.update(x for d in definitions(layer) for p in d.pieces for x in p.readings)
        used.update(x for p in layer.parameters for v in p.values for x in v.readings)
    known = {id_ for layer in layers() for t in (layer.readings, *layer.file_readings.values()) for id_ in t}
    assert known - used == set()


# ---- units


def test_every_unit_is_known():
    subjects = {id_ for layer in layers() for id_ in layer.subjects}
    enums = {
        f.id for layer in layers() for t in layer.facts.values() for f in t.values() if f.values or f.type == "enum"
    }
    for layer in layers():
        for table in layer.facts.values():
            for fact in table.values():
                assert fact.type in FACT_TYPES or is_number_unit(fact.type), f"{fact.subject}.{fact.id}: {fact.type}"
                assert (fact.range is not None) >= is_number_unit(fact.type), f"{fact.id} has no range"
        for definition in definitions(layer):
            name = definition.type.removeprefix("list of ").rpartition(".")[2]
            known = name in RESULT_TYPES | subjects | enums | {""} or is_number_unit(name)
            assert known, f"{definition.id}: {definition.type}"
        for program in layer.programs:
            for grant in program.grants:
                assert grant.type in SCALES or (program.extends and not grant.type), f"{program.id}.{grant.id}"


def test_no_standard_is_negative():
    for layer in layers():
        for parameter in layer.parameters:
            for value in parameter.values:
                assert not value.value.startswith("-"), f"{parameter.id} from {value.since}"


def test_facts_are_told_how_they_are_found_and_how_careful_to_be_with_them():
    for layer in layers():
        for table in layer.facts.values():
            for fact in table.values():
                if fact.type != "list":
                    assert fact.sensitivity, f"{fact.subject}.{fact.id}"
                    assert fact.about, f"{fact.subject}.{fact.id}"
