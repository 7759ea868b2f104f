"""An article made ready for comparison: its words, and the stretches of them that are somebody's speech or report;
and whether a speaker that was asked for is the one that was found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from newsparse.archive.relayed import denies, passed_on
from newsparse.archive.words import Words, plain, split, stem
from newsparse.names import fold, initials, key_words, parse_person, same_person
from newsparse.names.lexicon import given_names
from newsparse.names.person import same_given
from newsparse.text.words import ARTICLES
from newsparse.types import UNNAMED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.names import PersonName
    from newsparse.types import Article, Quote

__all__ = ["Page", "Said", "Zone", "is_one_of", "may_be", "name_words", "names_of", "page", "source_of"]

ZoneKind = Literal["direct", "indirect", "text"]

BARRIER = "\0"
"""Stands between the quotes of one speaker that are read as one zone; it is no word of any claim."""

_THAT = re.compile(r"\bthat\b")
_MARKED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|(?<!\w)[‘'][^’']*(?:[’']\w[^’']*)*(?:[’']|$)")


@dataclass(frozen=True, slots=True)
class Said:
    """A quote: its parts as (start, end), whether its words are the speaker's own, and the names of who speaks.

    `names` are the name found first, then other forms of it; empty where the text does not tell who speaks. `words`
    are those of the source, and `relays` the names of who passes the words on, and does not say them. `denied` tells
    that the speaker does not say it, or denies it.
    """

    id: str
    parts: tuple[tuple[int, int], ...]
    direct: bool
    names: tuple[str, ...] = ()
    words: str | None = None
    relays: tuple[str, ...] = ()
    denied: bool = False

    @property
    def shown(self) -> str | None:
        """What the speaker is called: the name found, else the words of the source."""
        return self.names[0] if self.names else self.words


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
        """The different words, and those of contractions."""
        return frozenset(self.words) | frozenset(plain(self.words))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The different stems."""
        return frozenset(map(stem, self.bag))


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
        return tuple(zone for said in self.said for zone in self._zones(self._within(said)))

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

    def _within(self, said: Said) -> Said:
        """A quote of somebody without a name, with who passes it on: "Faro said the accused wrote ..."."""
        if said.names or not said.words or not said.parts:
            return said
        first, end = said.parts[0][0], said.parts[-1][1]
        around = (x for x in self.said if x.names and any(s <= first and end <= e for s, e in x.parts))
        outer = next(around, None)
        return replace(said, relays=outer.names) if outer else said

    def _zones(self, said: Said) -> Iterator[Zone]:
        if said.direct:
            yield self._zone("direct", said, said.parts)
            return
        for start, end in said.parts:
            for marked in _MARKED.finditer(self.text[start:end]):
                if said.denied and not _THAT.search(self.text, start + marked.end(), end):
                    continue  # "denied that it was “a gift”", but 'denied the “absurd” claim that ...'
                own = self.own(said, start + marked.start())
                yield self._zone("direct", own, [(start + marked.start(), start + marked.end())])
        yield self._zone("indirect", said, said.parts)

    def own(self, said: Said, place: int) -> Said:
        """A report, or what it passes on from somebody else at this place of the text."""
        first = next((start for start, end in said.parts if start <= place < end), place)
        marks = ((first + each.start(), first + each.end()) for each in _MARKED.finditer(self.text[first : place + 1]))
        found = passed_on(self.text[first : next((start for start, end in marks if start <= place < end), place)])
        if found is None or (found[1] and is_one_of(found[0], said.names)):
            return said
        return replace(said, names=found[:1] if found[1] else (), words=found[0], relays=said.names)

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
    said = tuple(_said(each, names) for each in article.quotes)
    return Page(number, article.text, said, article.id, article.title, article.url, article.published)


def _said(quote: Quote, names: dict[str, tuple[str, ...]]) -> Said:
    who, cue, direct = quote.speaker, quote.cue, quote.kind == "direct"
    found = Said(
        quote.id, tuple((part.start, part.end) for part in quote.parts), direct,
        denied=cue is not None and not direct and denies(cue.lemma, negated=cue.negated),
    )  # fmt: skip
    if who is None:
        return found
    called = [name for each in who.entities for name in names.get(each, ())]
    return replace(found, names=names_of(who.name, who.text, who.kind, called), words=source_of(who.text))


def names_of(name: str | None, words: str | None, kind: str | None, others: Iterable[str]) -> tuple[str, ...]:
    """What a speaker is called, the name found first. Nobody's names are a pronoun that was not resolved, and the words
    for somebody who is not named.
    """
    called = tuple(dict.fromkeys(filter(None, (name, *others))))
    if called or kind in UNNAMED_KINDS or (kind == "organization" and not _has_name(words or "")):
        return called
    return tuple(filter(None, [source_of(words)]))


def _has_name(words: str) -> bool:
    return any(word[0].isupper() and word.lower() not in ARTICLES for word in words.split())


def source_of(words: str | None) -> str | None:
    """The words of a source; None for a pronoun."""
    return words if words and stem(words.casefold()) != "i" else None


def may_be(said: Said, asked: str) -> bool:
    """Whether the speaker asked for says it, or nobody knows who does."""
    if said.names:
        return is_one_of(asked, said.names)
    return not is_one_of(asked, said.relays)


def is_one_of(asked: str, names: Iterable[str]) -> bool:
    """Whether the name is one of the names, or a form of one: a surname, a short given name, an acronym.

    A surname beside the full name of its bearer tells nothing: "Ruiz" of "Marta Ruiz" is not Pablo Ruiz.
    """
    called = {name: parse_person(name).words for name in names}
    parts = {part for words in called.values() if len(words) > 1 for word in words for part in (word, *word.split("-"))}
    return any(_same(asked, name) for name, words in called.items() if len(words) != 1 or words[0] not in parts)


@lru_cache(maxsize=1 << 14)
def _same(asked: str, name: str) -> bool:
    mine, theirs = name_words(asked), name_words(name)
    if not mine or not theirs:
        return False
    if mine == theirs or "".join(mine) in initials(name) or "".join(theirs) in initials(asked):
        return True
    one, other = parse_person(asked), parse_person(name)
    if len(one.words) > 1 and len(other.words) > 1:
        return bool(same_person(one, other)) or _starts(mine, theirs) or _spelled(one, other)
    short, long = sorted((one, other), key=lambda each: len(each.words))
    return bool(short.words) and (short.words[-1] in _surnames(long) or short.words == long.words[:1])


def _surnames(name: PersonName) -> set[str]:
    """What may stand for a person alone: the family name, the last word, and the first of two surnames."""
    first = name.words[-2] if len(name.words) > 2 and name.words[-2] not in given_names() else name.family
    return {name.family, name.words[-1], first}


def _spelled(one: PersonName, other: PersonName) -> bool:
    """Whether two full names are two spellings of one: "Jürgen Möller" and "Juergen Moeller"."""
    from newsparse.archive.link.names import agreement  # which reads archives

    if _vowels(one.family) != _vowels(other.family) or not same_given(one.first, other.first):
        return False  # "Lund" and "Lind" are two names
    return agreement(one.plain, other.plain) is not None


def _vowels(word: str) -> str:
    return re.sub("[^aeiou]", "", re.sub("(?<=[aou])e", "", word).replace("y", "i"))


def _starts(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one name is the other with more behind: "Acme" and "Acme Water plc"."""
    size = min(len(mine), len(theirs))
    return size > 1 and mine[:size] == theirs[:size]


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without titles and article."""
    plain = parse_person(name).plain or name
    words = key_words(fold(plain))
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words
