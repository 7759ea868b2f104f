"""What dates are counted from: the day of publication, and what the text has told so far, its country and its year."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from newsparse.dates.expression import Vague, When
from newsparse.dates.period import SEASON_START

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from newsparse.dates.period import Period
    from newsparse.dates.scan import Atom
    from newsparse.dates.words import Words

__all__ = ["A_YEAR", "Anchors", "Place", "Scene", "countries"]

Place = tuple[int, str]
"""Where a place or a people is named, and its country (ISO 3166-1 alpha-2)."""

_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "millennium")

A_YEAR = 400
"""Days from publication within which a weekday tells the year of its date, and a day named before is meant again."""

_YEAR, _NEAR = 365.25, 10
"""Days of a year, and those around an anniversary on which its date is named as such."""

_NAMED = 60
"""Periods back to which one is looked for."""

_SCENE = 700
"""Characters for which "It was 1968." holds, if no other year is named."""

_SETS = re.compile(
    r"\b(?:It|That|This|The year) (?:was|is)(?: (?:in|on|now|the year|early|late|then))? <|\bThe year (?:was )?<"
    r"|<the year|(?-i:\bThe) <[^>]*> (?:season|campaign|tour|war|games|harvest|drought) (?:was|had|began|brought)\b",
    re.I,
)
"""What sets the scene, with "<" and ">" around the year."""

_OPENS = re.compile(r"(?:^|[.!?:;]['’\"”)]*\s|\n|, )(?:[Bb]ack )?[IiOo]n $")
_GOES_ON = re.compile(r"[^.!?\n]*")
_NEXT = re.compile(r"(?: season)?[.!?]['’\"”)]*[^\S\n]+[^.!?\n]*")
_ENDS = re.compile(r"(?!.*\b(?:founded|established|incorporated)\b[^.!?\n]*$).* in (?:the )?$", re.DOTALL)
"""What stands before a year that ends its sentence; when something was founded opens no story."""

_LATE = 60
"""Days back to which a date is news, whatever year ends the sentence before."""


class Scene(NamedTuple):
    """The past year of which the text tells, from a month on, and the offset up to which it does; in `passing` where
    the year only ends a sentence: "The mill opened in 1912. On June 4 it burned down."
    """

    year: int
    month: int
    until: int
    passing: bool = False


@dataclass(slots=True)
class Anchors:
    """What dates are counted from. `order` is "MDY" or "DMY" where the document settles it. `mentioned` are the
    periods that the narrative has named so far, each with its offset, the last one last. `countries` tells the country
    (ISO 3166-1 alpha-2) of which the text speaks at an offset; None where it is not known. `quoted` tells whether an
    offset lies in a quotation: from what was named there no narrative goes on outside. `direction` is what the
    clause at the offset `at` tells of past and future.
    """

    published: date | None = None
    order: str | None = None
    mentioned: list[tuple[int, Period]] = field(default_factory=list)
    countries: Callable[[int], str | None] = lambda at: None
    quoted: Callable[[int], bool] = lambda at: False
    scene: Scene | None = None
    direction: str | None = None
    at: int = 0

    @property
    def country(self) -> str | None:
        """The country of which the text speaks there."""
        return self.countries(self.at)

    def tell(self, text: str, atom: Atom) -> None:
        """Set the scene anew where an expression does; any other year that is named, or "now", ends it."""
        told, e = _scene(text, atom), atom.expression
        other = isinstance(e, Vague) or (
            isinstance(e, When) and (e.year is not None or (e.unit is not None and e.anchor != "narrative"))
        )
        if told is not None and (self.published is None or told.year < self.published.year):
            self.scene = told
        elif other:
            self.scene = None

    def told_year(self, month: int, day: int | None = None) -> int | None:
        """The past year of a month of which the text tells there ("It was 1968. In May ..."), and of a day in it."""
        scene = self.scene
        if scene is None or self.at > scene.until or self.direction not in {"past", "over", None}:
            return None
        return scene.year + (month < scene.month) if not scene.passing or self._may_pass(month, day) else None

    def _may_pass(self, month: int, day: int | None) -> bool:
        """Whether a day may be of a year in passing: of the past, and no news."""
        return day is not None and self.direction is not None and not self._is_late(month, day)

    def _is_late(self, month: int, day: int) -> bool:
        """Whether a day of the year was lately."""
        today = self.published
        return today is None or (today - today.replace(month=month, day=min(day, 28))).days % 365 < _LATE

    def narrative(self, unit: str, reach: int = 2500) -> Period | None:
        """The last period named, no longer than `unit`, within `reach` characters before."""
        inside = self.quoted(self.at)
        for offset, period in reversed(self.mentioned[-12:]):
            if self.at - offset > reach:
                return None
            if (inside or not self.quoted(offset)) and _ORDER.index(period.unit) <= _ORDER.index(unit):
                return period
        return None

    def elsewhen(self) -> bool:
        """Whether the text tells there of what was long ago, on a day that it does not name."""
        told, today = self.narrative("year", 300), self.published
        return bool(told and today and self.direction in {"past", "over"} and (today - told.last).days > _LATE)

    def named(self, unit: str) -> Iterator[Period]:
        """The periods of a unit that the text has named of late, the last one first."""
        return (p for _, p in self.mentioned[:-_NAMED:-1] if p.unit == unit)

    def of_year(self, month: int, day: int, weekday: int | None) -> Period | None:
        """The day of this date that the text has named: on the weekday, if one is told, else if the date is not near in
        another year, where it returns ("On March 5, five years after March 5, 2018, ...").
        """
        days = (p for p in self.named("day") if (p.first.month, p.first.day) == (month, day))
        return next((p for p in days if self._is_meant(p.first, weekday)), None)

    def _is_meant(self, day: date, weekday: int | None) -> bool:
        if weekday is not None:
            return day.isoweekday() == weekday
        return self.published is not None and (_away(day, self.published) < A_YEAR or not _returns(day, self.published))

    def compared(self, unit: str) -> Period | None:
        """The period of this unit of which the last few sentences speak; "a year earlier" there means the same one.

        Of the unit "period" it is a month, a quarter or a half. One that is still to come is compared with nothing.
        """
        units = {"month", "quarter", "half"} if unit == "period" else {unit}
        told = [p for offset, p in self.mentioned[-6:] if self.at - offset < 300 and p.unit in units]
        near = [p for p in told if self.published is None or p.first <= self.published]
        return max(near, key=lambda p: p.first) if near else None  # not the one it is compared with


def _away(day: date, today: date) -> int:
    return abs((day - today).days)


def _returns(day: date, today: date) -> bool:
    """Whether an anniversary of a day is near today."""
    return _away(day, today) % _YEAR < _NEAR or _away(day, today) % _YEAR > _YEAR - _NEAR


def _scene(text: str, atom: Atom) -> Scene | None:
    """The year that sets the scene for what follows; None for any other year.

    "It was 1968. In May ..." holds for a while; "In 2020, shops shut in March" to the end of its sentence.
    """
    e = atom.expression
    if not isinstance(e, When) or e.year is None or not e.free:
        return None
    month = e.month or SEASON_START.get(e.season or "", 1)
    before, after = text[max(0, atom.start - 90) : atom.start], text[atom.end : atom.end + 24]
    if _SETS.search(f"{before}<{text[atom.start : atom.end]}>{after}"):
        return Scene(e.year, month, atom.end + _SCENE)
    rest = (_GOES_ON if _OPENS.search(before) else _NEXT).match(text, atom.end)
    if rest is None or (rest.re is _NEXT and not _ENDS.match(before)):
        return None
    return Scene(e.year, month, rest.end(), passing=rest.re is _NEXT)


def countries(words: Words, places: Sequence[Place]) -> Callable[[int], str | None]:
    """A function that tells the country of which the text speaks at an offset.

    That is the last one named before it in its sentence, else the first after it there, else the one named most often
    in the text; None where none is.
    """
    named = [(start, words.sentence(start), country) for start, country in places]
    usual = [each for each, _ in Counter(country for _, country in places).most_common(1)]  # of equals the first

    def at(offset: int) -> str | None:
        here, i = words.sentence(offset), bisect_left(named, (offset,))
        near = [country for _, sentence, country in named[max(0, i - 1) : i + 1] if sentence == here]
        return next(iter([*near, *usual]), None)

    return at
