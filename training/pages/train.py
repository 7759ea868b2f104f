"""Train the classifier of the blocks of a page and write it into the package.

    python -m training.pages.train [--corpora DIR] [--fold N --out FILE] [--cache FILE]

Two steps: a linear model over the pieces of the classes around each block, then boosted trees over all columns, in which the linear
model has a column; on the pages that the trees learn from, that column comes from models that did not see the site. `--fold` leaves a
fifth of the sites out: `benchmarks/facets/pages.py` scores each page by the model of its fold. Needs scikit-learn (extra `train`); at run
time numpy alone reads the file.
"""

from __future__ import annotations

import argparse
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from newsparse.sources.page import judge, metadata, rows, tree, words
from newsparse.sources.page.blocks import Page, blocks
from newsparse.sources.page.kinds import kinds
from training.boilerplate.train import trees_of
from training.corpora import root, web_pages
from training.pages.labels import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.corpora.web_pages import WebPage

OUT = Path(__file__).parents[2] / "src" / "newsparse" / "sources" / "data" / "page.npz"
PARTS = 4  # parts of the sites for the column of the linear model
COLUMNS = 3 * words.BUCKETS
SEGMENTS = 0.4  # how much a page counts of which only segments are known
CHARACTERS = 6.0  # of a word


@dataclass(frozen=True, slots=True)
class Example:
    """A page read, with its labels."""

    corpus: str
    name: str
    site: str
    fold: int
    page: Page
    hints: metadata.Metadata
    matrix: Any
    labels: Any
    weights: Any


def examples(pages: Sequence[WebPage]) -> list[Example]:
    """The pages read; the columns of the linear model are zero as yet."""
    fold = web_pages.folds(pages)
    none = np.zeros(COLUMNS, dtype=np.float32)
    found = []
    for truth in pages:
        parsed = tree.parse(tree.bounded(truth.html)[0])
        page = blocks(parsed)
        hints = metadata.read(parsed, page, truth.url)
        label, weight = labels(page, kinds(page, hints), truth)
        matrix = rows.rows(page, hints, none).astype(np.float32)
        if len(matrix):
            found.append(
                Example(
                    truth.corpus,
                    truth.name,
                    truth.site,
                    fold[truth.corpus, truth.name],
                    page,
                    hints,
                    matrix,
                    label,
                    weight,
                )
            )
    return found


def _weights(example: Example) -> Any:
    """A block counts by the root of its words; a page as much as another."""
    size = np.array([len(block.text) for block in example.page.blocks])
    weight = example.weights * np.sqrt(size / CHARACTERS + 1)
    share = SEGMENTS if example.corpus == "trafilatura-eval" else 1.0
    return share * weight / max(1e-9, float(weight.sum()))


def _pieces(page: Page) -> Any:
    """One row a block, one column a piece of a class at a level."""
    from scipy.sparse import csr_matrix

    said = [(f"<{node.tag}>", *words.pieces(node.words)) for node in page.nodes]
    columns: list[int] = []
    ends = [0]
    for block in page.blocks:
        number, step = block.node, 0
        while number >= 0 and step < rows.REACH:
            columns += [words.bucket(piece, rows.level(step)) for piece in said[number]]
            number, step = page.nodes[number].around, step + 1
        ends.append(len(columns))
    values = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((values, columns, ends), shape=(len(page.blocks), COLUMNS))


def _linear(given: Sequence[Example]) -> Any:
    """The weight of each piece."""
    from scipy.sparse import vstack
    from sklearn.linear_model import LogisticRegression

    table = vstack([_pieces(example.page) for example in given]).tocsr()
    label = np.concatenate([example.labels for example in given])
    weight = np.concatenate([_weights(example) for example in given])
    used = weight > 0
    model = LogisticRegression(C=0.02, max_iter=60, solver="liblinear")
    model.fit(table[used], label[used], sample_weight=weight[used] * used.sum() / weight.sum())
    return model.coef_[0].astype(np.float16).astype(np.float32)


def fit(given: Sequence[Example]) -> judge.Model:
    """The linear model and the trees."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    sites = sorted({example.site for example in given})
    part = {site: at % PARTS for at, site in enumerate(sites)}
    matrices = []
    for number in range(PARTS):
        weights = _linear([example for example in given if part[example.site] != number])
        matrices += [
            (at, rows.with_classes(example.matrix, example.page, weights))
            for at, example in enumerate(given)
            if part[example.site] == number
        ]
    matrix = np.vstack([each for _, each in sorted(matrices, key=lambda pair: pair[0])])
    label = np.concatenate([example.labels for example in given])
    weight = np.concatenate([_weights(example) for example in given])
    used = weight > 0
    model = HistGradientBoostingClassifier(
        max_iter=160,
        max_leaf_nodes=20,
        learning_rate=0.08,
        l2_regularization=1.0,
        min_samples_leaf=40,
        max_features=0.3,
        random_state=0,
    )
    model.fit(matrix[used], label[used], sample_weight=weight[used] * used.sum() / weight.sum())
    return judge.Model(trees_of(model), _linear(given))


def check(given: Sequence[Example], number: int) -> judge.Model:
    """The model that saw no page of the sites of a fold."""
    return fit([example for example in given if example.fold != number])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", help="the folder of the corpora")
    parser.add_argument("--fold", type=int, help="leave out the sites of this fold, and write the model into --out")
    parser.add_argument("--out", type=Path, default=OUT, help="where the model goes")
    parser.add_argument("--cache", type=Path, help="keep the pages as read in this file, and take them from it")
    given = parser.parse_args()
    if given.cache and given.cache.is_file():
        made = pickle.loads(given.cache.read_bytes())  # noqa: S301 - written by the line below
    else:
        made = examples(web_pages.read(root(given.corpora)))
        if given.cache:
            given.cache.write_bytes(pickle.dumps(made))
    model = fit(made) if given.fold is None else check(made, given.fold)
    model.save(given.out)
    print(f"{given.out}: {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
