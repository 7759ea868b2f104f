"""Docs that no model made: random spans, labels, tags and heads, handed to the rule stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from spacy.tokens import Doc, Span, SpanGroup

from newsparse import assemble, keys, sources

if TYPE_CHECKING:
    from random import Random

    from spacy.language import Language

    from newsparse.types import Article

LABELS = ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "MONEY", "DATE", "MISC", "WORK_OF_ART"]
TAGS = ["NN", "NNS", "NNP", "NNPS", "VBD", "VBZ", "VBG", "VBN", "VB", "MD", "DT", "JJ", "IN", "PRP", "PRP$", "WP", "CC"]
TAGS += ["CD", "RB", "TO", "WDT", "POS", ",", ".", ":", "``", "''", "", "_SP", "-LRB-", "UH", "EX", "RP"]
DEPS = ["nsubj", "obj", "obl", "ccomp", "parataxis", "root", "det", "appos", "acl:relcl", "conj", "cc", "mark", "case"]
DEPS += ["aux", "cop", "amod", "nmod", "nmod:poss", "xcomp", "advcl", "punct", "flat", "compound", "nsubj:pass", "dep"]
PARTS = [keys.SOURCE, keys.CUE, keys.CONTENT]


def annotated(nlp: Language, text: str, rng: Random, published: str) -> Doc:
    """A Doc of the text with annotation by chance: everything that the rule stages read."""
    doc = nlp.make_doc(text)
    doc.user_data[keys.READING] = sources.read(text, published=published, attributions="all", strict=True)[1]
    size = len(doc)
    if not size:
        return doc
    if rng.random() < 0.9:
        _parse(doc, rng)
    if rng.random() < 0.9:
        ents = _spans(doc, rng, LABELS)
        doc.set_ents(ents)
        scores = [round(rng.random(), 4) for _ in ents]
        doc.spans[keys.MENTIONS] = SpanGroup(doc, name=keys.MENTIONS, spans=ents, attrs={"scores": scores})
    if rng.random() < 0.8:
        parts = _spans(doc, rng, PARTS)
        parts = [
            Span(doc, p.start, p.end, label=p.label_, span_id=f"A{rng.randint(0, len(parts) // 3)}") for p in parts
        ]
        scores = [rng.random() for _ in parts]
        doc.spans[keys.ATTRIBUTION] = SpanGroup(doc, name=keys.ATTRIBUTION, spans=parts, attrs={"scores": scores})
    return doc


def _parse(doc: Doc, rng: Random) -> None:
    """Sentences, heads within them, labels and tags."""
    size, strings = len(doc), doc.vocab.strings
    starts = [0] + [at for at in range(1, size) if rng.random() < 0.08]
    rows = np.zeros((size, 5), np.uint64)
    for start, stop in zip(starts, [*starts[1:], size], strict=True):
        root = rng.randrange(start, stop)
        for at in range(start, stop):
            head = root if at == root or rng.random() < 0.4 else rng.randrange(min(at, root), max(at, root) + 1)
            head = root if head == at else head
            rows[at] = (
                np.int64(head - at).astype(np.uint64),
                strings.add("root" if at == root else rng.choice(DEPS)),
                strings.add(rng.choice(TAGS)),
                strings.add(doc[at].text.lower()),
                1 if at == start else np.int64(-1).astype(np.uint64),
            )
    doc.from_array(["HEAD", "DEP", "TAG", "LEMMA", "SENT_START"], rows)  # type: ignore[arg-type]


def _spans(doc: Doc, rng: Random, labels: list[str]) -> list[Span]:
    """Spans that do not overlap, of any length, anywhere."""
    found, at = [], 0
    while at < len(doc):
        at += rng.choice([0, 0, 1, 2, 5, 12])
        stop = min(len(doc), at + rng.choice([1, 1, 2, 3, 6, 20]))
        if at < stop:
            found.append(Span(doc, at, stop, label=rng.choice(labels)))
        at = max(at + 1, stop)
    return found


def staged(nlp: Language, doc: Doc) -> Article:
    """The Doc through the stages after the tagger."""
    for name, pipe in nlp.pipeline:
        if name not in {"newsparse_reader", "newsparse_tagger"}:
            doc = pipe(doc)
    return assemble.article(doc)
