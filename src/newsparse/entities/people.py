"""Which mentions of persons name one person.

Names of two words or more are compared with each other first. A bare word then goes to the bearer whose
family name, given name or other name it is: of several, to the one last in focus. Names are looked up by
their words, so the cost grows with the number of mentions.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsparse.entities.named import Group, Named, ordered
from newsparse.names import PersonName, Tokens, ends_title, fold, parse_person, same_person
from newsparse.names.lexicon import Gender, given_names, particles, titles
from newsparse.names.nouns import gender_of_noun
from newsparse.names.person import misspelt
from newsparse.text.beside import titles_before
from newsparse.text.grammar import Role, head_of, role

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["cluster_people", "name_at"]

# What a bare word may be of a full name, best first.
_FAMILY, _GIVEN, _OTHER = range(3)
_TIERS = {_FAMILY: "family name", _GIVEN: "given name", _OTHER: "part of the name"}
_KEPT_IN_FOCUS = 6
_A_WHILE = 3  # sentences
_VARIANTS = 12
# Between a name and another name of the same person.
_OTHER_NAME = frozenset(
    {
        "formerly",
        "born",
        "nee",
        "aka",
        "a.k.a.",
        "alias",
        "or",
        "as",
        "known",
        "also",
        "better",
        "previously",
        "once",
        ",",
        "(",
    }
)
_MARKS = frozenset({",", "(", '"', "“", "'", "‘", "``", "`"})
_HOW_KNOWN = frozenset({"all", "everyone", "friends", "locals", "to"}) | frozenset(
    {"affectionately", "commonly", "locally", "online", "popularly", "professionally", "simply", "widely"}
)
_OTHER_NAME_MARKS = frozenset({"formerly", "born", "nee", "née", "né", "aka", "a.k.a.", "alias", "known", "previously"})


@dataclass(slots=True, eq=False)
class _Person(Group):
    names: list[PersonName] = field(default_factory=list)
    gender: Gender = ""
    bare: int = 0
    titles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Seen:
    person: _Person
    sentence: int
    subject: bool


@dataclass(frozen=True, slots=True)
class _Bare:
    """A name of one word, the gender that the text tells at it, and whether it may be a family's."""

    name: PersonName
    gender: Gender
    plural: bool


@dataclass(slots=True, eq=False)
class _Index:
    """Bearers by the words of their names."""

    words: dict[tuple[str, int], dict[_Person, None]] = field(default_factory=lambda: defaultdict(dict))
    focus: dict[tuple[str, int], list[_Seen]] = field(default_factory=lambda: defaultdict(list))
    spelled: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, person: _Person, name: PersonName) -> None:
        for key in _short_forms(name):
            self.words[key][person] = None
            if key[1] == _FAMILY:
                self.spelled[key[0][:3]].add(key[0])

    def see(self, person: _Person, sentence: int, subject: bool) -> None:
        """Bring a person into focus under every word that may name it."""
        for key in {k for name in person.names for k in _short_forms(name)}:
            line = self.focus[key]
            line.append(_Seen(person, sentence, subject))
            del line[:-_KEPT_IN_FOCUS]


def cluster_people(tokens: Tokens, named: Sequence[Named]) -> list[Group]:
    """Group mentions labelled PERSON; the positions in the groups are those of `named`."""
    names = _with_shared_surname(tokens, named, [name_at(tokens, n) for n in named])
    told = [_gender_told(tokens, mention, name) for mention, name in zip(named, names, strict=True)]
    full = _cluster_full([(n, g) for n, g in zip(names, told, strict=True) if len(n.words) > 1])
    index = _Index()
    for person in dict.fromkeys(p for options in full.values() for p in options):
        for name in person.names:
            index.add(person, name)
    for name in names:
        bearers = full.get(_identity(name), ())
        if len(bearers) == 1:
            bearers[0].titles.update(name.titles)
    other = dict(_other_names(tokens, named))
    alone: dict[str, list[_Person]] = defaultdict(list)
    placed: list[_Person] = []
    for i, (mention, name) in enumerate(zip(named, names, strict=True)):
        if i in other:
            person, why = placed[other[i]], "another name of the person"
            person.names.append(name)
            index.add(person, name)
            person.other_names.add(i)
        elif len(name.words) > 1:
            person, why = _focused(full[_identity(name)], index, tokens.sentences[mention.first])
        else:
            person, why = _bearer(
                _Bare(name, told[i], _is_family(tokens, mention)), index, alone, tokens.sentences[mention.first]
            )
            person.bare += any(name.words[:1] == (each.family,) for each in person.names)
            # "Mr Okafor" makes a man of whom nothing else told it, so that "Mrs Okafor" is another.
            person.gender = person.gender or told[i]
        person.add(i, why)
        placed.append(person)
        if name.nickname and name.nickname not in person.aliases:
            person.aliases.append(name.nickname)
        index.see(person, tokens.sentences[mention.first], _is_subject(tokens, mention))
    return ordered(dict.fromkeys(placed), named)


def _with_shared_surname(tokens: Tokens, named: Sequence[Named], names: list[PersonName]) -> list[PersonName]:
    """In "Matthias and Brigitte Hauser" both are Hausers, unless the first is somebody's family name in the text."""
    families = {n.family for n in names if len(n.words) > 1}
    for i in range(len(named) - 1):
        one, other = names[i], names[i + 1]
        between = tokens.lower[named[i].stop : named[i + 1].first]
        if (
            between in (["and"], ["&"])
            and len(one.words) == 1
            and len(other.words) == 2
            and one.words[0] in given_names()
            and one.words[0] not in families
        ):
            names[i] = replace(one, words=(one.words[0], other.family), family=other.family)
    return names


def name_at(tokens: Tokens, mention: Named) -> PersonName:
    """The name of a mention, with the titles that stand before it."""
    name = parse_person(mention.text)
    return replace(name, titles=(*titles_before(tokens, mention.first)[1], *name.titles))


def _gender_told(tokens: Tokens, mention: Named, name: PersonName) -> Gender:
    """What the title, else the noun right before the name, tells of the gender: "his wife, Ngozi Okafor"."""
    for title in name.titles:
        if titles().get(title):
            return titles()[title]
    i = mention.first - 1
    while i > 0 and (tokens.lower[i].rstrip(".") in titles() or tokens.words[i] in (",", ".")):
        i -= 1
    if i < 0 or tokens.sentences[i] != tokens.sentences[mention.first]:
        return ""
    # Of "he is a good man, Okafor said" the noun is another's.
    parted = tokens.words[mention.first - 1] == "," and len(name.words) == 1 and not name.titles
    return "" if parted and tokens.words[mention.stop : mention.stop + 1] != [","] else gender_of_noun(tokens.lower[i])


def _is_subject(tokens: Tokens, mention: Named) -> bool:
    """Whether the mention is the subject of its clause, as far as the text shows it."""
    return role(tokens, head_of(tokens, mention.first, mention.stop), mention.stop - 1)[0] == Role.SUBJECT


def _is_family(tokens: Tokens, mention: Named) -> bool:
    """Whether a name may be that of several: "the Okafors"."""
    return (
        mention.first > 0 and tokens.lower[mention.first - 1] == "the" and tokens.lower[mention.stop - 1].endswith("s")
    )


def _identity(name: PersonName) -> tuple[tuple[str, ...], str]:
    return name.words, name.suffix


def _cluster_full(
    named: Sequence[tuple[PersonName, Gender]],
) -> dict[tuple[tuple[str, ...], str], list[_Person]]:
    """For every full name its possible bearers: one, unless the text has two whom it fits ("George Bush")."""
    blocks: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    found: dict[tuple[tuple[str, ...], str], list[_Person]] = {}
    genders: dict[tuple[tuple[str, ...], str], Gender] = {}
    for name, told in named:
        genders[_identity(name)] = genders.get(_identity(name)) or name.gender or told
    names = [name for name, _ in named]
    for name in sorted(names, key=_fullness):
        if _identity(name) in found:
            continue
        options = list(dict.fromkeys(p for key in _keys(name) for p in blocks[key] if _fits(name, p)))
        if not options:
            options = [_Person()]
        found[_identity(name)] = options
        if len(options) == 1:
            person = options[0]
            person.gender = person.gender or genders[_identity(name)]
            if len(person.names) < _VARIANTS:
                person.names.append(name)
                for key in _keys(name):
                    if person not in blocks[key]:
                        blocks[key].append(person)
    return found


def _fullness(name: PersonName) -> int:
    """Fuller names first, so that a short one meets every bearer whom it may fit."""
    return -len(name.words) * 2 - bool(name.suffix)


def _keys(name: PersonName) -> Iterator[tuple[str, str]]:
    """Under what a full name is looked up: two names of one person share at least one of these."""
    words = name.words
    yield words[0][:1], words[-1]
    yield words[0], words[-1][:2]
    if name.family and name.first:
        yield name.first[:1], name.family
    if name.family and name.nickname:
        yield fold(name.nickname)[:1], name.family
    if len(words) == 2:
        yield words[1], words[0]
    yield from itertools.pairwise(words)
    last = fold(name.plain).split()
    if len(last) > 1:
        yield last[-2], last[-1]
    for part in words[-1].split("-"):
        yield words[0], part


def _fits(name: PersonName, person: _Person) -> bool:
    if any(name.suffix and n.suffix and name.suffix != n.suffix for n in person.names):
        return False
    return any(same_person(name, n) for n in person.names)


def _short_forms(name: PersonName) -> list[tuple[str, int]]:
    """The single words that may name the person, each with what it is of the name."""
    if len(name.words) == 1:
        parts = name.words[0].split("-")  # "Queen Máxima-Louise": "Máxima"
        return [(name.words[0], _FAMILY), *((part, _OTHER) for part in parts if len(parts) > 1 and len(part) > 2)]
    keys = [(name.family, _FAMILY)]
    if name.nickname:
        keys.append((fold(name.nickname), _FAMILY))
    if name.first and len(name.first) > 1:
        listed = particles("family_first")
        either = len(name.words) == 2 and listed.issuperset(name.words)  # "Li Na": of the two nothing tells
        keys.append((name.first, _FAMILY if either else _GIVEN))
    taken = {name.family, name.first}
    parts = [w for word in name.words for w in (word, *word.split("-"))]
    keys += [(w, _OTHER) for w in dict.fromkeys(parts) if w not in taken and len(w) > 2]
    return keys


def _focused(options: list[_Person], index: _Index, sentence: int) -> tuple[_Person, str]:
    if len(options) == 1:
        return options[0], "the same full name or a form of it"
    key = (options[0].names[0].family, _FAMILY)
    return _in_focus(key, options, index, sentence), "the full name fits several; the one last in focus"


def _bearer(bare: _Bare, index: _Index, alone: dict[str, list[_Person]], sentence: int) -> tuple[_Person, str]:
    """Whom a bare word names, and why."""
    name = bare.name
    word = name.words[0] if name.words else fold(name.plain)
    for tier, what in _TIERS.items():
        if tier == _GIVEN and (name.attached or _by_surname(name)) and index.words.get((word, _OTHER)):
            continue
        options = _of_title(name, _of_gender(bare.gender, index.words.get((word, tier), ())))
        options = (tier == _FAMILY and _met(word, options, index)) or options
        if len(options) == 1:
            return options[0], what
        if options:
            return _in_focus((word, tier), options, index, sentence), f"{what} of several; the one last in focus"
    for spelled in sorted(index.spelled.get(word[:3], ())):
        if misspelt(word, spelled) and not (bare.plural and word == spelled + "s"):
            options = _of_gender(bare.gender, index.words[spelled, _FAMILY])
            if options:
                return _in_focus((spelled, _FAMILY), options, index, sentence), "family name, misspelt"
    options = _of_gender(bare.gender, alone[word])
    if not options:
        options = [_Person(names=[name])]
        alone[word] += options
        index.add(options[0], name)
    return options[-1], "the same name"


def _met(word: str, options: list[_Person], index: _Index) -> list[_Person]:
    """Those whose given or first family name the word is, where none whose last name it is was named yet."""
    if not options or any(person.members for person in options):
        return []
    given = [person for person in index.words.get((word, _GIVEN), ()) if person.members]
    return given + [
        person
        for person in index.words.get((word, _OTHER), ())
        if person.members and any(len(name.words) > 2 and name.words[-2] == word for name in person.names)
    ]


def _by_surname(name: PersonName) -> bool:
    return any(t in ("mr", "mrs", "ms", "miss") for t in name.titles)


def _of_title(name: PersonName, options: list[_Person]) -> list[_Person]:
    """Those whose full name has the title as well, if any: "Dr Dlamini" is the one who was called a doctor."""
    return [p for p in options if p.titles.intersection(name.titles)] or options


def _of_gender(gender: Gender, options: Iterable[_Person]) -> list[_Person]:
    """Those of whom a gender is known to be right, else those of whom it may be: no "Mrs." for Anders."""
    left = [p for p in options if not gender or p.gender in ("", gender)]
    return [p for p in left if gender and p.gender] or left


def _in_focus(key: tuple[str, int], options: list[_Person], index: _Index, sentence: int) -> _Person:
    """Of several bearers the one named last; in the last sentence that names any, its subject.

    Where none was named for a while, it is the one called so before, else the one whom the text began with.
    """
    line = [s for s in index.focus.get(key, ()) if s.person in options]
    if not line:
        return options[0]
    if sentence - line[-1].sentence > _A_WHILE:
        called = max(options, key=lambda p: p.bare)
        return called if called.bare else line[0].person
    near = [s for s in line if s.sentence == line[-1].sentence]
    subjects = [s for s in near if s.subject]
    if subjects:
        return subjects[-1].person
    # The one whom the text goes on calling by the bare word, over a relative who is named in passing.
    usual = max(options, key=lambda p: p.bare)
    return usual if usual.bare > 1 else near[-1].person


def _other_names(tokens: Tokens, named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """(mention, the one before it) where the text calls the first another name of the second: "formerly", "née"."""
    for i in range(1, len(named)):
        between = [w for w in tokens.lower[named[i - 1].stop : named[i].first] if w not in _MARKS]
        marked = 0 < len(between) <= 4 and _OTHER_NAME_MARKS.intersection(between)
        if marked and all(fold(w) in _OTHER_NAME | _HOW_KNOWN for w in between):
            yield i, i - 1
