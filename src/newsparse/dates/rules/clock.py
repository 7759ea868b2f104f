"""Times of day: the clock, parts of the day, zones."""

from __future__ import annotations

import re

from newsparse.dates import lexicon
from newsparse.dates.rules.rule import Rule
from newsparse.dates.when import Expression, When

__all__ = ["RULES", "hour_of"]

MERIDIEM = r"(?P<meridiem>[ap]\. ?m\b\.?|[ap] ?m\b|in the (?:early |late )?(?:morning|afternoon|evening)|at night)"
ZONE = r"(?:,? ?{zone})?"
HOURS = r"(?P<spoken>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"


def hour_of(hour: int, meridiem: str | None) -> int | None:
    """The hour of 24 for an hour with "a.m.", "p.m." or "in the evening"; None when there is no such hour."""
    if meridiem is None:
        return hour if 0 <= hour <= 24 else None
    if not 0 <= hour <= 24:
        return None
    if hour > 12:
        return hour
    text = meridiem.lower()
    late = text.startswith("p") or "afternoon" in text or "evening" in text or ("night" in text and hour > 5)
    return hour % 12 + (12 if late else 0)


def _zone(m: re.Match[str]) -> str | None:
    return (m.group("zone") or "").strip("()").upper() or None


def _clock(m: re.Match[str]) -> Expression | None:
    groups = m.groupdict()
    spoken = groups.get("spoken")
    number = lexicon.number(spoken) if spoken else None
    hour = hour_of(int(number) if number is not None else int(m.group("hour")), groups.get("meridiem"))
    minute = int(groups["minute"]) if groups.get("minute") else None
    second = int(groups["second"]) if groups.get("second") else None
    if hour is None or (minute or 0) > 59 or (second or 0) > 59 or (hour == 24 and minute):
        return None
    return When(hour=hour, minute=minute, second=second, zone=_zone(m))


def _spoken_minutes(m: re.Match[str]) -> Expression | None:
    """Such as "half past six", "quarter to nine", "twenty past three", "half six" is not read."""
    low = m.group("minutes").lower()
    minutes = 30 if low.startswith("half") else 15 if "quarter" in low else int(lexicon.number(low.split()[0]) or 0)
    hour = lexicon.number(m.group("at"))
    vague = low[0].isdigit() and "minute" not in low and m.group("side").lower() in {"to", "before"}
    if hour is None or not 1 <= hour <= 12 or minutes > 59 or vague:
        return None
    full = hour_of(int(hour), m.group("meridiem"))
    if full is None:
        return None
    total = full * 60 + (minutes if m.group("side").lower() in {"past", "after"} else -minutes)
    return When(hour=total // 60 % 24, minute=total % 60)


def _military(m: re.Match[str]) -> Expression | None:
    hour, minute = int(m.group("hour")), int(m.group("minute"))
    return When(hour=hour, minute=minute, zone=_zone(m)) if hour < 25 and minute < 60 else None


_BEGINS = re.compile(r"\b(?:from|between) $", re.I)
_GOES_ON = re.compile(r" (?:to|until|till|and) \S*\d| ?[-\u2013] ?\d")


def _noon(m: re.Match[str]) -> Expression | None:
    """Midnight ends a day, but begins the one of "from midnight to 6am"."""
    begins = _BEGINS.search(m.string, max(0, m.start() - 8), m.start()) and _GOES_ON.match(m.string, m.end())
    hour = 12 if m.group("word").lower() != "midnight" else 0 if begins else 24
    return When(hour=hour, minute=0, zone=_zone(m))


_AT = re.compile(r"\b(?:at|by|from|until|till|after|before|around|about|since) $", re.I)


def _full_hours(m: re.Match[str]) -> Expression | None:
    """Such as "at 16hrs"; elsewhere "16hrs" is a length."""
    told = _AT.search(m.string, max(0, m.start() - 8), m.start())
    return When(hour=int(m.group("hour")), minute=0) if told else None


def _part(m: re.Match[str]) -> When:
    return When(part=lexicon.key("parts", m.group("part")))


RULES = (
    Rule("clock", "clock", rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?::(?P<second>\d\d))? ?{MERIDIEM}{ZONE}", _clock),
    Rule(
        "clock, 24 hours",
        "clock",
        rf"(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{{1,6}})?)?(?! ?[ap]\.?m\b)(?![:\d]){ZONE}",
        _clock,
    ),
    Rule("clock, full hour", "clock", rf"(?P<hour>\d{{1,2}}) ?{MERIDIEM}{ZONE}", _clock),
    Rule("clock, spoken hour", "clock", rf"{HOURS} ?{MERIDIEM}{ZONE}", _clock),
    Rule("o'clock", "clock", rf"(?:(?P<hour>\d{{1,2}})|{HOURS}) ?o'clock(?: ?{MERIDIEM})?{ZONE}", _clock),
    Rule("clock with h", "clock", r"(?P<hour>[01]?\d|2[0-4])[hH](?P<minute>[0-5]\d)(?P<zone>$^)?", _military),
    Rule("military clock", "clock", r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d) ?(?:hours|hrs|{zone})", _military),
    Rule("clock, hours", "unit", r"(?P<hour>[01]\d|2[0-4]) ?(?:hrs|h)", _full_hours),
    Rule(
        "minutes to or past",
        "number",
        r"(?P<minutes>half|(?:a )?quarter|{number}(?: minutes)?) (?P<side>past|to|after|before) (?P<at>{number2})(?: ?"
        + MERIDIEM
        + r"|(?= (?:o'clock|this|tomorrow|on|yesterday)\b)|(?= *(?:[.,;]|$))|(?= (?:and|to|until) (?:half|a quarter|quarter|{number3}\b)))",
        _spoken_minutes,
    ),
    Rule("noon", "clock", rf"(?:high )?(?P<word>noon|midnight|midday){ZONE}", _noon),
    Rule("part of the day", "part", r"(?:the )?{part}", _part),
    Rule("in the morning", "part", r"(?:the )?(?:early|late|mid)~{part}", _part),
)
