"""What the stage finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression: offsets, TIMEX3 type and value, days, and the names of the rules that made it."""

    start: int
    end: int
    type: str
    value: str
    first: date | None
    last: date | None
    rule: str
