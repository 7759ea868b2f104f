"""The names of months and weekdays, in full and short, and the patterns that read them."""

from __future__ import annotations

__all__ = ["DAY_NAMES", "MONTH", "MONTHS", "WEEKDAY", "WEEKDAYS", "month"]


def _numbered(*names: str) -> dict[str, int]:
    return {form: number for number, forms in enumerate(names, 1) for form in forms.split()}


def _any_of(names: dict[str, int]) -> str:
    return rf"(?:{'|'.join(sorted(map(str.title, names), key=len, reverse=True))})\.?"


MONTHS = _numbered(
    *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug"),
    *("september sept sep", "october oct", "november nov", "december dec"),
)
"""A month's name or a short form of it in small letters -> its number."""

WEEKDAYS = _numbered(
    *("monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu", "friday fri"),
    *("saturday sat", "sunday sun"),
)
"""The same of weekdays, Monday 1."""

MONTH = _any_of(MONTHS)
"""The pattern of a month by its name or a short form of it, its first letter a capital."""

WEEKDAY = _any_of(WEEKDAYS)
"""The same of a weekday."""

DAY_NAMES = "|".join(form for form in WEEKDAYS if form.endswith("day"))
"""The weekdays in full and in small letters, as alternatives of a pattern."""


def month(name: str) -> int | None:
    """The number of a month by its name or a short form of it, in any case, with or without a full stop."""
    return MONTHS.get(name.lower().rstrip("."))
