"""What follows a run that went on from given weights: `python -m training.tune --data DATA --run RUN --out TUNED`.

First the run's weights and those it began with are mixed (Wortsman et al. 2022, "Model soups"). Then one group of
tasks is trained on for a while alone: mixing, and the proportions of the run, have moved the shared layers away from it, and its
own layer and heads follow while all that is shared stays as it is: once from the run's own layer and once from the given one,
of which the mean is taken.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import arrays
from .train import OWN, Run, Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GROUP = "entities"
SHARE = 0.25

Weights = dict[str, "NDArray[np.float32]"]


def mixed(one: Weights, other: Weights, share: float) -> Weights:
    """The first weights, moved that share of the way to the second ones; both are of one shape."""
    return {name: (1 - share) * values + share * other[name] for name, values in one.items()}


def write(folder: Path, weights: Weights, inventory: dict[str, Any]) -> Path:
    """A folder of weights, with the shape and the labels of `inventory`."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays.write_weights(folder, weights.items())
    arrays.write_inventory(folder, **inventory)
    return folder


def tune(data: Path, run: Path, before: Path, out: Path, *, group: str, steps: float, share: float) -> None:
    """Write `run` mixed with `before` and its group tuned to `out`."""
    old, inventory = arrays.read_weights(before), arrays.read_inventory(run)
    mixture = mixed(arrays.read_weights(run), old, share)
    own = {name: values for name, values in old.items() if name.startswith(OWN[group])}
    tuned = []
    for name, weights in (("own", mixture), ("given", mixture | own)):
        start = write(out / f"{name}-start", weights, inventory)
        tuning = Run(data, out / name, Settings(steps=steps, averaging=0.98, only=group).continued(), start=start)
        tuning.resume()
        tuning.train(save_every=100)
        tuned.append(arrays.read_weights(out / name))
    write(out, mixed(*tuned, 0.5), inventory)


def main() -> None:
    """Parse the command line and tune."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that training.prepare wrote")
    parser.add_argument("--run", type=Path, required=True, help="the folder of a finished run")
    parser.add_argument(
        "--before", type=Path, help="the weights that the run went on from; by default those of the data"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=float, default=500)
    parser.add_argument("--group", choices=tuple(OWN), default=GROUP, help="the group of tasks to train alone")
    parser.add_argument("--share", type=float, default=SHARE, help="of the weights before in the mixture")
    given = parser.parse_args()
    tune(
        given.data, given.run, given.before or given.data, given.out,
        group=given.group, steps=given.steps, share=given.share,
    )  # fmt: skip


if __name__ == "__main__":
    main()
