"""Docs whose entities are marked in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import spacy

from newsparse.tokenizer import make_tokenizer

if TYPE_CHECKING:
    from spacy.tokens import Doc

NLP = spacy.blank("en")
NLP.tokenizer = make_tokenizer(NLP.vocab)
MARK = re.compile(r"\[([^\]]+)\|(\w+)\]")


def marked(text: str) -> Doc:
    """A Doc from text with its entities marked: "[Baku|LOC]"."""
    plain, spans, last = "", [], 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        spans.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        last = match.end()
    doc = NLP(plain + text[last:])
    found = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in spans]
    doc.set_ents([span for span in found if span is not None])
    return doc
