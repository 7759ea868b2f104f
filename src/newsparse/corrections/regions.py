"""The regions and links of one annotated text, whichever tool they come from, and the gold that they make."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from newsparse.errors import InputError
from newsparse.outputs.labelstudio import CUE, DATE, QUOTE, SPEAKER
from newsparse.outputs.plain import quoted

__all__ = ["Annotated", "Region", "gold"]

Span = tuple[int, int]
_PARTS_OF_QUOTES = frozenset({QUOTE, SPEAKER, CUE, DATE})
_OPENING, _CLOSING = '"“«„', '"”»“'
_NO_WORD = re.compile(r"\W+")
_BLANK = re.compile(r"\s*")


@dataclass(slots=True)
class Region:
    """A marked stretch: its label, its spans, and what is said of it (`kind`, `act`, `negated`, `name`, `days`...)."""

    name: str
    label: str
    spans: tuple[Span, ...]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Annotated:
    """A text with its regions; `links` are pairs of their names. `place` says where it was read, for messages."""

    place: str
    text: str
    id: str
    published: str | None = None
    reader: int = 1
    regions: dict[str, Region] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)

    def add(self, region: Region, words: str | None = None) -> None:
        """Take a region. Raises `InputError` where it is outside of the text, or `words` are not what stands there."""
        for start, end in region.spans:
            if not 0 <= start <= end <= len(self.text):
                raise InputError(
                    f"{self.place}: the region {region.name!r} is at {start}-{end}, the text has {len(self.text)} "
                    "characters: it is not the text that was annotated"
                )
        found = " ".join(self.text[start:end] for start, end in region.spans)
        if words is not None and words.split() != found.split():
            raise InputError(
                f"{self.place}: the region {region.name!r} holds {quoted(words)}, the text has {quoted(found)} there: "
                "it is not the text that was annotated, or its line ends were changed"
            )
        self.regions[region.name] = region

    def linked(self, name: str, label: str) -> list[Region]:
        """The regions with a label that are linked with a region, in either direction."""
        return [found for other in self.others(name) if (found := self.regions.get(other)) and found.label == label]

    def others(self, name: str) -> list[str]:
        """The names of the regions that are linked with a region, in either direction."""
        return [b if a == name else a for a, b in self.links if name in (a, b)]


def gold(found: Annotated) -> dict[str, Any]:
    """The annotation in the project's form: offsets and facts, and the SHA-1 of the text that they count in."""
    ordered = sorted(found.regions.values(), key=lambda each: (each.spans[0][0], -each.spans[-1][1]))
    entities, keys = _entities(found, [each for each in ordered if each.label not in _PARTS_OF_QUOTES])
    quotes = _groups(found, [each for each in ordered if each.label == QUOTE])
    return {
        "id": found.id,
        "sha1": hashlib.sha1(found.text.encode("utf-8"), usedforsecurity=False).hexdigest(),
        "published": found.published,
        "reader": found.reader,
        "entities": entities,
        "attributions": [_attribution(found, parts, keys) for parts in quotes],
        "dates": [{"span": _hull(each), **_days(found, each)} for each in ordered if each.label == DATE],
    }


def _groups(found: Annotated, regions: list[Region]) -> list[list[Region]]:
    """The regions that links between them join."""
    from newsparse.archive.similar import Roots

    names = {each.name for each in regions}
    joined = Roots()
    for link in filter(names.issuperset, found.links):
        joined.join(*link)
    groups: dict[str, list[Region]] = {}
    for each in regions:
        groups.setdefault(joined.of(each.name), []).append(each)
    return list(groups.values())


def _entities(found: Annotated, mentions: list[Region]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The entities, each the mentions that links join, and the key of each mention's."""
    entities: list[dict[str, Any]] = []
    keys: dict[str, str] = {}
    for group in _groups(found, mentions):
        entity = _entity(found, group, {each["key"] for each in entities})
        entities.append(entity)
        keys.update(dict.fromkeys((each.name for each in group), entity["key"]))
    return entities, keys


def _entity(found: Annotated, group: list[Region], taken: set[str]) -> dict[str, Any]:
    told = next((each.facts for each in group if "name" in each.facts), {})
    forms = [" ".join(found.text[each.spans[0][0] : each.spans[-1][1]].split()) for each in group]
    name = told.get("name") or max(forms, key=len)
    plain = (_NO_WORD.split(name.strip().casefold().rstrip("."))[-1]) or "entity"
    key, number = plain, 2
    while key in taken:
        key, number = f"{plain}{number}", number + 1
    spans = sorted({_hull(each) for each in group})
    return {"key": key, "name": name, "label": group[0].label, "country": told.get("country"), "mentions": spans}


def _attribution(found: Annotated, parts: list[Region], keys: dict[str, str]) -> dict[str, Any]:
    facts = {name: value for part in reversed(parts) for name, value in part.facts.items()}
    content = _joined(found.text, parts)
    speakers = [each for part in parts for each in found.linked(part.name, SPEAKER)]
    cues = [each for part in parts for each in found.linked(part.name, CUE)]
    said_by = [keys[other] for each in speakers for other in found.others(each.name) if other in keys]
    fields: dict[str, Any] = {
        "content": content,
        "kind": facts.get("kind") or _kind(found.text, content),
        "class": facts.get("act") or "statement",
        "source": _joined(found.text, speakers),
        "cue": _joined(found.text, cues),
        "speaker": list(dict.fromkeys(said_by)),
    }
    return fields | ({"negated": True} if any(each.facts.get("negated") for each in cues) else {})


def _hull(region: Region) -> Span:
    return region.spans[0][0], region.spans[-1][1]


def _joined(text: str, regions: list[Region]) -> list[Span]:
    """The spans of regions in order; those with nothing but white space between them are one."""
    found: list[Span] = []
    for start, end in sorted({span for region in regions for span in region.spans}):
        if found and (start <= found[-1][1] or _BLANK.fullmatch(text, found[-1][1], start)):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _kind(text: str, content: list[Span]) -> str:
    """By the quotation marks around or in it, where nobody said."""
    around = all(
        text[max(0, start - 1) : start] in tuple(_OPENING) and text[end : end + 1] in tuple(_CLOSING)
        for start, end in content
    )
    inside = any(mark in text[start:end] for start, end in content for mark in _OPENING)
    return "direct" if around else "mixed" if inside else "indirect"


def _days(found: Annotated, region: Region) -> dict[str, str | None]:
    """The first and last day as ISO strings. Raises `InputError` for what are no days."""
    given = [each.strip() for each in str(region.facts.get("days") or "").split("/") if each.strip()]
    try:
        days = [date.fromisoformat(each).isoformat() for each in given]
    except ValueError as error:
        raise InputError(
            f"{found.place}: the days of the region {region.name!r} are {region.facts['days']!r}; wanted is an ISO "
            "day, or two with a / between them"
        ) from error
    return {"first": days[0] if days else None, "last": days[-1] if days else None}
