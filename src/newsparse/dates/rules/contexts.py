"""What stands before an expression and narrows, bounds or changes it ("early", "the end of", "more than")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.dates.rules.joins import is_day
from newsparse.dates.rules.rule import Context
from newsparse.dates.when import Expression, Length, When

if TYPE_CHECKING:
    import re

__all__ = ["BEFORE"]

_MODS = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "dawn": "START",
    "first part": "START",
    "opening": "START",
    "early part": "START",
    "onset": "START",
    "turn": "START",
    "mid": "MID",
    "middle": "MID",
    "midst": "MID",
    "midpoint": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
    "latter part": "END",
    "last part": "END",
    "tail end": "END",
    "late part": "END",
    "very end": "END",
    "very beginning": "START",
}
_EDGES = {
    "beginning": "OPENING",
    "very beginning": "OPENING",
    "start": "OPENING",
    "end": "CLOSE",
    "very end": "CLOSE",
    "close": "CLOSE",
}
"""Of a year, they are its first or its last month."""

_LENGTH_MODS = {
    "more": "MORE_THAN",
    "over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE",
    "less": "LESS_THAN",
    "under": "LESS_THAN",
    "fewer": "LESS_THAN",
    "up to": "EQUAL_OR_LESS",
    "at most": "EQUAL_OR_LESS",
    "no more": "EQUAL_OR_LESS",
}


def _narrow(m: re.Match[str], right: Expression) -> Expression | None:
    """Such as "early June", "mid-1996", "late Thursday"."""
    if not isinstance(right, When) or right.until or right.mod or right.era:
        return None
    if not right.dated and not right.part:
        return None
    word = " ".join(m.group("mod").lower().split())
    return replace(right, mod=_MODS[word])


def _narrow_of(m: re.Match[str], right: Expression) -> Expression | None:
    """Such as "the end of November", "the beginning of the year"."""
    if not isinstance(right, When) or right.mod or right.clock or not right.dated:
        return None
    if is_day(right) and not right.weekend:
        return replace(right, mod=None) if right.unit == "day" else None
    word = " ".join(m.group("mod").lower().split())
    mod = _EDGES.get(word, _MODS[word])
    return replace(right, mod=mod, anchor="published" if right.anchor == "context" else right.anchor)


def _rest_of(m: re.Match[str], right: Expression) -> Expression | None:
    if not isinstance(right, When) or right.clock or is_day(right) or not right.dated:
        return None
    return replace(right, anchor="published" if right.anchor == "context" else right.anchor)


def _sometime(m: re.Match[str], right: Expression) -> Expression | None:
    """Such as "earlier this year", "sometime next month", "later today"."""
    return (
        right if isinstance(right, When) and right.unit and right.anchor == "published" and right.base is None else None
    )


def _bounded(m: re.Match[str], right: Expression) -> Expression | None:
    """Such as "more than four hours", "almost two years ago", "about 7:15 p.m."."""
    word = m.group("bound").lower()
    mod = next((value for start, value in _LENGTH_MODS.items() if word.startswith(start)), "APPROX")
    if isinstance(right, Length):
        return replace(right, mod=mod) if right.mod is None else None
    if (
        isinstance(right, When)
        and right.unit
        and right.shift
        and right.anchor != "context"
        and isinstance(right.shift, float)
    ):
        return replace(right, mod=mod)
    return None


def _about(m: re.Match[str], right: Expression) -> Expression | None:
    if isinstance(right, When) and right.hour is not None and not is_day(right):
        return replace(right, mod="APPROX")
    return None


def _early_hours(m: re.Match[str], right: Expression) -> Expression | None:
    """Such as "the early hours of Sunday"."""
    return (
        replace(right, part="MO", mod="START")
        if isinstance(right, When) and is_day(right) and not right.clock
        else None
    )


BEFORE = (
    Context("early hours", "before", r"(?:the )?(?:early|small|wee) (?:morning )?hours of (?:the )?", _early_hours),
    Context("early, mid, late", "before", r"(?:the )?(?:very )?(?P<mod>early|mid|late)(?:~(?:in |on )?)", _narrow),
    Context(
        "beginning, middle, end",
        "before",
        r"(?:the )?(?P<mod>very beginning|very end|beginning|start|middle|end|close|first part|early part|latter part|late part|last part|tail end|midst|midpoint|onset|dawn|turn)"
        r"(?: of )(?:the |the month of )?",
        _narrow_of,
    ),
    Context(
        "rest of",
        "before",
        r"(?:the )?(?:rest|remainder|balance|bulk|better part|whole|much|most|a good part|part|duration|course) of (?:the )?(?=)",
        _rest_of,
    ),
    Context("sometime", "before", r"(?:earlier|later|sometime|some time|late|early) (?:in |on )?", _sometime),
    Context(
        "bounds of a length",
        "before",
        r"(?P<bound>more than|less than|fewer than|no more than|not more than|no less than|at least|at most|up to|almost"
        r"|just over|just under|well over|a little over|a little more than|as much as|as long as)~(?:the )?",
        _bounded,
    ),
    Context("about a time", "before", r"(?:around|about|approximately|roughly) ", _about),
)
