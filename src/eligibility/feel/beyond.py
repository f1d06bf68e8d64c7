"""Where a policy's text is no expression of policies and yet is good FEEL: the mistake is then that the standard allows more, not how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from eligibility.feel import ast
from eligibility.feel.mistake import Mistake
from eligibility.feel.parser import children
from eligibility.feel.standard import parse_feel

# What only the standard has, as a message shows it.
SHOWN: Final[dict[type[ast.Node], Callable[[Any], str]]] = {
    ast.Context: lambda _: "{…: …}",
    ast.Function: lambda _: "function(…) …",
    ast.Invoke: lambda _: "(…)(…)",
    ast.InstanceOf: lambda _: "instance of",
    ast.Call: lambda node: f"{node.function}(…)",
}


def meant(text: str, mistake: Mistake) -> Mistake:
    """The mistake of a text that the policy profile does not read: what of the standard is not for policies, else the one that was found."""
    if "(" not in text and "instance of" not in text and "{" not in text:
        return mistake
    try:
        tree = parse_feel(text)
    except Mistake:
        return mistake
    for node in walked(tree):
        shown = SHOWN.get(type(node))
        if shown is not None and not (isinstance(node, ast.Call) and " " not in node.function):
            return Mistake("not_in_policy", node.start, node.end, {"what": shown(node)})
    return mistake


def walked(tree: ast.Node) -> Iterator[ast.Node]:
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(children(node))
