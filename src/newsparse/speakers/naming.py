"""Names in apposition to somebody whom the text had only called by a noun, and who is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import fold, gender_of_noun, is_kin
from newsparse.speakers.cast import PERSON
from newsparse.speakers.found import THIRD_PERSON
from newsparse.speakers.grammar import head_of
from newsparse.speakers.phrases import noun_of

if TYPE_CHECKING:
    from newsparse.speakers.cast import Referent, Spot
    from newsparse.speakers.focus import Focus
    from newsparse.speakers.found import Discourse
    from newsparse.speakers.kin import Kin
    from newsparse.speakers.phrases import Phrase

__all__ = ["Naming", "describe"]

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_NAMED = frozenset({"called", "named"})
_NAME_FOLLOWS = 12  # words


class Naming:
    """What a mention by name tells of those in focus."""

    def __init__(self, found: Discourse, focus: Focus, kin: Kin) -> None:
        self.tokens, self.found, self.focus, self.kin = found.tokens, found, focus, kin

    def relate(self, spot: Spot) -> None:
        """Take note whose husband somebody is: "Her husband, Ana Ruiz", "Ana's brother Tom"."""
        at = spot.first - 1
        at -= at > 0 and self.tokens.words[at] == ","
        noun = fold(self.tokens.lower[at]) if at > 0 else ""
        owner = self.owner(at - 1) if spot.referent.kind == PERSON and is_kin(noun) else None
        if owner is not None:
            self.kin.tell(owner, noun, spot.referent)

    def owner(self, i: int) -> Referent | None:
        """Whom the possessive at token `i` stands for: a pronoun, or the "'s" of a name."""
        tokens = self.tokens
        if i < 0:
            return None
        if tokens.lower[i] in THIRD_PERSON:
            choice = self.found.choices.get(i)
            return choice.referent if choice is not None else None
        if tokens.lower[i] not in _POSSESSIVES:
            return None
        spot, choice = self.found.named.get(i - 1), self.found.choices.get(i - 1)
        if spot is not None:
            return spot.referent
        return choice.referent if choice is not None and i - 1 in self.found.phrases else None

    def absorb(self, spot: Spot) -> None:
        """A name in apposition to somebody nameless is theirs: "A villager, Ochepo Agbo,", "a teacher named Ana"."""
        tokens = self.tokens
        if spot.first > 1 and tokens.lower[spot.first - 1] in _NAMED and spot.referent.kind == PERSON:
            self._name(spot, self.focus.unnamed.get(noun_of(tokens.lower[spot.first - 2])))
            return
        head = head_of(tokens, spot.first, spot.stop)
        comma = next(
            (i for i in range(spot.first - 1, max(-1, spot.first - 4), -1) if not tokens.words[i].istitle()), 0
        )
        if not tokens.parsed or spot.referent.kind != PERSON or tokens.words[comma] != ",":
            return
        if not tokens.deps[head].startswith(("appos", "nmod")):
            return
        phrase = self.found.phrases.get(tokens.heads[head])
        nameless = self.focus.unnamed.get(phrase.noun) if phrase is not None else None
        if phrase is not None and nameless is not None and nameless.token == phrase.head:
            describe(spot.referent, phrase)
            self.focus.forget(nameless)

    def _name(self, spot: Spot, nameless: Referent | None) -> None:
        """Give a name to somebody who had none up to the word before it, with the part played in the sentence."""
        known = spot.referent
        if nameless is None or known.count or spot.first - nameless.token > _NAME_FOLLOWS:
            return
        known.nouns |= nameless.nouns
        known.words |= nameless.words
        known.role, known.sentence, known.main = nameless.role, nameless.sentence, nameless.main
        if nameless.gender and not known.certain:
            known.gender, known.certain = nameless.gender, nameless.certain
        self.focus.forget(nameless)


def describe(referent: Referent, phrase: Phrase) -> None:
    """Take note of what an apposition tells of a person."""
    gender = gender_of_noun(phrase.noun)
    referent.nouns |= {phrase.noun}
    referent.words |= {phrase.noun} | phrase.modifiers
    if gender and not referent.certain:
        referent.gender, referent.certain = gender, True
