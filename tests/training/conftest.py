"""`training` is no part of the package: it is found from the root of the checkout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import newsparse
from newsparse.tagger.features import WordPieces

ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from training import documents  # noqa: E402  # found only after the lines above
from training.attributed import Said, attribution_document  # noqa: E402
from training.documents import Paragraph  # noqa: E402
from training.labels import ENTITY_TAGS  # noqa: E402

if TYPE_CHECKING:
    from training.arrays import Alphabet, Texts

SAID = "Captain Ifeoma Bello said the ferry was late.\n“Nobody was hurt,” a nurse in Nadi told the crew. It rained."
NAMED = ["Lake", "Tuz", "froze", "in", "Kırşehir", ",", "and", "nobody", "'s", "boat", "left", "."]


@pytest.fixture(scope="session")
def word_pieces() -> WordPieces:
    return WordPieces(Path(newsparse.__file__).parent / "model" / "tokenizer.json")


@pytest.fixture(scope="session")
def alphabet(word_pieces: WordPieces) -> Alphabet:
    return documents.alphabet(word_pieces)


@pytest.fixture(scope="session")
def named(word_pieces: WordPieces) -> list[tuple[int, ...]]:
    """The pieces of the words that the texts of all groups but attribution repeat."""
    return word_pieces(NAMED)


@pytest.fixture(scope="session")
def texts(word_pieces: WordPieces) -> dict[str, Texts]:
    """Invented sentences of each group; some documents have several paragraphs, so that windows end between them."""
    tags = [ENTITY_TAGS.index(tag) for tag in ["B-LOC", "I-LOC", "O", "O", "B-LOC", *["O"] * 7]]
    heads = [2, 1, 0, 1, -2, -3, 4, 1, 2, 1, -8, -9]
    marks = {"upos": tags, "xpos": tags, "feats": tags, "deprel": tags, "sentence": [1, *[0] * 11], "head": heads}
    spaces = [True] * len(NAMED)

    def span(words: str) -> tuple[tuple[int, int], ...]:
        return ((SAID.index(words), SAID.index(words) + len(words)),)

    said = Said(span("Captain Ifeoma Bello"), span("said"), span("the ferry was late"), "statement")
    found = {
        "entities": [[Paragraph(NAMED, spaces, {"entities": tags})] * 40],
        "attribution": [attribution_document(SAID, [said])] * 30,
        "syntax": [[Paragraph(NAMED, spaces, marks)]] * 30,
        "news": [[Paragraph(NAMED, spaces, {})] * 50],
    }
    return {name: documents.flatten(each, word_pieces) for name, each in found.items()}
