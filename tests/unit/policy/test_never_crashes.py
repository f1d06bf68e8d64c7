"""Whatever is done to a policy file, its author gets problems with words, never a traceback."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.render import render_all
from eligibility.law.daily import check_everywhere
from eligibility.policy.folder import open_pack

from .packs import written
from .test_two_alphabets import CHINESE, ENGLISH

BASE = Path(__file__).parents[2] / "errors" / "policy" / "base"
SOUND = {str(p.relative_to(BASE)): p.read_text(encoding="utf-8") for p in sorted(BASE.rglob("*.yaml"))}
JUNK = (
    "[]", "{}", "null", "x", "1", "-1", '"', "[a, b]", "{a: b}", "{zh: a}", "|", "&a", "*a", "true", "2024-02-30", "。", "：", "a..b", "..",
    "household.area", "list of x", '"< 5"', "- ", "table: 1", "{table: {hit: U}}", "{table: {hit: Z, inputs: 1, rows: 2, else: 3}}",
    "{table: {hit: U, inputs: {a: area}, rows: [{a: [urban], then: x}, 1], else: 0}}", "[{value: 1, when: 2}]", "[[1]]", "enum", "list",
)  # fmt: skip
LETTERS = "：，（）\"'{}[]#&*!|>%@ \t　x1"


def spoiled(text: str, random: Random) -> str:
    lines = text.split("\n")
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(lines))
        line = lines[at]
        match random.randrange(7):
            case 0 | 1 if ":" in line:
                lines[at] = f"{line.partition(':')[0]}: {random.choice(JUNK)}"
            case 2 if len(lines) > 1:
                del lines[at]
            case 3:
                lines[at] = f"  {line}"
            case 4:
                lines.insert(at, random.choice(lines))
            case 5 if line:
                cut = random.randrange(len(line))
                lines[at] = line[:cut] + random.choice(LETTERS) + line[cut:]
            case _:
                lines[at] = random.choice(JUNK)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(150))
def test_a_spoiled_file_is_read_to_problems(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    files = dict(SOUND)
    if seed % 3:
        files["programs/aid.yaml"] = (ENGLISH, CHINESE)[seed % 2]
    for name in random.sample(sorted(files), 2):
        files[name] = spoiled(files[name], random)
    problems = Problems()
    pack = open_pack(written(tmp_path, files), problems)
    check_everywhere([pack.everything(problems)], problems)
    for lang in ("zh", "en"):
        shown = render_all(problems.in_order(), lang=lang)
        assert "E000" not in shown
        assert len(shown.split("\n")) <= 3 * max(len(problems), 1)
