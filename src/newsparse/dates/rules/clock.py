"""Times of day: the clock, parts of the day, zones."""

from __future__ import annotations

import re
from dataclasses import replace

from newsparse.dates import lexicon
from newsparse.dates.expression import When
from newsparse.dates.rules.rule import Rule

__all__ = ["RULES"]

MERIDIEM = r"(?P<meridiem>[ap]\. ?m\b\.?|[ap] ?m\b|in the (?:early |late )?(?:morning|afternoon|evening)|at night)"
ZONE = r"(?:,? ?{zone})?"
HOURS = r"(?P<spoken>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"


def _hour_of(hour: int, meridiem: str | None) -> int | None:
    """The hour of 24 for an hour with "a.m.", "p.m." or "in the evening"; None when there is no such hour."""
    if hour > 24:
        return None
    if meridiem is None or hour > 12:
        return hour
    text = meridiem.lower()
    late = text.startswith("p") or "afternoon" in text or "evening" in text or ("night" in text and hour > 5)
    return hour % 12 + (12 if late else 0)


def _clock(m: re.Match[str]) -> When | None:
    told = {name.rstrip("2"): text for name, text in m.groupdict().items() if text}
    minute, second = (int(told[name]) if name in told else None for name in ("minute", "second"))
    hour = _hour_of(int(lexicon.number(told.get("hour") or told["spoken"]) or 0), told.get("meridiem"))
    if hour is None or max(minute or 0, second or 0) > 59 or (hour == 24 and minute):
        return None
    return When(hour=hour, minute=minute, second=second, zone=_zone(told.get("zone")))


def _zone(text: str | None) -> str | None:
    return text.strip("()").upper() if text else None


_AT = re.compile(r"\b(?:at|by|from|until|till|after|before|around|about|since) $", re.I)


def _spoken_minutes(m: re.Match[str]) -> When | None:
    """Such as "half past six", "quarter to nine", "twenty past three"; "won three to two" and "half six" are not read."""
    low, later = m.group("minutes").lower(), m.group("side").lower() in {"past", "after"}
    counted = low != "half" and "quarter" not in low
    if counted and not later and "minute" not in low:
        return None
    minutes = int(lexicon.number(low.split()[0]) or 0) if counted else 30 if low == "half" else 15
    hour = lexicon.number(m.group("at"))
    full = _hour_of(int(hour), m.group("meridiem")) if hour and hour <= 12 else None
    if full is None or minutes > 59:
        return None
    total = full * 60 + (minutes if later else -minutes)
    return When(hour=total // 60 % 24, minute=total % 60)


def _hours(m: re.Match[str]) -> When | None:
    """Such as "9-11 a.m.", "from 3 to 5 p.m.": the first hour leaves out what the last one says."""
    last, hour, minute = _clock(m), int(m.group("from")), m.group("past")
    if last is None or last.hour is None:
        return None
    hour += 12 * (last.hour >= 12 and hour + 12 <= last.hour)
    first = replace(last, hour=hour, minute=int(minute) if minute else None, second=None, until=last)
    return first if hour <= last.hour else None


_BEGINS = re.compile(r"\b(?:from|between) $", re.I)
_GOES_ON = re.compile(r" (?:to|until|till|and) \S*\d| ?[-\u2013] ?\d")


def _noon(m: re.Match[str]) -> When | None:
    """Midnight ends a day, but begins the one of "from midnight to 6am"."""
    begins = _BEGINS.search(m.string, max(0, m.start() - 8), m.start()) and _GOES_ON.match(m.string, m.end())
    hour = 12 if m.group("word").lower() != "midnight" else 0 if begins else 24
    return When(hour=hour, minute=0, zone=_zone(m.group("zone")))


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
        r"(?P<minutes>half|(?:a )?quarter|{number}(?: minutes)?) (?P<side>past|to|after|before) (?P<at>{number2})(?: ?"
        + MERIDIEM
        + ")?",
        _spoken_minutes,
    ),
    Rule("noon", rf"(?:high )?(?P<word>noon|midnight|midday){ZONE}", _noon),
    Rule("part of the day", r"(?:the )?(?:(?:early|late|mid)~)?{part}"),
)
