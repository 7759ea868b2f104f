"""The walk through the text: names bring referents into focus, noun phrases and pronouns are resolved on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import Tokens, gender_of_noun
from newsparse.names.nouns import singular
from newsparse.speakers.anaphora import (
    AFTER,
    ANOTHER,
    FORMER,
    NEUTER,
    OWNER,
    PHRASE,
    PRONOUN,
    THEY,
    Anaphor,
    Story,
    inside,
)
from newsparse.speakers.antecedents import Choice, choose, ranker
from newsparse.speakers.cast import PERSON, Referent, Spot
from newsparse.speakers.focus import Focus
from newsparse.speakers.found import THIRD_PERSON, Discourse
from newsparse.speakers.grammar import clause_above, head_of, is_modifier, joined_participles, role_of
from newsparse.speakers.headings import headlines
from newsparse.speakers.kin import Kin
from newsparse.speakers.naming import Naming, describe
from newsparse.speakers.phrases import HUMAN, Noun, Phrase, age_of, apposed, noun_of, phrase_at, words
from newsparse.speakers.sources import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.names.lexicon import Gender
    from newsparse.speakers.antecedents import Ranker
    from newsparse.speakers.sources import Source

__all__ = ["Walk", "walk"]

_FORMS = {"it": NEUTER, "its": NEUTER, "they": THEY, "them": THEY, "their": THEY}
_SUBJECTS = frozenset({"he", "she"})
_OBJECTS = frozenset({"him"})
_NOBODY = frozenset({"any", "each", "every", "no"})
"""Before a noun they say that nobody in particular is meant."""
# How sure a choice must be for its pronoun to tell the gender of a name that nothing else tells.
_SURE = 0.75
_FARTHEST = 30
"""Sentences back in which somebody must have been mentioned whom a pronoun stands for."""
_AHEAD = 3
"""Sentences in which a name may follow the phrase that stands for it."""


def walk(
    tokens: Tokens,
    spots: Sequence[Spot],
    quoted: Sequence[tuple[int, int, Referent | None]],
    sources: Iterable[Source],
    by: Ranker | None = None,
) -> Discourse:
    """Resolve pronouns and noun phrases in order of the text.

    `quoted` holds the stretches of direct speech as tokens (first, one past the last), with the speaker where
    known: no third-person pronoun of a quote is its own speaker. `by` are the trees to weigh candidates with, by
    default those of the package.
    """
    return Walk(tokens, spots, quoted, sources, by).run()


class Walk:
    """One walk through a text; training overrides `choose` to take note of what is asked."""

    def __init__(
        self,
        tokens: Tokens,
        spots: Sequence[Spot],
        quoted: Sequence[tuple[int, int, Referent | None]],
        sources: Iterable[Source],
        by: Ranker | None,
    ) -> None:
        self.tokens, self.by = tokens, by
        self.found = Discourse(tokens)
        self.starts = {s.first: s for s in spots}
        for spot in spots:
            for i in range(spot.first, spot.stop):
                self.found.named[i] = spot
        speech: dict[int, Referent | None] = {}
        for first, stop, referent in quoted:
            speech.update(dict.fromkeys(range(first, stop), referent))
        self.sources: dict[int, Source] = {}
        self.own: dict[int, list[tuple[int, int]]] = {}
        for source in sources:
            self.sources[source.head] = source
            self.own.setdefault(source.head, []).extend(source.own)
        self.speaking = {source.head: source for source in self.sources.values() if source.kind == NAME}
        self.story = Story(tokens, speech, frozenset(source.first for source in self.sources.values()))
        self.focus = Focus(tokens, speech)
        self.story.unnamed = self.focus.unnamed
        self.kin = Kin()
        self.naming = Naming(self.found, self.focus, self.kin)
        self.ahead: dict[int, list[Spot]] = {}
        for spot in spots:
            self.ahead.setdefault(tokens.sentences[spot.first], []).append(spot)

    def run(self) -> Discourse:
        """What the walk finds."""
        tokens, starts = self.tokens, self.starts
        # Most words bring nobody into focus: one pass leaves those that may.
        documents = words("documents")
        stops = [
            i
            for i, w in enumerate(tokens.lower)
            if i in starts
            or i in self.sources
            or w in THIRD_PERSON
            or w == "old"
            or singular(w) in documents
            or noun_of(w)
        ]
        beyond = 0
        headings = headlines(tokens, self.found.named)
        for i in stops:
            source = self.speaking.get(i)
            if source is not None and source.named is not None:
                self.story.turns.append((i, source.named.referent))
            if i < beyond or tokens.paragraphs[i] in headings:
                continue
            self._stop(i)
            spot = starts.get(i)
            beyond = spot.stop if spot is not None else beyond
        return self.found

    def _stop(self, i: int) -> None:
        spot, lower = self.starts.get(i), self.tokens.lower[i]
        source = self.sources.get(i)
        if spot is not None:
            self.naming.absorb(spot)
            self.naming.relate(spot)
            self.focus.see(spot.referent, i, spot.stop)
        elif lower in THIRD_PERSON:
            self._pronoun(i, PRONOUN, THIRD_PERSON[lower][0])
        elif source is not None and lower in _FORMS:
            self._pronoun(i, _FORMS[lower], "")
        elif i not in self.found.named:
            self._noun(i, source if source is not None and source.kind == "noun phrase" else None)
        elif source is not None and source.kind == "noun phrase":
            self._noun(i, source)
        if source is not None and source.kind != NAME:
            choice = self.found.choices.get(i)
            self.story.turns.append((i, choice.referent if choice is not None else None))

    def _pronoun(self, i: int, form: int, gender: Gender) -> None:
        tokens, lower = self.tokens, self.tokens.lower[i]
        role, governor = role_of(tokens, i, i)
        if lower in _SUBJECTS:
            role = "s"
        elif lower in _OBJECTS:
            role = "o"
        elif lower == "his" or (lower == "her" and tokens.tags[i] == "PRP$"):
            role = "p"
        asked = Anaphor(
            form,
            i,
            i,
            i + 1,
            role,
            governor,
            gender,
            clause_above(tokens, governor),
            reflexive=lower.endswith("self"),
            speaks=i in self.sources,
            after_content=self._is_after_content(i),
            barred=joined_participles(tokens, governor) if role == "s" else frozenset(),
            spoken_of=self._spoken_of(i),
        )
        choice = self.found.choices[i] = self.choose(asked)
        if choice.referent is not None and form == PRONOUN:
            self.focus.see(choice.referent, i, i + 1)
            learnt = choice.sure > _SURE and role != "p" and i not in self.story.speech
            if not choice.referent.gender and learnt:
                choice.referent.gender = gender

    def choose(self, asked: Anaphor) -> Choice:
        """Whom a pronoun or phrase stands for."""
        return choose(asked, self.offered(asked), self.story, self.by or ranker())

    def offered(self, asked: Anaphor) -> list[Referent]:
        """Who may be meant: those in focus, those named within the phrase, and those named soon after."""
        tokens, i = self.tokens, asked.head
        speaker = self.story.speech.get(i)
        seen = [
            r
            for r in self.focus.recent()
            if r is not speaker and tokens.sentences[i] - r.sentence <= _FARTHEST and self._may_be(asked, r)
        ]
        near = range(tokens.sentences[i], tokens.sentences[i] + (_AHEAD if asked.speaks else 1))
        spots = [spot for sentence in near for spot in self.ahead.get(sentence, ())]
        later = [
            spot.referent
            for spot in spots
            if (spot.first > i or spot.first >= asked.first)
            and spot.referent.count == 0
            and spot.referent is not speaker
            and self._may_be(asked, spot.referent)
        ]
        return list(dict.fromkeys([*seen, *later]))

    def _may_be(self, asked: Anaphor, referent: Referent) -> bool:
        """Whether a candidate is of a kind that may be meant at all, and is not its clause's other part."""
        if asked.gender and referent.certain and referent.gender and referent.gender != asked.gender:
            return False
        if asked.form == PRONOUN and (referent.kind != PERSON or referent.plural):
            return False
        if asked.form == NEUTER and referent.kind == PERSON:
            return False
        if asked.phrase is not None and not self._may_be_called(asked, asked.phrase, referent):
            return False
        here = referent.sentence == self.tokens.sentences[asked.head]
        same_clause = here and 0 <= asked.governor == referent.governor
        return not (same_clause and asked.role in ("s", "o") and not asked.reflexive)

    def _may_be_called(self, asked: Anaphor, phrase: Phrase, referent: Referent) -> bool:
        """Whether a phrase may stand for a candidate: a person for a person, and none that only tells whose it is."""
        if referent.entity is None and phrase.noun not in referent.nouns:
            return False
        if phrase.kind in HUMAN and not phrase.plural and referent.kind != PERSON:
            return False
        if phrase.indefinite and not phrase.plural and referent.count and phrase.kind in HUMAN:
            return False  # "a spokesman" is nobody of whom the text has spoken
        another = phrase.modifiers & ANOTHER
        if another and phrase.kind in HUMAN and not another & referent.words:
            return False  # "the other skipper" is set apart from who was called so
        if phrase.modifiers & FORMER and phrase.noun in referent.nouns and not referent.words & FORMER:
            return False  # "the former minister" is not who is minister now
        within = inside(asked, referent, self.tokens)
        if phrase.kind in (Noun.DOCUMENT, Noun.OTHER):  # "a report by Brune", not "the report that angered Brune"
            return within <= AFTER
        return not within or (phrase.kind == Noun.BODY and within <= OWNER)  # not "Ruiz's lawyer"

    def _is_after_content(self, i: int) -> bool:
        return any(first < i for first, _ in self.own.get(i, ()))

    def _spoken_of(self, i: int) -> frozenset[Referent]:
        """Who is named in the direct speech whose source is at token `i`; not in "the Ruiz plan" or "Ruiz's plan"."""
        tokens, found = self.tokens, set()
        for first, stop in self.own.get(i, ()):
            for j in range(first, stop):
                spot = self.starts.get(j)
                after = tokens.lower[spot.stop : spot.stop + 1] if spot is not None else []
                if spot is None or after in (["'s"], ["’s"]):
                    continue
                if not is_modifier(tokens, head_of(tokens, spot.first, spot.stop), spot.stop):
                    found.add(spot.referent)
        return frozenset(found)

    def _noun(self, i: int, source: Source | None) -> None:
        phrase = phrase_at(self.tokens, i, self.found.named, source=source is not None)
        if phrase is None:
            self._writes(i)
            return
        owner = self.naming.owner(phrase.first if phrase.possessive else phrase.first - 1) if phrase.first else None
        if owner is None and i > 0:
            owner = self.naming.owner(i - 1)
        beside = apposed(self.tokens, phrase, self.found.named) or self._apposed_to_noun(phrase)
        if beside is not None and source is None:
            if beside.kind == PERSON and not phrase.plural:
                describe(beside, phrase)
                if owner is not None and phrase.kind == Noun.KIN:
                    self.kin.tell(owner, phrase.noun, beside)
            return
        self.found.phrases[i] = phrase
        choice = self.found.choices[i] = self._resolved(phrase, source, owner)
        if choice.referent is not None:
            self._take_up(choice.referent, phrase)
        elif self.tokens.lower[phrase.first] not in _NOBODY and phrase.kind in HUMAN:
            self.focus.see(self._nameless(phrase, owner), i, i + 1)
        elif phrase.kind == Noun.DOCUMENT:
            self._writes(i)

    def _resolved(self, phrase: Phrase, source: Source | None, owner: Referent | None) -> Choice:
        """Whom a phrase stands for; one that is no source does only when it is definite and singular."""
        if source is None and (phrase.plural or not phrase.definite or phrase.kind == Noun.DOCUMENT):
            return Choice(None, 0.0, "an indefinite or plural noun phrase")
        tokens, i = self.tokens, phrase.head
        role, governor = role_of(tokens, i, i)
        certain = self._certain(phrase, owner)
        if certain is not None:
            return certain
        asked = Anaphor(
            PHRASE,
            i,
            source.first if source is not None else phrase.first,
            source.stop if source is not None else i + 1,
            role,
            governor,
            gender_of_noun(phrase.noun) or self._gender_after(i),
            speaks=source is not None,
            after_content=self._is_after_content(i),
            barred=joined_participles(tokens, governor) if role == "s" else frozenset(),
            spoken_of=self._spoken_of(i),
            phrase=phrase,
            owner=owner,
        )
        return self.choose(asked)

    def _certain(self, phrase: Phrase, owner: Referent | None) -> Choice | None:
        """Whom the text itself gives: the one of that age, the relation that it tells; None where it gives nobody."""
        recent = [each for each in self.focus.recent() if each.kind == PERSON and each.entity is not None]
        if phrase.kind == Noun.AGE:
            aged = [each for each in recent if age_of(phrase.noun) in each.ages]
            return Choice(aged[0], 0.9, f"is {age_of(phrase.noun)} years old") if aged else None
        if owner is None or phrase.kind != Noun.KIN:
            return None
        known, why = self.kin.find(owner, phrase.noun, recent)
        return None if known is None else Choice(known if known.entity else None, 0.75, f"a relation: {why}")

    def _take_up(self, referent: Referent, phrase: Phrase) -> None:
        """Bring whom a phrase stands for into focus; the text may call them so again."""
        self.focus.see(referent, phrase.head, phrase.head + 1)
        if phrase.kind == Noun.DOCUMENT:
            referent.wrote |= {phrase.noun}
        elif phrase.kind != Noun.AGE:
            referent.nouns |= {phrase.noun}

    def _writes(self, i: int) -> None:
        """Whose the document is that a token names: of whom it is told by, else of the subject of its sentence."""
        tokens = self.tokens
        noun = singular(tokens.lower[i])
        for referent in self.focus.recent()[:4]:
            if referent.sentence == tokens.sentences[i] and referent.role in ("s", "p"):
                referent.wrote |= {noun}

    def _nameless(self, phrase: Phrase, owner: Referent | None) -> Referent:
        """The nameless referent of a phrase; "his wife" is another than the wife of somebody else."""
        if owner is None or phrase.plural or phrase.kind != Noun.KIN:
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
        choice, nameless = self.found.choices[before], self.focus.unnamed.get(noun.noun)
        if choice.referent is None and nameless is not None and nameless.token == before:
            self.focus.unnamed[phrase.noun] = nameless
            return nameless
        return choice.referent

    def _gender_after(self, i: int) -> Gender:
        """The gender that "himself" or "herself" tells of the noun before it."""
        after = self.tokens.lower[i + 1 : i + 2]
        return THIRD_PERSON[after[0]][0] if after in (["himself"], ["herself"]) else ""
