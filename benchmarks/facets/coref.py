"""Who is who on ud-gum dev (news, biographies, interviews, speeches): the measures of `benchmarks.coref`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import coref, runner
from benchmarks.measures import Data, Error, Report
from training.corpora import gum_coref

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CORPORA = ("ud-gum",)


def load(corpora: Path, limit: int | None = None) -> Data[gum_coref.Document]:
    documents = list(gum_coref.read(corpora / CORPORA[0] / coref.FILES["dev"]))
    return Data(documents[:limit], len(documents))


def _total(documents: Sequence[gum_coref.Document], *, show: bool = False) -> coref.Score:
    total = coref.Score()
    for document in documents:
        text, starts = coref.raw_text(document)
        total.add(coref.score(document, runner.spacy_doc(text), starts, show))
    return total


def score(documents: Sequence[gum_coref.Document]) -> Report:
    total = _total(documents)
    figures = total.figures()
    report = Report()
    report.share("b_cubed_f1", round(figures["b3_f1"] * total.mentions, 1), total.mentions, floor=0.93)
    report.share("pronouns_right", total.right, total.answered, floor=0.80)
    report.share("pronouns_answered", total.answered, total.pronouns, floor=0.85)
    report.share("unnamed_left_alone", total.unnamed - total.invented, total.unnamed, gated=False)
    return report


def errors(documents: Sequence[gum_coref.Document]) -> Iterator[Error]:
    for line in _total(documents, show=True).errors:
        name, _, rest = line.partition(" ")
        kind = rest.partition(" ")[0].lower()
        yield Error(kind if kind in {"split", "merged"} else "pronoun", name.rstrip(":"), rest)
