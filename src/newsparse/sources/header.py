"""The lines that converters and reader modes put above a text that they take from a page: title, address, day, author.

Four forms: fields one a line up to a line that announces the text (`Markdown Content:`); fields between two rules of
dashes (front matter); three lines that begin with a percent sign (pandoc); the address of a site, the title, the author
and how many minutes it takes to read (a browser's reader mode).
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from newsparse.sources import dateline
from newsparse.sources.days import find_day
from newsparse.sources.page.metadata import Metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["header"]

LONGEST = 4_000  # characters in which a header ends
MOST = 40  # lines of a header
FEWEST = 2  # fields of a header that ends with a line that announces the text
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
TELLING = frozenset({"title", "url"})  # one of them is a field of every header
PANDOC = ("title", "authors", "published")
READER_LINES = 4  # lines under the address of the site up to the minutes of reading
_HOST = re.compile(r"(?:[a-z\d-]+\.)+[a-z]{2,12}$", re.I)
_MINUTES = re.compile(r"\d{1,3}(?:\s?[–-]\s?\d{1,3})?\s?min(?:ute)?s?(?:\sread)?$", re.I)


Header = tuple[int, Metadata]
"""Where the text begins, and what the header says."""


class _Line(NamedTuple):
    """A line without the white space at its ends, where that begins, and where the next line does."""

    plain: str
    start: int
    after: int


def header(text: str) -> Header | None:
    """The header of a text, or None where it has none."""
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    lines: list[_Line] = []
    for line in text[at : at + LONGEST].splitlines(keepends=True)[:MOST]:
        lines.append(_Line(line.strip(), at + len(line) - len(line.lstrip()), at + len(line)))
        at = lines[-1].after
    if not lines:
        return None
    first = lines[0].plain
    if _RULE.match(first):
        return _front_matter(lines[1:])
    if first.startswith("% "):
        return _percent(lines)
    return _reader_mode(lines) if _HOST.match(first) else _announced(lines)


def _front_matter(lines: Sequence[_Line]) -> Header | None:
    """The fields up to the second rule. A line that is no field goes on with the value of one."""
    fields: dict[str, str] = {}
    for plain, _, after in lines:
        if _RULE.match(plain):
            return _read(fields, after)
        if plain and not _put(fields, plain) and not fields:
            return None
    return None


def _announced(lines: Sequence[_Line]) -> Header | None:
    """The fields up to the line that announces the text, which may begin in it."""
    fields: dict[str, str] = {}
    for plain, start, _ in lines:
        opens = _OPENS.match(plain)
        if opens:
            return _read(fields, start + opens.end()) if len(fields) >= FEWEST else None
        if plain and not _put(fields, plain):
            return None
    return None


def _percent(lines: Sequence[_Line]) -> Header | None:
    """Title, authors and day, each behind a percent sign."""
    told = list(takewhile(lambda line: line.plain.startswith("%"), lines[: len(PANDOC)]))
    fields = {name: line.plain[1:].strip() for name, line in zip(PANDOC, told, strict=False)}
    return _read(fields, told[-1].after)


def _reader_mode(lines: Sequence[_Line]) -> Header | None:
    """The address of the site, the title, the author and the minutes of reading, one a line."""
    told = [line for line in lines if line.plain][1 : READER_LINES + 1]
    last = next((i for i, line in enumerate(told) if _MINUTES.match(line.plain)), 0)
    if not last:
        return None
    authors = ", ".join(line.plain for line in told[1:last])
    return _read({"title": told[0].plain, "authors": authors}, told[last].after)


def _put(fields: dict[str, str], line: str) -> bool:
    """Note the field of a line; False where it is none."""
    found = _FIELD.match(line)
    if found:
        name = found["name"].lower()
        fields.setdefault(_NAMES.get(name, name), found["value"].strip("\"'"))
    return found is not None


def _read(fields: dict[str, str], end: int) -> Header | None:
    if not TELLING & fields.keys():
        return None
    url = fields.get("url", "")
    said = Metadata(
        title=fields.get("title") or None,
        authors=dateline.names(fields.get("authors", "")),
        published=find_day(fields.get("published", "")),
        url=url if _ADDRESS.match(url) else None,
    )
    return end, said
