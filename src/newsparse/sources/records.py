"""What a user hands in, checked: a `Record` holds one text or one page and the metadata given with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from newsparse.errors import InputError
from newsparse.sources.days import day_of
from newsparse.sources.fields import cell, field_of, fields_of, says
from newsparse.types import Article

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Record", "day", "record"]

WANTED = "a str, or a mapping with 'text' (str) or 'html' (str or bytes)"
WANTED_DAY = (
    "a day: a date, a datetime, '2025-07-13', '2025-07-13T10:00:00Z', 'Sun, 13 Jul 2025 10:00:00 GMT', "
    "'July 13, 2025', or seconds since 1970; in '03/04/2025' either number may be the month"
)
RESULTS = frozenset(each.name for each in fields(Article))  # an article that was read before brings them along


@dataclass(frozen=True, slots=True)
class Record:
    """One source. Exactly one of `text` and `html` is not None; the rest is None where it was not given.

    `unread` are the keys of the mapping that no field goes by.
    """

    text: str | None = None
    html: str | bytes | None = None
    id: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None
    unread: tuple[str, ...] = ()


def record(
    source: object,
    *,
    id: str | int | None = None,
    title: str | None = None,
    published: date | str | None = None,
    url: str | None = None,
) -> Record:
    """Check a source and its metadata; what is given as an argument goes before the field of a mapping.

    The fields of a mapping go by their usual names (`fields.NAMES`: "body", "date", "headline", ...), by any case.
    Raises `InputError` for anything that is not text, a mapping that holds text, or metadata of the wrong kind.
    """
    given: Mapping[Any, Any] = source if isinstance(source, Mapping) else {}
    known = fields_of(given)
    name = _id(_first(id, known.get("id")))
    where = "the source" if name is None else f"record {name!r}"
    text, html = _content(source, known, where)
    return Record(
        text=text,
        html=html,
        id=name,
        title=_string(_first(title, known.get("title")), "title", where),
        published=day(_first(published, known.get("published")), where),
        url=_string(_first(url, known.get("url")), "url", where),
        unread=tuple(
            str(key)
            for key, value in given.items()
            if field_of(key) is None and key not in RESULTS and cell(value) is not None
        ),
    )


def day(value: object, where: str = "the source") -> date | None:
    """A publication date as a `date`: of a point in time the day as it is written, in its own zone."""
    value = cell(value)
    found = day_of(value)
    if value is not None and found is None:
        raise InputError(f"{where}: 'published' is {_got(value)}; wanted is {WANTED_DAY}")
    return found


def _content(source: object, known: Mapping[str, Any], where: str) -> tuple[str | None, str | bytes | None]:
    """The text, or the page: where a mapping holds both, the text is what its owner chose."""
    if isinstance(source, str):
        return source, None
    if not isinstance(source, Mapping):
        raise InputError(f"{where} is {_got(source)}; wanted is {WANTED}{_remedy(source)}")
    text, html = known.get("text"), known.get("html")
    if text is None and html is None:
        keys = ", ".join(repr(key) for key in list(source)[:8]) or "no fields"
        raise InputError(f"{where} is a mapping without 'text' or 'html' (it has {keys}); wanted is {WANTED}")
    if text is not None:
        if not isinstance(text, str):
            raise InputError(f"{where}: 'text' is {_got(text)}; wanted is a str{_remedy(text)}")
        return text, None
    if not isinstance(html, str | bytes):
        raise InputError(f"{where}: 'html' is {_got(html)}; wanted is a str or bytes")
    return None, html


def _first(*values: object) -> object:
    """The first value that says something: None, blank strings and NaN (an empty cell of a table) do not."""
    return next(filter(says, map(cell, values)), None)


def _id(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a column of numbers in which one is missing
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


_REMEDIES: tuple[tuple[Callable[[Any], bool], str], ...] = (
    (
        lambda value: isinstance(value, bytes | bytearray | memoryview),
        "decode it (value.decode('utf-8')), or pass a page as {'html': value}",
    ),
    (lambda value: isinstance(value, PurePath), "read the file first (path.read_text(encoding='utf-8'))"),
    (lambda value: hasattr(value, "columns"), "extract_many takes a table, a row an article"),
    (lambda value: hasattr(value, "to_dict"), "pass a row of a table as value.to_dict()"),
)


def _remedy(value: object) -> str:
    return next((f": {told}" for fits, told in _REMEDIES if fits(value)), "")
