"""What stands before or after an expression and changes it ("early", "the end of", "more than"; "ago", "two days later")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.dates.expression import Expression, Length, Vague, When
from newsparse.dates.period import CLOCK_UNITS
from newsparse.dates.rules.rule import Context, read, said

if TYPE_CHECKING:
    import re

__all__ = ["AFTER", "BEFORE"]


def _narrow(m: re.Match[str], right: When) -> Expression | None:
    """Such as "early June", "mid-1996", "late Thursday"."""
    part = (right.dated or right.part) and not right.says({"until", "mod", "era"})
    return None if not part else replace(right, mod=read(m, "mod"))


def _narrow_of(m: re.Match[str], right: When) -> Expression | None:
    """Such as "the end of November", "the beginning of the year"."""
    if right.says({"mod", "hour", "part"}) or not right.dated:
        return None
    if right.is_day and not right.weekend:
        return right if right.unit == "day" else None
    return replace(_present(right), mod=read(m, "mod", "mod2"))


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
    return replace(right, mod="APPROX") if right.shift and isinstance(right.shift, float) else None


def _about(m: re.Match[str], right: When) -> Expression | None:
    return replace(right, mod="APPROX") if right.hour is not None and not right.is_day else None


def _early_hours(m: re.Match[str], right: When) -> Expression | None:
    """Such as "the early hours of Sunday"."""
    return replace(right, part="MO", mod="START") if right.is_day and not right.clock else None


def _eve(m: re.Match[str], right: When) -> Expression | None:
    """Such as "on the eve of November 9", "on the eve of Friday's vote"."""
    plain = right.is_day and right.free and not right.clock and right.unit is None
    return When(unit="day", shift=-1.0, base=right) if plain else None


BEFORE = (
    Context("eve", When, r"the eve of (?:the )?", _eve),
    Context("early hours", When, r"(?:the )?(?:early|small|wee) (?:morning )?hours of (?:the )?", _early_hours),
    Context("early, mid, late", When, r"(?:the )?(?:very )?(?P<mod>early|mid|late)(?:~(?:in |on )?)", _narrow),
    Context(
        "beginning, middle, end",
        When,
        r"(?:the )?(?P<mod>very beginning|very end|beginning|start|middle|end|close|first part|early part|latter part|late part|last part|tail end|midst|midpoint|onset|dawn|turn)"
        r" of (?:the |the month of )?|(?P<mod2>end)-",
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


_COUNTABLE = 100_000
"""More years, or anything else, are no way to a date: "65 million years ago"."""


def _shifted(length: Length, sign: int, anchor: str) -> Expression | None:
    """The date at that distance; PAST_REF or FUTURE_REF where the amount is not told."""
    amount, unit = length.amounts[0]
    if anchor != "published" and amount is None and unit in CLOCK_UNITS:  # "hours later": the same day
        return When(unit=unit, shift=0, anchor=anchor)
    told = [(amount, unit) for amount, unit in length.amounts if amount is not None and amount <= _COUNTABLE]
    if len(told) < len(length.amounts):
        return Vague({-1: "PAST_REF", 1: "FUTURE_REF"}[sign])
    found: When | None = None
    for amount, unit in reversed(told):
        found = When(unit=unit, shift=sign * amount, anchor=anchor, base=found, mod=length.mod)
    return found


def _later(m: re.Match[str], left: Length) -> Expression | None:
    word = said(m, "word")
    sign = 1 if word.startswith(("later", "after", "thereafter")) else -1
    return _shifted(left, sign, "earlier" if word == "earlier" else "narrative")


def _holiday_week(m: re.Match[str], left: When) -> Expression | None:
    """Such as "Easter week", "Labor Day weekend"."""
    return replace(left, unit=said(m, "unit")) if left.holiday is not None and not left.clock else None


def _or_so(m: re.Match[str], left: Length) -> Expression | None:
    """Such as "a week or so"; of "a week or two" the amount is not told."""
    if m.group("so"):
        return replace(left, mod="APPROX")
    return Length(((None, left.amounts[0][1]),)) if left.amounts[0][0] == 1 else None


AFTER = (
    Context(
        "year after an aside",  # "6 February (18 February by the new calendar), 1870"
        When,
        r"(?= \([^()\n]{3,60}\),? {year})",
        lambda m, left: replace(left, year=read(m, "year")) if left.said == {"month", "day"} else None,
    ),
    Context("week of a holiday", When, r" (?P<unit>week|weekend)", _holiday_week),
    Context("or so", Length, r" or (?:(?P<so>so)|two|three)", _or_so),
    Context(
        "ago", Length, r"(?: |-)ago|(?: in the past| back)(?= *[,.;])", lambda m, left: _shifted(left, -1, "published")
    ),
    Context("from now", Length, r" (?:from now|hence|from today)", lambda m, left: _shifted(left, 1, "published")),
    Context(
        "later, earlier",
        Length,
        r"(?: |-)(?P<word>(?:later|earlier)(?! than\b)|beforehand|previously|afterwards?|thereafter"
        r"|(?:after|before) (?:that|then)(?= (?:he|she|they|it|we|i|the)\b| *(?:[.,;:)]|$))"
        r"|(?:before|after)(?= *(?:[.,;:!?)]|$)))",
        _later,
    ),
)
