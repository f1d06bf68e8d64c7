"""`eligibility compare FILE --places A,B`: one household in several places on one day."""

from __future__ import annotations

import argparse
import json

from eligibility.api import load_policies
from eligibility.cli.household import household_of, override
from eligibility.cli.output import write
from eligibility.store import usual_store


def command(args: argparse.Namespace) -> int:
    from eligibility.compare.places import as_data, compare
    from eligibility.compare.told import markdown

    policies = load_policies(*args.policies, only=args.only, store=usual_store())
    day = override(args.on)
    documents = []
    for place in args.places.split(","):
        law, household = household_of(policies, args.file, day, place.strip(), args.lang)
        documents.append(law.explain(household).decision.to_dict())
    found = compare(documents)
    write(json.dumps(as_data(found), ensure_ascii=False) if args.format == "json" else markdown(found, args.lang))
    return 0
