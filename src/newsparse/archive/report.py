"""`report`: who gets quoted, as one page and as CSV files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.archive.report_page import page
from newsparse.archive.store import Progress, columns, has_table, open_archive
from newsparse.archive.tally import NOT_TOLD, Tally, tally
from newsparse.batch.sinks import csv_lines
from newsparse.errors import InputError, NewsparseError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

__all__ = ["Table", "report", "tables"]

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""The names of the columns, and the rows."""

_KINDS = ("gender", "kind", "field", "country", "outlet", "month", "medium")


def report(
    archive: str | Path, output: str | Path, *, progress: Callable[[Progress], None] | None = None
) -> tuple[Path, ...]:
    """Write a report on who gets quoted in an archive: the page `output`, and CSV files in the folder beside it.

    The folder has the name of the page with `-tables`. Best after `link` and `groups`, whose tables it uses where they
    are. Returns the files written, the page first. Raises `InputError` for what is no archive, or where the page would
    be written over it, and `NewsparseError` for what cannot be written.
    """
    target = Path(output)
    if target.resolve() == Path(archive).resolve():
        raise InputError(f"the report would be written over its archive {str(archive)!r}: name another file")
    with open_archive(archive) as base:
        found = tally(base, progress)
        made = tables(base, found)
    folder = target.with_name(f"{target.stem}-tables")
    try:
        folder.mkdir(exist_ok=True)
        target.write_text(page(found, made, Path(archive).name), encoding="utf-8")
        for name, table in made.items():
            (folder / f"{name}.csv").write_bytes(csv_lines([table[0], *table[1]]))  # no formula for a spreadsheet
    except OSError as error:
        raise NewsparseError(f"cannot write {str(target)!r}: {error.strerror or error}") from error
    return (target, *(folder / f"{name}.csv" for name in made))


def tables(base: sqlite3.Connection, found: Tally) -> dict[str, Table]:
    """The tables of a report by their names, each most quoted first; months in their order."""
    made: dict[str, Table] = {"people": _people(base, found)}
    for kind in _KINDS:
        counts = found.by[kind]
        if kind == "month":
            ordered = sorted(value for value in counts if value != NOT_TOLD)
        else:
            ordered = sorted(counts, key=lambda value: (value == NOT_TOLD, -counts[value].quotes, value))
        made[kind] = (
            (kind, "quotes", "words"),
            [(value, counts[value].quotes, counts[value].words) for value in ordered],
        )
    made["new_voices"] = (("month", "people"), list(found.new_voices().items()))
    made["top_quotes"] = _top_quotes(base)
    made["places"] = _places(base)
    return made


def _people(base: sqlite3.Connection, found: Tally) -> Table:
    known = _names(base)
    rows = [
        (
            known.get(key, voice.name), voice.count.quotes, voice.count.words, voice.gender,
            voice.roles.most_common(1)[0][0] if voice.roles else "", len(voice.outlets), voice.first or "",
            key if found.linked and not key.startswith("name ") else "",
        )
        for key, voice in found.voices.items()
    ]  # fmt: skip
    names = ("name", "quotes", "words", "gender", "role", "outlets", "first_month", "person_id")
    return names, sorted(rows, key=lambda row: (-row[1], -row[2], row[0]))


def _names(base: sqlite3.Connection) -> dict[str, str]:
    """Id -> name, of an archive that is linked."""
    return dict(base.execute("SELECT person_id, name FROM people").fetchall()) if has_table(base, "people") else {}


def _top_quotes(base: sqlite3.Connection) -> Table:
    """The quotations that most outlets printed; none of an archive that is not grouped."""
    names = ("text", "speaker", "outlets", "articles", "wordings", "first_day", "first_article", "other_speakers")
    if not has_table(base, "quote_groups"):
        return names, []
    rows = base.execute(
        "SELECT text, speaker, n_outlets, n_articles, n_wordings, first_day, first_article, other_speakers "
        "FROM quote_groups ORDER BY n_outlets DESC, n_articles DESC, group_id LIMIT 200"
    ).fetchall()
    return names, [(*row[:-1], ", ".join(json.loads(row[-1] or "[]"))) for row in rows]


def _places(base: sqlite3.Connection) -> Table:
    """The places that have coordinates, most articles first; none of an archive without them."""
    names = ("place", "country", "latitude", "longitude", "articles")
    if not {"geonames_id", "latitude", "longitude"} <= columns(base, "entities"):
        return names, []
    rows = base.execute(
        "SELECT min(name), country, latitude, longitude, count(DISTINCT article) AS n FROM entities "
        "WHERE latitude IS NOT NULL AND longitude IS NOT NULL "
        "GROUP BY coalesce(geonames_id, name), country, latitude, longitude ORDER BY n DESC, min(name)"
    ).fetchall()
    return names, [tuple(row) for row in rows]
