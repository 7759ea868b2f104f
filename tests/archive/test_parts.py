"""Linking and grouping in parts, with local partitions: what one archive gives."""

from __future__ import annotations

import pickle
import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsparse.archive import group_parts
from newsparse.archive.groups import ARTICLES, QUOTES, group
from newsparse.archive.link import link, parts
from newsparse.archive.link.rarity import Rarity
from newsparse.archive.similar import roots
from tests.archive.conftest import make, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from newsparse.archive.groups import Alike
    from newsparse.types import Article

TOWN = "[Jos|GPE] [Jos Water|ORG] [Ben Lowe] [Cy Moe] "
SAID = "The sea wall was never built for storms of this size"


@pytest.fixture
def articles() -> list[Article]:
    """A mayor and a striker of one name, a marriage, a surname alone."""
    texts = (
        "[Ada Obi|PERSON|mayor of Jos] came.",
        "[Ada Obi|PERSON|the mayor of Jos] went.",
        "[Suva|GPE] [Ada Obi|PERSON|a striker for Suva Rovers] ran.",
        "[Obi] sat.",
        "[Maria Berg|PERSON|judge in Jos] rose.",
        "[Maria Holm], formerly [Maria Berg], spoke.",
        "[Maria Holm|PERSON|judge in Jos] left.",
    )
    return [
        make((TOWN if number != 2 else "") + text, f"2024-01-0{number + 1}", site="Jos Courier")
        for number, text in enumerate(texts)
    ]


def keyed(articles: Iterable[Article]) -> Iterator[tuple[str, Article]]:
    return ((str(number), article) for number, article in enumerate(articles, start=1))


def linked(articles: list[Article]) -> dict[tuple[str, str], str]:
    """Article and entity -> the cluster, as Spark would find it."""
    wanted = [*parts.wanted(keyed(articles))]
    halves = [*keyed(articles)][::2], [*keyed(articles)][1::2]
    rarity = Rarity.of_parts(row for half in halves for row in parts.counted(half))
    rows = [
        row
        for place in range(2)
        for row in parts.link_keys(
            sorted((each for each in wanted if len(each.key) % 2 == place), key=lambda row: row[:5]), rarity
        )
    ]
    several = defaultdict(list)
    for row in rows:
        several[row.article, row.entity].append(f"{row.label} {row.cluster}")
    first = parts.joined(several.values(), [(name, *place) for place, some in several.items() for name in some])
    return {place: first.get(some[0], some[0]) for place, some in several.items()}


def together(found: dict[tuple[str, str], str]) -> set[frozenset[tuple[str, str]]]:
    groups = defaultdict(set)
    for place, id_ in found.items():
        groups[id_].add(place)
    return {frozenset(some) for some in groups.values()}


def test_linking_in_parts_is_that_of_one_archive(tmp_path: Path, articles: list[Article]) -> None:
    archive = write(articles, tmp_path / "a.sqlite")
    link(archive)
    with closing(sqlite3.connect(archive)) as base:
        rows = base.execute("SELECT article, entity, coalesce(person_id, organisation_id) FROM entities").fetchall()
    alone = {(str(article), entity): id_ for article, entity, id_ in rows if id_}
    assert together(linked(articles)) == together(alone)


def test_clusters_are_joined_by_whom_they_share() -> None:
    members = [("a", "1", "E1"), ("b", "1", "E1"), ("c", "2", "E1")]
    assert parts.joined([("a", "b")], members) == {"b": "a"}


def test_two_of_one_article_are_not_joined() -> None:
    members = [("a", "1", "E1"), ("b", "1", "E1"), ("a", "2", "E1"), ("b", "2", "E2")]
    assert parts.joined([("a", "b")], members) == {}


def test_the_table_of_people(articles: list[Article]) -> None:
    wanted = [row for row in parts.wanted(keyed(articles)) if row.article in {"1", "2"}]
    rows = [row for row in wanted if pickle.loads(row.node).names == ("Ada Obi",)]
    (found,) = parts.people([("P:1:E5", 2, row.node) for row in rows])
    assert found[:2] == ("P:1:E5", "Ada Obi")
    assert found[5:7] == ("2024-01-01", "2024-01-02")
    assert found[8:10] == (2, 4)


@pytest.fixture
def quoted() -> list[Article]:
    copied = "The river rose over its banks by night and the council closed the schools until the water had gone down. "
    return [
        make(f"{copied * 2}“<d|Ada Obi|{SAID}>,” said [Ada Obi].", "2024-05-02", site="North"),
        make(f"{copied * 2}", "2024-05-01", site="South"),
        make(f"“<d|Ben Lowe|{SAID.replace('never', 'not')}>,” said [Ben Lowe].", "2024-05-03", site="East"),
        make("“<d|Cy Moe|Nobody here has seen anything like it before>,” said [Cy Moe].", "2024-05-04", site="East"),
    ]


def rooted(articles: list[Article], kind: Alike) -> list[tuple[object, ...]]:
    """The texts after their roots, in order, as Spark would find them: what travels is copied."""
    kind = pickle.loads(pickle.dumps(kind))
    texts = [*group_parts.texts(keyed(articles), kind)]
    shingles = [*group_parts.shingled({each.number: each.text for each in texts}.items(), kind)]
    shared: dict[tuple[int, int], int] = defaultdict(int)
    shorter = {}
    for place in range(2):
        for pair in group_parts.paired(each for each in shingles if each.shingle % 2 == place):
            shared[pair.one, pair.other] += pair.shared
            shorter[pair.one, pair.other] = pair.shorter
    first = roots(
        pair for pair, n in shared.items() if n >= min(kind.fewest, shorter[pair]) and n >= kind.share * shorter[pair]
    )
    return sorted((first.get(each.number, each.number), *each) for each in texts)


def test_grouping_in_parts_is_that_of_one_archive(tmp_path: Path, quoted: list[Article]) -> None:
    archive = write(quoted, tmp_path / "a.sqlite")
    group(archive)
    with closing(sqlite3.connect(archive)) as base:
        alone = base.execute("SELECT * FROM quote_groups").fetchall()
        members = base.execute("SELECT * FROM quote_group_members ORDER BY published").fetchall()
        copies = base.execute("SELECT * FROM article_groups ORDER BY published").fetchall()
    (row,) = group_parts.groups_of_quotes(rooted(quoted, QUOTES), members=False)
    assert row[:3] == ("1:Q1", SAID, "Ada Obi")
    assert [str(each) for each in row[1:]] == [str(each) for each in alone[0][1:]]
    found = [*group_parts.groups_of_quotes(rooted(quoted, QUOTES), members=True)]
    assert [[str(each) for each in row[2:6]] for row in found] == [[str(each) for each in row[2:6]] for row in members]
    assert [row[6:] for row in found] == [(bool(row[6]), *row[7:]) for row in members]
    both = [(str(row[1]), str(row[2]), bool(row[3]), *row[4:]) for row in copies]
    assert [row[1:] for row in group_parts.groups_of_articles(rooted(quoted, ARTICLES))] == both


def test_no_texts_have_no_pairs() -> None:
    assert [*group_parts.paired([])] == []
