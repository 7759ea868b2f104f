"""What people marked in brat: a file of standoff lines, beside the text that they count in."""

from __future__ import annotations

import json
import re
from typing import Any

from newsparse.corrections.regions import Annotated, Region
from newsparse.errors import InputError

__all__ = ["regions"]

_ARGUMENT = re.compile(r"Arg[12]:(\S+)")
_FACTS = {"Kind": "kind", "Act": "act", "Negated": "negated"}


def regions(text: str, lines: str, id: str, place: str) -> Annotated:
    """The regions and relations of one `.ann` file. Raises `InputError` that names the line that cannot be read."""
    found = Annotated(place, text, id)
    rows = [(number, line) for number, line in enumerate(lines.split("\n"), start=1) if line.strip()]
    # What a line tells of a region may stand before it.
    for number, line in sorted(rows, key=lambda each: each[1][0] != "T"):
        try:
            _line(found, line.rstrip("\r"))
        except InputError:
            raise
        except (ValueError, IndexError, KeyError, TypeError) as error:
            raise InputError(f"{place}, line {number}: no line of brat: {line[:60]!r}") from error
    return found


def _line(found: Annotated, line: str) -> None:
    name, rest, *words = line.split("\t", 2)
    if name[0] == "T":
        label, _, where = rest.partition(" ")
        spans = sorted((int(start), int(end)) for start, end in (each.split() for each in where.split(";")))
        found.add(Region(name, label, tuple(spans)), words[0] if words else None)
    elif name[0] == "R":
        one, other = _ARGUMENT.findall(rest)
        found.links.append((one, other))
    elif name[0] == "*":
        first, *others = rest.split()[1:]
        found.links += [(first, other) for other in others]
    elif name[0] in "AM":
        kind, of, *value = rest.split()
        if kind in _FACTS and of in found.regions:
            found.regions[of].facts[_FACTS[kind]] = value[0] if value else True
    elif name[0] == "#" and words:
        _note(found, rest.split()[1], words[0])


def _note(found: Annotated, of: str, words: str) -> None:
    """The note that newsparse wrote for an entity or a date, or what a person put in its place."""
    region = found.regions.get(of)
    if region is None:
        return
    try:
        told: Any = json.loads(words)
    except ValueError:
        return  # a remark in words
    if isinstance(told, dict):
        days = [told[each] for each in ("first_day", "last_day") if told.get(each)]
        known = {each: told[each] for each in ("name", "country") if told.get(each)}
        region.facts.update(known | ({"days": "/".join(days)} if days else {}))
