"""The one decision document: `document` assembles it, `because` writes the tree into it, `schema` says what stands in it."""

from eligibility.answer.assemble import document
from eligibility.answer.schema import decision_schema

__all__ = ["decision_schema", "document"]
