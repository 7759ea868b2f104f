"""Quick figures on the development parts, on given words: `python -m training.evaluate --data DATA --run RUN`.

The development parts are in no prepared folder, so this reads the corpora. `benchmarks/` measures the real thing.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from newsparse.tagger.decode import bio_spans, viterbi
from newsparse.tagger.features import WordPieces

from . import arrays, examples
from .batches import Batch, batches
from .corpora import root
from .documents import flatten
from .labels import ATTRIBUTION_TAGS, ENTITY_TAGS, IGNORE
from .network import mixed_precision
from .parsed import TreebankLabels
from .train import load_network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .arrays import Alphabet, Texts
    from .crf import Crf
    from .network import Network

Figures = dict[str, float]
PIECES, DOCUMENTS = 6000, 60


def evaluate(network: Network, tasks: dict[str, Texts], alphabet: Alphabet, device: torch.device) -> Figures:
    """Figures by name: span F1 of entities and attribution parts, accuracy of tags, arcs, labels, links, sentences."""
    network.eval()
    counts: dict[str, NDArray[np.float64]] = {}
    for group, texts in tasks.items():
        for batch in batches(texts, PIECES, alphabet):
            for name, count in _counts(network, group, batch, device).items():
                key = f"news.{name}" if group == "news" else name
                counts[key] = counts.get(key, np.zeros(3)) + count
    return {name: round(_f1(count), 4) for name, count in sorted(counts.items())}


def development(corpora: Path, labels: TreebankLabels, word_pieces: WordPieces) -> dict[str, Texts]:
    """At most `DOCUMENTS` documents of the development part of each task."""
    draw = random.Random(5)
    return {
        name: flatten(draw.sample(documents, min(len(documents), DOCUMENTS)), word_pieces)
        for name, documents in examples.development(corpora, labels).items()
    }


def _f1(count: NDArray[np.float64]) -> float:
    right, found, wanted = count
    return float(2 * right / max(1.0, found + wanted))


def _counts(network: Network, group: str, batch: Batch, device: torch.device) -> dict[str, NDArray[np.float64]]:
    names = ("pieces", "cases", "quotes", "first", "last", "mask")
    inputs = [torch.from_numpy(getattr(batch, name)).to(device) for name in names]
    with torch.no_grad(), mixed_precision(device):
        scores = network.outputs(*inputs)
    if group == "entities":
        return _span_counts(network.entity_crf, ENTITY_TAGS, scores["entities"], batch, "entities")
    if group in {"attribution", "news"}:
        found = _span_counts(network.attribution_crf, ATTRIBUTION_TAGS, scores["attribution"], batch, "attribution")
        return found | {
            "links": _accuracy(_masked_pointer(scores["links"], batch), batch.labels["links"]),
            "class": _accuracy(scores["classes"], batch.labels["class"]),
        }
    return _syntax_counts(network, scores, batch)


def _masked_pointer(scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    blocked = np.pad(batch.word_mask == 0, ((0, 0), (1, 0)))
    return scores.float().masked_fill(torch.from_numpy(blocked)[:, None].to(scores.device), -1e4)


def _accuracy(scores: torch.Tensor, labels: NDArray[np.int64]) -> NDArray[np.float64]:
    known = labels != IGNORE
    right = (scores.argmax(-1).cpu().numpy() == labels) & known
    return np.array([right.sum(), known.sum(), known.sum()], float)


def _syntax_counts(network: Network, scores: dict[str, torch.Tensor], batch: Batch) -> dict[str, NDArray[np.float64]]:
    labels = batch.labels
    counts = {name: _accuracy(scores[name], labels[name]) for name in ("upos", "xpos", "feats")}
    starts = labels["sentence"].clip(0)
    number = torch.from_numpy(np.cumsum(starts, 1)).to(scores["arcs"].device)
    other = torch.nn.functional.pad(number[:, :, None] != number[:, None, :], (1, 0), value=False)
    arcs = _masked_pointer(scores["arcs"], batch).masked_fill(other, -1e4)
    counts["uas"] = _accuracy(arcs, labels["head"])
    heads = torch.from_numpy(labels["head"].clip(0)).to(arcs.device)
    right_arc = arcs.argmax(-1).cpu().numpy() == labels["head"]
    with torch.no_grad():
        deprel = network.deprel.label(scores["dependent"].float(), scores["head"].float(), heads)
    right = (deprel.argmax(-1).cpu().numpy() == labels["deprel"]) & right_arc & (labels["head"] != IGNORE)
    known = float((labels["head"] != IGNORE).sum())
    counts["las"] = np.array([right.sum(), known, known])
    predicted = scores["sentence"].argmax(-1).cpu().numpy() * batch.word_mask
    counts["sentences"] = np.array([(predicted * starts).sum(), predicted.sum(), starts.sum()], float)
    return counts


def _span_counts(
    crf: Crf, tags: list[str], emissions: torch.Tensor, batch: Batch, key: str
) -> dict[str, NDArray[np.float64]]:
    transitions, start = (score.detach().cpu().numpy() for score in crf.scores())
    lengths = batch.word_mask.sum(1)
    (paths,) = viterbi(emissions.float().cpu().numpy()[None], lengths, transitions[None], start[None])
    counts: dict[str, NDArray[np.float64]] = {}
    for row, length in enumerate(lengths):
        gold = {tuple(span) for span in bio_spans([tags[t] for t in batch.labels[key][row, :length]])}
        found = {tuple(span) for span in bio_spans([tags[t] for t in paths[row, :length]])}
        for name in {span[2] for span in gold | found}:
            g, f = ({s for s in spans if s[2] == name} for spans in (gold, found))
            at = f"{key}.{name}" if key == "attribution" else key
            counts[at] = counts.get(at, np.zeros(3)) + np.array([len(g & f), len(f), len(g)], float)
    return counts


def main() -> None:
    """Parse the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("--data", type=Path, required=True, help="the folder that training.prepare wrote")
    parser.add_argument("--run", type=Path, nargs="+", required=True, help="folders of weights")
    given = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    inventory = arrays.read_inventory(given.data)
    labels, alphabet = TreebankLabels(**inventory["labels"]), inventory["alphabet"]
    texts = development(root(given.corpora), labels, WordPieces(given.data / arrays.TOKENIZER))
    for run in given.run:
        print(run, json.dumps(evaluate(load_network(run).to(device), texts, alphabet, device)), flush=True)


if __name__ == "__main__":
    main()
