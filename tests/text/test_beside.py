"""Titles, ages, appositions and predicates beside a name."""

from __future__ import annotations

import pytest

from newsparse.text import beside

from .parsed import parsed_doc, plain, read_tokens, tagged


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Then Prof. Dr. Amina Diallo spoke", "Amina", ("Prof", ("prof", "dr"))),
        ("The Lord Mayor Amina spoke", "Amina", ("Lord", ("mayor",))),
        ("We miss Amina", "Amina", ("Amina", ())),
        ("She met the president. Amina sat", "Amina", ("Amina", ())),
        ("Amina sat", "Amina", ("Amina", ())),
    ],
)
def test_titles_before_a_name(text: str, name: str, expected: tuple[str, tuple[str, ...]]) -> None:
    tokens = plain(text)
    begin, titles = beside.titles_before(tokens, tokens.words.index(name))
    assert (tokens.words[begin].rstrip("."), titles) == expected


def test_a_full_stop_of_a_title_ends_no_sentence() -> None:
    doc = parsed_doc("We PRP 1 nsubj\nmet VBD 1 root\nSupt NNP 1 obj\n. . 1 punct\nLund NNP 4 root")
    tokens = read_tokens(doc)
    assert tokens.sentences[4] == 1
    assert beside.ends_title(tokens, 3)
    assert beside.titles_before(tokens, 4) == (2, ("supt",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amina, 34, left", 34),
        ("Amina (71) left", 71),
        ("Amina, aged 9, left", 9),
        ("34-year-old Amina left", 34),
        ("the 34-year-old nurse Amina left", 34),
        ("Amina, 2024 winner, left", None),
        ("Amina, 34 metres up, waved", None),
        ("Amina left", None),
    ],
)
def test_ages_beside_a_name(text: str, expected: int | None) -> None:
    tokens = plain(text)
    first = tokens.words.index("Amina")
    assert beside.age_beside(tokens, first, first + 1) == expected


def test_an_age_is_a_noun_as_well() -> None:
    tokens = plain("The 34-year-old left at 9-years-old")
    assert beside.age_at(tokens, tokens.words.index("old")) == (1, 34)
    assert beside.age_at(tokens, 0) is None
    assert beside.age_at(plain("an old"), 1) is None


AFTER = [
    ("Ana/NNP ,/, an/DT envoy/NN to/TO Chad/NNP ,/, said/VBD", "an envoy to Chad"),
    ("Ana/NNP ,/, 34/CD ,/, a/DT nurse/NN ,/, said/VBD", "a nurse"),
    ("Ana/NNP (/-LRB- head/NN of/IN sales/NNS )/-RRB- said/VBD", "head of sales"),
    ("Ana/NNP ,/, the/DT nurse/NN who/WP left/VBD ,/, said/VBD", "the nurse"),
    ("Ana/NNP ,/, a/DT cook/NN and/CC no/DT relation/NN ,/, said/VBD", "a cook"),
    ("Ana/NNP ,/, he/PRP said/VBD ,/, left/VBD", ""),
    ("Ana/NNP ,/, the/DT mayor/NN said/VBD ,/, left/VBD", ""),
    ("Ana/NNP left/VBD", ""),
]


@pytest.mark.parametrize(("text", "expected"), AFTER)
def test_appositions_after_a_name(text: str, expected: str) -> None:
    tokens = tagged(text)
    phrase = beside.apposition_after(tokens, 1)
    assert (tokens.cut(phrase.first, phrase.stop) if phrase else "") == expected


def test_another_name_is_no_apposition_unless_it_owns_one() -> None:
    tokens = tagged("Ana/NNP ,/, Veltor/NNP 's/POS boss/NN ,/, and/CC Bo/NNP ,/, Ola/NNP ,/, left/VBD")
    names = {0, 2, 7, 9}
    assert beside.apposition_after(tokens, 1, names) == (2, 4)
    assert beside.apposition_after(tokens, 8, names) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana is the director of the mill.", "the director of the mill"),
        ("Ana, who is now a nurse, left.", "a nurse"),
        ("Ana was a cook and said so.", "a cook"),
        ("Ana was appointed envoy to Chad on Monday.", "envoy to Chad"),
        ("Ana has been elected as mayor.", "mayor"),
        ("Ana was elected", ""),
        ("Ana is late.", ""),
        ("Ana", ""),
    ],
)
def test_predicates_after_a_name(text: str, expected: str) -> None:
    tokens = plain(text)
    phrase = beside.predicate_after(tokens, 1)
    assert (tokens.cut(phrase.first, phrase.stop) if phrase else "") == expected


def test_the_head_of_a_phrase_stands_before_its_preposition() -> None:
    tokens = plain("the former head of sales")
    phrase = beside.Phrase(0, 4)
    assert beside.head_noun(tokens, phrase) == 2
    assert beside.head_noun(tokens, beside.Phrase(0, 0)) is None
    assert beside.head_noun(tagged("a/DT firm/NN based/VBN in/IN Leeds/NNP"), beside.Phrase(0, 5)) == 1
