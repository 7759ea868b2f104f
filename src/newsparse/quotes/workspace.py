"""What the phases share: the text, its tokens and paragraphs, the judged quotations, the attributions so far.

Attributions are changed here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from newsparse.text.grammar import TENSED
from newsparse.text.lines import last_of

from .attribution import Attribution, Origin, without
from .kinds import is_surname
from .typography import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.text.layout import Paragraph
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .adjacent_cue import AdjacentCue
    from .lexicon import Lexicon
    from .typography import Quoted

__all__ = ["Workspace"]

_BLOCK = 512  # characters; attributions are looked up by the blocks they lie in


class Workspace:
    """A text and the attributions found in it so far.

    `paragraphs` are those of the article; `quoted` are the outermost quotations, `inner` those within them. `speaker`
    is the name of whose words the article is throughout; `times` are the expressions of time.
    """

    def __init__(
        self,
        tokens: Tokens,
        paragraphs: Sequence[Paragraph],
        quoted: list[Quoted],
        inner: list[Quoted],
        *,
        attributions: list[Attribution],
        lexicon: Lexicon,
        speaker: Span | None = None,
        times: Iterable[Span] = (),
    ):
        self.tokens = tokens
        self.text = tokens.text
        self.paragraphs = paragraphs
        self.quoted = quoted
        self.inner = inner
        self.lexicon = lexicon
        self.speaker = speaker
        self.times = times
        self.attributions: list[Attribution] = []
        self.clauses = [q for q in quoted if q.clause]
        self.beside: dict[int, AdjacentCue | None] = {}
        """What `adjacent_cue.look` found, by where the quotation starts."""
        self._starts = [p.start for p in paragraphs]
        self._at: dict[int, dict[int, Attribution]] = {}
        for each in attributions:
            self.new(each)

    # Where things are.

    def paragraph(self, char: int) -> int:
        """The index of the paragraph that holds this character."""
        return max(0, bisect_right(self._starts, char) - 1)

    def before(self, q: Quoted) -> str:
        """The last character before a quotation in its paragraph that is no space; "" where it opens the paragraph."""
        return last_of(self.text, self.paragraphs[q.paragraph].start, q.start)

    def sentence(self, token: int) -> Span:
        """The characters of the sentence that holds a token."""
        here = self.tokens.sentence(token)
        return self.tokens.chars(here[0], here[-1])

    def above(self, paragraph: int) -> int | None:
        """The index of the paragraph before one, past what stands beside the text; None for the first."""
        return next((i for i in range(paragraph - 1, -1, -1) if not self.paragraphs[i].is_aside), None)

    def below(self, paragraph: int) -> int | None:
        """The index of the paragraph after one, past what stands beside the text; None for the last."""
        after = range(paragraph + 1, len(self.paragraphs))
        return next((i for i in after if not self.paragraphs[i].is_aside), None)

    def last_clause(self, paragraph: int) -> Quoted | None:
        """The last quoted clause of a paragraph."""
        if paragraph < 0:
            return None
        here = self.paragraphs[paragraph]
        return next(reversed(self.clauses_in(here.start, here.end)), None)

    def quotations(self, start: int, end: int) -> list[Quoted]:
        """The quotations, of whole clauses or not, that overlap these characters."""
        return overlapping(self.quoted, start, end)

    def clauses_in(self, start: int, end: int) -> list[Quoted]:
        """The quoted clauses that overlap these characters."""
        return overlapping(self.clauses, start, end)

    def clauses_of(self, each: Attribution) -> list[Quoted]:
        """The quoted clauses between the first and the last character of a content."""
        return self.clauses_in(each.start, each.end)

    def is_marked(self, each: Attribution) -> bool:
        """Whether a content holds some of a quoted clause."""
        return any(each.overlap(q.inner_start, q.inner_end) for q in self.clauses_of(each))

    def around(self, q: Quoted) -> Quoted | None:
        """The quotation that a quotation within it lies in."""
        at = bisect_left(self.quoted, q.start, key=lambda o: o.start)
        return self.quoted[at - 1] if at and q.end <= self.quoted[at - 1].end else None

    def neighbours(self, q: Quoted) -> tuple[Quoted | None, Quoted | None]:
        """The quoted clauses right before and right after a quotation."""
        at = bisect_left(self.clauses, q.start, key=lambda c: c.start)
        before, after = self.clauses[max(0, at - 1) : at], self.clauses[at + q.clause : at + q.clause + 1]
        return next(iter(before), None), next(iter(after), None)

    def says(self, token: int) -> bool:
        """Whether a token is a finite verb of saying."""
        said = self.lexicon.is_speech(self.tokens.lower[token]) and self.tokens.tags[token] in TENSED
        return said and not is_surname(self.tokens, token)

    # Which attributions are where.

    def near(self, start: int, end: int) -> list[Attribution]:
        """The attributions with content that lie at these characters or within a block of them."""
        seen: dict[int, Attribution] = {}
        for index in range(max(0, start) // _BLOCK, end // _BLOCK + 1):
            seen |= self._at.get(index, {})
        return [each for each in seen.values() if each.contents]

    def holding(self, q: Quoted) -> list[Attribution]:
        """The attributions whose content overlaps a quotation."""
        return [each for each in self.near(q.start, q.end) if each.overlap(q.inner_start, q.inner_end)]

    def owner(self, q: Quoted) -> Attribution | None:
        """The attribution that holds most of a quotation."""
        return max(self.holding(q), key=lambda each: each.overlap(q.inner_start, q.inner_end), default=None)

    def teller(self, q: Quoted) -> Attribution | None:
        """The owner of a quotation, where it has a cue or a source."""
        owner = self.owner(q)
        return owner if owner is not None and owner.is_attributed else None

    def with_cue_in(self, start: int, end: int) -> Attribution | None:
        """The attribution whose cue overlaps these characters."""
        return next((each for each in self.near(start, end) if each.has_cue_in(start, end)), None)

    def cue_tokens(self, each: Attribution) -> range:
        """The tokens of a cue; none where there is no cue."""
        return self.tokens.between(*each.cue) if each.cue else range(0)

    def source_tokens(self, each: Attribution) -> range:
        """The tokens of a source; none where there is no source."""
        return self.tokens.between(*each.source) if each.source else range(0)

    def cued(self) -> Iterator[tuple[Attribution, range, range]]:
        """The attributions that have a cue, with its tokens and those of the source; none where there is no source."""
        for each in self.attributions:
            if cue := self.cue_tokens(each):
                yield each, cue, self.source_tokens(each)

    # What changes them.

    def new(self, each: Attribution) -> Attribution:
        """An attribution more."""
        self.attributions.append(each)
        self._put(each, (*each.contents, each.cue, each.source))
        return each

    def grow(self, each: Attribution, span: Span, why: str) -> None:
        """Add content; what touches or overlaps becomes one part."""
        each.contents = each.with_part(*span)
        self._say(each, why)
        self._put(each, (span,))

    def set_contents(self, each: Attribution, contents: list[Span], why: str = "") -> None:
        """Give it other content."""
        each.contents = contents
        self._say(each, why)
        self._put(each, contents)

    def cut(self, each: Attribution, span: Span, why: str = "") -> None:
        """Take a stretch of the text out of its content."""
        each.contents = without(each.contents, span)
        self._say(each, why)

    def drop(self, each: Attribution) -> None:
        """It is none after all."""
        each.contents = []

    def replace(self, held: Iterable[Attribution | None], each: Attribution) -> None:
        """An attribution in place of others."""
        for other in filter(None, held):
            self.drop(other)
        self.new(each)

    def take_from_others(self, span: Span, owner: Attribution | None = None) -> None:
        """Take a stretch of the text out of the contents of all but its owner."""
        for other in self.near(*span):
            if other is not owner:
                self.cut(other, span)

    def set_source(self, each: Attribution, source: Span, why: str) -> None:
        """Say whose words they are."""
        each.source = source
        each.why["source"] = why
        self._put(each, (source,))

    def trim_source(self, each: Attribution, source: Span) -> None:
        """Say how far the source goes."""
        each.source = source

    def leave_source(self, each: Attribution) -> None:
        """Nobody says whose words they are."""
        each.source = None
        each.why.pop("source", None)

    def set_cue(self, each: Attribution, cue: Span) -> None:
        """Say how far the cue goes; it is no content."""
        each.cue = cue
        self.cut(each, cue)
        self._put(each, (cue,))

    def attribute(self, each: Attribution, cue: Span | None, source: Span | None, why: str) -> None:
        """Give it another cue and source, in place of its own."""
        each.cue, each.source = cue, source
        each.why["cue"] = each.why["source"] = why
        self._put(each, (cue, source))

    def float(self, q: Quoted, source: Span | None, why: str) -> None:
        """A quotation, without a cue, is one's who is found elsewhere, or nobody's; no other attribution holds it."""
        self.take_from_others(q.span)
        named = {"source": why} if source else {}
        self.new(Attribution([q.span], source, origin=Origin.FLOATING, why={"content": "floating quotation", **named}))

    def sweep(self) -> None:
        """Forget the attributions without content."""
        self.attributions = [each for each in self.attributions if each.contents]

    @staticmethod
    def _say(each: Attribution, why: str) -> None:
        known = each.why.get("content", "")
        if why not in known:
            each.why["content"] = f"{known} + {why}" if known else why

    def _put(self, each: Attribution, spans: Iterable[Span | None]) -> None:
        for span in filter(None, spans):
            for index in range(span[0] // _BLOCK, span[1] // _BLOCK + 1):
                self._at.setdefault(index, {}).setdefault(id(each), each)
