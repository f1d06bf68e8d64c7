"""What names mean at one place of an expression: the innermost binding wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Scope:
    """`names` of one place, then those around it. The mapping is not copied: an entry added later is seen (a context's function may call itself)."""

    __slots__ = ("names", "parent")

    def __init__(self, names: Mapping[str, Any], parent: Scope | None = None) -> None:
        self.names = names
        self.parent = parent

    def around(self) -> Iterator[Mapping[str, Any]]:
        """The bindings from the innermost outwards."""
        scope: Scope | None = self
        while scope is not None:
            yield scope.names
            scope = scope.parent
