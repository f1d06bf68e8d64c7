"""What was meant by a name that means nothing where it stands: names glued to keywords or to words for an operator, a fact of somebody else, a function
under the name it has elsewhere, and the name that is nearest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, NoReturn

from eligibility.diagnostics.suggest import nearest
from eligibility.feel import ast
from eligibility.feel.names import FUNCTION_OF, FUNCTIONS, OPERATORS, split_run
from eligibility.ir.check.core import Checker, refuse, refuse_name
from eligibility.ir.scope import Scope

# Functions as spreadsheets, other languages and everyday speech call them.
CALLED: Final = {
    "合计": "求和", "总和": "求和", "总计": "求和", "加总": "求和", "total": "sum", "add": "sum", "个数": "计数", "人数": "计数", "数量": "计数",
    "length": "count", "len": "count", "平均": "求和(…) / 计数(…)", "平均值": "求和(…) / 计数(…)", "平均数": "求和(…) / 计数(…)",
    "average": "sum(…) / count(…)", "avg": "sum(…) / count(…)", "mean": "sum(…) / count(…)", "最大值": "最大", "最小值": "最小", "maximum": "max",
    "minimum": "min", "如果": "如果 … 那么 … 否则 …", "if": "if … then … else …", "iif": "if … then … else …", "年龄": "周岁", "四舍五入": "取整",
    "rounddown": "round", "roundup": "round", "floor": "round", "ceiling": "round", "today": "on", "now": "on", "今天": "当日",
}  # fmt: skip


def unknown(checker: Checker, tree: ast.Name, word: str, scope: Scope) -> NoReturn:
    """A bare name that is nowhere in scope."""
    words = {*checker.host.names.words(), *scope.variables}
    apart = split_run(word, words) or around_operator(word, words)
    if apart is not None:
        refuse("glued_name", tree, name=word, fix=apart)
    for spec in checker.host.names.vocabulary.subjects.values():
        if spec.list and checker.host.names.of_subject(spec.id, word) is not None:
            refuse("outer_name", tree, name=word, fix=f"{spec.list}.{word}")
    refuse("unknown_name", tree, name=word, nearest=nearest(word, words) or "")


def unknown_part(checker: Checker, tree: ast.Path, words: Iterable[str], scope: Scope) -> NoReturn:
    """The name after a dot is none of `words`, unless it is one of them glued to what follows."""
    known = list(words)
    apart = split_run(tree.name, {*known, *checker.host.names.words(), *scope.variables})
    if apart is not None:
        refuse_name("glued_name", tree, name=tree.name, fix=apart)
    refuse_name("unknown_name", tree, name=tree.name, nearest=nearest(tree.name, known) or "")


def words_of(checker: Checker, subject: str) -> list[str]:
    """What may stand after a dot behind something of a subject."""
    return [*checker.host.names.facts.get(subject, {}), *checker.host.names.definitions[subject]]


def unknown_function(checker: Checker, tree: ast.Call) -> NoReturn:
    apart = split_run(tree.function, set(checker.host.names.words()))
    if apart is not None:
        refuse_name("glued_name", tree, name=tree.function, fix=apart)
    meant = CALLED.get(tree.function.casefold()) or nearest(tree.function, [*FUNCTIONS, *FUNCTION_OF])
    refuse_name("unknown_function", tree, name=tree.function, nearest=meant or "")


def around_operator(word: str, known: Collection[str]) -> str | None:
    """`收入大于标准` as `收入 > 标准`, `家庭的人数` as `家庭.人数`, where both sides are known names."""
    owner, of, part = word.partition("的")
    if of and owner in known and part in known:
        return f"{owner}.{part}"
    for spoken in sorted(OPERATORS, key=len, reverse=True):
        left, found, right = word.partition(spoken)
        if found and OPERATORS[spoken] and left in known and (right in known or right.isdecimal()):
            return f"{left} {OPERATORS[spoken]} {right}"
    return None
