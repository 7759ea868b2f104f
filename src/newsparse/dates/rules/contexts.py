"""What stands before an expression and narrows, bounds or changes it ("early", "the end of", "more than")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.dates.expression import Expression, Length, When
from newsparse.dates.rules.rule import Context, read_key

if TYPE_CHECKING:
    import re

__all__ = ["BEFORE"]


def _narrow(m: re.Match[str], right: When) -> Expression | None:
    """Such as "early June", "mid-1996", "late Thursday"."""
    part = (right.dated or right.part) and not right.says({"until", "mod", "era"})
    return None if not part else replace(right, mod=read_key(m, "mods", "mod"))


def _narrow_of(m: re.Match[str], right: When) -> Expression | None:
    """Such as "the end of November", "the beginning of the year"."""
    if right.says({"mod", "hour", "part"}) or not right.dated:
        return None
    if right.is_day and not right.weekend:
        return right if right.unit == "day" else None
    return replace(_present(right), mod=read_key(m, "mods", "mod"))


def _present(e: When) -> When:
    """Of "the year": this one, where a part of it is told."""
    return replace(e, anchor="published") if e.anchor == "context" else e


def _rest_of(m: re.Match[str], right: When) -> Expression | None:
    return None if right.clock or right.is_day or not right.dated else _present(right)


def _sometime(m: re.Match[str], right: When) -> Expression | None:
    """Such as "earlier this year", "sometime next month", "later today"."""
    return right if right.unit and right.anchor == "published" and right.base is None else None


def _bounded(m: re.Match[str], right: When | Length) -> Expression | None:
    """Such as "more than four hours", "almost two years ago"."""
    if isinstance(right, Length):
        return replace(right, mod="APPROX") if right.mod is None else None
    distant = right.unit and right.shift and isinstance(right.shift, float) and right.anchor != "context"
    return replace(right, mod="APPROX") if distant else None


def _about(m: re.Match[str], right: When) -> Expression | None:
    return replace(right, mod="APPROX") if right.hour is not None and not right.is_day else None


def _early_hours(m: re.Match[str], right: When) -> Expression | None:
    """Such as "the early hours of Sunday"."""
    return replace(right, part="MO", mod="START") if right.is_day and not right.clock else None


BEFORE = (
    Context("early hours", When, r"(?:the )?(?:early|small|wee) (?:morning )?hours of (?:the )?", _early_hours),
    Context("early, mid, late", When, r"(?:the )?(?:very )?(?P<mod>early|mid|late)(?:~(?:in |on )?)", _narrow),
    Context(
        "beginning, middle, end",
        When,
        r"(?:the )?(?P<mod>very beginning|very end|beginning|start|middle|end|close|first part|early part|latter part|late part|last part|tail end|midst|midpoint|onset|dawn|turn)"
        r"(?: of )(?:the |the month of )?",
        _narrow_of,
    ),
    Context(
        "rest of",
        When,
        r"(?:the )?(?:rest|remainder|balance|bulk|better part|whole|much|most|a good part|part|duration|course) of (?:the )?",
        _rest_of,
    ),
    Context("sometime", When, r"(?:earlier|later|sometime|some time|late|early) (?:in |on )?", _sometime),
    Context(
        "bounds of a length",
        (When, Length),
        r"(?:more than|less than|fewer than|no more than|not more than|no less than|at least|at most|up to|almost"
        r"|just over|just under|well over|a little over|a little more than|as much as|as long as)~(?:the )?",
        _bounded,
    ),
    Context("about a time", When, r"(?:around|about|approximately|roughly) ", _about),
)
