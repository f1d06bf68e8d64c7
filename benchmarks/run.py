"""One run: every implementation decides the same households, is compared with the reference, then timed in turns.

Nothing is timed beside anything else. Each implementation is a process of its own; warm figures are the best of `rounds` processes, each of which gives
the median household's best time; cold figures are the wall time of whole processes, the best of `cold` of them. All go in turns. The best is taken because
whatever else the machine does can only slow one down.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from benchmarks import install
from benchmarks.households import Document, from_plain, households, plain
from benchmarks.reference import Award, award

ROOT = Path(__file__).parents[1]
# What is installed has its byte code beside it, and so has what is measured: the first, uncounted process of each kind writes it.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Settings:
    cache: Path
    households: int = 2000  # decided by all and compared
    timed: int = 61  # of these, gone through again and again
    seconds: float = 6  # for one implementation in one round
    rounds: int = 3
    cold: int = 9


@dataclass
class Implementation:
    """`columns` are what is timed warm, `once` what is timed cold: the column and, where there is one, the column with the tree."""

    name: str
    command: list[str]
    columns: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    absent: str = ""

    version: str = ""
    nodes: float | None = None
    fen_off: int = 0
    wrong: int = 0
    undetermined: float = 0.0
    warm: dict[str, float] = field(default_factory=dict)  # microseconds
    cold: dict[str, float] = field(default_factory=dict)  # seconds

    def ask(self, *arguments: str) -> str:
        ended = subprocess.run(
            [*self.command, *arguments],
            cwd=ROOT,
            env=ENVIRONMENT | self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode != 0:
            raise SystemExit(f"{self.name} ended with {ended.returncode}:\n{ended.stderr}")
        return ended.stdout


@dataclass
class Measured:
    shared: list[Implementation]
    bundled: Implementation
    floors: dict[str, float]  # seconds of processes that do nothing of ours
    explain: dict[str, float]  # seconds of `eligibility explain FILE` under a law that was kept, by file
    linking: dict[str, float]  # the same where the law is linked anew
    feel: dict[str, float]  # microseconds an expression
    settings: Settings
    load: float  # how many processes wanted the machine, on average, as the measuring began


def measure(settings: Settings) -> Measured:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    all_, timed, four, one = write_households(settings)
    shared = implementations(settings.cache)
    present = [i for i in shared if not i.absent]
    bundled = ours("this engine, bundled programmes", "bundled")
    wanted = [award(h) for h in map(from_plain, json.loads(all_.read_text()))]
    for each in present:
        say(f"{each.name}: {len(wanted)} households")
        compare(each, json.loads(each.ask("awards", str(all_))), wanted)
    found = json.loads(bundled.ask("awards", str(four)))
    outcomes = [o for awards in found["awards"] for o in awards]
    bundled.undetermined, bundled.nodes = outcomes.count("undetermined") / len(outcomes), found["nodes"]
    warm([*((each, timed) for each in present), (bundled, four)], settings)
    floors, explain, linking = cold([*present, bundled], one, settings)
    return Measured(shared, bundled, floors, explain, linking, expressions(settings), settings, load)


def expressions(settings: Settings) -> dict[str, float]:
    """FEEL by itself: policies read, standard expressions read and evaluated, the latter by feelin too."""
    own = [sys.executable, "-m", "benchmarks.feel"]
    asked = {what: Implementation(what, [*own, what], ()) for what in ("policies", "standard")}
    try:
        home = str(install.node(settings.cache))
        command = ["node", "benchmarks/peers/feelin_feel.mjs"]
        asked["feelin"] = Implementation("feelin", command, (), {"FEELIN_HOME": home})
    except install.Missing:
        pass
    found: dict[str, float] = {}
    for _ in range(settings.rounds):
        for what, each in asked.items():
            figure = json.loads(each.ask(str(settings.seconds / 3)))["microseconds"]
            found[what] = min(found.get(what, figure), figure)
    return found


def implementations(cache: Path) -> list[Implementation]:
    """The engine first, then the rule by hand, then the peers; one that cannot be installed is told to be absent."""
    found = [
        ours("this engine", "shared"),
        Implementation("by hand in Python", [sys.executable, "-m", "benchmarks.by_hand"], ("plain",)),
    ]
    python = {"OpenFisca-core": "openfisca_rule", "GoRules Zen": "zen_rule"}
    for name, module in python.items():
        peer = Implementation(name, [], ("plain", "trace"))
        try:
            peer.command = [*install.python(cache), "-m", f"benchmarks.peers.{module}"]
        except install.Missing as why:
            peer.absent = str(why)
        found.append(peer)
    peer = Implementation("Publicodes", ["node", "benchmarks/peers/publicodes_rule.mjs"], ("plain", "trace"))
    try:
        peer.environment = {"PUBLICODES_HOME": str(install.node(cache))}
    except install.Missing as why:
        peer.absent = str(why)
    return [*found, peer]


def ours(name: str, law: str) -> Implementation:
    columns = ("plain", "read before", "decided", "reasons", "trace", "tree", "text")
    return Implementation(name, [sys.executable, "-m", "benchmarks.ours", law], columns)


def write_households(settings: Settings) -> tuple[Path, Path, Path, Path]:
    """All, those that are timed, as many of four persons, and one family of three that is eligible."""
    generated = households(settings.households)
    typical = next(h for h in generated if len(h["members"]) == 3 and award(h).eligible)
    folder = settings.cache / "households"
    folder.mkdir(parents=True, exist_ok=True)
    four = [h for h in generated if len(h["members"]) == 4]
    sets = {"all": generated, "timed": generated[: settings.timed], "four": four[: settings.timed], "one": [typical]}
    paths = [folder / f"{name}.json" for name in sets]
    for path, documents in zip(paths, sets.values(), strict=True):
        path.write_text(json.dumps([plain(d) for d in documents]))
    return paths[0], paths[1], paths[2], paths[3]


def compare(each: Implementation, found: Document, wanted: list[Award]) -> None:
    """An award is off by a fen or more after it was rounded to a fen; whether one is eligible at all is counted by itself."""
    each.version, each.nodes = found["version"], found["nodes"]
    for award_, (eligible, top_up, uplift) in zip(wanted, found["awards"], strict=True):
        if eligible != award_.eligible:
            each.wrong += 1
        elif (round(top_up * 100), round(uplift * 100)) != award_[1:]:
            each.fen_off += 1


def warm(all_: list[tuple[Implementation, Path]], settings: Settings) -> None:
    """Each with the households that it is timed with."""
    rounds: list[list[dict[str, float]]] = [[] for _ in all_]
    for number in range(settings.rounds):
        for (each, timed), times in zip(all_, rounds, strict=True):
            say(f"{each.name}: warm, round {number + 1}")
            times.append(json.loads(each.ask("measure", str(timed), str(settings.seconds))))
    for (each, _), times in zip(all_, rounds, strict=True):
        each.warm = {column: min(t[column] for t in times) for column in each.columns}


def cold(all_: list[Implementation], one: Path, settings: Settings) -> list[dict[str, float]]:
    """Whole processes, in turns: each implementation; the bare interpreters; the command line on the examples, with laws kept, and without."""
    bare = {"python": ["-c", "pass"], "python importing pydantic": ["-c", "import pydantic"]}
    floors = {name: [sys.executable, *arguments] for name, arguments in bare.items()}
    if any(i.name == "Publicodes" for i in all_):
        floors["node"] = ["node", "-e", "0"]
    examples = sorted((ROOT / "examples").glob("*.yaml"))
    command = [sys.executable, "-c", "from eligibility.cli.main import run; run()", "explain"]
    commands: dict[tuple[str, str], tuple[list[str], dict[str, str]]] = {}
    for number, each in enumerate(all_):
        for column in ("plain", "trace", "text"):
            if column in each.columns:
                commands[str(number), column] = ([*each.command, "once", str(one), column], each.environment)
    commands |= {("floor", name): (c, {}) for name, c in floors.items()}
    for kind, folder in (("explain", str(settings.cache / "laws")), ("linking", "off")):
        commands |= {(kind, e.name): ([*command, str(e)], {"ELIGIBILITY_CACHE": folder}) for e in examples}
    say(f"cold: {len(commands)} commands, {settings.cold} times in turns")
    seconds = in_turns(commands, settings.cold)
    for number, each in enumerate(all_):
        each.cold = {column: s for (who, column), s in seconds.items() if who == str(number)}
    return [{n: s for (who, n), s in seconds.items() if who == kind} for kind in ("floor", "explain", "linking")]


def in_turns(
    commands: dict[tuple[str, str], tuple[list[str], dict[str, str]]], times: int
) -> dict[tuple[str, str], float]:
    took: dict[tuple[str, str], list[float]] = {key: [] for key in commands}
    for _ in range(times + 1):
        for key, (command, environment) in commands.items():
            start = perf_counter()
            ended = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT | environment, capture_output=True, check=False)
            took[key].append(perf_counter() - start)
            if ended.returncode != 0:
                raise SystemExit(f"{key} ended with {ended.returncode}:\n{ended.stderr.decode(errors='replace')}")
    return {key: min(t[1:]) for key, t in took.items()}  # the first time fills the disk's cache


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
