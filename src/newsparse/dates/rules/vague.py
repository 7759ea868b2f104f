"""What points to the past, present or future without a place in the calendar."""

from __future__ import annotations

from newsparse.dates.expression import Vague
from newsparse.dates.rules.rule import Rule

__all__ = ["RULES"]


def _rule(name: str, value: str, pattern: str) -> Rule:
    return Rule(name, "vague", pattern, lambda m: Vague(value))


RULES = (
    _rule("now", "PRESENT_REF", r"(?:right |just )?now|currently|nowadays|presently"),
    _rule(
        "the present",
        "PRESENT_REF",
        r"at present|the present(?: (?:day|time|moment))?|present day|the moment|this (?:\w{1,10} )?moment",
    ),
    _rule("current", "PRESENT_REF", r"current"),
    _rule("recently", "PAST_REF", r"(?:more |most )?recently|lately"),
    _rule(
        "the past",
        "PAST_REF",
        r"the (?:(?:recent|distant|not-too-distant) )?past|(?:a )?long(?: time)? ago|once upon a time",
    ),
    _rule("recent", "PAST_REF", r"recent"),
    _rule("soon", "FUTURE_REF", r"soon(?! (?:after|as))|shortly(?! (?:after|before))"),
    _rule(
        "the future",
        "FUTURE_REF",
        r"the (?:(?:near|foreseeable|immediate|distant|not-too-distant) )?future|(?:near|foreseeable) future",
    ),
)
