"""What a page says in several places, made comparable: names, and how much of a block its title or script says."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.sources.page.blocks import Page

__all__ = ["NEAR_TITLE", "Bag", "alike", "bag", "clean", "headline", "inside", "key", "likeness", "likenesses"]

NEAR_TITLE = 12  # blocks after the headline in which the byline and the line of publication stand
BODY_TOKENS = 3  # words of a shingle
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text, how often each stands there, and how many they are in all."""

    counts: Counter[str]
    size: int


def bag(text: str) -> Bag:
    """The words of a text."""
    tokens = _TOKEN.findall(text.lower())
    return Bag(Counter(tokens), len(tokens))


def likeness(one: Bag, other: Bag) -> float:
    """The share of the words of two texts that are in both; 0 where neither has any."""
    size = one.size + other.size
    there = other.counts
    shared = sum(min(count, there[word]) for word, count in one.counts.items() if word in there)
    return 2 * shared / size if size else 0.0


def alike(one: Bag, other: Bag, least: float) -> bool:
    """Whether the likeness of two texts is more than `least`: not where one is too long for that."""
    return 2 * min(one.size, other.size) > least * (one.size + other.size) and likeness(one, other) > least


def likenesses(page: Page, other: str, longest: int) -> list[float]:
    """How many of the words of each block and of another text are in both; 0 for a block that is too long to be it."""
    wanted = bag(other)
    size = wanted.size
    found = []
    for at, block in enumerate(page.blocks):
        near = size and len(block.text) < longest and 0.3 < page.bag(at).size / size < 4
        found.append(likeness(wanted, page.bag(at)) if near else 0.0)
    return found


def headline(page: Page, places: Sequence[int]) -> int:
    """The block that is the headline, of those that say the title: the last `h1` among them, else the first of them.

    Where none says it the first `h1` of the page; -1 where there is none either.
    """
    heads = [i for i in places if page.tag(i) == "h1"]
    if places:
        return heads[-1] if heads else places[0]
    return next((i for i in range(len(page.blocks)) if page.tag(i) == "h1"), -1)


def inside(texts: list[str], body: str) -> list[float]:
    """The share of the shingles of each text that are in the body; -1 where there is no body, or no shingle."""
    if not body:
        return [-1.0] * len(texts)
    known = set(_shingles(body))
    told = ([each in known for each in _shingles(text)] for text in texts)
    return [sum(each) / len(each) if each else -1.0 for each in told]


def _shingles(text: str) -> list[tuple[str, ...]]:
    tokens = _TOKEN.findall(text.lower())
    return list(zip(*(tokens[i:] for i in range(BODY_TOKENS)), strict=False))


def clean(value: str | None) -> str | None:
    """White space single, entities resolved that were escaped twice."""
    if not value:
        return None
    return " ".join(html.unescape(html.unescape(value)).replace("\u00ad", "").split()) or None


def key(text: str) -> str:
    """A name as it is compared: its letters and digits, small, without "the"."""
    return "".join(_TOKEN.findall(text.lower())).removeprefix("the")
