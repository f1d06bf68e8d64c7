"""The tree of a decision as plain data: every node with its path, article, version, layer, unit, value and words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from eligibility.explain.told import plain, tell, unit_of
from eligibility.explain.tree import TreeNode
from eligibility.ir import nodes
from eligibility.ir.program import Origin
from eligibility.ir.types import Type
from eligibility.wording.citations import cite
from eligibility.wording.speech import Speech

Json = dict[str, Any]


class Writing:
    """Writes the trees of one record; what several of them share is put into words once. Without `full` what did not matter is left out."""

    def __init__(self, speech: list[Speech], *, full: bool) -> None:
        self._full = full
        self._speech = [replace(s, about=0, brief=True) for s in speech]
        self._texts: dict[int, tuple[TreeNode, Json]] = {}  # with the node, so that no other ever has its number
        self._opened: set[str] = set()  # definitions written out already
        self._articles: dict[int, Json | None] = {}

    def tree(self, root: TreeNode) -> Json:
        """A decision's tree; a definition is written out where it is first met, and is `seen_above` after that."""
        self._opened = set()
        return self.node(root)

    def node(self, node: TreeNode) -> Json:
        origin = node.under.origin
        children = node.children if self._full else [c for c in node.children if c.matters]
        see = node.kind == "definition" and node.path in self._opened and bool(children)
        if node.kind == "definition" and children:
            self._opened.add(node.path)
        type_ = type_of(node)
        out: Json = {
            "kind": node.kind,
            "path": node.path,
            "rule": origin.path,
            "article": self._article(origin),
            "version": origin.version or None,
            "layer": origin.layer or None,
            "unit": None if type_ is None else unit_of(type_),
            "text": self._told(node),
            "matters": node.matters,
        }
        if type_ is not None:
            out["value"] = plain(self._speech[0], type_, node.value)
        elif node.truth:
            out["outcome"] = (True, False, None)[node.truth - 1]
        if node.presumed or see:
            out["presumed" if node.presumed else "seen_above"] = True
        if node.rule is not None and node.rule.origin.readings:
            out["readings"] = list(node.rule.origin.readings)
        if found := [c.id for c in getattr(node.rule, "caveats", ())]:
            out["caveats"] = found
        if children and not see:
            out["children"] = [self.node(c) for c in children]
        return out

    def _told(self, node: TreeNode) -> Json:
        found = self._texts.get(id(node))
        if found is None:
            found = self._texts[id(node)] = node, {s.lang: tell(s, node) for s in self._speech}
        return found[1]

    def _article(self, origin: Origin) -> Json | None:
        key = id(origin)
        if key not in self._articles:
            texts = {s.lang: cite(origin.citations, s.lang) for s in self._speech}
            self._articles[key] = texts if texts["zh"] else None
        return self._articles[key]


def type_of(node: TreeNode) -> Type | None:
    """The type of a node's value; a truth has its outcome instead."""
    if node.node is None or node.element is not None or node.truth or isinstance(node.node, nodes.Const):
        return None
    return node.node.type
