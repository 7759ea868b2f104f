"""What all the facets share: counts with their precision, recall and F1, figures, tables, and the hash of the data."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Counts", "Data", "Error", "Figure", "Report", "Table", "fingerprint"]


T = TypeVar("T")


@dataclass(slots=True)
class Counts:
    """Items found, items wanted, and the right ones among each (which differ where matching is not one to one)."""

    found: int = 0
    wanted: int = 0
    right_found: int = 0
    right_wanted: int = 0

    def add(self, found: int, wanted: int, right: int, right_wanted: int | None = None) -> None:
        """Add the counts of one document; `right_wanted` is given where it is not `right`."""
        self.found += found
        self.wanted += wanted
        self.right_found += right
        self.right_wanted += right if right_wanted is None else right_wanted

    @property
    def precision(self) -> float:
        return self.right_found / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.right_wanted / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value, higher is better; `floor` is what the project promises.

    `gated` ones may not fall; of those that are `capped`, what is above the promise does not count.
    """

    name: str
    value: float
    note: str = ""
    gated: bool = True
    floor: float | None = None
    capped: bool = False

    @property
    def held(self) -> float:
        """The value that the gate compares."""
        return min(self.value, self.floor) if self.capped and self.floor is not None else self.value


@dataclass(frozen=True, slots=True)
class Table:
    """A table that goes beside the figures, as text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Report:
    """What one facet gives."""

    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def f1(self, name: str, counts: Counts, *, gated: bool = True, floor: float | None = None) -> None:
        """Add an F1 with its precision, recall and number of wanted items as the note."""
        note = f"P {counts.precision:.3f}, R {counts.recall:.3f}, {counts.wanted} wanted, {counts.found} found"
        self.figures.append(Figure(name, counts.f1, note, gated, floor))

    def share(
        self,
        name: str,
        right: float,
        total: float,
        *,
        gated: bool = True,
        floor: float | None = None,
        capped: bool = False,
    ) -> None:
        """Add a share of a total, 1.0 where the total is nothing."""
        value = right / total if total else 1.0
        self.figures.append(Figure(name, value, f"{right:g} of {total:g}", gated, floor, capped))


@dataclass(frozen=True, slots=True)
class Error:
    """One error for looking at: its kind, the document, and the text around with the place marked."""

    kind: str
    document: str
    context: str


@dataclass(frozen=True, slots=True)
class Data(Generic[T]):
    """The documents that a facet scores, and how many the corpus has where only some are taken."""

    documents: Sequence[T]
    available: int

    @property
    def hash(self) -> str:
        return fingerprint(self.documents)


def fingerprint(documents: Iterable[object]) -> str:
    """A hash of the documents as they were read: their text and their annotation."""
    digest = sha256()
    for document in documents:
        digest.update(repr(document).encode("utf8", "surrogatepass"))
    return digest.hexdigest()[:16]
