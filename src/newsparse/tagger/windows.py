"""A text of any length as windows that the network reads: a core, and context before and after it.

Every word is in exactly one core. A core ends at the end of a paragraph where it can, in a long paragraph at the end of
a sentence; context is words of the neighbouring cores, read again.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Word pieces. The network was trained on windows of 96 to 256 pieces.
CORE = 192
BEFORE = 32
AFTER = 24

SENTENCE_END = frozenset(".?!") | {".”", "?”", "!”"}


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` are read; `core_start` to `core_end` are answered for."""

    start: int
    core_start: int
    core_end: int
    end: int


def windows(sizes: Sequence[int], opens: Sequence[bool], words: Sequence[str]) -> list[Window]:
    """Windows over words with `sizes` word pieces; `opens` marks the first word of each paragraph."""
    total = [0, *accumulate(sizes)]
    found = []
    for first, last in pairwise(_cuts(total, opens, words)):
        start = bisect_left(total, total[first] - BEFORE)
        end = max(last, bisect_left(total, total[last] + AFTER + 1) - 1)
        found.append(Window(start, first, last, min(end, len(sizes))))
    return found


def _cuts(total: Sequence[int], opens: Sequence[bool], words: Sequence[str]) -> list[int]:
    """The word indexes at which cores begin, and the end."""
    count = len(words)
    cuts = [0]
    while (first := cuts[-1]) < count:
        limit = bisect_left(total, total[first] + CORE + 1) - 1  # words first..limit fit into a core
        cuts.append(count if limit >= count else _best_cut(first, max(limit, first + 1), opens, words))
    return cuts


def _best_cut(first: int, limit: int, opens: Sequence[bool], words: Sequence[str]) -> int:
    """The last paragraph start up to `limit`, else the last sentence end, else `limit` itself."""
    for index in range(limit, first, -1):
        if opens[index]:
            return index
    for index in range(limit, first, -1):
        if words[index - 1] in SENTENCE_END and words[index][:1].isupper():
            return index
    return limit
