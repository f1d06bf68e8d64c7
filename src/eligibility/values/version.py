"""The engine's version, as it stands in every decision."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
