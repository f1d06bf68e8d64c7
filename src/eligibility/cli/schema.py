"""`eligibility schema household|policy|decision`: JSON Schema, for editors and for those who check what they send and get."""

from __future__ import annotations

import argparse
import json
from typing import Any

from eligibility.answer import decision_schema
from eligibility.api import load_policies
from eligibility.cli.output import write


def command(args: argparse.Namespace) -> int:
    write(json.dumps(schema(args), ensure_ascii=False, indent=2))
    return 0


def schema(args: argparse.Namespace) -> dict[str, Any]:
    match args.what:
        case "household":
            from eligibility.facts.model import household_schema

            return household_schema(load_policies(*args.policies, only=args.only).vocabulary())
        case "policy":
            from eligibility.policy.schema import policy_schema

            return policy_schema()
        case _:
            return decision_schema()
