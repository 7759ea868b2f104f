"""Holidays and other days with a name (`data/holidays.toml`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.dates import holidays
from newsparse.dates.rules.rule import PICK, Rule, read_when, said

if TYPE_CHECKING:
    from newsparse.dates.expression import When

__all__ = ["FIRST_WORDS", "NAMES", "RULES"]

FIRST_WORDS = frozenset(re.split(r"[\s'’.-]", name)[0] for name in holidays.names())
"""First words of the names, by which the scanner knows where to look."""

NAMES = "|".join(
    re.escape(name).replace(r"\ ", " ").replace(r"\-", "~") for name in sorted(holidays.names(), key=len, reverse=True)
)
"""A pattern of any of the names."""


def _spaced(name: str) -> str:
    return re.sub("['’‘]", "'", name).replace("-", " ")


_BY_FORM = {_spaced(name): name for name in holidays.names()}


def _find(m: re.Match[str]) -> When | None:
    name = _BY_FORM.get(_spaced(said(m, "name")))
    return read_when(m, holiday=name) if name and not m.group("name")[0].islower() else None


RULES = (
    Rule(
        "holiday",
        "holiday",
        rf"(?:{PICK} )?(?P<name>{NAMES})(?:,? (?:of )?(?:{{year}}|{{shortyear}}))?(?! Island)",
        _find,
    ),
)
