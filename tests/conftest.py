"""Options of the test suite."""

from __future__ import annotations

import os

import pytest

os.environ["ELIGIBILITY_CACHE"] = (
    "off"  # what one run leaves is nothing that another may find; tests of it name a folder
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate", action="store_true", help="write expected outputs anew; read the difference before keeping it"
    )


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regenerate"))
