"""What kind of block each is, by its element and the classes around it: headline, standfirst, caption, subhead, quote, ..."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from newsparse.sources.page import words
from newsparse.sources.page.blocks import HEADS
from newsparse.sources.page.overlap import alike, bag, headline
from newsparse.sources.textkinds import SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.sources.page.blocks import Block, Node, Page
    from newsparse.sources.page.metadata import Metadata
    from newsparse.sources.page.overlap import Bag

__all__ = ["SIGNED", "kinds"]

MOST = 2_000  # blocks among which the headline is
SHORTEST_STANDFIRST = 30  # characters
PROSE = 80  # characters of a paragraph
SEVERAL = 3  # sentences in one cell, from which it is of a layout
LONGEST_HEAD = 160  # characters of a subhead
LONGEST_QUESTION = 500
LONGEST_PULL = 500
NEAR_TITLE = 8  # blocks between the headline and a standfirst
AGAIN = 0.95  # likeness from which a heading is the headline once more
SAME = 0.8  # likeness from which two texts say the same
_SENTENCE_END = re.compile(r"[.!?:;,…][\"”’')\]]*$")
SIGNED = re.compile(r"[—–-]+\s?[^\n]{2,60}\(@[\w.-]+\)")  # whose the embedded post above the line is
_EMBED = re.compile(r"\b(?:\w+-(?:embed|media|tweet)|twitter-video)\b")  # a class of a post that a script draws
_STANDFIRST = re.compile(r"\b(?:chapeau|chapo|entry-summary|teaser)\b")  # classes that a standfirst has among others
_TABLE = frozenset({"td", "th", "caption"})
_CREDIT = re.compile(
    r"^(?:(?:photo(?:graph|s)?|picture|image|illustration|credit|source|video|graphic|file photo|pic)s?\s*(?:by|from|credit|courtesy)?\s*[:/©(–—-]|©|\(?(?:ap|reuters|getty|afp)\b.{0,40}photo)",
    re.I,
)


def kinds(page: Page, hints: Metadata) -> list[str]:
    """The kind of each block, whether it is of the article or not; "paragraph" for what is nothing else."""
    said = [_groups(page, block) for block in page.blocks]
    layout = _layout(page)
    wanted, description = bag(hints.title or ""), bag(hints.description)
    title = headline(page, [i for i in range(min(MOST, len(page.blocks))) if _is_like(page, i, wanted)])
    found = [_kind(page, block, groups, layout) for block, groups in zip(page.blocks, said, strict=True)]
    for i in range(len(found)):
        if i == title or (found[i] == "subhead" and _is_like(page, i, wanted, AGAIN)):
            found[i] = "headline"
        elif 0 < i - title <= NEAR_TITLE and _is_standfirst(page, i, said[i], description, found[i]):
            found[i] = "standfirst"
    for i in _unsigned(page, found):
        found[i] = "paragraph"
    return found


def _unsigned(page: Page, kinds: Sequence[str]) -> set[int]:
    """The blocks of embedded posts that no line signs: nobody of the article says them."""
    posts: dict[int, list[int]] = {}
    for i, block in enumerate(page.blocks):
        post = _post_around(page, block) if kinds[i] == "quote" else None
        if post is not None:
            posts.setdefault(post, []).append(i)
    return {i for some in posts.values() if not any(SIGNED.search(page.blocks[k].text) for k in some) for i in some}


def _post_around(page: Page, block: Block) -> int | None:
    """The number of the embedded post in which a block stands, None where it is in none."""
    around = ((n, page.nodes[n]) for n in page.around(block.node, 4))
    return next((n for n, node in around if node.tag == "blockquote" and _EMBED.search(node.words)), None)


def _opens_story(page: Page, at: int) -> bool:
    """Whether a block is made as one soon after it is: the first paragraph, which many a page gives as its description."""
    own = page.nodes[page.blocks[at].node]
    after = (page.nodes[block.node] for block in page.blocks[at + 1 : at + 4])
    return any((node.tag, node.words, node.around) == (own.tag, own.words, own.around) for node in after)


def _is_like(page: Page, at: int, wanted: Bag, least: float = SAME) -> bool:
    return len(page.blocks[at].text) <= 12 * wanted.size + 60 and alike(wanted, page.bag(at), least)


def _groups(page: Page, block: Block) -> dict[str, int]:
    """The groups of the classes around a block, and how many levels up the nearest is."""
    found: dict[str, int] = {}
    for level, node in enumerate(page.path(block.node, 4)):
        for group in words.groups_of(node.words):
            # What is "description articleBody" is all of the story.
            if group != "standfirst" or "articleBody" not in node.words.split():
                found.setdefault(group, level)
    return found


def _layout(page: Page) -> set[int]:
    """The numbers of the tables that hold a story, or all of a page as old ones do: most of their text is prose.

    So is a short sentence in a cell that holds several.
    """
    cells = [_nearest(page, block, "td") for block in page.blocks]
    told = Counter(cell for cell, block in zip(cells, page.blocks, strict=True) if SENTENCE_END.search(block.text))
    is_prose = [_is_prose(block.text, told[cell]) for cell, block in zip(cells, page.blocks, strict=True)]
    size = np.array(
        [[len(b.text), len(b.text) * each] for b, each in zip(page.blocks, is_prose, strict=True)], dtype=float
    )
    chars, prose = page.totals(size.reshape(-1, 2)).T
    return {i for i, node in enumerate(page.nodes) if node.tag == "table" and 2 * prose[i] > chars[i]}


def _is_prose(text: str, told: int) -> bool:
    """Whether a text is a sentence, and long, or in a cell with so many that it is of a layout."""
    return SENTENCE_END.search(text) is not None and (len(text) >= PROSE or told >= SEVERAL)


def _is_cell(page: Page, block: Block, tags: Sequence[str], layout: set[int]) -> bool:
    """Whether a block is of a table that is one."""
    if _TABLE.isdisjoint(tags[:3]):
        return False
    return _nearest(page, block, "table") not in layout


def _nearest(page: Page, block: Block, tag: str) -> int:
    """The number of the nearest element of a kind around a block, -1 where there is none."""
    return next((i for i in page.around(block.node) if page.nodes[i].tag == tag), -1)


def _kind(page: Page, block: Block, said: dict[str, int], layout: set[int]) -> str:
    path = page.path(block.node, 6)
    tags = [node.tag for node in path]
    if _is_caption(block.text, tags, said):
        return "caption"
    if _is_cell(page, block, tags, layout):
        return "table"
    if len(block.text) < LONGEST_PULL and said.get("pullquote", 9) <= 2 and _says(path[:3], "pull"):
        return "pullquote"
    if "blockquote" in tags[:4]:
        return "quote"
    if len(block.text) < LONGEST_PULL and "aside" in tags[:3] and _says(path[:3], "quote"):
        return "pullquote"
    return _of_text(block, tags)


def _is_caption(text: str, tags: Sequence[str], said: dict[str, int]) -> bool:
    """Whether the elements around a text make it the caption of a picture, or the credit under one."""
    if "figcaption" in tags[:4] or said.get("caption", 9) <= 1 or (tags[0] == "dd" and "caption" in said):
        return True
    if "figure" in tags[:4] and "blockquote" not in tags[:5] and "table" not in tags:
        return True
    return said.get("credit", 9) <= 1 and ("figure" in tags or _CREDIT.match(text) is not None)


def _of_text(block: Block, tags: Sequence[str]) -> str:
    """The kind of a block of running text: a question or a subhead where it is set apart, an item of a list, a paragraph."""
    text = block.text
    bold = block.bold >= 0.9 * len(text.replace(" ", ""))
    head = tags[0] == "dt" or tags[0] in HEADS
    if (bold or head) and text.endswith(("?", "?”", '?"')) and len(text) < LONGEST_QUESTION:
        return "question"
    if head:
        return "subhead"
    if "li" in takewhile(lambda tag: tag != "article", tags[:3]):  # an entry of a live blog is no item
        return "list"
    return "subhead" if bold and len(text) <= LONGEST_HEAD and not _SENTENCE_END.search(text) else "paragraph"


def _says(path: Sequence[Node], word: str) -> bool:
    return any(word in node.words.lower() for node in path)


def _is_named(page: Page, at: int, said: dict[str, int]) -> bool:
    """Whether the classes of a block, or those right around it, call it a standfirst."""
    return said.get("standfirst", 9) <= 1 or _STANDFIRST.search(page.nodes[page.blocks[at].node].words) is not None


def _is_standfirst(page: Page, at: int, said: dict[str, int], description: Bag, kind: str) -> bool:
    text = page.blocks[at].text
    if kind not in ("paragraph", "subhead", "list") or len(text) < SHORTEST_STANDFIRST:
        return False
    if kind == "subhead":
        return len(text.split()) >= 8
    return _is_named(page, at, said) or (not _opens_story(page, at) and _is_like(page, at, description))
