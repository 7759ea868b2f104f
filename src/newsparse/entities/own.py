"""The user's own names in a text: every exact occurrence is a mention, and those of one name are one entity."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.entities.named import Group, Named, ordered
from newsparse.names import fold, has_word, key_words
from newsparse.names.lexicon import titles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsparse import types
    from newsparse.names.own import OwnName, OwnWords
    from newsparse.text.tokens import Tokens

__all__ = ["claimed", "regrouped", "told"]

_ATOM = re.compile(r"\w+|[^\w\s]")
_Span = tuple[int, int]
_Words = tuple[str, ...]


def claimed(tokens: Tokens, named: Sequence[Named], own: OwnWords) -> tuple[list[Named], dict[_Span, OwnName]]:
    """The mentions with the user's own names among them, and which name each span of characters is.

    A name inside a longer mention is part of another name ("Ada Obi Foundation"), unless all that the longer one has
    besides are titles.
    """
    found = _occurrences(tokens, own)
    kept: dict[_Span, OwnName] = {}
    mentions = list(named)
    for (first, stop), name in found.items():
        meeting = [each for each in mentions if each.first < stop and first < each.stop]
        if any(_is_longer(tokens, each, first, stop) for each in meeting):
            continue
        claim = Named.at(tokens, first, stop, name.label, labels={})
        mentions = [*(each for each in mentions if each not in meeting), claim]
        kept[claim.start, claim.end] = name
    return sorted(mentions, key=lambda each: each.start), kept


def _is_longer(tokens: Tokens, mention: Named, first: int, stop: int) -> bool:
    """Whether a mention holds the tokens and other words that belong to a name."""
    if not (mention.first <= first and stop <= mention.stop):
        return False
    rest = [*tokens.lower[mention.first : first], *tokens.lower[stop : mention.stop]]
    words = [word.rstrip(".") for word in rest if has_word(word)]
    return any(fold(word) not in titles() and word not in {"the", "'s", "’s", "s"} for word in words)


def _occurrences(tokens: Tokens, own: OwnWords) -> dict[_Span, OwnName]:
    """The spans of whole tokens at which a form stands, the longest first where they meet."""
    forms = _forms(own)
    atoms = [(_plain(each[0]), *each.span()) for each in _ATOM.finditer(tokens.text)]
    words = tuple(atom for atom, _, _ in atoms)
    found: dict[_Span, OwnName] = {}
    after = 0
    for at, word in enumerate(words):
        match = next((each for each in forms.get(word, ()) if words[at : at + len(each[0])] == each[0]), None)
        if match is not None and at >= after:
            after = at + len(match[0])
            start, end = atoms[at][1], atoms[after - 1][2]
            first, stop = tokens.span(start, end)
            if first < stop and (tokens.starts[first], tokens.ends[stop - 1]) == (start, end):
                found[first, stop] = match[1]
    return found


def _plain(atom: str) -> str:
    return "'" if atom == "’" else atom


@lru_cache(maxsize=16)
def _forms(own: OwnWords) -> Mapping[str, list[tuple[_Words, OwnName]]]:
    """The forms as words and marks, by the first of them, the longest first."""
    found: dict[str, list[tuple[_Words, OwnName]]] = {}
    for name in own.names:
        for form in name.forms:
            atoms = tuple(_plain(each) for each in _ATOM.findall(form))
            found.setdefault(atoms[0], []).append((atoms, name))
    for listed in found.values():
        listed.sort(key=lambda each: -len(each[0]))
    return found


def regrouped(groups: Sequence[Group], named: Sequence[Named], known: Mapping[_Span, OwnName]) -> list[Group]:
    """The groups, with all mentions of one of the user's names in one of them, and those of two never in the same.

    The other mentions of a group go with the first of the user's names in it.
    """
    homes: dict[int, Group] = {}
    kept: list[Group] = []
    for group in groups:
        names = [known.get((named[i].start, named[i].end)) for i in group.members]
        first = next(filter(None, names), None)
        if first is None:
            kept.append(group)
            continue
        for i, name in zip(group.members, names, strict=True):
            key = id(name or first)
            if key not in homes:
                homes[key] = replace(group, members=[], why={}) if key == id(first) else Group()
            homes[key].add(i, group.why.get(i, "the same name of the lexicon"))
    return ordered([*kept, *homes.values()], named)


def told(entity: types.Entity, known: Mapping[_Span, OwnName]) -> types.Entity:
    """The entity as the user's lexicon tells it: its name, label, country and reference."""
    name = next((known[each.start, each.end] for each in entity.mentions if (each.start, each.end) in known), None)
    if name is None:
        return entity
    same = key_words(name.name)
    aliases = tuple(each for each in dict.fromkeys((entity.name, *entity.aliases)) if key_words(each) != same)
    return replace(
        entity,
        name=name.name,
        label=name.label,
        aliases=aliases,
        country=name.country or entity.country,
        reference=name.id,
    )
