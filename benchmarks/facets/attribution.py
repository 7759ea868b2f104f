"""Attributions on polnear dev, through `newsparse.extract(text, published=..., attributions="all")`.

A part (a source, a cue, a content) is one set of characters: those of its stretches, each less the quotation marks,
other punctuation and white space at both its ends. Two parts are equal when the sets are; parts are compared as a set
per article, so that one source that serves two quotes counts once. A content matches at Dice >= 0.8 one to one, the
best pairs first. None of the corpus's attributions lies within another, so that newsparse's that do are left out.

Beside the exact content F1 stand two others. *Joined*: stretches that only punctuation and white space divide are one,
as a quotation that runs over paragraphs is one stretch in the corpus and several `Quote.parts` in newsparse. *Outer
ends*: only the two ends of the whole content are trimmed, so that the quotation marks around the cue of a broken
quotation count, which the corpus has in the content and newsparse never.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from benchmarks import runner
from benchmarks.context import mark
from benchmarks.measures import Counts, Data, Error, Report, Table
from newsparse.text.lines import meet
from training.corpora import polnear

if TYPE_CHECKING:
    from pathlib import Path

    from newsparse import Article, Quote

CORPORA = ("polnear",)
DICE = 0.8
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
MARKS = frozenset('"“”„‟«»〝〞＂‘‹›')

Part = frozenset[int]
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Item:
    """One attribution, of the corpus or of newsparse: its parts, empty where it has none.

    `marked` tells whether the content holds quotation marks (of newsparse: is direct or mixed).
    """

    content: Part
    source: Part
    cue: Part
    joined: Part = frozenset()
    outer: Part = frozenset()
    marked: bool = False
    confidence: float = 1.0


def load(corpora: Path, limit: int | None = None) -> Data[polnear.AttributedText]:
    documents = sorted(polnear.read(corpora / CORPORA[0], "dev"), key=lambda each: each.name)
    return Data(documents[:limit], len(documents))


def part(text: str, spans: Spans) -> Part:
    """The characters of the stretches, each less the edges at its ends."""
    return frozenset(offset for start, end in _trimmed(text, spans) for offset in range(start, end))


def _trimmed(text: str, spans: Spans) -> Iterator[tuple[int, int]]:
    """The stretches in order, less the edges at both ends; those of nothing else are left out."""
    for start, end in sorted(spans):
        inside = [offset for offset in range(start, end) if not is_edge(text[offset])]
        if inside:
            yield inside[0], inside[-1] + 1


def joined_part(text: str, spans: Spans) -> Part:
    """The same, with the characters between two stretches where these are edges only."""
    offsets: set[int] = set()
    last: int | None = None
    for start, end in _trimmed(text, spans):
        touches = last is not None and all(is_edge(character) for character in text[last:start])
        offsets.update(range(last if touches and last is not None else start, end))
        last = end
    return frozenset(offsets)


def outer_part(text: str, spans: Spans) -> Part:
    """The characters of the stretches as they are, less the edges at both ends of the whole."""
    offsets = sorted({offset for start, end in spans for offset in range(start, end)})
    inside = [i for i, offset in enumerate(offsets) if not is_edge(text[offset])]
    return frozenset(offsets[inside[0] : inside[-1] + 1]) if inside else frozenset()


def is_edge(character: str) -> bool:
    """Whether a character is left off at the ends of a part: quotation marks, punctuation, white space.

    Signs of money, per cent and the like (`$5`, `10%`) belong to the words.
    """
    return not (character.isalnum() or character in "$£€¥%#@&§°")


def dice(a: Part, b: Part) -> float:
    """The Dice coefficient of two sets of characters, 0 where both are empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def pairs(wanted: Sequence[Item], found: Sequence[Item], least: float = DICE) -> list[tuple[Item, Item]]:
    """(wanted, found) with contents of a Dice of `least` and more, one to one, the most similar first."""
    similar = (
        (dice(w.content, f.content), -i, -j) for i, w in enumerate(wanted) for j, f in enumerate(found)
        if w.content & f.content
    )  # fmt: skip
    taken_w: set[int] = set()
    taken_f: set[int] = set()
    matched = []
    for similarity, i, j in sorted(similar, reverse=True):
        if similarity >= least and i not in taken_w and j not in taken_f:
            taken_w.add(i)
            taken_f.add(j)
            matched.append((wanted[-i], found[-j]))
    return matched


def gold_items(document: polnear.AttributedText) -> list[Item]:
    text = document.text
    items = []
    for each in document.attributions:
        marked = any(text[offset] in MARKS for start, end in each.content for offset in range(start, end))
        content, source, cue = (part(text, spans) for spans in (each.content, each.source, each.cue))
        items.append(
            Item(content, source, cue, joined_part(text, each.content), outer_part(text, each.content), marked)
        )
    return items


def outermost(article: Article) -> Article:
    """The article less the quotes that are made within another: politics annotates no report within a report."""
    kept = [quote for quote in article.quotes if not any(_holds(other, quote) for other in article.quotes)]
    return replace(article, quotes=tuple(kept))


def _holds(other: Quote, quote: Quote) -> bool:
    """Whether a quote is made, cue and content, in a part of another."""
    edges = [(quote.start, quote.end), *((cue.start, cue.end) for cue in (quote.cue,) if cue)]
    within = any(all(part.start <= start and end <= part.end for start, end in edges) for part in other.parts)
    return within and quote.cue is not None and other is not quote


def judge_speaker(quote: Quote, article: Article, meant: Iterable[tuple[int, int]], *, named: bool) -> str:
    """Whether a quote has the right speaker, an entity with a mention in a place that is meant, or none where nobody is
    named: "right", "blank" or "wrong".
    """
    given = quote.speaker.entity if quote.speaker is not None else None
    if given is None:
        return "blank" if named else "right"
    mentions = [(m.start, m.end) for each in article.entities if each.id == given for m in each.mentions]
    return "right" if any(meet(span, mention) for span in meant for mention in mentions) else "wrong"


def found_items(article: Article) -> list[Item]:
    return [_item(article.text, quote) for quote in article.quotes]


def _item(text: str, quote: Quote) -> Item:
    content = [(span.start, span.end) for span in quote.parts]
    source, cue = ([(x.start, x.end)] if x is not None else [] for x in (quote.speaker, quote.cue))
    return Item(
        part(text, content),
        part(text, source),
        part(text, cue),
        joined_part(text, content),
        outer_part(text, content),
        quote.kind != "indirect",
        quote.confidence,
    )


def _distinct(items: Iterable[Item], of: Callable[[Item], Part]) -> set[Part]:
    return {of(item) for item in items} - {frozenset()}


@dataclass(slots=True)
class Tally:
    """Everything that is counted over the articles."""

    content: Counts = field(default_factory=Counts)
    source: Counts = field(default_factory=Counts)
    cue: Counts = field(default_factory=Counts)
    joined: Counts = field(default_factory=Counts)
    outer: Counts = field(default_factory=Counts)
    similar: Counts = field(default_factory=Counts)
    marked: Counts = field(default_factory=Counts)
    marked_similar: Counts = field(default_factory=Counts)
    pairs: int = 0
    sourced: int = 0
    speakers: int = 0
    reliability: list[tuple[float, bool, bool]] = field(default_factory=list)


def tally(pairs_of_items: Iterable[tuple[Sequence[Item], Sequence[Item]]]) -> Tally:
    """Counts over (wanted, found) of each article."""
    result = Tally()
    for wanted, found in pairs_of_items:
        _spans(result, wanted, found)
        _similar(result, wanted, found)
    return result


def _spans(result: Tally, wanted: Sequence[Item], found: Sequence[Item]) -> None:
    for name in ("content", "source", "cue", "joined", "outer"):
        w, f = (_distinct(items, lambda item, name=name: getattr(item, name)) for items in (wanted, found))  # type: ignore[misc]
        getattr(result, name).add(len(f), len(w), len(w & f))
    every_w, every_f = ({item.content for item in items} for items in (wanted, found))
    w, f = (_distinct((item for item in items if item.marked), lambda item: item.content) for items in (wanted, found))
    result.marked.add(len(f), len(w), len(f & every_w), len(w & every_f))


def _similar(result: Tally, wanted: Sequence[Item], found: Sequence[Item]) -> None:
    wanted = [item for item in wanted if item.content]
    found = [item for item in found if item.content]
    matched = pairs(wanted, found)
    result.similar.add(len(found), len(wanted), len(matched))
    right_f, right_w = sum(f.marked for _, f in matched), sum(w.marked for w, _ in matched)
    result.marked_similar.add(sum(f.marked for f in found), sum(w.marked for w in wanted), right_f, right_w)
    result.pairs += len(matched)
    result.sourced += sum(bool(w.source) for w, _ in matched)
    result.speakers += sum(bool(w.source & f.source) for w, f in matched)
    exact = {item.content for item in wanted}
    near = {id(f) for _, f in matched}
    result.reliability += [(f.confidence, f.content in exact, id(f) in near) for f in found]


def report(result: Tally) -> Report:
    """The figures of a tally."""
    made = Report()
    made.f1("content", result.content, floor=0.68)
    made.f1("content_joined", result.joined, gated=False)
    made.f1("content_outer_ends", result.outer, gated=False)
    made.f1("source", result.source, floor=0.82)
    made.f1("cue", result.cue, floor=0.74)
    made.f1("content_dice", result.similar, floor=0.78)
    made.f1("marked_content", result.marked, floor=0.80)
    made.f1("marked_content_dice", result.marked_similar, floor=0.88)
    made.share("speaker", result.speakers, result.sourced, floor=0.93)
    made.share("speaker_of_all_matched", result.speakers, result.pairs, gated=False)
    sure = [near for confidence, _, near in result.reliability if confidence > 0.9]
    # A promise about what is sure, not a figure to drive up: being sure more often is better than 0.95 of fewer.
    made.share("right_above_0.9", sum(sure), len(sure), floor=0.90, capped=True)
    made.share("quotes_above_0.9", len(sure), len(result.reliability), gated=False)
    made.tables.append(reliability(result.reliability))
    return made


def reliability(quotes: Sequence[tuple[float, bool, bool]]) -> Table:
    """How often quotes are right, by confidence: exactly, and at Dice >= 0.8."""
    rows = []
    for low, high in itertools.pairwise(BINS):
        inside = [q for q in quotes if low <= q[0] < high or q[0] == high == 1.0]
        if inside:
            mean, exact, near = (sum(q[i] for q in inside) / len(inside) for i in range(3))
            rows.append((f"{low:.2f}-{high:.2f}", str(len(inside)), f"{mean:.3f}", f"{exact:.3f}", f"{near:.3f}"))
    header = ("confidence", "quotes", "mean confidence", "right exactly", "right at Dice 0.8")
    return Table("reliability of Quote.confidence", header, tuple(rows))


def score(documents: Sequence[polnear.AttributedText]) -> Report:
    return report(tally((gold_items(each), found_items(_article(each))) for each in documents))


def _article(document: polnear.AttributedText) -> Article:
    return outermost(runner.article(document.text, document.published, "all"))


def classify(wanted: Sequence[Item], found: Sequence[Item]) -> Iterator[tuple[str, Item | None, Item | None]]:
    """The errors of one article as (kind, wanted, found); a pair may have several."""
    matched = pairs([w for w in wanted if w.content], [f for f in found if f.content], least=0.01)
    for w, f in matched:
        kinds = [*_content_errors(w, f), *_role_errors(w, f)]
        yield from ((kind, w, f) for kind in kinds)
    paired_w, paired_f = {id(w) for w, _ in matched}, {id(f) for _, f in matched}
    yield from ((f"content missed{_kind(w)}", w, None) for w in wanted if w.content and id(w) not in paired_w)
    yield from ((f"content spurious{_kind(f)}", None, f) for f in found if f.content and id(f) not in paired_f)


def _kind(item: Item) -> str:
    return " (with marks)" if item.marked else " (no marks)"


def _content_errors(wanted: Item, found: Item) -> Iterator[str]:
    w, f = wanted.content, found.content
    if w == f:
        return
    if min(w) != min(f):
        yield "content begins " + ("too late" if min(f) > min(w) else "too early")
    if max(w) != max(f):
        yield "content ends " + ("too late" if max(f) > max(w) else "too early")
    if min(w) == min(f) and max(w) == max(f):
        yield "content: inner gap" + (" (edges only)" if wanted.joined == found.joined else "")


def _role_errors(wanted: Item, found: Item) -> Iterator[str]:
    for role in ("source", "cue"):
        w, f = getattr(wanted, role), getattr(found, role)
        if w == f:
            continue
        if not w or not f:
            yield f"{role} " + ("missed" if w else "spurious")
        elif w & f:
            yield f"{role} boundary: " + ("too short" if f < w else "too long" if w < f else "other")
        else:
            yield f"{role}: wrong link"


def errors(documents: Sequence[polnear.AttributedText]) -> Iterator[Error]:
    for document in documents:
        for kind, wanted, found in classify(gold_items(document), found_items(_article(document))):
            yield Error(kind, document.name, _show(document.text, wanted, found))


def _show(text: str, wanted: Item | None, found: Item | None) -> str:
    """The place twice: as annotated and as found, with content in [], source in <>, cue in {}."""
    every = [offset for item in (wanted, found) if item for offset in item.content | item.cue | item.source]
    first, last = max(0, min(every) - 60), min(len(text), max(every) + 60)
    lines = [
        f"{name}: {mark(text, _marks(item), first, last)}"
        for name, item in (("gold", wanted), ("ours", found))
        if item is not None
    ]
    return "\n      ".join(lines)


def _marks(item: Item) -> list[tuple[int, str]]:
    marks = []
    for role, opening, closing in (("content", "[", "]"), ("source", "<", ">"), ("cue", "{", "}")):
        for start, end in stretches(getattr(item, role)):
            marks += [(start, opening), (end, closing)]
    return marks


def stretches(offsets: Part) -> list[tuple[int, int]]:
    """A set of characters as its unbroken stretches, in order."""
    found: list[tuple[int, int]] = []
    for offset in sorted(offsets):
        if found and found[-1][1] == offset:
            found[-1] = (found[-1][0], offset + 1)
        else:
            found.append((offset, offset + 1))
    return found
