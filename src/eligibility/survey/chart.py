"""Standards over the years as a picture: a step line for each place with its name at its end, gaps where nothing is recorded, hollow points where the
evidence is weak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from html import escape
from typing import Final

from eligibility.diagnostics.width import width
from eligibility.policy.model import Parameter
from eligibility.policy.words import CHOICES
from eligibility.survey import svg
from eligibility.survey.series import Series, Step, together
from eligibility.survey.words import joined, period, place_name, say

COLOURS: Final = (
    "#0b6e99", "#c8553d", "#3a7d44", "#7b4b94", "#b07d12", "#37474f", "#c2185b", "#00897b", "#8d6e63", "#5c6bc0",
    "#9e9d24", "#ad1457", "#4a148c", "#00695c", "#e65100", "#1a237e",
)  # fmt: skip
WIDTH, TOP, BOTTOM, LEFT, LEAST = 1040.0, 92.0, 44.0, 60.0, 420.0
INK, SOFT, GRID = "#1f2933", "#66727f", "#e6eaee"
LINE, LETTER, YEAR = 19.0, 7.2, 36.0  # height of a label, width of half a Chinese character and of a year after it
FAR = 200.0  # a line that ends this much before the last day has its name beside it
Box = tuple[float, float, float, float]


class Chart:
    """A parameter's series laid out on a sheet."""

    def __init__(self, parameter: Parameter, found: Sequence[Series], lang: str) -> None:
        self.parameter, self.lang = parameter, lang
        self.series = sorted(together(found), key=lambda s: -s.steps[-1].value)
        places = list(dict.fromkeys(s.place for s in self.series))
        self.colours = {place: COLOURS[i % len(COLOURS)] for i, place in enumerate(places)}
        self.plot = max(LEAST, LINE * len(self.series))  # there is room for every label in the margin
        self.right = WIDTH - 46 - max(self.extent(s) for s in self.series)

    @cached_property
    def steps(self) -> list[Step]:
        return [step for s in self.series for step in s.steps]

    # ---- scales

    @cached_property
    def years(self) -> tuple[int, int]:
        end = max(s.end for s in self.steps)
        return min(s.since.year for s in self.steps), end.year + ((end.month, end.day) != (1, 1))

    @cached_property
    def ticks(self) -> list[Decimal]:
        """Round figures from zero, or from below the least value where that leaves out much emptiness."""
        high, low = max(s.value for s in self.steps), min(s.value for s in self.steps)
        start = Decimal(0) if low < high * Decimal("0.5") else low - (high - low) / 4
        rough = max((high - start) / 7, Decimal("0.01"))
        unit = Decimal(10) ** rough.adjusted()
        pace = next(unit * k for k in (1, 2, Decimal("2.5"), 5, 10) if unit * k >= rough)
        tick = start // pace * pace
        out: list[Decimal] = [tick]
        while out[-1] < high or len(out) < 2:
            out.append(out[-1] + pace)
        return out

    def x(self, day: date) -> float:
        first, last = self.years
        part = (day - date(day.year, 1, 1)).days / 366
        return LEFT + (self.right - LEFT) * (day.year + part - first) / max(last - first, 1)

    def y(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return TOP + self.plot * (1 - float((value - low) / (high - low)))

    # ---- words

    @property
    def unit(self) -> str:
        type_ = self.parameter.type
        return CHOICES["type"][type_][0] if self.lang == "zh" and type_ in CHOICES["type"] else type_

    @property
    def title(self) -> str:
        assert self.parameter.label is not None
        stop = "（{}）" if self.lang == "zh" else " ({})"
        return self.parameter.label.of(self.lang) + stop.format(self.unit)

    def name(self, s: Series) -> str:
        place = place_name(s.place, self.lang)
        if s.alike:
            place = say("chart.alike", self.lang, place=place, count=len(s.alike) + 1, more=len(s.alike))
        return place if s.scope is None else say("chart.scoped", self.lang, place=place, scope=s.scope.of(self.lang))

    def label(self, s: Series) -> str:
        return f"{self.name(s)} {figure(s.steps[-1].value)}"

    def extent(self, s: Series) -> float:
        return width(self.label(s)) * LETTER + YEAR

    # ---- drawing

    def draw(self) -> str:
        codes = dict.fromkeys(code for s in self.series for code in (s.place, *s.alike))
        names = [place_name(code, self.lang) for code in codes]
        told = say(
            "chart.description", self.lang, name=self.title, places=joined(names, self.lang), first=self.years[0],
            last=max(s.end for s in self.steps).year, count=len(self.steps),
        )  # fmt: skip
        height = TOP + self.plot + BOTTOM
        return svg.picture(WIDTH, height, self.title, told, self.lang, self.body(height))

    def body(self, height: float) -> Iterator[str]:
        yield svg.element("rect", width=WIDTH, height=height, fill="#ffffff")
        yield svg.text(self.title, 24.0, 38.0, font_size=21, font_weight=600, fill=INK)
        yield from self.legend()
        yield from self.axes()
        longest = sorted(self.series, key=lambda s: -sum((step.end - step.since).days for step in s.steps))
        for s in longest:  # what is shorter lies over it
            yield svg.element("g", *self.line(s))
        yield from self.labels()

    def legend(self) -> Iterator[str]:
        """What the signs mean, under the title."""
        x, y = 30.0, 61.0
        scoped = [s.scope.of(self.lang) for s in self.series if s.scope is not None]
        signs = [("point", say("chart.sure", self.lang)), ("hollow", say("chart.weak", self.lang))]
        signs += [("dash", name) for name in dict.fromkeys(scoped)] + [("gap", say("chart.gap", self.lang))]
        for sign, words in signs:
            if sign in ("dash", "gap"):
                ends = [(x - 6, x + 16)] if sign == "dash" else [(x - 6, x + 2), (x + 10, x + 18)]
                dash = {"stroke_dasharray": "5 3"} if sign == "dash" else {}
                yield from (svg.path([(a, y), (b, y)], stroke=SOFT, stroke_width=2, **dash) for a, b in ends)
                x += 14
            else:
                yield self.point(x, y, SOFT, filled=sign == "point")
            yield svg.text(words, x + 10, y + 4.5, font_size=13, fill=SOFT)
            x += width(words) * 6.5 + 40

    def axes(self) -> Iterator[str]:
        for tick in self.ticks:
            y = self.y(tick)
            yield svg.path([(LEFT, y), (self.right, y)], stroke=GRID, stroke_width=1)
            yield svg.text(figure(tick), LEFT - 10, y + 4.5, font_size=13, fill=SOFT, text_anchor="end")
        first, last = self.years
        pace = 1 if last - first <= 16 else 2 if last - first <= 32 else 5
        base = TOP + self.plot
        for year in range(first, last + 1):
            x = self.x(date(year, 1, 1))
            yield svg.path([(x, base), (x, base + 5)], stroke=SOFT, stroke_width=1)
            if (year - first) % pace == 0:
                yield svg.text(str(year), x, base + 22, font_size=13, fill=SOFT, text_anchor="middle")
        yield svg.path([(LEFT, base), (self.right, base)], stroke=SOFT, stroke_width=1)

    def line(self, s: Series) -> Iterator[str]:
        colour = self.colours[s.place]
        dash = {} if s.scope is None else {"stroke_dasharray": "5 3"}
        for run in runs(s.steps):
            points = [(self.x(day), self.y(step.value)) for step in run for day in (step.since, step.end)]
            yield svg.path(points, fill="none", stroke=colour, stroke_width=2.2, stroke_linejoin="round", **dash)
        for step in s.steps:
            told = f"{self.name(s)} {period(step.since, None, self.lang)} {figure(step.value)} {self.unit}"
            stop, grade = "，" if self.lang == "zh" else ", ", say(f"grades.{step.grade}", self.lang)
            tip = svg.element("title", escape(f"{told}{stop}{grade}"))
            yield self.point(self.x(step.since), self.y(step.value), colour, tip, filled=step.sure)

    def point(self, x: float, y: float, colour: str, *inside: str, filled: bool) -> str:
        fill = colour if filled else "#ffffff"
        return svg.element("circle", *inside, cx=x, cy=y, r=4.0, fill=fill, stroke=colour, stroke_width=1.8)

    # ---- labels

    def labels(self) -> Iterator[str]:
        """Names beside the ends of their lines where these are far back and there is room, else in the margin, led to; none over another."""
        taken: list[Box] = []
        margin = []
        for s in self.series:
            box = next((box for box in self.beside(s) if box[2] < self.right - FAR and self.free(box, taken)), None)
            if box is not None:
                taken.append(box)
                yield self.words(s, box[0], box[1] + LINE / 2 + 5)
            else:
                margin.append(s)
        wanted = [self.y(s.steps[-1].value) for s in margin]
        for s, wish, y in zip(margin, wanted, apart(wanted, TOP - 10, TOP + self.plot), strict=True):
            end, colour = self.x(s.steps[-1].end), self.colours[s.place]
            yield svg.path(
                [(end + 4, wish), (self.right + 8, wish), (self.right + 24, y)], fill="none", stroke=colour,
                stroke_width=1, stroke_dasharray="1 3", opacity="0.8",
            )  # fmt: skip
            yield self.words(s, self.right + 29, y + 5)

    def words(self, s: Series, x: float, y: float) -> str:
        year = svg.element("tspan", str(s.steps[-1].since.year), dx=6, font_size=12, fill=SOFT)
        return svg.text(self.label(s), x, y, year, font_size=14, fill=self.colours[s.place])

    def beside(self, s: Series) -> Iterator[Box]:
        """Where a label right of the end of a line could stand: level with it, or a little lower or higher."""
        x, y = self.x(s.steps[-1].end) + 8, self.y(s.steps[-1].value)
        for middle in (y, y + 18, y - 18):
            yield x, middle - LINE / 2, x + self.extent(s), middle + LINE / 2

    def free(self, box: Box, taken: Sequence[Box]) -> bool:
        """Whether no line and no label runs through a box."""
        left, top, right, bottom = box
        runs_through = (
            self.x(step.since) < right + 6 and left - 6 < self.x(step.end) and top - 4 < self.y(step.value) < bottom + 4
            for step in self.steps
        )
        over = (x < right and left < x2 and y < bottom and top < y2 for x, y, x2, y2 in taken)
        return not any(runs_through) and not any(over)


def runs(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Steps that follow one another without a day between them."""
    run: list[Step] = []
    for step in steps:
        if run and step.since > run[-1].end:
            yield run
            run = []
        run.append(step)
    if run:
        yield run


def apart(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights in the same order, each near to what is wanted, a label's height from the next and, where there is room for all, within the sheet."""
    groups: list[tuple[float, int]] = []  # the middle of labels that stand close together, and how many they are
    for wish in wanted:
        middle, count = within(wish, 1, top, bottom), 1
        while groups and middle - groups[-1][0] < LINE * (count + groups[-1][1]) / 2:
            above, more = groups.pop()
            middle, count = (middle * count + above * more) / (count + more), count + more
            middle = within(middle, count, top, bottom)
        groups.append((middle, count))
    return [middle + LINE * (i - (count - 1) / 2) for middle, count in groups for i in range(count)]


def within(middle: float, count: int, top: float, bottom: float) -> float:
    half = LINE * (count - 1) / 2
    return max(min(middle, bottom - half), top + half)


def figure(value: Decimal) -> str:
    return f"{value.normalize():,f}"
