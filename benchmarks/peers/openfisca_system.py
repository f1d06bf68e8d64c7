"""The shared rule (rule.md) as an OpenFisca tax and benefit system: entities, dated parameters, variables with vectorial formulas."""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

FROM = "2022-07-01"
Person = build_entity("person", "persons", "A member of the household", is_person=True)
Household = build_entity("household", "households", "A household", roles=[{"key": "member", "plural": "members"}])


class Area(Enum):
    urban = "urban"
    rural = "rural"


class Kind(Enum):
    none = "none"
    visual = "visual"
    physical = "physical"
    intellectual = "intellectual"
    mental = "mental"


def fact(name: str, value_type: type, entity: Any, **more: Any) -> type[Variable]:
    body = {"value_type": value_type, "entity": entity, "definition_period": MONTH, "label": name, **more}
    return type(name, (Variable,), body)


FACTS = [
    fact("area", Enum, Household, possible_values=Area, default_value=Area.urban),
    fact("property_within_limits", bool, Household),
    *(
        fact(name, float, Person)
        for name in (
            "monthly_wage",
            "monthly_business_income",
            "monthly_property_income",
            "monthly_pension",
            "monthly_basic_pension",
        )
    ),
    fact("in_prison", bool, Person),
    fact("declared_missing", bool, Person),
    fact("disability_kind", Enum, Person, possible_values=Kind, default_value=Kind.none),
    fact("disability_grade", int, Person),
]


class counts(Variable):
    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person, period):
        return np.logical_not(person("in_prison", period) + person("declared_missing", period))


class work_cost(Variable):
    value_type, entity, definition_period = float, Person, MONTH

    def formula(person, period, parameters):
        rule = parameters(period).work_cost
        return np.minimum(person("monthly_wage", period) * rule.share, rule.highest)


class counted_income(Variable):
    value_type, entity, definition_period = float, Person, MONTH

    def formula(person, period):
        return (
            person("monthly_wage", period)
            + person("monthly_business_income", period)
            + person("monthly_property_income", period)
            + person("monthly_pension", period)
            - person("monthly_basic_pension", period)
            - person("work_cost", period)
        )


class severely_disabled(Variable):
    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person, period):
        kind = person("disability_kind", period)
        grade = person("disability_grade", period)
        mind = (kind == Kind.intellectual) + (kind == Kind.mental)
        return (kind != Kind.none) * ((grade == 1) + (grade == 2)) + mind * (grade == 3)


class standard(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        return parameters(period).standard[household("area", period)]


class protected_persons(Variable):
    value_type, entity, definition_period = int, Household, MONTH

    def formula(household, period):
        return household.sum(household.members("counts", period))


class line(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period):
        return household("standard", period) * household("protected_persons", period)


class family_income(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period):
        return household.sum(household.members("counted_income", period) * household.members("counts", period))


class eligible(Variable):
    value_type, entity, definition_period = bool, Household, MONTH

    def formula(household, period):
        return (household("family_income", period) < household("line", period)) * household(
            "property_within_limits", period
        )


class top_up(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period):
        gap = household("line", period) - household("family_income", period)
        return household("eligible", period) * np.floor(gap * 100 + 0.5) / 100


class uplift(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        disabled = household.sum(household.members("severely_disabled", period) * household.members("counts", period))
        return household("eligible", period) * disabled * household("standard", period) * parameters(period).uplift


RULES = [
    counts,
    work_cost,
    counted_income,
    severely_disabled,
    standard,
    protected_persons,
    line,
    family_income,
    eligible,
    top_up,
    uplift,
]
PARAMETERS = {
    "standard": {"urban": {"values": {FROM: {"value": 1030}}}, "rural": {"values": {FROM: {"value": 985}}}},
    "work_cost": {"share": {"values": {FROM: {"value": 0.25}}}, "highest": {"values": {FROM: {"value": 300}}}},
    "uplift": {"values": {FROM: {"value": 0.2}}},
}


def system() -> TaxBenefitSystem:
    built = TaxBenefitSystem([Household, Person])
    built.parameters = ParameterNode("", data=PARAMETERS)
    for variable in (*FACTS, *RULES):
        built.add_variable(variable)
    return built
