"""What a time expression says, before it is placed in the calendar. Plain values; no text, no spaCy."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Expression", "Length", "Mod", "Repeat", "Vague", "When"]

Mod = str
"""How an expression is narrowed or bounded: START, MID, END (TIMEX3 `mod`), OPENING and CLOSE ("the end of 2020"),
APPROX, LESS_THAN, MORE_THAN.
"""


@dataclass(frozen=True, slots=True)
class When:
    """A place in the calendar or on the clock; what is None is not said.

    `unit` and `shift` count periods from the anchor: ("week", -1) is last week. `anchor` is "published", or
    "narrative" for the last date of the text. `pick` chooses among the periods of a name: "last" Friday,
    "next" May, "this" fall; "done" is not to come; None leaves it to the clause.
    `nth` picks a weekday in a month or year (-1: the last), or
    a day of a period (`nth` with `unit="day"`).
    `part` is TIMEX3's code of a part of the day (MO, AF, EV, NI, ...). `base` is another expression that
    this one counts from ("two days after Christmas").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    weekend: bool = False
    week: int | None = None
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
    mod: Mod | None = None
    base: When | None = None
    until: When | None = None
    orders: tuple[tuple[int, int], ...] = ()

    @property
    def clock(self) -> bool:
        """Whether it says a time of day."""
        return self.hour is not None or self.part is not None

    @property
    def dated(self) -> bool:
        """Whether it says anything beside a time of day."""
        return any(
            v is not None
            for v in (self.year, self.month, self.day, self.weekday, self.unit, self.holiday, self.season, self.quarter)
        ) or bool(self.weekend or self.orders or self.decade is not None or self.century is not None)


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: amounts by unit, None for an amount that is not told ("several years")."""

    amounts: tuple[tuple[float | None, str], ...]
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set of times; `value` is TIMEX3's (P1D, XXXX-WXX-1)."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


Expression = When | Length | Repeat | Vague
