"""Holidays and other days with a name (`data/holidays.toml`)."""

from __future__ import annotations

import re

from newsparse.dates import holidays
from newsparse.dates.rules.rule import Rule, read_year
from newsparse.dates.rules.weekdays import PICK, pick_of
from newsparse.dates.when import Expression, When

__all__ = ["FIRST_WORDS", "RULES"]

FIRST_WORDS = frozenset(word for name in holidays.names() for word in [re.split(r"[\s'’.-]", name)[0]])
"""First words of the names, by which the scanner knows where to look."""


def _names() -> str:
    ordered = sorted(holidays.names(), key=len, reverse=True)
    return "|".join(re.escape(n).replace(r"\ ", " ").replace(r"\-", "~") for n in ordered)


def _find(m: re.Match[str]) -> Expression | None:
    name = re.sub(r"\s+", " ", m.group("name").lower()).replace("’", "'").replace("‘", "'")
    if name not in holidays.names():
        name = next((n for n in holidays.names() if n.replace("-", " ") == name.replace("-", " ")), "")
    if not name or m.group("name")[0].islower():
        return None
    pick = pick_of(m.group("pick")) if m.group("pick") else None
    return When(holiday=name, pick=pick, year=read_year(m) or read_year(m, "shortyear"))


RULES = (
    Rule(
        "holiday",
        "holiday",
        rf"(?:{PICK} )?(?P<name>{_names()})(?:,? (?:of )?(?:{{year}}|{{shortyear}}))?(?! Island)",
        _find,
    ),
)
