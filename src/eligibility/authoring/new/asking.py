"""Questions and their answers: typed at a terminal, piped in a line each, or given before by name.

An answer that will not do is asked for again at a terminal; elsewhere every such answer is noted, and all are told at the end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eligibility.diagnostics.errors import EligibilityError
from eligibility.diagnostics.problem import Problem, Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.diagnostics.suggest import nearest
from eligibility.messages.catalogue import phrase, sentences

Check = Callable[[str, Span], Iterable[Problem]]


@dataclass(slots=True)
class Asking:
    """`given` are answers by name. `line` reads one more (None at the end of input); None where nothing is to be read. `say` shows a text."""

    lang: str
    given: Mapping[str, str]
    line: Callable[[str], str | None] | None
    say: Callable[[str], None]
    patient: bool = False  # a person answers, who can be asked again
    problems: Problems = field(default_factory=Problems)
    asked: list[str] = field(default_factory=list)

    def ask(
        self,
        key: str,
        *,
        default: str = "",
        choices: Sequence[str] = (),
        check: Check | None = None,
        optional: bool = False,
        **words: Any,
    ) -> str:
        """The answer to a question, which may be empty only where it is optional."""
        self.asked.append(key)
        while True:
            text = self.given.get(key)
            typed = text is None and self.line is not None
            if text is None:
                text = self._typed(self._question(key, default, choices, words))
            text = (text or "").strip() or default
            found = list(self._wrong(key, text, choices, check, optional=optional))
            if not found:
                return text
            if not (typed and self.patient):
                self.problems.extend(found)
                return text
            from eligibility.diagnostics.render import render_all

            self.say(render_all(found, lang=self.lang))

    def _typed(self, question: str) -> str | None:
        if self.line is None:
            return None
        found = self.line(question)
        if found is None:  # the end of input: from here on the defaults
            self.line, self.patient = None, False
        return found

    def _question(self, key: str, default: str, choices: Sequence[str], words: Mapping[str, Any]) -> str:
        text = phrase(f"ask.{key}", self.lang, file="new", **words)
        listed = f" ({', '.join(choices)})" if choices else ""
        return f"{text}{listed}{f' [{default}]' if default else ''} "

    def _wrong(
        self, key: str, text: str, choices: Sequence[str], check: Check | None, *, optional: bool
    ) -> Iterable[Problem]:
        span = Span(Source(f"<{key}>", text), 0, len(text))
        if not text:
            if not optional:
                yield Problem(
                    "answer_missing", None, {"key": key, "question": self._question(key, "", choices, {}).strip()}
                )
        elif choices and text not in choices:
            yield Problem(
                "wrong_choice",
                span,
                {"value": text, "nearest": nearest(text, choices) or "", "choices": ", ".join(choices)},
            )
        elif check is not None:
            yield from check(text, span)

    def done(self) -> None:
        """Raises EligibilityError with every answer that will not do, and every one that answers nothing."""
        for key in self.given:
            if key not in self.asked:
                known = list(sentences("new", self.lang)["ask"])
                close = nearest(key, self.asked) or ("" if key in known else nearest(key, known) or "")
                self.problems.add("answer_to_nothing", None, key=key, nearest=close, choices=", ".join(self.asked))
        if self.problems.errors:
            raise EligibilityError(self.problems.in_order())


def reader(say: Callable[[str], None]) -> Callable[[str], str | None]:
    """Reads answers from standard input, after showing the question."""

    def line(question: str) -> str | None:
        say(question)
        try:
            found = sys.stdin.readline()
        except (OSError, ValueError):
            return None
        return found if found else None

    return line
