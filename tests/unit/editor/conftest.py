from __future__ import annotations

import pytest

from tests.unit.editor.small import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "small")
