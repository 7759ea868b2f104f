from __future__ import annotations

import pytest
import spacy

from newsparse.quotes.build_quote import read_cue
from newsparse.quotes.lexicon import cues, inflect
from newsparse.text.tokens import read_tokens

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("cue", "lemma", "act", "negated"),
    [
        ("said", "say", "statement", False),
        ("did not say", "say", "statement", True),
        ("denied", "deny", "statement", False),
        ("has repeatedly called for", "call for", "statement", False),
        ("went on to say", "say", "statement", False),
        ("was quoted as saying", "say", "statement", False),
        ("said in a statement", "say", "statement", False),
        ("According to", "according to", "statement", False),
        ("believes", "believe", "belief", False),
        ("never wanted", "want", "intention", True),
        ("vowed", "vow", "statement", False),
        ("made clear", "make clear", "statement", False),
        (":", "say", "statement", False),
    ],
)
def test_reading_of_cues(cue: str, lemma: str, act: str, negated: bool) -> None:
    words = read_tokens(NLP(cue))
    reading = read_cue(words, range(len(words)), cues())
    assert (reading.lemma, reading.act, reading.negated) == (lemma, act, negated)


@pytest.mark.parametrize(
    ("verb", "irregular", "forms"),
    [
        ("deny", "", {"deny", "denies", "denied", "denying"}),
        ("agree", "", {"agree", "agrees", "agreed", "agreeing"}),
        ("tell", "told", {"tell", "tells", "told", "telling"}),
        ("quip", "quipped quipping", {"quip", "quips", "quipped", "quipping"}),
        ("stress", "", {"stress", "stresses", "stressed", "stressing"}),
    ],
)
def test_inflection(verb: str, irregular: str, forms: set[str]) -> None:
    assert inflect(verb, irregular) == forms


def test_the_lexicon_knows_each_verb_by_one_lemma() -> None:
    lexicon = cues()
    assert lexicon.lemma["said"] == "say"
    assert {"says", "told", "denies", "wrote", "tweeted"} <= set(lexicon.lemma)
    assert not set(lexicon.manner) & set(lexicon.act)
