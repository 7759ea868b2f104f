"""What a quote check returns: frozen values with offsets into the text of the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - read by `from_json`
from typing import Literal

from newsparse.codec import DAY, Json

__all__ = ["Change", "ChangeKind", "Flag", "Place", "QuoteCheck", "Verdict"]

Verdict = Literal["verbatim", "altered", "spliced", "paraphrase", "other speaker", "not quoted", "absent"]
ChangeKind = Literal["added", "left out", "changed"]
Flag = Literal["negation", "number", "name", "modal", "opposite", "denied", "cut"]


@dataclass(frozen=True, slots=True)
class Change(Json):
    """One difference in words: `claim` is what the claim has, `found` what the article has in its place.

    Either is empty where words were left out or added. `claim_start` and `claim_end` count characters of the claim,
    `start` and `end` those of the article's text; an empty stretch lies where the words would stand.
    """

    kind: ChangeKind
    claim: str
    found: str
    claim_start: int
    claim_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place(Json):
    """Words of an article that a claim was compared with: `article.text[start:end] == text`.

    `number` is the place of the article among those given, from 1 (the column `article` of an archive). `article` is
    its id, `quote` the id of the quote in it; `speaker` is the name found, else the words of the source. All of these
    and `published` are None where nothing is known. `score` is 1 for the same words and 0 for none in common.
    """

    number: int
    text: str
    start: int
    end: int
    score: float
    article: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = field(default=None, metadata=DAY)
    quote: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteCheck(Json):
    """The answer of `newsparse.check`.

    `quote` and `asked` are the claim: the words, and the speaker or None. `places` are what the verdict rests on: one,
    or several for a spliced claim, none for an absent one. `earliest` is the earliest article, by its day, in which
    the same words are quoted; of a claim that is not verbatim, the earliest with the words as they were found.
    `changes` tell the words that differ and `flags` whether a negation, a number, a name, a modal or an opposite is
    among them, whether the words found are denied, and whether a negation or a condition that governs them was cut.
    `candidates` are the nearest places other than `places`, best first. `score` is 1 for the same words.
    """

    quote: str
    verdict: Verdict
    score: float
    asked: str | None = None
    places: tuple[Place, ...] = ()
    earliest: Place | None = None
    changes: tuple[Change, ...] = ()
    flags: tuple[Flag, ...] = ()
    candidates: tuple[Place, ...] = ()

    @property
    def article(self) -> str | None:
        """The id of the article, or None."""
        return self.places[0].article if self.places else None

    @property
    def start(self) -> int | None:
        """Where the words found begin in the text of the article, or None."""
        return self.places[0].start if self.places else None

    @property
    def end(self) -> int | None:
        """Where they end, or None."""
        return self.places[0].end if self.places else None

    @property
    def speaker(self) -> str | None:
        """Who says them in the article, or None."""
        return self.places[0].speaker if self.places else None
