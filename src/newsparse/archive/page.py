"""An article made ready for comparison: its words, and the stretches of them that are somebody's speech or report;
and whether a speaker that was asked for is the one that was found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from newsparse.archive.words import Words, split, stem
from newsparse.names import fold, initials, key_words, parse_person, same_person
from newsparse.text.words import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.types import Article, Quote

__all__ = ["Page", "Said", "Zone", "is_one_of", "name_words", "names_of", "page"]

ZoneKind = Literal["direct", "indirect", "text"]

BARRIER = "\0"
"""Stands between the quotes of one speaker that are read as one zone; it is no word of any claim."""

_MARKED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|(?<!\w)[‘'][^’']*(?:[’']\w[^’']*)*(?:[’']|$)")


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: its parts as (start, end), whether its words are the speaker's own, and the names of who speaks.

    `names` are the name found first, then other forms of it; empty where the text does not tell who speaks.
    """

    id: str
    parts: tuple[tuple[int, int], ...]
    direct: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Zone:
    """Words of a page in a row: `at` are their numbers in `page.words`, -1 for a barrier; `said` is a quote or None."""

    kind: ZoneKind
    words: tuple[str, ...]
    at: tuple[int, ...]
    said: Said | None = None

    @cached_property
    def line(self) -> str:
        """The words with a space around each, for quick search."""
        return f" {' '.join(self.words)} "

    def place(self, words: Sequence[str]) -> int | None:
        """The first place where the words stand in a row, or None."""
        at = self.line.find(f" {' '.join(words)} ")
        return None if at < 0 else self.line.count(" ", 0, at)

    @cached_property
    def bag(self) -> frozenset[str]:
        """The different words."""
        return frozenset(self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The different stems."""
        return frozenset(map(stem, self.words))


@dataclass(frozen=True)
class Page:
    """One article, with the facts that a check tells of it."""

    number: int
    text: str
    said: tuple[Said, ...]
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None

    @property
    def order(self) -> tuple[date, int]:
        """By this the earliest article comes first; those without a day come last."""
        return self.published or date.max, self.number

    @cached_property
    def words(self) -> Words:
        """All words of the text."""
        return split(self.text)

    @cached_property
    def zones(self) -> tuple[Zone, ...]:
        """The zones of all quotes, in their order."""
        return tuple(zone for said in self.said for zone in self._zones(said))

    @cached_property
    def whole(self) -> Zone:
        """The whole text as one zone."""
        return Zone("text", self.words.words, tuple(range(len(self.words))))

    @cached_property
    def speakers(self) -> tuple[Zone, ...]:
        """All direct speech of each speaker who has two stretches of it, with barriers between."""
        by: dict[str, list[Zone]] = {}
        for zone in self.zones:
            if zone.kind == "direct" and zone.said and zone.said.names:
                by.setdefault(zone.said.names[0], []).append(zone)
        return tuple(_joined(zones) for zones in by.values() if len(zones) > 1)

    def _zones(self, said: Said) -> Iterator[Zone]:
        if said.direct:
            yield self._zone("direct", said, said.parts)
            return
        for start, end in said.parts:
            for marked in _MARKED.finditer(self.text[start:end]):
                yield self._zone("direct", said, [(start + marked.start(), start + marked.end())])
        yield self._zone("indirect", said, said.parts)

    def _zone(self, kind: ZoneKind, said: Said, parts: Sequence[tuple[int, int]]) -> Zone:
        starts = self.words.starts
        at = tuple(i for start, end in parts for i in range(bisect_left(starts, start), bisect_left(starts, end)))
        return Zone(kind, tuple(self.words.words[i] for i in at), at, said)


def _joined(zones: Sequence[Zone]) -> Zone:
    words: list[str] = []
    at: list[int] = []
    for zone in zones:
        words += [*([BARRIER] if words else []), *zone.words]
        at += [*([-1] if at else []), *zone.at]
    return Zone("direct", tuple(words), tuple(at), zones[0].said)


def page(article: Article, number: int) -> Page:
    """The page of an `Article`."""
    names = {entity.id: (entity.name, *entity.aliases) for entity in article.entities}
    said = tuple(
        Said(each.id, tuple((p.start, p.end) for p in each.parts), each.kind == "direct", _names(each, names))
        for each in article.quotes
    )
    return Page(number, article.text, said, article.id, article.title, article.url, article.published)


def _names(quote: Quote, names: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    who = quote.speaker
    if who is None:
        return ()
    called = [name for each in who.entities for name in names.get(each, ())]
    return names_of(who.name, who.text, called)


def names_of(name: str | None, words: str | None, others: Iterable[str]) -> tuple[str, ...]:
    """What a speaker is called, the name found first; a pronoun that was not resolved is nobody's name."""
    if name is None:
        return (words,) if words and stem(words.casefold()) != "i" else ()
    return tuple(dict.fromkeys((name, *others)))


def is_one_of(asked: str, names: Iterable[str]) -> bool:
    """Whether the name is one of the names, or a form of one: a surname, a short given name, an acronym."""
    return any(_same(asked, name) for name in names)


@lru_cache(maxsize=1 << 14)
def _same(asked: str, name: str) -> bool:
    mine, theirs = name_words(asked), name_words(name)
    if not mine or not theirs:
        return False
    if mine == theirs or "".join(mine) in initials(name) or "".join(theirs) in initials(asked):
        return True
    one, other = parse_person(asked), parse_person(name)
    if len(one.words) > 1 and len(other.words) > 1:
        return bool(same_person(one, other)) or _starts(mine, theirs)
    short, long = sorted((one, other), key=lambda each: len(each.words))
    return bool(short.words) and (short.words[-1] in (long.family, long.words[-1]) or short.words == long.words[:1])


def _starts(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one name is the other with more behind: "Acme" and "Acme Water plc"."""
    size = min(len(mine), len(theirs))
    return size > 1 and mine[:size] == theirs[:size]


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without titles and article."""
    plain = parse_person(name).plain or name
    words = key_words(fold(plain))
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words
