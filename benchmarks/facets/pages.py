"""Pages as HTML, on five collections: what is kept, and the title, the authors and the day, beside other extractors.

Each page is scored by the package's model, which saw the pages here: the honest figures come from `python -m
benchmarks.facets.pages --folds DIR`, where DIR holds the models of `training.pages.train --fold N --out DIR/N.npz`
and each page is read by the one that saw no page of its site.

The collections differ in what they call the body. Captions are left out of what is scored on all of them: their
bodies have as good as none (3 in 100 of naeb's, 1 of fundus', 10 of article-extraction's, 21 of wcxb's); they are
counted apart, as standfirsts are.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from benchmarks.extraction import token_f1
from benchmarks.measures import Counts, Data, Error, Figure, Report, Table
from newsparse.sources.page import article, judge
from training.corpora import root, web_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from newsparse.sources.page.judge import Model
    from training.corpora.web_pages import WebPage

CORPORA = tuple(web_pages.READERS)
NOT_IN_BODIES = frozenset({"caption", "stamp"})
WORD = re.compile(r"\w+")
SPEED = 60  # pages whose reading is timed


@dataclass(frozen=True, slots=True)
class Taken:
    """What an extractor takes from a page."""

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


def load(corpora: Path, limit: int | None = None) -> Data[WebPage]:
    pages = web_pages.read(corpora, CORPORA)
    return Data(pages[:limit], len(pages))


def ours(page: WebPage, by: Model | None = None) -> Taken:
    """What newsparse takes: the body without captions."""
    found = article.read(page.html, page.url, by=by)
    kept = [found.text[a:b] for (a, b), kind in zip(found.spans, found.kinds, strict=True) if kind not in NOT_IN_BODIES]
    said = found.metadata
    day = said.published.isoformat() if said.published else None
    return Taken("\n".join(kept), said.title, said.authors, day)


def _trafilatura(page: WebPage) -> Taken:
    import trafilatura

    found = trafilatura.bare_extraction(page.html, url=page.url, include_comments=False, with_metadata=True)
    if found is None:
        return Taken()
    return Taken(found.text or "", found.title, tuple((found.author or "").split("; ")), found.date)


def _newspaper(page: WebPage) -> Taken:
    import newspaper

    found = newspaper.Article(page.url or "https://example.org/", fetch_images=False)
    found.download(input_html=page.html)
    found.parse()
    day = str(found.publish_date)[:10] if found.publish_date else None
    return Taken(found.text, found.title, tuple(found.authors), day)


def _readability(page: WebPage) -> Taken:
    import readability
    from lxml import html

    found = readability.Document(page.html)
    return Taken(html.fromstring(found.summary()).text_content(), found.short_title())


PEERS: dict[str, Callable[[WebPage], Taken]] = {
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper,
    "readability-lxml": _readability,
}


def take_all(take: Callable[[WebPage], Taken], pages: Sequence[WebPage]) -> list[Taken] | None:
    """What an extractor takes from each page, nothing where it fails; None where it is not installed."""
    found = []
    for page in pages:
        try:
            found.append(take(page))
        except ImportError:
            return None
        except Exception:  # what a peer raises on a page is its own affair
            found.append(Taken())
    return found


def segments(page: WebPage, text: str) -> tuple[int, int, int, int]:
    """Segments that are there and should be, that should be, that are there and should not, that should not."""
    plain = " ".join(text.split())
    wanted = sum(" ".join(each.split()) in plain for each in page.wanted)
    unwanted = sum(" ".join(each.split()) in plain for each in page.unwanted)
    return wanted, len(page.wanted), unwanted, len(page.unwanted)


def segment_f1(pages: Sequence[WebPage], texts: Sequence[str]) -> float:
    """The measure of trafilatura's own evaluation: F1 over the segments."""
    counts = [segments(page, text) for page, text in zip(pages, texts, strict=True)]
    right, wanted, wrong, _ = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / max(1, right + wrong + wanted)


def plain(text: str | None) -> str:
    """A title as it is compared: typographic marks as typed ones, small letters, single spaces."""
    said = unicodedata.normalize("NFKC", text or "")
    for mark, typed in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        said = said.replace(mark, typed)
    return " ".join(said.lower().split())


def names(authors: Sequence[str]) -> frozenset[str]:
    """Authors as they are compared."""
    return frozenset(key for each in authors if (key := " ".join(WORD.findall(plain(each)))))


def is_person(author: str) -> bool:
    """Whether a stated author is written as the name of a person: two words and more, none of an office or a desk."""
    words = plain(author).split()
    return 2 <= len(words) <= 5 and not {"team", "staff", "desk", "press", "editor", "editors", "news", "the"} & set(
        words
    )


def same_day(page: WebPage, taken: Taken) -> bool:
    return page.published is not None and taken.published == page.published.isoformat()


def rows(pages: Sequence[WebPage], taken: Sequence[Taken]) -> dict[str, float]:
    """Every figure of the table for one extractor."""
    both = list(zip(pages, taken, strict=True))
    found: dict[str, float] = {}
    for name in CORPORA:
        some = [(page, each) for page, each in both if page.corpus == name]
        if not some:
            continue
        if name == "trafilatura-eval":
            found[name] = segment_f1([page for page, _ in some], [each.text for _, each in some])
        else:
            found[name] = fmean(token_f1(page.body, each.text) for page, each in some)
    titled = [(page, each) for page, each in both if page.title]
    signed = [(page, each) for page, each in both if page.authors]
    people = [(page, each) for page, each in signed if all(map(is_person, page.authors or ()))]
    dated = [(page, each) for page, each in both if page.published]
    if titled:
        found["title"] = fmean(plain(page.title) == plain(each.title) for page, each in titled)
    if signed:
        found["author"] = fmean(names(page.authors or ()) == names(each.authors) for page, each in signed)
    if people:
        found["author (people)"] = fmean(names(page.authors or ()) == names(each.authors) for page, each in people)
    if dated:
        found["day"] = fmean(same_day(page, each) for page, each in dated)
    return found


def score(documents: Sequence[WebPage]) -> Report:
    """The package's model, which saw these pages: the gate holds it, and it is no measure of quality on others."""
    report = Report()
    figures = rows(documents, [ours(page) for page in documents])
    for name, value in figures.items():
        report.figures.append(Figure(name.replace(" ", "_"), value, "pages that the model saw"))
    return report


def errors(documents: Sequence[WebPage]) -> Iterator[Error]:
    """The lines of the body that are lost, of pages below 0.95."""
    for page in documents:
        taken = ours(page)
        if page.body and token_f1(page.body, taken.text) < 0.95:
            lines = {line.strip() for line in taken.text.splitlines()}
            for line in filter(None, map(str.strip, page.body.splitlines())):
                if line not in lines:
                    yield Error(f"line lost ({page.corpus})", page.name, line[:160])


def folds(pages: Sequence[WebPage], folder: Path) -> list[Taken]:
    """What newsparse takes from each page by the model that saw no page of its site."""
    fold = web_pages.folds(pages)
    models = [judge.stored(folder / f"{number}.npz") for number in range(web_pages.FOLDS)]
    return [ours(page, models[fold[page.corpus, page.name]]) for page in pages]


def asides(pages: Sequence[WebPage], folder: Path) -> Counts:
    """Standfirsts that a collection marks as such (fundus' summaries), and how many of them are in what is kept."""
    counts = Counts()
    fold = web_pages.folds(pages)
    for page in pages:
        if page.standfirst:
            text = ours(page, judge.stored(folder / f"{fold[page.corpus, page.name]}.npz")).text
            kept = " ".join(page.standfirst.split())[:60] in " ".join(text.split())
            counts.add(int(kept), 1, int(kept))
    return counts


def speed(take: Callable[[WebPage], Any], pages: Sequence[WebPage]) -> float:
    """Pages a second of one core."""
    some = pages[:: max(1, len(pages) // SPEED)]
    take(some[0])
    started = time.process_time()
    for page in some:
        take(page)
    return len(some) / (time.process_time() - started)


def table(pages: Sequence[WebPage], folder: Path) -> Table:
    """Ours and the peers', each figure in one row."""
    takers: dict[str, list[Taken] | None] = {"newsparse": folds(pages, folder)}
    takers |= {name: take_all(take, pages) for name, take in PEERS.items()}
    columns = {name: rows(pages, taken) for name, taken in takers.items() if taken is not None}
    lines = [(key, *(f"{column.get(key, 0.0):.3f}" for column in columns.values())) for key in columns["newsparse"]]
    rates = {"newsparse": speed(ours, pages)} | {n: speed(take, pages) for n, take in PEERS.items() if n in columns}
    lines.append(("pages a second", *(f"{rates[name]:.0f}" for name in columns)))
    return Table("five folds by site; peers as installed", ("data", *columns), tuple(lines))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", help="the folder of the corpora")
    parser.add_argument("--folds", type=Path, required=True, help="the folder of the models of the five folds")
    given = parser.parse_args()
    pages = web_pages.read(root(given.corpora), CORPORA)
    made = table(pages, given.folds)
    print("  ".join(f"{name:18}" for name in made.header))
    for line in made.rows:
        print("  ".join(f"{cell:18}" for cell in line))
    standfirsts = asides(pages, given.folds)
    print(f"standfirsts that fundus marks: {standfirsts.right_wanted} of {standfirsts.wanted} kept")


if __name__ == "__main__":
    main()
