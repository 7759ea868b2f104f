"""What points to the past, present or future without a place in the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.dates.rules.rule import Rule
from newsparse.dates.when import Expression, Vague

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["RULES"]


def _refer(value: str) -> Callable[[re.Match[str]], Expression | None]:
    return lambda m: Vague(value)


RULES = (
    Rule("now", "vague", r"(?:right |just )?now|currently|nowadays|presently|these days", _refer("PRESENT_REF")),
    Rule(
        "the present",
        "vague",
        r"at present|the present(?: (?:day|time|moment))?|present day|the moment|this (?:\w{1,10} )?moment",
        _refer("PRESENT_REF"),
    ),
    Rule("current", "vague", r"current(?! (?:affairs|accounts?|events|fiscal))", _refer("PRESENT_REF")),
    Rule("recently", "vague", r"(?:more |most )?recently|lately", _refer("PAST_REF")),
    Rule(
        "the past",
        "vague",
        r"the (?:(?:recent|distant|not-too-distant) )?past|(?:a )?long(?: time)? ago|once upon a time",
        _refer("PAST_REF"),
    ),
    Rule("recent", "vague", r"recent", _refer("PAST_REF")),
    Rule("soon", "vague", r"soon(?! (?:after|as))|shortly(?! (?:after|before))", _refer("FUTURE_REF")),
    Rule(
        "the future",
        "vague",
        r"the (?:(?:near|foreseeable|immediate|distant|not-too-distant) )?future|(?:near|foreseeable) future",
        _refer("FUTURE_REF"),
    ),
)
