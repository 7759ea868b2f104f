"""The walk through the text: names bring referents into focus, noun phrases and pronouns are resolved on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import Tokens, gender_of_noun, is_kin, is_person_noun
from newsparse.speakers.cast import GROUP, ORG, PERSON, Referent, Spot
from newsparse.speakers.focus import Focus
from newsparse.speakers.found import THIRD_PERSON, Discourse
from newsparse.speakers.grammar import clause_above, head_of, is_modifier, is_wish, joined_participles, role_of
from newsparse.speakers.headings import headlines
from newsparse.speakers.kin import Kin
from newsparse.speakers.naming import Naming, describe
from newsparse.speakers.nominals import (
    IN_FOCUS,
    Phrase,
    apposed,
    is_age,
    is_another,
    is_contrary,
    is_opponent,
    may_take_up,
    noun_of,
    opponent,
    phrase_at,
    resolve_phrase,
    takes_up,
)
from newsparse.speakers.salience import WEIGHTS, Choice, Paragraphs, Pronoun, choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsparse.names.lexicon import Gender

__all__ = ["walk"]

_NEUTER = frozenset({"it", "its", "itself"})
_SUBJECTS = frozenset({"he", "she"})
_OBJECTS = frozenset({"him"})
# How sure a choice must be for its pronoun to tell the gender of a name that nothing else tells.
_SURE = 0.75
# A noun takes somebody up with a clear lead only, and being the last subject is not enough for that.
_TAKING_UP = {"margin": 0.8, "latest": 0.0, "alone": 0.0}


def walk(
    tokens: Tokens,
    spots: Sequence[Spot],
    quoted: Sequence[tuple[int, int, Referent | None]],
    sources: Mapping[int, Sequence[tuple[int, int]]] | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> Discourse:
    """Resolve pronouns and noun phrases in order of the text.

    `quoted` holds the stretches of direct speech as tokens (first, one past the last), with the speaker where
    known: no third-person pronoun of a quote is its own speaker. `sources` are the first tokens of the quotes' sources,
    each with its direct speech: who is named in that is not who speaks.
    """
    return _Walk(tokens, spots, quoted, sources or {}, weights).run()


_NOBODY = frozenset({"any", "each", "every", "no"})
"""Before a noun they say that nobody in particular is meant."""


class _Walk:
    def __init__(
        self,
        tokens: Tokens,
        spots: Sequence[Spot],
        quoted: Sequence[tuple[int, int, Referent | None]],
        sources: Mapping[int, Sequence[tuple[int, int]]],
        weights: Mapping[str, float],
    ) -> None:
        self.tokens, self.sources, self.weights = tokens, sources, weights
        self.found = Discourse(tokens)
        self.starts = {s.first: s for s in spots}
        for spot in spots:
            for i in range(spot.first, spot.stop):
                self.found.named[i] = spot
        self.speaker: dict[int, Referent | None] = {}
        for first, stop, referent in quoted:
            for i in range(first, stop):
                self.speaker[i] = referent
        self.focus = Focus(tokens, self.speaker)
        self.kin = Kin()
        self.naming = Naming(self.found, self.focus, self.kin, sources)
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
        headings = headlines(tokens, self.found.named)
        for i in stops:
            if i < beyond:
                continue
            spot = starts.get(i)
            lower = tokens.lower[i]
            if tokens.paragraphs[i] in headings:
                continue
            if spot is not None:
                spot = self.naming.tell_apart(spot)
                self.naming.reveal(spot)
                self.naming.introduce(spot)
                self.naming.absorb(spot)
                self.naming.relate(spot)
                self.focus.see(spot.referent, i, spot.stop)
                self.naming.identify(spot)
                if spot.referent.kind == GROUP:
                    self._national(spot)
                beyond = spot.stop
            elif lower in THIRD_PERSON:
                self._pronoun(i, *THIRD_PERSON[lower])
            elif lower in _NEUTER:
                self._neuter(i)
            elif i not in self.found.named:
                self._noun(i)
        return self.found

    def _national(self, spot: Spot) -> None:
        """Whom a people's name stands for that is said of one: "The Chilean agreed."."""
        tokens, i = self.tokens, spot.first
        one = i > 0 and spot.stop - i == 1 and tokens.lower[i - 1] == "the" and tokens.tags[i] in ("NN", "NNP", "JJ")
        if one and role_of(tokens, i, i)[0] == "s" and not tokens.lower[i].endswith(("s", "sh", "ch", "ese")):
            choice = self.found.choices[i] = self._take_up(i, "")
            if choice.referent is not None:
                self.focus.see(choice.referent, i, i + 1)

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
            clause_above(tokens, governor),
            i in self.sources,
            is_wish(tokens, governor),
            joined_participles(tokens, governor) if role == "s" else frozenset(),
            self._spoken_of(i),
        )
        speaker = self.speaker.get(i)
        pool = [r for r in self.focus.recent() if r is not speaker]
        ahead = [r for r in self.ahead.get(pronoun.sentence, ()) if r.count == 0 or r.sentence < pronoun.sentence]
        later = [
            r
            for r in ahead
            if r.count == 0 and r is not speaker and role != "o" and any(first > i for first, _ in r.spots)
        ]
        choice = choose(pronoun, pool, later, Paragraphs(tokens), self.weights)
        self.found.choices[i] = choice
        if choice.referent is not None:
            self.focus.see(choice.referent, i, i + 1)
            if not choice.referent.gender and choice.sure > _SURE and not pronoun.quoted:
                choice.referent.gender = gender

    def _spoken_of(self, i: int) -> frozenset[Referent]:
        """Who is named in the direct speech whose source is at token `i`; not in "the Ruiz plan" or "Ruiz's plan"."""
        tokens, found = self.tokens, set()
        for first, stop in self.sources.get(i, ()):
            for j in range(first, stop):
                spot = self.starts.get(j)
                after = tokens.lower[spot.stop : spot.stop + 1] if spot is not None else []
                if spot is None or after in (["'s"], ["’s"]):
                    continue
                if not is_modifier(tokens, head_of(tokens, spot.first, spot.stop), spot.stop):
                    found.add(spot.referent)
        return frozenset(found)

    def _neuter(self, i: int) -> None:
        """For "it" the last organisation or country in focus, for the speakers that need one."""
        tokens = self.tokens
        role, governor = role_of(tokens, i, i)
        pronoun = Pronoun(i, tokens.sentences[i], tokens.paragraphs[i], "", ORG, role, governor, i in self.speaker)
        # Who speaks was the subject before: "It warns" is the letter that came from England.
        named = {ORG} if i not in self.sources else set()
        near = [r for r in self.focus.recent() if tokens.sentences[i] - r.sentence <= 3]
        pool = [r for r in near if r.kind in named or r.role == "s"]
        self.found.neuter[i] = choose(pronoun, pool, (), Paragraphs(tokens), self.weights)

    def _noun(self, i: int) -> None:
        phrase = phrase_at(self.tokens, i, self.found.named)
        if phrase is None:
            return
        owner = self.naming.owner(i - 1) if is_kin(phrase.noun) and i > 0 else None
        beside = apposed(self.tokens, phrase, self.found.named) or self._apposed_to_noun(phrase)
        if beside is not None:
            if beside.kind == PERSON and not phrase.plural:
                describe(beside, phrase)
                if owner is not None:
                    self.kin.tell(owner, phrase.noun, beside)
            return
        self.found.phrases[i] = phrase
        choice = self._relative(phrase, owner) if owner else resolve_phrase(self.tokens, phrase, self.focus.recent())
        if choice.referent is None and takes_up(phrase, self.focus.unnamed):
            choice = self._take_up(i, gender_of_noun(phrase.noun) or self._gender_after(i), phrase)
            if choice.referent is not None and not is_age(phrase.noun):
                choice.referent.nouns |= {phrase.noun}  # and may be called so again
        if choice.referent is None and i > 0 and is_opponent(phrase):
            choice = opponent(phrase, self.naming.owner(i - 1), self.focus.recent())
        self.found.choices[i] = choice
        if choice.referent is not None:
            self.focus.see(choice.referent, i, i + 1)
        elif self.tokens.lower[phrase.first] in _NOBODY:
            return
        elif is_person_noun(phrase.noun) or is_age(phrase.noun):
            nameless = self._nameless(phrase, owner)
            self.focus.see(nameless, i, i + 1)
            if phrase.definite and not phrase.plural and not is_another(phrase) and i not in self.speaker:
                self.focus.called.setdefault(nameless, []).append(i)

    def _nameless(self, phrase: Phrase, owner: Referent | None) -> Referent:
        """The nameless referent of a phrase; "his wife" is another than the wife of somebody else."""
        if owner is None or phrase.plural:
            return self.focus.without_name(phrase)
        known, _ = self.kin.find(owner, phrase.noun, ())
        if known is None:
            known = self.focus.without_name(phrase, new=True)
            self.kin.tell(owner, phrase.noun, known)
        return known

    def _apposed_to_noun(self, phrase: Phrase) -> Referent | None:
        """Whose apposition the phrase is after a noun: "The envoy, a former judge,", "her father, the founder,"."""
        tokens, before = self.tokens, phrase.first - 2
        noun = self.found.phrases.get(before)
        if noun is None or phrase.plural or noun.plural or not tokens.parsed or tokens.words[phrase.first - 1] != ",":
            return None
        if not tokens.deps[phrase.head].startswith("appos") or tokens.heads[phrase.head] != before:
            return None
        if not is_person_noun(phrase.noun) or is_contrary(phrase, Referent(PERSON, nouns=frozenset({noun.noun}))):
            return None
        choice, nameless = self.found.choices[before], self.focus.unnamed.get(noun.noun)
        if choice.referent is None and nameless is not None and nameless.token == before:
            self.focus.unnamed[phrase.noun] = nameless
            return nameless
        return choice.referent

    def _relative(self, phrase: Phrase, owner: Referent) -> Choice:
        """Who the wife or brother of somebody is."""
        recent = self.focus.recent()
        found, why = self.kin.find(owner, phrase.noun, recent)
        if found is not None:
            return Choice(found if found.entity else None, 0.75, f"a relation: {why}")
        others = [r for r in recent if r is not owner and not self.kin.is_of_another(owner, phrase.noun, r)]
        return resolve_phrase(self.tokens, phrase, others)

    def _take_up(self, i: int, gender: Gender, phrase: Phrase | None = None) -> Choice:
        """The person in focus for a noun that nobody was called by; weighed like a pronoun, with a clear lead."""
        tokens = self.tokens
        role, governor = role_of(tokens, i, i)
        pronoun = Pronoun(
            i,
            tokens.sentences[i],
            tokens.paragraphs[i],
            gender,
            PERSON,
            role,
            governor,
            i in self.speaker,
            speaks=True,
            participles=joined_participles(tokens, governor) if role == "s" else frozenset(),
        )
        since = pronoun.sentence - IN_FOCUS
        pool = [r for r in self.focus.recent() if r.kind == PERSON and r.outside is not None and r.outside[0] >= since]
        if phrase is not None and any(is_contrary(phrase, r) for r in self.focus.recent()):
            return Choice(None, 0.0, "the one in office may be meant, or somebody before")
        choice = choose(pronoun, pool, (), Paragraphs(tokens), {**self.weights, **_TAKING_UP})
        if choice.referent is None or choice.referent.entity is None:
            return Choice(None, 0.0, choice.why)
        if gender and choice.referent.gender not in ("", gender):
            return Choice(None, 0.0, "of another gender")
        if phrase is not None and not may_take_up(phrase, choice.referent):
            return Choice(None, 0.0, "of another kind")
        return Choice(choice.referent, min(choice.sure, 0.7), f"the person in focus: {choice.why}")

    def _gender_after(self, i: int) -> Gender:
        """The gender that "himself" or "herself" tells of the noun before it."""
        after = self.tokens.lower[i + 1 : i + 2]
        return THIRD_PERSON[after[0]][0] if after in (["himself"], ["herself"]) else ""
