"""Named entities on worldwide-newswire dev: exact span and label, micro F1.

The first measure takes the mentions of `Article.entities` labelled PERSON, ORG, and LOC, GPE or FAC as one label;
the second the `doc.ents` of `newsparse.load()` with all nine classes of the corpus, GPE read as LOC, EVENT as MISC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import runner
from benchmarks.context import around
from benchmarks.measures import Counts, Data, Error, Report, Table
from training.corpora import worldwide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

CORPORA = ("worldwide-newswire",)

Span = tuple[int, int, str]
MAIN = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "PLACE", "GPE": "PLACE", "FAC": "PLACE"}
NINE = {label: label for label in ("PERSON", "ORG", "LOC", "FAC", "NORP", "PRODUCT", "MONEY", "DATE", "MISC")} | {
    "GPE": "LOC",
    "EVENT": "MISC",
    "TIME": "DATE",
}


def load(corpora: Path, limit: int | None = None) -> Data[worldwide.EntityText]:
    documents = sorted(worldwide.read(corpora / CORPORA[0], "dev"), key=lambda each: each.name)
    return Data(documents[:limit], len(documents))


def relabel(spans: Iterable[Span], labels: dict[str, str]) -> set[Span]:
    """The spans whose label counts, under the label that counts."""
    return {(start, end, labels[label]) for start, end, label in spans if label in labels}


def count(pairs: Iterable[tuple[set[Span], set[Span]]]) -> tuple[Counts, dict[str, Counts]]:
    """Counts over (wanted, found) of each document: in all, and by label."""
    total = Counts()
    by_label: dict[str, Counts] = {}
    for wanted, found in pairs:
        total.add(len(found), len(wanted), len(found & wanted))
        for label in {span[2] for span in wanted | found}:
            w, f = ({span for span in spans if span[2] == label} for spans in (wanted, found))
            by_label.setdefault(label, Counts()).add(len(f), len(w), len(f & w))
    return total, by_label


def classify(wanted: set[Span], found: set[Span]) -> Iterator[tuple[str, Span, Span | None]]:
    """The errors as (kind, span, the other side's span): label, boundary, missed, spurious; each span once."""
    missed, extra = sorted(wanted - found), sorted(found - wanted)
    for span in missed:
        same = next((f for f in extra if f[:2] == span[:2]), None)
        other = same or next((f for f in extra if f[0] < span[1] and span[0] < f[1]), None)
        if other:
            extra.remove(other)
        yield ("label" if same else "boundary" if other else "missed"), span, other
    for span in extra:
        yield "spurious", span, None


def score(documents: Sequence[worldwide.EntityText]) -> Report:
    main, by_main = count((relabel(each.entities, MAIN), _mentions(each.text)) for each in documents)
    nine, by_nine = count((relabel(each.entities, NINE), _ents(each.text)) for each in documents)
    report = Report()
    report.f1("person_place_org", main, floor=0.87)
    for label in ("PERSON", "PLACE", "ORG"):
        report.f1(label.lower(), by_main.get(label, Counts()), gated=False)
    report.f1("nine_classes", nine, floor=0.85)
    report.tables.append(_by_label(by_nine))
    return report


def _by_label(counts: dict[str, Counts]) -> Table:
    rows = sorted(counts.items(), key=lambda item: -item[1].wanted)
    cells = ((k, str(c.wanted), f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}") for k, c in rows)
    return Table("the nine classes", ("label", "wanted", "precision", "recall", "F1"), tuple(cells))


def _mentions(text: str) -> set[Span]:
    entities = runner.article(text).entities
    return relabel(((m.start, m.end, e.label) for e in entities for m in e.mentions), MAIN)


def _ents(text: str) -> set[Span]:
    return relabel(((e.start_char, e.end_char, e.label_) for e in runner.spacy_doc(text).ents), NINE)


def errors(documents: Sequence[worldwide.EntityText]) -> Iterator[Error]:
    for document in documents:
        found = _ents(document.text)
        for kind, span, other in classify(relabel(document.entities, NINE), found):
            context = around(document.text, span[0], span[1])
            also = f" / found {document.text[other[0] : other[1]]!r} {other[2]}" if other else ""
            name = f"{kind} {span[2]}" + (f" as {other[2]}" if kind == "label" and other else "")
            yield Error(name, document.name, f"{context}{also}")
