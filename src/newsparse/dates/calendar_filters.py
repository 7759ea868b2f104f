"""Years, months, weekdays, seasons and dates in digits: what is a number, a name or a verb instead."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.dates.events import in_digits
from newsparse.dates.lexicon import expand
from newsparse.dates.rules import Kind
from newsparse.dates.surroundings import Surroundings, beside, followed_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.dates.expression import When

__all__ = ["JUDGES", "TO_A_DAY"]

TO_A_DAY = re.compile(expand(r" (?:ended|ending|to) (?:\d|{month})"), re.IGNORECASE)
"""After "the week", "the quarter": the day with which it ended."""

_UNITS_AFTER = re.compile(r"\s+of the\b|\s*(?:%|[-/]\d{3,}|°|€|£|:\d|\.\d|,\d)")
_GLUED = re.compile(r"\d[.,-]$|[$£€#+]\s?$|[A-Za-z]-$|[A-Za-z0-9]/$")
_GLUED_YEAR = re.compile(r"(?:1[5-9]|20)\d\d-$|\b(?:mid|pre|post|late|early|since|non)-$", re.IGNORECASE)
_SURE_YEAR = re.compile(
    r"\b(?:(?:until|till|since|by|from|through) (?:at least|approximately|roughly)|(?:earlier|later|sooner) than)\s+$",
    re.I,
)
_HOUSE = re.compile(r"\s+(?:[NSEW]\.?\s+|(?:North|South|East|West)\s+)?(?:[A-Z][a-z]+|\d{1,3}(?:st|nd|rd|th))(?=\s)")
_SHORT_NUMBER = re.compile(r"\s*Minutes\b|\s*[-/]\d|ers\b")
_TELEPHONE = re.compile(r"\d # \d{3}|\d{3} #")
_NO_AGE = re.compile(r"\b(?:in|into) (?:his|her|their|my|your)(?: (?:early|mid|late))?[- ]$", re.IGNORECASE)
_DEGREES = re.compile(r"\b(?:temperatures?|degrees|highs?|lows?|mercury|shot|carded|scores?)\b", re.I)
_IN_NUMBER = re.compile(r"[\d$£€+][-./]?$|[-./]$|[A-Za-z]-$")
_NO_DAYS = frozenset({"9/11", "24/7", "50/50", "7/7"})
_DIGITS = frozenset({Kind.DIGITS, Kind.DAY_AND_MONTH, Kind.ISO})
_FIELDS = (
    *("year", "month", "day", "weekday", "quarter", "half", "season"),
    *("unit", "holiday", "nth", "decade", "century"),
)


def _bare(field: str, judge: Callable[[Surroundings, When], bool]) -> Callable[[Surroundings, When], bool | None]:
    """A judge of expressions that say this field of the calendar and no other, and nothing of how to pick it."""
    return lambda s, e: judge(s, e) if _only(e, field) else None


def _only(e: When, name: str) -> bool:
    if getattr(e, name) is None or any(getattr(e, other) is not None for other in _FIELDS if other != name):
        return False
    return not (e.pick or e.base or e.until or e.mod or e.clock or e.orders or e.era or e.fiscal)


def _rank(s: Surroundings, e: When) -> bool | None:
    return False if e.nth is not None and e.base is None else None


def _demonstration(s: Surroundings, e: When) -> bool | None:
    return s.alone if s.said.endswith("march") and s.low.startswith("this ") else None


def _numbered(s: Surroundings) -> bool:
    """Whether a word or sign before says that a number counts or names a thing: "Room 2012", "killed 1998"."""
    return s.before.rstrip(".") in beside("numbered")


def _counted(s: Surroundings) -> bool:
    """Whether a thing or a unit follows that is counted: "2000 people", "1,999 km"."""
    return s.after in beside("counted") or _UNITS_AFTER.match(s.rest(24)) is not None


def _year(s: Surroundings, e: When) -> bool:
    year = e.year or 0
    if s.atom.kind is Kind.SHORT_YEAR:
        return not _SHORT_NUMBER.match(s.rest(24)) and not s.near(1).isdigit()
    if not s.said[0].isdigit():
        return s.atom.kind is not Kind.WORD_YEAR or 1700 <= year <= 2099
    if _is_count(s) or _TELEPHONE.search(s.near(4) + "#" + s.rest(4)):
        return False
    if 1900 <= year <= 2099:
        return s.tag(1) != "NNS" or year % 100 > 0 or s.before in beside("placing")
    return s.alone or _is_old_year(s, year)


def _is_old_year(s: Surroundings, year: int) -> bool:
    """Whether a word before makes a year of what might be any number."""
    if 1400 <= year <= 2199 and (s.before in beside("old_year") or s.before.endswith(("'s", "’s"))):
        return True
    return s.before in {"in", "since", "year"} and not re.match(r"\s+[a-z]+s\b", s.rest(24))


def _is_count(s: Surroundings) -> bool:
    """Whether four digits are the number of a house or a thing, or count something."""
    house = _HOUSE.match(s.text, s.atom.end) if s.before not in beside("dating") else None
    if s.rest(9) == " block of" or (house is not None and followed_by("streets", s, house.end())):
        return True
    glued = _GLUED.search(s.near(24)) and not _GLUED_YEAR.search(s.near(24))
    return bool(glued) or _counted(s) or (_numbered(s) and not _SURE_YEAR.search(s.near(24)))


def _month(s: Surroundings, e: When) -> bool:
    low = s.low.rstrip(".")
    if s.entity == "PERSON" or s.before.rstrip(".") in beside("titles") or s.part_of_name:
        return False
    if s.said[0].islower() and low in beside("months_in_small_letters"):
        sure = s.before in beside("month_in_small_letters") and s.after not in {"be", "have", "not"}
        return sure or (s.alone and len(low) > 3)
    return s.alone or _stands_as_month(s, low)


def _stands_as_month(s: Surroundings, low: str) -> bool:
    """Such as "in Sept", not "Mar del Plata", "Jan Novak"."""
    if low in beside("short_names") and (s.after in {"del", "de", "della"} or s.after_as_written[:1].isupper()):
        return False
    if low in beside("surnames_and_names"):
        return _month_or_name(s, low)
    return s.said[0].isupper() or s.before in beside("placing")


def _month_or_name(s: Surroundings, low: str) -> bool:
    """Such as "in May", not "Theresa May", "May said", "April Jones", "the March on Rome"."""
    placed = s.before in beside("placing") or s.before in {"(", "–", "—", "-", "/"}
    if low in beside("given_names"):
        named = s.after_as_written[:1].isupper() or s.before_as_written[:1].isupper()
        return placed or not named
    if low == "march" and s.before in {"the", "a", "this", "to"} and s.after in beside("march_of"):
        return False
    return placed and not (s.before in {"the", "a"} and s.after in {"", "of"})


def _day_in_month(s: Surroundings, e: When) -> bool | None:
    """Such as "may 10 people die" is no day of May, nor is "12 March Lane", nor "a second march"."""
    if s.said.endswith((" march", " may")) and not s.said[0].isdigit() and e.day and not e.year:
        return False
    if s.after_as_written in beside("streets") and s.before != "on":
        return False
    if not (e.month and e.day) or e.year or s.alone or not s.said.startswith(("may", "mar")):
        return None
    return not s.verb and not _counted(s) and s.before in beside("placing") | {",", ""}


def _weekday(s: Surroundings, e: When) -> bool:
    low = s.low.rstrip(".")
    if s.part_of_name or s.before in beside("weekday_of_name") or _given_name(s):
        return False
    if len(low) > 5:
        title = s.after_as_written in {"Night", "Morning"} or (low == "sunday" and s.after in beside("newspapers"))
        return not (title and s.said[0].isupper() and s.after_as_written[:1].isupper())
    return s.alone or _short_weekday(s, low)


def _short_weekday(s: Surroundings, low: str) -> bool:
    """Such as "on Sat", "Thurs", not "the sun", "he sat"."""
    if s.said[0].islower():
        return s.before in beside("small_weekday") and low not in beside("words_too")
    return low not in beside("words_too") or s.said.endswith(".") or s.before in beside("short_weekday")


def _given_name(s: Surroundings) -> bool:
    """Such as "Wednesday Njoroge": no preposition before, a person's name after."""
    return s.before_person and s.before in {"", ".", ",", "and", "by", "with", "to"}


def _season(s: Surroundings, e: When) -> bool:
    if s.alone:
        return True
    article = s.low.startswith("the")
    if s.said[0].isupper() and s.after_as_written[:1].isupper() and not article:
        return False
    if s.low.endswith("fall"):
        allowed = beside("season") if article else beside("fall")
        return s.before in allowed and s.after not in {"of", "in", "from", "and", "back"}
    return s.before in beside("spring" if s.low == "spring" else "season")


def _part_of_year(s: Surroundings, e: When) -> bool:
    """Such as "the second half" of a year; of a match where the words around, else in all of the text, are of sport."""
    if s.alone or "year" in s.low or "fiscal" in s.low:
        return True
    at = s.atom
    sport, market = _sport_and_market(s.text[max(0, at.start - 160) : at.end + 120])
    if sport == market:
        sport, market = _of_whole_text(s.text)
    return market > sport if e.half is not None else market >= sport


@lru_cache(maxsize=2)
def _of_whole_text(text: str) -> tuple[int, int]:
    return _sport_and_market(text)


def _sport_and_market(text: str) -> tuple[int, int]:
    """How many words of a match and of a market a text has."""
    said = re.findall(r"[a-z][a-z-]+|%", text.lower())
    return sum(w in beside("match") for w in said), sum(w == "%" or w in beside("market") for w in said)


def _day_number(s: Surroundings, e: When) -> bool:
    """Such as "on the 14th", with no noun after it."""
    if not s.low.startswith("the ") or not (s.before in beside("day_number") or s.alone):
        return False
    return not s.after[:1].isalpha() or s.after in beside("after_day_number")


def _slashed(s: Surroundings, e: When) -> bool | None:
    if s.atom.kind is not Kind.DAY_AND_MONTH:
        return None
    if in_digits(s.text, s.atom.start, s.atom.end) is not None:
        return True
    if s.said in _NO_DAYS:
        return False
    return s.alone or (s.before in beside("slashed_day") and s.after not in beside("after_fraction"))


def _digits(s: Surroundings, e: When) -> bool | None:
    if s.atom.kind not in _DIGITS:
        return None
    if _IN_NUMBER.search(s.near(2)) or re.match(r"[-/]\d|[.]\d|%", s.rest(3)):
        return False
    doubtful = re.fullmatch(r"\d{1,2}([-.])\d{1,2}\1\d\d", s.said)
    return not doubtful or s.alone or s.before in beside("dated")


def _age_or_degrees(s: Surroundings, e: When) -> bool | None:
    if e.decade is None or s.said[:1] in "'’‘":
        return None
    if s.near(1) in {"$", "£", "€"}:
        return False
    degrees = len(s.low.removeprefix("the ")) < 4 and _DEGREES.search(s.near(60))
    return not degrees and not _NO_AGE.search(s.near(25))


def _thing_of_a_day(s: Surroundings, e: When) -> bool | None:
    """Such as "a Christmas market", "Easter eggs", "a national day of mourning"."""
    purpose = e.holiday == "national day" and s.after in {"of", "for", "against"}
    return False if e.holiday and (purpose or s.after in beside("things_of_a_day")) else None


JUDGES: tuple[tuple[str, str, Callable[[Surroundings, When], bool | None]], ...] = (
    ("rank", "the last of several, in nothing that is told", _rank),
    ("demonstration", "people who march", _demonstration),
    ("bare year", "a number of things or of a house", _bare("year", _year)),
    ("bare month", "a name or a verb", _bare("month", _month)),
    ("bare weekday", "a name, or a word of three letters", _bare("weekday", _weekday)),
    ("bare season", "a spring of water, what falls", _bare("season", _season)),
    ("bare quarter", "a part of a match", _bare("quarter", _part_of_year)),
    ("bare half", "a part of a match", _bare("half", _part_of_year)),
    ("bare day", "a place in an order", _bare("day", _day_number)),
    ("slashed", "a fraction or a score", _slashed),
    ("day in a month", "what may be, who marched", _day_in_month),
    ("digits", "a number of a lot, a part, a version", _digits),
    ("age or degrees", "how old or how warm", _age_or_degrees),
    ("thing of a day", "a market, a tree, a day of mourning", _thing_of_a_day),
)
"""Name, what it is instead, and judge of each filter, in the order in which they are asked."""
