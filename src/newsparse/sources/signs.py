"""What several readers of a source look for: a month by its name, the end of a sentence."""

from __future__ import annotations

import re

__all__ = ["MONTH", "SENTENCE_END", "month"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
"""The pattern of a month by its name or a short form of it."""

SENTENCE_END = re.compile(r"[.?!][\"”’'»)\]]*$")


def month(name: str) -> int | None:
    """The number of a month by its name or the first three letters of it."""
    months = _MONTHS.split()
    return months.index(short) + 1 if (short := name[:3].lower()) in months else None
