"""TIMEX3 values of what lies nowhere in the calendar: lengths, and dates with an X for what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.holidays import fixed_day
from newsparse.dates.period import unit_of

if TYPE_CHECKING:
    from newsparse.dates.expression import Length, When

__all__ = ["length_value", "period_value", "template"]


def period_value(amount: float | None, unit: str) -> str:
    """P2W for (2, "week"); XX for what has no length of its own in ISO 8601 (weekends)."""
    if unit in {"night", "weekend"}:
        return str(lexicon.load()["untold"][unit])
    if unit == "fortnight":
        unit, amount = "week", 2 * amount if amount else None
    code = lexicon.load()["designators"][unit]
    text = "X" if amount is None else f"{amount:.0f}" if float(amount).is_integer() else f"{amount:g}"
    return f"PT{text}{code[1]}" if code.startswith("T") else f"P{text}{code}"


def length_value(e: Length) -> str:
    """P3D, PT16H, P1Y6M, PXM."""
    parts = [period_value(*part) for amount, unit in e.amounts for part in _whole(amount, unit)]
    if len(parts) == 1:
        return parts[0]
    days = "".join(p[1:] for p in parts if not p.startswith("PT"))
    hours = "".join(p[2:] for p in parts if p.startswith("PT"))
    return "P" + days + (f"T{hours}" if hours else "")


def _whole(amount: float | None, unit: str) -> list[tuple[float | None, str]]:
    """Quarters and halves of years and hours told in months and minutes: P1Y6M, PT30M."""
    smaller = {"year": ("month", 12), "hour": ("minute", 60)}.get(unit)
    if amount is None or smaller is None or float(amount).is_integer() or not float(4 * amount).is_integer():
        return [(amount, unit)]
    whole, rest = int(amount), (amount - int(amount)) * smaller[1]
    return ([(whole, unit)] if whole else []) + [(rest, smaller[0])]


_TEMPLATES = {
    "orders": "{year}-XX-XX", "month": "{year}-{e.month:02d}{day}", "unit": "{unit}", "holiday": "{year}-{feast}",
    "day": "XXXX-XX-{e.day:02d}", "weekday": "XXXX-WXX-{e.weekday}", "weekend": "XXXX-WXX-WE",
    "quarter": "{year}-Q{e.quarter}", "half": "{year}-H{e.half}", "season": "{year}-{e.season}",
    "year": "{year}", "hour": "XXXX-XX-XX", "part": "XXXX-XX-XX",
}  # fmt: skip
"""How it is written, by the first of the fields that is said."""


def template(e: When, country: str | None = None) -> str:
    """The value with X for what is not known: `XXXX-WXX-1`, `XXXX-05-14`; of an impossible day, as it is written."""
    field = next((name for name in _TEMPLATES if e.says({name})), "year")
    unit = unit_of(e.unit, e.shift or 0, distance=isinstance(e.shift, float)) if e.unit else "year"
    return _TEMPLATES[field].format(
        e=e,
        day=f"-{e.day:02d}" if e.day is not None else "",
        year=f"{e.year:04d}" if e.year is not None else "XXXX",
        feast=(e.holiday and fixed_day(e.holiday, country)) or "XX-XX",
        unit=lexicon.load()["untold"].get(unit, "XXXX"),
    )
