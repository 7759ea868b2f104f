"""The fields of a record: the names that feeds, tables and other programs give them, their values, tables of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from newsparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["NAMES", "Columns", "Table", "cell", "field_of", "fields_of", "mark_of", "plain", "rows"]

# The obvious names of each field as `plain` gives them, the best first.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "articletext", "articlebody", "bodytext", "fulltext", "maintext",
        "plaintext", "story",
    ),
    "html": ("html", "page", "rawhtml", "pagehtml"),
    "published": (
        "published", "publishedat", "date", "publishdate", "publisheddate", "publicationdate", "datepublished",
        "datepublish", "pubdate", "webpublicationdate", "timestamp",
    ),
    "title": ("title", "headline", "webtitle"),
    "url": ("url", "link", "weburl", "sourceurl"),
    "id": ("id", "articleid", "_id", "uid", "uuid", "guid"),
}  # fmt: skip
MARKS = (",", ";", "\t")  # between the cells of a table as text, the usual one first
CHUNK = 256  # rows that are taken over from a table at a time
_FIELDS = {name: field for field, names in NAMES.items() for name in names}


def mark_of(first: str) -> str:
    """The mark that parts the cells of a table: the one that its first line has most of."""
    return max(MARKS, key=first.count)


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name of a column or key as it is compared: neither case nor what parts its words matters ("publishedAt")."""
    return re.sub(r"(?<=[^\W_])[\s_-]+", "", name.strip().casefold())


def field_of(name: object) -> str | None:
    """The field that a key of a record stands for, None where it is none of the obvious names."""
    return _FIELDS.get(plain(name)) if isinstance(name, str) else None


def fields_of(record: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields of a record that have a value, each from the best of its names, as `cell` gives the value."""
    values: dict[str, Any] = {}
    for name, value in record.items():
        if field_of(name) is not None and (given := cell(value)) is not None:
            values.setdefault(plain(name), given)
    best = ((field, next((values[name] for name in names if name in values), None)) for field, names in NAMES.items())
    return {field: value for field, value in best if value is not None}


def cell(value: Any) -> Any:
    """A value of a table as Python's own: numpy's scalars as numbers and ISO strings; None for one that is missing.

    NaN, NaT and `pd.NA` are missing.
    """
    if value is None or isinstance(value, str | bytes):
        return value
    if _is_missing(value):
        return None
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return str(value) if type(value).__name__ == "datetime64" else value.item()
    return value


def _is_missing(value: Any) -> bool:
    """Whether a value is not equal to itself (NaN, NaT), or does not say whether it is (`pd.NA`)."""
    try:
        return not value == value  # noqa: PLR0124, SIM201 - what `!=` says of NaN differs from type to type
    except TypeError:
        return True
    except ValueError:
        return False  # an array, which is no value of a table


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that hold the fields of a record; None where the obvious names are to be tried."""

    text: str | None = None
    html: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    id: str | None = None

    def chosen(self, names: Iterable[Any]) -> dict[str, Any]:
        """Field to column, for records with these columns. Raises `InputError` for a named one that is missing."""
        present = list(names)
        named_as = _by_plain(present)
        found: dict[str, Any] = {}
        for each, obvious in NAMES.items():
            named = getattr(self, each)
            if named is not None:
                if named not in present:
                    raise InputError(f"no column {named!r} (there are {_listed(present)}): see --{each}-column")
                found[each] = named
                continue
            column = next((named_as[name] for name in obvious if name in named_as), None)
            if column is not None and column not in found.values():
                found[each] = column
        if self.html and not self.text:
            found.pop("text", None)
        if "text" not in found and "html" not in found:
            raise InputError(f"no column holds the text (there are {_listed(present)}): name it with --text-column")
        return found


def _by_plain(names: Sequence[Any]) -> dict[str, str]:
    """Plain name -> the first of the names that is so spelled."""
    return {plain(name): name for name in reversed(names) if isinstance(name, str)}


def _listed(names: list[Any]) -> str:
    return ", ".join(repr(name) for name in names[:12]) or "none"


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
        told = f"no column of the table holds the text (there are {_listed(names)}): rename it to 'text'"
        raise InputError(told) from error


def _rows(table: Any, found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    size = int(table.shape[0])
    for start in range(0, size, CHUNK):
        part = table.iloc[start : start + CHUNK] if hasattr(table, "iloc") else table.slice(start, CHUNK)
        columns = [part[column] for column in found.values()]
        lists = [column.to_pylist() if hasattr(column, "to_pylist") else column.to_list() for column in columns]
        for values in zip(*lists, strict=True):
            yield dict(zip(found, values, strict=True))
