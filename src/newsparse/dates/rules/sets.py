"""Sets of times: what returns ("every Monday", "annually", "twice a week")."""

from __future__ import annotations

import re

from newsparse.dates import lexicon
from newsparse.dates.rules.rule import Rule, read_amount, read_month, read_unit, read_weekday
from newsparse.dates.when import Expression, Repeat

__all__ = ["RULES"]

_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P1Q",
    "biannually": "P6M",
    "semiannually": "P6M",
    "semiannual": "P6M",
    "biannual": "P6M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "biennial": "P2Y",
    "everyday": "P1D",
}
RATE = r"(?:once|twice|three times|{number} times|several times)"


def period_value(amount: float | None, unit: str) -> str:
    """P2W for (2, "week"); XX for what has no length of its own in ISO 8601 (weekends)."""
    if unit == "night":
        return "XXXX-XX-XXTNI"
    if unit == "weekend":
        return "XXXX-WXX-WE"
    if unit == "fortnight":
        unit, amount = "week", 2 * amount if amount else None
    code = lexicon.load()["designators"][unit]
    text = "X" if amount is None else f"{amount:.0f}" if float(amount).is_integer() else f"{amount:g}"
    return f"PT{text}{code[1]}" if code.startswith("T") else f"P{text}{code}"


def _each(m: re.Match[str]) -> Expression | None:
    amount = m.group("amount") or ""
    other = amount.lower() in {"other", "second"}
    number = 2 if other else (lexicon.ordinal(amount) or read_amount(amount or None))
    return Repeat(period_value(number, read_unit(m)))


def _weekdays(m: re.Match[str]) -> Expression | None:
    return Repeat(f"XXXX-WXX-{read_weekday(m)}")


def _weekday_part(m: re.Match[str]) -> Expression | None:
    return Repeat(f"XXXX-WXX-{read_weekday(m)}T{lexicon.key('parts', m.group('part'))}")


RULES = (
    Rule(
        "adverb of return",
        "set",
        r"daily|hourly|nightly|weekly|biweekly|fortnightly|monthly|bimonthly|quarterly|yearly|annually|annual|biannually|biannual|semiannually|semiannual|biennial|everyday",
        lambda m: Repeat(_ADVERBS[m.group(0).lower()]),
    ),
    Rule(
        "semi-annual",
        "set",
        r"(?:semi|bi|twice)-(?P<what>annual|annually|weekly|monthly|yearly)",
        lambda m: Repeat(
            {"annual": "P6M", "annually": "P6M", "yearly": "P6M", "weekly": "P2W", "monthly": "P2M"}[
                m.group("what").lower()
            ]
        ),
    ),
    Rule(
        "every unit",
        "unit",
        r"(?:every|each)(?: single| and every)? (?P<amount>(?:other|{ordinal}|{number}|few|couple of)?) ?{unit}",
        _each,
    ),
    Rule(
        "every weekday",
        "weekday",
        r"(?:every|each)(?: other| single| first| second| third| fourth| last)? {weekday}(?: {part})?",
        lambda m: _weekday_part(m) if m.group("part") else _weekdays(m),
    ),
    Rule("weekdays", "weekday", r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)s", _weekdays),
    Rule("weekday nights", "weekday", r"{weekday}~(?P<part>mornings|afternoons|evenings|nights)", _weekday_part),
    Rule("every month of the name", "month", r"(?:every|each) {month}", lambda m: Repeat(f"XXXX-{read_month(m):02d}")),
    Rule(
        "every day of the year",
        "month",
        r"(?:every|each) (?:{month} {day}|{day2} {month2})",
        lambda m: Repeat(
            f"XXXX-{read_month(m, 'month' if m.group('month') else 'month2'):02d}-{int(re.sub(chr(92) + 'D', '', m.group('day') or m.group('day2'))):02d}"
        ),
    ),
    Rule(
        "every season",
        "season",
        r"(?:every|each) {season}",
        lambda m: Repeat(f"XXXX-{lexicon.key('seasons', m.group('season'))}"),
    ),
    Rule(
        "every part of the day",
        "part",
        r"(?:every|each) {part}",
        lambda m: Repeat(f"XXXX-XX-XXT{lexicon.key('parts', m.group('part'))}"),
    ),
    Rule(
        "parts of the day",
        "part",
        r"(?:most |in the )?(?P<part>mornings|afternoons|evenings)",
        lambda m: Repeat(f"XXXX-XX-XXT{lexicon.key('parts', m.group('part'))}"),
    ),
    Rule("rate", "unit", rf"{RATE}~(?:an?|per|each|every)~{{unit}}", lambda m: Repeat(period_value(1, read_unit(m)))),
    Rule(
        "per unit",
        "unit",
        r"per (?P<unit>hour|day|night|week|month|quarter|year)",
        lambda m: Repeat(period_value(1, read_unit(m))),
    ),
    Rule(
        "mornings of working days",
        "part",
        r"(?P<days>weekday|weekend)~(?P<part>mornings|afternoons|evenings|nights)",
        lambda m: Repeat(
            f"XXXX-WXX-{'XX' if m.group('days').lower() == 'weekday' else 'WE'}T{lexicon.key('parts', m.group('part'))}"
        ),
    ),
    Rule("weekends", "unit", r"(?:most )?weekends", lambda m: Repeat("XXXX-WXX-WE")),
    Rule("working days", "unit", r"weekdays", lambda m: Repeat("XXXX-WXX-XX")),
)
