"""From corpora to the packaged model in one command: `python -m training --corpora DIR --run DIR`.

Trains (or goes on with a run that was interrupted), exports, and writes `MODEL_CARD.md` from measured figures.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from .train import Settings


def main() -> None:
    """Parse the command line and run the steps, each in a process of its own; stop at the first that fails."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--run", type=Path, required=True, help="the folder of the run: state, log, label inventories")
    parser.add_argument("--continue-from", type=Path, help="a folder of packaged weights to go on from")
    parser.add_argument("--steps", type=int, default=Settings().steps)
    given = parser.parse_args()
    corpora, run = str(given.corpora), str(given.run)
    more = ("--continue-from", str(given.continue_from)) if given.continue_from else ()
    steps = [("training.train", "--corpora", corpora, "--out", run, "--steps", str(given.steps), *more)]
    if more:
        steps.append(("training.tune", "--corpora", corpora, "--run", run, *more))
    steps += [("training.export", "--run", run), ("training.card", "--corpora", corpora)]
    for step in steps:
        subprocess.run([sys.executable, "-m", *step], check=True)


if __name__ == "__main__":
    main()
