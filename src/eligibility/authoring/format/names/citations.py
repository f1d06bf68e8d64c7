"""An article as it is written in Chinese, and by its numbers: 第十三条第（四）项, `art. 13(4)`. What has only one of the forms keeps it."""

from __future__ import annotations

import re
from typing import Final

from eligibility.policy.basis import CITED, ZH, in_numbers

NUMBERS: Final = re.compile(r"art\. (?P<art>\d+)(?:-(?P<sub>\d+))?(?: para\. (?P<para>\d+))?(?:\((?P<item>\d+)\))?")
DIGITS: Final = "零一二三四五六七八九"


def citation(text: str, lang: str) -> str:
    found = CITED.fullmatch(text.strip())
    if found is None:
        return text
    locator = (found["locator"] or found["zh"] or "").strip()
    article = ZH.fullmatch(locator)
    numbers = in_numbers(article) if article else locator
    if lang == "en":
        return f"{found['key']} {numbers}" if locator else found["key"]
    parts = NUMBERS.fullmatch(numbers)
    if parts is None or (parts["sub"] is not None and int(parts["sub"]) > 99) or int(parts["art"]) > 999:
        return f"{found['key']} {locator}" if locator else found["key"]
    return found["key"] + in_chinese(parts)


def in_chinese(parts: re.Match[str]) -> str:
    out = f"第{numeral(int(parts['art']))}条"
    if parts["sub"]:
        out += f"之{numeral(int(parts['sub']))}"
    if parts["para"]:
        out += f"第{numeral(int(parts['para']))}款"
    return out + (f"第（{numeral(int(parts['item']))}）项" if parts["item"] else "")


def numeral(n: int) -> str:
    """A number up to 999 as articles are numbered: 十, 二十一, 一百零五."""
    if n < 10:
        return DIGITS[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
    hundreds, rest = divmod(n, 100)
    tail = "" if not rest else f"零{DIGITS[rest]}" if rest < 10 else ("一" if rest < 20 else "") + numeral(rest)
    return f"{DIGITS[hundreds]}百{tail}"
