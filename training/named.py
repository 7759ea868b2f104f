"""Names: documents of the corpora of names, each labelled in its own classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .documents import Document, Paragraph, paragraphs, tag_spans, word_range
from .labels import (
    ENTITY_TAGS,
    GUM,
    GUM_OUTSIDE,
    NEWS,
    NEWS_OUTSIDE,
    RE3D,
    RE3D_OUTSIDE,
    WIKIGOLD,
    WIKIGOLD_OUTSIDE,
    TagSets,
    any_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from . import annotations
    from .corpora import gum_entities, re3d, worldwide


def entity_document(example: worldwide.EntityText, sets: TagSets) -> Document:
    """An article of worldwide-newswire."""
    document = []
    for offsets, words, spaces in paragraphs(example.text):
        tags = ["O"] * len(words)
        for start, end, label in example.entities:
            if start < offsets[-1][1] and end > offsets[0][0] and (found := word_range(offsets, start, end)):
                tag_spans(tags, found, label)
        document.append(Paragraph(words, spaces, {"entities": [sets.number(frozenset([t])) for t in tags]}))
    return document


def _wikigold_set(tag: str) -> frozenset[str]:
    prefix, _, name = tag.partition("-")
    return any_of(WIKIGOLD[name], prefix) if name else frozenset(["O"]) | any_of(WIKIGOLD_OUTSIDE)


def wikigold_document(sentence: Sequence[tuple[str, str]], sets: TagSets) -> Document:
    """A sentence of WikiGold, whose spaces are not known: every word but punctuation is taken to have one before it."""
    words = [word for word, _ in sentence]
    spaces = [not re.match(r"[.,;:!?)'’]", after) for after in words[1:]] + [False]
    return [Paragraph(words, spaces, {"entities": [sets.number(_wikigold_set(tag)) for _, tag in sentence]})]


def re3d_document(example: re3d.OverlappingText, sets: TagSets) -> Document:
    """A document of re3d: a capitalised word is of one of the classes it is marked with, a lower-case word of a
    marked stretch may be anything (descriptions are marked too), any other word is no person and no place.
    """
    anything = frozenset(ENTITY_TAGS)
    document = []
    for offsets, words, spaces in paragraphs(example.text):
        allowed = []
        for (start, end), word in zip(offsets, words, strict=True):
            types = {kind for a, b, kind in example.spans if a < end and b > start}
            known = frozenset[str]().union(*(any_of(RE3D[kind]) for kind in types if kind in RE3D))
            if not types:
                allowed.append(frozenset(["O"]) | any_of(RE3D_OUTSIDE))
            elif known and word[0].isupper() and "Temporal" not in types:
                allowed.append(known | (frozenset(["O"]) if "Person" in types or len(word) < 3 else frozenset()))
            else:
                allowed.append(anything)
        document.append(Paragraph(words, spaces, {"entities": [sets.number(s) for s in allowed]}))
    return document


def news_document(text: str, entities: Iterable[annotations.Entity], sets: TagSets) -> Document:
    """The names of an annotated page."""
    marked = [(start, end, each.label) for each in entities for start, end in each.mentions]
    outside = frozenset(["O"]) | any_of(NEWS_OUTSIDE)
    document = []
    for offsets, words, spaces in paragraphs(text):
        allowed = [outside] * len(words)
        for start, end, label in marked:
            if start < offsets[-1][1] and end > offsets[0][0] and (found := word_range(offsets, start, end)):
                first, last = found
                allowed[first] = any_of(NEWS[label], "B")
                allowed[first + 1 : last] = [any_of(NEWS[label], "I")] * (last - first - 1)
        document.append(Paragraph(words, spaces, {"entities": [sets.number(each) for each in allowed]}))
    return document


def gum_document(sentences: Sequence[gum_entities.NamedSentence], text: str, sets: TagSets) -> Document:
    """The names of a document of GUM, each sentence as a paragraph; `text` is the document's."""
    anything, outside = frozenset(ENTITY_TAGS), frozenset(["O"]) | any_of(GUM_OUTSIDE)
    document = []
    for sentence in sentences:
        allowed = []
        for index, kind in enumerate(sentence.kinds):
            if not kind or kind not in GUM:
                allowed.append(outside if kind == "" else anything)
            else:
                first = index == 0 or sentence.kinds[index - 1] != kind
                allowed.append(any_of(GUM[kind], "B" if index in sentence.opens else "BI" if first else "I"))
        spaces = [text[word.end : word.end + 1].isspace() for word in sentence.words]
        labels = {"entities": [sets.number(each) for each in allowed]}
        document.append(Paragraph([word.form for word in sentence.words], spaces, labels))
    return document
