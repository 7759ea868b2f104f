"""Web pages with the true body of their article, its title, authors and day: five collections in one shape.

| collection | body | title, authors, day |
|---|---|---|
| article-extraction | by hand | none |
| naeb (Article extraction dataset, 2023) | by hand | by hand |
| wcxb (Web Content eXtraction Benchmark) | by hand, checked | by hand |
| fundus (its test pages) | by a parser written for each publisher: summary, headlines, paragraphs, no captions | by the parser |
| trafilatura-eval | segments that must and must not be in the text | of some pages |
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

from training.corpora import article_extraction, corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

FOLDS = 5
# Second levels that are no site: a site is what stands before them.
SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page of a collection. `authors` and `published` are None where the collection does not say.

    `body` is "" in trafilatura-eval, which has `wanted` and `unwanted` segments instead; `plain` is what a plain converter makes
    of the whole page, "" where there is none; `standfirst` is the part of the body that stands before it (fundus).
    """

    corpus: str
    name: str
    url: str
    html: str
    body: str = ""
    plain: str = ""
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: date | None = None
    standfirst: str = ""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def site(self) -> str:
        """The part of the address that is the site's own: two labels, or three where the second is no site's."""
        parts = urlparse(self.url if "//" in self.url else f"//{self.url}").netloc.lower().split(":")[0].split(".")
        size = 3 if len(parts) > 2 and parts[-2] in SECOND_LEVELS else 2
        return ".".join(parts[-size:]) or self.name


def read(corpora: Path, names: Sequence[str] | None = None) -> list[WebPage]:
    """The pages of the collections (by default of all), in a fixed order."""
    return [page for name in names or tuple(READERS) for page in READERS[name](corpus(corpora, name))]


def folds(pages: Sequence[WebPage]) -> dict[tuple[str, str], int]:
    """The fold of each page, by collection and name; all pages of one site are in one fold."""
    order = sorted({page.site for page in pages})
    random.Random(0).shuffle(order)
    place = {site: at % FOLDS for at, site in enumerate(order)}
    return {(page.corpus, page.name): place[page.site] for page in pages}


def _html(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf8", "replace")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _authors(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,;]| and ", value or "") if part.strip())


def _article_extraction(folder: Path) -> Iterator[WebPage]:
    for page in article_extraction.read(folder):
        yield WebPage("article-extraction", page.name, page.url, page.html, page.body, page.plain)


def _naeb(folder: Path) -> Iterator[WebPage]:
    for name, fields in sorted(json.loads((folder / "articles.json").read_text("utf8")).items()):
        yield WebPage(
            "naeb",
            name,
            fields["url"],
            _html(folder / "html" / f"{name}.html.gz"),
            fields["articleBody"],
            title=fields["title"],
            authors=_authors(fields["authors"]),
            published=_day(fields["date"]),
        )


def _wcxb(folder: Path) -> Iterator[WebPage]:
    for path in sorted((folder / "ground-truth").glob("*.json")):
        fields = json.loads(path.read_text("utf8"))
        truth = fields["ground_truth"]
        yield WebPage(
            "wcxb",
            path.stem,
            fields["url"],
            _html(folder / "html" / f"{path.stem}.html.gz"),
            truth["main_content"],
            title=truth.get("title"),
            authors=_authors(truth["author"]) if truth.get("author") else None,
            published=_day(truth.get("publish_date")),
        )


def _fundus(folder: Path) -> Iterator[WebPage]:
    """Each page with the version whose paragraphs stand in it; the files are named by the day on which they were fetched."""
    for path in sorted(folder.glob("*/*.json")):
        versions = list(json.loads(path.read_text("utf8")).values())
        for page in sorted(path.parent.glob(f"{path.stem}_*.html.gz")):
            html = _html(page)
            said = Counter(WORD.findall(html))
            best = max(versions, key=lambda version: _share(Counter(WORD.findall(_fundus_body(version["body"]))), said))
            yield WebPage(
                "fundus",
                page.name.removesuffix(".html.gz"),
                _canonical(html) or f"{path.stem.lower()}.com",
                html,
                _fundus_body(best["body"]),
                title=best.get("title"),
                authors=tuple(best.get("authors") or ()),
                published=_day(best.get("publishing_date")),
                standfirst="\n".join(best["body"].get("summary") or ()),
            )


def _share(wanted: Counter[str], there: Counter[str]) -> float:
    return sum((wanted & there).values()) / max(1, sum(wanted.values()))


def _fundus_body(body: dict[str, Any]) -> str:
    parts = list(body.get("summary") or ())
    for section in body["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n".join(parts)


_CANONICAL = re.compile(
    r"<(?:link[^>]{0,200}rel=[\"']?canonical[^>]{0,50}href|meta[^>]{0,100}og:url[^>]{0,50}content)=[\"']?([^\"'\s>]+)",
    re.I,
)


def _canonical(html: str) -> str:
    found = _CANONICAL.search(html)
    return found.group(1) if found else ""


def _trafilatura(folder: Path) -> Iterator[WebPage]:
    for url, fields in json.loads((folder / "evaldata.json").read_text("utf8")).items():
        path = folder / "html" / f"{fields['file']}.gz"
        yield WebPage(
            "trafilatura-eval",
            fields["file"],
            url,
            _html(path),
            wanted=tuple(fields["with"]),
            unwanted=tuple(fields["without"]),
        )


READERS: dict[str, Callable[[Path], Iterator[WebPage]]] = {
    "article-extraction": _article_extraction,
    "naeb": _naeb,
    "wcxb": _wcxb,
    "fundus": _fundus,
    "trafilatura-eval": _trafilatura,
}
