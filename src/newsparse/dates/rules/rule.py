"""What a rule is: a name, a pattern and a production. Examples lie in `data/dates/` under the rule's family."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newsparse.dates import lexicon
from newsparse.dates.expression import Expression, When
from newsparse.text.calendar import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "AMOUNT",
    "PICK",
    "Context",
    "Join",
    "Kind",
    "Rule",
    "full_year",
    "read_amount",
    "read_day",
    "read_key",
    "read_month",
    "read_ordinal",
    "read_unit",
    "read_weekday",
    "read_when",
    "read_year",
    "said",
]


class Kind(Enum):
    """How an expression is written, where a later step asks for it and the expression itself does not tell."""

    OTHER = auto()
    MONTH_FIRST = auto()  # "May 14"
    DAY_FIRST = auto()  # "14 May"
    DIGITS = auto()  # 5/14/2025
    DAY_AND_MONTH = auto()  # 5/14
    ISO = auto()
    ORDINAL = auto()  # "the 14th"
    SHORT_YEAR = auto()
    WEEKDAYS = auto()  # "Mondays"
    AMOUNT = auto()  # "three days"
    STRETCH = auto()  # "the past year": how long, never how far away
    UNITS = auto()  # "years"


def said(match: re.Match[str], group: str) -> str:
    """What a group (or its like: `unit2` of `unit`) has read, in small letters and with single spaces."""
    told = match.groupdict()
    return " ".join(next(told[name] for name in (group, f"{group}2", f"{group}3") if told.get(name)).lower().split())


def read_key(match: re.Match[str], table: str, group: str) -> str:
    """The key of a group's word in a table of `data/words.toml`."""
    return lexicon.key(table, said(match, group).rstrip("."))


def read_month(match: re.Match[str], group: str = "month") -> int:
    """The month's number."""
    return MONTHS[said(match, group).rstrip(".")]


def read_weekday(match: re.Match[str], group: str = "weekday") -> int:
    """The weekday's number, Monday 1."""
    return WEEKDAYS[said(match, group).rstrip(".")]


def read_day(match: re.Match[str], group: str = "day") -> int:
    """The day of the month; digits with or without an ending, or an ordinal in words."""
    text = match.group(group)
    if text[0].isdigit():
        return int(re.match(r"\d+", text).group())  # type: ignore[union-attr]
    return lexicon.ordinal(text) or 0


def read_year(match: re.Match[str], *groups: str) -> int | None:
    """The year of the first group that matched (`year`, `shortyear`); None where none did. Two digits are of 1930 to 2029."""
    told = match.groupdict()
    text = next((told[name] for name in groups or ("year", "shortyear") if told.get(name)), None)
    if text is None:
        return None
    digits = re.sub(r"\D", "", text)
    return full_year(int(digits)) if len(digits) == 2 else int(digits)


def full_year(two: int) -> int:
    """The year of two digits: 1930 to 2029."""
    return two + (1900 if two >= 30 else 2000)


def read_unit(match: re.Match[str], group: str = "unit") -> str:
    """The unit's name, singular."""
    return read_key(match, "units", group)


def read_ordinal(match: re.Match[str], group: str) -> int | None:
    """The value of an ordinal, -1 for "last" and "final"; None for no ordinal."""
    return -1 if match.group(group).lower() in {"last", "final"} else lexicon.ordinal(match.group(group))


_PICKS = {"this past": "past", "this last": "past", "previous": "narrative-", "following": "narrative+"}
_PICKS |= dict.fromkeys(("this coming", "this next", "this upcoming", "upcoming"), "coming")
_PICKS |= dict.fromkeys(("week", "week from", "a week from"), "week on")
"""`When.pick` of a determiner that does not stand for itself."""

_FIELDS: dict[str, tuple[str, Callable[[re.Match[str], str], Any]]] = {
    "year": ("year", read_year),
    "shortyear": ("year", read_year),
    "two": ("year", lambda m, group: full_year(int(m.group(group)))),
    "month": ("month", read_month),
    "day": ("day", read_day),
    "ordinal": ("day", read_day),
    "weekday": ("weekday", read_weekday),
    "weekdays": ("weekday", lambda m, group: WEEKDAYS[m.group(group)[:-1].lower()]),
    "season": ("season", lambda m, group: read_key(m, "seasons", group)),
    "part": ("part", lambda m, group: read_key(m, "parts", group)),
    "pick": ("pick", lambda m, group: _PICKS.get(said(m, group), said(m, group))),
    "nth": ("nth", read_ordinal),
    "unit": ("unit", read_unit),
}
"""The field of a group, and how it is read; a digit behind the group's name tells nothing."""


def read_when(match: re.Match[str], **told: Any) -> When | None:
    """What the groups of a pattern say, each the field of its name, and what is told beside them.

    None where it names a day that no month has.
    """
    told_by = {name: name.rstrip("23") for name, text in match.groupdict().items() if text}
    readers = [(_FIELDS[field], name) for name, field in told_by.items() if field in _FIELDS]
    fields = {field: read(match, name) for (field, read), name in readers} | told
    last = 31 if match.groupdict().get("ordinal") else 39  # digits stand as they are written: "30 February"
    return When(**fields) if 0 < fields.get("day", 1) <= last else None


@dataclass(frozen=True)
class Rule:
    """A rule that reads an expression from the text.

    `needs` are the classes of words (`lexicon.classes`) of which one must be there. In `pattern`, `{month}` is a macro
    (`lexicon.macros`) and captures under its name, a space any space within a paragraph, `~` a space or a hyphen and
    `'` any apostrophe. The production reads the match; it returns None for what is no time expression after all.
    """

    name: str
    needs: str
    pattern: str
    production: Callable[[re.Match[str]], Expression | None] = read_when
    kind: Kind = Kind.OTHER

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled at first use."""
        return re.compile(f"(?:{lexicon.expand(self.pattern)})(?![A-Za-z0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """A rule for what stands before or after an expression of a class (`of`), and changes or extends it.

    The production gets the match and the expression, and returns the changed expression or None.
    """

    name: str
    of: type[Expression] | tuple[type[Expression], ...]
    pattern: str
    production: Callable[[re.Match[str], Any], Expression | None]

    @cached_property
    def before(self) -> re.Pattern[str]:
        """The pattern of what ends where the expression begins, compiled at first use."""
        return re.compile(rf"(?<![\w$£€.])(?:{lexicon.expand(self.pattern)})$", re.IGNORECASE)

    @cached_property
    def after(self) -> re.Pattern[str]:
        """The pattern of what begins where the expression ends, compiled at first use."""
        return re.compile(rf"(?:{lexicon.expand(self.pattern)})(?!\w)", re.IGNORECASE)

    def apply(self, match: re.Match[str], e: Expression) -> Expression | None:
        """The changed expression; None where the rule is for another class or does not hold."""
        return self.production(match, e) if isinstance(e, self.of) else None


@dataclass(frozen=True)
class Join:
    """A rule that makes one expression of two neighbours of its classes, with `gap` between them."""

    name: str
    gap: str
    production: Callable[[Any, Any, str], Expression | None]
    left: type[Expression] = When
    right: type[Expression] = When
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

    def fits(self, left: Expression, right: Expression) -> bool:
        """Whether the two are of its classes."""
        return isinstance(left, self.left) and isinstance(right, self.right)


_FIXED = {"": 1.0, "a": 1.0, "an": 1.0, "the": 1.0, "dozen": 12.0, "half": 0.5, "half a": 0.5, "half an": 0.5}
_FIXED |= {"couple": 2.0, "couple of": 2.0, "another couple": 2.0, "another couple of": 2.0}


def read_amount(text: str) -> float | None:
    """The amount that words tell: "a couple of" 2, "half a" 0.5, "3½", "several" None, and 1 for none, "a" or "the"."""
    plain = " ".join(text.lower().split())
    fixed = _FIXED.get(plain, _FIXED.get(re.sub(r"^an? ", "", plain)))
    if fixed is not None:
        return fixed
    if large := re.fullmatch(r"(.+)[\s\u2010-\u2015-]([mb])illion", plain):
        count = lexicon.number(large.group(1))
        return None if count is None else count * (1_000_000 if large.group(2) == "m" else 1_000_000_000)
    if part := re.fullmatch(r"(\d+)(?:½|[- ](\d)/(\d))", plain):
        return int(part.group(1)) + int(part.group(2) or 1) / int(part.group(3) or 2)
    if half := re.fullmatch(r"(.+)[\s\u2010-\u2015-]and[\s\u2010-\u2015-]a[\s\u2010-\u2015-]half", plain):
        whole = read_amount(half.group(1))
        return None if whole is None else whole + 0.5
    return lexicon.number(plain)


PICK = r"(?P<pick>this past|this coming|this last|this next|this upcoming|last|this|next|past|coming|previous|following|upcoming)"
"""The determiner of a named period; `read_when` reads it."""

AMOUNT = (
    r"(?P<amount>(?:a |another )?couple(?: of)?|several|(?:a |the )?few|quite a few|many|(?:dozens|scores|hundreds|thousands|millions|billions) of"
    r"|a number of|a dozen|half an?|an? half|(?:{number}|an?)~and~a~half|\d{1,3}(?:½|[- ]\d/[1-9])|{number2}(?:~[mb]illion)?|an?)"
)
"""The amount in front of a unit; `read_amount` reads it."""
