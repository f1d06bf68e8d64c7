"""Why an expression has no value: FEEL knows no exceptions, only null (DMN 10.3.2.16), and a null that cannot say why helps nobody.

Whatever computes raises `NoValue`; the interpreter catches it at the node, records the reason and goes on with null. The sentence of each kind stands in
`messages/nulls.<lang>.toml`. Arguments name types, functions and parameters, never the value of a fact.
"""

from __future__ import annotations


class NoValue(Exception):
    """This has no value by the standard. `kind` is a key of `messages/nulls.*.toml`, `args_` fill its sentence."""

    cost: int = 0  # what was spent before this was known

    def __init__(self, kind: str, /, **args: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.args_: dict[str, str] = {name: str(value) for name, value in args.items()}
