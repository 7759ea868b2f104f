"""The project's own gold articles in `data/gold` (`benchmarks.gold`): entities, roles, countries and speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import gold, runner
from benchmarks.measures import Data, Error, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CORPORA: tuple[str, ...] = ()
STUDIED = ("open", "hard")
PARTS = (*STUDIED, "kept", "unseen")


def load(corpora: Path | None = None, limit: int | None = None) -> Data[tuple[str, gold.GoldArticle]]:
    documents = [(part, each) for part in PARTS for each in gold.articles(part)[:limit]]
    return Data(documents, len(documents))


def _tally(documents: Sequence[tuple[str, gold.GoldArticle]], part: str) -> gold.Tally:
    tally = gold.Tally()
    for name, document in documents:
        if name == part:
            article = runner.article(document.text, document.published, clean=False)
            gold.compare(document, article.entities, article.quotes, tally)
    return tally


def score(documents: Sequence[tuple[str, gold.GoldArticle]]) -> Report:
    report = Report()
    for part in PARTS:
        tally = _tally(documents, part)
        report.share(f"{part}_quotes_found", tally.found, tally.quotes)
        report.share(f"{part}_speakers", tally.right, tally.quotes, floor=0.95 if part == "kept" else None)
        report.share(f"{part}_one_entity_each", tally.clustered, tally.entities)
        report.share(f"{part}_names", tally.named, tally.entities)
        report.share(f"{part}_countries", tally.countries, tally.entities)
        report.share(f"{part}_roles", tally.roles_found, tally.roles)
    return report


def errors(documents: Sequence[tuple[str, gold.GoldArticle]]) -> Iterator[Error]:
    """Those of the parts that may be studied."""
    for part in STUDIED:
        for line in _tally(documents, part).errors:
            name, _, rest = line.partition(": ")
            yield Error(rest.split(":")[0].split("'")[0].strip(), name, rest)
