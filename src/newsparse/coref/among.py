"""How the candidates for what a pronoun or a phrase stands for compare, as rows of numbers named by `AMONG`."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.coref.candidates import Anaphor
    from newsparse.coref.discourse_state import Focus
    from newsparse.coref.referents import Referent

__all__ = ["AMONG", "Rows", "Standing", "compare"]

AMONG = (
    "rank", "rank_called", "share", "named", "named_share", "latest", "alike", "fitting", "near", "rival",
    "nameless_since", "fuller", "untold",
)  # fmt: skip
_LATEST = 2  # sentences back
_MOST = 5.0

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
    called, fits, near, since, told = standing
    counts = [focus.of(each).count for each in offered]
    most, named = max(1, *counts), max(1, *(len(each.spots) for each in offered))
    latest, nameless = _latest(asked, offered, fits, focus), _nameless_since(focus)
    all_called, all_near = sum(called), float(sum(near))
    found = []
    for i, each in enumerate(offered):
        others = _others(i, offered, fits)
        closer = [j for j in others if since[j] < since[i]]
        found.append([
            float(len(closer)),
            float(sum(called[j] for j in closer)),
            counts[i] / most,
            log1p(len(each.spots)),
            len(each.spots) / named,
            float(each is latest),
            float(all_called - called[i]),
            float(sum(near[j] for j in others) + (near[i] and fits[i])),
            all_near,
            _rival(each, latest),
            nameless.get(each, _MOST),
            told[i] - max((told[j] for j in others), default=0.0),
            float(sum(not offered[j].nouns for j in others)),
        ])  # fmt: skip
    return found


def _others(i: int, offered: Sequence[Referent], fits: Sequence[bool]) -> list[int]:
    """The places of the other candidates that fit and are of the kind of the one at place i."""
    return [j for j, other in enumerate(offered) if j != i and fits[j] and other.kind == offered[i].kind]


def _rival(offered: Referent, latest: Referent | None) -> float:
    """Whether another is the latest subject, and has no name."""
    if latest is None or latest is offered:
        return 0.0
    return 1.0 if latest.entity is not None else 2.0


def _nameless_since(focus: Focus) -> dict[Referent, float]:
    """For those in focus how many without a name were mentioned since."""
    found, count = {}, 0.0
    for each in focus.recent():
        found[each] = min(_MOST, count)
        count += each.entity is None
    return found


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
