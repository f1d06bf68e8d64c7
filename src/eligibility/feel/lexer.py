"""From the text of an expression to its tokens: the `policy` profile.

A maximal run of letters, digits, `_` and CJK is one token: a keyword if the whole run is one, else a name. Full-width punctuation is folded by a fixed
table, one character to one, so that every offset is one of the original text; the inside of a string is taken from the original. Nothing else is
normalised: full-width digits and letters, single quotes and the operators of other languages are mistakes that show what to write.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple, NoReturn

from eligibility.feel.mistake import Mistake
from eligibility.feel.names import KEYWORD_OF
from eligibility.values.limits import MAX_EXPRESSION_CHARS

FOLD: Final = str.maketrans(
    "（），、。．：；？！＋－−＊×／÷＝＜＞≦≧％＆｜＾＠＃［］【】｛｝‘’＇",
    "(),,..:;?!+--**//=<>≤≥%&|^@#[][]{}'''",
)
SIGNS: Final = {"≤": "<=", "≥": ">=", "≠": "!="}
FOREIGN: Final = {
    "==": "=", "===": "=", ":=": "=", "!==": "!=", "<>": "!=", "=<": "<=", "=>": ">=", "&&": "and", "||": "or", "&": "and", "|": "or",
    "^": "**", "!": "not(…)", "?": "if … then … else …", ";": ",", "…": "..", "–": "-", "—": "-", "‐": "-", "～": "..", "~": "not(…)",
    "《": "<=", "》": ">=", "〈": "<", "〉": ">", "∧": "and", "∨": "or", "¬": "not(…)", "∈": "in", "#": "//", "「": '"', "」": '"',
}  # fmt: skip
CHINESE: Final = {"and": "且", "or": "或", "in": "在", "not(…)": "非(…)", "if … then … else …": "如果 … 那么 … 否则 …"}

MASTER: Final = re.compile(
    r"""(?:\s|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+(?:
      (?P<name> [^\W\d]\w*+ )
    | (?P<date> [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![\w-]) )
    | (?P<number> (?>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?>(?:[eE][+-]?[0-9]+)?)(?!\w) )
    | (?P<string> "(?:[^"\\\n]|\\.)*+" | [“”＂](?:[^"“”＂\\\n]|\\.)*+["“”＂] )
    | (?P<foreign> ===?|!==|&&?|\|\|?|<>|=[<>]|:=|!(?!=)|[\^?;…–—‐～~《》〈〉∧∨¬∈#「」] )
    | (?P<sign> \*\*|\.\.|<=|>=|!=|[-+*/=<>()\[\],.:%@≤≥≠] )
    | (?P<run> (?:\d*\.)?\d\w*+ )
    | (?P<end> \Z )
    | (?P<other> . )
    )""",
    re.VERBOSE | re.DOTALL,
)
WIDE: Final = re.compile("[０-９Ａ-Ｚａ-ｚ＿]")
UNUSUAL: Final = re.compile(
    f"[{re.escape(''.join(map(chr, FOLD)))}０-９Ａ-Ｚａ-ｚ＿]"
)  # without these a text is as it is
MIXED_DATE: Final = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?")
TIMES: Final = {"万": 10_000, "亿": 100_000_000}
ESCAPE: Final = re.compile(r"""\\(?:(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6})|(["'\\nrt])|(.))""", re.DOTALL)
ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


class Token(NamedTuple):
    """`kind` is `name`, `number`, `string`, `end`, or the canonical form of a keyword or sign; `text` is as written, a string's its value."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """All tokens of a text, an `end` last."""
    if len(text) > MAX_EXPRESSION_CHARS:
        raise Mistake("expression_too_long", 0, len(text), {"limit": str(MAX_EXPRESSION_CHARS)})
    plain = text.isascii() or not UNUSUAL.search(text)
    folded = text if plain else text.translate(FOLD)
    wide = not plain and WIDE.search(folded) is not None
    found: list[Token] = []
    for m in MASTER.finditer(folded):
        kind = m.lastgroup
        assert kind is not None
        start, end = m.span(kind)
        word = folded[start:end]
        if kind == "name":
            if wide and WIDE.search(word):
                full_width(word, start, end)
            found.append(Token(KEYWORD_OF.get(word, "name"), word, start, end))
        elif kind == "sign":
            found.append(Token(SIGNS.get(word, word), word, start, end))
        elif kind == "number":
            found.append(Token("number", word, start, end))
        elif kind == "string":
            found.append(Token("string", unescaped(text[start + 1 : end - 1], start + 1), start, end))
        elif kind == "end":
            break
        else:
            refuse(kind, text, folded, start, end)
    last = found[-1].end if found else 0
    found.append(Token("end", "", last, last))
    return found


def unescaped(text: str, at: int) -> str:
    r"""The value of a string: `\n \r \t \' \" \\ \uXXXX \UXXXXXX`."""
    if "\\" not in text:
        return text

    def character(m: re.Match[str]) -> str:
        if m[2]:
            return ESCAPED[m[2]]
        code = int(m[1][1:], 16) if m[1] else -1
        if not 0 <= code <= 0x10FFFF:
            raise Mistake("bad_escape", at + m.start(), at + m.end(), {"escape": m[0]})
        return chr(code)

    return joined_halves(ESCAPE.sub(character, text), text, at)


def joined_halves(value: str, text: str, at: int) -> str:
    """Two halves of a surrogate pair are one character; a half alone is none."""
    try:
        return value.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise Mistake("bad_escape", at, at + len(text), {"escape": text}) from None


def refuse(kind: str, text: str, folded: str, start: int, end: int) -> NoReturn:
    """The mistake at a token that is none."""
    word = folded[start:end]
    match kind:
        case "date":
            bare_date(text[start:end], word.split("-"), start, end)
        case "run":
            glued_number(word, start, end)
        case "foreign" if word != ";" or folded[end:].strip():
            fix = FOREIGN[word]
            fix = CHINESE.get(fix, fix) if writes_chinese(folded) else fix
            raise Mistake("foreign_operator", start, end, {"found": text[start:end], "fix": fix})
    if word in '"“”＂':
        line = folded.find("\n", start)
        stop = len(folded.rstrip()) if line < 0 else line
        raise Mistake("unclosed_quote", start, stop, {"close": '"' if word == '"' else "”"})
    if word == "'":
        close = folded.find("'", start + 1)
        inner = folded[start + 1 : close] if close > 0 else "…"
        raise Mistake("single_quotes", start, close + 1 if close > 0 else end, {"fix": f'"{inner}"'})
    if word in "{}":
        raise Mistake("braces", start, end)
    code = f"U+{ord(text[start]):04X}"
    raise Mistake("unexpected_character", start, end, {"found": shown(text[start]), "code": code})


def writes_chinese(text: str) -> bool:
    """Whether the keywords of a text are Chinese; in one without keywords, whether its names are."""
    words = re.findall(r"[^\W\d]\w*", text)
    return not all(w.isascii() for w in [w for w in words if w in KEYWORD_OF] or words)


def shown(character: str) -> str:
    return character if character.isprintable() else unicodedata.name(character, "?")


def full_width(word: str, start: int, end: int) -> NoReturn:
    raise Mistake("full_width_text", start, end, {"found": word, "fix": unicodedata.normalize("NFKC", word)})


def bare_date(text: str, parts: list[str], start: int, end: int) -> NoReturn:
    year, month, day = parts
    raise Mistake("bare_date", start, end, {"found": text, "fix": f'@"{year}-{month:0>2}-{day:0>2}"'})


def glued_number(word: str, start: int, end: int) -> NoReturn:
    """A run that starts with a digit and is no number: `800元`, `３`, `2026年7月1日`."""
    plain = unicodedata.normalize("NFKC", word)
    if found := MIXED_DATE.fullmatch(plain):
        bare_date(word, list(found.groups()), start, end)
    if plain != word and re.fullmatch(r"(?:[0-9]*\.)?[0-9]+", plain):
        full_width(word, start, end)
    split = re.match(r"[0-9.]*", plain)
    number = split[0] if split else ""
    unit = plain[len(number) :]
    if unit in KEYWORD_OF:
        raise Mistake("glued_name", start, end, {"name": word, "fix": f"{number} {unit}"})
    if unit[:1] in TIMES and re.fullmatch(r"[0-9]+", number):
        number = str(int(number) * TIMES[unit[0]])
    raise Mistake("glued_number", start, end, {"found": word, "fix": number, "unit": unit})
