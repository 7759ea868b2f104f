"""Dates counted from the day of publication, or from the last date of the narrative."""

from __future__ import annotations

import re

from newsparse.dates.expression import Expression, Length, Vague, When
from newsparse.dates.rules.named import NAMES
from newsparse.dates.rules.rule import PICK, Kind, Rule, read, read_when, said

__all__ = ["RULES"]

CALENDAR = r"(?P<unit>day|week|month|quarter|year|decade|century|fortnight)"

_DAYS = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_STEPS = dict.fromkeys(("following", "next", "subsequent", "ensuing", "very next", "after"), 1)
_STEPS |= dict.fromkeys(("previous", "preceding", "prior", "before"), -1)
_PICKS = {"last": -1, "this past": -1, "next": 1, "coming": 1, "this coming": 1, "upcoming": 1}


def _day(m: re.Match[str]) -> When:
    word = said(m, "name").removeprefix("the ")
    return When(unit="day", shift=_DAYS.get(word, 0), part="NI" if word == "tonight" else None)


_UP_TO_NOW = re.compile(
    r"\b(?:in|over|during|for|within|throughout|spent) the last (?:year|month|week)$", re.IGNORECASE
)


def _picked_unit(m: re.Match[str]) -> Expression | None:
    """Such as "last week", "this month", "the past year", "in the last year", "the coming week"."""
    unit, pick = read(m, "unit"), said(m, "pick")
    if unit == "day" and m.string[max(0, m.start() - 3) : m.start()].lower() == "to ":  # "to this day"
        return Vague("PRESENT_REF")
    if unit == "fortnight":
        return Length(((2, "week"),))
    if pick == "past" or _UP_TO_NOW.search(m.string[max(0, m.start() - 12) : m.end()]):
        return Length(((1, unit),))
    return When(unit=unit, shift=_PICKS.get(pick, 0)) if unit != "day" or pick in {"this", "this past"} else None


def _narrative(m: re.Match[str]) -> When:
    """Such as "the following week", "that same day", "the day before", "earlier in the week"."""
    unit, shift = read(m, "unit", "unit2", "unit3"), _STEPS.get(said(m, "how"), 0)
    return When(unit=unit, shift=shift, anchor="narrative", mod=read(m, "mod"))


def _picked_part(m: re.Match[str]) -> When:
    """Such as "this morning", "last night", "the next evening"."""
    pick, part = said(m, "pick"), read(m, "part")
    if pick in {"this", "last"}:
        return When(unit="day", shift=_PICKS.get(pick, 0), part=part)
    return When(unit="day", shift=_STEPS.get(pick, 0), anchor="narrative", part=part)


_TO_LAST = re.compile(r"\b(?:to|will|would|can|could|may|might|must|should|did|do|not)\s+$|n['’]t\s+$", re.IGNORECASE)


def _series(m: re.Match[str]) -> Expression | None:
    """Such as "the past three months", "the next few years", "the first two quarters", "recent weeks"."""
    which, unit, count = said(m, "which"), read(m, "unit"), read(m, "amount")
    if which == "last" and _TO_LAST.search(m.string, max(0, m.start() - 9), m.start()):  # "to last three days"
        return None
    if (unit == "second" and count is None) or (which, unit) == ("early", "hour"):
        return None
    if m.group("amount"):
        return Length(((count, unit),))
    if not said(m, "unit").endswith(("s", "a")):
        return None
    vague = which == "past" and unit in {"decade", "year", "month", "week", "day", "century"}
    return Vague("PAST_REF") if vague else Length(((None, unit),))


def _same_of_year(m: re.Match[str]) -> When:
    """Such as "the same period last year", "the corresponding quarter of 2023": of the one of which the text tells."""
    return When(unit=said(m, "unit") or "quarter", shift=-1, anchor="year on", year=read(m, "year"))


def _unit_end(m: re.Match[str]) -> When:
    """Such as "by year-end": the last day of the year; "since year-end": of the one before."""
    since = re.search(r"\bsince (?:the )?$", m.string[max(0, m.start() - 10) : m.start()], re.IGNORECASE)
    return When(unit=read(m, "unit"), shift=-1 if since else 0, mod="LAST")


_POINTS = re.compile(r"(?:^|[.!?]['’\"”)]*\s+|\n|\b(?:in|by|until|during|later|earlier|of|and) )$", re.IGNORECASE)
_MARK = re.compile(" *[,.;)]")


def _of_story(m: re.Match[str]) -> When | None:
    """Such as "That winter she moved": of the year of which the text tells; not "said that winter is near"."""
    points = _POINTS.search(m.string, max(0, m.start() - 10), m.start()) or _MARK.match(m.string, m.end())
    return read_when(m, base=When(unit="year", shift=0, anchor="narrative")) if points else None


RULES = (
    Rule("picked month or season", rf"(?:the )?{PICK} (?:{{month}}(?: {{day}})?|{{season}})"),
    Rule("month or season before last", r"(?:the )?(?:{month}|{season}) (?P<pick>before last|after next)"),
    Rule("these days", r"these days", lambda m: Vague("PRESENT_REF")),
    Rule("year-end", r"(?:the )?(?P<unit>year|month)(?:~|'s )end", _unit_end),
    Rule(
        "named day",
        r"(?P<name>(?:the )?day before yesterday|(?:the )?day after tomorrow|today|yesterday|tomorrow|tonight)",
        _day,
    ),
    Rule(
        "picked part of the day",
        r"(?:the )?(?P<pick>this|(?<!the[ ])last|that|that same|the same|same|next|following|previous) {part}",
        _picked_part,
    ),
    Rule(
        "picked unit",
        r"(?:the )?(?P<pick>this past|this coming|this|last|next|current|past|coming|upcoming)~"
        rf"(?:(?:fiscal|financial|calendar) )?{CALENDAR}(?!~(?:earlier|ago|old)\b)",
        _picked_unit,
        Kind.STRETCH,
    ),
    Rule(
        "weekly window",
        r"the (?:(?:fiscal|full|financial|calendar) (?=year))?(?P<unit>week|month|quarter|year|decade|century)",
        lambda m: When(unit=read(m, "unit"), shift=0, anchor="context"),
        Kind.STRETCH,
    ),
    Rule(
        "same unit of a year",
        r"(?:the |a )?(?:"
        r"(?:same|corresponding|comparable|equivalent)(?: (?:three|six|nine)-month)? (?P<unit>quarter|period|month|week)"
        r"(?: a year (?:ago|earlier|before)|,? (?:of |in )?(?:last year|the (?:previous|prior) year|{year}))"
        r"|year-(?:ago|earlier) (?:quarter|period)|(?:quarter|period) a year (?:ago|earlier))",
        _same_of_year,
    ),
    Rule("latest period", r"the latest period", lambda m: When(unit="quarter", shift=0, anchor="context")),
    Rule("mid-century", r"mid~(?P<unit>century|decade)", lambda m: When(unit=read(m, "unit"), shift=0, mod="MID")),
    Rule(
        "latest quarter",
        r"(?:the )?(?:latest|most recent)(?: fiscal| financial)? (?P<unit>quarter|month|week|year)",
        lambda m: When(unit=read(m, "unit"), shift=-1),
    ),
    Rule(
        "narrative unit",
        r"(?:the |that |(?=(?:next|same) day))(?P<how>following|next|previous|preceding|prior|subsequent|ensuing|same|very same|very next|that same|that very)"
        rf" {CALENDAR}|(?:later |earlier )?that {CALENDAR.replace('unit', 'unit2')}"
        r"|(?:(?P<mod>early|late)|earlier|later|midway|halfway)(?: on)? (?:in|through) the (?P<unit3>week|month|year|decade|century)",
        _narrative,
    ),
    Rule("month or season told", r"that (?:same )?(?:{season}|(?-i:(?=[A-Z])){month})", _of_story),
    Rule(
        "the day before",
        r"(?:the|a|one) (?P<unit>day|night|weekend|week|month|year) (?P<how>before|after)"
        rf"(?= (?:last {{weekday}}|{NAMES}|(?:in|at|on|by|with|for|from|and|but|when)\b)| *(?:[.,;:]|$))",
        _narrative,
    ),
    Rule(
        "series of units",
        r"(?:the |its |their |his |her |our )?(?P<which>past|last|next|coming|recent|previous|following|preceding|first|final|latest|prior|early|upcoming|subsequent) "
        r"(?:(?P<amount>(?:couple(?: of)?|several|few|many|dozen|{number})))? ?(?:full |fiscal |consecutive )?{unit}",
        _series,
        Kind.STRETCH,
    ),
    Rule(
        "year-earlier",
        r"(?:(?:the |a )(?=[a-z-]+ (?:month|week|level)\b))?(?P<unit>year|month|week|quarter)-(?:ago|earlier)(?: (?:month|week|level))?",
        lambda m: When(unit=read(m, "unit"), shift=-1.0),
    ),
)
