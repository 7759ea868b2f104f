"""The columns of a table of articles: which holds the text, the day, and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NAMES", "Columns"]

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
        plain = {_plain(name): name for name in reversed(present) if isinstance(name, str)}
        found: dict[str, Any] = {}
        for each, obvious in NAMES.items():
            named = getattr(self, each)
            if named is not None:
                if named not in present:
                    raise InputError(f"no column {named!r} (there are {_listed(present)}): see --{each}-column")
                found[each] = named
                continue
            column = next((plain[name] for name in obvious if name in plain), None)
            if column is not None and column not in found.values():
                found[each] = column
        if self.html and not self.text:
            found.pop("text", None)
        if "text" not in found and "html" not in found:
            raise InputError(f"no column holds the text (there are {_listed(present)}): name it with --text-column")
        return found


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def _listed(names: list[Any]) -> str:
    return ", ".join(repr(name) for name in names[:12]) or "none"
