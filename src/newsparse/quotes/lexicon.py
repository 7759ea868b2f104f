"""The cue lexicon `data/cues.toml`: which words attribute, their lemma and their act."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from newsparse.tables import check_sorted, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.names.own import OwnWords
    from newsparse.types import Act

__all__ = ["Lexicon", "asides", "cues", "listed", "with_own"]

_ACTS: tuple[Act, ...] = ("statement", "belief", "intention")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What attributes, and how.

    `lemma` maps every inflected verb to its lemma, `act` every lemma, noun and phrase to its act. `manner` holds
    the verbs that attribute only beside quotation marks, `objects` those whose object is the content. `phrases`
    maps the first lemma of each multi-word cue to the phrases, longest first, each a tuple of words. `hedges` are
    lemmas and adverbs by which a writer says that somebody thinks so, or nobody (appears, reportedly). `phrasal`
    maps the forms of a verb that says
    something with a particle alone (shot back, cut in) to the particles.
    """

    lemma: dict[str, str]
    act: dict[str, Act]
    nouns: frozenset[str]
    manner: frozenset[str]
    objects: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    hedges: frozenset[str] = frozenset()
    phrasal: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def is_speech(self, word: str) -> bool:
        """Whether an inflected verb says that something was said, or can beside quotation marks."""
        lemma = self.lemma.get(word)
        return lemma is not None and (self.act.get(lemma) == "statement" or lemma in self.manner)

    def particle(self, words: Sequence[str], i: int) -> int | None:
        """The last word of a phrase of saying that begins with the verb i (shot back): None where none does."""
        for rest in self.phrasal.get(words[i], ()):
            if tuple(words[i + 1 : i + 1 + len(rest)]) == rest:
                return i + len(rest)
        return None

    def is_hedge(self, word: str) -> bool:
        """Whether an inflected word is a hedge."""
        return self.lemma.get(word, word) in self.hedges


def inflect(verb: str, irregular: str = "") -> set[str]:
    """The forms of a verb. `irregular` lists those that the rules do not make; it replaces the past forms."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    y = verb.endswith("y") and verb[-2] not in _VOWELS
    third = verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    extra = set(irregular.split())
    ing = {form for form in extra if form.endswith("ing")} or {stem + "ing"}
    past = extra - ing or {verb[:-1] + "ied" if y else verb + "d" if verb.endswith("e") else verb + "ed"}
    return {verb, third} | ing | past


def _read(data: dict[str, Any]) -> Lexicon:
    lemma: dict[str, str] = {}
    act: dict[str, Act] = {}
    nouns: set[str] = set()
    phrases: list[tuple[str, ...]] = []
    verbs: list[str] = check_sorted("cues.toml manner", data["manner"]["verbs"])
    manner = frozenset(verbs)
    objects = frozenset(check_sorted("cues.toml object", data["object"]["verbs"]))
    verbs = list(verbs)
    for name in _ACTS:
        section = data[name]
        verbs += check_sorted(f"cues.toml {name}", section["verbs"])
        nouns.update(check_sorted(f"cues.toml {name}", section["nouns"]))
        spoken = check_sorted(f"cues.toml {name}", section["phrases"])
        spoken += check_sorted(f"cues.toml {name} phrasal", section.get("phrasal", []))
        phrases += [tuple(p.split()) for p in spoken]
        for entry in (*section["verbs"], *section["nouns"], *spoken):
            act.setdefault(entry, name)
    irregular = data["irregular"]
    for verb in verbs:
        for form in inflect(verb, irregular.get(verb, "")):
            lemma.setdefault(form, verb)
    lemma.update((verb, verb) for verb in verbs)
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append(phrase)
    ordered = {first: tuple(found) for first, found in by_first.items()}
    hedges = frozenset(check_sorted("cues.toml hedge", data["hedge"]["words"]))
    phrasal: dict[str, tuple[tuple[str, ...], ...]] = {}
    for first, *rest in (tuple(p.split()) for p in data["statement"]["phrasal"]):
        for form in inflect(first, irregular.get(first, "")):
            phrasal[form] = (*phrasal.get(form, ()), tuple(rest))
    return Lexicon(lemma, act, frozenset(nouns), manner, objects, ordered, hedges, phrasal)


@cache
def _words() -> dict[str, Any]:
    return load(__package__, "words.toml")


@cache
def listed(kind: str) -> frozenset[str]:
    """A list of `data/words.toml` by its name, such as "telling"."""
    return frozenset(check_sorted(f"words.toml {kind}", _words()[kind]))


@cache
def asides() -> tuple[str, ...]:
    """Asides that attribute, with a star for the source."""
    return tuple(_words()["asides"])


@cache
def cues() -> Lexicon:
    """The lexicon, read once."""
    return _read(load(__package__, "cues.toml"))


@lru_cache(maxsize=16)
def with_own(own: OwnWords) -> Lexicon:
    """The lexicon with the user's own cues in it; what they say of a word goes before what is listed."""
    base = cues()
    lemma, act = dict(base.lemma), dict(base.act)
    verbs = {verb for kinds in own.cues.values() for verb in kinds["verbs"]} | set(own.manner)
    for verb in sorted(verbs):
        lemma.update(dict.fromkeys(inflect(verb, own.irregular.get(verb, "")), verb))
    phrases = {first: list(found) for first, found in base.phrases.items()}
    for name in _ACTS:
        kinds = own.cues.get(name, {})
        for entry in (word for words in kinds.values() for word in words):
            act[entry] = name
        for phrase in kinds.get("phrases", ()):
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append(words)
    return replace(
        base,
        lemma=lemma,
        act=act,
        nouns=base.nouns.union(*(kinds["nouns"] for kinds in own.cues.values())),
        manner=base.manner | set(own.manner),
        phrases={
            first: tuple(sorted(set(found), key=lambda each: (-len(each), each))) for first, found in phrases.items()
        },
    )
