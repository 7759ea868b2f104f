"""The gazetteer as bytes, in the format that `newsparse.entities.gazetteer` describes and reads."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from newsparse.entities.gazetteer import COLUMNS, DEGREE, FIGURES, KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    values = _values(spots, countries, regions) | {"other_rows": [row for _, row in further]}
    blobs = {
        "names": b"".join(name.encode() + b"\n" for name, _ in ordered),
        "others": b"".join(name + b"\n" for name, _ in further),
        **{name: _parted(np.array(values[name], dtype)) for name, dtype in COLUMNS.items()},
    }
    head = {"countries": countries, "regions": regions, "lengths": {name: len(blob) for name, blob in blobs.items()}}
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return zlib.compress(line + b"".join(blobs.values()), 9)


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


def _parted(column: NDArray[Any]) -> bytes:
    return column.view(np.uint8).reshape(len(column), column.itemsize).T.tobytes()
