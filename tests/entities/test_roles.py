"""Roles: premodifiers and appositions, with the tags that a model gives."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from newsparse import keys
from newsparse.entities.component import EntityMerger

VOCAB = spacy.blank("en").vocab


def roles(tagged: str, name: str) -> tuple[str, ...]:
    """The roles found in "word/TAG" text where the person's name is `name`."""
    words, tags = zip(*(pair.rsplit("/", 1) for pair in tagged.split()), strict=True)
    doc = Doc(VOCAB, words=list(words), tags=list(tags))
    first = list(words).index(name.split(maxsplit=1)[0])
    doc.set_ents([Span(doc, first, first + len(name.split()), label="PERSON")])
    return next(e for e in keys.get(EntityMerger()(doc), keys.ENTITIES) if e.label == "PERSON").roles


@pytest.mark.parametrize(
    ("tagged", "name", "expected"),
    [
        ("Syrian/JJ President/NNP Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("Syrian President",)),
        ("the/DT former/JJ Syrian/JJ leader/NN Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("former Syrian leader",)),
        (
            "Ana/NNP Ruiz/NNP ,/, an/DT economist/NN at/IN the/DT University/NNP of/IN Lagos/NNP ,/, left/VBD ./.",
            "Ana Ruiz",
            ("an economist at the University of Lagos",),
        ),
        (
            "Director/NNP of/IN National/NNP Intelligence/NNP Ana/NNP Ruiz/NNP left/VBD ./.",
            "Ana Ruiz",
            ("Director of National Intelligence",),
        ),
        (
            "The/DT Bank/NNP of/IN Ghana/NNP 's/POS chief/JJ executive/NN ,/, Ana/NNP Ruiz/NNP ,/, left/VBD ./.",
            "Ana Ruiz",
            ("Bank of Ghana 's chief executive",),
        ),
        (
            "Minister/NNP for/IN Rural/NNP Affairs/NNPS Ana/NNP Ruiz/NNP left/VBD ./.",
            "Ana Ruiz",
            ("Minister for Rural Affairs",),
        ),
        (
            "Minister/NNP for/IN Water/NNP ,/, Ports/NNPS and/CC Roads/NNPS Ana/NNP Ruiz/NNP left/VBD ./.",
            "Ana Ruiz",
            ("Minister for Water , Ports and Roads",),
        ),
        (
            "Chile/NNP 's/POS newly/RB elected/VBN President/NNP Ana/NNP Ruiz/NNP left/VBD ./.",
            "Ana Ruiz",
            ("President",),
        ),
        ("60/CD percent/NN -/: President/NNP Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("President",)),
        (
            "Chief/NNP Ports/NNPS Commissioner/NNP (/-LRB- CPC/NNP )/-RRB- Ana/NNP Ruiz/NNP left/VBD ./.",
            "Ana Ruiz",
            ("Chief Ports Commissioner",),
        ),
        ("the/DT lawyer/NN for/IN Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ()),
        (
            "Ana/NNP Ruiz/NNP was/VBD named/VBN envoy/NN to/IN Chad/NNP in/IN May/NNP ./.",
            "Ana Ruiz",
            ("envoy to Chad",),
        ),
        ("Ana/NNP Ruiz/NNP was/VBD named/VBN in/IN the/DT report/NN ./.", "Ana Ruiz", ()),
        ("The/DT producer/NN ,/, Dame/NNP Ana/NNP Ruiz/NNP ,/, left/VBD ./.", "Ana Ruiz", ("Dame", "producer")),
        ("Head/NN teacher/NN Mrs/NNP Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("Head teacher",)),
        ("He/PRP told/VBD reporters/NNS Mr/NNP Ruiz/NNP left/VBD ./.", "Ruiz", ()),
        ("the/DT news/NN Mr/NNP Ruiz/NNP read/VBD ./.", "Ruiz", ()),
        (
            "Ana/NNP Ruiz/NNP ,/, currently/RB sales/NNS director/NN at/IN Orlan/NNP ,/, left/VBD ./.",
            "Ana Ruiz",
            ("sales director at Orlan",),
        ),
        ("the/DT couple/NN 's/POS son/NN Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("son",)),
        ("the/DT wife/NN of/IN Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ()),
        (
            "The/DT board/NN has/VBZ appointed/VBN finance/NN director/NN Ana/NNP Ruiz/NNP ./.",
            "Ana Ruiz",
            ("finance director",),
        ),
        ("Ana/NNP Ruiz/NNP ,/, who/WP joined/VBD from/IN Lagos/NNP ,/, left/VBD ./.", "Ana Ruiz", ()),
        ("Ana/NNP Ruiz/NNP ,/, 34/CD ,/, a/DT nurse/NN ,/, left/VBD ./.", "Ana Ruiz", ("a nurse",)),
        (
            "the/DT special/JJ envoy/NN to/IN Syria/NNP ,/, Ana/NNP Ruiz/NNP ,/, left/VBD ./.",
            "Ana Ruiz",
            ("special envoy to Syria",),
        ),
        ("His/PRP$ wife/NN ,/, Ana/NNP Ruiz/NNP ,/, left/VBD ./.", "Ana Ruiz", ("wife",)),
        (
            "Ana/NNP Ruiz/NNP is/VBZ the/DT director/NN of/IN a/DT seed/NN bank/NN ,/, a/DT cold/JJ room/NN ./.",
            "Ana Ruiz",
            ("the director of a seed bank",),
        ),
        ("Ana/NNP Ruiz/NNP ,/, who/WP was/VBD a/DT nurse/NN and/CC left/VBD ./.", "Ana Ruiz", ("a nurse",)),
        ("Ana/NNP Ruiz/NNP is/VBZ the/DT reason/NN ./.", "Ana Ruiz", ()),
        ("Finance/NN director/NN Dr/NNP Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("Finance director",)),
        ("Chief/JJ executive/NN Professor/NNP Sir/NNP Ana/NNP left/VBD ./.", "Ana", ("Chief executive",)),
        ("Associate/NNP Professor/NNP Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("Associate Professor",)),
        (
            "It/PRP was/VBD approved/VBN by/IN the/DT finance/NN director/NN ,/, Ana/NNP ./.",
            "Ana",
            ("finance director",),
        ),
        ("A/DT letter/NN from/IN the/DT care/NN minister/NN ,/, Ana/NNP ,/, came/VBD ./.", "Ana", ("care minister",)),
        ("in/IN a/DT note/NN to/IN the/DT home/NN secretary/NN ,/, Ana/NNP ./.", "Ana", ("home secretary",)),
        ("met/VBD the/DT head/NN of/IN the/DT clinic/NN ,/, Ana/NNP ./.", "Ana", ("head of the clinic",)),
        ("A/DT visit/NN to/IN the/DT clinic/NN ,/, Ana/NNP said/VBD ./.", "Ana", ()),
        ("the/DT couple/NN 's/POS son/NN ,/, Ana/NNP ./.", "Ana", ("son",)),
        ("Labour/NNP MP/NN for/IN Vell/NNP Ana/NNP Ruiz/NNP ./.", "Ana Ruiz", ("Labour MP for Vell",)),
        ("MP/NN for/IN Vell/NNP North/NNP Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("MP for Vell North",)),
        ("Ambassador/NNP to/IN Vell/NNP Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ("Ambassador to Vell",)),
        (
            "envoy/NN to/IN the/DT Vell/NNP Union/NNP Ana/NNP Ruiz/NNP left/VBD ./.",
            "Ana Ruiz",
            ("envoy to the Vell Union",),
        ),
        ("They/PRP sold/VBD a/DT baker/NN to/IN Vell/NNP Ana/NNP Ruiz/NNP ./.", "Ana Ruiz", ()),
        ("He/PRP told/VBD reporters/NNS Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ()),
        ("the/DT Bank/NNP of/IN Vell/NNP 's/POS governor/NN Ana/NNP ./.", "Ana", ("Bank of Vell 's governor",)),
        ("He/PRP was/VBD PC/NNP Ana/NNP Ruiz/NNP ./.", "Ana Ruiz", ("PC",)),
        ("UAE/NNP President/NNP Sheikh/NNP Ana/NNP left/VBD ./.", "Ana", ("UAE President",)),
        ("Mr./NNP Ana/NNP left/VBD ./.", "Ana", ()),
        ("Leader/NN of/IN the/DT Opposition/NNP Ana/NNP left/VBD ./.", "Ana", ("Leader of the Opposition",)),
        (
            "Veltor/NNP editor/NN -/HYPH in/IN -/HYPH chief/NN Ana/NNP left/VBD ./.",
            "Ana",
            ("Veltor editor - in - chief",),
        ),
        ("the/DT company/NN 's/POS managing/NN director/NN Ana/NNP ./.", "Ana", ("managing director",)),
        ("Vell/NNP 's/POS managing/NN director/NN Ana/NNP ./.", "Ana", ("Vell 's managing director",)),
        ("Its/PRP$ convener/NN ,/, Ana/NNP ,/, left/VBD ./.", "Ana", ("convener",)),
        (
            "Ana/NNP ,/, a/DT manager/NN at/IN Vell/NNP and/CC no/DT relation/NN of/IN his/PRP$ ,/, left/VBD ./.",
            "Ana",
            ("a manager at Vell",),
        ),
        ("In/IN Lagos/NNP ,/, Ana/NNP Ruiz/NNP left/VBD ./.", "Ana Ruiz", ()),
        ("The/DT new/JJ chief/NN of/IN staff/NN Ana/NNP left/VBD ./.", "Ana", ("new chief of staff",)),
        (
            "Minister/NNP of/IN Mines/NNPS and/CC Roads/NNPS ,/, Ana/NNP ,/, left/VBD ./.",
            "Ana",
            ("Minister of Mines and Roads",),
        ),
        (
            "Ana/NNP ,/, Vell/NNP 's/POS health/NN and/CC roads/NNS minister/NN ,/, left/VBD ./.",
            "Ana",
            ("Vell 's health and roads minister",),
        ),
    ],
)
def test_roles(tagged: str, name: str, expected: tuple[str, ...]) -> None:
    assert roles(tagged, name) == expected


def test_a_plural_is_the_role_of_each() -> None:
    words = ["Councillors", "Ana", ",", "Zzi", "and", "Bo", "left", ".", "Ina", "and", "Una", "met"]
    doc = Doc(VOCAB, words=words, tags=["NNS", "NNP", ",", "NNP", "CC", "NNP", "VBD", ".", "NNP", "CC", "NNP", "VBD"])
    doc.set_ents([Span(doc, i, i + 1, label="PERSON") for i in (1, 3, 5, 8, 10)])
    roles_of = [each.roles for each in keys.get(EntityMerger()(doc), keys.ENTITIES)]
    assert roles_of == [("Councillor",), ("Councillor",), ("Councillor",), (), ()]


def test_what_a_preposition_leads_is_no_role_of_a_subject() -> None:
    words = ["After", "a", "word", "from", "the", "Speaker", ",", "Ruiz", "left"]
    deps = ["case", "det", "obl", "case", "det", "nmod", "punct", "nsubj", "ROOT"]
    tags = ["IN", "DT", "NN", "IN", "DT", "NN", ",", "NNP", "VBD"]
    doc = Doc(VOCAB, words=words, tags=tags, heads=[2, 2, 8, 5, 5, 2, 8, 8, 8], deps=deps)
    doc.set_ents([Span(doc, 7, 8, label="PERSON")])
    assert keys.get(EntityMerger()(doc), keys.ENTITIES)[0].roles == ()


def test_a_role_behind_a_name_is_not_the_next_ones() -> None:
    tagged = "Zzi/NNP Ofor/NNP ,/, Peru/NNP 's/POS finance/NN minister/NN ,/, Ana/NNP Ruiz/NNP ,/, a/DT baker/NN ,/,"
    words, tags = zip(*(pair.rsplit("/", 1) for pair in tagged.split()), strict=True)
    doc = Doc(VOCAB, words=list(words), tags=list(tags))
    doc.set_ents([Span(doc, 0, 2, label="PERSON"), Span(doc, 8, 10, label="PERSON")])
    found = keys.get(EntityMerger()(doc), keys.ENTITIES)
    assert {each.name: each.roles for each in found}["Ana Ruiz"] == ("a baker",)


def test_the_owner_of_an_office_may_open_an_apposition() -> None:
    words = ["Ana", "Ruiz", ",", "Ferring", "'s", "chief", "economist", ",", "left", "."]
    doc = Doc(VOCAB, words=words, tags=["NNP", "NNP", ",", "NNP", "POS", "JJ", "NN", ",", "VBD", "."])
    doc.set_ents([Span(doc, 0, 2, label="PERSON"), Span(doc, 3, 4, label="PERSON")])
    assert keys.get(EntityMerger()(doc), keys.ENTITIES)[0].roles == ("Ferring 's chief economist",)


def test_a_clause_that_hangs_on_a_noun_gives_its_subject_no_role() -> None:
    doc = Doc(
        VOCAB,
        words=["the", "figure", "Ruiz", "cited"],
        tags=["DT", "NN", "NNP", "VBD"],
        heads=[1, 1, 3, 1],
        deps=["det", "ROOT", "nsubj", "acl:relcl"],
    )
    doc.set_ents([Span(doc, 2, 3, label="PERSON")])
    assert keys.get(EntityMerger()(doc), keys.ENTITIES)[0].roles == ()


@pytest.mark.parametrize(
    ("tagged", "heads", "expected"),
    [
        ("In/IN a/DT letter/NN Dame/NNP Ruiz/NNP objects/VBZ", [5, 2, 0, 4, 5, 5], ("Dame",)),
        ("They/PRP left/VBD helping/VBG Sen./NNP Ruiz/NNP win/VB", [1, 1, 1, 4, 5, 2], ("Sen.",)),
        ("The/DT acting/VBG Senate/NNP leader/NN Ruiz/NNP won/VBD", [4, 4, 4, 4, 5, 5], ("acting Senate leader",)),
    ],
)
def test_a_word_that_hangs_elsewhere_begins_no_role(tagged: str, heads: list[int], expected: tuple[str, ...]) -> None:
    words, tags = zip(*(pair.rsplit("/", 1) for pair in tagged.split()), strict=True)
    doc = Doc(VOCAB, words=list(words), tags=list(tags), heads=heads, deps=["dep"] * len(words))
    doc.set_ents([Span(doc, 4, 5, label="PERSON")])
    assert keys.get(EntityMerger()(doc), keys.ENTITIES)[0].roles == expected


def test_a_role_takes_what_the_parse_joins_to_it() -> None:
    words = ["the", "Water", "and", "Roads", "Minister", "Ana", "Ruiz", "left", "."]
    heads = [4, 4, 3, 1, 5, 7, 5, 7, 7]
    deps = ["det", "compound", "cc", "conj", "compound", "nsubj", "flat", "ROOT", "punct"]
    tags = ["DT", "NNP", "CC", "NNPS", "NNP", "NNP", "NNP", "VBD", "."]
    doc = Doc(VOCAB, words=words, heads=heads, deps=deps, tags=tags)
    doc.set_ents([Span(doc, 5, 7, label="PERSON")])
    assert keys.get(EntityMerger()(doc), keys.ENTITIES)[0].roles == ("Water and Roads Minister",)
