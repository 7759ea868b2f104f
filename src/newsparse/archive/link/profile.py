"""What is known of one person or organisation over all articles: counts, small enough to be kept for each."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newsparse.archive.link.roles import fields_of, role_words

if TYPE_CHECKING:
    from newsparse.archive.link.node import Node
    from newsparse.archive.link.roles import Role

__all__ = ["Profile"]

_MOST = 60  # of each kind of context: the most frequent are kept
_COUNTED = (
    "names",
    "roles",
    "organisations",
    "places",
    "countries",
    "people",
    "outlets",
    "genders",
    "months",
    "births",
)


@dataclass
class Profile:
    """One person or organisation. `days` are the first and last day of each role, ISO, or None where none is known."""

    id: str
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    organisations: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    births: Counter[str] = field(default_factory=Counter)
    days: dict[str, list[str | None]] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    articles: int = 0
    authority: str | None = None

    def add(self, node: Node) -> None:
        """Count one entity in."""
        self.names.update(set(node.names))
        self.roles.update(set(node.roles))
        for kind in ("organisations", "places", "countries", "people"):
            _count(getattr(self, kind), getattr(node, kind))
        self.outlets[node.outlet] += 1
        if node.gender:
            self.genders[node.gender] += 1
        if node.born:
            self.births[str(node.born)] += 1
        self.articles += 1
        self._see(node.day)
        if node.day:
            self.months[f"{node.outlet}|{node.day[:7]}"] += 1
        for role in node.roles:
            self._hold(role, node.day)
        self._forget()

    def join(self, other: Profile) -> None:
        """Count another profile in, which is the same person's."""
        for kind in _COUNTED:
            getattr(self, kind).update(getattr(other, kind))
        for role, days in other.days.items():
            for day in days:
                self._hold(role, day)
        self.articles += other.articles
        self._see(other.first)
        self._see(other.last)
        self.authority = self.authority or other.authority
        self._forget()

    def _see(self, day: str | None) -> None:
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    def _hold(self, role: str, day: str | None) -> None:
        known = self.days.setdefault(role, [None, None])
        if day:
            self.days[role] = [min(known[0] or day, day), max(known[1] or day, day)]

    def _forget(self) -> None:
        self.__dict__.pop("role_sets", None)
        self.__dict__.pop("fields", None)

    @cached_property
    def role_sets(self) -> frozenset[Role]:
        """All roles as what they are compared by."""
        return frozenset(filter(None, map(role_words, self.roles)))

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields of all roles."""
        return fields_of(self.roles)

    @property
    def gender(self) -> str | None:
        """The gender that the articles tell, where they agree."""
        return next(iter(self.genders)) if len(self.genders) == 1 else None

    @property
    def born(self) -> int | None:
        """The year of birth that most articles tell by the age."""
        return int(self.births.most_common(1)[0][0]) if self.births else None

    @property
    def name(self) -> str:
        """The name that most articles use, of those the one with most words."""
        return max(self.names, key=lambda name: (len(name.split()) > 1, self.names[name], len(name.split()), name))

    def to_json(self) -> str:
        """The profile as JSON."""
        kept = (*_COUNTED, "id", "days", "first", "last", "articles", "authority")
        return json.dumps({name: getattr(self, name) for name in kept}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Profile:
        """The profile that `to_json` gave."""
        found: dict[str, Any] = json.loads(text)
        return cls(**found | {kind: Counter(found.get(kind)) for kind in _COUNTED})


def _count(counter: Counter[str], names: frozenset[str]) -> None:
    counter.update(sorted(names))  # equals stay in order, whatever the hashes of a run
    if len(counter) > 2 * _MOST:
        kept = counter.most_common(_MOST)
        counter.clear()
        counter.update(dict(kept))
