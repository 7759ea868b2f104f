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

    def loss(self, emissions: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log likelihood a word of the paths within `allowed` (rows, words, tags) of bool."""
        within = emissions + (~allowed) * FORBIDDEN
        both = self.partition(torch.cat([emissions, within]), torch.cat([mask, mask]))
        everything, constrained = both.chunk(2)
        return (everything - constrained).sum() / mask.sum()
