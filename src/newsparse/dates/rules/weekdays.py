"""Weekdays and weekends."""

from __future__ import annotations

import re

from newsparse.dates.expression import When
from newsparse.dates.lexicon import expand
from newsparse.dates.rules.named import NAMES
from newsparse.dates.rules.rule import PICK, Rule, read, read_when, said

__all__ = ["RULES"]


def _weekend_of(m: re.Match[str]) -> When | None:
    day = read_when(m)
    return When(unit="weekend", shift=0, anchor="base", base=day) if day and day.month else None


_BUSY = re.compile(r"\b(?:for|after|in|last|past|next|first|within|over|than|of|another|these|those|every) $", re.I)


def _weeks_away(m: re.Match[str]) -> When | None:
    """Such as "two Sundays ago", the first of which lies in the week behind; "a week on Saturday", "a week last Monday"."""
    count, way, unit = read(m, "number", "number2") or 1, said(m, "way", "way2"), said(m, "unit")
    how_long = unit and _BUSY.search(m.string, max(0, m.start() - 8), m.start())  # "for three weeks on Saturday"
    if how_long or count != int(count) or not 1 <= count <= 60:
        return None
    weeks, over = int(count) * (2 if unit.startswith("f") else 1) - (not unit), way in {"ago", "last"}
    nearest = When(weekday=read(m, "weekday", "weekdays", "weekday2"), pick="last" if over else "coming")
    return When(unit="week", shift=float(-weeks if over else weeks), base=nearest)


_IN_TIME = re.compile(
    expand(
        r" (?:of|in) (?:(?:the|this|that|last|next|every|each|an?|early|mid|late)~)?"
        rf"(?:{{month}}|{{year}}|{{unit}}|{{season}}|season|{NAMES})"
    ),
    re.I,
)


def _nth(m: re.Match[str]) -> When | None:
    """Such as "the first week of June", "last Friday in May"; not "was found guilty last month of theft"."""
    is_latest = m.group().lower().startswith("last") and not _IN_TIME.match(m.string, m.end())
    return None if is_latest else When(unit=read(m, "unit"), weekday=read(m, "weekday"), nth=read(m, "nth"))


_POINTING = re.compile(
    r"(?:^|[.!?:;]['’\"”)]*\s|\n|\b(?:[oO]n|[bB]y|until|since|from|before|after|and|later|of)\s|,\s)$"
)
_HELD = re.compile(r"(?:[oO]n|[bB]y|until|since|from|before|after)\s$")
_NO_NOUN = re.compile(
    r" ?(?:[.,;:)]|$)| (?:morning|afternoon|evening|night|itself|he|she|they|we|it|i|his|her|their|my|our|a|an|the|and|but"
    r"|after|before|at|in|when|was|were)\b",
    re.I,
)


def _of_story(m: re.Match[str]) -> When | None:
    """Such as "That Friday he died", "on the Sunday she called"; not "said that Friday is late", "on the Sunday show"."""
    before = m.string[max(0, m.start() - 8) : m.start()]
    if said(m, "how"):
        return read_when(m, pick="narrative+" if said(m, "how") == "after" else "narrative-")
    points = _POINTING if said(m, "which") == "that" else _HELD
    told = points.search(before) and (said(m, "which") == "that" or _NO_NOUN.match(m.string, m.end()))
    return read_when(m, pick="told") if told else None


def _beside(m: re.Match[str]) -> When | None:
    """Such as "Friday week", "Monday last"; not "they wed last June", "sat next to her"."""
    short = m.group().islower() and len(said(m, "weekday", "weekday3")) < len("monday")
    return None if short else read_when(m)


RULES = (
    Rule(
        "weekday told",
        r"(?P<which>that|the) {weekday}(?! (?:of|after|before)\b)|the {weekday2} (?P<how>before|after)(?= *[.,;:])",
        _of_story,
    ),
    Rule(
        "weekend of a day",
        r"(?:the )?weekend of (?:the )?(?:{month} )?{day}(?:(?:~| (?:and|to|&) |[\u2013\u2014/])(?:the )?{day2})?"
        r"(?: (?:of )?{month2})?(?:,? {year})?",
        _weekend_of,
    ),
    Rule(
        "weeks from a weekday",
        r"{number} (?:{weekday}|{weekdays}) (?P<way>ago|from now)|(?:an?|{number2}) (?P<unit>weeks?|fortnights?) (?P<way2>on|last) {weekday2}",
        _weeks_away,
    ),
    Rule(
        "some weekday",
        r"(?:a|one) {weekday}(?= of (?:(?:early|late|mid)[ -]|the )?(?:{month}|{year}|last|this|next)| (?:last|this|next) (?:month|year|week)"
        r"| (?:in|he|she|they|we|it|i|you|and|or|but|when|after|before|at|with)\b| *(?:[.,;:]|$))",
        lambda m: When(weekday=read(m, "weekday"), pick="some"),  # which one is not told
    ),
    Rule(
        "nth weekday",
        r"(?:the |a )?(?P<nth>first|second|third|fourth|fifth|last|final|1st|2nd|3rd|4th|5th)~{weekday}(?= (?:of|in)\b)",
        _nth,
    ),
    Rule("weekday", rf"(?:(?:the )?{PICK}~)?{{weekday}}"),
    Rule(
        "weekday after another",
        r"(?:the )?{weekday} (?P<pick>after next|before last|week|(?:next|last)(?! (?:week|month|year|{weekday2})))"
        r"|(?P<pick2>(?:a )?week from) {weekday3}",
        _beside,
    ),
    Rule(
        "unit after next",
        r"(?:the )?(?P<unit>week|weekend|month|year) (?:after (?P<next>next)|before last(?! (?:{weekday}|{month}|year|month|week)))",
        lambda m: When(unit=read(m, "unit"), shift=2 if m.group("next") else -2),
    ),
    Rule(
        "nth unit",
        r"(?:the )?(?:very )?(?P<nth>{ordinal}|last|final)~(?P<unit>day|week|weekend|month|quarter|year|decade)"
        r"(?:(?= of\b)|(?<=day|eek|end)(?= in (?:{month}|{year})))",
        _nth,
    ),
    Rule("weekend", rf"(?:the )?(?:{PICK} )?weekend", lambda m: read_when(m, weekend=True)),
)
