"""What makes one expression of two neighbours ("10 a.m." + "Friday", "Tuesday" + "of" + "last week"), and what one
takes from the next: "May and June 2019", "9am and 5pm on Friday".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from newsparse.dates.expression import Expression, Length, Repeat, When
from newsparse.dates.lexicon import expand
from newsparse.dates.rules.rule import Join

__all__ = ["JOINS", "share_right"]

_LATE = {"AF": 0, "EV": 0, "NI": 3}
"""Parts of the day of which an hour up to twelve, above this one, is one of the second half of the day."""


def _with_clock(day: When, clock: When) -> When | None:
    """The day with the time of day; "8:30 this evening" is 20:30."""
    if None not in (day.hour, clock.hour):
        return None
    told, part, zone = clock if clock.hour is not None else day, clock.part or day.part, clock.zone or day.zone
    if told.hour is None:
        return replace(day, part=part, zone=zone)
    hour = told.hour + 12 * (_LATE.get(part or "", 12) < told.hour < 12)
    until = _with_clock(day, told.until) if told.until and told.bare_clock else told.until
    return replace(day, hour=hour, minute=told.minute, second=told.second, zone=zone, part=None, until=until)


def _clock_day(left: When, right: When, gap: str) -> Expression | None:
    return _with_clock(right, left) if left.bare_clock and right.is_day else None


def _day_clock(left: When, right: When, gap: str) -> Expression | None:
    second = right.part and left.clock and (left.part or "," in gap)  # but "at six on Friday evening"
    return _with_clock(left, right) if left.is_day and right.bare_clock and not second else None


def _weekday_date(left: When, right: When, gap: str) -> Expression | None:
    """Such as "Friday, May 16"."""
    if not left.weekday or left.says({"base", "nth", "day"}) or not right.numbered or right.weekday:
        return None
    joined = replace(right, weekday=left.weekday)
    return _with_clock(joined, left) if left.clock else joined


def _within(left: When, right: When, gap: str) -> Expression | None:
    """Such as "June last year", "Tuesday of last week", "the last Friday of this month", "the last day of 2019"."""
    longer = _longer(right)
    if longer is None or not left.free or right.says({"base", "until", "hour", "part"}):
        return None
    if left.pick == "some":  # "a Tuesday in May": which one is not told
        return right
    if "of" in gap and right.month and left == When(half=left.half):
        return replace(right, mod="FIRST_HALF" if left.half == 1 else "SECOND_HALF")
    return replace(left, base=right) if left.year is None and _lies_in(left, right, longer, gap) else None


def _longer(e: When) -> str | None:
    """The unit of a period in which another may lie; None where it is none."""
    if e.shift is not None:
        return e.unit
    if e.year and not (e.month or e.quarter or e.season):
        return "year"
    return "month" if e.month and not e.day else None


def _lies_in(left: When, right: When, longer: str, gap: str) -> bool:
    """Whether a weekday, a day or a named period belongs to the longer one."""
    if left.nth:
        return longer != left.unit if left.unit else longer in {"month", "year"}
    of, named = "of" in gap, left.named and not left.pick
    return {
        "week": bool(left.weekday) and not left.pick,
        "month": of and bool(left.day) and left.month is None,
        "year": named and (of or right.shift is not None or left.holiday is not None),
    }.get(longer, False)


def _set_clock(left: Repeat, right: When, gap: str) -> Expression | None:
    """Such as "every day at 5pm", "every Monday at 9 a.m."."""
    day = "XXXX-XX-XX" if left.value == "P1D" else left.value
    hour = right.hour is not None and right.bare_clock and not right.until
    return Repeat(day + right.time) if hour and day.startswith("XXXX-") and "T" not in day else None


_LONG_TO_SHORT = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")


def _lengths(left: Length, right: Length, gap: str) -> Expression | None:
    """Such as "two years and three months"."""
    both = left.amounts + right.amounts
    order = [_LONG_TO_SHORT.index(unit) for amount, unit in both if amount is not None and unit in _LONG_TO_SHORT]
    return Length(both) if len(order) == len(both) and order == sorted(set(order)) else None


def _range(left: When, right: When, gap: str) -> Expression | None:
    """Such as "Nov. 3 - Dec. 5", "Monday-Friday", "10:00-11:30"."""
    if not (left.free and right.free):
        return None
    if right.bare_clock:
        return _hours(left, right)
    if (left.year and not right.year) or not _are_alike(left, right):
        return None
    return replace(left, year=left.year or left.year_before(right), until=right)


def _are_alike(left: When, right: When) -> bool:
    """Whether both are days by their names or numbers, or both are months."""
    either = left.said | right.said
    if left.is_day and right.is_day and either.isdisjoint({"hour", "part", "unit", "pick", "weekend"}):
        return True
    return "month" in left.said & right.said and either.isdisjoint({"day", "pick"})


def _hours(left: When, right: When) -> When | None:
    """Such as "10:00-11:30", "Friday 10am-2pm"."""
    if left.hour is None or right.hour is None or (left.dated and left.hour >= right.hour):
        return None
    until = replace(left, hour=right.hour, minute=right.minute, second=right.second, zone=right.zone)
    return replace(left, until=until if left.dated else right)


def _from_day(left: Length, right: When, gap: str) -> Expression | None:
    """Such as "two weeks after Christmas", "a week from Friday"; not "we are three days from Christmas"."""
    amount, unit = left.amounts[0]
    if amount is None or len(left.amounts) > 1 or unit not in {"day", "week", "month", "year", "fortnight"}:
        return None
    word = gap.split(maxsplit=1)[0].lower()
    plain = right.is_day and not right.base and right != When(day=right.day) and not (word == "from" and right.holiday)
    sign = {"before": -1, "prior": -1}.get(word, 1)
    return When(unit=unit, shift=sign * amount, base=right) if plain else None


def _week_of_day(left: When, right: When, gap: str) -> Expression | None:
    """Such as "the week of May 5", and the seven days that end or begin with it: "the week ended March 4"."""
    day = right.is_day and not right.base and not right.clock
    if not (day and left.anchor == "context" and left.unit == "week"):
        return None
    return When(unit="week", shift=0, anchor=_WEEK_ANCHORS.get(gap.split(maxsplit=1)[0].lower(), "ending"), base=right)


_WEEK_ANCHORS = {"of": "base", **dict.fromkeys(("beginning", "starting", "commencing"), "beginning")}


def _day_beside(left: When, right: When, gap: str) -> Expression | None:
    """Such as "the day after Thanksgiving", "the week before Christmas"."""
    plain = right.is_day and right.free and not right.clock
    beside = left in _BESIDE and plain and (left.unit == "day" or right.holiday)
    return replace(left, base=right, anchor="published") if beside else None


_BESIDE = tuple(
    When(unit=unit, shift=shift, anchor="narrative") for unit in ("day", "weekend", "week") for shift in (-1, 1)
)


def _weekday_beside(left: When, right: When, gap: str) -> Expression | None:
    """Such as "the Saturday before Christmas"."""
    pick = "last" if "before" in gap else "coming"
    return replace(left, pick=pick, base=right) if left.only == "weekday" and right.only == "holiday" else None


_PRESENT = tuple(When(unit=unit, shift=0) for unit in ("day", "week", "month"))


def _ago_day(left: When, right: When, gap: str) -> Expression | None:
    """Such as "a year ago today", "a year ago on Friday", "fifty years ago this week"."""
    ago = isinstance(left.shift, float) and left.free and left.anchor == "published"
    weekday = right.weekday and right.free and not right.month
    day = right if right in _PRESENT else replace(right, pick="nearest") if weekday else None
    return replace(left, base=day) if ago and day else None


def _of_year(left: When, right: When, gap: str) -> Expression | None:
    """Such as "this year's third quarter", "last year's Easter"."""
    alone = right.named and not right.says({"base", "until", "year", "pick", "hour", "part"})
    return replace(right, base=left) if left == When(unit="year", shift=left.shift) and alone else None


JOINS = (
    Join("weekday and date", r",? ?(?:the )?", _weekday_date),
    Join("clock and day", r",? (?:on )?(?:the )?|, ?", _clock_day),
    Join(
        "day and clock",
        r",? (?:at |around |at around |at about |about |by |@ ?)?|,",
        _day_clock,
        not_after=r"{weekday}s? ?(?:to|through|until|-|\u2013) ?",
    ),
    Join("period within a longer one", r",? (?:of |in )?", _within),
    Join(
        "week and day",
        r",? (?:on )?",
        lambda week, day, gap: _within(day, week, gap) if week == When(unit="week", shift=week.shift) else None,
    ),
    Join("period of a year", r"'s ", _of_year),
    Join("set and clock", r" at ", _set_clock, left=Repeat),
    Join("lengths", r",? (?:and )?|, ?", _lengths, left=Length, right=Length),
    Join("range", r" ?(?:-|\u2013|\u2014|\u2012) ?|-to-", _range),
    Join("length from a day", r" (?:from|after|before|following|prior to) ", _from_day, left=Length),
    Join("week of a day", r" (?:of|ended|ending|beginning|starting|commencing|to)(?: on)? ", _week_of_day),
    Join("day beside a day", r" ", _day_beside),
    Join("weekday beside a holiday", r" (?:before|after) ", _weekday_beside),
    Join("distance to a day", r" (?:on )?", _ago_day),
)


_ENDED = re.compile(expand(r" (?:that )?(?:ended|ending|ends|to) (?:on )?"), re.I)
_ELSEWHERE = re.compile(expand(r"(?: local)?(?: time)? ?[(/] ?|(?: local)?(?: time)?\),? (?:on )?(?:the )?"), re.I)
"""Between a time, the same elsewhere, and the day of both."""
_IN_BRACKETS = re.compile(expand(r" ?[(\[](?:the )?"), re.I)
_OF_YEAR = re.compile(expand(r"(?: [a-z]+){0,2} (?:of|in)(?: the year)? "), re.I)
"""Between a holiday, with what is of it, and the year of both."""
_SIDE = re.compile(expand(r",? ?(?:and|or|to|through|until|till|from|&|-|\u2013|/|as well as) ?|, "), re.I)


def share_right(left: Expression, right: Expression, gap: str) -> Expression | None:
    """What the left one takes from the right one: a year ("May and June 2019"), a day ("9am and 5pm on Friday")."""
    if not isinstance(left, When) or not isinstance(right, When):
        return None
    shared = (share(left, right, gap) for between, share in _SHARES if between.fullmatch(gap))
    return next((e for e in shared if e is not None), None)


def _elsewhere(left: When, right: When, gap: str) -> Expression | None:
    """Such as "3 a.m. (0100 GMT) on Monday"."""
    day = replace(right, hour=None, minute=None, second=None, zone=None)
    return _with_clock(day, left) if left.bare_clock and right.dated else None


def _holiday_of(left: When, right: When, gap: str) -> Expression | None:
    """Such as "the Christmas service of 1968"."""
    return replace(left, year=right.year) if (left.only, right.only) == ("holiday", "year") else None


def _shared(left: When, right: When, gap: str) -> Expression | None:
    """What the left one takes from the right one beside it."""
    hours = left.bare_clock and "hour" in left.said & right.said
    if hours and right.dated and "," not in gap:
        return replace(right, hour=left.hour, minute=left.minute, second=left.second)
    if left.says({"year", "base", "pick", "orders"}):
        return None
    if right.base and _lie_together(left, right, right.base):
        return replace(left, base=right.base)
    year = left.year_before(right)  # of "December and January 2020" the one before
    return replace(left, year=year) if year is not None and _agrees(left, year) else None


def _lie_together(left: When, right: When, base: When) -> bool:
    """Whether both lie in what the right one counts from: "May and June last year", "Monday to Friday next week"."""
    weekdays = base.unit == "week" and left.only == "weekday" and right.said == {"weekday", "base"}
    return weekdays or "month" in left.said & right.said


def _ended(left: When, day: When, gap: str) -> Expression | None:
    """Of "the quarter ended Sept. 30" the quarter of that day; "the year ended June 30" is as long as any year."""
    if left.anchor != "context" or not day.month:
        return None
    if left.unit == "quarter":
        return When(unit="quarter", shift=0, anchor="base", base=day)
    return Length(((1, "year"),)) if left.unit == "year" else None


def _agrees(e: When, year: int) -> bool:
    """Whether the weekday that stands with a date is the one of that year."""
    try:
        return not (e.weekday and e.month and e.day) or date(year, e.month, e.day).isoweekday() == e.weekday
    except ValueError:
        return True


_SHARES = (
    (_ENDED, _ended),
    (_ELSEWHERE, _elsewhere),
    (_IN_BRACKETS, _weekday_date),  # "on Thursday (Jan 22)"
    (_OF_YEAR, _holiday_of),
    (_SIDE, _shared),
)
"""What stands between two, and what the left one then takes from the right one."""
