"""Texts as paragraphs of words with labels, cut as the packaged pipeline cuts them; and such documents as arrays.

Batches pack neighbouring paragraphs of a document into windows (`batches.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from newsparse.tagger.features import case_of, quote_states
from newsparse.tokenizer import make_tokenizer

from .arrays import Alphabet, Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newsparse.tagger.features import WordPieces

PARAGRAPH = re.compile(r"[^\n]+")
SHORT = 3  # letters of words that stay small in a headline
QUOTE_STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"))
SINGLE_MARKS = frozenset("'‘")


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
