"""All files of one jurisdiction's folder to its layer, in the order in which they can refer to one another: instruments, vocabulary, parameters,
definitions, programmes. Then what they refer to is looked up, among themselves and in the farther layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source
from eligibility.policy import model
from eligibility.policy import tree as nodes
from eligibility.policy.articles import articles
from eligibility.policy.entry import Farther, File, as_mapping
from eligibility.policy.files import SOURCES
from eligibility.policy.parameters import parameter
from eligibility.policy.programs import program, shared_definitions, shared_sources
from eligibility.policy.references import declared_by, look_up
from eligibility.policy.values import check_values
from eligibility.policy.vocabulary import vocabulary
from eligibility.policy.yaml import load


@dataclass(slots=True)
class LayerRead:
    """A layer on its way: what its files have said so far, and what they refer to."""

    layer: model.Layer
    farther: Farther
    files: list[File] = field(default_factory=list)
    unread: list[str] = field(
        default_factory=list
    )  # what nothing can be built on: files that could not be read, or are about no subject
    subjects: dict[str, model.Subject] = field(default_factory=dict)
    facts: dict[str, dict[str, model.Fact]] = field(default_factory=dict)
    definitions: list[model.Definition] = field(default_factory=list)
    parameters: list[model.Parameter] = field(default_factory=list)
    programs: list[model.Program] = field(default_factory=list)

    # ---- one file of each kind

    def read_sources(self, file: File, node: nodes.Mapping, _: str) -> None:
        sources, readings = shared_sources(file, node)
        self.layer.sources.update(sources)
        self.layer.readings.update(readings)

    def read_articles(self, file: File, node: nodes.Mapping, _: str) -> None:
        self.layer.articles.update(articles(file, node))

    def read_vocabulary(self, file: File, node: nodes.Mapping, _: str) -> None:
        id_, declared, facts = vocabulary(file, node)
        if declared is not None:
            if id_ in self.subjects:
                file.problems.add("declared_twice", declared.span, name=id_)
                return
            self.subjects[id_] = declared
            self.farther.subjects.update(dict.fromkeys((declared.id, declared.name, declared.label.zh), id_))
        known = self.facts.setdefault(id_, {})
        for fact in facts.values():
            if fact.id in known:
                file.problems.add("declared_twice", fact.span, name=fact.id)
            known[fact.id] = fact
            if fact.type == "enum":
                self.farther.enums.add(f"{id_}.{fact.id}")

    def read_parameters(self, file: File, node: nodes.Mapping, stem: str) -> None:
        found, sources, readings = parameter(file, node, stem)
        self._own(file, sources, readings)
        if found is not None:
            self.parameters.append(found)

    def read_definitions(self, file: File, node: nodes.Mapping, _: str) -> None:
        found, sources, readings = shared_definitions(file, node)
        self._own(file, sources, readings)
        known = {(d.subject, d.id) for d in self.definitions}
        for d in found:
            if (d.subject, d.id) in known:
                file.problems.add("declared_twice", d.span, name=d.id)
        self.definitions.extend(found)

    def read_programs(self, file: File, node: nodes.Mapping, stem: str) -> None:
        found = program(file, node, stem)
        if found is not None:
            self._own(file, found.sources, found.readings)
            self.programs.append(found)

    def _own(self, file: File, sources: dict[str, model.Source], readings: dict[str, model.Reading]) -> None:
        if sources:
            self.layer.file_sources[file.name] = sources
        for stated in (self.layer.readings, *self.layer.file_readings.values()):
            for id_ in readings.keys() & stated.keys():
                file.problems.add("declared_twice", readings[id_].span, name=id_)
        if readings:
            self.layer.file_readings[file.name] = readings


Reader = Callable[[LayerRead, File, nodes.Mapping, str], None]
READERS: dict[str, Reader] = {
    "sources": LayerRead.read_sources,
    "articles": LayerRead.read_articles,
    "vocabulary": LayerRead.read_vocabulary,
    "parameters": LayerRead.read_parameters,
    "definitions": LayerRead.read_definitions,
    "programs": LayerRead.read_programs,
}


def read_layer(
    place: str | None,
    name: str,
    texts: Mapping[str, Sequence[Source]],
    behind: Sequence[model.Layer],
    problems: Problems,
) -> LayerRead:
    """The layer that a folder's texts make, before the farther layers `behind` (the nearest last)."""
    work = LayerRead(model.Layer(place, name), declared_by(behind))
    for section, reader in READERS.items():
        for source in texts.get(section, ()):
            node = load(source, problems)
            file = File(source.name, problems, work.farther)
            if node is None:
                work.unread.append(source.name)
                work.farther.partial |= section == "vocabulary"
            elif isinstance(node, nodes.Mapping):
                work.files.append(file)
                reader(work, file, node, PurePosixPath(source.name).stem)
                if file.lost:
                    work.unread.append(source.name)
            else:
                work.unread.append(source.name)
                as_mapping(file, node, PurePosixPath(source.name).name)
    layer = work.layer
    work.layer = model.Layer(
        place, name, work.subjects, work.facts, tuple(work.definitions), tuple(work.parameters), tuple(work.programs),
        layer.sources, layer.readings, layer.file_sources, layer.file_readings, layer.articles,
    )  # fmt: skip
    if work.farther.partial:
        return work
    cited = [] if any(name.endswith(SOURCES) for name in work.unread) else work.files
    if not look_up(work.layer, cited, behind, problems):
        work.unread.append(name)
    scopes = [named for file in work.files for named in file.scopes]
    check_values(work.layer, behind, scopes, problems)
    return work
