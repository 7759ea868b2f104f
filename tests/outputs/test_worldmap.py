"""The map of the world: valid XML, nothing from outside, points where they belong."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from newsparse import InputError
from newsparse.outputs.worldmap import MapPoint, _outlines, world_map_svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*points: MapPoint, **options: str) -> ET.Element:
    return ET.fromstring(world_map_svg(points, **options))  # noqa: S314 - our own


def test_points_are_where_they_belong() -> None:
    first, second = drawn(MapPoint(-33.9, 18.4, "Cape Town"), MapPoint(51.5, -0.1, "London", 9)).iter(f"{SVG}circle")
    assert (first.get("cx"), first.get("cy")) == ("1799", "385")
    assert (second.get("cx"), second.get("cy")) == ("1984", "1239")
    assert float(first.get("r", 0)) > float(second.get("r", 0))
    assert [each.findtext(f"{SVG}title") for each in (first, second)] == ["London: 9", "Cape Town: 1"]


def test_it_says_what_it_is() -> None:
    svg = drawn(MapPoint(5.6, -0.2, "Accra <&>"), title="Where & when", prefix="m2")
    assert svg.get("role") == "img"
    ids = (svg.get("aria-labelledby") or "").split()
    texts = {each.get("id"): each.text for each in svg if each.get("id")}
    assert [texts[each] for each in ids] == ["Where & when", "A map of the world with 1 places. Accra <&>: 1."]
    assert all(each.startswith("m2-") for each in ids)


def test_many_points_are_counted() -> None:
    svg = drawn(*(MapPoint(0, n, f"P{n:02}") for n in range(12)))
    assert (svg.findtext(f"{SVG}desc") or "").endswith("P09: 1; and 2 more.")
    assert drawn().findtext(f"{SVG}desc") == "A map of the world without points."


def test_it_needs_nothing_from_outside() -> None:
    text = world_map_svg([MapPoint(0, 0, "x")])
    assert len(text) < 150_000
    assert not re.search(r"href|<script|url\(|@import|font", text)
    for scheme in ("prefers-color-scheme:dark", "@media print"):
        assert scheme in text


@pytest.mark.parametrize("at", [(91.0, 0.0), (0.0, -180.5), (float("nan"), 0.0), (0.0, float("inf"))])
def test_other_places_are_refused(at: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="degrees"):
        world_map_svg([MapPoint(*at, "nowhere")])


def test_the_outlines_are_closed_areas_without_leaps() -> None:
    paths = _outlines().split("z")
    assert paths.pop() == ""
    assert len(paths) > 200
    for path in paths:
        assert re.fullmatch(r"M-?\d+ ?-?\d+l(-?\d+ ?)+", path)
        numbers = [int(each) for each in re.findall(r"-?\d+", path.partition("l")[2])]
        assert len(numbers) >= 6
        assert len(numbers) % 2 == 0
        assert max(map(abs, numbers)) < 1000
    assert all(one != other for one, other in pairwise(sorted(paths)))
