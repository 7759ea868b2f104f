"""Quotation marks that quote nobody: nicknames, titles of works, scare quotes and terms.

Each rule is a name and a test on the words inside the marks and beside them, listed in `RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsparse.tables import load
from newsparse.text.words import word_set

if TYPE_CHECKING:
    from newsparse.text.marks import Quotation

__all__ = ["Setting", "reason", "setting"]

_LONGEST = 14  # words: no rule takes more for a name or a title
_REACH = 90  # characters of context on either side
_SMALL = word_set(
    "a an the of in on at to for from by and or nor but with as is it its vs versus de la le du von und into over per"
    " 's n't up off our my your"
)
_AFTER_ADVERB = (
    r"(?: (?:very|simply|only|just|called|titled|entitled|named|is|was|like|about|from|the|an?|his|her|their))?"
)
_LISTED = ("”,", '",', "’,", "',")  # behind the title before it in a list
_CHANNEL = r"\bon (?:[A-Z][\w.]* ?){1,3}['’]s?"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The lists of `data/notquotes.toml` as patterns: before a quotation they end there, after it they begin."""

    naming: re.Pattern[str]
    scare: re.Pattern[str]
    term: re.Pattern[str]
    term_after: re.Pattern[str]
    works: re.Pattern[str]
    work_acts: re.Pattern[str]
    work_after: re.Pattern[str]


def _before(words: list[str], more: str = "") -> re.Pattern[str]:
    listed = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:\b(?:{listed}){_AFTER_ADVERB}{more})[,:]?\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE)


@cache
def patterns() -> Patterns:
    """The patterns, built once."""
    data = load("newsparse.quotes", "notquotes.toml")
    after = "|".join(map(re.escape, data["term_after"]))
    works = "|".join(map(re.escape, data["works"]))
    people = "host|star|author|creator|director|actor|actress|co-host|singer|franchise|theme"
    return Patterns(
        naming=_before(data["naming"]),
        scare=_before(data["scare"]),
        term=_before(data["term"]),
        term_after=re.compile(rf"[,)]?\s*(?:\(|, )?(?:{after})\b", re.IGNORECASE),
        works=_before([f"{w}{s}" for w in data["works"] for s in ("", "s")]),
        work_acts=re.compile(_before(data["work_acts"]).pattern + "|" + _CHANNEL + r"\s*$", re.IGNORECASE),
        work_after=re.compile(
            rf",?\s*(?:\((?:19|20)\d\d\)|(?:an?|the|his|her|their|which) (?:\w+ ){{0,3}}(?:{works})\b|(?:{people})s?\b)"
        ),
    )


_TOKEN = re.compile(r"[^\W_][\w'’.-]*")


@dataclass(frozen=True, slots=True)
class Setting:
    """The words inside a quotation and the characters on both sides of it."""

    inner: str
    before: str
    after: str
    words: tuple[str, ...]

    @property
    def ends_sentence(self) -> bool:
        """Whether the inner text ends as a sentence or a clause before its speaker does."""
        return self.inner.rstrip()[-1:] in ",.!?…—–-"

    @property
    def is_title_case(self) -> bool:
        """Whether every word but the small ones begins with a capital or a digit, and there are two such."""
        main = [w for w in self.words if w.lower() not in _SMALL]
        return len(main) >= 2 and all(w[0].isupper() or w[0].isdigit() for w in main)


def setting(text: str, q: Quotation) -> Setting:
    """Look at a quotation in its text."""
    inner = text[q.inner_start : q.inner_end]
    before = text[max(0, q.start - _REACH) : q.start].rsplit("\n", 1)[-1]
    after = text[q.end : q.end + _REACH].split("\n", 1)[0]
    return Setting(inner, before, after, tuple(_TOKEN.findall(inner)))


def _is_empty(s: Setting) -> bool:
    return not s.words


def _is_nickname(s: Setting) -> bool:
    return len(s.words) <= 6 and bool(patterns().naming.search(s.before))


def _is_inner_name(s: Setting) -> bool:
    """Dwayne “The Rock” Johnson."""
    if len(s.words) > 4 or s.inner[-1:] in ".,!?" or not s.inner[:1].isupper():
        return False
    first = re.search(r"([A-Z][\w'’.-]*|[A-Z]\.) $", s.before)
    last = re.match(r" [A-Z][\w'’-]+", s.after)
    return first is not None and last is not None and first.group(1).lower() not in _STARTERS


_STARTERS = word_set("the a an in on at he she it they we i but and as for his her its their this that when while")


def _is_scare(s: Setting) -> bool:
    return len(s.words) <= 6 and bool(patterns().scare.search(s.before))


def _is_term(s: Setting) -> bool:
    return len(s.words) <= 5 and bool(patterns().term.search(s.before) or patterns().term_after.match(s.after))


def _is_title(s: Setting) -> bool:
    named = (
        patterns().works.search(s.before)
        or patterns().work_acts.search(s.before)
        or patterns().work_after.match(s.after)
    )
    capital = s.inner[:1].isupper() or s.inner[:1].isdigit()
    if s.is_title_case:
        led = s.before.rstrip().endswith((",", ":")) and not s.before.rstrip().endswith(_LISTED)
        return bool(named) or not (led or s.inner.rstrip().endswith((".", "!", "?")))
    return bool(named) and capital and len(s.words) == 1


Rule = Callable[[Setting], bool]

RULES: tuple[tuple[str, Rule], ...] = (
    ("empty", _is_empty),
    ("nickname", _is_nickname),
    ("inner name", _is_inner_name),
    ("scare quotes", _is_scare),
    ("term", _is_term),
    ("title", _is_title),
)


def reason(s: Setting) -> str | None:
    """The name of the first rule that says these marks quote nobody, or None."""
    if len(s.words) > _LONGEST:
        return None
    return next((name for name, rule in RULES if rule(s)), None)
