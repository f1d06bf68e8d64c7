"""Whatever a file holds, it is a model that can be run or a ModelError, soon."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.diagnostics.render import render_all
from eligibility.dmn import Model, ModelError, read_model

from .small import MODELS

SOUND = (MODELS / "grant.dmn").read_text(encoding="utf-8")
PIECES = (
    "<", ">", "/>", "&lt;", "&#0;", "&#x110000;", "]]>", "<![CDATA[", "<!--", "<?xml?>", "<text>", "</text>", '"', " typeRef='Family'", "#standard",
    "\x00", "\ufffe", "收入", "(", "[", "{", "function(x) ", "for i in 1..10 return ", "1e999", "- ", "null", "<decisionTable/>", "<context/>",
    "<list/>", "<invocation/>", "<for/>", "<some/>", "<filter/>", "<relation/>", "<conditional/>", "<functionDefinition/>", "<itemDefinition/>",
    "<inputData/>", "<decision/>", "<decisionService/>", "<businessKnowledgeModel/>", "<import/>", "<definitions/>",
)  # fmt: skip
FACTS: dict[str, Any] = {
    "Family": {"persons": 3, "monthly income": 1842, "since": "2024-05-01", "area": "town"},
    "Day": "2026-07-01",
}


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = SOUND
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        other = draw(st.integers(0, len(SOUND)))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=5) | st.just(SOUND[other : other + 40]))
        text = text[:start] + piece + text[end:]
    return text


def settle(source: str | bytes) -> None:
    """Reads and runs; the only exception is the one that is meant."""
    began = time.monotonic()
    try:
        model = read_model(source)
    except ModelError as mistake:
        words = render_all(mistake.problems, lang="en")
    else:
        words = "".join(answers(model))
    assert words
    assert time.monotonic() - began < 10


def answers(model: Model) -> Iterator[str]:
    """All that can be said of a model, with facts."""
    yield render_all(model.problems)
    results = model.run(FACTS)
    yield results.to_json()
    yield results.to_text(lang="en")
    yield from (model.run(FACTS, service).to_json() for service in model.services)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_mutated_model_is_read_or_refused(text: str) -> None:
    settle(text)


@settings(max_examples=50, deadline=None)
@given(
    st.binary(max_size=80) | st.text(max_size=60).map(lambda t: f"<definitions>{t}".encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    settle(data)
