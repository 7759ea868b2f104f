"""GeoJSON by the rules of RFC 7946."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import newsparse
from newsparse.outputs import WRITERS

if TYPE_CHECKING:
    from newsparse.types import Article


def located(article: Article, latitude: float | None, longitude: float | None) -> Article:
    """The article with its one place at the coordinates."""
    ada, accra = article.entities
    where = replace(accra, latitude=latitude, longitude=longitude, geonames_id=2306104, admin1="Greater Accra")
    return replace(article, entities=(ada, where))


def check_collection(data: Any) -> None:
    """Sections 3 to 7: types, members, positions; no member that another type defines; no `crs`."""
    assert data["type"] == "FeatureCollection"
    assert isinstance(data["features"], list)
    assert not {"coordinates", "geometries", "geometry", "properties", "crs"} & data.keys()
    for feature in data["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties"} <= feature.keys()
        assert not {"coordinates", "geometries", "features", "crs"} & feature.keys()
        assert feature["properties"] is None or isinstance(feature["properties"], dict)
        geometry = feature["geometry"]
        assert geometry["type"] == "Point"
        assert not {"geometries", "geometry", "properties", "features", "crs"} & geometry.keys()
        longitude, latitude = geometry["coordinates"]
        assert all(type(each) in (int, float) for each in (longitude, latitude))
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_a_place_is_a_feature(article: Article) -> None:
    data = newsparse.to_geojson(located(article, 5.56, -0.2))
    check_collection(data)
    (feature,) = data["features"]
    assert feature["geometry"]["coordinates"] == [-0.2, 5.56]
    told = feature["properties"]
    assert (told["name"], told["country"], told["admin1"], told["geonames_id"]) == (
        "Accra",
        "GH",
        "Greater Accra",
        2306104,
    )
    assert (told["article"], told["article_id"], told["published"]) == (1, "a1", "2025-05-03")
    (mention,) = told["mentions"]
    assert article.text[mention["start"] : mention["end"]] == mention["text"] == "Accra"


def test_many_articles_are_one_collection(article: Article) -> None:
    data = newsparse.to_geojson(iter([located(article, 0.0, 0.0), article, located(article, -90.0, 180.0)]))
    check_collection(data)
    assert [each["properties"]["article"] for each in data["features"]] == [1, 3]


def test_without_coordinates_there_is_no_feature(article: Article) -> None:
    for each in (article, located(article, None, None), located(article, 1.0, None)):
        assert newsparse.to_geojson(each) == {"type": "FeatureCollection", "features": []}


def test_the_writer_writes_json(article: Article) -> None:
    text = WRITERS["geojson"](located(article, 5.56, -0.2))
    assert text.isascii()
    data = json.loads(text, parse_constant=lambda name: 1 / 0)
    check_collection(data)
    assert data == newsparse.to_geojson(located(article, 5.56, -0.2))
