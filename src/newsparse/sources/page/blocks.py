"""The tree as blocks: stretches of text that no element of a block breaks, in the order of the page.

An element inside a line does not break it, unless its class says that it is an advertisement, a teaser or the like: that is
a block of its own, in front of the block in which it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from newsparse.sources.page import words
from newsparse.sources.page.inline import (
    BESIDE,
    adjoins,
    is_clipped,
    is_hidden,
    is_note,
    is_unshown,
    marks,
    time_of,
    words_of,
)
from newsparse.sources.page.overlap import bag
from newsparse.sources.page.tree import walk
from newsparse.sources.textkinds import SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from newsparse.sources.page.overlap import Bag
    from newsparse.sources.page.tree import Element
    from newsparse.text.lines import Span
    from newsparse.trees import Matrix

__all__ = ["INLINE", "Block", "Node", "Page", "blocks", "generations", "joined"]

SKIPPED = frozenset(
    "applet area audio base canvas datalist del embed frame head iframe input link map meta meter noframes noscript object optgroup option "
    "picture-source progress script select source style svg template textarea track video".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SHORTEST_BADGE = 3  # letters, all capitals
MOST_SAID = 8  # links and times that are counted and kept of a line
BOLD = frozenset({"b", "strong"})
ITALIC = frozenset({"em", "i"})
BREAKS = frozenset({"br", "hr"})
# Groups of inline elements that are apart.
APART = frozenset({"advert", "consent", "hidden", "newsletter", "related", "share"})
IN_FIGURE = frozenset({"caption", "credit"})
MENU, MENU_LINKS, LONGEST_LINK = 5, 0.85, 100  # blocks of a menu, the share of links in it, characters of one
CORE = 0.6  # of the text or the prose of a page lies in its core element
MOST_ADVERTS = 4  # blocks of an advertisement in the middle of a sentence
MOST = 20_000  # blocks that are read
DEEPEST = 10_000  # more levels than the parser reads
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]")
_RUNS_ON = re.compile(r"[a-zà-þ(,;“‘]")


@dataclass(slots=True)
class Node:
    """An element that holds blocks. `around` is the number of the one around it, -1 for the outermost."""

    tag: str
    words: str
    around: int
    depth: int
    hidden: bool = False
    role: str = ""


@dataclass(slots=True)
class Block:
    """A stretch of text, its white space single. The counts are characters; `node` is the number of the element around it.

    `broken`: it follows a line break inside its element. `addresses` is how many links in it lead somewhere, `times` are the
    machine-readable values of the `<time>` elements in it; neither counts more than `MOST_SAID`.
    """

    text: str = ""
    node: int = 0
    links: int = 0
    bold: int = 0
    italic: int = 0
    broken: bool = False
    addresses: int = 0
    times: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """The blocks of a page and the elements around them."""

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    cut: bool = False
    bags: dict[int, Bag] = field(default_factory=dict, repr=False, compare=False)

    def bag(self, number: int) -> Bag:
        """The words of the block of this number."""
        found = self.bags.get(number)
        if found is None:
            found = self.bags[number] = bag(self.blocks[number].text)
        return found

    def tag(self, number: int) -> str:
        """The tag of the element around the block of this number."""
        return self.nodes[self.blocks[number].node].tag

    def around(self, number: int, most: int = DEEPEST) -> list[int]:
        """The number of an element and those of the elements around it, from the inside out, `most` of them."""
        found: list[int] = []
        while number >= 0 and len(found) < most:
            found.append(number)
            number = self.nodes[number].around
        return found

    def path(self, number: int, most: int = DEEPEST) -> list[Node]:
        """The element of this number and those around it, from the inside out, `most` of them."""
        return [self.nodes[each] for each in self.around(number, most)]

    def core(self, weights: Matrix) -> int:
        """The number of the deepest element that holds most of the weight of the blocks; 0 where they have none."""
        inside = self.totals(weights[:, None])[:, 0].tolist()
        least = max(1.0, CORE * inside[0])
        return max((i for i, each in enumerate(inside) if each >= least), key=lambda i: self.nodes[i].depth, default=0)

    def totals(self, values: Matrix) -> Matrix:
        """The sums of the rows of values, one a block, over the blocks inside each element, however deep."""
        totals = np.zeros((len(self.nodes), values.shape[1]))
        np.add.at(totals, [block.node for block in self.blocks], values)
        around = np.array([node.around for node in self.nodes])
        for inside in generations(self.nodes)[:0:-1]:
            np.add.at(totals, around[inside], totals[inside])
        return totals


def generations(nodes: Sequence[Node]) -> list[npt.NDArray[np.int_]]:
    """The numbers of the elements of each depth, the outermost first."""
    depth = np.array([node.depth for node in nodes])
    order = np.argsort(depth, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(depth[order])) + 1)


@dataclass(slots=True, eq=False)
class _Open:
    """An element that is open. Its number is that of its node, -1 as long as it has no text: most elements have none."""

    tag: str
    element: Element
    around: _Open | None
    apart: bool = False
    number: int = -1


@dataclass(slots=True)
class _Line:
    """The text that is being gathered, and its block as it will be."""

    inside: _Open
    block: Block = field(default_factory=Block)
    parts: list[str] = field(default_factory=list)


class _Gatherer:
    def __init__(self) -> None:
        self.page = Page()
        self.page.nodes.append(Node("body", "", -1, 0))
        self.inside = _Open("body", None, None, number=0)  # the innermost of the open elements
        self.lines = [_Line(self.inside)]
        self.link = self.bold = self.italic = 0

    def text(self, value: str | None) -> None:
        if not value:
            return
        line = self.lines[-1]
        if not line.parts and value.isspace():
            return  # white space at the beginning of a line, as between most elements
        line.parts.append(value)
        if self.link or self.bold or self.italic:
            size = len(value.strip())
            line.block.links += size if self.link else 0
            line.block.bold += size if self.bold else 0
            line.block.italic += size if self.italic else 0

    def part(self, after: str, *, badge: bool = False) -> None:
        """A space where only the style of the page sets apart what follows: <span>Ana Ruiz</span><a>Follow</a>; behind a
        `badge`, <span>LIVE</span>Storm.
        """
        parts = self.lines[-1].parts
        before = parts[-1] if parts else ""
        if badge:
            is_apart = len(before) >= SHORTEST_BADGE and before.isupper() and after[:2].istitle() and len(after) > 1
        else:
            is_apart = before[-1:].islower() and (after[:1].isupper() or after[:1].isdigit())
        if is_apart:
            parts.append(" ")

    def brk(self) -> None:
        """A break between lines, which divides no heading."""
        if self.inside.tag in HEADS:
            self.text(" ")
        else:
            self.flush(broken=True)

    def flush(self, *, broken: bool = False) -> None:
        line = self.lines[-1]
        if not line.parts:
            line.inside, line.block = self.inside, Block(broken=broken)
            return
        line.block.text = " ".join(_UNSEEN.sub("", "".join(line.parts)).split())
        if line.block.text and len(self.page.blocks) >= MOST:
            self.page.cut = True
        elif line.block.text:
            line.block.node = _number(self.page.nodes, line.inside)
            self.page.blocks.append(line.block)
        self.lines[-1] = _Line(self.inside, Block(broken=broken))

    def open(self, tag: str, element: Element) -> None:
        self.flush()
        self.inside = self.lines[-1].inside = _Open(tag, element, self.inside)

    def close(self) -> None:
        self.flush()
        self.inside = self.lines[-1].inside = self.inside.around or self.inside

    def apart(self, tag: str, element: Element) -> None:
        """Begin a line beside the one that is being gathered."""
        self.inside = _Open(tag, element, self.inside, apart=True)
        self.lines.append(_Line(self.inside))

    def said(self, tag: str, element: Element) -> None:
        """What an element of the line says in an attribute: where a link goes, the time of a `<time>`."""
        block = self.lines[-1].block
        if tag == "a":
            self.link += 1
            block.addresses = min(MOST_SAID, block.addresses + bool(element.get("href")))
        elif len(block.times) < MOST_SAID and (said := time_of(element)):
            block.times.append(said)

    def rejoin(self) -> None:
        self.flush()
        self.lines.pop()
        self.inside = self.inside.around or self.inside


def _number(nodes: list[Node], inside: _Open) -> int:
    """The number of the node of an element; it and those around it are made where they are not there yet."""
    missing = []
    at: _Open | None = inside
    while at is not None and at.number < 0:
        missing.append(at)
        at = at.around
    for each in reversed(missing):
        around = each.around.number if each.around else 0
        said = dict(each.element.items())
        hidden = (nodes[around].hidden and not each.apart) or is_hidden(said)
        each.number = len(nodes)
        nodes.append(Node(each.tag, words_of(said), around, nodes[around].depth + 1, hidden, said.get("role", "")))
    return inside.number


def blocks(root: Element) -> Page:
    """The blocks of a page. An element nested deeper than the parser goes is read as far as it is there."""
    gather = _Gatherer()
    steps = walk(root)
    for event, element in steps:
        tag = element.tag
        skipped = tag in SKIPPED or is_clipped(element) or is_note(element)
        if event == "start":
            if skipped:
                steps.skip_subtree()
            elif tag in BREAKS:
                gather.brk()
            elif tag not in INLINE:
                gather.open(tag, element)
                gather.text(element.text)
            else:
                gather.said(tag, element)
                if tag != "a" and _is_apart(dict(element.items()), gather.inside):
                    gather.apart(tag, element)
                gather.bold += tag in BOLD
                gather.italic += tag in ITALIC
                if tag in BESIDE and adjoins(element):
                    gather.part(next(filter(None, element.itertext()), ""))
                gather.text(marks(element)[0] if tag == "q" else None)
                gather.text(element.text)
            continue
        if tag in INLINE and not skipped:
            gather.text(marks(element)[1] if tag == "q" else None)
            gather.link -= tag == "a"
            gather.bold -= tag in BOLD
            gather.italic -= tag in ITALIC
            if gather.inside.element is element:
                gather.rejoin()
            if tag in BESIDE:
                gather.part(element.tail or "", badge=True)
        elif not skipped and tag not in BREAKS:
            gather.close()
        gather.text(element.tail)
    gather.flush()
    return _pruned(_mended(_without_menus(gather.page), gather.page), gather.page)


def joined(lines: Iterable[str]) -> tuple[str, list[Span]]:
    """Texts as one, each a line, and the place of each."""
    given = list(lines)
    ends = accumulate(len(line) + 1 for line in given)
    return "\n".join(given), [(end - 1 - len(line), end - 1) for line, end in zip(given, ends, strict=True)]


def _mended(blocks: list[Block], page: Page) -> list[Block]:
    """The blocks, where a paragraph that an advertisement broke in the middle of a sentence is one again, behind it."""
    found: list[Block] = []
    for block in blocks:
        back = next((k for k in range(1, 1 + min(MOST_ADVERTS, len(found))) if not _is_advert(page, found[-k])), 0)
        before = found[-back] if back > 1 else None
        if before is None or not _goes_on(page, before, block):
            found.append(block)
            continue
        del found[-back]
        before.text += " " + block.text
        before.links, before.bold, before.italic = (
            a + b
            for a, b in zip(
                (before.links, before.bold, before.italic), (block.links, block.bold, block.italic), strict=True
            )
        )
        found.append(before)
    return found


def _is_advert(page: Page, block: Block) -> bool:
    return any("advert" in words.groups_of(node.words) for node in page.path(block.node, 2))


def _goes_on(page: Page, before: Block, after: Block) -> bool:
    """Whether the rest of a sentence stands in the element of its beginning, or behind a paragraph that was closed early."""
    node = page.nodes[before.node]
    beside = after.node == before.node or (node.tag == "p" and after.node == node.around)
    return beside and _RUNS_ON.match(after.text) is not None and not SENTENCE_END.search(before.text)


def _without_menus(page: Page) -> list[Block]:
    """The blocks without short links that stand among links, which are two in five and never the article."""
    nodes = page.nodes
    values = [(len(block.text), block.links, 1) for block in page.blocks]
    chars, links, count = page.totals(np.array(values, dtype=float).reshape(-1, 3)).T
    menu: list[bool] = ((count >= MENU) & (links >= MENU_LINKS * chars)).tolist()

    def in_menu(block: Block) -> bool:
        if len(block.text) >= LONGEST_LINK or block.links < 0.9 * len(block.text):
            return False
        parent = max(0, nodes[block.node].around)
        return menu[parent] or menu[max(0, nodes[parent].around)]

    return [block for block in page.blocks if not in_menu(block)]


def _pruned(blocks: list[Block], page: Page) -> Page:
    """The page with these blocks, without the elements that hold none of them, which are most."""
    used = {0}
    for block in blocks:
        number = block.node
        while number not in used:
            used.add(number)
            number = page.nodes[number].around
    place = {number: at for at, number in enumerate(sorted(used))}
    nodes = [page.nodes[number] for number in place]
    for node in nodes:
        node.around = place.get(node.around, -1)
    for block in blocks:
        block.node = place[block.node]
    return Page(blocks, nodes, page.cut)


def _is_apart(said: Mapping[str, str], inside: _Open) -> bool:
    """Whether an inline element with these attributes is a block of its own."""
    groups = words.groups_of(words_of(said))
    return is_unshown(said) or not groups.isdisjoint(APART) or (not groups.isdisjoint(IN_FIGURE) and _in_figure(inside))


def _in_figure(inside: _Open) -> bool:
    at: _Open | None = inside
    for _ in range(4):
        if at is not None and at.tag in ("figure", "figcaption"):
            return True
        at = at.around if at is not None else None
    return False
