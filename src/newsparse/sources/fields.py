"""The fields of a record, and the names that feeds, tables and other programs give them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsparse.sources.cells import cell

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NAMES", "field_of", "fields_of", "plain"]

# The obvious names of each field, the best first; case, spaces and hyphens do not matter.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story"),
    "html": ("html", "page", "raw_html", "page_html"),
    "published": (
        "published", "published_at", "date", "publish_date", "published_date", "publication_date", "date_published",
        "datepublished", "date_publish", "pubdate", "pub_date", "timestamp",
    ),
    "title": ("title", "headline"),
    "url": ("url", "link", "web_url", "source_url"),
    "id": ("id", "article_id", "_id", "uid", "uuid", "guid"),
}  # fmt: skip
_FIELDS = {name: field for field, names in NAMES.items() for name in names}


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name of a column or key as it is compared."""
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def field_of(name: object) -> str | None:
    """The field that a key of a record stands for, None where it is none of the obvious names."""
    return _FIELDS.get(plain(name)) if isinstance(name, str) else None


def fields_of(record: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields of a record that have a value, each from the best of its names, as `cells.cell` gives the value."""
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
