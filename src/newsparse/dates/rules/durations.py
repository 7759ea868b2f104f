"""Durations: how long, and what makes a date of them ("three weeks ago", "two days later")."""

from __future__ import annotations

import re
from dataclasses import replace

from newsparse.dates import lexicon
from newsparse.dates.expression import Expression, Length, Vague, When
from newsparse.dates.period import CLOCK_UNITS
from newsparse.dates.rules.rule import AMOUNT, Context, Kind, Rule, read_amount, read_unit

__all__ = ["AFTER", "RULES"]

EXTRA = (
    r"(?:long|full|whole|straight|consecutive|more|additional|solid|working|business|trading|calendar|fiscal|further)"
)


def _length(m: re.Match[str]) -> Expression | None:
    """Such as "three days", "half an hour", "several years"."""
    text, unit = m.group("amount").lower(), read_unit(m)
    return None if _no_length(m, text, unit) else Length(((read_amount(m.group("amount")), unit),))


def _no_length(m: re.Match[str], amount: str, unit: str) -> bool:
    """Such as "an SEC filing", "a year-long strike", "a second", "$3 million minutes"."""
    written = m.group("unit")
    article = amount in {"a", "an"} and m.string.startswith(("-long", "-old"), m.end())
    code = not amount[0].isdigit() and written.isupper() and len(written) < 4
    money = "illion" in amount and m.string[: m.start()].rstrip().endswith(("$", "£", "€"))
    ordinal = amount in {"a", "one", "several"} and written.lower() == "second"
    return article or code or money or ordinal


def _and_a_half(m: re.Match[str]) -> Expression | None:
    amount = read_amount(m.group("amount") or m.group("number2"))
    unit = read_unit(m, "unit" if m.group("unit") else "unit2")
    return None if amount is None else Length(((amount + 0.5, unit),))


def _with_fraction(m: re.Match[str]) -> Expression | None:
    whole, over, under = (int(m.group(each) or half) for each, half in (("whole", 0), ("a", 1), ("b", 2)))
    return Length(((whole + over / under, read_unit(m)),)) if under else None


def _from_to(m: re.Match[str]) -> Expression | None:
    """Such as "two or three days", "3-5 years": the amount is not settled, so it is X."""
    low, high = lexicon.number(m.group("number")), lexicon.number(m.group("number2"))
    return _untold(m) if low is not None and high is not None and low < high else None


def _untold(m: re.Match[str]) -> Expression:
    return Length(((None, read_unit(m)),))


def _bare_plural(m: re.Match[str]) -> Expression | None:
    early = re.search(r"(?:early|small|wee)\s+$", m.string[max(0, m.start() - 12) : m.start()], re.IGNORECASE)
    return None if early else _untold(m)


def _whole(m: re.Match[str]) -> Expression:
    return Length(((1, read_unit(m)),))


RULES = (
    Rule(
        "quarter century",
        "unit",
        r"(?:a |the )?(?P<part>half|quarter)~(?:of a )?(?P<unit>century)",
        lambda m: Length(((50 if m.group("part").lower() == "half" else 25, "year"),)),
    ),
    Rule("length", "unit", rf"{AMOUNT}~(?:{EXTRA}~)?{{unit}}", _length, Kind.AMOUNT),
    Rule(
        "unit beside an event",
        "unit",
        r"the (?P<unit>day)(?= (?:after|before) (?:the|an?|his|her|its|their|this|that|he|she|they|it)\b)",
        _whole,
    ),
    Rule(
        "length and a half",
        "unit",
        r"(?P<amount>{number}|an?)~and~a~half~{unit}|(?:{number2}|an?) {unit2} and a half",
        _and_a_half,
    ),
    Rule("length with fraction", "unit", r"(?P<whole>\d{1,3})(?:½|[- ](?P<a>\d)/(?P<b>\d))~{unit}", _with_fraction),
    Rule("length from to", "unit", r"{number}(?: to | or |~to~|~or~|[-\u2013\u2014]){number2}~{unit}", _from_to),
    Rule(
        "units",
        "unit",
        r"(?P<unit>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)",
        _bare_plural,
        Kind.UNITS,
    ),
    Rule(
        "units or units",
        "unit",
        r"(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades) (?:or|and) (?:even )?(?P<unit2>hours|days|weeks|months|years|decades|centuries)",
        _untold,
    ),
    Rule(
        "units to come",
        "unit",
        r"(?:the )?(?P<unit>hours|days|weeks|months|years|decades|centuries) (?:ahead|to come)",
        _untold,
    ),
    Rule(
        "whole unit",
        "unit",
        r"(?:all|the whole|the entire|a whole|an entire|a full|all the)~(?P<unit>day|week|weekend|month|quarter|year|decade|century)",
        _whole,
        Kind.STRETCH,
    ),
    Rule(
        "unit-long",
        "unit",
        r"(?P<unit>hour|day|week|month|year|decade|century)(?:(?P<many>s)?-(?:long|old)|long)",
        lambda m: Length(((None if m.group("many") else 1, read_unit(m)),)),
    ),
    Rule(
        "length clipped",
        "unit",
        r"(?P<amount>\d{1,4}(?:\.\d)?)(?P<unit>yrs?|hrs?|mins?|secs?)",
        lambda m: Length(((float(m.group("amount")), read_unit(m)),)),
    ),
)


_COUNTABLE = 100_000
"""More years, or anything else, are no way to a date: "65 million years ago"."""


def _shifted(length: Length, sign: int, anchor: str) -> Expression | None:
    """The date at that distance; PAST_REF or FUTURE_REF where the amount is not told."""
    amount, unit = length.amounts[0]
    if (
        anchor != "published" and amount is None and unit in CLOCK_UNITS
    ):  # "hours later": the same day, as far as is known
        return When(unit=unit, shift=0, anchor=anchor)
    if any(amount is None or amount > _COUNTABLE for amount, _ in length.amounts):
        return Vague("PAST_REF" if sign < 0 else "FUTURE_REF")
    found: When | None = None
    for amount, unit in reversed(length.amounts):
        assert amount is not None
        found = When(unit=unit, shift=sign * amount, anchor=anchor, base=found, mod=length.mod)
    return found


def _later(m: re.Match[str], left: Length) -> Expression | None:
    word = m.group("word").lower()
    sign = 1 if word.startswith(("later", "after", "thereafter")) else -1
    return _shifted(left, sign, "earlier" if word == "earlier" else "narrative")


def _holiday_week(m: re.Match[str], left: When) -> Expression | None:
    """Such as "Easter week", "Labor Day weekend"."""
    return replace(left, unit=m.group("unit").lower()) if left.holiday is not None and not left.clock else None


def _or_so(m: re.Match[str], left: Length) -> Expression | None:
    """Such as "a week or so"; of "a week or two" the amount is not told."""
    if m.group("so"):
        return replace(left, mod="APPROX")
    return Length(((None, left.amounts[0][1]),)) if left.amounts[0][0] == 1 else None


AFTER = (
    Context("week of a holiday", When, r" (?P<unit>week|weekend)", _holiday_week),
    Context("or so", Length, r" or (?:(?P<so>so)|two|three)", _or_so),
    Context(
        "ago", Length, r"(?: |-)ago|(?: in the past| back)(?= *[,.;])", lambda m, left: _shifted(left, -1, "published")
    ),
    Context("from now", Length, r" (?:from now|hence|from today)", lambda m, left: _shifted(left, 1, "published")),
    Context(
        "later, earlier",
        Length,
        r"(?: |-)(?P<word>(?:later|earlier)(?! than\b)|beforehand|previously|afterwards?|thereafter"
        r"|(?:after|before) (?:that|then)(?= (?:he|she|they|it|we|i|the)\b| *(?:[.,;:)]|$))"
        r"|(?:before|after)(?= *(?:[.,;:!?)]|$)))",
        _later,
    ),
)
