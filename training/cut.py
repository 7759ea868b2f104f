"""A smaller network out of a trained one: fewer inner units, fewer layers, rectified units.

The inner units that a layer keeps are those whose part in its output is greatest; what the others gave is made up for, as
far as those that stay can tell it, by refitting the layer's last product (least squares over training windows). Shared
layers are left out where the vectors that come out of all of them change the least. A network cut to its own shape is
the same network.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from .network import Layer, Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .network import Shape

DAMPING = 1e-3  # of the mean second moment

Inputs = dict[str, Tensor]


@torch.no_grad()
def cut(network: Network, shape: Shape, batches: Sequence[Inputs]) -> Network:
    """A network of `shape`, whose width and heads are those of `network`; `batches` are inputs of training windows."""
    network.eval()
    left_out = _left_out(network, network.shape.layers - shape.layers, batches)
    moments = _moments(network, shape, batches)
    result = Network(shape)
    same = {name: value for name, value in network.state_dict().items() if not _of_layer(name)}
    result.load_state_dict(same, strict=False)
    stay = [f"encoder.shared.{number}" for number in range(network.shape.layers - 1) if number not in left_out]
    tops = [f"encoder.top.{group}" for group in network.encoder.top]
    new = [f"encoder.shared.{number}" for number in range(len(stay))]
    for old_name, new_name in zip([*stay, *tops], [*new, *tops], strict=True):
        _narrow(network.get_submodule(old_name), result.get_submodule(new_name), *moments[old_name])
    return result.eval()


def _of_layer(name: str) -> bool:
    return name.startswith(("encoder.shared.", "encoder.top."))


def _left_out(network: Network, number: int, batches: Sequence[Inputs]) -> tuple[int, ...]:
    """Which shared layers are missed the least."""
    shared = network.encoder.shared
    if not number:
        return ()

    def trunk(without: tuple[int, ...]) -> list[Tensor]:
        network.encoder.shared = torch.nn.ModuleList(each for i, each in enumerate(shared) if i not in without)
        return [network.read(batch, (), whole=True)[0][batch["mask"].bool()] for batch in batches]

    whole = trunk(())
    choices = list(combinations(range(len(shared)), number))
    lost = [sum(float(F.mse_loss(a, b)) for a, b in zip(trunk(each), whole, strict=True)) for each in choices]
    network.encoder.shared = shared
    return choices[lost.index(min(lost))]


def _moments(network: Network, shape: Shape, batches: Sequence[Inputs]) -> dict[str, tuple[Tensor, Tensor]]:
    """By layer: the second moments of the new units, and of those with the old ones, a constant one as the last of each."""
    layers = {name: each for name, each in network.named_modules() if isinstance(each, Layer)}
    activation = F.relu if shape.relu else F.gelu
    sums: dict[str, tuple[Tensor, Tensor]] = {}
    seen: list[Tensor] = []

    def watch(name: str, layer: Layer) -> torch.utils.hooks.RemovableHandle:
        def hook(_module: object, _inputs: object, inner: Tensor) -> None:
            inner = inner[seen[-1]].float()
            new, old = (F.pad(act(inner), (0, 1), value=1.0) for act in (activation, layer.activation))
            before = sums.get(name, (0.0, 0.0))
            sums[name] = before[0] + new.T @ new, before[1] + new.T @ old

        return layer.up.register_forward_hook(hook)

    handles = [watch(name, layer) for name, layer in layers.items()]
    for batch in batches:
        seen.append(batch["mask"].bool())
        network.read(batch, whole=True)
    for handle in handles:
        handle.remove()
    return sums


def _narrow(old: Layer, new: Layer, own: Tensor, across: Tensor) -> None:
    """Fill a layer from another by the moments of their inner units."""
    for name in ("mixing", "out", "attention_norm", "norm"):
        getattr(new, name).load_state_dict(getattr(old, name).state_dict())
    size = new.up.out_features
    part = own.diagonal()[:-1] * old.down.weight.square().sum(0)
    kept = part.topk(size).indices.sort().values
    new.up.weight.copy_(old.up.weight[kept])
    new.up.bias.copy_(old.up.bias[kept])
    rows = torch.cat([kept, kept.new_tensor([len(own) - 1])])  # and the constant one, whose weights are the bias
    before = torch.cat([old.down.weight, old.down.bias[:, None]], dim=1).T
    moment = own[rows][:, rows]
    missing = across[rows] @ before - moment @ before[rows]
    damping = DAMPING * moment.diagonal().mean() * torch.eye(len(moment))
    after = before[rows] + torch.linalg.solve(moment + damping, missing)
    new.down.weight.copy_(after[:-1].T)
    new.down.bias.copy_(after[-1])


def smaller(shape: Shape, inner: int | None, layers: int | None, *, relu: bool) -> Shape:
    """A shape with fewer inner units and layers where they are given."""
    return replace(shape, inner=inner or shape.inner, layers=layers or shape.layers, relu=relu or shape.relu)
