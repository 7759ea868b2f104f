"""How often, not how long: "four flights a week", "$5 a day"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsparse.dates.scan import Atom

__all__ = ["is_rate"]

_RATE = re.compile(
    r"(?:\d|\$|hundred|thousand|million|billion|dozens"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|once|twice|times))[\w,.'’ -]{0,40}\s$",
    re.I,
)
_NO_RATE = re.compile(
    r"(?:\b(?:in|for|after|within|over|than|about|of|at|by|during|and|or|to|with|on|from|last|lasts|lasted|take|takes|took|is|was|as|half|every|per|only|just|spent|through|nearly|almost|once|,))\s$",
    re.I,
)


_SENTENCE = re.compile(r"[.!?]['’\"”)]*\s+(?=\S*$)|[.!?]['’\"”)]*\s+(?=[A-Z“‘\"'])|\n")


def is_rate(text: str, atom: Atom) -> bool:
    """Whether an amount of something stands before "a day", "a week"."""
    before = _SENTENCE.split(text[max(0, atom.start - 48) : atom.start])[-1]
    if before.endswith("-"):  # "a $5-a-day fee", "a pack-a-day smoker"
        return before[-2:-1].isalnum() and not _NO_RATE.search(before[:-1] + " ")
    if before.endswith("24 hours "):
        return False
    return bool(_RATE.search(before)) and not _NO_RATE.search(before)
