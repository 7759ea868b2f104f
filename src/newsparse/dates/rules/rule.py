"""What a rule is: a name, a pattern and a production. Examples lie in `data/dates/` under the rule's family."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from newsparse.dates import lexicon
from newsparse.dates.when import Expression

__all__ = [
    "AMOUNT",
    "Context",
    "Join",
    "Rule",
    "read_amount",
    "read_day",
    "read_month",
    "read_unit",
    "read_weekday",
    "read_year",
]

Production = Callable[[re.Match[str]], Expression | None]


@dataclass(frozen=True)
class Rule:
    """A rule that reads an expression from the text.

    `needs` is the class of word (`lexicon.classes`) without which it cannot match. In `pattern`, `{month}` is a macro
    (`lexicon.macros`) and captures under its name, a space any space within a paragraph, `~` a space or a hyphen and
    `'` any apostrophe. The production reads the match; it returns None for what is no time expression after all.
    """

    name: str
    needs: str
    pattern: str
    production: Production

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled at first use."""
        return re.compile(f"(?:{lexicon.expand(self.pattern)})(?![A-Za-z0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """A rule for what stands before an expression (`where="before"`) or after it, and changes or extends it.

    The production gets the match and the expression, and returns the changed expression or None.
    """

    name: str
    where: str
    pattern: str
    production: Callable[[re.Match[str], Expression], Expression | None]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled at first use."""
        body = lexicon.expand(self.pattern)
        return re.compile(
            rf"(?<![\w$£€.])(?:{body})$" if self.where == "before" else rf"(?:{body})(?!\w)", re.IGNORECASE
        )


@dataclass(frozen=True)
class Join:
    """A rule that makes one expression of two neighbours, with `gap` between them."""

    name: str
    gap: str
    production: Callable[[Expression, Expression, str], Expression | None]
    not_after: str = ""
    """What must not stand before the first of the two."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled at first use."""
        return re.compile(lexicon.expand(self.gap), re.IGNORECASE)

    @cached_property
    def barred(self) -> re.Pattern[str] | None:
        """What must not stand before, compiled at first use; None where anything may."""
        return re.compile(rf"\b(?:{lexicon.expand(self.not_after)})$", re.IGNORECASE) if self.not_after else None


def read_month(match: re.Match[str], group: str = "month") -> int:
    """The month's number."""
    return int(lexicon.key("months", match.group(group).rstrip(".")))


def read_weekday(match: re.Match[str], group: str = "weekday") -> int:
    """The weekday's number, Monday 1."""
    return int(lexicon.key("weekdays", match.group(group).rstrip(".")))


def read_day(match: re.Match[str], group: str = "day") -> int:
    """The day of the month; digits with or without an ending, or an ordinal in words."""
    text = match.group(group)
    if text[0].isdigit():
        return int(re.match(r"\d+", text).group())  # type: ignore[union-attr]
    return lexicon.ordinal(text) or 0


def read_year(match: re.Match[str], group: str = "year") -> int | None:
    """The year; None when the group did not match. Two digits are taken as 1930 to 2029."""
    text = match.group(group) if group in match.re.groupindex else None
    if text is None:
        return None
    digits = int(re.sub(r"\D", "", text))
    return full_year(digits) if len(re.sub(r"\D", "", text)) == 2 else digits


def full_year(two: int) -> int:
    """The year of two digits: 1930 to 2029."""
    return two + (1900 if two >= 30 else 2000)


def read_unit(match: re.Match[str], group: str = "unit") -> str:
    """The unit's name, singular."""
    return lexicon.key("units", match.group(group))


VAGUE = re.compile(
    r"several|few|some|many|dozen|score|hundreds|thousands|millions|billions|recent|number", re.IGNORECASE
)


def read_amount(text: str | None) -> float | None:
    """The amount that words tell: "a couple of" 2, "half a" 0.5, "several" None, and 1 for none, "a" or "the"."""
    if text is None:
        return 1.0
    plain = re.sub(r"\s+", " ", text.lower()).strip()
    if plain in {"", "a", "an", "the", "one"}:
        return 1.0
    if plain.startswith(("a couple", "couple", "another couple")):
        return 2.0
    if plain in {"a dozen", "dozen"}:
        return 12.0
    if plain in {"half a", "half an", "a half", "half"}:
        return 0.5
    if VAGUE.search(plain):
        return None
    if large := re.fullmatch(r"(.+)[\s\u2010-\u2015-]([mb])illion", plain):
        count = lexicon.number(large.group(1))
        return None if count is None else count * (1_000_000 if large.group(2) == "m" else 1_000_000_000)
    return lexicon.number(plain)


AMOUNT = (
    r"(?P<amount>(?:a |another )?couple(?: of)?|several|(?:a |the )?few|quite a few|many|(?:dozens|scores|hundreds|thousands|millions|billions) of"
    r"|a number of|a dozen|half an?|an? half|{number}(?:~[mb]illion)?|an?)"
)
"""The amount in front of a unit; `read_amount` reads it."""
