"""Training of all heads together: `python -m training.train --data DATA --out RUN`, from what `training.prepare` wrote.

A step takes one batch of each group of tasks and adds up their losses: of the labels, and, with `--teacher`, of what
another network says of the same words, for which texts without labels do as well. The rates follow a budget of steps or
of minutes and are at zero when it is spent. The state is saved every few steps; the same command goes on where it stopped
and ends with the same weights. What is evaluated and exported is the running mean of the weights (Polyak and Juditsky
1992), which is steadier than the last ones.

With `--inner`, `--layers` or `--relu` the run begins with the given weights cut to a smaller shape.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from . import arrays, teach
from .batches import Batch, Packing, endless
from .cut import cut, smaller
from .network import GROUPS, Layer, Network, Shape, mixed_precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# What each group's heads stand on: attribution is scored from the vectors of syntax too.
VECTORS = {"entities": ("entities",), "attribution": ("attribution", "syntax"), "syntax": ("syntax",), "news": ()}
# The parameters of a group that no other group uses.
OWN = {
    "entities": ("encoder.top.entities.", "entity.", "entity_crf."),
    "attribution": ("encoder.top.attribution.", "attribution.", "joint.", "attribution_crf.", "classes.", "links."),
}
CUT_ON = 8  # batches of each group whose activations are looked at before cutting
LOGGED = 20  # seconds between lines of progress


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the result, besides the data and the weights that are begun with.

    The budget is `steps`, or `minutes`, or whichever of both is spent first. `averaging` is the share of the mean weights
    kept at each step; `taught` and `vectors` weigh what a teacher says: its distributions, beside `weights`, and its vectors.
    `only` trains the own parameters of one group alone, all that is shared stays as it is.
    """

    steps: float = math.inf
    minutes: float = math.inf
    pieces_per_group: tuple[tuple[str, int], ...] = (
        ("entities", 1250), ("attribution", 2000), ("syntax", 650), ("news", 1000),
    )  # fmt: skip
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
    taught: float = 1.0
    vectors: float = 1.0
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    clip: float = 2.0
    averaging: float = 0.997
    seed: int = 13
    only: str | None = None
    dropout: float = 1.0
    """How much of the shape's dropout there is."""

    def continued(self) -> Settings:
        """For a run that goes on from trained weights: lower rates, other orders of the data."""
        return replace(self, encoder_rate=1.2e-4, head_rate=4e-4, warmup=0.03, seed=41)

    def with_teacher(self) -> Settings:
        """For a run with a teacher, whose word on every text leaves less to guard against."""
        return replace(self, dropout=0.3)

    def scaled(self, factor: float) -> Settings:
        """With batches that many times as large."""
        pieces = tuple((group, round(pieces * factor)) for group, pieces in self.pieces_per_group)
        return replace(self, pieces_per_group=pieces)


def tensors(batch: Batch, device: torch.device) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """A batch as tensors: inputs and labels."""

    def moved(values: np.ndarray[Any, Any]) -> Tensor:
        return torch.from_numpy(values).to(device, non_blocking=True)

    inputs = {name: moved(getattr(batch, name)) for name in batch.__slots__ if name != "labels"}
    return inputs, {name: moved(values) for name, values in batch.labels.items()}


def load_network(folder: Path) -> Network:
    """The network whose weights and shape are in `folder`; raises `KeyError` where a parameter is missing."""
    network = Network(Shape(**arrays.read_inventory(folder)["shape"]))
    stored = arrays.read_weights(folder)
    for name, parameter in network.named_parameters():
        parameter.data.copy_(torch.from_numpy(stored[name]))
    return network


def parameters(network: nn.Module) -> Iterator[tuple[str, Any]]:
    """The parameters as numpy arrays, for `arrays.write_weights`."""
    return ((name, parameter.detach().cpu().numpy()) for name, parameter in network.named_parameters())


def make_optimizer(network: Network, mapped: nn.Module, settings: Settings) -> torch.optim.Optimizer:
    """AdamW with a rate for the encoder and one for what is new; biases and norms do not decay."""
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        new = not name.startswith("encoder.") or ".case." in name or ".quote." in name
        if settings.only and not name.startswith(OWN[settings.only]):
            parameter.requires_grad_(False)
        else:
            groups.setdefault((new, parameter.dim() > 1), []).append(parameter)
    groups.setdefault((True, True), []).extend(mapped.parameters())
    return torch.optim.AdamW(
        [
            {
                "params": members,
                "lr": settings.head_rate if new else settings.encoder_rate,
                "weight_decay": settings.weight_decay if decays else 0.0,
            }
            for (new, decays), members in groups.items()
        ],
        fused=True,
    )


def running_mean(kept: float) -> Callable[[Sequence[Tensor], Sequence[Tensor], Tensor], None]:
    """A mean over steps that keeps that share of itself at each of them, and less in the beginning."""

    def update(means: Sequence[Tensor], current: Sequence[Tensor], steps: Tensor) -> None:
        torch._foreach_lerp_(means, current, 1 - min(kept, (1 + float(steps)) / (10 + float(steps))))

    return update


def factor(done: float, warmup: float) -> float:
    """What the rates are multiplied by when that share of the budget is spent: a linear warm-up, then a fall to zero along
    a half cosine mixed with a line.
    """
    if done < warmup:
        return (done + 0.01 * warmup) / warmup
    left = (done - warmup) / (1 - warmup)
    return 0.5 * (1 - left) + 0.25 * (1 + math.cos(math.pi * left))


class Run:
    """One training run in a folder: its data, its state, its log."""

    def __init__(
        self,
        data: Path,
        out: Path,
        settings: Settings,
        *,
        start: Path | None = None,
        teacher: Path | None = None,
        inner: int | None = None,
        layers: int | None = None,
        relu: bool = False,
    ) -> None:
        """`data`: a prepared folder; `start` and `teacher`: folders of weights, None is that of the data and no teacher.

        `inner`, `layers` and `relu` are the shape to cut the weights to that are begun with.
        """
        self.began = time.monotonic()
        self.settings, self.out = settings, out
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        inventory = arrays.read_inventory(data)
        self.alphabet: arrays.Alphabet = inventory["alphabet"]
        self.texts, sets = arrays.read_texts(data)
        self.sets = torch.from_numpy(sets).to(self.device)
        torch.manual_seed(settings.seed)
        network = load_network(start or data)
        shape = smaller(network.shape, inner, layers, relu=relu)
        if shape != network.shape:
            network = Network(shape) if self._state.exists() else cut(network, shape, self._sample())
        self.network = network.to(self.device)
        for each in self.network.modules():
            if isinstance(each, nn.Dropout):
                each.p *= settings.dropout
        self.teacher = load_network(teacher).to(self.device).eval() if teacher else None
        self.maps = (teach.maps(shape, self.teacher.shape) if self.teacher else nn.ModuleDict()).to(self.device)
        self.mean = AveragedModel(self.network, multi_avg_fn=running_mean(settings.averaging), use_buffers=False)
        self.optimizer = make_optimizer(self.network, self.maps, settings)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.step, self.spent = 0, 0.0
        out.mkdir(parents=True, exist_ok=True)
        own = {"shape": asdict(shape), "trained": True, "settings": asdict(settings)}
        arrays.write_inventory(out, **inventory | own)
        if self.device.type == "cuda":
            torch.set_float32_matmul_precision("high")
            for each in (self.network, self.teacher):
                for layer in each.modules() if each else ():
                    if isinstance(layer, Layer):
                        layer.compile(dynamic=True)

    def _groups(self) -> list[tuple[str, int]]:
        """The groups that this run learns from, with the pieces of a batch of each."""
        groups = [
            (name, pieces) for name, pieces in self.settings.pieces_per_group if self.settings.only in (None, name)
        ]
        return [(name, pieces) for name, pieces in groups if self.teacher or self.texts[name].labels]

    def _sample(self) -> list[dict[str, Tensor]]:
        """Some windows of each group, as they stand."""
        here, found = torch.device("cpu"), []
        for group, pieces in self.settings.pieces_per_group:
            packing, rng = Packing(self.texts[group]), np.random.default_rng(self.settings.seed)
            some = packing.groups(pieces, rng)[:CUT_ON]
            found += [tensors(packing.collate(windows, self.alphabet, None), here)[0] for windows in some]
        return found

    @property
    def _state(self) -> Path:
        return self.out / "state.pt"

    def resume(self) -> None:
        """Take up the state of an interrupted run, when there is one."""
        if self._state.exists():
            state = torch.load(self._state, map_location=self.device, weights_only=True)
            for name in ("network", "mean", "maps", "optimizer"):
                getattr(self, name).load_state_dict(state[name])
            self.step, self.spent = state["step"], state["spent"]

    def save(self) -> None:
        """Write the state and the mean weights; an interruption leaves the old ones or the new ones."""
        state: dict[str, Any] = {"step": self.step, "spent": self._seconds()}
        for name in ("network", "mean", "maps", "optimizer"):
            state[name] = getattr(self, name).state_dict()
        torch.save(state, self._state.with_suffix(".tmp"))
        self._state.with_suffix(".tmp").replace(self._state)
        arrays.write_weights(self.out, parameters(self.mean.module))

    def _seconds(self) -> float:
        """Since the run was first begun, without the time between its pieces."""
        return self.spent + time.monotonic() - self.began

    def done(self) -> float:
        """The share of the budget that is spent."""
        return min(1.0, max(self.step / self.settings.steps, self._seconds() / 60 / self.settings.minutes))

    def train(self, save_every: int, until: float = math.inf) -> None:
        """Go on until the budget is spent, or for `until` steps of this piece."""
        streams = {
            group: endless(self.texts[group], pieces, self.alphabet, self.settings.seed, self.step)
            for group, pieces in self._groups()
        }
        means: dict[str, Tensor] = {}
        last, logged = self.step + until, 0.0
        while self.step < last and (done := self.done()) < 1:
            torch.manual_seed(self.settings.seed * 100_003 + self.step)
            for name, value in self._advance(streams, done).items():
                means[name] = value if name not in means else means[name].lerp(value, 0.02)
            self.step += 1
            if self.step % save_every == 0:
                self.save()
            if self._seconds() - logged > LOGGED:
                logged = self._seconds()
                self._log(means)
        self.save()
        self._log(means)

    def _log(self, means: dict[str, Tensor]) -> None:
        row = {"step": self.step, "minutes": round(self._seconds() / 60, 2), "done": round(self.done(), 4)}
        row |= {name: round(float(value), 4) for name, value in means.items()}
        line = json.dumps(row)
        with (self.out / "log.jsonl").open("a", encoding="utf8") as file:
            file.write(line + "\n")
        print(line, flush=True)

    def _advance(self, streams: dict[str, Iterator[Batch]], done: float) -> dict[str, Tensor]:
        """One step; the losses by group and name."""
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor(done, self.settings.warmup)
        self.network.train()
        self.optimizer.zero_grad(set_to_none=True)
        values: dict[str, Tensor] = {}
        for group, stream in streams.items():
            losses = self._losses(group, *tensors(next(stream), self.device))
            torch.stack([weight * loss for weight, loss in losses.values()]).sum().backward()
            values |= {f"{group} {name}": loss.detach() for name, (_, loss) in losses.items()}
        trained = [each for group in self.optimizer.param_groups for each in group["params"]]
        nn.utils.clip_grad_norm_(trained, self.settings.clip)
        self.optimizer.step()
        self.mean.update_parameters(self.network)
        return values

    def _losses(
        self, group: str, inputs: dict[str, Tensor], labels: dict[str, Tensor]
    ) -> dict[str, tuple[float, Tensor]]:
        """The weight and the value of each loss of a batch."""
        weights, mask = dict(self.settings.weights), inputs["word_mask"].bool()
        given = teach.lesson(self.teacher, inputs) if self.teacher else None
        groups: Sequence[str] = GROUPS if given else VECTORS[group]
        with mixed_precision(self.device):
            trunk, words = self.network.read(inputs, groups)
        scores = self.network.scores(words)
        found = {
            name: (weights[name], loss) for name, loss in self.network.losses(scores, labels, mask, self.sets).items()
        }
        if given:
            taught = teach.losses(self.network, self.maps, {teach.TRUNK: trunk, **words}, scores, given, inputs)
            for name, loss in taught.items():
                weight = self.settings.taught * weights[name] if name in weights else self.settings.vectors
                found[f"taught {name}"] = (weight, loss)
        return found


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that training.prepare wrote")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--start", type=Path, help="a folder of weights to begin with; by default those of the data")
    parser.add_argument("--teacher", type=Path, help="a folder of weights to learn from: the data's own, or a run's")
    parser.add_argument("--steps", type=float, default=math.inf, help="the budget in steps")
    parser.add_argument("--minutes", type=float, default=math.inf, help="the budget in minutes, all pieces together")
    parser.add_argument("--piece", type=float, default=math.inf, help="stop after so many steps, to go on another time")
    parser.add_argument("--inner", type=int, help="inner units of each layer to keep")
    parser.add_argument("--layers", type=int, help="layers to keep, the groups' own counted as one")
    parser.add_argument("--relu", action="store_true", help="rectified inner units")
    parser.add_argument("--only", choices=tuple(OWN), help="a group of tasks whose own layer and heads to train alone")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="how many times as large batches are to be: 4 on a GPU"
    )
    parser.add_argument("--save-every", type=int, default=50, metavar="STEPS")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    given = parser.parse_args()
    if math.isinf(given.steps) and math.isinf(given.minutes):
        parser.error("a budget is wanted: --steps or --minutes")
    if given.threads:
        torch.set_num_threads(given.threads)
    settings = Settings(steps=given.steps, minutes=given.minutes, only=given.only).scaled(given.scale)
    if arrays.read_inventory(given.start or given.data)["trained"]:
        settings = settings.continued()
    settings = settings.with_teacher() if given.teacher else settings
    run = Run(
        given.data, given.out, settings, start=given.start, teacher=given.teacher,
        inner=given.inner, layers=given.layers, relu=given.relu,
    )  # fmt: skip
    run.resume()
    run.train(given.save_every, given.piece)


if __name__ == "__main__":
    main()
