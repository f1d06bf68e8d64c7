"""The value of each boxed expression (DMN 1.5, 10.2.1 and 10.3.2): one function a form, as FEEL evaluates the forms that it has itself.

`Evaluation` is what they share: the interpreter with its limits, and the reasons for nulls, each with its place in the model's file. A value is made the
type that its expression declares; where it cannot be, it is null and the reason is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, NoReturn, TypeVar

from eligibility.diagnostics.source import Span
from eligibility.dmn import model, tables
from eligibility.dmn.reasons import Exhausted, Reason
from eligibility.dmn.types import Checker, Type
from eligibility.feel import ast
from eligibility.feel.domain import Function, NoValue, Value
from eligibility.feel.evaluation import lists
from eligibility.feel.evaluation.functions import Closure
from eligibility.feel.evaluation.interpret import Interpreter, Note, Scope, TooMuch, matches
from eligibility.values.limits import MAX_FEEL_DEPTH, MAX_FEEL_STEPS

MAX_REASONS: Final = 100
MAX_RUN_STEPS: Final = 10 * MAX_FEEL_STEPS
DOMAIN: Final = ast.Name(start=0, end=0, name="in")


T = TypeVar("T")


class Evaluation:
    """One run of a model: what it may still spend, and the reasons found for the decision that is being made."""

    def __init__(self) -> None:
        self.interpreter = Interpreter([])
        self.checker = Checker(self.interpreter)
        self.reasons: list[Reason] = []
        self.spent = self.start = 0

    def begin(self) -> None:
        """The next decision has reasons and limits of its own, as long as those of the whole run allow."""
        self.spent += max(self.interpreter.steps - self.start, 0)
        self.start = min(max(self.spent - MAX_RUN_STEPS + MAX_FEEL_STEPS, 0), MAX_FEEL_STEPS)
        self.interpreter.steps, self.interpreter.depth = self.start, 0
        self.reasons = []

    def spend(self, span: Span) -> None:
        self.interpreter.steps += 1
        if self.interpreter.steps > MAX_FEEL_STEPS:
            self.exhausted("too_many_evaluation_steps", span, MAX_FEEL_STEPS)

    def value(self, expression: model.Expression, scope: Scope) -> Value:
        """The value of an expression, of the type that it declares."""
        interpreter = self.interpreter
        interpreter.depth += 1
        self.spend(expression.span)
        if interpreter.depth > MAX_FEEL_DEPTH:
            self.exhausted("evaluation_too_deep", expression.span, MAX_FEEL_DEPTH)
        try:
            return self.checker.coerced(EVALUATE[type(expression)](self, expression, scope), expression.type)
        except NoValue as why:
            self.because(why, expression.span)
            return None
        finally:
            interpreter.depth -= 1

    def typed(self, value: Value, type_: Type | None, span: Span) -> Value:
        """The value as one of a declared type, or null with the reason."""
        try:
            return self.checker.coerced(value, type_)
        except NoValue as why:
            self.because(why, span)
            return None

    def because(self, why: NoValue, span: Span) -> None:
        self.add(Reason(why.kind, dict(why.args_), span))

    def add(self, reason: Reason) -> None:
        if len(self.reasons) < MAX_REASONS and reason not in self.reasons:
            self.reasons.append(reason)

    def exhausted(self, kind: str, span: Span, limit: int) -> NoReturn:
        self.add(Reason(kind, {"limit": str(limit)}, span))
        raise Exhausted

    def feel(self, literal: model.Literal, ask: Callable[[Interpreter], T]) -> T:
        """What the interpreter answers about a FEEL text; its notes become reasons at their place."""
        interpreter, around = self.interpreter, (self.interpreter.notes, self.interpreter.types)
        notes: list[Note] = []
        interpreter.notes, interpreter.types = notes, literal.types
        try:
            return ask(interpreter)
        except TooMuch as why:
            self.exhausted(why.kind, literal.text.at(why.node.start, why.node.end), why.limit)
        finally:
            interpreter.notes, interpreter.types = around
            for note in notes:
                self.add(Reason(note.kind, note.args, literal.text.at(note.start, note.end)))

    def walked(self, value: Value, span: Span) -> Iterable[Value]:
        """The items that an iteration over a value goes through."""
        try:
            return lists.domain(self.interpreter, DOMAIN, Scope({DOMAIN.name: value}))
        except TooMuch as why:
            self.exhausted(why.kind, span, why.limit)

    def fits(self, test: model.Expression, value: Value, scope: Scope) -> bool:
        """Whether a value fits the unary tests of a cell."""
        if not isinstance(test, model.Literal):
            self.value(test, scope)
            return False
        tests = test.node
        assert isinstance(tests, ast.Tests)
        return tests.any or self.feel(test, lambda i: matches(i, tests, value, scope)) is True


def missing(_: Evaluation, expression: model.Missing, __: Scope) -> Value:
    raise NoValue(expression.kind, **expression.args)


def literal(evaluation: Evaluation, expression: model.Literal, scope: Scope) -> Value:
    value = evaluation.feel(expression, lambda i: i.interpret(expression.node, scope))
    return Placed(evaluation, expression, value) if isinstance(value, Closure) else value


class Placed(Function):
    """A function that a FEEL text defines; wherever it is called, the reasons of its nulls stand in that text."""

    def __init__(self, evaluation: Evaluation, literal: model.Literal, function: Function) -> None:
        self.name, self.parameters = function.name, function.parameters
        self._evaluation, self._literal, self._function = evaluation, literal, function

    def call(self, args: list[Value]) -> Value:
        return self._evaluation.feel(self._literal, lambda _: self._function.call(args))


# ---- decision tables


def table(evaluation: Evaluation, expression: model.Table, scope: Scope) -> Value:
    """DMN 1.5, 8.2 and 8.3: an input that its column does not allow makes the table's value null."""
    values = [input_value(evaluation, clause, scope) for clause in expression.inputs]
    hits = (r for r in expression.rules if fitting(evaluation, r, values, scope))
    rules = list(islice(hits, 1) if expression.policy == "F" else hits)
    rows = [outputs(evaluation, expression, rule.outputs, scope) for rule in rules]
    ranks = [ranked(evaluation, expression, row, scope) for row in rows] if expression.policy in "PO" else []
    return tables.decided(
        expression.policy,
        rows,
        aggregation=expression.aggregation,
        names=[c.name for c in expression.outputs],
        ranks=ranks,
        default=defaults(evaluation, expression, scope),
    )


def input_value(evaluation: Evaluation, clause: model.Clause, scope: Scope) -> Value:
    assert clause.expression is not None
    value = evaluation.value(clause.expression, scope)
    if clause.allowed is not None and value is not None and not evaluation.fits(clause.allowed, value, scope):
        raise NoValue("input_not_allowed")
    return value


def fitting(evaluation: Evaluation, rule: model.Rule, values: Sequence[Value], scope: Scope) -> bool:
    evaluation.spend(rule.span)
    return all(evaluation.fits(test, value, scope) for test, value in zip(rule.tests, values, strict=True))


def outputs(
    evaluation: Evaluation, expression: model.Table, entries: Sequence[model.Expression], scope: Scope
) -> list[Value]:
    """The outputs of a rule, each of its column's type."""
    found = []
    for clause, entry in zip(expression.outputs, entries, strict=True):
        value = evaluation.typed(evaluation.value(entry, scope), clause.type, entry.span)
        if clause.allowed is not None and value is not None and not evaluation.fits(clause.allowed, value, scope):
            evaluation.because(NoValue("output_not_allowed"), entry.span)
            value = None
        found.append(value)
    return found


def defaults(evaluation: Evaluation, expression: model.Table, scope: Scope) -> list[Value] | None:
    if all(c.default is None for c in expression.outputs):
        return None
    return [None if c.default is None else evaluation.value(c.default, scope) for c in expression.outputs]


def ranked(evaluation: Evaluation, expression: model.Table, row: Sequence[Value], scope: Scope) -> tables.Rank:
    """At which place among the allowed values of its column each output stands; a column without such values does not rank."""
    return tuple(
        next((n for n, test in enumerate(clause.order) if evaluation.fits(test, value, scope)), len(clause.order))
        for clause, value in zip(expression.outputs, row, strict=True)
        if clause.order
    )


# ---- contexts, lists, functions


def context(evaluation: Evaluation, expression: model.Context, scope: Scope) -> Value:
    """Each entry sees those before it; an entry without a name is the result."""
    found: dict[str, Value] = {}
    inner = Scope(found, scope)
    for entry in expression.entries:
        value = evaluation.typed(evaluation.value(entry.expression, inner), entry.type, entry.expression.span)
        if not entry.name:
            return value
        found[entry.name] = value
    return found


def listing(evaluation: Evaluation, expression: model.Listing, scope: Scope) -> Value:
    return [evaluation.value(item, scope) for item in expression.items]


def relation(evaluation: Evaluation, expression: model.Relation, scope: Scope) -> Value:
    return [
        {
            name: evaluation.typed(evaluation.value(cell, scope), type_, cell.span)
            for (name, type_), cell in zip(expression.columns, row, strict=True)
        }
        for row in expression.rows
    ]


def function(evaluation: Evaluation, expression: model.FunctionDefinition, scope: Scope) -> Value:
    return Defined(evaluation, expression, scope)


class Defined(Function):
    """A boxed function with what is around it."""

    def __init__(
        self,
        evaluation: Evaluation,
        definition: model.FunctionDefinition,
        scope: Scope,
        name: str = "",
        result: Type | None = None,
    ) -> None:
        self.name = name
        self.parameters = tuple(name for name, _ in definition.parameters)
        self._evaluation, self._definition, self._scope, self._result = evaluation, definition, scope, result

    def call(self, args: list[Value]) -> Value:
        """An argument that is not of its parameter's type leaves no value: the function is not entered (10.3.2.13)."""
        definition = self._definition
        checker = self._evaluation.checker
        named = arguments(self.name, definition.parameters, args, checker)
        value = self._evaluation.value(definition.body, Scope(named, self._scope))
        return checker.coerced(checker.coerced(value, definition.result), self._result)


def arguments(
    name: str, parameters: Sequence[tuple[str, Type | None]], args: Sequence[Value], checker: Checker
) -> dict[str, Value]:
    """Arguments by the names of their parameters, each of its type."""
    if len(args) != len(parameters):
        raise NoValue("wrong_arity", function=name or "function", expected=str(len(parameters)), got=str(len(args)))
    return {name: checker.coerced(value, type_) for (name, type_), value in zip(parameters, args, strict=True)}


def invocation(evaluation: Evaluation, expression: model.Invocation, scope: Scope) -> Value:
    """Arguments by the names of the parameters; one that is not bound is null."""
    called = evaluation.value(expression.function, scope)
    if not isinstance(called, Function):
        raise NoValue("no_function")
    given = {
        b.name: evaluation.typed(evaluation.value(b.expression, scope), b.type, b.expression.span)
        for b in expression.bindings
    }
    for name in given:
        if name not in called.parameters:
            raise NoValue("unknown_parameter", name=name, function=called.name or "function")
    return called.call([given.get(name) for name in called.parameters])


# ---- choice and iteration


def conditional(evaluation: Evaluation, expression: model.Conditional, scope: Scope) -> Value:
    """What is not true takes `else`, as in FEEL; but what is no truth value at all leaves none."""
    found = evaluation.value(expression.condition, scope)
    if found is not None and not isinstance(found, bool):
        raise NoValue("no_truth_value")
    return evaluation.value(expression.then if found else expression.otherwise, scope)


def filtered(evaluation: Evaluation, expression: model.Filter, scope: Scope) -> Value:
    """As `list[match]` in FEEL."""
    base = evaluation.value(expression.domain, scope)
    if base is None:
        raise NoValue("filter_of_null")
    items = base if isinstance(base, list) else [base]
    kept = []
    for item in items:
        names: Mapping[str, Value] = {"item": item, **item} if isinstance(item, dict) else {"item": item}
        found = evaluation.value(expression.match, Scope(names, scope))
        if found is not None and not isinstance(found, bool):
            raise NoValue("no_truth_value")
        if found is True:
            kept.append(item)
    return kept


def iteration(evaluation: Evaluation, expression: model.Iteration, scope: Scope) -> Value:
    results: list[Value] = []
    for item in items_of(evaluation, expression, scope):
        inner = Scope({expression.variable: item, "partial": results}, scope)
        results.append(evaluation.value(expression.body, inner))
    return list(results)


def quantified(evaluation: Evaluation, expression: model.Quantified, scope: Scope) -> Value:
    decisive = not expression.every
    unknown = False
    for item in items_of(evaluation, expression, scope):
        found = evaluation.value(expression.body, Scope({expression.variable: item}, scope))
        if found is decisive:
            return decisive
        if found is not None and not isinstance(found, bool):
            raise NoValue("no_truth_value")
        unknown = unknown or found is None
    if unknown:
        raise NoValue("no_truth_value")
    return not decisive


def items_of(evaluation: Evaluation, expression: model.Iteration | model.Quantified, scope: Scope) -> Iterator[Value]:
    """What the variable goes through: a list, one value, the whole numbers of a range."""
    found = evaluation.value(expression.domain, scope)
    for item in evaluation.walked(found, expression.domain.span):
        yield evaluation.typed(item, expression.variable_type, expression.domain.span)


EVALUATE: Final[Mapping[type[model.Expression], Callable[[Evaluation, Any, Scope], Value]]] = {
    model.Missing: missing,
    model.Literal: literal,
    model.Table: table,
    model.Context: context,
    model.Invocation: invocation,
    model.Listing: listing,
    model.Relation: relation,
    model.FunctionDefinition: function,
    model.Conditional: conditional,
    model.Filter: filtered,
    model.Iteration: iteration,
    model.Quantified: quantified,
}
