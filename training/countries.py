"""Fit the weights of the country of a place on the annotated news, part train, and count the answers on train and dev.

    python -m training.countries --corpora DIR

Prints the weights in the form in which `newsparse.entities.countries.WEIGHTS` holds them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

import newsparse
from newsparse.entities import places
from newsparse.entities.countries import LEAST, WEIGHTS, Question, asked, features, of_none

from .annotations import documents, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.trees import Matrix

    from .annotations import Annotation

PLACES = frozenset({"GPE", "LOC", "FAC"})
PENALTY = 1.0
STEPS = 400
NAMES = tuple(WEIGHTS)


class Example(NamedTuple):
    """What is asked of one place: a row for each country that may be told, the last for none; `right` is its row."""

    countries: list[str]
    rows: Matrix
    country: str | None

    @property
    def right(self) -> int | None:
        """The row of the annotated country; None where it is not asked."""
        if self.country is None:
            return len(self.countries)
        return self.countries.index(self.country) if self.country in self.countries else None


def example(question: Question, country: str | None) -> Example:
    """The features of a question as rows."""
    countries = asked(question)
    found = [*(features(question, code) for code in countries), of_none(question)]
    return Example(countries, np.array([[row.get(name, 0.0) for name in NAMES] for row in found]), country)


def examples(annotation: Annotation, text: str) -> Iterator[Example]:
    """What the entities stage asks of the places of a text that are annotated, each of one entity."""
    for spans, question in _asked(text):
        found = [
            each
            for each in annotation.entities
            if each.label in PLACES and any(s < b and a < e for s, e in spans for a, b in each.mentions)
        ]
        if len(found) == 1 and not question.bearers.beyond:
            yield example(question, found[0].country)


def _asked(text: str) -> list[tuple[list[tuple[int, int]], Question]]:
    """The spans of each place of a text whose country the text does not say, and what is asked of it."""
    found: list[tuple[list[tuple[int, int]], Question]] = []
    stage = places.questions

    def noted(tokens, named, *rest):  # type: ignore[no-untyped-def]
        for group, question in stage(tokens, named, *rest):
            if isinstance(question, Question):
                found.append(([(named[i].start, named[i].end) for i in group.members], question))
            yield group, question

    places.questions = noted
    try:
        newsparse.extract(text, clean=False)
    finally:
        places.questions = stage
    return found


def fit(given: Sequence[Example]) -> Matrix:
    """The weights, by Newton's method on the penalised likelihood of the annotated countries."""
    weights = np.zeros(len(NAMES))
    kept = [(each.rows, each.right) for each in given if each.right is not None]
    for _ in range(STEPS):
        gradient, curve = PENALTY * weights, PENALTY * np.eye(len(NAMES))
        for rows, right in kept:
            chance = _chances(rows, weights)
            mean = chance @ rows
            gradient += mean - rows[right]
            curve += (rows * chance[:, None]).T @ rows - np.outer(mean, mean)
        step = np.linalg.solve(curve, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _chances(rows: Matrix, weights: Matrix) -> Matrix:
    odds = np.exp(rows @ weights - (rows @ weights).max())
    chances: Matrix = odds / odds.sum()
    return chances


def judge(given: Sequence[Example], weights: Matrix, least: float = LEAST) -> Counter[str]:
    """How many countries are right, wrong and blank."""
    found: Counter[str] = Counter()
    for each in given:
        chance = _chances(each.rows, weights)[:-1]
        best = int(chance.argmax()) if chance.size else -1
        answer = each.countries[best] if best >= 0 and chance[best] >= least else None
        found["right" if answer == each.country else "blank" if answer is None else "wrong"] += 1
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args()
    parts: dict[str, list[Example]] = {"train": [], "dev": []}
    for source, annotation in documents(options.corpora):
        if part(source.id) in parts:
            parts[part(source.id)] += examples(annotation, source.text)
    weights = fit(parts["train"])
    print({name: round(float(weight), 2) for name, weight in zip(NAMES, weights, strict=True)})
    for name, given in parts.items():
        print(name, dict(judge(given, weights)))


if __name__ == "__main__":
    main()
