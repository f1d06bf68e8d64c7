"""What is still to be found out, in words: whose fact it is, the question, and how it is come by.

Only what the applicant alone can give is ever asked of the family as paper (SAL art. 62(2)); everything else says how the office finds it.
"""

from __future__ import annotations

import re
from typing import Final

from eligibility.facts.household import Household
from eligibility.ir.program import LinkedLaw, ParameterRule
from eligibility.ir.vocabulary import FactSpec, Wording
from eligibility.messages.catalogue import phrase
from eligibility.wording.speech import glue, lower, owned, place_name

STEP: Final = re.compile(r"(\w+)\[([^\]]*)\]")
WAYS: Final = ("system_check", "consent_of", "visit", "declaration", "applicant")


def fact_label(law: LinkedLaw, household: Household, path: str, fact: FactSpec, lang: str) -> str:
    """`members[zhang].monthly_wage` as 张某月工资."""
    owner = owner_label(law, household, path, lang)
    return owned(owner, " ".join(fact.label.of(lang).split()), lang, truth=fact.unit == "boolean")


def owner_label(law: LinkedLaw, household: Household, path: str, lang: str) -> str:
    """Whose fact a path names: a person by name, another item by its list and position, nothing for the root."""
    out = ""
    for list_name, item in STEP.findall(path):
        if item in household.persons:
            out = household.names[household.persons.index(item)]
            continue
        spec = next((x for x in law.vocabulary.subjects.values() if x.list == list_name), None)
        label = lower(spec.label.of(lang)) if spec else list_name
        text = phrase("people.item", lang, label=label, n=int(item) + 1 if item.isdigit() else item)
        out = (glue(out, text) if lang == "zh" else f"{out}'s {text}") if out else text
    return out


def parameter_label(law: LinkedLaw, rule: ParameterRule, lang: str) -> str:
    """A local value nobody has recorded: 低保标准（南昌市，农村）."""
    where = [place_name(law, rule.owner or law.place, lang)]
    if rule.scope_label is not None:
        where.append(rule.scope_label.of(lang))
    joined = ("，" if lang == "zh" else ", ").join(where)
    label = rule.label.of(lang) if lang == "zh" else lower(rule.label.of(lang))
    return phrase("questions.parameter", lang, label=label, where=joined)


def how(fact: FactSpec | None, lang: str) -> str:
    """How the office comes by it: 由系统核对，家庭不用提供材料; 请提供工资单."""
    if fact is None:
        return phrase("questions.how.parameter", lang)
    way = fact.obtain if fact.obtain in WAYS else "other"
    if way == "applicant" and fact.evidence is not None:
        return phrase("questions.how.applicant", lang, evidence=lower_first(fact.evidence, lang))
    return phrase(f"questions.how.{way if way != 'applicant' else 'applicant_says'}", lang)


def lower_first(wording: Wording, lang: str) -> str:
    text = " ".join(wording.of(lang).split())
    return text if lang == "zh" else lower(text)


def evidence(fact: FactSpec) -> tuple[Wording, ...]:
    """The papers to ask the family for: none where the office finds it out itself."""
    return (fact.evidence,) if fact.obtain == "applicant" and fact.evidence is not None else ()
