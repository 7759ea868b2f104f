"""Names taken apart and compared; the lexicons behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.names import (
    fold,
    initials,
    is_person_noun,
    kind_of_organisation,
    one_line,
    parse_person,
    same_person,
    strip_possessive,
)
from newsparse.names.nouns import gender_of_noun, singular
from newsparse.names.person import misspelt
from newsparse.tables import check_sorted


@pytest.mark.parametrize(
    ("text", "words", "family", "titles"),
    [
        ("Sgt. Paula Greer's", ("paula", "greer"), "greer", ("sgt",)),
        ("Ahmed al-Sharaa", ("ahmed", "sharaa"), "sharaa", ()),
        ("Beatrix von der Aue", ("beatrix", "aue"), "aue", ()),
        ("von der Aue", ("aue",), "aue", ()),
        ("Kim Dong-yeon", ("kim", "dong-yeon"), "kim", ()),
        ("Xi Jinping", ("xi", "jinping"), "xi", ()),
        ("Sarah Kim", ("sarah", "kim"), "kim", ()),
        ("Ben Okri", ("ben", "okri"), "okri", ()),
        ("Dr. J. P. Nakamura", ("j", "p", "nakamura"), "nakamura", ("dr",)),
        ("Suparno", ("suparno",), "", ()),
    ],
)
def test_parse_person(text: str, words: tuple[str, ...], family: str, titles: tuple[str, ...]) -> None:
    name = parse_person(text)
    assert (name.words, name.family, name.titles) == (words, family, titles)


def test_parse_keeps_suffix_and_nickname_apart() -> None:
    assert parse_person("Amos Tully Jr.").suffix == "jr"
    assert parse_person("Amos Tully Jr.").shown == "Amos Tully Jr."
    assert parse_person("Joachim “Jocke” Wallin").nickname == "Jocke"
    assert parse_person("Joachim “Jocke” Wallin").plain == "Joachim Wallin"


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mrs. Lindqvist", "f"),
        ("Anders Lindqvist", "m"),
        ("Lindqvist", ""),
        ("Sir Giles", "m"),
        ("Bishop Ingrid Holm", "f"),
        ("Chairman Tavo", ""),
        ("Cardinal Tavo", ""),
    ],
)
def test_gender(text: str, gender: str) -> None:
    assert parse_person(text).gender == gender


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald J. Trump"),
        ("Gabriel García Márquez", "García Márquez"),
        ("Joe Biden", "Joseph Biden"),
        ("J. Nakamura", "Junko Nakamura"),
        ("Inés Beltrán Quiroga", "Beltran Quiroga"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Ichiyo Higuchi", "Higuchi Ichiyo"),
        ("Marine Le Pen", "Le Pen"),
        ("Maya Okonkwo", "Maya Okonkwo-Reyes"),
    ],
)
def test_same_person(one: str, other: str) -> None:
    assert same_person(parse_person(one), parse_person(other))
    assert same_person(parse_person(other), parse_person(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gary Smith", "Mary Smith"),
        ("Maya Okonkwo-Reyes", "Tobias Okonkwo"),
        ("Amos Tully Jr.", "Amos Tully Sr."),
        ("George W. Bush", "George H. W. Bush"),
        ("Bo W.H. Lund", "Bo W. Lund"),
        ("Daniel Ortiz", "Daniela Ortiz"),
        ("John Smith", "John Smart"),
        ("Hester Lindqvist", "Anders Lindqvist"),
    ],
)
def test_other_person(one: str, other: str) -> None:
    assert not same_person(parse_person(one), parse_person(other))


@pytest.mark.parametrize(
    ("one", "other", "alike"), [("iran", "iraq", False), ("gary", "mary", False), ("boateng", "boatang", True)]
)
def test_misspelt(one: str, other: str, alike: bool) -> None:
    assert misspelt(one, other) is alike


def test_words() -> None:
    assert fold("García’s  Ωmega") == "garcia's ωmega"
    assert strip_possessive("Syria’s") == "Syria"
    assert initials("Bank of Ghana") == ("bg", "bog")
    assert singular("ministries") == "ministry"
    assert is_person_noun("economist")
    assert not is_person_noun("list")
    assert gender_of_noun("spokeswoman") == "f"
    assert "courier" in kind_of_organisation("newspaper")


def test_lexicon_check() -> None:
    with pytest.raises(ValueError, match="sorted"):
        check_sorted("x", ["b", "a"])
    with pytest.raises(ValueError, match="lower"):
        check_sorted("x", ["A"])


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_parsed_and_compared_the_same_both_ways(one: str, other: str) -> None:
    a, b = parse_person(one), parse_person(other)
    assert bool(same_person(a, b)) == bool(same_person(b, a))
    assert fold(fold(one)) == fold(one)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anahera  Tu-\nhoe", "Anahera Tuhoe"),
        ("Anne-\r\nMarie Oduya", "Anne-Marie Oduya"),
        ("Samuel\n  Okafor", "Samuel Okafor"),
        ("Jean-Luc Picot", "Jean-Luc Picot"),
    ],
)
def test_ends_of_lines_are_no_part_of_a_name(text: str, shown: str) -> None:
    assert one_line(text) == shown
    assert parse_person(text).words == parse_person(shown).words
