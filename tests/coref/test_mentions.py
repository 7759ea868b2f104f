"""Mentions: where noun phrases begin, what narrows them, what their nouns are for; names and pronouns among them."""

from __future__ import annotations

import pytest
import spacy

from newsparse.coref.mentions import (
    Form,
    Name,
    Noun,
    NounPhrase,
    is_plural,
    name_at,
    noun_kind,
    phrase_at,
    read_mentions,
)
from newsparse.coref.referents import PERSON, Referent
from newsparse.text.tokens import read_tokens
from tests.text.parsed import tagged

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "noun", "kind", "modifiers"),
    [
        ("The Kenyan judge left.", "judge", Noun.PERSON, {"kenyan"}),
        ("Her sister left.", "sister", Noun.KIN, set()),
        ("The ministry left.", "ministry", Noun.BODY, set()),
        ("The 34-year-old left.", "34-year-old", Noun.AGE, set()),
        ("The mayor of Cali left.", "mayor", Noun.PERSON, set()),
        ("The man left.", "man", Noun.PLAIN, set()),
        ("A senior figure left.", "figure", Noun.PERSON, {"senior"}),
    ],
)
def test_phrases(text: str, noun: str, kind: int, modifiers: set[str]) -> None:
    tokens = read_tokens(NLP(text))
    phrase = phrase_at(tokens, max(i for i, word in enumerate(tokens.words) if noun.endswith(word)), ())
    assert phrase is not None
    assert (phrase.noun, phrase.kind, phrase.modifiers) == (noun, kind, modifiers)
    assert phrase.first == 0


def test_a_noun_before_a_name_heads_nothing() -> None:
    tokens = read_tokens(NLP("The minister Ana Ruiz left."))
    assert phrase_at(tokens, 1, {2, 3}) is None
    assert phrase_at(tokens, 1, ()) is not None


def test_the_table_of_a_text() -> None:
    tokens = read_tokens(NLP("Ana Ruiz left. The judge met her. Her report says that it rains."))
    ana = Referent(PERSON)
    found = read_mentions(tokens, dict.fromkeys(range(2), name_at(tokens, 0, 2, ana)), {})
    assert [(each.form, tokens.cut(each.first, each.stop)) for each in found] == [
        (Form.NAME, "Ana Ruiz"),
        (Form.PHRASE, "The judge"),
        (Form.PRONOUN, "her"),
        (Form.PRONOUN, "Her"),
        (Form.PHRASE, "Her report"),
    ]
    assert isinstance(found[0], Name)
    assert found[0].referent is ana
    assert found[2].gender == "f"


def test_a_source_may_be_any_noun_or_it() -> None:
    tokens = read_tokens(NLP("Its report says it rains."))
    found = read_mentions(tokens, {}, {1: True, 3: False})
    assert [each.form for each in found] == [Form.PHRASE, Form.NEUTER]
    (phrase, _) = found
    assert isinstance(phrase, NounPhrase)
    assert (phrase.noun, phrase.kind, phrase.opening) == ("report", Noun.DOCUMENT, "its")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The/DT finder/NN ,/, who/WP is/VBZ 14/CD", Noun.PERSON),
        ("The/DT finder/NN who/WP spoke/VBD", Noun.PERSON),
        ("The/DT finder/NN ,/, which/WDT spoke/VBD", Noun.OTHER),
    ],
)
def test_who_makes_a_person_of_a_source(text: str, kind: int) -> None:
    phrase = phrase_at(tagged(text), 1, (), source=True)
    assert phrase is not None
    assert (phrase.noun, phrase.kind) == ("finder", kind)


@pytest.mark.parametrize(
    ("text", "owner"), [("Her lawyer left.", 0), ("Ruiz's lawyer left.", 0), ("A lawyer left.", -1)]
)
def test_whose_a_phrase_is(text: str, owner: int) -> None:
    tokens = read_tokens(NLP(text))
    phrase = phrase_at(tokens, tokens.words.index("lawyer"), ())
    assert phrase is not None
    assert phrase.owner == owner


@pytest.mark.parametrize("noun", ["band", "coastguard", "constabulary", "consortium", "delegation", "treasury"])
def test_a_body_is_no_person(noun: str) -> None:
    assert noun_kind(noun) == Noun.BODY


@pytest.mark.parametrize(
    ("word", "noun", "plural"),
    [("Ugandan", "ugandan", False), ("Ugandans", "ugandan", True), ("nurses", "nurse", True)],
)
def test_one_of_a_people_is_no_plural_whatever_its_tag(word: str, noun: str, plural: bool) -> None:
    tokens = tagged(f"the/DT {word}/NNPS laughed/VBD")
    assert is_plural(tokens, 1, noun) is plural
