"""The same words in many papers: groups of quotations that are one, and of articles that are copies of one text."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq, Levenshtein

from newsparse.archive.link.node import outlet_of
from newsparse.archive.similar import groups as grouped
from newsparse.archive.similar import shingles, word_ids
from newsparse.archive.store import Progress, columns, open_archive
from newsparse.archive.who import is_one_of
from newsparse.archive.words import is_common, split

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["Summary", "drift", "group"]

WORDS, CONTENT = 5, 3  # a quotation of fewer words, or fewer that tell something, is anybody's
_WORDS_SHARE = 0.65  # of the shorter wording, in their order
_QUOTE_SHINGLE, _QUOTE_SHARE, _QUOTE_FEWEST = 3, 0.4, 3
_ARTICLE_SHINGLE, _ARTICLE_SHARE, _ARTICLE_FEWEST = 6, 0.5, 6
_SAMPLE = 8  # of the shingles of a long article, one in so many is kept: the same ones in every copy
_ALL = 64  # shingles of an article that are all kept
_STEP = 20_000
_TABLES = (
    """CREATE TABLE IF NOT EXISTS quote_groups (
        group_id INTEGER PRIMARY KEY, text TEXT, speaker TEXT, n_quotes INTEGER, n_articles INTEGER, n_outlets INTEGER,
        n_wordings INTEGER, first_article INTEGER, first_quote TEXT, first_day TEXT, last_day TEXT, other_speakers TEXT
    )""",
    """CREATE TABLE IF NOT EXISTS quote_group_members (
        group_id INTEGER, article INTEGER, quote TEXT, published TEXT, outlet TEXT, speaker TEXT, other_speaker INTEGER,
        similarity REAL, drift TEXT, PRIMARY KEY (article, quote),
        FOREIGN KEY (group_id) REFERENCES quote_groups (group_id),
        FOREIGN KEY (article, quote) REFERENCES quotes (article, quote)
    )""",
    "CREATE INDEX IF NOT EXISTS quote_group_members_group_id ON quote_group_members (group_id)",
    """CREATE TABLE IF NOT EXISTS article_groups (
        group_id INTEGER, article INTEGER PRIMARY KEY, first_article INTEGER, is_first INTEGER, outlet TEXT,
        published TEXT, FOREIGN KEY (article) REFERENCES articles (article)
    )""",
    "CREATE INDEX IF NOT EXISTS article_groups_group_id ON article_groups (group_id)",
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found: groups of two or more, and what is in them."""

    archive: str
    quote_groups: int
    quotes: int
    article_groups: int
    articles: int


def group(archive: str | Path, *, progress: Callable[[Progress], None] | None = None) -> Summary:
    """Group the quotations and the articles of an archive that are copies of one another.

    Only the speakers' own words are compared (`direct`, and `mixed` as a whole). The tables `quote_groups`,
    `quote_group_members` and `article_groups` are made anew; a group that was there before keeps its number. Raises
    `InputError` for what is no archive.
    """
    with open_archive(archive) as base:
        for statement in _TABLES:
            base.execute(statement)
        quotes = _quotes(base, progress)
        articles = _articles(base, progress)
        base.execute("BEGIN IMMEDIATE")
        _write_quotes(base, quotes, progress)
        _write_articles(base, articles)
        base.execute("COMMIT")
        counts = base.execute(
            "SELECT (SELECT count(*) FROM quote_groups), (SELECT count(*) FROM quote_group_members), "
            "(SELECT count(DISTINCT group_id) FROM article_groups), (SELECT count(*) FROM article_groups)"
        ).fetchone()
        return Summary(str(archive), *counts)


@dataclass
class _Texts:
    """Different texts by number, the rows that have each, and the shingles."""

    keys: dict[int, int] = field(default_factory=dict)
    rows: array[int] = field(default_factory=lambda: array("q"))
    owner: array[int] = field(default_factory=lambda: array("i"))
    numbers: array[int] = field(default_factory=lambda: array("Q"))
    texts: array[int] = field(default_factory=lambda: array("i"))

    def add(self, row: int, words: tuple[str, ...], number: NDArray[np.uint64] | None) -> None:
        """Add a row; the shingles are those of a text that is new."""
        text = self.keys.setdefault(hash(words), len(self.keys))
        self.rows.append(row)
        self.owner.append(text)
        if number is not None:
            self.numbers.frombytes(number.tobytes())
            self.texts.frombytes(np.full(len(number), text, dtype=np.int32).tobytes())

    def groups(self, *, least: float, fewest: int) -> dict[int, list[int]]:
        """Group -> its rows, for groups of two rows or more."""
        if not self.rows:
            return {}
        numbers = np.frombuffer(self.numbers, dtype=np.uint64)
        texts = np.frombuffer(self.texts, dtype=np.int32)
        first = grouped(numbers, texts, len(self.keys), least=least, fewest=fewest)
        found: dict[int, list[int]] = {}
        for row, text in zip(self.rows, self.owner, strict=True):
            found.setdefault(int(first[text]), []).append(row)
        return {name: rows for name, rows in found.items() if len(rows) > 1}


def _quotes(base: sqlite3.Connection, progress: Callable[[Progress], None] | None) -> dict[int, list[int]]:
    total = base.execute("SELECT count(*) FROM quotes WHERE kind != 'indirect'").fetchone()[0]
    found = _Texts()
    known: dict[str, int] = {}
    rows = base.execute("SELECT rowid, text FROM quotes WHERE kind != 'indirect' ORDER BY rowid")
    for done, (row, text) in enumerate(rows, start=1):
        words = split(text).words
        if len(words) >= WORDS and len({word for word in words if not is_common(word)}) >= CONTENT:
            new = hash(words) not in found.keys
            found.add(row, words, shingles(word_ids(words, known), _QUOTE_SHINGLE) if new else None)
        if progress is not None and done % _STEP == 0:
            progress(Progress("quotes", done, total))
    return found.groups(least=_QUOTE_SHARE, fewest=_QUOTE_FEWEST)


def _articles(base: sqlite3.Connection, progress: Callable[[Progress], None] | None) -> dict[int, list[int]]:
    total = base.execute("SELECT count(*) FROM articles").fetchone()[0]
    found = _Texts()
    known: dict[str, int] = {}
    for done, (article, text) in enumerate(
        base.execute("SELECT article, text FROM articles ORDER BY article"), start=1
    ):
        words = split(text or "").words
        if len(words) >= 4 * _ARTICLE_SHINGLE:
            new = hash(words) not in found.keys
            numbers = shingles(word_ids(words, known), _ARTICLE_SHINGLE) if new else None
            if numbers is not None:
                numbers = numbers[numbers % np.uint64(_rate(len(numbers))) == 0]
            found.add(article, words, numbers)
        if progress is not None and done % _STEP == 0:
            progress(Progress("articles", done, total))
    return found.groups(least=_ARTICLE_SHARE, fewest=_ARTICLE_FEWEST)


def _rate(count: int) -> int:
    """One in how many of an article's shingles is kept: fewer of a longer one, which a shorter copy keeps as well."""
    return min(_SAMPLE, 1 << max(0, (count // _ALL).bit_length() - 1)) if count >= _ALL else 1


@dataclass(frozen=True, slots=True)
class _Member:
    article: int
    quote: str
    text: str
    names: tuple[str, ...]
    person: str | None
    day: str | None
    outlet: str


def _write_quotes(
    base: sqlite3.Connection, found: dict[int, list[int]], progress: Callable[[Progress], None] | None
) -> None:
    old = {
        (article, quote): id_
        for article, quote, id_ in base.execute("SELECT article, quote, group_id FROM quote_group_members")
    }
    base.execute("DELETE FROM quote_groups")
    base.execute("DELETE FROM quote_group_members")
    person = "entities.person_id" if "person_id" in columns(base, "entities") else "NULL"
    ids = _Ids(max(old.values(), default=0))
    for done, rows in enumerate(found.values(), start=1):
        members = sorted(_members(base, rows, person), key=lambda each: (each.day or "9999", each.article, each.quote))
        for some in _by_first(members):
            number = ids.take({old[each.article, each.quote] for each in some if (each.article, each.quote) in old})
            _write_group(base, number, some)
        if progress is not None and done % _STEP == 0:
            progress(Progress("groups", done, len(found)))


def _by_first(members: list[_Member]) -> Iterator[list[_Member]]:
    """Groups whose members have most of their words in common with the first: a chain of likenesses is no likeness."""
    groups: list[tuple[tuple[str, ...], list[_Member]]] = []
    for each in members:
        words = split(each.text).words
        for first, some in groups:
            if _have_most(first, words):
                some.append(each)
                break
        else:
            groups.append((words, [each]))
    yield from (some for _, some in groups if len(some) > 1)


def _have_most(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other:
        return True
    shared = LCSseq.similarity(one, other)
    return shared >= WORDS and shared >= _WORDS_SHARE * min(len(one), len(other))


class _Ids:
    """Numbers of groups: one that its members had, else a new one."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.taken: set[int] = set()

    def take(self, old: set[int]) -> int:
        """The smallest of the old numbers that is free."""
        free = sorted(old - self.taken)
        if not free:
            self.last += 1
        number = free[0] if free else self.last
        self.taken.add(number)
        return number


def _members(base: sqlite3.Connection, rows: list[int], person: str) -> Iterator[_Member]:
    for row in rows:
        article, quote, text, speaker, aliases, id_, day, site, url, source = base.execute(
            f"""SELECT quotes.article, quotes.quote, quotes.text, quotes.speaker, entities.aliases, {person},
            articles.published, articles.site, articles.url, articles.source
            FROM quotes JOIN articles USING (article)
            LEFT JOIN entities ON entities.article = quotes.article AND entities.entity = quotes.entity
            WHERE quotes.rowid = ?""",  # noqa: S608 - our own names
            (row,),
        ).fetchone()
        names = (speaker, *json.loads(aliases or "[]")) if speaker else ()
        yield _Member(article, quote, text, names, id_, day, outlet_of(site, url, source))


def _write_group(base: sqlite3.Connection, number: int, members: list[_Member]) -> None:
    first = members[0]
    said = next((each for each in members if each.names), first)
    rows = []
    others: list[str] = []
    for each in members:
        other = bool(each.names and said.names) and not _is_same(each, said)
        if other and each.names[0] not in others:
            others.append(each.names[0])
        near, changed = drift(first.text, each.text)
        told = json.dumps(changed, ensure_ascii=False) if changed else None
        who = each.names[0] if each.names else None
        rows.append((number, each.article, each.quote, each.day, each.outlet, who, other, near, told))
    base.executemany("INSERT INTO quote_group_members VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    days = [each.day for each in members if each.day]
    wordings = len({split(each.text).words for each in members})
    articles, outlets = ({getattr(each, name) for each in members} for name in ("article", "outlet"))
    row = (
        number, first.text, said.names[0] if said.names else None, len(members), len(articles), len(outlets), wordings,
        first.article, first.quote, min(days, default=None), max(days, default=None),
        json.dumps(others, ensure_ascii=False) if others else None,
    )  # fmt: skip
    base.execute("INSERT INTO quote_groups VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _is_same(one: _Member, other: _Member) -> bool:
    if one.person and other.person:
        return one.person == other.person
    return any(is_one_of(name, other.names) for name in one.names)


def drift(first: str, later: str) -> tuple[float, list[list[str]]]:
    """How near two wordings are (1 for the same words), and what became of the first: pairs of words before and after.

    Typography counts for nothing. What a shorter wording leaves off at its ends is a change like any other.
    """
    before, after = split(first), split(later)
    if before.words == after.words:
        return 1.0, []
    changed = []
    for step in Levenshtein.opcodes(before.words, after.words):
        if step.tag != "equal":
            old = _cut(first, before.starts, before.ends, step.src_start, step.src_end)
            changed.append([old, _cut(later, after.starts, after.ends, step.dest_start, step.dest_end)])
    return round(Levenshtein.normalized_similarity(before.words, after.words), 4), changed


def _cut(text: str, starts: tuple[int, ...], ends: tuple[int, ...], first: int, stop: int) -> str:
    return text[starts[first] : ends[stop - 1]] if stop > first else ""


def _write_articles(base: sqlite3.Connection, found: dict[int, list[int]]) -> None:
    old = dict(base.execute("SELECT article, group_id FROM article_groups").fetchall())
    base.execute("DELETE FROM article_groups")
    ids = _Ids(max(old.values(), default=0))
    for articles in found.values():
        rows = []
        for article in articles:
            day, site, url, source = base.execute(
                "SELECT published, site, url, source FROM articles WHERE article = ?", (article,)
            ).fetchone()
            rows.append((day or "9999", article, outlet_of(site, url, source)))
        rows.sort()
        number = ids.take({old[article] for _, article, _ in rows if article in old})
        base.executemany(
            "INSERT INTO article_groups VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, article, rows[0][1], article == rows[0][1], outlet, None if day == "9999" else day)
                for day, article, outlet in rows
            ],
        )
