"""Dates told by day, month and year, in words and in digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.dates.expression import When
from newsparse.dates.rules.rule import Kind, Rule, read_when, read_year

if TYPE_CHECKING:
    import re

__all__ = ["RULES"]

YEAR = r"(?:(?:,| of|,? in|[-/])? ?{year}|,? ?{shortyear})"


RANK = r"(?!-[a-z]| (?!(?:in|at|on|and|to|when|with|was|is|by|as|for|he|she|they|we|it|but|until|from|or|a|an|the)\b)(?-i:[a-z]))"
"""After "the second" it ranks something: "in October, the second-highest figure"."""


def _clear_or_ambiguous(first: int, second: int, year: int | None) -> When | None:
    """Day and month in digits: every order that the calendar allows is kept; the document settles it."""
    orders = tuple(
        (month, day)
        for month, day in dict.fromkeys([(first, second), (second, first)])
        if 1 <= month <= 12 and 1 <= day <= 31
    )
    if len(orders) == 1:
        month, day = orders[0]
        return When(year=year, month=month, day=day)
    return When(year=year, orders=orders) if orders else None


def _digits(m: re.Match[str]) -> When | None:
    year = m.group("y")
    first, second = int(m.group("a")), int(m.group("b"))
    if m.group("sep") == "." and len(year) == 2 and m.group("a") == "0":
        return None
    if m.group("sep") == "." and len(year) == 4 and second <= 12 and 1 <= first <= 31:  # with full stops, day first
        return When(year=int(year), month=second, day=first)
    return _clear_or_ambiguous(first, second, read_year(year))


def _iso(m: re.Match[str]) -> When | None:
    """With its time of day, where that is told; "2011-05-14" or, by mistake, "2011-14-05"."""
    month, day = int(m.group("m")), int(m.group("d"))
    if month > 12 and day <= 12:
        month, day = day, month
    hour, minute, second = (int(m.group(each)) if m.group(each) else None for each in ("hh", "mm", "ss"))
    if month > 12 or day > 39 or (hour or 0) > 24 or (minute or 0) > 59:
        return None
    return When(
        year=int(m.group("y")), month=month, day=day, hour=hour, minute=minute, second=second, zone=m.group("z")
    )


def _nth_day(m: re.Match[str]) -> When | None:
    return read_when(m) if m.group("ordinal")[0].isdigit() else None


RULES = (
    Rule(
        "month day year",
        "month",
        rf"{{month}}(?:,?~(?:the )?|[/.])(?:{{day}}(?!:\d)|{{ordinal}}){YEAR}",
        kind=Kind.MONTH_FIRST,
    ),
    Rule(
        "month day",
        "month",
        r"{month},? (?:{day}(?!:\d)(?! ?(?:a\.?m|p\.?m|o'clock)\b)|{ordinal}(?!~(?:quarter|half|week|session|anniversary))"
        rf"|the (?:{{day2}}|{{ordinal2}}){RANK})",
        kind=Kind.MONTH_FIRST,
    ),
    Rule(
        "day month year",
        "month",
        rf"(?:the )?(?:{{day}}|{{ordinal}})(?:~?(?:(?:day )?of )?|[/.]){{month}}(?:{YEAR}|[-/.](?P<two>\d\d))",
        kind=Kind.DAY_FIRST,
    ),
    Rule("day month", "month", r"(?:the )?(?:{day}|{ordinal})~?(?:(?:day )?of )?{month}", kind=Kind.DAY_FIRST),
    Rule("year month", "month", r"{year} {month}"),
    Rule("month year", "month", r"{month}(?:(?:,? (?:of )?|[-/]){year}|,? ?{shortyear}|~(?P<two>3[2-9]|[4-9]\d))"),
    Rule("month", "month", r"(?:the )?month of {month}|{month2}"),
    Rule(
        "ISO date",
        "digits",
        r"(?P<y>[12]\d{3})(?P<sep>[-/.])(?P<m>[01]?\d)(?P=sep)(?P<d>[0-3]?\d)(?![-/\d])(?:[T ](?P<hh>[0-2]\d):(?P<mm>[0-5]\d)"
        r"(?::(?P<ss>[0-5]\d)(?:\.\d{1,9})?)?(?P<z>Z|[+-]\d\d:?\d\d)?)?",
        _iso,
        Kind.ISO,
    ),
    Rule(
        "digits: day, month, year",
        "digits",
        r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[4-9]|20)\d\d|\d\d)(?![-/\d]|\.\d)",
        _digits,
        Kind.DIGITS,
    ),
    Rule(
        "digits: month and year",
        "digits",
        r"(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![-/\d])",
        lambda m: When(year=int(m.group("y")), month=int(m.group("m"))),
        Kind.DIGITS,
    ),
    Rule(
        "digits: day and month",
        "digits",
        r"(?!24/7|50/50)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![-/\d%])",
        lambda m: _clear_or_ambiguous(int(m.group("a")), int(m.group("b")), None),
        Kind.DAY_AND_MONTH,
    ),
    Rule("day of the month", "ordinal", r"(?:the )?{ordinal}", _nth_day, Kind.ORDINAL),
)
