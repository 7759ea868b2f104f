"""Durations: how long, and what makes a date of them ("three weeks ago", "two days later")."""

from __future__ import annotations

import re
from dataclasses import replace

from newsparse.dates import lexicon
from newsparse.dates.period import CLOCK_UNITS
from newsparse.dates.rules.rule import AMOUNT, Context, Rule, read_amount, read_unit
from newsparse.dates.when import Expression, Length, Vague, When

__all__ = ["AFTER", "RULES"]

EXTRA = (
    r"(?:long|full|whole|straight|consecutive|more|additional|solid|working|business|trading|calendar|fiscal|further)"
)


def _length(m: re.Match[str]) -> Expression | None:
    amount = read_amount(m.group("amount"))
    unit = read_unit(m)
    text = m.group("amount").lower()
    if text in {"a", "an"} and m.string.startswith(("-long", "-old"), m.end()):
        return None
    if not text[0].isdigit() and m.group("unit").isupper() and len(m.group("unit")) < 4:  # "an SEC filing"
        return None
    if "illion" in text and m.string[: m.start()].rstrip().endswith(("$", "£", "€")):
        return None
    if unit == "second" and text in {"a", "one", "several"} and m.group("unit").lower() == "second":
        return None
    if unit == "century" and not m.group("unit").lower().startswith("centur"):
        return None
    return Length(((amount, unit),))


def _and_a_half(m: re.Match[str]) -> Expression | None:
    amount = read_amount(m.group("amount"))
    return None if amount is None else Length(((amount + 0.5, read_unit(m)),))


def _with_fraction(m: re.Match[str]) -> Expression | None:
    return (
        Length(((int(m.group("whole")) + int(m.group("a")) / int(m.group("b")), read_unit(m)),))
        if int(m.group("b"))
        else None
    )


def _from_to(m: re.Match[str]) -> Expression | None:
    """Such as "two or three days", "3-5 years": the amount is not settled, so it is X."""
    low, high = lexicon.number(m.group("number")), lexicon.number(m.group("number2"))
    if low is None or high is None or low >= high:
        return None
    return Length(((None, read_unit(m)),))


def _bare_plural(m: re.Match[str]) -> Expression | None:
    if re.search(r"(?:early|small|wee)\s+$", m.string[max(0, m.start() - 12) : m.start()], re.IGNORECASE):
        return None
    return Length(((None, read_unit(m)),))


def _unit_or_unit(m: re.Match[str]) -> Expression | None:
    return Length(((None, read_unit(m)),))


def _whole(m: re.Match[str]) -> Expression | None:
    return Length(((1, read_unit(m)),))


def _fraction(m: re.Match[str]) -> Expression | None:
    part = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75, "three-quarters": 0.75, "third": 1 / 3}
    value = part.get(" ".join(m.group("part").lower().split()))
    return None if value is None else Length(((value, read_unit(m)),))


RULES = (
    Rule(
        "quarter century",
        "unit",
        r"(?:a |the )?(?P<part>half|quarter)~(?:of a )?(?P<unit>century)",
        lambda m: Length(((50 if m.group("part").lower() == "half" else 25, "year"),)),
    ),
    Rule("length", "unit", rf"{AMOUNT}~(?:{EXTRA}~)?{{unit}}", _length),
    Rule(
        "unit beside an event",
        "unit",
        r"the (?P<unit>day)(?= (?:after|before) (?:the|an?|his|her|its|their|this|that|he|she|they|it)\b)",
        _whole,
    ),
    Rule("length and a half", "unit", r"(?P<amount>{number}|an?)~and~a~half~{unit}", _and_a_half),
    Rule("length and a half, after", "unit", r"(?P<amount>{number}|an?) {unit} and a half", _and_a_half),
    Rule("length with fraction", "unit", r"(?P<whole>\d{1,3})[- ](?P<a>\d)/(?P<b>\d)~{unit}", _with_fraction),
    Rule(
        "length with half sign",
        "unit",
        r"(?P<whole>\d{1,3})½~{unit}",
        lambda m: Length(((int(m.group("whole")) + 0.5, read_unit(m)),)),
    ),
    Rule("length from to", "unit", r"{number}(?: to | or |~to~|~or~|[-\u2013\u2014]){number2}~{unit}", _from_to),
    Rule("fraction of a unit", "unit", r"(?:a )?(?P<part>half|quarter|three~quarters) of an? {unit}", _fraction),
    Rule(
        "units",
        "unit",
        r"(?P<unit>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)",
        _bare_plural,
    ),
    Rule(
        "units or units",
        "unit",
        r"(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades) (?:or|and) (?:even )?(?P<unit2>hours|days|weeks|months|years|decades|centuries)",
        _unit_or_unit,
    ),
    Rule(
        "units to come",
        "unit",
        r"(?:the )?(?P<unit>hours|days|weeks|months|years|decades|centuries) (?:ahead|to come)",
        _unit_or_unit,
    ),
    Rule(
        "whole unit",
        "unit",
        r"(?:all|the whole|the entire|a whole|an entire|a full|all the)~(?P<unit>day|week|weekend|month|quarter|year|decade|century)",
        _whole,
    ),
    Rule(
        "unit-long",
        "unit",
        r"(?P<unit>hour|day|week|month|year|decade|century)(?:s?-(?:long|old)|long)",
        lambda m: Length(
            ((1 if not m.group(0).lower().startswith(m.group("unit").lower() + "s") else None, read_unit(m)),)
        ),
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


def _ago(m: re.Match[str], left: Expression) -> Expression | None:
    return _shifted(left, -1, "published") if isinstance(left, Length) else None


def _from_now(m: re.Match[str], left: Expression) -> Expression | None:
    return _shifted(left, 1, "published") if isinstance(left, Length) else None


def _later(m: re.Match[str], left: Expression) -> Expression | None:
    if not isinstance(left, Length):
        return None
    word = m.group("word").lower()
    sign = 1 if word in {"later", "after", "afterwards", "afterward", "thereafter", "on"} else -1
    return _shifted(left, sign, "earlier" if word == "earlier" else "narrative")


def _or_so(m: re.Match[str], left: Expression) -> Expression | None:
    return replace(left, mod="APPROX") if isinstance(left, Length) else None


def _at_hour(m: re.Match[str], left: Expression) -> Expression | None:
    """Such as "tomorrow morning at 8"."""
    if not isinstance(left, When) or left.part is None or left.hour is not None or not left.dated:
        return None
    hour = int(m.group("hour"))
    return replace(left, hour=hour + 12 if left.part in {"AF", "EV", "NI"} and hour < 12 else hour, part=None)


def _holiday_week(m: re.Match[str], left: Expression) -> Expression | None:
    """Such as "Easter week", "Labor Day weekend"."""
    if not isinstance(left, When) or left.holiday is None or left.clock:
        return None
    return replace(left, unit=m.group("unit").lower())


AFTER = (
    Context("at the hour", "after", r" at (?P<hour>1[0-2]|[1-9])(?! ?[:\d/%ap])", _at_hour),
    Context("week of a holiday", "after", r" (?P<unit>week|weekend)", _holiday_week),
    Context("or so", "after", r" or so", _or_so),
    Context(
        "or two",
        "after",
        r" or (?:two|three)",
        lambda m, left: (
            Length(((None, left.amounts[0][1]),)) if isinstance(left, Length) and left.amounts[0][0] == 1 else None
        ),
    ),
    Context("ago", "after", r"(?: |-)ago|(?: in the past| back)(?= *[,.;])", _ago),
    Context("from now", "after", r" (?:from now|hence|from today)", _from_now),
    Context(
        "later, earlier",
        "after",
        r"(?: |-)(?P<word>later|earlier|beforehand|previously|afterwards?|thereafter)",
        _later,
    ),
    Context("before, after", "after", r" (?P<word>before|after)(?= *(?:[.,;:!?)]|$))", _later),
)
