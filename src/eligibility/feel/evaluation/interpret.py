"""The one table of what each node of standard FEEL means."""

from __future__ import annotations

from eligibility.feel import ast
from eligibility.feel.domain import temporal_literal
from eligibility.feel.evaluation import functions, lists, operators, tests, types
from eligibility.feel.evaluation.interpreter import Interpreter, Note, TooMuch
from eligibility.feel.evaluation.scope import Scope
from eligibility.feel.evaluation.tests import matches

__all__ = ["Interpreter", "Note", "Scope", "TooMuch", "matches"]

Interpreter.forms = {
    ast.Number: operators.number,
    ast.String: lambda _, node, __: node.value,
    ast.Boolean: lambda _, node, __: node.value,
    ast.Null: lambda _, __, ___: None,
    ast.At: lambda _, node, __: temporal_literal(node.value),
    ast.Name: operators.name,
    ast.Path: operators.path,
    ast.Negate: operators.negate,
    ast.Binary: operators.binary,
    ast.Between: operators.between,
    ast.Range: operators.span,
    ast.List: operators.listed,
    ast.Context: operators.context,
    ast.If: operators.choice,
    ast.Filter: lists.filtered,
    ast.For: lists.iteration,
    ast.Quantified: lists.quantified,
    ast.In: tests.membership,
    ast.UnaryTest: tests.open_range,
    ast.Call: functions.call,
    ast.Invoke: functions.invoke,
    ast.Function: functions.closure,
    ast.InstanceOf: types.instance_of,
}
