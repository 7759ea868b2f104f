"""Linking in parts: plain functions over rows, for archives past one machine (`newsparse.archive.spark` joins them).

Names that may be one are looked up by one key, so that the rows of a key are all that is needed to link them, apart
from every other key. Who is looked up by several keys ("Ana Holm Berg") is linked by each; what it was linked with
there is then one, unless an article has both.
"""

from __future__ import annotations

import itertools
import pickle
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsparse.archive.link.engine import Engine
from newsparse.archive.link.kinds import KINDS
from newsparse.archive.link.node import nodes_of
from newsparse.archive.link.profile import Profile
from newsparse.archive.link.rarity import Rarity
from newsparse.archive.link.tables import Tables, told_of
from newsparse.archive.similar import Roots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.archive.link.node import Node
    from newsparse.types import Article

__all__ = ["Linked", "Wanted", "counted", "joined", "link_keys", "people", "wanted"]

_KINDS = {kind.label: kind for kind in KINDS}


class Wanted(NamedTuple):
    """An entity to be linked, by one of its keys: `node` is a pickled `Node`, `n_quotes` are those that it speaks."""

    label: str
    key: str
    short: bool
    article: str
    entity: str
    n_quotes: int
    node: bytes


class Linked(NamedTuple):
    """An entity with whom it is by one of its keys: `cluster` names those who are one there."""

    label: str
    cluster: str
    article: str
    entity: str
    score: float
    evidence: str
    n_quotes: int
    node: bytes


def wanted(articles: Iterable[tuple[str, Article]]) -> Iterator[Wanted]:
    """The people and organisations of articles, each with what names it, by all of their keys."""
    for name, article in articles:
        nodes = nodes_of(article, name)
        quotes = Counter(quote.speaker.entity for quote in article.quotes if quote.speaker)
        for each in article.entities:
            kind = _KINDS.get(each.label)
            if kind is not None:
                short, keys = kind.looked_up(nodes[each.id].names)
                node = pickle.dumps(nodes[each.id])
                for key in keys:
                    yield Wanted(each.label, key, short, name, each.id, quotes[each.id], node)


def counted(articles: Iterable[tuple[str, Article]]) -> Iterator[tuple[bytes, int]]:
    """How many of the articles name something, as one row for `Rarity.of_parts`."""
    found = Rarity()
    for name, article in articles:
        found.see(nodes_of(article, name).values())
    yield found.to_bytes(), found.total


def link_keys(rows: Iterable[Wanted], rarity: Rarity) -> Iterator[Linked]:
    """Link the entities of each key, in an archive in memory; the rows of a key stand together.

    Who stays nobody's is not in the result.
    """
    for (label, key), some in itertools.groupby(rows, key=lambda row: (row.label, row.key)):
        of = {(row.article, row.entity): row for row in some}
        articles = list(dict.fromkeys(article for article, _ in of))
        number = {article: at for at, article in enumerate(articles)}
        nodes: tuple[list[Node], list[Node]] = ([], [])
        for row in of.values():
            node: Node = pickle.loads(row.node)  # noqa: S301 - of this job's own making
            nodes[row.short].append(replace(node, article=number[row.article]))
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
            base.execute("CREATE TABLE entities (article INTEGER, entity TEXT)")
            engine = Engine(_KINDS[label], Tables(base), rarity)
            engine.block(key, nodes[False])
            engine.short(key, nodes[True])
            placed = base.execute("SELECT article, entity, id, score, evidence FROM link_evidence").fetchall()
        for article, entity, id_, score, evidence in placed:
            row = of[articles[article], entity]
            yield Linked(label, f"{key} {id_}", row.article, entity, score, evidence, row.n_quotes, row.node)


def joined(several: Iterable[Sequence[str]], members: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Cluster -> the other that stands for it, of those that are one.

    `several` are the clusters of each entity that was linked by several keys; `members` the cluster, article and entity
    of everyone in them. Two clusters are not joined where an article names both, and not by one entity.
    """
    entities: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for cluster, article, entity in members:
        entities[cluster][article].add(entity)
    roots = Roots()
    for pair in sorted({pair for some in several for pair in itertools.combinations(sorted(set(some)), 2)}):
        kept, gone = sorted(map(roots.of, pair))
        mine, theirs = entities[kept], entities[gone]
        if kept != gone and all(mine[article] & theirs[article] for article in mine.keys() & theirs.keys()):
            roots.join(kept, gone)
            for article, some in theirs.items():
                mine[article] |= some
    return roots.others()


def people(rows: Iterable[tuple[str, int, bytes]]) -> Iterator[tuple[object, ...]]:
    """The rows of the table of people or organisations, from id, quotes and node of all that have an id.

    The rows of an id stand together.
    """
    for id_, some in itertools.groupby(rows, key=lambda row: row[0]):
        profile, quotes = Profile(id_), 0
        for _, n_quotes, node in some:
            profile.add(pickle.loads(node))  # noqa: S301 - of this job's own making
            quotes += n_quotes
        yield (id_, *told_of(profile, quotes))
