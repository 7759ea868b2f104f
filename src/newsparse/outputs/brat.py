"""An article as brat standoff: text-bound annotations, relations, attributes and notes, a line each.

Offsets count characters of the text file beside it (`text_of`). A line of brat cannot hold an end of line, so that a
span that runs over one is discontinuous there, as brat writes it itself.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newsparse.outputs.plain import iso, readable
from newsparse.types import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.types import Article, Entity, Quote

__all__ = ["configuration", "text_of", "write"]

# All but where Python and brat end a line, and the tab that parts the fields.
_OF_A_LINE = re.compile("[^\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_NOT_NAME = re.compile(r"[^A-Za-z0-9_-]+")


def write(article: Article) -> str:
    """The `.ann` file."""
    lines = _Lines(readable(article.text))
    firsts: dict[str, str] = {}
    for entity in article.entities:
        _entity(lines, entity, firsts)
    for quote in article.quotes:
        _quote(lines, quote, firsts)
    for day in article.dates:
        name = lines.span("Date", [(day.start, day.end)])
        lines.note(name, {"value": day.value, "first_day": iso(day.first_day), "last_day": iso(day.last_day)})
    return "".join(f"{line}\n" for line in lines.lines)


def text_of(article: Article) -> str:
    """The `.txt` file that the offsets count in: write it with its line ends as they are."""
    return readable(article.text)


def configuration(labels: Iterable[str] = LABELS) -> str:
    """The `annotation.conf` of a folder with such files; `labels` are those of the entities."""
    entities = "\n".join(_NOT_NAME.sub("_", label) for label in labels)
    return (
        f"[entities]\n{entities}\nQuote\nSpeaker\nCue\nDate\n\n"
        "[relations]\nSaidBy\tArg1:Quote, Arg2:Speaker\nCuedBy\tArg1:Quote, Arg2:Cue\n"
        "RefersTo\tArg1:Speaker, Arg2:<ENTITY>\nSame\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n"
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n"
        "[events]\n\n"
        "[attributes]\nKind\tArg:Quote, Value:direct|indirect|mixed\n"
        "Act\tArg:Quote, Value:statement|belief|intention\nNegated\tArg:Cue\n"
    )


def _entity(lines: _Lines, entity: Entity, firsts: dict[str, str]) -> None:
    names = [lines.span(entity.label, [(each.start, each.end)]) for each in entity.mentions]
    if not names:
        return
    firsts[entity.id] = names[0]
    lines.note(names[0], {"id": entity.id, "name": entity.name, "country": entity.country})
    if names[1:]:
        lines.lines.append(f"*\tSame {' '.join(names)}")


def _quote(lines: _Lines, quote: Quote, firsts: dict[str, str]) -> None:
    name = lines.span("Quote", [(each.start, each.end) for each in quote.parts])
    lines.attribute("Kind", name, quote.kind)
    lines.attribute("Act", name, quote.act)
    if quote.speaker:
        speaker = lines.span("Speaker", [(quote.speaker.start, quote.speaker.end)])
        lines.relation("SaidBy", name, speaker)
        for each in quote.speaker.entities:
            if each in firsts:
                lines.relation("RefersTo", speaker, firsts[each])
    if quote.cue:
        cue = lines.span("Cue", [(quote.cue.start, quote.cue.end)])
        lines.relation("CuedBy", name, cue)
        if quote.cue.negated:
            lines.attribute("Negated", cue)


class _Lines:
    """The lines, numbered by their kind."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.counts: dict[str, int] = {}

    def span(self, label: str, spans: list[tuple[int, int]]) -> str:
        pieces = [piece for span in spans for piece in self._pieces(*span)]
        where = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(self.text[start:end] for start, end in pieces)
        return self._add("T", f"{_NOT_NAME.sub('_', label)} {where}\t{words}")

    def relation(self, label: str, first: str, second: str) -> None:
        self._add("R", f"{label} Arg1:{first} Arg2:{second}")

    def attribute(self, label: str, of: str, value: str = "") -> None:
        self._add("A", f"{label} {of} {value}".rstrip())

    def note(self, of: str, fields: dict[str, Any]) -> None:
        known = {name: readable(value) for name, value in fields.items() if value is not None}
        self._add("#", f"AnnotatorNotes {of}\t{json.dumps(known)}")

    def _add(self, kind: str, rest: str) -> str:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        name = f"{kind}{self.counts[kind]}"
        self.lines.append(f"{name}\t{rest}")
        return name

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """A span without the ends of lines in it; whole where it is nothing else."""
        return [each.span() for each in _OF_A_LINE.finditer(self.text, start, end)] or [(start, start)]
