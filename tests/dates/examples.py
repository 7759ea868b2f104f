"""The example files of `data/dates/`: the specification of the grammar; and tokens of a text with tags."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from newsparse.dates import find as stage
from newsparse.dates.words import Words
from newsparse.text.tokens import entity_labels, read_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsparse.dates.find import Found

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parents[2] / "data" / "dates"


@dataclass(frozen=True)
class Example:
    """A text, its publication date, the places in it with their countries, and what is to be found in it.

    `entries` are the offsets from which another day takes the place of the publication date.
    """

    family: str
    text: str
    published: date | None
    expect: tuple[tuple[str, ...], ...]
    places: tuple[tuple[int, str], ...] = ()
    filter: str = ""
    """The name of the filter (`newsparse.dates.filters`) that decides there."""
    entries: tuple[tuple[int, date], ...] = ()


def read() -> Iterator[Example]:
    """Every example of every family."""
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for each in table["example"]:
            anchor = each.get("anchor", table["anchor"])
            published = date.fromisoformat(anchor) if anchor else None
            places = tuple((each["text"].index(name), country) for name, country in each.get("places", ()))
            expect = tuple(tuple(e) for e in each["expect"])
            days = each.get("entries", ())
            entries = tuple((each["text"].index(opening), date.fromisoformat(day)) for opening, day in days)
            yield Example(path.stem, each["text"], published, expect, places, each.get("filter", ""), entries)


BLANK = spacy.blank("en")


def find(text: str, words: Words | None = None, **options: Any) -> list[Found]:
    """What the stage finds, with the tokens of an empty pipeline where none are given."""
    return stage.find(text, words or _words(BLANK.make_doc(text)), **options)


def _words(doc: Doc) -> Words:
    return Words(read_tokens(doc), *entity_labels(doc))


def tagged_words(text: str, tag: Callable[[str, int], str], entity: tuple[str, str] | None = None) -> Words:
    """The tokens of a text, with the Penn tag that `tag` tells for each word and its place, and one (name, label)."""
    found = list(re.finditer(r"\w+(?:'\w+)?|[^\w\s]", text))
    ends = [*(m.start() for m in found[1:]), len(text)]
    spaces = [m.end() < end for m, end in zip(found, ends, strict=True)]
    tags = [tag(m.group(), i) for i, m in enumerate(found)]
    doc = Doc(Vocab(), [m.group() for m in found], spaces, tags=tags)
    if entity is not None:
        start = text.index(entity[0])
        span = doc.char_span(start, start + len(entity[0]), label=entity[1])
        assert isinstance(span, Span)
        doc.ents = (span,)
    return _words(doc)
