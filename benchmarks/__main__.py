"""`python -m benchmarks`: installs the peers where they are missing, measures, prints the tables and writes results.md."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.report import report
from benchmarks.run import Settings, measure


def main() -> None:
    usual = Path(tempfile.gettempdir()) / "eligibility-benchmarks"
    defaults = Settings(usual)
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="This engine and its peers on one rule, in one run."
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=usual,
        metavar="DIR",
        help="where the peers are installed (default: a temporary folder)",
    )
    parser.add_argument(
        "--seconds", type=float, default=defaults.seconds, help="time for one implementation in one round"
    )
    parser.add_argument("--rounds", type=int, default=defaults.rounds)
    parser.add_argument("--cold", type=int, default=defaults.cold, metavar="TIMES", help="processes of each kind")
    parser.add_argument(
        "--households", type=int, default=defaults.households, help="households that all are compared on"
    )
    parser.add_argument("--results", type=Path, default=Path(__file__).with_name("results.md"), metavar="FILE")
    args = parser.parse_args()
    settings = Settings(
        args.cache.resolve(), households=args.households, seconds=args.seconds, rounds=args.rounds, cold=args.cold
    )
    text = report(measure(settings))
    args.results.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
