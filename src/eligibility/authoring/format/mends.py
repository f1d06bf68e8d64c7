"""Full-width structure as the structure it was meant to be.

Most of it makes a text that is no YAML, and is mended as `policy/mending` does where there is one mend only. Some of it is good YAML that says something
else: `to：0.01` as a text, `［A，B］` as a text, spaces of U+3000 around one. Such a place is mended where the words around it leave no doubt: a key that
there is, a value that could be nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eligibility.authoring.format.layout import Leaf, Node
from eligibility.authoring.format.reading import read
from eligibility.diagnostics.problem import Problems
from eligibility.diagnostics.source import Source, Span
from eligibility.frozen import record
from eligibility.policy.figures import DAY, NUMBER
from eligibility.policy.mending import LONGEST, SURE, Mended
from eligibility.policy.shapes import CASES
from eligibility.policy.syntax import WIDE_SPACES, Slip
from eligibility.policy.words import CHOICE_OF, KEY_OF
from eligibility.policy.yaml import Loading, Slipped, Stopped, load

MOST: Final = 500  # mends of one file
KNOWN: Final = frozenset({"zh", "en", *KEY_OF, *(key for shape in CASES for key in shape.__annotations__)})
LISTED: Final = frozenset({"source", "reading", "within", "type", "priority", "renamed_from", "also_called", "needed"})
TEXTS: Final = LISTED | {
    "zh",
    "en",
    "title",
    "number",
    "note",
    "name",
    "cites",
    "because",
    "list",
    "ordinary",
}  # keys of what people read
CHOICES: Final = frozenset(word for table in CHOICE_OF.values() for word in table)
IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9_]*")
LONE: Final = re.compile(r"([^\s：:]{1,20})：[ \u3000]*(?=\S)")
QUOTED: Final = re.compile(r"[“”＂「‘](.*)[“”＂」’]")
BRACED: Final = re.compile(r"(?:^[ \u3000]*|[:：-][ \u3000]*)(｛)(.*)(｝)[ \u3000]*(?=$|\s#)", re.MULTILINE)
LISTING: Final = re.compile(r"([^\s：:]+)[:：][ \u3000]*([［【])(.*)([］】])[ \u3000]*(?=$|\s#)", re.MULTILINE)
NEXT_KEY: Final = re.compile(r"[，、][ \u3000]*(?=([^\s：:，、]{1,20})[：:])")
COLON: Final = re.compile(r"(?<![^\s｛{,，])([^\s：:，,｛{]{1,20})(：)[ \u3000]*")
UNMEANT: Final = re.compile("[\u3000\u00a0：“”＂「」‘’［］【】｛｝]")


@record
class Mend:
    """What was mended where; `kind` is one of the phrases `fmt.mends`."""

    kind: str
    span: Span


class Mending:
    """One text that is being mended."""

    def __init__(self, source: Source) -> None:
        self._file, self._work = source, Mended(source)
        self.mends: list[Mend] = []

    @property
    def text(self) -> str:
        return self._work.source.text

    def run(self, problems: Problems) -> bool:
        """Whether the text, as mended, can be read; what stands in the way is noted."""
        for _ in range(MOST):
            slip = self._slip()
            if slip is None:
                return self._readable(problems)
            if len(self.text) > LONGEST or not (self._own(slip) or self._brackets_at(slip) or self._mend(slip)):
                load(self._file, problems)
                return False
        load(self._file, problems)
        return False

    def _slip(self) -> Slip | None:
        """The first thing in the text that is no YAML, or none that was meant."""
        try:
            Loading(self._file, Problems(), self._work).document()
        except Slipped as mistake:
            return mistake.slip
        except Stopped:
            return None
        return self._unmeant()

    def _readable(self, problems: Problems) -> bool:
        found = Problems()
        node = load(Source(self._file.name, self.text), found)
        if found.errors or node is None:
            told = Problems()
            load(self._file, told)
            problems.extend(told if told.errors else found)
            return False
        return True

    def _put(self, start: int, end: int, new: str, kind: str) -> None:
        at, to = self._work.back(start), self._work.back(max(end - 1, start)) + 1
        self.mends.append(Mend(kind, Span(self._file, at, to)))
        self._work.put(start, end, new)

    def _own(self, slip: Slip) -> bool:
        """The mend of what is good YAML, found by `_unmeant`."""
        if "new" not in slip.args:
            return False
        self._put(slip.start, slip.end, slip.args["new"], slip.kind)
        return True

    def _mend(self, slip: Slip) -> bool:
        """The mend of something that is no YAML, where there is only one."""
        if slip.kind not in SURE:
            return False
        at, to = self._work.back(slip.start), self._work.back(max(slip.end - 1, slip.start)) + 1
        before = self.text
        if not SURE[slip.kind](self._work, slip) or self.text == before:
            return False
        self.mends.append(Mend(slip.kind, Span(self._file, at, to)))
        return True

    # ---- brackets, and what stands in them

    def _brackets_at(self, slip: Slip) -> bool:
        """Mends the brackets of the slip's line, where they are what is wrong with it."""
        start, end = self._work.line(slip.start)
        return self._braces(start, end) or self._list(start, end) or self._commas(start, end)

    def _braces(self, start: int, end: int) -> bool:
        found = BRACED.search(self.text, start, end)
        new = braced(found[2]) if found else None
        if found is None or new is None:
            return False
        self._put(found.start(1), found.end(3), new, "fullwidth_bracket")
        return True

    def _list(self, start: int, end: int) -> bool:
        found = LISTING.search(self.text, start, end)
        if found is None or KEY_OF.get(found[1], found[1]) not in LISTED:
            return False
        self._put(found.start(2), found.end(4), listed(found[3]), "fullwidth_bracket")
        return True

    def _commas(self, start: int, end: int) -> bool:
        """`{zh: …，en: …}`: a full-width comma before a key."""
        brace = self.text.find("{", start, end)
        if brace < 0:
            return False
        found = next((m for m in NEXT_KEY.finditer(self.text, brace, end) if m[1] in KNOWN), None)
        if found is None:
            return False
        self._put(found.start(), found.end(), ", ", "fullwidth_comma")
        return True

    # ---- good YAML that says something else

    def _unmeant(self) -> Slip | None:
        if not UNMEANT.search(self.text):
            return None
        root = read(self.text)
        return None if root is None else next(self._found(root, "", item=False), None)

    def _found(self, node: Node, key: str, *, item: bool) -> Iterator[Slip]:
        """The slips in a part of the tree; `key` is the key that it stands under."""
        if isinstance(node, Leaf):
            yield from self._of_leaf(node, key, item=item)
            return
        for slot in node.slots:
            if slot.key is not None:
                yield from self._of_key(slot.key)
            inner = KEY_OF.get(slot.key.text, slot.key.text) if slot.key is not None else key
            yield from self._found(slot.value, inner, item=slot.key is None)

    def _of_key(self, key: Leaf) -> Iterator[Slip]:
        if key.style:
            return
        if (quoted := QUOTED.fullmatch(key.raw)) and quoted[1] in KNOWN:
            yield self._slip_of("fullwidth_quote", key.start, key.end, quoted[1])
        yield from self._spaces(key)

    def _of_leaf(self, leaf: Leaf, key: str, *, item: bool) -> Iterator[Slip]:
        if leaf.style or not leaf.raw:
            return
        yield from self._spaces(leaf)
        line = self.text.rfind("\n", 0, leaf.start) + 1
        first = key in KNOWN if item else not self.text[line : leaf.start].strip(" -")
        found = LONE.match(leaf.raw) if first and key not in TEXTS else None
        if found is not None and found[1] in KNOWN:
            at = leaf.start + found.end(1)
            yield self._slip_of("fullwidth_colon", at, leaf.start + found.end(), ": ")
        if (quoted := QUOTED.fullmatch(leaf.raw)) and plain_value(quoted[1]):
            yield self._slip_of("fullwidth_quote", leaf.start, leaf.end, quoted[1])
        if leaf.raw[0] in "［【" and key in LISTED and leaf.raw[-1] in "］】":
            yield self._slip_of("fullwidth_bracket", leaf.start, leaf.end, listed(leaf.raw[1:-1]))
        if leaf.raw[0] == "｛" and leaf.raw[-1] == "｝" and (new := braced(leaf.raw[1:-1])):
            yield self._slip_of("fullwidth_bracket", leaf.start, leaf.end, new)

    def _spaces(self, leaf: Leaf) -> Iterator[Slip]:
        """Wide spaces around a text, and before what was meant as a comment."""
        if leaf.raw[-1:] in WIDE_SPACES and (end := re.search(r"[\u3000\u00a0 ]+\Z", leaf.raw)):
            yield self._slip_of("wide_space", leaf.start + end.start(), leaf.end, " ")
        if leaf.raw[:1] in WIDE_SPACES and (begin := re.match(r"[\u3000\u00a0 ]+", leaf.raw)):
            yield self._slip_of("wide_space", leaf.start, leaf.start + begin.end(), " ")
        if "\n" not in leaf.raw and (note := re.search(r"[\u3000\u00a0]+(?=#)", leaf.raw)):
            yield self._slip_of("wide_space", leaf.start + note.start(), leaf.start + note.end(), " ")

    def _slip_of(self, kind: str, start: int, end: int, new: str) -> Slip:
        return Slip(kind, start, end, {"new": new})


def braced(inside: str) -> str | None:
    """What stands in full-width braces, in braces; None where it does not begin with a key."""
    first = re.match(r"[ \u3000]*([^\s：:]+)[：:]", inside)
    if first is None or first[1] not in KNOWN:
        return None
    inside = NEXT_KEY.sub(lambda m: ", " if m[1] in KNOWN else m[0], inside)
    inside = COLON.sub(lambda m: f"{m[1]}: " if m[1] in KNOWN else m[0], inside)
    return "{" + inside.strip(" \u3000") + "}"


def listed(inside: str) -> str:
    """What stands in full-width brackets, in brackets."""
    return "[" + re.sub(r"[，、][ \u3000]*", ", ", inside).strip(" \u3000") + "]"


def plain_value(text: str) -> bool:
    """Whether a text is a day, a number, an identifier or a word out of a table: nothing that people read."""
    return any(p.fullmatch(text) for p in (DAY, NUMBER, IDENTIFIER)) or text in CHOICES
