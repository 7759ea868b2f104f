"""Who is in focus: the referents in order of their last mention, and the nameless among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import gender_of_noun
from newsparse.speakers.cast import PERSON, Referent
from newsparse.speakers.grammar import head_of, is_main_subject, is_modifier, role_of

if TYPE_CHECKING:
    from collections.abc import Container

    from newsparse.names import Tokens
    from newsparse.speakers.phrases import Phrase

__all__ = ["Focus"]

_POOL = 60


class Focus:
    """The referents that the text has mentioned so far."""

    def __init__(self, tokens: Tokens, speech: Container[int]) -> None:
        """`speech` are the tokens within direct speech."""
        self.tokens, self.speech = tokens, speech
        # In order of last mention; a dict keeps the order and moves a referent to its end at no cost.
        self.active: dict[Referent, None] = {}
        self.unnamed: dict[str, Referent] = {}

    def see(self, referent: Referent, first: int, stop: int) -> None:
        """Bring a referent into focus by the mention at these tokens."""
        head = head_of(self.tokens, first, stop)
        role, referent.governor = role_of(self.tokens, head, stop - 1)
        if self.tokens.lower[stop : stop + 1] in (["'s"], ["’s"]):
            role = "p"
        beside = referent.kind != PERSON and is_modifier(self.tokens, head, stop)
        if beside:  # "the US military said": not the country
            role = "x"
        # Who was the subject of a sentence stays that when the sentence takes them up again: "A doctor lost her job".
        if not (referent.role == "s" and role != "s" and referent.sentence == self.tokens.sentences[first]):
            referent.role = role
        referent.sentence, referent.token = self.tokens.sentences[first], first
        referent.quoted = first in self.speech
        if not referent.quoted:
            referent.outside = referent.sentence, first, referent.role
            referent.outside_count += 1
            if not beside and is_main_subject(self.tokens, head, first):
                referent.main = referent.sentence, first
        referent.count += 1
        referent.subjects += referent.role == "s"
        self.active.pop(referent, None)
        self.active[referent] = None

    def recent(self) -> list[Referent]:
        """The referents by last mention, the last one first."""
        found = []
        for referent in reversed(self.active):
            found.append(referent)
            if len(found) == _POOL:
                break
        return found

    def forget(self, nameless: Referent) -> None:
        """Leave out somebody whose name is known now."""
        self.active.pop(nameless, None)
        self.unnamed = {noun: other for noun, other in self.unnamed.items() if other is not nameless}

    def without_name(self, phrase: Phrase, *, new: bool = False) -> Referent:
        """The nameless referent of a noun; an indefinite phrase makes a new one, and so does `new`."""
        key = phrase.noun + ("+" if phrase.plural else "")
        if phrase.indefinite or new or key not in self.unnamed:
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
                words=frozenset({phrase.noun}) | phrase.modifiers,
            )
        return self.unnamed[key]
