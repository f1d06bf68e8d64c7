"""The literal cases of the DMN Technology Compatibility Kit (data only; skipped where they do not lie beside the project)."""

from __future__ import annotations

from typing import Any

import pytest

from .kit import REST, name, right, rows

ROWS = rows()


@pytest.mark.skipif(not ROWS, reason="the kit does not lie beside the project")
@pytest.mark.parametrize("row", [pytest.param(row, id=name(row)) for row in ROWS])
def test_a_literal_case_of_the_kit(row: dict[str, Any]) -> None:
    assert right(row) is (name(row) not in REST)


@pytest.mark.skipif(not ROWS, reason="the kit does not lie beside the project")
def test_at_least_ninety_nine_in_a_hundred_are_right() -> None:
    assert len(REST) * 100 <= len(ROWS)
    assert set(REST) <= {name(row) for row in ROWS}
