"""The walk through the text: names bring referents into focus, noun phrases and pronouns are resolved on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.coref.antecedents import Choice, choose, ranker
from newsparse.coref.candidates import Anaphor, Candidates
from newsparse.coref.discourse_state import Discourse, Focus
from newsparse.coref.documents import Document, deeds, is_shared, maker, writer
from newsparse.coref.mentions import HUMAN, Form, Name, Noun, NounPhrase, listed, read_mentions
from newsparse.coref.source_resolution import Kind
from newsparse.text.grammar import Role, governed, role
from newsparse.text.relations import APPOSED, OBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsparse.coref.antecedents import Ranker
    from newsparse.coref.mentions import Mention
    from newsparse.coref.referents import Referent
    from newsparse.coref.source_resolution import Source
    from newsparse.coref.sources import Sources
    from newsparse.text.tokens import Tokens

__all__ = ["Walk"]

_NOBODY = frozenset({"any", "each", "every", "no"})
"""Before a noun they say that nobody in particular is meant."""
_SURE = 0.75
"""How sure a choice must be to tell the gender of a name that nothing else tells, or who made a document."""
_NAMED = 0.8
"""How sure an author is who is named with a document."""
_ADDED = 6
"""Sentences back in which somebody must have spoken who adds something."""
_WRITERS = 4
"""Referents in focus of whom a document, or "they", may be told."""


class Walk:
    """One walk through a text: it resolves pronouns and noun phrases in order; training overrides `choose` to take note
    of what is asked.

    `by` are the trees to weigh candidates with, None for those of the package. No third-person pronoun of a quote is
    its own speaker.
    """

    def __init__(self, given: Sources, by: Ranker | None) -> None:
        self.tokens, self.by = given.tokens, by
        self.found = Discourse(self.tokens, named=given.names.at)
        self.subject = -1
        self.sources: dict[int, Source] = {}
        for source in sorted(filter(None, given.of), key=lambda each: each.head):
            known = self.sources.get(source.head)
            self.sources[source.head] = source if known is None else _both(known, source)
        self.described = {head for head, source in self.sources.items() if source.kind == Kind.PHRASE}
        first = frozenset(source.first for source in self.sources.values())
        self.focus = Focus(self.tokens, given.named_speech, first, given.codes)
        self.focus.people = frozenset(i for i, name in self.found.named.items() if name.referent.is_person)
        self.focus.quoted = given.quoted
        self.candidates = Candidates(self.focus, given.spots)

    def run(self) -> Discourse:
        """What the walk finds."""
        tokens, waiting = self.tokens, list(self.sources.values())
        beside = (tokens.layout.headings | tokens.layout.asides) - {tokens.paragraphs[0]}
        dateline = tokens.between(*tokens.layout.dateline)
        for mention in read_mentions(tokens, self.found.named, {head: head in self.described for head in self.sources}):
            self.found.mentions[mention.first if mention.form == Form.NAME else mention.head] = mention
            if tokens.paragraphs[mention.head] in beside or mention.head in dateline:
                continue
            while waiting and waiting[0].head < mention.head:
                self._speaks(waiting.pop(0))
            self._meet(mention)
        return self.found

    def _meet(self, mention: Mention) -> None:
        """Find out whom a mention stands for, and take note of it."""
        if isinstance(mention, Name):
            self.focus.see(mention.referent, mention)
        elif isinstance(mention, NounPhrase):
            self._noun(mention)
        else:
            self._pronoun(mention)
        self._writes(mention)
        if mention.main and mention.head not in self.focus.speech:
            self.subject = mention.head

    def _writes(self, mention: Mention) -> None:
        """Take note of who was just met where a document waits for its maker: "in a statement, it said"."""
        who = self.found.bearer(mention.head)
        if who is None or who.entity is None:
            return
        for noun, document in self.focus.documents.items():
            if document.writer == mention.head:
                self.focus.documents[noun] = document._replace(maker=who, writer=-1)
                who.made[noun] = True

    def _speaks(self, source: Source) -> None:
        """Take note of whose turn it was; who is quoted within somebody's speech takes none."""
        if source.head in self.focus.speech:
            return
        who = source.named.referent if source.named is not None else self.found.chosen(source.head)
        self.focus.turns.append((source.head, who))
        if who is not None and who.entity is not None:
            self._does(source.head, who)

    def _does(self, head: int, who: Referent) -> None:
        """Take note of what there is to read when somebody speaks as the subject of "report", "sue"."""
        part, verb = role(self.tokens, head, head)
        for noun in deeds(self.tokens.lemmas[verb]) if part == Role.SUBJECT else ():
            if noun not in self.focus.documents:
                self.focus.documents[noun] = Document(who, self.tokens.sentences[head])
                who.made[noun] = True

    def _asked(self, mention: Mention, owner: Referent | None = None) -> Anaphor:
        source = self.sources.get(mention.head)
        if source is None:
            return Anaphor(mention, mention.first, mention.stop, owner=owner)
        after = any(first < mention.head for first, _ in source.own)
        whole = source if source.head in self.described else mention
        before = tuple(span for span in source.said if span[0] < mention.head)
        return Anaphor(mention, whole.first, whole.stop, speaks=True, after_content=after, owner=owner, said=before)

    def choose(self, asked: Anaphor) -> Choice:
        """Whom a pronoun or phrase stands for."""
        return choose(asked, self.candidates.of(asked), self.focus, self.by or ranker())

    # Pronouns.

    def _pronoun(self, mention: Mention) -> None:
        i = mention.head
        choice = self._adds(mention) or self._led_to(mention) or self.choose(self._asked(mention))
        why = "" if choice.referent is None else self._against(mention, choice.referent)
        self.found.choices[i] = choice = Choice(None, 0.0, why) if why else choice
        if choice.referent is not None and mention.form == Form.PRONOUN:
            self.focus.see(choice.referent, mention)
            if choice.sure > _SURE and mention.role != Role.OWNER and i not in self.focus.speech:
                choice.referent.gender = choice.referent.gender or mention.gender

    def _adds(self, mention: Mention) -> Choice | None:
        """Whoever spoke last, where "he" or "she" adds something, however many others are named between."""
        i, sentences = mention.head, self.tokens.sentences
        adds = i in self.sources and i not in self.focus.speech and mention.form == Form.PRONOUN
        if not adds or self.tokens.lemmas[mention.governor] not in listed("adding"):
            return None
        head, who = self.focus.turns[-1] if self.focus.turns else (i, None)
        near = sentences[i] - sentences[head] <= _ADDED
        return Choice(who, _NAMED, "goes on") if who is not None and near and _may_be(who, mention) else None

    def _led_to(self, mention: Mention) -> Choice | None:
        """Whoever the words before lead to: "When the judge asked Ruiz if it rained, he said no", "As for Ruiz, he"."""
        tokens = self.tokens
        if mention.head not in self.sources or mention.role != Role.SUBJECT or mention.governor < 0:
            return None
        before = (i for i in tokens.children[mention.governor] if i < mention.head)
        who = next(filter(None, map(self.found.bearer, filter(None, map(self._led_from, before)))), None)
        return Choice(who, _NAMED, "led to by the words before") if who is not None and _may_be(who, mention) else None

    def _led_from(self, i: int) -> int | None:
        """The token of whom is asked by a verb at token i, or of the noun there behind "as for"; None for others."""
        if self.tokens.lemmas[i] == "ask":
            return self.tokens.child(i, OBJECTS)
        return i if any(self.tokens.lower[k : k + 2] == ["as", "for"] for k in self.tokens.children[i]) else None

    def _against(self, mention: Mention, referent: Referent) -> str:
        """What speaks against whom the weights of a pronoun choose; "" for nothing."""
        if mention.form == Form.THEY:
            return "several together are one to nobody" if self.focus.of(referent).joined else ""
        return "the subject before is somebody of theirs" if self._owns_subject(mention, referent) else ""

    def _owns_subject(self, mention: Mention, referent: Referent) -> bool:
        """Whether the subject before the source is somebody without a name, and the referent whose that is, or named
        after "of": "Ruiz's son wants to leave. “There is no work,” he said."
        """
        last, tokens = self.found.phrases.get(self.subject), self.tokens
        if last is None or last.kind not in HUMAN or mention.head not in self.sources:
            return False
        fits = not last.plural and last.gender in ("", mention.gender) and self.found.chosen(last.head) is None
        owners = (last.owner, *(noun for _, noun in governed(tokens, last.head)))
        return fits and _precedes(tokens, last, mention) and referent in map(self.found.bearer, owners)

    # Noun phrases.

    def _noun(self, phrase: NounPhrase) -> None:
        beside = None if phrase.head in self.described else apposed(self.tokens, phrase, self.found.named)
        if phrase.kind == Noun.DOCUMENT and phrase.head not in self.sources:
            self._makes(phrase, maker(self.tokens, self.found.bearer, phrase))
        elif beside is None:
            self._stands(phrase)
        elif not phrase.plural and (phrase.kind in HUMAN) == beside.is_person:
            beside.nouns |= {phrase.noun}

    def _stands(self, phrase: NounPhrase) -> None:
        """Find out whom a phrase stands for that is no apposition."""
        self.found.phrases[phrase.head] = phrase
        choice = self.found.choices[phrase.head] = self._resolved(phrase)
        if choice.referent is not None:
            self._take_up(choice.referent, phrase, surely=choice.sure > _SURE)
        elif phrase.kind in HUMAN and phrase.opening not in _NOBODY and not self._is_generic(phrase):
            self.focus.see(self.focus.without_name(phrase), phrase)
        elif phrase.kind == Noun.DOCUMENT:
            source = self.sources.get(phrase.head)
            self._makes(phrase, source.named.referent if source is not None and source.named is not None else None)

    def _is_generic(self, phrase: NounPhrase) -> bool:
        """Whether a phrase within direct speech tells of nobody whom the text goes on with: "fit for a president"."""
        return phrase.indefinite and phrase.head in self.focus.speech

    def _resolved(self, phrase: NounPhrase) -> Choice:
        """Whom a phrase stands for; one that is no source does only when it is definite and singular."""
        stands = phrase.definite and not phrase.plural and phrase.kind != Noun.DOCUMENT
        if not stands and phrase.head not in self.described:
            return Choice(None, 0.0, "an indefinite or plural noun phrase")
        owner = self.found.bearer(phrase.owner)
        return self._told(phrase, owner) or self.choose(self._asked(phrase, owner))

    def _told(self, phrase: NounPhrase, owner: Referent | None) -> Choice | None:
        """Who is told to be of an age or office, a relative, an author; None where that is to be weighed."""
        if phrase.kind == Noun.OTHER and self.tokens.words[phrase.head].isupper():
            return self._in_office(phrase)
        if phrase.kind in (Noun.DOCUMENT, Noun.OTHER):
            return self._author(phrase)
        if phrase.years:
            aged = (each for each in self.focus.recent() if phrase.years in each.ages)
            return next((Choice(each, 0.9, f"is {phrase.years} years old") for each in aged), None)
        if phrase.kind == Noun.KIN and phrase.owner >= 0 and (owner is None or owner.entity is None):
            return Choice(None, 0.0, "a relative of somebody without a name")
        return None

    def _in_office(self, phrase: NounPhrase) -> Choice | None:
        """Whose office letters stand for: "Ana Ruiz, the District Chief Executive, left. The DCE said"."""
        able = [each for each in self.focus.recent() if each.is_person and phrase.noun in each.words]
        return Choice(able[0], _NAMED, "the letters of the office") if len(able) == 1 else None

    def _author(self, phrase: NounPhrase) -> Choice | None:
        if phrase.kind == Noun.DOCUMENT and self._is_shared(phrase):
            return Choice(None, 0.0, "several made it")
        by = maker(self.tokens, self.found.bearer, phrase) or self._known_maker(phrase)
        return None if by is None else Choice(by, _NAMED, "told to have made it")

    def _known_maker(self, phrase: NounPhrase) -> Referent | None:
        """Who is told to have made the document that the text spoke of last by this noun."""
        last = self.focus.documents.get(phrase.noun) if phrase.definite else None
        return last.maker if last is not None and last.maker is not None and last.maker.made[phrase.noun] else None

    def _take_up(self, referent: Referent, phrase: NounPhrase, *, surely: bool) -> None:
        """Bring whom a phrase stands for into focus; the text may call them so again."""
        self.focus.see(referent, phrase)
        if phrase.kind == Noun.DOCUMENT:
            self._makes(phrase, referent, surely=surely)
        elif phrase.kind != Noun.AGE:
            referent.nouns |= {phrase.noun}

    def _makes(self, phrase: NounPhrase, by: Referent | None, *, surely: bool = True) -> None:
        """Take note of a document and who made it: who is told, else whom its sentence tells of as subject or owner."""
        last, sentence = self.focus.documents.get(phrase.noun), self.tokens.sentences[phrase.head]
        shared = self._is_shared(phrase)
        if shared:
            by = None
        elif by is not None:
            by.made[phrase.noun] = by.made.get(phrase.noun, False) or surely
        elif last is not None and phrase.definite:
            by = last.maker
        elif phrase.plural and not phrase.definite:
            return
        elif (at := writer(self.tokens, phrase)) >= 0:
            self.focus.documents[phrase.noun] = Document(None, sentence, writer=at)
            return
        elif phrase.head not in self.sources:
            for by in self._writers(sentence):
                by.made.setdefault(phrase.noun, False)
        self.focus.documents[phrase.noun] = Document(by, sentence, shared)

    def _writers(self, sentence: int) -> Iterator[Referent]:
        """Whom a sentence tells of as subject or owner, the last one last."""
        for referent in reversed(self.focus.recent()[:_WRITERS]):
            seen = self.focus.of(referent)
            if seen.sentence == sentence and seen.role in (Role.SUBJECT, Role.OWNER):
                yield referent

    def _is_shared(self, phrase: NounPhrase) -> bool:
        last = self.focus.documents.get(phrase.noun)
        known = phrase.definite and last is not None and last.shared
        return known or is_shared(self.tokens, phrase, self.found.named)


def _both(one: Source, other: Source) -> Source:
    """Two sources with one head, as that of both quotes."""
    return replace(other, own=one.own + other.own, said=one.said + other.said)


def _may_be(who: Referent, mention: Mention) -> bool:
    """Whether somebody may be "he" or "she"."""
    return who.is_person and who.gender in ("", mention.gender)


def _precedes(tokens: Tokens, one: Mention, other: Mention) -> bool:
    """Whether a mention stands in an earlier sentence of the same paragraph."""
    near = tokens.paragraphs[one.head] == tokens.paragraphs[other.head]
    return near and tokens.sentences[one.head] < tokens.sentences[other.head]


def apposed(tokens: Tokens, phrase: NounPhrase, named: Mapping[int, Name]) -> Referent | None:
    """Whose apposition the phrase is: "Bosman, a judge,", "counsel for the town, Bosman,"."""
    mark = tokens.words[phrase.first - 1] if phrase.first > 1 else ""
    before = named.get(phrase.first - 2) if mark in (",", "—", "–", "(") else None
    if before is not None and (mark == "," or not phrase.definite):
        return before.referent
    after = tokens.child(phrase.head, APPOSED)
    if after is None and tokens.words[phrase.head + 1 : phrase.head + 2] == [","]:
        after = phrase.head + 2
    name = named.get(after) if after is not None else None
    return name.referent if name is not None else None
