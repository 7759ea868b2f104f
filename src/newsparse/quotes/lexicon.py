"""The cue lexicon `data/cues.toml`: which words attribute, their lemma and their act."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from newsparse import tables
from newsparse.tables import check_sorted, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsparse.names.own import OwnWords
    from newsparse.types import Act

__all__ = ["Lexicon", "cues", "listed", "with_own"]

_ACTS: tuple[Act, ...] = ("statement", "belief", "intention")
_KINDS = ("verbs", "nouns", "phrases", "phrasal")
listed = partial(tables.listed, "newsparse.quotes", "words.toml")
"""A list of `data/words.toml` by its name, such as "telling"."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What attributes, and how.

    `lemma` maps every inflected verb to its lemma, `act` every lemma, noun and phrase to its act. `manner` holds
    the verbs that attribute only beside quotation marks, `objects` those whose object is the content. `phrases`
    maps the first lemma of each multi-word cue to the phrases, longest first, each a tuple of words. `hedges` are
    lemmas and adverbs by which a writer says that somebody thinks so, or nobody (appears, reportedly). `phrasal`
    maps the forms of a verb that says something with a particle alone (shot back, cut in) to the particles.
    """

    lemma: dict[str, str]
    act: dict[str, Act]
    nouns: frozenset[str]
    manner: frozenset[str]
    objects: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    hedges: frozenset[str]
    phrasal: dict[str, tuple[tuple[str, ...], ...]]

    def act_of(self, word: str) -> Act | None:
        """The act of an inflected verb; None for one that attributes only beside quotation marks, or nothing."""
        return self.act.get(self.lemma.get(word, ""))

    def is_speech(self, word: str) -> bool:
        """Whether an inflected verb says that something was said, or can beside quotation marks."""
        return self.act_of(word) == "statement" or self.lemma.get(word) in self.manner

    def particle(self, words: Sequence[str], i: int) -> int | None:
        """The last word of a phrase of saying that begins with the verb i (shot back): None where none does."""
        for rest in self.phrasal.get(words[i], ()):
            if tuple(words[i + 1 : i + 1 + len(rest)]) == rest:
                return i + len(rest)
        return None

    def noun(self, word: str) -> str | None:
        """The noun of saying that a word is, or the plural of."""
        forms = (word, word.removesuffix("s"), re.sub("ies$", "y", word))
        return next((form for form in forms if form in self.nouns), None)

    def act_of_noun(self, word: str) -> Act | None:
        """The act of a noun of saying, in either number; None for other words."""
        return self.act.get(self.noun(word) or "")

    def is_of(self, word: str, name: str) -> bool:
        """Whether an inflected verb is one of a list of `data/words.toml`."""
        return self.lemma.get(word) in listed(name)

    def is_hedge(self, word: str) -> bool:
        """Whether an inflected word is a hedge."""
        return self.lemma.get(word, word) in self.hedges


def inflect(verb: str, irregular: str = "") -> set[str]:
    """The forms of a verb. `irregular` lists those that the rules do not make; it replaces the past forms."""
    extra = set(irregular.split())
    ing = {form for form in extra if form.endswith("ing")}
    stem = re.sub(r"(?<!e)e$", "", verb)
    base = re.sub(r"(?<![aeiou])y$", "i", verb)  # deny: denies, denied
    third = base + ("es" if re.search(r"(?:[^aeiou]y|[sxz]|[cs]h)$", verb) else "s")
    past = base + ("d" if verb.endswith("e") else "ed")
    return {verb, third, *(ing or {stem + "ing"}), *(extra - ing or {past})}


@cache
def cues() -> Lexicon:
    """The lexicon, read once."""
    data = load("newsparse.quotes", "cues.toml")
    sections = {
        name: {kind: check_sorted(f"cues.toml {name}", data[name].get(kind, [])) for kind in _KINDS} for name in _ACTS
    }
    manner, objects, hedges = (
        check_sorted(f"cues.toml {name}", data[name][kind])
        for name, kind in (("manner", "verbs"), ("object", "verbs"), ("hedge", "words"))
    )
    verbs = [*manner, *chain(*(each["verbs"] for each in sections.values()))]
    spoken = [tuple(p.split()) for each in sections.values() for p in (*each["phrases"], *each["phrasal"])]
    return Lexicon(
        lemma=_forms(verbs, data["irregular"]) | {verb: verb for verb in verbs},
        act=_acts({name: [*chain(*each.values())] for name, each in sections.items()}),
        nouns=frozenset(chain(*(each["nouns"] for each in sections.values()))),
        manner=frozenset(manner),
        objects=frozenset(objects),
        phrases=_by_first(spoken),
        hedges=frozenset(hedges),
        phrasal=_phrasal(sections["statement"]["phrasal"], data["irregular"]),
    )


def _forms(verbs: Sequence[str], irregular: Mapping[str, str]) -> dict[str, str]:
    """Every form of some verbs with its lemma; a form of two is the first one's."""
    return {form: verb for verb in reversed(verbs) for form in inflect(verb, irregular.get(verb, ""))}


def _acts(entries: Mapping[Act, Sequence[str]]) -> dict[str, Act]:
    """The act of every entry; one of two acts has the first."""
    return {entry: name for name in reversed(list(entries)) for entry in entries[name]}


def _by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, the longest first."""
    return _grouped((phrase[0], phrase) for phrase in sorted(set(phrases), key=lambda each: (-len(each), each)))


def _phrasal(entries: Sequence[str], irregular: Mapping[str, str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The particles of each form of a verb that speaks with one."""
    split = (entry.split() for entry in entries)
    return _grouped((form, tuple(rest)) for verb, *rest in split for form in inflect(verb, irregular.get(verb, "")))


def _grouped(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """What stands beside each word in some pairs, in their order."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for word, phrase in pairs:
        found[word] = (*found.get(word, ()), phrase)
    return found


@lru_cache(maxsize=16)
def with_own(own: OwnWords) -> Lexicon:
    """The lexicon with the user's own cues in it; what they say of a word goes before what is listed."""
    base, kinds = cues(), own.cues.values()
    verbs = {verb for each in kinds for verb in each["verbs"]} | set(own.manner)
    added = [tuple(phrase.split()) for each in kinds for phrase in each.get("phrases", ())]
    return replace(
        base,
        lemma=base.lemma | _forms(sorted(verbs), own.irregular),
        act=base.act | _acts({name: [*chain(*own.cues[name].values())] for name in _ACTS if name in own.cues}),
        nouns=base.nouns.union(*(each["nouns"] for each in kinds)),
        manner=base.manner | set(own.manner),
        phrases=_by_first([*chain(*base.phrases.values()), *added]),
    )
