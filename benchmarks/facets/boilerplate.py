"""Boilerplate on article-extraction: token F1 of the kept text against the true body, mean over the pages.

The measures of `benchmarks.extraction`: from the plain text of the whole page and from its HTML, beside the stored
output of other extractors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks.extraction import from_html, from_plain, token_f1
from benchmarks.measures import Data, Error, Figure, Report, Table
from training.corpora import article_extraction

if TYPE_CHECKING:
    from pathlib import Path

CORPORA = ("article-extraction",)


def load(corpora: Path, limit: int | None = None) -> Data[tuple[article_extraction.Page, dict[str, str]]]:
    folder = corpora / CORPORA[0]
    pages = list(article_extraction.read(folder))
    peers = article_extraction.peers(folder)
    documents = [(page, {name: texts.get(page.name, "") for name, texts in peers.items()}) for page in pages]
    return Data(documents[:limit], len(pages))


PagesWithPeers = Sequence[tuple[article_extraction.Page, dict[str, str]]]


def score(documents: PagesWithPeers) -> Report:
    report = Report()
    with_text = [page for page, _ in documents if page.plain]
    plain = [token_f1(page.body, from_plain(page)) for page in with_text]
    untouched = [token_f1(page.body, page.plain) for page in with_text]
    html = [token_f1(page.body, from_html(page)) for page, _ in documents]
    note = f"mean of {len(plain)} pages; the text as it is {fmean(untouched or [0.0]):.3f}"
    report.figures.append(Figure("plain_text", fmean(plain or [1.0]), note, floor=0.88))
    report.figures.append(Figure("html", fmean(html or [1.0]), f"mean of {len(html)} pages", floor=0.955))
    report.tables.append(_peers(documents))
    return report


def _peers(documents: PagesWithPeers) -> Table:
    names = sorted({name for _, found in documents for name in found})
    means = {name: fmean(token_f1(page.body, found[name]) for page, found in documents) for name in names}
    rows = sorted(means.items(), key=lambda item: -item[1])
    return Table("stored output of other extractors, from the HTML", ("extractor", "token F1"),
                 tuple((name, f"{value:.3f}") for name, value in rows))  # fmt: skip


def errors(documents: PagesWithPeers) -> Iterator[Error]:
    """The lines of the plain text on the wrong side, of pages below 0.95."""
    for page, _ in documents:
        kept = from_plain(page)
        if not page.plain or token_f1(page.body, kept) >= 0.95:
            continue
        body, found = ({line.strip() for line in text.splitlines()} for text in (page.body, kept))
        for line in filter(None, map(str.strip, page.plain.splitlines())):
            if (line in body) != (line in found):
                yield Error("line lost" if line in body else "line kept", page.name, line[:160])
