"""The shapes of policy files as JSON Schema, for editors; keys may be written in either alphabet."""

from __future__ import annotations

from typing import Any

from eligibility.policy.shapes import FILES, OPEN, CaseFile, SourcesFile, forms


def policy_schema() -> dict[str, Any]:
    """JSON Schema of a policy file of any kind; keys may be written in either alphabet."""
    from pydantic import TypeAdapter

    kinds = [shape for shapes in FILES.values() for shape in shapes] + [SourcesFile, CaseFile]
    adapters: list[tuple[type, Any, TypeAdapter[Any]]] = [(k, "validation", TypeAdapter(k)) for k in kinds]
    refs, schema = TypeAdapter.json_schemas(adapters)
    for name, definition in schema["$defs"].items():
        both_alphabets(definition, name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "policy file",
        "anyOf": [refs[shape, "validation"] for shape in kinds],
        "$defs": schema["$defs"],
    }


def both_alphabets(definition: dict[str, Any], shape: str) -> None:
    """Adds the Chinese forms of an object's keys; a required key may stand in any of its forms."""
    properties: dict[str, Any] = definition.get("properties", {})
    for key in list(properties):
        for word in forms(shape, key):
            properties[word] = properties[key]
    required = definition.pop("required", [])
    if required:
        definition["allOf"] = [
            {"anyOf": [{"required": [word]} for word in (key, *forms(shape, key))]} for key in required
        ]
    definition["additionalProperties"] = shape in OPEN
