"""What a rule is: a name, a pattern and a production. Examples lie in `data/dates/` under the rule's family."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from newsparse.dates import lexicon
from newsparse.dates.expression import Expression, When
from newsparse.text.calendar import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["AMOUNT", "PICK", "Context", "Join", "Kind", "Rule", "read", "read_amount", "read_when", "read_year", "said"]


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


def said(match: re.Match[str], *groups: str) -> str:
    """What the first of the groups that matched has read, in small letters and with single spaces; "" where none has."""
    told = match.groupdict()
    return " ".join(next((told[name] for name in groups if told.get(name)), "").lower().split())


def read(match: re.Match[str], *groups: str) -> Any:
    """The value of the first of the groups that matched, read by its name (`_READERS`); None where none has."""
    told = match.groupdict()
    name = next((name for name in groups if told.get(name)), None)
    return None if name is None else _READERS[name.rstrip("23")][1](said(match, name).rstrip("."))


def read_year(text: str) -> int:
    """The year; two digits are of 1930 to 2029."""
    digits = re.sub(r"\D", "", text)
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= 30 else 2000)


def _day(text: str) -> int:
    """The day of the month; digits with or without an ending, or an ordinal in words."""
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else lexicon.ordinal(text) or 0


def _order(text: str) -> int | None:
    """The value of an ordinal, -1 for "last" and "final"."""
    return -1 if text in {"last", "final"} else lexicon.ordinal(text)


_FIXED = {"": 1.0, "a": 1.0, "an": 1.0, "the": 1.0, "dozen": 12.0, "half": 0.5, "half a": 0.5, "half an": 0.5}
_FIXED |= {"couple": 2.0, "couple of": 2.0, "another couple": 2.0, "another couple of": 2.0, "and a half": 1.5}
_LARGE = {"m": 1_000_000, "b": 1_000_000_000}


def read_amount(text: str) -> float | None:
    """The amount that words tell: "a couple of" 2, "half a" 0.5, "3½", "several" None, and 1 for none, "a" or "the"."""
    plain = re.sub(r"[\s\u2010-\u2015-]+", " ", text.lower())
    fixed = _FIXED.get(plain, _FIXED.get(re.sub(r"^an? ", "", plain)))
    if fixed is not None:
        return fixed
    if part := re.fullmatch(r"(\d+)(?:½| (\d)/(\d))", plain):
        return int(part.group(1)) + int(part.group(2) or 1) / int(part.group(3) or 2)
    whole = re.fullmatch(r"(.+?)(?: ([mb])illion| (and a half))?", plain)
    if whole is None or (count := lexicon.number(whole.group(1))) is None:
        return None
    return count * _LARGE.get(whole.group(2), 1) + (0.5 if whole.group(3) else 0)


_PICKS = {"this past": "past", "this last": "past", "previous": "narrative-", "following": "narrative+"}
_PICKS |= dict.fromkeys(("this coming", "this next", "this upcoming", "upcoming"), "coming")
_PICKS |= dict.fromkeys(("week", "week from", "a week from"), "week on")
"""`When.pick` of a determiner that does not stand for itself."""

_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    **dict.fromkeys(("year", "shortyear", "two", "last"), ("year", read_year)),
    **dict.fromkeys(("day", "ordinal"), ("day", _day)),
    **dict.fromkeys(("nth", "order"), ("nth", _order)),
    **{table[:-1]: (table[:-1], partial(lexicon.key, table)) for table in ("seasons", "parts", "units", "mods")},
    "month": ("month", MONTHS.__getitem__),
    "weekday": ("weekday", WEEKDAYS.__getitem__),
    "weekdays": ("weekday", lambda text: WEEKDAYS[text[:-1]]),
    "decade": ("decade", lambda text: int(lexicon.key("decades", text))),
    "pick": ("pick", lambda text: _PICKS.get(text, text)),
    "number": ("", lexicon.number),
    "spoken": ("hour", lambda text: int(lexicon.number(text) or 0)),
    **{name: (name, int) for name in ("hour", "minute", "second")},
    "zone": ("zone", lambda text: text.strip("()").upper()),
    "amount": ("", read_amount),
}
"""The field of `When` for a group by its name, "" for none, and how it is read; a digit behind the name tells nothing."""


def read_when(match: re.Match[str], **told: Any) -> When | None:
    """What the groups of a pattern say, each the field of its name, and what is told beside them.

    None where it names a day that no month has.
    """
    named = {name: _READERS.get(name.rstrip("23"), ("",))[0] for name, text in match.groupdict().items() if text}
    fields = {field: read(match, name) for name, field in named.items() if field} | told
    last = 31 if match.groupdict().get("ordinal") else 39  # digits stand as they are written: "30 February"
    return When(**fields) if 0 < fields.get("day", 1) <= last else None


@dataclass(frozen=True)
class Rule:
    """A rule that reads an expression from the text.

    In `pattern`, `{month}` is a macro (`lexicon.macros`) and captures under its name, a space any space within a
    paragraph, `~` a space or a hyphen and `'` any apostrophe. The production reads the match; it returns None for what
    is no time expression after all.
    """

    name: str
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


@dataclass(frozen=True)
class Join:
    """A rule that makes one expression of two neighbours of its classes, with `gap` between them."""

    name: str
    gap: str
    production: Callable[[Any, Any, str], Expression | None]
    left: type[Expression] = When
    right: type[Expression] = When
    not_after: str = "(?!)"
    """What must not stand before the first of the two."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled at first use."""
        return re.compile(lexicon.expand(self.gap), re.IGNORECASE)

    @cached_property
    def barred(self) -> re.Pattern[str]:
        """What must not stand before, compiled at first use."""
        return re.compile(rf"\b(?:{lexicon.expand(self.not_after)})$", re.IGNORECASE)

    def make(self, left: Expression, right: Expression, gap: str, before: str) -> Expression | None:
        """The one expression of two, with what stands between them and before; None where the rule does not hold."""
        fits = isinstance(left, self.left) and isinstance(right, self.right) and self.regex.fullmatch(gap)
        return self.production(left, right, gap) if fits and not self.barred.search(before) else None


PICK = r"(?P<pick>this past|this coming|this last|this next|this upcoming|last|this|next|past|coming|previous|(?<=the\s)following|upcoming)"
"""The determiner of a named period; `read_when` reads it. "Following" is one behind "the" only: "fell following
Tuesday's announcement".
"""

AMOUNT = (
    r"(?P<amount>(?:a |another )?couple(?: of)?|several|(?:a |the )?few|quite a few|many|(?:dozens|scores|hundreds|thousands|millions|billions) of"
    r"|a number of|a dozen|half an?|an? half|(?:{number}|an?)~and~a~half|\d{1,3}(?:½|[- ]\d/[1-9])|{number2}(?:~[mb]illion)?|an?)"
)
"""The amount in front of a unit; `read_amount` reads it."""
