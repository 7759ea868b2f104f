"""Examples for the classifier: texts cut into blocks, each block with a label and a weight.

Three sources: whole pages (article-extraction), articles as they are (of the other corpora), and articles set among
furniture of pages (cut from the pages of the same fold, or from `furniture.txt`). All are written out in several
layouts, so that what is learnt is no one converter's way to write a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.text import lines

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from training.corpora.article_extraction import Page

TOKEN = re.compile(r"\w+")
TAG = re.compile(r"<[^>]+>")
SHORTEST_MATCH = 3  # tokens: shorter agreement of page and body is chance
HEADLINE_WEIGHT = 1.5
HEADLINE_REACH = 30  # blocks before the body in which its headline stands


@dataclass(frozen=True, slots=True)
class Item:
    """One block to be written out: its text, 1 for the article and 0 for the rest, and how much it counts."""

    text: str
    label: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the label and weight of each block that `lines.paragraphs` finds in it."""

    text: str
    blocks: tuple[lines.Span, ...]
    labels: tuple[int, ...]
    weights: tuple[float, ...]


def page_items(page: Page) -> list[Item]:
    """The blocks of a page, labelled by its true body.

    The headline right before the body counts as article. What stands under a picture, or sums the article up, counts as
    neither: upstream leaves it out of the body, and a reader would not.
    """
    blocks = lines.paragraphs(page.plain)
    shares = _shares(page.plain, blocks, page.body)
    labels = [int(share >= 0.5) for share in shares]
    inside = [i for i, label in enumerate(labels) if label]
    if not inside:
        return [Item(page.plain[a:b], 0) for a, b in blocks]
    texts = [page.plain[a:b] for a, b in blocks]
    weights = [1.0] * len(texts)
    titles, asides = _titles(page.html), _asides(page.html)
    for i in range(max(0, inside[0] - 6), inside[-1] + 1):
        if not labels[i] and _key(texts[i]) in asides:
            weights[i] = 0.0
    for i in range(inside[0] - 1, max(-1, inside[0] - HEADLINE_REACH), -1):
        if _key(texts[i]) in titles:
            labels[i], weights[i] = 1, HEADLINE_WEIGHT
            break
    return [Item(t, label, weight) for t, label, weight in zip(texts, labels, weights, strict=True)]


def _key(text: str) -> str:
    return " ".join(TOKEN.findall(text.lower()))


def _titles(html: str) -> frozenset[str]:
    raw = re.findall(r"<h1[^>]*>(.*?)</h1>|property=[\"']og:title[\"'] content=[\"'](.*?)[\"']", html, re.S | re.I)
    return frozenset(key for pair in raw for part in pair if len((key := _key(TAG.sub(" ", part))).split()) > 1)


def _asides(html: str) -> frozenset[str]:
    raw = re.findall(
        r"<figcaption[^>]*>(.*?)</figcaption>|class=\"[^\"]*caption[^\"]*\"[^>]*>(.*?)</(?:div|span|p|figcaption)>|"
        r"(?:name|property)=[\"'](?:og:)?description[\"'] content=[\"'](.*?)[\"']",
        html, re.S | re.I,
    )  # fmt: skip
    return frozenset(key for found in raw for part in found if (key := _key(TAG.sub(" ", part))))


def _shares(text: str, blocks: Sequence[lines.Span], body: str) -> list[float]:
    """How much of each block is in the body, by an alignment that keeps the order."""
    tokens, owner = [], []
    for i, (start, end) in enumerate(blocks):
        found = TOKEN.findall(text[start:end].lower())
        tokens += found
        owner += [i] * len(found)
    hits, sizes = [0] * len(blocks), [0] * len(blocks)
    for i in owner:
        sizes[i] += 1
    matcher = SequenceMatcher(None, tokens, TOKEN.findall(body.lower()), autojunk=False)
    for match in matcher.get_matching_blocks():
        for at in range(match.a, match.a + match.size if match.size >= SHORTEST_MATCH else match.a):
            hits[owner[at]] += 1
    return [hit / size if size else 0.0 for hit, size in zip(hits, sizes, strict=True)]


def page_example(page: Page) -> Example:
    """A page as the converter wrote it."""
    items = page_items(page)
    blocks = lines.paragraphs(page.plain)
    return Example(page.plain, tuple(blocks), tuple(i.label for i in items), tuple(i.weight for i in items))


def article_items(text: str) -> list[Item]:
    """The blocks of an article that is all article."""
    return [Item(text[a:b], 1) for a, b in lines.paragraphs(text)]


@cache
def furniture() -> dict[str, list[list[Item]]]:
    """The chunks of `furniture.txt`, by the place where they stand."""
    raw = (Path(__file__).parent / "furniture.txt").read_text("utf8")
    chunks: dict[str, list[list[Item]]] = {"head": [], "middle": [], "tail": []}
    for chunk in raw.split("\n\n"):
        listed = [line for line in chunk.splitlines() if line and not line.startswith("# ")]
        if len(listed) > 1:
            chunks[listed[0]].append([Item(line, 0) for line in listed[1:]])
    return chunks


def page_chunks(items: Sequence[Item]) -> dict[str, list[list[Item]]]:
    """The furniture of a labelled page, as chunks by the place where they stand."""
    inside = [i for i, item in enumerate(items) if item.label and item.weight != HEADLINE_WEIGHT]
    if not inside:
        return {"head": [], "middle": [], "tail": []}
    first, last = inside[0], inside[-1]
    middle: list[list[Item]] = [[]]
    for item in items[first:last]:
        if item.label or not item.weight:
            middle.append([])
        else:
            middle[-1].append(item)
    head = [item for item in items[:first] if not item.label and item.weight]
    tail = [item for item in items[last + 1 :] if not item.label and item.weight]
    return {"head": [head], "middle": [m for m in middle if 0 < len(m) < 15], "tail": [tail]}


def composed(article: Sequence[Item], chunks: Sequence[dict[str, list[list[Item]]]], dice: random.Random) -> list[Item]:
    """An article among furniture: some before it, some after it, some between its paragraphs."""
    items = list(article)
    if dice.random() < 0.5:
        for _ in range(dice.choice((1, 1, 2, 3))):
            at = dice.randrange(1, len(items)) if len(items) > 1 else 1
            items[at:at] = _cut(_draw(chunks, "middle", dice), dice)
    if dice.random() < 0.6:
        head = [item for _ in range(dice.choice((1, 1, 2))) for item in _draw(chunks, "head", dice)]
        keep = dice.choice((3, 8, 20, 400))
        items[:0] = head[-keep:]
    if dice.random() < 0.8:
        tail = [item for _ in range(dice.choice((1, 1, 2, 3))) for item in _draw(chunks, "tail", dice)]
        items += tail[: dice.choice((3, 8, 20, 400))]
    return items


def _draw(chunks: Sequence[dict[str, list[list[Item]]]], place: str, dice: random.Random) -> list[Item]:
    for _ in range(8):
        found = dice.choice(chunks)[place]
        if found:
            return list(dice.choice(found))
    return []


def _cut(items: list[Item], dice: random.Random) -> list[Item]:
    return items if len(items) < 3 or dice.random() < 0.6 else items[: dice.randrange(1, len(items))]


def cropped(items: Sequence[Item], dice: random.Random) -> list[Item]:
    """A page of which only some of the furniture was copied."""
    inside = [i for i, item in enumerate(items) if item.label]
    if not inside:
        return list(items)
    before, after = dice.choice((0, 1, 4, 12, 40)), dice.choice((0, 1, 4, 12, 40))
    return list(items[max(0, inside[0] - before) : inside[-1] + 1 + after])


BULLET = re.compile(r"^[*+o•-]\s+")
SEPARATORS = (" | ", " ", "  ", " · ", " > ", "", " / ", "\t")


def written(items: Sequence[Item], dice: random.Random) -> Example:
    """The items written out in a layout drawn by the dice, and cut into blocks again."""
    style = dice.choice(("lines", "blank", "blank", "mixed", "mixed", "indented"))
    if dice.random() < 0.7:
        items = [Item(BULLET.sub("", i.text) or i.text, i.label, i.weight) for i in items]
    items = [i for i in items if len(i.text) > 1 or dice.random() < 0.3]
    if dice.random() < 0.4:
        items = list(_in_rows(items, dice))
    text, spans, level = "", [], 0
    for i, item in enumerate(items):
        if i:
            text += _gap(style, items[i - 1], item)
        if style == "indented":
            level = level if dice.random() < 0.8 else dice.choice((0, 2, 4, 8))
            text += " " * (4 if item.label else level)
        spans.append((len(text), len(text) + len(item.text)))
        text += item.text
    return _labelled(text, spans, items)


def _gap(style: str, before: Item, after: Item) -> str:
    if style == "blank":
        return "\n\n"
    if style == "mixed":
        return "\n" if len(before.text) < 60 and len(after.text) < 60 else "\n\n"
    return "\n"


def _in_rows(items: Iterable[Item], dice: random.Random) -> Iterable[Item]:
    """Runs of short furniture set in rows, as menus are copied from a browser."""
    row: list[Item] = []
    separator = dice.choice(SEPARATORS)
    size = dice.randrange(3, 14)
    for item in items:
        if not item.label and item.weight and len(item.text) < 30:
            row.append(item)
            if len(row) < size:
                continue
        if row:
            yield Item(separator.join(i.text for i in row), 0)
            row = []
            if not item.label and item.weight and len(item.text) < 30:
                continue
        yield item
    if row:
        yield Item(separator.join(i.text for i in row), 0)


def _labelled(text: str, spans: Sequence[lines.Span], items: Sequence[Item]) -> Example:
    blocks = lines.paragraphs(text)
    labels, weights = [], []
    at = 0
    for start, end in blocks:
        while at + 1 < len(spans) and spans[at][1] <= start:
            at += 1
        inside = [items[i] for i in range(at, len(spans)) if spans[i][0] < end][:20]
        share = sum(len(i.text) for i in inside if i.label) / max(1, sum(len(i.text) for i in inside))
        labels.append(int(share >= 0.5))
        weights.append(max((i.weight for i in inside), default=1.0) if share in (0.0, 1.0) else 0.0)
    return Example(text, tuple(blocks), tuple(labels), tuple(weights))
