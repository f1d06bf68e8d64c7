"""What FEEL lacks, as functions in FEEL: full months and years (the month ends on its last day), places within places, rounding of quotients.

A quotient is rounded from its two parts, which are exact, by whole numbers; where a division stands, only its whole part is used (see `sizes`). Names in
braces are filled with the names of the model.
"""

from __future__ import annotations

from typing import Final

from eligibility.frozen import record

MONTHS, YEARS, LIES_IN = "full_months", "full_years", "lies_within"
SUMMED, LEAST, GREATEST = "sum_of_quotients", "least_quotient", "greatest_quotient"
ROUNDED: Final = {m: f"rounded_{m}" for m in ("half_up", "half_even", "up", "down")}

SPAN: Final = """12 * ({b}.year - {a}.year) + {b}.month - {a}.month
  - (if {b}.day < {a}.day and ({b} + duration("P1D")).day > 1 then 1 else 0)"""
SIGN: Final = "(if {a} < 0 then -1 else 1)"


@record
class Function:
    """`steps` are named texts, the last one without a name."""

    parameters: tuple[tuple[str, str], ...]
    type: str
    steps: tuple[tuple[str, str], ...]
    calls: tuple[str, ...] = ()


def swapped(text: str) -> str:
    return text.replace("{a}", "{c}").replace("{b}", "{a}").replace("{c}", "{b}")


DAYS: Final = (("since", "date"), ("until", "date"))
PARTS: Final = (("numerator", "number"), ("denominator", "number"))
LISTED: Final = (("quotients", "tQuotientList"),)
BEST: Final = (
    "{a}[every q in {a} satisfies item.{numerator} * q.{denominator} %s q.{numerator} * item.{denominator}][1]"
)

FUNCTIONS: Final[dict[str, Function]] = {
    MONTHS: Function(
        DAYS, "number", (("", f"if {{b}} >= {{a}}\nthen {SPAN}\nelse -(\n  {swapped(SPAN)}\n)"),)
    ),
    YEARS: Function(
        DAYS,
        "number",
        (("", "if {b} >= {a} then floor({full_months}({a}, {b}) / 12) else -floor({full_months}({b}, {a}) / 12)"),),
        (MONTHS,),
    ),
    LIES_IN: Function(
        (("place", "string"), ("within", "string")),
        "boolean",
        (
            (
                "",
                '{a} = {b}\nor (ends with({b}, "00") and substring({a}, 1, 4) = substring({b}, 1, 4))\n'
                'or (ends with({b}, "0000") and substring({a}, 1, 2) = substring({b}, 1, 2))',
            ),
        ),
    ),
    SUMMED: Function(
        LISTED,
        "tQuotient",
        (
            ("all_denominators", "product({a}.{denominator})"),
            (
                "",
                "{{{numerator}: sum(append(for q in {a} return q.{numerator} * ({all_denominators} / q.{denominator}), 0)),\n"
                "{denominator}: if count({a}) = 0 then 1 else {all_denominators}}}",
            ),
        ),
    ),
    LEAST: Function(LISTED, "tQuotient", (("", BEST % "<="),)),
    GREATEST: Function(LISTED, "tQuotient", (("", BEST % ">="),)),
    ROUNDED["half_up"]: Function(PARTS, "number", (("", "floor((2 * abs({a}) + {b}) / (2 * {b})) * " + SIGN),)),
    ROUNDED["up"]: Function(PARTS, "number", (("", "ceiling(abs({a}) / {b}) * " + SIGN),)),
    ROUNDED["down"]: Function(PARTS, "number", (("", "floor(abs({a}) / {b}) * " + SIGN),)),
    ROUNDED["half_even"]: Function(
        PARTS,
        "number",
        (
            ("whole", "floor(abs({a}) / {b})"),
            ("twice_the_rest", "2 * (abs({a}) - {whole} * {b})"),
            ("", "(if {twice_the_rest} > {b} or ({twice_the_rest} = {b} and odd({whole})) then {whole} + 1 else {whole}) * "
             + SIGN),
        ),
    ),
}  # fmt: skip
