"""The example files of `data/dates/`: the specification of the grammar."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parents[2] / "data" / "dates"


@dataclass(frozen=True)
class Example:
    """A text, its publication date, the places in it with their countries, and what is to be found in it."""

    family: str
    text: str
    published: date | None
    expect: tuple[tuple[str, ...], ...]
    places: tuple[tuple[int, str], ...] = ()


def read() -> Iterator[Example]:
    """Every example of every family."""
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for each in table["example"]:
            anchor = each.get("anchor", table["anchor"])
            published = date.fromisoformat(anchor) if anchor else None
            places = tuple((each["text"].index(name), country) for name, country in each.get("places", ()))
            yield Example(path.stem, each["text"], published, tuple(tuple(e) for e in each["expect"]), places)
