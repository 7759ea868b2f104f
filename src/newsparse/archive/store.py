"""An archive: the SQLite output of a batch run, opened to be read or to be added to."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newsparse.archive.page import Page, Said, names_of, source_of
from newsparse.archive.relayed import denies
from newsparse.errors import InputError
from newsparse.sources.fields import mark_of
from newsparse.types import Article

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

__all__ = [
    "Listener", "Progress", "articles_of", "columns", "counted", "has_table", "lines_of", "open_archive", "page_of",
    "rows_of",
]  # fmt: skip

_WAIT = 60.0  # seconds for which a batch run that is going on may hold the archive
_NEEDED = frozenset({"articles", "entities", "quotes", "quote_parts"})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long step is: what it does, and `done` of `total`."""

    step: str
    done: int
    total: int


Listener = Callable[[Progress], None] | None
"""What is told how far a step is, or None."""
Row = TypeVar("Row")


def counted(rows: Iterable[Row], step: str, total: int, progress: Listener, *, every: int) -> Iterator[Row]:
    """The rows; after so many of them, and after the last, progress is told where somebody asks."""
    for done, row in enumerate(rows, start=1):
        yield row
        if progress is not None and (done % every == 0 or done == total):
            progress(Progress(step, done, total))


@contextmanager
def open_archive(path: str | Path) -> Iterator[sqlite3.Connection]:
    """The archive, in autocommit mode.

    Raises `InputError` for a file that is missing, is no archive, is damaged, or is held by another program.
    """
    if not Path(path).is_file():
        raise InputError(f"there is no archive {str(path)!r}: newsparse batch INPUT {path} makes one")
    base = sqlite3.connect(path, isolation_level=None, timeout=_WAIT)
    try:
        missing = _NEEDED - {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if missing:
            raise InputError(
                f"{str(path)!r} is no archive of newsparse (it has no table {', '.join(sorted(missing))}): give the "
                ".sqlite output of newsparse batch"
            )
        yield base
    except sqlite3.Error as error:
        raise InputError(f"the archive {str(path)!r} cannot be used: {error}") from error
    finally:
        base.close()


def has_table(base: sqlite3.Connection, name: str) -> bool:
    """Whether the archive has a table."""
    return base.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def columns(base: sqlite3.Connection, table: str) -> frozenset[str]:
    """The columns that a table has: those of an older archive are fewer."""
    return frozenset(row[1] for row in base.execute(f'PRAGMA table_info("{table}")'))


def _rows(base: sqlite3.Connection, table: str, number: int) -> Iterator[dict[str, Any]]:
    """The rows of an article in a table of results, with the columns that this archive has."""
    found = base.execute(f'SELECT * FROM "{table}" WHERE article = ? ORDER BY rowid', (number,))  # noqa: S608 - a name
    columns_ = [each[0] for each in found.description]
    return (dict(zip(columns_, row, strict=True)) for row in found)


def _called(base: sqlite3.Connection, number: int) -> dict[str, list[str]]:
    """What each entity of an article is called in it, then, in an archive that was linked, in others."""
    found = {}
    for row in _rows(base, "entities", number):
        found[row["entity"]] = [row["name"], *json.loads(row["aliases"] or "[]"), *_elsewhere(base, row)]
    return found


def _elsewhere(base: sqlite3.Connection, row: dict[str, Any]) -> list[str]:
    for table, column in (("people", "person_id"), ("organisations", "organisation_id")):
        if row.get(column):
            known = base.execute(f"SELECT names FROM {table} WHERE {column} = ?", (row[column],)).fetchone()  # noqa: S608
            return json.loads(known[0] or "[]") if known else []
    return []


def _said(row: dict[str, Any], parts: tuple[tuple[int, int], ...], names: dict[str, list[str]]) -> Said:
    who = [row["entity"], *json.loads(row.get("joint") or "[]")]
    called = [name for each in who for name in names.get(each, ())]
    found = names_of(row["speaker"], row["speaker_text"], row.get("speaker_kind"), called)
    direct = row["kind"] == "direct"
    denied = not direct and denies(row["cue"], negated=bool(row["negated"]))
    return Said(row["quote"], parts, direct, found, source_of(row["speaker_text"]), denied=denied)


def page_of(base: sqlite3.Connection, number: int) -> Page:
    """The article of this number as a page."""
    id_, title, url, published, text = base.execute(
        "SELECT id, title, url, published, text FROM articles WHERE article = ?", (number,)
    ).fetchone()
    parts: dict[str, list[tuple[int, int]]] = {}
    for quote, start, end in base.execute(
        "SELECT quote, start, end FROM quote_parts WHERE article = ? ORDER BY quote, part", (number,)
    ):
        parts.setdefault(quote, []).append((start, end))
    names = _called(base, number)
    said = tuple(_said(row, tuple(parts.get(row["quote"], ())), names) for row in _rows(base, "quotes", number))
    return Page(number, text or "", said, id_, title, url, date.fromisoformat(published) if published else None)


def lines_of(path: str | Path) -> list[str]:
    """The lines of a file in UTF-8. Raises `InputError` where it cannot be read."""
    try:
        return Path(path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {str(path)!r}: {getattr(error, 'strerror', None) or error}") from error


def rows_of(path: str | Path, needed: Collection[str] = ()) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a table (CSV) that are not blank, the names of their columns folded, each with its place.

    Raises `InputError` where it cannot be read, or has not the columns that are needed.
    """
    lines = [f"{line}\n" for line in lines_of(path)]
    rows = csv.DictReader(lines, delimiter=mark_of(lines[0]))
    missing = set(needed) - {str(name).strip().casefold() for name in rows.fieldnames or ()}
    if missing:
        raise InputError(f"{str(path)!r} has no column {', '.join(sorted(missing))}")
    for number, row in enumerate(rows, start=1):
        if None in row:
            raise InputError(f"{path}, record {number}: more cells than columns")
        told = {name.strip().casefold(): (value or "").strip() for name, value in row.items()}
        if any(told.values()):
            yield f"{path}, record {number}", told


def articles_of(path: str | Path) -> Iterator[Article]:
    """The articles of a file of JSON lines, as a batch run writes it. Raises `InputError` for a line that is none."""
    for number, line in enumerate(lines_of(path), start=1):
        if line.strip():
            try:
                yield Article.from_json(line)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                where = f"{str(path)!r}, line {number}"
                raise InputError(f"{where}: no article as newsparse batch writes it ({error})") from error
