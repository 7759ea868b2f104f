"""A SQLite database as the output of a batch run: tables with keys and indexes, and full-text search on quotes."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from newsparse.batch.files import ALONE, kind_of
from newsparse.batch.journal import State
from newsparse.batch.sinks import Sink, foreign, plain
from newsparse.outputs.frame import COLUMNS, TABLES, Origin, table_rows

if TYPE_CHECKING:
    from pathlib import Path

    from newsparse.batch.inputs import Record
    from newsparse.types import Article

__all__ = ["Database"]

_TYPES = {"int": "INTEGER", "float": "REAL", "str": "TEXT", "bool": "INTEGER", "date": "TEXT", "list": "TEXT"}
_ARTICLE = "FOREIGN KEY (article) REFERENCES articles (article)"
_ENTITY = "FOREIGN KEY (article, entity) REFERENCES entities (article, entity)"
_KEYS = {
    "articles": ("PRIMARY KEY (article)",),
    "entities": ("PRIMARY KEY (article, entity)", _ARTICLE),
    "mentions": ("PRIMARY KEY (article, mention)", _ARTICLE, _ENTITY),
    "quotes": ("PRIMARY KEY (article, quote)", _ARTICLE, _ENTITY),
    "quote_parts": (
        "PRIMARY KEY (article, quote, part)",
        "FOREIGN KEY (article, quote) REFERENCES quotes (article, quote)",
    ),
    "blocks": ("PRIMARY KEY (article, block)", _ARTICLE),
    "dates": ("PRIMARY KEY (article, date)", _ARTICLE),
}
_INDEXES = (
    ("articles", "id"),
    ("articles", "published"),
    ("entities", "name"),
    ("entities", "label"),
    ("mentions", "article, entity"),
    ("quotes", "speaker"),
    ("quotes", "article, entity"),
    ("dates", "first_day"),
)
_TO_ADD = {"articles_url": "url", "articles_source": "source, record"}
"""Indexes by which an article is found again, made when the first run is added."""
_SEARCH = (
    'CREATE VIRTUAL TABLE quotes_fts USING fts5 (text, speaker, content="quotes")',  # as Datasette looks for it
    (
        "CREATE TRIGGER quotes_fts_insert AFTER INSERT ON quotes BEGIN "
        "INSERT INTO quotes_fts (rowid, text, speaker) VALUES (new.rowid, new.text, new.speaker); END"
    ),
    (
        "CREATE TRIGGER quotes_fts_delete AFTER DELETE ON quotes BEGIN "
        "INSERT INTO quotes_fts (quotes_fts, rowid, text, speaker) "
        "VALUES ('delete', old.rowid, old.text, old.speaker); END"
    ),
)


class Database(Sink):
    """The state is a row of the database, so that each commit is one transaction."""

    grows = True

    def __init__(self, output: Path) -> None:
        super().__init__(output)
        self.rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in TABLES}
        self.base: sqlite3.Connection | None = None

    def _resume(self, new: State) -> State:
        self.base = base = sqlite3.connect(self.output, isolation_level=None)
        try:
            base.execute("PRAGMA synchronous = FULL")
            tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master")}
            if "newsparse_run" in tables:
                return State.from_json(base.execute("SELECT state FROM newsparse_run").fetchone()[0], self.output)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            raise foreign(self.output, error) from error
        if tables:
            raise foreign(self.output, "it has other tables")
        return new

    def has(self, record: Record, among: int) -> bool:
        """Whether one of the first `among` articles is this record's.

        It is known by its id, else by its address, else by its place and text; a file of one article, whose id is its
        name, by its place, or name and text; what cannot be read, by its place.
        """
        assert self.base is not None, "begin comes first"  # noqa: S101 - for the type
        told, wanted = _known_by(record)
        question = f"SELECT 1 FROM articles WHERE ({told}) AND article <= ?"  # noqa: S608 - our own names
        return self.base.execute(question, (*plain(wanted), among)).fetchone() is not None

    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""
        for name, rows in table_rows(article, number, origin).items():
            self.rows[name] += [plain(row) for row in rows]

    def commit(self, state: State) -> None:
        """Make what was added durable."""
        base = self.base
        assert base is not None, "begin comes first"  # noqa: S101 - for the type
        try:
            base.execute("BEGIN IMMEDIATE")
            if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'newsparse_run'").fetchone():
                _create(base)
            if state.before:
                for name, columns in _TO_ADD.items():
                    base.execute(f"CREATE INDEX IF NOT EXISTS {name} ON articles ({columns})")
            for name, rows in self.rows.items():
                # Named, since `newsparse link` adds columns of its own.
                columns = ", ".join(f'"{column}"' for column in COLUMNS[name])
                marks = ", ".join("?" * len(COLUMNS[name]))
                base.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', rows)  # noqa: S608 - our own
            base.execute("DELETE FROM newsparse_run")
            base.execute("INSERT INTO newsparse_run VALUES (?)", (state.to_json(),))
            base.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if base.in_transaction:
                base.execute("ROLLBACK")
            raise OSError(None, str(error), str(self.output)) from error
        for rows in self.rows.values():
            rows.clear()

    def close(self) -> None:
        """Give the files back."""
        if self.base is not None:
            self.base.close()  # before the lock: to close any handle of the file ends SQLite's own locks
        super().close()


def _known_by(record: Record) -> tuple[str, tuple[object, ...]]:
    """What the article of a record must be like, in SQL, and the values for it."""
    given = record.source or {}
    here, place = "source = ? AND record = ?", (record.file, record.number)
    id_, url, text = (given.get(name) for name in ("id", "url", "text"))
    if record.source is None:
        return f"{here} AND error IS NOT NULL", place
    if kind_of(record.file) in ALONE:
        return f"{here} OR (id = ? AND text = ?)", (*place, id_, text)
    if id_ or url:
        return ("id = ?", (str(id_),)) if id_ else ("url = ?", (str(url),))
    return (here, place) if text is None else (f"{here} AND text = ?", (*place, text))


def _create(base: sqlite3.Connection) -> None:
    for name, columns in TABLES.items():
        lines = [f'"{column}" {_TYPES[kind]}' for column, kind in columns.items()]
        base.execute(f'CREATE TABLE "{name}" ({", ".join([*lines, *_KEYS[name]])})')
    for name, columns_ in _INDEXES:
        index = f"{name}_{columns_.replace(', ', '_')}"
        base.execute(f"CREATE INDEX {index} ON {name} ({columns_})")
    for statement in _SEARCH:
        base.execute(statement)
    base.execute("CREATE TABLE newsparse_run (state TEXT)")
