"""What goes by a name: holidays, what happened on a day, days of other calendars, and what is now, past or to come."""

from __future__ import annotations

import re

from newsparse.dates import holidays, lexicon
from newsparse.dates.expression import Vague, When
from newsparse.dates.rules.rule import PICK, Rule, read_when, said
from newsparse.tables import load

__all__ = ["CALENDARS", "EVENTS", "FIRST_WORDS", "HOLIDAYS", "NAMES", "VAGUE"]

FIRST_WORDS = frozenset(
    re.split(r"\W|s'", form)[0] for name in holidays.names() for form in (name, holidays.fold(name))
)
"""First words of the names of holidays, by which the scanner knows where to look."""


def _optional(name: str) -> str:
    """A pattern of a name, with or without its apostrophes and full stops, its words apart by a space or a hyphen."""
    plain = re.escape(name).replace(r"\ ", "~").replace(r"\-", "~").replace(r"\.", r"\.?")
    return re.sub("s'|'s?", lambda m: "'?s'?" if "s" in m.group() else "'?", plain)


NAMES = "|".join(map(_optional, sorted(holidays.names(), key=len, reverse=True)))
"""A pattern of any of the names."""

_BY_FORM = {holidays.fold(name): name for name in holidays.names()}


def _find(m: re.Match[str]) -> When | None:
    name = _BY_FORM.get(holidays.fold(said(m, "name")))
    return read_when(m, holiday=name) if name and not m.group("name")[0].islower() else None


HOLIDAYS = (
    Rule(
        "holiday",
        rf"(?:{PICK} )?(?P<name>{NAMES})(?:,? (?:of )?(?:{{year}}|{{shortyear}})| (?P<pick2>before last|after next))?(?! Island)",
        _find,
    ),
)

_NEAR = 160
"""Characters on either side in which a word must stand that tells what a day in figures means."""

_KNOWN = load("newsparse.dates", "events.toml")["event"]


def _event(m: re.Match[str]) -> When | None:
    """Such as "9/11", "the October 7 attacks": the day by which everybody calls what happened on it."""
    figures, told = said(m, "figures"), read_when(m) or When()
    around = set(re.findall(r"[a-z]+", m.string[max(0, m.start() - _NEAR) : m.end() + _NEAR].lower()))
    following = set(re.findall(r"[a-z]+", m.string[m.end() : m.end() + 30].lower())[:3])
    for each in _KNOWN:
        day, near, called = each["day"], each.get("near", "").split(), each["called"].split()
        in_figures = figures == each.get("digits") and (not near or not around.isdisjoint(near))
        if in_figures or ((told.month, told.day) == (day.month, day.day) and not following.isdisjoint(called)):
            return When(year=day.year, month=day.month, day=day.day, pick="event")
    return None


EVENTS = (
    Rule(
        "known event",
        rf"(?P<figures>{'|'.join(each['digits'] for each in _KNOWN if 'digits' in each)})(?![-/\d%])"
        r"|{month},? (?:{day}|{ordinal})|(?:{day2}|{ordinal2}) (?:of )?{month2}",
        _event,
    ),
)

_MONTHS = "|".join(sorted((m.replace("-", "~") for m in lexicon.load()["calendars"]["months"]), key=len, reverse=True))


def _of_calendar(m: re.Match[str]) -> Vague:
    """The numbers of another calendar are none of ours, so that its days have no place in it."""
    return Vague("XXXX" + "-XX" * bool(m.group("name")) + "-XX" * bool(m.group("number")))


CALENDARS = (
    Rule(
        "another calendar",
        rf"(?:(?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<name>{_MONTHS}),? (?:1[34]\d\d|57\d\d)(?: (?:A\.H\.|AH|SH|BE|BS|H\b))?"
        r"|(?:(?:the )?year )?(?:1[34]\d\d|20[78]\d|2[45]\d\d) (?-i:AH|SH|BE|BS)",
        _of_calendar,
    ),
)


_WHEN = "(?:near|foreseeable|immediate|distant|not-too-distant)"
_VAGUE = {
    "PRESENT_REF": r"(?:right |just )?now|currently|current|nowadays|presently|at present|present day"
    r"|the present(?: (?:day|time|moment))?|the moment|this (?:\w{1,10} )?moment",
    "PAST_REF": r"(?:more |most )?recently|lately|recent|(?:a )?long(?: time)? ago|once upon a time"
    r"|the (?:(?:recent|distant|not-too-distant) )?past",
    "FUTURE_REF": rf"soon(?! (?:after|as))|shortly(?! (?:after|before))|the (?:{_WHEN} )?future|(?:near|foreseeable) future",
}

VAGUE = tuple(
    Rule(value, pattern, lambda m, value=value: Vague(value))  # type: ignore[misc]
    for value, pattern in _VAGUE.items()
)
