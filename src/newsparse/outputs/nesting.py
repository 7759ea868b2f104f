"""HTML of a text with marks that nest, those that cross cut where they must be; and the page around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["POLICY", "Mark", "nested", "shell", "shown"]

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_NOT_WRITABLE = re.compile("[\0\ud800-\udfff]")

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
{body}
</html>
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """An element around a stretch of the text.

    `first` is its opening tag, with what stands before the text; `again` the opening tag of its later pieces where it
    had to be cut. Of two marks on the same stretch the one with the lower `rank` is outside.
    """

    start: int
    end: int
    rank: int
    element: str
    first: str
    again: str


def shown(text: str) -> str:
    """Any text as HTML. NUL and lone surrogates, which no page can hold, become U+FFFD."""
    return escape(_NOT_WRITABLE.sub("\ufffd", text))


def nested(text: str, marks: Iterable[Mark]) -> str:
    """The text, every character in order, as paragraphs with the marks. Linear in text and marks.

    A mark that starts first is outside; one that crosses its end is closed with it and opened again after it.
    """
    outer_first = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.rank))
    given = [mark for mark in outer_first if mark.start < mark.end]
    starting = {start: list(some) for start, some in groupby(given, key=lambda mark: mark.start)}
    breaks = {match.end() for match in _PARAGRAPH_END.finditer(text)} - {len(text)}
    edges = sorted({0, len(text), *breaks, *(edge for mark in given for edge in (mark.start, mark.end))})
    pieces: list[str] = ["<p>"]
    stack: list[Mark] = []
    begun = 0
    for edge in edges:
        pieces.append(shown(text[begun:edge]))
        begun = edge
        stack = _turn(pieces, stack, edge, starting.get(edge, []), paragraph=edge in breaks)
    pieces.append("</p>")
    return "".join(pieces)


def _turn(
    pieces: list[str], stack: Sequence[Mark], edge: int, starting: Sequence[Mark], *, paragraph: bool
) -> list[Mark]:
    """Write the tags at one place of the text; the marks that are open after it."""
    whole = 0
    while not paragraph and whole < len(stack) and stack[whole].end > edge:
        whole += 1
    going_on = [mark for mark in stack[whole:] if mark.end > edge]
    pieces += [f"</{mark.element}>" for mark in reversed(stack[whole:])]
    if paragraph:
        pieces.append("</p><p>")
    pieces += [mark.again for mark in going_on]
    pieces += [mark.first for mark in starting]
    return [*stack[:whole], *going_on, *starting]


def shell(title: str, style: str, body: str) -> str:
    """The page of a title (escaped), a style sheet and a `<body>` element: nothing may be fetched or run by it."""
    return _PAGE.format(policy=POLICY, title=title, style=style, body=body)
