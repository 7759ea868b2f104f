"""What a teacher has said of each word (`teacher.py`), and the text it has said it of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from .crf import Crf
from .examples import Paragraph
from .labels import ATTRIBUTION_TAGS, IGNORE

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from .examples import Document, TaskData

FILE = "scores.npz"
ROW = "taught"  # the label of a word that is the number of its row in the teacher's scores
SHORTEST = 80  # words; shorter texts of the other corpora are single sentences


def documents(tasks: dict[str, TaskData]) -> list[Document]:
    """The attributed articles for training, and the newswire for entities with its attributions unknown."""
    others = [d for d in tasks["entities"].train if sum(len(p.words) for p in d) >= SHORTEST]
    return tasks["attribution"].train + [[_unknown(p) for p in document] for document in others]


def _unknown(paragraph: Paragraph) -> Paragraph:
    labels = {key: [IGNORE] * len(paragraph.words) for key in ("attribution", "links")}
    return Paragraph(paragraph.words, paragraph.spaces, labels, paragraph.pieces, paragraph.cases, paragraph.quotes)


def number(documents: list[Document]) -> int:
    """Give every word the number of its row; how many there are."""
    rows = 0
    for document in documents:
        for paragraph in document:
            paragraph.labels[ROW] = list(range(rows, rows + len(paragraph.words)))
            rows += len(paragraph.words)
    return rows


class Lessons:
    """A teacher's scores, looked up by the rows of a batch."""

    def __init__(self, path: Path, device: torch.device) -> None:
        """Read what `teacher.write_scores` wrote."""
        with np.load(path) as stored:
            self.emissions = torch.from_numpy(stored["emissions"])
            self.field = Crf(ATTRIBUTION_TAGS)
            self.field.transitions.data.copy_(torch.from_numpy(stored["transitions"]))
            self.field.start.data.copy_(torch.from_numpy(stored["start"]))
        self.field.to(device)

    def of(self, labels: dict[str, Tensor]) -> tuple[Crf, Tensor]:
        """The teacher's field, and its scores (rows, words, tags) of the words of a batch."""
        rows = labels[ROW].clamp(min=0)
        return self.field, self.emissions[rows.cpu()].float().to(rows.device)
