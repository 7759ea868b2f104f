"""Blocks of a text as numbers: what each looks like, and what stands around it.

`features(text, blocks)` gives a matrix of one row a block. The names of the columns are `NAMES`; the order is that of the
weights, so a change here means to train again.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log1p
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from newsparse.sources import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.text.lines import Span

__all__ = ["NAMES", "Matrix", "features", "shifted"]

Matrix = npt.NDArray[np.float64]

LONGEST = 1500  # characters of a block that are looked at, at its start; the end is looked at apart
FUNCTION_WORDS = frozenset(
    "a about after all also an and are as at be been before but by can could did do for from had has have he her his i if in into is it its "
    "more no not of on or our out over said she so some than that the their them then there they this to up was we were what when where "
    "which while who will with would you your".split()
)
TITLE_WORDS = frozenset("a an and as at by for from in is of on or that the to vs with".split())

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE = re.compile(r"[.?!](?<=[a-z\d)\]\"”’'%].)[\"”’')\]]*\s+[\"“‘'(\[]*[A-Z\d]")
_END = re.compile(r"[.?!][\"”’'»)\]]*$|[。！？]$")
_CUT = re.compile(r"(?:\.\.\.?|…)[\"”’)\]]*$")
_BULLET = re.compile(r"[*•·▪►▸◦●○■□–—+›»>|-]\s|[o]\s|\d{1,2}[.)]\s")
_LINK = re.compile(r"https?://|www\.|\.(?:com|org|net|co\.uk)\b|[\w.+-]@[\w-]+\.\w")
_HANDLE = re.compile(r"[@#](?<!\w[@#])\w")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b|GMT|UTC|[A-Z]{2,4}T\b|hrs)?|\b\d{1,2}\s?[ap]\.?m\b", re.I)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\b\d{1,2}(?:st|nd|rd|th)?\s+"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?\s+\d{4}|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
    re.I,
)
_AGO = re.compile(
    r"\b(?:\d+|an?|one|two|three)\s+(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)s?\s+ago\b", re.I
)
_BYLINE = re.compile(r"(?:by|posted by|written by|author|reporting by|editing by|por|von)\b[:\s]", re.I)
_SPEECH = re.compile(r"\b(?:said|says|told|added|asked|wrote|according to|announced|explained|noted)\b")
_NUMERIC = re.compile(r"\d{4}|\d[/.]\d")
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile(r"[\"“”«»]")
_SEPARATOR = re.compile(r"\s[|/»›·•>–—]\s|\||»|›|·|•")
_SEPARATES = re.compile(r"[|/»›·•>–—]")
_COMMENTER = re.compile(r"\b(?:says|said|wrote|reply|replied)\s*:?\s*$|\b(?:report|reply|like|share|flag)\s*$", re.I)
_YOU = re.compile(r"\b(?:your|you|click|here|please|our|us|we)\b")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_RUN = re.compile(r"\s{2,}|\t")
_RARE = re.compile(r"[^\W\d_]{5,}")

OWN = (
    "words", "chars", "ends", "cut", "colon", "asks", "sentences", "commas", "bullet", "lower_start", "digit_start", "capitals", "all_caps", "digits",
    "function", "lower", "word_size", "quotes", "speech", "link", "handle", "copyright", "separators", "clock", "month", "ago", "byline", "commenter",
    "you", "no_letters", "east", "columns", "title_like", "twice", "prose", "gap", "indent_same", "indent_more", "indent_less",
)  # fmt: skip
KINDS = tuple(f"says_{kind.name}" for kind in lexicon.kinds())
NEAR = (
    "words",
    "ends",
    "bullet",
    "capitals",
    "function",
    "lower",
    "prose",
    "indent_same",
    "says",
    "twice",
    "title_like",
    "clock",
)
FLAT = ("prose", "says", "short", "words", "commenter", "indent_same", "clock", "link_list")
WINDOWS = (3, 8)
PLACE = (
    "index", "share", "from_end", "blocks", "words_before", "words_share", "core", "core_before", "core_after", "core_words", "core_share", "overlap",
    "to_prose_before", "to_prose_after", "since_comments", "since_related", "since_subscribe", "until_says", "indents_vary", "body_words",
)  # fmt: skip
RUN = (
    "run_blocks",
    "run_at",
    "run_words",
    "run_says",
    "run_bullets",
    "run_capitals",
    "run_function",
    "run_colon",
    "run_first",
    "run_last",
    "run_sentences",
)
NAMES = (
    *OWN, *KINDS, "says",
    *(f"{name}{step:+d}" for step in (-2, -1, 1, 2) for name in NEAR),
    *(f"{name}_{side}{size}" for size in WINDOWS for side in ("before", "after") for name in FLAT),
    *PLACE, *RUN,
)  # fmt: skip


def features(text: str, blocks: Sequence[Span]) -> Matrix:
    """One row for each block of the text, one column for each of `NAMES`."""
    if not blocks:
        return np.zeros((0, len(NAMES)))
    shown = [text[a : min(b, a + LONGEST)] for a, b in blocks]
    plain = [lexicon.normal(block[:300]) for block in shown]
    says = np.array([lexicon.scores(block) for block in plain])
    own = np.zeros((len(blocks), len(OWN)))
    own[:, : len(OWN) - 6] = [
        _own(block, text[max(a, b - 40) : b]) for block, (a, b) in zip(shown, blocks, strict=True)
    ]
    own[:, len(OWN) - 6 :] = _layout(text, blocks, plain, own)
    return _assemble(own, says, shown)


def _own(block: str, tail: str) -> list[float]:
    """What a block looks like by itself: the first columns of `OWN`."""
    words = _WORD.findall(block)
    small = [word.lower() for word in words]
    ascii_only = block.isascii()
    east = 0 if ascii_only else len(_EAST.findall(block))
    count = len(words) + east // 3
    many = max(1, len(words))
    size = max(1, len(block))
    low = block.lower()
    firsts = [word[0] for word in words]
    lower = sum(map(str.islower, firsts))
    capital = sum(map(str.isupper, firsts[1:]))
    function = sum(map(FUNCTION_WORDS.__contains__, small))
    digits = len(_DIGIT.findall(block))
    sentences = len(_SENTENCE.findall(block))
    ends = _END.search(tail) is not None
    cut = _CUT.search(tail) is not None
    return [
        log1p(count), log1p(size), ends and not cut, cut, tail.endswith((":", "：")), "?" in tail[-3:],
        log1p(sentences), (block.count(",") + (0 if ascii_only else block.count("、"))) / many, _BULLET.match(block) is not None,
        block[0].islower(), block[0].isdigit(), capital / max(1, len(words) - 1),
        _all_caps(block), digits / size, function / many,
        lower / many, min(12.0, sum(map(len, words)) / many) / 6, min(2, block.count('"') if ascii_only else len(_QUOTE.findall(block))) / 2, _SPEECH.search(block) is not None,
        _LINK.search(block) is not None, _HANDLE.search(block) is not None, "©" in block or "(c)" in low,
        log1p(len(_SEPARATOR.findall(block)) if _SEPARATES.search(block) else 0), digits > 0 and _CLOCK.search(block) is not None,
        digits > 1 and _NUMERIC.search(block) is not None and _MONTH.search(block) is not None,
        " ago" in low and _AGO.search(block) is not None, _BYLINE.match(block) is not None, _COMMENTER.search(tail) is not None,
        min(4, len(_YOU.findall(low))) / many, not any(map(str.isalpha, block)), east > 0, log1p(_runs_of_space(block)),
        _title_like(words, small),
    ]  # fmt: skip


def _runs_of_space(block: str) -> int:
    """How often more than one sign of white space stands together, or a tab alone."""
    plain = not ("  " in block or "\t" in block or "\n" in block) and block.isascii()
    return 0 if plain else len(_RUN.findall(block))


def _all_caps(block: str) -> bool:
    """Whether nearly all letters are capitals; the first hundred characters settle it for a long block that is not."""
    if len(block) > 100 and not _all_caps(block[:100]):
        return False
    letters = sum(map(str.isalpha, block))
    return letters > 1 and sum(map(str.isupper, block)) > 0.8 * letters


def _title_like(words: list[str], small: list[str]) -> float:
    """The share of capitals as titles have it: words that a title leaves small do not count."""
    counted = [word[0] for word, low in zip(words, small, strict=True) if low not in TITLE_WORDS]
    return sum(1 for first in counted if first.isupper() or first.isdigit()) / max(1, len(counted))


def _layout(text: str, blocks: Sequence[Span], plain: list[str], own: Matrix) -> Matrix:
    """The last columns of `OWN`, which need the other blocks: said twice, prose, blank line before, indentation."""
    seen = Counter(plain)
    twice = np.array([seen[block] > 1 for block in plain], dtype=float)
    column = OWN.index
    size = np.expm1(own[:, column("words")])
    joined = (
        own[:, column("ends")] + own[:, column("sentences")] + own[:, column("colon")] * 0.5 + own[:, column("commas")]
    )
    prose = (
        np.clip(size / 25, 0, 1)
        * np.clip(joined, 0, 1)
        * np.clip(own[:, column("lower")] * 2 + own[:, column("east")], 0, 1)
    )
    gap = np.zeros(len(blocks))
    indent = np.zeros(len(blocks))
    last = 0
    for i, (start, end) in enumerate(blocks):
        between = text[max(last, start - 200) : start]
        gap[i] = between.count("\n") > 1
        indent[i] = len(between) - 1 - between.rfind("\n")
        last = end
    weight: Counter[float] = Counter()
    for level, worth in zip(indent.tolist(), (size * prose).tolist(), strict=True):
        weight[level] += worth
    usual = weight.most_common(1)[0][0]
    vary = float(indent.max() > indent.min())
    return np.stack(
        [twice, prose, gap, (indent == usual) * vary, (indent > usual) * vary, (indent < usual) * vary], axis=1
    )


def _assemble(own: Matrix, says: Matrix, shown: list[str]) -> Matrix:
    any_says = says.max(axis=1, keepdims=True)
    base = np.hstack([own, says, any_says])
    names = [*OWN, *KINDS, "says"]
    near = base[:, [names.index(name) for name in NEAR]]
    size = np.expm1(own[:, 0])
    prose = own[:, OWN.index("prose")]
    short = (size < 10).astype(float)
    listed = own[:, OWN.index("bullet")] * (1 - own[:, OWN.index("ends")])
    flat = np.stack(
        [
            prose, any_says[:, 0], short, own[:, 0], own[:, OWN.index("commenter")], own[:, OWN.index("indent_same")], own[:, OWN.index("clock")], listed,
        ],
        axis=1,
    )  # fmt: skip
    windows = [_window(flat, size, side) for size in WINDOWS for side in (-1, 1)]
    place = _place(own, says, any_says[:, 0], size, prose, shown)
    return np.hstack(
        [base, *(shifted(near, step) for step in (-2, -1, 1, 2)), *windows, place, _runs(own, any_says[:, 0])]
    )


def _runs(own: Matrix, any_says: Matrix) -> Matrix:
    """The run of blocks that are no prose in which a block stands (a list, a menu, a heading): its size, and what it is like."""
    column = OWN.index
    prose = own[:, column("prose")] > 0.3
    colon = own[:, column("colon")]
    table = np.zeros((len(own), len(RUN)))
    start = 0
    n = len(own)
    while start < n:
        end = start + 1
        while end < n and prose[end] == prose[start]:
            end += 1
        if not prose[start]:
            run = slice(start, end)
            table[run, 0] = np.log1p(end - start)
            table[run, 1] = np.log1p(np.arange(end - start))
            table[run, 2] = own[run, 0].mean()
            table[run, 3] = any_says[run].mean()
            for at, name in ((4, "bullet"), (5, "capitals"), (6, "function"), (10, "ends")):
                table[run, at] = own[run, column(name)].mean()
            table[run, 7] = max(float(colon[start]), float(colon[start - 1]) if start else 0.0)
            table[run, 8], table[run, 9] = start == 0, end == n
        start = end
    return table


def shifted(values: Matrix, step: int) -> Matrix:
    """The row `step` further on beside each row; -1 where there is none."""
    moved = np.full_like(values, -1.0)
    if step > 0:
        moved[:-step] = values[step:]
    else:
        moved[-step:] = values[:step]
    return moved


def _window(values: Matrix, size: int, side: int) -> Matrix:
    """The mean of the `size` rows before (side -1) or after (side 1) each row."""
    total = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    here = np.arange(len(values))
    low, high = (np.maximum(here - size, 0), here) if side < 0 else (here + 1, np.minimum(here + 1 + size, len(values)))
    low = np.minimum(low, len(values))
    high = np.maximum(high, low)
    return np.asarray((total[high] - total[low]) / size)


def _place(own: Matrix, says: Matrix, any_says: Matrix, size: Matrix, prose: Matrix, shown: list[str]) -> Matrix:
    """Where in the text a block is, above all in respect of the stretch that is most like an article."""
    n = len(own)
    here = np.arange(n, dtype=float)
    worth = size * prose
    closed = (
        np.cumsum((says[:, [k.name for k in lexicon.kinds()].index("comments")] == 1) & (np.cumsum(worth) > 60)) > 0
    )
    first, last = _core(worth * np.where(closed, 0.2, 1.0) - 4.0 * (prose < 0.2) - 6.0 * any_says)
    total = max(1.0, float(size.sum()))
    before = np.cumsum(size) - size
    inside = (here >= first) & (here <= last)
    core_words = float(worth[first : last + 1].sum())
    kind = [k.name for k in lexicon.kinds()]
    is_prose = prose > 0.5
    return np.stack(
        [
            np.log1p(here), here / n, np.log1p(n - 1 - here), np.full(n, np.log1p(n)), np.log1p(before), before / total, inside,
            np.log1p(np.maximum(first - here, 0)), np.log1p(np.maximum(here - last, 0)), np.full(n, np.log1p(core_words)),
            np.full(n, float(size[first : last + 1].sum()) / total), _overlap(shown, first, last),
            _since(is_prose), _since(is_prose[::-1])[::-1], _since(says[:, kind.index("comments")] == 1),
            _since(says[:, kind.index("related")] == 1), _since(says[:, kind.index("subscribe")] > 0), _since((any_says == 1)[::-1])[::-1],
            np.full(n, float(own[:, -3:].sum() > 0)), np.full(n, np.log1p(float(worth.sum()))),
        ],
        axis=1,
    )  # fmt: skip


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


def _since(marks: npt.NDArray[np.bool_]) -> Matrix:
    """The logarithm of how many rows ago a mark stood (before this row); log(1000) where none did."""
    here = np.arange(len(marks), dtype=float)
    last = np.maximum.accumulate(np.where(marks, here, -np.inf))
    ago = here - np.concatenate([[-np.inf], last[:-1]])
    return np.asarray(np.log1p(np.minimum(ago, 999.0)))


def _overlap(shown: list[str], first: int, last: int) -> Matrix:
    """The share of the longer words of each block that the core has in another block; -1 for a block without such words."""
    sets = [frozenset(_RARE.findall(block.lower())) for block in shown]
    seen: Counter[str] = Counter()
    for words in sets[first : last + 1]:
        seen.update(words)
    shares = np.full(len(shown), -1.0)
    for i, words in enumerate(sets):
        if words:
            own = 1 if first <= i <= last else 0
            shares[i] = sum(1 for word in words if seen[word] > own) / len(words)
    return shares
