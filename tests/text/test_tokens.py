"""The view of a Doc: columns, look-ups by character, and how it is shared."""

from __future__ import annotations

import gc
import pickle
import threading
import weakref
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from newsparse import keys
from newsparse.text.relations import Rel, rel_of
from newsparse.text.tokens import entity_labels, read_tokens

from .parsed import NLP, parsed_doc, plain, tagged

SAID = """
    Hana  NNP 1 nsubj
    said  VBD 1 ROOT
    rain  NN  3 nsubj
    fell  VBD 1 ccomp
    .     .   1 punct
"""


def test_columns_leave_white_space_out_and_keep_offsets() -> None:
    tokens = plain("Ngozi’s  boat\n\nsank .")
    assert tokens.words == ["Ngozi", "’s", "boat", "sank", "."]
    assert tokens.lower == ["ngozi", "'s", "boat", "sank", "."]
    assert [tokens.text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert tokens.paragraphs == tokens.sentences == [0, 0, 0, 1, 1]


def test_names_that_are_spelled_like_pronouns_keep_their_capitals() -> None:
    tokens = tagged("The/DT WHO/NNP and/CC WHO/WP staff/NN asked/VBD WHO/WP left/VBD US/PRP")
    assert [word for word in tokens.lower if word.isupper()] == ["WHO", "WHO"]


def test_a_text_without_annotation_has_tokens_that_are_their_own_heads() -> None:
    tokens = plain("Rain fell.")
    assert (tokens.parsed, tokens.tagged) == (False, False)
    assert tokens.heads == [0, 1, 2]
    assert tokens.tags == tokens.lemmas == tokens.deps == ["", "", ""]
    assert set(tokens.rels) == {Rel.OTHER}


def test_heads_count_tokens_without_white_space() -> None:
    doc = Doc(
        NLP.vocab,
        words=["Hana", "\n", "left", "."],
        heads=[2, 0, 2, 2],
        deps=["nsubj", "dep", "ROOT", "punct"],
    )
    tokens = read_tokens(doc)
    assert tokens.words == ["Hana", "left", "."]
    assert tokens.heads == [1, 1, 1]
    assert tokens.rels == [Rel.SUBJ, Rel.ROOT, Rel.PUNCT]


def test_a_sentence_that_begins_with_white_space_is_one() -> None:
    doc = Doc(NLP.vocab, words=["Rain", "fell", " ", "Snow", "fell"], sent_starts=[True, False, True, False, False])
    assert read_tokens(doc).sentences == [0, 0, 1, 1]


def test_sentences_without_a_parse_end_at_a_full_stop_before_a_capital() -> None:
    assert plain("“Rain fell.” Snow came at 3 p.m. today").sentence_bounds == [(0, 5), (5, 11)]


def test_look_ups_by_character() -> None:
    tokens = plain("Rain fell on Oslo")
    assert tokens.at(0) == 0
    assert tokens.at(4) == 1
    assert list(tokens.between(1, 12)) == [1, 2]
    assert tokens.span(1, 11) == (0, 3)
    assert tokens.text[slice(*tokens.chars(1, 2))] == tokens.cut(1, 3) == "fell on"
    assert not tokens.cut(2, 2)


def test_depth_of_quotation() -> None:
    tokens = plain("“She said ‘come’ to me,” Ola added.")
    depths = dict(zip(tokens.words, tokens.depths, strict=True))
    assert [depths[word] for word in ("She", "come", "to", "”", "Ola")] == [1, 2, 1, 1, 0]


def test_a_word_with_its_hyphens() -> None:
    tokens = plain("The Start-Up left - early")
    assert tokens.words[tokens.word_start(tokens.words.index("Up"))] == "Start"
    assert tokens.words[tokens.word_start(tokens.words.index("early"))] == "early"


def test_subtrees() -> None:
    tokens = read_tokens(parsed_doc(SAID))
    assert tokens.children[1] == [0, 3, 4]
    assert sorted(tokens.subtree(3)) == [2, 3]
    assert tokens.edges(1, [0, 4]) == (1, 3)
    assert tokens.child(1, frozenset({Rel.COMP})) == 3
    assert tokens.is_verb(1)
    assert not tokens.is_verb(0)


def test_both_schemes_of_labels_have_the_same_relations() -> None:
    pairs = [
        ("nsubj:pass", "nsubjpass"),
        ("obj", "dobj"),
        ("nmod:poss", "poss"),
        ("acl:relcl", "relcl"),
        ("root", "ROOT"),
    ]
    assert all(rel_of(one) == rel_of(other) != Rel.OTHER for one, other in pairs)
    assert rel_of("obl:tmod") == Rel.OBL
    assert rel_of("") == rel_of("meta") == Rel.OTHER


def test_one_view_is_shared_until_the_doc_changes() -> None:
    doc = parsed_doc(SAID)
    tokens = read_tokens(doc)
    assert read_tokens(doc) is tokens
    doc.set_ents([doc[0:1]])
    assert read_tokens(doc) is tokens
    doc[2].tag_ = "NNS"
    assert read_tokens(doc).tags[2] == "NNS"
    doc[2].lemma_ = "rain"
    assert read_tokens(doc).lemmas[2] == "rain"
    doc[2].dep_ = "nsubj:pass"
    assert read_tokens(doc).rels[2] == Rel.PASS_SUBJ
    doc.user_data[keys.READING] = keys.Reading(kept=((0, 4),), kinds=("headline",))
    assert read_tokens(doc).layout.paragraphs[0].kind == "headline"
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert read_tokens(doc).words[0] == "Hana said"


def test_equal_docs_have_views_of_their_own_and_go_with_them() -> None:
    doc = parsed_doc(SAID)
    tokens = read_tokens(doc)
    assert read_tokens(parsed_doc(SAID)) is not tokens
    again = weakref.ref(read_tokens(doc))
    del doc, tokens
    gc.collect()
    assert again() is None


def test_nothing_is_left_on_the_doc() -> None:
    doc = parsed_doc(SAID)
    before = pickle.dumps(doc)
    read_tokens(doc)
    assert pickle.dumps(doc) == before


def test_threads_do_not_share_views() -> None:
    doc = parsed_doc(SAID)
    mine, found = read_tokens(doc), []
    thread = threading.Thread(target=lambda: found.append(read_tokens(doc)))
    thread.start()
    thread.join()
    assert found[0] == mine
    assert found[0] is not mine


def test_entity_labels_are_those_of_now() -> None:
    doc = NLP("Hana Sato met  Bo")
    assert entity_labels(doc)[0] == [""] * 4
    doc.set_ents([doc.char_span(0, 9, label="PERSON")])
    assert entity_labels(doc) == (["PERSON", "PERSON", "", ""], [True, False, True, True])
    assert entity_labels(NLP("")) == ([], [])


@given(st.text(alphabet='aB .!\n\r\u2028“”’"\u00a0\ufffd', max_size=60))
def test_any_text_has_exact_columns(text: str) -> None:
    tokens = plain(text)
    assert tokens.text == text
    assert [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert tokens.sentences == sorted(tokens.sentences)
    assert all(b - a in (0, 1) for a, b in pairwise(tokens.sentences))
    assert len(tokens.depths) == len(tokens)
