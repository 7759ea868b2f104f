"""Labels that the text corrects, and mentions trimmed to the name, on Docs made by hand."""

from __future__ import annotations

import re

import pytest
import spacy

from newsparse import keys
from newsparse.entities.component import EntityMerger

NLP = spacy.blank("en")
MARK = re.compile(r"\[([^\]]+)\|(\w+)\]")


def labels(text: str) -> list[tuple[str, str]]:
    """(name, label) of the entities of text with its mentions marked: "[Baku|LOC]"."""
    plain, spans, last = "", [], 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        spans.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        last = match.end()
    doc = NLP(plain + text[last:])
    found = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in spans]
    doc.set_ents([span for span in found if span is not None])
    return [(e.name, e.label) for e in keys.get(EntityMerger()(doc), keys.ENTITIES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Storm Beatriz|PERSON] came. [Beatriz|PERSON] left.", [("Storm Beatriz", "MISC"), ("Beatriz", "MISC")]),
        ("Hurricane [Idris|PERSON] hit the coast.", [("Idris", "MISC")]),
        ("SEATTLE ([AP|LOC]) — It rained.", [("AP", "ORG")]),
        ("They met in [AP|LOC] yesterday.", [("AP", "LOC")]),
        ("[Gridlux|PERSON], the network operator, was hacked.", [("Gridlux", "ORG")]),
        ("[Gridlux|PERSON], the network engineer, was hacked.", [("Gridlux", "PERSON")]),
        ("[Maria|PERSON], the network operator, was tired.", [("Maria", "PERSON")]),
        ("His daughter, [Saoirse|ORG], a biologist at the institute, agreed.", [("Saoirse", "PERSON")]),
        ("The group, [Veolia|ORG], a water company, agreed.", [("Veolia", "ORG")]),
        ("[Kestrel Foods plc|ORG] fell. [Kestrel|NORP] said so.", [("Kestrel Foods plc", "ORG")]),
        ("[Ford Inc|ORG] fell. [Doug Ford|PERSON] saw [Ford|PERSON].", [("Ford Inc", "ORG"), ("Doug Ford", "PERSON")]),
        ("The plant in [Goole|LOC] closes. [Goole|PERSON] was safe.", [("Goole", "LOC")]),
        ("[Ana Lund|PERSON] left [Lund|LOC]. [Lund|PERSON] wept.", [("Ana Lund", "PERSON"), ("Lund", "LOC")]),
        (
            "[Tarim|PERSON] President [Yusuf Hariri|PERSON] left [Tarim|PERSON].",
            [("Tarim", "LOC"), ("Yusuf Hariri", "PERSON")],
        ),
        ("[Veltor|PERSON] CEO [Ana Ruiz|PERSON] left.", [("Veltor", "ORG"), ("Ana Ruiz", "PERSON")]),
        ("[Ana|PERSON] President [Ana Ruiz|PERSON] left.", [("Ana Ruiz", "PERSON")]),
        ("[MEDELLÍN, Colombia|LOC] was calm.", [("Medellín", "LOC"), ("Colombia", "LOC")]),
        ("[Bell, Book and Candle Lane|LOC] was calm.", [("Bell, Book and Candle Lane", "LOC")]),
        ("He came on [Friday|MISC] with [Black Friday|MISC] goods.", [("Black Friday", "MISC")]),
    ],
)  # fmt: skip
def test_labels(text: str, expected: list[tuple[str, str]]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asked by [Mark Delgado, D-Nev.|PERSON], she said no.", "Mark Delgado"),
        ("[Labour MP Asha Bond|PERSON] said no.", "Asha Bond"),
        ("In the [delta, Anneke Bosman|PERSON] said no.", "Anneke Bosman"),
        ("[Michael Dunne KC|PERSON], prosecuting, said no.", "Michael Dunne"),
        ("[Kc Jones|PERSON] said no.", "Kc Jones"),
        ("[Sammy Davis Jr.|PERSON] sang.", "Sammy Davis Jr."),
    ],
)
def test_names_without_party_office_and_degree(text: str, name: str) -> None:
    assert [each for each, _ in labels(text)] == [name]
