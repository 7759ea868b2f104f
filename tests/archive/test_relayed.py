"""Whose words stand in a report: those of the reporter, or of somebody from whom they are passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import newsparse
from newsparse.archive.relayed import passed_on
from tests.archive.conftest import make

if TYPE_CHECKING:
    from newsparse.types import Article

PASSED_ON = [
    ("the accused had written ", "the accused"),
    ("that Mr Okoye had said: ", "Mr Okoye"),
    ("a driver had called the cyclist ", "a driver"),
    ("her editor, Nimet Kaya, had told her: ", "Nimet Kaya"),
    ("that a caller had threatened to ", "a caller"),
    ("the letter said the roof was ", "the letter"),
    # The speaker's own, or nobody knows.
    ("the plan was ", None),
    ("she had called the vote ", None),
    ("it had written ", None),
    ("voters should call it ", None),
    ("residents had been told to ", None),
    ("a man called ", None),
    ("a note written ", None),
    ("the promised ", None),
    ("the letter said the roof was sound but the cellar was ", None),
    ("", None),
]
MARKED = [
    (
        "Prosecutor [Ines Faro] said <m|Ines Faro|the accused had written “I will sink it” in his log>.",
        "I will sink it",
    ),
    (
        "Coach [Tim Rooke] said <m|Tim Rooke|a fan had called his keeper “a useless old donkey”>.",
        "a useless old donkey",
    ),
    ("[Lars Dahl] said <m|Lars Dahl|the crowd had chanted “hang the king tonight”>.", "hang the king tonight"),
]
OWN = [
    ("[Ines Faro] said <m|Ines Faro|the log was “a map of hate”>.", "a map of hate", "Ines Faro"),
    ("[Tim Rooke] said <m|Tim Rooke|he had called his keeper “a wise old fox”>.", "a wise old fox", "Tim Rooke"),
    ("[Mei Tan] said <m|Mei Tan|Mei Tan had promised “a roof for all”>.", "a roof for all", "Mei Tan"),
    ("[Olga Ruiz] said <m|Olga Ruiz|Mayor Donovan had promised “a house for all”>.", "a house for all", "Keir Donovan"),
]


@pytest.mark.parametrize(("before", "who"), PASSED_ON)
def test_who_says_what_is_reported(before: str, who: str | None) -> None:
    found = passed_on(before)
    assert (found and found[0]) == who


def _asked(article: Article, quote: str, speaker: str | None) -> str:
    return newsparse.check(quote, speaker, articles=article).verdict


@pytest.mark.parametrize(("text", "quote"), MARKED)
def test_words_passed_on_are_not_the_reporters(text: str, quote: str) -> None:
    article = make(text)
    reporter = article.entities[0].name
    assert _asked(article, quote, reporter) == "other speaker"
    assert _asked(article, quote, None) == "verbatim"
    assert newsparse.check(quote, articles=article).speaker != reporter


@pytest.mark.parametrize(("text", "quote", "asked"), OWN)
def test_whose_marked_words_are(text: str, quote: str, asked: str) -> None:
    assert _asked(make(text), quote, asked) == "verbatim"
