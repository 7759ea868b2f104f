"""The columns of a table of articles: which holds the text, the day, and so on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsparse.errors import InputError
from newsparse.sources.fields import NAMES, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Columns"]


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
        named_as = {plain(name): name for name in reversed(present) if isinstance(name, str)}
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


def _listed(names: list[Any]) -> str:
    return ", ".join(repr(name) for name in names[:12]) or "none"
