"""The article of a page: its blocks judged, written out one a line, and what the page says about it.

Where the tree holds no article, it is taken from the page's own structured data, with a warning; where that has none
either, all of the text of the page is given, and `whole` says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

import numpy as np

from newsparse.keys import Decision
from newsparse.sources import bounds, lexicon, markup, speech
from newsparse.sources.days import find_day
from newsparse.sources.decode import decode, repaired
from newsparse.sources.page import days, judge, linked, metadata, notes, tree
from newsparse.sources.page.blocks import Page, blocks, joined
from newsparse.sources.page.kinds import kinds
from newsparse.sources.page.overlap import key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from newsparse.sources.features import Matrix
    from newsparse.sources.page.blocks import Block
    from newsparse.sources.page.judge import Model
    from newsparse.sources.page.metadata import Metadata
    from newsparse.sources.page.tree import Element
    from newsparse.text.lines import Span

__all__ = ["STAMP", "Found", "read"]

LITTLE = 200  # characters of an article under which the structured data is asked
MUCH_MORE = 4.0  # times the text, from which the article of the structured data is taken instead
BEGINNING = 3_000  # characters under which a page that asks for a subscription holds only the beginning
STAMP = "stamp"  # the kind of a line that is in the text and not in the body: the time or the author of an entry
NEAR_ENTRY = 2  # blocks between such a line and its entry
SHOWN = 80  # characters of a block that is left out that `explain` shows
SCRIPT = "the article was taken from a script of the page, which shows none without it"
NONE = "no article was found in the page"
CLOSED = "the page says that its article is not free to read; this may be only its beginning"
EMPTY = "the page is empty"
CUT = "the page has more blocks than are read; what comes after them was left out"
VIEWED, SOURCE = 10, 100_000  # lines of a view of the source that make it one, among so many characters
_VIEWED = re.compile(r"class=[\"']?(?:line-content|(?:webkit-)?html-(?:tag|attribute))\b")
_ENDS = re.compile(r"[.?!:;][\"”’'»«)\]]*$")
_RUNS_ON = re.compile(r"[a-zà-þ(,;]")


@dataclass(frozen=True, slots=True)
class Found:
    """The text of an article, one block a line, with the place and the kind of each.

    `whole` tells that it is the text of all of the page, in which no article was found. `entries` are the offsets from which the
    entries of a live blog stand that have a day of their own, each with that day, in order.
    """

    text: str
    spans: tuple[Span, ...]
    kinds: tuple[str, ...]
    metadata: Metadata
    decisions: tuple[Decision, ...] = ()
    warnings: tuple[str, ...] = ()
    whole: bool = False
    entries: tuple[tuple[int, date], ...] = ()


def read(page: str | bytes, url: str | None = None, *, clean: bool = True, by: Model | None = None) -> Found:
    """The article of a page. With `clean=False` all of its text; `by` judges in the place of the package's model.

    Raises `OptionalDependencyError` without lxml; whatever the page is like ends in warnings.
    """
    source, warnings = _source(page)
    root = tree.parse(source)
    if root is None:
        why = NONE if source.strip() else EMPTY
        return _whole(source, metadata.Metadata(url=url), warnings if warnings and not source else (*warnings, why))
    found = blocks(root)
    said = metadata.read(root, found, url)
    warnings += said.warnings + ((CUT,) if found.cut else ())
    kind = kinds(found, said)
    if not clean:
        return _written(found, kind, [True] * len(found.blocks), np.ones(len(found.blocks)), said, warnings)
    kept, probability = judge.judge(found, said, kind, by=by)
    size = sum(len(block.text) for block, keep in zip(found.blocks, kept, strict=True) if keep)
    story = _from_script(root, said, size)
    if story:
        return _story(story, said, (*warnings, SCRIPT))
    if not size:
        return _whole(source, said, (*warnings, NONE))
    if _is_closed(found, said, size):
        warnings += (CLOSED,)
    article = _written(found, kind, kept, probability, said, warnings)
    return _spoken(found, kind, kept, probability, article) or article


def _is_closed(page: Page, said: Metadata, size: int) -> bool:
    """Whether some only may read all of an article: the metadata says so, or a page with little of it asks for more."""
    return said.closed or (size < BEGINNING and any(map(notes.asks, page.blocks)))


def _spoken(page: Page, kind: Sequence[str], kept: Sequence[bool], probability: Matrix, article: Found) -> Found | None:
    """The article with its headline, which names the speaker of all of it; None for what is no speech."""
    at = next((i for i, each in enumerate(kind) if each == "headline" and speech.named(page.blocks[i].text)), None)
    if at is None or True not in kept[at:]:
        return None
    headed = [keep or i == at for i, keep in enumerate(kept)]
    whole = _written(page, kind, headed, probability, article.metadata, article.warnings)
    return whole if speech.speaker(whole.text, whole.spans, whole.kinds) else None


def _source(page: str | bytes) -> tuple[str, tuple[str, ...]]:
    """The markup of a page as it is parsed, with warnings; "" for what is no page."""
    text, warnings = decode(page) if isinstance(page, bytes) else (page, ())
    refused = (bounds.no_text(page) if isinstance(page, bytes) else None) or bounds.no_text(text)
    if refused:
        return "", (f"the page is no page: {refused}",)
    if len(_VIEWED.findall(text[:SOURCE])) >= VIEWED:
        text = markup.text_of(text)  # a browser's view of the source, in which the page is text
    source, told = tree.bounded(repaired(text))
    return source, (*warnings, *told)


def _whole(page: str, said: Metadata, warnings: tuple[str, ...]) -> Found:
    plain = page.encode("utf-8", "replace").decode("utf-8")
    return Found(markup.text_of(plain), (), (), said, warnings=warnings, whole=True)


def _from_script(root: Element, said: Metadata, size: int) -> str:
    """The article of the structured data, where the tree has hardly any of it."""
    if size < LITTLE or size * MUCH_MORE < len(said.body):
        body = said.body if len(said.body) > size else linked.longest_story(root)
        return body if len(body) > max(LITTLE, MUCH_MORE * size) else ""
    return ""


def _story(story: str, said: Metadata, warnings: tuple[str, ...]) -> Found:
    """An article that comes as a text: its lines are its paragraphs, markup is taken out, and `&#39;` is a letter."""
    text = markup.text_of(story) if "<" in story and ">" in story else unescape(story)
    lines = [plain for line in text.splitlines() if (plain := " ".join(line.split()))]
    written, spans = joined(lines)
    return Found(written, tuple(spans), ("paragraph",) * len(lines), said, warnings=warnings)


def _written(
    page: Page,
    kind: Sequence[str],
    kept: Sequence[bool],
    probability: Matrix,
    said: Metadata,
    warnings: tuple[str, ...],
) -> Found:
    """The kept blocks, one a line; what was cut in two by a line break or by what was left out is joined again.

    The times and authors of the entries of a live blog are written above them, as lines of the kind `STAMP`.
    """
    lines: list[str] = []
    given: list[str] = []
    dropped: list[tuple[int, Block, float]] = []
    stamps = _among(judge.stamps(page, kind), kept)
    own = _days(page, said, stamps)
    starts: list[tuple[int, date]] = []
    last: Block | None = None
    for i, block in enumerate(page.blocks):
        if i in own:
            starts.append((len(lines), own[i]))
        if i in stamps:
            lines.append(block.text)
            given.append(STAMP)
        elif not kept[i]:
            dropped.append((len(lines), block, float(probability[i])))
        elif last is not None and kind[i] == given[-1] and _goes_on(page, last, block, lines[-1]):
            lines[-1] += " " + block.text
            last = block
        else:
            lines.append(block.text)
            given.append(kind[i])
            last = block
    text, spans = joined(lines)
    ends = [0, *(end for _, end in spans)]
    decisions = tuple(
        Decision("sources", _reason(block), ends[at], ends[at], note=f"article {share:.2f}: {block.text[:SHOWN]}")
        for at, block, share in dropped
    )
    entries = tuple((spans[line][0], day) for line, day in starts if line < len(spans))
    return Found(text, tuple(spans), tuple(given), said, decisions, warnings, entries=entries)


def _days(page: Page, said: Metadata, stamps: set[int]) -> dict[int, date]:
    """The days of the entries of a live blog, by the number of the block that opens each: its line of time, or its heading."""
    shown = {i: day for i in stamps if (day := _day(page.blocks[i]))}
    headed = ((i, said.entries.get(key(block.text))) for i, block in enumerate(page.blocks if said.entries else ()))
    return shown | {i: day for i, day in headed if day}


def _day(stamp: Block) -> date | None:
    """The day that the line above an entry shows, else the one that it has for machines."""
    return find_day(stamp.text) or next(filter(None, map(days.day, stamp.times)), None)


def _among(stamps: set[int], kept: Sequence[bool]) -> set[int]:
    """The stamps above or under kept blocks, none of which they are; none where they are too few for a live blog."""
    found = {i for i in stamps if not kept[i] and any(kept[max(0, i - NEAR_ENTRY) : i + NEAR_ENTRY + 1])}
    return found if len(found) >= judge.FEWEST_STAMPS else set()


def _goes_on(page: Page, before: Block, after: Block, line: str) -> bool:
    """Whether a sentence that was broken off goes on: after a line break, or after something that stood in its paragraph."""
    if _ENDS.search(line):
        return False
    around = page.nodes[before.node].around
    if after.node == around and page.nodes[before.node].tag == "p":
        return True  # the rest of a paragraph that an element ended too early
    return _RUNS_ON.match(after.text) is not None and (
        after.node == before.node or around == page.nodes[after.node].around
    )


def _reason(block: Block) -> str:
    """What a block that is left out is, by its words, else by its links."""
    said = lexicon.reason(block.text[:300])
    return said or ("links" if block.links > 0.6 * len(block.text) else "not of the article")
