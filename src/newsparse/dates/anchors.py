"""What dates are counted from: the day of publication, and the periods that the text has named so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from newsparse.dates.period import Period

__all__ = ["Anchors", "Scene", "told_on"]

_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "millennium")

_A_YEAR = 400
"""Days from publication within which a day that the text has named is meant again."""


def told_on(at: int, published: date | None, entries: Sequence[tuple[int, date]]) -> date | None:
    """The day on which the text was written there: that of the last of the `entries` begun, else of publication."""
    return next((day for start, day in reversed(entries) if start <= at), published)


class Scene(NamedTuple):
    """The past year of which the text tells, from a month on, and the offset up to which it does."""

    year: int
    month: int
    until: int


@dataclass(slots=True)
class Anchors:
    """What dates are counted from. `order` is "MDY" or "DMY" where the document settles it. `mentioned` are the
    periods that the narrative has named so far, each with its offset, the last one last.
    """

    published: date | None = None
    order: str | None = None
    mentioned: list[tuple[int, Period]] = field(default_factory=list)
    countries: Callable[[int], str | None] = lambda at: None
    """Tells the country (ISO 3166-1 alpha-2) of which the text speaks at an offset; None where it is not known."""
    scene: Scene | None = None

    def told_year(self, month: int, at: int) -> int | None:
        """The year of a month of which the text tells there ("It was 1968. In May ..."), where it is a past one."""
        scene = self.scene
        return scene.year + (month < scene.month) if scene is not None and at <= scene.until else None

    def narrative(self, unit: str, at: int, reach: int = 2500) -> Period | None:
        """The last period named, no longer than `unit`, within `reach` characters before."""
        for offset, period in reversed(self.mentioned[-12:]):
            if at - offset > reach:
                return None
            if _ORDER.index(period.unit) <= _ORDER.index(unit if unit in _ORDER else "day"):
                return period
        return None

    def of_year(self, month: int, day: int, weekday: int | None) -> Period | None:
        """The day of this date that the text has named: on the weekday, if one is told, else about a year away."""
        days = [p for _, p in self.mentioned if p.unit == "day" and (p.first.month, p.first.day) == (month, day)]
        return next((p for p in reversed(days) if self._is_meant(p.first, weekday)), None)

    def _is_meant(self, day: date, weekday: int | None) -> bool:
        if weekday is not None:
            return day.isoweekday() == weekday
        return self.published is not None and abs((day - self.published).days) < _A_YEAR

    def compared(self, unit: str, at: int) -> Period | None:
        """The period of this unit of which the last few sentences speak; "a year earlier" there means the same one.

        Of the unit "period" it is a month, a quarter or a half.
        """
        units = {"month", "quarter", "half"} if unit == "period" else {unit}
        near = [p for offset, p in self.mentioned[-6:] if at - offset < 300 and p.unit in units]
        return max(near, key=lambda p: p.first) if near else None  # not the one it is compared with
