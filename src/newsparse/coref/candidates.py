"""What is asked, a pronoun or a noun phrase that stands for somebody, and who may be meant by it at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.coref.calling import is_apart, is_called, is_kind
from newsparse.coref.documents import carries
from newsparse.coref.gender import is_nonbinary
from newsparse.coref.mentions import HUMAN, THIRD_PERSON, Form, Noun, NounPhrase, calls_company, is_body, listed
from newsparse.coref.posts import Posts
from newsparse.names import fold, initials, kind_of_organisation
from newsparse.names.nouns import singular
from newsparse.text.grammar import Role
from newsparse.text.relations import DESCRIBING, OBJECTS
from newsparse.text.words import ANOTHER, ARTICLES, CLOSING_MARKS, OWNING, POSSESSIVE_MARKS, REFLEXIVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsparse.coref.discourse_state import Focus
    from newsparse.coref.mentions import Mention, Name
    from newsparse.coref.referents import Referent
    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

__all__ = ["Anaphor", "Candidates", "Inside", "inside", "is_he_told_of", "proper_after"]

_FARTHEST = 30
"""Sentences back in which somebody must have been mentioned who is meant."""
_INTRODUCED = 6
"""Words before a name in which it may be told that its bearer is another one."""
_AHEAD = 3
"""Sentences in which a name may follow the source that stands for it, its own included."""


class Inside:
    """Where a candidate is named within a phrase; what is named after "of" and "by" and owns more is one higher."""

    NOWHERE, BEFORE, OWNER, OF, BY, AFTER, OTHER = 0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 7.0


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention that is asked for, with the words from `first` to `stop` of the source that it heads, or its own.

    `speaks` tells that it is the source of a quote, `after_content` that it stands behind the quote's words, `said`
    what of them stands before it (tokens); `owner` is whose the phrase is.
    """

    mention: Mention
    first: int
    stop: int
    speaks: bool = False
    after_content: bool = False
    owner: Referent | None = None
    said: tuple[Span, ...] = ()

    @property
    def head(self) -> int:
        """The token of its head."""
        return self.mention.head

    @property
    def phrase(self) -> NounPhrase | None:
        """The noun phrase; None for a pronoun."""
        return self.mention if isinstance(self.mention, NounPhrase) else None


def inside(asked: Anaphor, offered: Referent, tokens: Tokens) -> float:
    """Where the candidate is named within the phrase: one of `Inside`."""
    for first, stop in offered.spots:
        if asked.first <= first and stop <= asked.head:
            if tokens.words[stop] == "-":  # "the Lagos-based bank"
                return Inside.OTHER
            return Inside.OWNER if tokens.lower[stop] in POSSESSIVE_MARKS else Inside.BEFORE
        if asked.head < first < asked.stop:
            owns = stop < asked.stop and tokens.lower[stop] in POSSESSIVE_MARKS
            return _led_by(tokens, first) + 2.0 * owns
    return Inside.NOWHERE


def proper_after(asked: Anaphor, tokens: Tokens) -> frozenset[str]:
    """The words with a capital behind the head of a source, folded: "the mayor of Cali"."""
    behind = range(asked.head + 1, asked.stop)
    return frozenset(fold(tokens.lower[i]) for i in behind if tokens.words[i][0].isupper())


def _led_by(tokens: Tokens, first: int) -> float:
    """What leads a name into its phrase: "of", "by" and its like, or another word."""
    word = tokens.lower[first - 1 - (tokens.lower[first - 1] in ARTICLES)]
    if word == "of":
        return Inside.OF
    return Inside.BY if word in OWNING else Inside.OTHER


def _is_handed(tokens: Tokens, first: int) -> bool:
    """Whether a name is that of who got or saw something: "a letter sent to Brune", "a memo seen by Brune"."""
    led = first - 1 - (tokens.lower[first - 1] in ARTICLES)
    made = not tokens.tags[led - 1].startswith("VB") or tokens.lower[led - 1] in listed("issued")
    return tokens.lower[led] == "to" or (tokens.lower[led] == "by" and not made)


def _is_on(tokens: Tokens, first: int) -> bool:
    """Whether a name is that of what something is about, or where it stands: "a post on Mastodon"."""
    return tokens.lower[first - 1 - (tokens.lower[first - 1] in ARTICLES)] == "on"


def _is_told_of(asked: Anaphor, offered: Referent) -> bool:
    """Whether what somebody said names a candidate, whom it then tells of: "Ivan Petrov was guilty, the judge said"."""
    return any(_is_said(asked, spot) for spot in offered.spots)


def _is_said(asked: Anaphor, spot: Span) -> bool:
    """Whether a stretch lies within what somebody said."""
    return any(first <= spot[0] and spot[1] <= stop for first, stop in asked.said)


def _is_only_told_of(asked: Anaphor, offered: Referent) -> bool:
    """Whether the text has named a candidate in what somebody said, and nowhere before: "Ivan Petrov won, he said"."""
    before = [spot for spot in offered.spots if spot[1] <= asked.first]
    return bool(before) and all(_is_said(asked, spot) for spot in before)


def _tells_of_others(asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
    """Whether a phrase is for what is written or who prints it, which seldom tells of itself, and a candidate is only
    told of: "Orsk paid nothing, the report said".
    """
    written = phrase.kind == Noun.DOCUMENT or phrase.noun in listed("media") - listed("civic")
    return written and not is_kind(phrase.noun, offered) and _is_only_told_of(asked, offered)


def _is_another(tokens: Tokens, asked: Anaphor, name: int) -> bool:
    """Whether a name behind a phrase is that of one more of its kind: "a resident said. Another resident, Tan, ..."."""
    noun = asked.phrase.noun if asked.phrase is not None else ""
    before = range(max(asked.stop, name - _INTRODUCED), name)
    return any(tokens.lower[i] in ANOTHER | {"another"} and tokens.lower[i + 1] == noun for i in before)


def _is_behind_speech(tokens: Tokens, first: int) -> bool:
    """Whether a name stands right behind a comma and a closing mark, in either order."""
    before = tokens.words[max(0, first - 2) : first]
    return "," in before and not CLOSING_MARKS.isdisjoint(before)


def is_he_told_of(asked: Anaphor, offered: Referent, focus: Focus) -> bool:
    """Whether somebody whom no word calls so is the "he" with which the direct speech of a noun begins: "“He was a
    regular,” the owner said".
    """
    begun = {i for first, _ in asked.said for i in (first, first + 1)} & focus.speech.keys()
    he = any(focus.meant.get(i) is offered for i in begun if focus.tokens.lower[i] in THIRD_PERSON)
    noun = asked.phrase.noun if asked.phrase is not None and not asked.phrase.years else ""
    return he and bool(noun) and not is_called(noun, offered)


class Candidates:
    """The candidates at each place of a text."""

    def __init__(self, focus: Focus, names: Iterable[Name]) -> None:
        self.focus = focus
        self._named_in: dict[int, list[Name]] = {}
        names = tuple(names)
        self._posts = Posts(
            focus.tokens, {each.entity.id: each.entity for name in names if (each := name.referent).entity}.values()
        )
        for name in names:
            self._named_in.setdefault(focus.tokens.sentences[name.first], []).append(name)

    def of(self, asked: Anaphor) -> list[Referent]:
        """Those in focus, the last first, then those named within the phrase or soon after for the first time."""
        speaker = self.focus.speech.get(asked.head)
        found = dict.fromkeys((*self._recent(asked), *self._later(asked)))
        fit = [each for each in found if each is not speaker and self._may_be(asked, each)]
        return self._of_place(asked, self._outside(asked, self._telling(asked, fit)))

    def _telling(self, asked: Anaphor, offered: list[Referent]) -> list[Referent]:
        """Of those whom "it" may stand for, where one was a subject before, nobody who is only told of: "The Post has
        seen the deal. Orsk paid no rent, it said".
        """
        if asked.mention.form != Form.NEUTER:
            return offered
        telling = [each for each in offered if not _is_only_told_of(asked, each)]
        return telling if any(self.focus.of(each).subjects for each in telling) else offered

    def _outside(self, asked: Anaphor, offered: list[Referent]) -> list[Referent]:
        """Of several bodies that a noun calls those that the text itself speaks of, not those within quotations: "Ghent
        University said he “worked at Bonn University.” The university said".
        """
        if asked.phrase is None or asked.phrase.kind != Noun.BODY or asked.head in self.focus.speech:
            return offered
        called = {each for each in offered if asked.phrase.noun in each.words}
        quoted = set(filter(self._is_quoted, called))
        return offered if quoted == called else [each for each in offered if each not in quoted]

    def _is_quoted(self, offered: Referent) -> bool:
        """Whether one is named within quotations alone."""
        return self.focus.quoted.issuperset(first for first, _ in offered.spots)

    def _of_place(self, asked: Anaphor, offered: list[Referent]) -> list[Referent]:
        """Of several that the text calls so those of the place or body that is told, "the mayor of Cali"; nobody whose
        post is another.
        """
        after = self.focus.coded(proper_after(asked, self.focus.tokens))
        offered = [each for each in offered if not self._posts.holds_another(asked, each)]
        if asked.phrase is None or not after:
            return offered
        called = {each for each in offered if asked.phrase.noun in each.nouns}
        others = {each for each in called if not after <= each.words}
        return offered if others == called else [each for each in offered if each not in others]

    def _recent(self, asked: Anaphor) -> Iterator[Referent]:
        sentence = self.focus.tokens.sentences[asked.head]
        return (each for each in self.focus.recent() if sentence - self.focus.of(each).sentence <= _FARTHEST)

    def _later(self, asked: Anaphor) -> Iterator[Referent]:
        sentence = self.focus.tokens.sentences[asked.head]
        for near in range(sentence, sentence + (_AHEAD if asked.speaks else 1)):
            for name in self._named_in.get(near, ()):
                is_new = name.first >= asked.first and not self.focus.of(name.referent).count
                if is_new and not _is_another(self.focus.tokens, asked, name.first):
                    yield name.referent

    def _may_be(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether a candidate is of a kind that he or she, it or the phrase may stand for."""
        gender, phrase = asked.mention.gender, asked.phrase
        if gender and offered.certain and offered.gender not in ("", gender):
            return False
        if self._in_same_clause(asked.mention, offered) or self._is_named_behind(asked, offered):
            return False
        if phrase is not None:
            return offered is not self._addressed(phrase) and self._may_be_called(asked, phrase, offered)
        return self._may_be_pronoun(asked, offered)

    def _may_be_pronoun(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether he or she, they or it may stand for a candidate."""
        if asked.mention.form == Form.PRONOUN:
            told = _is_only_told_of(asked, offered) or self._is_subject_told_of(asked, offered)
            return offered.is_person and not (offered.plural or told)
        if asked.mention.form == Form.THEY:
            return offered.plural or not offered.gender or self._is_nonbinary(offered)
        return not offered.is_person

    def _is_nonbinary(self, offered: Referent) -> bool:
        return offered.entity is not None and is_nonbinary(self.focus.tokens, offered.entity, self.focus.people)

    def _addressed(self, phrase: NounPhrase) -> Referent | None:
        """Whom "him" or "her" in the clause of a subject most likely takes up: "the manager told her"."""
        tokens = self.focus.tokens
        told = tokens.child(phrase.governor, OBJECTS) if phrase.role == Role.SUBJECT else None
        gender = THIRD_PERSON.get(tokens.lower[told]) if told is not None else None
        return next((each for each in self.focus.recent() if each.is_person and each.gender == gender), None)

    def _is_subject_told_of(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether what he or she says tells of a candidate by name or title: "The mayor will rest, he said"."""
        seen = self.focus.of(offered)
        named = seen.token in self.focus.people or self.focus.tokens.lower[seen.token] in offered.words
        subject = seen.role == Role.SUBJECT and self.focus.tokens.rels[seen.governor] not in DESCRIBING
        return named and subject and _is_said(asked, (seen.token, seen.token + 1))

    def _may_be_called(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether a phrase may stand for a candidate: a person for a person, and none that only tells whose it is."""
        if offered.entity is None and phrase.noun not in offered.nouns:
            return False
        if phrase.kind not in HUMAN:
            fits = self._may_be_thing(asked, phrase, offered)
        elif phrase.plural:  # "the researchers" are a body or nobody, "researchers" are nobody
            fits = offered.plural or (phrase.definite and not offered.is_person)
        else:
            another = offered is asked.owner or _is_told_of(asked, offered)
            fits = not another and self._may_be_person(phrase, offered)
        return fits and self._is_within(asked, phrase, offered)

    def _may_be_thing(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        if phrase.kind == Noun.BODY and phrase.plural and not offered.plural:
            return False  # "the agencies" are not one of them
        if is_apart(phrase, offered) or _tells_of_others(asked, phrase, offered):
            return False
        return self._may_have_kind(asked, phrase, offered)

    def _may_have_kind(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether a candidate is what a noun for no person says, or speaks by it."""
        if offered.public and calls_company(phrase.noun):
            return not kind_of_organisation(phrase.noun).isdisjoint(listed("public") | offered.words)
        if self.focus.tokens.words[asked.head].isupper() and not offered.is_person and offered.entity is not None:
            return phrase.noun in offered.words.union(initials(offered.entity.name))  # "the CVO" is no union
        stranger = phrase.kind == Noun.OTHER and asked.speaks and not phrase.plural  # "the hacker"
        return not offered.is_person or stranger or self._may_speak_by(asked, phrase, offered)

    def _in_same_clause(self, mention: Mention, offered: Referent) -> bool:
        """Whether a candidate is another part of the clause that a mention is subject or object of: "Ruiz told her"."""
        tokens, seen = self.focus.tokens, self.focus.of(offered)
        if seen.sentence != tokens.sentences[mention.head] or tokens.lower[mention.head] in REFLEXIVES:
            return False
        human = isinstance(mention, NounPhrase) and mention.kind in HUMAN  # "Ruiz wrote to the mayor"
        part = human or mention.role in (Role.SUBJECT, Role.OBJECT)
        return part and 0 <= mention.governor == seen.governor

    def _is_named_behind(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether a person is named behind the speaker in one sentence: "she said Ruiz had left"; she whose words are
        told once more, "She said they “must go,” Ruiz said", is Ruiz.
        """
        if not asked.speaks or not offered.is_person or asked.mention.role != Role.SUBJECT:
            return False
        tokens = self.focus.tokens
        behind = (first for first, _ in offered.spots if first >= asked.stop)
        within = [first for first in behind if tokens.sentences[first] == tokens.sentences[asked.head]]
        return bool(within) and not _is_behind_speech(tokens, within[0])

    def _is_within(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether a candidate that is named within the phrase, if it is, may be what that stands for."""
        within = inside(asked, offered, self.focus.tokens)
        if phrase.opening in ("another", "one") and within == Inside.NOWHERE:
            return False  # "another letter" is not by who wrote the first
        if phrase.kind in (Noun.DOCUMENT, Noun.OTHER):  # "a report by Brune", not "the report that angered Brune"
            if within == Inside.BEFORE and carries(offered, phrase):
                return False
            return within <= Inside.AFTER and not self._only_got(asked, offered)
        if phrase.kind != Noun.BODY:
            return within == Inside.NOWHERE  # not "Ruiz's lawyer"
        return within <= Inside.OWNER and not (within == Inside.BEFORE and offered.is_person)  # not "the Ruiz campaign"

    def _only_got(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether what a phrase tells of a candidate behind its head is no making."""
        behind = next((first for first, _ in offered.spots if asked.head < first < asked.stop), None)
        if behind is None:
            return False
        return _is_handed(self.focus.tokens, behind) or (not offered.outlet and _is_on(self.focus.tokens, behind))

    def _may_speak_by(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether what is no person may speak for one: "Brune's campaign", "her tweet", "the report" of its author."""
        if phrase.noun in offered.nouns or phrase.noun in offered.made:
            return True
        if phrase.kind == Noun.BODY and phrase.noun not in listed("staff"):
            return False  # "her party"
        return asked.owner is offered or inside(asked, offered, self.focus.tokens) > Inside.NOWHERE

    def _may_be_person(self, phrase: NounPhrase, offered: Referent) -> bool:
        if not offered.is_person or (phrase.indefinite and self.focus.of(offered).count):
            return False  # "a spokesman" is nobody of whom the text has spoken
        if phrase.years and offered.ages and phrase.years not in offered.ages:
            return False
        another = phrase.modifiers & ANOTHER  # "the other skipper" is set apart from who was called so
        return not (self._is_of_body(phrase, offered) or (another and not another & offered.words))

    def _is_of_body(self, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether a phrase tells of which body somebody is, and a candidate is of none or of another one."""
        owned = not POSSESSIVE_MARKS.isdisjoint(phrase.modifiers) and bool(offered.nouns)
        if owned and not is_called(phrase.noun, offered):
            return True  # "the bank's auditor" is somebody new, not an officer who was named
        return phrase.noun in offered.nouns and self._is_of_another(phrase)

    def _is_of_another(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is for somebody of a body that is named for the first time: "the captain of another boat",
        "the leader of a union".
        """
        tokens, of = self.focus.tokens, phrase.head + 1
        if tokens.lower[of : of + 1] != ["of"]:
            return False
        opening = tokens.lower[of + 1 : of + 2]
        return opening == ["another"] or (
            opening in (["a"], ["an"]) and is_body(singular(tokens.lower[tokens.heads[of]]))
        )
