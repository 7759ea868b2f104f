"""What is linked: an entity of one article with what the article tells of it, read from the archive."""

from __future__ import annotations

import json
import pickle
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.archive.store import columns
from newsparse.names import fold
from newsparse.names.nouns import outlets
from newsparse.text.addresses import address
from newsparse.text.letters import CAPITALS
from newsparse.types import PLACE_LABELS, Article, Entity, Mention

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

__all__ = ["Key", "Node", "Reader", "former_names", "nodes_of", "outlet_of"]

_KEPT = 512  # articles kept in memory
_MOST = 40  # names of an article that are compared: a list of hundreds is no company
# Former names that an article tells: "Maria Holm, formerly Maria Berg", "Jane Okoro (née Palmer)".
_NAME = rf"[{CAPITALS}][\w’'-]+(?: (?:(?:de|da|del|van|von|bin|al|el) )*[{CAPITALS}][\w’'-]+){{0,2}}"
_FORMER = re.compile(
    r"\s*[,(–—-]?\s*(?:(?:who )?(?:was |is )?(?:formerly|previously|once|earlier|also|then|better)?\s*"
    r"(?:(?:been )?known (?:until \w+ )?as|called)|formerly|n[ée]e|born|previously)\s+"
    rf"(?P<name>{_NAME})"
)
# Ages that an article tells: "Ada Obi, 58, of Jos", "Ada Obi (aged 58)", "58-year-old driver Ada Obi".
_AGE_AFTER = re.compile(r"(?:,? [JS]r\.?)?(?:, (?:aged? )?| \(aged? )(?P<age>[1-9]\d|10\d)(?=[,.;)])")
_AGE_BEFORE = re.compile(r"\b(?P<age>[1-9]\d|10\d)-year-old (?:(?!of |to |with |for )[\w’'-]+ ){0,2}$")
# Who brings a report, in its dateline: "LAGOS (Agency) —", "JOS, /Agency/ --".
_AGENCY = re.compile(r"[(/](?P<name>[A-Z][\w.&’' -]{1,40})[)/],?\s*(?:[—–―-]|\w+ \d{1,2}\b[^\n]{0,12}[—–―-])")
_DATELINE = 400  # characters of an article in which its dateline stands
_HINTS = ("formerly", "née", "nee ", "known", "born", "previously", "called")
_ALONE = re.compile(r"(?:(?P<folder>.*)[/\\])?[^/\\]*\.(?:txt|x?html?)(?:\.gz)?", re.I | re.S)
_COMPANY = {"ORG": "organisations", "PERSON": "people", **dict.fromkeys(PLACE_LABELS, "places")}


Key = int | str
"""The number of an article in an archive, or what names it elsewhere."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of an article: `names` are the name and its aliases, `day` is ISO or None.

    `same` are the entities of the article that are this one: itself, and one by a former name. `organisations`,
    `places` and `people` are the folded names of what else the article tells of, but for who brings the report;
    `countries` are the codes, `born` is the year that an age tells.
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
    born: int | None = None

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
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for entity, *mention in self.base.execute(
            "SELECT entity, text, start, end, score FROM mentions WHERE article = ? AND label = 'PERSON'", (article,)
        ):
            mentions[entity].append(Mention(*mention))
        rows = self.base.execute(
            f"SELECT entity, name, label, aliases, roles, country, {self.gender} FROM entities WHERE article = ?",  # noqa: S608
            (article,),
        )
        entities = tuple(
            Entity(id_, name, label, (*mentions[id_],), _strings(aliases), _strings(roles), country, gender=gender)
            for id_, name, label, aliases, roles, country, gender in rows
        )
        published = date.fromisoformat(day) if day else None
        told = Article(text or "", published=published, url=url, site=site, entities=entities)
        return nodes_of(told, article, source)


def _strings(column: str | None) -> tuple[str, ...]:
    return tuple(json.loads(column or "[]"))


def nodes_of(article: Article, key: Key, source: str | None = None) -> dict[str, Node]:
    """The nodes of an article by the ids of their entities; `key` names it, `source` is the file it came from."""
    former = {each.id: former_names(article.text, each.mentions) for each in article.people}
    named = [(each.id, each.label, fold(each.name)) for each in article.entities[:_MOST]]
    bringers = outlets() | {fold(match["name"]) for match in _AGENCY.finditer(article.text[:_DATELINE])}
    company = [
        (entity, _COMPANY[label], name)
        for entity, label, name in named
        if label in _COMPANY and (label != "PERSON" or " " in name)  # of people those in full
        if label != "ORG" or name not in bringers
    ]
    countries = frozenset(each.country for each in article.places if each.country)
    day = article.published.isoformat() if article.published else None
    outlet = outlet_of(article.site, article.url, source)
    found = {}
    for each in (*article.people, *article.organizations):
        others = {
            kind: frozenset(name for entity, of, name in company if of == kind and entity != each.id)
            for kind in ("organisations", "places", "people")
        }
        found[each.id] = Node(
            key, each.id, (each.name, *each.aliases, *former.get(each.id, ())), each.roles, day, outlet,
            each.gender if each.label == "PERSON" else None, countries=countries,
            same=frozenset({each.id, *_same(each.id, named, former)}), born=_born(article, each.mentions), **others,
        )  # fmt: skip
    return found


def former_names(text: str, mentions: Iterable[Mention]) -> frozenset[str]:
    """The other names that the text tells right after mentions; a surname alone is completed."""
    found = set()
    for mention in mentions:
        after = text[mention.end : mention.end + 100]
        if " " not in mention.text or not any(hint in after for hint in _HINTS):
            continue
        match = _FORMER.match(after)
        if match:
            name = match["name"]
            found.add(name if " " in name else f"{mention.text.split()[0]} {name}")
    return frozenset(found)


def _born(article: Article, mentions: Iterable[Mention]) -> int | None:
    """The year of birth by the age that is told beside a mention, give or take one."""
    if article.published is None:
        return None
    for mention in mentions:
        before = article.text[max(0, mention.start - 60) : mention.start]
        told = _AGE_AFTER.match(article.text, mention.end) or _AGE_BEFORE.search(before)
        if told:
            return article.published.year - int(told["age"])
    return None


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
