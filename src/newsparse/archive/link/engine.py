"""The linking itself: block by block of names that may be one, what is told most of first.

An entity goes to the person whose evidence is best, if it is good enough and clearly better than the next; else it is a
new person, or, where it could be one of several, nobody's until more is known. Then people of a block who prove to be
one are merged. A surname alone is resolved at the end, where one bearer is plausible in that outlet and month.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

from newsparse.archive.link.evidence import Piece, at_odds, compare, total
from newsparse.archive.link.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.archive.link.kinds import Kind
    from newsparse.archive.link.node import Key, Node
    from newsparse.archive.link.rarity import Rarity
    from newsparse.archive.link.tables import Tables

__all__ = ["Engine"]


# Sums of the weights in `evidence`. Calibrated on the archives that `benchmarks/linking.py` makes with other seeds than
# the one whose figure is reported: a wrong merge costs more than a split.
ATTACH = 2.5
AT_ODDS = 5.0  # where something speaks against it: that waits until all that is known of both can be compared
MARGIN = 1.5
MERGE = 5.5
MERGE_OLD = 7.0  # of two that earlier runs left apart
LISTED = 10.0
SURNAME = 1.0
ALONE = 3.5  # the letters of one name alone: bodies of a country are named everywhere in it
RARE = 3.0
_MANY = 1000  # articles, of which a name that few bear is rare; in fewer, few bear any
_MONTHS = 1  # on either side
_LARGE = 300  # people of one block, up to whom each is compared with each


@dataclass
class Engine:
    """Links the entities of one kind. `old` are the ids of earlier runs, `touched` those that this run changed."""

    kind: Kind
    tables: Tables
    rarity: Rarity
    old: frozenset[str] = frozenset()
    touched: set[str] = field(default_factory=set)
    apart: frozenset[frozenset[str]] = frozenset()
    banned: dict[tuple[Key, str], set[str]] = field(default_factory=dict)

    def block(self, key: str, nodes: Sequence[Node]) -> None:
        """Link the entities with a full name that are looked up by one key."""
        block = _Block(self, self.tables.profiles(key), nodes)
        waiting = [node for node in sorted(nodes, key=_rich_first) if not block.attach(node)]
        block.merge()
        for node in waiting:
            block.attach(node, last=True)
        if waiting:
            block.merge()
        block.write()

    def short(self, key: str, nodes: Iterable[Node]) -> None:
        """Link entities that have no full name, where the outlet and month, or the company, leave one."""
        block = _Block(self, self.tables.profiles(key), ())
        for node in nodes:
            block.attach_short(node)
        block.write()

    def keep(self, profile: Profile) -> None:
        """Write a profile; its row is written with those of all who were touched."""
        self.tables.keep(self.kind, profile)
        self.touched.add(profile.id)

    def join(self, kept: Profile, gone: Profile, pieces: Sequence[Piece]) -> None:
        """Make two one, for these reasons; who is kept must be written."""
        kept.join(gone)
        self.touched.discard(gone.id)
        self.tables.move(self.kind, gone.id, kept.id, pieces)
        self.tables.drop(gone)

    def publish(self) -> None:
        """Write the rows of those who were touched."""
        self.tables.publish(self.kind, sorted(self.touched))
        self.touched.clear()


def _rich_first(node: Node) -> tuple[object, ...]:
    """By how much there is to compare: what tells most is linked first."""
    context = len(node.organisations) + len(node.people) + len(node.places)
    return -len(node.roles), -context, node.article, node.entity


class _Block:
    def __init__(self, engine: Engine, profiles: list[Profile], nodes: Sequence[Node]) -> None:
        self.engine = engine
        self.kind = engine.kind
        self.profiles = {profile.id: profile for profile in profiles}
        self.by_name: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.changed: set[str] = set()
        for profile in profiles:
            self._index(profile)
        self.of_article: dict[Key, list[Node]] = defaultdict(list)
        for node in nodes:
            self.of_article[node.article].append(node)
        every: tuple[Profile | Node, ...] = (*profiles, *nodes)
        names = {self.kind.same(name) for each in every for name in each.names if self.kind.full(name)}
        self.bearers = Counter(words[-1] for words in names)  # how many different names of the block have a family name

    def _index(self, profile: Profile) -> None:
        for name in profile.names:
            if self.kind.full(name):
                self.by_name[self.kind.same(name)].add(profile.id)

    def attach(self, node: Node, *, last: bool = False) -> bool:
        """Link an entity, to somebody known or somebody new; False where it could be several people's."""
        options = self._options(node)
        if options:
            score, profile, pieces = options[0]
            odd = at_odds(pieces)
            if score >= (AT_ODDS if odd else ATTACH):
                clear = len(options) == 1 or score - options[1][0] >= MARGIN or options[1][0] < ATTACH
                if not clear or (odd and not last):
                    return False
                self._place(node, profile, pieces)
                return True
            if not last and score >= ATTACH:
                return False
            if last and score >= 0 and not node.roles and len(self._exact(node)) > 1:
                return False
        self._new(node)
        return True

    def _exact(self, node: Node) -> set[str]:
        """Those who have one of its full names."""
        return {id_ for name in node.names for id_ in self.by_name.get(self.kind.same(name), ())}

    def _options(self, node: Node) -> list[tuple[float, Profile, list[Piece]]]:
        """Who it may be, the best first."""
        taken = self._taken(node)
        exact = self._exact(node) - taken
        found = [self._option(node, self.profiles[id_]) for id_ in sorted(exact)]
        if not any(each and each[0] >= ATTACH + MARGIN for each in found):
            others = [each for each in self.of_article[node.article] if each.entity not in node.same]
            gone = exact.union(taken, *map(self._exact, others))  # whose name another of the article has in full
            found += [self._option(node, each) for id_, each in self.profiles.items() if id_ not in gone]
        return sorted((each for each in found if each), key=lambda each: (-each[0], int(each[1].id[1:])))

    def _taken(self, node: Node) -> set[str]:
        """Whom it cannot be: those whom others of the article are, and those that the user says it is not."""
        others = {id_ for entity, id_ in self.engine.tables.ids_in(node.article).items() if entity not in node.same}
        return others | self.engine.banned.get((node.article, node.entity), set())

    def _option(self, node: Node, profile: Profile) -> tuple[float, Profile, list[Piece]] | None:
        named = self.kind.agree(node.names, profile.names)
        if named is None:
            return None
        pieces = [named, *compare(node, profile, self.engine.rarity, self._rare(node.names, profile.names))]
        if profile.authority and self._is_listed(node, profile):
            pieces.append(("a name of the authority list", LISTED))
        return total(pieces), profile, pieces

    def _rare(self, mine: Iterable[str], theirs: Iterable[str]) -> float:
        """What it tells that two people have one full name: the more, the fewer others have the family name.

        A small archive has few of any name.
        """
        if self.kind.label != "PERSON":
            return 0.0
        most = RARE * min(1.0, log(max(1, self.engine.rarity.total)) / log(_MANY))
        both = {self.kind.same(name) for name in mine} & {self.kind.same(name) for name in theirs}
        return max((most - log(self.bearers[words[-1]] or 1) for words in both if len(words) > 1), default=0.0)

    def _is_listed(self, node: Node, profile: Profile) -> bool:
        mine = {self.kind.same(name) for name in node.names if self.kind.full(name)}
        rivals = {id_ for name in mine for id_ in self.by_name.get(name, ()) if self.profiles[id_].authority}
        return rivals == {profile.id}

    def _place(self, node: Node, profile: Profile, pieces: Sequence[Piece]) -> None:
        profile.add(node)
        self._index(profile)
        self.changed.add(profile.id)
        self.engine.tables.place(self.kind, node, profile.id, pieces)

    def _new(self, node: Node) -> None:
        profile = Profile(self.engine.tables.new_id(self.kind))
        self.profiles[profile.id] = profile
        self._place(node, profile, [("the first article", 0.0)])

    def merge(self) -> None:
        """Merge people who prove to be one, the surest first, until none are left."""
        weighed = {pair: found for pair in self._pairs() if (found := self._weigh(*pair))}
        while weighed:
            one, other = max(weighed, key=lambda pair: (weighed[pair][0], pair))
            _, pieces = weighed.pop((one, other))
            if self._meet(self.profiles[one], self.profiles[other]):
                continue
            self._join(one, other, pieces)
            partners = {id_ for pair in weighed if {one, other} & {*pair} for id_ in pair} - {one, other}
            weighed = {pair: found for pair, found in weighed.items() if not {one, other} & {*pair}}
            for partner in partners:
                left, right = self._older_first((one, partner))
                if found := self._weigh(left, right):
                    weighed[left, right] = found

    def _join(self, one: str, other: str, pieces: Sequence[Piece]) -> None:
        kept = self.profiles[one]
        self.engine.join(kept, self.profiles.pop(other), pieces)
        self._index(kept)
        self.changed.add(one)
        self.changed.discard(other)
        for ids in self.by_name.values():
            ids.discard(other)

    def _weigh(self, one: str, other: str) -> tuple[float, list[Piece]] | None:
        """The evidence that two are one, where it is enough."""
        kept, gone = self.profiles[one], self.profiles[other]
        named = self.kind.agree(kept.names, gone.names)
        if named is None or frozenset((one, other)) in self.engine.apart or (kept.authority and gone.authority):
            return None
        pieces = [named, *compare(kept, gone, self.engine.rarity, self._rare(kept.names, gone.names))]
        least = MERGE_OLD if {one, other} <= self.engine.old else MERGE
        return (total(pieces), pieces) if total(pieces) >= least else None

    def _pairs(self) -> set[tuple[str, str]]:
        """Pairs of which this run has changed one, the older first: of a large block those who share a name."""
        found = {pair for ids in self.by_name.values() for pair in combinations(ids, 2)}
        if len(self.profiles) <= _LARGE:
            found |= set(combinations(self.profiles, 2))
        return {self._older_first(pair) for pair in found if self.changed & {*pair}}

    def _older_first(self, pair: tuple[str, str]) -> tuple[str, str]:
        """Of the two, the one of the authority list, else the one with the lower number, first."""
        one, other = sorted(pair, key=lambda id_: (self.profiles[id_].authority is None, int(id_[1:])))
        return one, other

    def _meet(self, one: Profile, other: Profile) -> bool:
        """Whether an article names both."""
        mine, theirs = ({article for article, _ in self.engine.tables.entities_of(each.id)} for each in (one, other))
        return bool(mine & theirs)

    def attach_short(self, node: Node) -> None:
        """Link a surname or an acronym to the one bearer who is plausible; else it stays nobody's."""
        taken = self._taken(node)
        near: list[tuple[float, Profile, list[Piece]]] = []
        for id_, profile in self.profiles.items():
            if id_ in taken or not self._bears(node, profile):
                continue
            pieces = [(f"bears the name {node.names[0]}", 0.0), *compare(node, profile, self.engine.rarity)]
            if self._is_near(node, profile):
                pieces.append(("in the same outlet about that time", 1.0))
            near.append((total(pieces), profile, pieces))
        if len(near) == 1 and self.kind.tells(node.names[0]):
            pieces = [*near[0][2], ("nobody else of the archive is called so", ALONE)]
            near = [(total(pieces), near[0][1], pieces)]
        near.sort(key=lambda each: (-each[0], int(each[1].id[1:])))
        if near and near[0][0] >= SURNAME and (len(near) == 1 or near[0][0] - near[1][0] >= MARGIN):
            self._place(node, near[0][1], near[0][2])

    def _bears(self, node: Node, profile: Profile) -> bool:
        mine = {word for name in node.names for word in self.kind.same(name)}
        theirs = map(self.kind.same, profile.names)
        return any(mine & _last_words(words) or mine == set(words) for words in theirs)

    def _is_near(self, node: Node, profile: Profile) -> bool:
        if not node.day:
            return False
        year, month = int(node.day[:4]), int(node.day[5:7])
        months = [divmod(12 * year + month - 1 + step, 12) for step in range(-_MONTHS, _MONTHS + 1)]
        return any(f"{node.outlet}|{y:04}-{m + 1:02}" in profile.months for y, m in months)

    def write(self) -> None:
        """Write what changed."""
        for id_ in sorted(self.changed):
            self.engine.keep(self.profiles[id_])


def _last_words(words: tuple[str, ...]) -> set[str]:
    """The words by which a bearer is called alone: the last, or the first where the family name stands there."""
    return {words[-1], *words[-1].split("-")} if words else set()
