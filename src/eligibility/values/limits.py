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
MAX_RUNS: Final = 1_000  # abstract runs spent on one question of what is needed
MAX_DIGITS: Final = 38  # the widest exact number, as in SQL's DECIMAL(38)
