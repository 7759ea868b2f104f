"""What goes by a name: holidays (`data/holidays.toml`), days of other calendars, and what is now, past or to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.dates import holidays, lexicon
from newsparse.dates.expression import Vague
from newsparse.dates.rules.rule import PICK, Rule, read_when, said

if TYPE_CHECKING:
    from newsparse.dates.expression import When

__all__ = ["CALENDARS", "FIRST_WORDS", "HOLIDAYS", "NAMES", "VAGUE"]

FIRST_WORDS = frozenset(re.split(r"[\s'’.-]", name)[0] for name in holidays.names())
"""First words of the names of holidays, by which the scanner knows where to look."""

NAMES = "|".join(
    re.escape(name).replace(r"\ ", " ").replace(r"\-", "~") for name in sorted(holidays.names(), key=len, reverse=True)
)
"""A pattern of any of the names."""


def _spaced(name: str) -> str:
    return re.sub("['’‘]", "'", name).replace("-", " ")


_BY_FORM = {_spaced(name): name for name in holidays.names()}


def _find(m: re.Match[str]) -> When | None:
    name = _BY_FORM.get(_spaced(said(m, "name")))
    return read_when(m, holiday=name) if name and not m.group("name")[0].islower() else None


HOLIDAYS = (
    Rule(
        "holiday",
        "holiday",
        rf"(?:{PICK} )?(?P<name>{NAMES})(?:,? (?:of )?(?:{{year}}|{{shortyear}}))?(?! Island)",
        _find,
    ),
)

_MONTHS = "|".join(sorted((m.replace("-", "~") for m in lexicon.load()["calendars"]["months"]), key=len, reverse=True))


def _of_calendar(m: re.Match[str]) -> Vague:
    """The numbers of another calendar are none of ours, so that its days have no place in it."""
    return Vague("XXXX" + "-XX" * bool(m.group("name")) + "-XX" * bool(m.group("number")))


CALENDARS = (
    Rule(
        "another calendar",
        "calendar year",
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
    Rule(value, "vague", pattern, lambda m, value=value: Vague(value))  # type: ignore[misc]
    for value, pattern in _VAGUE.items()
)
