"""The package in sentences, one for each programme and subject: what to apply for, what stays, what is left for something else and why."""

from __future__ import annotations

from eligibility.decide.claims import Pair
from eligibility.decide.decision import Outcome
from eligibility.explain.reasons import amount_figure
from eligibility.explain.sections import subject_name
from eligibility.frozen import record
from eligibility.ir.types import Number
from eligibility.resolve.choose import MAX_SETS
from eligibility.resolve.package import Compared, Entry, Package, Sum
from eligibility.resolve.sums import uncounted, unrecorded
from eligibility.wording import amounts
from eligibility.wording.nouns import inside
from eligibility.wording.speech import Speech, upper

MONEY = Number("yuan", 2, 0, 0)
TOGETHER = ("tops_up", "requires")  # relations between two that are both claimed


@record
class Told:
    """The package of one household, to be said in one language."""

    s: Speech
    package: Package

    def lines(self) -> list[str]:
        """The whole: what it comes to, then each programme; nothing where there is nothing to claim or to weigh."""
        said = [(e, text) for e in self.package.entries if (text := self.entry(e))]
        if not said:
            return []
        order = ("new", "kept", "given_up", "not_chosen", "open", "review")
        said.sort(key=lambda one: order.index(one[0].status))
        return [*self.total(), *(text for _, text in said), *self.open_choice()]

    def total(self) -> list[str]:
        claimed = [e for e in self.package.entries if e.status in ("new", "kept")]
        if not claimed:
            return []
        cash = self.package.total != (0, 0)
        text = self.s.say(
            "package.total" if cash else "package.no_cash", n=len(claimed), amount=self.money(self.package.total)
        )
        if any(uncounted(e.outcome) for e in claimed):
            text += self.s.say("package.uncounted")
        if any(unrecorded(e.outcome) for e in claimed):
            text += self.s.say("package.unrecorded")
        return [upper(text)]

    def open_choice(self) -> list[str]:
        s, found = self.s, []
        if self.package.beyond:
            found.append(s.say("package.beyond", limit=f"{MAX_SETS:,}"))
        open_ = [e for e in self.package.entries if e.status == "open" and e.outcome.outcome != "undetermined"]
        if open_ and not self.package.settled:
            found.append(s.say("package.open", programs=s.listed([self.called(e.pair) for e in open_])))
        return found

    def entry(self, entry: Entry) -> str:
        """`申请特困人员救助供养（张母）：基本生活费每月 1,300 元`. What is merely undetermined is told with the outcomes."""
        s = self.s
        if entry.status == "open":
            return ""
        key: str = entry.status
        if key == "new" and entry.outcome.program.discretionary:
            key = "may"
        text = s.say(f"package.{key}", program=self.called(entry.pair))
        if key == "new" and entry.received is None:
            text += s.say("package.if_not_received")
        if entry.status in ("new", "kept"):
            text += self.given(entry.outcome) + self.beside(entry)
        if entry.compared is not None:
            text += self.weighed(entry, entry.compared)
        return upper(text)

    def called(self, pair: Pair) -> str:
        """The programme, and whom it is for where that is not the whole household."""
        s = self.s
        outcome = next(e.outcome for e in self.package.entries if e.pair == pair)
        label, who = s.of(outcome.program.label), subject_name(s, outcome)
        return label + (s.say("nouns.parenthesis", text=who) if who else "")

    def given(self, outcome: Outcome) -> str:
        s, parts = self.s, []
        for amount in outcome.amounts:
            if amount.given is False:
                continue
            label = inside(s, s.of(amount.grant.label))
            if amount.grant.given_as != "cash":
                label += s.say("nouns.parenthesis", text=s.say(f"package.{amount.grant.given_as}"))
            if amount.missing_parameter or amount.low is None:
                parts.append(s.say("package.no_amount", label=label))
            else:
                parts.append(s.say("page.amount", label=label, amount=amount_figure(s, amount)))
        return s.say("package.given", amounts=s.say("sentences.and").join(parts)) if parts else ""

    def beside(self, entry: Entry) -> str:
        """How a programme stands to what is claimed with it."""
        s = self.s
        found = [s.say(f"package.{kind}", other=self.called(other)) for kind, other in entry.ties if kind in TOGETHER]
        return s.say("nouns.parenthesis", text=s.say("page.semicolon").join(dict.fromkeys(found))) if found else ""

    def weighed(self, entry: Entry, compared: Compared) -> str:
        """Why a programme is left out."""
        s = self.s
        known = {e.pair for e in self.package.entries}
        instead = [self.called(p) for p in compared.instead if p in known]
        alternative = [self.called(p) for p in compared.alternative if p in known]
        text = s.say("package.because")
        if instead:
            text += s.say("package.not_together", others=s.listed(instead))
        if compared.chosen == compared.other:
            return text + s.say("package.equal", amount=self.money(compared.chosen))
        return text + s.say(
            "package.compared",
            chosen=s.listed(instead) if instead else s.say("package.without"),
            first=self.money(compared.chosen),
            other=s.listed(alternative) if alternative else self.called(entry.pair),
            second=self.money(compared.other),
        )

    def money(self, total: Sum) -> str:
        """A sum, or from what to what."""
        return amounts.span(*total, MONEY, self.s.lang)


def package_lines(s: Speech, package: Package) -> list[str]:
    return Told(s, package).lines()
