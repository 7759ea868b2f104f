"""A larger encoder that learns attributions alone and teaches the packaged network: `python -m training.teacher`.

MPNet (Song et al. 2020) in the weights of all-mpnet-base-v2, a folder as its publishers lay it out, with the tags'
linear layer and random field on top. When trained, it scores the tags of every word of the attributed articles and of
the other newswire; `distil` says how the packaged network learns from those scores. Nothing of it is packaged.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F
from tqdm import tqdm

from newsparse.tagger.features import CASES, QUOTE_STATES, WordPieces

from . import examples, lessons
from .batches import Batch, batches
from .corpora import root
from .crf import Crf
from .evaluate import PIECES, f1, span_counts
from .labels import ATTRIBUTION_TAGS
from .train import base_folder, check_weights, endless, tensors

if TYPE_CHECKING:
    from .examples import Document

SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WIDTH, HEADS, LAYERS, INNER = 768, 12, 12, 3072
BUCKETS, FARTHEST = 32, 128
FROZEN = 4  # layers that stay as they are; case and quotation state are added above them
DROPOUT, HEAD_DROPOUT = 0.1, 0.2
BATCH = 2000
ENCODER_RATE, HEAD_RATE, WARMUP = 6e-5, 1e-3, 0.06
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


class Layer(nn.Module):
    """One post-norm transformer layer; the attention bias comes from outside."""

    def __init__(self) -> None:
        super().__init__()
        self.mixing = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` (rows, pieces, width); `bias` (rows, heads, pieces, pieces) is added to the attention scores."""
        rows, pieces, _ = x.shape
        q, k, v = self.mixing(x).view(rows, pieces, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.attention_norm(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(rows, pieces, WIDTH))))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Teacher(nn.Module):
    """Word pieces with case and quotation state -> tag scores of each word."""

    translation: Tensor

    def __init__(self, folder: Path, word_pieces: Path) -> None:
        """`folder`: the published weights; `word_pieces`: the tokenizer whose numbers the batches have."""
        super().__init__()
        check_weights(folder, SHA256)
        weights = load_file(folder / "model.safetensors")
        self.register_buffer("translation", _translation(word_pieces, folder / "tokenizer.json"))
        self.word = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"])
        self.position = nn.Embedding.from_pretrained(weights["embeddings.position_embeddings.weight"])
        self.distance = nn.Embedding.from_pretrained(weights["encoder.relative_attention_bias.weight"])
        self.input_norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self._load(weights)
        for part in (self.input_norm, *self.layers[:FROZEN]):
            part.requires_grad_(requires_grad=False)
        self.case, self.quote = nn.Embedding(len(CASES), WIDTH), nn.Embedding(len(QUOTE_STATES), WIDTH)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.quote.weight, std=0.02)
        self.dropout = nn.Dropout(HEAD_DROPOUT)
        self.head = nn.Linear(WIDTH, len(ATTRIBUTION_TAGS))
        self.crf = Crf(ATTRIBUTION_TAGS)

    def _load(self, weights: dict[str, Tensor]) -> None:
        names = {
            "mixing": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
            "out": ("attention.attn.o",),
            "attention_norm": ("attention.LayerNorm",),
            "up": ("intermediate.dense",),
            "down": ("output.dense",),
            "norm": ("output.LayerNorm",),
        }
        for kind in ("weight", "bias"):
            getattr(self.input_norm, kind).data.copy_(weights[f"embeddings.LayerNorm.{kind}"])
            for number, layer in enumerate(self.layers):
                for own, theirs in names.items():
                    values = [weights[f"encoder.layer.{number}.{their}.{kind}"] for their in theirs]
                    getattr(getattr(layer, own), kind).data.copy_(torch.cat(values))

    def forward(self, inputs: dict[str, Tensor]) -> Tensor:
        """Scores (rows, words, tags)."""
        mask = inputs["mask"].bool()
        with torch.no_grad():
            pieces = torch.where(mask, self.translation[inputs["pieces"]], 1)
            where = torch.arange(2, pieces.shape[1] + 2, device=pieces.device)
            x = self.input_norm(self.word(pieces) + self.position(where))
            near = self.distance(_buckets(pieces.shape[1]).to(pieces.device)).permute(2, 0, 1)
            bias = near[None] + (~mask[:, None, None, :]).to(near.dtype) * -1e4
            for layer in self.layers[:FROZEN]:
                x = layer(x, bias)
        x = x + self.case(inputs["cases"]) + self.quote(inputs["quotes"])
        for layer in self.layers[FROZEN:]:
            x = layer(x, bias)
        ends = [torch.gather(x, 1, inputs[name].unsqueeze(-1).expand(-1, -1, WIDTH)) for name in ("first", "last")]
        scores: Tensor = self.head(self.dropout((ends[0] + ends[1]) * 0.5))
        return scores.float()


def _translation(ours: Path, theirs: Path) -> Tensor:
    """The number that each of our word pieces has in the other vocabulary."""
    from_, to = (json.loads(path.read_text("utf8"))["model"]["vocab"] for path in (ours, theirs))
    table = torch.zeros(len(from_), dtype=torch.long)
    for piece, number in from_.items():
        table[number] = to[SPECIAL.get(piece, piece)]
    return table


def _buckets(pieces: int) -> Tensor:
    """(pieces, pieces): the bucket of each distance, as in T5 (Raffel et al. 2020): exact when near, in logarithmic
    steps when far, half of the buckets for each direction.
    """
    where = torch.arange(pieces)
    behind = where[:, None] - where[None, :]
    half = BUCKETS // 2
    exact = half // 2
    distance = behind.abs()
    steps = torch.log(distance.clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)
    far = (exact + steps.long()).clamp(max=half - 1)
    return torch.where(distance < exact, distance, far) + (behind < 0) * half


def train(teacher: Teacher, data: examples.TaskData, pieces: WordPieces, steps: int, state: Path) -> None:
    """Train to the last step, from the saved state where there is one."""
    device = next(teacher.parameters()).device
    mine = {name: p for name, p in teacher.named_parameters() if p.requires_grad}
    new = [p for name, p in mine.items() if not name.startswith("layers.")]
    old = [p for name, p in mine.items() if name.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": ENCODER_RATE}, {"params": new, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    begun = 0
    if state.exists():
        saved = torch.load(state, map_location=device, weights_only=True)
        teacher.load_state_dict(saved["teacher"])
        optimizer.load_state_dict(saved["optimizer"])
        begun = saved["step"]
    stream = endless(data.train, BATCH, pieces, 7, begun)
    progress = tqdm(range(begun, steps), initial=begun, total=steps, mininterval=10)
    mean = 0.0
    for step in progress:
        torch.manual_seed(100_003 + step)
        factor = min((step + 1) / (WARMUP * steps), (steps - step) / (steps * (1 - WARMUP)))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        teacher.train()
        inputs, labels = tensors(next(stream), device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            scores = teacher(inputs)
        gold = F.one_hot(labels["attribution"].clamp(min=0), len(ATTRIBUTION_TAGS)).bool()
        loss = teacher.crf.loss(scores, gold, inputs["word_mask"].bool())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(mine.values(), 1.0)
        optimizer.step()
        mean = loss.item() if step == begun else 0.98 * mean + 0.02 * loss.item()
        progress.set_postfix_str(f"loss {mean:.4f}")
        if (step + 1) % 200 == 0 or step + 1 == steps:
            kept = {"teacher": teacher.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(kept, state.with_suffix(".tmp"))
            state.with_suffix(".tmp").replace(state)
            tqdm.write(f"{step + 1} {evaluate(teacher, data.dev, pieces)}")


def scored(teacher: Teacher, batch: Batch) -> Tensor:
    """Tag scores of a batch, without training."""
    teacher.eval()
    device = next(teacher.parameters()).device
    with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
        scores: Tensor = teacher(tensors(batch, device)[0])
    return scores


def evaluate(teacher: Teacher, documents: list[Document], pieces: WordPieces) -> dict[str, float]:
    """Span F1 of the parts on documents of the development part."""
    counts: dict[str, object] = {}
    sample = random.Random(5).sample(documents, min(len(documents), 60))
    for batch in batches(sample, PIECES, pieces, None):
        found = span_counts(teacher.crf, ATTRIBUTION_TAGS, scored(teacher, batch), batch, "attribution")
        for name, count in found.items():
            counts[name] = counts.get(name, np.zeros(3)) + count  # type: ignore[operator]
    return {name: round(f1(count), 4) for name, count in sorted(counts.items())}  # type: ignore[arg-type]


def write_scores(teacher: Teacher, documents: list[Document], pieces: WordPieces, path: Path) -> None:
    """Score the tags of every word of `documents`, in order; the file is what `lessons.Lessons` reads."""
    count = lessons.number(documents)
    emissions = np.zeros((count, len(ATTRIBUTION_TAGS)), np.float16)
    for batch in tqdm(batches(documents, PIECES, pieces, None), mininterval=10, desc="scores"):
        rows = batch.labels[lessons.ROW]
        here = batch.word_mask.astype(bool)
        emissions[rows[here]] = scored(teacher, batch).cpu().numpy()[here]
    transitions, start = teacher.crf.transitions.detach().cpu().numpy(), teacher.crf.start.detach().cpu().numpy()
    np.savez(path, emissions=emissions, transitions=transitions, start=start)


def main() -> None:
    """Parse the command line, train, write the tag scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="the folder of the corpora")
    parser.add_argument("--encoder", type=Path, required=True, help="the folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the teacher: state and scores")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    given = parser.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    torch.manual_seed(7)
    base = base_folder()
    pieces = WordPieces(base / "tokenizer.json")
    tasks = examples.load(root(given.corpora), pieces)[0]
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    teacher = Teacher(given.encoder, base / "tokenizer.json").to(device)
    given.out.mkdir(parents=True, exist_ok=True)
    train(teacher, tasks["attribution"], pieces, given.steps, given.out / "state.pt")
    write_scores(teacher, lessons.documents(tasks), pieces, given.out / lessons.FILE)


if __name__ == "__main__":
    main()
