"""The article-extraction benchmark (Scrapinghub, 2019): web pages with the true body of their article.

`plain-text.json`, where it is there, holds what a plain HTML-to-text converter makes of each whole page.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `html` as fetched, `plain` the text of all of it ("" where there is none), `body` the true article."""

    name: str
    url: str
    html: str
    plain: str
    body: str


def read(folder: Path) -> Iterator[Page]:
    """The pages in the order of their names."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf8"))
    plain = _texts(folder / "plain-text.json")
    for name, fields in sorted(truth.items()):
        html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf8")
        yield Page(name, fields.get("url", ""), html, plain.get(name, ""), fields["articleBody"])


def peers(folder: Path) -> dict[str, dict[str, str]]:
    """The stored output of other extractors: for each of them the body that it took from each page."""
    return {path.stem: _texts(path) for path in sorted((folder / "peers").glob("*.json"))}


def _texts(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    raw = json.loads(path.read_text("utf8"))
    raw = raw.get("output", raw)
    return {name: fields.get("articleBody") or "" for name, fields in raw.items() if isinstance(fields, dict)}
