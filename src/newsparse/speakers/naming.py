"""Names that turn out to be those of somebody the text had only called by a noun, and who is whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.names import fold, gender_of_noun, is_kin, is_person_noun
from newsparse.names.lexicon import titles
from newsparse.names.nouns import offices
from newsparse.speakers.cast import PERSON, Spot
from newsparse.speakers.found import THIRD_PERSON
from newsparse.speakers.grammar import head_of
from newsparse.speakers.nominals import IN_FOCUS, noun_of
from newsparse.speakers.salience import Choice

if TYPE_CHECKING:
    from collections.abc import Container

    from newsparse.speakers.cast import Referent
    from newsparse.speakers.focus import Focus
    from newsparse.speakers.found import Discourse
    from newsparse.speakers.kin import Kin
    from newsparse.speakers.nominals import Phrase

__all__ = ["Naming", "describe"]

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_NAMED = frozenset({"called", "named"})
_ELDER, _YOUNGER = frozenset({"elder", "older"}), frozenset({"younger"})
_TWO = 2
_NAME_FOLLOWS = 12  # words
_REVEALED = 10
"""Sentences from "its chief executive" to the name of the chief executive."""
_ANOTHER = frozenset({"former", "fellow", "new", "next", "other"})
_IN_OFFICE = {"predecessor": "former", "successor": "new"}
_COPULA = 12
"""Words before a name in which the subject and the verb of "The nurse was ..." are looked for."""


class Naming:
    """What a mention by name tells of those in focus."""

    def __init__(self, found: Discourse, focus: Focus, kin: Kin, sources: Container[int]) -> None:
        """`sources` are the first tokens of the quotes' sources."""
        self.tokens, self.found, self.focus, self.kin, self.sources = found.tokens, found, focus, kin, sources
        self.cast = list(dict.fromkeys(spot.referent for spot in found.named.values()))

    def tell_apart(self, spot: Spot) -> Spot:
        """The mention as one of the father where "the elder Asante" may be him or his son."""
        before = self.tokens.lower[spot.first - 1] if spot.first else ""
        right = self.kin.generation(spot.referent, elder=before in _ELDER) if before in _ELDER | _YOUNGER else None
        if right is None or right is spot.referent:
            return spot
        spot = Spot(spot.first, spot.stop, right)
        self.found.named.update(dict.fromkeys(range(spot.first, spot.stop), spot))
        return spot

    def identify(self, spot: Spot) -> None:
        """In "The nurse was Tadala Phiri" the nurse, nameless so far, gets the name and is the subject."""
        tokens, referent = self.tokens, spot.referent
        if not tokens.parsed or referent.kind != PERSON:
            return
        head = head_of(tokens, spot.first, spot.stop)
        around = range(max(0, head - _COPULA), head)
        if not any(tokens.heads[j] == head and tokens.deps[j] == "cop" for j in around):
            return
        subject = next((j for j in around if tokens.heads[j] == head and tokens.deps[j].startswith("nsubj")), None)
        phrase = self.found.phrases.get(subject) if subject is not None else None
        if phrase is None or not phrase.definite:
            return
        if phrase.noun in self.focus.unnamed:
            self.focus.forget(self.focus.unnamed[phrase.noun])
        referent.role = "s"
        referent.nouns |= {phrase.noun}

    def reveal(self, spot: Spot) -> None:
        """A name with the office of somebody nameless before is theirs: "its chief executive" a paragraph earlier.

        The office has more than one word, and of those in the text one alone is called by its noun.
        """
        referent = spot.referent
        if referent.kind != PERSON or referent.count or referent.entity is None:
            return
        for noun in referent.nouns & self.focus.unnamed.keys():
            last = self.focus.unnamed[noun]
            called = self.focus.called.get(last, ())
            near = self.tokens.sentences[spot.first] - last.sentence <= _REVEALED
            alone = sum(noun in other.nouns for other in self.cast) == 1
            narrow = len(last.words) > 1 and last.words <= referent.words and not last.words & _ANOTHER
            if called and last.definite and not last.plural and near and alone and narrow:
                self.focus.forget(last)
                for i in called:
                    self.found.choices[i] = Choice(referent, 0.7, "the name follows with the office")

    def introduce(self, spot: Spot) -> None:
        """A name that speaks first right after somebody nameless is theirs: "Its director sighed. “No,” said Ana Ruiz."

        It stands for nobody else when the text gives it no role and speaks of no other person in between.
        """
        referent = spot.referent
        trades = any(is_person_noun(noun) for noun in referent.nouns)
        if referent.kind != PERSON or referent.count or trades or not self._is_source(spot):
            return
        last = self.focus.last_nameless(spot.first, self._speaks)
        if last is None or (last.gender and referent.gender and last.gender != referent.gender):
            return
        referent.nouns |= last.nouns
        self.focus.forget(last)
        for i in self.focus.called[last]:
            self.found.choices[i] = Choice(referent, 0.7, "the name follows")

    def relate(self, spot: Spot) -> None:
        """Take note whose husband or predecessor somebody is: "Her husband, Ana Ruiz", "Ana's brother Tom"."""
        at = spot.first - 1
        at -= at > 0 and self.tokens.words[at] == ","
        noun = fold(self.tokens.lower[at]) if at > 0 else ""
        if spot.referent.kind != PERSON or not (is_kin(noun) or noun in _IN_OFFICE):
            return
        owner = self.owner(at - 1)
        if self.tokens.lower[at - 1] == "their" and is_kin(noun):
            for parent in self._pair(spot):
                self.kin.tell(parent, noun, spot.referent)
        if owner is not None and is_kin(noun):
            self.kin.tell(owner, noun, spot.referent)
        elif owner is not None and owner is not spot.referent:
            held = owner.nouns & offices()
            spot.referent.offices |= held
            spot.referent.words |= {_IN_OFFICE[noun]}
            spot.referent.nouns |= held if _IN_OFFICE[noun] == "new" else set()

    def _pair(self, spot: Spot) -> list[Referent]:
        """The two that "their" stands for before a relation: the only two that the paragraph has named of late."""
        tokens = self.tokens
        since, here = tokens.sentences[spot.first] - IN_FOCUS, tokens.paragraphs[spot.first]
        near = [r for r in self.focus.recent() if r.kind == PERSON and r.entity is not None and r.sentence >= since]
        near = [r for r in near if r.outside is not None and tokens.paragraphs[r.outside[1]] == here]
        near = [r for r in near if r is not spot.referent]
        return near if len(near) == _TWO else []

    def owner(self, i: int) -> Referent | None:
        """Whom the possessive at token `i` stands for: a pronoun, or the "'s" of a name."""
        tokens = self.tokens
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
        for i in self.focus.called.get(nameless, ()):
            self.found.choices[i] = Choice(known, 0.8, "the name follows")
        self.focus.forget(nameless)

    def _speaks(self, head: int) -> bool:
        """Whether the phrase with this head is the source of a quote: "according to the union's secretary"."""
        return any(i in self.sources for i in range(self.found.phrases[head].first, head + 1))

    def _is_source(self, spot: Spot) -> bool:
        """Whether a mention of two words or more, with or without a title, is a source outside direct speech."""
        title = spot.first - 1 in self.sources and self.tokens.lower[spot.first - 1].rstrip(".") in titles()
        return (
            (spot.first in self.sources or title) and spot.stop - spot.first > 1 and spot.first not in self.focus.speech
        )


def describe(referent: Referent, phrase: Phrase) -> None:
    """Take note of what an apposition tells of a person."""
    gender = gender_of_noun(phrase.noun)
    referent.nouns |= {phrase.noun}
    referent.words |= {phrase.noun} | phrase.modifiers
    if gender and not referent.certain:
        referent.gender, referent.certain = gender, True
