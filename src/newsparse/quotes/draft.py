"""A quote in the making: what was found so far, and which rule or head found it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .words import Span

__all__ = ["Draft", "union", "without"]


@dataclass(slots=True)
class Draft:
    """One attribution. Spans are characters; `contents` are in order and do not overlap.

    `scores` holds the model's probability for "content", "source" and "cue" where a head found them;
    `rules` names for each of the three what found it. `lemma` is the cue's, once it is read. `nested` tells that
    the content is a quotation within a quotation.
    """

    contents: list[Span]
    source: Span | None = None
    cue: Span | None = None
    scores: dict[str, float] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    lemma: str = ""
    nested: bool = False

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
        self.contents = union([*self.contents, *spans])

    def overlap(self, start: int, end: int) -> int:
        """How many characters of the content lie in start:end."""
        total = 0
        for s, e in self.contents:
            if s < end and e > start:
                total += min(e, end) - max(s, start)
        return total


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
