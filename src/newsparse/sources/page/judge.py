"""Which blocks of a page are the article: boosted trees over `rows`, smoothed along the page, and what single blocks do not show."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from newsparse.sources import boilerplate, dateline, lexicon
from newsparse.sources.boilerplate import decide
from newsparse.sources.page import authors, notes, words
from newsparse.sources.page.blocks import INLINE
from newsparse.sources.page.kinds import SIGNED
from newsparse.sources.page.rows import NAMES, rows
from newsparse.trees import Trees, loaded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from newsparse.sources.features import Matrix
    from newsparse.sources.page.blocks import Block, Node, Page
    from newsparse.sources.page.metadata import Metadata

    Mask = npt.NDArray[np.bool_]

__all__ = ["Model", "decided", "judge", "model", "stamps", "stored"]

LEFT_OUT = frozenset({"headline"})  # `Article.title` has it
LIKELY = 0.5  # the probability from which a block may be of the article
MUCH = 1_000  # characters that are shown beside a paragraph that is hidden
# Characters of a line that is a link; how much of it is one, and in capitals.
SHORTEST_LINK, LINKED, CAPITALS = 20, 0.8, 0.9
MINOR = 0.5  # of what is kept, up to which hidden blocks are left out
CAPTION = 0.1  # the probability from which a caption of the article stays, and a standfirst above it
HERO = 6  # blocks before the first paragraph in which a caption may stand
OPENING = 15  # blocks before it in which one under the headline may
SHORTEST_CAPTION = 40  # characters of a caption there: a shorter one only says whose the picture is
BOXES = frozenset({"aside", "figure", "form"})
SMALLER = 0.5  # of the text of a page, up to which an element may hold other stories
MOST = 0.5  # of the text of the blocks that are made alike, from which the others follow
LONGEST_LINE = 200  # characters of a line that speaks as furniture does
SAYS = 1.0  # log odds that such a line has to be the surer of
UNSURE = 0.2  # the probability under which a block does not follow
FEWEST = 400  # characters of an article: with less, what is likeliest is taken
RAISE = 1.5  # log odds
SPEAKS = NAMES.index("says")
LONGEST_LABEL = 40  # characters of a block that may stand twice
# Words of a block quotation, or of a line in quotation marks, that is a pull quote where the text has them too.
FEWEST_REPEATED = 5
LONGEST_PULL = 500  # characters of such a line, and of who is named under it
LONGEST_NAME = 80
# The line above or under an entry of a live blog: 14:05, 2.05pm BST, Updated at 14.10, 2h ago, 2d ago / 2:05 PM, 3 May 2024 14:05,
# 14:05 3 May.
_AGO = r"\d{1,2}\s?(?:(?:h|hrs?|hours?|m|mins?|minutes?)(?: ago)?|d(?:ays?)? ago)"
_DAY = r"(?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9}\.?)(?:,? \d{4})?"
_STAMP = re.compile(
    rf"(?:(?:posted|published|updated|last updated)(?: at)?:?\s*)?(?:{_DAY},?\s*)?(?:{_AGO}\s*[/|·]\s*)?(?:at\s+)?"
    rf"\d{{1,2}}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{{2,4}}\)?)?(?:,?\s*{_DAY})?|{_AGO}",
    re.I,
)
LONGEST_STAMP = 40  # characters of such a line
FEWEST_STAMPS = 3  # such lines on the page of a live blog
_TOKEN = re.compile(r"\w+")
# With the name of who said it, or without.
_IN_MARKS = re.compile(r"[\"“„«»]([^\"“”„«»]+)[\"”“»«](?:[^.!?]{0,80}[^.!?\s])?$")
_MARKED = re.compile(r"[\"“]([^\"“”]+)[\"”]")


@dataclass(frozen=True, slots=True)
class Model:
    """The trees, and the weights of the pieces of classes that make one of their columns."""

    trees: Trees
    weights: npt.NDArray[np.float32]

    def save(self, path: Path) -> None:
        """Write the model, with the names of the columns that it was trained on."""
        self.trees.save(path, NAMES, classes=self.weights.astype(np.float16))


def stored(path: Path) -> Model:
    """The model of a file. Raises `ValueError` where it was trained on other columns."""
    fields = loaded(path, NAMES, "training.pages.train")
    return Model(Trees.read(fields), fields["classes"].astype(np.float32))


@cache
def model() -> Model:
    """The model of the package."""
    with as_file(files("newsparse.sources") / "data" / "page.npz") as path:
        return stored(path)


def judge(page: Page, hints: Metadata, kinds: Sequence[str], *, by: Model | None = None) -> tuple[list[bool], Matrix]:
    """Whether each block is of the article, and the probabilities. `by` is the model, by default that of the package."""
    found = by or model()
    matrix = rows(page, hints, found.weights)
    probability = found.trees.score(matrix)
    if not len(probability):
        return [], probability
    return decided(page, kinds, probability, (matrix[:, SPEAKS] > 0).tolist()), probability


def decided(page: Page, kinds: Sequence[str], probability: Matrix, speaks: Sequence[bool]) -> list[bool]:
    """The decision, given the probabilities: smoothed, and mended by what single blocks do not show.

    `speaks` tells of each block whether it speaks as furniture does.
    """
    size = _sizes(page)
    says = (size < LONGEST_LINE) & np.array(speaks)
    probability = _certain(page, kinds, probability)
    probability = np.where(says, _moved(probability, -SAYS), probability)
    kept = np.array(decide(probability))
    if size[kept].sum() < FEWEST:
        kept = np.array(decide(_moved(probability, RAISE)))
    kept = _together(page, kept, np.where(says, 0.0, probability))
    kept[_cells(page, kinds, kept)] = True
    kept &= [kind not in LEFT_OUT for kind in kinds]
    hidden = np.array(_hidden(page))
    if size[kept & ~hidden].sum() >= MINOR * size[kept].sum():
        kept &= ~hidden
    kept[[*notes.about_author(page, kept.tolist())]] = False
    kept[_opened(page, kinds, kept, np.where(hidden, 0.0, probability))] = True
    inline = np.array([page.tag(i) in INLINE for i in range(len(kinds))])  # said to those who hear the page
    kept[_captions(page, kinds, kept, np.where(hidden & inline, 0.0, probability))] = True
    kept[[*stamps(page, kinds)]] = False
    return _once(page, kinds, kept.tolist())


def _sizes(page: Page) -> Matrix:
    """The characters of each block."""
    return np.array([len(block.text) for block in page.blocks], dtype=float)


def _certain(page: Page, kinds: Sequence[str], probability: Matrix) -> Matrix:
    """The probabilities, 0 where the words, the links or the place of a block say for certain that it is not of the article."""
    found = probability.copy()
    texts = [block.text for block in page.blocks]
    found[[_is_link_line(block) for block in page.blocks]] = 0.0
    found[[boilerplate.is_furniture(text) or authors.is_byline(text) for text in texts]] = 0.0
    found[[_is_offer(page.path(b.node, 4), kind) for b, kind in zip(page.blocks, kinds, strict=True)]] = 0.0
    found[_of_others(page)] = 0.0
    found[sorted(notes.notes(page, page.core(_sizes(page) * (found > LIKELY))))] = 0.0
    return found


def _cells(page: Page, kinds: Sequence[str], kept: Mask) -> list[int]:
    """The cells of the tables most of which are kept: a column may well be called "Share" or "Comments"."""
    inside: dict[int, list[int]] = {}
    for i, kind in enumerate(kinds):
        if kind == "table":
            table = next((n for n in page.around(page.blocks[i].node) if page.nodes[n].tag == "table"), -1)
            inside.setdefault(table, []).append(i)
    inside.pop(-1, None)
    return [i for some in inside.values() if 2 * sum(kept[i] for i in some) > len(some) for i in some]


def _of_others(page: Page) -> list[int]:
    """The blocks of smaller elements that a heading of other stories opens: of 3,498 of 651 pages 22 are an article's."""
    inside: dict[int, list[int]] = {}
    for number, block in enumerate(page.blocks):
        for around in page.around(block.node):
            inside.setdefault(around, []).append(number)
    most = SMALLER * _sizes(page).sum()
    opened = (some for some in inside.values() if lexicon.opens_others(page.blocks[some[0]].text))
    return [i for some in opened if sum(len(page.blocks[i].text) for i in some) < most for i in some]


def _is_offer(path: Sequence[Node], kind: str) -> bool:
    """Whether a block stands in a form, a figure or a box of its own, or as a caption, that offers a newsletter."""
    boxed = kind == "caption" or any(node.tag in BOXES for node in path)
    return boxed and any("newsletter" in words.groups_of(node.words) for node in path[:3])


def _captions(page: Page, kinds: Sequence[str], kept: Mask, probability: Matrix) -> list[int]:
    """The captions in the element of the article, which stay unless they are surely something else."""
    first, last = (np.flatnonzero(kept)[[0, -1]]).tolist() if kept.any() else (0, -1)
    core = page.core(_sizes(page) * kept)
    places = [i for i in range(max(0, first - HERO), last + 1) if kinds[i] == "caption"]
    return [i for i in places if _may_stay(page, i, probability) and core in page.around(page.blocks[i].node)]


def _opened(page: Page, kinds: Sequence[str], kept: Mask, probability: Matrix) -> list[int]:
    """The standfirsts and captions between the headline and the story, which stay: they have an element of their own."""
    first = next((i for i, keep in enumerate(kept) if keep and kinds[i] == "paragraph"), 0)
    head = max((i for i in range(first) if kinds[i] == "headline"), default=first)
    longest = {"standfirst": 0, "caption": SHORTEST_CAPTION}
    places = [i for i in range(max(head, first - OPENING), first) if kinds[i] in longest]
    return [i for i in places if len(page.blocks[i].text) >= longest[kinds[i]] and _may_stay(page, i, probability)]


def _may_stay(page: Page, at: int, probability: Matrix) -> bool:
    block = page.blocks[at]
    return bool(probability[at] >= CAPTION and 2 * block.links < len(block.text))


def stamps(page: Page, kinds: Sequence[str]) -> set[int]:
    """The lines of a live blog that say when each of its entries was written, and by whom.

    They are no part of the story: the name of a reporter stands between no speaker and the next paragraph.
    """
    texts = [block.text for block in page.blocks]
    times = {i for i, text in enumerate(texts) if len(text) < LONGEST_STAMP and _STAMP.fullmatch(text)}
    if len(times) < FEWEST_STAMPS:
        return set()
    beside = {i + step for i in times for step in (-1, 1) if 0 <= i + step < len(kinds)}
    return times | {i for i in beside if kinds[i] == "paragraph" and _is_name(texts[i])}


def _is_name(text: str) -> bool:
    """Whether a line is the name of one person, with or without "by"."""
    plain = text.strip().removeprefix("By ").removeprefix("by ")
    return dateline.names(plain) == (plain,)


def _hidden(page: Page) -> list[bool]:
    """The blocks of elements that are not shown, but for a paragraph among much text that is: a page may hide it until asked."""
    table = _not_shown(page)
    shown: Counter[int] = Counter()
    for block in page.blocks:
        if not table[block.node]:
            shown[page.nodes[block.node].around] += len(block.text)
    around = [(table[block.node], page.nodes[block.node]) for block in page.blocks]
    return [hidden and not (node.tag == "p" and shown[node.around] > MUCH) for hidden, node in around]


def _not_shown(page: Page) -> list[bool]:
    """Whether each element is hidden, or one around it."""
    table: list[bool] = []
    for node in page.nodes:
        own = node.hidden or "hidden" in words.pieces(node.words)
        table.append(own or (node.around >= 0 and table[node.around]))
    return table


def _is_link_line(block: Block) -> bool:
    """A line that is nothing but a link: in capitals, or behind what sends the reader to it ("READ: ", ">> ")."""
    linked = lexicon.links_to(block.text)
    if linked and block.links >= LINKED * len(linked.replace(" ", "")):
        return True
    if len(block.text) <= SHORTEST_LINK or block.links < LINKED * len(block.text.replace(" ", "")):
        return False
    letters = [char for char in block.text if char.isalpha()]
    return sum(map(str.isupper, letters)) >= CAPITALS * len(letters)


def _together(page: Page, kept: Mask, probability: Matrix) -> Mask:
    """Blocks that are made alike, in elements that are alike, are kept together, where most of their text is and the others are not surely
    something else.
    """
    nodes = page.nodes
    around = [nodes[max(0, nodes[b.node].around)] for b in page.blocks]
    signs = [(nodes[b.node].tag, nodes[b.node].words, a.tag, a.words) for b, a in zip(page.blocks, around, strict=True)]
    number = {sign: i for i, sign in enumerate(dict.fromkeys(signs))}
    which = np.array([number[sign] for sign in signs])
    size = _sizes(page)
    share = np.bincount(which, weights=size * kept) / np.bincount(which, weights=size)
    return np.asarray(kept | ((share[which] >= MOST) & (probability >= UNSURE)))


def _moved(probability: Matrix, by: float) -> Matrix:
    """The probabilities with their log odds moved."""
    odds = np.log((probability + 1e-4) / (1 - probability + 1e-4))
    return np.asarray(1 / (1 + np.exp(-(odds + by))))


def _once(page: Page, kinds: Sequence[str], kept: list[bool]) -> list[bool]:
    """The article without what it says twice: copies of a block, and pull quotes that stand in the text, with the names under them.

    Of a caption and a paragraph that say the same, the paragraph stays.
    """
    keys = {i: _key(page.blocks[i].text) for i, keep in enumerate(kept) if keep}
    pulled = {i: said for i in keys if (said := _pulled(page.blocks[i].text, kinds[i]))}
    aside = pulled.keys() | {i for i in keys if kinds[i] == "caption"}
    told = [page.blocks[i].text for i in keys if i not in aside] if pulled else []
    prose = "\n".join([*map(_key, told), *map(_quoted, told)])
    gone = {i for i, said in pulled.items() if said in prose}
    gone |= {i + 1 for i in gone if i + 1 < len(page.blocks) and _is_name_under(page, i)}
    signed = {i for i, block in enumerate(page.blocks) if SIGNED.match(block.text)}
    labels = {i for i in keys if len(page.blocks[i].text) < LONGEST_LABEL}
    again = _repeated(keys, sorted(keys.keys() - gone, key=lambda i: (i in aside, i)))
    gone |= again - ((labels | signed) - pulled.keys())
    stays = keys.keys() - gone
    return [i in stays or (i - 1 in stays and i in signed) for i in range(len(kept))]


def _quoted(text: str) -> str:
    """The quotations in a text without what stands between two parts, as a pull quote has them: “We lied,” Falk said. “All of us.”"""
    return _key(" ".join(_MARKED.findall(text)))


def _repeated(keys: Mapping[int, str], order: Iterable[int]) -> set[int]:
    """The blocks that say nothing, or the same as one before them in this order."""
    seen = {""}
    again = set()
    for i in order:
        if keys[i] in seen:
            again.add(i)
        seen.add(keys[i])
    return again


def _pulled(text: str, kind: str) -> str:
    """The words of a block that is a pull quote where the text has them too; "" for one that is none."""
    if kind == "pullquote":
        return _key(text)
    marked = _IN_MARKS.match(text) if len(text) < LONGEST_PULL else None
    said = _key(marked[1] if marked else text)
    may_be = kind == "quote" or (kind == "paragraph" and marked)
    return said if may_be and said.count(" ") >= FEWEST_REPEATED - 1 else ""


def _is_name_under(page: Page, at: int) -> bool:
    """Whether the line under a pull quote is the name of who said it: short, and alone with it in an element."""
    around = [set(page.around(block.node)) for block in page.blocks[max(0, at - 1) : at + 3]]
    pull, name = around[at > 0 :][:2]
    alone = (pull & name).difference(*around[: at > 0], *around[(at > 0) + 2 :])
    return bool(alone) and len(page.blocks[at + 1].text) < LONGEST_NAME


def _key(text: str) -> str:
    return " ".join(_TOKEN.findall(text.lower()))
