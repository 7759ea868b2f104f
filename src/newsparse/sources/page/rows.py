"""Blocks of a page as numbers: the columns of the text (`sources.features`), and those of the elements around each block.

The names of the columns are `NAMES`; a change here means to train again (`python -m training.pages.train`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from newsparse.sources import features
from newsparse.sources.page import words
from newsparse.sources.page.blocks import joined
from newsparse.sources.page.overlap import headline, inside, likenesses

if TYPE_CHECKING:
    import numpy.typing as npt

    from newsparse.sources.features import Matrix
    from newsparse.sources.page.blocks import Node, Page
    from newsparse.sources.page.metadata import Metadata

__all__ = ["NAMES", "REACH", "class_scores", "level", "rows", "with_classes"]

TAGS = (
    "p", "li", "h1", "h2", "h3", "h4", "figcaption", "td", "dt", "dd", "blockquote", "div", "article", "section", "label", "pre", "header", "footer", "aside",
)  # fmt: skip
AROUND = (
    "article", "main", "aside", "nav", "header", "footer", "form", "figure", "table", "ul", "ol", "li", "blockquote", "section", "dialog", "details",
)  # fmt: skip
ROLES = {
    "main": "main", "article": "article", "navigation": "nav", "complementary": "aside", "banner": "header", "contentinfo": "footer", "dialog": "dialog",
    "alertdialog": "dialog", "form": "form", "search": "form", "figure": "figure", "list": "ul", "listitem": "li", "menu": "nav", "menubar": "nav",
}  # fmt: skip
SAME = {"h5": "h4", "h6": "h4", "th": "td"}
REACH = 9  # elements around a block whose classes are looked at
FARTHEST = 12  # levels above a block that are looked at
LEVELS = 4  # elements around a block whose text is looked at
SAME_TITLE = 0.7  # likeness from which a block says the title

OWN = (
    "links", "bold", "italic", "apart", "broken", "hidden", "depth", "addresses", "to_heading", "since_title", "before_title", "title_like_page", "is_standfirst",
    "in_body", "has_body", "siblings", "place_among", "same_before", "same_after", "sign_blocks", "sign_prose", "sign_links", "core_inside", "core_levels",
    "core_up", "best_parent", "best_grandparent", "classes", "classes_near", "classes_inside",
)  # fmt: skip
OF_LEVEL = ("chars", "links", "share", "blocks", "prose")
STEPS = (-2, -1, 1, 2)
OF_NEIGHBOUR = ("links", "tag_p", "tag_h", "tag_li", "classes", "same_parent")
NAMES = (
    *features.NAMES,
    *OWN,
    *(f"tag_{tag}" for tag in TAGS),
    *(f"in_{tag}" for tag in AROUND),
    *(f"says_{name}" for name in words.groups()),
    *(f"{name}_{level}" for level in range(LEVELS) for name in OF_LEVEL),
    *(f"{name}{step:+d}" for step in STEPS for name in OF_NEIGHBOUR),
)  # fmt: skip
NAMES = tuple(f"page_{name}" if at >= len(features.NAMES) else name for at, name in enumerate(NAMES))


def rows(page: Page, hints: Metadata, weights: npt.NDArray[np.float32]) -> Matrix:
    """One row for each block, one column for each of `NAMES`. `weights` are those of the pieces of classes (`words.bucket`)."""
    text, spans = joined(block.text for block in page.blocks)
    told = features.features(text, spans)
    if not len(told):
        return np.zeros((0, len(NAMES)))
    return with_classes(np.hstack([told, _elements(page, hints, told)]), page, weights)


def with_classes(matrix: Matrix, page: Page, weights: npt.NDArray[np.float32]) -> Matrix:
    """The rows with the columns of what the classes say filled in."""
    score = np.clip(class_scores(page, weights), -8, 8)
    parent = np.array([max(0, page.nodes[block.node].around) for block in page.blocks])
    found = matrix.copy()
    column = NAMES.index
    found[:, column("page_classes")] = score
    found[:, column("page_classes_near")] = _near(score, 3)
    found[:, column("page_classes_inside")] = _mean_by(score, parent)
    for step in STEPS:
        found[:, column(f"page_classes{step:+d}")] = features.shifted(score[:, None], step)[:, 0]
    return found


def level(step: int) -> int:
    """The level of an element so many steps around a block: 0 its own, 1 the two around it, 2 those further out."""
    return 0 if step == 0 else 1 if step < 3 else 2


def class_scores(page: Page, weights: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
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


def _elements(page: Page, hints: Metadata, told: Matrix) -> Matrix:
    blocks, nodes = page.blocks, page.nodes
    count = len(blocks)
    at = np.array([block.node for block in blocks])
    size = np.array([len(block.text) for block in blocks], dtype=float)
    links = np.array([block.links for block in blocks], dtype=float) / np.maximum(size, 1)
    prose = told[:, features.NAMES.index("prose")] * np.expm1(told[:, 0]) * (links < 0.6)
    around = np.array([node.around for node in nodes])
    chain = _chains(nodes, around)
    totals = _totals(nodes, around, at, np.stack([size, links * size, prose, np.ones(count)], axis=1))
    page_prose = max(1.0, float(prose.sum()))
    core = page.core(prose.tolist())
    tags = [SAME.get(nodes[number].tag, nodes[number].tag) for number in at]
    parent = np.where(around[at] >= 0, around[at], 0)
    heads = np.array([tag in ("h1", "h2", "h3", "h4") for tag in tags])
    put = _Columns(count)
    _shape(put, page, at)
    _said(put, page, hints, heads)
    _repeated(put, page, at, around, tags, prose, links)
    levels, up = _from_core(page, at, core)
    put("core_inside", up == 0)
    put("core_levels", np.minimum(levels, 20))
    put("core_up", np.minimum(up, 20))
    best = int(np.argmax(_direct(at, around, prose, len(nodes))))
    put("best_parent", parent == best)
    put("best_grandparent", np.where(around[parent] >= 0, around[parent], 0) == best)
    own = put.table
    one = np.zeros((count, len(TAGS)))
    known = {tag: number for number, tag in enumerate(TAGS)}
    for row, tag in enumerate(tags):
        if tag in known:
            one[row, known[tag]] = 1.0
    ladder = np.hstack([_level(totals, at, around, step, page_prose) for step in range(LEVELS)])
    flat = np.stack([links, one[:, 0], heads.astype(float), one[:, 1], np.zeros(count), parent.astype(float)], axis=1)
    beside = [_beside(flat, step) for step in STEPS]
    return np.hstack([own, one, chain[at], ladder, *beside])


class _Columns:
    """The columns of `OWN`, filled in by name."""

    def __init__(self, count: int) -> None:
        self.table = np.zeros((count, len(OWN)))

    def __call__(self, name: str, values: Any) -> None:
        self.table[:, OWN.index(name)] = values


def _shape(put: _Columns, page: Page, at: npt.NDArray[np.int_]) -> None:
    """What each block is by itself and its element."""
    blocks, nodes = page.blocks, page.nodes
    size = [max(1, len(block.text)) for block in blocks]
    put("links", [min(1.0, b.links / n) for b, n in zip(blocks, size, strict=True)])
    put("bold", [min(1.0, b.bold / n) for b, n in zip(blocks, size, strict=True)])
    put("italic", [min(1.0, b.italic / n) for b, n in zip(blocks, size, strict=True)])
    put("apart", [nodes[n].tag in ("span", "a", "em", "strong", "small", "time", "cite") for n in at])
    put("broken", [b.broken for b in blocks])
    put("hidden", [nodes[n].hidden for n in at])
    put("depth", [min(40, nodes[n].depth) for n in at])
    put("addresses", [len(b.addresses) for b in blocks])


def _said(put: _Columns, page: Page, hints: Metadata, heads: npt.NDArray[np.bool_]) -> None:
    """What the metadata says of each block, and where it is in respect of the headline."""
    put("to_heading", _since(heads))
    likeness = np.array(likenesses(page, hints.title or "", 300))
    title = headline(page, np.flatnonzero(likeness > SAME_TITLE).tolist())
    here = np.arange(len(page.blocks))
    put("since_title", np.log1p(np.maximum(here - title, 0)) if title >= 0 else -1.0)
    put("before_title", (here < title) if title >= 0 else -1.0)
    put("title_like_page", likeness)
    put("is_standfirst", likenesses(page, hints.description, 600))
    put("in_body", inside([b.text for b in page.blocks], hints.body))
    put("has_body", len(hints.body) > 400)


def _repeated(
    put: _Columns,
    page: Page,
    at: npt.NDArray[np.int_],
    around: npt.NDArray[np.int_],
    tags: list[str],
    prose: Matrix,
    links: Matrix,
) -> None:
    """How many blocks are made like each one, beside it and on the whole page."""
    nodes, count = page.nodes, len(page.blocks)
    parent = np.where(around[at] >= 0, around[at], 0)
    siblings, place = _siblings(parent, tags)
    put("siblings", np.log1p(siblings))
    put("place_among", place)
    signs = [(nodes[n].tag, nodes[n].words, nodes[max(0, around[n])].words) for n in at]
    put("same_before", [i > 0 and signs[i] == signs[i - 1] for i in range(count)])
    put("same_after", [i + 1 < count and signs[i] == signs[i + 1] for i in range(count)])
    sign_blocks, sign_prose, sign_links = _signatures(signs, prose, links)
    put("sign_blocks", np.log1p(sign_blocks))
    put("sign_prose", sign_prose / max(1.0, float(prose.sum())))
    put("sign_links", sign_links)


def _beside(values: Matrix, step: int) -> Matrix:
    """The rows moved; the last column tells whether the two are in one element."""
    moved = features.shifted(values, step)
    moved[:, -1] = moved[:, -1] == values[:, -1]
    return moved


def _chains(nodes: list[Node], around: npt.NDArray[np.int_]) -> Matrix:
    """For each element, how near (1 at itself) the tags of `AROUND` and the groups of words are around it; 0 for not."""
    wanted = {tag: number for number, tag in enumerate(AROUND)}
    near_ = np.zeros((len(nodes), len(AROUND) + len(words.groups())))
    here: list[tuple[int, int]] = []
    for number, node in enumerate(nodes):
        tag = ROLES.get(node.role, node.tag)
        if tag in wanted:
            here.append((number, wanted[tag]))
        said = f"{node.words} {node.role}" if node.role else node.words
        here += [(number, len(AROUND) + group) for group in words.index(said)]
    own = np.zeros(near_.shape, dtype=bool)
    own[[row for row, _ in here], [column for _, column in here]] = True
    near_[own] = 1.0
    for rows_ in _generations(nodes)[1:]:
        inner = near_[around[rows_]]
        inner /= 1 + inner  # 1/(1+d) becomes 1/(2+d)
        inner[inner < 1 / (FARTHEST + 1)] = 0.0
        near_[rows_] = np.where(own[rows_], 1.0, inner)
    return near_


def _generations(nodes: list[Node]) -> list[npt.NDArray[np.int_]]:
    """The numbers of the elements of each depth, the outermost first."""
    depth = np.array([node.depth for node in nodes])
    order = np.argsort(depth, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(depth[order])) + 1)


def _totals(nodes: list[Node], around: npt.NDArray[np.int_], at: npt.NDArray[np.int_], values: Matrix) -> Matrix:
    """The sums over the blocks inside each element, however deep."""
    totals = np.zeros((len(nodes), values.shape[1]))
    np.add.at(totals, at, values)
    for inside_ in _generations(nodes)[:0:-1]:
        np.add.at(totals, around[inside_], totals[inside_])
    return totals


def _from_core(page: Page, at: npt.NDArray[np.int_], core: int) -> tuple[Matrix, Matrix]:
    """How many levels each block is below the element that it shares with the core, and how many that is above the core."""
    above = {number: step for step, number in enumerate(page.around(core))}
    apart: dict[int, tuple[int, int]] = {}
    for start in set(at.tolist()):
        step, shared = next((step, number) for step, number in enumerate(page.around(start)) if number in above)
        apart[start] = (step, above[shared])
    found = np.array([apart[number] for number in at.tolist()], dtype=float)
    return found[:, 0], found[:, 1]


def _direct(at: npt.NDArray[np.int_], around: npt.NDArray[np.int_], prose: Matrix, size: int) -> Matrix:
    """The prose of the blocks right inside each element, or one level further in."""
    sums = np.zeros(size)
    np.add.at(sums, np.where(around[at] >= 0, around[at], 0), prose)
    return sums


def _level(totals: Matrix, at: npt.NDArray[np.int_], around: npt.NDArray[np.int_], step: int, prose: float) -> Matrix:
    """The text of the element so many levels around each block."""
    for _ in range(step):
        at = np.where(around[at] >= 0, around[at], at)
    chars, links, inside_, blocks = totals[at].T
    return np.stack(
        [
            np.log1p(chars),
            links / np.maximum(chars, 1),
            inside_ / prose,
            np.log1p(blocks),
            6 * inside_ / np.maximum(chars, 1),
        ],
        axis=1,
    )


def _siblings(parent: npt.NDArray[np.int_], tags: list[str]) -> tuple[Matrix, Matrix]:
    """How many blocks of the same tag are in the element around, and where among them each one is."""
    keys = list(zip(parent.tolist(), tags, strict=True))
    count = Counter(keys)
    seen: Counter[tuple[int, str]] = Counter()
    place = np.zeros(len(keys))
    for i, key in enumerate(keys):
        place[i] = seen[key] / count[key]
        seen[key] += 1
    return np.array([count[key] for key in keys], dtype=float), place


def _signatures(signs: list[tuple[str, str, str]], prose: Matrix, links: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Of the blocks that are made like each one: how many, their prose, their share of links."""
    number = {sign: i for i, sign in enumerate(dict.fromkeys(signs))}
    which = np.array([number[sign] for sign in signs])
    count = np.bincount(which)
    sums = np.bincount(which, weights=prose)
    mean = np.bincount(which, weights=links) / count
    return count[which].astype(float), sums[which], mean[which]


def _mean_by(values: Matrix, which: npt.NDArray[np.int_]) -> Matrix:
    sums, count = np.bincount(which, weights=values), np.bincount(which)
    return np.asarray(sums[which] / count[which])


def _near(values: Matrix, size: int) -> Matrix:
    """The mean of the values around each place."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    here = np.arange(len(values))
    low, high = np.maximum(here - size, 0), np.minimum(here + size + 1, len(values))
    return np.asarray((total[high] - total[low]) / (high - low))


def _since(marks: npt.NDArray[np.bool_]) -> Matrix:
    here = np.arange(len(marks), dtype=float)
    last = np.maximum.accumulate(np.where(marks, here, -np.inf))
    return np.asarray(np.log1p(np.minimum(here - last, 999.0)))
