"""Sets of times: what returns ("every Monday", "annually", "twice a week")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.expression import Expression, Repeat
from newsparse.dates.rules.rule import Kind, Rule, read, read_amount, read_when, said
from newsparse.dates.values import period_value, template

if TYPE_CHECKING:
    import re

__all__ = ["RULES"]

_RETURNS: dict[str, str] = lexicon.load()["returns"] | {
    f"{twice}{word}": value
    for twice in ("semi", "semi-", "bi", "bi-", "twice-")
    for word, value in lexicon.load()["twice"].items()
}
_DAYS = {"weekday": "XX", "weekend": "WE"}
RATE = r"(?:once|twice|three times|{number} times|several times)"


def _each(m: re.Match[str]) -> Expression:
    """Such as "every two weeks", "twice a week", "per day"."""
    amount = said(m, "amount")
    number = 2 if amount in {"other", "second"} else lexicon.ordinal(amount) or read_amount(amount)
    return Repeat(period_value(number, read(m, "unit")))


def _returning(m: re.Match[str]) -> Expression | None:
    """Such as "every Monday", "every 14 July", "Tuesday nights", "every morning"."""
    told = read_when(m)
    return Repeat(template(told) + told.time) if told else None


RULES = (
    Rule("adverb of return", "|".join(_RETURNS), lambda m: Repeat(_RETURNS[m.group().lower()])),
    Rule(
        "every unit",
        r"(?:every|each)(?: single| and every)? (?P<amount>(?:other|{ordinal}|{number}|few|couple of)?) ?{unit}",
        _each,
    ),
    Rule(
        "every named time",
        r"(?:every|each)(?: other| single| first| second| third| fourth| last)? "
        r"(?:{weekday}(?: {part})?|{month}(?: {day})?|{day2} {month2}|{season}|{part2})",
        _returning,
    ),
    Rule("weekdays", r"{weekdays}", _returning, Kind.WEEKDAYS),
    Rule(
        "parts of the day",
        r"{weekday}~(?P<part>mornings|afternoons|evenings|nights)|(?:most |in the )?(?P<part2>mornings|afternoons|evenings)",
        _returning,
    ),
    Rule("rate", rf"{RATE}~(?:an?|per|each|every)~{{unit}}", _each),
    Rule("per unit", r"per (?P<unit>hour|day|night|week|month|quarter|year)", _each),
    Rule("weekends", r"(?:most )?(?P<days>weekend|weekday)s", lambda m: Repeat(f"XXXX-WXX-{_DAYS[said(m, 'days')]}")),
)
