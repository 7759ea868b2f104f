"""Base noun phrases over Universal Dependencies: what `doc.noun_chunks` yields behind our tagger.

spaCy's own rules for English read the labels of its models; over ours they gave fragments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

__all__ = ["noun_chunks"]

HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# What stands before its noun within the phrase, and what goes on with a name behind it.
BEFORE = frozenset(
    {"det", "det:predet", "amod", "nummod", "compound", "nmod:poss", "advmod", "flat", "fixed", "goeswith"}
)
AFTER = frozenset({"flat", "fixed", "goeswith", "nummod"})
# Words of these are within the phrase of another, and begin none.
WITHIN = frozenset({"compound", "flat", "fixed", "goeswith", "nummod", "det", "det:predet", "nmod:poss", "punct", "cc"})
LABEL = "NP"


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """The base noun phrases of a Doc or Span: start and end (in tokens of the Doc) and the hash of their label.

    They do not overlap: a possessor belongs to the phrase of its owner ("the town's mayor").
    Raises `ValueError` where there is no parse, as spaCy does.
    """
    doc = doclike.doc
    if not doc.has_annotation("DEP"):
        raise ValueError("noun chunks need a parse: run the pipeline with newsparse_tagger")
    label = doc.vocab.strings.add(LABEL)
    done = -1
    for token in doclike:
        if token.pos_ not in HEADS or token.dep_ in WITHIN:
            continue
        start, end = _first(token), _last(token) + 1
        if start > done:
            done = end - 1
            yield start, end, label


def _first(head: Token) -> int:
    """Where the phrase of a head begins: at the last of its words before it that is no part of it, or after that."""
    start = int(head.i)
    for child in reversed(list(head.lefts)):
        if child.dep_ not in BEFORE or child.right_edge.i != start - 1:
            break
        start = int(child.left_edge.i)
    return start


def _last(head: Token) -> int:
    end = int(head.i)
    for child in head.rights:
        if child.dep_ not in AFTER or child.left_edge.i != end + 1:
            break
        end = int(child.right_edge.i)
    return end
