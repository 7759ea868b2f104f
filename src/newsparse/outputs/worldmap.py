"""A map of the world as SVG, with points on it: one element, without scripts, fonts or network.

The outlines in `world.txt` are Natural Earth's (public domain), simplified and written by `training/outlines.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import isfinite, sqrt
from typing import TYPE_CHECKING

from newsparse.errors import InputError
from newsparse.outputs.nesting import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MapPoint", "world_map_svg"]

_SOUTH = 60
"""Degrees of latitude at which the map ends; Antarctica is not on it."""
_LEAST, _MOST = 8.0, 60.0
"""Radii of the smallest and the largest point, in tenths of a degree."""
_STYLE = (
    ".np-map{color-scheme:light dark;--np-land:#e3e6e3;--np-line:#8a948c;--np-point:#9b2226;--np-edge:#fff;"
    "max-width:100%;height:auto}"
    "@media (prefers-color-scheme:dark){.np-map{--np-land:#3a423d;--np-line:#78837b;--np-point:#ff9e80;--np-edge:#111}}"
    "@media print{.np-map{--np-land:#f2f2f2;--np-line:#777;--np-point:#000;--np-edge:#fff}}"
    ".np-map .np-land{fill:var(--np-land);stroke:var(--np-line);stroke-width:2;stroke-linejoin:round}"
    ".np-map circle{fill:var(--np-point);fill-opacity:.75;stroke:var(--np-edge);stroke-width:3}"
)


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place on the map: degrees north and east, what it is called, and how much it counts (its area)."""

    latitude: float
    longitude: float
    name: str
    count: int = 1


def world_map_svg(points: Iterable[MapPoint], title: str = "Places", prefix: str = "np-map") -> str:
    """The world in the plate carrée projection with a circle for each point, as an SVG element for an HTML page.

    The area of a circle grows with `count`; the smaller lie above the larger. Each has its name and count as a title;
    the whole has `title` and a description for screen readers, whose ids begin with `prefix`, to be another for each
    map of a page. Colours follow the reader's light or dark scheme and are dark on white in print.

    Raises `InputError` for coordinates outside -90..90 and -180..180.
    """
    ordered = sorted(points, key=lambda point: (-point.count, point.name))
    for point in ordered:
        _check(point)
    most = max((point.count for point in ordered), default=1)
    circles = "".join(_circle(point, most) for point in ordered)
    name, told = f"{shown(prefix)}-title", f"{shown(prefix)}-desc"
    return (
        f'<svg class="np-map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3600 {(90 + _SOUTH) * 10}" role="img" '
        f'aria-labelledby="{name} {told}"><title id="{name}">{shown(title)}</title>'
        f'<desc id="{told}">{shown(_description(ordered))}</desc><style>{_STYLE}</style>'
        f'<path class="np-land" d="{_outlines()}"/>{circles}</svg>'
    )


@cache
def _outlines() -> str:
    return resources.files("newsparse.outputs").joinpath("world.txt").read_text(encoding="ascii").replace("\n", "")


def _check(point: MapPoint) -> None:
    there = isfinite(point.latitude) and isfinite(point.longitude)
    if not there or abs(point.latitude) > 90 or abs(point.longitude) > 180:
        raise InputError(f"{point.name!r} is at {point.latitude}, {point.longitude}: not degrees north and east")


def _circle(point: MapPoint, most: int) -> str:
    x, y = (point.longitude + 180) * 10, (90 - max(point.latitude, -_SOUTH)) * 10
    radius = _LEAST + (_MOST - _LEAST) * sqrt(max(point.count, 0) / max(most, 1)) if most > 1 else 2 * _LEAST
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:.1f}"><title>{shown(_told(point))}</title></circle>'


def _told(point: MapPoint) -> str:
    return f"{point.name}: {point.count}"


def _description(points: list[MapPoint]) -> str:
    if not points:
        return "A map of the world without points."
    first = "; ".join(_told(point) for point in points[:10])
    rest = len(points) - 10
    return f"A map of the world with {len(points)} places. {first}{f'; and {rest} more' if rest > 0 else ''}."
