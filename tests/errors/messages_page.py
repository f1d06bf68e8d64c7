"""The page of all kinds of mistakes, out of the catalogue, in one language: docs/reference/messages.md and messages.zh.md."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from eligibility.messages.catalogue import Explained, explained, kinds

SECTIONS: Final = {
    "E00": ("文件和文件夹", "Files and folders"),
    "E02": ("YAML 和 JSON 的写法", "The grammar of YAML and JSON"),
    "E1": ("表达式", "Expressions"),
    "E2": ("名称、类型、单位和表格", "Names, types, units and tables"),
    "E3": ("政策文件的键和值", "Keys and values of policy files"),
    "E4": ("家庭文件", "Household files"),
    "E5": ("命令、程序和案例", "Commands, programs and cases"),
    "E6": ("DMN 模型", "DMN models"),
    "E7": ("电子表格、新建和编辑器", "Spreadsheets, new files and the editor"),
    "E8": ("排版", "Layout"),
}
SAME: Final = {"E01": "E00", "E03": "E02", "E04": "E02"}
HEADS: Final = {
    "zh": """# 错误信息一览

每一类错误有一个固定的代码，写在错误信息末尾的方括号里；命令 `eligibility check --explain E214` 在终端里显示同样的内容。代码不会改变，文字会改进。
本页由代码旁边的说明生成，`…` 处是具体的名称和数值。[English](messages.md)
""",
    "en": """# Messages

Every kind of mistake has a fixed code, which stands in brackets at the end of its message; `eligibility check --explain E214` shows the same in a
terminal. Codes do not change, wording may. This page is made from the words that stand beside the code; `…` is what differs from case to case.
[中文](messages.zh.md)
""",
}
FIRST: Final = {"zh": ("改法", "错误的写法：", "改正以后："), "en": ("Remedy", "Wrong:", "Mended:")}


def page(lang: str) -> str:
    parts = [HEADS[lang]]
    for start, group in groupby(kinds().items(), lambda item: section(item[0])):
        parts.append(f"## {SECTIONS[start][lang == 'en']}\n")
        parts += [entry(explained(kind, lang), lang) for _, kind in group]
    return "\n".join(parts)


def section(code: str) -> str:
    return SAME.get(code[:3]) or (code[:3] if code[:3] in SECTIONS else code[:2])


def entry(told: Explained, lang: str) -> str:
    remedy, wrong, right = FIRST[lang]
    colon, stop = ("：", "。") if lang == "zh" else (": ", ".")
    lines = [f"### {told.code} {told.kind}", "", f"**{plain(told.text)}**", ""]
    lines += [f"{told.means}{'' if lang == 'zh' else ' '}{told.why}", ""]
    if told.remedy:
        end = "" if told.remedy.endswith(("？", "?")) else stop
        lines += [f"{remedy}{colon}{plain(told.remedy)}{end}", ""]
    for title, example in ((wrong, told.wrong), (right, told.right)):
        lines += [title, "", "```", *clipped(example), "```", ""]
    return "\n".join(lines)


def plain(text: str) -> str:
    """A sentence whose signs Markdown leaves alone."""
    return "".join(f"\\{c}" if c in "*_<>[]" else c for c in text)


def clipped(example: str) -> list[str]:
    return [line if len(line) <= 140 else line[:139] + "…" for line in example.splitlines()]
