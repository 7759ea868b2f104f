"""A linear-chain conditional random field (Lafferty et al. 2001) over BIO tags that learns from partial labels too.

A partial label is a set of tags; its likelihood is the share of the paths that stay within the sets (Tsuboi et al. 2008).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


def bio_constraints(tags: list[str]) -> tuple[Tensor, Tensor]:
    """(tags, tags) and (tags,): which transitions and which first tags BIO allows, as 0 or `FORBIDDEN`."""
    between = torch.zeros(len(tags), len(tags))
    first = torch.zeros(len(tags))
    for column, tag in enumerate(tags):
        if not tag.startswith("I-"):
            continue
        first[column] = FORBIDDEN
        allowed = {tag, f"B-{tag[2:]}"}
        for row, before in enumerate(tags):
            if before not in allowed:
                between[row, column] = FORBIDDEN
    return between, first


class Crf(nn.Module):
    """Transition scores between tags; emissions come from the network."""

    between: Tensor
    first: Tensor

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        between, first = bio_constraints(tags)
        self.register_buffer("between", between)
        self.register_buffer("first", first)
        self.transitions = nn.Parameter(torch.zeros_like(between))
        self.start = nn.Parameter(torch.zeros_like(first))

    def scores(self) -> tuple[Tensor, Tensor]:
        """The transition and start scores with the constraints added."""
        return self.transitions + self.between, self.start + self.first

    def partition(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """Log-sum over all paths; `emissions` (rows, words, tags), `mask` (rows, words) of bool, each row non-empty."""
        transitions, start = self.scores()
        alpha = start + emissions[:, 0]
        for step in range(1, emissions.shape[1]):
            following = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1) + emissions[:, step]
            alpha = torch.where(mask[:, step, None], following, alpha)
        return torch.logsumexp(alpha, dim=1)

    def marginals(self, emissions: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the field expects: of each word each tag (rows, words, tags), of all rows together each transition
        (tags, tags) and each first tag (tags,). They are the derivatives of the partition (Sutton and McCallum 2012).
        """
        with torch.enable_grad():
            scores = emissions.detach().requires_grad_()
            total = self.partition(scores, mask).sum()
            return torch.autograd.grad(total, (scores, self.transitions, self.start))  # type: ignore[return-value]

    def taught(self, emissions: Tensor, teacher: Crf, scores: Tensor, mask: Tensor) -> Tensor:
        """Mean cross entropy a word between the distributions over paths of a teacher, with its emissions `scores`, and
        of this field (Wang et al. 2021, structural knowledge distillation); both must forbid the same paths.
        """
        words, between, first = teacher.marginals(scores, mask)
        expected = (words * emissions).sum() + (between * self.transitions).sum() + (first * self.start).sum()
        return (self.partition(emissions, mask).sum() - expected) / mask.sum()

    def loss(self, emissions: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log likelihood a word of the paths within `allowed` (rows, words, tags) of bool."""
        within = emissions + (~allowed) * FORBIDDEN
        both = self.partition(torch.cat([emissions, within]), torch.cat([mask, mask]))
        everything, constrained = both.chunk(2)
        return (everything - constrained).sum() / mask.sum()
