"""Other libraries on the same data with the same measures; each is optional, and skipped with the reason.

    python benchmarks/peers.py [--corpora DIR] [--only PEER ...] [--limit N]

- quotes on polnear dev: a regular expression for what stands between quotation marks; textacy's direct quotations,
  on newsparse's own parse. Both are measured on the contents with quotation marks.
- dates on timeml: `dateparser.search`, with the document's date; a value is the day that it gives.
- pages on article-extraction: jusText and trafilatura as installed here, from the HTML (`quality.py` has their stored
  output).
"""

from __future__ import annotations

import argparse
import re
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import runner  # found only after the line above
from benchmarks import timeml as measures
from benchmarks.facets import attribution, boilerplate, dates
from benchmarks.facets.attribution import Item, part
from benchmarks.quality import find_corpora, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

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


def textacy_quotes(documents: Sequence[AttributedText]) -> dict[str, float]:
    from textacy.extract.triples import direct_quotations

    def find(text: str) -> list[Item]:
        items = []
        for triple in direct_quotations(runner.spacy_doc(text)):
            content, source, cue = (_part(text, tokens) for tokens in (triple.content, triple.speaker, triple.cue))
            items.append(Item(content, source, cue, marked=True))
        return items

    return _quotes(find, documents)


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


def _noon(day: date) -> Any:
    from datetime import datetime, time

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


def _pages(take: Callable[[str], str], documents: Sequence[Any]) -> dict[str, float]:
    from benchmarks.extraction import token_f1

    return {"token_f1": fmean(token_f1(page.body, take(page.html)) for page, _ in documents)}


PEERS: dict[str, tuple[Any, Callable[[Sequence[Any]], dict[str, float]]]] = {
    "quotes: regular expression": (attribution, regex_quotes),
    "quotes: textacy": (attribution, textacy_quotes),
    "dates: dateparser": (dates, dateparser_dates),
    "pages: jusText": (boilerplate, justext_pages),
    "pages: trafilatura": (boilerplate, trafilatura_pages),
}


def run(name: str, corpora: Path | None, limit: int | None) -> str:
    """One line of the table."""
    facet, score = PEERS[name]
    reason = missing(facet.__name__.rpartition(".")[2], corpora)
    if reason or corpora is None:
        return f"{name:28} skipped: {reason}"
    try:
        figures = score(facet.load(corpora, limit).documents)
    except ImportError as error:
        return f"{name:28} skipped: {error.name} is not installed"
    return f"{name:28} " + ", ".join(f"{key} {value:.3f}".replace(".000", "") for key, value in figures.items())


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--only", nargs="+", default=[""], help="parts of names, such as quotes or dateparser")
    parser.add_argument("--limit", type=int, help="documents of each corpus at most")
    options = parser.parse_args(arguments)
    corpora = find_corpora(options.corpora)
    for name in PEERS:
        if any(wanted.lower() in name.lower() for wanted in options.only):
            print(run(name, corpora, options.limit), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
