"""What the network sees of a word."""

from __future__ import annotations

import pytest

from newsparse.tagger import features
from newsparse.tagger.features import CLOSING, INSIDE, OPENING, OUTSIDE, case_of, quote_states
from newsparse.tagger.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("flood", features.LOWER),
        ("Lusaka", features.TITLE),
        ("LAGOS", features.UPPER),
        ("A", features.INITIAL),
        ("McKay", features.MIXED),
        ("2025", features.NUMBER),
        ("—", features.OTHER),
        ("", features.OTHER),
    ],
)
def test_case(word: str, case: int) -> None:
    assert case_of(word) == case


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("“ We go ” she said", [OPENING, INSIDE, INSIDE, CLOSING, OUTSIDE, OUTSIDE]),
        ('" We go " she said', [OPENING, INSIDE, INSIDE, CLOSING, OUTSIDE, OUTSIDE]),
        ("he said “ We go", [OUTSIDE, OUTSIDE, OPENING, INSIDE, INSIDE]),
        ("no marks", [OUTSIDE, OUTSIDE]),
    ],
)
def test_quotation_states(text: str, states: list[int]) -> None:
    words = text.split()
    assert quote_states(words, [True] * len(words)) == states


CUES = {
    "say": "says said saying",
    "tell": "tells told telling",
    "deny": "denies denied denying",
    "admit": "admits admitted admitting",
    "note": "notes noted noting",
    "state": "states stated stating",
    "write": "writes wrote writing",
    "think": "thinks thought thinking",
    "announce": "announces announced announcing",
    "tweet": "tweets tweeted tweeting",
    "quip": "quips quipped quipping",
    "argue": "argues argued arguing",
}


@pytest.mark.parametrize(
    ("base", "form", "tag"),
    [
        (base, form, tag)
        for base, forms in CUES.items()
        for form, tag in zip(forms.split(), ("VBZ", "VBD", "VBG"), strict=True)
    ],
)
def test_cue_verbs_have_their_lemma(base: str, form: str, tag: str) -> None:
    assert lemma(form, "VERB", tag) == base


@pytest.mark.parametrize(
    ("word", "upos", "tag", "expected"),
    [
        ("Nigerians", "PROPN", "NNPS", "Nigerian"),
        ("Lagos", "PROPN", "NNP", "Lagos"),
        ("n't", "PART", "RB", "not"),
        ("’s", "AUX", "VBZ", "be"),
        ("’s", "PART", "POS", "'s"),
        ("his", "PRON", "PRP$", "his"),
        ("him", "PRON", "PRP", "he"),
        ("women", "NOUN", "NNS", "woman"),
        ("worse", "ADJ", "JJR", "bad"),
    ],
)
def test_other_lemmas(word: str, upos: str, tag: str, expected: str) -> None:
    assert lemma(word, upos, tag) == expected
