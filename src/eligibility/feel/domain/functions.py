"""What can be called: a built-in function, a function literal, a business knowledge model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eligibility.feel.domain.values import Value


class Function(ABC):
    """A function as a value. `call` takes one argument for each parameter, in order."""

    name: str
    parameters: tuple[str, ...]

    @abstractmethod
    def call(self, args: list[Value]) -> Value:
        """The result, or `NoValue`."""
