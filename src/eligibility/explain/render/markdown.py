"""A page as Markdown: headings, numbered reasons, notes. Names and texts are escaped, so that a document can put nothing into it but words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eligibility.explain.branches import Branch
from eligibility.explain.page import Page
from eligibility.explain.render.text import SIGNS, beside
from eligibility.explain.sections import Section
from eligibility.messages.catalogue import phrase

SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")


def markdown(page: Page) -> str:
    """The explanation as a Markdown document, without a final line break."""
    return "\n".join(lines(page))


def escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def lines(made: Page) -> Iterator[str]:
    yield f"# {escaped(made.head[0])}"
    yield ""
    yield escaped("  ".join(made.head[1:]))
    found = {"package.label": made.package, "page.conclusion": made.conclusions, "page.next_step": made.steps}
    for key, items in found.items():
        if not items:
            continue
        yield ""
        yield f"**{phrase(key, made.lang)}**"
        yield ""
        yield from (f"- {escaped(item)}" for item in items)
    for section in made.sections:
        yield ""
        yield from of_section(made, section)
    for note in made.notes:
        yield ""
        yield f"**{escaped(note.title)}**"
        yield ""
        yield from (f"- {escaped(item)}" for item in note.items)


def of_section(made: Page, section: Section) -> Iterator[str]:
    tag = f"【{section.tag}】" if made.lang == "zh" else f"{section.tag[:1].upper()}{section.tag[1:]}: "
    yield f"## {escaped(tag + section.title)}"
    yield ""
    if section.folded:
        yield from (f"- {escaped(beside(made, point))}" for point in section.points)
        return
    for n, point in enumerate(section.points, 1):
        yield f"{n}. {escaped(point.text)}"
        yield from (f"   - {escaped(line)}" for line in point.under)
    if section.tree:
        yield ""
        yield f"**{phrase('page.full_tree', made.lang)}**"
        yield ""
        yield from (branch(made, b) for b in section.tree)


def branch(made: Page, found: Branch) -> str:
    sign = SIGNS[made.lang][found.truth]
    mark = f"**{sign}** " if sign else ""
    where = phrase("nouns.parenthesis", made.lang, text=escaped(found.article)) if found.article else ""
    return f"{'  ' * found.depth}- {mark}{escaped(found.text)}{where}"
