"""Texts that have words in common, found without comparing each with each: shingles in arrays, and groups of them.

A shingle is some words in a row, as a number. All shingles of all texts are sorted once; those that few texts share
give the pairs to look at, and the texts are joined into groups by the share of shingles in common. Memory is some
twelve bytes a shingle; the time is that of a sort.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["Roots", "groups", "pairs", "roots", "shingles", "text_number", "word_ids"]

_FREQUENT = 400  # a shingle in more different texts is a turn of phrase
_ALL_PAIRS = 12  # up to so many texts each is compared with each; of more, each with its neighbours and the first
_PRIME = np.uint64(0x9E3779B97F4A7C15)


def word_ids(words: Iterable[str], known: dict[str, int]) -> list[int]:
    """Words as numbers, the same everywhere; `known` keeps them."""
    return [known[word] if word in known else known.setdefault(word, _number(word, signed=False)) for word in words]


def text_number(words: Sequence[str]) -> int:
    """A text as a number of 64 bits, by its words: the same everywhere."""
    return _number(" ".join(words), signed=True)


def _number(text: str, *, signed: bool) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=signed)


def shingles(ids: Sequence[int], size: int) -> NDArray[np.uint64]:
    """The different shingles of a text, sorted; one for a text of fewer words."""
    count = max(1, len(ids) - size + 1)
    found = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        words = np.asarray(ids, dtype=np.uint64) + np.uint64(1)
        for place in range(min(size, len(words))):
            found = found * _PRIME + words[place : place + count]
            found ^= found >> np.uint64(29)
        return np.unique(found * _PRIME)


def groups(
    numbers: NDArray[np.uint64], texts: NDArray[np.int32], count: int, *, least: float, fewest: int
) -> NDArray[np.int32]:
    """The group of each of `count` texts, named by its first text.

    `numbers[i]` is a shingle of the text `texts[i]`. Two texts are one group when they share `fewest` shingles, and the
    share `least` of those of the shorter.
    """
    sizes = np.bincount(texts, minlength=count)
    order = np.argsort(numbers, kind="stable")
    one, other, shared = pairs(numbers[order], texts[order])
    shorter = np.minimum(sizes[one], sizes[other])
    kept = (shared >= np.minimum(fewest, shorter)) & (shared >= least * shorter)
    first = np.arange(count, dtype=np.int32)
    moved = roots(zip(one[kept].tolist(), other[kept].tolist(), strict=True))
    first[[*moved]] = [*moved.values()]
    return first


def pairs(
    numbers: NDArray[np.uint64], texts: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of texts with the number of shingles that they share, from shingles in their order: one, other, shared."""
    both, shared = np.unique(_pairs(numbers, texts), return_counts=True)
    one, other = (both >> np.uint64(32)).astype(np.int64), (both & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return one, other, shared


def _pairs(numbers: NDArray[np.uint64], texts: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Pairs of texts with a shingle in common, once for each such shingle."""
    starts = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1])))
    ends = np.concatenate((starts[1:], [len(numbers)]))
    lengths = ends - starts
    found = []
    for step in range(1, _ALL_PAIRS):  # each with the one `step` places on, in all runs at once
        runs = (lengths > step) & (lengths <= _FREQUENT)
        if step > 2:
            runs &= lengths <= _ALL_PAIRS
        places = _places(starts[runs], lengths[runs] - step)
        found.append(_packed(texts[places], texts[places + step]))
    runs = (lengths > _ALL_PAIRS) & (lengths <= _FREQUENT)
    places = _places(starts[runs] + 3, lengths[runs] - 3)
    found.append(_packed(np.repeat(texts[starts[runs]], lengths[runs] - 3), texts[places]))
    return np.concatenate(found)


def _places(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """`starts[i]`, `starts[i] + 1`, ... `counts[i]` of them, one run after the other."""
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    before = np.concatenate(([0], np.cumsum(counts)[:-1]))
    return np.arange(int(counts.sum()), dtype=np.int64) + np.repeat(starts - before, counts)


def _packed(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.uint64]:
    low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
    both: NDArray[np.uint64] = (low << np.uint64(32)) | high
    different: NDArray[np.uint64] = both[low != high]
    return different


class Roots(dict[Any, Any]):
    """Union and find: each leads to another that stands for it, the least of those that are one to itself."""

    def of(self, one: Any) -> Any:
        """What stands for it."""
        while self.setdefault(one, one) != one:
            self[one] = one = self[self[one]]
        return one

    def join(self, one: Any, other: Any) -> None:
        """Make two one."""
        low, high = sorted((self.of(one), self.of(other)))
        self[high] = low

    def others(self) -> dict[Any, Any]:
        """What stands for each for which another stands."""
        return {each: root for each in [*self] if (root := self.of(each)) != each}


def roots(alike: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """What stands for each for which another stands, where the two of every pair are one."""
    found = Roots()
    for pair in alike:
        found.join(*pair)
    return found.others()
