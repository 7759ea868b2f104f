"""How many articles name something, about: tables of fixed size, so that memory does not grow with the archive."""

from __future__ import annotations

import math
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from typing_extensions import Self

    from newsparse.archive.link.node import Node

__all__ = ["NameCounts", "Rarity"]

_CELLS = 1 << 20
_USUAL, _MOST = 3.0, 2.5  # what a name must be rarer by, and what rarity counts at most


def _cell(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % _CELLS


class _Counts:
    """Counts by a hash, two names at times together: at worst a name seems more frequent than it is."""

    def __init__(self, counts: NDArray[np.int32] | None = None, total: int = 0) -> None:
        self.counts = np.zeros(_CELLS, dtype=np.int32) if counts is None else counts
        self.total = total

    def _of(self, name: str) -> int:
        return int(self.counts[_cell(name)])

    def _add(self, names: Iterable[str]) -> None:
        self.total += 1
        for name in names:
            self.counts[_cell(name)] += 1

    def to_bytes(self) -> bytes:
        """The counts, compressed."""
        return zlib.compress(self.counts.tobytes(), 1)

    @classmethod
    def from_bytes(cls, data: bytes, total: int) -> Self:
        """What `to_bytes` gave."""
        return cls(np.frombuffer(zlib.decompress(data), dtype=np.int32).copy(), total)

    @classmethod
    def of_parts(cls, parts: Iterable[tuple[bytes, int]]) -> Self:
        """The counts of several parts of an archive together, each as `to_bytes` gave it and with its total."""
        found = cls()
        for data, total in parts:
            found.counts += cls.from_bytes(data, total).counts
            found.total += total
        return found


class NameCounts(_Counts):
    """How many different full names have a given name and a family name, about: how likely two people share both."""

    def add(self, words: Sequence[str]) -> None:
        """Count the words of a different name in; those of a single one tell nothing."""
        if len(words) > 1:
            self._add((f"given {words[0]}", f"family {words[-1]}"))

    def rarity(self, given: str, family: str) -> float:
        """What it tells that two have the full name: 0 for a usual one, in a small archive or a large one."""
        both = self._of(f"given {given}") * self._of(f"family {family}")
        return min(_MOST, max(0.0, math.log(max(1, self.total) / max(1, both)) - _USUAL))


class Rarity(_Counts):
    """How many articles name something, about."""

    def see(self, nodes: Iterable[Node]) -> None:
        """Count the names of one article in, whose nodes these are."""
        self._add({name for node in nodes for name in node.company})

    def articles(self, name: str) -> int:
        """The number of articles that have the name, at most."""
        return self._of(name)

    def weight(self, name: str) -> float:
        """1 for a name that hardly any article has, near 0 for one that most have."""
        if self.total < 2:
            return 1.0
        return max(0.05, min(1.0, 1.2 * (1 - math.log(max(1, self.articles(name))) / math.log(self.total))))
