"""Work grows as the text does: instructions of Python counted at n and four times n, never time."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import Doc, Span, SpanGroup

from newsparse import keys
from newsparse.coref.component import SpeakerResolver
from newsparse.dates.component import DateFinder
from newsparse.entities.component import EntityMerger
from newsparse.quotes.component import QuoteFinder
from newsparse.types import Entity, Mention

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

NLP = spacy.blank("en")
LIMIT = 4.6
NAMES = {"NATO": "ORG", "United States": "LOC", "Harrow Mills": "ORG", "Ada Obi": "PERSON", "Kofi Vell": "PERSON"}


def instructions(call: Callable[[], object]) -> int:
    """How many instructions of Python a call runs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def grown(made: Callable[[int], Doc], stage: Callable[[Doc], Doc], times: int) -> float:
    """How many times as much work a stage does on a Doc of four times as many units."""
    stage(made(2))  # what is read once is read now
    short, long = made(times), made(4 * times)
    stage(made(4 * times))  # and what is remembered of a word is known
    return instructions(lambda: stage(long)) / instructions(lambda: stage(short))


def named(unit: str, times: int) -> Doc:
    """A Doc of a unit over and over, with every second of its `NAMES` marked: the others were passed over."""
    doc = NLP("".join(unit.format(number=_letters(n)) for n in range(times)))
    spans = []
    for name, label in NAMES.items():
        at = doc.text.find(name)
        while at >= 0:
            spans.append(doc.char_span(at, at + len(name), label=label))
            at = doc.text.find(name, at + 1)
    found = sorted((span for span in spans if span is not None), key=lambda span: span.start)
    doc.set_ents(found[::2])
    return doc


def _letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


@pytest.mark.parametrize(
    "unit",
    [
        "NATO said that the United States would stay. ",
        "Ada Obi, Kofi Vell, ",
        "NATO NATO Harrow Mills ",
        "MR. KOFI VELL: Ada Obi heard it from Harrow Mills.\n\n",
    ],
)
def test_entities(unit: str) -> None:
    assert grown(lambda times: named(unit, times), EntityMerger(), 24) < LIMIT


def test_one_string_of_two_labels() -> None:
    def made(times: int) -> Doc:
        doc = NLP("".join(f"Vell{_letters(n)} of Vell{_letters(n)}. " for n in range(times)))
        spans = [Span(doc, i, i + 1, label="ORG" if n % 2 else "MISC") for n, i in enumerate(_capitals(doc))]
        doc.set_ents(spans)
        return doc

    assert grown(made, EntityMerger(), 24) < LIMIT


def _capitals(doc: Doc) -> list[int]:
    return [token.i for token in doc if token.text.startswith("Vell")]


QUOTED = {
    "short quotes": "“Aye, we do {number},” said Bo. ",
    "nested marks": "“He said ‘no “never” again {number}’ to us,” said Bo. ",
    "left open": "“We open here and go on for a while {number}, she said.\n\n",
    "turns": "Obi: Why would we do {number} now?\n\nVell: We would not, {number}.\n\n",
    "lines": "River {number}\n",
}


def attributed(unit: str, times: int) -> Doc:
    """A Doc with a relation of content and cue for each "said"."""
    doc = NLP("".join(unit.format(number=_letters(n)) for n in range(times)))
    spans = []
    for number, token in enumerate(token for token in doc if token.text == "said"):
        first = max(0, token.i - 4)
        spans.append(Span(doc, first, token.i - 1, label="CONTENT", span_id=f"A{number}"))
        spans.append(Span(doc, token.i, token.i + 1, label="CUE", span_id=f"A{number}"))
    doc.spans[keys.ATTRIBUTION] = SpanGroup(doc, spans=spans, attrs={"scores": [0.9] * len(spans)})
    return doc


@pytest.mark.parametrize("kind", QUOTED)
def test_quotes(kind: str) -> None:
    assert grown(lambda times: attributed(QUOTED[kind], times), QuoteFinder(NLP, attributions="all"), 25) < LIMIT


@pytest.mark.parametrize("kind", ["short quotes", "nested marks", "turns"])
def test_speakers(kind: str) -> None:
    finder, merger = QuoteFinder(NLP, attributions="all"), EntityMerger()

    def made(times: int) -> Doc:
        doc = attributed(QUOTED[kind].replace("Bo", "Ada Obi"), times)
        doc.set_ents(_people(doc))
        return finder(merger(doc))

    assert grown(made, SpeakerResolver(), 16) < LIMIT


def _people(doc: Doc) -> list[Span]:
    found = [Span(doc, token.i - 1, token.i + 1, label="PERSON") for token in doc if token.text == "Obi" and token.i]
    return [span for span in found if span.text == "Ada Obi"]


def dated(unit: str, times: int) -> Doc:
    """A Doc with an entry, and a name of a place, in each unit."""
    doc = NLP(unit * times)
    starts = range(0, len(doc.text), len(unit))
    entries = tuple((start, date(2025, 7, 1)) for start in starts)
    doc.user_data[keys.READING] = keys.Reading(((0, len(doc.text)),), published=date(2025, 7, 16), entries=entries)
    mentions = tuple(Mention("Lima", start, start + 4, 1.0) for start in starts)
    doc.user_data[keys.ENTITIES] = (Entity("e1", "Lima", "GPE", mentions, country="PE"),)
    return doc


@pytest.mark.parametrize(
    "unit",
    [
        "Lima voted on Friday 5 May. ",
        "Lima votes on Friday, and Monday, and May 5, ",
        "Lima, where “we saw it last week,” she said on Monday. ",
        "Lima opens every day at 5pm, 6pm, ",
        "Lima grew in the quarter by 10am, Christmas or this spring, ",
    ],
)
def test_dates(unit: str) -> None:
    assert grown(lambda times: dated(unit, times), DateFinder(NLP), 60) < LIMIT
