"""The rows of a table in memory (pandas, polars, Arrow) as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from newsparse.errors import InputError
from newsparse.sources.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Table", "rows"]

CHUNK = 256  # rows that are taken over from a table at a time


class Table(Protocol):
    """A table in memory: a frame of pandas or polars, or a table of Arrow."""

    @property
    def columns(self) -> Any:
        """The columns, or their names."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows and columns."""


def rows(table: Any) -> Iterator[dict[str, Any]]:
    """The rows of a table as mappings with the fields that its columns hold by their obvious names.

    `table` is a frame of pandas or polars, or a table of Arrow. Raises `InputError` where no column holds the text.
    """
    names = list(getattr(table, "column_names", table.columns))
    try:
        return _rows(table, Columns().chosen(names))
    except InputError as error:
        listed = ", ".join(map(repr, names[:12])) or "none"
        raise InputError(f"no column of the table holds the text (there are {listed}): rename it to 'text'") from error


def _rows(table: Any, found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    size = int(table.shape[0])
    for start in range(0, size, CHUNK):
        part = table.iloc[start : start + CHUNK] if hasattr(table, "iloc") else table.slice(start, CHUNK)
        columns = [_values(part, column) for column in found.values()]
        for values in zip(*columns, strict=True):
            yield dict(zip(found, values, strict=True))


def _values(part: Any, column: Any) -> Any:
    values = part[column]
    return values.to_pylist() if hasattr(values, "to_pylist") else values.to_list()
