"""Who may be meant by a pronoun or a noun phrase at all: those in focus, those named within it and soon after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.anaphora import ANOTHER, FORMER, NEUTER, PRONOUN, Inside, inside
from newsparse.coref.noun_phrases import HUMAN, Noun
from newsparse.coref.referents import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsparse.coref.anaphora import Anaphor
    from newsparse.coref.discourse_state import Focus
    from newsparse.coref.noun_phrases import NounPhrase
    from newsparse.coref.referents import Referent, Spot

__all__ = ["Candidates"]

_FARTHEST = 30
"""Sentences back in which somebody must have been mentioned who is meant."""
_AHEAD = 3
"""Sentences in which a name may follow the source that stands for it, its own included."""


class Candidates:
    """The candidates at each place of a text."""

    def __init__(self, focus: Focus, spots: Iterable[Spot]) -> None:
        self.focus = focus
        self._named_in: dict[int, list[Spot]] = {}
        for spot in spots:
            self._named_in.setdefault(focus.tokens.sentences[spot.first], []).append(spot)

    def of(self, asked: Anaphor) -> list[Referent]:
        """Those in focus, the last first, then those named within the phrase or soon after for the first time."""
        speaker = self.focus.speech.get(asked.head)
        found = dict.fromkeys((*self._recent(asked), *self._later(asked)))
        return [each for each in found if each is not speaker and self._may_be(asked, each)]

    def _recent(self, asked: Anaphor) -> Iterator[Referent]:
        sentence = self.focus.tokens.sentences[asked.head]
        return (each for each in self.focus.recent() if sentence - self.focus.of(each).sentence <= _FARTHEST)

    def _later(self, asked: Anaphor) -> Iterator[Referent]:
        sentence = self.focus.tokens.sentences[asked.head]
        for near in range(sentence, sentence + (_AHEAD if asked.speaks else 1)):
            for spot in self._named_in.get(near, ()):
                if spot.first >= asked.first and not self.focus.of(spot.referent).count:
                    yield spot.referent

    def _may_be(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether a candidate is of a kind that may be meant, and is not its clause's other part."""
        if asked.gender and offered.certain and offered.gender not in ("", asked.gender):
            return False
        if not self._is_of_form(asked, offered):
            return False
        return asked.reflexive or asked.role not in ("s", "o") or not self._in_same_clause(asked, offered)

    def _is_of_form(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether he or she may stand for a candidate, or it, or the phrase."""
        if asked.phrase is not None:
            return self._may_be_called(asked, asked.phrase, offered)
        if asked.form == PRONOUN:
            return offered.kind == PERSON and not offered.plural
        return asked.form != NEUTER or offered.kind != PERSON

    def _in_same_clause(self, asked: Anaphor, offered: Referent) -> bool:
        seen = self.focus.of(offered)
        here = seen.sentence == self.focus.tokens.sentences[asked.head]
        return here and 0 <= asked.governor == seen.governor

    def _may_be_called(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether a phrase may stand for a candidate: a person for a person, and none that only tells whose it is."""
        if offered.entity is None and phrase.noun not in offered.nouns:
            return False
        if phrase.modifiers & FORMER and phrase.noun in offered.nouns and not offered.words & FORMER:
            return False  # "the former minister" is not who is minister now
        if phrase.kind in HUMAN:
            fits = phrase.plural or self._may_be_person(phrase, offered)
        else:
            fits = offered.kind != PERSON or self._may_speak_by(asked, phrase, offered)
        return fits and self._is_within(asked, phrase, offered)

    def _is_within(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether a candidate that is named within the phrase, if it is, may be what that stands for."""
        within = inside(asked, offered, self.focus.tokens)
        if phrase.kind in (Noun.DOCUMENT, Noun.OTHER):  # "a report by Brune", not "the report that angered Brune"
            return within <= Inside.AFTER
        return within <= (Inside.OWNER if phrase.kind == Noun.BODY else Inside.NOWHERE)  # not "Ruiz's lawyer"

    def _may_speak_by(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether what is no person may speak for one: "Brune's campaign", "her tweet", "the report" of its author."""
        called = phrase.noun in offered.nouns | offered.wrote
        return called or asked.owner is offered or inside(asked, offered, self.focus.tokens) > Inside.NOWHERE

    def _may_be_person(self, phrase: NounPhrase, offered: Referent) -> bool:
        if offered.kind != PERSON or (phrase.indefinite and self.focus.of(offered).count):
            return False  # "a spokesman" is nobody of whom the text has spoken
        another = phrase.modifiers & ANOTHER  # "the other skipper" is set apart from who was called so
        return not another or bool(another & offered.words)
