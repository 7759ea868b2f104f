"""What the tools return: short typed answers, each with the offsets of its words in the text that was given.

`start` and `end` count characters (code points); `text[start:end]` are the words as written. Of a page they count
characters of the text that was taken from it, which `Facts.text` has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.outputs.plain import iso

if TYPE_CHECKING:
    from newsparse.archive.result import Place, QuoteCheck
    from newsparse.types import Article, DateMention, Entity, Quote

__all__ = ["Change", "Day", "Facts", "Name", "Nearest", "Said", "Verdict", "days", "facts", "said", "verdict"]


@dataclass(frozen=True)
class Name:
    """A person, organisation, place or group, where it is first named, and how often."""

    name: str
    label: str
    start: int
    end: int
    mentions: int
    roles: list[str]


@dataclass(frozen=True)
class Said:
    """What somebody said: `speaker` is the name that the words as written ("he") stand for, or these words.

    `speaker` is None where nobody is named, `verb` where there is none. `negated` tells that it was not said ("did not
    say"). `kind` is direct, indirect or mixed; `start` and `end` go from the first words of the quote to the last.
    """

    speaker: str | None
    as_written: str | None
    verb: str | None
    negated: bool
    kind: str
    words: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Day:
    """A time expression with its TIMEX3 value, and the first and last day that it covers (ISO), None where unknown."""

    words: str
    value: str
    first_day: str | None
    last_day: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Facts:
    """The facts of an article. `text` is the text of a page, None where a text was given."""

    title: str | None
    published: str | None
    names: list[Name]
    quotes: list[Said]
    dates: list[Day]
    warnings: list[str]
    text: str | None


@dataclass(frozen=True)
class Change:
    """A difference in words: what the claim has, and what the article has in its place."""

    kind: str
    claim: str
    article: str


@dataclass(frozen=True)
class Nearest:
    """Words of the article that a claim was compared with; `score` is 1 for the same words."""

    words: str
    speaker: str | None
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Verdict:
    """Whether it was said: verbatim, altered, spliced, paraphrase, other speaker, not quoted or absent.

    `found` are the places that the verdict rests on, none for an absent quotation; `nearest` is then the best of what
    there is. `flags` tells whether a negation, number, name or modal is among the changes.
    """

    verdict: str
    score: float
    found: list[Nearest]
    changes: list[Change]
    flags: list[str]
    nearest: Nearest | None


def facts(article: Article, *, page: bool) -> Facts:
    """The facts of an article."""
    return Facts(
        title=article.title,
        published=iso(article.published),
        names=[_name(each) for each in article.entities],
        quotes=said(article),
        dates=days(article),
        warnings=list(article.warnings),
        text=article.text if page else None,
    )


def said(article: Article, speaker: str | None = None) -> list[Said]:
    """Who said what; of one speaker where one is asked for, by any form of the name."""
    quotes = article.quotes if speaker is None else article.quotes_by(speaker)
    return [_said(each) for each in quotes]


def days(article: Article) -> list[Day]:
    """The time expressions, in order of the text."""
    return [_day(each) for each in article.dates]


def verdict(found: QuoteCheck) -> Verdict:
    """The answer of a quote check."""
    return Verdict(
        verdict=found.verdict,
        score=found.score,
        found=[_nearest(place) for place in found.places],
        changes=[Change(each.kind, each.claim, each.found) for each in found.changes],
        flags=list(found.flags),
        nearest=_nearest(found.candidates[0]) if found.candidates and not found.places else None,
    )


def _name(entity: Entity) -> Name:
    first = entity.mentions[0]
    return Name(entity.name, entity.label, first.start, first.end, len(entity.mentions), list(entity.roles))


def _said(quote: Quote) -> Said:
    who, cue = quote.speaker, quote.cue
    return Said(
        speaker=(who.name or who.text) if who else None,
        as_written=who.text if who else None,
        verb=cue.lemma if cue else None,
        negated=bool(cue and cue.negated),
        kind=quote.kind,
        words=quote.text,
        start=quote.start,
        end=quote.end,
        confidence=round(quote.confidence, 3),
    )


def _day(found: DateMention) -> Day:
    return Day(found.text, found.value, iso(found.first_day), iso(found.last_day), found.start, found.end)


def _nearest(place: Place) -> Nearest:
    return Nearest(place.text, place.speaker, place.start, place.end, round(place.score, 3))
