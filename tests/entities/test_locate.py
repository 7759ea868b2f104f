"""Which of the places of a name a text means, on Docs made by hand."""

from __future__ import annotations

import pytest

from newsparse import keys
from newsparse.entities.component import EntityMerger, mentions_of
from newsparse.entities.locate import kilometres
from newsparse.entities.within import within
from newsparse.text.tokens import read_tokens

from .marked import marked


def places(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Name -> country and first-level region of each place that has coordinates."""
    found = keys.get(EntityMerger()(marked(text)), keys.ENTITIES)
    return {e.name: (e.country, e.admin1) for e in found if e.latitude is not None}


def test_a_place_has_all_its_facts() -> None:
    (accra,) = keys.get(EntityMerger()(marked("Rain fell in [Accra|LOC].")), keys.ENTITIES)
    assert (accra.country, accra.admin1, accra.geonames_id) == ("GH", "Greater Accra", 2306104)
    assert (accra.latitude, accra.longitude) == pytest.approx((5.56, -0.2), abs=0.05)
    assert accra.population is not None
    assert accra.population > 1_000_000


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("The mill in [Camden|LOC], [NJ|LOC], closed.", "Camden", ("US", "New Jersey")),
        ("The mill in [London|LOC], [Ontario|LOC], closed.", "London", ("CA", "Ontario")),
        ("The mill in [London|LOC], [Ontario|LOC], closed.", "Ontario", ("CA", "Ontario")),
        ("Police in [Springfield|LOC], [Ill.|LOC], came.", "Springfield", ("US", "Illinois")),
        ("She left [Paris|LOC], [Texas|LOC], in May.", "Paris", ("US", "Texas")),
        ("She left [Paris|LOC] in May.", "Paris", ("FR", "Île-de-France")),
        ("Snow fell in [Buffalo|LOC], [New York|LOC].", "Buffalo", ("US", "New York")),
        # Near other places of the text, against a namesake of more people.
        (
            "A man from [Gloucester|LOC] was held in [Boston|LOC], [Massachusetts|LOC].",
            "Gloucester",
            ("US", "Massachusetts"),
        ),
        # Lists tell no regions.
        ("Trains to [Ternopil|LOC], [Lviv|LOC] and [Odesa|LOC] were late.", "Ternopil", ("UA", "Ternopil")),
        ("Farmers in [West Virginia|LOC], [Oklahoma|LOC] and [Arizona|LOC].", "West Virginia", ("US", "West Virginia")),
        ("Flights to [Lusaka|LOC], [Ghana|LOC] and [Nigeria|LOC].", "Lusaka", ("ZM", "Lusaka Province")),
        # Towns that the table of countries lacks.
        ("Boats left [Punta del Este|LOC] for [Uruguay|LOC]'s capital.", "Punta del Este", ("UY", "Maldonado")),
        ("[Calcutta|LOC], in [India|LOC], was hot.", "Calcutta", ("IN", "West Bengal")),
        ("The governor of [Puntarenas|LOC] spoke in [Costa Rica|LOC].", "Puntarenas", ("CR", "Puntarenas Province")),
        ("[Brazil|LOC] won.", "Brazil", ("BR", None)),
    ],
)
def test_the_text_tells_which(text: str, name: str, where: tuple[str | None, str | None]) -> None:
    assert places(text)[name] == where


def test_a_region_that_is_told_is_the_region() -> None:
    city, region = (
        next(e for e in keys.get(EntityMerger()(marked(text)), keys.ENTITIES) if e.name == "New York")
        for text in ("She works in [New York|LOC].", "She works in [Ithaca|LOC], [New York|LOC].")
    )
    assert (city.geonames_id, region.geonames_id) == (5128581, 5128638)


@pytest.mark.parametrize(
    "text",
    [
        "They met in the [Paris Cinema|FAC].",
        "They met at [Boston|FAC].",
        "[Qwxyzzy|LOC] is nowhere.",
        "The mill in [Zagreb|LOC], [NJ|LOC].",
        "[Ada Moss|PERSON] of the [Lagos Herald|ORG].",
    ],
)
def test_what_is_not_known_has_no_place(text: str) -> None:
    assert not places(text).keys() & {"Paris Cinema", "Boston", "Qwxyzzy", "Zagreb", "Ada Moss", "Lagos Herald"}


@pytest.mark.parametrize(
    ("text", "codes", "regions"),
    [
        ("[London|LOC], [Ontario|LOC]", {"CA"}, {"Ontario"}),
        ("[London|LOC], [Peru|LOC]", set(), set()),
        ("[Qwxyzzy|LOC] in western [Nebraska|LOC]", {"US"}, {"Nebraska"}),
        ("[Qwxyzzy|LOC] and [Ontario|LOC]", set(), set()),
    ],
)
def test_the_country_of_a_region_and_its_city(text: str, codes: set[str], regions: set[str]) -> None:
    doc = marked(text)
    tokens = read_tokens(doc)
    told = [each for i, each in within(tokens, mentions_of(doc, tokens)) if i == 0]
    assert {code for each in told for code in each.codes} == codes
    assert {region for each in told for _, region in each.regions} == regions


def test_distances() -> None:
    assert kilometres((0.0, 179.5), (0.0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((90.0, 0.0), (-90.0, 77.0)) == pytest.approx(20015, abs=1)
    assert kilometres((51.51, -0.13), (48.85, 2.35)) == pytest.approx(344, abs=3)
    assert kilometres((1.0, 2.0), (1.0, 2.0)) == 0
