"""Trees of FEEL as tests read them: their shape without offsets, every node of them, and generated ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from eligibility.feel import ast
from eligibility.feel.names import FUNCTIONS, KEYWORD_OF

HERE = {"start": 0, "end": 0}


def shape(node: Any) -> Any:
    """A tree as nested tuples without offsets."""
    if isinstance(node, ast.Node):
        names = [f.name for f in fields(node) if f.name not in ("start", "end", "name_start", "function_end")]
        return (type(node).__name__, *(shape(getattr(node, n)) for n in names))
    return tuple(map(shape, node)) if isinstance(node, tuple) else node


def every_node(node: ast.Node) -> Iterator[ast.Node]:
    yield node
    for f in fields(node):
        value = getattr(node, f.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, ast.Node):
                yield from every_node(part)


words = st.sampled_from(["a", "b", "age", "m", "to", "收入", "低保标准", "在校", "人均_2", "not", "count"])
assert not any(w in KEYWORD_OF for w in ["to", "not", "count", "在校"])
numbers = st.builds(
    ast.Number,
    **{k: st.just(0) for k in HERE},
    text=st.sampled_from(["0", "12", "0.50", ".5", "1e3", "2E-4"]),
    percent=st.booleans(),
)
strings = st.builds(
    ast.String, **{k: st.just(0) for k in HERE}, value=st.text(st.characters(codec="utf-8"), max_size=6)
)
leaves = st.one_of(
    numbers,
    strings,
    st.builds(lambda v: ast.At(**HERE, value=v), st.sampled_from(["2026-07-01", "P6M"])),
    st.builds(lambda v: ast.Boolean(**HERE, value=v), st.booleans()),
    st.just(ast.Null(**HERE)),
    st.builds(lambda n: ast.Name(**HERE, name=n), words),
)
SYMBOLS = ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"]


def called(function: str, args: list[ast.Node], names: list[str] | None) -> ast.Call:
    given = tuple(names[: len(args)]) if names and len(names) >= len(args) else ()
    return ast.Call(**HERE, function=function, function_end=0, args=tuple(args), names=given)


def grown(part: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    bindings = st.lists(
        st.builds(lambda n, d: ast.Binding(**HERE, name=n, domain=d), words, part), min_size=1, max_size=2
    ).map(tuple)
    order = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    unary = st.builds(lambda o, x: ast.UnaryTest(**HERE, op=o, operand=x), order, part)
    ranges = st.builds(
        lambda a, b, c, d: ast.Range(**HERE, low=a, high=b, low_closed=c, high_closed=d),
        part,
        part,
        st.booleans(),
        st.booleans(),
    )
    tests = st.lists(st.one_of(part, unary, ranges), min_size=1, max_size=3).map(tuple)
    some = st.lists(part, max_size=3)
    functions = st.sampled_from([*FUNCTIONS, "f", "其他"])
    return st.one_of(
        st.builds(lambda o, a, b: ast.Binary(**HERE, op=o, left=a, right=b), st.sampled_from(SYMBOLS), part, part),
        st.builds(lambda x: ast.Negate(**HERE, operand=x), part),
        st.builds(lambda x, n: ast.Path(**HERE, base=x, name=n, name_start=0), part, words),
        st.builds(lambda x, c: ast.Filter(**HERE, base=x, condition=c), part, part),
        st.builds(lambda x, a, b: ast.Between(**HERE, operand=x, low=a, high=b), part, part, part),
        st.builds(lambda x, t: ast.In(**HERE, operand=x, tests=t), part, tests),
        ranges,
        st.builds(lambda x: ast.List(**HERE, items=tuple(x)), some),
        st.builds(lambda a, b, c: ast.If(**HERE, condition=a, then=b, otherwise=c), part, part, part),
        st.builds(lambda e, b, x: ast.Quantified(**HERE, every=e, bindings=b, body=x), st.booleans(), bindings, part),
        st.builds(lambda b, x: ast.For(**HERE, bindings=b, body=x), bindings, part),
        st.builds(called, functions, some, st.none() | st.lists(words, min_size=3, max_size=3)),
    )


trees: st.SearchStrategy[ast.Node] = st.recursive(leaves, grown, max_leaves=12)
cells: st.SearchStrategy[ast.Tests] = st.builds(
    lambda tests, negated: ast.Tests(**HERE, tests=tests, negated=negated),
    st.lists(
        st.one_of(trees, st.builds(lambda x: ast.UnaryTest(**HERE, op="<", operand=x), trees)), min_size=1, max_size=3
    ).map(tuple),
    st.booleans(),
) | st.just(ast.Tests(**HERE, tests=(), any=True))

# ---- what only the standard profile reads

phrases = st.sampled_from(["a", "age", "first name", "date of birth", "m", "收入", "总 收入", "x1", "item 2", "?"])
keys = st.one_of(phrases, st.sampled_from(["a-b", "for", "", "a.b", "1", "且", "x  y", 'q"']), st.text(max_size=4))
plain_names = st.sampled_from(["a", "age", "first name", "收入"])


def typed(part: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    members = st.lists(st.builds(lambda k, t: ast.Member(**HERE, key=k, type=t), plain_names, part), max_size=2)
    return st.one_of(
        st.builds(lambda t: ast.ListType(**HERE, item=t), part),
        st.builds(lambda t: ast.RangeType(**HERE, item=t), part),
        st.builds(lambda m: ast.ContextType(**HERE, members=tuple(m)), members),
        st.builds(
            lambda p, r: ast.FunctionType(**HERE, parameters=tuple(p), result=r), st.lists(part, max_size=2), part
        ),
    )


type_names = [
    "number",
    "date and time",
    "years and months duration",
    "Any",
    "tAge",
    "my type",
    "list",
    "context",
    "a.b",
]
types = st.recursive(
    st.builds(lambda n: ast.TypeName(**HERE, name=n), st.sampled_from(type_names)), typed, max_leaves=4
)
standard_leaves = st.one_of(
    st.builds(lambda t: ast.Number(**HERE, text=t), st.sampled_from(["0", "12", "0.50", ".5", "1e3"])),
    st.builds(lambda v: ast.String(**HERE, value=v), st.text(st.characters(codec="utf-8"), max_size=6)),
    st.builds(lambda v: ast.At(**HERE, value=v), st.sampled_from(["2026-07-01", "P6M"])),
    st.builds(lambda v: ast.Boolean(**HERE, value=v), st.booleans()),
    st.just(ast.Null(**HERE)),
    st.builds(lambda n: ast.Name(**HERE, name=n), phrases),
)


def widened(part: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    """All forms of the standard; a variable goes through steps too."""
    steps = st.builds(lambda a, b: ast.Steps(**HERE, low=a, high=b), part, part)
    bindings = st.lists(
        st.builds(lambda n, d: ast.Binding(**HERE, name=n, domain=d), plain_names, part | steps), min_size=1, max_size=2
    ).map(tuple)
    order = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    some = st.lists(part, max_size=3)
    entries = st.lists(st.builds(lambda k, v: ast.Entry(**HERE, key=k, value=v), keys, part), max_size=3)
    parameters = st.lists(
        st.builds(lambda n, t: ast.Parameter(**HERE, name=n, type=t), plain_names, st.none() | types), max_size=2
    )
    return st.one_of(
        grown(part).filter(lambda node: not isinstance(node, ast.Path | ast.Call | ast.For | ast.Quantified)),
        st.builds(lambda o, x: ast.UnaryTest(**HERE, op=o, operand=x), order, part),
        st.builds(lambda x, n: ast.Path(**HERE, base=x, name=n, name_start=0), part, phrases | st.just("for")),
        st.builds(
            lambda f, a: called(f, a, None), st.sampled_from(["string length", "date and time", "f", "sum"]), some
        ),
        st.builds(lambda a: called("f", a, ["x", "grouping sep", "y"]), some),
        st.builds(lambda b, a: ast.Invoke(**HERE, base=b, args=tuple(a)), part, some),
        st.builds(lambda e, b, x: ast.Quantified(**HERE, every=e, bindings=b, body=x), st.booleans(), bindings, part),
        st.builds(lambda b, x: ast.For(**HERE, bindings=b, body=x), bindings, part),
        st.builds(lambda e: ast.Context(**HERE, entries=tuple(e)), entries),
        st.builds(
            lambda p, x, e: ast.Function(**HERE, parameters=tuple(p), body=x, external=e),
            parameters,
            part,
            st.booleans(),
        ),
        st.builds(lambda x, t: ast.InstanceOf(**HERE, operand=x, type=t), part, types),
    )


anything = st.recursive(standard_leaves, widened, max_leaves=12)


@st.composite
def standard_trees(draw: st.DrawFn) -> ast.Node:
    return draw(anything)
