"""Days and years of other calendars: their numbers are none of ours, so that they have no place in it."""

from __future__ import annotations

from newsparse.dates import lexicon
from newsparse.dates.expression import Vague
from newsparse.dates.rules.rule import Rule

__all__ = ["RULES"]

_MONTHS = "|".join(sorted((m.replace("-", "~") for m in lexicon.load()["calendars"]["months"]), key=len, reverse=True))
_YEAR = r"(?:1[34]\d\d|57\d\d)"
_ERA = r"(?:A\.H\.|AH|SH|BE|BS)"

RULES = (
    Rule(
        "day of another calendar",
        "calendar",
        rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}),?(?: {_YEAR})(?: {_ERA}| H\b)?",
        lambda m: Vague("XXXX-XX-XX"),
    ),
    Rule(
        "month of another calendar",
        "calendar",
        rf"(?:{_MONTHS}),? {_YEAR}(?: {_ERA}| H\b)?",
        lambda m: Vague("XXXX-XX"),
    ),
    Rule(
        "year of another calendar",
        "year",
        r"(?:(?:the )?year )?(?:1[34]\d\d|20[78]\d|2[45]\d\d) (?-i:AH|SH|BE|BS)",
        lambda m: Vague("XXXX"),
    ),
)
