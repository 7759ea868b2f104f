"""Train the trees that choose antecedents and write them into the package.

    python -m training.antecedents.train [--corpora DIR] [--check]

Fitted on GUM train, the annotated news's part train, the project's studied gold (`open`, `hard`) and its articles of
who said what (`data/told`); `--check` prints
what the trees do on the annotated dev part and GUM dev instead of writing them. Needs scikit-learn (extra `train`); at
run time numpy alone reads the trees.
"""

from __future__ import annotations

import argparse
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import coref, gold
from benchmarks.facets.news import Document
from benchmarks.facets.told import ARTICLES, articles
from newsparse.coref.antecedents import Ranker
from newsparse.coref.candidate_features import NAMES
from newsparse.coref.mentions import Form
from newsparse.trees import SmallTrees, Trees
from training.annotations import documents
from training.antecedents.examples import Asked, Read, of_gum, of_news, of_own
from training.boilerplate.train import trees_of
from training.corpora import corpus, gum_coref, root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OUT = Path(__file__).parents[2] / "src" / "newsparse" / "coref" / "data" / "antecedents.npz"
# What a question of each set counts; one that is no source of a quote counts less.
NEWS, OWN, TOLD, GUM, NO_SOURCE = 2.5, 2.0, 2.0, 1.0, 0.6
# How likely the best candidate must be, and for a noun for persons: chosen on the annotated part dev and `data/told/dev`.
LEAST = (0.36, 0.4)
SEEDS = range(12, 18)  # of four draws of six the one that is right most often on dev
# What can only make a candidate likelier, or less likely, whatever else is known.
RISING = ("agrees", "agrees_after", "proper_same", "after_same", "fuller")
FALLING = ("proper_missing",)
GENRES = (*gum_coref.GENRES, "academic", "conversation", "court", "essay", "fiction", "letter", "podcast", "textbook", "vlog", "voyage")  # fmt: skip


@cache
def _pipeline(clean: bool) -> Any:
    import newsparse

    nlp = newsparse.load(strict=True, clean=clean)
    for name in ("newsparse_speakers", "newsparse_dates"):
        nlp.remove_pipe(name)
    return nlp


def read(text: str, *, clean: bool = True) -> Read:
    """A text through the stages before the speakers."""
    from newsparse import keys
    from newsparse.text.tokens import read_tokens

    doc = _pipeline(clean)(text)
    return Read(read_tokens(doc), keys.get(doc, keys.ENTITIES), keys.get(doc, keys.QUOTES))


def news(corpora: Path, part: str) -> Iterator[list[Asked]]:
    """The questions of the annotated news of a part, a list a document."""
    for source, annotation in documents(corpora, part):
        yield of_news(Document(source, annotation), read(source.text))


def treebank(corpora: Path, part: str) -> Iterator[list[Asked]]:
    """The questions of a part of GUM, a list a document."""
    path = corpus(corpora, "ud-gum") / coref.FILES[part]
    for document in gum_coref.read(path, GENRES if part == "train" else gum_coref.GENRES):
        text, starts = coref.raw_text(document)
        yield of_gum(document, starts, read(text))


def own() -> Iterator[list[Asked]]:
    """The questions of the project's studied gold, a list a document: with tags and parse, and without."""
    for each in (*gold.articles("open"), *gold.articles("hard")):
        names = {key: fields["name"] for key, fields in each.entities.items()}
        wanted = [(quote.parts, names.get(quote.speaker)) for quote in each.quotes]
        found = read(each.text, clean=False)
        yield of_own(wanted, found)
        yield of_own(wanted, found.plain())


def told() -> Iterator[list[Asked]]:
    """The questions of the project's articles of who said what, a list a document."""
    for each in articles(ARTICLES):
        yield of_own(each.quotes, read(each.text, clean=False))


def weighted(asked: Sequence[Asked], weight: float) -> list[tuple[Asked, float]]:
    """Each question with what it counts."""
    return [(each, weight if each.source else weight * NO_SOURCE) for each in asked]


def fit(given: Sequence[tuple[Asked, float]], *, phrases: bool) -> Trees:
    """Boosted trees over the candidates of pronouns, or of phrases: the mean of several, which differ by their dice."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    chosen = [(each, weight) for each, weight in given if (each.form == Form.PHRASE) == phrases]
    matrix = np.vstack([each.rows for each, _ in chosen])
    labels = np.concatenate([each.labels for each, _ in chosen])
    weights = np.concatenate([np.full(len(each.labels), weight) for each, weight in chosen])
    known = labels >= 0
    models = [
        HistGradientBoostingClassifier(
            max_iter=120,
            max_leaf_nodes=6,
            learning_rate=0.07,
            l2_regularization=3.0,
            min_samples_leaf=20,
            max_features=0.3,
            monotonic_cst=[(name in RISING) - (name in FALLING) for name in NAMES],
            random_state=seed,
        )
        for seed in SEEDS
    ]
    return mean([trees_of(m.fit(matrix[known], labels[known], sample_weight=weights[known])) for m in models])


def mean(sets: Sequence[Trees]) -> Trees:
    """Sets of trees as one whose log odds are the mean of theirs."""
    most = max(each.column.shape[1] for each in sets)

    def joined(name: str, fill: float) -> Any:
        columns = [getattr(each, name) for each in sets]
        wide = [np.pad(c, ((0, 0), (0, most - c.shape[1])), constant_values=fill) for c in columns]
        return np.concatenate(wide)

    return Trees(
        joined("column", 0),
        joined("limit", np.inf),
        joined("left", 0),
        joined("right", 0),
        joined("value", 0) / np.float32(len(sets)),
        sum(each.base for each in sets) / len(sets),
        max(each.depth for each in sets),
    )


def trained(given: Sequence[tuple[Asked, float]]) -> Ranker:
    """The trees of pronouns and of phrases."""
    return Ranker(SmallTrees(fit(given, phrases=False)), SmallTrees(fit(given, phrases=True)), *LEAST)


def verdicts(asked: Sequence[Asked], by: Ranker) -> Counter[str]:
    """How many questions get the right answer, another, or none; a candidate of whom nothing is known is right."""
    found: Counter[str] = Counter()
    for each in asked:
        likely, least = by.weigh(each.form, each.rows)
        best = int(likely.argmax())
        named = each.rows[:, NAMES.index("is_nameless")] == 0
        if likely[best] >= least and named[best]:
            found["right" if each.labels[best] else "wrong"] += 1
        else:
            found["blank" if (named & (each.labels == 1)).any() else "right"] += 1
    return found


def save(ranker: Ranker, path: Path = OUT) -> None:
    """Write the trees with the names of their columns."""
    fields = {
        f"{name}.{key}": value
        for name, trees in (("pronouns", ranker.pronouns.trees), ("phrases", ranker.phrases.trees))
        for key, value in trees.fields().items()
    }
    np.savez_compressed(path, names=np.array(NAMES), least=np.array([ranker.least, ranker.person]), **fields)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", help="the folder of the corpora")
    parser.add_argument("--check", action="store_true", help="print the figures on dev, write nothing")
    given = parser.parse_args()
    corpora = root(given.corpora)
    sets = ((news(corpora, "train"), NEWS), (own(), OWN), (told(), TOLD), (treebank(corpora, "train"), GUM))
    ranker = trained([each for found, weight in sets for asked in found for each in weighted(asked, weight)])
    if not given.check:
        save(ranker)
        print(f"{OUT}: {OUT.stat().st_size:,} bytes")
        return
    for name, found in (("news", news(corpora, "dev")), ("GUM", treebank(corpora, "dev"))):
        asked = [each for some in found for each in some if each.source]
        for phrases in (False, True):
            counts = verdicts([each for each in asked if (each.form == Form.PHRASE) == phrases], ranker)
            print(name, "phrases" if phrases else "pronouns", dict(counts))


if __name__ == "__main__":
    main()
