"""The tokens of a Doc as plain columns, without the whitespace tokens, for rules that know no spaCy."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from newsparse.names.lexicon import long_titles

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["Tokens", "ends_title", "view"]

_BLANK_LINE = re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n|\u2029")
_LINE = re.compile(r"[\n\r\u2028\u2029]+")
_ENDS = frozenset({".", "!", "?", "…"})
_COLUMNS = ["IS_SPACE", "IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START", "ORTH", "SPACY"]
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
    """Read a Doc into columns: as arrays, because asking each token costs more than all rules together."""
    columns = doc.to_array([*_COLUMNS]).astype("int64", copy=False)
    # `Doc.text` and `Doc.has_annotation` would ask each token in turn.
    spaces = columns[:, 8].tolist()
    text = "".join(w + " " if s else w for w, s in zip(_strings(doc, columns[:, 7]), spaces, strict=True))
    parsed = bool(columns[:, 4].any())
    kept = np.flatnonzero(columns[:, 0] == 0)
    rows = columns[kept]
    starts: list[int] = rows[:, 1].tolist()
    ends: list[int] = (rows[:, 1] + rows[:, 2]).tolist()
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    paragraphs = _paragraphs(text, starts)
    if parsed or columns[1:, 6].any():
        begins = (rows[:, 6] == 1).tolist()
        sentences = _numbers(
            [p > 0 and (begins[p] or paragraphs[p] != paragraphs[p - 1]) for p in range(len(paragraphs))]
        )
    else:
        sentences = _numbers(_breaks(words, paragraphs))
    return Tokens(
        text=text,
        words=words,
        lower=[w.lower() for w in words],
        starts=starts,
        ends=ends,
        tags=_strings(doc, columns[kept, 3]),
        heads=_heads(kept, rows[:, 5], len(doc)) if parsed else [],
        deps=_strings(doc, columns[kept, 4]) if parsed else [],
        sentences=sentences,
        paragraphs=paragraphs,
    )


def _strings(doc: Doc, column: NDArray[np.int64]) -> list[str]:
    """The strings of a column of hashes; each different one is looked up once."""
    hashes: list[int] = column.astype("uint64").tolist()
    strings = doc.vocab.strings
    known = {each: strings[each] for each in set(hashes)}
    return [known[each] for each in hashes]


def _heads(kept: NDArray[np.int64], offsets: NDArray[np.int64], size: int) -> list[int]:
    """The position of each kept token's head; a token whose head is white space is its own."""
    place = np.full(size, -1, dtype="int64")
    place[kept] = np.arange(len(kept))
    heads = place[kept + offsets]
    found: list[int] = np.where(heads < 0, np.arange(len(kept)), heads).tolist()
    return found


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


def ends_title(tokens: Tokens, i: int) -> bool:
    """Whether the full stop at token `i` is that of a title written short, after which no sentence begins: "Supt."."""
    return tokens.words[i] == "." and i > 0 and tokens.lower[i - 1] in long_titles()
