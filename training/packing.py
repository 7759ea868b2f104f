"""The gazetteer as bytes, in the format that `newsparse.entities.gazetteer` describes and reads."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from newsparse.entities.gazetteer import COLUMNS, DEGREE, FIGURES, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from newsparse.entities.gazetteer import Spot

__all__ = ["pack"]


def pack(rows: Sequence[tuple[str, Spot]], others: Sequence[tuple[str, tuple[str, Spot]]]) -> bytes:
    """The table as bytes: `rows` are keys and places, `others` further keys for some of these rows."""
    ordered = sorted(rows, key=_rank)
    spots = [spot for _, spot in ordered]
    countries = sorted({spot.country for spot in spots})
    regions = sorted({spot.admin1 or "" for spot in spots} | {""})
    number = {row: i for i, row in enumerate(ordered)}
    further = sorted((name.encode(), number[row]) for name, row in others)
    file = BytesIO()
    np.savez_compressed(
        file,
        countries=np.array(countries),
        regions=np.array(regions),
        names=_lines(name.encode() for name, _ in ordered),
        others=_lines(name for name, _ in further),
        other_rows=np.array([row for _, row in further], "<u4"),
        **{name: np.array(of, COLUMNS[name]) for name, of in _values(spots, countries, regions).items()},
    )
    return file.getvalue()


def _lines(names: Iterable[bytes]) -> NDArray[Any]:
    return np.frombuffer(b"".join(name + b"\n" for name in names), np.uint8)


def _values(spots: Sequence[Spot], countries: Sequence[str], regions: Sequence[str]) -> dict[str, list[int]]:
    country, region = ({name: i for i, name in enumerate(names)} for names in (countries, regions))
    return {
        "id": [s.id or 0 for s in spots],
        "kind": [KINDS.index(s.kind) for s in spots],
        "country": [country[s.country] for s in spots],
        "region": [region[s.admin1 or ""] for s in spots],
        "latitude": [round(s.latitude * DEGREE) for s in spots],
        "longitude": [round(s.longitude * DEGREE) for s in spots],
        "people": [_figures(s.population or 0) for s in spots],
    }


def _rank(row: tuple[str, Spot]) -> tuple[Any, ...]:
    name, spot = row
    place = spot.kind, spot.country, spot.admin1 or "", spot.latitude, spot.longitude
    return name.encode(), -(spot.population or 0), spot.id or 0, *place


def _figures(people: int) -> int:
    power = 0
    while people >= FIGURES:
        people, power = (people + 5) // 10, power + 1
    return power * FIGURES + people
