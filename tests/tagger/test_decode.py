"""Decoding against brute force on small cases."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from newsparse.tagger import tree
from newsparse.tagger.decode import bio_spans, links, marginals, viterbi

TAGS = 3


def _chain(seed: int, words: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return (
        draw.normal(size=(1, words, TAGS)).astype(np.float32),
        draw.normal(size=(TAGS, TAGS)).astype(np.float32),
        draw.normal(size=TAGS).astype(np.float32),
    )


def _score(path: tuple[int, ...], emissions: np.ndarray, transitions: np.ndarray, start: np.ndarray) -> float:
    total = start[path[0]] + emissions[0, 0, path[0]]
    for step in range(1, len(path)):
        total += transitions[path[step - 1], path[step]] + emissions[0, step, path[step]]
    return float(total)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("words", [1, 2, 4])
def test_best_path_and_marginals_are_those_of_all_paths(seed: int, words: int) -> None:
    emissions, transitions, start = _chain(seed, words)
    padded = np.concatenate([emissions, np.full((1, 2, TAGS), 9.0, np.float32)], axis=1)
    lengths = np.array([words])
    paths = list(product(range(TAGS), repeat=words))
    scores = np.array([_score(path, emissions, transitions, start) for path in paths])
    given = (padded[None], lengths, transitions[None], start[None])
    assert tuple(viterbi(*given)[0, 0, :words]) == paths[int(scores.argmax())]
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    expected = np.zeros((words, TAGS))
    for path, chance in zip(paths, chances, strict=True):
        expected[np.arange(words), path] += chance
    assert np.allclose(marginals(*given)[0, 0, :words], expected, atol=1e-4)


def test_models_side_by_side_give_what_each_gives_alone() -> None:
    chains = [_chain(seed, 5) for seed in (3, 4)]
    rows = [np.concatenate([emissions, emissions[:, ::-1]]) for emissions, _, _ in chains]
    lengths = np.array([5, 3])
    together = (np.stack(rows), lengths, np.stack([c[1] for c in chains]), np.stack([c[2] for c in chains]))
    paths, chances = viterbi(*together), marginals(*together)
    for model, (_, transitions, start) in enumerate(chains):
        for row, length in enumerate(lengths):
            alone = (rows[model][None, row : row + 1, :length], lengths[row : row + 1], transitions[None], start[None])
            assert (paths[model, row, :length] == viterbi(*alone)[0, 0]).all()
            assert np.allclose(chances[model, row, :length], marginals(*alone)[0, 0], atol=1e-6)


def test_spans_of_a_bio_sequence() -> None:
    tags = ["B-A", "I-A", "O", "B-A", "B-A", "I-B", "O"]
    assert list(bio_spans(tags)) == [(0, 2, "A"), (3, 4, "A"), (4, 5, "A"), (5, 6, "B")]
    assert list(bio_spans([])) == []


def _is_tree(heads: tuple[int, ...]) -> bool:
    def arrives(word: int) -> bool:
        for _ in heads:
            if word == -1:
                return True
            word = heads[word]
        return word == -1

    return heads.count(-1) == 1 and all(arrives(word) for word in range(len(heads)))


@pytest.mark.parametrize("seed", range(40))
def test_heads_are_the_best_tree_under_the_best_root(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    found = tuple(int(head) for head in tree.heads(scores))
    assert _is_tree(found)
    root = found.index(-1)
    rivals = [heads for heads in product(range(-1, 4), repeat=4) if _is_tree(heads) and heads.index(-1) == root]

    def value(heads: tuple[int, ...]) -> float:
        return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))

    assert value(found) == pytest.approx(max(map(value, rivals)), abs=1e-5)


def test_a_single_word_is_the_root() -> None:
    assert tree.heads(np.zeros((1, 2), np.float32)).tolist() == [-1]


def test_a_cue_has_one_source() -> None:
    spans = [(0, 1, "SOURCE"), (1, 2, "CUE"), (2, 3, "SOURCE"), (3, 5, "CONTENT"), (5, 6, "CONTENT")]
    scores = np.zeros((6, 7), np.float32)
    scores[0, 2], scores[2, 2], scores[3, 2], scores[5, 0] = 3, 5, 4, 4
    assert [owner for owner, _ in links(spans, scores, "CUE", "SOURCE")] == [None, 1, 1, 1, None]
