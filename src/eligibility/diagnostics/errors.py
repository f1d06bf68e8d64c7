"""The exceptions that leave the library. Their `code`s are stable, their texts are not; none ever holds the value of a fact."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.diagnostics.problem import Problem


class EligibilityError(Exception):
    """Anything the library refuses. `problems` lists every mistake found, `code` is stable."""

    code = "error"

    def __init__(self, problems: Sequence[Problem] = (), *, lang: str = "zh") -> None:
        self.problems = tuple(problems)
        self.lang = lang
        super().__init__()

    def __str__(self) -> str:
        from eligibility.diagnostics.render import render_all

        return render_all(self.problems, lang=self.lang, with_source=False)

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.problems,))


class PolicyError(EligibilityError):
    """The policy files contradict themselves, the vocabulary or the grammar."""

    code = "policy"


class HouseholdError(EligibilityError):
    """A household document cannot be read as facts."""

    code = "household"


class NotInForce(EligibilityError):
    """No rule, or no known value of a standard, is in force at this place on this day."""

    code = "not_in_force"


class LimitExceeded(EligibilityError):
    """An input is larger or deeper than the one set of limits allows."""

    code = "limit"
