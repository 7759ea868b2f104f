"""Dates told by day, month and year, in words and in digits."""

from __future__ import annotations

import re
from dataclasses import replace

from newsparse.dates.expression import When
from newsparse.dates.lexicon import expand
from newsparse.dates.rules.rule import Kind, Rule, read, read_when, read_year

__all__ = ["RULES"]

YEAR = r"(?:(?:,| of|,? in|[-/])? ?{year}|,? ?{shortyear})"
RANK = r"(?!-[a-z]| (?!(?:in|at|on|and|to|when|with|was|is|by|as|for|he|she|they|we|it|but|until|from|or|a|an|the)\b)(?-i:[a-z]))"
"""After "the second" it ranks something: "in October, the second-highest figure"."""


def _clear_or_ambiguous(first: int, second: int, year: int | None) -> When | None:
    """Day and month in digits: every order that the calendar allows is kept; the document settles it."""
    both = dict.fromkeys([(first, second), (second, first)])
    orders = tuple((month, day) for month, day in both if 1 <= month <= 12 and 1 <= day <= 31)
    if len(orders) == 1:
        month, day = orders[0]
        return When(year=year, month=month, day=day)
    return When(year=year, orders=orders) if orders else None


def _digits(m: re.Match[str]) -> When | None:
    year, first, second = m.group("y"), int(m.group("a")), int(m.group("b"))
    if m.group("sep") == "." and len(year) == 4 and second <= 12 and 1 <= first <= 31:  # with full stops, day first
        return When(year=int(year), month=second, day=first)
    return _clear_or_ambiguous(first, second, read_year(year))


def _iso(m: re.Match[str]) -> When | None:
    """With its time of day, where that is told; "2011-05-14" or, by mistake, "2011-14-05"."""
    month, day = int(m.group("m")), int(m.group("d"))
    if month > 12:
        month, day = day, month
    return read_when(m, month=month, day=day) if month <= 12 else None


def _nth_day(m: re.Match[str]) -> When | None:
    return read_when(m) if m.group("ordinal")[0].isdigit() else None


ALONE = r"(?<![\w.,:$£€/-])"
DASH = r" ?[-\u2013\u2014] ?"
LINK = r"(?:,? (?:and|or|to|through|until|till|&) |, |/)(?:the )?"
MORE = rf"(?:(?:{LINK}|{DASH})\d\d?(?:st|nd|rd|th)?){{0,8}}"
OTHER = r"(?!~?(?:(?:day )?of )?{month2}|[.,/]\d)"
"""The day before it has no month of its own, as in "3 September and 7 October"."""
COUNTED = r"(?! +(?:percent|people|million|years?|days?|hours?|minutes?|weeks?|months?|others?|per|[a-z]+s\b))"
BEHIND = r"(?:,? ?\(?{year}\)?)?"

_LISTED = re.compile(expand(rf"{{month}} (?:the )?{{day}}{MORE}{LINK}$"), re.I)
"""What stands before the last day of "May 14, 15 and 16"."""


def _first_of_days(m: re.Match[str]) -> When | None:
    """Such as "14" of "14 and 15 May": the month stands with the last day, and is the one after it in "30 and 1 May"."""
    day, month = read(m, "day"), read(m, "month")
    return read_when(m, weekday=None, day=day, month=month if day < read(m, "day2") else (month - 2) % 12 + 1)


def _range_of_days(m: re.Match[str]) -> When | None:
    """Such as "Nov. 3-5, 1999", "2-5 June"."""
    first, last = _first_of_days(m), read(m, "day2")
    return replace(first, until=When(day=last, base=first)) if first and (first.day or 0) < last else None


def _next_of_days(m: re.Match[str]) -> When | None:
    """Such as "15" of "May 14 and 15", later than those before it: the month stands with the first day."""
    before, day = _LISTED.search(m.string, max(0, m.start() - 60), m.start()), read(m, "day")
    days = [*map(int, re.findall(r"\d+", before.group())), day] if before else []
    return read_when(m, day=day, month=read(before, "month")) if before and days == sorted(set(days)) else None


def _next_range_of_days(m: re.Match[str]) -> When | None:
    """Such as "18-19" of "April 11-12 and 18-19"."""
    first, last = _next_of_days(m), read(m, "day2")
    return replace(first, until=When(day=last, base=first)) if first and (first.day or 0) < last else None


RULES = (
    Rule(
        "days of a month, dashed", rf"{{month}} {{day}}{DASH}{{day2}}{OTHER}{BEHIND}", _range_of_days, Kind.MONTH_FIRST
    ),
    Rule(
        "days, dashed, and month",
        rf"{ALONE}{{day}}{DASH}{{day2}} (?:of )?{{month}}(?:{YEAR})?",
        _range_of_days,
        Kind.DAY_FIRST,
    ),
    Rule(
        "day of a list",
        rf"{ALONE}(?:the )?{{day}}(?={MORE}(?:{LINK}|{DASH}{{weekday}} )(?:{{weekday2}},? (?:the )?)?"
        rf"{{day2}}~?(?:(?:day )?of )?{{month}}(?:{YEAR})?)",
        _first_of_days,
    ),
    Rule("next days of a list, dashed", rf"{{day}}{DASH}{{day2}}{OTHER}{COUNTED}{BEHIND}", _next_range_of_days),
    Rule(
        "days of a list, dashed",
        rf"{ALONE}{{day}}{DASH}{{day2}}(?={MORE}{LINK}\d\d?(?:{DASH}\d\d?)?~?(?:(?:day )?of )?{{month}}(?:{YEAR})?)",
        _range_of_days,
        Kind.DAY_FIRST,
    ),
    Rule("next day of a list", rf"{{day}}{OTHER}{COUNTED}{BEHIND}", _next_of_days),
    Rule(
        "month day year", rf"{{month}}(?:,?~(?:the )?|[/.])(?:{{day}}(?!:\d)|{{ordinal}}){YEAR}", kind=Kind.MONTH_FIRST
    ),
    Rule(
        "month day",
        r"{month}(?:,? |(?<=\b[a-z]{3}\.)(?<!may\.)|(?<=\bsept\.))(?:{day}(?!:\d)(?! ?(?:a\.?m|p\.?m|o'clock)\b)|{ordinal}(?!~(?:quarter|half|week|session|anniversary))"
        rf"|the (?:{{day2}}|{{ordinal2}}){RANK})",
        kind=Kind.MONTH_FIRST,
    ),
    Rule(
        "day month year",
        rf"(?:the )?(?:{{day}}|{{ordinal}})(?:~?(?:(?:day )?of )?|[/.]){{month}}(?:{YEAR}|[-/.](?P<two>\d\d)(?! ?{{month2}}))",
        kind=Kind.DAY_FIRST,
    ),
    Rule("day month", r"(?:the )?(?:{day}|{ordinal})~?(?:(?:day )?of )?{month}", kind=Kind.DAY_FIRST),
    Rule("year month", r"{year} {month}"),
    Rule("month year", r"{month}(?:(?:,? (?:of )?|[-/]){year}|,? ?{shortyear}|~(?P<two>3[2-9]|[4-9]\d))"),
    Rule("month", r"(?:the )?month of {month}|{month2}"),
    Rule(
        "ISO date",
        r"(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<m>[01]?\d)(?P=sep)(?P<d>[0-3]?\d)(?![-/\d])"
        r"(?:[T ](?P<hour>[01]\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
        _iso,
        Kind.ISO,
    ),
    Rule(
        "digits: day, month, year",
        r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[4-9]|20)\d\d|\d\d)(?![-/\d]|\.\d)",
        _digits,
        Kind.DIGITS,
    ),
    Rule(
        "digits: month and year",
        r"(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![-/\d])",
        lambda m: When(year=int(m.group("y")), month=int(m.group("m"))),
        Kind.DIGITS,
    ),
    Rule(
        "digits: day and month",
        r"(?!24/7|50/50)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![-/\d%])",
        lambda m: _clear_or_ambiguous(int(m.group("a")), int(m.group("b")), None),
        Kind.DAY_AND_MONTH,
    ),
    Rule("day of the month", r"(?:the )?{ordinal}", _nth_day, Kind.ORDINAL),
)
