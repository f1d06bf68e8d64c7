"""What was meant: the known word that a mistyped one is nearest to, by letters exchanged, left out, added or swapped."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.diagnostics.width import is_wide


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The nearest of `words`, in either alphabet; None where nothing is close. Of equally near ones the first in the alphabet."""
    words = list(words)
    asked = plain(word)
    best: tuple[int, str] | None = None
    for candidate in sorted(set(words)):
        known = plain(candidate)
        limit = allowed(asked, known) if best is None else best[0] - 1
        if limit < 0:
            break
        if candidate != word and (steps := distance(asked, known, limit)) <= limit:
            best = steps, candidate
    return best[1] if best else within(asked, words)


def within(asked: str, words: Iterable[str]) -> str | None:
    """The only one of `words` that holds the word asked for as a part (`工资` in `月工资`, `wage` in `monthly_wage`); None where there are several."""
    if len(asked) < (2 if any(is_wide(c) for c in asked) else 4):
        return None
    holding = [w for w in set(words) if plain(w) != asked and asked in parts(plain(w), asked)]
    return holding[0] if len(holding) == 1 else None


def parts(known: str, asked: str) -> Iterable[str]:
    """The words of an identifier; a Chinese name as a whole where it is not much longer than what is looked for."""
    if any(is_wide(c) for c in asked):
        return [asked] if asked in known and len(known) <= 2 * len(asked) + 1 else []
    return known.split("_")


def plain(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")


def allowed(word: str, known: str) -> int:
    """How many steps two words may differ by: a third of the letters, one of Chinese characters and more in long names; never all of a word."""
    shorter, longer = sorted((len(word), len(known)))
    wide = any(is_wide(c) for c in word)
    steps = max(1, longer // 3) if wide else min(3, longer // 3)
    return min(steps, shorter - 1)


def distance(a: str, b: str, limit: int) -> int:
    """Steps from `a` to `b` (a swap of neighbours is one); any number above `limit` where there are more."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                steps = min(steps, last[j - 2] + 1)
            row.append(steps)
        if min(row) > limit:
            return limit + 1
    return row[-1]
