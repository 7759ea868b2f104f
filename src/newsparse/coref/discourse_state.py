"""The state of a walk through a text: who was mentioned last and where, who spoke in turn, what stands for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from newsparse.coref.referents import PERSON, Referent
from newsparse.names import gender_of_noun
from newsparse.text.grammar import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsparse.coref.antecedents import Choice
    from newsparse.coref.documents import Document
    from newsparse.coref.mentions import Mention, Name, NounPhrase
    from newsparse.text.tokens import Tokens

__all__ = ["NEVER", "Discourse", "Focus", "Seen"]

_POOL = 60


@dataclass(slots=True)
class Seen:
    """The last mention of a referent, and how often there was one.

    `role` and `governor` are as `text.grammar.role` has them. `outside` is the last mention outside direct speech:
    (sentence, token, role); `main` where it was the subject of a main clause there: (sentence, token). `joined` tells
    that others were mentioned with it.
    """

    sentence: int = -1
    token: int = -1
    role: str = ""
    governor: int = -1
    quoted: bool = False
    outside: tuple[int, int, str] | None = None
    main: tuple[int, int] | None = None
    count: int = 0
    outside_count: int = 0
    subjects: int = 0
    joined: bool = False


NEVER = Seen()


@dataclass(slots=True)
class Discourse:
    """What the walk found: for each token of a pronoun or of a noun phrase's head the choice made there.

    `phrases` are the noun phrases by their head, `named` the name that each token of a name belongs to, `mentions` all
    of them in order, names by their first token and others by their head.
    """

    tokens: Tokens
    choices: dict[int, Choice] = field(default_factory=dict)
    phrases: dict[int, NounPhrase] = field(default_factory=dict)
    named: dict[int, Name] = field(default_factory=dict)
    mentions: dict[int, Mention] = field(default_factory=dict)

    def bearer(self, i: int) -> Referent | None:
        """Whom the name, pronoun or phrase at token i stands for."""
        name = self.named.get(i)
        return name.referent if name is not None else self.chosen(i)

    def chosen(self, i: int) -> Referent | None:
        """Whom the pronoun or phrase with its head at a token stands for."""
        choice = self.choices.get(i)
        return choice.referent if choice is not None else None


class Focus:
    """The referents that the text has mentioned so far, and who spoke.

    `speech` holds the tokens of direct speech with its speaker, None where unknown; `sources` the first tokens of the
    quotes' sources; `codes` the codes of countries by the words for them; `turns` the sources passed: (token, who it
    is); `people` the tokens of the names of persons, `quoted` those of quotes with marks in them; `meant` whom each
    mention stands for, by its head.
    """

    def __init__(
        self, tokens: Tokens, speech: Mapping[int, Referent | None], sources: frozenset[int], codes: Mapping[str, str]
    ) -> None:
        self.tokens, self.speech, self.sources, self.codes = tokens, speech, sources, codes
        self.people: frozenset[int] = frozenset()
        self.quoted: frozenset[int] = frozenset()
        # In order of last mention; a dict keeps the order and moves a referent to its end at no cost.
        self._active: dict[Referent, Seen] = {}
        self.unnamed: dict[str, Referent] = {}
        self.documents: dict[str, Document] = {}
        self.meant: dict[int, Referent] = {}
        self.turns: list[tuple[int, Referent | None]] = []

    def of(self, referent: Referent) -> Seen:
        """When a referent was mentioned last; `NEVER` where it was not."""
        return self._active.get(referent, NEVER)

    def coded(self, words: Iterable[str]) -> frozenset[str]:
        """Words with the code of a country in place of those for it and its people."""
        return frozenset(self.codes.get(word, word) for word in words)

    def recent(self) -> list[Referent]:
        """The referents by last mention, the last one first."""
        return list(islice(reversed(self._active), _POOL))

    def see(self, referent: Referent, mention: Mention) -> None:
        """Bring a referent into focus by a mention."""
        tokens, head = self.tokens, mention.head
        seen = self._active.pop(referent, None) or Seen()
        self._active[referent], self.meant[head] = seen, referent
        # Who was the subject of a sentence stays that when the sentence takes them up again: "A doctor lost her job".
        if seen.role != Role.SUBJECT or mention.role == Role.SUBJECT or seen.sentence != tokens.sentences[head]:
            seen.role = mention.role
        seen.governor, seen.joined = (-1 if mention.role == Role.OWNER else mention.governor), mention.joined
        seen.sentence, seen.token, seen.quoted = tokens.sentences[head], head, head in self.speech
        seen.count += 1
        seen.subjects += seen.role == Role.SUBJECT
        if not seen.quoted:
            seen.outside = seen.sentence, head, seen.role
            seen.outside_count += 1
            if mention.main:
                seen.main = seen.sentence, head

    def without_name(self, phrase: NounPhrase) -> Referent:
        """The nameless referent of a noun; an indefinite phrase makes a new one."""
        key = phrase.noun + ("+" if phrase.plural else "")
        if not phrase.indefinite and key in self.unnamed:
            return self.unnamed[key]
        if key in self.unnamed:
            self._active.pop(self.unnamed[key], None)
        gender = gender_of_noun(phrase.noun)
        nouns = frozenset({phrase.noun})
        made = Referent(PERSON, None, gender, bool(gender), phrase.plural, nouns=nouns, words=nouns | phrase.modifiers)
        self.unnamed[key] = made
        return made
