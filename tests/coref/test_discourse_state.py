"""Who is in focus: the last mention of each, and the nameless among them."""

from __future__ import annotations

import spacy

from newsparse.coref.discourse_state import NEVER, Focus
from newsparse.coref.mentions import name_at, phrase_at
from newsparse.coref.referents import PERSON, Referent
from newsparse.text.tokens import read_tokens

TOKENS = read_tokens(spacy.blank("en")("Ana Ruiz met the judge. A judge wept."))
JUDGE, WEEPING = 4, 7


def focus() -> Focus:
    return Focus(TOKENS, {}, frozenset(), {})


def test_the_last_mentioned_comes_first() -> None:
    made, ana, bo = focus(), Referent(PERSON), Referent(PERSON)
    made.see(ana, name_at(TOKENS, 0, 2, ana))
    made.see(bo, name_at(TOKENS, 4, 5, bo))
    made.see(ana, name_at(TOKENS, 7, 8, ana))
    assert made.recent() == [ana, bo]
    assert (made.of(ana).count, made.of(ana).sentence, made.of(bo).count) == (2, 1, 1)
    assert made.of(Referent(PERSON)) is NEVER


def test_what_is_spoken_leaves_the_last_mention_outside() -> None:
    made, ana = Focus(TOKENS, {7: None}, frozenset(), {}), Referent(PERSON)
    made.see(ana, name_at(TOKENS, 0, 2, ana))
    made.see(ana, name_at(TOKENS, 7, 8, ana))
    seen = made.of(ana)
    assert seen.quoted
    assert seen.outside is not None
    assert seen.outside[0] == 0


def test_an_article_brings_in_somebody_new() -> None:
    made = focus()
    the, a = (phrase_at(TOKENS, i, ()) for i in (JUDGE, WEEPING))
    assert the is not None
    assert a is not None
    first = made.without_name(the)
    assert made.without_name(the) is first
    assert made.without_name(a) is not first
