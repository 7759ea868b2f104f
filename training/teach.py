"""What a network learns from another one beside labels: distributions over tags, and vectors.

A teacher reads the words as they stand, the student what is left of them after some were masked. Of tag sequences the
student learns the distribution over whole paths (structural distillation, Wang et al. 2021), of the other heads that over
labels (Hinton et al. 2015); its vectors are to be those of the teacher, through a linear map of their own (Jiao et al. 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .network import GROUPS, mixed_precision, same_sentence, to_words

if TYPE_CHECKING:
    from .crf import Lattice
    from .network import Network, Shape

LABELS = ("upos", "xpos", "feats", "sentence")
SEQUENCES = ("entities", "attribution")
TRUNK = "trunk"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a teacher says of a batch; its scores of pointers are without those to padding and to other sentences."""

    vectors: dict[str, Tensor]
    scores: dict[str, Tensor]
    lattices: dict[str, Lattice]
    sentences: Tensor
    heads: Tensor
    deprel: Tensor


def maps(student: Shape, teacher: Shape) -> nn.ModuleDict:
    """The linear maps from the student's vectors to the teacher's; those of the same width begin as they are."""
    found = nn.ModuleDict({name: nn.Linear(student.width, teacher.width) for name in (TRUNK, *GROUPS)})
    if student.width == teacher.width:
        for each in found.values():
            nn.init.eye_(each.weight)
            nn.init.zeros_(each.bias)
    return found


@torch.no_grad()
def lesson(teacher: Network, batch: dict[str, Tensor]) -> Lesson:
    """What `teacher`, in the mode of evaluation, says of the words as they stand."""
    mask = batch["word_mask"].bool()
    with mixed_precision(mask.device):
        trunk, words = teacher.read(batch, whole=True)
    scores = {name: values.float() for name, values in teacher.scores(words).items()}
    sentences = scores["sentence"].argmax(-1)
    scores["arcs"] = to_words(scores["arcs"].masked_fill(~same_sentence(sentences, mask), -1e4), mask)
    scores["links"] = to_words(scores["links"], mask)
    heads = scores["arcs"].argmax(-1)
    lattices = {name: getattr(teacher, _crf(name)).lattice(scores[name], mask) for name in SEQUENCES}
    deprel = teacher.deprel.label(scores["dependent"], scores["head"], heads)
    return Lesson({TRUNK: trunk, **words}, scores, lattices, sentences, heads, deprel)


def losses(
    student: Network,
    mapped: nn.ModuleDict,
    vectors: dict[str, Tensor],
    scores: dict[str, Tensor],
    given: Lesson,
    batch: dict[str, Tensor],
) -> dict[str, Tensor]:
    """How far the student is from the teacher: divergences a word by head, and the vectors' square errors.

    `vectors` are the student's of the shared layers, by `TRUNK`, and of every group; `scores` its scores of all heads.
    """
    mask = batch["word_mask"].bool()
    found = {
        name: getattr(student, _crf(name)).divergence(scores[name], mask, given.lattices[name]) for name in SEQUENCES
    }
    for name in LABELS:
        found[name] = _divergence(scores[name], given.scores[name], mask)
    found["links"] = _divergence(to_words(scores["links"], mask), given.scores["links"], mask)
    arcs = to_words(scores["arcs"].masked_fill(~same_sentence(given.sentences, mask), -1e4), mask)
    found["arcs"] = _divergence(arcs, given.scores["arcs"], mask)
    deprel = student.deprel.label(scores["dependent"], scores["head"], given.heads)
    found["deprel"] = _divergence(deprel, given.deprel, mask)
    for name, wanted in given.vectors.items():
        of = batch["mask"].bool() if name == TRUNK else mask
        found[f"{name} vectors"] = _distance(mapped[name](vectors[name].float())[of], wanted.float()[of])
    return found


def _crf(name: str) -> str:
    return {"entities": "entity_crf", "attribution": "attribution_crf"}[name]


def _divergence(scores: Tensor, wanted: Tensor, mask: Tensor) -> Tensor:
    """Kullback-Leibler divergence a word."""
    logs = (F.log_softmax(each[mask], dim=-1) for each in (scores, wanted))
    return F.kl_div(*logs, reduction="batchmean", log_target=True)


def _distance(vectors: Tensor, wanted: Tensor) -> Tensor:
    """Mean square error, as a share of the mean square."""
    return F.mse_loss(vectors, wanted) / wanted.square().mean()
