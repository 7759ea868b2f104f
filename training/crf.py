"""A linear-chain conditional random field (Lafferty et al. 2001) over BIO tags that learns from partial labels too.

A partial label is a set of tags; its likelihood is the share of the paths that stay within the sets (Tsuboi et al. 2008).
From a teacher it learns the probabilities of all paths at once (Wang et al. 2021): both divide into tags and transitions,
and the gradient of the log-sum is what is expected of either.
"""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Lattice:
    """A distribution over the paths of all rows of a batch, as far as a linear chain can tell them apart.

    `tags` (rows, words, tags) and `first` (tags,) are probabilities, those of `pairs` (tags, tags) are summed over all
    words; `entropy` is of all rows.
    """

    tags: Tensor
    pairs: Tensor
    first: Tensor
    entropy: Tensor


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
        by_step = self._by_halves if emissions.is_cuda else self._by_words
        return torch.logsumexp(by_step(start + emissions[:, 0], emissions[:, 1:], transitions, mask[:, 1:]), dim=1)

    @staticmethod
    def _by_words(alpha: Tensor, emissions: Tensor, transitions: Tensor, mask: Tensor) -> Tensor:
        """One word after the other: the least arithmetic."""
        for step in range(emissions.shape[1]):
            following = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1) + emissions[:, step]
            alpha = torch.where(mask[:, step, None], following, alpha)
        return alpha

    @staticmethod
    def _by_halves(alpha: Tensor, emissions: Tensor, transitions: Tensor, mask: Tensor) -> Tensor:
        """Neighbouring steps joined until one is left: more arithmetic in few operations, which a GPU is faster with."""
        none = torch.full_like(transitions, FORBIDDEN).fill_diagonal_(0.0)
        steps = torch.where(mask[..., None, None], transitions + emissions.unsqueeze(2), none)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, none.expand(len(steps), 1, -1, -1)], dim=1)
            steps = torch.logsumexp(steps[:, 0::2].unsqueeze(-1) + steps[:, 1::2].unsqueeze(-3), dim=-2)
        return torch.logsumexp(alpha.unsqueeze(2) + steps[:, 0], dim=1) if steps.shape[1] else alpha

    def loss(self, emissions: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log likelihood a word of the paths within `allowed` (rows, words, tags) of bool."""
        within = emissions + (~allowed) * FORBIDDEN
        both = self.partition(torch.cat([emissions, within]), torch.cat([mask, mask]))
        everything, constrained = both.chunk(2)
        return (everything - constrained).sum() / mask.sum()

    def lattice(self, emissions: Tensor, mask: Tensor) -> Lattice:
        """How likely each tag of each word and each transition is, over all paths; nothing of it has a gradient."""
        with torch.enable_grad():
            emissions = emissions.detach().requires_grad_()
            parameters = self.transitions.detach().requires_grad_(), self.start.detach().requires_grad_()
            total = torch.func.functional_call(
                self, dict(zip(("transitions", "start"), parameters, strict=True)), (emissions, mask)
            ).sum()
            tags, pairs, first = torch.autograd.grad(total, (emissions, *parameters))
        expected = (tags * emissions).sum() + (pairs * parameters[0]).sum() + (first * parameters[1]).sum()
        return Lattice(tags, pairs, first, (total - expected).detach())

    forward = partition

    def divergence(self, emissions: Tensor, mask: Tensor, lattice: Lattice) -> Tensor:
        """Kullback-Leibler divergence a word of this model's distribution over paths from a teacher's."""
        expected = (lattice.tags * emissions).sum() + (lattice.pairs * self.transitions).sum()
        expected = expected + (lattice.first * self.start).sum()
        return (self.partition(emissions, mask).sum() - expected - lattice.entropy) / mask.sum()
