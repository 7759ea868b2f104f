"""Train the classifier of blocks and write its trees into the package.

    python -m training.boilerplate.train [--corpora DIR] [--check]

`--check` trains on four fifths of the sites at a time, and prints the token F1 on the fifth that was left out,
instead of writing anything. Needs scikit-learn (extra `train`); at run time numpy alone reads the trees.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse

import numpy as np

from benchmarks.extraction import token_f1
from newsparse.sources import features
from newsparse.sources.boilerplate import judge
from newsparse.text import lines
from newsparse.trees import Trees
from training.boilerplate import examples
from training.corpora import article_extraction, conllu, corpus, polnear, re3d, root, timeml, worldwide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OUT = Path(__file__).parents[2] / "src" / "newsparse" / "sources" / "data" / "boilerplate.npz"
SEED = 7
FOLDS = 5
CLEAN, CLEAN_WRITTEN, COMPOSED, VARIANTS = 700, 300, 700, 4
WEIGHT = {"clean": 0.3, "page": 2.0, "variant": 0.5, "composed": 0.35}
SAYS = features.NAMES.index("says")


@dataclass(frozen=True, slots=True)
class Rows:
    """The blocks of one example as features, labels and weights; `fold` is that of the site it was made from."""

    matrix: features.Matrix
    labels: Any
    weights: Any
    fold: int


def articles(corpora: Path) -> list[str]:
    """Articles and other texts that are whole and clean, from the parts of the corpora meant for training."""
    found = [a.text for a in polnear.read(corpus(corpora, "polnear"), "train")]
    found += [a.text for a in worldwide.read(corpus(corpora, "worldwide-newswire"), "train")]
    found += [a.text for a in re3d.read(corpus(corpora, "re3d"))]
    found += [a.text for a in timeml.read(corpus(corpora, "timeml"))]
    found += [d.text for d in conllu.read(corpus(corpora, "ud-gum") / "en_gum-ud-train.conllu")]
    found += [d.text for d in conllu.read(corpus(corpora, "ud-ewt") / "en_ewt-ud-train.conllu")]
    return [text for text in found if text.strip()]


def folds(pages: Sequence[article_extraction.Page]) -> dict[str, int]:
    """The fold of each page; the pages of one site are in one fold."""
    site = {page.name: ".".join(urlparse(page.url).netloc.split(".")[-2:]) for page in pages}
    order = sorted(set(site.values()))
    random.Random(0).shuffle(order)
    return {name: order.index(where) % FOLDS for name, where in site.items()}


def rows(corpora: Path) -> Iterator[Rows]:
    """All examples, always the same ones."""
    dice = random.Random(SEED)
    pages = list(article_extraction.read(corpus(corpora, "article-extraction")))
    fold = folds(pages)
    items = {page.name: examples.page_items(page) for page in pages}
    texts = articles(corpora)
    dice.shuffle(texts)
    for i, text in enumerate(texts[:CLEAN]):
        blocks = tuple(lines.paragraphs(text))
        whole = examples.Example(text, blocks, (1,) * len(blocks), (1.0,) * len(blocks))
        yield _rows(whole, "clean", i % FOLDS)
    for i, text in enumerate(texts[CLEAN : CLEAN + CLEAN_WRITTEN]):
        yield _rows(examples.written(examples.article_items(text), dice), "clean", i % FOLDS)
    for page in pages:
        yield _rows(examples.page_example(page), "page", fold[page.name])
        for _ in range(VARIANTS):
            part = examples.cropped(items[page.name], dice) if dice.random() < 0.5 else items[page.name]
            yield _rows(examples.written(part, dice), "variant", fold[page.name])
    bodies = [examples.article_items(text) for text in texts if 300 < len(text) < 12_000]
    for _ in range(COMPOSED):
        page = dice.choice(pages)
        chunks = [examples.page_chunks(items[page.name]), examples.furniture()]
        made = examples.composed(dice.choice(bodies), chunks, dice)
        yield _rows(examples.written(made, dice), "composed", fold[page.name])


def _rows(example: examples.Example, kind: str, fold: int) -> Rows:
    """The rows of an example. A block counts by the root of its words, an example by its kind."""
    matrix = features.features(example.text, example.blocks)
    words = np.expm1(matrix[:, 0])
    weights = np.array(example.weights) * np.sqrt(words + 1)
    weights *= WEIGHT[kind] / max(1e-9, float(weights.sum()))
    if kind == "clean":
        # The corpora hold furniture of their own here and there, unmarked.
        weights = np.where((matrix[:, SAYS] > 0) & (words < 25), weights * 0.2, weights)
    return Rows(matrix, np.array(example.labels), weights, fold)


def fit(given: Sequence[Rows]) -> Trees:
    """Boosted trees over the blocks."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    matrix = np.vstack([r.matrix for r in given])
    labels = np.concatenate([r.labels for r in given])
    weights = np.concatenate([r.weights for r in given])
    used = weights > 0
    model = HistGradientBoostingClassifier(
        max_iter=140,
        max_leaf_nodes=15,
        learning_rate=0.08,
        l2_regularization=1.0,
        min_samples_leaf=40,
        max_features=0.3,
        random_state=0,
    )
    scale = used.sum() / weights.sum()
    return trees_of(model.fit(matrix[used], labels[used], sample_weight=weights[used] * scale))


def trees_of(model: Any) -> Trees:
    """The trees of a fitted model as arrays of one row a tree; a leaf points at itself."""
    nodes = [predictors[0].nodes for predictors in model._predictors]
    most = max(len(tree) for tree in nodes)
    shape = (len(nodes), most)
    column, left, right = (np.zeros(shape, dtype=np.int16) for _ in range(3))
    limit, value = np.full(shape, np.inf, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for t, tree in enumerate(nodes):
        for n, node in enumerate(tree):
            value[t, n] = node["value"]
            left[t, n] = right[t, n] = n
            if not node["is_leaf"]:
                column[t, n], limit[t, n] = node["feature_idx"], node["num_threshold"]
                left[t, n], right[t, n] = node["left"], node["right"]
    depth = max(int(tree["depth"].max()) for tree in nodes)
    return Trees(column, limit, left, right, value, float(model._baseline_prediction.ravel()[0]), depth)


def check(corpora: Path) -> None:
    """Print the mean token F1 of each fold, and of all, each page scored by trees that saw no page of its site."""
    pages = list(article_extraction.read(corpus(corpora, "article-extraction")))
    fold = folds(pages)
    made = list(rows(corpora))
    scores: list[float] = []
    for number in range(FOLDS):
        trees = fit([r for r in made if r.fold != number])
        part = [_page_score(page, trees) for page in pages if fold[page.name] == number]
        scores += part
        print(f"fold {number}: {np.mean(part):.4f} on {len(part)} pages", flush=True)
    print(f"all: {np.mean(scores):.4f}")


def _page_score(page: article_extraction.Page, trees: Trees) -> float:
    blocks = lines.paragraphs(page.plain)
    kept, _ = judge(page.plain, blocks, by=trees)
    return token_f1(page.body, "\n".join(page.plain[a:b] for (a, b), keep in zip(blocks, kept, strict=True) if keep))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", help="the folder of the corpora")
    parser.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    given = parser.parse_args()
    corpora = root(given.corpora)
    if given.check:
        check(corpora)
        return
    trees = fit(list(rows(corpora)))
    trees.save(OUT, features.NAMES)
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
