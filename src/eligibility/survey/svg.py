"""A small writer of SVG: elements with attributes in a fixed form, so that the same picture is the same text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

FONT = "'Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif"


def element(name: str, *inside: str, **attributes: object) -> str:
    """`stroke_width=2` is written `stroke-width="2"`; texts inside are already escaped."""
    written = "".join(f' {key.replace("_", "-")}="{value(v)}"' for key, v in attributes.items())
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def value(v: object) -> str:
    return number(v) if isinstance(v, float) else escape(str(v))


def number(v: float) -> str:
    return f"{v:.1f}".removesuffix(".0")


def text(content: str, x: float, y: float, *also: str, **attributes: object) -> str:
    return element("text", escape(content, quote=False), *also, x=x, y=y, **attributes)


def path(points: Iterable[tuple[float, float]], **attributes: object) -> str:
    d = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return element("path", d=f"M{d}", **attributes)


def picture(width: float, height: float, title: str, description: str, lang: str, body: Iterable[str]) -> str:
    """A whole file; screen readers are told the title and the description."""
    wide, high, lines = number(width), number(height), "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" '
        f'aria-labelledby="title description" lang="{lang}" font-family="{FONT}">\n'
        f'<title id="title">{escape(title, quote=False)}</title>\n'
        f'<desc id="description">{escape(description, quote=False)}</desc>\n{lines}\n</svg>\n'
    )
