"""The walks over a parse, in both label schemes, and what they say where there is none."""

from __future__ import annotations

import pytest

from newsparse.text import grammar, words

from .parsed import parsed, plain, tagged

APPROVED_UD = """
    The      DT  1 det
    plan     NN  3 nsubj:pass
    was      VBD 3 aux:pass
    approved VBN 3 root
    by       IN  6 case
    Mayor    NNP 6 compound
    Okoye    NNP 3 obl:agent
    of       IN  8 case
    Enugu    NNP 6 nmod
    on       IN  10 case
    Friday   NNP 3 obl
    .        .   3 punct
"""
APPROVED_CLEAR = """
    The      DT  1 det
    plan     NN  3 nsubjpass
    was      VBD 3 auxpass
    approved VBN 3 ROOT
    by       IN  3 agent
    Mayor    NNP 6 compound
    Okoye    NNP 4 pobj
    of       IN  6 prep
    Enugu    NNP 7 pobj
    on       IN  3 prep
    Friday   NNP 9 pobj
    .        .   3 punct
"""
LEFT_UD = """
    Mei    NNP 3 nsubj
    Lin    NNP 0 flat
    's     POS 0 case
    left   VBD 3 root
    Oslo   NNP 3 obj
    and    CC  6 cc
    said   VBD 3 conj
    so     RB  6 advmod
"""
LEFT_CLEAR = LEFT_UD.replace("obj", "dobj").replace("flat", "compound").replace("root", "ROOT")
CLAIM_UD = """
    Mei     NNP 1 compound
    Lin     NNP 3 nmod:poss
    's      POS 1 case
    claim   NN  6 nsubj
    was     VBD 6 cop
    a       DT  6 det
    lie     NN  6 root
    ,       ,   8 punct
    said    VBD 6 parataxis
    Bo      NNP 8 nsubj
    ,       ,   13 punct
    who     WP  13 nsubj
    had     VBD 13 aux
    left    VBN 9 acl:relcl
"""
CLAIM_CLEAR = """
    Mei     NNP 1 compound
    Lin     NNP 3 poss
    's      POS 1 case
    claim   NN  4 nsubj
    was     VBD 8 ccomp
    a       DT  6 det
    lie     NN  4 attr
    ,       ,   8 punct
    said    VBD 8 ROOT
    Bo      NNP 8 nsubj
    ,       ,   9 punct
    who     WP  13 nsubj
    had     VBD 13 aux
    left    VBN 9 relcl
"""
PAIR = """
    Ana     NNP 4 nsubj
    ,       ,   2 punct
    Bo      NNP 0 conj
    and     CC  2 cc
    met     VBD 4 root
    Ola     NNP 4 obj
    at      IN  8 case
    her     PRP$ 8 nmod:poss
    house   NN  4 obl
    of      IN  10 case
    cards   NNS 8 nmod
"""


@pytest.mark.parametrize("rows", [APPROVED_UD, APPROVED_CLEAR])
def test_passives_have_agents(rows: str) -> None:
    tokens = parsed(rows)
    assert grammar.is_passive(tokens, 3)
    assert (grammar.subject(tokens, 3), grammar.agent(tokens, 3)) == (1, 6)
    assert tokens.cut(*slice_of(grammar.phrase_of_speaker(tokens, 3))) == "Mayor Okoye of Enugu"
    assert list(grammar.governed(tokens, 3)) == [(4, 6), (9, 10)]
    assert grammar.verb_group(tokens, 3) == (2, 3)
    assert grammar.role(tokens, 5, 6)[0] == grammar.Role.OTHER
    assert grammar.role(tokens, 1, 1) == (grammar.Role.SUBJECT, 3)


def slice_of(phrase: grammar.Phrase | None) -> tuple[int, int]:
    assert phrase is not None
    return phrase.first, phrase.stop


def test_by_a_place_or_day_is_no_agent_where_the_parse_tells() -> None:
    tokens = parsed("Done VBN 0 ROOT\nby IN 0 prep\nMay NNP 1 pobj\nby IN 0 agent\nMei NNP 3 pobj")
    assert grammar.agent(tokens, 0) == 4


@pytest.mark.parametrize("rows", [LEFT_UD, LEFT_CLEAR])
def test_subjects_are_shared_by_joined_verbs(rows: str) -> None:
    tokens = parsed(rows)
    assert grammar.subject(tokens, 6) == 0
    assert grammar.subject(tokens, 4) is None
    assert grammar.role(tokens, 1, 1) == (grammar.Role.SUBJECT, 3)
    assert grammar.role(tokens, 4, 4) == (grammar.Role.OBJECT, 3)
    assert grammar.is_main_subject(tokens, 0, 0)


def test_a_participle_hangs_on_the_noun_that_does_it() -> None:
    tokens = parsed("A DT 1 det\nletter NN 3 nsubj\nwarning VBG 1 acl\ncame VBD 3 root")
    assert grammar.subject(tokens, 2) == 1


@pytest.mark.parametrize("rows", [CLAIM_UD, CLAIM_CLEAR])
def test_owners_and_asides(rows: str) -> None:
    tokens = parsed(rows)
    assert grammar.owner(tokens, 3) == 1
    assert grammar.noun_phrase(tokens, 1) == (0, 2)
    assert grammar.without_mark(tokens, grammar.noun_phrase(tokens, 1)) == (0, 1)
    assert grammar.noun_phrase(tokens, 9) == (9, 9)
    assert grammar.role(tokens, 1, 1)[0] == grammar.Role.OWNER
    assert grammar.follows_comma(tokens, 13)


def test_joined_nouns() -> None:
    tokens = parsed(PAIR)
    assert grammar.conjuncts(tokens, 2) == grammar.conjuncts(tokens, 0) == [0, 2]
    assert grammar.conjuncts(tokens, 5) == [5]
    assert grammar.noun_above(tokens, 2) == 0
    assert not grammar.is_main_subject(tokens, 2, 2)
    assert grammar.owner(tokens, 8) == 7
    assert grammar.owner(tokens, 4, ("at",)) == 8
    assert grammar.head_of(tokens, 6, 9) == 8


def test_names_that_describe_a_noun() -> None:
    tokens = parsed("Sonor NNP 1 compound\ninvestors NNS 2 nsubj\nleft VBD 2 root")
    assert grammar.is_modifier(tokens, 0, 1)
    assert not grammar.is_modifier(tokens, 1, 2)


def test_roles_without_a_parse_go_by_order() -> None:
    tokens = tagged("Ana/NNP saw/VBD Bo/NNP 's/POS and/CC Ola/NNP left/VBD Oslo/NNP")
    assert [grammar.role(tokens, i, i) for i in (0, 2, 5, 7)] == [("s", -1), ("p", -1), ("s", -1), ("x", -1)]
    assert grammar.head_of(tokens, 0, 3) == 2
    assert not grammar.is_main_subject(tokens, 0, 0)
    assert grammar.subject(plain("Ana left"), 1) is None


def test_stray_words_and_marks_are_stripped() -> None:
    tokens = plain("“ also the mayor , )")
    assert grammar.stripped(tokens, 0, 5) == (2, 3)
    assert grammar.stripped(tokens, 4, 4).stop == 5


def test_closed_classes_are_in_small_letters_with_straight_apostrophes() -> None:
    for name in words.__all__:
        group = getattr(words, name)
        if isinstance(group, frozenset) and "MARKS" not in name:
            assert all(word == word.lower() and "’" not in word for word in group), name
