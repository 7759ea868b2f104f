"""Invented articles of who said what that nothing learns from (`data/told/dev`, `data/told/blind`).

A quote is found where one of newsparse's shares half of its content, as in `benchmarks.facets.news`. Its speaker is
right where newsparse's entity has a mention in a place of the annotated name, or where both give none; blank where
newsparse gives none for somebody who is named, wrong else. Of the part `blind` nothing but totals is made.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import runner
from benchmarks.facets.attribution import Item, found_items, judge_speaker, pairs, part
from benchmarks.measures import Counts, Data, Error, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse import Article, Quote

__all__ = ["ARTICLES", "Told", "articles", "errors", "load", "score", "spans_of", "verdict"]

CORPORA: tuple[str, ...] = ()
ARTICLES = Path(__file__).parents[2] / "data" / "told"
PARTS = ("dev", "blind")
FOUND = 0.5

Spans = list[tuple[int, int]]


class Told(NamedTuple):
    """An article with all that is said in it: (where, the name of who said it or None)."""

    id: str
    text: str
    published: date | None
    quotes: list[tuple[Spans, str | None]]


def articles(folder: Path) -> Iterator[Told]:
    """The articles of the files of a folder, in their order."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            each = json.loads(line)
            day = each.get("published")
            quotes = [(spans_of(each["text"], quote["parts"]), quote["speaker"]) for quote in each["quotes"]]
            yield Told(each["id"], each["text"], date.fromisoformat(day) if day else None, quotes)


def spans_of(text: str, parts: Sequence[str]) -> Spans:
    """Where the parts of a quote stand, each after the one before; raises `ValueError` where one does not."""
    found: Spans = []
    for each in parts:
        start = text.index(each, found[-1][1] if found else 0)
        found.append((start, start + len(each)))
    return found


def load(corpora: Path | None = None, limit: int | None = None) -> Data[tuple[str, Told]]:
    documents = [(name, each) for name in PARTS for each in islice(articles(ARTICLES / name), limit)]
    return Data(documents, len(documents))


def verdict(speaker: str | None, quote: Quote, article: Article) -> str:
    """Whether a quote has the right speaker: "right", "blank" or "wrong"."""
    named = [match.span() for match in re.finditer(re.escape(speaker), article.text)] if speaker else []
    return judge_speaker(quote, article, named, named=speaker is not None)


class _Result(NamedTuple):
    """What newsparse finds in an article, what is wanted, and of those that are found the quote and its verdict."""

    article: Article
    wanted: list[tuple[Item, str | None]]
    judged: dict[int, tuple[Quote, str]]


def _judged(told: Told) -> _Result:
    article = runner.article(told.text, told.published, clean=False)
    wanted = [(Item(part(told.text, spans), frozenset(), frozenset()), speaker) for spans, speaker in told.quotes]
    found = found_items(article)
    speakers = {id(item): speaker for item, speaker in wanted}
    quotes = dict(zip(map(id, found), article.quotes, strict=True))
    matched = pairs([item for item, _ in wanted], found, FOUND)
    judged = {id(w): (quotes[id(f)], verdict(speakers[id(w)], quotes[id(f)], article)) for w, f in matched}
    return _Result(article, wanted, judged)


def score(documents: Sequence[tuple[str, Told]]) -> Report:
    report = Report()
    for name in PARTS:
        quotes, speakers = Counts(), Counter[str]()
        for result in (_judged(told) for where, told in documents if where == name):
            quotes.add(len(result.article.quotes), len(result.wanted), len(result.judged))
            speakers.update(each for _, each in result.judged.values())
        report.share(f"{name}_found", quotes.right_found, quotes.wanted)
        report.share(f"{name}_precision", quotes.right_found, quotes.found)
        report.share(f"{name}_attributed", speakers["right"], quotes.wanted)
        report.share(f"{name}_speaker_right", speakers["right"], quotes.right_found)
        report.share(f"{name}_speaker_wrong", speakers["wrong"], quotes.right_found, gated=False)
        report.share(f"{name}_speaker_blank", speakers["blank"], quotes.right_found, gated=False)
    return report


def errors(documents: Sequence[tuple[str, Told]]) -> Iterator[Error]:
    """Quotes of the part dev that are missed, spurious or of the wrong speaker."""
    for name, told in documents:
        if name == "dev":
            yield from _errors(told)


def _errors(told: Told) -> Iterator[Error]:
    article, wanted, judged = _judged(told)
    for item, speaker in wanted:
        quote, each = judged.get(id(item), (None, "missed"))
        if quote is None:
            yield Error(each, told.id, f"{speaker}: {told.text[min(item.content) : max(item.content) + 1]}")
        elif each != "right":
            given = quote.speaker.name if quote.speaker is not None else None
            yield Error(f"speaker {each}", told.id, f"{speaker}, not {given}: {quote.text}")
    taken = {id(quote) for quote, _ in judged.values()}
    yield from (Error("spurious", told.id, quote.text) for quote in article.quotes if id(quote) not in taken)
