"""An attribution in the making: what somebody said, who, by which word, and what found each of them.

The phases work on these records; `Workspace` alone changes them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum
from operator import itemgetter
from typing import TYPE_CHECKING

from newsparse.text.lines import meet

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.text.lines import Span

__all__ = ["Attribution", "Origin", "reasons", "without"]


class Origin(Enum):
    """What makes the content that of a quote."""

    RELATION = "relation"  # the spans of the tagger, or the parse
    MARKS = "marks"  # quotation marks, with a cue beside them
    FLOATING = "floating"  # quotation marks, without a cue
    LAYOUT = "layout"  # the form of the page: the turn of an interview, a block quotation, an embedded post
    ASIDE = "aside"  # an aside such as "in the words of", whose form alone makes a report
    NESTED = "nested"  # marks within marks


@dataclass(slots=True, eq=False)
class Attribution:
    """One attribution. Spans are characters; `contents` are in order and do not overlap; none are left of one dropped.

    `scores` holds the model's probability for "content", "source" and "cue" where it found them; `why` names for each
    of the three what found it. `chances` are those of the content's class where the model gives them.
    """

    contents: list[Span]
    source: Span | None = None
    cue: Span | None = None
    origin: Origin = Origin.RELATION
    scores: dict[str, float] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
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

    @property
    def is_attributed(self) -> bool:
        """Whether a cue or a source was found."""
        return self.cue is not None or self.source is not None

    def meeting(self, start: int, end: int) -> list[Span]:
        """The parts of the content that overlap start:end."""
        first = bisect_right(self.contents, start, key=_end)
        return self.contents[first : bisect_left(self.contents, end, lo=first, key=_start)]

    def ending_by(self, char: int) -> list[Span]:
        """The last part of the content that ends by a character, if any does."""
        before = bisect_right(self.contents, char, key=_end)
        return self.contents[max(0, before - 1) : before]

    def parted(self, char: int) -> tuple[list[Span], list[Span]]:
        """The parts of the content that end by a character, and the others."""
        before = bisect_right(self.contents, char, key=_end)
        return self.contents[:before], self.contents[before:]

    def with_part(self, start: int, end: int) -> list[Span]:
        """The content with a part more; what touches or overlaps becomes one part."""
        here = slice(bisect_left(self.contents, start, key=_end), bisect_right(self.contents, end, key=_start))
        met = self.contents[here]
        whole = (min(start, met[0][0]), max(end, met[-1][1])) if met else (start, end)
        return [*self.contents[: here.start], whole, *self.contents[here.stop :]]

    def overlap(self, start: int, end: int) -> int:
        """How many characters of the content lie in start:end."""
        return sum(min(e, end) - max(s, start) for s, e in self.meeting(start, end))

    def has_cue_in(self, start: int, end: int) -> bool:
        """Whether its cue overlaps start:end."""
        return self.cue is not None and meet(self.cue, (start, end))


_start: Callable[[Span], int] = itemgetter(0)
_end: Callable[[Span], int] = itemgetter(1)


def reasons(content: str, by: str) -> dict[str, str]:
    """What found the content, and what the cue and the source."""
    return {"content": content, "cue": by, "source": by}


def without(contents: list[Span], cut: Span) -> list[Span]:
    """The contents less a stretch of the text; single characters that remain are dropped."""
    kept = []
    for start, end in contents:
        kept += [(s, e) for s, e in ((start, min(end, cut[0])), (max(start, cut[1]), end)) if e - s > 1]
    return kept
