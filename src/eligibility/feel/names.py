"""The words of the language in both alphabets: keywords, functions, and what a run of characters meant that is glued together.

One row a word: its canonical form, then the Chinese ones. A maximal run of letters, digits, `_` and CJK is one token, so a Chinese keyword stands
between spaces or punctuation; a run that would split into known words is told so, never split in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

KEYWORDS: Final[dict[str, tuple[str, ...]]] = {
    "and": ("且", "并且"),
    "or": ("或", "或者"),
    "if": ("如果",),
    "then": ("那么",),
    "else": ("否则",),
    "some": ("任一",),
    "every": ("每个",),
    "for": ("对",),
    "in": ("在",),
    "satisfies": ("满足",),
    "return": ("返回",),
    "between": (),  # Chinese says it with two words more: `x 在 a 到 b 之间`
    "to": ("到",),
    "inside": ("之间",),
    "true": ("真",),
    "false": ("假",),
    "null": (),
}
ONLY_CHINESE: Final = frozenset({"to", "inside"})  # the English forms of these two are names like any other

FUNCTIONS: Final[dict[str, tuple[str, ...]]] = {
    "not": ("非",),
    "count": ("计数",),
    "sum": ("求和",),
    "min": ("最小",),
    "max": ("最大",),
    "any": ("存在",),
    "all": ("全部",),
    "abs": ("绝对值",),
    "round": ("取整",),
    "concatenate": ("合并",),
    "age": ("周岁",),
    "years_between": ("相隔年数",),
    "months_between": ("相隔月数",),
    "days_between": ("相隔天数",),
    "per_month": ("按月",),
    "per_year": ("按年",),
    "lies_in": ("位于",),
    "compare": ("比较",),
    "claimed": ("已享受",),
}

KEYWORD_OF: Final = {w: k for k, words in KEYWORDS.items() for w in (*words, *(() if k in ONLY_CHINESE else (k,)))}
FUNCTION_OF: Final = {w: f for f, words in FUNCTIONS.items() for w in words}

# What people write for an operator, and what it is called here.
OPERATORS: Final = {
    "大于": ">", "超过": ">", "高于": ">", "小于": "<", "低于": "<", "等于": "=", "是": "=", "不等于": "!=", "不是": "!=",
    "大于等于": ">=", "不小于": ">=", "不低于": ">=", "不少于": ">=", "小于等于": "<=", "不大于": "<=", "不高于": "<=", "不超过": "<=",
    "加": "+", "减": "-", "乘": "*", "乘以": "*", "除以": "/", "而且": "and", "并": "and", "同时": "and", "属于": "in", "介于": "in",
    "is": "=", "equals": "=", "AND": "and", "OR": "or", "IN": "in", "BETWEEN": "between", "mod": "",
}  # fmt: skip

LONGEST_RUN: Final = 200


def spelling(keyword: str) -> str:
    """A keyword as a message shows it: `then / 那么`."""
    english = () if keyword in ONLY_CHINESE else (keyword,)
    return " / ".join((*english, *KEYWORDS.get(keyword, ())[:1])) or keyword


def split_run(word: str, known: Collection[str]) -> str | None:
    """`收入且财产` as `收入 且 财产`, where every part is a known name, a function or a whole number and at least one a keyword."""
    if len(word) > LONGEST_RUN:
        return None
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(end):  # the longest last part first, and the fewest parts win
            before, part = best[start], word[start:end]
            if before is None or not (part in KEYWORD_OF or part in FUNCTION_OF or part.isdecimal() or part in known):
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = (*before, part)
    parts = best[-1]
    if not parts or len(parts) < 2 or not any(p in KEYWORD_OF or FUNCTION_OF.get(p) == "not" for p in parts):
        return None
    return " ".join(parts)


def leading(word: str, keywords: Iterable[str]) -> str | None:
    """`如果收入` as `如果 收入`: a run that starts with a Chinese form of one of these keywords."""
    for form in forms(keywords):
        if word.startswith(form) and word != form:
            return f"{form} {word[len(form) :]}"
    return None


def trailing(word: str, keywords: Iterable[str]) -> str | None:
    """`收入且` as `收入 且`."""
    for form in forms(keywords):
        if word.endswith(form) and word != form:
            return f"{word[: -len(form)]} {form}"
    return None


def forms(keywords: Iterable[str]) -> list[str]:
    """The Chinese forms, the longest first."""
    return sorted((w for k in keywords for w in KEYWORDS.get(k, ())), key=len, reverse=True)
