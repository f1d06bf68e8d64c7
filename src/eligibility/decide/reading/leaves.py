"""Literals, facts, parameters, definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligibility.decide.reading.domain import Abstract, Unknown
from eligibility.decide.reading.facts import point
from eligibility.ir import nodes

if TYPE_CHECKING:
    from eligibility.decide.reading.reader import Env, Reader


def const(_: Reader, node: nodes.Const, __: Env) -> Abstract:
    return point(node.type, node.value)


def fact(r: Reader, node: nodes.Fact, env: Env) -> Abstract:
    value = env[node.var].slots[node.index]
    return r.box[value.number] if type(value) is Unknown else value


def parameter(r: Reader, node: nodes.Parameter, _: Env) -> Abstract:
    if node.value is not None:
        return point(node.type, node.value)
    return r.box[r.case.parameters[node.parameter, node.scope]]


def local(_: Reader, node: nodes.Local, env: Env) -> Abstract:
    return env[node.var]


def definition(r: Reader, node: nodes.Definition, env: Env) -> Abstract:
    return r.define(node.definition, env[0], env[node.var])
