"""What speaks, for whom, and why it is not named, on Docs made by hand."""

from __future__ import annotations

import re

import pytest
import spacy

from newsparse import keys
from newsparse.coref.component import SpeakerResolver
from newsparse.entities.component import EntityMerger
from newsparse.types import Quote, Speaker, TextSpan

NLP = spacy.blank("en")


def speaker(text: str) -> Speaker:
    """The speaker of the one “quote” of a text with names "[Oslo|GPE]" and its source in <>."""
    pieces: list[str] = []
    names: list[tuple[int, int, str]] = []
    source = [0, 0]
    for piece in re.split(r"(<|>|\[[^\]]+\])", text):
        at = len("".join(pieces))
        if piece in ("<", ">"):
            source[piece == ">"] = at
        elif piece.startswith("["):
            name, label = piece[1:-1].split("|")
            pieces.append(name)
            names.append((at, at + len(name), label))
        else:
            pieces.append(piece)
    plain = "".join(pieces)
    doc = NLP(plain)
    spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in names]
    doc.set_ents([span for span in spans if span is not None])
    match = re.search("“([^”]*)”", plain)
    assert match is not None
    part = TextSpan(match[1], match.start(1), match.end(1))
    who = Speaker(plain[source[0] : source[1]], *source)
    doc.user_data[keys.QUOTES] = (Quote("Q1", part.text, part.start, part.end, (part,), "direct", speaker=who),)
    (quote,) = keys.get(SpeakerResolver()(EntityMerger()(doc)), keys.QUOTES)
    found: Speaker = quote.speaker
    return found


@pytest.mark.parametrize(
    ("source", "kind", "affiliation"),
    [
        ("[Jun Sato|PERSON]", "person", None),
        ("the [Karlin Water Board|ORG]", "organization", None),
        ("[Norway|GPE]", "organization", None),
        ("the ministry", "organization", None),
        ("police", "organization", None),
        ("the Bolivian", "unnamed person", None),
        ("the label's lawyer", "unnamed person", "the label"),
        ("a report by [Unesco|ORG]", "document", "Unesco"),
        ("the ruling", "document", None),
        ("new figures", "document", None),
        ("a senior figure", "unnamed person", None),
        ("a spokesman for the [Karlin Water Board|ORG]", "unnamed person", "Karlin Water Board"),
        ("a spokeswoman for the council", "unnamed person", "the council"),
        ("the company's lawyer", "unnamed person", "the company"),
        ("a police officer", "unnamed person", "police"),
        ("a [Peru|GPE] official", "unnamed person", "Peru"),
        ("a resident of [Peru|GPE]", "unnamed person", None),
        ("a source", "unnamed person", None),
        ("someone", "unnamed person", None),
        ("two diplomats", "unnamed group", None),
        ("[Treasury|ORG] officials", "unnamed group", "Treasury"),
        ("residents", "unnamed group", None),
        ("many", "unnamed group", None),
        ("companies", "unnamed group", None),
        ("they", None, None),
        ("the wind", None, None),
    ],
)
def test_kinds(source: str, kind: str | None, affiliation: str | None) -> None:
    found = speaker(f"“Yes,” said <{source}>.")
    assert (found.kind, found.affiliation) == (kind, affiliation)


def test_the_name_that_a_noun_stands_for() -> None:
    text = "The [Karlin Water Board|ORG] met. “Yes,” said <a spokesman for the board>."
    assert speaker(text).affiliation == "Karlin Water Board"


def test_the_roles_of_somebody_named() -> None:
    text = "[Ana Ruiz|PERSON], chief executive of [Brandt GmbH|ORG], sat down. “Yes,” said <[Ruiz|PERSON]>."
    assert speaker(text).affiliation == "Brandt GmbH"
    text = "[Ana Ruiz|PERSON], former chief executive of [Brandt GmbH|ORG], sat down. “Yes,” said <[Ruiz|PERSON]>."
    assert speaker(text).affiliation is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "“No,” said <an envoy>, who spoke on condition of anonymity because the talks go on.",
            "who spoke on condition of anonymity because the talks go on",
        ),
        ("<An aide>, speaking anonymously, said: “No.”", "speaking anonymously"),
        ("“No,” said <a nurse> who asked not to be named.", "who asked not to be named"),
        ("“No,” said <a nurse> who declined to be identified, adding nothing.", "who declined to be identified"),
        (
            "“No,” said <an officer>. The officer was not authorised to speak to the press.",
            "was not authorised to speak to the press",
        ),
        ("“No,” said <an officer>, who spoke to the court.", None),
        ("“No,” said <an officer>. Rain fell. He asked not to be named.", None),
        ("“No,” said <[Ana Ruiz|PERSON]>, who asked not to be named a hero.", None),
    ],
)
def test_anonymity(text: str, words: str | None) -> None:
    found = speaker(text).anonymity
    assert (found.text if found else None) == words
    plain = re.sub(r"[<>]", "", text)
    assert found is None or plain[found.start : found.end] == words
