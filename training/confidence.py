"""Fit the weights of a quote's confidence on half of polnear dev, and print how reliable they are on the other half.

    python -m training.confidence --corpora DIR

Prints the weights in the form in which `newsparse.quotes.confidence.WEIGHTS` holds them.
"""

from __future__ import annotations

import argparse
import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import newsparse
from newsparse import keys
from newsparse.quotes.component import QuoteFinder
from newsparse.quotes.confidence import features
from newsparse.text.lines import bare

from .corpora import polnear

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .corpora.polnear import AttributedText, Spans

DICE = 0.8
PENALTY = 1.0
STEPS = 60


@dataclass(frozen=True, slots=True)
class Bin:
    """One line of a reliability table: quotes with a confidence in low..high, and the share that is right."""

    low: float
    high: float
    count: int
    mean: float
    right: float


def reliability(
    judged: Iterable[tuple[float, bool]], edges: tuple[float, ...] = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
) -> list[Bin]:
    """How often quotes of each confidence are right; `judged` pairs a confidence with the verdict."""
    pairs = list(judged)
    table = []
    for low, high in itertools.pairwise(edges):
        inside = [(c, ok) for c, ok in pairs if low < c <= high or (low == 0.0 and c == 0.0)]
        if inside:
            count = len(inside)
            table.append(Bin(low, high, count, sum(c for c, _ in inside) / count, sum(ok for _, ok in inside) / count))
    return table


def characters(text: str, spans: Spans | list[tuple[int, int]]) -> set[int]:
    """The characters of the spans, less punctuation and space at their ends."""
    return {i for span in spans for i in range(*bare(text, *span))}


def is_right(article: AttributedText, content: set[int], source: set[int]) -> bool:
    """Whether some annotated attribution has this content, and a source that this one meets (or none)."""
    for gold in article.attributions:
        wanted = characters(article.text, gold.content)
        if wanted and 2 * len(wanted & content) >= DICE * (len(wanted) + len(content)):
            speaker = characters(article.text, gold.source)
            return not speaker or bool(speaker & source)
    return False


def examples(articles: list[AttributedText]) -> tuple[list[dict[str, float]], list[bool]]:
    """The features of every quote found, and whether it is right."""
    nlp = newsparse.load(strict=True)
    finder = QuoteFinder(nlp, attributions="all", least=0.0)
    rows, verdicts = [], []
    for article in articles:
        doc = nlp(article.text)
        for quote, made in finder.find(doc):
            source = characters(article.text, [made.source] if made.source else [])
            rows.append(features(made, quote.kind, quote.cue.lemma if quote.cue else "", quote.act))
            verdicts.append(is_right(article, characters(article.text, made.contents), source))
        doc.user_data.pop(keys.QUOTES, None)
    return rows, verdicts


def fit(values: np.ndarray, verdicts: np.ndarray) -> np.ndarray:
    """Logistic regression with a quadratic penalty, by Newton's method."""
    weights = np.zeros(values.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chance - verdicts) + PENALTY * weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + PENALTY * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Fit on the articles of even number, report on the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args()
    articles = list(polnear.read(options.corpora / "polnear", "dev"))
    rows, verdicts = examples(articles[::2])
    names = list(rows[0])
    weights = fit(np.array([[row[n] for n in names] for row in rows]), np.array(verdicts, dtype=float))
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    rows, verdicts = examples(articles[1::2])
    chances = 1 / (1 + np.exp(-np.array([[row[n] for n in names] for row in rows]) @ weights))
    for line in reliability(zip(chances.tolist(), verdicts, strict=True)):
        print(f"{line.low:.2f}-{line.high:.2f}: {line.count:5d} quotes, stated {line.mean:.3f}, right {line.right:.3f}")


if __name__ == "__main__":
    main()
