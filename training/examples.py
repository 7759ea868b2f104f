"""Corpora to training paragraphs: words, what the network sees of them, and the labels of the task.

A document is a list of paragraphs; batches pack neighbouring paragraphs into windows (`batches.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from newsparse.tagger.features import case_of, quote_states
from newsparse.tagger.predict import CLASSED
from newsparse.tokenizer import make_tokenizer

from . import annotations
from .arrays import Alphabet, Texts
from .corpora import conllu, corpus, gum_attribution, gum_entities, polnear, re3d, wikigold, worldwide
from .labels import (
    ATTRIBUTION_TAGS,
    CONTENT_CLASSES,
    ENTITY_TAGS,
    GUM,
    GUM_OUTSIDE,
    IGNORE,
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
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from newsparse.tagger.features import WordPieces

PARAGRAPH = re.compile(r"[^\n]+")
TIMES_NEWS = 2  # how often an epoch has the annotated news, whose texts are the most varied
SHORT = 3  # letters of words that stay small in a headline
QUOTE_STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"))
SINGLE_MARKS = frozenset("'‘")
TREEBANKS = {"ud-ewt": "en_ewt-ud", "ud-gum": "en_gum-ud"}


@dataclass(slots=True)
class Paragraph:
    """The words of a paragraph; every list of `labels` is as long as `words`.

    Labels by task: "entities" (numbers of `TagSets`), "attribution" (`IGNORE` where any tag may be), "links" (the word of the paragraph's document
    that a part is linked to, as a distance in words; see `attribution_document`), "class" (what the first words of a content
    are part of, an index of `CONTENT_CLASSES`), "upos", "xpos", "feats", "sentence", "head"
    (distance to the head, 0 for a root), "deprel".
    """

    words: list[str]
    spaces: list[bool]
    labels: dict[str, list[int]]


Document = list[Paragraph]


@dataclass(slots=True)
class TreebankLabels:
    """The label inventories that come from the treebanks themselves, in order of first appearance."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)


@cache
def _tokenizer() -> Callable[[str], Iterable[object]]:
    import spacy

    return make_tokenizer(spacy.blank("en").vocab)


def tokens(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """(start, end, space after) of the words of a stretch of text, as the packaged pipeline cuts them."""
    found: list[tuple[int, int, bool]] = []
    for token in _tokenizer()(text[start:end]):
        if token.is_space:  # type: ignore[attr-defined]
            if found:
                found[-1] = (*found[-1][:2], True)
            continue
        at = start + token.idx  # type: ignore[attr-defined]
        found.append((at, at + len(token), bool(token.whitespace_)))  # type: ignore[arg-type,attr-defined]
    return found


def paragraphs(text: str) -> Iterator[tuple[list[tuple[int, int]], list[str], list[bool]]]:
    """The word offsets, words and spaces of each line of a text that has words."""
    for match in PARAGRAPH.finditer(text):
        cut = tokens(text, *match.span())
        if cut:
            yield [(a, b) for a, b, _ in cut], [text[a:b] for a, b, _ in cut], [space for _, _, space in cut]


def word_range(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The first and last-plus-one of the words that overlap (start, end); None when there are none."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
    return (inside[0], inside[-1] + 1) if inside else None


def tag_spans(tags: list[str], words: tuple[int, int], name: str) -> None:
    """Write B- and I- tags of `name` over a range of words."""
    tags[words[0] : words[1]] = [f"B-{name}"] + [f"I-{name}"] * (words[1] - words[0] - 1)


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


_BEFORE = re.compile(r"(?:\bthat\s+)?[“”\"‘«]?$", re.IGNORECASE)
_AFTER = re.compile(r"[,.?!]{0,2}[”“\"’»]")


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


def _index(inventory: list[str], value: str, *, grow: bool) -> int:
    if value in inventory:
        return inventory.index(value)
    if not grow:
        return IGNORE
    inventory.append(value)
    return len(inventory) - 1


def treebank_document(example: conllu.Treebank, labels: TreebankLabels, *, grow: bool) -> Document:
    """A document of a treebank, in the treebank's own words; labels new to the inventories are added or ignored."""
    document: Document = []
    for sentence, opens in zip(example.sentences, example.paragraph_starts, strict=True):
        if opens or not document:
            document.append(Paragraph([], [], {k: [] for k in ("upos", "xpos", "feats", "sentence", "head", "deprel")}))
        paragraph = document[-1]
        for index, word in enumerate(sentence):
            paragraph.words.append(word.form)
            paragraph.spaces.append(example.text[word.end : word.end + 1].isspace())
            values = {
                "upos": _index(labels.upos, word.upos, grow=grow),
                "xpos": _index(labels.xpos, word.xpos, grow=grow),
                "feats": _index(labels.feats, word.feats, grow=grow),
                "sentence": int(index == 0),
                "head": 0 if word.head < 0 else word.head - index,
                "deprel": _index(labels.deprel, word.deprel, grow=grow),
            }
            for key, value in values.items():
                paragraph.labels[key].append(value)
    return document


def load(folder: Path) -> tuple[dict[str, list[Document]], TagSets, TreebankLabels]:
    """The train parts of all corpora by task ("entities", "attribution", "syntax"), with the label inventories.

    Documents of the parts dev and blind of the annotated news are in none of them; "news" is pages without labels.
    """
    sets, labels = TagSets(), TreebankLabels()
    tasks = {
        "entities": _entities(folder, sets),
        "attribution": _attribution(folder),
        "syntax": _syntax(folder, "train", labels),
        "news": list(_unlabelled(folder)),
    }
    return tasks, sets, labels


def development(folder: Path, labels: TreebankLabels) -> dict[str, list[Document]]:
    """The development parts by task, with the inventories of training; "news" is attributions of the annotated news."""
    newswire, attributed = corpus(folder, "worldwide-newswire"), corpus(folder, "polnear")
    return {
        "entities": [entity_document(example, TagSets()) for example in worldwide.read(newswire, "dev")],
        "attribution": [attribution_document(x.text, politics(x, None)) for x in polnear.read(attributed, "dev")],
        "syntax": _syntax(folder, "dev", labels),
        "news": list(_news(folder, "dev")),
    }


def flatten(documents: Sequence[Document], word_pieces: WordPieces) -> Texts:
    """Documents with labels of the same tasks as arrays, with what the network sees of each word."""
    paragraphs = [paragraph for document in documents for paragraph in document]
    words = [word for paragraph in paragraphs for word in paragraph.words]
    pieces = [ids for paragraph in paragraphs for ids in word_pieces(paragraph.words)]
    quotes = [state for paragraph in paragraphs for state in quote_states(paragraph.words, paragraph.spaces)]
    keys = paragraphs[0].labels if paragraphs else ()
    return Texts(
        pieces=np.array([each for ids in pieces for each in ids], np.uint16),
        counts=np.array([len(ids) for ids in pieces], np.uint8),
        cases=np.array([case_of(word) for word in words], np.uint8),
        quotes=np.array(quotes, np.uint8),
        long=np.array([len(word) > SHORT for word in words], np.bool_),
        words=np.array([len(paragraph.words) for paragraph in paragraphs], np.uint32),
        plain=np.array([SINGLE_MARKS.isdisjoint(paragraph.words) for paragraph in paragraphs], np.bool_),
        paragraphs=np.array([len(document) for document in documents], np.uint32),
        labels={
            key: np.array([label for paragraph in paragraphs for label in paragraph.labels[key]], np.int16)
            for key in keys
        },
    )


def alphabet(word_pieces: WordPieces) -> Alphabet:
    """The word pieces that windows are made with."""
    styles = tuple((word_pieces([opening])[0][0], word_pieces([closing])[0][0]) for opening, closing in QUOTE_STYLES)
    return Alphabet(word_pieces.begin, word_pieces.separator, word_pieces.mask, styles)


def _unlabelled(folder: Path) -> Iterator[Document]:
    """The bodies of news pages, without those of which the annotated news is held out."""
    for name in annotations.PAGES:
        for source in annotations.read(folder, name).values():
            if annotations.part(source.id) == "train":
                yield [Paragraph(words, spaces, {}) for _, words, spaces in paragraphs(source.text)]


def _entities(folder: Path, sets: TagSets) -> list[Document]:
    newswire, held = corpus(folder, "worldwide-newswire"), annotations.held_out()
    train = [
        entity_document(example, sets)
        for example in worldwide.read(newswire, "train")
        if f"worldwide-newswire/{example.name.removesuffix('.txt')}" not in held
    ]
    train += [wikigold_document(sentence, sets) for sentence in wikigold.read(corpus(folder, "wikigold"))]
    train += [re3d_document(example, sets) for example in re3d.read(corpus(folder, "re3d"))]
    train += [
        news_document(source.text, found.entities, sets)
        for source, found in annotations.documents(folder, "train", names=annotations.PAGES)
    ]
    gum = corpus(folder, "ud-gum") / f"{TREEBANKS['ud-gum']}-train.conllu"
    train += [
        gum_document(sentences, document.text, sets)
        for sentences, document in zip(gum_entities.read(gum), conllu.read(gum), strict=True)
    ]
    return train


def _attribution(folder: Path) -> list[Document]:
    attributed, held = corpus(folder, "polnear"), annotations.held_out()
    known = {source.id: found for source, found in annotations.documents(folder, "train", names=("polnear",))}
    train = [
        attribution_document(example.text, politics(example, known.get(f"polnear/{example.name}")))
        for example in polnear.read(attributed, "train")
        if f"polnear/{example.name}" not in held
    ]
    train += TIMES_NEWS * list(_news(folder, "train"))
    gum = corpus(folder, "ud-gum") / f"{TREEBANKS['ud-gum']}-train.conllu"
    return train + [reported_document(example) for example in gum_attribution.read(gum)]


def _news(folder: Path, part: str) -> Iterator[Document]:
    """The attributions of the annotated news of one part, without politics."""
    for source, found in annotations.documents(folder, part, names=annotations.FULL):
        yield attribution_document(source.text, outermost(source.text, found.attributions))


def _syntax(folder: Path, split: str, labels: TreebankLabels) -> list[Document]:
    return [
        treebank_document(example, labels, grow=split == "train")
        for name, stem in TREEBANKS.items()
        for example in conllu.read(corpus(folder, name) / f"{stem}-{split}.conllu")
    ]
