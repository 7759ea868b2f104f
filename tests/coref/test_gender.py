"""What the text tells of the gender of its people, on Docs made by hand, without tags and parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import spacy

from newsparse import keys
from newsparse.coref.component import SpeakerResolver
from newsparse.coref.gender import decide
from newsparse.entities.component import EntityMerger
from newsparse.names.lexicon import titles
from newsparse.names.nouns import told_gender
from newsparse.types import GenderEvidence

if TYPE_CHECKING:
    from newsparse.types import Entity, EvidenceKind, Gender

NLP = spacy.blank("en")


def people(text: str, *, from_names: bool = False) -> list[Entity]:
    """The people of a text in which names are marked "[Ama Boateng]", with their gender."""
    plain = re.sub(r"[\[\]]", "", text)
    doc = NLP(plain)
    spans, gone = [], 0
    for match in re.finditer(r"\[([^\]]+)\]", text):
        start = match.start() - gone
        spans.append(doc.char_span(start, start + len(match[1]), label="PERSON", alignment_mode="expand"))
        gone += 2
    doc.set_ents([span for span in spans if span is not None])
    doc.user_data[keys.READING] = keys.Reading(((0, len(plain)),), gender_from_names=from_names)
    SpeakerResolver()(EntityMerger()(doc))
    return list(keys.get(doc, keys.ENTITIES))


def told(text: str) -> list[tuple[Gender | None, list[tuple[EvidenceKind, str]]]]:
    found = people(text)
    plain = re.sub(r"[\[\]]", "", text)
    for person in found:
        assert all(plain[each.start : each.end] == each.text for each in person.gender_evidence)
    return [(person.gender, [(each.kind, each.text) for each in person.gender_evidence]) for person in found]


@pytest.mark.parametrize(
    ("text", "gender", "evidence"),
    [
        ("Mrs [Okafor] sat down.", "female", [("title", "Mrs")]),
        ("Mr. [Vrba] sat down.", "male", [("title", "Mr.")]),
        ("The late Sir [Alan Reid] built it.", "male", [("title", "Sir")]),
        ("Lady [Sefton] opened the fair.", "female", [("title", "Lady")]),
        ("A prize went to the actress [Linh Tran].", "female", [("noun", "actress")]),
        ("[Ravi Menon], a spokesman, sat down.", "male", [("noun", "spokesman")]),
        ("[Ama Boateng], 41, a mother of three, sat down.", "female", [("noun", "mother")]),
        ("He thanked his mother, [Ama Boateng], on Sunday.", "female", [("noun", "mother")]),
        ("[Jun Sato] is the first man to do so.", "male", [("noun", "man")]),
        ("[Ines Prado] sat down. She was tired.", "female", [("pronoun", "She")]),
        ("His mother-in-law, [Ama Boateng], sang.", "female", [("noun", "mother-in-law")]),
        ("The non-binary singer [Rowan Teague] sang.", "nonbinary", [("noun", "non-binary")]),
        ("[Rowan Teague], who is non-binary, sang.", "nonbinary", [("noun", "non-binary")]),
        ("[Rowan Teague], who uses they/them pronouns, sang.", "nonbinary", [("pronoun", "uses they/them pronouns")]),
    ],
)
def test_the_text_tells(text: str, gender: Gender | None, evidence: list[tuple[str, str]]) -> None:
    assert told(text)[0] == (gender, evidence)


@pytest.mark.parametrize(
    "text",
    [
        "[Ama Boateng] sat down.",  # a name is no evidence
        "Bishop [Ndlovu] sat down.",  # said of women and men
        "Lord Mayor [Ndlovu] sat down.",
        "The chairman [Sato] sat down.",
        "[Ama Boateng]'s mother sat down.",
        "He told his wife, [Prado] and two friends.",
        "[Ines Prado] is not a spokesman.",
        "[Ines Prado] is like a mother to us.",
        "The mr [Vrba] sat down.",
        "[Okafor] sold it to the man of the year.",
    ],
)
def test_nothing_is_told(text: str) -> None:
    assert told(text)[-1] == (None, [])


def test_of_the_person_alone() -> None:
    assert [gender for gender, _ in told("Mr [Vrba] met Mrs [Okafor] and [Jun Sato].")] == ["male", "female", None]


def test_contradictions_tell_nothing_and_are_shown() -> None:
    gender, evidence = told("Mr [Robin Hale] sat down. The actress [Robin Hale] sang.")[0]
    assert gender is None
    assert evidence == [("title", "Mr"), ("noun", "actress")]


def test_given_names_only_where_asked_for_and_last() -> None:
    text = "[Elizabeth Moreau] sat down."
    assert people(text)[0].gender is None
    (person,) = people(text, from_names=True)
    assert person.gender == "female"
    assert person.gender_evidence == (GenderEvidence("Elizabeth", 0, 9, "name", "female"),)
    assert people("[Moreau] sat down.", from_names=True)[0].gender is None
    (named,) = people("Mr [Elizabeth Moreau] sat down.", from_names=True)
    assert [each.kind for each in named.gender_evidence] == ["title"]


def test_few_of_a_kind_are_shown() -> None:
    text = "[Ines Prado] sat down. " + "Mrs [Prado] sang. " * 9
    assert len(people(text)[0].gender_evidence) == 3


def evidence(*given: tuple[EvidenceKind, Gender]) -> list[GenderEvidence]:
    return [GenderEvidence("x", i, i + 1, kind, gender) for i, (kind, gender) in enumerate(given)]


def test_decide() -> None:
    he: tuple[EvidenceKind, Gender] = ("pronoun", "male")
    she: tuple[EvidenceKind, Gender] = ("pronoun", "female")
    assert decide([]) is None
    assert decide(evidence(he, she)) is None
    assert decide(evidence(*[he] * 5, she)) == "male"
    assert decide(evidence(("title", "female"), he)) == "female"
    assert decide(evidence(("noun", "female"), ("noun", "male"))) is None
    assert decide(evidence(("noun", "nonbinary"), *[she] * 4)) == "nonbinary"


def test_the_lists_are_sorted_and_tell_one_gender() -> None:
    words = ("actress", "widower", "actor", "chairman", "freshman", "sheikh")
    assert [told_gender(word) for word in words] == ["f", "m", "", "", "", ""]
    assert set(titles().values()) == {"m", "f", ""}
    assert [titles()[word] for word in ("bishop", "cardinal", "chairman", "sir", "dame")] == ["", "", "", "m", "f"]
