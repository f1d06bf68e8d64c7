"""The one set of limits that every reader and every reading obeys."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 4_000_000  # a document larger than this is refused before it is parsed
MAX_YAML_DEPTH: Final = 64
MAX_YAML_NODES: Final = 200_000
MAX_YAML_ALIASES: Final = 256
MAX_EXPRESSION_CHARS: Final = 20_000
MAX_EXPRESSION_DEPTH: Final = 100
MAX_LIST: Final = 200  # the longest list a subject may declare
MAX_STEPS: Final = 2_000_000  # nodes that a law may make any reading meet, with every list as long as it may be
MAX_CASE_RUNS: Final = 2_500  # abstract runs spent on all questions about one household
MAX_CASE_TRIES: Final = 100_000  # completions tried on all of them
MAX_RUNS: Final = 1_000  # abstract runs spent on one question of what is needed
MAX_DIGITS: Final = 38  # the widest exact number, as in SQL's DECIMAL(38)
MAX_XML_DEPTH: Final = 100
MAX_XML_ELEMENTS: Final = 200_000
MAX_SHEET_BYTES: Final = 20_000_000  # what a spreadsheet may unpack to
MAX_SHEET_ROWS: Final = 20_000
MAX_SHEET_COLUMNS: Final = 64
MAX_FEEL_STEPS: Final = 500_000  # nodes that one evaluation of standard FEEL may meet; a null and a call count as five
MAX_FEEL_DEPTH: Final = 300  # nodes within nodes and calls within calls
MAX_FEEL_NAMES: Final = 100_000  # keys of a context that are looked at for names
MAX_FEEL_ITEMS: Final = 100_000  # the longest list that a FEEL expression may build
MAX_FEEL_CHARS: Final = 1_000_000  # the longest string
MAX_VALUE_DEPTH: Final = 120  # how deep lists and contexts may nest
MAX_VALUE_NODES: Final = 300_000  # what a comparison or conversion of a list or context may look at
MAX_PATTERN_STEPS: Final = 300_000  # what matching one regular expression may cost
