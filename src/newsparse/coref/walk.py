"""The walk through the text: names bring referents into focus, noun phrases and pronouns are resolved on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.coref.anaphora import Anaphor
from newsparse.coref.antecedents import Choice, choose, ranker
from newsparse.coref.candidates import Candidates
from newsparse.coref.companies import company_meant
from newsparse.coref.discourse_state import Discourse, Focus
from newsparse.coref.kin import Kin
from newsparse.coref.mentions import HUMAN, Form, Name, Noun, NounPhrase, owner_at, read_mentions
from newsparse.coref.referents import ORG, PERSON, Wrote
from newsparse.coref.source_resolution import Kind
from newsparse.names import fold, gender_of_noun, is_kin
from newsparse.names.nouns import singular
from newsparse.text.grammar import Role
from newsparse.text.relations import Rel
from newsparse.text.words import ARTICLES, POSSESSIVE_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsparse.coref.antecedents import Ranker
    from newsparse.coref.mentions import Mention
    from newsparse.coref.referents import Referent
    from newsparse.coref.source_resolution import Source
    from newsparse.text.tokens import Tokens

__all__ = ["Walk", "walk"]

_NOBODY = frozenset({"any", "each", "every", "no"})
"""Before a noun they say that nobody in particular is meant."""
_SURE = 0.75
"""How sure a choice must be to tell the gender of a name that nothing else tells, or who wrote a document."""
_NAMED = 0.8
"""How sure an author is whom the phrase of a document names."""
_AUTHORS = frozenset({"by", "from", "of"})
_APPOSED = frozenset({Rel.APPOS})
_WRITERS = 4
"""Referents in focus of whom a document may be told."""


def walk(
    tokens: Tokens,
    names: Sequence[Name],
    speech: Mapping[int, Referent | None],
    sources: Iterable[Source],
    by: Ranker | None = None,
) -> Discourse:
    """Resolve pronouns and noun phrases in order of the text.

    `speech` gives the speaker of each token of direct speech, None where not known: no third-person pronoun of a quote
    is its own speaker. `by` are the trees to weigh candidates with, by default those of the package.
    """
    return Walk(tokens, names, speech, sources, by).run()


class Walk:
    """One walk through a text; training overrides `choose` to take note of what is asked."""

    def __init__(
        self,
        tokens: Tokens,
        names: Sequence[Name],
        speech: Mapping[int, Referent | None],
        sources: Iterable[Source],
        by: Ranker | None,
    ) -> None:
        self.tokens, self.by, self.names = tokens, by, names
        self.found = Discourse(tokens, named={i: name for name in names for i in range(name.first, name.stop)})
        self.sources: dict[int, Source] = {}
        for source in sorted(sources, key=lambda each: each.head):
            known = self.sources.get(source.head)
            self.sources[source.head] = source if known is None else replace(source, own=known.own + source.own)
        self.focus = Focus(tokens, speech, frozenset(source.first for source in self.sources.values()))
        self.candidates = Candidates(self.focus, names)
        self.kin = Kin()

    def run(self) -> Discourse:
        """What the walk finds."""
        tokens, waiting = self.tokens, list(self.sources.values())
        headings = tokens.layout.headings - {tokens.paragraphs[0]} if len(tokens) else frozenset()
        phrases = {source.head: source.kind == Kind.PHRASE for source in waiting}
        for mention in read_mentions(tokens, self.names, phrases):
            if tokens.paragraphs[mention.head] in headings:
                continue
            while waiting and waiting[0].head < mention.head:
                self._speaks(waiting.pop(0))
            if isinstance(mention, Name):
                self._name(mention)
            elif isinstance(mention, NounPhrase):
                self._noun(mention)
            elif mention.form == Form.DOCUMENT:
                self._writes(mention.head)
            else:
                self._pronoun(mention)
        return self.found

    def _speaks(self, source: Source) -> None:
        """Take note of whose turn it was; who is quoted within somebody's speech takes none."""
        if source.head in self.focus.speech:
            return
        who = source.named.referent if source.named is not None else self.found.chosen(source.head)
        self.focus.turns.append((source.head, who))

    def _asked(self, mention: Mention, owner: Referent | None = None) -> Anaphor:
        source = self.sources.get(mention.head)
        phrase = source is not None and source.kind == Kind.PHRASE
        first, stop = (source.first, source.stop) if source is not None and phrase else (mention.first, mention.stop)
        after = source is not None and any(first < mention.head for first, _ in source.own)
        return Anaphor(mention, first, stop, source is not None, after, owner)

    def choose(self, asked: Anaphor) -> Choice:
        """Whom a pronoun or phrase stands for."""
        return choose(asked, self.candidates.of(asked), self.focus, self.by or ranker())

    # Names.

    def _name(self, name: Name) -> None:
        """A name brings its bearer into focus, and may tell whose husband he is: "Ana's brother Tom"."""
        at = name.first - 1
        at -= at > 0 and self.tokens.words[at] == ","
        noun = fold(self.tokens.lower[at]) if at > 0 and name.referent.is_person else ""
        owner = self._bearer(owner_at(self.tokens, at - 1)) if is_kin(noun) else None
        if owner is not None:
            self.kin.tell(owner, noun, name.referent)
        self.focus.see(name.referent, name)

    def _bearer(self, i: int) -> Referent | None:
        """Whom the name, pronoun or phrase at token i stands for."""
        name = self.found.named.get(i)
        return name.referent if name is not None else self.found.chosen(i)

    # Pronouns.

    def _pronoun(self, mention: Mention) -> None:
        i = mention.head
        choice = self.found.choices[i] = self.choose(self._asked(mention))
        if choice.referent is not None and mention.form == Form.PRONOUN:
            self.focus.see(choice.referent, mention)
            if choice.sure > _SURE and mention.role != Role.OWNER and i not in self.focus.speech:
                choice.referent.gender = choice.referent.gender or mention.gender

    # Noun phrases.

    def _noun(self, phrase: NounPhrase) -> None:
        i, owner = phrase.head, self._bearer(phrase.owner)
        source = self.sources.get(i)
        speaks = source is not None and source.kind == Kind.PHRASE
        beside = None if speaks else apposed(self.tokens, phrase, self.found.named)
        if beside is not None:
            self._describe(beside, phrase, owner)
            return
        self.found.phrases[i] = phrase
        choice = self.found.choices[i] = self._resolved(phrase, owner, speaks=speaks)
        if choice.referent is not None:
            self._take_up(choice.referent, phrase, surely=choice.sure > _SURE)
        elif phrase.kind in HUMAN and phrase.opening not in _NOBODY:
            self.focus.see(self._nameless(phrase, owner), phrase)
        elif phrase.kind == Noun.DOCUMENT:
            self._writes(i)

    def _describe(self, beside: Referent, phrase: NounPhrase, owner: Referent | None) -> None:
        """Take note of what an apposition tells of a person."""
        if phrase.plural or not beside.is_person:
            beside.nouns |= {phrase.noun} if phrase.kind == Noun.BODY and not phrase.plural else set()
            return
        gender = gender_of_noun(phrase.noun)
        beside.nouns |= {phrase.noun}
        beside.words |= {phrase.noun} | phrase.modifiers
        if gender and not beside.certain:
            beside.gender, beside.certain = gender, True
        if owner is not None and phrase.kind == Noun.KIN:
            self.kin.tell(owner, phrase.noun, beside)

    def _resolved(self, phrase: NounPhrase, owner: Referent | None, *, speaks: bool) -> Choice:
        """Whom a phrase stands for; one that is no source does only when it is definite and singular."""
        if not speaks and (phrase.plural or not phrase.definite or phrase.kind == Noun.DOCUMENT):
            return Choice(None, 0.0, "an indefinite or plural noun phrase")
        choice = self._certain(phrase, owner) or self.choose(self._asked(phrase, owner))
        if not speaks:
            return choice
        if choice.referent is None and phrase.kind == Noun.DOCUMENT:
            return self._of_author(phrase) or choice
        return company_meant(phrase, owner, choice, self.focus)

    def _of_author(self, phrase: NounPhrase) -> Choice | None:
        """The one who is named before the noun of a document, or behind its "by": "a WHO report", "a poll by Oxfam"."""
        first, head, lower = self.sources[phrase.head].first, phrase.head, self.tokens.lower
        behind = [head + 2 + (lower[head + 2 : head + 3] == ["the"])] if lower[head + 1 : head + 2] == ["by"] else []
        spots = [self.found.named.get(i) for i in (*range(first, head), *behind)]
        found = {spot.referent for spot in spots if spot is not None and spot.referent.kind in (ORG, PERSON)}
        return Choice(found.pop(), _NAMED, "named as the author") if len(found) == 1 else None

    def _certain(self, phrase: NounPhrase, owner: Referent | None) -> Choice | None:
        """Whom the text itself gives: the one of that age, the relation that it tells; None where it gives nobody."""
        recent = [each for each in self.focus.recent() if each.is_person and each.entity is not None]
        if phrase.years:
            aged = [each for each in recent if phrase.years in each.ages]
            return Choice(aged[0], 0.9, f"is {phrase.years} years old") if aged else None
        if phrase.kind != Noun.KIN or phrase.owner < 0:
            return None
        if owner is None:
            return Choice(None, 0.0, "a relative of somebody without a name")
        known, why = self.kin.find(owner, phrase.noun, recent)
        if known is None and owner.entity is None:
            return Choice(None, 0.0, "a relative of somebody without a name")
        return None if known is None else Choice(known, 0.75, f"a relation: {why}")

    def _take_up(self, referent: Referent, phrase: NounPhrase, *, surely: bool) -> None:
        """Bring whom a phrase stands for into focus; the text may call them so again."""
        self.focus.see(referent, phrase)
        if phrase.kind == Noun.DOCUMENT:
            referent.wrote[phrase.noun] = Wrote(surely, self.tokens.sentences[phrase.head])
        elif phrase.kind != Noun.AGE:
            referent.nouns |= {phrase.noun}

    def _writes(self, i: int) -> None:
        """Whose the document is that a token names: of whom its sentence tells as subject or owner, or who is of it."""
        noun, sentence = singular(self.tokens.lower[i]), self.tokens.sentences[i]
        for referent in self.focus.recent()[:_WRITERS]:
            seen = self.focus.of(referent)
            if seen.sentence == sentence and seen.role in (Role.SUBJECT, Role.OWNER):
                referent.wrote[noun] = Wrote(seen.governor == i, sentence)
        for name in self.candidates.named_in(sentence):
            if _is_of(self.tokens, name, i):
                name.referent.wrote[noun] = Wrote(True, sentence)

    def _nameless(self, phrase: NounPhrase, owner: Referent | None) -> Referent:
        """The nameless referent of a phrase; "his wife" is another than the wife of somebody else."""
        if owner is None or phrase.plural or phrase.kind != Noun.KIN:
            return self.focus.without_name(phrase)
        made = self.focus.without_name(phrase, new=True)
        self.kin.tell(owner, phrase.noun, made)
        return made


def apposed(tokens: Tokens, phrase: NounPhrase, named: Mapping[int, Name]) -> Referent | None:
    """Whose apposition the phrase is: "Bosman, a judge,", "counsel for the town, Bosman,"."""
    mark = tokens.words[phrase.first - 1] if phrase.first > 1 else ""
    before = named.get(phrase.first - 2) if mark in (",", "—", "–", "(") else None
    if before is not None and (mark == "," or not phrase.definite):
        return before.referent
    after = tokens.child(phrase.head, _APPOSED)
    if after is None and tokens.words[phrase.head + 1 : phrase.head + 2] == [","]:
        after = phrase.head + 2
    name = named.get(after) if after is not None else None
    return name.referent if name is not None else None


def _is_of(tokens: Tokens, name: Name, noun: int) -> bool:
    """Whether a noun is that of a name: "a WMO report", "the WMO's report", "a report by the WMO"."""
    if name.first > noun:
        return tokens.lower[noun + 1] in _AUTHORS and ARTICLES.issuperset(tokens.lower[noun + 2 : name.first])
    return name.governor == noun or noun - name.stop - (tokens.lower[name.stop] in POSSESSIVE_MARKS) in (0, 1)
