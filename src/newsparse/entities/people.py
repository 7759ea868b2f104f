"""Which mentions of persons name one person.

Names of two words or more are compared with each other first. A bare word then goes to the bearer whose
family name, given name or other name it is: of several, to the one last in focus. Names are looked up by
their words, so the cost grows with the number of mentions.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsparse.entities.named import Group, Named, is_renamed
from newsparse.names import PersonName, fold, parse_person, same_person
from newsparse.names.lexicon import Gender, given_names, particles, royal, spellings
from newsparse.names.nouns import gender_of_noun, is_kin
from newsparse.names.person import misspelt
from newsparse.text.beside import titles_before
from newsparse.text.grammar import Role, head_of, role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.text.tokens import Tokens

__all__ = ["Person", "cluster_people"]

# What a bare word may be of a full name, best first.
_FAMILY, _GIVEN, _OTHER = range(3)
_TIERS = {_FAMILY: "family name", _GIVEN: "given name", _OTHER: "part of the name"}
_KEPT_IN_FOCUS = 6
_A_WHILE = 3  # sentences
_VARIANTS = 12
_AT_BIRTH = 3  # words of a name in full

_ROMANISED = re.compile(r"\w-[a-z]+$")
"""A given name behind the family's, as Hong Kong writes it: Carla Ng Wai-ling."""

Key = tuple[str, int]
"""A folded word, and what it is of a name."""
_Identity = tuple[tuple[str, ...], str]


@dataclass(slots=True, eq=False)
class Person(Group):
    """The mentions of one person, the different names among them, and the gender that titles and nouns tell.

    `bare` counts the mentions by the family name alone; `is_relative`: the text introduces them as somebody's kin.
    `thrones` are the titles of a ruler beside the names.
    """

    names: list[PersonName] = field(default_factory=list)
    gender: Gender = ""
    bare: int = 0
    is_relative: bool = False
    thrones: set[str] = field(default_factory=set)

    def may_be(self, call: _Call) -> bool:
        """Whether neither a gender nor a ruler's title beside a lone name is another's."""
        of_ruler = len(call.name.words) == 1 and not royal().isdisjoint(call.name.titles)
        return (not call.gender or self.gender in ("", call.gender)) and (not of_ruler or self._is_called(call.name))

    def _is_called(self, ruler: PersonName) -> bool:
        """Whether "King Salman" may be this person: whose title it is, or whose first name, which no family's is."""
        first = ruler.words[0]
        begun = [n for n in self.names if n.words and first in (n.words[0], *n.words[0].split("-"))]
        same = self.thrones.intersection(ruler.titles)
        return bool(same) or any(len(n.words) == 1 or self.thrones for n in begun)


@dataclass(frozen=True, slots=True)
class _Call:
    """One mention: the name with the titles before it, the gender that the text tells there, and where it stands."""

    name: PersonName
    gender: Gender
    sentence: int
    subject: bool
    is_relative: bool


def cluster_people(tokens: Tokens, named: Sequence[Named]) -> list[Person]:
    """Group mentions labelled PERSON; the positions in the groups are those of `named`."""
    calls = _with_shared_surnames(tokens, named, [_call(tokens, mention) for mention in named])
    people = _People([call for call in calls if len(call.name.words) > 1])
    placed: list[Person] = []
    for i, call in enumerate(calls):
        bearer = max(_bearer(tokens, named, i), _bearer_by_birth(tokens, named[i].first, calls[: i + 1]))
        if bearer >= 0:
            person, why = placed[bearer] if bearer < i else people.find(calls[bearer])[0], "another name of the person"
            people.rename(person, call.name)
            person.other_names.add(i)
        else:
            person, why = people.find(call)
        person.add(i, why)
        placed.append(person)
        people.see(person, call)
    return list(dict.fromkeys(placed))


def _bearer(tokens: Tokens, named: Sequence[Named], i: int) -> int:
    """The position of whose other name a mention is, -1 where it is nobody's: "Kofi Adom, born Jo Tetteh,", "Born Jo
    Tetteh in Tema, Kofi Adom left", of whom the text told before "Born Jo Tetteh in Tema, he left", "He was born ...".
    """
    first = named[i].first
    if i and is_renamed(tokens.lower[named[i - 1].stop : first]):
        return i - 1
    if tokens.lower[max(0, first - 1) : first] != ["born"]:
        return -1
    opens = first == 1 or tokens.sentences[first - 2] != tokens.sentences[first]
    if opens and i + 1 < len(named) and tokens.sentences[named[i + 1].first] == tokens.sentences[first]:
        return i + 1 if tokens.words[named[i + 1].first - 1] == "," else -1
    told = tokens.lower[max(0, first - 3) : first - 1] in (["he", "was"], ["she", "was"])
    return i - 1 if opens or told else -1


def _bearer_by_birth(tokens: Tokens, first: int, calls: Sequence[_Call]) -> int:
    """The position of who was called otherwise at birth, as the last of some calls is, -1 where that is nobody.

    A full name with the given name of somebody before, in a sentence on the birth: "Maud Ellery died. Born in 1934,
    Maud Annie Cropper left school".
    """
    *before, call = calls
    born = tokens.lower[tokens.sentence(first)[0]] == "born" and tokens.words[first - 1] == ","
    if not born or len(call.name.words) < _AT_BIRTH:
        return -1
    other = (i for i, each in enumerate(before) if each.name.first == call.name.first)
    return max((i for i in other if before[i].name.family != call.name.family), default=-1)


def _call(tokens: Tokens, mention: Named) -> _Call:
    parsed = parse_person(mention.text)
    name = replace(parsed, titles=(*titles_before(tokens, mention.first)[1], *parsed.titles))
    head = head_of(tokens, mention.first, mention.stop)
    subject = role(tokens, head, mention.stop - 1)[0] == Role.SUBJECT
    noun = tokens.lower[mention.first - 1] if mention.first else ""
    return _Call(name, name.titled or gender_of_noun(noun), tokens.sentences[mention.first], subject, is_kin(noun))


def _with_shared_surnames(tokens: Tokens, named: Sequence[Named], calls: Sequence[_Call]) -> list[_Call]:
    """In "Matthias and Brigitte Hauser" both are Hausers, unless the first is somebody's family name in the text."""
    families = {call.name.family for call in calls if len(call.name.words) > 1}
    found = list(calls)
    for i, (one, other) in enumerate(itertools.pairwise(calls)):
        joined = tokens.lower[named[i].stop : named[i + 1].first] in (["and"], ["&"])
        lone = len(one.name.words) == 1 and one.name.words[0] in given_names() and one.name.words[0] not in families
        if joined and lone and len(other.name.words) == 2:
            words = one.name.words[0], other.name.family
            found[i] = replace(one, name=replace(one.name, words=words, family=other.name.family))
    return found


class _People:
    """The persons of a text by the words of their names, and who of them is in focus."""

    def __init__(self, full: Sequence[_Call]):
        self._bearers = _cluster_full(full)
        self._words: dict[Key, dict[Person, None]] = defaultdict(dict)
        self._focus: dict[Key, list[tuple[Person, _Call]]] = defaultdict(list)
        self._spelled: dict[str, set[str]] = defaultdict(set)
        self._alone: dict[str, list[Person]] = defaultdict(list)
        for person in dict.fromkeys(p for options in self._bearers.values() for p in options):
            for name in person.names:
                self._enter(person, name)

    def _enter(self, person: Person, name: PersonName) -> None:
        for key in _short_forms(name):
            self._words[key][person] = None
            if key[1] == _FAMILY:
                self._spelled[key[0][:3]].add(key[0])

    def rename(self, person: Person, name: PersonName) -> None:
        """Give a person another name."""
        person.names.append(name)
        self._enter(person, name)
        if len(name.words) > 1:
            self._bearers[_identity(name)] = [person]

    def see(self, person: Person, call: _Call) -> None:
        """Bring a person into focus under every word that may name it, and keep its nickname."""
        nickname = call.name.nickname
        if nickname and nickname not in person.aliases:
            person.aliases.append(nickname)
        for key in {k for name in person.names for k in _short_forms(name)}:
            line = self._focus[key]
            line.append((person, call))
            del line[:-_KEPT_IN_FOCUS]

    def find(self, call: _Call) -> tuple[Person, str]:
        """Whom a mention names, and why."""
        if len(call.name.words) > 1:
            return self._of_full(call)
        person, why = self._of_word(call)
        person.bare += any(call.name.words[:1] == (each.family,) for each in person.names)
        # "Mr Okafor" makes a man of whom nothing else told it, so that "Mrs Okafor" is another.
        person.gender = person.gender or call.gender
        return person, why

    def _of_full(self, call: _Call) -> tuple[Person, str]:
        options = self._bearers[_identity(call.name)]
        if len(options) == 1:
            return options[0], "the same full name or a form of it"
        key = (options[0].names[0].family, _FAMILY)
        return self._in_focus(key, options, call.sentence), "the full name fits several; the one last in focus"

    def _of_word(self, call: _Call) -> tuple[Person, str]:
        word = call.name.words[0] if call.name.words else fold(call.name.plain)
        for tier, what in _TIERS.items():
            options = self._called(word, tier, call)
            if options:
                several = f"{what} of several; the one last in focus" if len(options) > 1 else what
                return self._in_focus((word, tier), options, call.sentence), several
        return self._misspelt(word, call) or self._called_alone(word, call)

    def _called(self, word: str, tier: int, call: _Call) -> list[Person]:
        """Those of whose name the word is such a part; what a particle stands before ("al-Sharaa") is no given name."""
        if tier == _GIVEN and call.name.attached and self._words.get((word, _OTHER)):
            return []
        options = _of_call(call, self._words.get((word, tier), ()))
        return (tier == _FAMILY and self._met(word, options)) or options

    def _misspelt(self, word: str, call: _Call) -> tuple[Person, str] | None:
        for spelled in sorted(self._spelled.get(word[:3], ())):
            if word != spelled + "s" and misspelt(word, spelled):  # no plural: "the Okafors"
                options = _of_call(call, self._words[spelled, _FAMILY])
                if options:
                    return self._in_focus((spelled, _FAMILY), options, call.sentence), "family name, misspelt"
        return None

    def _called_alone(self, word: str, call: _Call) -> tuple[Person, str]:
        options = _of_call(call, self._alone[word])
        if not options:
            options = [Person(names=[call.name])]
            self._alone[word] += options
            self._enter(options[0], call.name)
        return options[-1], "the same name"

    def _met(self, word: str, options: list[Person]) -> list[Person]:
        """Those whose given or first family name the word is, where none whose last name it is was named yet."""
        if not options or any(person.members for person in options):
            return []
        given, others = (self._words.get((word, tier), {}) for tier in (_GIVEN, _OTHER))
        first_family = (person for person in others if any(name.words[1:][-2:-1] == (word,) for name in person.names))
        return [person for person in (*given, *first_family) if person.members]

    def _in_focus(self, key: Key, options: list[Person], sentence: int) -> Person:
        """Of several bearers the one named last; in the last sentence that names any, its subject.

        Where none was named for a while, it is the one called so before, else the one whom the text began with.
        """
        line = [seen for seen in self._focus.get(key, ()) if seen[0] in options]
        if len(options) == 1 or not line:
            return options[0]
        known = [p for p in options if p.members and not p.is_relative]
        if len(known) == 1 and key[1] == _FAMILY:
            return known[0]
        return _last_of(line, max(options, key=lambda person: person.bare), sentence)


def _last_of(line: Sequence[tuple[Person, _Call]], usual: Person, sentence: int) -> Person:
    """Of those seen in a line the one in focus; whom the text goes on calling so, over a relative in passing."""
    if sentence - line[-1][1].sentence > _A_WHILE:
        return usual if usual.bare else line[0][0]
    return _last_subject(line) or (usual if usual.bare > 1 else line[-1][0])


def _last_subject(line: Sequence[tuple[Person, _Call]]) -> Person | None:
    """Whom the last sentence that names any has for its subject."""
    last = line[-1][1].sentence
    return next((person for person, call in reversed(line) if call.sentence == last and call.subject), None)


def _of_call(call: _Call, options: Iterable[Person]) -> list[Person]:
    """Those of whom a gender is known to be right, else those of whom it may be: no "Mrs." for Anders.

    "King Nasser" is nobody's family name, "Greene Sr." not that of Greene Jr.
    """
    left = [p for p in options if p.may_be(call)]
    left = [p for p in left if _may_have(p, call.name.suffix)] or left
    return [p for p in left if call.gender and p.gender] or left


def _may_have(person: Person, suffix: str) -> bool:
    """Whether one of a person's names has the suffix for the generation, if there is one."""
    return suffix in {"", *(name.suffix for name in person.names)}


# Full names.


def _identity(name: PersonName) -> _Identity:
    return name.words, name.suffix


def _cluster_full(calls: Sequence[_Call]) -> dict[_Identity, list[Person]]:
    """For every full name its possible bearers: one, unless the text has two whom it fits ("George Bush")."""
    called: dict[_Identity, list[_Call]] = defaultdict(list)
    for call in sorted(calls, key=lambda call: _fullness(call.name)):
        called[_identity(call.name)].append(call)
    blocks: dict[tuple[str, str], dict[Person, None]] = defaultdict(dict)
    found: dict[_Identity, list[Person]] = {}
    for key, of_name in called.items():
        name = of_name[0].name
        near = dict.fromkeys(person for block in _blocks(name) for person in blocks[block])
        found[key] = [person for person in near if _fits(name, person)] or [Person()]
        if len(found[key]) == 1:
            _join(found[key][0], name, of_name, blocks)
    return found


def _join(
    person: Person, name: PersonName, calls: Sequence[_Call], blocks: dict[tuple[str, str], dict[Person, None]]
) -> None:
    """Give a person a name, the gender that it or what stands beside it tells, and a place where it is looked up."""
    told = (call.name.gender or call.gender for call in calls)
    person.gender = person.gender or next(filter(None, told), "")
    person.is_relative = person.is_relative or any(call.is_relative for call in calls)
    person.thrones.update(*(royal().intersection(call.name.titles) for call in calls))
    if len(person.names) < _VARIANTS:
        person.names.append(name)
        for block in _blocks(name):
            blocks[block][person] = None


def _fullness(name: PersonName) -> int:
    """Fuller names first, so that a short one meets every bearer whom it may fit."""
    return -len(name.words) * 2 - bool(name.suffix)


def _blocks(name: PersonName) -> Iterator[tuple[str, str]]:
    """Under what a full name is looked up: two names of one person share at least one of these."""
    words = name.words
    yield words[0][:1], words[-1]
    yield words[0], words[-1][:2]
    for given in filter(None, (name.first, fold(name.nickname))):
        yield given[:1], name.family
    if name.first in spellings():
        yield f"{spellings()[name.first]}", name.family
    if len(words) == 2:
        yield words[1], words[0]
    yield from itertools.pairwise(words)
    yield from itertools.pairwise(fold(name.plain).split()[-2:])
    for part in words[-1].split("-"):
        yield words[0], part


def _fits(name: PersonName, person: Person) -> bool:
    if any(name.suffix and n.suffix and name.suffix != n.suffix for n in person.names):
        return False
    return any(same_person(name, n) for n in person.names)


def _short_forms(name: PersonName) -> list[Key]:
    """The single words that may name the person, each with what it is of the name."""
    alone = name.words if len(name.words) == 1 else ()  # "Queen Máxima-Louise": "Máxima"
    keys = [(word, _FAMILY) for word in (name.family, fold(name.nickname), *alone) if word]
    if len(name.first) > 1:
        keys.append((name.first, _FAMILY if _is_in_either_order(name) else _GIVEN))
    if len(name.words) > 2 and _ROMANISED.search(name.plain):
        keys.append((name.words[1], _FAMILY))
    return keys + [(piece, _OTHER) for piece in _pieces(name) if piece not in (name.family, name.first, *alone)]


def _is_in_either_order(name: PersonName) -> bool:
    """Whether of two words nothing tells which is the family's: "Li Na"."""
    return len(name.words) == 2 and particles("family_first").issuperset(name.words)


def _pieces(name: PersonName) -> dict[str, None]:
    """The words of a name, and what hyphens divide in them, that are long enough to name somebody, each once: of two
    letters a word that is no particle, "Peter Lo Manchun".
    """
    pieces = [piece for word in name.words for piece in word.split("-") if len(piece) > 2]
    return dict.fromkeys((*(w for w in name.words if len(w) > 1 and w not in particles("particles")), *pieces))
