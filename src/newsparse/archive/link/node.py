"""What is linked: an entity of one article with what the article tells of it, read from the archive."""

from __future__ import annotations

import json
import pickle
import re
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsparse.archive.store import columns
from newsparse.archive.words import is_common, split, stem
from newsparse.names import fold
from newsparse.tables import load
from newsparse.text.addresses import address
from newsparse.text.letters import CAPITALS
from newsparse.types import PLACE_LABELS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "Key", "Node", "Reader", "Role", "Told", "fields_of", "former_names", "near_fields", "nodes_of",
    "outlet_of", "role_words",
]  # fmt: skip

Role = frozenset[str]
"""The stems of the words of a role that tell something."""

_KEPT = 512  # articles kept in memory
_MOST = 40  # names of an article that are compared: a list of hundreds is no company
# Former names that an article tells: "Maria Holm, formerly Maria Berg", "Jane Okoro (née Palmer)".
_NAME = rf"[{CAPITALS}][\w’'-]+(?: (?:(?:de|da|del|van|von|bin|al|el) )*[{CAPITALS}][\w’'-]+){{0,2}}"
_FORMER = re.compile(
    r"\s*[,(–—-]?\s*(?:(?:who )?(?:was |is )?(?:formerly|previously|once|earlier|also|then|better)?\s*"
    r"(?:(?:been )?known (?:until \w+ )?as|called)|formerly|n[ée]e|born|previously)\s+"
    rf"(?P<name>{_NAME})"
)
_HINTS = ("formerly", "née", "nee ", "known", "born", "previously", "called")


Key = int | str
"""The number of an article in an archive, or what names it elsewhere."""


class Told(NamedTuple):
    """An entity as an archive or an article has it."""

    entity: str
    name: str
    label: str
    country: str | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    gender: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of an article: `names` are the name and its aliases, `day` is ISO or None.

    `same` are the entities of the article that are this one: itself, and one by a former name. `organisations`,
    `places` and `people` are the folded names of what else the article tells of, `countries` the codes.
    """

    article: Key
    entity: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    day: str | None
    outlet: str
    gender: str | None
    organisations: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    people: frozenset[str]
    same: frozenset[str] = frozenset()

    @property
    def company(self) -> frozenset[str]:
        """All names of what else the article tells of."""
        return self.organisations | self.places | self.people


class Reader:
    """Reads nodes. Those of the last articles are kept, and all in a table that goes with the connection.

    Blocks of names visit articles in any order, and each many times.
    """

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.gender = "gender" if "gender" in columns(base, "entities") else "NULL"
        self.nodes: Callable[[int], dict[str, Node]] = lru_cache(maxsize=_KEPT)(self._nodes)
        base.execute("CREATE TEMP TABLE IF NOT EXISTS link_nodes (article INTEGER PRIMARY KEY, nodes BLOB)")

    def _nodes(self, article: int) -> dict[str, Node]:
        """The people and organisations of an article by the ids of their entities."""
        row = self.base.execute("SELECT nodes FROM link_nodes WHERE article = ?", (article,)).fetchone()
        if row:
            return pickle.loads(zlib.decompress(row[0]))  # type: ignore[no-any-return]  # noqa: S301 - our own
        found = self._read(article)
        nodes = zlib.compress(pickle.dumps(found), 1)
        self.base.execute("INSERT INTO link_nodes VALUES (?, ?)", (article, nodes))
        return found

    def _read(self, article: int) -> dict[str, Node]:
        day, site, url, source, text = self.base.execute(
            "SELECT published, site, url, source, text FROM articles WHERE article = ?", (article,)
        ).fetchone()
        rows = self.base.execute(
            f"SELECT entity, name, label, country, aliases, roles, {self.gender} FROM entities WHERE article = ?",  # noqa: S608
            (article,),
        )
        entities = [
            Told(entity, name, label, country, (*json.loads(aliases or "[]"),), (*json.loads(roles or "[]"),), gender)
            for entity, name, label, country, aliases, roles, gender in rows
        ]
        mentions = self.base.execute(
            "SELECT entity, text, end FROM mentions WHERE article = ? AND label = 'PERSON'", (article,)
        )
        outlet = outlet_of(site, url, source)
        return nodes_of(article, entities, mentions, text=text or "", day=day, outlet=outlet)


def nodes_of(
    article: Key,
    told: Sequence[Told],
    mentions: Iterable[tuple[str, str, int]],
    *,
    text: str,
    day: str | None,
    outlet: str,
) -> dict[str, Node]:
    """The nodes of one article by the ids of their entities; `mentions` are those of its people: entity, words, end."""
    places: dict[str, list[tuple[str, int]]] = {}
    for entity, said, end in mentions:
        places.setdefault(entity, []).append((said, end))
    former = {entity: former_names(text, some) for entity, some in places.items()}
    named = [(each.entity, each.label, fold(each.name)) for each in told[:_MOST]]
    context = _context(named)
    countries = frozenset(each.country for each in told if each.country and each.label in PLACE_LABELS)
    found = {}
    for entity, name, label, _, aliases, roles, gender in told:
        if label in {"PERSON", "ORG"}:
            names = (name, *aliases, *former.get(entity, ()))
            others = {kind: _without(some, entity) for kind, some in context.items()}
            found[entity] = Node(
                article, entity, names, roles, day, outlet,
                gender if label == "PERSON" else None, countries=countries,
                same=frozenset({entity, *_same(entity, named, former)}), **others,
            )  # fmt: skip
    return found


def former_names(text: str, mentions: Iterable[tuple[str, int]]) -> frozenset[str]:
    """The other names told right after mentions, each given by its text and its end; a surname alone is completed."""
    found = set()
    for mention, end in mentions:
        after = text[end : end + 100]
        if " " not in mention or not any(hint in after for hint in _HINTS):
            continue
        match = _FORMER.match(after)
        if match:
            name = match["name"]
            found.add(name if " " in name else f"{mention.split()[0]} {name}")
    return frozenset(found)


def _context(named: Sequence[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """The names of an article by what they are of and by the ids of their entities; of people those in full."""
    found: dict[str, dict[str, str]] = {"places": {}, "organisations": {}, "people": {}}
    for entity, label, name in named:
        if label in PLACE_LABELS:
            found["places"][entity] = name
        elif label == "ORG":
            found["organisations"][entity] = name
        elif label == "PERSON" and " " in name:
            found["people"][entity] = name
    return found


def _without(names: dict[str, str], entity: str) -> frozenset[str]:
    return frozenset(name for other, name in names.items() if other != entity)


def _same(entity: str, named: list[tuple[str, str, str]], former: dict[str, frozenset[str]]) -> set[str]:
    """The entities of an article that one of the two calls by the other's former name."""
    folded = {other: name for other, _, name in named}
    told = {other: set(map(fold, names)) for other, names in former.items()}
    mine = told.get(entity, set())
    return {other for other, name in folded.items() if name in mine or folded.get(entity) in told.get(other, ())}


def outlet_of(site: str | None, url: str | None, source: str | None) -> str:
    """Who printed an article: the site's name, else the host of its address, else the file it came from.

    A file that holds one article tells no outlet: its folder does.
    """
    if site:
        return site
    host = address(url).hostname or ""
    alone = _ALONE.fullmatch(source or "")
    return host.removeprefix("www.") or (alone["folder"] or "" if alone else source or "")


@lru_cache(maxsize=1 << 15)
def role_words(role: str) -> Role:
    """A role as what it is compared by."""
    return frozenset(stem(word) for word in split(role).words if not is_common(word) and word not in _of_time())


_ALONE = re.compile(r"(?:(?P<folder>.*)[/\\])?[^/\\]*\.(?:txt|x?html?)(?:\.gz)?", re.I | re.S)
_WHERE = re.compile(r"\s(?:of|at|for|with|in|from|to|on)\s")


def fields_of(roles: Iterable[str]) -> frozenset[str]:
    """The fields of public life that roles belong to."""
    return frozenset(field for role in roles for word in _head(role) for field in _fields().get(word, ()))


def _head(role: str) -> tuple[str, ...]:
    """The words that say what somebody is, before those that say where: no general is in a "General Hospital"."""
    return split(_WHERE.split(role, maxsplit=1)[0]).words


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, words in load("newsparse.archive", "fields.toml")["fields"].items():
        for word in words:
            for form in (word, f"{word}s"):
                found[form] = (*found.get(form, ()), field)
    return found


@cache
def _of_time() -> frozenset[str]:
    """Words of a role that say when it is held."""
    return frozenset(load("newsparse.archive", "fields.toml")["time"]["words"])


@cache
def near_fields() -> frozenset[frozenset[str]]:
    """Pairs of fields between which the same people pass."""
    return frozenset(frozenset(pair) for pair in load("newsparse.archive", "fields.toml")["near"]["pairs"])
