"""The form in which a reader writes an annotation down, and its translation into offsets.

One fact a line; fields are parted by ` | `. Paragraphs are the lines of the text that are not empty, counted from 1.

    P 2023-12-17                        the day of publication, where the corpus does not tell it
    E kato PERSON - David Kato / Kato   an entity: key, label, country or -, its forms, the fullest first
    A 3 mixed statement | "the exposure ... their homes." | The Court | ruled | court
    D 1 | 27 January | 2011-01-27       a date: first day, and the last where it is another; - where it cannot be known
    X a recipe, no news                 left out, with the reason

A **form** stands for all its occurrences as whole words, outside of web addresses, that no longer form covers;
`Kato@3,5` for those in paragraphs 3 and 5 alone, `Kato!4` for all but those in paragraph 4.

A **stretch** is written as in the text (typographic marks, dashes and white space do not matter) or as its first and
last words, `first words ... last words`; ` + ` joins stretches, `4: words` looks in paragraph 4, `words #2` takes the
second occurrence there. Of several occurrences a cue is the one nearest to its content, a source the one nearest to its
cue. In an attribution (`A paragraph kind class | content | source | cue | speaker | more`) a source, cue or speaker that
is not there is `-`; a speaker is a key or several, `kos, bos`. `more` is a list parted by `;`: `neg`, `for=key` (an
unnamed spokesperson's principal), `to=words` (the addressee), `in=words` (the medium). In politics, whose spans are
given, `S number class speaker` tells who is behind the attribution of that number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .texts import Source

Span = tuple[int, int]
KINDS = ("direct", "indirect", "mixed")
CLASSES = ("statement", "belief", "finding", "topic", "intention")
LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK", "EVENT", "LAW", "MISC")
_FOLD = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "‑": "-"}
)
_OUTER = " \t\n\"'“”‘’«»„,"
_FORM = re.compile(r"(?P<text>.+?)(?:(?P<sign>[@!])(?P<where>\d+(?:,\s*\d+)*))?")
_STRETCH = re.compile(r"(?:(?P<paragraph>\d+): )?(?P<text>.+?)(?: #(?P<nth>\d+))?")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_GAP = re.compile(r"\s(?:\.\.\.|…)\s")


class NotationError(ValueError):
    """A line that cannot be read or found in the text; the message gives the line and the remedy."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Who is who: `mentions` are the spans of its names; `country` is ISO 3166-1 alpha-2 or None."""

    key: str
    name: str
    label: str
    country: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report: `speakers` are the keys of who said it, none where the text names nobody."""

    content: tuple[Span, ...]
    kind: str
    cls: str
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speakers: tuple[str, ...] = ()
    principal: str | None = None
    negated: bool = False
    addressee: Span | None = None
    medium: Span | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A date expression: the days that it covers, None where that cannot be known."""

    span: Span
    first: date | None
    last: date | None


@dataclass(slots=True)
class Annotation:
    """What one reader wrote down of one document; `left_out` is the reason where it is no news. Documents that are read
    together are a `lot`; what is measured on one lot stays as it is when another comes.
    """

    id: str
    sha1: str
    published: date | None = None
    reader: int = 1
    entities: list[Entity] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    dates: list[Day] = field(default_factory=list)
    left_out: str = ""
    lot: int = field(default=1, repr=False)


def paragraphs(text: str) -> list[Span]:
    """The spans of the lines that are not empty, without white space at their ends."""
    return [(found.start(), found.end()) for found in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def read(lines: Iterable[str], source: Source, reader: int = 1, lot: int = 1) -> tuple[Annotation, list[str]]:
    """The annotation that `lines` write down, and a message for each line that cannot be read or found."""
    found = Annotation(source.id, source.sha1, source.published, reader, lot=lot)
    place = _Places(source.text)
    faults: list[str] = []
    forms: dict[str, tuple[str, str | None, list[str]]] = {}
    for line in (each.strip() for each in lines):
        if not line or line.startswith("#"):
            continue
        try:
            _line(line, source, place, found, forms)
        except (NotationError, ValueError) as error:
            faults.append(f"{line}\n    {error}")
    found.entities, more = _entities(forms, source, place)
    return found, faults + more


def _line(
    line: str, source: Source, place: _Places, found: Annotation, forms: dict[str, tuple[str, str | None, list[str]]]
) -> None:
    sign, _, rest = line.partition(" ")
    fields = [each.strip() for each in rest.split(" | ")]
    if sign == "P":
        found.published = date.fromisoformat(rest.strip())
    elif sign == "X":
        found.left_out = rest.strip()
    elif sign == "E":
        key, label, country, names = rest.split(maxsplit=3)
        if label not in LABELS:
            raise NotationError(f"no label {label!r}; the labels are {', '.join(LABELS)}")
        if key in forms:
            raise NotationError(f"the key {key!r} is used twice")
        forms[key] = (label, None if country == "-" else country, [each.strip() for each in re.split(r" / ", names)])
    elif sign == "A":
        found.attributions.append(_attribution(fields, place))
    elif sign == "S":
        found.attributions.append(_given(rest.split(maxsplit=2), source))
    elif sign == "D":
        found.dates.append(_day(fields, place))
    else:
        raise NotationError("a line begins with P, E, A, S, D, X or #")


def _attribution(fields: list[str], place: _Places) -> Attribution:
    head, content, who, cue, speaker, *more = [*fields, *[""] * (5 - len(fields))]
    paragraph, kind, cls = head.split()
    kind, cls = _one_of(kind, KINDS), _one_of(cls, CLASSES)
    spans = place.stretches(content, int(paragraph))
    said_by = place.nearest(cue, spans, int(paragraph), not_in=spans)
    source = place.nearest(who, said_by or spans, int(paragraph), not_in=(*said_by, *spans))
    speakers, principal, negated, addressee, medium = _speakers(speaker), None, False, None, None
    for each in (word.strip() for word in ";".join(more).split(";") if word.strip()):
        name, _, value = each.partition("=")
        if name == "neg":
            negated = True
        elif name == "for":
            principal = value
        elif name == "to":
            addressee = place.nearest(value, said_by or spans, int(paragraph), not_in=())[0]
        elif name == "in":
            medium = place.nearest(value, said_by or spans, int(paragraph), not_in=())[0]
        else:
            raise NotationError(f"nothing is called {each!r}; there are neg, for=, to= and in=")
    trimmed = tuple(span for span in (_trimmed(place.text, each) for each in spans) if span[0] < span[1])
    return Attribution(trimmed, kind, cls, source, said_by, speakers, principal, negated, addressee, medium)


def _speakers(field: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in field.split(",") if key.strip() not in {"", "-"})


def _given(fields: list[str], source: Source) -> Attribution:
    number, cls, speaker = [*fields, "-"][:3]
    if not 1 <= int(number) <= len(source.attributions):
        raise NotationError(f"there are {len(source.attributions)} attributions")
    given = source.attributions[int(number) - 1]
    principal = next(
        (each.partition("=")[2].strip() for each in speaker.split(";") if each.strip().startswith("for=")), None
    )
    negated = any(each.strip() == "neg" for each in speaker.split(";"))
    keys = _speakers(speaker.partition(";")[0]) if not speaker.startswith(("for=", "neg")) else ()
    kind = kind_of(source.text, given.content)
    return Attribution(given.content, kind, _one_of(cls, CLASSES), given.source, given.cue, keys, principal, negated)


def kind_of(text: str, content: tuple[Span, ...]) -> str:
    """By its quotation marks: direct where all words are within a pair, mixed where some are, else indirect."""
    said = " ".join(text[start:end] for start, end in content).strip(" ,.")
    marks = [each for each in said.translate(_FOLD) if each == '"']
    if not marks:
        around = [text[max(0, start - 1) : start] + text[end : end + 1] for start, end in content]
        return "direct" if all('"' in each.translate(_FOLD) for each in around) and around else "indirect"
    return "direct" if said.translate(_FOLD)[0] == '"' and said.translate(_FOLD)[-1] == '"' else "mixed"


def _day(fields: list[str], place: _Places) -> Day:
    paragraph, words, first, last = [*fields, *[""] * (4 - len(fields))][:4]
    span = place.stretches(words, int(paragraph))[0]
    begin = None if first in {"", "-"} else date.fromisoformat(first)
    end = begin if not last or last == "-" else date.fromisoformat(last)
    if begin and end and end < begin:
        raise NotationError("the last day is before the first")
    return Day(span, begin, end)


def _one_of(word: str, names: tuple[str, ...]) -> str:
    found = [name for name in names if name.startswith(word.lower())]
    if len(found) != 1:
        raise NotationError(f"{word!r} is none of {', '.join(names)}")
    return found[0]


def _trimmed(text: str, span: Span) -> Span:
    """Without the white space, quotation marks and commas at both ends; an apostrophe that closes a word stays."""
    start, end = span
    while start < end and text[start] in _OUTER:
        start += 1
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    return start, end


class _Places:
    """Where words stand in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = text.translate(_FOLD)
        self.paragraphs = paragraphs(text)

    def bounds(self, paragraph: int) -> Span:
        if not 1 <= paragraph <= len(self.paragraphs):
            raise NotationError(f"there is no paragraph {paragraph}; the last is {len(self.paragraphs)}")
        return self.paragraphs[paragraph - 1]

    def stretches(self, field: str, paragraph: int) -> tuple[Span, ...]:
        """The stretches that ` + ` joins, each the first of its occurrences where no other is asked for."""
        found = []
        for each in field.split(" + "):
            match = _STRETCH.fullmatch(each.strip())
            if not match:
                raise NotationError("nothing is written where a stretch of text is wanted")
            paragraph = int(match["paragraph"] or paragraph)
            spans = list(self.occurrences(match["text"], self.bounds(paragraph)))
            nth = int(match["nth"] or 1)
            if len(spans) < nth:
                raise NotationError(f"{match['text']!r} stands {len(spans)} times in paragraph {paragraph}, not {nth}")
            found.append(spans[nth - 1])
        return tuple(found)

    def nearest(self, field: str, to: tuple[Span, ...], paragraph: int, not_in: tuple[Span, ...]) -> tuple[Span, ...]:
        """The occurrence of a stretch that is nearest to `to`, outside `not_in`; none for `-`."""
        if field.strip() in {"", "-"}:
            return ()
        if _asks(field):
            return self.stretches(field, paragraph)
        here = {self._paragraph_of(start) for start, _ in to} | {paragraph}
        spans = [
            span
            for number in sorted(here)
            for span in self.occurrences(field.strip(), self.bounds(number))
            if not any(start < span[1] and span[0] < end for start, end in not_in)
        ]
        if not spans:
            raise NotationError(f"{field!r} does not stand beside its content in paragraph {paragraph}")
        return (min(spans, key=lambda span: min(max(start - span[1], span[0] - end) for start, end in to)),)

    def _paragraph_of(self, offset: int) -> int:
        return next(i for i, (start, end) in enumerate(self.paragraphs, 1) if start <= offset < end)

    def occurrences(self, words: str, within: Span) -> Iterator[Span]:
        """The spans of `words`, or from its first words to its last, inside `within`."""
        literal = _pattern(words)
        found = list(literal.finditer(self.plain, *within))
        if not found and (ends := _GAP.split(words, maxsplit=1))[1:]:
            first, last = map(_pattern, ends)
            for begin in first.finditer(self.plain, *within):
                if end := last.search(self.plain, begin.end(), within[1]):
                    yield begin.start(), end.end()
        for each in found:
            yield each.start(), each.end()


def _asks(field: str) -> bool:
    match = _STRETCH.fullmatch(field.strip())
    return " + " in field or bool(match and (match["paragraph"] or match["nth"]))


def _pattern(words: str) -> re.Pattern[str]:
    inner = r"\s+".join(re.escape(word) for word in words.translate(_FOLD).split())
    before = r"(?<!\w)" if words.strip()[:1].isalnum() else ""
    after = r"(?!\w)" if words.strip()[-1:].isalnum() else ""
    return re.compile(before + inner + after)


def _entities(
    forms: dict[str, tuple[str, str | None, list[str]]], source: Source, place: _Places
) -> tuple[list[Entity], list[str]]:
    """The entities with the spans of their forms: the longest forms first, and where the corpus has spans, those."""
    wanted = []
    faults = []
    addresses = [each.span() for each in _ADDRESS.finditer(source.text)]
    for key, (_, _, names) in forms.items():
        for name in names:
            match = _FORM.fullmatch(name)
            if match:
                wanted.append((key, match["text"].strip(), match["sign"], _numbers(match["where"])))
    taken: dict[Span, str] = {}
    # A form that names its paragraphs goes before one of the same words that does not.
    for key, words, sign, where in sorted(wanted, key=lambda each: (-len(each[1]), each[2] != "@")):
        spans = [span for span in place.occurrences(words, (0, len(source.text))) if _allowed(place, span, sign, where)]
        free = [s for s in spans if not any(a < s[1] and s[0] < b for a, b in (*taken, *addresses))]
        if not spans:
            faults.append(f"E {key}: {words!r} does not stand in the text as a word")
        taken.update(dict.fromkeys(free, key))
    found = []
    for key, (label, country, names) in forms.items():
        first = _FORM.fullmatch(names[0])
        mentions = tuple(sorted(span for span, owner in taken.items() if owner == key))
        canonical = first["text"].strip() if first else names[0]
        if not mentions:
            faults.append(f"E {key}: no mention is left: other forms cover all of them")
        found.append(Entity(key, canonical, label, country, mentions))
    return found, faults


def _numbers(where: str | None) -> set[int]:
    return {int(each) for each in where.split(",")} if where else set()


def _allowed(place: _Places, span: Span, sign: str | None, where: set[int]) -> bool:
    if sign is None:
        return True
    return (place._paragraph_of(span[0]) in where) == (sign == "@")
