"""What cleaning costs clean articles.

The share of the tokens inside annotated attributions (polnear dev) or entities (worldwide-newswire dev) that
`Article.body` keeps, which is known from the reading alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import runner
from benchmarks.context import around
from benchmarks.facets import attribution, entities
from benchmarks.measures import Data, Error, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.corpora import polnear

CORPORA = ("polnear", "worldwide-newswire")
TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A clean article and its annotated spans."""

    name: str
    corpus: str
    text: str
    spans: tuple[tuple[int, int], ...]


def load(corpora: Path, limit: int | None = None) -> Data[Marked]:
    attributed, named = attribution.load(corpora, limit), entities.load(corpora, limit)
    documents = [
        Marked(
            each.name, "polnear", each.text, tuple(s for a in each.attributions for s in a.source + a.cue + a.content)
        )
        for each in attributed.documents
    ]
    documents += [
        Marked(each.name, "worldwide-newswire", each.text, tuple(span[:2] for span in each.entities))
        for each in named.documents
    ]
    return Data(documents, attributed.available + named.available)


def _spans(document: polnear.AttributedText) -> tuple[tuple[int, int], ...]:
    return tuple(span for each in document.attributions for span in each.source + each.cue + each.content)


def lost(text: str, spans: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int]]) -> tuple[list[int], int]:
    """Where the tokens inside `spans` begin that are not in `kept`, and how many tokens `spans` have."""
    inside = {start + token.start() for start, end in spans for token in TOKEN.finditer(text[start:end])}
    gone = [offset for offset in sorted(inside) if not any(start <= offset < end for start, end in kept)]
    return gone, len(inside)


def score(documents: Sequence[Marked]) -> Report:
    report = Report()
    for corpus in CORPORA:
        pairs = [lost(each.text, each.spans, runner.kept(each.text)) for each in documents if each.corpus == corpus]
        total = sum(count for _, count in pairs)
        report.share(f"{corpus}_kept", total - sum(len(gone) for gone, _ in pairs), total, floor=0.995, capped=True)
    return report


def errors(documents: Sequence[Marked]) -> Iterator[Error]:
    for each in documents:
        gone, _ = lost(each.text, each.spans, runner.kept(each.text))
        for offset in gone:
            yield Error(f"lost in {each.corpus}", each.name, around(each.text, offset, offset + 1))
