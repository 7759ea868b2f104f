"""The same words in many papers: groups of quotations that are one, and of articles that are copies of one text."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq, Levenshtein

from newsparse.archive.link.names import agreement
from newsparse.archive.link.node import outlet_of
from newsparse.archive.page import is_one_of
from newsparse.archive.similar import groups, shingles, text_number, word_ids
from newsparse.archive.store import columns, counted, open_archive
from newsparse.archive.words import is_common, split

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from newsparse.archive.link.node import Key
    from newsparse.archive.store import Listener
    from newsparse.archive.words import Words

__all__ = [
    "ARTICLES", "COLUMNS", "QUOTES", "Alike", "Member", "Summary", "by_first", "copy_rows", "drift", "group",
    "group_rows", "order",
]  # fmt: skip

_WORDS_SHARE = 0.65  # of the shorter wording, in their order
_TELLING_SHARE = 0.75  # of those of them that tell something, where somebody else is said to have said it
_SAMPLE = 8  # of the shingles of a long text, one in so many is kept: the same ones in every copy
_ALL = 64  # shingles of a sampled text that are all kept
_STEP = 20_000
COLUMNS = {
    "quote_groups": "group_id KEY, text TEXT, speaker TEXT, n_quotes INTEGER, n_articles INTEGER, n_outlets INTEGER, "
    "n_wordings INTEGER, first_article KEY, first_quote TEXT, first_day TEXT, last_day TEXT, other_speakers TEXT",
    "quote_group_members": "group_id KEY, article KEY, quote TEXT, published TEXT, outlet TEXT, speaker TEXT, "
    "other_speaker BOOLEAN, similarity REAL, drift TEXT",
    "article_groups": "group_id KEY, article KEY, first_article KEY, is_first BOOLEAN, outlet TEXT, published TEXT",
}
"""The columns of the tables with their types; `KEY` is that of the number of an article or a group."""
_MORE = {
    "quote_groups": "PRIMARY KEY (group_id)",
    "quote_group_members": "PRIMARY KEY (article, quote), FOREIGN KEY (group_id) REFERENCES quote_groups (group_id), "
    "FOREIGN KEY (article, quote) REFERENCES quotes (article, quote)",
    "article_groups": "PRIMARY KEY (article), FOREIGN KEY (article) REFERENCES articles (article)",
}
_MEMBER = {
    "quotes": """SELECT article, quote, quotes.text, speaker, entities.aliases, {person}, published, site, url, source
        FROM quotes JOIN articles USING (article) LEFT JOIN entities USING (article, entity)
        WHERE quotes.rowid = ?""",
    "articles": """SELECT article, '', '', NULL, NULL, NULL, published, site, url, source
        FROM articles WHERE article = ?""",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found: groups of two or more, and what is in them."""

    archive: str
    quote_groups: int
    quotes: int
    article_groups: int
    articles: int


def group(archive: str | Path, *, progress: Listener = None) -> Summary:
    """Group the quotations and the articles of an archive that are copies of one another.

    Only the speakers' own words are compared (`direct`, and `mixed` as a whole). The tables `quote_groups`,
    `quote_group_members` and `article_groups` are made anew; a group that was there before keeps its number. Raises
    `InputError` for what is no archive.
    """
    with open_archive(archive) as base:
        for name, told in COLUMNS.items():
            columns_ = told.replace("KEY", "INTEGER")
            base.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns_}, {_MORE[name]})")
            base.execute(f"CREATE INDEX IF NOT EXISTS {name}_group_id ON {name} (group_id)")
        quotes, articles = (_grouped(kind, base, progress) for kind in (QUOTES, ARTICLES))
        base.execute("BEGIN IMMEDIATE")
        _write_quotes(base, quotes, progress)
        _write_articles(base, articles)
        base.execute("COMMIT")
        counts = base.execute(
            "SELECT (SELECT count(*) FROM quote_groups), (SELECT count(*) FROM quote_group_members), "
            "(SELECT count(DISTINCT group_id) FROM article_groups), (SELECT count(*) FROM article_groups)"
        ).fetchone()
        return Summary(str(archive), *counts)


@dataclass(frozen=True, slots=True)
class Alike:
    """When texts are compared, and when two are alike.

    A text of fewer than `words` words, or of fewer than `content` that tell something, is anybody's. Two are alike that
    share `fewest` shingles of `size` words, and `share` of those of the shorter; with `sampled`, fewer shingles of a
    long text are kept.
    """

    table: str
    where: str
    words: int
    content: int
    size: int
    share: float
    fewest: int
    sampled: bool

    def words_of(self, text: str) -> tuple[str, ...] | None:
        """The words that are compared, or None."""
        words = split(text).words
        told = len(words) >= self.words and len({word for word in words if not is_common(word)}) >= self.content
        return words if told else None

    def shingles(self, words: tuple[str, ...], known: dict[str, int]) -> NDArray[np.uint64]:
        """The shingles that are compared; `known` keeps the numbers of words."""
        found = shingles(word_ids(words, known), self.size)
        return found[found % np.uint64(_rate(len(found))) == 0] if self.sampled else found


QUOTES = Alike("quotes", "kind != 'indirect'", words=5, content=3, size=3, share=0.4, fewest=3, sampled=False)
ARTICLES = Alike("articles", "text IS NOT NULL", words=24, content=0, size=6, share=0.5, fewest=6, sampled=True)


def _rate(count: int) -> int:
    """One in how many of a text's shingles is kept: fewer of a longer one, which a shorter copy keeps as well."""
    return min(_SAMPLE, 1 << max(0, (count // _ALL).bit_length() - 1)) if count >= _ALL else 1


def _grouped(kind: Alike, base: sqlite3.Connection, progress: Listener) -> dict[int, list[int]]:
    """Group -> the rows of its texts, for groups of two rows or more."""
    total = base.execute(f"SELECT count(*) FROM {kind.table} WHERE {kind.where}").fetchone()[0]  # noqa: S608 - our own names
    keys: dict[int, int] = {}
    rows, owner, numbers, texts = array("q"), array("i"), array("Q"), array("i")
    known: dict[str, int] = {}
    given = base.execute(f"SELECT rowid, text FROM {kind.table} WHERE {kind.where} ORDER BY rowid")  # noqa: S608
    for row, text in counted(given, kind.table, total, progress, every=_STEP):
        words = kind.words_of(text)
        if words is None:
            continue
        number = text_number(words)
        if number not in keys:
            keys[number] = len(keys)
            found = kind.shingles(words, known)
            numbers.frombytes(found.tobytes())
            texts.frombytes(np.full(len(found), keys[number], dtype=np.int32).tobytes())
        rows.append(row)
        owner.append(keys[number])
    if not rows:
        return {}
    all_, of = np.frombuffer(numbers, dtype=np.uint64), np.frombuffer(texts, dtype=np.int32)
    first = groups(all_, of, len(keys), least=kind.share, fewest=kind.fewest)
    some: dict[int, list[int]] = {}
    for row, text in zip(rows, owner, strict=True):
        some.setdefault(int(first[text]), []).append(row)
    return {name: each for name, each in some.items() if len(each) > 1}


class Member(NamedTuple):
    """A quotation of a group, or an article, whose `quote` and `text` may be "".

    `names` are those of who says it, the first the one found; empty where nobody is told.
    """

    article: Key
    quote: str
    day: str | None
    outlet: str
    names: Sequence[str]
    text: str
    person: str | None = None


def _write_quotes(base: sqlite3.Connection, found: dict[int, list[int]], progress: Listener) -> None:
    ids = _Ids(base, "quote_group_members", "quote")
    base.execute("DELETE FROM quote_groups")
    for rows in counted(found.values(), "groups", len(found), progress, every=_STEP):
        for some in by_first(_members(base, QUOTES, rows)):
            row, members = group_rows(ids.take(some), some)
            _insert(base, "quote_groups", [row])
            _insert(base, "quote_group_members", members)


def _write_articles(base: sqlite3.Connection, found: dict[int, list[int]]) -> None:
    ids = _Ids(base, "article_groups", "''")
    for rows in found.values():
        some = sorted(_members(base, ARTICLES, rows), key=order)
        _insert(base, "article_groups", copy_rows(ids.take(some), some))


def _insert(base: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608 - our own names


def order(member: Member) -> tuple[str, Key, str]:
    """By this the first comes first; those without a day come last."""
    return member.day or "9999", member.article, member.quote


def copy_rows(number: Key, members: Sequence[Member]) -> list[Row]:
    """The rows of `article_groups` for the articles of one group, the first of them first."""
    first = members[0].article
    return [(number, each.article, first, each.article == first, each.outlet, each.day) for each in members]


def by_first(members: Iterable[Member]) -> Iterator[list[Member]]:
    """Groups whose members have most of their words in common with the first: a chain of likenesses is no likeness.

    Of another speaker's words, also most of those that tell something: set phrases are everybody's.
    """
    found: list[tuple[tuple[str, ...], list[Member]]] = []
    for each in sorted(members, key=order):
        words = split(each.text).words
        for first, some in found:
            if _have_most(first, words) and (not _is_other(each, some[0]) or _tell_most(first, words)):
                some.append(each)
                break
        else:
            found.append((words, [each]))
    yield from (some for _, some in found if len(some) > 1)


def _have_most(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one == other or _share(one, other, QUOTES.words, _WORDS_SHARE)


def _tell_most(*texts: tuple[str, ...]) -> bool:
    one, other = (tuple(word for word in words if not is_common(word)) for words in texts)
    return _share(one, other, QUOTES.content, _TELLING_SHARE)


def _share(one: tuple[str, ...], other: tuple[str, ...], fewest: int, share: float) -> bool:
    shared = LCSseq.similarity(one, other)
    return shared >= fewest and shared >= share * min(len(one), len(other))


class _Ids:
    """Numbers of groups: one that its members had, else a new one. The table of the members is emptied."""

    def __init__(self, base: sqlite3.Connection, table: str, quote: str) -> None:
        rows = base.execute(f"SELECT article, {quote}, group_id FROM {table}")  # noqa: S608 - our own names
        self.old = {(article, each): number for article, each, number in rows}
        self.last = max(self.old.values(), default=0)
        self.taken: set[int] = set()
        base.execute(f"DELETE FROM {table}")  # noqa: S608

    def take(self, members: Sequence[Member]) -> int:
        """The smallest of the numbers that they had that is free."""
        free = {self.old[each[:2]] for each in members if each[:2] in self.old} - self.taken
        if not free:
            self.last += 1
        number = min(free, default=self.last)
        self.taken.add(number)
        return number


def _members(base: sqlite3.Connection, kind: Alike, rows: list[int]) -> Iterator[Member]:
    person = "entities.person_id" if "person_id" in columns(base, "entities") else "NULL"
    question = _MEMBER[kind.table].format(person=person)
    for row in rows:
        article, quote, text, speaker, aliases, id_, day, site, url, source = base.execute(question, (row,)).fetchone()
        names = (speaker, *json.loads(aliases or "[]")) if speaker else ()
        yield Member(article, quote, day, outlet_of(site, url, source), names, text, id_)


Row = tuple[object, ...]


def group_rows(number: Key, members: Sequence[Member]) -> tuple[Row, list[Row]]:
    """The rows of `quote_groups` and `quote_group_members` for the members of one group, the first of them first."""
    first = members[0]
    said = next((each for each in members if each.names), first)
    rows = [_member_row(number, each, first, said) for each in members]
    others = list(dict.fromkeys(each.names[0] for each in members if _is_other(each, said)))
    days = [each.day for each in members if each.day]
    wordings = len({split(each.text).words for each in members})
    articles, outlets = ({getattr(each, name) for each in members} for name in ("article", "outlet"))
    row = (
        number, first.text, _who(said), len(members), len(articles), len(outlets), wordings,
        first.article, first.quote, min(days, default=None), max(days, default=None),
        json.dumps(others, ensure_ascii=False) if others else None,
    )  # fmt: skip
    return row, rows


def _member_row(number: Key, each: Member, first: Member, said: Member) -> Row:
    """One member beside the first of its group, and beside the first that says whose words they are."""
    near, changed = drift(first.text, each.text)
    told = json.dumps(changed, ensure_ascii=False) if changed else None
    other = _is_other(each, said)
    return (number, each.article, each.quote, each.day, each.outlet, _who(each), other, near, told)


def _who(member: Member) -> str | None:
    return member.names[0] if member.names else None


def _is_other(member: Member, said: Member) -> bool:
    """Whether a member gives the words to somebody else."""
    return bool(member.names and said.names) and not _is_same(member, said)


def _is_same(one: Member, other: Member) -> bool:
    """Whether two are one by their ids, or by their full names: two ids may be one person's whom nothing else joins."""
    if one.person and other.person:
        return one.person == other.person or agreement(one.names[0], other.names[0]) is not None
    return any(is_one_of(name, _fullest(other)) for name in _fullest(one))


def _fullest(member: Member) -> Sequence[str]:
    """The names of more than one word, where there are any: namesakes share a surname."""
    return [name for name in member.names if " " in name] or member.names


def drift(first: str, later: str) -> tuple[float, list[list[str]]]:
    """How near two wordings are (1 for the same words), and what became of the first: pairs of words before and after.

    Typography counts for nothing. What a shorter wording leaves off at its ends is a change like any other.
    """
    before, after = split(first), split(later)
    if before.words == after.words:
        return 1.0, []
    changed = [
        [_cut(first, before, step.src_start, step.src_end), _cut(later, after, step.dest_start, step.dest_end)]
        for step in Levenshtein.opcodes(before.words, after.words)
        if step.tag != "equal"
    ]
    return round(Levenshtein.normalized_similarity(before.words, after.words), 4), changed


def _cut(text: str, words: Words, first: int, stop: int) -> str:
    return text[words.starts[first] : words.ends[stop - 1]] if stop > first else ""
