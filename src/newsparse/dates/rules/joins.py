"""What makes one expression of two neighbours ("10 a.m." + "Friday", "Tuesday" + "of" + "last week")."""

from __future__ import annotations

from dataclasses import replace

from newsparse.dates.rules.rule import Join
from newsparse.dates.when import Expression, Length, Repeat, When

__all__ = ["JOINS", "is_date", "is_day"]

_DAY_UNITS = {"day", "night"}


def is_day(e: Expression) -> bool:
    """Whether an expression names a day (or days), not a longer stretch."""
    return (
        isinstance(e, When)
        and e.until is None
        and bool(
            e.weekday
            or e.day
            or e.holiday
            or e.orders
            or e.unit in _DAY_UNITS
            or e.weekend
            or (e.nth and e.unit is None)
        )
    )


def is_date(e: Expression) -> bool:
    """A day of a month, told by number."""
    return isinstance(e, When) and bool((e.month and e.day) or e.orders or (e.day and not e.weekday))


def _bare_clock(e: Expression) -> bool:
    return isinstance(e, When) and e.clock and not e.dated


def _with_clock(day: When, clock: When) -> When | None:
    """The day with the time of day; "8:30 this evening" is 20:30."""
    if day.hour is not None and clock.hour is not None:
        return None
    hour = clock.hour if clock.hour is not None else day.hour
    part = clock.part or day.part
    minute = clock.minute if clock.hour is not None else day.minute
    second = clock.second if clock.hour is not None else day.second
    zone = clock.zone or day.zone
    if hour is not None and part in {"AF", "EV", "NI"} and (3 if part == "NI" else 0) < hour < 12:
        hour += 12
    return replace(day, hour=hour, minute=minute, second=second, zone=zone, part=None if hour is not None else part)


def _clock_day(left: Expression, right: Expression, gap: str) -> Expression | None:
    if _bare_clock(left) and is_day(right) and isinstance(left, When) and isinstance(right, When):
        return _with_clock(right, left)
    return None


def _part_day(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "the night of Oct. 23"."""
    if _bare_clock(left) and isinstance(left, When) and left.part and is_day(right) and isinstance(right, When):
        return None if right.clock else replace(right, part=left.part)
    return None


def _day_clock(left: Expression, right: Expression, gap: str) -> Expression | None:
    if is_day(left) and _bare_clock(right) and isinstance(left, When) and isinstance(right, When):
        if right.part and left.clock:
            return None
        return _with_clock(left, right)
    return None


def _day_part(left: Expression, right: Expression, gap: str) -> Expression | None:
    if isinstance(left, When) and isinstance(right, When) and right.part and right.hour is None and not right.dated:
        if left.weekend:
            return None
        return _day_clock(left, right, gap)
    return None


def _weekday_date(left: Expression, right: Expression, gap: str) -> Expression | None:
    if not (isinstance(left, When) and isinstance(right, When)) or left.weekday is None or left.base or left.nth:
        return None
    if not is_date(right) or right.weekday or left.day:
        return None
    joined = replace(right, weekday=left.weekday)
    return _with_clock(joined, left) if left.clock else joined


def _within(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "June last year", "Tuesday of last week", "the last Friday of this month", "the last day of 2019"."""
    if (
        not (isinstance(left, When) and isinstance(right, When))
        or left.base
        or right.clock
        or left.until
        or right.until
    ):
        return None
    longer = (
        right.unit
        if right.shift is not None and right.unit
        else (
            "year"
            if right.year and not right.month and not right.quarter and not right.season
            else "month"
            if right.month and not right.day
            else None
        )
    )
    if longer is None or right.base is not None:
        return None
    if left.pick == "some":  # "a Tuesday in May": which one is not told
        return right if left.weekday else None
    if left.nth and left.unit:
        return replace(left, base=right) if gap.strip() == "of" and longer != left.unit else None
    if left.nth and left.weekday:
        return replace(left, base=right) if longer in {"month", "year"} and gap.strip() in {"of", "in"} else None
    if left.year is not None:
        return None
    if longer == "week" and left.weekday and not left.pick:
        return replace(left, base=right)
    if longer == "month" and left == When(half=left.half) and right.month and "of" in gap:
        return replace(right, mod="FIRST_HALF" if left.half == 1 else "SECOND_HALF")
    if longer == "month" and left.day and left.month is None and "of" in gap:
        return replace(left, base=right)
    named = left.month or left.quarter or left.half or left.season or left.holiday
    if longer == "year" and named and not left.pick and (right.shift is not None or "of" in gap or left.holiday):
        return replace(left, base=right)
    return None


def _week_then_day(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "next week Tuesday", "next month on the 14th"."""
    if (
        isinstance(left, When)
        and isinstance(right, When)
        and left.shift is not None
        and left.base is None
        and left.anchor == "published"
    ):
        if left.unit == "week" and right.weekday and not right.pick and not right.month and right.base is None:
            return replace(right, base=left)
        if left.unit == "year" and right.month and right.year is None and not right.pick and "in" in gap:
            return None
    return None


def _set_clock(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "every day at 5pm", "every Monday at 9 a.m."."""
    if not isinstance(left, Repeat) or not isinstance(right, When) or right.hour is None or not _bare_clock(right):
        return None
    day = "XXXX-XX-XX" if left.value == "P1D" else left.value
    if right.until or not (day == "XXXX-XX-XX" or (day.startswith("XXXX-WXX-") and "T" not in day)):
        return None
    return Repeat(f"{day}T{right.hour:02d}:{right.minute or 0:02d}")


def _lengths(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "two years and three months"."""
    order = ["century", "decade", "year", "month", "week", "day", "hour", "minute", "second"]
    if not (isinstance(left, Length) and isinstance(right, Length)):
        return None
    if any(a is None for a, _ in left.amounts + right.amounts):
        return None
    low, high = left.amounts[-1][1], right.amounts[0][1]
    if low in order and high in order and order.index(low) < order.index(high):
        return Length(left.amounts + right.amounts)
    return None


def _range(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "Nov. 3 - Dec. 5", "Monday-Friday", "10:00-11:30"."""
    if not (isinstance(left, When) and isinstance(right, When)) or left.until or right.until or left.base or right.base:
        return None
    if left.dated and left.hour is not None and _bare_clock(right) and right.hour is not None:
        until = replace(left, hour=right.hour, minute=right.minute, second=right.second, zone=right.zone)
        return replace(left, until=until) if left.hour < right.hour else None
    if _bare_clock(left) and _bare_clock(right):
        return replace(left, until=right) if left.hour is not None and right.hour is not None else None
    same = (
        is_day(left)
        and is_day(right)
        and not left.clock
        and not right.clock
        and left.unit is None
        and right.unit is None
    ) or (left.month and right.month and not left.day and not right.day)
    if not same or (left.year and not right.year) or left.pick or right.pick or left.weekend:
        return None
    return replace(left, year=left.year or _year_before(left, right), until=right)


def _year_before(left: When, right: When) -> int | None:
    """The year of "30 November" in "30 November-4 December 2022", where the end alone tells it."""
    if right.year is None or left.month is None or right.month is None:
        return None
    return right.year if (left.month, left.day or 0) <= (right.month, right.day or 99) else right.year - 1


def _from_day(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "two weeks after Christmas", "a week from Friday"."""
    if (
        not isinstance(left, Length)
        or not is_day(right)
        or not isinstance(right, When)
        or right.base
        or left.mod == "PREFIXED"
    ):
        return None
    amount, unit = left.amounts[0]
    if amount is None or len(left.amounts) > 1 or unit not in {"day", "week", "month", "year", "fortnight"}:
        return None
    sign = -1 if gap.split(maxsplit=1)[0].lower() in {"before", "prior"} else 1
    return When(unit=unit, shift=sign * amount, base=right)


def _day_after(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "the day after Thanksgiving", "the week of May 5", "the week ended March 4"."""
    if not (isinstance(left, When) and isinstance(right, When)) or not is_day(right) or right.base or right.clock:
        return None
    word = gap.split(maxsplit=1)[0].lower()
    if left.anchor == "narrative" and left.unit == "day" and left.shift in {-1, 1} and not word:
        return replace(left, base=right)
    if left.anchor == "context" and left.unit == "week" and word:
        return When(unit="week", shift=0, anchor="base", base=right)
    return None


def _day_side(left: Expression, right: Expression, gap: str) -> Expression | None:
    if (
        isinstance(left, When)
        and isinstance(right, When)
        and left.anchor == "narrative"
        and left.unit == "day"
        and left.shift in {-1, 1}
    ) and (
        is_day(right)
        and not right.base
        and not right.clock
        and (right.holiday or is_date(right) or right.shift == 0 or right.weekday)
    ):
        return replace(left, base=right, anchor="published")
    return None


def _of_year(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "this year's third quarter", "last year's Easter"."""
    if not (isinstance(left, When) and isinstance(right, When)) or left != When(unit="year", shift=left.shift):
        return None
    named = right.month or right.quarter or right.half or right.season or right.holiday
    alone = not (right.year or right.base or right.pick or right.clock or right.until)
    return replace(right, base=left) if named and alone else None


def _quarter_ago(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "the quarter a year ago"."""
    if not (isinstance(left, When) and isinstance(right, When)) or left.anchor != "context" or left.unit != "quarter":
        return None
    return replace(left, shift=-1, anchor="year on") if right.unit == "year" and right.shift == -1.0 else None


def _ago_now(left: Expression, right: Expression, gap: str) -> Expression | None:
    """Such as "50 years ago this month"."""
    if not (isinstance(left, When) and isinstance(right, When)) or left.base or left.mod or left.anchor != "published":
        return None
    if left.unit not in {"year", "decade"} or not isinstance(left.shift, float) or left.shift >= 0:
        return None
    if right not in (When(unit="month", shift=0), When(unit="week", shift=0)):
        return None
    that_day = replace(left, base=When(unit="day", shift=0))
    return When(unit=right.unit, shift=0, anchor="base", base=that_day)


JOINS = (
    Join("quarter a year ago", r" ", _quarter_ago),
    Join("ago and this month", r" ", _ago_now),
    Join("weekday and date", r",? ?(?:the )?", _weekday_date),
    Join("clock and day", r",? (?:on )?(?:the )?|, ?", _clock_day),
    Join("part of a day", r" of (?:the )?", _part_day),
    Join("day and part", r"~|,? in | at ", _day_part),
    Join(
        "day and clock",
        r",? (?:at |around |at around |at about |about |by |@ ?)?|,",
        _day_clock,
        not_after=r"{weekday}s? ?(?:to|through|until|-|\u2013) ?",
    ),
    Join("period within a longer one", r",? (?:of |in )?", _within),
    Join("week and day", r",? (?:on )?", _week_then_day),
    Join("period of a year", r"'s ", _of_year),
    Join("set and clock", r" at ", _set_clock),
    Join("lengths", r",? (?:and )?|, ?", _lengths),
    Join("range", r" ?(?:-|\u2013|\u2014|\u2012) ?|-to-", _range),
    Join("length from a day", r" (?:from|after|before|following|prior to) ", _from_day),
    Join("week of a day", r" (?:of|ended|ending|beginning|starting|to)(?: on)? ", _day_after),
    Join("day beside a day", r" ", _day_side),
)
