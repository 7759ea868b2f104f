"""Texts to measure speed and memory on: articles of a corpus, or those of the repository, as many words as wanted."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

__all__ = ["article", "articles", "long_text", "words"]

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "articles"


def words(text: str) -> int:
    """Words as a writer counts them: what stands between white space."""
    return len(text.split())


def articles(total: int, corpora: Path | None = None) -> list[str]:
    """Whole articles of `total` words and a little more; from polnear dev where the corpora are there."""
    texts = _texts(corpora)
    taken: list[str] = []
    for number, text in enumerate(cycle(texts)):
        if total <= 0:
            break
        # The second time round every text differs by a line, so that nothing can be remembered.
        taken.append(text if number < len(texts) else f"{text}\n\nPart {number // len(texts) + 1}.\n")
        total -= words(text)
    return taken


def _texts(corpora: Path | None) -> list[str]:
    paths = sorted((corpora / "polnear" / "data" / "dev" / "text").glob("*.txt")) if corpora else []
    return [path.read_text("utf8") for path in paths or sorted(SAMPLES.glob("*.txt"))]


def long_text(total: int, corpora: Path | None = None) -> str:
    """One text of `total` words and a little more: articles one after the other."""
    return "\n\n".join(articles(total, corpora))


def article(total: int = 600) -> str:
    """About `total` words by whole paragraphs; of the repository's articles, so that it is the same everywhere."""
    paragraphs: list[str] = []
    for paragraph in long_text(2 * total).split("\n\n"):
        if sum(map(words, paragraphs)) >= total:
            break
        paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)
