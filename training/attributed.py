"""Attributions: documents with who said what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.tagger.predict import CLASSED

from .documents import Document, Paragraph, paragraphs, tag_spans, word_range
from .labels import ATTRIBUTION_TAGS, CONTENT_CLASSES, IGNORE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from . import annotations
    from .corpora import gum_attribution, polnear

_BEFORE = re.compile(r"(?:\bthat\s+)?[“”\"‘«]?$", re.IGNORECASE)
_AFTER = re.compile(r"[,.?!]{0,2}[”“\"’»]")


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution with the class of its content, None where that is not known."""

    source: polnear.Spans
    cue: polnear.Spans
    content: polnear.Spans
    cls: str | None = None


def attribution_document(text: str, attributions: Iterable[Said]) -> Document:
    """A text with its attributions. A "links" label is the distance to the first word of the cue in the document, plus
    nothing for the cue's own first word (0), and `IGNORE` for words that begin no part.
    """
    offsets: list[tuple[int, int]] = []
    document: Document = []
    bounds = []
    for cut, words, spaces in paragraphs(text):
        bounds.append((len(offsets), len(offsets) + len(words)))
        offsets += cut
        document.append(Paragraph(words, spaces, {}))
    tags = ["O"] * len(offsets)
    links = [IGNORE] * len(offsets)
    classes = [IGNORE] * len(offsets)
    for attribution in attributions:
        _mark(attribution, offsets, bounds, tags, links)
        _classify(attribution, offsets, classes)
    for paragraph, (first, last) in zip(document, bounds, strict=True):
        paragraph.labels["attribution"] = [ATTRIBUTION_TAGS.index(tag) for tag in tags[first:last]]
        paragraph.labels["links"] = links[first:last]
        paragraph.labels["class"] = classes[first:last]
    return document


def _mark(
    attribution: Said,
    offsets: list[tuple[int, int]],
    bounds: list[tuple[int, int]],
    tags: list[str],
    links: list[int],
) -> None:
    """Write the tags and links of one attribution; a part that runs over paragraphs begins anew in each."""
    anchor: int | None = None
    for role, spans in (("CUE", attribution.cue), ("SOURCE", attribution.source), ("CONTENT", attribution.content)):
        for start, end in spans:
            found = word_range(offsets, start, end)
            if not found:
                continue
            for first, last in _within(found, bounds):
                tag_spans(tags, (first, last), role)
                anchor = first if anchor is None and role == "CUE" else anchor
                links[first] = IGNORE if anchor is None else anchor - first


def _within(words: tuple[int, int], bounds: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces of a range of words that fall into each paragraph."""
    for first, last in bounds:
        start, end = max(first, words[0]), min(last, words[1])
        if start < end:
            yield start, end


def _classify(attribution: Said, offsets: list[tuple[int, int]], classes: list[int]) -> None:
    """Label the first words of each stretch of a content, so that long ones count no more than short ones."""
    if attribution.cls is None:
        return
    for start, end in attribution.content:
        if found := word_range(offsets, start, end):
            first, last = found[0], min(found[1], found[0] + CLASSED)
            classes[first:last] = [CONTENT_CLASSES.index(attribution.cls)] * (last - first)


def politics(example: polnear.AttributedText, known: annotations.Annotation | None) -> list[Said]:
    """The attributions of PolNeAR, with the class that a reader gave each; where nobody did, the class is not known."""
    given = {each.content: each.cls for each in known.attributions} if known else {}
    return [Said(each.source, each.cue, each.content, given.get(each.content)) for each in example.attributions]


def as_in_politics(text: str, content: polnear.Spans) -> polnear.Spans:
    """A content of annotated news with what PolNeAR counts to it: its quotation marks and a "that" before it."""
    widened = []
    for start, end in content:
        before, after = _BEFORE.search(text, 0, start), _AFTER.match(text, end)
        widened.append((before.start() if before else start, after.end() if after else end))
    return tuple(widened)


def outermost(text: str, attributions: Sequence[annotations.Attribution]) -> list[Said]:
    """The attributions of annotated news that are not told within the content of another: a word has one tag."""

    def within(inner: annotations.Attribution, outer: annotations.Attribution) -> bool:
        return inner is not outer and all(
            any(a <= start and end <= b for a, b in outer.content)
            for start, end in (*inner.content, *inner.cue, *inner.source)
        )

    return [
        Said(each.source, each.cue, as_in_politics(text, each.content), each.cls)
        for each in attributions
        if not any(within(each, other) for other in attributions)
    ]


def reported_document(example: gum_attribution.ReportedText) -> Document:
    """A document of GUM: the tags of sentences that report something are known, those of others may be any."""
    said = [Said(each.source, each.cue, each.content) for each in example.attributions]
    document = attribution_document(example.text, said)
    for paragraph, (offsets, _, _) in zip(document, paragraphs(example.text), strict=True):
        known = [any(a < end and start < b for a, b in example.sentences) for start, end in offsets]
        tags = paragraph.labels["attribution"]
        paragraph.labels["attribution"] = [
            tag if is_known else IGNORE for tag, is_known in zip(tags, known, strict=True)
        ]
    return document
