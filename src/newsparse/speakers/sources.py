"""What the source of a quote is: a name, a pronoun, a noun phrase; and whom it stands for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.names import Tokens, is_person_noun, kind_of_organisation
from newsparse.names.nouns import office_before, singular
from newsparse.speakers.cast import GROUP, ORG, PERSON, PLACE, Referent, Spot
from newsparse.speakers.found import THIRD_PERSON, Discourse
from newsparse.speakers.nominals import CLOSING, OPENING, aged

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from newsparse import types
    from newsparse.speakers.salience import Choice

__all__ = ["Resolved", "head_word", "resolve_source"]

_PREPOSITIONS = frozenset(
    {"of", "for", "to", "in", "at", "on", "from", "with", "under", "by", "against", "near", "about", "between", "like"}
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you"})
_THEY = frozenset({"they", "them", "their"})
_NEUTER = frozenset({"it", "its"})
_EMPHASIS = frozenset({"all", "also", "both", "myself", "ourselves", "themselves", "itself", "too"})
_NAMED = frozenset({"called", "name", "named"})
_GIVEN = frozenset({"name", "identified", "known"})
_AS_NEAR = 4  # words back from a name, "as" among them
_CONJUNCTIONS = frozenset({"and", "&", "or"})
_LISTING = _CONJUNCTIONS | {",", "the", "both"}
_SELVES = frozenset({"himself", "herself"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PUNCTUATION = frozenset({",", '"', "“", "”", "(", ")", "-", "–", "—", "--", ":", ";", "'", "’", "‘", "``", "''", "."})
_TIMES = frozenset({"today", "yesterday", "tonight", *map(str.lower, calendar.day_name)})
_AGE = re.compile(r"\b(\d{1,3})-years?-old$")
_THEY_NEAR = 3
"""Sentences between "they" and the one before it, or the name."""
_VERBS = ("VBD", "VBZ", "VBP", "MD", "VB")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a source stands for, how sure that is in 0..1, and by what rule; `referent` None where nothing decides."""

    referent: Referent | None
    sure: float
    rule: str
    why: str = ""

    @property
    def entity(self) -> types.Entity | None:
        """The entity of the referent; a nameless one has none."""
        return self.referent.entity if self.referent is not None else None


def resolve_source(discourse: Discourse, first: int, stop: int, around: Mapping[int, Referent | None]) -> Resolved:
    """Resolve the source at tokens `first` to `stop`; `around` gives, for tokens inside direct speech, its speaker."""
    tokens = discourse.tokens
    while first < stop and tokens.words[first] in _PUNCTUATION:
        first += 1
    while stop > first and tokens.words[stop - 1] in _PUNCTUATION:
        stop -= 1
    if first >= stop:
        return Resolved(None, 0.0, "empty source")
    while stop - 2 > first and tokens.lower[stop - 1] in _TIMES:  # "the ministry on Tuesday"
        stop -= 2 if tokens.lower[stop - 2] in ("on", "late", "early", "earlier") else 1
    lower = tokens.lower[first]
    if tokens.words[first].isupper() and first in discourse.named and discourse.named[first].referent.kind != PERSON:
        return _noun_source(discourse, first, stop)  # "WHO", "US"
    if lower in THIRD_PERSON and (stop - first == 1 or (lower in ("he", "she") and not _names(discourse, first, stop))):
        return _of_choice(discourse.choices.get(first), "pronoun")
    if stop - first > 1 and tokens.lower[stop - 1] in _SELVES:  # "the star himself"
        stop -= 1
    alone = stop - first == 1 or (stop - first == 2 and tokens.lower[first + 1] in _EMPHASIS)
    if alone and lower in _FIRST_PERSON:
        return Resolved(around.get(first), 0.8, "first person", "I inside a quote is its speaker, else the narrator")
    if alone and lower in _NEUTER:
        return _of_choice(discourse.neuter.get(first), "pronoun")
    if alone and lower in _THEY:
        return _they(discourse, first, around)
    if lower in _RELATIVE:
        return _antecedent(discourse, first)
    return _noun_source(discourse, first, stop)


def _of_choice(choice: Choice | None, rule: str) -> Resolved:
    if choice is None:
        return Resolved(None, 0.0, rule, "not resolved")
    return Resolved(choice.referent, choice.sure, rule, choice.why)


def _names(discourse: Discourse, first: int, stop: int) -> list[Spot]:
    return list(dict.fromkeys(discourse.named[i] for i in range(first, stop) if i in discourse.named))


def _noun_source(discourse: Discourse, first: int, stop: int) -> Resolved:
    """A source with a noun: its own name first, then its head as a noun phrase."""
    tokens = discourse.tokens
    persons = [
        s for s in _names(discourse, first, stop) if s.referent.kind == PERSON and _stands(tokens, s, first, stop)
    ]
    if persons:
        if len({id(s.referent) for s in persons}) > 1 and _joined(tokens, persons):
            return Resolved(None, 0.0, "several names", "two speakers are one to nobody")
        return Resolved(_last_of_phrase(tokens, persons).referent, 0.97, "name")
    head = head_word(tokens, first, stop)
    called = _name_at_end(discourse, head, stop)
    if called is not None:
        return Resolved(called, 0.9, "apposition", "the name stands at the end of the noun phrase")
    names = _names(discourse, first, stop)
    for at, spot in enumerate(names):
        if spot.referent.kind in (ORG, PLACE, GROUP) and _is_head(tokens, spot, head, first, stop):
            if _listed(tokens, names[max(0, at - 1) :]):
                return Resolved(None, 0.0, "several names", "several speakers are one to nobody")
            one = discourse.choices.get(spot.first)
            return Resolved(spot.referent, 0.95, "name") if one is None else _of_choice(one, "a person's people")
    inside = discourse.named.get(head + 2) if head + 2 < stop and tokens.words[head + 1] == "," else None
    if inside is not None and inside.referent.kind == ORG and inside.first == head + 2:
        return Resolved(inside.referent, 0.9, "apposition", "the name follows the noun phrase")
    beside = discourse.named.get(stop + 1) if stop < len(tokens.words) and tokens.words[stop] == "," else None
    if beside is not None and beside.referent.kind == PERSON and is_person_noun(tokens.lower[head]):
        return Resolved(beside.referent, 0.9, "apposition", "the name follows the noun phrase")
    # Tokenizers cut "34-year-old" in two or more, and the source may hold the last piece alone.
    age = _AGE.search(tokens.cut(max(0, stop - 6), stop)) if tokens.lower[stop - 1].endswith("old") else None
    if age:
        known = aged(tokens, age.group(1), [s.referent for s in discourse.named.values()])
        known = known if known.referent is not None else discourse.choices.get(stop - 1, known)
        return _of_choice(known, "noun phrase")
    choice = discourse.choices.get(head)
    if choice is not None and head in discourse.phrases:
        return _of_choice(choice, "noun phrase")
    return Resolved(None, 0.0, "as written", "the source names nobody of the text")


def _stands(tokens: Tokens, spot: Spot, first: int, stop: int) -> bool:
    """Whether a person in the source is the source, and not one within it ("a lawyer for Ruiz", "Ruiz's lawyer")."""
    if spot.stop < stop and tokens.lower[spot.stop] in _POSSESSIVE:
        return False
    i = office_before(tokens.words, spot.first) - 1
    if spot.first > first and tokens.lower[spot.first - 1] in _NAMED:  # "its founder, who goes by the name Kulas"
        return True
    if spot.first > first and tokens.lower[spot.first - 1] == "as":  # "a woman who gave her name only as Rosa"
        return not _GIVEN.isdisjoint(tokens.lower[max(first, spot.first - _AS_NEAR) : spot.first - 1])
    while i >= first and tokens.words[i] not in _PUNCTUATION:
        if tokens.lower[i] in _PREPOSITIONS or tokens.tags[i] in ("IN", "TO"):
            return False
        if tokens.lower[i] in _RELATIVE:  # "the party, which backs Ruiz"
            return False
        if tokens.lower[i] in _POSSESSIVE:
            break
        i -= 1
    return True


def _last_of_phrase(tokens: Tokens, spots: list[Spot]) -> Spot:
    """Of several names in one noun phrase the head, which is the last: "Pasadena scientist Ivo Brandt"."""
    last = spots[0]
    for spot in spots[1:]:
        between = range(last.stop, spot.first)
        if any(tokens.words[i] in _PUNCTUATION or tokens.tags[i].startswith(_VERBS) for i in between):
            break
        last = spot
    return last


def _name_at_end(discourse: Discourse, head: int, stop: int) -> Referent | None:
    """The organisation that ends a source after a comma: "the firm that runs the awards, Orla Stage Productions"."""
    tokens, spot = discourse.tokens, discourse.named.get(stop - 1)
    if spot is None or spot.referent.kind != ORG or not kind_of_organisation(singular(tokens.lower[head])):
        return None
    mark = spot.first - 1
    mark -= tokens.lower[mark] == "the"
    relative = head + 1 < stop and tokens.lower[head + 1] in _RELATIVE
    commas = sum(word == "," for word in tokens.words[head + 1 : stop])
    return spot.referent if relative and mark > head + 1 and tokens.words[mark] == "," and commas == 1 else None


def _joined(tokens: Tokens, spots: list[Spot]) -> bool:
    between = tokens.lower[spots[0].stop : spots[1].first]
    return bool(_CONJUNCTIONS & set(between)) and not any(
        t.startswith(_VERBS) for t in tokens.tags[spots[0].stop : spots[1].first]
    )


def _listed(tokens: Tokens, spots: list[Spot]) -> bool:
    """Whether the first of some names begins a list with others: "Iran, Russia and Syria"; "Camden, Ohio" is none."""
    for one, other in pairwise(spots):
        between = set(tokens.lower[one.stop : other.first])
        if not between <= _LISTING or other.referent is spots[0].referent:
            return False
        if between & _CONJUNCTIONS:
            return True
    return False


def head_word(tokens: Tokens, first: int, stop: int) -> int:
    """The head of the source: the last noun before a preposition, comma or relative clause."""
    head, begin = first, first
    if first + 1 < stop and tokens.words[first + 1] in OPENING:  # the "Tidewater" actor
        closing = [i for i in range(first + 2, stop - 1) if tokens.words[i] in CLOSING]
        begin = closing[0] + 1 if closing else first
    for i in range(begin, stop):
        lower = tokens.lower[i]
        if i > first and (
            lower in _PREPOSITIONS
            or (tokens.words[i] in _PUNCTUATION and not _is_hyphen(tokens, i))
            or lower in _RELATIVE
            or (tokens.tags[i].startswith("VB") and not _before_noun(tokens, i, stop))
        ):
            break
        if lower not in _POSSESSIVE:
            head = i
    return head


def _before_noun(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether a participle describes the noun after it: "the Daejeon-based company", "the convicted man"."""
    after = i + 1
    return tokens.tags[i] in ("VBN", "VBG") and after < stop and tokens.tags[after].startswith(("JJ", "NN", "VBN"))


def _is_hyphen(tokens: Tokens, i: int) -> bool:
    """Whether a dash joins two words: "start-up"."""
    return tokens.words[i] == "-" and tokens.ends[i - 1] == tokens.starts[i]


def _is_head(tokens: Tokens, spot: Spot, head: int, first: int, stop: int) -> bool:
    """Whether a name is the whole of the source's noun phrase, or its head: not "White House officials"."""
    if spot.first <= head < spot.stop:
        return not (spot.stop < stop and tokens.lower[spot.stop] in _POSSESSIVE)
    # A description before the name: "the Dutch firm Van Houten Metals", or an acronym after it.
    return False


def _antecedent(discourse: Discourse, first: int) -> Resolved:
    """Whom a relative pronoun takes up: the name or the noun right before it, over a comma."""
    tokens = discourse.tokens
    i = first - 1
    while i > 0 and tokens.words[i] in (",", "—", "–", "-", ")"):
        i -= 1
    thing = tokens.lower[first] == "which"
    spot = discourse.named.get(i)
    if spot is not None and tokens.sentences[i] == tokens.sentences[first]:
        return Resolved(spot.referent, 0.9, "relative pronoun")
    for j in range(i, max(-1, i - 12), -1):
        if tokens.sentences[j] != tokens.sentences[first]:
            break
        if thing and tokens.lower[j] in _POSSESSIVE:  # "Ana Ruiz's blood, which"
            break
        if j == i and j in discourse.phrases and discourse.phrases[j].indefinite:  # "a refugee who"
            break
        choice = discourse.choices.get(j)
        if choice is not None and choice.referent is not None and j in discourse.phrases:
            return Resolved(choice.referent, 0.7, "relative pronoun", choice.why)
        spot = discourse.named.get(j)
        if spot is not None and spot.referent.kind == PERSON and not thing:
            return Resolved(spot.referent, 0.75, "relative pronoun")
    return Resolved(None, 0.0, "relative pronoun", "nothing named before it")


def _they(discourse: Discourse, first: int, speech: Container[int]) -> Resolved:
    """Whom the text calls they, else the organisation that was the last subject; never a guess among persons."""
    tokens = discourse.tokens
    last: Spot | None = None
    plural = False
    near = tokens.sentences[first]
    for i in range(first - 1, -1, -1):
        if near - tokens.sentences[i] > _THEY_NEAR:
            break
        if i in speech and first not in speech:  # whom somebody speaks of is not who speaks
            continue
        spot = discourse.named.get(i)
        referent = spot.referent if spot is not None else _called(discourse, i)
        if referent is not None and referent.they:
            return Resolved(referent, 0.85, "they", "the text calls the person they")
        if _is_plural(discourse, i):
            if i in discourse.phrases:  # "the twins", "residents"
                return Resolved(None, 0.0, "they", "several people, or a group without a name")
            plural = plural or last is None
        if tokens.lower[i] in _THEY:  # the text goes on with them
            near = tokens.sentences[i]
        last = last or spot
    if last is not None and last.referent.kind == ORG and last.referent.role == "s" and not plural:
        return Resolved(last.referent, 0.6, "they", "the organisation named last")
    return Resolved(None, 0.0, "they", "could be anybody")


def _called(discourse: Discourse, i: int) -> Referent | None:
    """Whom the noun phrase with its head at a token stands for."""
    choice = discourse.choices.get(i) if i in discourse.phrases else None
    return choice.referent if choice is not None else None


def _is_plural(discourse: Discourse, i: int) -> bool:
    phrase = discourse.phrases.get(i)
    return (phrase is not None and phrase.plural) or discourse.tokens.tags[i] in ("NNS", "NNPS")


def subjects(discourse: Discourse, first: int, stop: int) -> Iterator[tuple[int, int, Referent]]:
    """The persons that are subjects between two tokens: (first token, one past the last, the person)."""
    tokens = discourse.tokens
    i = first
    while i < stop:
        spot = discourse.named.get(i)
        if spot is not None and spot.first == i:
            if spot.referent.kind in (PERSON, ORG) and (
                spot.stop >= len(tokens.words) or tokens.lower[spot.stop] not in _POSSESSIVE
            ):
                yield spot.first, spot.stop, spot.referent
            i = max(spot.stop, i + 1)
            continue
        choice = discourse.choices.get(i)
        if choice is not None and choice.referent is not None and choice.referent.entity is not None:
            phrase = discourse.phrases.get(i)
            if tokens.lower[i] in ("he", "she") or phrase is not None:
                yield (phrase.first if phrase else i), i + 1, choice.referent
        i += 1
