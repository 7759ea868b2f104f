"""Fit the weights by which the quotes stage tells what was said from what was only spoken about.

    python -m training.said --corpora DIR [--write]

The features are weighed on the annotated news, part train; how much the classes of the model count beside them on the
part dev, as the model has been trained on the other. Right is a candidate whose content is that of a statement, a
belief or a finding (Dice 0.5, one to one). The table shows, for each threshold, how many of the annotated contents of
each part are found and how many of the found ones are annotated: of train by weights of the other four fifths of its
documents. `--write` writes `newsparse/quotes/data/said.toml`.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import newsparse
from benchmarks.facets.attribution import Item, pairs
from benchmarks.facets.attribution import part as characters
from benchmarks.facets.news import ONLY_QUOTES
from newsparse import keys, sources
from newsparse.quotes.attribution import Origin
from newsparse.quotes.component import QuoteFinder
from newsparse.quotes.lexicon import cues
from newsparse.quotes.statements import SAID, features, said_odds
from training.annotations import documents, part

from .corpora import root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsparse.quotes.attribution import Attribution
    from newsparse.types import Quote
    from training.annotations import Annotation, Source

OUT = Path(__file__).parents[1] / "src" / "newsparse" / "quotes" / "data" / "said.toml"
FOLDS = 5
PENALTY = 1.0
STEPS = 40
RAREST = 3  # candidates in which a feature stands
SMALLEST = 0.02  # weight that is written
DICE = 0.5
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
    """The candidates of the parts train and dev."""
    nlp = newsparse.load(strict=True)
    nlp.disable_pipe("newsparse_speakers")
    finder = QuoteFinder(nlp)
    found = []
    for text, annotation in documents(corpora, "train", "dev"):
        source, reading = sources.read(text.text, published=annotation.published, strict=True)
        doc = nlp.make_doc(source)
        doc.user_data[keys.READING] = reading
        tokens, every = finder.propose(nlp(doc))
        proposed = [each for each in every if not _is_unjudged(text, each[1])]
        rows = [features(tokens, quote, made, cues()) for quote, made in proposed]
        found.append(_document(text, annotation, proposed, rows))
    return found


def _is_unjudged(text: Source, made: Attribution) -> bool:
    """Whether a candidate is a report within a report, which politics is not annotated for."""
    return made.origin == Origin.NESTED and text.id.partition("/")[0] in ONLY_QUOTES


def _document(
    text: Source,
    annotation: Annotation,
    proposed: Sequence[tuple[Quote, Attribution]],
    rows: Sequence[Mapping[str, float]],
) -> Document:
    none: frozenset[int] = frozenset()
    wanted = [Item(characters(text.text, a.content), none, none) for a in annotation.attributions if a.cls in SAID]
    items = [Item(characters(text.text, [(p.start, p.end) for p in quote.parts]), none, none) for quote, _ in proposed]
    right = {id(item) for _, item in pairs(wanted, items, DICE)}
    candidates = tuple(
        Candidate(
            row,
            said_odds(made.chances) if made.chances else None,
            id(item) in right,
            quote.kind != "direct" and made.origin != Origin.ASIDE,
        )
        for (quote, made), item, row in zip(proposed, items, rows, strict=True)
    )
    return Document(part(annotation.id), len(wanted), candidates)


def fit(values: np.ndarray, verdicts: np.ndarray, penalty: float = PENALTY) -> np.ndarray:
    """Logistic regression with a quadratic penalty, by Newton's method; the first column is the bias."""
    weights = np.zeros(values.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chance - verdicts) + penalty * weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + penalty * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def form_weights(given: Sequence[Candidate]) -> dict[str, float]:
    """The weight of each feature that stands in some of the candidates."""
    counts: dict[str, int] = {}
    for each in given:
        for name in each.features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    values = np.array([[each.features.get(name, 0.0) for name in names] for each in given])
    return dict(zip(names, fit(values, np.array([each.said for each in given])).tolist(), strict=True))


def odds(table: Mapping[str, float], each: Candidate) -> float:
    """The log odds of a candidate by its features."""
    return sum(table.get(name, 0.0) * value for name, value in each.features.items())


def class_weights(table: Mapping[str, float], given: Sequence[Candidate]) -> dict[str, float]:
    """How much the features and the class count beside each other; the class alone where there is nothing to fit."""
    rows = [(1.0, odds(table, each), each.odds) for each in given if each.odds is not None]
    if not rows:
        return {"bias": 0.0, "class": 0.5, "form": 0.5}
    said = np.array([each.said for each in given if each.odds is not None])
    bias, form, cls = fit(np.array(rows), said, 0.1).tolist()
    return {"bias": bias, "class": cls, "form": form}


def chance(form: Mapping[str, float], cls: Mapping[str, float], each: Candidate) -> float:
    """The chance of a candidate, 1 where the formula does not decide."""
    if not each.judged:
        return 1.0
    total = odds(form, each)
    if each.odds is not None:
        total = cls["bias"] + cls["form"] * total + cls["class"] * each.odds
    return float(1 / (1 + np.exp(-total)))


def judged(given: Sequence[Document]) -> list[Candidate]:
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
    train, dev = ([document for document in given if document.part == name] for name in ("train", "dev"))
    form = form_weights(judged(train))
    cls = class_weights(form, judged(dev))
    folded = []
    for number in range(FOLDS):
        others = form_weights(judged([d for i, d in enumerate(train) if i % FOLDS != number]))
        folded += _scored([d for i, d in enumerate(train) if i % FOLDS == number], others, cls)
    show("train", folded)
    show("dev", _scored(dev, form, cls))
    if options.write:
        write(form, cls)


if __name__ == "__main__":
    main()
