"""What a user hands in, checked: a `Record` holds one text or one page and the metadata given with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from newsparse.errors import InputError

__all__ = ["Record", "day", "record"]

WANTED = "a str, or a mapping with 'text' (str) or 'html' (str or bytes)"
WANTED_DAY = "a date, a datetime or an ISO 8601 string such as '2025-07-13' or '2025-07-13T10:00:00Z'"

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d{4})(\d\d)(\d\d)")
_TIME = re.compile(r"(?:[Tt ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?\s?(?:[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?")


@dataclass(frozen=True, slots=True)
class Record:
    """One source. Exactly one of `text` and `html` is not None; the rest is None where it was not given."""

    text: str | None = None
    html: str | bytes | None = None
    id: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None


def record(
    source: object,
    *,
    id: str | int | None = None,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
) -> Record:
    """Check a source and its metadata; what is given as an argument goes before the field of a mapping.

    Raises `InputError` for anything that is not text, a mapping that holds text, or metadata of the wrong kind.
    """
    fields: Mapping[Any, Any] = source if isinstance(source, Mapping) else {}
    name = _id(_first(id, fields.get("id")))
    where = "the source" if name is None else f"record {name!r}"
    text, html = _content(source, where)
    return Record(
        text=text,
        html=html,
        id=name,
        title=_string(_first(title, fields.get("title")), "title", where),
        published=day(_first(published, fields.get("published")), where),
        url=_string(_first(url, fields.get("url")), "url", where),
    )


def day(value: object, where: str = "the source") -> date | None:
    """A publication date as a `date`: of a point in time the day as it is written, in its own zone."""
    if value is None or isinstance(value, datetime):
        return None if value is None else value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise InputError(f"{where}: 'published' is {_got(value)}; wanted is {WANTED_DAY}")
    try:
        return _parse(value.strip())
    except ValueError:
        raise InputError(f"{where}: 'published' is {_got(value)}; wanted is {WANTED_DAY}") from None


def _parse(text: str) -> date:
    found = _DAY.match(text)
    if found is None or not _TIME.fullmatch(text, found.end()):
        raise ValueError(text)
    year, month, number = (int(part) for part in found.groups() if part is not None)
    return date(year, month, number)


def _content(source: object, where: str) -> tuple[str | None, str | bytes | None]:
    """The text, or the page: where a mapping holds both, the text is what its owner chose."""
    if isinstance(source, str):
        return source, None
    if not isinstance(source, Mapping):
        raise InputError(f"{where} is {_got(source)}; wanted is {WANTED}{_remedy(source)}")
    text, html = source.get("text"), source.get("html")
    if text is None and html is None:
        fields = ", ".join(repr(key) for key in list(source)[:8]) or "no fields"
        raise InputError(f"{where} is a mapping without 'text' or 'html' (it has {fields}); wanted is {WANTED}")
    if text is not None:
        if not isinstance(text, str):
            raise InputError(f"{where}: 'text' is {_got(text)}; wanted is a str{_remedy(text)}")
        return text, None
    if not isinstance(html, str | bytes):
        raise InputError(f"{where}: 'html' is {_got(html)}; wanted is a str or bytes")
    return None, html


def _first(*values: object) -> object:
    """The first value that says something: None, blank strings and NaN (an empty cell of a table) do not."""
    for value in values:
        if value is not None and not (isinstance(value, str) and not value.strip()) and _is_itself(value):
            return value
    return None


def _is_itself(value: object) -> bool:
    try:
        return bool(value == value)  # noqa: PLR0124 - NaN and NaT do not equal themselves
    except (TypeError, ValueError):
        return True


def _id(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"the source: 'id' is {_got(value)}; wanted is a str or an int")


def _string(value: object, field: str, where: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise InputError(f"{where}: {field!r} is {_got(value)}; wanted is a str")


def _got(value: object) -> str:
    if value is None:
        return "None"
    shown = repr(value)
    return f"{shown if len(shown) <= 60 else shown[:57] + '...'} ({type(value).__name__})"


def _remedy(value: object) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return ": decode it (value.decode('utf-8')), or pass a page as {'html': value}"
    if isinstance(value, PurePath):
        return ": read the file first (path.read_text(encoding='utf-8'))"
    return ""
