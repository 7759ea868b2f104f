"""Blocks of a page as numbers: the columns of the text (`sources.features`), and those of the elements around each block.

The names of the columns are `NAMES`; a change here means to train again (`python -m training.pages.train`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from newsparse.sources import features
from newsparse.sources.page import words
from newsparse.sources.page.blocks import HEADS, Block, Node, Page, generations, joined
from newsparse.sources.page.metadata import Metadata
from newsparse.sources.page.overlap import headline, inside, likenesses

if TYPE_CHECKING:
    import numpy.typing as npt

    from newsparse.sources.features import Columns, Matrix

__all__ = ["NAMES", "REACH", "level", "rows", "with_classes"]

TAGS = ("p", "h2", "div", "figcaption")
AROUND = (
    "article", "main", "aside", "nav", "header", "footer", "form", "figure", "table", "ul", "li", "blockquote", "section",
)  # fmt: skip
ROLES = {
    "main": "main", "article": "article", "navigation": "nav", "complementary": "aside", "banner": "header", "contentinfo": "footer",
    "form": "form", "search": "form", "figure": "figure", "list": "ul", "listitem": "li", "menu": "nav", "menubar": "nav",
}  # fmt: skip
REACH = 9  # elements around a block whose classes are looked at
FARTHEST = 12  # levels above a block that are looked at
LEVELS = 4  # elements around a block whose text is looked at
SAME_TITLE = 0.7  # likeness from which a block says the title
CLASSES = ("classes", "classes_near", "classes_inside", "classes-2", "classes-1", "classes+1", "classes+2")


def rows(page: Page, hints: Metadata, weights: npt.NDArray[np.float32]) -> Matrix:
    """One row for each block, one column for each of `NAMES`. `weights` are those of the pieces of classes (`words.bucket`)."""
    text, spans = joined(block.text for block in page.blocks)
    told = features.features(text, spans)
    if not len(told):
        return np.zeros((0, len(NAMES)))
    columns = _columns(page, hints, told[:, features.NAMES.index("prose")] * np.expm1(told[:, 0]))
    chains = _chains(page.nodes)[[block.node for block in page.blocks]]
    classes = np.zeros((len(told), len(CLASSES)))
    return with_classes(np.hstack([told, np.stack([*columns.values()], axis=1), chains, classes]), page, weights)


def with_classes(matrix: Matrix, page: Page, weights: npt.NDArray[np.float32]) -> Matrix:
    """The rows with the columns of what the classes say filled in, the last ones."""
    score = np.clip(_class_scores(page, weights), -8, 8)
    parent = np.array([max(0, page.nodes[block.node].around) for block in page.blocks])
    beside = (features.shifted(score, step) for step in (-2, -1, 1, 2))
    found = matrix.copy()
    found[:, -len(CLASSES) :] = np.stack([score, _near(score, 3), _mean_by(score, parent), *beside], axis=1)
    return found


def level(step: int) -> int:
    """The level of an element so many steps around a block: 0 its own, 1 the two around it, 2 those further out."""
    return 0 if step == 0 else 1 if step < 3 else 2


def _class_scores(page: Page, weights: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """What the classes around each block say by themselves, in log odds."""
    nodes = page.nodes
    keys = [(node.tag, node.words) for node in nodes]
    number = {key: at for at, key in enumerate(dict.fromkeys(keys))}
    codes = [words.codes(f"<{tag}>", words.pieces(said)) for tag, said in number]
    starts = np.cumsum([0, *map(len, codes[:-1])])
    flat = np.array([code for some in codes for code in some])
    # The sums of each sign at the three levels, in the precision of the weights.
    sums = np.stack([np.add.reduceat(weights[flat + words.BUCKETS * at], starts) for at in range(3)], axis=1)
    own = sums.astype(float)[[number[key] for key in keys]]
    around = np.array([node.around for node in nodes])
    here = np.array([block.node for block in page.blocks])
    total = np.zeros(len(here))
    for step in range(REACH):
        total += np.where(here >= 0, own[here, level(step)], 0.0)
        here = np.where(here >= 0, around[here], -1)
    return total


def _columns(page: Page, hints: Metadata, prose: Matrix) -> Columns:
    """What each block is by itself, in its element, and in the page. `prose` are the words of each that are prose."""
    blocks, nodes = page.blocks, page.nodes
    at = np.array([block.node for block in blocks])
    around = np.array([node.around for node in nodes])
    size = np.array([max(1, len(block.text)) for block in blocks], dtype=float)
    links = np.array([block.links for block in blocks]) / size
    prose = prose * (links < 0.6)
    tags = [nodes[number].tag for number in at]
    found = {
        "links": np.minimum(1.0, links),
        "bold": np.minimum(1.0, np.array([block.bold for block in blocks]) / size),
        "italic": np.minimum(1.0, np.array([block.italic for block in blocks]) / size),
        "broken": np.array([block.broken for block in blocks], dtype=float),
        "depth": np.array([min(40, nodes[number].depth) for number in at], dtype=float),
        "addresses": np.array([block.addresses for block in blocks], dtype=float),
        "to_heading": features.since(np.array([tag in HEADS for tag in tags])),
        **{f"tag_{tag}": np.array([each == tag for each in tags], dtype=float) for tag in TAGS},
    }
    return (
        found
        | _said(page, hints)
        | _alike(page, at, around, tags, prose, links)
        | _around(page, at, around, prose, links)
    )


def _said(page: Page, hints: Metadata) -> Columns:
    """What the metadata says of each block, and where it is in respect of the headline."""
    title = headline(page, np.flatnonzero(np.array(likenesses(page, hints.title or "", 300)) > SAME_TITLE).tolist())
    here, none = np.arange(len(page.blocks), dtype=float), np.full(len(page.blocks), -1.0)
    return {
        "since_title": np.log1p(np.maximum(here - title, 0)) if title >= 0 else none,
        "before_title": (here < title).astype(float) if title >= 0 else none,
        "is_standfirst": np.array(likenesses(page, hints.description, 600)),
        "in_body": np.array(inside([block.text for block in page.blocks], hints.body)),
        "has_body": np.full(len(here), float(len(hints.body) > 400)),
    }


def _alike(
    page: Page, at: npt.NDArray[np.int_], around: npt.NDArray[np.int_], tags: list[str], prose: Matrix, links: Matrix
) -> Columns:
    """How many blocks of its tag are beside each one and where it is among them; of those made like it on the whole page, how many, how
    much prose, what share of links.
    """
    nodes = page.nodes
    beside = list(zip(np.maximum(0, around[at]).tolist(), tags, strict=True))
    count = Counter(beside)
    seen: Counter[tuple[int, str]] = Counter()
    place = np.zeros(len(at))
    for i, key in enumerate(beside):
        place[i] = seen[key] / count[key]
        seen[key] += 1
    signs = [(nodes[n].tag, nodes[n].words, nodes[max(0, around[n])].words) for n in at]
    number = {sign: i for i, sign in enumerate(dict.fromkeys(signs))}
    which = np.array([number[sign] for sign in signs])
    return {
        "siblings": np.log1p([count[key] for key in beside]),
        "place_among": place,
        "sign_blocks": np.log1p(np.bincount(which)[which]),
        "sign_prose": np.bincount(which, weights=prose)[which] / max(1.0, float(prose.sum())),
        "sign_links": _mean_by(links, which),
    }


def _around(
    page: Page, at: npt.NDArray[np.int_], around: npt.NDArray[np.int_], prose: Matrix, links: Matrix
) -> Columns:
    """Where each block is in respect of the elements with most of the prose, and the text of the elements around it."""
    size = np.array([len(block.text) for block in page.blocks], dtype=float)
    levels, up = _from_core(page, at, page.core(prose))
    parent = np.maximum(0, around[at])
    best = int(np.argmax(np.bincount(parent, weights=prose)))
    found = {
        "core_inside": (up == 0).astype(float),
        "core_levels": np.minimum(levels, 20),
        "core_up": np.minimum(up, 20),
        "best_parent": (parent == best).astype(float),
        "best_grandparent": (np.maximum(0, around[parent]) == best).astype(float),
    }
    totals = page.totals(np.stack([size, links * size, prose, np.ones(len(at))], axis=1))
    for step in range(LEVELS):
        chars, linked, told, blocks = totals[at].T
        found[f"chars_{step}"] = np.log1p(chars)
        found[f"links_{step}"] = linked / np.maximum(chars, 1)
        found[f"share_{step}"] = told / max(1.0, float(prose.sum()))
        found[f"blocks_{step}"] = np.log1p(blocks)
        found[f"prose_{step}"] = 6 * told / np.maximum(chars, 1)
        at = np.where(around[at] >= 0, around[at], at)
    return found


def _from_core(page: Page, at: npt.NDArray[np.int_], core: int) -> tuple[Matrix, Matrix]:
    """How many levels each block is below the element that it shares with the core, and how many that is above the core."""
    above = {number: step for step, number in enumerate(page.around(core))}
    apart: dict[int, tuple[int, int]] = {}
    for start in set(at.tolist()):
        step, shared = next((step, number) for step, number in enumerate(page.around(start)) if number in above)
        apart[start] = (step, above[shared])
    found = np.array([apart[number] for number in at.tolist()], dtype=float)
    return found[:, 0], found[:, 1]


def _chains(nodes: list[Node]) -> Matrix:
    """For each element, how near (1 at itself) the tags of `AROUND` and the groups of words are around it; 0 for not."""
    tags = {tag: column for column, tag in enumerate(AROUND)}
    groups = {group: column for column, group in enumerate(words.groups(), len(AROUND))}
    own = np.zeros((len(nodes), len(tags) + len(groups)), dtype=bool)
    for number, node in enumerate(nodes):
        tag = ROLES.get(node.role, node.tag)
        said = [groups[group] for group in words.groups_of(f"{node.words} {node.role}" if node.role else node.words)]
        own[number, [*said, tags[tag]] if tag in tags else said] = True
    near = own.astype(float)
    around = np.array([node.around for node in nodes])
    for some in generations(nodes)[1:]:
        inner = near[around[some]]
        inner /= 1 + inner  # 1/(1+d) becomes 1/(2+d)
        inner[inner < 1 / (FARTHEST + 1)] = 0.0
        near[some] = np.where(own[some], 1.0, inner)
    return near


def _mean_by(values: Matrix, which: npt.NDArray[np.int_]) -> Matrix:
    sums, count = np.bincount(which, weights=values), np.bincount(which)
    return np.asarray(sums[which] / count[which])


def _near(values: Matrix, size: int) -> Matrix:
    """The mean of the values around each place."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    here = np.arange(len(values))
    low, high = np.maximum(here - size, 0), np.minimum(here + size + 1, len(values))
    return np.asarray((total[high] - total[low]) / (high - low))


_EXAMPLE = Page([Block("A")], [Node("p", "", -1, 0)])
NAMES = (
    *features.NAMES,
    *(f"page_{name}" for name in _columns(_EXAMPLE, Metadata(), np.zeros(1))),
    *(f"page_in_{tag}" for tag in AROUND),
    *(f"page_says_{name}" for name in words.groups()),
    *(f"page_{name}" for name in CLASSES),
)  # fmt: skip
