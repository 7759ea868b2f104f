"""How many articles name something, about: a table of fixed size, so that memory does not grow with the archive."""

from __future__ import annotations

import math
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["NameCounts", "Rarity"]

_CELLS = 1 << 20
_USUAL, _MOST = 3.0, 2.5  # what a name must be rarer by, and what rarity counts at most


class NameCounts:
    """How many different full names have a given name and a family name, about: how likely two people share both."""

    def __init__(self) -> None:
        self.counts = np.zeros(_CELLS, dtype=np.int32)
        self.total = 0

    def add(self, given: str, family: str) -> None:
        """Count a different full name in."""
        self.total += 1
        for key in (f"given {given}", f"family {family}"):
            self.counts[_cell(key)] += 1

    def rarity(self, given: str, family: str) -> float:
        """What it tells that two have the full name: 0 for a usual one, in a small archive or a large one."""
        both = int(self.counts[_cell(f"given {given}")]) * int(self.counts[_cell(f"family {family}")])
        return min(_MOST, max(0.0, math.log(max(1, self.total) / max(1, both)) - _USUAL))


def _cell(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % _CELLS


class Rarity:
    """Counts names by a hash, two names at times together: at worst a name seems more frequent than it is."""

    def __init__(self, counts: NDArray[np.int32] | None = None, total: int = 0) -> None:
        self.counts = np.zeros(_CELLS, dtype=np.int32) if counts is None else counts
        self.total = total

    def add(self, names: Iterable[str]) -> None:
        """Count one article's names in."""
        self.total += 1
        for name in names:
            self.counts[_cell(name)] += 1

    def articles(self, name: str) -> int:
        """The number of articles that have the name, at most."""
        return int(self.counts[_cell(name)])

    def weight(self, name: str) -> float:
        """1 for a name that hardly any article has, near 0 for one that most have."""
        if self.total < 2:
            return 1.0
        return max(0.05, min(1.0, 1.2 * (1 - math.log(max(1, self.articles(name))) / math.log(self.total))))

    def to_bytes(self) -> bytes:
        """The counts, compressed."""
        return zlib.compress(self.counts.tobytes(), 1)

    @classmethod
    def from_bytes(cls, data: bytes, total: int) -> Rarity:
        """What `to_bytes` gave."""
        return cls(np.frombuffer(zlib.decompress(data), dtype=np.int32).copy(), total)
