"""Boosted trees as they lie in the package: training writes them, numpy alone reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Matrix", "Trees"]

Matrix = npt.NDArray[np.float64]
ARRAYS = ("column", "limit", "left", "right", "value")
CHUNK = 2048  # rows that go through the trees at a time


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees: one row a tree, one column a node; a leaf points at itself. `value` adds up to log odds."""

    column: npt.NDArray[np.int16]
    limit: npt.NDArray[np.float32]
    left: npt.NDArray[np.int16]
    right: npt.NDArray[np.int16]
    value: npt.NDArray[np.float32]
    base: float
    depth: int

    def score(self, matrix: Matrix) -> Matrix:
        """The probability of each row."""
        return np.asarray(1 / (1 + np.exp(-self.odds(matrix))))

    def odds(self, matrix: Matrix) -> Matrix:
        """The log odds of each row."""
        parts = [self._odds(matrix[at : at + CHUNK]) for at in range(0, len(matrix), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _odds(self, matrix: Matrix) -> Matrix:
        # Flat tables and `take` cost a third of what indexing by pairs does.
        trees, nodes = self.column.shape
        column, limit, value = self.column.ravel(), self.limit.ravel(), self.value.ravel()
        after = np.stack([self.right, self.left], axis=-1).ravel()
        first = (np.arange(trees) * nodes)[None, :]
        rows = (np.arange(len(matrix)) * matrix.shape[1])[:, None]
        flat = np.ascontiguousarray(matrix).ravel()
        node = np.repeat(first, len(matrix), axis=0).ravel()
        base = np.repeat(rows, trees, axis=1).ravel()
        root = np.broadcast_to(first, (len(matrix), trees)).ravel()
        going = np.arange(len(node))  # the places that are at no leaf yet
        for _ in range(self.depth):
            at = node.take(going)
            below = flat.take(base.take(going) + column.take(at)) <= limit.take(at)
            moved = after.take(2 * at + below) + root.take(going)
            node[going] = moved
            going = going[moved != at]
        sums = value.take(node).reshape(len(matrix), trees).sum(axis=1)
        return np.asarray(sums + self.base)

    def save(self, path: Path, names: Sequence[str], **more: Any) -> None:
        """Write the trees, with the names of the columns that they were trained on, and what else goes with them."""
        np.savez_compressed(path, names=np.array(names), **self.fields(), **more)

    def fields(self) -> dict[str, Any]:
        """The arrays and numbers that `read` takes, by name."""
        return {name: getattr(self, name) for name in (*ARRAYS, "base", "depth")}

    @classmethod
    def read(cls, stored: Mapping[str, npt.NDArray[Any]]) -> Trees:
        """The trees of an open file."""
        return cls(**{name: stored[name] for name in ARRAYS}, base=float(stored["base"]), depth=int(stored["depth"]))
