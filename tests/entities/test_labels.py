"""Labels weighed from chances and signs, and names made whole: examples of each kind."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from newsparse import keys
from newsparse.entities.component import EntityMerger

from .marked import marked


def labels(text: str) -> list[tuple[str, str]]:
    found = keys.get(EntityMerger()(marked(text)), keys.ENTITIES)
    return [(entity.name, entity.label) for entity in found]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        # A city that is called a person, and nobody's name.
        ("Shells hit [Mariupol|PERSON] again.", "Mariupol", "LOC"),
        ("Rain fell on [Odesa|PERSON] again.", "Odesa", "LOC"),
        ("It closed [Lausanne|PERSON] again.", "Lausanne", "LOC"),
        # Names that are nobody else's.
        ("[Syriza|PERSON] lost.", "Syriza", "ORG"),
        ("[Fidesz|LOC] won.", "Fidesz", "ORG"),
        ("[Hugo Boss|PERSON] rose.", "Hugo Boss", "ORG"),
        ("[Ritzau|PERSON] rose.", "Ritzau", "ORG"),
        ("[Rayo Vallecano|PERSON] slept.", "Rayo Vallecano", "ORG"),
        ("[Pakatan Harapan|LOC] won.", "Pakatan Harapan", "ORG"),
        ("[Mada Masr|PERSON] asked again.", "Mada Masr", "ORG"),
        ("[Pink Floyd|MISC] sang.", "Pink Floyd", "ORG"),
        # What stands before a name.
        ("A sophomore at [Harrowgate|LOC] left.", "Harrowgate", "ORG"),
        ("He signed for [Braga|LOC] then.", "Braga", "ORG"),
        ("[Baltic Crown Shipping|FAC] sold two ferries.", "Baltic Crown Shipping", "ORG"),
        ("[Marlowe Steel|PERSON] cut prices.", "Marlowe Steel", "ORG"),
        ("They beat [Hull|LOC] then.", "Hull", "ORG"),
        ("It routed [Denver|LOC] 31-10 then.", "Denver", "ORG"),
        ("[Denver|LOC] coach Ana Ruiz left.", "Denver", "ORG"),
        ("[Porto|LOC] beat them.", "Porto", "ORG"),
        ("[Osceola|LOC] (4-1) rested.", "Osceola", "ORG"),
        ("Yesterday [Osceola|LOC] d. them 4-1.", "Osceola", "ORG"),
        ("Next is [Harbor Bay|LOC] (3–0–2).", "Harbor Bay", "ORG"),
        ("They beat [Porto|LOC]. [Porto|LOC] then rested.", "Porto", "ORG"),
        ("A firm acquired [Tolvane|MISC] then.", "Tolvane", "ORG"),
        ("It ran in the journal [Tellus|MISC] then.", "Tellus", "ORG"),
        ("The journal [Ocean Letters|WORK_OF_ART] wept.", "Ocean Letters", "ORG"),
        # Whoever works in a building.
        ("A surgeon at [Ardmore Hospital|FAC] left.", "Ardmore Hospital", "ORG"),
        ("The director of the [Tarnow Museum|FAC] wept.", "Tarnow Museum", "ORG"),
        ("The chief of [Dunmarn Police Station|LOC] wept.", "Dunmarn Police Station", "ORG"),
        ("They drove to the [Ardmore Hospital|FAC] then.", "Ardmore Hospital", "FAC"),
        ("The roof of the [Tarnow Museum|FAC] leaked.", "Tarnow Museum", "FAC"),
        ("A tour guide at [Dunmarn Castle|FAC] left.", "Dunmarn Castle", "FAC"),
        # Stage names.
        ("The rapper [Iron Lark|MISC] wept.", "Iron Lark", "PERSON"),
        ("Then the singer [Doll Machine|WORK_OF_ART] left.", "Doll Machine", "PERSON"),
        ("A painter [Odd Fellow|PRODUCT] left.", "Odd Fellow", "PERSON"),
        ("The ferry [Iron Lark|MISC] sank.", "Iron Lark", "MISC"),
        ("He played the singer in [Iron Lark|MISC] then.", "Iron Lark", "MISC"),
        # Letters with full stops.
        ("A vote at the [U.N.|LOC] failed.", "U.N.", "ORG"),
        ("They sued the [N.F.L.|PERSON] then.", "N.F.L.", "ORG"),
        # Clubs, and ships that are named again.
        ("[Cardiff City|LOC] lost.", "Cardiff City", "ORG"),
        ("The sloop [Marianne|PERSON] sank. The [Marianne|PERSON] was old.", "Marianne", "MISC"),
        ("Cyclone [Orla|PERSON] struck. Then [Orla|PERSON] weakened.", "Orla", "MISC"),
        ("The [Karvala|LOC], a 30-year-old ferry, sank.", "Karvala", "MISC"),
        ("The freighter [Ardel Star|ORG] sank.", "Ardel Star", "MISC"),
        ("[Pontos Lines|LOC] sold two ferries.", "Pontos Lines", "ORG"),
        ("[Banque Verel|PERSON] slept.", "Banque Verel", "ORG"),
        ("They sued [Partido Andino|LOC] then.", "Partido Andino", "ORG"),
        # What is said beside it: a noun with a hyphen, before a participle, between commas.
        ("[Orlan|PERSON], the online start-up, grew.", "Orlan", "ORG"),
        ("They sued the company, [Orlan|PERSON], again.", "Orlan", "ORG"),
        ("His publisher, [Orlan House|ORG], wept.", "Orlan House", "ORG"),
        ("It broke (a blow to its maker, [Tolvane|MISC]).", "Tolvane", "ORG"),
        ("Nobody asked the lender, [Orlan|PERSON]; it fell.", "Orlan", "ORG"),
        # The letters after a name, in any letters.
        ("The [Vell Tax Office|ORG] (Vto) rose. Then [Vto|PERSON] fell.", "Vell Tax Office", "ORG"),
        ("The [Vell Farm Union|ORG] ([Agrovell|LOC]) rose. Then [Agrovell|LOC] fell.", "Vell Farm Union", "ORG"),
        # Schools, offices and troops by their last word.
        ("[Rimau Hill School|FAC] closed early.", "Rimau Hill School", "ORG"),
        ("It asked the [Jalpa Township Office|LOC] again.", "Jalpa Township Office", "ORG"),
        ("The [31st Division|FAC] withdrew.", "31st Division", "ORG"),
        # A body of which there are towns as well.
        ("The bill failed in [Congress|ORG] again.", "Congress", "ORG"),
        # Letters of what is no name, unless a name has them.
        ("A rain gauge station (RGS) fell, and [RGS|ORG] staff left.", "RGS", "MISC"),
        ("The [NGOs|ORG] left.", "NGOs", "MISC"),
        ("The [Vell Garden Guards|ORG] ([VGGs|ORG]) left. The [VGGs|ORG] sat.", "Vell Garden Guards", "ORG"),
        # Who belongs to a party.
        ("Then [Kansas Republicans|ORG] rose.", "Kansas Republicans", "NORP"),
        ("Then [Social Democrats|ORG] rose.", "Social Democrats", "ORG"),
        # A people.
        ("It left the [Jordanian|LOC] border.", "Jordanian", "NORP"),
        # One of a people.
        ("Then the [Dane|PERSON] rose.", "Dane", "NORP"),
        ("Then the [Spaniard|ORG] rose.", "Spaniard", "NORP"),
        # What stands after it.
        ("[Brooklyn Peretz|ORG] lives there.", "Brooklyn Peretz", "PERSON"),
        ("[Savannah Okoro|LOC], who sings, left.", "Savannah Okoro", "PERSON"),
        ("[Jordan Vasquez|LOC] left.", "Jordan Vasquez", "PERSON"),
        ("“It rained,” said [Kestrel Foods|ORG].", "Kestrel Foods", "ORG"),
        ("They saw [Petra Kolb|ORG], a union official, there.", "Petra Kolb", "PERSON"),
    ],
)
def test_a_sign_outweighs_a_label(text: str, name: str, label: str) -> None:
    assert labels(text) == [(name, label)]


@pytest.mark.parametrize(
    "text",
    [
        "They beat [Peru|LOC] 2-0.",
        "They beat the [Windward Islands|LOC] then.",
        "They beat [Porto|LOC]. He lives in [Porto|LOC].",
        "[Matsuura City|LOC] was calm.",
        "He played for [Vell Town|ORG] ([England|LOC]).",
    ],
)
def test_a_place_stays_one(text: str) -> None:
    assert labels(text)[-1][1] == "LOC"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Ernst|PERSON] & [Young|PERSON] resigned.", ["Ernst & Young"]),
        ("[Smith|PERSON] & Nephew fell.", ["Smith & Nephew"]),
        ("[Marks|PERSON] and [Spencer|PERSON] rose.", ["Marks and Spencer"]),
        ("[Ana|PERSON] & [Bo Lund|PERSON] left.", ["Ana", "Bo Lund"]),
        ("[Kenya|LOC] & [Ghana|LOC] left.", ["Kenya", "Ghana"]),
        ("[Macy|PERSON]'s did not move.", ["Macy's"]),
        ("[Wendy|PERSON]'s rose.", ["Wendy's"]),
        ("[Maria|PERSON]'s rose.", ["Maria"]),
        ("He cited [Harrow|PERSON] v [Lindqvist|PERSON] then.", ["Harrow v Lindqvist"]),
        ("Saw [Leeds|ORG] v [Hull|ORG] then.", ["Leeds", "Hull"]),
        ("[Jo Boyle|PERSON] senior and [Jo Boyle|PERSON] junior left.", ["Jo Boyle senior", "Jo Boyle junior"]),
        ("[Jan Moor|PERSON] IV left.", ["Jan Moor IV"]),
    ],
)  # fmt: skip
def test_torn_names_are_one(text: str, names: list[str]) -> None:
    assert [name for name, _ in labels(text)] == names


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("[Georgia|LOC], [Ukraine|LOC] and [Kenya|LOC] met.", "Georgia", "GE"),
        ("[Bavaria|LOC], [Austria|LOC] and [Italy|LOC] met.", "Bavaria", "DE"),
        ("[Ireland|LOC], [Spain|LOC] and [Italy|LOC] met.", "Ireland", "IE"),
        ("[Victoria|LOC], the capital of the Seychelles, was calm.", "Victoria", "SC"),
        ("[San José|LOC], the Costa Rican capital, was calm.", "San José", "CR"),
        ("[Scotland|LOC]'s [Perth|LOC] had snow.", "Perth", "GB"),
        ("[Dunkirk|LOC] and [Lille|LOC]. [Ohio|LOC]'s [Lima|LOC].", "Lima", "US"),
        ("A fire broke out in [Richmond|LOC], in south-west [London|LOC].", "Richmond", "GB"),
        ("[Brooklyn|LOC], a suburb of Pretoria, was calm.", "Brooklyn", "ZA"),
        ("Snow fell in [Newcastle|LOC] in [Sydney|LOC].", "Newcastle", "AU"),
        (
            "[Peru|LOC], [Peru|LOC], [Peru|LOC], [Peru|LOC], [Peru|LOC], [Mali|LOC]. [Orrest Hollow|LOC].",
            "Orrest Hollow",
            "PE",
        ),
        ("[Peru|LOC], [Peru|LOC], [Mali|LOC], [Mali|LOC]. [Orrest Hollow|LOC].", "Orrest Hollow", None),
        ("[Kwale County|LOC] and [Kwale|LOC] voted.", "Kwale County", "KE"),
        ("[Tripoli|LOC], Lebanon's second city, was calm.", "Tripoli", "LB"),
        ("[Dunedin|LOC] was calm.", "Dunedin", "NZ"),
        ("[Peru|LOC], [Peru|LOC], [Mali|LOC], [Mali|LOC]. They met in [Apia|LOC].", "Apia", "WS"),
        ("The [Severn|LOC] was high.", "Severn", None),
    ],
)
def test_the_country_by_what_stands_beside(text: str, name: str, country: str | None) -> None:
    found = keys.get(EntityMerger()(marked(text)), keys.ENTITIES)
    assert {entity.name: entity.country for entity in found}[name] == country


@pytest.mark.parametrize(("head", "dep", "label"), [(7, "nsubj", "PERSON"), (7, "obl", "LOC")])
def test_a_family_of_the_text_is_somebody_where_it_acts(head: int, dep: str, label: str) -> None:
    words = ["Ana", "Ireland", "sang", ".", "Then", ",", "Ireland", "slept", "."]
    deps = ["nsubj", "flat", "ROOT", "punct", "advmod", "punct", dep, "ROOT", "punct"]
    doc = Doc(Vocab(), words=words, heads=[2, 0, 2, 2, 7, 7, head, 7, 7], deps=deps)
    doc.set_ents([Span(doc, 0, 2, label="PERSON"), Span(doc, 6, 7, label="LOC")])
    found = keys.get(EntityMerger()(doc), keys.ENTITIES)
    assert {mention.start: each.label for each in found for mention in each.mentions}[doc[6].idx] == label


@pytest.mark.parametrize(("dep", "label"), [("nsubj", "ORG"), ("nsubjpass", "FAC")])
def test_a_hospital_that_acts_is_an_organisation(dep: str, label: str) -> None:
    words = ["The", "Ardmore", "Hospital", "closed", "."]
    doc = Doc(Vocab(), words=words, heads=[2, 2, 3, 3, 3], deps=["det", "compound", dep, "ROOT", "punct"])
    doc.set_ents([Span(doc, 1, 3, label="FAC")])
    assert [entity.label for entity in keys.get(EntityMerger()(doc), keys.ENTITIES)] == [label]


def test_a_thing_has_one_label_in_a_text() -> None:
    text = "The [Lumo Five|PRODUCT] sold. The [Lumo Five|MISC] fell. The [Lumo Five|PRODUCT] rose."
    assert labels(text) == [("Lumo Five", "PRODUCT")]
