"""Markup as text: whether a text is the source of a page, and all of its text, a line a block.

The second is for pages in which no article is found and for what feeds hold: one pass, however broken the markup.
"""

from __future__ import annotations

import html
import re

from newsparse.sources.page import blocks

__all__ = ["looks_like", "text_of"]

HIDDEN = frozenset({"head", "noscript", "svg", "template", "title"})
RAW = frozenset({"script", "style"})  # what they hold is no markup
INLINE = blocks.INLINE | {"img"}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)|<[!?]")
_SPACE = re.compile(r"\s+")
_TAGS = re.compile(
    r"</?(?:!doctype|html|head|body|div|p|a|span|br|script|style|meta|h[1-6]|ul|ol|li|table|tr|td|img|section|article|nav)\b[^<>]{0,500}>",
    re.I,
)
_PAGE = re.compile(r"\s*(?:<!doctype html|<html\b|<\?xml[^>]*>\s*<!doctype html)", re.I)


def looks_like(text: str) -> bool:
    """Whether a text is the source of a page: it begins as one, or holds a handful of its tags."""
    shown = text[:20_000]
    return _PAGE.match(shown) is not None or len(_TAGS.findall(shown)) >= 5


def text_of(page: str) -> str:
    """The text of a page without its markup, one line a block."""
    lines = (_SPACE.sub(" ", html.unescape(line)).strip() for line in "".join(_pieces(page)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(page: str) -> list[str]:
    """The text between the tags, in which white space is single, and newlines where blocks begin and end."""
    found: list[str] = []
    at = hidden = 0
    while tag := _TAG.search(page, at):
        if not hidden:
            found.append(_SPACE.sub(" ", page[at : tag.start()]))
        name = (tag[2] or "").lower()
        at = _end(page, tag.start(), name, closing=bool(tag[1]))
        if name in HIDDEN:
            hidden = max(0, hidden - 1) if tag[1] else hidden + 1
        elif name == "body":
            hidden = 0  # a head that was never closed
        if name and name not in INLINE:
            found.append("\n")
    if not hidden:
        found.append(_SPACE.sub(" ", page[at:]))
    return found


def _end(page: str, start: int, name: str, *, closing: bool) -> int:
    """Where a tag, a comment or a script ends; the end of the page where it does not.

    What has no end takes the rest of the page, so that no stretch is searched twice.
    """
    if page.startswith("<!--", start):
        end = page.find("-->", start)
        return len(page) if end < 0 else end + 3
    end = page.find(">", start)
    if end < 0:
        return len(page)
    if name in RAW and not closing:
        close = re.compile(rf"</{name}\b", re.I).search(page, end)
        return close.start() if close else len(page)
    return end + 1
