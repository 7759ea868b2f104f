"""The walk through the text: names bring referents into focus, noun phrases and pronouns are resolved on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsparse.names import Tokens, gender_of_noun, is_person_noun
from newsparse.names.nouns import singular
from newsparse.speakers.cast import ORG, PERSON, Referent, Spot
from newsparse.speakers.nominals import Phrase, is_age, noun_of, phrase_at, resolve_phrase
from newsparse.speakers.salience import WEIGHTS, Choice, Pronoun, choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsparse.names.lexicon import Gender

__all__ = ["THIRD_PERSON", "Discourse", "walk"]

THIRD_PERSON: Mapping[str, tuple[Gender, str]] = {
    "he": ("m", PERSON), "him": ("m", PERSON), "his": ("m", PERSON), "himself": ("m", PERSON),
    "she": ("f", PERSON), "her": ("f", PERSON), "hers": ("f", PERSON), "herself": ("f", PERSON),
}  # fmt: skip
_NEUTER = frozenset({"it", "its", "itself"})
_SUBJECTS = frozenset({"he", "she"})
_OBJECTS = frozenset({"him"})
_KEPT_UNNAMED = 40
_POOL = 60
# How sure a choice must be for its pronoun to tell the gender of a name that nothing else tells.
_SURE = 0.75


@dataclass(slots=True)
class Discourse:
    """What the walk found: for each token of a pronoun or of a noun phrase's head the choice made there.

    `phrases` are the noun phrases by their head, `named` the mention that each token of a name belongs to.
    """

    tokens: Tokens
    choices: dict[int, Choice] = field(default_factory=dict)
    phrases: dict[int, Phrase] = field(default_factory=dict)
    named: dict[int, Spot] = field(default_factory=dict)
    neuter: dict[int, Choice] = field(default_factory=dict)


def walk(
    tokens: Tokens,
    spots: Sequence[Spot],
    quoted: Sequence[tuple[int, int, Referent | None]],
    weights: Mapping[str, float] = WEIGHTS,
) -> Discourse:
    """Resolve pronouns and noun phrases in order of the text.

    `quoted` holds the stretches of direct speech as tokens (first, one past the last), with the speaker where
    known: no third-person pronoun of a quote is its own speaker.
    """
    return _Walk(tokens, spots, quoted, weights).run()


_COPULA = 12
"""Words before a name in which the subject and the verb of "The nurse was ..." are looked for."""
_NOBODY = frozenset({"any", "each", "every", "no"})
"""Before a noun they say that nobody in particular is meant."""


class _Walk:
    def __init__(
        self,
        tokens: Tokens,
        spots: Sequence[Spot],
        quoted: Sequence[tuple[int, int, Referent | None]],
        weights: Mapping[str, float],
    ) -> None:
        self.tokens, self.weights = tokens, weights
        self.found = Discourse(tokens)
        self.starts = {s.first: s for s in spots}
        for spot in spots:
            for i in range(spot.first, spot.stop):
                self.found.named[i] = spot
        self.speaker: dict[int, Referent | None] = {}
        for first, stop, referent in quoted:
            for i in range(first, stop):
                self.speaker[i] = referent
        # In order of last mention; a dict keeps the order and moves a referent to its end at no cost.
        self.active: dict[Referent, None] = {}
        self.unnamed: dict[str, Referent] = {}
        self.ahead: dict[int, list[Referent]] = {}
        for spot in spots:
            self.ahead.setdefault(tokens.sentences[spot.first], []).append(spot.referent)

    def run(self) -> Discourse:
        tokens, starts = self.tokens, self.starts
        # Most words bring nobody into focus: one pass leaves those that may.
        stops = [
            i
            for i, w in enumerate(tokens.lower)
            if i in starts or w in THIRD_PERSON or w in _NEUTER or w == "old" or noun_of(w)
        ]
        beyond = 0
        for i in stops:
            if i < beyond:
                continue
            spot = starts.get(i)
            lower = tokens.lower[i]
            if spot is not None:
                self._see(spot.referent, i, spot.stop)
                self._identify(spot)
                beyond = spot.stop
            elif lower in THIRD_PERSON:
                self._pronoun(i, *THIRD_PERSON[lower])
            elif lower in _NEUTER:
                self._neuter(i)
            elif i not in self.found.named:
                self._noun(i)
        return self.found

    def _see(self, referent: Referent, first: int, stop: int) -> None:
        """Bring a referent into focus by the mention at these tokens."""
        head = _head(self.tokens, first, stop)
        role, referent.governor = role_of(self.tokens, head, stop - 1)
        # Who was the subject of a sentence stays that when the sentence takes them up again: "A doctor lost her job".
        if not (referent.role == "s" and role != "s" and referent.sentence == self.tokens.sentences[first]):
            referent.role = role
        referent.sentence, referent.token = self.tokens.sentences[first], first
        referent.quoted = first in self.speaker
        if not referent.quoted:
            referent.outside = referent.sentence, first, referent.role
        referent.count += 1
        referent.subjects += referent.role == "s"
        self.active.pop(referent, None)
        self.active[referent] = None

    def _identify(self, spot: Spot) -> None:
        """In "The nurse was Tadala Phiri" the nurse, nameless so far, gets the name and is the subject."""
        tokens, referent = self.tokens, spot.referent
        if not tokens.parsed or referent.kind != PERSON:
            return
        head = _head(tokens, spot.first, spot.stop)
        around = range(max(0, head - _COPULA), head)
        if not any(tokens.heads[j] == head and tokens.deps[j] == "cop" for j in around):
            return
        subject = next((j for j in around if tokens.heads[j] == head and tokens.deps[j].startswith("nsubj")), None)
        phrase = self.found.phrases.get(subject) if subject is not None else None
        if phrase is None or not phrase.definite:
            return
        nameless = self.unnamed.pop(phrase.noun, None)
        if nameless is not None:
            self.active.pop(nameless, None)
        referent.role = "s"
        referent.nouns |= {phrase.noun}

    def _recent(self) -> list[Referent]:
        found = []
        for referent in reversed(self.active):
            found.append(referent)
            if len(found) == _POOL:
                break
        return found

    def _pronoun(self, i: int, gender: Gender, kind: str) -> None:
        tokens = self.tokens
        role, governor = role_of(tokens, i, i)
        lower = tokens.lower[i]
        if lower in _SUBJECTS:
            role = "s"
        elif lower in _OBJECTS:
            role = "o"
        elif lower == "his" or (lower == "her" and tokens.tags[i] == "PRP$"):
            role = "p"
        pronoun = Pronoun(
            i,
            tokens.sentences[i],
            tokens.paragraphs[i],
            gender,
            kind,
            role,
            governor,
            i in self.speaker,
            lower.endswith("self"),
            _above(tokens, governor),
        )
        speaker = self.speaker.get(i)
        pool = [r for r in self._recent() if r is not speaker]
        ahead = [r for r in self.ahead.get(pronoun.sentence, ()) if r.count == 0 or r.sentence < pronoun.sentence]
        later = [
            r
            for r in ahead
            if r.count == 0 and r is not speaker and role != "o" and any(first > i for first, _ in r.spots)
        ]
        choice = choose(pronoun, pool, later, _Paragraphs(tokens), self.weights)
        self.found.choices[i] = choice
        if choice.referent is not None:
            self._see(choice.referent, i, i + 1)
            if not choice.referent.gender and choice.sure > _SURE:
                choice.referent.gender = gender

    def _neuter(self, i: int) -> None:
        """For "it" the last organisation or country in focus, for the speakers that need one."""
        tokens = self.tokens
        role, governor = role_of(tokens, i, i)
        pronoun = Pronoun(i, tokens.sentences[i], tokens.paragraphs[i], "", ORG, role, governor, i in self.speaker)
        pool = [r for r in self._recent() if tokens.sentences[i] - r.sentence <= 3]
        self.found.neuter[i] = choose(pronoun, pool, (), _Paragraphs(tokens), self.weights)

    def _noun(self, i: int) -> None:
        phrase = phrase_at(self.tokens, i, self.found.named)
        if phrase is None or self._describes(phrase):
            return
        self.found.phrases[i] = phrase
        choice = resolve_phrase(self.tokens, phrase, self._recent())
        self.found.choices[i] = choice
        if choice.referent is not None:
            self._see(choice.referent, i, i + 1)
        elif self.tokens.lower[phrase.first] in _NOBODY:
            return
        elif is_person_noun(phrase.noun) or is_age(phrase.noun):
            self._see(self._without_name(phrase), i, i + 1)

    def _describes(self, phrase: Phrase) -> bool:
        """Whether the phrase stands beside a name as its apposition, before or after: "Bosman, a former judge,"."""
        tokens, named = self.tokens, self.found.named
        if phrase.first > 1 and tokens.words[phrase.first - 1] in (",", "—", "–", "(") and phrase.first - 2 in named:
            return not phrase.definite or phrase.possessive or tokens.words[phrase.first - 1] == ","
        after = phrase.head + 1
        return after + 1 < len(tokens.words) and tokens.words[after] == "," and after + 1 in named

    def _without_name(self, phrase: Phrase) -> Referent:
        """The nameless referent of a noun; an indefinite phrase makes a new one."""
        key = phrase.noun + ("+" if phrase.plural else "")
        if phrase.indefinite or key not in self.unnamed:
            old = self.unnamed.get(key)
            if old is not None:
                self.active.pop(old, None)
            gender = gender_of_noun(phrase.noun)
            self.unnamed[key] = Referent(
                PERSON,
                None,
                gender,
                bool(gender),
                phrase.plural,
                nouns=frozenset({phrase.noun}),
                words=frozenset({phrase.noun}),
                definite=phrase.definite or phrase.head in self.speaker,
            )
        return self.unnamed[key]


def _above(tokens: Tokens, governor: int) -> int:
    """The token that a clause hangs on as a complement; -1 where it is none."""
    if governor < 0 or not tokens.deps[governor].startswith("ccomp"):
        return -1
    return tokens.heads[governor]


class _Paragraphs(dict[int, int]):
    """The paragraph of a token, read when asked for."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._column = tokens.paragraphs

    def get(self, token: int, default: int = 0) -> int:  # type: ignore[override]
        return self._column[token] if 0 <= token < len(self._column) else default


def _head(tokens: Tokens, first: int, stop: int) -> int:
    """The token of a span that hangs on one outside it; the last one without a parse."""
    if tokens.parsed:
        for i in range(first, stop):
            if not first <= tokens.heads[i] < stop or tokens.heads[i] == i:
                return i
    return stop - 1


def role_of(tokens: Tokens, head: int, last: int) -> tuple[str, int]:
    """The role of a noun, and the token that it hangs on (-1 unknown); appositions have the role of their noun."""
    if tokens.parsed:
        for _ in range(4):
            if not tokens.deps[head].startswith(("appos", "flat", "compound", "conj")) or tokens.heads[head] == head:
                break
            head = tokens.heads[head]
        dep = tokens.deps[head]
        if dep.startswith("nsubj"):
            return "s", tokens.heads[head]
        if dep in ("obj", "dobj", "iobj", "dative"):
            return "o", tokens.heads[head]
        if dep in ("nmod:poss", "poss"):
            return "p", tokens.heads[head]
        return "x", tokens.heads[head]
    return _role_by_order(tokens, last), -1


def _role_by_order(tokens: Tokens, last: int) -> str:
    after = last + 1
    if after >= len(tokens.words):
        return "x"
    if tokens.lower[after] in ("'s", "’s", "'", "’"):
        return "p"
    if tokens.tagged and tokens.tags[after].startswith(("VBD", "VBZ", "VBP", "MD")):
        return "s"
    starts = last == 0 or tokens.sentences[last - 1] != tokens.sentences[last]
    return "s" if starts or tokens.lower[after] in ("said", "says", "told", "added", "was", "is", "has", "had") else "x"


def plural_noun(word: str) -> bool:
    """Whether a folded word is the plural of a noun for persons."""
    return singular(word) != word and is_person_noun(singular(word))
