"""Where places are: the packed gazetteer of countries, their first-level parts and cities.

`data/gazetteer.npz` is written by `training/gazetteer.py`: the names and the columns as arrays. It is read once, at the
first look-up, and kept so: a name is found by bisection, and no object is made for a place that nobody asks for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from newsparse.names import fold
from newsparse.once import once

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

__all__ = [
    "COLUMNS", "DEGREE", "FIGURES", "KINDS", "Kind", "Region", "Spot", "candidates", "country_spot", "key", "people_of",
    "region_by_letters", "weighed",
]  # fmt: skip

Region = tuple[str, str]
"""A country's code and the name of its first-level part."""
Kind = Literal["country", "region", "district", "city"]
"""`region` is the first level below the country, `district` the second, where the data have one."""
KINDS: tuple[Kind, ...] = get_args(Kind)

DEGREE = 100
"""Coordinates are kept in hundredths of a degree, a kilometre."""
FIGURES = 1000
"""People are kept as three figures and a power of ten."""
_OTHER_NAME = -0.7


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of the gazetteer.

    `id` is its GeoNames id, `admin1` the name of the first-level part of the country that it is in or is; both are
    None where the sources have none. `population` counts people to three figures, None where it is not known.
    """

    id: int | None
    kind: Kind
    country: str
    admin1: str | None
    latitude: float
    longitude: float
    population: int | None

    @property
    def region(self) -> Region:
        """Its country and the name of its first-level part, "" where it has none."""
        return self.country, self.admin1 or ""

    def lies_in(self, regions: Collection[Region]) -> bool:
        """Whether it is no region itself and lies in one of some."""
        return self.kind != "region" and self.region in regions


def key(name: str) -> str:
    """What a name is looked up by: folded, without hyphens, full stops and a first "the"."""
    return " ".join(fold(name).replace("-", " ").replace(".", "").split()).removeprefix("the ")


class _Gazetteer:
    """The columns of the table; rows are in the order of their keys, of equal ones the most populous first."""

    def __init__(self, file: IO[bytes]) -> None:
        with np.load(file) as arrays:
            self.countries: list[str] = arrays["countries"].tolist()
            self.regions: list[str] = arrays["regions"].tolist()
            self.names, self.others = _Names(arrays["names"]), _Names(arrays["others"])
            self.columns: dict[str, NDArray[Any]] = {name: arrays[name] for name in COLUMNS}
            self.other_rows = arrays["other_rows"]

    def spots(self, wanted: str) -> tuple[Spot, ...]:
        return tuple(self.spot(row) for row in self.names.rows(wanted))

    def other_spots(self, wanted: str) -> tuple[Spot, ...]:
        return tuple(self.spot(int(self.other_rows[i])) for i in self.others.rows(wanted))

    def spot(self, row: int) -> Spot:
        of = {name: int(column[row]) for name, column in self.columns.items()}
        figures, power = of["people"] % FIGURES, of["people"] // FIGURES
        return Spot(
            id=of["id"] or None,
            kind=KINDS[of["kind"]],
            country=self.countries[of["country"]],
            admin1=self.regions[of["region"]] or None,
            latitude=of["latitude"] / DEGREE,
            longitude=of["longitude"] / DEGREE,
            population=figures * 10**power or None,
        )

    def in_cities(self, region: Spot) -> int:
        """The people of the cities of a first-level region."""
        if region.admin1 not in self.regions:
            return 0
        of = self.columns
        country, within = self.countries.index(region.country), self.regions.index(region.admin1)
        there = (of["country"] == country) & (of["region"] == within) & (of["kind"] == KINDS.index("city"))
        people = dict(zip(of["id"][there].tolist(), of["people"][there].tolist(), strict=True))
        return sum(each % FIGURES * 10 ** (each // FIGURES) for each in people.values())


COLUMNS = {
    "id": "<u4", "kind": "u1", "country": "u1", "region": "<u2", "latitude": "<i2", "longitude": "<i2", "people": "<u2",
}  # fmt: skip


class _Names:
    """Sorted names in UTF-8, one a line, found by bisection."""

    def __init__(self, letters: NDArray[Any]) -> None:
        self._blob = letters.tobytes()
        self._ends = np.flatnonzero(letters == ord("\n"))

    def rows(self, wanted: str) -> range:
        """The rows whose name is `wanted`."""
        name, rows = wanted.encode("utf-8", "surrogatepass"), range(len(self._ends))
        first = bisect_left(rows, name, key=self._at)
        return range(first, bisect_right(rows, name, first, key=self._at))

    def _at(self, row: int) -> bytes:
        begin = int(self._ends[row - 1]) + 1 if row else 0
        return self._blob[begin : int(self._ends[row])]


@once
def _gazetteer() -> _Gazetteer:
    """The packaged table; read by whoever comes first, while others wait."""
    with (files("newsparse.entities") / "data" / "gazetteer.npz").open("rb") as file:
        return _Gazetteer(file)


@lru_cache(maxsize=4096)
def candidates(name: str) -> tuple[Spot, ...]:
    """The places that bear the name, as written in the sources or in English; the most populous first."""
    return _gazetteer().spots(key(name))


@lru_cache(maxsize=4096)
def weighed(name: str) -> tuple[tuple[Spot, float], ...]:
    """The places that bear a name, last larger cities in another language or time, and what that adds to the weight."""
    others = _gazetteer().other_spots(key(name))
    return (*((spot, 0.0) for spot in candidates(name)), *((spot, _OTHER_NAME) for spot in others))


@lru_cache(maxsize=4096)
def people_of(spot: Spot) -> int:
    """The people of a country or city, and of a first-level region those of its cities; 0 where none are counted."""
    return _gazetteer().in_cities(spot) if spot.kind == "region" else spot.population or 0


def country_spot(code: str) -> Spot | None:
    """The country of an ISO 3166-1 alpha-2 code; None for a code that the table lacks."""
    return next(iter(candidates(f"#{code}")), None)


def region_by_letters(letters: str, country: str) -> Spot | None:
    """The state or province of a country by its letters: "NJ" in US; None where there is none."""
    return next(iter(candidates(f"#{country} {letters}")), None)
