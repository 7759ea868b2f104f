"""Dates counted from the day of publication, or from the last date of the narrative."""

from __future__ import annotations

import re

from newsparse.dates import lexicon
from newsparse.dates.rules.rule import Rule, read_amount, read_day, read_month, read_unit, read_year
from newsparse.dates.rules.weekdays import PICK, pick_of
from newsparse.dates.when import Expression, Length, Vague, When

__all__ = ["RULES"]

CALENDAR = r"(?P<unit>day|week|month|quarter|year|decade|century|fortnight)"
NARRATIVE = (
    r"(?P<how>following|next|previous|preceding|prior|subsequent|ensuing|same|very same|very next|that same|that very)"
)

_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "day before yesterday": -2,
    "day after tomorrow": 2,
    "this day": 0,
    "tmrw": 1,
    "yesteryear": None,
}
_STEPS = {
    "following": 1,
    "next": 1,
    "subsequent": 1,
    "ensuing": 1,
    "very next": 1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
}


def _unit(m: re.Match[str]) -> str:
    return read_unit(m) if "unit" in m.re.groupindex else "day"


def _day(m: re.Match[str]) -> Expression | None:
    shift = _DAYS[" ".join(m.group(0).lower().split())]
    return Vague("PAST_REF") if shift is None else When(unit="day", shift=shift)


def _picked_unit(m: re.Match[str]) -> Expression | None:
    """Such as "last week", "this month", "the past year", "the coming week"."""
    unit = read_unit(m)
    pick = " ".join(m.group("pick").lower().split())
    if unit == "fortnight":
        return Length(((2, "week"),))
    if pick in {"past", "this past"}:
        return When(unit=unit, shift=-1) if pick == "this past" else Length(((1, unit),))
    shift = {"last": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "this coming": 1, "upcoming": 1}.get(pick)
    if shift is None or (unit == "day" and pick != "this"):
        return None
    return When(unit=unit, shift=shift)


def _narrative_unit(m: re.Match[str]) -> Expression | None:
    how = " ".join(m.group("how").lower().split())
    return When(unit=read_unit(m), shift=_STEPS.get(how, 0), anchor="narrative")


def _the_next_day(m: re.Match[str]) -> Expression | None:
    return When(unit="day", shift={"before": -1, "after": 1}[m.group("side").lower()], anchor="narrative")


def _picked_month(m: re.Match[str]) -> When:
    return When(month=read_month(m), pick=pick_of(m.group("pick")))


def _picked_season(m: re.Match[str]) -> When:
    return When(season=lexicon.key("seasons", m.group("season")), pick=pick_of(m.group("pick")))


def _picked_part(m: re.Match[str]) -> Expression | None:
    pick = " ".join(m.group("pick").lower().split())
    part = lexicon.key("parts", m.group("part"))
    if pick == "this":
        return When(unit="day", shift=0, part=part)
    if pick == "last":
        return When(unit="day", shift=-1, part=part)
    step = _STEPS.get(pick, 0)
    return When(unit="day", shift=step, anchor="narrative", part=part)


_TO_LAST = re.compile(r"\b(?:to|will|would|can|could|may|might|must|should|did|not)\s+$|n['’]t\s+$", re.IGNORECASE)


def _series(m: re.Match[str]) -> Expression | None:
    """Such as "the past three months", "the next few years", "the first two quarters"."""
    amount = read_amount(m.group("amount")) if m.group("amount") else None
    which = " ".join(m.group("which").lower().split())
    unit = read_unit(m)
    if which == "last" and _TO_LAST.search(m.string, max(0, m.start() - 9), m.start()):
        return None
    if (unit == "second" and amount is None) or (which == "early" and unit == "hour"):
        return None
    if m.group("amount") is None and not m.group("unit").lower().endswith(("s", "a")):
        return None
    if (
        which in {"recent", "past"}
        and m.group("amount") is None
        and unit in {"decade", "year", "month", "week", "day", "century"}
    ):
        return Vague("PAST_REF") if which == "past" else Length(((None, unit),))
    return Length(((amount, unit),))


def _year_on(m: re.Match[str]) -> Expression | None:
    """Such as "year-earlier", "year-ago", "a year-earlier"."""
    if m.group("what") and m.group("what").lower() in {"quarter", "period"}:
        return When(unit="quarter", shift=-1, anchor="year on")
    unit = lexicon.key("units", m.group("unit") or m.group("unit2"))
    return When(unit=unit, shift=-1.0)


def _ago_today(m: re.Match[str]) -> Expression | None:
    amount = read_amount(m.group("amount"))
    unit = read_unit(m)
    if amount is None or unit not in {"week", "month", "year", "day"}:
        return None
    sign = -1 if m.group("way").lower() == "ago" else 1
    offset = {"today": 0, "yesterday": -1, "tomorrow": 1}[m.group("ref").lower()]
    base = When(unit="day", shift=offset)
    return When(unit=unit, shift=sign * amount, base=base)


def _the_unit(m: re.Match[str]) -> Expression | None:
    unit = m.group(0).lower().split()[-1]
    return When(unit=unit, shift=0, anchor="context")


def _narrative(m: re.Match[str]) -> Expression | None:
    side = "" if m.group("how") else "2"
    how = " ".join(m.group("how" + side).lower().split())
    unit = lexicon.key("units", m.group("unit" + side))
    if side and (how not in {"next", "same"} or unit != "day"):
        return None
    return When(unit=unit, shift=_STEPS.get(how, 0), anchor="narrative")


def _unit_end(m: re.Match[str]) -> Expression | None:
    """Such as "by year-end": the last day of the year; "since year-end": of the one before."""
    since = re.search(r"\bsince (?:the )?$", m.string[max(0, m.start() - 10) : m.start()], re.IGNORECASE)
    return When(unit=read_unit(m), shift=-1 if since else 0, mod="LAST")


RULES = (
    Rule(
        "picked month and day",
        "month",
        rf"(?:the )?{PICK} {{month}} {{day}}",
        lambda m: When(month=read_month(m), day=read_day(m), pick=pick_of(m.group("pick"))),
    ),
    Rule("these days", "unit", r"these days", lambda m: Vague("PRESENT_REF")),
    Rule("year-end", "unit", r"(?:the )?(?P<unit>year|month)(?:~|'s )end", _unit_end),
    Rule(
        "the months",
        "unit",
        r"the {number} (?P<unit>months|weeks|years|quarters)",
        lambda m: Length(((read_amount(m.group("number")), lexicon.key("units", m.group("unit"))),)),
    ),
    Rule(
        "named day",
        "relative",
        r"the day before yesterday|the day after tomorrow|day before yesterday|day after tomorrow|today|yesterday|tomorrow|yesteryear",
        _day,
    ),
    Rule(
        "this day in a year",
        "year",
        r"this (?:day|date),? (?:in|back in) {year}",
        lambda m: When(year=read_year(m), base=When(unit="day", shift=0)),
    ),
    Rule("tonight", "relative", r"tonight", lambda m: When(unit="day", shift=0, part="NI")),
    Rule("the other day", "unit", r"the other (?:day|week|night|evening|morning)", lambda m: Vague("PAST_REF")),
    Rule("one of these days", "unit", r"(?:one of these days|some ?day|one day soon)", lambda m: Vague("FUTURE_REF")),
    Rule(
        "last night",
        "part",
        r"(?:late |early )?last night|yesternight",
        lambda m: When(unit="day", shift=-1, part="NI"),
    ),
    Rule("the night before last", "part", r"the night before last", lambda m: When(unit="day", shift=-2, part="NI")),
    Rule(
        "picked part of the day",
        "part",
        r"(?:the )?(?P<pick>this|last|that|that same|the same|same|next|following|previous) {part}",
        _picked_part,
    ),
    Rule(
        "the night before",
        "part",
        r"the {part} (?P<side>before|after)(?= *(?:[.,;:!?]|$))",
        lambda m: When(
            unit="day",
            shift=-1 if m.group("side").lower() == "before" else 1,
            anchor="narrative",
            part=lexicon.key("parts", m.group("part")),
        ),
    ),
    Rule(
        "picked unit",
        "unit",
        rf"(?:the )?(?P<pick>this past|this coming|this|last|next|current|past|coming|upcoming)~{CALENDAR}(?!~(?:earlier|ago|old)\b)",
        _picked_unit,
    ),
    Rule(
        "picked fiscal unit",
        "unit",
        r"(?:the |its )?(?P<pick>this|last|next|current) (?:fiscal|financial|calendar) (?P<unit>year|quarter|month)",
        _picked_unit,
    ),
    Rule(
        "weekly window",
        "unit",
        r"the week|the month|the quarter|the year|the decade|the century|the fiscal year|the full year|the financial year|the calendar year",
        _the_unit,
    ),
    Rule("latest period", "vague", r"the latest period", lambda m: When(unit="quarter", shift=0, anchor="context")),
    Rule(
        "earlier in the unit",
        "unit",
        r"(?:earlier|later|early|late|midway|halfway)(?: on)? (?:in|through) the (?P<unit>week|month|year|decade|century)",
        lambda m: When(unit=read_unit(m), shift=0, anchor="narrative"),
    ),
    Rule("mid-century", "unit", r"mid~(?P<unit>century|decade)", lambda m: When(unit=read_unit(m), shift=0, mod="MID")),
    Rule("unit after next", "unit", rf"(?:the )?{CALENDAR} after next", lambda m: When(unit=_unit(m), shift=2)),
    Rule(
        "unit before last",
        "unit",
        rf"(?:the )?{CALENDAR} before last(?! (?:{{weekday}}|{{month}}|year|month|week))",
        lambda m: When(unit=_unit(m), shift=-2),
    ),
    Rule(
        "latest quarter",
        "unit",
        r"(?:the )?(?:latest|most recent)(?: fiscal| financial)? (?P<unit>quarter|month|week|year)",
        lambda m: When(unit=_unit(m), shift=-1),
    ),
    Rule(
        "narrative unit",
        "unit",
        rf"(?:the |that ){NARRATIVE} {CALENDAR}|{NARRATIVE.replace('how', 'how2')} {CALENDAR.replace('unit', 'unit2')}",
        _narrative,
    ),
    Rule(
        "that day",
        "unit",
        rf"(?:later |earlier )?that {CALENDAR}",
        lambda m: When(unit=_unit(m), shift=0, anchor="narrative"),
    ),
    Rule(
        "the day before",
        "unit",
        r"(?:the|a|one) day (?P<side>before|after)(?= (?:last (?:mon|tues|wednes|thurs|fri|satur|sun)day|christmas|thanksgiving|easter|new|memorial|labor|election|independence|valentine)| *(?:[.,;:]|$))",
        _the_next_day,
    ),
    Rule("picked month", "month", rf"(?:the )?{PICK} {{month}}", _picked_month),
    Rule("picked season", "season", rf"(?:the )?{PICK} {{season}}", _picked_season),
    Rule(
        "series of units",
        "unit",
        r"(?:the |its |their |his |her |our )?(?P<which>past|last|next|coming|recent|previous|following|preceding|first|final|latest|prior|early|upcoming|subsequent) "
        r"(?:(?P<amount>(?:couple(?: of)?|several|few|many|dozen|{number})))? ?(?:full |fiscal |consecutive )?{unit}",
        _series,
    ),
    Rule(
        "year-earlier",
        "unit",
        r"(?P<unit>year|month|week|quarter)-(?:ago|earlier)|(?:the |a )?(?P<unit2>year|month|week|quarter)-(?:ago|earlier) (?P<what>quarter|period|month|week|level)",
        _year_on,
    ),
    Rule(
        "week ago today",
        "relative",
        r"(?P<amount>{number}|a|an|a couple of) {unit} (?P<way>ago|from) (?P<ref>today|yesterday|tomorrow)",
        _ago_today,
    ),
)
