"""The tokens of a Doc as plain columns, without the whitespace tokens, for rules that know no spaCy."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Tokens", "view"]

_BLANK_LINE = re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n|\u2029")
_LINE = re.compile(r"[\n\r\u2028\u2029]+")
_ENDS = frozenset({".", "!", "?", "…"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """One column a list; positions count tokens that are no whitespace.

    `heads` holds the position of each token's head (itself for a root) and is empty without a parse;
    `tags` are Penn tags, all "" where there are none. `sentences` and `paragraphs` number each token's.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    heads: list[int]
    deps: list[str]
    sentences: list[int]
    paragraphs: list[int]

    @property
    def parsed(self) -> bool:
        """Whether there are heads and labels."""
        return bool(self.heads)

    @property
    def tagged(self) -> bool:
        """Whether there are part-of-speech tags."""
        return any(self.tags[:50])

    def at(self, character: int) -> int:
        """The first token that ends after the character."""
        return bisect_left(self.ends, character + 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (first, one past the last) that the characters touch."""
        return self.at(start), bisect_left(self.starts, end)

    def cut(self, first: int, stop: int) -> str:
        """The text from one token to another (one past the last)."""
        return self.text[self.starts[first] : self.ends[stop - 1]] if stop > first else ""


def view(doc: Doc) -> Tokens:
    """Read a Doc into columns."""
    kept = [t for t in doc if not t.is_space]
    place = {t.i: p for p, t in enumerate(kept)}
    text = doc.text
    words = [t.text for t in kept]
    starts = [t.idx for t in kept]
    parsed = doc.has_annotation("DEP")
    heads = [place.get(t.head.i, p) for p, t in enumerate(kept)] if parsed else []
    deps = [t.dep_ for t in kept] if parsed else []
    paragraphs = _paragraphs(text, starts)
    if parsed or doc.has_annotation("SENT_START"):
        sentences = _numbers(
            [p > 0 and (bool(t.is_sent_start) or paragraphs[p] != paragraphs[p - 1]) for p, t in enumerate(kept)]
        )
    else:
        sentences = _numbers(_breaks(words, paragraphs))
    return Tokens(
        text=text,
        words=words,
        lower=[w.lower() for w in words],
        starts=starts,
        ends=[s + len(w) for s, w in zip(starts, words, strict=True)],
        tags=[t.tag_ for t in kept],
        heads=heads,
        deps=deps,
        sentences=sentences,
        paragraphs=paragraphs,
    )


def _numbers(breaks: list[bool]) -> list[int]:
    number, found = 0, []
    for new in breaks:
        number += new
        found.append(number)
    return found


def _paragraphs(text: str, starts: list[int]) -> list[int]:
    """The paragraph of each token: a blank line parts two; where the text has none, a line end."""
    ends = [m.end() for m in _BLANK_LINE.finditer(text)] or [m.end() for m in _LINE.finditer(text)]
    found, number = [], 0
    for start in starts:
        while number < len(ends) and ends[number] <= start:
            number += 1
        found.append(number)
    return found


def _breaks(words: list[str], paragraphs: list[int]) -> list[bool]:
    """Where a sentence starts, for Docs without any: after a full stop, and its quotation marks, before a capital."""
    found = [False] * len(words)
    for i in range(1, len(words)):
        before = i - 1
        while before > 0 and words[before] in _CLOSERS:
            before -= 1
        ended = words[before] in _ENDS and (words[i][0].isupper() or words[i] in ('"', "“", "‘", "'"))
        found[i] = paragraphs[i] != paragraphs[i - 1] or ended
    return found
