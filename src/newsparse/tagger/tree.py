"""Dependency trees from arc scores: the best head of each word, and where that is no tree, the best tree.

The maximum spanning arborescence is that of Chu and Liu (1965) and Edmonds (1967), with one root.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER = -1e9


def heads(scores: Floats) -> Ints:
    """The head of each word of a sentence: -1 for the root, else its index.

    `scores` (words, words + 1): column 0 is the root, column i + 1 word i.
    """
    scores = scores.copy()
    words = len(scores)
    scores[np.arange(words), np.arange(1, words + 1)] = NEVER
    root = int((scores[:, 0] - scores[:, 1:].max(1, initial=NEVER)).argmax()) if words > 1 else 0
    scores[:, 0] = NEVER
    scores[root, 0] = 0
    best = scores.argmax(1) - 1
    return best if _is_tree(best) else _arborescence(scores, root)


def _is_tree(best: Ints) -> bool:
    """Whether every word leads to the root: following heads long enough, all arrive at -1."""
    reach = np.append(best, -1)
    for _ in range(max(1, len(best).bit_length())):
        reach = reach[reach]
    return bool((reach == -1).all())


def _arborescence(scores: Floats, root: int) -> Ints:
    """The best tree: nodes are the words, `root` has none above it."""
    words = len(scores)
    weights = scores[:, 1:].astype(np.float64).T.copy()  # (head, dependent)
    np.fill_diagonal(weights, -np.inf)
    weights[:, root] = -np.inf
    parent = _edmonds(weights, root)
    return np.array([parent[word] if word != root else -1 for word in range(words)], np.int64)


def _edmonds(weights: NDArray[np.float64], root: int) -> dict[int, int]:
    """The head of each node but `root` in the best arborescence of a complete graph (head, dependent)."""
    size = len(weights)
    best = {node: int(weights[:, node].argmax()) for node in range(size) if node != root}
    cycle = _cycle(best)
    if not cycle:
        return best
    inside = set(cycle)
    outside = [node for node in range(size) if node not in inside]
    merged = len(outside)
    small = np.full((merged + 1, merged + 1), -np.inf)
    small[:merged, :merged] = weights[np.ix_(outside, outside)]
    gain = np.array([weights[best[node], node] for node in cycle])
    into = weights[np.ix_(outside, cycle)] - gain
    small[:merged, merged] = into.max(1)
    enters = into.argmax(1)
    out_of = weights[np.ix_(cycle, outside)]
    small[merged, :merged] = out_of.max(0)
    leaves = out_of.argmax(0)
    solved = _edmonds(small, outside.index(root))
    result = {node: best[node] for node in cycle}
    for dependent, head in solved.items():
        if dependent == merged:
            result[cycle[int(enters[head])]] = outside[head]
        else:
            result[outside[dependent]] = cycle[int(leaves[dependent])] if head == merged else outside[head]
    return result


def _cycle(parent: dict[int, int]) -> list[int]:
    """The nodes of one cycle; empty where there is none."""
    done: set[int] = set()
    for start in parent:
        path: list[int] = []
        node = start
        while node in parent and node not in done:
            if node in path:
                return path[path.index(node) :]
            path.append(node)
            node = parent[node]
        done.update(path)
    return []
