"""Where names begin and end, and labels by what stands around them, with the tags that a model gives."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.tokens import Doc, Span

from newsparse import keys
from newsparse.entities.component import EntityMerger

VOCAB = spacy.blank("en").vocab


def tagged(text: str) -> list[tuple[str, str]]:
    """Names and labels of the entities in "word/TAG" text with its mentions marked: "[Baku/NNP|LOC]"."""
    words: list[str] = []
    tags: list[str] = []
    spans: list[tuple[int, int, str]] = []
    for part in re.findall(r"\[[^\]]+\]|\S+", text):
        inner, label = part.strip("[]").rsplit("|", 1) if part.startswith("[") else (part, "")
        pairs = [pair.rsplit("/", 1) for pair in inner.split()]
        if label:
            spans.append((len(words), len(words) + len(pairs), label))
        words += [word for word, _ in pairs]
        tags += [tag for _, tag in pairs]
    doc = Doc(VOCAB, words=words, tags=tags)
    doc.set_ents([Span(doc, first, stop, label=label) for first, stop, label in spans])
    return [(e.name, e.label) for e in keys.get(EntityMerger()(doc), keys.ENTITIES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A country ends the name of a branch, but belongs to the noun or name that follows it.
        ("[PotteryMakers/NNP|ORG] [UK/NNP|LOC] said/VBD so/RB ./.", [("PotteryMakers UK", "ORG")]),
        (
            "The/DT [Sefton/NNP|ORG] [England/NNP|LOC] striker/NN left/VBD ./.",
            [("Sefton", "ORG"), ("England", "LOC")],
        ),
        ("[Sefton/NNP|ORG] ,/, [England/NNP|LOC] ,/, lost/VBD ./.", [("Sefton", "ORG"), ("England", "LOC")]),
        # The word for its kind.
        ("[Harrow/NNP|LOC] council/NN met/VBD ./.", [("Harrow", "LOC")]),
        ("[Harrow/NNP|LOC] Board/NNP Games/NNP met/VBD ./.", [("Harrow", "LOC")]),
        ("[Ana/NNP|PERSON] Board/NNP met/VBD ./.", [("Ana", "PERSON")]),
        # A verb between two names.
        ("[Bank/NNP of/IN Veltor/NNP|ORG] ./.", [("Bank of Veltor", "ORG")]),
        # The noun that begins the sentence.
        ("[Retailer/NN Group/NNP|ORG] closed/VBD ./.", [("Retailer Group", "ORG")]),
        ("At/IN [Retailer/NNP Kestro/NNP|ORG] ./.", [("Retailer Kestro", "ORG")]),
        ("[Network/NNP Rail/NNP|ORG] closed/VBD ./.", [("Network Rail", "ORG")]),
        # Who works there.
        (
            "[Carver/NNP|PERSON] family/NN lawyer/NN [Avi/NNP Strand/NNP|PERSON] left/VBD ./.",
            [("Carver", "PERSON"), ("Avi Strand", "PERSON")],
        ),
        (
            "[Jo/NNP Dunn/NNP|PERSON] ,/, [Ferring/NNP|PERSON] 's/POS former/JJ lawyer/NN ,/, left/VBD ./.",
            [("Jo Dunn", "PERSON"), ("Ferring", "PERSON")],
        ),
        ("[Bo/NNP Zelders/NNP|PERSON] and/CC [Zelders/NNPS|PERSON] ./.", [("Bo Zelders", "PERSON")]),
        ("He/PRP told/VBD [Reuters/NNP|PERSON] so/RB ./.", [("Reuters", "ORG")]),
        ("The/DT [Mal/NNP Khet/NNP|PERSON] ,/, a/DT farm/NN body/NN ,/, met/VBD ./.", [("Mal Khet", "ORG")]),
        ("[Quito/NNP|PERSON] expelled/VBD him/PRP ./.", [("Quito", "LOC")]),
        ("[Ana/NNP Quito/NNP|PERSON] left/VBD ./. [Quito/NNP|PERSON] wept/VBD ./.", [("Ana Quito", "PERSON")]),
        ("Mr/NNP [Quito/NNP|PERSON] left/VBD ./.", [("Quito", "PERSON")]),
        # Short forms.
        ("The/DT [The/DT Marlow/NNP Group/NNP|ORG] ./. [Marlow/NNP|PERSON] fell/VBD ./.", [("Marlow Group", "ORG")]),
        ("[Edgars.com/NNP|ORG] rose/VBD ./. [Edgars/NNP|PERSON] fell/VBD ./.", [("Edgars.com", "ORG")]),
        (
            "[Martha/NNP Foods/NNP|ORG] rose/VBD ./. [Martha/NNP|PERSON] left/VBD ./.",
            [("Martha Foods", "ORG"), ("Martha", "PERSON")],
        ),
        # In small letters, where the text has capitals.
        ("The/DT [hibaku/NN|ORG] of/IN Osaka/NNP sat/VBD ./.", []),
        ("The/DT old/JJ [skookum/NN|ORG] closed/VBD ,/, as/IN Skookum/NNP Jim/NNP said/VBD ./.", [("skookum", "ORG")]),
        # The noun before a name says what it names.
        ("The/DT ferry/NN [Princess/NNP Aina/NNP|PERSON] sank/VBD ./.", [("Princess Aina", "MISC")]),
        ("The/DT tanker/NN [Vell/NNP Maris/NNP|ORG] sank/VBD ./.", [("Vell Maris", "MISC")]),
        ("Storm/NNP and/CC cyclone/NN [Odile/NNP|LOC] came/VBD ./.", [("Odile", "MISC")]),
        ("The/DT firm/NN [Ostwick/NNP|LOC] closed/VBD ./.", [("Ostwick", "ORG")]),
        ("The/DT newspaper/NN [Kest/NNP|PERSON] closed/VBD ./.", [("Kest", "ORG")]),
        ("The/DT office/NN [Oslo/NNP|LOC] closed/VBD ./.", [("Oslo", "LOC")]),
        ("Her/PRP$ partner/NN ,/, [Quoc/NNP Orl/NNP|ORG] ,/, sued/VBD ./.", [("Quoc Orl", "PERSON")]),
        ("[Halden/NNP Channel/NNP|ORG] and/CC [Halden/NNP|ORG] ./.", [("Halden Channel", "ORG"), ("Halden", "ORG")]),
        ("The/DT [Tarim/JJ Dawn/NNP|ORG] and/CC [Dawn/NNP|ORG] ./.", [("Tarim Dawn", "ORG"), ("Dawn", "ORG")]),
        ("The/DT [Syrian/JJ Dawn/NNP|ORG] and/CC [Dawn/NNP|ORG] men/NNS ./.", [("Syrian Dawn", "ORG")]),
        ("[Ana/NNP Ockley/NNP|PERSON] sat/VBD ./. Ask/VB [Ockley/NNP|LOC] ./.", [("Ana Ockley", "PERSON")]),
        ("[Steve/NNP Lund/NNP|PERSON] left/VBD ./. We/PRP miss/VBP [Steve/NNP|PERSON] ./.", [("Steve Lund", "PERSON")]),
    ],
)  # fmt: skip
def test_extent_and_label(text: str, expected: list[tuple[str, str]]) -> None:
    assert tagged(text) == expected
