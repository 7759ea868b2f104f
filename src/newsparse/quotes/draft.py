"""A quote in the making: what was found so far, and which rule or head found it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .words import Span

__all__ = ["Draft", "union", "without"]


@dataclass(slots=True)
class Draft:
    """One attribution. Spans are characters; `contents` are in order and do not overlap.

    `scores` holds the model's probability for "content", "source" and "cue" where a head found them;
    `rules` names for each of the three what found it. `lemma` is the cue's, once it is read. `nested` tells that
    the content is a quotation within a quotation.
    `certain` tells that its form alone makes it a report; `chances` are those of the content's class where the model
    gives them.
    """

    contents: list[Span]
    source: Span | None = None
    cue: Span | None = None
    scores: dict[str, float] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    lemma: str = ""
    nested: bool = False
    certain: bool = False
    chances: dict[str, float] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """The first character of the content."""
        return self.contents[0][0]

    @property
    def end(self) -> int:
        """The end of the content."""
        return self.contents[-1][1]

    @property
    def anchor(self) -> int:
        """Where the attribution is made: its cue, else its source, else its content."""
        span = self.cue or self.source
        return span[0] if span else self.start

    def add(self, spans: list[Span]) -> None:
        """Add content; what touches or overlaps becomes one part."""
        for start, end in spans:
            here = slice(bisect_left(self.contents, start, key=_end), bisect_right(self.contents, end, key=_start))
            met = self.contents[here]
            self.contents[here] = [(min(start, met[0][0]), max(end, met[-1][1])) if met else (start, end)]

    def meeting(self, start: int, end: int) -> list[Span]:
        """The parts of the content that overlap start:end."""
        first = bisect_right(self.contents, start, key=_end)
        return self.contents[first : bisect_left(self.contents, end, lo=first, key=_start)]

    def ending_by(self, char: int) -> list[Span]:
        """The last part of the content that ends by a character, if any does."""
        before = bisect_right(self.contents, char, key=_end)
        return self.contents[max(0, before - 1) : before]

    def overlap(self, start: int, end: int) -> int:
        """How many characters of the content lie in start:end."""
        return sum(min(e, end) - max(s, start) for s, e in self.meeting(start, end))


_start: Callable[[Span], int] = itemgetter(0)
_end: Callable[[Span], int] = itemgetter(1)


def union(spans: list[Span]) -> list[Span]:
    """The spans in order, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def without(contents: list[Span], cut: Span) -> list[Span]:
    """The contents less a stretch of the text; single characters that remain are dropped."""
    kept = []
    for start, end in contents:
        kept += [(s, e) for s, e in ((start, min(end, cut[0])), (max(start, cut[1]), end)) if e - s > 1]
    return kept
