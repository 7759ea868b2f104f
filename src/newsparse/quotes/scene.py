"""What the steps of `merge` share: the text, its words and paragraphs, the judged quotations, the drafts so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from .words import last_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .draft import Draft
    from .lexicon import Lexicon
    from .typography import Quoted
    from .words import Span, Words

__all__ = ["Scene", "joined"]

_WORD = re.compile(r"\S")
_BLOCK = 512  # characters; drafts are looked up by the blocks they lie in


class Scene:
    """What the steps share: the text, its words and paragraphs, the judged quotations, and the drafts so far.

    `quoted` are the outermost quotations, `inner` those within them. `blocks` are the blocks of the article with
    their kinds, as far as the layout is known; `asides` the numbers of the paragraphs that stand beside the text.
    """

    def __init__(
        self,
        words: Words,
        paragraphs: list[Span],
        quoted: list[Quoted],
        drafts: list[Draft],
        lexicon: Lexicon,
        *,
        inner: Sequence[Quoted] = (),
        blocks: Sequence[tuple[Span, str]] = (),
        asides: frozenset[int] = frozenset(),
    ):
        self.words = words
        self.text = words.source
        self.paragraphs = paragraphs
        self.quoted = quoted
        self.inner = inner
        self.drafts = drafts
        self.lexicon = lexicon
        self.blocks = blocks
        self.asides = asides
        self._starts = [start for start, _ in paragraphs]
        self._quoted: dict[int, list[Quoted]] = {}
        for q in quoted:
            self._quoted.setdefault(q.paragraph, []).append(q)
        self._clauses = [q for q in quoted if q.clause]
        self._at: dict[int, dict[int, Draft]] = {}
        for draft in drafts:
            self.put(draft)

    def paragraph(self, char: int) -> int:
        """The index of the paragraph that holds this character."""
        return max(0, bisect_right(self._starts, char) - 1)

    def opens(self, q: Quoted) -> bool:
        """Whether nothing but space stands before a quotation in its paragraph."""
        return _WORD.search(self.text, self.paragraphs[q.paragraph][0], q.start) is None

    def before(self, q: Quoted) -> str:
        """The last character before a quotation in its paragraph that is no space; "" where it opens the paragraph."""
        return last_of(self.text, self.paragraphs[q.paragraph][0], q.start)

    def above(self, paragraph: int) -> int | None:
        """The index of the paragraph before one, past what stands beside the text; None for the first."""
        return next((i for i in range(paragraph - 1, -1, -1) if i not in self.asides), None)

    def below(self, paragraph: int) -> int | None:
        """The index of the paragraph after one, past what stands beside the text; None for the last."""
        return next((i for i in range(paragraph + 1, len(self.paragraphs)) if i not in self.asides), None)

    def quoted_in(self, paragraph: int) -> list[Quoted]:
        """The quotations that begin in a paragraph."""
        return self._quoted.get(paragraph, [])

    def put(self, draft: Draft) -> None:
        """Note where a draft lies; called again when it has grown."""
        self._put(draft, (*draft.contents, draft.cue, draft.source))

    def _put(self, draft: Draft, spans: Iterable[Span | None]) -> None:
        for span in filter(None, spans):
            for index in range(span[0] // _BLOCK, span[1] // _BLOCK + 1):
                self._at.setdefault(index, {}).setdefault(id(draft), draft)

    def grow(self, draft: Draft, spans: list[Span], rule: str) -> None:
        """Add content to a draft and say by which rule."""
        draft.add(spans)
        draft.rules["content"] = joined(draft.rules.get("content", ""), rule)
        self._put(draft, (*spans, draft.cue, draft.source))

    def new(self, draft: Draft) -> Draft:
        """A draft more."""
        self.drafts.append(draft)
        self.put(draft)
        return draft

    def near(self, start: int, end: int) -> list[Draft]:
        """The drafts with content that lie at these characters or within a block of them."""
        seen: dict[int, Draft] = {}
        for index in range(max(0, start) // _BLOCK, end // _BLOCK + 1):
            seen |= self._at.get(index, {})
        return [draft for draft in seen.values() if draft.contents]

    def holding(self, q: Quoted) -> list[Draft]:
        """The drafts whose content overlaps a quotation."""
        return [d for d in self.near(q.start, q.end) if d.overlap(q.inner_start, q.inner_end)]

    def between_all(self, start: int, end: int) -> list[Quoted]:
        """The quotations, of whole clauses or not, that overlap these characters."""
        first = bisect_right(self.quoted, start, key=lambda q: q.end)
        return self.quoted[first : bisect_left(self.quoted, end, lo=first, key=lambda q: q.start)]

    def around(self, q: Quoted) -> Quoted | None:
        """The quotation that a quotation within it lies in."""
        at = bisect_left(self.quoted, q.start, key=lambda o: o.start)
        return self.quoted[at - 1] if at and q.end <= self.quoted[at - 1].end else None

    def clauses(self) -> list[Quoted]:
        """The quotations that hold whole utterances."""
        return self._clauses

    def neighbours(self, q: Quoted) -> tuple[Quoted | None, Quoted | None]:
        """The quoted clauses right before and right after a quotation."""
        at = bisect_right(self._clauses, q.start, key=lambda c: c.start)
        before = at - 1 if at and self._clauses[at - 1].start < q.start else at - 2
        return self._clauses[before] if before >= 0 else None, self._clauses[at] if at < len(self._clauses) else None

    def meeting(self, draft: Draft) -> list[Quoted]:
        """The quoted clauses that lie within a draft's first and last character."""
        return self.between(draft.start, draft.end)

    def between(self, start: int, end: int) -> list[Quoted]:
        """The quoted clauses that overlap these characters."""
        first = bisect_right(self._clauses, start, key=lambda c: c.end)
        return self._clauses[first : bisect_left(self._clauses, end, lo=first, key=lambda c: c.start)]

    def owner(self, q: Quoted) -> Draft | None:
        """The draft that holds most of a quotation."""
        return max(self.holding(q), key=lambda d: d.overlap(q.inner_start, q.inner_end), default=None)


def joined(first: str, second: str) -> str:
    """Two rule names as one; a name that is there already is not repeated."""
    return f"{first} + {second}" if first and second not in first else first or second
