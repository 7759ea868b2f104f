"""Weekdays and weekends."""

from __future__ import annotations

import re

from newsparse.dates import lexicon
from newsparse.dates.rules.rule import Rule, read_amount, read_day, read_month, read_unit, read_weekday, read_year
from newsparse.dates.when import When

__all__ = ["PICK", "RULES", "pick_of"]

PICK = r"(?P<pick>this past|this coming|this last|this next|this upcoming|last|this|next|past|coming|previous|following|upcoming)"

_PICKS = {
    "this past": "past",
    "this last": "past",
    "past": "past",
    "previous": "narrative-",
    "following": "narrative+",
    "this coming": "coming",
    "this next": "coming",
    "coming": "coming",
    "this upcoming": "coming",
    "upcoming": "coming",
}


def pick_of(text: str) -> str:
    """`When.pick` of a determiner: last, this, next, past, coming, narrative- or narrative+."""
    plain = " ".join(text.lower().split())
    return _PICKS.get(plain, plain)


def _nth(text: str) -> int | None:
    return -1 if text.lower() in {"last", "final"} else lexicon.ordinal(text)


def _weekdays_away(m: re.Match[str]) -> When | None:
    """Such as "two Sundays ago": the first one lies in the week behind, the others in the weeks before it."""
    count = lexicon.number(m.group("number"))
    if count is None or count != int(count) or not 1 <= count <= 60:
        return None
    ago = m.group("way").lower() == "ago"
    nearest = When(weekday=read_weekday(m, "day"), pick="last" if ago else "coming")
    return When(unit="week", shift=(1 - int(count)) if ago else int(count) - 1, base=nearest)


def _of_next_month(m: re.Match[str]) -> When:
    """Such as "Sat 26" of "Sat 26 and Sun 27 July": the month stands with the last day."""
    day, month = read_day(m), read_month(m)
    return When(weekday=read_weekday(m), day=day, month=month if day < read_day(m, "day2") else (month - 2) % 12 + 1)


def _weekend_of(m: re.Match[str]) -> When:
    day = When(year=read_year(m), month=read_month(m), day=read_day(m))
    return When(unit="weekend", shift=0, anchor="base", base=day)


_BUSY = re.compile(r"\b(?:for|after|in|last|past|next|first|within|over|than|of|another|these|those|every) $", re.I)


def _weeks_on(m: re.Match[str]) -> When | None:
    """Such as "three weeks on Saturday", "a fortnight on Monday": weeks after the weekday to come."""
    count = read_amount(m.group("number") or "a")
    if count is None or count != int(count) or count > 60:
        return None
    if _BUSY.search(m.string, max(0, m.start() - 8), m.start()):  # "for three weeks on Saturday": how long
        return None
    weeks = int(count) * (2 if read_unit(m) == "fortnight" else 1)
    return When(unit="week", shift=weeks, base=When(weekday=read_weekday(m), pick="coming"))


_TWO_DAYS = r"{day}(?:(?:~| (?:and|to|&) |[\u2013\u2014/])(?:the )?{day2})?"

RULES = (
    Rule(
        "weekend of a day",
        "unit",
        rf"(?:the )?weekend of (?:the )?{_TWO_DAYS} (?:of )?{{month}}(?:,? {{year}})?",
        _weekend_of,
    ),
    Rule(
        "weekend of a month's day", "unit", rf"(?:the )?weekend of {{month}} {_TWO_DAYS}(?:,? {{year}})?", _weekend_of
    ),
    Rule("weeks on a weekday", "weekday", r"(?:an?|{number}) (?P<unit>weeks?|fortnights?) on {weekday}", _weeks_on),
    Rule(
        "some weekday",
        "weekday",
        r"(?:a|one) {weekday}(?= (?:in|of) (?:(?:early|late|mid)[ -]|the )?(?:{month}|{year}|last|this)| (?:last|this) (?:month|year|week)| *(?:[.,;:]|$))",
        lambda m: When(weekday=read_weekday(m), pick="some"),
    ),
    Rule(
        "weekday and day of a list",
        "weekday",
        r"{weekday},? (?:the )?{day}(?=(?:,? (?:and|or|to|until|&) | ?[-\u2013\u2014] ?){weekday2},? (?:the )?{day2} (?:of )?{month})",
        _of_next_month,
    ),
    Rule(
        "weekdays ago",
        "weekday",
        r"{number} (?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)s? (?P<way>ago|from now)",
        _weekdays_away,
    ),
    Rule(
        "nth weekday",
        "weekday",
        r"(?:the |a )?(?P<nth>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th)~{weekday}(?= (?:of|in)\b)",
        lambda m: When(
            weekday=read_weekday(m),
            nth=-1 if m.group("nth").lower() in {"last", "final"} else lexicon.ordinal(m.group("nth")),
        ),
    ),
    Rule("weekday", "weekday", r"{weekday}", lambda m: When(weekday=read_weekday(m))),
    Rule(
        "picked weekday",
        "weekday",
        rf"(?:the )?{PICK}~{{weekday}}",
        lambda m: When(weekday=read_weekday(m), pick=pick_of(m.group("pick"))),
    ),
    Rule(
        "weekday next",
        "weekday",
        r"{weekday} (?P<pick>next|last)(?! (?:week|month|year|{weekday2}))",
        lambda m: When(weekday=read_weekday(m), pick=m.group("pick").lower()),
    ),
    Rule(
        "weekday after next",
        "weekday",
        r"(?:the )?{weekday} after next",
        lambda m: When(weekday=read_weekday(m), pick="after next"),
    ),
    Rule(
        "weekday before last",
        "weekday",
        r"(?:the )?{weekday} before last",
        lambda m: When(weekday=read_weekday(m), pick="before last"),
    ),
    Rule(
        "weekday week",
        "weekday",
        r"{weekday} week|(?:a )?week from {weekday2}",
        lambda m: When(weekday=read_weekday(m, "weekday" if m.group("weekday") else "weekday2"), pick="week on"),
    ),
    Rule(
        "nth unit",
        "unit",
        r"(?:the )?(?:very )?(?P<nth>{ordinal}|last|final)~(?P<unit>day|week|weekend|month|quarter|year|decade)(?= of\b)",
        lambda m: When(unit=read_unit(m), nth=_nth(m.group("nth"))),
    ),
    Rule(
        "weekend before last",
        "unit",
        r"(?:the )?weekend (?P<way>before last|after next)",
        lambda m: When(weekend=True, pick="before last" if m.group("way").lower().startswith("b") else "after next"),
    ),
    Rule("weekend", "unit", r"(?:the )?weekend", lambda m: When(weekend=True)),
    Rule(
        "picked weekend",
        "unit",
        rf"(?:the )?{PICK} weekend",
        lambda m: When(weekend=True, pick=pick_of(m.group("pick"))),
    ),
)
