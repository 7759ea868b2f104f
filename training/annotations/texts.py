"""The texts that are annotated, derived from the public corpora so that anybody gets the same offsets.

A document is named `corpus/name`. Newswire and politics are the corpus's raw text; a page is the true body that its
corpus gives, paragraphs parted by an empty line. Nothing of these texts is stored here: the annotations keep their
SHA-1 and are refused where it differs.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from training.corpora import article_extraction, corpus, polnear, worldwide

if TYPE_CHECKING:
    from pathlib import Path

CORPORA = ("worldwide-newswire", "polnear", "fundus", "naeb", "article-extraction", "wcxb")
PAGES = CORPORA[2:]
# Those of which everything is annotated; of politics it is the classes and speakers of given attributions.
FULL = ("worldwide-newswire", *PAGES)
PARTS = ("train", "dev", "blind")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/](0?[1-9]|1[0-2]|[a-z]{3})[-/](0?[1-9]|[12]\d|3[01])(?!\d)")
_META = re.compile(
    r"(?:published_time|datePublished|pubdate|dc\.date)\W[^>]{0,60}?((?:19|20)\d\d-\d\d-\d\d)", re.IGNORECASE
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}


@dataclass(frozen=True, slots=True)
class Source:
    """A text to annotate: `published` is what its corpus or address tells, `entities` the spans of the corpus, if any."""

    id: str
    text: str
    published: date | None = None
    url: str = ""
    title: str = ""
    entities: tuple[tuple[int, int, str], ...] = ()
    attributions: tuple[polnear.Attribution, ...] = ()

    @property
    def sha1(self) -> str:
        """Of the text in UTF-8, as 40 hexadecimal digits."""
        return hashlib.sha1(self.text.encode("utf8"), usedforsecurity=False).hexdigest()


def part(name: str) -> str:
    """The part of a document, by the hash of its name: 60 % train, 20 % dev, 20 % blind."""
    digit = int(hashlib.sha1(name.encode("utf8"), usedforsecurity=False).hexdigest(), 16) % 10
    return PARTS[0] if digit < 6 else PARTS[1] if digit < 8 else PARTS[2]


@cache
def read(folder: Path, name: str) -> dict[str, Source]:
    """All texts of the corpus `name` below `folder`, by id. Raises `MissingCorpusError` where it is not there."""
    found = _READERS[name](corpus(folder, name))
    return {each.id: each for each in found}


def source(folder: Path, document: str) -> Source:
    """The text named `corpus/name`. Raises `KeyError` where its corpus has none of that name."""
    return read(folder, document.partition("/")[0])[document]


def _worldwide(folder: Path) -> list[Source]:
    found = []
    for split in ("train", "dev"):
        for each in worldwide.read(folder, split):
            url = each.text.partition("\n")[0].strip()
            name = f"worldwide-newswire/{each.name.removesuffix('.txt')}"
            found.append(Source(name, each.text, day_in(url), url, entities=each.entities))
    return found


def _polnear(folder: Path) -> list[Source]:
    return [
        Source(f"polnear/{each.name}", each.text, each.published, attributions=each.attributions)
        for each in polnear.read(folder, "train")
    ]


def _fundus(folder: Path) -> list[Source]:
    found = []
    for path in sorted(folder.glob("*/*.html.gz")):
        stem = path.name.removesuffix(".html.gz")
        versions = json.loads((path.parent / f"{stem.split('_')[0]}.json").read_text("utf8"))
        page = html.unescape(gzip.decompress(path.read_bytes()).decode("utf8", "replace"))
        fields = max(versions.values(), key=lambda each: _share(each, page))
        published = day_in(str(fields.get("publishing_date", ""))[:10])
        name = f"fundus/{path.parent.name}/{stem}"
        found.append(Source(name, _joined(_fundus_lines(fields)), published, title=fields.get("title") or ""))
    return found


def _fundus_lines(fields: dict[str, Any]) -> list[str]:
    lines = [*fields["body"].get("summary", ())]
    for section in fields["body"]["sections"]:
        lines += [*section["headline"], *section["paragraphs"]]
    return lines


def _share(fields: dict[str, Any], page: str) -> float:
    """How much of a body is on a page: a publisher's file has a body for each of its pages, and names none of them."""
    heads = [line[:30] for line in _fundus_lines(fields)]
    return sum(head in page for head in heads) / max(1, len(heads))


def _naeb(folder: Path) -> list[Source]:
    articles = json.loads((folder / "articles.json").read_text("utf8"))
    return [
        Source(
            f"naeb/{name}",
            _joined(each["articleBody"].splitlines()),
            day_in(each.get("date") or ""),
            each["url"],
            each["title"],
        )
        for name, each in sorted(articles.items())
    ]


def _article_extraction(folder: Path) -> list[Source]:
    return [
        Source(
            f"article-extraction/{page.name}",
            _joined(page.body.splitlines()),
            day_in(page.url) or _told(page.html),
            page.url,
        )
        for page in article_extraction.read(folder)
    ]


def _wcxb(folder: Path) -> list[Source]:
    found = []
    for path in sorted((folder / "ground-truth").glob("*.json")):
        fields = json.loads(path.read_text("utf8"))
        truth = fields["ground_truth"]
        body = _joined(truth["main_content"].splitlines())
        day = day_in(truth.get("publish_date") or "")
        found.append(Source(f"wcxb/{path.stem}", body, day, fields["url"], truth.get("title") or ""))
    return found


_READERS = {
    "worldwide-newswire": _worldwide,
    "polnear": _polnear,
    "fundus": _fundus,
    "naeb": _naeb,
    "article-extraction": _article_extraction,
    "wcxb": _wcxb,
}


def _joined(lines: list[str]) -> str:
    return "\n\n".join(line.strip() for line in lines if line.strip())


def day_in(text: str) -> date | None:
    """The first day of the form 2019-11-18, 2019/11/18 or 2019/nov/18 in `text`, None where there is none."""
    for year, month, day in _DAY.findall(text.lower()):
        number = _MONTHS.get(month) or (int(month) if month.isdigit() else 0)
        try:
            return date(int(year), number, int(day))
        except ValueError:
            continue
    return None


def _told(html: str) -> date | None:
    found = _META.search(html)
    return day_in(found[1]) if found else None
