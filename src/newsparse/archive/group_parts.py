"""Grouping in parts: functions over rows, for archives past one machine (`newsparse.archive.spark` joins them)."""

from __future__ import annotations

import itertools
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newsparse.archive.groups import ARTICLES, Member, by_first, copy_rows, group_rows, order
from newsparse.archive.link.node import outlet_of
from newsparse.archive.similar import pairs, text_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.archive.groups import Alike, Row
    from newsparse.types import Article

__all__ = ["Pair", "Shingle", "Text", "groups_of_articles", "groups_of_quotes", "paired", "shingled", "texts"]


class Text(NamedTuple):
    """A text that is compared, by the number of its words; the rest are the fields of a `Member`."""

    number: int
    article: str
    quote: str
    day: str | None
    outlet: str
    names: list[str]
    text: str


class Shingle(NamedTuple):
    """A shingle of a text that has `size` of them. `shingle` has its 64 bits as a signed number."""

    shingle: int
    number: int
    size: int


class Pair(NamedTuple):
    """Two texts, the shingles that they share in a part, and those of the shorter."""

    one: int
    other: int
    shared: int
    shorter: int


def texts(articles: Iterable[tuple[str, Article]], kind: Alike) -> Iterator[Text]:
    """The quotations of articles, or the articles, that are long enough to be compared."""
    for key, article in articles:
        day = article.published.isoformat() if article.published else None
        outlet = outlet_of(article.site, article.url, None)
        for quote, text, names in _given(article, kind):
            words = kind.words_of(text)
            if words is not None:
                yield Text(text_number(words), key, quote, day, outlet, names, text)


def _given(article: Article, kind: Alike) -> Iterator[tuple[str, str, list[str]]]:
    if kind == ARTICLES:  # one that has travelled is a copy
        yield "", article.text, []
        return
    called = {each.id: each.aliases for each in article.entities}
    for each in article.quotes:
        who = each.speaker
        if each.kind != "indirect":
            names = [who.name, *called.get(who.entity or "", ())] if who and who.name else []
            yield each.id, each.text, names


def shingled(rows: Iterable[tuple[int, str]], kind: Alike) -> Iterator[Shingle]:
    """The shingles of different texts, given by number and text."""
    known: dict[str, int] = {}
    for number, text in rows:
        words = kind.words_of(text)
        found = kind.shingles(words, known).view(np.int64).tolist() if words is not None else []
        yield from (Shingle(each, number, len(found)) for each in found)


def paired(rows: Iterable[Sequence[int]]) -> Iterator[Pair]:
    """The pairs of texts that share shingles, from rows of `Shingle`; all rows of a shingle are in one part."""
    table = np.frombuffer(array("q", itertools.chain.from_iterable(rows)), dtype=np.int64).reshape(-1, 3)
    if not len(table):
        return
    numbers, owner = np.unique(table[:, 1], return_inverse=True)
    order = np.argsort(table[:, 0].view(np.uint64), kind="stable")
    sizes = np.zeros(len(numbers), dtype=np.int64)
    sizes[owner] = table[:, 2]
    found = pairs(table[order, 0].view(np.uint64), owner[order].astype(np.int32))
    for one, other, shared in zip(*(each.tolist() for each in found), strict=True):
        yield Pair(int(numbers[one]), int(numbers[other]), shared, int(min(sizes[one], sizes[other])))


def groups_of_quotes(rows: Iterable[Sequence[Any]], *, members: bool) -> Iterator[Row]:
    """The rows of `quote_groups`, or with `members` of `quote_group_members`, from rows of `Text` after their root.

    The texts of a root stand together. The id of a group is that of its first quotation: article and quote.
    """
    for some in _by_root(rows):
        for group in by_first(some):
            row, each = group_rows(f"{group[0].article}:{group[0].quote}", group)
            yield from (each if members else [row])


def groups_of_articles(rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """The rows of `article_groups` from rows of `Text` after the root of their group.

    The texts of a root stand together.
    """
    for some in _by_root(rows):
        group = sorted(some, key=order)
        if len(group) > 1:
            yield from copy_rows(group[0].article, group)


def _by_root(rows: Iterable[Sequence[Any]]) -> Iterator[list[Member]]:
    for _, some in itertools.groupby(rows, key=lambda row: row[0]):
        yield [Member(*row[2:]) for row in some]
