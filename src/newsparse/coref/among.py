"""How the candidates for what a pronoun or a phrase stands for compare, as rows of numbers named by `AMONG`."""

from __future__ import annotations

from itertools import takewhile
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.coref.anaphora import Anaphor
    from newsparse.coref.discourse_state import Focus
    from newsparse.coref.referents import Referent

__all__ = ["AMONG", "Standing", "compare"]

AMONG = (
    "rank",
    "rank_called",
    "share",
    "named",
    "named_share",
    "latest",
    "alike",
    "fitting",
    "near",
    "rival",
    "nameless_since",
    "fuller",
)
_LATEST = 2  # sentences back

Rows = list[list[float]]


class Standing(NamedTuple):
    """What the candidates are compared by, a value each: whether they are called so, fit and are near, the tokens since
    they were mentioned, and how many words of the phrase they were called by.
    """

    called: list[bool]
    fits: list[bool]
    near: list[bool]
    since: list[float]
    told: list[float]


def compare(asked: Anaphor, offered: Sequence[Referent], standing: Standing, focus: Focus) -> Rows:
    """How each candidate stands among the others: by recency, by count, by what they are called; a row of `AMONG`."""
    shares = _shares([focus.of(each).count for each in offered], [len(each.spots) for each in offered])
    latest = _latest(asked, offered, standing.fits, focus)
    found = []
    for i, each in enumerate(offered):
        others = [j for j, other in enumerate(offered) if other.kind == each.kind and standing.fits[j]]
        rank, rank_called, alike, lead = _beside(i, others, standing)
        found.append([
            rank,
            rank_called,
            *shares[i],
            float(each is latest),
            float(sum(standing.called) - standing.called[i]),
            alike,
            float(sum(standing.near)),
            _rival(each, latest),
            _nameless_since(each, focus),
            lead,
        ])  # fmt: skip
    return found


def _beside(i: int, others: Sequence[int], standing: Standing) -> tuple[float, float, float, float]:
    """Of the candidates of its kind: how many were mentioned since, how many of those are called so, how many are near,
    and by how many more words of the phrase it was called than they.
    """
    closer = [j for j in others if j != i and standing.since[j] < standing.since[i]]
    most = max((standing.told[j] for j in others if j != i), default=0.0)
    called, near = sum(standing.called[j] for j in closer), sum(standing.near[j] for j in others)
    return float(len(closer)), float(called), float(near), standing.told[i] - most


def _shares(counts: Sequence[int], names: Sequence[int]) -> Rows:
    """How often each was mentioned and is named, beside the one with most."""
    most, named = max(1, *counts), max(1, *names)
    return [[count / most, log1p(name), name / named] for count, name in zip(counts, names, strict=True)]


def _rival(offered: Referent, latest: Referent | None) -> float:
    """Whether another is the latest subject, and has no name."""
    if latest is None or latest is offered:
        return 0.0
    return 1.0 if latest.entity is not None else 2.0


def _nameless_since(offered: Referent, focus: Focus) -> float:
    """How many without a name were mentioned since."""
    since = takewhile(lambda each: each is not offered, focus.recent())
    return float(min(5, sum(each.entity is None for each in since)))


def _latest(asked: Anaphor, offered: Sequence[Referent], fits: Sequence[bool], focus: Focus) -> Referent | None:
    """The one of a fitting gender that was the subject of a main clause of the paragraph last."""
    tokens = focus.tokens
    sentence, paragraph = tokens.sentences[asked.head], tokens.paragraphs[asked.head]
    mains = ((focus.of(each).main, each) for each, fit in zip(offered, fits, strict=True) if fit)
    near = [
        (main, each)
        for main, each in mains
        if main is not None and sentence - main[0] <= _LATEST and tokens.paragraphs[main[1]] == paragraph
    ]
    return max(near, key=lambda pair: pair[0])[1] if near else None
