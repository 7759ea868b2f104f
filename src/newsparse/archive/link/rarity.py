"""How many articles name something, about: a table of fixed size, so that memory does not grow with the archive."""

from __future__ import annotations

import math
import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from newsparse.archive.link.node import Node

__all__ = ["Rarity"]

_CELLS = 1 << 20
_FEWEST = 30  # articles: two that share a name say less of how many have it


def _cell(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) % _CELLS


class Rarity:
    """Counts by a hash, two names at times together: at worst a name seems more frequent than it is."""

    def __init__(self, counts: NDArray[np.int32] | None = None, total: int = 0) -> None:
        self.counts = np.zeros(_CELLS, dtype=np.int32) if counts is None else counts
        self.total = total

    def see(self, nodes: Iterable[Node]) -> None:
        """Count the names of one article in, whose nodes these are."""
        self.total += 1
        for name in {name for node in nodes for name in node.company}:
            self.counts[_cell(name)] += 1

    def articles(self, name: str) -> int:
        """The number of articles that have the name, at most."""
        return int(self.counts[_cell(name)])

    def weight(self, name: str) -> float:
        """1 for a name that hardly any article has, near 0 for one that most have."""
        share = math.log(max(1, self.articles(name))) / math.log(max(_FEWEST, self.total))
        return max(0.05, min(1.0, 1.2 * (1 - share)))

    def to_bytes(self) -> bytes:
        """The counts, compressed."""
        return zlib.compress(self.counts.tobytes(), 1)

    @classmethod
    def from_bytes(cls, data: bytes, total: int) -> Rarity:
        """What `to_bytes` gave."""
        return cls(np.frombuffer(zlib.decompress(data), dtype=np.int32).copy(), total)

    @classmethod
    def of_parts(cls, parts: Iterable[tuple[bytes, int]]) -> Rarity:
        """The counts of several parts of an archive together, each as `to_bytes` gave it and with its total."""
        found = cls()
        for data, total in parts:
            found.counts += cls.from_bytes(data, total).counts
            found.total += total
        return found
