"""The walk over the mentions of a text, on parses given by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from newsparse.coref.sources import Sources
from newsparse.coref.walk import walk
from newsparse.text.tokens import read_tokens
from newsparse.types import Entity, Mention, Quote, Speaker, TextSpan

VOCAB = spacy.blank("en").vocab
WORDS = ["Brune", "and", "Coral", "met.", "They", "said", "no", "."]
TAGS = ["NNP", "CC", "NNP", "VBD", "PRP", "VBD", "UH", "."]
THEY, NO = 4, 6


@pytest.mark.parametrize("joint", [True, False])
def test_they_after_a_joint_subject_are_nobody(joint: bool) -> None:
    deps = ["nsubj", "cc", "conj" if joint else "obj", "ROOT", "nsubj", "ROOT", "ccomp", "punct"]
    heads = [3, 2, 0 if joint else 3, 3, 5, 5, 5, 5]
    starts = [i in (0, THEY) for i in range(len(WORDS))]
    tokens = read_tokens(Doc(VOCAB, WORDS, tags=TAGS, heads=heads, deps=deps, sent_starts=starts))
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    entities = [Entity(f"E{i}", WORDS[i], "ORG", (Mention(WORDS[i], *spans[i], 1.0),)) for i in (0, 2)]
    part, speaker = TextSpan("no", *spans[NO]), Speaker("They", *spans[THEY])
    quote = Quote("Q1", "no", *spans[NO], (part,), "indirect", speaker=speaker)
    choice = walk(Sources(tokens, entities, (quote,))).choices[THEY]
    assert (choice.why == "several are one to nobody") is joint
