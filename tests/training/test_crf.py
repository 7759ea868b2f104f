"""What a field learns from a teacher, against sums over all paths. Needs the extra `train`."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch")

from training.crf import Crf  # noqa: E402  torch is needed first

TAGS = ["O", "B-CUE", "I-CUE"]


def field(seed: int) -> Crf:
    crf = Crf(TAGS)
    generator = torch.Generator().manual_seed(seed)
    crf.transitions.data.normal_(generator=generator)
    crf.start.data.normal_(generator=generator)
    return crf


def paths(crf: Crf, emissions: torch.Tensor) -> torch.Tensor:
    """Log probabilities of all paths over the words of one row."""
    transitions, start = crf.scores()
    scores = []
    for path in product(range(len(TAGS)), repeat=len(emissions)):
        steps = [transitions[a, b] for a, b in pairwise(path)]
        scores.append(start[path[0]] + sum(steps) + sum(emissions[i, tag] for i, tag in enumerate(path)))
    return torch.stack(scores).log_softmax(0)


def test_taught_is_the_cross_entropy_over_paths() -> None:
    generator = torch.Generator().manual_seed(3)
    mine, theirs = torch.randn(2, 2, 4, len(TAGS), generator=generator)
    mask = torch.tensor([[True] * 4, [True, True, False, False]])
    student, teacher = field(1), field(2)
    wanted = sum(
        -(paths(teacher, theirs[row, :size]).exp() * paths(student, mine[row, :size])).sum()
        for row, size in enumerate((4, 2))
    )
    assert student.taught(mine, teacher, theirs, mask).item() == pytest.approx(wanted.item() / 6, abs=1e-4)


def test_a_field_has_nothing_to_learn_from_itself() -> None:
    student = field(1)
    mine = torch.randn(1, 5, len(TAGS), generator=torch.Generator().manual_seed(4)).requires_grad_()
    student.taught(mine, student, mine.detach(), torch.ones(1, 5, dtype=torch.bool)).backward()
    for parameter in (mine, student.transitions, student.start):
        assert parameter.grad.abs().max().item() < 1e-5
