"""The paragraphs of a Doc: where each begins and ends, of what kind it is, whether it belongs to the article.

This is the only definition of a paragraph, a heading and the kind of a block. Paragraphs are those of the `Reading`
where the Doc has one, else they are cut from the text (`lines.paragraphs`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.once import lazy
from newsparse.text.lines import Span, paragraphs
from newsparse.text.marks import find_quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.keys import Reading
    from newsparse.text.marks import Quotation

__all__ = ["ASIDES", "Layout", "Paragraph", "is_heading", "questions", "read_layout"]

ASIDES = frozenset({"caption", "subhead", "pullquote", "table"})
"""Kinds of blocks that stand beside the text: not between a speaker and the next paragraph."""
_HEADINGS = frozenset({"headline", "subhead"})
_BREAKS = frozenset("\r\n\x0b\x0c\x85\u2028\u2029")
_LONGEST_HEADING = 16
_LONG_WORD = 4
"""Words of fewer letters may be small in a heading: "of", "the"."""

_FIRST, _SECOND = re.compile(r"\b(?:I|my|me|we|our)\b", re.IGNORECASE), re.compile(r"\byour?s?\b", re.IGNORECASE)
_LABELLED = re.compile(r"[A-Z]['’.\w ]{0,40}: ")
_MARKS = frozenset('"“”«»„')
_FEWEST = 3  # questions of an interview in plain text
_LONGEST_QUESTION = 400  # characters


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters `start` to `end`, without white space at the ends.

    `kind` is that of its block (`types.BlockKind`), "" where it is not known. `kept` is False for what the `Reading`
    leaves out of the article.
    """

    start: int
    end: int
    kind: str = ""
    kept: bool = True

    @property
    def is_aside(self) -> bool:
        """Whether it stands beside the text."""
        return self.kind in ASIDES


@dataclass(frozen=True)
class Layout:
    """All paragraphs of a text in order, those that were left out with them; a paragraph's number is its place.

    `dateline` are the characters of the dateline, with which a paragraph begins; (0, 0) where there is none.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    dateline: Span = (0, 0)

    @lazy
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def at(self, character: int) -> int:
        """The number of the paragraph that holds a character, or of the last one before it; 0 before the first."""
        return max(0, bisect_right(self._starts, character) - 1)

    @lazy
    def headings(self) -> frozenset[int]:
        """The paragraphs that are headlines or subheads, by the kind of their block or else by their words."""
        return frozenset(
            number
            for number, p in enumerate(self.paragraphs)
            if p.kind in _HEADINGS or (p.kind in ("", "paragraph") and is_heading(self.text[p.start : p.end]))
        )

    @lazy
    def asides(self) -> frozenset[int]:
        """The paragraphs that stand beside the text."""
        return frozenset(number for number, p in enumerate(self.paragraphs) if p.is_aside)

    @lazy
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands between quotation marks in the kept paragraphs; no quotation runs on over an aside."""
        kept = [p for p in self.paragraphs if p.kept]
        flow = [(p.start, p.end) for p in kept if not p.is_aside]
        asides = [(p.start, p.end) for p in kept if p.is_aside]
        return tuple(find_quotations(self.text, [*flow, *asides]))


def read_layout(text: str, reading: Reading | None) -> Layout:
    """The layout of a text by its `Reading`; without one the whole text is kept."""
    if reading is None:
        return Layout(text, tuple(Paragraph(start, end) for start, end in paragraphs(text)))
    spans, dateline = _joined(text, reading)
    found = tuple(_with_left_out(text, _kept(reading, spans)))
    asked = questions(text, found)
    return Layout(text, tuple(replace(p, kind="question") if i in asked else p for i, p in enumerate(found)), dateline)


def questions(text: str, found: Sequence[Paragraph]) -> frozenset[int]:
    """The paragraphs that are the questions of an interview in a text without kinds; a label may stand before some.

    Most of them are put to "you" and answered in the first person; those of an explainer are not.
    """
    asked = [i for i, p in enumerate(found) if p.kept and p.kind in ("", "paragraph") and _asks(text, p)]
    turns = [(i, after) for i, after in pairwise([*asked, len(found)]) if after > i + 1]
    spoken = sum(_FIRST.search(text, found[i].end, found[after - 1].end) is not None for i, after in turns)
    put = sum(_SECOND.search(text, found[i].start, found[i].end) is not None for i, _ in turns)
    if len(turns) < _FEWEST or 2 * min(spoken, put) < len(turns):
        return frozenset()
    return frozenset(i for i, _ in turns if not _LABELLED.match(text, found[i].start))


def _asks(text: str, p: Paragraph) -> bool:
    line = text[p.start : p.end]
    return line.endswith("?") and len(line) <= _LONGEST_QUESTION and line[0] not in _MARKS


def _joined(text: str, reading: Reading) -> tuple[list[Span], Span]:
    """The paragraphs of a `Reading`, its dateline with what follows in its line; and the dateline, (0, 0) for none."""
    found = list(reading.paragraphs) or paragraphs(text, reading.kept)
    begins = {start for start, _ in reading.kept}
    for i, (one, other) in enumerate(pairwise(found)):
        if other[0] not in begins and _BREAKS.isdisjoint(text[one[1] : other[0]]):
            return [*found[:i], (one[0], other[1]), *found[i + 2 :]], one
    return found, (0, 0)


def _kept(reading: Reading, spans: Iterable[Span]) -> Iterator[Paragraph]:
    """The paragraphs of the article, each with the kind of the block it lies in."""
    ends = [end for _, end in reading.kept]
    for start, end in spans:
        block = bisect_right(ends, start)
        yield Paragraph(start, end, reading.kinds[block] if block < len(reading.kinds) else "")


def _with_left_out(text: str, kept: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """The kept paragraphs, and between them those of the text that was left out."""
    last = 0
    for paragraph in kept:
        yield from _left_out(text, last, paragraph.start)
        yield paragraph
        last = paragraph.end
    yield from _left_out(text, last, len(text))


def _left_out(text: str, start: int, end: int) -> Iterator[Paragraph]:
    if text[start:end].strip():
        yield from (Paragraph(first, last, kept=False) for first, last in paragraphs(text, ((start, end),)))


def is_heading(line: str) -> bool:
    """Whether the words of a line show a heading: capitals at nearly all long words, and no mark at the end.

    "From Hostility to Tentative Dialogue", "GRAN FIGHTS OFF WALLABY".
    """
    words = line.split()
    long = [word for word in words if word.isalpha() and len(word) >= _LONG_WORD]
    return (
        1 < len(words) <= _LONGEST_HEADING
        and words[-1][-1].isalnum()
        and len(long) > 1
        and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
    )
