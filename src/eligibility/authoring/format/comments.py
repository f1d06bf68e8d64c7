"""To which entry a comment on a line of its own belongs, where branches end between it and the next entry.

Its column tells: one that stands further right than the next entry is the last word of the deepest branch that it is not left of; all others, and all
that follow one of them, stand above the next entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eligibility.authoring.format.layout import Branch, Comment, Slot


def settle(waiting: Iterable[Comment], closed: Sequence[Branch], following: Slot | None, parent: Branch) -> None:
    """Gives each comment to one of the branches that were `closed` (the innermost first) or to the slot that follows."""
    column = -1 if following is None else following.column
    allowed = list(closed)
    for comment in waiting:
        if following is not None and (comment.column <= column or not allowed):
            following.above.append(comment)
            allowed = []
            continue
        while len(allowed) > 1 and allowed[0].column > comment.column:
            allowed.pop(0)
        (allowed[0] if allowed else parent).below.append(comment)
