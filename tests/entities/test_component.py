"""Mentions merged into entities, on Docs made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from newsparse import keys
from newsparse.entities.component import EntityMerger

from .marked import NLP, marked

if TYPE_CHECKING:
    from newsparse.types import Entity


def entities(text: str) -> list[Entity]:
    return list(keys.get(EntityMerger()(marked(text)), keys.ENTITIES))


def merged(text: str) -> dict[str, list[str]]:
    return {e.name: [m.text for m in e.mentions] for e in entities(text)}


_COURTS = ["High Court of Ghana", "High Court of Kenya"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "President [Ahmed al-Sharaa|PERSON] left. [Sharaa|PERSON] spoke. President [Sharaa|PERSON] waved.",
            ["Ahmed al-Sharaa"],
        ),
        (
            "[Maya Okonkwo-Reyes|PERSON] and [Tobias Okonkwo|PERSON] met. [Okonkwo|PERSON], [Okonkwo-Reyes|PERSON].",
            ["Maya Okonkwo-Reyes", "Tobias Okonkwo"],
        ),
        ("[Yulia Ostrova|PERSON] sat. [Julia Ostrova|PERSON] rose.", ["Yulia Ostrova"]),
        ("[Abdel Karim Naji|PERSON] sat. [Abdul Karim Naji|PERSON] rose.", ["Abdel Karim Naji"]),
        ("[Xenia Volk|PERSON] sat. [Ksenia Volk|PERSON] rose. [Julia Volk|PERSON] left.", ["Xenia Volk", "Julia Volk"]),
        ("[Brian Okoro|PERSON] sat. [Bryan Okoro|PERSON] rose.", ["Brian Okoro"]),
        ("[Madison Lund|PERSON] sat. [Maddie Lund|PERSON] rose.", ["Madison Lund"]),
        ("[Kim Dong-yeon|PERSON] resigned. [Kim|PERSON] bowed.", ["Kim Dong-yeon"]),
        ("[Xi Jinping|PERSON] resigned. [Xi|PERSON] bowed.", ["Xi Jinping"]),
        ("[Anwar Ibrahim|PERSON] won. [Anwar|PERSON] smiled.", ["Anwar Ibrahim"]),
        (
            "[Gabriel García Márquez|PERSON] wrote. [García Márquez|PERSON] read. [Garcia Marquez|PERSON] slept.",
            ["Gabriel García Márquez"],
        ),
        ("[John|PERSON] came first. [John Doe|PERSON] was late.", ["John Doe"]),
        (
            "[Maud Ellery|PERSON] died. Born in Hull, [Maud Ann Cropper|PERSON] sang. [Ellery|PERSON] wept.",
            ["Maud Ellery"],
        ),
        ("[Peter Marsh|PERSON] died. Born in Hull, [Peter Dunn|PERSON] wept.", ["Peter Marsh", "Peter Dunn"]),
        ("[Dora Hart|PERSON] died. Born [Dora Pickles|PERSON] in Hull, she sang.", ["Dora Hart"]),
        ("[Elena Marsh|PERSON] sang. She was born [Elena Maria Kowal|PERSON] in Hull.", ["Elena Marsh"]),
        ("Born [Archie Pruett|PERSON] in Hull, [Terry Grant|PERSON] sang. [Grant|PERSON] left.", ["Terry Grant"]),
        ("[Jo Dunn|PERSON] sang. His mother was born [Ada Lund|PERSON] in Hull.", ["Jo Dunn", "Ada Lund"]),
        ("[Jo Dunn|PERSON] was born. [Ada Lund|PERSON] was born in Hull.", ["Jo Dunn", "Ada Lund"]),
        ("[Katarzyna Nowak|PERSON], née [Zielinska|PERSON], rowed.", ["Katarzyna Nowak"]),
        ("[Kwesi Boateng|PERSON] left, [Boatang|PERSON] said.", ["Kwesi Boateng"]),
        (
            "[Coastal Fisheries Authority|ORG] ([CFA|ORG]) closed. The [CFA|ORG] said so.",
            ["Coastal Fisheries Authority"],
        ),
        ("[Brandt & Sons GmbH|ORG] fell. [Brandt & Sons|ORG] rose. [Brandt|ORG] closed.", ["Brandt & Sons GmbH"]),
        ("[Indian National Congress|ORG] won. [Congress|ORG] sang.", ["Indian National Congress"]),
        ("The [Ministry of Health|ORG] and the [Health Ministry|ORG].", ["Ministry of Health"]),
        ("The [Supreme Court of Nauru|ORG] sat. The [Supreme Court|ORG] rose.", ["Supreme Court of Nauru"]),
        ("[Central Bank|ORG] notes of the [Central Bank of Chile|ORG].", ["Central Bank of Chile"]),
        ("[High School|ORG] of [High School Musical|ORG].", ["High School", "High School Musical"]),
        ("[Progressive Farmers Party of Fiji|ORG] won. The [PFP|ORG] sang.", ["Progressive Farmers Party of Fiji"]),
        ("The [Farm Watch Committees|ORG] met. A [Farm Watch Committee|ORG] sat.", ["Farm Watch Committees"]),
        ("[New York Herons|ORG] won. [Herons|ORG] sold him.", ["New York Herons"]),
        ("The [Washington Post|ORG] of [Washington|LOC]. The [Post|ORG] said.", ["Washington Post", "Washington"]),
        ("The [U.S.|GPE] and the [United States|GPE].", ["United States"]),
        ("[LAGOS|LOC] slept. [Lagos|LOC] woke.", ["Lagos"]),
        ("[COX'S BAZAR|LOC] slept.", ["Cox's Bazar"]),
        ("[Iran|LOC] and [Iraq|LOC].", ["Iran", "Iraq"]),
        (
            "[Kenya Supreme Court Registry|ORG]. The [Supreme Court|ORG].",
            ["Kenya Supreme Court Registry", "Supreme Court"],
        ),
        ("[Batumi Dinamo|ORG] won. [Dinamo|ORG] sang.", ["Batumi Dinamo"]),
        # A club of its own name, with and without its town.
        ("[Baltimore Orioles|ORG] won. The [Orioles|ORG] sang.", ["Baltimore Orioles"]),
        (
            "[National Union of Metalworkers of South Africa|ORG] ([Numsa|ORG]).",
            ["National Union of Metalworkers of South Africa"],
        ),
        ("[Bank of Lagos|ORG] ([Lagos|ORG]).", ["Bank of Lagos", "Lagos"]),
        # One word in brackets is another name, whatever it spells.
        ("The [Kustena Sea Board|ORG] ([DMK|ORG]) met. [DMK|ORG] sat.", ["Kustena Sea Board"]),
        ("[Chamber of Bakers|ORG] ([Camipan|ORG]) and [Camipan|ORG].", ["Chamber of Bakers"]),
        ("[Union of Miners|ORG] ([Libre|ORG]) won; [Libre|ORG] sang.", ["Union of Miners"]),
        ("[VELL TODAY|ORG] ([Anta|ORG]) said so.", ["VELL TODAY", "Anta"]),
        ("[Vell Dal Party|ORG] ([United|ORG]) won.", ["Vell Dal Party", "United"]),
        ("[Madres Vell|ORG] ([Mothers of Vell|ORG]) and [Mothers of Vell|ORG].", ["Mothers of Vell"]),
        ("[Ardo|ORG] ([Guild of Bakers of Ardo|ORG]) met. [Ardo|ORG] sat.", ["Guild of Bakers of Ardo"]),
        # Letters may leave out the country, a firm's last word its founder's given name.
        ("The [U.S. Wetlands Trust Office|ORG] met. The [WTO|ORG] sat.", ["U.S. Wetlands Trust Office"]),
        ("[Karl Ofor AG|ORG] rose. [Ofor|ORG] fell.", ["Karl Ofor AG"]),
        ("The [Vell Reed Board|ORG]'s ([RB|ORG]) staff left. The [RB|ORG] sat.", ["Vell Reed Board"]),
        # What is listed beside a longer name is another.
        (
            "The [Progressive Reed Party|ORG] and the [Reed Party|ORG] won. The [Reed Party|ORG] sat.",
            ["Progressive Reed Party", "Reed Party"],
        ),
        (
            "Two of the [Delta Congress|ORG], the [Unity Front|ORG] or of the [Congress|ORG] left.",
            ["Delta Congress", "Unity Front", "Congress"],
        ),
        ("The [Bank|ORG] and [Kustena Mills Bank|ORG] met.", ["Bank", "Kustena Mills Bank"]),
        ("The [Delta Congress|ORG] met, and the [Congress|ORG] sang.", ["Delta Congress"]),
        # Bodies of one name whom two countries have.
        ("[Peru|LOC]'s [Navy|ORG] and [Chile|LOC]'s [Navy|ORG] met.", ["Peru", "Navy", "Chile", "Navy"]),
        (
            "The [Thai|NORP] [Supreme Court|ORG] and the [Supreme Court|ORG] of [Laos|LOC].",
            ["Thai", "Supreme Court", "Supreme Court of Laos"],
        ),
        (
            "The [Georgia Supreme Court|ORG] and the [U.S. Supreme Court|ORG]. The [Supreme Court|ORG] met.",
            ["Georgia Supreme Court", "U.S. Supreme Court"],
        ),
        (
            "The [Supreme Court of Ohio|ORG], the [United States Supreme Court|ORG] and the [Supreme Court|ORG].",
            ["Supreme Court of Ohio", "United States Supreme Court"],
        ),
        ("The [High Court of Kenya|ORG] sat. The [High Court of Ghana|ORG] and the [High Court|ORG] did not.", _COURTS),
        (
            "[Mali|LOC]’s [Army|ORG] fled. [Niger|LOC]’s [Army|ORG] sat. The [Army|ORG] won.",
            ["Mali", "Niger", "Army", "Army"],
        ),
        (
            "[Peru|LOC]'s [Navy|ORG] and [Chile|LOC]'s [Navy|ORG]. The [Peruvian Navy|ORG] met.",
            ["Peru", "Peruvian Navy", "Chile", "Navy"],
        ),
        ("The [Peruvian Navy|ORG] sailed. The [Navy of Peru|ORG] won.", ["Navy of Peru"]),
        # A party by its members, letters with "&".
        ("The [Conservative Party|ORG] lost. The [Conservatives|ORG] wept.", ["Conservative Party"]),
        ("The [Green Party|ORG] won. [Greens|ORG] sang.", ["Green Party"]),
        ("The [Vell Club|ORG] won. [Vells|ORG] sang.", ["Vell Club", "Vells"]),
        ("The [Vell & Harbour|ORG] sold. The [V&H|ORG] shut.", ["Vell & Harbour"]),
        # What stands by itself, and its parts.
        (
            "The [United Nations Office of Ports|ORG] met. The [United Nations|ORG] sat.",
            ["United Nations", "United Nations Office of Ports"],
        ),
        ("[UNESCO|ORG] and the [UNESCO Heritage Board|ORG]. [UNESCO|ORG] met.", ["UNESCO", "UNESCO Heritage Board"]),
        ("[Vell Coal|ORG] and [Vell Coal Finance Department|ORG].", ["Vell Coal", "Vell Coal Finance Department"]),
        ("The [Ardo Desk|ORG] and [Ardo|ORG]. [Ardo Mills|ORG] shut.", ["Ardo Desk", "Ardo Mills"]),
        # A tract of land without its kind, a side of a country.
        ("The [Golan Heights|LOC] are dry. The [Golan|LOC] burned.", ["Golan Heights"]),
        ("[Kwale|LOC] voted. [Kwale County|LOC] paid.", ["Kwale County"]),
        ("The [Sarno River|LOC] rose. The [Sarno|LOC] fell.", ["Sarno River"]),
        ("The [River Sarno|LOC] rose. The [Sarno River|LOC] fell.", ["River Sarno"]),
        ("[La Vellona|LOC] voted. [Vellona|LOC] paid.", ["La Vellona"]),
        ("[La Paz|LOC] voted. [Perla|LOC] paid.", ["La Paz", "Perla"]),
        ("The [Alameda de San Olaf|LOC] and the [Alameda San Olaf|LOC].", ["Alameda de San Olaf"]),
        ("[Lagos|LOC] and [Lagos Province|LOC].", ["Lagos", "Lagos Province"]),
        ("The [Governorate of Dhofar|LOC] paid. [Dhofar Governorate|LOC] voted.", ["Governorate of Dhofar"]),
        ("[Los Angeles|LOC] burned. [L.A.|LOC] wept.", ["Los Angeles"]),
        ("[southern Peru|LOC] shook. [Peru|LOC] wept.", ["Peru"]),
        ("[Trinamool Congress|ORG] won. [Congress|ORG] lost.", ["Trinamool Congress", "Congress"]),
        # A family's name in two letters within a full name.
        ("[Peter Lo Manchun|PERSON] resigned. [Lo|PERSON] sat.", ["Peter Lo Manchun"]),
        ("[Ana Ng Waiming|PERSON] resigned. [Ng|PERSON] sat.", ["Ana Ng Waiming"]),
        ("[Rui de Waal|PERSON] resigned. [De|PERSON] sat.", ["Rui de Waal", "De"]),
        ("[World Aquatics|ORG] (formerly [FINA|ORG]) and [FINA|ORG].", ["World Aquatics"]),
        ("[Guild of Vell|ORG], widely known as the [Lamp Society|ORG]. The [Lamp Society|ORG] sat.", ["Guild of Vell"]),
        ("[Zzi Ofor|PERSON], who is known as [Nki Dal|PERSON], sang. [Nki Dal|PERSON] sat.", ["Zzi Ofor"]),
        ("[Kofi Adom|PERSON], known to fans as [Little Ode|PERSON], sang. [Little Ode|PERSON] sat.", ["Kofi Adom"]),
        ("[Li Wei Dal|PERSON] (mostly known as [Zzi Ofor|PERSON]) sang. [Zzi Ofor|PERSON] sat.", ["Li Wei Dal"]),
        ("[Kos Ball Union|ORG], known in the trade as the [Lamps|ORG]. The [Lamps|ORG] sat.", ["Kos Ball Union"]),
        ("[Kofi Adom|PERSON], known for playing [Zzi Ofor|PERSON], sang.", ["Kofi Adom", "Zzi Ofor"]),
        ("[Kofi Adom|PERSON], known to have worked as [Zzi Ofor|PERSON]'s aide.", ["Kofi Adom", "Zzi Ofor"]),
        ("The [Guild of Vell|ORG], nicknamed the [Lamps|ORG]. The [Lamps|ORG] sat.", ["Guild of Vell"]),
        ("[Ana \u00adRuiz|PERSON] left. [Ana Ruiz|PERSON] sat.", ["Ana Ruiz"]),
        # Of a body with letters for a name there is one, wherever it stands.
        ("The [UNHCR|ORG] in [Geneva|LOC] and [Peru|LOC]'s [UNHCR|ORG].", ["UNHCR", "Geneva", "Peru"]),
        ("[Bank of England|ORG]. [England|ORG] won.", ["Bank of England", "England"]),
        ("[Neb.|LOC] and [Nebraska|LOC].", ["Nebraska"]),
        ("The [Democratic Republic of Congo|LOC] ([DRC|LOC]).", ["Democratic Republic of the Congo"]),
        ("[Austria|LOC] and [Australia|LOC].", ["Austria", "Australia"]),
        ("[Syrian|NORP] and [Syrians|NORP].", ["Syrian"]),
        ("[Channel 4|ORG] and [Channel 5|ORG].", ["Channel 4", "Channel 5"]),
        ("[Madrid A|ORG] beat [Chelsea A|ORG] here. [Madrid|ORG] sang.", ["Madrid A", "Chelsea A"]),
        ("[Madrid Madrid|ORG] won. [Madrid|ORG] sang.", ["Madrid Madrid"]),
        ("[Chelsea For|ORG] and [Chelsea|ORG].", ["Chelsea For"]),
        ("[L . Reyes|PERSON], [K . Reyes|PERSON].", ["L . Reyes", "K . Reyes"]),
        ("[…|LOC] and [“|GPE] and [/|ORG] and [Mali|LOC].", ["Mali"]),
        (f"[{'The Chamber of ' * 20}|ORG] met [Ada Obi|PERSON].", ["Ada Obi"]),
    ],
)
def test_merging(text: str, names: list[str]) -> None:
    assert sorted(entity.name for entity in entities(text)) == sorted(names)


def test_bare_surname_goes_to_the_first_where_nobody_was_named_for_a_while() -> None:
    text = "[Ana Dale|PERSON] and [Tom Dale|PERSON] came. It rained. It blew. It froze. It hailed. [Dale|PERSON] wept."
    assert [len(entity.mentions) for entity in entities(text)] == [2, 1]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Neither given name tells a gender: the titles and "wife" must.
        (
            "Mr [Ofor|PERSON] and his wife, Mrs [Ofor|PERSON]. [Zzi Ofor|PERSON], [Nki Ofor|PERSON]. Mr [Ofor|PERSON].",
            {"Zzi Ofor": ["Ofor", "Zzi Ofor", "Ofor"], "Nki Ofor": ["Ofor", "Nki Ofor"]},
        ),
        ("Mr [Ofor|PERSON] left. Mrs [Ofor|PERSON] sat.", None),
        (
            "[Li Yuchun|PERSON] sang. [Li Na|PERSON] came. [Li|PERSON] wept.",
            {"Li Yuchun": ["Li Yuchun"], "Li Na": ["Li Na", "Li"]},
        ),
        (
            "[Zzi|PERSON] and [Nki Ofor|PERSON] won. [Zzi|PERSON] sat. [Zzi|PERSON]. [Bo Ofor|PERSON]. [Ofor|PERSON].",
            {"Zzi": ["Zzi", "Zzi", "Zzi"], "Nki Ofor": ["Nki Ofor"], "Bo Ofor": ["Bo Ofor", "Ofor"]},
        ),
        ("[Zzi Frayne|PERSON] left. The [Fraynes|PERSON] sat.", {"Zzi Frayne": ["Zzi Frayne"], "Fraynes": ["Fraynes"]}),
        ("[Zzi Frayne|PERSON] left. [Frayn|PERSON] sat.", {"Zzi Frayne": ["Zzi Frayne", "Frayn"]}),
        # The family's name stands in the middle where a given name of two parts follows it.
        (
            "[Zzi Ng Wai-nok|PERSON] left. [Ng|PERSON] sat. [Ana de Berg-Dahl|PERSON]. [De|PERSON] ate.",
            {"Zzi Ng Wai-nok": ["Zzi Ng Wai-nok", "Ng"], "Ana de Berg-Dahl": ["Ana de Berg-Dahl"], "De": ["De"]},
        ),
        (
            "King [Ofor|PERSON] met [Zzi Ofor|PERSON]. Emperor [Ofor|PERSON] sat.",
            {"Ofor": ["Ofor", "Ofor"], "Zzi Ofor": ["Zzi Ofor"]},
        ),
        (
            "[Zzi Frayne Sr.|PERSON] and [Zzi Frayne Jr.|PERSON] sat. [Frayne Sr.|PERSON] wept.",
            {"Zzi Frayne Sr.": ["Zzi Frayne Sr.", "Frayne Sr."], "Zzi Frayne Jr.": ["Zzi Frayne Jr."]},
        ),
        (
            "[Zzi Ofor|PERSON] and his sister [Nki Ofor|PERSON] sat. [Ofor|PERSON] wept.",
            {"Zzi Ofor": ["Zzi Ofor", "Ofor"], "Nki Ofor": ["Nki Ofor"]},
        ),
        ("[Zzi Kim|PERSON] is no man, [Kim|PERSON] said. Ms [Kim|PERSON] sat.", {"Zzi Kim": ["Zzi Kim", "Kim", "Kim"]}),
    ],
)
def test_two_of_one_family(text: str, names: dict[str, list[str]] | None) -> None:
    if names is None:
        assert len(entities(text)) == 2
    else:
        assert merged(text) == names


def test_bare_surname_goes_to_the_one_in_focus() -> None:
    text = "[Hester Lindqvist|PERSON] sat. [Anders Lindqvist|PERSON]. [Lindqvist|PERSON] ate. Ms. [Lindqvist|PERSON]."
    assert merged(text) == {
        "Hester Lindqvist": ["Hester Lindqvist", "Lindqvist"],
        "Anders Lindqvist": ["Anders Lindqvist", "Lindqvist"],
    }


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("[Syrian|NORP] law.", "Syrian", "SY"),
        ("[the Dutch|NORP] won.", "the Dutch", "NL"),
        ("[Paris|LOC], [Texas|LOC], is small.", "Paris", "US"),
        ("[Paris|LOC] is large.", "Paris", "FR"),
        ("[Georgia|LOC] and [Tbilisi|LOC].", "Georgia", "GE"),
        ("[Georgia|LOC], near [Atlanta|LOC].", "Georgia", "US"),
        ("[Georgia|LOC] alone.", "Georgia", None),
        ("[Congo|LOC] and [Kinshasa|LOC].", "Congo", "CD"),
        ("[Jordan|LOC] is dry.", "Jordan", "JO"),
        ("[Erewhon|LOC] is wet.", "Erewhon", None),
        ("[Hamilton|LOC], [Ont|LOC]. was calm.", "Hamilton", "CA"),
        ("[Camden|LOC], [NJ|LOC], is small.", "Camden", "US"),
        ("[Camden|LOC], [NJ|LOC], is small.", "NJ", "US"),
        ("[Perth|LOC], [WA|LOC], is large.", "Perth", "AU"),
        ("[Essen|LOC], [DE|LOC], is large.", "Essen", "DE"),
        ("[WA|LOC] is in the north.", "WA", "GH"),
        ("[Erewhon, FL|LOC] is wet.", "Erewhon", "US"),
        ("[Erewhon|LOC] in northern [Kenya|LOC].", "Erewhon", "KE"),
        ("[Kenya|LOC]'s [Erewhon|LOC] is wet.", "Erewhon", "KE"),
        ("[Kenya|LOC]'s [Oslo|LOC] is none.", "Oslo", "NO"),
        ("The [Netherlands|LOC] and [Sicily|LOC].", "Netherlands", "NL"),
        ("[North America|LOC] is large.", "North America", None),
        ("[Jupiter|LOC] is large.", "Jupiter", None),
        ("[Jupiter|LOC], [Florida|LOC], is small.", "Jupiter", "US"),
        ("[Erewhon County|LOC] in [Ohio|LOC]. [Ohio|LOC] and [Erewhon County|LOC].", "Erewhon County", "US"),
        ("[Zell Road|LOC] and [Kenya|LOC].", "Zell Road", "KE"),
        ("[Zell Road|LOC] and [Kenya|LOC] and [Oslo|LOC].", "Zell Road", None),
        ("[Erewhon|LOC] and [Kenya|LOC].", "Erewhon", "KE"),
        ("[Erewhon|LOC] and [Kenya|LOC] and [Nairobi|LOC].", "Erewhon", "KE"),
        ("[Black Sea|LOC] and [Kenya|LOC] and [Nairobi|LOC].", "Black Sea", None),
        ("[Erewhon|LOC] and [Kenya|LOC] and [Nairobi|LOC] and [Oslo|LOC] and [Norway|LOC].", "Erewhon", None),
        ("[United Nations|ORG] staff.", "United Nations", None),
        # A first-level part has the people of its cities: more than a namesake abroad, or as many.
        ("[Ontario|LOC]'s labour minister spoke.", "Ontario", "CA"),
        ("Rice grew dearer in [Goa|LOC].", "Goa", "IN"),
        ("Voters in [Victoria|LOC] stayed away.", "Victoria", "AU"),
        ("Fires spread in [Galicia|LOC].", "Galicia", "ES"),
        ("Rebels held [Nord-Kivu|LOC].", "Nord-Kivu", "CD"),
    ],
)
def test_country(text: str, name: str, country: str | None) -> None:
    assert {e.name: e.country for e in entities(text)}[name] == country


def test_repairs() -> None:
    assert merged("[He|PERSON] met [Ana Ruiz's|PERSON] aunt, [Ana Ruiz,|PERSON] too.") == {
        "Ana Ruiz": ["Ana Ruiz", "Ana Ruiz"]
    }


def test_same_string_gets_the_label_of_most() -> None:
    found = entities("[Sanna|PERSON] ran. [Sanna|PERSON] won. [Sanna|ORG] slept.")
    assert [(e.label, len(e.mentions)) for e in found] == [("PERSON", 3)]


def test_a_name_passed_over_in_the_last_words_of_a_text() -> None:
    """Its first word begins a longer name as well, which the text has no room for."""
    text = "[Tema Nurses Union|ORG] met [Tema Nurses|ORG] and left Tema Nurses"
    assert merged(text) == {"Tema Nurses Union": ["Tema Nurses Union", "Tema Nurses", "Tema Nurses"]}


def test_aliases_and_reasons() -> None:
    doc = EntityMerger()(marked("[Joachim “Jocke” Wallin|PERSON] sat. [Jocke|PERSON] rose."))
    (entity,) = keys.get(doc, keys.ENTITIES)
    assert (entity.name, entity.aliases) == ("Joachim Wallin", ("Jocke",))
    assert any(d.rule == "merge" and "Jocke" in d.note for d in doc.user_data[keys.DECISIONS])


def test_scores_come_from_the_span_group() -> None:
    doc = marked("[Ana Ruiz|PERSON] met [Bo Lund|PERSON].")
    doc.spans[keys.MENTIONS] = list(doc.ents)
    doc.spans[keys.MENTIONS].attrs["scores"] = [0.5, 0.75]
    assert [e.score for e in keys.get(EntityMerger()(doc), keys.ENTITIES)] == [0.5, 0.75]


def test_ids_are_in_order_of_appearance() -> None:
    found = entities("[Oslo|LOC] and [Ana Ruiz|PERSON] and [Bo|PERSON].")
    assert [e.id for e in found] == ["E1", "E2", "E3"]
    assert [e.name for e in found] == ["Oslo", "Ana Ruiz", "Bo"]


def test_without_merging() -> None:
    doc = EntityMerger(merge=False)(marked("[Ana Ruiz|PERSON] and [Ruiz|PERSON]."))
    assert [e.name for e in keys.get(doc, keys.ENTITIES)] == ["Ana Ruiz", "Ruiz"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "no names here"])
def test_texts_without_names(text: str) -> None:
    assert entities(text) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("Aaü'’-. JrKim\n", min_size=1, max_size=12),
            st.sampled_from(["PERSON", "ORG", "GPE", "NORP", "DATE"]),
        ),
        max_size=8,
    )
)
def test_offsets_always_hold(parts: list[tuple[str, str]]) -> None:
    doc = marked(" and ".join(f"[{text}|{label}]" for text, label in parts))
    for entity in keys.get(EntityMerger()(doc), keys.ENTITIES):
        assert entity.label != "DATE"
        for mention in entity.mentions:
            assert doc.text[mention.start : mention.end] == mention.text


@pytest.mark.slow
def test_five_thousand_names() -> None:
    """Names are looked up by their words: seconds, where comparing each with each takes minutes."""
    names = [
        f"{first}{i % 71} {last}{i}son" for i, (first, last) in enumerate([("Anna", "Berg"), ("Otto", "Lund")] * 2500)
    ]
    words = [w for name in names for w in (*name.split(), ",")]
    doc = Doc(NLP.vocab, words=words)
    doc.set_ents([Span(doc, 3 * i, 3 * i + 2, label="PERSON") for i in range(len(names))])
    assert len(keys.get(EntityMerger()(doc), keys.ENTITIES)) == 5000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in [AP|LOC] yesterday.", [("AP", "LOC")]),
        ("[Gridlux|PERSON], the network operator, was hacked.", [("Gridlux", "ORG")]),
        ("[Gridlux|PERSON], the network engineer, was hacked.", [("Gridlux", "PERSON")]),
        ("[Maria|PERSON], the network operator, was tired.", [("Maria", "PERSON")]),
        ("His daughter, [Saoirse|ORG], a biologist at the institute, agreed.", [("Saoirse", "PERSON")]),
        ("The group, [Veolia|ORG], a water company, agreed.", [("Veolia", "ORG")]),
        ("They drew with [Ajaks|LOC] and lost to [Porto Vell|LOC].", [("Ajaks", "ORG"), ("Porto Vell", "ORG")]),
        (
            "[Antigua|LOC] and [Barbuda|ORG] met [São Tomé|LOC] and [Príncipe|LOC].",
            [("Antigua and Barbuda", "LOC"), ("São Tomé and Príncipe", "LOC")],
        ),
        (
            "[Encik Ramli Orl|PERSON], [YB Aina Vell|PERSON], [Kgosi Dale Dorrit|PERSON].",
            [("Ramli Orl", "PERSON"), ("Aina Vell", "PERSON"), ("Dale Dorrit", "PERSON")],
        ),
        ("[Peru|LOC] accused [Kigali|PERSON].", [("Peru", "LOC"), ("Kigali", "LOC")]),
        ("[Kestrel Foods plc|ORG] fell. [Kestrel|NORP] said so.", [("Kestrel Foods plc", "ORG")]),
        ("[Ford Inc|ORG] fell. [Doug Ford|PERSON] saw [Ford|PERSON].", [("Ford Inc", "ORG"), ("Doug Ford", "PERSON")]),
        ("The plant in [Goole|LOC] closes. [Goole|PERSON] was safe.", [("Goole", "LOC")]),
        ("[Ana Lund|PERSON] left [Lund|LOC]. [Lund|PERSON] wept.", [("Ana Lund", "PERSON"), ("Lund", "LOC")]),
        ("[Ana|PERSON] President [Ana Ruiz|PERSON] left.", [("Ana Ruiz", "PERSON")]),
        ("[MEDELLÍN, Colombia|LOC] was calm.", [("Medellín", "LOC"), ("Colombia", "LOC")]),
        ("[Bell, Book and Candle Lane|LOC] was calm.", [("Bell, Book and Candle Lane", "LOC")]),
        ("[Oslo Water Board|ORG], or [OWB|ORG]. Then OWB spoke of Oslo Water Board.", [("Oslo Water Board", "ORG")]),
        ("They beat [Celta Vigo\n\nMadrid|ORG] won.", [("Celta Vigo", "ORG"), ("Madrid", "ORG")]),
        ("[Insp Ana Ruiz|PERSON] came.", [("Ana Ruiz", "PERSON")]),
        ("[Sahel|LOC] and [Sahel|LOC] and [Sahel|MISC].", [("Sahel", "LOC")]),
        ("[Oslo|LOC] and [Oslo|LOC] and [Oslo|ORG].", [("Oslo", "LOC"), ("Oslo", "ORG")]),
        ("[Ana Raisi|PERSON] and [Raisi|PERSON], then [Raisi|PERSON] and [Raisi|NORP].", [("Ana Raisi", "PERSON")]),
        ("[Neon Ferrets|MISC] came. [Neon Ferrets|ORG] sang. [Neon Ferrets|ORG] left.", [("Neon Ferrets", "ORG")]),
        ("[Veltor|PERSON] rose. [Veltor|ORG] fell. [Veltor|ORG] closed.", [("Veltor", "ORG")]),
        ("[Ana Vesta|PERSON], [Vesta|PERSON], [Vesta|PERSON], [Vesta|ORG].", [("Ana Vesta", "PERSON")]),
        ("[Ana Lund|PERSON] and [Galle|PERSON] were out.", [("Ana Lund", "PERSON"), ("Galle", "PERSON")]),
        (
            "[Ana Ruiz|PERSON] ([D-Morriston|PERSON]), [R-Texas|LOC].",
            [("Ana Ruiz", "PERSON"), ("Morriston", "LOC"), ("R-Texas", "LOC")],
        ),
        ("[Ana Ruiz|PERSON], [R-N.M.|LOC], left.", [("Ana Ruiz", "PERSON"), ("N.M.", "LOC")]),
        ("Fans of [K-Pop|MISC] and [Ana Ruiz|PERSON] ([K-Pop|MISC]).", [("K-Pop", "MISC"), ("Ana Ruiz", "PERSON")]),
        ("Call [01632 960 983|MONEY] or [0800-555-111|MONEY] or +[44 20 7946 0123|MONEY].", []),
        (
            "It cost [1 200 000|MONEY], [£85|MONEY], [1.2 million|MONEY].",
            [("1 200 000", "MONEY"), ("£85", "MONEY"), ("1.2 million", "MONEY")],
        ),
        (
            "The [Tánaiste|MISC], [Taoiseach|NORP], [Prime Minister|PERSON], the [Speaker|PERSON].",
            [],
        ),
        ("[King|PERSON] left the [King|PERSON].", [("King", "PERSON")]),
        ("[Ana King|PERSON] came. The [King|PERSON] rose.", [("Ana King", "PERSON")]),
        (
            "[Pensioner|PERSON] lost. [Baker|PERSON] won. [Gilchrist|PERSON] came.",
            [("Baker", "PERSON"), ("Gilchrist", "PERSON")],
        ),
        ("[Holly Power|PERSON] and [Vell Trust|MISC].", [("Holly Power", "PERSON"), ("Vell Trust", "ORG")]),
        ("[New York City|ORG] left [Quezon City|LOC].", [("New York City", "ORG"), ("Quezon City", "LOC")]),
        ("[Amit Shah-Deo|PERSON] left. [Shah-Deo|PERSON] sat.", [("Amit Shah-Deo", "PERSON")]),
        ("The [Vell Hospital|FAC] ([VH|ORG]) closed. [VH|ORG] wept.", [("Vell Hospital", "FAC")]),
        ("The [WI|ORG] of [Vell WI|LOC].", [("Vell WI", "ORG")]),
        ("[Zayd bin Salim|PERSON], popularly known as [ZBS|PERSON], left.", [("Zayd bin Salim", "PERSON")]),
        ("[Ford Motor Co. Ltd.|ORG] and [St. John|ORG] won.", [("Ford Motor Co. Ltd.", "ORG"), ("St. John", "ORG")]),
        ("They played the [Joker|PERSON]. The [Biden|PERSON] years.", [("Joker", "PERSON"), ("Biden", "PERSON")]),
        ("[TP Nkana|ORG] won. [TP|ORG] [Nkana|PERSON] lost.", [("TP Nkana", "ORG")]),
        ("[Pvt|LOC]. [Ana Ruiz|PERSON] left.", [("Ana Ruiz", "PERSON")]),
        ("[Apex Corp|ORG] rose. [Apex|ORG] and [Apex|ORG] and [Apex|LOC].", [("Apex Corp", "ORG")]),
        (
            "[Brighton Munthali|PERSON] dived. They flew to [Brighton|LOC].",
            [("Brighton Munthali", "PERSON"), ("Brighton", "LOC")],
        ),
        ("Queen [Máxima-Louise|PERSON] sat. Queen [Máxima|PERSON] rose.", [("Máxima-Louise", "PERSON")]),
        ("[Tolstoy|PERSON]'s [Anna Karenina|PERSON] is long.", [("Tolstoy", "PERSON"), ("Anna Karenina", "PERSON")]),
        ("Gov. [Kay Ivers (R)|PERSON] left.", [("Kay Ivers", "PERSON")]),
        ("A [Dark Tide|MISC] Begins\n\nThey saw [Dark Tide|MISC] there.", [("Dark Tide", "MISC")]),
        ("They saw a [Dark Tide|MISC] there.", [("Dark Tide", "MISC")]),
        ("He came on [Friday|MISC] with [Black Friday|MISC] goods.", [("Black Friday", "MISC")]),
    ],
)  # fmt: skip
def test_labels_that_the_text_corrects(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(e.name, e.label) for e in entities(text)] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asked by [Mark Delgado, D-Nev.|PERSON], she said no.", "Mark Delgado"),
        ("[Michael Dunne KC|PERSON], prosecuting, said no.", "Michael Dunne"),
        ("[Kc Jones|PERSON] said no.", "Kc Jones"),
        ("[Sammy Davis Jr.|PERSON] sang.", "Sammy Davis Jr."),
    ],
)
def test_names_without_party_office_and_degree(text: str, name: str) -> None:
    assert [e.name for e in entities(text)] == [name]


_CAPITALS = """[GRAN|PERSON] FIGHTS OFF [WALLABY|LOC] IN [BALLARAT|LOC], [PASCOE|PERSON] TELLS [BBC|ORG]

A grandmother in [Ballarat|LOC] fought off a wallaby on Tuesday. [Doreen Pascoe|PERSON], who is 82, used a broom and a
lid to drive it out of her kitchen and into the road."""


def test_words_that_only_capitals_make_names() -> None:
    assert [e.name for e in entities(_CAPITALS)] == ["Ballarat", "Doreen Pascoe", "BBC"]


def test_capitals_without_a_body_stay() -> None:
    assert [e.name for e in entities("[WALLABY|LOC] STRIKES [ELK|PERSON] AGAIN")] == ["Wallaby", "Elk"]
