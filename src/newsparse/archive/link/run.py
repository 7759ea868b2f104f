"""`link`: a whole run over an archive, and `explain`: what is known of one id, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.archive.link.decisions import apply_decisions, read_authority, read_decisions
from newsparse.archive.link.kinds import KINDS
from newsparse.archive.link.node import Reader
from newsparse.archive.link.tables import Tables
from newsparse.archive.store import counted, open_archive
from newsparse.errors import InputError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from newsparse.archive.link.engine import Engine
    from newsparse.archive.link.kinds import Kind
    from newsparse.archive.link.node import Node
    from newsparse.archive.store import Listener

__all__ = ["Summary", "explain", "link"]

_COMMIT = 500  # blocks in one transaction


@dataclass(frozen=True, slots=True)
class Summary:
    """What is linked: `people` and `organisations` in the archive, and of its entities those with an id and without."""

    archive: str
    people: int
    organisations: int
    linked: int
    unresolved: int


def link(
    archive: str | Path,
    *,
    authority: str | Path | None = None,
    decisions: str | Path | None = None,
    progress: Listener = None,
) -> Summary:
    """Link people and organisations of an archive (the SQLite output of a batch run) over its articles.

    `authority` is a CSV file with `id`, `name`, `aliases` (separated by `|`) and, optionally, `wikidata` and `kind`;
    `decisions` one with `action` (merge, apart, split), `one` and `other`. Both are kept in the archive, so that later
    runs obey them without the files. Articles that were linked before keep their ids; an interrupted run goes on.

    Raises `InputError` for what is no archive, and for a file that cannot be read or names what there is not.
    """
    lists = read_authority(authority) if authority else []
    choices = read_decisions(decisions) if decisions else []
    with open_archive(archive) as base:
        tables, reader = Tables(base), Reader(base)
        _count(tables, reader, progress)
        for kind in KINDS:
            base.execute("BEGIN IMMEDIATE")
            engine = apply_decisions(kind, tables, reader, lists, choices)
            base.execute("COMMIT")
            _run(engine, reader, progress)
        return _summary(base, archive)


def _count(tables: Tables, reader: Reader, progress: Listener) -> None:
    """Count the names of new articles: which are rare must be known before the first is compared."""
    base, rarity, last = tables.base, tables.rarity(), tables.get("last article") or 0
    rows = base.execute("SELECT article FROM articles WHERE article > ? ORDER BY article", (last,))
    numbers = [number for (number,) in rows]
    for number in counted(numbers, "names", len(numbers), progress, every=200):
        rarity.see(reader.nodes(number).values())
    if numbers:
        base.execute("BEGIN IMMEDIATE")
        tables.put("rarity", rarity.to_bytes())
        tables.put("counted", rarity.total)
        tables.put("last article", numbers[-1])
        base.execute("COMMIT")


def _run(engine: Engine, reader: Reader, progress: Listener) -> None:
    base, kind = reader.base, engine.kind
    base.execute("CREATE TEMP TABLE IF NOT EXISTS waiting (short INTEGER, key TEXT, article INTEGER, entity TEXT)")
    base.execute("DELETE FROM waiting")
    rows = base.execute(
        f"SELECT article, entity FROM entities WHERE label = ? AND {kind.column} IS NULL",  # noqa: S608
        (kind.label,),
    )
    base.executemany("INSERT INTO waiting VALUES (?, ?, ?, ?)", _keys(kind, reader, rows.fetchall()))
    base.execute("CREATE INDEX IF NOT EXISTS waiting_key ON waiting (short, key, article)")
    blocks = base.execute("SELECT DISTINCT short, key FROM waiting ORDER BY short, key").fetchall()
    base.execute("BEGIN IMMEDIATE")
    listed = counted(blocks, kind.table, len(blocks), progress, every=_COMMIT)
    for done, (short, key) in enumerate(listed, start=1):
        nodes = _waiting(kind, reader, short, key)
        if nodes:
            (engine.short if short else engine.block)(key, nodes)
        if done % _COMMIT == 0 or done == len(blocks):
            engine.publish()
            base.execute("COMMIT")
            base.execute("BEGIN IMMEDIATE")
    base.execute("COMMIT")


def _keys(kind: Kind, reader: Reader, rows: list[tuple[int, str]]) -> Iterator[tuple[bool, str, int, str]]:
    """By what each entity is looked up, and whether it has no full name."""
    for article, entity in rows:
        short, keys = kind.looked_up(reader.nodes(article)[entity].names)
        yield from ((short, key, article, entity) for key in keys)


def _waiting(kind: Kind, reader: Reader, short: int, key: str) -> list[Node]:
    """The entities of a block that have no id yet."""
    rows = reader.base.execute(
        f"SELECT article, entity FROM waiting JOIN entities USING (article, entity) WHERE short = ? AND key = ? "  # noqa: S608
        f"AND {kind.column} IS NULL ORDER BY article, entity",
        (short, key),
    ).fetchall()
    return [reader.nodes(article)[entity] for article, entity in rows]


def _summary(base: sqlite3.Connection, archive: str | Path) -> Summary:
    people, organisations, linked, all_ = base.execute(
        "SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM organisations), "
        "(SELECT count(*) FROM entities WHERE person_id IS NOT NULL OR organisation_id IS NOT NULL), "
        "(SELECT count(*) FROM entities WHERE label IN ('PERSON', 'ORG'))"
    ).fetchone()
    return Summary(str(archive), people, organisations, linked, all_ - linked)


def explain(archive: str | Path, id_: str) -> str:
    """What is known of a person or organisation, and the evidence of each article, as text.

    An id that was merged into another tells of that one. Raises `InputError` for an id that there is not.
    """
    with open_archive(archive) as base:
        tables = Tables(base)
        now = tables.current(id_)
        for kind in KINDS:
            row = base.execute(f'SELECT * FROM "{kind.table}" WHERE {kind.column} = ?', (now,)).fetchone()  # noqa: S608
            if row:
                return "\n".join(_told(base, id_, now, row))
    raise InputError(f"{str(archive)!r} has no person or organisation {id_!r}: newsparse link ARCHIVE makes them")


def _told(base: sqlite3.Connection, asked: str, now: str, row: tuple[str, ...]) -> Iterator[str]:
    _, name, names, roles, gender, first, last, outlets, articles, quotes, authority, other = row
    yield f"{now}  {name}" + (f"  (merged: {asked})" if asked != now else "")
    yield f"  names: {', '.join(json.loads(names))}"
    for each in json.loads(roles):
        yield f"  role: {each['role']} ({each['first_day']} to {each['last_day']}, {each['n_articles']} articles)"
    known = {"gender": gender, "authority": authority, "other id": other}
    yield from (f"  {what}: {value}" for what, value in known.items() if value)
    yield f"  {articles} articles, {quotes} quotes, {first} to {last}: {', '.join(json.loads(outlets))}"
    for old, score, evidence in base.execute(
        "SELECT old, score, evidence FROM link_merged WHERE id = ? ORDER BY old", (now,)
    ):
        yield f"  merged {old} ({score:+.1f}): {_pieces(evidence)}"
    rows = base.execute(
        "SELECT article, entity, entities.name, articles.published, link_evidence.score, evidence FROM link_evidence "
        "JOIN entities USING (article, entity) JOIN articles USING (article) WHERE link_evidence.id = ? "
        "ORDER BY article",
        (now,),
    )
    for article, entity, called, day, score, evidence in rows:
        yield f"  article {article} {entity} {day or ''} {called} ({score:+.1f}): {_pieces(evidence)}"


def _pieces(evidence: str) -> str:
    return "; ".join(f"{why} {weight:+.1f}" for why, weight in json.loads(evidence))
