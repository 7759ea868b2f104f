"""Words spoken on an earlier day: "On Monday she said: 'I saw him yesterday.'" counts from Monday."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.dates.anchors import Anchors
from newsparse.dates.expression import When
from newsparse.dates.resolve import resolve
from newsparse.dates.words import forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from newsparse.dates.expression import Expression
    from newsparse.dates.resolve import Found
    from newsparse.text.marks import Quotation

__all__ = ["counted_from_speech"]

_BEFORE = re.compile(r"(?:[^.!?\n]|[.!?](?!['’\"”)]*\s))*(?:[.!?]['’\"”)]*\s)?$")
_AFTER = re.compile(r"(?:[^.!?\n]|[.!?](?!['’\"”)]*\s))*")

_FRAME = 260
"""Characters around a quotation in which its day is looked for."""

_A_SEASON = 100
"""Days back to which words are quoted with the day of their saying and are still told as news."""

_LATELY = 12
"""Expressions before and after one that may tell its day of speech."""


def counted_from_speech(
    text: str, found: list[Found], days: Mapping[int, date | None], quotations: Sequence[Quotation]
) -> list[Found]:
    """What was found; what counts from the day on which it was said counts from that day where it is an earlier one.

    `days` are those on which the text was written, by the offset of each expression.
    """
    outer = [(-1, -1), *sorted((each.start, each.end) for each in quotations if not each.depth)]
    for i, one in enumerate(found):
        written = days[one.start]
        if written is not None and _counts_from_speech(one.expression):
            said = _day_of_speech(text, one.start, found[max(0, i - _LATELY) : i + _LATELY], outer)
            if said is not None and 0 < (written - said).days < _A_SEASON:
                meaning = resolve(one.expression, Anchors(said, at=one.start))
                found[i] = replace(one, value=meaning.value, first=meaning.first, last=meaning.last)
    return found


def _counts_from_speech(e: Expression) -> bool:
    """Whether it counts from the day on which it is said: "yesterday", "last week"."""
    return isinstance(e, When) and e.unit is not None and e.shift is not None and e.anchor == "published" and not e.base


def _day_of_speech(text: str, at: int, found: Sequence[Found], outer: Sequence[tuple[int, int]]) -> date | None:
    """The one day that is told beside a quotation around the offset, with a verb of saying; None where none is."""
    start, end = outer[bisect_left(outer, (at,)) - 1]
    if at >= end:
        return None
    low = max(0, start - _FRAME)
    line = text.rfind("\n", low, start) + 1 or low
    before, after = _BEFORE.search(text, line, start), _AFTER.match(text, end, end + _FRAME)
    begin = max(before.start() if before else start, *(text.rfind(mark, line, start) for mark in '”"'))
    for low, high in ((begin, start), (end, after.end() if after else end)):
        told = {f.first for f in found if low <= f.start < high and f.first == f.last} - {None}
        if len(told) == 1 and not forms("saying").isdisjoint(re.findall(r"[a-z]+", text[low:high])):
            return told.pop()
    return None
