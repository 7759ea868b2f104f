"""Whether a noun may call somebody at all."""

from __future__ import annotations

import pytest

from newsparse.coref.calling import is_called, is_called_otherwise
from newsparse.coref.mentions import phrase_at
from newsparse.coref.referents import PERSON, Referent, referents
from newsparse.types import Entity, Mention
from tests.text.parsed import parsed, tagged


@pytest.mark.parametrize(("noun", "called"), [("judge", True), ("lawyer", False), ("tailor", False)])
def test_what_the_text_calls_somebody(noun: str, called: bool) -> None:
    judge = Referent(PERSON, Entity("E1", "Silva", "PERSON", ()), nouns=frozenset({"judge"}))
    assert is_called(noun, judge) is called


@pytest.mark.parametrize(
    ("told", "noun", "meant"),
    [
        ("Silva NNP 1 nsubj:pass\njailed VBN 1 ROOT", "judge", False),
        ("Silva NNP 1 nsubj:pass\njailed VBN 1 ROOT", "tailor", True),
        ("Silva NNP 1 nsubj\njailed VBD 1 ROOT", "judge", True),
        ("Silva NNP 1 nsubj\ndied VBD 1 ROOT", "coroner", False),
        ("Silva NNP 0 ROOT\njailed VBN 0 acl", "judge", False),
    ],
)
def test_what_was_done_to_somebody_tells_who_it_is_not(told: str, noun: str, meant: bool) -> None:
    tokens = parsed(f"{told}\nThe DT 3 det\n{noun} NN 4 nsubj\nleft VBD 4 ROOT")
    tokens.lemmas[1] = {"jailed": "jail", "died": "die"}[tokens.words[1]]
    entity = Entity("E1", "Silva", "PERSON", (Mention("Silva", 0, 5, 1.0),))
    (name,) = referents(tokens, [entity])
    phrase = phrase_at(tokens, 3, ())
    assert phrase is not None
    assert is_called_otherwise(phrase, name.referent) is not meant


@pytest.mark.parametrize(("noun", "meant"), [("accused", True), ("suspect", False), ("victim", False)])
def test_a_judge_who_was_charged_is_the_accused(noun: str, meant: bool) -> None:
    silva = Entity("E1", "Silva", "PERSON", ())
    judge = Referent(PERSON, silva, nouns=frozenset({"judge"}), fates=frozenset({"accused"}))
    phrase = phrase_at(tagged(f"The/DT {noun}/NN left/VBD ./."), 1, ())
    assert phrase is not None
    assert is_called_otherwise(phrase, judge) is not meant
