"""The network: a MiniLM encoder whose last layer is there once for each group of tasks, and the heads.

Encoder after Devlin et al. 2019 and Wang et al. 2020; dependencies after Dozat and Manning 2017, arcs by a biaffine
product, labels by a layer over the sum of both ends' projections; the ends of what is attributed are mostly ends of
clauses, so its tags are scored from the syntax layer's vectors too. All word vectors are the mean of a word's first
and last piece.

The exported graph rounds what goes into its large matrix products to eight bits, so the network is trained on rounded
values too (Jacob et al. 2018): untrained for it, contents of attributions lost 0.9 points of F1 by the rounding.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from newsparse.tagger.features import CASES, QUOTE_STATES

from .crf import Crf
from .labels import ATTRIBUTION_TAGS, CONTENT_CLASSES, ENTITY_TAGS, IGNORE

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUPS = ("entities", "attribution", "syntax")


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    upos: int
    xpos: int
    feats: int
    deprel: int
    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    arc: int = 192
    label: int = 192
    link: int = 96
    joint: int = 128
    relu: bool = False
    """Whether the inner units are rectified linear ones in place of Gaussian error linear ones."""
    rounded: bool = True
    """Whether the layers round what they multiply, as the exported graph does; a teacher's need not."""
    relative: int = 0
    """How many buckets of distances have a score of their own in attention (MPNet has 32)."""
    epsilon: float = 1e-12
    dropout: float = 0.15
    head_dropout: float = 0.3


class _Rounding(torch.autograd.Function):
    """A tensor in 255 even steps from its least to its greatest value; the gradient passes as if nothing happened."""

    @staticmethod
    def forward(ctx: object, x: Tensor) -> Tensor:
        low, high = torch.aminmax(x.detach())
        step = ((high.clamp(min=0) - low.clamp(max=0)).float() / 255).clamp(min=1e-8)
        return (x * (1 / step).to(x.dtype)).round_().mul_(step.to(x.dtype))

    @staticmethod
    def backward(ctx: object, gradient: Tensor) -> Tensor:
        return gradient


class RoundedLinear(nn.Linear):
    """A linear layer whose input is rounded as the 8-bit graph rounds it; exported without, as that graph does it."""

    def forward(self, x: Tensor) -> Tensor:
        """As `nn.Linear`."""
        return super().forward(x if torch.onnx.is_in_onnx_export() else _Rounding.apply(x))


class _Attention(torch.autograd.Function):
    """Attention of every piece to every piece as one operator of onnxruntime's; stands in the exported graph only."""

    @staticmethod
    def forward(ctx: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return torch.zeros_like(query)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setTypeAs(query)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.activation = shape.attention_heads, F.relu if shape.relu else F.gelu
        self.scale = (shape.width // shape.attention_heads) ** -0.5
        linear = RoundedLinear if shape.rounded else nn.Linear
        self.mixing = linear(shape.width, 3 * shape.width)  # query, key and value side by side
        self.out = linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = linear(shape.width, shape.inner)
        self.down = linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` (rows, pieces, width); `bias` (rows, 1 or heads, 1 or pieces, pieces) is added to the attention scores."""
        q, k, v = self.mixing(x).split(x.shape[-1], dim=-1)
        mixed = _Attention.apply(q, k, v, self.heads) if torch.onnx.is_in_onnx_export() else self._mix(q, k, v, bias)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        return self.norm(x + self.dropout(self.down(self.activation(self.up(x)))))

    def _mix(self, query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
        rows, pieces, width = query.shape
        q, k, v = (
            part.view(rows, pieces, self.heads, width // self.heads).transpose(1, 2) for part in (query, key, value)
        )
        weights = torch.softmax((q * self.scale) @ k.transpose(-1, -2) + bias, dim=-1)
        return (weights.to(v.dtype) @ v).transpose(1, 2).reshape(rows, pieces, width)


class Encoder(nn.Module):
    """Word pieces with case and quotation state -> word vectors of one group of tasks."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.relative = shape.relative
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.segment = nn.Parameter(torch.zeros(shape.width))
        self.case = nn.Embedding(len(CASES), shape.width)
        self.quote = nn.Embedding(len(QUOTE_STATES), shape.width)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.quote.weight, std=0.02)
        if shape.relative:
            self.distance = nn.Embedding(shape.relative, shape.attention_heads)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(shape.dropout)
        self.shared = nn.ModuleList(Layer(shape) for _ in range(shape.layers - 1))
        self.top = nn.ModuleDict({group: Layer(shape) for group in GROUPS})

    def trunk(self, pieces: Tensor, cases: Tensor, quotes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The output of the shared layers and the attention bias."""
        where = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word(pieces) + self.position(where) + self.segment + self.case(cases) + self.quote(quotes)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        if self.relative:
            bias = bias + self.distance(buckets(where - where[:, None], self.relative)).permute(2, 0, 1)
        for layer in self.shared:
            x = layer(x, bias)
        return x, bias

    def words(self, group: str, x: Tensor, bias: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """(rows, words, width) of one group of tasks."""
        x = self.top[group](x, bias)

        def at(index: Tensor) -> Tensor:
            return torch.gather(x, 1, index.unsqueeze(-1).expand(-1, -1, x.shape[-1]))

        return (at(first) + at(last)) * 0.5


class Pointer(nn.Module):
    """For each word a score for every other word and, in column 0, for none."""

    def __init__(self, width: int, size: int, dropout: float) -> None:
        super().__init__()
        self.dependent, self.head = RoundedLinear(width, size), RoundedLinear(width, size)
        self.bilinear = nn.Linear(size, size, bias=False)
        self.head_bias = nn.Linear(size, 1)
        self.none = nn.Parameter(torch.randn(width) * 0.02)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """(rows, words, width) -> (rows, words, words + 1)."""
        with_none = torch.cat([self.none.expand(x.shape[0], 1, -1), x], dim=1)
        dependent = self.dropout(F.gelu(self.dependent(x)))
        head = self.dropout(F.gelu(self.head(with_none)))
        return self.bilinear(dependent) @ head.transpose(1, 2) + self.head_bias(head).transpose(1, 2)


class Joint(nn.Module):
    """Tag scores from the vectors of two layers side by side, added to those of the tags' own layer; zero at first."""

    def __init__(self, width: int, size: int, tags: int, dropout: float) -> None:
        super().__init__()
        self.inner = RoundedLinear(2 * width, size)
        self.out = nn.Linear(size, tags)
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, own: Tensor, other: Tensor) -> Tensor:
        """Two of (rows, words, width) -> (rows, words, tags)."""
        return self.out(self.dropout(F.gelu(self.inner(torch.cat([own, other], dim=-1)))))


class ArcLabels(nn.Module):
    """The label of an arc from the projections of its two ends; those leave the network, the last layer follows
    once the arcs are chosen.
    """

    def __init__(self, width: int, size: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.dependent, self.head = RoundedLinear(width, size), RoundedLinear(width, size)
        self.none = nn.Parameter(torch.randn(width) * 0.02)
        self.out = nn.Linear(size, labels)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """(rows, words, width) -> (rows, words, size) and (rows, words + 1, size)."""
        with_none = torch.cat([self.none.expand(x.shape[0], 1, -1), x], dim=1)
        return self.dependent(x), self.head(with_none)

    def label(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Label scores (rows, words, labels) for the arcs to `heads` (rows, words)."""
        chosen = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        return self.out(self.dropout(F.relu(dependent + chosen)))


class Network(nn.Module):
    """The encoder and every head. `outputs` is what is exported."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.dropout = nn.Dropout(shape.head_dropout)
        self.entity = nn.Linear(shape.width, len(ENTITY_TAGS))
        self.attribution = nn.Linear(shape.width, len(ATTRIBUTION_TAGS))
        self.joint = Joint(shape.width, shape.joint, len(ATTRIBUTION_TAGS), shape.dropout)
        self.entity_crf, self.attribution_crf = Crf(ENTITY_TAGS), Crf(ATTRIBUTION_TAGS)
        self.classes = nn.Linear(shape.width, len(CONTENT_CLASSES))
        self.links = Pointer(shape.width, shape.link, shape.dropout)
        self.upos = RoundedLinear(shape.width, shape.upos)
        self.xpos = RoundedLinear(shape.width, shape.xpos)
        self.feats = RoundedLinear(shape.width, shape.feats)
        self.sentence = nn.Linear(shape.width, 2)
        self.arcs = Pointer(shape.width, shape.arc, shape.dropout)
        self.deprel = ArcLabels(shape.width, shape.label, shape.deprel, shape.dropout)

    def read(
        self, batch: dict[str, Tensor], groups: Sequence[str] = GROUPS, *, whole: bool = False
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """The pieces' vectors from the shared layers, and by group the words' (rows, words, width) from its own layer.

        `whole`: of the words as they stand, before any was masked.
        """
        pieces, cases = (batch["whole"], batch["whole_cases"]) if whole else (batch["pieces"], batch["cases"])
        x, bias = self.encoder.trunk(pieces, cases, batch["quotes"], batch["mask"])
        words = {group: self.encoder.words(group, x, bias, batch["first"], batch["last"]) for group in groups}
        return x, {group: vectors.float() for group, vectors in words.items()}

    def scores(self, words: dict[str, Tensor]) -> dict[str, Tensor]:
        """The scores of all heads that can be told from the groups' vectors at hand."""
        found: dict[str, Tensor] = {}
        words = {group: self.dropout(vectors) for group, vectors in words.items()}
        syntax, attribution = words.get("syntax"), words.get("attribution")
        if "entities" in words:
            found["entities"] = self.entity(words["entities"])
        if attribution is not None and syntax is not None:
            found["attribution"] = self.attribution(attribution) + self.joint(attribution, syntax)
            found |= {"classes": self.classes(attribution), "links": self.links(attribution)}
        if syntax is not None:
            dependent, head = self.deprel(syntax)
            found |= {"upos": self.upos(syntax), "xpos": self.xpos(syntax), "feats": self.feats(syntax)}
            found |= {
                "sentence": self.sentence(syntax),
                "arcs": self.arcs(syntax),
                "dependent": dependent,
                "head": head,
            }
        return found

    def losses(
        self, scores: dict[str, Tensor], labels: dict[str, Tensor], mask: Tensor, sets: Tensor
    ) -> dict[str, Tensor]:
        """The losses of the tasks that `labels` are of; `mask` of bool, `sets` is the table of `TagSets`."""
        losses: dict[str, Tensor] = {}
        if "entities" in labels:
            allowed = sets[labels["entities"].clamp(min=0)]
            losses["entities"] = self.entity_crf.loss(scores["entities"], allowed, mask)
        if "attribution" in labels:
            tags = labels["attribution"]
            allowed = F.one_hot(tags.clamp(min=0), len(ATTRIBUTION_TAGS)).bool() | (tags == IGNORE).unsqueeze(-1)
            losses["attribution"] = self.attribution_crf.loss(scores["attribution"], allowed, mask)
            losses["links"] = _cross_entropy(to_words(scores["links"], mask), labels["links"])
            losses["class"] = _cross_entropy(scores["classes"], labels["class"])
        if "upos" in labels:
            heads = labels["head"]
            arcs = scores["arcs"].masked_fill(~same_sentence(labels["sentence"], mask), -1e4)
            deprel = self.deprel.label(scores["dependent"], scores["head"], heads.clamp(min=0))
            losses |= {
                name: _cross_entropy(scores[name], labels[name]) for name in ("upos", "xpos", "feats", "sentence")
            }
            losses["arcs"] = _cross_entropy(to_words(arcs, mask), heads)
            losses["deprel"] = _cross_entropy(deprel, torch.where(heads == IGNORE, IGNORE, labels["deprel"]))
        return losses

    def outputs(
        self, pieces: Tensor, cases: Tensor, quotes: Tensor, first: Tensor, last: Tensor, mask: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Everything that the decoder needs, by name. Without `mask` no piece is padding."""
        mask = torch.ones_like(pieces) if mask is None else mask
        x, bias = self.encoder.trunk(pieces, cases, quotes, mask)
        return self.scores({group: self.encoder.words(group, x, bias, first, last) for group in GROUPS})


def mixed_precision(device: torch.device) -> torch.autocast:
    """A context of products by bfloat16, which does nothing on processors that only emulate them, fifty times as slow."""
    able = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    emulated = device.type == "cpu" and not any(able.get(name, True) for name in ("amx_bf16", "avx512_bf16"))
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=not emulated)


def buckets(distance: Tensor, count: int, farthest: int = 128) -> Tensor:
    """The bucket of each distance from the piece that looks to the one that is looked at (Raffel et al. 2020).

    Half of the buckets are of pieces before, half of those behind; the nearer half of each are single distances, the
    others grow evenly in the logarithm, up to `farthest`.
    """
    half = count // 2
    near, far = half // 2, distance.abs()
    grown = near + (torch.log(far.clamp(min=1) / near) / math.log(farthest / near) * (half - near)).long()
    return torch.where(far < near, far, grown.clamp(max=half - 1)) + (distance > 0) * half


def to_words(scores: Tensor, mask: Tensor) -> Tensor:
    """Scores of pointers without those to padding."""
    return scores.masked_fill(F.pad(~mask, (1, 0), value=False).unsqueeze(1), -1e4)


def same_sentence(starts: Tensor, mask: Tensor) -> Tensor:
    """(rows, words, words + 1): which heads are in the sentence of a word; column 0, the root, always is."""
    number = starts.clamp(min=0).cumsum(1)
    same = (number.unsqueeze(2) == number.unsqueeze(1)) & mask.unsqueeze(1)
    return F.pad(same, (1, 0), value=True)


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    total = F.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORE, reduction="sum")
    return total / (labels != IGNORE).sum().clamp(min=1)
