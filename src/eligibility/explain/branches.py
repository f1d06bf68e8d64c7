"""The whole tree as lines to read: each says what holds, the article behind it where a rule stands there.

What only passes a value on (a sum inside a sum, a `not`, a list gone through) has no line of its own. A definition is opened where it is first met.
"""

from __future__ import annotations

from typing import Final

from eligibility.explain.told import tell
from eligibility.explain.tree import TreeNode
from eligibility.frozen import record
from eligibility.wording.citations import cite
from eligibility.wording.speech import FALSE, Speech, name_of, upper

SUMS: Final = frozenset({"add", "subtract", "negate"})
PASSING: Final = frozenset({"not", "collect", "choice"})
MARKED: Final = frozenset({"condition"})
TESTS: Final = frozenset(
    {"compare", "same", "one_of", "lies_in", "among", "filter"}
)  # their sentence says the facts they look at


@record
class Branch:
    """One line. `truth` is 1 true, 2 false, 3 open of a condition, 0 of everything else."""

    depth: int
    truth: int
    matters: bool
    text: str
    article: str


class Branches:
    """Reads one tree; `opened` are the definitions that stand further up on the page."""

    def __init__(self, s: Speech, opened: set[str]) -> None:
        self._s = s
        self._out: list[Branch] = []
        self._opened = opened

    def of(self, root: TreeNode) -> list[Branch]:
        for child in root.children:
            self._read(child, 0, root, ("", ""))
        return self._out

    def _read(self, node: TreeNode, depth: int, parent: TreeNode, above: tuple[str, str]) -> None:
        """`above` is what the line before it says, with its article: the same is not said twice."""
        seen = node.kind == "definition" and bool(node.children) and node.path in self._opened
        if node.kind == "definition" and node.children:
            self._opened.add(node.path)
        if not passes(node, parent):
            line = (
                self._text(node, seen),
                cite(node.rule.origin.citations, self._s.lang) if node.rule is not None else "",
            )
            if line[0] != above[0] or line[1] not in ("", above[1]):
                truth = node.truth if node.kind in MARKED else 0
                self._out.append(Branch(depth, truth, node.matters, upper(line[0]), line[1]))
                depth, above = depth + 1, line
        for child in () if seen else node.children:
            self._read(child, depth, node, above)

    def _text(self, node: TreeNode, seen: bool) -> str:
        s = self._s
        if node.element is not None:
            left_out = node.truth == FALSE and not node.matters
            name = name_of(s.record, node.element, s.lang) if hasattr(node.element, "key") else s.say("sentences.it")
            return s.say("tree.left_out", name=name) if left_out else name
        text = tell(s, node)
        if node.presumed or (node.kind in TESTS and any(c.presumed for c in node.children)):
            text += s.say("page.presumed_mark")
        if seen:
            text += s.say("page.see_above")
        if not node.matters:
            text += s.say("tree.idle")
        return text


def passes(node: TreeNode, parent: TreeNode) -> bool:
    """Whether a node has nothing of its own to say."""
    if node.kind in PASSING and node.matters:
        return True
    if (node.kind in SUMS and parent.kind in SUMS) or (node.kind == "fact" and parent.kind in TESTS):
        return True
    if node.kind == "count" and parent.kind == "compare":
        return True
    return node.element is not None and len(node.children) == 1 and node.matters
