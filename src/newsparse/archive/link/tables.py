"""The tables of linking in an archive, and what is read from them and written to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsparse.archive.link.evidence import written
from newsparse.archive.link.kinds import KINDS
from newsparse.archive.link.profile import Profile
from newsparse.archive.link.rarity import Rarity
from newsparse.archive.store import columns

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from newsparse.archive.link.evidence import Piece
    from newsparse.archive.link.kinds import Kind
    from newsparse.archive.link.node import Key, Node

__all__ = ["COLUMNS", "Tables", "told_of"]

COLUMNS = {
    "name": "TEXT", "names": "TEXT", "roles": "TEXT", "gender": "TEXT", "first_day": "TEXT", "last_day": "TEXT",
    "outlets": "TEXT", "n_articles": "INTEGER", "n_quotes": "INTEGER", "authority": "TEXT", "other_id": "TEXT",
}  # fmt: skip
"""The columns of `people` and `organisations` after the id, with their types."""

_PUBLIC = 'CREATE TABLE IF NOT EXISTS "{table}" ({column} TEXT PRIMARY KEY, {columns})'
_OWN = (
    "CREATE TABLE IF NOT EXISTS link_state (name TEXT PRIMARY KEY, value)",
    "CREATE TABLE IF NOT EXISTS link_profiles (id TEXT PRIMARY KEY, profile TEXT)",
    "CREATE TABLE IF NOT EXISTS link_keys (key TEXT, id TEXT, PRIMARY KEY (key, id)) WITHOUT ROWID",
    (
        "CREATE TABLE IF NOT EXISTS link_evidence (article INTEGER, entity TEXT, id TEXT, score REAL, evidence TEXT, "
        "PRIMARY KEY (article, entity)) WITHOUT ROWID"
    ),
    "CREATE INDEX IF NOT EXISTS link_evidence_id ON link_evidence (id)",
    "CREATE TABLE IF NOT EXISTS link_merged (old TEXT PRIMARY KEY, id TEXT, score REAL, evidence TEXT)",
    (
        "CREATE TABLE IF NOT EXISTS link_decisions (action TEXT, one TEXT, other TEXT, done TEXT, "
        "PRIMARY KEY (action, one, other))"
    ),
    (
        "CREATE TABLE IF NOT EXISTS link_authority (id TEXT PRIMARY KEY, name TEXT, aliases TEXT, other_id TEXT, "
        "kind TEXT)"
    ),
)


class Tables:
    """An archive's tables of linking, made where they are missing."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        for statement in _OWN:
            base.execute(statement)
        told = ", ".join(f"{name} {type_}" for name, type_ in COLUMNS.items())
        for kind in KINDS:
            base.execute(_PUBLIC.format(table=kind.table, column=kind.column, columns=told))
            if kind.column not in columns(base, "entities"):
                base.execute(f"ALTER TABLE entities ADD COLUMN {kind.column} TEXT")
            base.execute(f"CREATE INDEX IF NOT EXISTS entities_{kind.column} ON entities ({kind.column})")

    def get(self, name: str) -> Any:
        """A value of the state, or None."""
        row = self.base.execute("SELECT value FROM link_state WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def put(self, name: str, value: object) -> None:
        """Set a value of the state."""
        self.base.execute("INSERT OR REPLACE INTO link_state VALUES (?, ?)", (name, value))

    def rarity(self) -> Rarity:
        """How many articles name something."""
        data = self.get("rarity")
        return Rarity.from_bytes(data, self.get("counted")) if data else Rarity()

    def new_id(self, kind: Kind) -> str:
        """An id that no person or organisation has had."""
        number = (self.get(f"last {kind.prefix}") or 0) + 1
        self.put(f"last {kind.prefix}", number)
        return f"{kind.prefix}{number}"

    def profiles(self, key: str) -> list[Profile]:
        """All that are looked up by a key, in the order of their ids."""
        rows = self.base.execute(
            "SELECT profile FROM link_keys JOIN link_profiles USING (id) WHERE key = ?", (key,)
        ).fetchall()
        return sorted((Profile.from_json(row[0]) for row in rows), key=lambda each: int(each.id[1:]))

    def profile(self, id_: str) -> Profile | None:
        """One profile, or None."""
        row = self.base.execute("SELECT profile FROM link_profiles WHERE id = ?", (id_,)).fetchone()
        return Profile.from_json(row[0]) if row else None

    def keep(self, kind: Kind, profile: Profile) -> None:
        """Write a profile, and what it is looked up by."""
        self.base.execute("INSERT OR REPLACE INTO link_profiles VALUES (?, ?)", (profile.id, profile.to_json()))
        self.base.executemany(
            "INSERT OR IGNORE INTO link_keys VALUES (?, ?)",
            [(key, profile.id) for name in profile.names for key in kind.keys(name)],
        )

    def drop(self, profile: Profile) -> None:
        """Remove a profile that has gone into another, or has nothing left."""
        for table in ("link_profiles", "link_keys"):
            self.base.execute(f"DELETE FROM {table} WHERE id = ?", (profile.id,))  # noqa: S608 - our own names
        for kind in KINDS:
            self.base.execute(f'DELETE FROM "{kind.table}" WHERE {kind.column} = ?', (profile.id,))  # noqa: S608

    def place(self, kind: Kind, node: Node, id_: str, pieces: Sequence[Piece]) -> None:
        """Say whom an entity is, with the evidence."""
        self.base.execute(
            "INSERT OR REPLACE INTO link_evidence VALUES (?, ?, ?, ?, ?)",
            (node.article, node.entity, id_, *written(pieces)),
        )
        self.base.execute(
            f"UPDATE entities SET {kind.column} = ? WHERE article = ? AND entity = ?",  # noqa: S608 - our own names
            (id_, node.article, node.entity),
        )

    def move(self, kind: Kind, old: str, new: str, pieces: Sequence[Piece]) -> None:
        """Give all entities of one id to another; the old id leads to the new one."""
        self.base.execute("UPDATE link_evidence SET id = ? WHERE id = ?", (new, old))
        self.base.execute(f"UPDATE entities SET {kind.column} = ? WHERE {kind.column} = ?", (new, old))  # noqa: S608
        self.base.execute("UPDATE link_merged SET id = ? WHERE id = ?", (new, old))
        self.base.execute("INSERT OR REPLACE INTO link_merged VALUES (?, ?, ?, ?)", (old, new, *written(pieces)))

    def ids_in(self, article: Key) -> dict[str, str]:
        """The ids that entities of an article have, by entity."""
        return dict(self.base.execute("SELECT entity, id FROM link_evidence WHERE article = ?", (article,)).fetchall())

    def entities_of(self, id_: str) -> list[tuple[int, str]]:
        """The entities that have an id."""
        return self.base.execute(
            "SELECT article, entity FROM link_evidence WHERE id = ? ORDER BY article, entity", (id_,)
        ).fetchall()

    def current(self, id_: str) -> str:
        """The id itself, or the one that it was merged into."""
        row = self.base.execute("SELECT id FROM link_merged WHERE old = ?", (id_,)).fetchone()
        return str(row[0]) if row else id_

    def decisions(self, action: str) -> list[tuple[str, str, str | None]]:
        """The user's decisions of a kind: the two sides, and what was done, or None."""
        return self.base.execute(
            "SELECT one, other, done FROM link_decisions WHERE action = ? ORDER BY rowid", (action,)
        ).fetchall()

    def publish(self, kind: Kind, ids: Iterable[str]) -> None:
        """Write the rows of `people` or `organisations` for these ids; who is only listed waits for an article."""
        for id_ in ids:
            profile = self.profile(id_)
            if profile is not None and profile.articles:
                self.base.execute(
                    f'INSERT OR REPLACE INTO "{kind.table}" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',  # noqa: S608
                    self._row(kind, profile),
                )

    def _row(self, kind: Kind, profile: Profile) -> tuple[object, ...]:
        known = self.base.execute(
            "SELECT name, other_id FROM link_authority WHERE id = ?", (profile.authority,)
        ).fetchone()
        quotes = self.base.execute(
            f"SELECT count(*) FROM quotes JOIN entities USING (article, entity) WHERE entities.{kind.column} = ?",  # noqa: S608
            (profile.id,),
        ).fetchone()[0]
        return (profile.id, *told_of(profile, quotes, *(known or (None, None))))


def told_of(profile: Profile, quotes: int, name: str | None = None, other: str | None = None) -> tuple[object, ...]:
    """The row of a person or organisation after its id, by the columns of `COLUMNS`.

    `name` and `other` are what an authority list calls it, and its id elsewhere.
    """
    roles = [
        {"role": role, "first_day": profile.days[role][0], "last_day": profile.days[role][1], "n_articles": count}
        for role, count in profile.roles.most_common()
    ]
    lists = [json.dumps(each, ensure_ascii=False) for each in (sorted(profile.names), roles, dict(profile.outlets))]
    return (
        name or profile.name, lists[0], lists[1], profile.gender, profile.first, profile.last, lists[2],
        profile.articles, quotes, profile.authority, other,
    )  # fmt: skip
