"""Durations: how long something lasts."""

from __future__ import annotations

import re

from newsparse.dates.expression import Length
from newsparse.dates.rules.rule import AMOUNT, Kind, Rule, read, said

__all__ = ["RULES"]

EXTRA = (
    r"(?:long|full|whole|straight|consecutive|more|additional|solid|working|business|trading|calendar|fiscal|further)"
)


def _length(m: re.Match[str]) -> Length | None:
    """Such as "three days", "half an hour", "several years", "a year and a half"."""
    text, unit, amount = said(m, "amount"), read(m, "unit"), read(m, "amount")
    half = 0.5 if m.groupdict().get("half") else 0
    return None if _no_length(m, text, unit) else Length(((None if amount is None else amount + half, unit),))


_OF_YEAR = re.compile(r"(?:19|20)\d\d [A-Z][a-z]")


def _no_length(m: re.Match[str], amount: str, unit: str) -> bool:
    """Such as "an SEC filing", "a year-long strike", "a second", "$3 million minutes", "the 2015 Decade of Water"."""
    written = m.group("unit")
    article = amount in {"a", "an"} and m.string.startswith(("-long", "-old"), m.end())
    code = not amount[0].isdigit() and written.isupper() and len(written) < 4
    money = "illion" in amount and m.string[: m.start()].rstrip().endswith(("$", "£", "€"))
    ordinal = amount in {"a", "one", "several"} and written.lower() == "second"
    return article or code or money or ordinal or _OF_YEAR.match(m.string, m.start()) is not None


def _from_to(m: re.Match[str]) -> Length | None:
    """Such as "two or three days", "3-5 years": the amount is not settled, so it is X."""
    low, high = read(m, "number"), read(m, "number2")
    return _units(m) if low is not None and high is not None and low < high else None


def _units(m: re.Match[str], amount: float | None = None) -> Length:
    return Length(((amount, read(m, "unit")),))


def _whole(m: re.Match[str]) -> Length:
    return _units(m, 1)


RULES = (
    Rule(
        "quarter century",
        r"(?:a |the )?(?P<part>half|quarter)~(?:of a )?century",
        lambda m: Length(((50 if m.group("part").lower() == "half" else 25, "year"),)),
    ),
    Rule("length", rf"{AMOUNT}~(?:{EXTRA}~)?{{unit}}(?P<half> and a half)?", _length, Kind.AMOUNT),
    Rule("length clipped", r"(?P<amount>\d{1,4}(?:\.\d)?)(?P<unit>yrs?|hrs?|mins?|secs?)", _length),
    Rule("the months", r"the (?P<amount>{number}) (?P<unit>months|weeks|years|quarters)", _length),
    Rule("length from to", r"{number}(?: to | or |~to~|~or~|[-\u2013\u2014]){number2}~{unit}", _from_to),
    Rule(
        "units",
        r"(?<!early[ ])(?<!small[ ])(?<!wee[ ])(?P<unit>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)",
        _units,
        Kind.UNITS,
    ),
    Rule(
        "several units",
        r"(?:the )?(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades|centuries)"
        r" (?:(?:or|and) (?:even )?(?:hours|days|weeks|months|years|decades|centuries)|ahead|to come)",
        _units,
    ),
    Rule(
        "unit beside an event",
        r"(?<!to[ ])the (?P<unit>day)(?= (?:after|before) (?:the|an?|his|her|its|their|this|that|he|she|they|it)\b)",
        _whole,
    ),
    Rule(
        "whole unit",
        r"(?:all|the whole|the entire|a whole|an entire|a full|all the)~(?P<unit>day|week|weekend|month|quarter|year|decade|century)",
        _whole,
        Kind.STRETCH,
    ),
    Rule(
        "unit-long",
        r"(?P<unit>hour|day|week|month|year|decade|century)(?:(?P<many>s)?-(?:long|old)|long)",
        lambda m: _units(m, None if m.group("many") else 1),
    ),
)
