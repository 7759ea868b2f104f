"""The walk through the text: names bring referents into focus, noun phrases and pronouns are resolved on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.anaphora import NEUTER, PHRASE, PRONOUN, THEY, Anaphor
from newsparse.coref.antecedents import Choice, choose, ranker
from newsparse.coref.candidates import Candidates
from newsparse.coref.discourse_state import THIRD_PERSON, Discourse, Focus
from newsparse.coref.kin import Kin
from newsparse.coref.noun_phrases import HUMAN, Noun, apposed, noun_of, phrase_at
from newsparse.coref.nouns import listed
from newsparse.coref.referents import PERSON
from newsparse.coref.source_resolution import Kind
from newsparse.names import fold, gender_of_noun, is_kin
from newsparse.names.nouns import singular
from newsparse.text.grammar import Role, clause_above, head_of, is_modifier, participles_before, role
from newsparse.text.relations import Rel
from newsparse.text.words import POSSESSIVE_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsparse.coref.antecedents import Ranker
    from newsparse.coref.noun_phrases import NounPhrase
    from newsparse.coref.referents import Referent, Spot
    from newsparse.coref.source_resolution import Source
    from newsparse.names.lexicon import Gender
    from newsparse.text.tokens import Tokens

__all__ = ["Walk", "walk"]

_FORMS = {"it": NEUTER, "its": NEUTER, "they": THEY, "them": THEY, "their": THEY}
_PARTS = {"he": Role.SUBJECT, "she": Role.SUBJECT, "him": Role.OBJECT, "his": Role.OWNER}
_NOBODY = frozenset({"any", "each", "every", "no"})
"""Before a noun they say that nobody in particular is meant."""
_SURE = 0.75
"""How sure a choice must be for its pronoun to tell the gender of a name that nothing else tells."""
_NAME_FOLLOWS = 12
"""Words from a noun to the name that "named" gives its bearer."""
_WRITERS = 4
"""Referents in focus of whom a document may be told."""


def walk(
    tokens: Tokens,
    spots: Sequence[Spot],
    speech: Mapping[int, Referent | None],
    sources: Iterable[Source],
    by: Ranker | None = None,
) -> Discourse:
    """Resolve pronouns and noun phrases in order of the text.

    `speech` gives the speaker of each token of direct speech, None where not known: no third-person pronoun of a quote
    is its own speaker. `by` are the trees to weigh candidates with, by default those of the package.
    """
    return Walk(tokens, spots, speech, sources, by).run()


class Walk:
    """One walk through a text; training overrides `choose` to take note of what is asked."""

    def __init__(
        self,
        tokens: Tokens,
        spots: Sequence[Spot],
        speech: Mapping[int, Referent | None],
        sources: Iterable[Source],
        by: Ranker | None,
    ) -> None:
        self.tokens, self.by = tokens, by
        self.found = Discourse(tokens, named={i: spot for spot in spots for i in range(spot.first, spot.stop)})
        self.starts = {spot.first: spot for spot in spots}
        self.sources: dict[int, Source] = {}
        self.own: dict[int, list[tuple[int, int]]] = {}
        for source in sources:
            self.sources[source.head] = source
            self.own.setdefault(source.head, []).extend(source.own)
        self.focus = Focus(tokens, speech, frozenset(source.first for source in self.sources.values()))
        self.candidates = Candidates(self.focus, spots)
        self.kin = Kin()

    def run(self) -> Discourse:
        """What the walk finds."""
        headings = self.tokens.layout.headings - {self.tokens.paragraphs[0]} if len(self.tokens) else frozenset()
        beyond = 0
        for i in self._stops():
            source = self.sources.get(i)
            if source is not None and source.named is not None:
                self.focus.turns.append((i, source.named.referent))
            if i >= beyond and self.tokens.paragraphs[i] not in headings:
                self._stop(i, source)
                beyond = self.starts[i].stop if i in self.starts else beyond
        return self.found

    def _stops(self) -> list[int]:
        """The tokens that may bring somebody into focus; most words bring nobody."""
        documents = listed("documents")
        telling = {
            word
            for word in set(self.tokens.lower)
            if word in THIRD_PERSON or word.endswith(("old", "olds")) or singular(word) in documents or noun_of(word)
        }
        return [
            i for i, word in enumerate(self.tokens.lower) if word in telling or i in self.starts or i in self.sources
        ]

    def _stop(self, i: int, source: Source | None) -> None:
        spot, lower = self.starts.get(i), self.tokens.lower[i]
        if spot is not None:
            self._name(spot)
        elif lower in THIRD_PERSON:
            self._pronoun(i, PRONOUN, THIRD_PERSON[lower])
        elif source is not None and lower in _FORMS:
            self._pronoun(i, _FORMS[lower], "")
        elif source is not None and source.kind == Kind.PHRASE:
            self._noun(i, source)
        elif i not in self.found.named:
            self._noun(i, None)
        if source is not None and source.kind != Kind.NAME:
            self.focus.turns.append((i, self.found.chosen(i)))

    def choose(self, asked: Anaphor) -> Choice:
        """Whom a pronoun or phrase stands for."""
        return choose(asked, self.candidates.of(asked), self.focus, self.by or ranker())

    # Names.

    def _name(self, spot: Spot) -> None:
        """A name brings its bearer into focus, who may have been there without one."""
        if spot.referent.kind == PERSON:
            self._absorb(spot)
            self._relate(spot)
        self.focus.see(spot.referent, spot.first, spot.stop)

    def _absorb(self, spot: Spot) -> None:
        """A name in apposition to somebody nameless is theirs: "A villager, Ochepo Agbo,", "a teacher named Ana"."""
        tokens, known = self.tokens, spot.referent
        if tokens.lower[max(0, spot.first - 1)] in ("named", "called"):
            nameless = self.focus.unnamed.get(noun_of(tokens.lower[max(0, spot.first - 2)]))
            near = nameless is not None and spot.first - self.focus.of(nameless).token <= _NAME_FOLLOWS
            if nameless is not None and near and not self.focus.of(known).count:
                self.focus.name(known, nameless)
            return
        head = head_of(tokens, spot.first, spot.stop)
        phrase = self.found.phrases.get(tokens.heads[head]) if tokens.rels[head] in (Rel.APPOS, Rel.NMOD) else None
        nameless = self.focus.nameless_at(phrase)
        if phrase is not None and nameless is not None and self._follows_comma(spot.first):
            describe(known, phrase)
            self.focus.forget(nameless)

    def _follows_comma(self, first: int) -> bool:
        """Whether a comma stands before a name, at most two words with a capital between."""
        words = self.tokens.words
        before = next((i for i in range(first - 1, max(-1, first - 4), -1) if not words[i].istitle()), 0)
        return words[before] == ","

    def _relate(self, spot: Spot) -> None:
        """Take note whose husband somebody is: "Her husband, Bo Ruiz", "Ana's brother Tom"."""
        at = spot.first - 1
        at -= at > 0 and self.tokens.words[at] == ","
        noun = fold(self.tokens.lower[at]) if at > 0 else ""
        owner = self._owner(at - 1) if is_kin(noun) else None
        if owner is not None:
            self.kin.tell(owner, noun, spot.referent)

    def _owner(self, i: int) -> Referent | None:
        """Whom the possessive at token `i` stands for: a pronoun, or the "'s" of a name or phrase."""
        if i >= 0 and self.tokens.lower[i] in THIRD_PERSON:
            return self.found.chosen(i)
        if i < 1 or self.tokens.lower[i] not in POSSESSIVE_MARKS:
            return None
        spot = self.found.named.get(i - 1)
        return spot.referent if spot is not None else self.found.chosen(i - 1)

    # Pronouns.

    def _pronoun(self, i: int, form: int, gender: Gender) -> None:
        tokens, lower = self.tokens, self.tokens.lower[i]
        part, governor = role(tokens, i, i)
        part = _PARTS.get(lower, Role.OWNER if lower == "her" and tokens.tags[i] == "PRP$" else part)
        asked = Anaphor(
            form,
            i,
            i,
            i + 1,
            part,
            governor,
            gender,
            clause_above(tokens, governor),
            reflexive=lower.endswith("self"),
            speaks=i in self.sources,
            after_content=self._is_after_content(i),
            barred=participles_before(tokens, governor) if part == Role.SUBJECT else frozenset(),
            spoken_of=self._spoken_of(i),
        )
        choice = self.found.choices[i] = self.choose(asked)
        if choice.referent is not None and form == PRONOUN:
            self.focus.see(choice.referent, i, i + 1)
            if choice.sure > _SURE and part != Role.OWNER and i not in self.focus.speech:
                choice.referent.gender = choice.referent.gender or gender

    def _is_after_content(self, i: int) -> bool:
        return any(first < i for first, _ in self.own.get(i, ()))

    def _spoken_of(self, i: int) -> frozenset[Referent]:
        """Who is named in the direct speech whose source is at token `i`; not in "the Ruiz plan" or "Ruiz's plan"."""
        inside = (j for first, stop in self.own.get(i, ()) for j in range(first, stop) if j in self.starts)
        return frozenset(self.starts[j].referent for j in inside if not self._only_describes(self.starts[j]))

    def _only_describes(self, spot: Spot) -> bool:
        tokens = self.tokens
        owns = tokens.lower[spot.stop : spot.stop + 1] == ["'s"]
        return owns or is_modifier(tokens, head_of(tokens, spot.first, spot.stop), spot.stop)

    # Noun phrases.

    def _noun(self, i: int, source: Source | None) -> None:
        phrase = phrase_at(self.tokens, i, self.found.named, source=source is not None)
        if phrase is None:
            self._writes(i)
            return
        owner = self._owner(phrase.first if phrase.possessive else phrase.first - 1) or self._owner(i - 1)
        beside = None if source is not None else self._apposed(phrase)
        if beside is not None:
            self._describe(beside, phrase, owner)
            return
        self.found.phrases[i] = phrase
        choice = self.found.choices[i] = self._resolved(phrase, source, owner)
        if choice.referent is not None:
            self._take_up(choice.referent, phrase)
        elif phrase.kind in HUMAN and phrase.opening not in _NOBODY:
            self.focus.see(self._nameless(phrase, owner), i, i + 1)
        elif phrase.kind == Noun.DOCUMENT:
            self._writes(i)

    def _apposed(self, phrase: NounPhrase) -> Referent | None:
        """Whose apposition the phrase is: that of a name, or of a noun: "her father, the founder,"."""
        beside = apposed(self.tokens, phrase, self.found.named)
        if beside is not None:
            return beside
        tokens, before = self.tokens, phrase.first - 2
        noun = self.found.phrases.get(before)
        if noun is None or phrase.plural or noun.plural or tokens.words[phrase.first - 1] != ",":
            return None
        if tokens.rels[phrase.head] != Rel.APPOS or tokens.heads[phrase.head] != before:
            return None
        nameless = self.focus.nameless_at(noun)
        if nameless is not None:
            self.focus.unnamed[phrase.noun] = nameless
        return nameless or self.found.chosen(before)

    def _describe(self, beside: Referent, phrase: NounPhrase, owner: Referent | None) -> None:
        if beside.kind == PERSON and not phrase.plural:
            describe(beside, phrase)
            if owner is not None and phrase.kind == Noun.KIN:
                self.kin.tell(owner, phrase.noun, beside)

    def _resolved(self, phrase: NounPhrase, source: Source | None, owner: Referent | None) -> Choice:
        """Whom a phrase stands for; one that is no source does only when it is definite and singular."""
        if source is None and (phrase.plural or not phrase.definite or phrase.kind == Noun.DOCUMENT):
            return Choice(None, 0.0, "an indefinite or plural noun phrase")
        certain = self._certain(phrase, owner)
        if certain is not None:
            return certain
        tokens, i = self.tokens, phrase.head
        part, governor = role(tokens, i, i)
        asked = Anaphor(
            PHRASE,
            i,
            source.first if source is not None else phrase.first,
            source.stop if source is not None else i + 1,
            part,
            governor,
            gender_of_noun(phrase.noun) or self._gender_after(i),
            speaks=source is not None,
            after_content=self._is_after_content(i),
            barred=participles_before(tokens, governor) if part == Role.SUBJECT else frozenset(),
            spoken_of=self._spoken_of(i),
            phrase=phrase,
            owner=owner,
        )
        return self.choose(asked)

    def _certain(self, phrase: NounPhrase, owner: Referent | None) -> Choice | None:
        """Whom the text itself gives: the one of that age, the relation that it tells; None where it gives nobody."""
        recent = [each for each in self.focus.recent() if each.kind == PERSON and each.entity is not None]
        if phrase.years:
            aged = [each for each in recent if phrase.years in each.ages]
            return Choice(aged[0], 0.9, f"is {phrase.years} years old") if aged else None
        if owner is None or phrase.kind != Noun.KIN:
            return None
        known, why = self.kin.find(owner, phrase.noun, recent)
        return None if known is None else Choice(known, 0.75, f"a relation: {why}")

    def _take_up(self, referent: Referent, phrase: NounPhrase) -> None:
        """Bring whom a phrase stands for into focus; the text may call them so again."""
        self.focus.see(referent, phrase.head, phrase.head + 1)
        if phrase.kind == Noun.DOCUMENT:
            referent.wrote |= {phrase.noun}
        elif phrase.kind != Noun.AGE:
            referent.nouns |= {phrase.noun}

    def _writes(self, i: int) -> None:
        """Whose the document is that a token names: of whom its sentence tells as subject or owner."""
        noun, sentence = singular(self.tokens.lower[i]), self.tokens.sentences[i]
        for referent in self.focus.recent()[:_WRITERS]:
            seen = self.focus.of(referent)
            if seen.sentence == sentence and seen.role in (Role.SUBJECT, Role.OWNER):
                referent.wrote |= {noun}

    def _nameless(self, phrase: NounPhrase, owner: Referent | None) -> Referent:
        """The nameless referent of a phrase; "his wife" is another than the wife of somebody else."""
        if owner is None or phrase.plural or phrase.kind != Noun.KIN:
            return self.focus.without_name(phrase)
        made = self.focus.without_name(phrase, new=True)
        self.kin.tell(owner, phrase.noun, made)
        return made

    def _gender_after(self, i: int) -> Gender:
        """The gender that "himself" or "herself" tells of the noun before it."""
        after = self.tokens.lower[i + 1 : i + 2]
        return THIRD_PERSON[after[0]] if after in (["himself"], ["herself"]) else ""


def describe(referent: Referent, phrase: NounPhrase) -> None:
    """Take note of what an apposition tells of a person."""
    gender = gender_of_noun(phrase.noun)
    referent.nouns |= {phrase.noun}
    referent.words |= {phrase.noun} | phrase.modifiers
    if gender and not referent.certain:
        referent.gender, referent.certain = gender, True
