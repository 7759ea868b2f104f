"""Sets of times: what returns ("every Monday", "annually", "twice a week")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.expression import Expression, Repeat
from newsparse.dates.rules.rule import Kind, Rule, read_amount, read_key, read_unit, read_when, said

if TYPE_CHECKING:
    import re

__all__ = ["RULES", "period_value"]

_RETURNS: dict[str, str] = lexicon.load()["returns"] | {
    f"{twice}{word}": value
    for twice in ("semi", "semi-", "bi", "bi-", "twice-")
    for word, value in lexicon.load()["twice"].items()
}
_DAYS = {"weekday": "XX", "weekend": "WE"}
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


def _weekday(m: re.Match[str]) -> Expression | None:
    """Such as "every Monday", "Fridays", "Tuesday nights"."""
    told = read_when(m)
    part = f"T{told.part}" if told and told.part else ""
    return Repeat(f"XXXX-WXX-{told.weekday}{part}") if told else None


def _date(m: re.Match[str]) -> Expression | None:
    """Such as "every June", "every 14 July"."""
    told = read_when(m)
    return Repeat(f"XXXX-{told.month:02d}" + (f"-{told.day:02d}" if told.day else "")) if told else None


def _part(m: re.Match[str]) -> Expression | None:
    """Such as "every morning", "evenings"."""
    told = read_when(m)
    return Repeat(f"XXXX-XX-XXT{told.part}") if told else None


RULES = (
    Rule("adverb of return", "set", "|".join(_RETURNS), lambda m: Repeat(_RETURNS[m.group().lower()])),
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
        _weekday,
    ),
    Rule("weekdays", "weekday", r"{weekdays}", _weekday, Kind.WEEKDAYS),
    Rule("weekday nights", "weekday", r"{weekday}~(?P<part>mornings|afternoons|evenings|nights)", _weekday),
    Rule(
        "every date",
        "month",
        r"(?:every|each) (?:{month}(?: {day})?|(?P<ordinal>\d{1,2})(?:st|nd|rd|th)? {month2})",
        _date,
    ),
    Rule(
        "every season",
        "season",
        r"(?:every|each) {season}",
        lambda m: Repeat(f"XXXX-{read_key(m, 'seasons', 'season')}"),
    ),
    Rule(
        "parts of the day",
        "part",
        r"(?:every|each) {part}|(?:most |in the )?(?P<part2>mornings|afternoons|evenings)",
        _part,
    ),
    Rule("rate", "unit", rf"{RATE}~(?:an?|per|each|every)~{{unit}}", lambda m: Repeat(period_value(1, read_unit(m)))),
    Rule(
        "per unit",
        "unit",
        r"per (?P<unit>hour|day|night|week|month|quarter|year)",
        lambda m: Repeat(period_value(1, read_unit(m))),
    ),
    Rule(
        "weekends",
        "unit",
        r"(?:most )?(?P<days>weekend|weekday)s",
        lambda m: Repeat(f"XXXX-WXX-{_DAYS[said(m, 'days')]}"),
    ),
)
