"""Whom a pronoun or a description stands for that is the source of a quote, on news of whose speakers nothing learns.

Readers judged it (`training.verdicts`, `docs/annotation.md`) in texts that nobody annotated; every sixth text counts.
A source is **right** where newsparse's entity has a mention in a place of the one that is meant, or where both
give none; **blank** where newsparse gives none for somebody who is named, **wrong** else. Whom an unnamed person speaks
for is right as well as none. **Named** are the sources that stand for somebody whom the text names.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks import runner
from benchmarks.context import around
from benchmarks.facets.attribution import judge_speaker
from benchmarks.facets.news import CORPORA
from benchmarks.measures import Data, Error, Report
from training.verdicts import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsparse import Article, Quote
    from training.annotations import Source
    from training.verdicts import Referent

    Judged = tuple[Source, tuple[Referent, ...]]

__all__ = ["CORPORA", "errors", "load", "score", "verdict"]

EACH = 6


def load(corpora: Path, limit: int | None = None) -> Data[Judged]:
    found = list(resolved(corpora))[::EACH]
    return Data(found[:limit], len(found))


def verdict(meant: Referent, quote: Quote, article: Article) -> str:
    """Whether a quote has the right speaker: "right", "blank" or "wrong"."""
    return judge_speaker(quote, article, (*meant.right, *meant.open), named=bool(meant.right))


def judged(given: Sequence[Referent], article: Article) -> Iterator[tuple[Referent, Quote, str]]:
    """The quotes whose source holds the head of one that readers judged, the first such head, with the verdict."""
    for quote in article.quotes:
        speaker = quote.speaker
        if speaker is not None:
            inside = (each for each in given if speaker.start <= each.head[0] < speaker.end)
            meant = min(inside, key=lambda each: each.head, default=None)
            if meant is not None:
                yield meant, quote, verdict(meant, quote, article)


def _every(documents: Sequence[Judged]) -> Iterator[tuple[Source, Referent, Quote, str]]:
    for text, given in documents:
        article = runner.article(text.text, text.published)
        yield from ((text, *each) for each in judged(given, article))


def score(documents: Sequence[Judged]) -> Report:
    found, named = Counter[str](), Counter[str]()
    for _, meant, _, each in _every(documents):
        found[each] += 1
        named[each] += bool(meant.right)
    report = Report()
    report.share("sources_right", found["right"], found.total())
    report.share("sources_wrong", found["wrong"], found.total(), gated=False)
    report.share("named_right", named["right"], named.total())
    report.share("named_blank", named["blank"], named.total(), gated=False)
    return report


def errors(documents: Sequence[Judged]) -> Iterator[Error]:
    """The sources that are blank or wrong."""
    for text, meant, quote, each in _every(documents):
        if each != "right" and quote.speaker is not None:
            name = text.text[slice(*meant.right[0])] if meant.right else "nobody"
            context = around(text.text, quote.speaker.start, quote.speaker.end)
            yield Error(f"source {each}", text.id, f"{quote.speaker.name} for {name}: {context}")
