"""The texts to begin with: the example files, the sample articles, and the corpora where they are."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
FOLDERS = ("dates", "quotes", "pages")


def corpora() -> Path | None:
    """Where the corpora are; None where they are not."""
    found = Path(os.environ.get("NEWSPARSE_CORPORA", ROOT.parent / "shared" / "corpora"))
    return found if found.is_dir() else None


def examples() -> list[str]:
    """The texts of the example files, and the sample articles."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((DATA / "articles").glob("*.txt"))]
    for folder in FOLDERS:
        for path in sorted((DATA / folder).glob("*.toml")):
            texts += _texts_in(tomllib.loads(path.read_text(encoding="utf-8")))
    return texts


def _texts_in(value: Any) -> Iterator[str]:
    """What stands under "text" in an example file, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)


class Corpus:
    """Articles of the corpora, one at a time: they are too many to hold."""

    def __init__(self, folder: Path) -> None:
        self.files = sorted(
            [
                *folder.glob("polnear/data/*/*.txt"),
                *folder.glob("worldwide-newswire/original_articles/**/*.txt"),
                *folder.glob("re3d/*/documents.json"),
            ]
        )
        plain = folder / "article-extraction" / "plain-text.json"
        self.pages = list(json.loads(plain.read_text(encoding="utf-8")).values()) if plain.is_file() else []

    def draw(self, rng: Random) -> str:
        """An article, or a page as plain text."""
        if self.pages and (rng.random() < 0.1 or not self.files):
            page = rng.choice(self.pages)
            return str(page.get("articleBody", "") if isinstance(page, dict) else page)
        return rng.choice(self.files).read_text(encoding="utf-8", errors="replace")
