"""What follows a run that went on from packaged weights: `python -m training.tune --run DIR --continue-from MODEL`.

First the run's averaged weights and the packaged ones are mixed (Wortsman et al. 2022, "Model soups"). Then one group of
tasks is trained on for a while alone: mixing, and the proportions of the run, have moved the shared layers away from it, and its
own layer and heads follow while all that is shared stays as it is: from the run's and from the packaged layer, of which the
mean is taken. The result replaces the run's averaged weights,
which `training.export` packages.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import trange

from .corpora import root
from .evaluate import evaluate
from .network import Network
from .restore import restore
from .train import Run, Settings, endless, tensors

if TYPE_CHECKING:
    from torch import Tensor

GROUP = "entities"
# The parameters of a group that no other group uses.
OWN = {
    "entities": ("encoder.top.entities.", "entity.", "entity_crf."),
    "attribution": ("encoder.top.attribution.", "attribution.", "joint.", "attribution_crf.", "classes.", "links."),
}
RATE = 4e-4
SHARE = 0.25


def mix(run: Run, folder: Path, share: float) -> None:
    """Move the averaged weights that share of the way back to the packaged ones; what is younger than those stays."""
    packaged = Network(run.network.shape).to(run.device)
    filled = restore(packaged, folder)
    with torch.no_grad():
        for (name, mean), before in zip(run.mean.module.named_parameters(), packaged.parameters(), strict=True):
            if name in filled:
                mean.lerp_(before, share)


def tune(run: Run, group: str, steps: int, start: Network) -> dict[str, Tensor]:
    """The group's own parameters, trained from those of `start` on; what is shared is the run's averaged weights."""
    run.network.load_state_dict(run.mean.module.state_dict())
    with torch.no_grad():
        for (name, parameter), other in zip(run.network.named_parameters(), start.parameters(), strict=True):
            if name.startswith(OWN[group]):
                parameter.copy_(other)
    mine: list[Tensor] = []
    for name, parameter in run.network.named_parameters():
        parameter.requires_grad_(name.startswith(OWN[group]))
        mine += [parameter] if parameter.requires_grad else []
    mean = AveragedModel(run.network, multi_avg_fn=get_ema_multi_avg_fn(0.98), use_buffers=False)
    optimizer = torch.optim.AdamW(mine, lr=RATE, weight_decay=0.01, fused=True)
    pieces, weights = dict(run.settings.pieces_per_group)[group], dict(run.settings.weights)
    stream = endless(run.tasks[group].train, pieces, run.word_pieces, run.settings.seed + 1, 0)
    run.network.train()
    for step in trange(steps, mininterval=10):
        torch.manual_seed(run.settings.seed * 100_019 + step)
        for each in optimizer.param_groups:
            each["lr"] = RATE * (1 - step / steps)
        inputs, labels = tensors(next(stream), run.device)
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast(run.device.type, dtype=torch.bfloat16):
            losses = run.network.loss(group, inputs, labels, run.sets)
        total: Tensor = sum((weights[name] * loss for name, loss in losses.items()), torch.zeros(()))
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(mine, run.settings.clip)
        optimizer.step()
        mean.update_parameters(run.network)
    return {name: p.detach().clone() for name, p in mean.module.named_parameters() if name.startswith(OWN[group])}


def take(run: Run, tuned: dict[str, Tensor]) -> None:
    """Put tuned parameters in place of the run's averaged ones."""
    with torch.no_grad():
        for name, parameter in run.mean.module.named_parameters():
            if name in tuned:
                parameter.copy_(tuned[name])


def tune_twice(run: Run, group: str, steps: int, folder: Path) -> None:
    """Put the mean of two tunings in place: from the run's own layer, and from that of the packaged weights."""
    packaged = Network(run.network.shape).to(run.device)
    restore(packaged, folder)
    both = [tune(run, group, steps, start) for start in (run.mean.module, packaged)]
    take(run, {name: (both[0][name] + both[1][name]) / 2 for name in both[0]})


def main() -> None:
    """Parse the command line, tune, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("--run", type=Path, required=True, help="the folder of a finished run")
    parser.add_argument(
        "--continue-from", type=Path, required=True, help="the packaged weights that the run went on from"
    )
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--group", choices=tuple(OWN), default=GROUP, help="the group of tasks to train alone")
    parser.add_argument("--once", action="store_true", help="tune from the packaged layer alone, without a run before")
    parser.add_argument("--share", type=float, default=SHARE, help="of the packaged weights in the mixture")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    given = parser.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    run = Run(root(given.corpora), given.run, Settings.continued(given.steps), given.continue_from)
    run.resume()
    if given.once:
        take(run, tune(run, given.group, given.steps, run.mean.module))
    else:
        mix(run, given.continue_from, given.share)
        tune_twice(run, given.group, given.steps, given.continue_from)
    run.save()
    print(evaluate(run.mean.module, run.tasks, run.word_pieces, run.device))


if __name__ == "__main__":
    main()
