"""The grammar: every rule in one value, by the order in which ties are decided."""

from __future__ import annotations

from newsparse.dates.rules import absolute, clock, durations, named, relative, sets, weekdays, years
from newsparse.dates.rules.rule import Kind, Rule

__all__ = ["FAMILIES", "RULES", "Kind", "Rule"]

FAMILIES = {
    "events": named.EVENTS,
    "absolute": absolute.RULES,
    "calendars": named.CALENDARS,
    "named_days": named.HOLIDAYS,
    "years": years.RULES,
    "weekdays": weekdays.RULES,
    "relative": relative.RULES,
    "clock": clock.RULES,
    "sets": sets.RULES,
    "durations": durations.RULES,
    "vague": named.VAGUE,
}
"""Family -> its rules. Of matches that start together the longest wins, of equal ones the first in this order."""

RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES.values() for rule in family)
