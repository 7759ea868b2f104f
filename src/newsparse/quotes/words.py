"""The tokens of a text as plain lists, and the walks over its parse that the rules need.

Both label schemes of English parsers are read: Universal Dependencies (nsubj, obl, case, acl:relcl) and
the scheme of spaCy's own English models (nsubj, prep, pobj, relcl).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Span", "Words", "end_of", "last_of", "trim", "word_set"]

Span = tuple[int, int]


def word_set(words: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(words.split())


SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj", "nsubj:outer"})
CLAUSES = frozenset({"ccomp", "xcomp"})
RELATIVES = frozenset({"relcl", "acl:relcl"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
PUNCTUATION = frozenset({"punct"})

_TRIMMED = " \t\n\r\u00a0\u202f\u2009\u200b,;:.!?…\"“”„‟＂«»‹›‘’‚‛'`-–—()[]"


class Children:
    """The dependents of words, in order: `children[i]`.

    Two flat lists, as a list for every word would be tens of thousands of objects for the garbage collector.
    """

    def __init__(self, heads: list[int]):
        self._order = sorted((i for i, head in enumerate(heads) if head != i), key=heads.__getitem__)
        counts = [0] * (len(heads) + 1)
        for i in self._order:
            counts[heads[i] + 1] += 1
        self._first = list(accumulate(counts))

    def __getitem__(self, i: int) -> list[int]:
        return self._order[self._first[i] : self._first[i + 1]]


@dataclass(frozen=True)
class Words:
    """The tokens of one text, as parallel lists.

    `start` and `end` are characters, `head` is the index of the head (itself for a root), `sentence` a
    running number. What no component has set is empty strings, heads of their own, one sentence.
    """

    source: str
    text: list[str]
    start: list[int]
    end: list[int]
    tag: list[str]
    lemma: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    parsed: bool

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case, with straight apostrophes."""
        lower = [t.lower() for t in self.text]
        return [t.replace("’", "'") for t in lower] if "’" in self.source else lower

    @cached_property
    def children(self) -> Children:
        """The dependents of every word, in order."""
        return Children(self.head)

    @cached_property
    def sentence_bounds(self) -> list[Span]:
        """The (first, last + 1) word of each sentence, by its number."""
        bounds: list[Span] = []
        for i, number in enumerate(self.sentence):
            if number == len(bounds):
                bounds.append((i, i + 1))
            else:
                bounds[number] = (bounds[number][0], i + 1)
        return bounds

    def at(self, char: int) -> int:
        """The index of the word at `char`, or of the next one."""
        return bisect_right(self.end, char)

    def between(self, start: int, end: int) -> range:
        """The indices of the words that lie within these characters."""
        return range(bisect_left(self.start, start), max(bisect_right(self.end, end), bisect_left(self.start, start)))

    def chars(self, first: int, last: int) -> Span:
        """The characters of words first to last, both included."""
        return self.start[first], self.end[last]

    def subtree(self, i: int, without: Iterable[int] = ()) -> Iterator[int]:
        """Word i and all that hangs on it, less the branches of `without`; in no order."""
        skip = set(without)
        stack, seen = [i], {i}
        while stack:
            word = stack.pop()
            yield word
            fresh = [c for c in self.children[word] if c not in skip and c not in seen]
            seen.update(fresh)
            stack += fresh

    def edges(self, i: int, without: Iterable[int] = ()) -> Span:
        """The first and the last word of the subtree of i."""
        words = list(self.subtree(i, without))
        return min(words), max(words)

    def is_verb(self, i: int) -> bool:
        """Whether word i is tagged as a verb; words without tags may always be."""
        return not self.tag[i] or self.tag[i].startswith("VB") or self.tag[i] == "MD"


def end_of(text: str, start: int, end: int) -> int:
    """The end of a span less the space at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def last_of(text: str, start: int, end: int) -> str:
    """The last character of a span that is no space; "" where there is none."""
    end = end_of(text, start, end)
    return text[max(start, end - 1) : end]


def trim(text: str, start: int, end: int) -> Span:
    """The span less quotation marks, punctuation and space at both ends."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end
