"""Fit the weights by which the quotes stage tells what was said from what was only spoken about.

    python -m training.said --corpora DIR [--write]

The features are weighed on the annotated news, part train, and on contents judged one by one (`verdicts.py`); how
much the classes of the model count beside them on the part dev, as the model has been trained on the other. Right is
a candidate whose content is that of a statement, a belief or a finding (Dice 0.5, one to one). The table shows,
for each threshold, how many of the annotated contents of each part are found and how many of the found ones are
annotated: of train by weights of the other four fifths of its documents. `--write` writes `newsparse/quotes/data/said.toml`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import newsparse
from benchmarks.facets.attribution import Item, dice, pairs
from benchmarks.facets.attribution import part as characters
from benchmarks.facets.news import ONLY_QUOTES
from newsparse import keys, sources
from newsparse.quotes.attribution import Origin
from newsparse.quotes.component import QuoteFinder
from newsparse.quotes.lexicon import cues
from newsparse.quotes.statements import SAID, features, said_odds
from training.annotations import documents, part

from .corpora import root
from .verdicts import CUT, judged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from spacy.language import Language

    from newsparse.quotes.attribution import Attribution
    from newsparse.types import Quote
    from training.annotations import Annotation, Source

    from .verdicts import Verdict

    Proposal = tuple[Quote, Attribution, Mapping[str, float]]

OUT = Path(__file__).parents[1] / "src" / "newsparse" / "quotes" / "data" / "said.toml"
FOLDS = 5
PENALTY = 2.0
STEPS = 1000
RAREST = 3  # candidates in which a feature stands
SMALLEST = 0.05  # weight that is written
DICE = 0.5
SAME = 0.95
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a quote: its features, the odds of its class (None without a class), whether it was said.

    `judged` tells that the formula decides about it.
    """

    features: Mapping[str, float]
    odds: float | None
    said: bool
    judged: bool


@dataclass(frozen=True, slots=True)
class Document:
    """The candidates of a document, and how many contents are annotated in it."""

    part: str
    wanted: int
    candidates: tuple[Candidate, ...]


def read(corpora: Path) -> list[Document]:
    """The candidates of the parts train and dev, and those that were judged."""
    nlp = newsparse.load(strict=True)
    nlp.disable_pipes("newsparse_quotes", "newsparse_speakers")
    finder = QuoteFinder(nlp)
    annotated = [
        _document(text, annotation, _proposed(finder, nlp, text, annotation.published))
        for text, annotation in documents(corpora, "train", "dev")
    ]
    return annotated + [
        _judged_document(text, given, _proposed(finder, nlp, text, text.published)) for text, given in judged(corpora)
    ]


def _proposed(finder: QuoteFinder, nlp: Language, text: Source, published: date | None) -> list[Proposal]:
    """What the quotes stage proposes for a text, with what the formula weighs."""
    source, reading = sources.read(text.text, published=published, strict=True)
    doc = nlp.make_doc(source)
    doc.user_data[keys.READING] = reading
    tokens, every = finder.propose(nlp(doc))
    return [
        (quote, made, features(tokens, quote, made, cues())) for quote, made in every if not _is_unjudged(text, made)
    ]


def _is_unjudged(text: Source, made: Attribution) -> bool:
    """Whether a candidate is a report within a report, which politics is not annotated for."""
    return made.origin == Origin.NESTED and text.id.partition("/")[0] in ONLY_QUOTES


def _document(text: Source, annotation: Annotation, proposed: Sequence[Proposal]) -> Document:
    wanted = [_item(text, a.content) for a in annotation.attributions if a.cls in SAID]
    items = [_item(text, [(p.start, p.end) for p in quote.parts]) for quote, _, _ in proposed]
    right = {id(item) for _, item in pairs(wanted, items, DICE)}
    candidates = tuple(_candidate(each, id(item) in right) for each, item in zip(proposed, items, strict=True))
    return Document(part(annotation.id), len(wanted), candidates)


def _judged_document(text: Source, given: Sequence[Verdict], proposed: Sequence[Proposal]) -> Document:
    """The candidates that were judged, or nearly so: the same stretches where one was found to be badly cut."""
    verdicts = [(characters(text.text, each.content), each.cls) for each in given]
    candidates = []
    for each in proposed:
        own = characters(text.text, [(p.start, p.end) for p in each[0].parts])
        nearest, cls = max(verdicts, key=lambda verdict: dice(own, verdict[0]), default=(own, ""))
        if cls and dice(own, nearest) >= (SAME if cls == CUT else DICE):
            candidates.append(_candidate(each, cls in SAID))
    return Document("judged", 0, tuple(candidates))


def _item(text: Source, spans: Sequence[tuple[int, int]]) -> Item:
    return Item(characters(text.text, spans), frozenset(), frozenset())


def _candidate(proposed: Proposal, said: bool) -> Candidate:
    quote, made, row = proposed
    chances = said_odds(made.chances) if made.chances else None
    return Candidate(row, chances, said, quote.kind != "direct" and made.origin != Origin.ASIDE)


def fit(rows: Sequence[Mapping[str, float]], verdicts: Sequence[bool], penalty: float = PENALTY) -> dict[str, float]:
    """Logistic regression with a quadratic penalty: the weight of each feature; the bias is one of them."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    table = DictVectorizer()
    model = LogisticRegression(C=1 / penalty, fit_intercept=False, max_iter=STEPS)
    model.fit(table.fit_transform(rows), verdicts)
    return dict(zip(table.get_feature_names_out(), model.coef_[0].tolist(), strict=True))


def form_weights(given: Sequence[Candidate]) -> dict[str, float]:
    """The weight of each feature that stands in some of the candidates."""
    counts = Counter(name for each in given for name in each.features)
    rows = [{name: value for name, value in each.features.items() if counts[name] >= RAREST} for each in given]
    return fit(rows, [each.said for each in given])


def odds(table: Mapping[str, float], each: Candidate) -> float:
    """The log odds of a candidate by its features."""
    return sum(table.get(name, 0.0) * value for name, value in each.features.items())


def class_weights(table: Mapping[str, float], given: Sequence[Candidate]) -> dict[str, float]:
    """How much the features and the class count beside each other; the class alone where there is nothing to fit."""
    classed = [each for each in given if each.odds is not None]
    if not classed:
        return {"bias": 0.0, "class": 0.5, "form": 0.5}
    rows = [{"bias": 1.0, "form": odds(table, each), "class": each.odds or 0.0} for each in classed]
    return fit(rows, [each.said for each in classed], 0.1)


def chance(form: Mapping[str, float], cls: Mapping[str, float], each: Candidate) -> float:
    """The chance of a candidate, 1 where the formula does not decide."""
    if not each.judged:
        return 1.0
    total = odds(form, each)
    if each.odds is not None:
        total = cls["bias"] + cls["form"] * total + cls["class"] * each.odds
    return float(1 / (1 + np.exp(-total)))


def decided(given: Sequence[Document]) -> list[Candidate]:
    """The candidates about which the formula decides."""
    return [each for document in given for each in document.candidates if each.judged]


def show(name: str, scored: Sequence[tuple[Document, Sequence[float]]]) -> None:
    """Print how many are found at each threshold, and how many of the found are right."""
    wanted = sum(document.wanted for document, _ in scored)
    for threshold in THRESHOLDS:
        taken = [
            each.said
            for document, chances in scored
            for each, value in zip(document.candidates, chances, strict=True)
            if value >= threshold
        ]
        print(f"{name:5} from {threshold:.1f}: found {sum(taken) / wanted:.3f}, right {sum(taken) / len(taken):.3f}")


def _scored(
    given: Sequence[Document], form: Mapping[str, float], cls: Mapping[str, float]
) -> list[tuple[Document, list[float]]]:
    return [(document, [chance(form, cls, each) for each in document.candidates]) for document in given]


def write(form: Mapping[str, float], cls: Mapping[str, float], path: Path = OUT) -> None:
    """The weights as TOML, those that count."""
    lines = ["# Made by `python -m training.said --write`: what speaks for a content's having been said.", "", "[form]"]
    lines += [f'"{name}" = {weight:.2f}' for name, weight in sorted(form.items()) if abs(weight) >= SMALLEST]
    lines += ["", "[class]", *(f"{name} = {weight:.2f}" for name, weight in sorted(cls.items()))]
    path.write_text("\n".join(lines) + "\n", "utf8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", help="the folder of the corpora")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    given = read(root(options.corpora))
    train, dev, more = (
        [document for document in given if document.part == name] for name in ("train", "dev", "judged")
    )
    form = form_weights(decided(train + more))
    cls = class_weights(form, decided(dev))
    folded = []
    for number in range(FOLDS):
        others = form_weights(decided([*more, *(d for i, d in enumerate(train) if i % FOLDS != number)]))
        folded += _scored([d for i, d in enumerate(train) if i % FOLDS == number], others, cls)
    show("train", folded)
    show("dev", _scored(dev, form, cls))
    if options.write:
        write(form, cls)


if __name__ == "__main__":
    main()
