from __future__ import annotations

from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from benchmarks.facets.ud import Node, Parsed, align, parsed, tally

if TYPE_CHECKING:
    from benchmarks.measures import Counts


def node(start: int, end: int, head: int, label: str = "dep", upos: str = "NOUN") -> Node:
    return Node(start, end, upos, "NN", "x", head, label)


def counts(wanted: Parsed, found: Parsed) -> dict[str, Counts]:
    result: dict[str, Counts] = {}
    tally(result, wanted, found)
    return result


WANTED = Parsed((node(0, 3, 1, "nsubj"), node(4, 8, -1, "root"), node(8, 9, 1, "punct")), frozenset({(0, 9)}))


def test_the_same_parse_is_right_in_all():
    assert {name: c.f1 for name, c in counts(WANTED, WANTED).items()} == dict.fromkeys(
        ("tokens", "upos", "xpos", "lemma", "uas", "las", "las_with_subtypes", "sentences"), 1.0
    )


def test_las_compares_the_universal_part_of_the_label():
    found = Parsed((node(0, 3, 1, "nsubj:pass"), *WANTED.words[1:]), WANTED.sentences)
    result = counts(WANTED, found)
    assert (result["las"].f1, result["las_with_subtypes"].f1, result["uas"].f1) == (1.0, 2 / 3, 1.0)


def test_words_that_are_cut_differently_are_wrong_and_so_are_heads_on_them():
    found = Parsed((node(0, 3, 1, "nsubj"), node(4, 9, -1, "root")), frozenset({(0, 9)}))
    result = counts(WANTED, found)
    assert (result["tokens"].precision, result["tokens"].recall) == (1 / 2, 1 / 3)
    assert (result["uas"].f1, result["sentences"].f1) == (0.0, 1.0)


def test_a_root_is_right_only_where_the_gold_has_one():
    found = Parsed((node(0, 3, -1, "root"), node(4, 8, -1, "root"), WANTED.words[2]), frozenset({(0, 3), (4, 9)}))
    result = counts(WANTED, found)
    assert (result["uas"].f1, result["sentences"].f1) == (2 / 3, 0.0)


def test_tokens_of_white_space_are_left_out():
    words = ["Rain", "\n\n", "Snow", "fell"]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        spaces=[False, False, True, False],
        heads=[0, 0, 3, 3],
        deps=["root", "dep", "nsubj", "ROOT"],
        pos=["NOUN", "SPACE", "NOUN", "VERB"],
        sent_starts=[True, False, True, False],
    )
    found = parsed(doc)
    assert [(n.start, n.end, n.head, n.label) for n in found.words] == [
        (0, 4, -1, "root"),
        (6, 10, 2, "nsubj"),
        (11, 15, -1, "root"),
    ]
    assert found.sentences == {(0, 4), (6, 15)}
    assert [each.same_head for each in align(found, found)] == [True, True, True]
