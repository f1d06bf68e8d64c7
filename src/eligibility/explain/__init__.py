"""From a recorded reading to what people read of it.

Read in this order: `recorded` (the record as `wording` asks for it), `basis` (what a decision rests on), `tree` (the whole record as one tree), `reasons`
(the decisive conditions and the arithmetic), `account` with `sections` and `notes` (the explanation as lines, before any layout), `render` (text and
Markdown). Nothing is decided here: every value comes from the record.
"""
