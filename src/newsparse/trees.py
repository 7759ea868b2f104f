"""Boosted trees as they lie in the package: training writes them, numpy alone reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Matrix", "SmallTrees", "Trees", "loaded"]

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
    def read(cls, stored: Mapping[str, npt.NDArray[Any]], prefix: str = "") -> Trees:
        """The trees of a file that was `loaded`; `prefix` begins the names of theirs, where there are several."""
        base, depth = float(stored[f"{prefix}base"]), int(stored[f"{prefix}depth"])
        return cls(**{name: stored[f"{prefix}{name}"] for name in ARRAYS}, base=base, depth=depth)


def loaded(path: Path, names: tuple[str, ...], by: str) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file that the module `by` trained; `ValueError` where on other columns than those of `names`."""
    with np.load(path) as file:
        if tuple(file["names"]) != names:
            raise ValueError(f"{path.name} was trained on other features; run python -m {by}")
        return dict(file)


class SmallTrees:
    """Boosted trees of eight leaves at most, for few rows at a time: all questions of all trees are asked at once.

    The leaves of a tree are the bits of a byte, from left to right. A question that is answered with no strikes out
    those on its left side; the lowest bit that is left is the leaf that the row ends in.
    """

    def __init__(self, trees: Trees) -> None:
        """Raises `ValueError` where a tree has more leaves."""
        self.trees = trees
        read = [_bits(trees, number) for number in range(len(trees.column))]
        asked = max(len(questions) for questions, _ in read)
        leaves = max(len(values) for _, values in read)
        if leaves > LEAVES:
            raise ValueError(f"a tree of {leaves} leaves")
        self._column = np.zeros((asked, len(read)), np.int64)
        self._limit = np.full((asked, len(read)), np.inf, np.float32)
        self._left = np.full((asked, len(read)), ALL, np.uint8)
        self._value = np.zeros((len(read), LEAVES), np.float32)
        for number, (questions, values) in enumerate(read):
            self._value[number, : len(values)] = values
            for place, (column, limit, left) in enumerate(questions):
                self._column[place, number], self._limit[place, number], self._left[place, number] = column, limit, left
        self._first = np.arange(len(read)) * LEAVES

    def odds(self, matrix: Matrix) -> Matrix:
        """The log odds of each row."""
        no = matrix.take(self._column, axis=1) > self._limit
        left = np.bitwise_and.reduce(np.where(no, self._left, ALL), axis=1)
        sums = self._value.take(_LOWEST.take(left) + self._first).sum(axis=1)
        return np.asarray(sums + self.trees.base)


LEAVES = 8
ALL = np.uint8(255)
_LOWEST = np.array([LEAVES - 1, *((bits & -bits).bit_length() - 1 for bits in range(1, 256))])


def _bits(trees: Trees, number: int) -> tuple[list[tuple[int, float, int]], list[float]]:
    """The questions of a tree, as (column, limit, the bits that are left by a no), and the values of its leaves."""
    questions: list[tuple[int, float, int]] = []
    values: list[float] = []

    def walk(node: int) -> None:
        left, right = int(trees.left[number, node]), int(trees.right[number, node])
        if left == node:
            values.append(float(trees.value[number, node]))
            return
        first = len(values)
        walk(left)
        struck = sum(1 << leaf for leaf in range(first, len(values)))
        questions.append((int(trees.column[number, node]), float(trees.limit[number, node]), 255 & ~struck))
        walk(right)

    walk(0)
    return questions, values
