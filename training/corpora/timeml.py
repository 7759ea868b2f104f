"""Reader of TimeML documents (TimeBank, AQUAINT and others in the layout of TempEval-3's `TBAQ-cleaned`).

The text of a document is what stands in its `<TEXT>` element with the tags taken off. The document's
own date (`<DCT>`) stands outside `<TEXT>`: it is read as `Document.created` and is no time
expression of the text, as in TempEval-3, whose evaluation compares the `<TEXT>` elements alone.
A TIMEX3 inside `<TEXT>` that repeats the creation time counts like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Document", "Timex", "half", "read", "read_file"]

_TAG = re.compile(r"<(/?)(\w+)([^<>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_TEXT = re.compile(r"<TEXT[^>]*>(.*?)</TEXT>", re.DOTALL)
_CREATED = re.compile(r'<DCT>.*?\bvalue="([^"]*)".*?</DCT>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 tag: offsets into `Document.text`, and its attributes as written."""

    start: int
    end: int
    type: str
    value: str
    in_document: str = "NONE"


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML document; `created` is None where the document gives no full day."""

    name: str
    text: str
    created: date | None
    timexes: tuple[Timex, ...]


def half(document: Document) -> str:
    """`learn` or `check`: the half of the corpus that a document belongs to, by a hash of its name."""
    return "learn" if crc32(document.name.encode()) % 2 else "check"


def read(folder: str | Path) -> Iterator[Document]:
    """The documents of every `*.tml` file under `folder`, sorted by path.

    Raises `FileNotFoundError` when there is none.
    """
    paths = sorted(Path(folder).rglob("*.tml"))
    if not paths:
        raise FileNotFoundError(f"No *.tml file under {folder}: give the folder of jspotter/TempEval-3's TBAQ-cleaned.")
    return (read_file(path) for path in paths)


def read_file(path: Path) -> Document:
    """One document; `ValueError` when the file has no `<TEXT>`."""
    source = path.read_text(encoding="utf-8")
    body = _TEXT.search(source)
    if body is None:
        raise ValueError(f"{path}: no <TEXT> element, so this is no TimeML document.")
    created = _CREATED.search(source)
    text, timexes = _strip(body.group(1))
    return Document(path.stem, text, _day(created.group(1)) if created else None, tuple(timexes))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _strip(marked: str) -> tuple[str, list[Timex]]:
    """The text without its tags, and the TIMEX3 elements with offsets in it."""
    parts: list[str] = []
    length, last = 0, 0
    opened: list[tuple[int, dict[str, str]]] = []
    found: list[Timex] = []
    for tag in _TAG.finditer(marked):
        piece = unescape(marked[last : tag.start()])
        parts.append(piece)
        length += len(piece)
        last = tag.end()
        if tag.group(2) != "TIMEX3":
            continue
        if not tag.group(1):
            opened.append((length, dict(_ATTRIBUTE.findall(tag.group(3)))))
        elif opened:
            start, given = opened.pop()
            found.append(_timex(start, length, given))
    parts.append(unescape(marked[last:]))
    return "".join(parts), sorted((t for t in found if t.end > t.start), key=lambda t: (t.start, t.end))


def _timex(start: int, end: int, given: dict[str, str]) -> Timex:
    return Timex(start, end, given.get("type", ""), given.get("value", ""), given.get("functionInDocument", "NONE"))
