"""What a decision document may hold, as JSON Schema (draft 2020-12). Nothing else may stand in it; a later schema of the same major only adds."""

from __future__ import annotations

from typing import Any

from eligibility.explain.tree import KINDS

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
MAYBE_TEXT: Json = {"type": ["string", "null"]}
FLAG: Json = {"type": "boolean"}
MAYBE_FLAG: Json = {"type": ["boolean", "null"]}
DAY: Json = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
MAYBE_DAY: Json = {"anyOf": [DAY, {"type": "null"}]}
DECIMAL: Json = {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}
GRADES = ("text", "official", "press", "recalled", "assumed")
EFFECTS = ("may_admit", "may_exclude", "may_change_amount")
OBTAIN = ("system_check", "consent_of", "visit", "declaration", "applicant")


def record(**properties: Json) -> Json:
    """An object with just these members, all of them required."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def partial(required: tuple[str, ...], **properties: Json) -> Json:
    return {**record(**properties), "required": list(required)}


def many(items: Json) -> Json:
    return {"type": "array", "items": items}


def ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def maybe(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def decision_schema() -> Json:
    """The schema of the document that `decide` and `explain` print."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "eligibility/decision/1",
        "title": "eligibility/decision/1",
        **record(
            schema={"const": "eligibility/decision/1"},
            engine=TEXT,
            policies=many(record(pack=TEXT, version=TEXT, digest=TEXT)),
            on=DAY,
            applied_on=DAY,
            place={"type": "string", "pattern": "^[0-9]{6}$"},
            place_label=ref("wording"),
            package=many(ref("package_entry")),
            package_choice=maybe(ref("package_choice")),
            decisions=many(ref("decision")),
            not_in_force=many(record(program=TEXT, label=ref("wording"))),
        ),
        "$defs": definitions(),
    }


def definitions() -> Json:
    interval = record(**{"from": DECIMAL, "to": DECIMAL})
    value = {
        "type": ["string", "boolean", "null", "array", "object"],
        "if": {"type": "object"},
        "then": interval,
        "else": {},
    }
    return {
        "wording": record(zh=TEXT, en=TEXT),
        "amount": {"anyOf": [DECIMAL, interval, {"type": "null"}]},
        "value": value,
        "source": record(
            key=TEXT, locator=MAYBE_TEXT, title=ref("wording"), number=MAYBE_TEXT, grade={"enum": list(GRADES)},
            note=MAYBE_TEXT, text=ref("wording"),
        ),
        "reading": record(id=TEXT, text=ref("wording"), reason=ref("wording")),
        "caveat": record(
            id=TEXT, effect={"enum": list(EFFECTS)}, text=ref("wording"), reason=ref("wording"), sources=many(ref("source")),
        ),
        "grant": record(
            id=TEXT, label=ref("wording"), given=MAYBE_FLAG, amount=ref("amount"), unit=TEXT,
            given_as={"enum": ["cash", "voucher", "service"]}, discretionary=FLAG, payable_from=MAYBE_TEXT,
            valid_for=MAYBE_TEXT, review_every=MAYBE_TEXT,
        ),
        "needed": needed(),
        "reason": reason(),
        "node": node(),
        "decision": decision(),
        **package(),
    }  # fmt: skip


def package() -> Json:
    """What is to be claimed, kept or left, and what was compared."""
    money = {"anyOf": [DECIMAL, record(**{"from": DECIMAL, "to": DECIMAL})]}
    pair = {"program": TEXT, "subject": TEXT}
    compared = record(
        instead=many(record(**pair)), alternative=many(record(**pair)), chosen=money, other=money,
    )  # fmt: skip
    return {
        "package_entry": record(
            **pair, label=ref("wording"), name=MAYBE_TEXT,
            status={"enum": ["new", "kept", "given_up", "not_chosen", "open", "review"]}, received=MAYBE_FLAG,
            outcome={"enum": ["eligible", "ineligible", "undetermined"]}, discretionary=FLAG, grants=many(ref("grant")),
            twelve_months=money, ties=many(record(kind=TEXT, **pair)), compared=maybe(compared), text=maybe(ref("wording")),
        ),
        "package_choice": record(
            settled=FLAG, twelve_months=money, sets_compared={"type": "integer"}, beyond_limit=FLAG, needed=many(ref("needed")),
        ),
    }  # fmt: skip


def needed() -> Json:
    """Either a fact or a parameter by its path."""
    common: Json = {
        "label": ref("wording"), "question": maybe(ref("wording")), "evidence": many(ref("wording")),
        "obtain": {"enum": [*OBTAIN, None]}, "how": ref("wording"), "asked": FLAG,
    }  # fmt: skip
    return {"oneOf": [record(fact=TEXT, **common), record(parameter=TEXT, **common)]}


def reason() -> Json:
    values = partial(
        ("label", "value", "unit"), label=ref("wording"), value=ref("value"), unit=MAYBE_TEXT, since=MAYBE_DAY,
        layer=MAYBE_TEXT, outdated=FLAG, sources=many(ref("source")),
    )  # fmt: skip
    return record(
        id=TEXT, path=TEXT, kind={"enum": ["applies", "condition", "grant"]}, outcome=MAYBE_FLAG, text=ref("wording"),
        values={"type": "object", "additionalProperties": values}, sources=many(ref("source")), version=MAYBE_DAY,
        layer=MAYBE_TEXT, readings=many(TEXT), presumed=many(TEXT), note=maybe(ref("wording")),
    )  # fmt: skip


def node() -> Json:
    kinds = sorted({"program", "condition", "grant", "element", "row", *KINDS.values()})
    always: Json = {
        "kind": {"enum": kinds}, "path": TEXT, "rule": TEXT, "article": maybe(ref("wording")), "version": MAYBE_DAY,
        "layer": MAYBE_TEXT, "unit": MAYBE_TEXT, "text": ref("wording"), "matters": FLAG,
    }  # fmt: skip
    return partial(
        tuple(always), **always, value=ref("value"), outcome=MAYBE_FLAG, presumed={"const": True}, seen_above={"const": True},
        readings=many(TEXT), caveats=many(TEXT), children=many(ref("node")),
    )  # fmt: skip


def decision() -> Json:
    always: Json = {
        "program": TEXT, "label": ref("wording"), "subject": TEXT, "name": MAYBE_TEXT,
        "outcome": {"enum": ["eligible", "ineligible", "undetermined"]}, "applies": MAYBE_FLAG, "discretionary": FLAG,
        "exact": FLAG, "grants": many(ref("grant")), "needed": many(ref("needed")), "next_step": maybe(ref("wording")),
        "reasons": many(ref("reason")), "caveats": many(ref("caveat")), "reserved": FLAG, "readings": many(ref("reading")),
        "presumed": many(TEXT),
    }  # fmt: skip
    return partial(tuple(always), **always, because=ref("node"))
