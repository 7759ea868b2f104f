"""The lines that converters and reader modes put above a text that they take from a page: title, address, day, author.

Two forms: fields one a line up to a line that announces the text (`Markdown Content:`), and fields between two rules of
dashes (front matter).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.sources import dateline

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Header", "header"]

LONGEST = 4_000  # characters in which a header ends
MOST = 40  # lines of a header
FEWEST = 2  # fields, among which one of `TELLING`, that make a header without an announcement
_FIELD = re.compile(r"[ \t]*(?P<name>[A-Za-z][\w -]{1,24}?)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$")
_OPENS = re.compile(r"(?:markdown content|text content|content)[ \t]*:[ \t]*", re.I)
_RULE = re.compile(r"-{3,}[ \t]*$")
_ADDRESS = re.compile(r"https?://\S+$")
_SAID = {
    "title": ("title",),
    "url": ("canonical", "link", "source", "url", "url source"),
    "published": ("date", "date published", "pubdate", "published", "published time"),
    "authors": ("author", "authors", "by", "byline"),
}
_NAMES = {name: field for field, names in _SAID.items() for name in names}
TELLING = frozenset({"title", "url"})


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says, and where the text begins. None and () for what it does not say."""

    end: int
    title: str | None = None
    url: str | None = None
    published: date | None = None
    authors: tuple[str, ...] = ()


def header(text: str) -> Header | None:
    """The header of a text, or None where it has none."""
    fields: dict[str, str] = {}
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    matter = False
    for number, line in enumerate(text[at : at + LONGEST].splitlines(keepends=True)[:MOST]):
        plain = line.strip()
        after = at + len(line)
        if _RULE.match(plain):
            if number and matter:
                return _read(fields, after) if fields else None
            matter = number == 0
            if not matter:
                return None
        elif announced := _OPENS.match(plain):
            return _read(fields, at + line.index(plain) + announced.end()) if _is_header(fields) else None
        elif plain:
            found = _FIELD.match(plain)
            if found is None and not (matter and fields):
                return None
            if found:
                fields.setdefault(_NAMES.get(found["name"].lower(), found["name"].lower()), found["value"].strip("\"'"))
        at = after
    return None


def _is_header(fields: dict[str, str]) -> bool:
    return len(fields) >= FEWEST and bool(TELLING & fields.keys())


def _read(fields: dict[str, str], end: int) -> Header | None:
    if not TELLING & fields.keys():
        return None
    url = fields.get("url", "")
    return Header(
        end,
        fields.get("title") or None,
        url if _ADDRESS.match(url) else None,
        dateline.find_day(fields.get("published", "")),
        dateline.names(fields.get("authors", "")),
    )
