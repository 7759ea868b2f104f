"""Annotated news (`training.annotations`) through `newsparse.extract` with its defaults: quotes, speakers, names, days.

What was said is what is annotated as a statement, a belief or a finding; topics and intentions are none, so that a
quote which is one of those is spurious. A quote is **found** where a quote of newsparse shares at least half of its
content (Dice 0.5; one to one, the most alike first): whoever reads the result sees it. Content figures for exact
extents and Dice 0.8 stand beside. A speaker is **right** where newsparse's entity has a mention in common with the
annotated one, or where both give none; **blank** where newsparse gives none for somebody who is named, **wrong** where
it gives another, or somebody for nobody. Of several joint speakers one, or none, is right; of an unnamed spokesperson
none, or the one he speaks for. **Attributed** are the quotes that are found and have the right speaker, over all that
are annotated.

An entity is right where one of newsparse's of its class (person, place, organisation) holds at least half of its
mentions and none of another; else it is missed, has a wrong label, is merged with another or split, the first that
holds. Politics is annotated for quotes and speakers only, and knows no report within a report: newsparse's are left
out there.

Of the part `blind` nothing but totals is made; its errors are not printed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import runner
from benchmarks.context import mark
from benchmarks.facets.attribution import Item, found_items, judge_speaker, outermost, pairs, part
from benchmarks.measures import Counts, Data, Error, Report, Table
from newsparse.text.lines import meet
from training.annotations import PARTS, Annotation, Source, documents
from training.annotations import part as part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsparse import Article, Quote
    from training.annotations import Attribution, Entity

CORPORA = ("worldwide-newswire", "polnear", "fundus", "naeb", "article-extraction", "wcxb")
OPEN = ("train", "dev")
SAID = frozenset({"statement", "belief", "finding"})
ONLY_QUOTES = frozenset({"polnear"})
FOUND = 0.5
CLASSES = {"PERSON": "people", "GPE": "places", "LOC": "places", "FAC": "places", "ORG": "organisations"}
VERDICTS = ("right", "missed", "wrong label", "merged", "split")


class Document(NamedTuple):
    """A text and what its reader wrote down."""

    source: Source
    annotation: Annotation


@dataclass(slots=True)
class Tally:
    """What is counted over some documents."""

    found: Counts = field(default_factory=Counts)
    exact: Counts = field(default_factory=Counts)
    similar: Counts = field(default_factory=Counts)
    speakers: Counter[str] = field(default_factory=Counter)
    kinds: int = 0
    entities: Counter[tuple[str, str]] = field(default_factory=Counter)
    days: Counts = field(default_factory=Counts)


def load(corpora: Path, limit: int | None = None) -> Data[Document]:
    return of_lots(corpora, (1,), limit)


def of_lots(corpora: Path, lots: tuple[int, ...], limit: int | None = None) -> Data[Document]:
    """The documents of some lots."""
    found = [Document(*each) for each in documents(corpora, lots=lots)]
    return Data(found[:limit], len(found))


def wanted_items(document: Document) -> list[tuple[Item, Attribution]]:
    """What was said, each with the annotation that it comes from."""
    text = document.source.text
    return [
        (Item(part(text, each.content), part(text, each.source), part(text, each.cue)), each)
        for each in document.annotation.attributions
        if each.cls in SAID
    ]


def verdict(wanted: Attribution, names: dict[str, Entity], quote: Quote, article: Article) -> str:
    """Whether a quote has the right speaker: "right", "blank" or "wrong"."""
    allowed = [*wanted.speakers, *([wanted.principal] if wanted.principal else [])]
    spans = [span for key in allowed if key in names for span in names[key].mentions]
    return judge_speaker(quote, article, spans, named=len(wanted.speakers) == 1)


def entity_verdicts(entities: Sequence[Entity], article: Article) -> Iterator[tuple[str, str, Entity | None]]:
    """(class, verdict, the annotated entity) of each annotated entity, and (class, "spurious", None) of others."""
    owners = [(span, each) for each in entities for span in each.mentions]
    touching = {found.id: _touched(owners, [(m.start, m.end) for m in found.mentions]) for found in article.entities}
    for each in entities:
        if each.label in CLASSES and each.mentions:
            yield CLASSES[each.label], _entity_verdict(each, article, touching), each
    for found in article.entities:
        if found.label in CLASSES and not touching[found.id]:
            yield CLASSES[found.label], "spurious", None


def _touched(owners: Iterable[tuple[tuple[int, int], Entity]], spans: Sequence[tuple[int, int]]) -> Counter[str]:
    """How many mentions of each annotated entity the spans overlap, by key."""
    return Counter(each.key for span, each in owners if any(meet(span, other) for other in spans))


def _entity_verdict(wanted: Entity, article: Article, touching: dict[str, Counter[str]]) -> str:
    holders = sorted(
        (e for e in article.entities if touching[e.id][wanted.key]), key=lambda e: -touching[e.id][wanted.key]
    )
    if not holders:
        return "missed"
    best = holders[0]
    if CLASSES.get(best.label) != CLASSES[wanted.label]:
        return "wrong label"
    if len(touching[best.id]) > 1:
        return "merged"
    held = touching[best.id][wanted.key]
    if len(holders) > 1 and held < sum(touching[e.id][wanted.key] for e in holders):
        return "split"
    return "right" if 2 * held >= len(wanted.mentions) else "missed"


def add(tally: Tally, document: Document, article: Article) -> None:
    """Count one document."""
    text, article = document.source.text, _asked(document, article)
    wanted = wanted_items(document)
    found = found_items(article)
    items = [item for item, _ in wanted]
    matched = pairs(items, found, FOUND)
    tally.found.add(len(found), len(items), len(matched))
    tally.similar.add(len(found), len(items), len(pairs(items, found)))
    tally.exact.add(len(found), len(items), sum(_bare(text, w) == _bare(text, f) for w, f in matched))
    by_item = {id(item): each for item, each in wanted}
    by_found = dict(zip(map(id, found), article.quotes, strict=True))
    names = {each.key: each for each in document.annotation.entities}
    for w, f in matched:
        quote, said = by_found[id(f)], by_item[id(w)]
        tally.speakers[verdict(said, names, quote, article)] += 1
        tally.kinds += quote.kind == said.kind
    if document.source.id.partition("/")[0] not in ONLY_QUOTES:
        tally.entities.update(
            (cls, judged) for cls, judged, _ in entity_verdicts(document.annotation.entities, article)
        )
        _add_days(tally.days, document, article)


def _asked(document: Document, article: Article) -> Article:
    """The article as far as its document is annotated: politics has no report within a report."""
    return outermost(article) if document.source.id.partition("/")[0] in ONLY_QUOTES else article


def _bare(text: str, item: Item) -> frozenset[int]:
    """A content without a "that" which only introduces it, and the mark behind: politics counts these to the content,
    the readers do not.
    """
    first = min(item.content)
    that = re.match(r"that\s+[\"“«‘'‹]*", text[first : first + 8], re.IGNORECASE)
    return item.content - frozenset(range(first, first + that.end())) if that else item.content


def _add_days(counts: Counts, document: Document, article: Article) -> None:
    """Days that are annotated, days that are given, and those of both whose first and last day are the same."""
    wanted = [each for each in document.annotation.dates if each.first]
    given = [each for each in article.dates if each.type in {"DATE", "TIME"} and each.first_day]
    right = [
        each
        for each in wanted
        if any(
            meet(each.span, (d.start, d.end)) and (d.first_day, d.last_day) == (each.first, each.last) for d in given
        )
    ]
    unknown = [each.span for each in document.annotation.dates if not each.first]
    judged = [d for d in given if any(meet((d.start, d.end), s) for s in (*(w.span for w in wanted), *unknown))]
    counts.add(len(judged), len(wanted), len(right))


def score(documents: Sequence[Document]) -> Report:
    """Gated are the parts dev and blind; train is printed beside them, since models and rules may have seen it."""
    report = Report()
    tallies = {name: Tally() for name in PARTS}
    by_kind: dict[str, Tally] = {}
    for document in documents:
        article = _article(document)
        name = part_of(document.source.id)
        add(tallies[name], document, article)
        if name in OPEN:
            add(by_kind.setdefault(document.source.id.partition("/")[0], Tally()), document, article)
    for name, tally in tallies.items():
        _figures(report, name, tally)
    report.tables.append(_table("by kind of text (train and dev)", by_kind))
    report.tables.append(_entities_table(tallies))
    return report


def _article(document: Document) -> Article:
    return runner.article(document.source.text, document.annotation.published)


def _figures(report: Report, name: str, tally: Tally) -> None:
    gated = name != "train"
    found, right = tally.found.right_found, tally.speakers["right"]
    report.share(f"{name}_found", found, tally.found.wanted, gated=gated)
    report.share(f"{name}_precision", found, tally.found.found, gated=gated)
    report.share(f"{name}_attributed", right, tally.found.wanted, gated=gated)
    report.share(f"{name}_speaker_right", right, found, gated=gated)
    report.share(f"{name}_speaker_wrong", tally.speakers["wrong"], found, gated=False)
    report.share(f"{name}_speaker_blank", tally.speakers["blank"], found, gated=False)
    report.f1(f"{name}_content", tally.exact, gated=gated)
    report.f1(f"{name}_content_dice", tally.similar, gated=gated)
    report.share(f"{name}_kind", tally.kinds, found, gated=gated)
    for cls in ("people", "places", "organisations"):
        total = sum(tally.entities[cls, each] for each in VERDICTS)
        report.share(f"{name}_{cls}_right", tally.entities[cls, "right"], total, gated=gated)
    report.f1(f"{name}_days", tally.days, gated=gated)


def _table(title: str, tallies: dict[str, Tally]) -> Table:
    header = ("text", "quotes", "found", "precision", "attributed", "right", "wrong", "blank", "content", "days")
    rows = []
    for name, tally in sorted(tallies.items()):
        found = tally.found.right_found or 1
        shares = (
            tally.found.recall,
            tally.found.precision,
            tally.speakers["right"] / (tally.found.wanted or 1),
            *(tally.speakers[each] / found for each in ("right", "wrong", "blank")),
            tally.exact.f1,
        )
        days = f"{tally.days.recall:.3f}" if tally.days.wanted else "-"
        rows.append((name, str(tally.found.wanted), *(f"{share:.3f}" for share in shares), days))
    return Table(title, header, tuple(rows))


def _entities_table(tallies: dict[str, Tally]) -> Table:
    header = ("part", "class", "annotated", *VERDICTS, "spurious")
    rows = []
    for name, tally in tallies.items():
        for cls in ("people", "places", "organisations"):
            counts = [tally.entities[cls, each] for each in (*VERDICTS, "spurious")]
            rows.append((name, cls, str(sum(counts[:-1])), *map(str, counts)))
    return Table("names", header, tuple(rows))


def errors(documents: Sequence[Document]) -> Iterator[Error]:
    """The errors of the open parts: quotes missed, spurious or of the wrong speaker, names, days."""
    for document in documents:
        if part_of(document.source.id) in OPEN:
            yield from _errors(document, _article(document))


def _errors(document: Document, article: Article) -> Iterator[Error]:
    article = _asked(document, article)
    wanted, found = wanted_items(document), found_items(article)
    matched = pairs([item for item, _ in wanted], found, FOUND)
    names = {each.key: each for each in document.annotation.entities}
    by_item, by_found = {id(w): f for w, f in matched}, {id(f): w for w, f in matched}
    quotes = dict(zip(map(id, found), article.quotes, strict=True))
    name, text = document.source.id, document.source.text
    for item, said in wanted:
        f = by_item.get(id(item))
        if f is None:
            yield Error(f"quote missed ({said.cls}, {said.kind})", name, _context(text, item))
        elif (judged := verdict(said, names, quotes[id(f)], article)) != "right":
            meant = ", ".join(names[key].name for key in said.speakers if key in names) or "nobody"
            speaker = quotes[id(f)].speaker
            given = speaker.name if speaker is not None else None
            yield Error(f"speaker {judged}", name, f"{given} for {meant}: {_context(text, item)}")
    for f in found:
        if id(f) not in by_found:
            yield Error(f"quote spurious ({quotes[id(f)].kind})", name, _context(text, f))
    if name.partition("/")[0] not in ONLY_QUOTES:
        for cls, judged, entity in entity_verdicts(document.annotation.entities, article):
            if judged != "right" and entity is not None:
                yield Error(f"{cls} {judged}", name, entity.name)


def _context(text: str, item: Item) -> str:
    every = item.content | item.cue | item.source
    first, last = max(0, min(every) - 60), min(len(text), max(every) + 60)
    return mark(text, [(min(item.content), "["), (max(item.content) + 1, "]")], first, last)
