"""The user's word: an authority list of names with ids, and merges and splits. It goes before all evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from newsparse.archive.link.engine import Engine
from newsparse.archive.link.profile import Profile
from newsparse.archive.store import rows_of
from newsparse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsparse.archive.link.kinds import Kind
    from newsparse.archive.link.node import Reader
    from newsparse.archive.link.tables import Tables

__all__ = ["apply_decisions", "read_authority", "read_decisions"]

ACTIONS = ("merge", "apart", "split")
_ID = re.compile(r"[PO]\d+")
_PLACE = re.compile(r"(\d+):(\w+)")
_DECIDED = [("the user's decision", 0.0)]
_OTHER_IDS = ("wikidata", "other_id", "other id", "viaf", "isni")
_KINDS = {
    "": "PERSON", "person": "PERSON", "people": "PERSON", "organisation": "ORG", "organization": "ORG", "org": "ORG",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of an authority list."""

    id: str
    name: str
    aliases: tuple[str, ...]
    other_id: str | None
    label: str


class Decision(NamedTuple):
    """A line of a file of decisions: two ids, or for a split an id and the entities (ARTICLE:ENTITY) of another."""

    action: str
    one: str
    other: str


def read_authority(path: str | Path) -> list[Listed]:
    """An authority list. Raises `InputError` that names file and record."""
    found: dict[str, Listed] = {}
    for where, row in rows_of(path, ("id", "name")):
        label = _KINDS.get(row.get("kind", "").casefold())
        if not row["id"] or not row["name"] or label is None:
            raise InputError(f"{where}: wanted are an id, a name, and as kind person or organisation: {row}")
        if row["id"] in found:
            raise InputError(f"{where}: the id {row['id']!r} is there twice")
        aliases = tuple(each.strip() for each in row.get("aliases", "").split("|") if each.strip())
        other = next((row[name] for name in _OTHER_IDS if row.get(name)), None)
        found[row["id"]] = Listed(row["id"], row["name"], aliases, other, label)
    return list(found.values())


def read_decisions(path: str | Path) -> list[Decision]:
    """A file of decisions. Raises `InputError` that names file and record."""
    found = []
    for where, row in rows_of(path, ("action", "one", "other")):
        decision = Decision(row["action"], row["one"], row["other"])
        if not _is_good(decision):
            raise InputError(
                f"{where}: wanted are merge or apart with two ids (P3, P7), or split with an id and entities "
                f"(17:E2 19:E1): {row}"
            )
        found.append(decision)
    return found


def _is_good(decision: Decision) -> bool:
    if decision.action not in ACTIONS or not _ID.fullmatch(decision.one):
        return False
    if decision.action == "split":
        return bool(decision.other) and all(map(_PLACE.fullmatch, decision.other.split()))
    same_kind = decision.other[:1] == decision.one[0] and decision.other != decision.one
    return same_kind and bool(_ID.fullmatch(decision.other))


def apply_decisions(
    kind: Kind, tables: Tables, reader: Reader, lists: Sequence[Listed], choices: Sequence[Decision]
) -> Engine:
    """Keep what the user says, do what is not yet done, and give an engine that obeys it."""
    base = tables.base
    old = base.execute("SELECT id FROM link_profiles WHERE id LIKE ?", (f"{kind.prefix}%",))
    engine = Engine(kind, tables, tables.rarity(), old=frozenset(id_ for (id_,) in old))
    mine = [each for each in choices if each.one[0] == kind.prefix]
    base.executemany("INSERT OR IGNORE INTO link_decisions VALUES (?, ?, ?, NULL)", mine)
    for listed in lists:
        if listed.label == kind.label:
            _list(engine, listed)
    for action, do in (("split", partial(_split, engine, reader)), ("merge", partial(_merge, engine))):
        for one, other, done in tables.decisions(action):
            if one[0] == kind.prefix and done is None:
                base.execute(
                    "UPDATE link_decisions SET done = ? WHERE action = ? AND one = ? AND other = ?",
                    (do(one, other), action, one, other),
                )
    _obey(engine)
    engine.publish()
    return engine


def _list(engine: Engine, listed: Listed) -> None:
    """Make the bearer of an authority id known, with the names of the list."""
    tables = engine.tables
    tables.base.execute(
        "INSERT OR REPLACE INTO link_authority VALUES (?, ?, ?, ?, ?)",
        (listed.id, listed.name, "|".join(listed.aliases), listed.other_id, listed.label),
    )
    row = tables.base.execute(
        "SELECT profile FROM link_profiles WHERE json_extract(profile, '$.authority') = ? AND id LIKE ?",
        (listed.id, f"{engine.kind.prefix}%"),
    ).fetchone()
    known = Profile.from_json(row[0]) if row else _known(engine, listed)
    profile = known or Profile(tables.new_id(engine.kind))
    profile.authority = listed.id
    for name in (listed.name, *listed.aliases):
        profile.names[name] = profile.names[name] or 1
    engine.keep(profile)


def _known(engine: Engine, listed: Listed) -> Profile | None:
    """The one known bearer of the listed names, full ones, who has no authority id yet."""
    same = engine.kind.same
    names = [name for name in (listed.name, *listed.aliases) if name == listed.name or engine.kind.full(name)]
    wanted = set(map(same, names))
    found = {
        each.id: each
        for name in names
        for key in engine.kind.keys(name)
        for each in engine.tables.profiles(key)
        if not wanted.isdisjoint(map(same, each.names))
    }
    if len(found) != 1:
        return None
    profile = next(iter(found.values()))
    return None if profile.authority else profile


def _profile(tables: Tables, id_: str) -> Profile:
    found = tables.profile(tables.current(id_))
    if found is None:
        raise InputError(f"a decision names {id_}, which the archive does not have")
    return found


def _merge(engine: Engine, one: str, other: str) -> str:
    kept, gone = _profile(engine.tables, one), _profile(engine.tables, other)
    if kept.id != gone.id:
        engine.join(kept, gone, _DECIDED)
        engine.keep(kept)
    return kept.id


def _split(engine: Engine, reader: Reader, one: str, other: str) -> str:
    """Take entities out of a profile: they are one new person, and both are counted anew."""
    tables = engine.tables
    kept = _profile(tables, one)
    places = [(int(article), entity) for article, entity in (each.split(":") for each in other.split())]
    mine = tables.entities_of(kept.id)
    strangers = [each for each in places if each not in mine]
    if strangers:
        raise InputError(f"split of {one}: {strangers[0][0]}:{strangers[0][1]} is not one of its entities")
    new = Profile(tables.new_id(engine.kind))
    again = Profile(kept.id, authority=kept.authority)
    for article, entity in mine:
        node = reader.nodes(article)[entity]
        (new if (article, entity) in places else again).add(node)
        if (article, entity) in places:
            tables.place(engine.kind, node, new.id, _DECIDED)
    tables.drop(kept)
    for profile in (new, again):
        if profile.articles:
            engine.keep(profile)
    return new.id


def _obey(engine: Engine) -> None:
    """Whom the engine must keep apart, and which entities are not whose."""
    tables = engine.tables
    current = tables.current
    apart = {frozenset((current(one), current(other))) for one, other, _ in tables.decisions("apart")}
    for one, other, done in tables.decisions("split"):
        if done:
            apart.add(frozenset((current(one), current(done))))
            for place in other.split():
                article, entity = place.split(":")
                engine.banned.setdefault((int(article), entity), set()).add(current(one))
    engine.apart = frozenset(apart)
