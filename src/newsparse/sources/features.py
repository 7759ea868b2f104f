"""Blocks of a text as numbers: what each looks like, and what stands around it.

`features(text, blocks)` gives a matrix of one row a block. The names of the columns are `NAMES`, in the order of
`_columns`; the weights know them, so a change here means to train again.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from math import log1p
from typing import TYPE_CHECKING

import numpy as np

from newsparse.sources import lexicon
from newsparse.sources.days import FULL
from newsparse.sources.language import COMMON
from newsparse.sources.textkinds import SENTENCE_END
from newsparse.trees import Matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from newsparse.text.lines import Span

__all__ = ["NAMES", "Matrix", "features", "shifted", "since"]

LONGEST = 1500  # characters of a block that are looked at, at its start; the end is looked at apart
NEAR = ("words", "ends", "capitals", "function", "lower", "title_like")  # of the blocks before and after
WINDOW = 8  # blocks on either side

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE = re.compile(r"[.?!](?<=[a-z\d)\]\"”’'%].)[\"”’')\]]*\s+[\"“‘'(\[]*[A-Z\d]")
_CUT = re.compile(r"(?:\.\.\.?|…)[\"”’)\]]*$")
_BULLET = re.compile(r"[*•·▪►▸◦●○■□–—+›»>|-]\s|[o]\s|\d{1,2}[.)]\s")
_DATE = re.compile(FULL, re.I)
_AGO = re.compile(
    r"\b(?:\d+|an?|one|two|three)\s+(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\b", re.I
)
_SPEECH = re.compile(r"\b(?:said|says|told|added|asked|wrote|according to|announced|explained|noted)\b")
_NUMERIC = re.compile(r"\d{4}|\d[/.]\d")
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile(r"[\"“”«»]")
_SEPARATOR = re.compile(r"\s[|/»›·•>–—]\s|\||»|›|·|•")
_COMMENTER = re.compile(r"\b(?:says|said|wrote|reply|replied)\s*:?\s*$|\b(?:report|reply|like|share|flag)\s*$", re.I)
_YOU = re.compile(r"\b(?:your|you|click|here|please|our|us|we)\b")
_RARE = re.compile(r"[^\W\d_]{5,}")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # signs of scripts without spaces or capitals

Columns = dict[str, Matrix]
"""The values of the blocks by the names of the columns."""


def features(text: str, blocks: Sequence[Span]) -> Matrix:
    """One row for each block of the text, one column for each of `NAMES`."""
    if not blocks:
        return np.zeros((0, len(NAMES)))
    return np.stack([*_columns(text, blocks).values()], axis=1)


def _columns(text: str, blocks: Sequence[Span]) -> Columns:
    shown = [text[a : min(b, a + LONGEST)] for a, b in blocks]
    plain = [lexicon.normal(block[:300]) for block in shown]
    says = dict(zip(lexicon.kinds(), np.array(list(map(lexicon.scores, plain))).T, strict=True))
    looks = [_own(block, text[max(a, b - 40) : b]) for block, (a, b) in zip(shown, blocks, strict=True)]
    own = {name: np.array([each[name] for each in looks], dtype=float) for name in looks[0]}
    own["says"] = np.max([*says.values()], axis=0)
    own["twice"] = np.array([count > 1 for count in map(Counter(plain).__getitem__, plain)], dtype=float)
    size = np.expm1(own["words"])
    joined = own["ends"] + own["sentences"] + own["colon"] * 0.5 + own["commas"]
    own["prose"] = np.clip(size / 25, 0, 1) * np.clip(joined, 0, 1) * np.clip(own["lower"] * 2, 0, 1)
    own |= _layout(text, blocks, size * own["prose"])
    beside = {f"{name}{step:+d}": shifted(own[name], step) for step in (-1, 1) for name in NEAR}
    return own | beside | _windows(own) | _place(own, says, shown) | _runs(own)


def _own(block: str, tail: str) -> dict[str, float]:
    """What a block looks like by itself."""
    words = _WORD.findall(block)
    small = [word.lower() for word in words]
    firsts = [word[0] for word in words]
    counted = [first for first, low in zip(firsts, small, strict=True) if low not in COMMON]
    many, size = max(1, len(words)), max(1, len(block))
    east = 0 if block.isascii() else len(_EAST.findall(block))
    digits = len(_DIGIT.findall(block))
    dated = digits > 1 and _NUMERIC.search(block) is not None and _DATE.search(block) is not None
    return {
        "words": log1p(len(words) + east // 3),
        "chars": log1p(size),
        "ends": SENTENCE_END.search(tail) is not None and _CUT.search(tail) is None,
        "colon": tail.endswith((":", "：")),
        "sentences": log1p(len(_SENTENCE.findall(block))),
        "commas": block.count(",") / many,
        "bullet": _BULLET.match(block) is not None,
        "capitals": sum(map(str.isupper, firsts[1:])) / max(1, len(words) - 1),
        "digits": digits / size,
        "function": sum(map(COMMON.__contains__, small)) / many,
        "lower": 1.0 if east else sum(map(str.islower, firsts)) / many,
        "word_size": min(12.0, sum(map(len, words)) / many) / 6,
        "quotes": min(2, len(_QUOTE.findall(block))) / 2,
        "speech": _SPEECH.search(block) is not None,
        "separators": log1p(len(_SEPARATOR.findall(block))),
        "dated": dated or _AGO.search(block) is not None,
        "commenter": _COMMENTER.search(tail) is not None,
        "you": min(4, len(_YOU.findall(block.lower()))) / many,
        "title_like": sum(first.isupper() or first.isdigit() for first in counted) / max(1, len(counted)),
    }


def _layout(text: str, blocks: Sequence[Span], worth: Matrix) -> Columns:
    """Whether a blank line stands before each block, and its indentation beside that of most of the prose."""
    before = [
        text[max(last, start - 200) : start]
        for last, (start, _) in zip([0, *(b for _, b in blocks[:-1])], blocks, strict=True)
    ]
    indent = np.array([len(each) - 1 - each.rfind("\n") for each in before])
    weight: Counter[int] = Counter()
    for level, value in zip(indent.tolist(), worth.tolist(), strict=True):
        weight[level] += value
    usual, vary = weight.most_common(1)[0][0], float(indent.max() > indent.min())
    return {
        "gap": np.array([each.count("\n") > 1 for each in before], dtype=float),
        "indent_same": (indent == usual) * vary,
        "indent_more": (indent > usual) * vary,
        "indent_less": (indent < usual) * vary,
    }


def shifted(values: Matrix, step: int) -> Matrix:
    """The row `step` further on beside each row; -1 where there is none."""
    moved = np.full_like(values, -1.0)
    if step > 0:
        moved[:-step] = values[step:]
    else:
        moved[-step:] = values[:step]
    return moved


def _windows(own: Columns) -> Columns:
    """The means over the blocks before and after each."""
    flat = {name: own[name] for name in ("prose", "says", "words", "commenter")}
    flat["list"] = own["bullet"] * (1 - own["ends"])
    count = len(own["words"])
    here = np.arange(count)
    spans = {
        "before": (np.maximum(here - WINDOW, 0), here),
        "after": (here + 1, np.minimum(here + 1 + WINDOW, count)),
    }
    total = {name: np.concatenate(([0.0], np.cumsum(values))) for name, values in flat.items()}
    return {
        f"{side}_{name}": np.asarray((sums[high] - sums[low]) / WINDOW)
        for side, (low, high) in spans.items()
        for name, sums in total.items()
    }


def _place(own: Columns, says: Columns, shown: list[str]) -> Columns:
    """Where in the text a block is, above all in respect of the stretch that is most like an article."""
    size, prose = np.expm1(own["words"]), own["prose"]
    count, worth = len(size), size * prose
    here = np.arange(count, dtype=float)
    closed = np.cumsum((says["comments"] == 1) & (np.cumsum(worth) > 60)) > 0
    first, last = _core(worth * np.where(closed, 0.2, 1.0) - 4.0 * (prose < 0.2) - 6.0 * own["says"])
    total = max(1.0, float(size.sum()))
    before = np.cumsum(size) - size
    return {
        "index": np.log1p(here),
        "share": here / count,
        "from_end": np.log1p(count - 1 - here),
        "blocks": np.full(count, np.log1p(count)),
        "words_before": np.log1p(before),
        "words_share": before / total,
        "core": ((here >= first) & (here <= last)).astype(float),
        "core_before": np.log1p(np.maximum(first - here, 0)),
        "core_after": np.log1p(np.maximum(here - last, 0)),
        "core_words": np.full(count, np.log1p(float(worth[first : last + 1].sum()))),
        "core_share": np.full(count, float(size[first : last + 1].sum()) / total),
        "overlap": _overlap(shown, first, last),
        "to_prose_before": since(prose > 0.5),
        "to_prose_after": since(prose[::-1] > 0.5)[::-1],
        "since_comments": since(says["comments"] == 1),
        "since_related": since(says["related"] == 1),
        "since_subscribe": since(says["subscribe"] > 0),
        "until_says": since(own["says"][::-1] == 1)[::-1],
        "body_words": np.full(count, np.log1p(float(worth.sum()))),
    }


def _core(worth: Matrix) -> tuple[int, int]:
    """The first and the last row of the stretch with the greatest sum."""
    best, best_span, total, start = -np.inf, (0, len(worth) - 1), 0.0, 0
    for i, value in enumerate(worth.tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, best_span = total, (start, i)
    return best_span


def since(marks: npt.NDArray[np.bool_]) -> Matrix:
    """The logarithm of how many rows ago a mark stood (before this row); log(1000) where none did."""
    here = np.arange(len(marks), dtype=float)
    last = np.maximum.accumulate(np.where(marks, here, -np.inf))
    return np.asarray(np.log1p(np.minimum(here - np.concatenate([[-np.inf], last[:-1]]), 999.0)))


def _overlap(shown: list[str], first: int, last: int) -> Matrix:
    """The share of the longer words of each block that the core has in another block; -1 for a block without such words."""
    sets = [frozenset(_RARE.findall(block.lower())) for block in shown]
    seen = Counter(word for words in sets[first : last + 1] for word in words)
    shares = np.full(len(shown), -1.0)
    for i, words in enumerate(sets):
        if words:
            own = 1 if first <= i <= last else 0
            shares[i] = sum(1 for word in words if seen[word] > own) / len(words)
    return shares


def _runs(own: Columns) -> Columns:
    """The run of blocks that are no prose in which a block stands (a list, a menu, a heading): its size, and what it is like.

    All are 0 for a block of prose.
    """
    prose = own["prose"] > 0.3
    means = {"words": "words", "says": "says", "capitals": "capitals", "function": "function", "sentences": "ends"}
    found = {f"run_{name}": np.zeros(len(prose)) for name in ("blocks", "colon", *means)}
    for told, places in groupby(range(len(prose)), key=prose.__getitem__):
        if told:
            continue
        run = list(places)
        found["run_blocks"][run] = np.log1p(len(run))
        found["run_colon"][run] = own["colon"][max(0, run[0] - 1) : run[0] + 1].max()
        for name, of in means.items():
            found[f"run_{name}"][run] = own[of][run].mean()
    return found


NAMES = tuple(_columns("A", [(0, 1)]))
