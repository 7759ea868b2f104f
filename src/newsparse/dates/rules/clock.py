"""Times of day: the clock, parts of the day, zones."""

from __future__ import annotations

import re
from dataclasses import replace

from newsparse.dates.expression import When
from newsparse.dates.rules.rule import Rule, read, said

__all__ = ["RULES"]

MERIDIEM = r"(?P<meridiem>[ap]\. ?m\b\.?|[ap] ?m\b|in the (?:early |late )?(?:morning|afternoon|evening)|at night)"
ZONE = r"(?:,? ?{zone})?"
HOURS = r"(?P<spoken>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

_LATE = re.compile(r"p|.*(?:afternoon|evening)")


def _hour_of(hour: int, meridiem: str) -> int:
    """The hour of 24 for an hour with "a.m.", "p.m." or "in the evening", or with "" for none of them."""
    if not meridiem or hour > 12:
        return hour
    return hour % 12 + 12 * bool(_LATE.match(meridiem) or ("night" in meridiem and hour > 5))


def _clock(m: re.Match[str]) -> When | None:
    hour, minute, second = read(m, "hour", "hour2", "spoken"), read(m, "minute", "minute2"), read(m, "second")
    if max(minute or 0, second or 0) > 59 or 60 * hour + (minute or 0) > 24 * 60:
        return None
    zone = read(m, "zone", "zone2")
    return When(hour=_hour_of(hour, said(m, "meridiem")), minute=minute, second=second, zone=zone)


_AT = re.compile(r"\b(?:at|by|from|until|till|after|before|around|about|since) $", re.I)


def _spoken_minutes(m: re.Match[str]) -> When | None:
    """Such as "half past six", "quarter to nine", "twenty past three"; "won three to two" and "half six" are not read."""
    told, later, hour = said(m, "minutes"), said(m, "side") in {"past", "after"}, int(read(m, "number2") or 0)
    minutes = int(read(m, "number") or _OF_HOUR.get(told, 0))
    clear = later or told in _OF_HOUR or "minute" in told
    if not clear or not 0 < hour <= 12 or minutes > 59:
        return None
    total = 60 * _hour_of(hour, said(m, "meridiem")) + (minutes if later else -minutes)
    return When(hour=total // 60 % 24, minute=total % 60)


_OF_HOUR = {"half": 30, "quarter": 15, "a quarter": 15}


def _hours(m: re.Match[str]) -> When | None:
    """Such as "9-11 a.m.", "from 3 to 5 p.m.": the first hour leaves out what the last one says."""
    last, hour, minute = _clock(m), int(m.group("from")), m.group("past")
    if last is None or last.hour is None:
        return None
    hour += 12 * (hour + 12 <= last.hour)
    first = replace(last, hour=hour, minute=int(minute) if minute else None, second=None, until=last)
    return first if hour <= last.hour else None


_BEGINS = re.compile(r"\b(?:from|between) $", re.I)
_GOES_ON = re.compile(r" (?:to|until|till|and) \S*\d| ?[-\u2013] ?\d")


def _noon(m: re.Match[str]) -> When | None:
    """Midnight ends a day, but begins the one of "from midnight to 6am"."""
    begins = _BEGINS.search(m.string, max(0, m.start() - 8), m.start()) and _GOES_ON.match(m.string, m.end())
    hour = 12 if m.group("word").lower() != "midnight" else 0 if begins else 24
    return When(hour=hour, minute=0, zone=read(m, "zone"))


def _full_hours(m: re.Match[str]) -> When | None:
    """Such as "at 16hrs"; elsewhere "16hrs" is a length."""
    told = _AT.search(m.string, max(0, m.start() - 8), m.start())
    return When(hour=int(m.group("hour")), minute=0) if told else None


RULES = (
    Rule(
        "range of hours",
        r"(?<![\w.,:$£€/-])(?P<from>\d{1,2})(?:\.(?P<past>[0-5]\d))?(?: ?[-\u2013\u2014] ?| to | until | and )"
        rf"(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))? ?{MERIDIEM}|(?P<hour2>\d{{1,2}}):(?P<minute2>\d\d)){ZONE}",
        _hours,
    ),
    Rule(
        "clock",
        rf"(?:(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?)?|{HOURS}) ?{MERIDIEM}{ZONE}",
        _clock,
    ),
    Rule(
        "clock, 24 hours",
        rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{{1,6}})?)?(?! ?[ap]\.?m\b)(?![:\d]){ZONE}",
        _clock,
    ),
    Rule("o'clock", rf"(?:(?P<hour>\d{{1,2}})|{HOURS}) ?o'clock(?: ?{MERIDIEM})?{ZONE}", _clock),
    Rule(
        "clock with h",
        r"(?P<hour>[01]?\d|2[0-4])[hH](?P<minute>[0-5]\d)|(?P<hour2>[0-2]\d)(?P<minute2>[0-5]\d) ?(?:(?:hours|hrs)(?: {zone})?|{zone2})",
        _clock,
    ),
    Rule("clock, hours", r"(?P<hour>[01]\d|2[0-4]) ?(?:hrs|h)", _full_hours),
    Rule(
        "minutes to or past",
        r"(?P<minutes>half|(?:a )?quarter|{number}(?: minutes)?) (?P<side>past|to|after|before) {number2}(?: ?"
        + MERIDIEM
        + ")?",
        _spoken_minutes,
    ),
    Rule("noon", rf"(?:high )?(?P<word>noon|midnight|midday){ZONE}", _noon),
    Rule("part of the day", r"(?:the )?(?:(?:early|late|mid)~)?{part}"),
)
