"""The plain values that the rules of this stage pass to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsparse import types
from newsparse.names import has_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsparse.entities.gazetteer import Spot
    from newsparse.names import Tokens

__all__ = ["PLACES", "SIDES", "Group", "Named", "is_name", "is_subject"]

PLACES = frozenset({"GPE", "LOC", "FAC"})
SIDES = frozenset({
    "central", "downtown", "east", "eastern", "greater", "lower", "mid", "north", "north-east", "north-west",
    "northeast", "northeastern", "northern", "northwest", "northwestern", "rural", "south", "south-east", "south-west",
    "southeast", "southeastern", "southern", "southwest", "southwestern", "upper", "urban", "west", "western",
})  # fmt: skip
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


def is_name(named: Named) -> bool:
    """Whether a mention has a letter or digit, and is no longer than names are: text without punctuation may be."""
    return len(named.text) <= types.LONGEST_NAME and has_word(named.text)


def is_subject(tokens: Tokens, named: Named) -> bool:
    """Whether the mention is a subject; without a parse, whether a verb follows or a sentence starts with it."""
    if tokens.parsed:
        for i in range(named.first, named.stop):
            if not named.first <= tokens.heads[i] < named.stop:
                return tokens.deps[i].startswith("nsubj")
        return False
    if named.stop < len(tokens.tags) and tokens.tags[named.stop].startswith(("VB", "MD")):
        return True
    return named.first == 0 or tokens.sentences[named.first - 1] != tokens.sentences[named.first]


def ordered(groups: Iterable[Group], named: Sequence[Named]) -> list[Group]:
    """The groups in order of their first mention, their members in order."""
    kept = [g for g in groups if g.members]
    for group in kept:
        group.members.sort(key=lambda i: named[i].start)
    return sorted(kept, key=lambda g: named[g.members[0]].start)
