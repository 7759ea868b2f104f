"""Dates told by day, month and year, in words and in digits."""

from __future__ import annotations

import re

from newsparse.dates.period import days_in_month
from newsparse.dates.rules.rule import Rule, full_year, read_day, read_month, read_year
from newsparse.dates.when import When

__all__ = ["RULES"]

YEAR = r"(?:(?:,| of|,? in)? ?{year}|,? ?{shortyear})"


def _year(m: re.Match[str]) -> int | None:
    return read_year(m) if m.group("year") else read_year(m, "shortyear")


def _full(m: re.Match[str]) -> When | None:
    day = read_day(m)
    return When(year=_year(m), month=read_month(m), day=day) if 0 < day < 40 else None


_RANK = re.compile(r"[,\s]the\s", re.I)
_NOUN = re.compile(
    r"-[a-z]|\s+(?!(?:in|at|on|and|to|when|with|was|is|by|as|for|he|she|they|we|it|but|until|from|or|a|an|the)\b)[a-z]"
)


def _ranks(m: re.Match[str]) -> bool:
    """Such as "in October, the second-highest figure": the ordinal counts something, not days."""
    return _RANK.search(m.group()) is not None and _NOUN.match(m.string, m.end()) is not None


def _no_year(m: re.Match[str]) -> When | None:
    if _ranks(m):
        return None
    day, month = read_day(m), read_month(m)
    return When(month=month, day=day) if 0 < day < 40 else None


def _month_or_year(m: re.Match[str]) -> When | None:
    """Such as "June 98": two bare digits that can be no day of the month are a year."""
    digits = int(m.group("two"))
    month = read_month(m)
    return When(year=full_year(digits), month=month) if digits > 31 else None


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
    return _clear_or_ambiguous(first, second, full_year(int(year)) if len(year) == 2 else int(year))


def _two_digits(m: re.Match[str]) -> When | None:
    return _clear_or_ambiguous(int(m.group("a")), int(m.group("b")), None)


def _iso(m: re.Match[str]) -> When | None:
    month, day = int(m.group("m")), int(m.group("d"))
    if month > 12 and day <= 12:
        month, day = day, month
    return When(year=int(m.group("y")), month=month, day=day) if month <= 12 and day <= 39 else None


def _iso_time(m: re.Match[str]) -> When | None:
    hour, minute = int(m.group("hh")), int(m.group("mm"))
    found = _iso(m)
    if found is None or hour > 24 or minute > 59:
        return None
    return When(
        year=found.year,
        month=found.month,
        day=found.day,
        hour=hour,
        minute=minute,
        second=int(m.group("ss")) if m.group("ss") else None,
        zone=m.group("z"),
    )


def _iso_month(m: re.Match[str]) -> When | None:
    """Such as "2011-05"; "2011-12" are a season's or a fiscal year's two years."""
    year, month = int(m.group("y")), int(m.group("m"))
    return None if month == (year + 1) % 100 else When(year=year, month=month)


def _iso_week(m: re.Match[str]) -> When | None:
    week, weekday = int(m.group("w")), m.group("d")
    return When(year=int(m.group("y")), week=week, weekday=int(weekday) if weekday else None) if 0 < week < 54 else None


def _day_only(m: re.Match[str]) -> When | None:
    day = read_day(m)
    return When(day=day) if 1 <= day <= 31 else None


def _month_digits_year(m: re.Match[str]) -> When | None:
    month = int(m.group("m"))
    return When(year=int(m.group("y")), month=month) if 1 <= month <= 12 else None


def _compact(m: re.Match[str]) -> When | None:
    year, month, day = int(m.group("y")), int(m.group("m")), int(m.group("d"))
    valid = 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    return When(year=year, month=month, day=day) if valid else None


def _day_only_ordinal(m: re.Match[str]) -> When | None:
    text = m.group("ordinal")
    day = read_day(m, "ordinal")
    return When(day=day) if text[0].isdigit() and 1 <= day <= 31 else None


RULES = (
    Rule("month day year", "month", rf"{{month}},?~(?:the )?{{day}}(?!:\d){YEAR}", _full),
    Rule(
        "month day year, hyphens",
        "month",
        r"{month}(?P<sep>[-/. ]){day}[-/, ]{year}",
        lambda m: When(year=read_year(m), month=read_month(m), day=read_day(m)),
    ),
    Rule(
        "month ordinal year",
        "month",
        rf"{{month}},? (?:the )?{{ordinal}}{YEAR}",
        lambda m: When(year=_year(m), month=read_month(m), day=read_day(m, "ordinal")),
    ),
    Rule("month day", "month", r"{month},? (?:the )?{day}(?!:\d)(?! ?(?:a\.?m|p\.?m|o'clock)\b)", _no_year),
    Rule(
        "month ordinal",
        "month",
        r"{month},? (?:the )?{ordinal}(?!~(?:quarter|half|week|session|anniversary))",
        lambda m: (
            When(month=read_month(m), day=read_day(m, "ordinal"))
            if 0 < read_day(m, "ordinal") < 32 and not _ranks(m)
            else None
        ),
    ),
    Rule("month two-digit year", "month", r"{month}~(?P<two>[3-9]\d)", _month_or_year),
    Rule("day month year", "month", rf"(?:the )?{{day}}~?(?:(?:day )?of )?{{month}}{YEAR}", _full),
    Rule(
        "day month year, joined",
        "month",
        r"{day}(?P<sep>[-/. ]){month}[-/. ,]{year}",
        lambda m: When(year=read_year(m), month=read_month(m), day=read_day(m)),
    ),
    Rule(
        "day month two-digit year, joined",
        "month",
        r"{day}[-/.]{month}[-/.](?P<two>\d\d)",
        lambda m: When(year=full_year(int(m.group("two"))), month=read_month(m), day=read_day(m)),
    ),
    Rule("day month", "month", r"(?:the )?{day}~?(?:(?:day )?of )?{month}", _no_year),
    Rule(
        "ordinal of month year",
        "month",
        rf"(?:the )?{{ordinal}} (?:(?:day )?of )?{{month}}{YEAR}",
        lambda m: (
            When(year=_year(m), month=read_month(m), day=read_day(m, "ordinal"))
            if 0 < read_day(m, "ordinal") < 32
            else None
        ),
    ),
    Rule(
        "ordinal of month",
        "month",
        r"(?:the )?{ordinal} (?:(?:day )?of )?{month}",
        lambda m: When(month=read_month(m), day=read_day(m, "ordinal")) if 0 < read_day(m, "ordinal") < 32 else None,
    ),
    Rule(
        "year month day",
        "month",
        r"{year}[-/, ]{month}[-/, ]{day}",
        lambda m: When(year=read_year(m), month=read_month(m), day=read_day(m)),
    ),
    Rule(
        "month year",
        "month",
        r"{month}(?:,? (?:of )?|[-/]){year}",
        lambda m: When(year=read_year(m), month=read_month(m)),
    ),
    Rule(
        "month of the year, short",
        "month",
        r"{month},? ?{shortyear}",
        lambda m: When(year=read_year(m, "shortyear"), month=read_month(m)),
    ),
    Rule("year month", "month", r"{year} {month}", lambda m: When(year=read_year(m), month=read_month(m))),
    Rule(
        "month",
        "month",
        r"(?:the )?month of {month}|{month2}",
        lambda m: When(month=read_month(m, "month" if m.group("month") else "month2")),
    ),
    Rule(
        "ISO date and time",
        "digits",
        r"(?P<y>[12]\d{3})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?:T| )(?P<hh>[0-2]\d):(?P<mm>[0-5]\d)"
        r"(?::(?P<ss>[0-5]\d)(?:\.\d{1,9})?)?(?P<z>Z|[+-]\d\d:?\d\d)?",
        _iso_time,
    ),
    Rule("ISO date", "digits", r"(?P<y>[12]\d{3})(?P<sep>[-/.])(?P<m>[01]?\d)(?P=sep)(?P<d>[0-3]?\d)(?![-/\d])", _iso),
    Rule("ISO week", "digits", r"(?P<y>[12]\d{3})-?W(?P<w>\d\d)(?:-?(?P<d>[1-7]))?", _iso_week),
    Rule("ISO month", "digits", r"(?P<y>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])(?![-/\d])", _iso_month),
    Rule(
        "digits: day, month, year",
        "digits",
        r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:1[4-9]|20)\d\d|\d\d)(?![-/\d]|\.\d)",
        _digits,
    ),
    Rule(
        "digits: month and year",
        "digits",
        r"(?P<m>0?[1-9]|1[0-2])[/](?P<y>(?:19|20)\d\d)(?![-/\d])",
        _month_digits_year,
    ),
    Rule("digits: day and month", "slashed", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![-/\d%])", _two_digits),
    Rule("digits without signs", "digits", r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)", _compact),
    Rule("day of the month", "ordinal", r"(?:the )?{ordinal}", _day_only_ordinal),
)
