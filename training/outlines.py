"""Write the outlines of the world's countries for maps without network: `src/newsparse/outputs/world.txt`.

Source: `countries-110m.json` of the npm package `world-atlas` (ISC), which holds Natural Earth's countries at
1:110,000,000 (public domain) as TopoJSON. Each of the areas is a line with an SVG path in tenths of a degree,
x to the east from 180 degrees west and y to the south from the pole; Antarctica is left out.
Run: `python -m training.outlines COUNTRIES_110M_JSON`.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "src" / "newsparse" / "outputs" / "world.txt"
ANTARCTICA = "010"
ROUND = 3600
SMALLEST = 4
"""Points of an area that is seen; what has fewer after rounding is left out."""


def rings(arcs: Any) -> list[list[int]]:
    """The rings of a polygon or of several, as lists of arcs."""
    return [arcs] if arcs and isinstance(arcs[0], int) else [ring for each in arcs for ring in rings(each)]


def main(source: str) -> None:
    """Write the outlines."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    (across, down), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((round((x * across + west + 180) * 10), round((90 - y * down - south) * 10)))
        lines.append(line)
    paths = []
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") != ANTARCTICA:
            for ring in rings(country["arcs"]):
                points = joined(ring, lines)
                if len(points) >= SMALLEST:
                    paths += [path(each) for each in copies(unwrapped(points))]
    TARGET.write_text("\n".join(paths) + "\n", encoding="ascii")
    print(f"{len(paths)} outlines, {TARGET.stat().st_size} bytes")


def joined(ring: list[int], lines: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """The points of a ring: a negative arc is the complement of another's number, backwards."""
    points: list[tuple[int, int]] = []
    for arc in ring:
        points += lines[arc] if arc >= 0 else lines[~arc][::-1]
    return points[:1] + [b for a, b in pairwise(points) if a != b]


def unwrapped(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ring without leaps over the map where it crosses 180 degrees: it goes on beyond the edge instead."""
    turn, found = 0, points[:1]
    for before, (x, y) in pairwise(points):
        turn += ROUND * ((before[0] - x > ROUND // 2) - (x - before[0] > ROUND // 2))
        found.append((x + turn, y))
    return found


def copies(points: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The ring, and again on the other side of the map what of it lies beyond an edge."""
    found = [points]
    if max(x for x, _ in points) > ROUND:
        found.append([(x - ROUND, y) for x, y in points])
    if min(x for x, _ in points) < 0:
        found.append([(x + ROUND, y) for x, y in points])
    return found


def path(points: list[tuple[int, int]]) -> str:
    """The ring as an SVG path with relative lines."""
    (x, y), *_ = points
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{x} {y}l{steps}z".replace(" -", "-")


if __name__ == "__main__":
    main(*sys.argv[1:])
