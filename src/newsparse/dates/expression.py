"""What a time expression says, before it is placed in the calendar. Plain values; no text, no spaCy."""

from __future__ import annotations

from dataclasses import dataclass, fields

__all__ = ["Expression", "Length", "Repeat", "Vague", "When"]

_CLOCK = frozenset({"hour", "part"})
_OF_CALENDAR = frozenset({
    "year", "month", "day", "weekday", "weekend", "unit", "holiday", "season", "quarter", "decade", "century", "orders",
})  # fmt: skip
_ALONE = frozenset({"weekday", "month", "year", "holiday"})


@dataclass(frozen=True, slots=True)
class When:
    """A place in the calendar or on the clock; what is None is not said.

    `unit` and `shift` count periods from the anchor: ("week", -1) is last week; a `shift` that is a float is a distance
    ("a week ago"). `anchor` is "published", "narrative" for the last date of the text, "earlier" for its last date if
    that is near, "context" for the period that is spoken of, "year on" for the same one of a year before, or "base".
    `pick` chooses among the periods of a name: "last" Friday, "next" May, "this" fall; None
    leaves it to the clause. `nth` picks a weekday or a period in `base` (-1: the last). `part` is TIMEX3's code of a
    part of the day (MO, AF, EV, NI, ...). `base` is another expression that this one counts from or lies in ("two days
    after Christmas"), `until` the end of a range. `orders` are the readings, as (month, day), of a day in digits.
    `mod` narrows or bounds: START, MID, END (TIMEX3), OPENING and CLOSE ("the end of 2020"), FIRST_HALF, LAST, APPROX.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    weekend: bool = False
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    era: str | None = None
    fiscal: bool = False
    holiday: str | None = None
    unit: str | None = None
    shift: float | None = None
    anchor: str = "published"
    pick: str | None = None
    nth: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    mod: str | None = None
    base: When | None = None
    until: When | None = None
    orders: tuple[tuple[int, int], ...] = ()

    @property
    def said(self) -> frozenset[str]:
        """The names of the fields that it says."""
        return frozenset(name for name, default in _DEFAULTS if getattr(self, name) != default)

    @property
    def clock(self) -> bool:
        """Whether it says a time of day."""
        return self.says(_CLOCK)

    @property
    def time(self) -> str:
        """TIMEX3 of the hour and minute, or of the part of the day: "T08:30", "TMO"; "" where it says neither."""
        if self.hour is None:
            return f"T{self.part}" if self.part else ""
        return f"T{self.hour:02d}:{self.minute or 0:02d}"

    @property
    def dated(self) -> bool:
        """Whether it says anything beside a time of day."""
        return self.says(_OF_CALENDAR)

    def says(self, names: frozenset[str] | set[str]) -> bool:
        """Whether it says any of these fields."""
        values = (getattr(self, name) for name in names)
        return any(value is not None and value is not False and value != () for value in values)  # hour 0 is said

    @property
    def bare_clock(self) -> bool:
        """Whether it says a time of day and nothing else."""
        return self.clock and not self.dated

    @property
    def is_day(self) -> bool:
        """Whether it names a day (or days), not a longer stretch."""
        if self.until is not None:
            return False
        named = self.weekday or self.weekend or self.unit in {"day", "night"}
        return bool(named or self.numbered or (self.holiday and self.unit != "year"))

    @property
    def numbered(self) -> bool:
        """Whether a day is told by its number: with its month, in digits, or alone."""
        return bool(self.orders or (self.day and (self.month or not self.weekday)))

    @property
    def named(self) -> bool:
        """Whether it names a period or a day that every year has."""
        return bool(self.month or self.quarter or self.half or self.season or self.holiday)

    @property
    def free(self) -> bool:
        """Whether it neither counts from another expression nor goes on to one."""
        return self.base is None and self.until is None

    def year_before(self, later: When) -> int | None:
        """The year of "30 November" in "30 November to 4 December 2022", where the later one tells it."""
        if later.year is None or self.month is None or later.month is None:
            return None
        return later.year - ((self.month, self.day or 0) > (later.month, later.day or 99))

    @property
    def only(self) -> str:
        """The field that it says, where it says no other: "weekday", "month", "year", "holiday"; "clock" for a time."""
        if self.bare_clock:
            return "clock"
        said = self.said
        return next(iter(said)) if len(said) == 1 and said <= _ALONE else ""


_DEFAULTS = [(field.name, field.default) for field in fields(When)]


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: amounts by unit, None for an amount that is not told ("several years"); `mod` bounds it."""

    amounts: tuple[tuple[float | None, str], ...]
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set of times; `value` is TIMEX3's (P1D, XXXX-WXX-1)."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF; or the value of a date that no calendar of ours places."""

    value: str


Expression = When | Length | Repeat | Vague
"""What the stage finds."""
