"""The plain values that the rules of this stage pass to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsparse import types
from newsparse.names import has_word
from newsparse.tables import listed
from newsparse.text.words import OPENING_MARKS, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsparse.entities.gazetteer import Spot
    from newsparse.text.tokens import Tokens

__all__ = ["SIDES", "Group", "Named", "is_name", "is_renamed", "lists", "ordered"]

_MARKS = OPENING_MARKS | {",", "("}  # between a name and another one of the same bearer
_TO_WHOM = re.compile(r"\bknown (?:among|by|in|on|to)(?: (?!be |have )[^\W\d]+){1,3} as(?= the$|$)")
"""Among whom or where a name is another's: "known to fans as", "known on stage as"."""

SIDES = word_set(
    "central downtown east eastern greater lower mid north north-east north-west northeast northeastern northern"
    " northwest northwestern rural south south-east south-west southeast southeastern southern southwest southwestern"
    " upper urban west western"
)
"""Words for a part of a place: "Leeds North", "greater Lagos"."""


@dataclass(frozen=True, slots=True)
class Named:
    """One mention: tokens `first` to `stop` (one past the last), characters `start` to `end`.

    `labels` is how likely the tagger finds each label, empty where it does not say.
    """

    first: int
    stop: int
    start: int
    end: int
    text: str
    label: str
    score: float = 1.0
    labels: Mapping[str, float] = field(default_factory=dict, compare=False)

    @classmethod
    def at(
        cls, tokens: Tokens, first: int, stop: int, label: str, *, labels: Mapping[str, float], score: float = 1.0
    ) -> Named:
        """The mention from token `first` to one before `stop`."""
        start, end = tokens.starts[first], tokens.ends[stop - 1]
        return cls(first, stop, start, end, tokens.text[start:end], label, score, labels)

    def resized(self, tokens: Tokens, first: int, stop: int, label: str = "") -> Named:
        """The same from token `first` to one before `stop`, with another label where one is given."""
        if (first, stop, label) == (self.first, self.stop, ""):
            return self
        labels = {label: 1.0} if label else self.labels
        return Named.at(tokens, first, stop, label or self.label, labels=labels, score=self.score)

    @property
    def inner(self) -> range:
        """Its tokens less the first and the last."""
        return range(self.first + 1, self.stop - 1)

    def parted(self, tokens: Tokens, i: int, label: str = "") -> tuple[Named, Named]:
        """What stands before one of its inner tokens, with another label where one is given, and what behind it."""
        return self.resized(tokens, self.first, i, label), self.resized(tokens, i + 1, self.stop)

    def is_after_the(self, tokens: Tokens) -> bool:
        """Whether "the" stands right before it."""
        return tokens.lower[self.first - 1 : self.first] == ["the"]

    def within(self, first: int, last: int) -> Named:
        """The same from one of its characters to before another."""
        return replace(self, start=self.start + first, end=self.start + last, text=self.text[first:last])


@dataclass(slots=True, eq=False)
class Group:
    """Mentions of one bearer, as positions in the list of mentions; `why` says for each but the first what joined it.

    `aliases` are names that the text gives beside the mentions (a nickname, an acronym in brackets);
    `other_names` are the members that are former or other names, never the canonical one. `country` is
    known already where finding the group took it, `spot` where the place is found in the gazetteer.
    """

    members: list[int] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    other_names: set[int] = field(default_factory=set)
    country: str | None = None
    spot: Spot | None = None

    def add(self, member: int, why: str) -> None:
        """Add a mention with the reason; the first needs none."""
        if self.members:
            self.why[member] = why
        self.members.append(member)


def is_renamed(between: Iterable[str]) -> bool:
    """Whether the words between two names say that one bearer has both: "(formerly", ", who is widely known as", "known
    to fans as".
    """
    saying, beside = (listed("newsparse.entities", "other_names.toml", part) for part in ("saying", "beside"))
    words = _TO_WHOM.sub("known as", " ".join(word for word in between if word not in _MARKS)).split()
    return any(word in saying for word in words) and all(w in saying | beside or w.endswith("ly") for w in words)


def is_name(named: Named) -> bool:
    """Whether a mention has a letter or digit, and is no longer than names are: text without punctuation may be."""
    return len(named.text) <= types.LONGEST_NAME and has_word(named.text)


def ordered(groups: Sequence[Group], named: Sequence[Named]) -> list[Group]:
    """The groups in order of their first mention, their members in order."""
    for group in groups:
        group.members.sort(key=lambda i: named[i].start)
    return sorted(groups, key=lambda g: named[g.members[0]].start)


def lists(tokens: Tokens, named: Sequence[Named]) -> list[list[int]]:
    """The lists of three names or more, by position: "Wales, Scotland and Ireland"."""
    found: list[list[int]] = []
    line: list[int] = []
    for i in range(len(named)):
        between = tokens.lower[named[i - 1].stop : named[i].first] if line else []
        last = between in (["and"], ["or"], [",", "and"], [",", "or"])
        line = [*line, i] if between == [","] or last else [i]
        if last and len(line) > 2:
            found.append(line)
    return found
