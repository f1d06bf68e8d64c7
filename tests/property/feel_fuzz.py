"""A process that evaluates mutated expressions for so many seconds: `python -m tests.property.feel_fuzz SECONDS SEED`.

Each must give a value or a `FeelError`, within ten seconds of its own and two gigabytes; its tree, printed and read again, must be the same tree; what is
evaluated twice must be the same value.
"""

from __future__ import annotations

import random
import re
import resource
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from eligibility import feel
from eligibility.feel.domain import NoValue, text_of
from eligibility.feel.unparse import unparse
from tests.conformance.kit import rows
from tests.unit.feel.trees import shape

PAGE = Path(__file__).parents[2] / "docs" / "language" / "feel.md"
PIECES = re.compile(r"\w+|\s+|\"[^\"]*\"|.", re.DOTALL)
NUMBERS = [
    "0",
    "-1",
    "1e6144",
    "9999999999999999999999999999999999",
    "1e-6143",
    "0.1",
    "999999999",
    "-999999999",
    "2147483648",
]
MEMORY = 2_000_000_000


def corpus() -> list[str]:
    own = re.findall(r"^\| `(.+)` \| .+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return own + [row["expr"] for row in rows()]


def mutated(rng: random.Random, texts: list[str]) -> str:
    """One to four changes: pieces left out, doubled, swapped, taken from another text, numbers made extreme, brackets put around."""
    pieces = PIECES.findall(rng.choice(texts))
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(pieces) + 1) if pieces else 0
        other = PIECES.findall(rng.choice(texts))
        match rng.randrange(8):
            case 0:
                del pieces[at : at + rng.randint(1, 3)]
            case 1:
                pieces[at:at] = pieces[at : at + rng.randint(1, 8)] * rng.randint(1, 6)
            case 2:
                cut = rng.randrange(len(other) + 1)
                pieces[at:at] = other[cut : cut + rng.randint(1, 12)]
            case 3:
                pieces[at : at + 1] = [f"({''.join(other)})"]
            case 4:
                pieces = [rng.choice(NUMBERS) if p.isdigit() and rng.random() < 0.5 else p for p in pieces]
            case 5:
                pieces[at:at] = [rng.choice("()[]{}<>=+-*/.,:@?\"'\\ \t\n且“\x00\ud7ff🐎")]
            case 6:
                rng.shuffle(pieces)
            case 7 if rng.random() < 0.3:
                pieces = [f"for i in 1..{rng.choice(['2', '10', '100', '1000', '100000', '1e9'])} return ", *pieces]
    return "".join(pieces)


def evaluated(text: str) -> str | None:
    try:
        value = feel.evaluate(text, {"x": 1, "first name": "Li", "members": [{"age": 3}, {"age": 70}]})
    except feel.FeelError as error:
        if not error.problems or error.problems[0].span is None:
            raise AssertionError("a refusal without its place") from error
        return None
    try:
        return text_of(value) if value is not None else "null"
    except NoValue as why:
        return why.kind


def check(text: str) -> None:
    first = evaluated(text)
    if "random" not in text and "now" not in text and "today" not in text:
        assert evaluated(text) == first
    try:
        tree = feel.parse(text)
    except feel.FeelError:
        return
    assert shape(feel.parse(unparse(tree))) == shape(tree)


def too_long(_: int, __: FrameType | None) -> None:
    raise TimeoutError


def main(seconds: float, seed: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGVTALRM, too_long)
    rng, texts, done, slowest = random.Random(seed), corpus(), 0, 0.0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = mutated(rng, texts)
        signal.setitimer(signal.ITIMER_VIRTUAL, 10)
        start = time.process_time()
        try:
            check(text)
        except BaseException as why:
            print(f"{type(why).__name__}: {why}\nafter {done} texts, at seed {seed}: {text!r}")
            return 1
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        done, slowest = done + 1, max(slowest, time.process_time() - start)
    print(
        f"{done} texts, the slowest in {slowest:.2f} s, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
