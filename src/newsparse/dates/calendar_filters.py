"""Years, months, weekdays, seasons and dates in digits: what is a number, a name or a verb instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.dates.events import in_digits
from newsparse.dates.rules import Kind
from newsparse.dates.surroundings import Scene, beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.dates.expression import When

__all__ = ["FILTERS", "Filter", "in_calendar"]

_COUNTED = re.compile(
    r"\s+(?:people|troops|soldiers|men|women|children|residents|homes|houses|jobs|workers|employees|members|students|voters|votes|shares"
    r"|points?|dollars|euros|pounds|yen|rupees|miles|metres|meters|feet|acres|kilometers|kilometres|km|kg|tons|tonnes|barrels|percent|per cent"
    r"|cases|deaths|copies|units|users|customers|families|refugees|civilians|officers|protesters|seats|calories|square|hectares|gallons|watts"
    r"|megawatts|mg|ml|cc|rpm|mph|kph|volts|items|pages|cars|vehicles|species|schools|companies|times|more|other|of the|victims|players|guests)\b"
    r"|\s*(?:%|[-/]\d{3,}|°|€|£|[:]\d|\.\d|,\d)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:[$£€¥#@+]|(?:\b(?:no|nos|number|room|flight|route|highway|pages?|pp?|tables?|section|article|building|bus|gate|suite|unit|model|chapter"
    r"|verse|channel|apt|apartment|volume|vol|windows|office|boeing|airbus|peugeot|nokia|iso|resolution|lot|box|zip|postcode|phone|tel|fax"
    r"|ext|rs|usd|eur|gbp|approximately|nearly|some|roughly|least|exactly|only|than|over|almost|worth|costs?|paid|scored?|altogether"
    r"|totall?ing|killed|injured)\.?))\s*$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\d[.,-]$|[$£€#+]\s?$|[A-Za-z]-$|[A-Za-z0-9]/$")
_SURE_YEAR = re.compile(
    r"\b(?:(?:until|till|since|by|from|through) (?:at least|approximately|roughly)|(?:earlier|later|sooner) than)\s+$",
    re.I,
)
_HOUSE = re.compile(
    r"\s+(?:[NSEW]\.?\s+|(?:North|South|East|West)\s+)?(?:[A-Z][a-z]+|\d{1,3}(?:st|nd|rd|th))(?:\s+[A-Z][a-z]+)?"
    r"\s+(?:(?:Avenue|Road|Lane|Boulevard|Drive|Terrace|Crescent|Court|Circle|Parkway)\b|(?:Ave|Rd|Blvd|Dr|St)\b\.?)"
    r"|\s+block of\b"
)
_GLUED_YEAR = re.compile(r"(?:1[5-9]|20)\d\d-$|\b(?:mid|pre|post|late|early|since|non)-$", re.IGNORECASE)
_DEMONSTRATION = re.compile(r"[Tt]his\s+march")
_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Mr\.?|Ms\.?|Prime Minister|Brian|James) May\b")
_SURNAME = re.compile(
    r"(?:['’]s)?\s+(?:said|says|told|has|had|is|was|will|would|resigned|announced|added|warned|insisted|and her|and his|herself|himself"
    r"|became|faces|faced|wants|wanted|won|lost|government)\b"
)
_ANNIVERSARY = re.compile(
    r"anniversary|birthday|floor|grade|place|round|minute|seed|edition|straight|time|hole|inning", re.I
)
_AGE_IN_TENS = re.compile(r"\b(?:in|into) (?:his|her|their|my|your)(?: (?:early|mid|late))?[- ]$")
_DEGREES = re.compile(r"\b(?:temperatures?|degrees|highs?|lows?|mercury|shot|carded|scores?)\b", re.I)
_AGED = re.compile(r"[A-Z][a-z]+, \d{1,2}")
_NO_DAYS = frozenset({"9/11", "24/7", "50/50", "7/7"})
_FIELDS = (
    "year",
    "month",
    "day",
    "weekday",
    "quarter",
    "half",
    "season",
    "unit",
    "holiday",
    "nth",
    "decade",
    "century",
    "week",
)


def in_calendar(scene: Scene, e: When) -> bool:
    """Whether an expression that names days, months or years is one in this place: the first filter that tells."""
    return next((told for each in FILTERS if (told := each.judge(scene, e)) is not None), True)


@dataclass(frozen=True)
class Filter:
    """One kind of what looks like a date and is none: its name, an example in which nothing is found, and the judge.

    The judge says whether it is one, or None where the filter does not apply.
    """

    name: str
    example: str
    judge: Callable[[Scene, When], bool | None]


def _bare(field: str, judge: Callable[[Scene, When], bool]) -> Callable[[Scene, When], bool | None]:
    """A judge of expressions that say this field of the calendar and no other."""
    return lambda scene, e: judge(scene, e) if _only(e, field) else None


def _rank(scene: Scene, e: When) -> bool | None:
    return False if e.nth is not None and e.base is None else None


def _demonstration(scene: Scene, e: When) -> bool | None:
    return scene.alone if _DEMONSTRATION.fullmatch(scene.said) else None


def _pages(scene: Scene, e: When) -> bool | None:
    return False if scene.atom.kind is Kind.YEARS and _NUMBERED.search(scene.near(24)) else None


def _day_in_month(scene: Scene, e: When) -> bool | None:
    return _month_day(scene) if e.month and e.day and not e.year else None


def _age_or_degrees(scene: Scene, e: When) -> bool | None:
    if e.decade is None or scene.said[:1] in "'’‘":
        return None
    ages = _AGE_IN_TENS.search(scene.near(25))
    return not ages and not (len(scene.low.removeprefix("the ")) < 4 and _DEGREES.search(scene.near(60)))


def _day_of_purpose(scene: Scene, e: When) -> bool | None:
    return False if e.holiday == "national day" and scene.after in {"of", "for", "against"} else None


def _holiday_in_name(scene: Scene, e: When) -> bool | None:
    return (
        False if e.holiday and re.match(r"\s+(?:Island|Committee|Carol|Agreement|Accords?)", scene.rest(12)) else None
    )


def _moment(scene: Scene, e: When) -> bool | None:
    counted = "ago" in scene.low or e.anchor in {"narrative", "earlier"}  # "minutes later"
    return False if e.unit in {"second", "minute"} and e.shift in {0, 1, -1} and not counted else None


def _only(e: When, name: str) -> bool:
    """Whether the expression says this field and no other of the calendar, and nothing of how to pick it."""
    if getattr(e, name) is None or any(getattr(e, other) is not None for other in _FIELDS if other != name):
        return False
    return not (e.pick or e.base or e.until or e.mod or e.clock or e.orders or e.era or e.fiscal)


def _year(scene: Scene, e: When) -> bool:
    near, rest, year = scene.near(24), scene.rest(24), e.year or 0
    if re.search(r"\d $", near) and re.match(r" \d{3}", rest):  # a part of a telephone number
        return False
    if scene.atom.kind is Kind.SHORT_YEAR:
        return not re.match(r"\s*Minutes\b|\s*[-/]\d|ers\b", rest) and not re.search(r"\d$", near)
    if not scene.said[0].isdigit():
        return scene.atom.kind is not Kind.WORD_YEAR or 1700 <= year <= 2099
    if _HOUSE.match(scene.text, scene.atom.end) and scene.before not in beside("dating"):
        return False
    if (
        (_NUMBERED.search(near) and not _SURE_YEAR.search(near))
        or _COUNTED.match(rest)
        or (_GLUED.search(near) and not _GLUED_YEAR.search(near))
    ):
        return False
    if 1900 <= year <= 2099:
        following = scene.words.after(scene.atom.end, 1)
        plural = bool(following) and following[0].tag == "NNS"
        return not (plural and year % 100 == 0 and scene.before not in beside("placing"))
    return (
        scene.alone
        or (1400 <= year <= 2199 and scene.before in beside("old_year"))
        or (scene.before in {"in", "since", "year"} and not re.match(r"\s+[a-z]+s\b", rest))
    )


@lru_cache(maxsize=2)
def _speaks_of_may(text: str) -> bool:
    """Whether the text speaks of somebody called May."""
    return _MAY.search(text) is not None


def _month(scene: Scene, e: When) -> bool:
    low, before, after = scene.low.rstrip("."), scene.before, scene.after_as_written
    if (scene.word is not None and scene.word.entity == "PERSON") or before.rstrip(".") in beside("titles"):
        return False
    if scene.part_of_name or (low in {"mar", "sept", "dec"} and after.lower() in {"del", "de", "della"}):
        return False
    if scene.said[0].islower() and low in {"may", "march", "mar", "jun", "dec", "sep", "jan"}:
        sure = before in beside("month_in_small_letters") and after.lower() not in {"be", "have", "not"}
        return sure or (scene.alone and len(low) > 3)
    if scene.alone:
        return True
    if low in {"jan", "dec", "jun"} and after[:1].isupper():
        return False
    if low not in beside("surnames_and_names"):
        return scene.said[0].isupper() or before in beside("placing")
    return _month_or_name(scene, low)


def _month_or_name(scene: Scene, low: str) -> bool:
    before, after = scene.before, scene.after_as_written
    surname = _SURNAME.match(scene.text, scene.atom.end) is not None
    if low == "may" and (surname or _speaks_of_may(scene.text)):
        return before in beside("sure_month") and not surname
    placed = before in beside("placing") or before in {"(", "–", "—", "-", "/"}
    if low in beside("given_names"):
        named = after[:1].isupper() or (scene.before_as_written[:1].isupper() and not placed)
        return placed or not named
    if low == "march" and before in {"the", "a", "this", "to"} and after.lower() in beside("march_of"):
        return False
    return placed and not (before in {"the", "a"} and after.lower() in {"", "of"})


def _month_day(scene: Scene) -> bool:
    """Such as "may 10 people die" is no day of May, nor "Augusta March, 17, sailed"."""
    person = scene.word is not None and scene.word.entity == "PERSON"
    aged = _AGED.fullmatch(scene.said) and scene.after in {",", "."} and scene.before_as_written[:1].isupper()
    if aged and (person or scene.before not in beside("placing")):
        return False
    if not scene.alone and scene.said[:3].islower() and re.match(r"(?:may|march|mar)\b", scene.said):
        verb = scene.word is not None and scene.word.tag in {"MD", "VB", "VBP"}
        return (
            not verb
            and not _COUNTED.match(scene.text, scene.atom.end)
            and scene.before in beside("placing") | {",", ""}
        )
    return re.match(r"\s*(?:percent|per cent|million|billion|%)", scene.rest(10)) is None


def _weekday(scene: Scene, e: When) -> bool:
    low = scene.low.rstrip(".")
    if scene.part_of_name or scene.before in beside("weekday_of_name") or _given_name(scene):
        return False
    if len(low) > 5:
        named = scene.after_as_written in {"Night", "Morning"} or (
            low == "sunday" and scene.after in beside("newspapers")
        )
        return not (scene.said[0].isupper() and scene.after_as_written[:1].isupper() and named)
    if low == "friday" or scene.alone:
        return True
    if scene.said[0].islower():
        return scene.before in beside("small_weekday") and low not in beside("words_too")
    return low not in beside("words_too") or scene.said.endswith(".") or scene.before in beside("short_weekday")


def _given_name(scene: Scene) -> bool:
    """Such as "Wednesday Njoroge": no preposition before, a person's name after."""
    following = scene.words.after(scene.atom.end, 1)
    person = bool(following) and following[0].entity == "PERSON" and scene.rest(2)[1:].isupper()
    return person and scene.before in {"", ".", ",", "and", "by", "with", "to"}


def _season(scene: Scene, e: When) -> bool:
    low = scene.low
    if scene.alone:
        return True
    if scene.said[0].isupper() and scene.after_as_written[:1].isupper() and not scene.low.startswith("the"):
        return False
    if low.endswith("fall"):
        allowed = beside("season") if low.startswith("the ") else beside("fall")
        return scene.before in allowed and scene.after not in {"of", "in", "from", "and", "back"}
    if low == "spring":
        return scene.before in beside("spring")
    return scene.before in beside("season")


def _part_of_year(scene: Scene, e: When) -> bool:
    """Such as "the second half" of a year; of a match where the words around, else in all of the text, are of sport."""
    if scene.alone or "year" in scene.low or "fiscal" in scene.low:
        return True
    at = scene.atom
    sport, market = _sport_and_market(scene.text[max(0, at.start - 160) : at.end + 120])
    if sport == market:
        sport, market = _of_whole_text(scene.text)
    return market > sport if e.half is not None else market >= sport


@lru_cache(maxsize=2)
def _of_whole_text(text: str) -> tuple[int, int]:
    return _sport_and_market(text)


def _sport_and_market(text: str) -> tuple[int, int]:
    """How many words of a match and of a market a text has."""
    said = re.findall(r"[a-z][a-z-]+|%", text.lower())
    return sum(w in beside("match") for w in said), sum(w == "%" or w in beside("market") for w in said)


def _day_number(scene: Scene, e: When) -> bool:
    """Such as "on the 14th", with no noun after it."""
    if _ANNIVERSARY.match(scene.after) or not scene.low.startswith("the "):
        return False
    if scene.before not in beside("day_number") and not scene.alone:
        return False
    return not scene.after[:1].isalpha() or scene.after in beside("after_day_number")


def _slashed(scene: Scene) -> bool:
    if in_digits(scene.text, scene.atom.start, scene.atom.end) is not None:
        return True
    if scene.said in _NO_DAYS:
        return False
    return scene.alone or (
        scene.before in beside("slashed_day") and scene.after not in beside("after_fraction") | {"%"}
    )


def _digits(scene: Scene) -> bool:
    near, said = scene.near(2), scene.said
    if re.search(r"[\d$£€+][-./]?$|[-./]$|[A-Za-z]-$", near) or re.match(r"[-/]\d|[.]\d|%", scene.rest(3)):
        return False
    doubtful = scene.atom.kind is Kind.UNSIGNED or re.fullmatch(r"\d{1,2}([-.])\d{1,2}\1\d\d", said)
    return not doubtful or scene.alone or scene.before in beside("dated")


FILTERS = (
    Filter("rank", "She came in on the last Tuesday of.", _rank),
    Filter("demonstration", "Organisers said this march was the largest.", _demonstration),
    Filter("bare year", "The ship carried 1999 people.", _bare("year", _year)),
    Filter("bare month", "Theresa May resigned.", _bare("month", _month)),
    Filter("bare weekday", "The Sunday Times printed it.", _bare("weekday", _weekday)),
    Filter("bare season", "The spring of water was dry.", _bare("season", _season)),
    Filter("bare quarter", "He scored in the third quarter of the match.", _bare("quarter", _part_of_year)),
    Filter("bare half", "The striker scored two goals in the second half.", _bare("half", _part_of_year)),
    Filter("bare day", "She finished in the 14th place.", _bare("day", _day_number)),
    Filter("pages", "See pages 1998-2004 of the report.", _pages),
    Filter("slashed", "The score was 7/7.", lambda s, e: _slashed(s) if s.atom.kind is Kind.DAY_AND_MONTH else None),
    Filter("day in a month", "Augusta March, 17, sailed.", _day_in_month),
    Filter(
        "digits",
        "Lot 20250714 was recalled.",
        lambda s, e: _digits(s) if s.atom.kind in {Kind.DIGITS, Kind.DAY_AND_MONTH, Kind.UNSIGNED, Kind.ISO} else None,
    ),
    Filter("age or degrees", "She is in her 30s.", _age_or_degrees),
    Filter("day of a purpose", "It was the National Day of Mourning.", _day_of_purpose),
    Filter("holiday in a name", "They live on Christmas Island.", _holiday_in_name),
    Filter("moment", "Wait this minute.", _moment),
)
"""What is told by the calendar and is none, in the order in which it is asked."""
