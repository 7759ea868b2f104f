"""The fields of a record: the names that feeds, tables and other programs give them, and their values."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NAMES", "cell", "field_of", "fields_of", "plain"]

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
_FIELDS = {name: field for field, names in NAMES.items() for name in names}


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name of a column or key as it is compared: neither case nor what parts its words matters ("publishedAt")."""
    return re.sub(r"(?<=[^\W_])[\s_-]+", "", name.strip().casefold())


def field_of(name: object) -> str | None:
    """The field that a key of a record stands for, None where it is none of the obvious names."""
    return _FIELDS.get(plain(name)) if isinstance(name, str) else None


def fields_of(record: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields of a record that have a value, each from the best of its names, as `cell` gives the value."""
    best: dict[str, tuple[int, Any]] = {}
    for name, value in record.items():
        field = field_of(name)
        given = None if field is None else cell(value)
        if field is None or given is None:
            continue
        rank = NAMES[field].index(plain(name))
        if field not in best or rank < best[field][0]:
            best[field] = (rank, given)
    return {field: value for field, (_, value) in best.items()}


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
