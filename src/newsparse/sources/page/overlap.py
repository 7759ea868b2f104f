"""How much of a block other texts of the page say: its title, its description, the article of its structured data."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.sources.page.blocks import Block

__all__ = ["inside", "likenesses"]

BODY_TOKENS = 3  # words of a shingle
_TOKEN = re.compile(r"\w+")


def likenesses(blocks: Sequence[Block], other: str, longest: int) -> list[float]:
    """How many of the words of each block and of another text are in both; 0 for a block that is too long to be it."""
    wanted = Counter(_TOKEN.findall(other.lower()))
    size = sum(wanted.values())
    found = []
    for block in blocks:
        tokens = _TOKEN.findall(block.text.lower()) if wanted and len(block.text) < longest else []
        if not tokens or not 0.3 < len(tokens) / size < 4:
            found.append(0.0)
            continue
        left = Counter(tokens)
        found.append(2 * sum(min(count, left[token]) for token, count in wanted.items()) / (size + len(tokens)))
    return found


def inside(texts: list[str], body: str) -> list[float]:
    """The share of the shingles of each text that are in the body; -1 where there is no body, or no shingle."""
    if not body:
        return [-1.0] * len(texts)
    known = set(_shingles(body))
    found = []
    for text in texts:
        some = _shingles(text)
        found.append(sum(each in known for each in some) / len(some) if some else -1.0)
    return found


def _shingles(text: str) -> list[tuple[str, ...]]:
    tokens = _TOKEN.findall(text.lower())
    return list(zip(*(tokens[i:] for i in range(BODY_TOKENS)), strict=False))
