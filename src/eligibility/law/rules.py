"""What every rule brings with it: the instruments it cites on the day, the readings it rests on, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from eligibility.diagnostics.source import Span
from eligibility.ir.program import Caveat, Cited, Origin
from eligibility.law.inforce import Chosen
from eligibility.law.vocabulary import words
from eligibility.policy.model import Body, Citation, Expression, Layer, Source, Untranslatable


class Library:
    """The sources that files of a chain of layers may cite: a file's own, then those shared by its layer and farther ones."""

    def __init__(self, layers: Sequence[Layer], day: date) -> None:
        self._layers = layers
        self._day = day

    def source(self, citation: Citation) -> Source | None:
        for layer in self._layers:
            own = layer.file_sources.get(citation.span.source.name, {})
            if citation.key in own:
                return own[citation.key]
        return next((layer.sources[citation.key] for layer in self._layers if citation.key in layer.sources), None)

    def cited(self, citations: Iterable[Citation], grade: str | None = None) -> tuple[Cited, ...]:
        """The citations of instruments that are to be cited on the day; all of them where none is."""
        found = [(c, s) for c in citations if (s := self.source(c)) is not None]
        current = [(c, s) for c, s in found if self._current(s)]
        return tuple(
            Cited(s.key, c.locator, s.title, s.en, s.number, grade or s.grade, s.note) for c, s in current or found
        )

    def _current(self, source: Source) -> bool:
        last = source.cited_until or source.until
        return (source.since is None or source.since <= self._day) and (last is None or self._day <= last)

    def caveats(self, clauses: Iterable[Untranslatable]) -> tuple[Caveat, ...]:
        """The clauses that some instrument in force holds."""
        return tuple(
            Caveat(u.id, words(u.text), words(u.reason), u.effect, self.cited(u.citations))
            for u in clauses
            if self._in_force(u.citations)
        )

    def _in_force(self, citations: Iterable[Citation]) -> bool:
        found = [s for c in citations if (s := self.source(c)) is not None]
        return not found or any(
            (s.since is None or s.since <= self._day) and (s.until is None or self._day <= s.until) for s in found
        )


def text_of(body: Body | None) -> str:
    return " ".join(body.text.split()) if isinstance(body, Expression) else ""


def origin(
    path: str,
    span: Span,
    layer: Layer,
    library: Library,
    citations: Sequence[Citation],
    readings: Sequence[str],
    *,
    since: date | None = None,
    chosen: Chosen | None = None,
) -> Origin:
    """Where a rule comes from; a dated piece's own citations and readings come before those of the rule around it."""
    text, hides = "", ""
    if chosen is not None:
        layer, piece = chosen.layer, chosen.piece
        span, text = piece.span, text_of(piece.body)
        citations = [*piece.citations, *(c for c in citations if c not in piece.citations)]
        readings = [*piece.readings, *(r for r in readings if r not in piece.readings)]
        since = piece.since or since
        hides = chosen.hides.isoformat() if chosen.hides else ""
    version = since.isoformat() if since else ""
    return Origin(
        path, span.source.name, span.line, layer.place or "", version, text, library.cited(citations), tuple(readings),
        hides,
    )  # fmt: skip
