"""Time expressions on timeml, with the document's date: the measures of TempEval-3 (`benchmarks.timeml`).

Over all documents, and over the half that the rules were not written on (`training.corpora.timeml.half`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import runner
from benchmarks import timeml as measures
from benchmarks.context import around
from benchmarks.measures import Data, Error, Figure, Report
from training.corpora import timeml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from newsparse import DateMention

CORPORA = ("timeml",)
FLOORS = {"strict": 0.88, "relaxed": 0.94, "type": 0.90, "value": 0.86}


def load(corpora: Path, limit: int | None = None) -> Data[timeml.Document]:
    documents = list(timeml.read(corpora / CORPORA[0]))
    return Data(documents[:limit], len(documents))


def score(documents: Sequence[timeml.Document]) -> Report:
    report = Report()
    for name, part in {
        "": documents,
        "check_half_": [each for each in documents if timeml.half(each) == "check"],
        "learn_half_": [each for each in documents if timeml.half(each) == "learn"],
    }.items():
        counts = measures.score((each.timexes, _found(each)) for each in part)
        note = f"{counts.gold} wanted, {counts.found} found"
        for measure, floor in FLOORS.items():
            whole = not name
            report.figures.append(Figure(name + measure, counts.f1(measure), note, whole, floor if whole else None))
    return report


def _found(document: timeml.Document) -> tuple[DateMention, ...]:
    return runner.article(document.text, document.created).dates


def errors(documents: Sequence[timeml.Document]) -> Iterator[Error]:
    for document in documents:
        found = _found(document)
        pairs = measures.match(document.timexes, found)
        matched = {id(each) for pair in pairs for each in pair}
        for wanted, other in pairs:
            kind = _kind(wanted, other)
            if kind:
                yield Error(kind, document.name, f"{_show(document, wanted)} / found {_brief(document, other)}")
        for each in document.timexes:
            if id(each) not in matched:
                yield Error(f"missed {each.type}", document.name, _show(document, each))
        for other in found:
            if id(other) not in matched:
                yield Error(f"spurious {other.type}", document.name, _show(document, other))


def _kind(wanted: measures.Expression, found: measures.Expression) -> str:
    if wanted.type != found.type:
        return f"type {wanted.type} as {found.type}"
    if wanted.value != found.value:
        return f"value of {wanted.type}"
    return "boundary" if (wanted.start, wanted.end) != (found.start, found.end) else ""


def _show(document: timeml.Document, each: measures.Expression) -> str:
    return f"{around(document.text, each.start, each.end)}  {each.type} {each.value} (document {document.created})"


def _brief(document: timeml.Document, each: measures.Expression) -> str:
    return f"{document.text[each.start : each.end]!r} {each.type} {each.value}"
