"""Who may be meant by a pronoun or a noun phrase at all: those in focus, those named within it and soon after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.coref.anaphora import ANOTHER, Inside, inside, proper_after
from newsparse.coref.mentions import HUMAN, Form, Noun, calls_company, listed
from newsparse.names import kind_of_organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse.coref.anaphora import Anaphor
    from newsparse.coref.discourse_state import Focus
    from newsparse.coref.mentions import Name, NounPhrase
    from newsparse.coref.referents import Referent

__all__ = ["Candidates"]

_FARTHEST = 30
"""Sentences back in which somebody must have been mentioned who is meant."""
_AHEAD = 3
"""Sentences in which a name may follow the source that stands for it, its own included."""


class Candidates:
    """The candidates at each place of a text."""

    def __init__(self, focus: Focus, names: Iterable[Name]) -> None:
        self.focus = focus
        self._named_in: dict[int, list[Name]] = {}
        for name in names:
            self._named_in.setdefault(focus.tokens.sentences[name.first], []).append(name)

    def named_in(self, sentence: int) -> Sequence[Name]:
        """The names of a sentence."""
        return self._named_in.get(sentence, ())

    def of(self, asked: Anaphor) -> list[Referent]:
        """Those in focus, the last first, then those named within the phrase or soon after for the first time."""
        speaker = self.focus.speech.get(asked.head)
        found = dict.fromkeys((*self._recent(asked), *self._later(asked)))
        return self._of_place(asked, [each for each in found if each is not speaker and self._may_be(asked, each)])

    def _of_place(self, asked: Anaphor, offered: list[Referent]) -> list[Referent]:
        """Of several that the text calls so those of the place or body that is told: "the mayor of Cali"."""
        after = self.focus.coded(proper_after(asked, self.focus.tokens)) if asked.phrase is not None else frozenset()
        called = {each for each in offered if after and asked.phrase and asked.phrase.noun in each.nouns}
        told = {each for each in called if after <= each.words}
        return [each for each in offered if each not in called or each in told] if told else offered

    def _recent(self, asked: Anaphor) -> Iterator[Referent]:
        sentence = self.focus.tokens.sentences[asked.head]
        return (each for each in self.focus.recent() if sentence - self.focus.of(each).sentence <= _FARTHEST)

    def _later(self, asked: Anaphor) -> Iterator[Referent]:
        sentence = self.focus.tokens.sentences[asked.head]
        for near in range(sentence, sentence + (_AHEAD if asked.speaks else 1)):
            for name in self.named_in(near):
                if name.first >= asked.first and not self.focus.of(name.referent).count:
                    yield name.referent

    def _may_be(self, asked: Anaphor, offered: Referent) -> bool:
        """Whether a candidate is of a kind that he or she, it or the phrase may stand for."""
        gender, phrase = asked.mention.gender, asked.phrase
        if gender and offered.certain and offered.gender not in ("", gender):
            return False
        if phrase is not None:
            return self._may_be_called(asked, phrase, offered)
        if asked.mention.form == Form.PRONOUN:
            return offered.is_person and not offered.plural
        return asked.mention.form != Form.NEUTER or not offered.is_person

    def _may_be_called(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether a phrase may stand for a candidate: a person for a person, and none that only tells whose it is."""
        if offered.entity is None and phrase.noun not in offered.nouns:
            return False
        if phrase.kind not in HUMAN:
            stranger = phrase.kind == Noun.OTHER and asked.speaks and not phrase.plural  # "the hacker"
            company = calls_company(phrase.noun) and kind_of_organisation(phrase.noun).isdisjoint(listed("public"))
            if company and offered.public:
                return False
            return not offered.is_person or stranger or self._may_speak_by(asked, phrase, offered)
        if phrase.plural:  # "the researchers" are a body or nobody
            return not offered.is_person or offered.plural
        return offered is not asked.owner and self._may_be_person(phrase, offered)

    def _may_speak_by(self, asked: Anaphor, phrase: NounPhrase, offered: Referent) -> bool:
        """Whether what is no person may speak for one: "Brune's campaign", "her tweet", "the report" of its author."""
        called = phrase.noun in offered.nouns or phrase.noun in offered.made
        return called or asked.owner is offered or inside(asked, offered, self.focus.tokens) > Inside.NOWHERE

    def _may_be_person(self, phrase: NounPhrase, offered: Referent) -> bool:
        if not offered.is_person or (phrase.indefinite and self.focus.of(offered).count):
            return False  # "a spokesman" is nobody of whom the text has spoken
        if phrase.years and offered.ages and phrase.years not in offered.ages:
            return False
        another = phrase.modifiers & ANOTHER  # "the other skipper" is set apart from who was called so
        return not another or bool(another & offered.words)
