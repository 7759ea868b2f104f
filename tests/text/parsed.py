"""Docs built by hand, and the tokens of them."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from newsparse.text.tokens import Tokens, read_tokens

NLP = spacy.blank("en")
_TIGHT = frozenset({",", ".", "'s", "’s", ":", ";", ")", "”"})


def parsed_doc(rows: str) -> Doc:
    """A Doc from lines of "word tag head label"; heads are the numbers of the lines."""
    table = [line.split() for line in rows.strip().splitlines()]
    words = [row[0] for row in table]
    return Doc(
        NLP.vocab,
        words=words,
        spaces=[after not in _TIGHT for after in [*words[1:], "."]],
        tags=[row[1] for row in table],
        heads=[int(row[2]) for row in table],
        deps=[row[3] for row in table],
    )


def parsed(rows: str) -> Tokens:
    """The tokens of `parsed_doc`."""
    return read_tokens(parsed_doc(rows))


def plain(text: str) -> Tokens:
    """The tokens of a text without any annotation."""
    return read_tokens(NLP(text))


def tagged(text: str) -> Tokens:
    """The tokens of a text in which each word carries its tag: "Ana/NNP said/VBD"."""
    pairs = [piece.rsplit("/", 1) for piece in text.split()]
    words, tags = [word for word, _ in pairs], [tag for _, tag in pairs]
    return read_tokens(Doc(NLP.vocab, words=words, tags=tags))
