"""A household document becomes a `Household`: facts read exactly, every mistake with its place and a remedy.

Read in this order: `household` (what comes out), `report` (how a mistake is told), `document` (keys and head), `values` (one word to one value), `names`
(which key means which fact), `people` (who has which number), `read` (the whole), `ordinary` (what is presumed, what contradicts), `identity` (resident
ID numbers), `model` (the same as a pydantic model and JSON Schema), `quick` (plain Python objects, in one pass).
"""
