"""Lines, paragraphs and the edges of stretches of a text, as offsets. Nothing here changes or copies the text."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Span", "bare", "end_of", "joined", "last_of", "lines", "meet", "paragraphs", "trim"]

Span = tuple[int, int]

# Every end of line that str.splitlines knows in running text; \x0b and \x0c are page and column breaks.
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_OPENS_LOWER = re.compile(r"[\"'“‘«(\[]*[a-zà-öø-ÿ]")
_ENDS = re.compile(r"[.?!:;…][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"[a-z]-$")
_WORD = re.compile(r"\S+")
_EDGES = " \t\n\r\u00a0\u202f\u2009\u200b,;:.!?…\"“”„‟＂«»‹›‘’‚‛'`-–—()[]"

WIDEST = 132  # characters: no text is wrapped by hand or by a mailer beyond this
NARROWEST = 28
WRAPPED_SHARE = 0.3  # of the single line ends that fall inside a sentence, in a text whose lines are wrapped


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    apart: bool  # a blank line, or the start of the text, lies before it


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space, NULs and marks of no width at its ends; empty where nothing is left."""
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return start, end


def _is_blank(char: str) -> bool:
    return char.isspace() or char in "\x00\u200b\u200e\u200f\u2060\ufeff"


def lines(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The lines that are not blank, without the white space at their ends."""
    stop = len(text) if end is None else end
    found = (trim(text, m.start(), m.end()) for m in _LINE.finditer(text, start, stop))
    return [(a, b) for a, b in found if a < b]


def paragraphs(text: str, kept: tuple[Span, ...] | None = None) -> list[Span]:
    """The paragraphs inside the kept spans (by default, of the whole text).

    A blank line ends a paragraph. A single newline ends one too, unless the line is wrapped there: the sentence runs on
    in lower case, or the lines of the text are filled up to one width.
    """
    found: list[Span] = []
    for start, end in ((0, len(text)),) if kept is None else kept:
        found.extend(_join(text, _marked(text, start, end)))
    return found


def _marked(text: str, start: int, end: int) -> list[_Line]:
    marked: list[_Line] = []
    last = -1
    for a, b in lines(text, start, end):
        gap = text[last:a] if last >= 0 else ""
        marked.append(_Line(a, b, apart=last < 0 or len(_BREAK.findall(gap)) > 1))
        last = b
    return marked


def _join(text: str, marked: list[_Line]) -> list[Span]:
    """Join what is wrapped."""
    width = _width(text, marked)
    joined: list[Span] = []
    for i, line in enumerate(marked):
        if i and not line.apart and _runs_on(text, marked[i - 1], line, width):
            joined[-1] = (joined[-1][0], line.end)
        else:
            joined.append((line.start, line.end))
    return joined


def _inside_sentence(text: str, before: _Line, after: _Line) -> bool:
    tail = text[max(before.start, before.end - 4) : before.end]
    return not _ENDS.search(tail) and _OPENS_LOWER.match(text, after.start, after.end) is not None


def _width(text: str, marked: list[_Line]) -> int:
    """The width to which the lines are filled, or 0 where they are paragraphs of their own."""
    pairs = [(a, b) for a, b in itertools.pairwise(marked) if not b.apart]
    inside = [a.end - a.start for a, b in pairs if _inside_sentence(text, a, b)]
    if not pairs or len(inside) < WRAPPED_SHARE * len(pairs):
        return 0
    filled = [size for size in inside if NARROWEST <= size <= WIDEST]
    return int(median(filled) * 1.25) if filled else 0


def _runs_on(text: str, before: _Line, after: _Line, width: int) -> bool:
    """Whether the sentence or the paragraph goes on in the next line."""
    size = before.end - before.start
    if size > WIDEST:
        return False
    if _inside_sentence(text, before, after):
        return size >= NARROWEST or _HYPHEN.search(text, before.start, before.end) is not None
    word = _WORD.match(text, after.start, after.end)
    reach = size + 1 + (word.end() - word.start() if word else 0)
    return bool(width) and size >= NARROWEST and reach >= 0.72 * width


# Spans, and the edges of a stretch of text.


def joined(spans: Iterable[Span], bridges: Callable[[Span], bool]) -> list[Span]:
    """Spans in their order, those made one whose gap, from the end of one to the start of the next, is bridged."""
    found: list[Span] = []
    for span in spans:
        if found and bridges((found[-1][1], span[0])):
            found[-1] = found[-1][0], span[1]
        else:
            found.append(span)
    return found


def meet(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def bare(text: str, start: int, end: int) -> Span:
    """The span less quotation marks, punctuation and space at both ends."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def end_of(text: str, start: int, end: int) -> int:
    """The end of a span less the space at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def last_of(text: str, start: int, end: int) -> str:
    """The last character of a span that is no space; "" where there is none."""
    end = end_of(text, start, end)
    return text[max(start, end - 1) : end]
