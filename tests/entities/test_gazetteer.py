"""The packed table of places: what it holds, and that packing keeps it."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.entities import gazetteer
from newsparse.entities.gazetteer import Spot, candidates, country_spot, region_by_letters, weighed
from training.packing import pack


def _table(data: bytes) -> gazetteer._Gazetteer:
    return gazetteer._Gazetteer(BytesIO(data))


ORE = Spot(7, "city", "SE", "Örebro", 59.27, -15.21, 118_000)
TOWN = Spot(None, "city", "SE", None, -1.5, 179.99, None)


def test_what_is_packed_is_read() -> None:
    table = _table(pack([("orebro", TOWN), ("orebro", ORE), ("abo", TOWN)], [("oerebro", ("orebro", ORE))]))
    assert table.spots("orebro") == (ORE, TOWN)
    assert table.spots("abo") == (TOWN,)
    assert table.other_spots("oerebro") == (ORE,)
    assert table.spots("zz") == table.spots("") == table.other_spots("orebro") == ()


def test_a_region_has_the_people_of_its_cities() -> None:
    region, city = Spot(1, "region", "SE", "Örebro", 59.3, -15.2, None), Spot(2, "city", "SE", "Västra", 1.0, 1.0, 5000)
    table = _table(pack([("a", region), ("orebro", ORE), ("o", ORE), ("b", city)], []))
    assert table.in_cities(region) == 118_000


@given(st.integers(0, 2_000_000_000))
def test_people_are_kept_to_three_figures(people: int) -> None:
    spot = Spot(1, "city", "SE", "", 0.0, 0.0, people)
    kept = _table(pack([("a", spot)], [])).spots("a")[0].population or 0
    assert abs(kept - people) <= people * 0.006


@given(st.text(max_size=30))
def test_any_name_can_be_looked_up(name: str) -> None:
    assert all(isinstance(spot, Spot) for spot in candidates(name))


@pytest.mark.parametrize(
    ("name", "country", "kind", "admin1"),
    [
        ("The Hague", "NL", "city", "South Holland"),
        ("BOGOTÁ", "CO", "city", "Bogota D.C."),
        ("Stratford-upon-Avon", "GB", "city", "England"),
        ("Scotland", "GB", "region", "Scotland"),
        ("Nova Scotia", "CA", "region", "Nova Scotia"),
        ("Kent", "GB", "district", "England"),
        ("Portugal", "PT", "country", None),
    ],
)
def test_names_have_their_places(name: str, country: str, kind: str, admin1: str | None) -> None:
    assert (country, kind, admin1) in {(spot.country, spot.kind, spot.admin1) for spot in candidates(name)}


def test_cities_have_other_names() -> None:
    assert {spot.id for spot, added in weighed("Calcutta") if added} == {spot.id for spot in candidates("Kolkata")}


def test_codes_and_letters() -> None:
    india, ontario = country_spot("IN"), region_by_letters("ON", "CA")
    assert india is not None
    assert (india.id, india.kind) == (1269750, "country")
    assert ontario is not None
    assert ontario.admin1 == "Ontario"
    assert country_spot("XX") is None
    assert region_by_letters("ON", "US") is None


def test_coordinates_are_degrees() -> None:
    columns = gazetteer._gazetteer().columns
    assert abs(columns["latitude"]).max() <= 9000
    assert abs(columns["longitude"]).max() <= 18000
