"""Mentions: where noun phrases begin, what narrows them, what their nouns are for; names and pronouns among them."""

from __future__ import annotations

import pytest
import spacy

from newsparse.coref.mentions import Noun, phrase_at
from newsparse.text.tokens import read_tokens

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "noun", "kind", "modifiers"),
    [
        ("The Kenyan judge left.", "judge", Noun.PERSON, {"kenyan"}),
        ("Her sister left.", "sister", Noun.KIN, set()),
        ("The ministry left.", "ministry", Noun.BODY, set()),
        ("The 34-year-old left.", "34-year-old", Noun.AGE, set()),
        ("The mayor of Cali left.", "mayor", Noun.PERSON, set()),
        ("The man left.", "man", Noun.PLAIN, set()),
    ],
)
def test_phrases(text: str, noun: str, kind: int, modifiers: set[str]) -> None:
    tokens = read_tokens(NLP(text))
    phrase = phrase_at(tokens, max(i for i, word in enumerate(tokens.words) if noun.endswith(word)), ())
    assert phrase is not None
    assert (phrase.noun, phrase.kind, phrase.modifiers) == (noun, kind, modifiers)
    assert phrase.first == 0


def test_a_noun_before_a_name_heads_nothing() -> None:
    tokens = read_tokens(NLP("The minister Ana Ruiz left."))
    assert phrase_at(tokens, 1, {2, 3}) is None
    assert phrase_at(tokens, 1, ()) is not None
