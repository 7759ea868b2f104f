"""Noun phrases that stand for somebody named: "the envoy", "the ministry", "her lawyer", "the 34-year-old"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newsparse.names import Tokens, covers, fold, gender_of_noun, is_kin, is_person_noun, kind_of_organisation
from newsparse.names.lexicon import long_titles
from newsparse.names.nouns import company_kinds, singular, taken_up, ties
from newsparse.names.own import current
from newsparse.speakers.bodies import organisation, trading
from newsparse.speakers.cast import PERSON, Referent, Spot
from newsparse.speakers.salience import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsparse.names.own import OwnWords

__all__ = [
    "CLOSING",
    "IN_FOCUS",
    "OPENING",
    "Phrase",
    "aged",
    "is_age",
    "is_another",
    "is_contrary",
    "is_opponent",
    "may_take_up",
    "noun_of",
    "opponent",
    "phrase_at",
    "resolve_phrase",
    "takes_up",
]

_DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its", "our", "my", "your"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "our", "my", "your"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "every", "each", "no"})
_PLAIN = frozenset({"man", "woman", "boy", "girl", "lady", "person", "guy"})
_AGE = re.compile(r"^(\d{1,3})-years?-olds?$")
IN_FOCUS = 3  # sentences back in which somebody must have been mentioned whom a new noun takes up
_OPPONENTS = frozenset({"adversary", "challenger", "opponent", "rival"})
_NEAR = 4
_TWO = 2
OPENING, CLOSING = frozenset({'"', "“", "‘", "'", "``"}), frozenset({'"', "”", "’", "'", "''"})
_TITLE = 8  # words of a work's title
_APPOSITION = 5  # words after the comma of an apposition in which its name is looked for


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with its head at token `head`; `noun` is the head, folded and singular.

    `proper` are those of the modifiers that are written with a capital.
    """

    first: int
    head: int
    noun: str
    modifiers: frozenset[str]
    definite: bool
    indefinite: bool
    possessive: bool
    plural: bool
    sentence: int
    proper: frozenset[str] = frozenset()


def phrase_at(tokens: Tokens, i: int, named: Mapping[int, object]) -> Phrase | None:
    """The noun phrase headed by token `i`, when it is one for a person or an organisation and holds no name of one."""
    noun = noun_of(tokens.lower[i]) or _age_in_pieces(tokens, i)
    if not noun or (tokens.tagged and not tokens.tags[i].startswith(("NN", "JJ", "CD"))):
        return None
    word = noun if is_age(noun) else fold(tokens.lower[i])
    after = i + 1
    # Not the head: "council leader", "minister Ana Ruiz".
    if after < len(tokens.words) and tokens.sentences[after] == tokens.sentences[i]:
        nouns = tokens.tagged and tokens.tags[after].startswith("NN") and tokens.tags[i].startswith("NN")
    else:
        nouns = False
    if after in named or nouns:
        return None
    first, modifiers, proper = i, set(), set()
    while is_age(noun) and first > 0 and tokens.ends[first - 1] == tokens.starts[first]:
        first -= 1
    while first > 0 and i - first < 6 and tokens.sentences[first - 1] == tokens.sentences[i]:
        before = tokens.lower[first - 1]
        if before in _DEFINITE | _INDEFINITE:
            first -= 1
            break
        titled = _title_before(tokens, first)
        if titled < first:  # the "Tidewater" actor
            first = titled
            continue
        if not _modifies(tokens, first - 1):
            break
        modifiers.add(fold(before))
        if tokens.words[first - 1][0].isupper():
            proper.add(fold(before))
        first -= 1
    start = tokens.lower[first]
    plural = tokens.tags[i] in ("NNS", "NNPS") or (not tokens.tagged and noun != word)
    return Phrase(
        first,
        i,
        noun,
        frozenset(modifiers),
        start in _DEFINITE,
        start in _INDEFINITE,
        start in _POSSESSIVE,
        plural,
        tokens.sentences[i],
        frozenset(proper),
    )


def _title_before(tokens: Tokens, i: int) -> int:
    """Where a work's title between article and noun begins, which ends right before token `i`; else `i`."""
    if tokens.words[i - 1] not in CLOSING:
        return i
    for j in range(i - 2, max(0, i - 2 - _TITLE), -1):
        if tokens.words[j] in OPENING:
            return j if tokens.lower[j - 1] in _DEFINITE | _INDEFINITE else i
    return i


def apposed(tokens: Tokens, phrase: Phrase, named: Mapping[int, Spot]) -> Referent | None:
    """Whose apposition the phrase is, after or before the name: "Bosman, a judge,", "Her son, the poet Bo"."""
    mark = tokens.words[phrase.first - 1] if phrase.first > 1 else ""
    before = named.get(phrase.first - 2) if mark in (",", "—", "–", "(") else None
    if before is not None and (not phrase.definite or phrase.possessive or mark == ","):
        return before.referent
    after = phrase.head + 1
    if tokens.words[after : after + 1] != [","]:
        return None
    for i in range(after + 1, min(after + 1 + _APPOSITION, len(tokens.words))):
        if i in named:
            return named[i].referent if named[i].referent.kind == PERSON or i == after + 1 else None
        if not tokens.tags[i].startswith(("DT", "JJ", "NN")):
            return None
    return None


def noun_of(lower: str) -> str:
    """The singular of a word that may head a phrase for a person or an organisation; "" for others."""
    return _noun_of(lower, current())


@lru_cache(maxsize=8192)
def _noun_of(lower: str, _own: OwnWords | None) -> str:
    word = fold(lower)
    noun = singular(word)
    if is_person_noun(noun) or kind_of_organisation(noun) or _AGE.match(word) or noun in ("country", "city"):
        return noun
    return ""


def _age_in_pieces(tokens: Tokens, i: int) -> str:
    """The age that ends at a token, where the tokenizer has cut it: "34", "-", "year", "-", "old"; else ""."""
    if tokens.lower[i] != "old":
        return ""
    text = tokens.text[tokens.starts[max(0, i - 4)] : tokens.ends[i]].lower()
    return text if is_age(text) else ""


def is_age(noun: str) -> bool:
    """Whether a noun is an age: "the 34-year-old"."""
    return _AGE.match(noun) is not None


def _modifies(tokens: Tokens, i: int) -> bool:
    if tokens.tagged:
        return tokens.tags[i].startswith(("JJ", "NN", "CD", "VBN", "HYPH", "POS"))
    return (
        tokens.words[i][0].isalnum()
        and not tokens.lower[i].endswith(("ed", "ly"))
        and is_adjective_like(tokens.lower[i])
    )


def is_adjective_like(word: str) -> bool:
    """Whether an untagged word may stand between article and noun; verbs and small words may not."""
    return len(word) > 3 and word not in {
        "with",
        "from",
        "said",
        "that",
        "this",
        "were",
        "have",
        "when",
        "then",
        "also",
        "into",
        "told",
    }


def resolve_phrase(tokens: Tokens, phrase: Phrase, recent: Sequence[Referent]) -> Choice:
    """Whom a definite phrase stands for; `recent` are the referents by last mention, the last one first."""
    if phrase.plural or phrase.indefinite or not phrase.definite:
        return Choice(None, 0.0, "an indefinite or plural noun phrase")
    if phrase.noun in ("country", "city"):
        return Choice(None, 0.0, "no name of that kind")
    age = _AGE.match(phrase.noun)
    if age:
        return aged(tokens, age.group(1), recent)
    if is_person_noun(phrase.noun):
        if phrase.noun in _PLAIN:
            return _plain(phrase, recent)
        choice = _bearer(phrase, recent)
        firm = phrase.noun in company_kinds() and choice.referent is None  # "the grocer", "the developer"
        return trading(phrase, recent) if firm else choice
    return organisation(phrase, recent)


def takes_up(phrase: Phrase, nameless: Mapping[str, Referent]) -> bool:
    """Whether a phrase that names a role of nobody may stand for the person in focus: "the striker", "the 34-year-old".

    Not where somebody without a name was called so, and not with "her" or "its", which bring in somebody new.
    """
    if phrase.plural or not phrase.definite or phrase.possessive or is_another(phrase):
        return False
    called = nameless.get(phrase.noun)
    if called is not None and not ("former" in phrase.modifiers and "former" not in called.words):
        return False
    return is_age(phrase.noun) or _is_free(phrase) or phrase.noun in taken_up("by_trade")


def _is_free(phrase: Phrase) -> bool:
    """Whether the noun may stand for anybody, whatever they do: "the former beautician", "the mother of three"."""
    return phrase.noun in taken_up("freely") or ("former" in phrase.modifiers and is_person_noun(phrase.noun))


def may_take_up(phrase: Phrase, referent: Referent) -> bool:
    """Whether a person may be taken up by the phrase: of no other age, and of no other trade where it names one."""
    if referent.nouns and all(is_kin(noun) for noun in referent.nouns):
        return False  # who came in as somebody's daughter is not the one the text is about
    ages = {match.group(1) for word in referent.words if (match := _AGE.match(word))}
    if is_age(phrase.noun):
        return not ages
    return _is_free(phrase) or all(
        is_kin(noun) or gender_of_noun(noun) or noun in ties() or covers(phrase.noun, noun) for noun in referent.nouns
    )


def is_contrary(phrase: Phrase, referent: Referent) -> bool:
    """Whether the phrase is for somebody else: "the former minister" is not who is minister now."""
    return "former" in phrase.modifiers and phrase.noun in referent.nouns and not referent.words & {"former", "ex"}


def _bearer(phrase: Phrase, recent: Sequence[Referent]) -> Choice:
    """Who was given this role: the same noun before a noun that covers it, the last mentioned first."""
    noun = long_titles().get(phrase.noun, phrase.noun)
    former = "former" in phrase.modifiers
    exact = [
        r for r in recent if r.kind == PERSON and (noun in r.nouns or (former and noun in r.offices)) and not r.plural
    ]
    near = [
        r for r in recent
        if r.kind == PERSON
        and not r.plural
        and phrase.sentence - r.sentence <= 3 * _NEAR
        and any(covers(noun, n) for n in r.nouns)
        and not (phrase.possessive and is_kin(noun))  # "my mum" is no mother of whom the text spoke
    ]  # fmt: skip
    for called, sure in ((exact, 0.9), (near, 0.75)):
        options = _narrowed(phrase, called)
        if options:
            named = [r for r in options if r.entity is not None]
            first = named[0] if len(named) == 1 and all(r.definite for r in options if r.entity is None) else options[0]
            return Choice(first, sure if len(named) == 1 else sure - 0.2, f"was called {noun!r}")
    return Choice(None, 0.0, f"nobody named was called {noun!r}")


def _narrowed(phrase: Phrase, called: Sequence[Referent]) -> list[Referent]:
    """Those of the persons whom gender, modifiers and a possessive of the phrase leave."""
    if is_another(phrase):  # "the new president" may be whom the text called the successor of one
        return [r for r in called if phrase.modifiers & r.words & {"new"}] or _the_other(phrase, called)
    gender = gender_of_noun(phrase.noun)
    options = [r for r in called if not (gender and r.certain and r.gender and r.gender != gender)]
    if phrase.proper:  # "the Port Sefton coach" is not the one of Harrogate Vale
        options = [r for r in options if phrase.proper <= r.words]
    if "former" in phrase.modifiers:
        options = [r for r in options if r.words & {"former", "ex"}]
    if phrase.modifiers:
        closer = [r for r in options if phrase.modifiers & r.words]
        new = phrase.possessive and not is_kin(phrase.noun)  # "its artistic director" is not the film's director
        options = closer or [r for r in options if not new and not _other_office(phrase, r)]
    if phrase.possessive and not is_kin(phrase.noun):
        options = [r for r in options if r.entity is not None]
    return options


def _the_other(phrase: Phrase, called: Sequence[Referent]) -> list[Referent]:
    """For "the other skipper" the one of two skippers who was not mentioned last."""
    two = list(dict.fromkeys(called))
    alike = phrase.modifiers == {"other"} and len(two) == _TWO and all(r.entity is not None for r in two)
    return [two[1]] if alike else []


def is_another(phrase: Phrase) -> bool:
    """Whether the phrase sets its bearer apart from one called the same: "the other skipper"."""
    return bool(phrase.modifiers & _ANOTHER)


def _other_office(phrase: Phrase, referent: Referent) -> bool:
    """Whether the phrase names another office than the referent's: "foreign minister", not the finance minister."""
    offices = referent.words - referent.nouns - {"a", "an", "the", "of", "for", "at", "in", "former", "chief", "senior"}
    return bool(offices) and any(m not in offices and m[:1].isalpha() for m in phrase.modifiers & _OFFICES)


_ANOTHER = frozenset({"fellow", "new", "next", "opposing", "other", "second", "third"})
_OFFICES = frozenset({
    "agriculture", "army", "assistant", "defence", "defense", "deputy", "economy", "education", "energy", "finance",
    "fisheries", "foreign", "former", "health", "home", "housing", "interior", "justice", "labor", "labour", "mines",
    "opposition", "police", "prime", "trade", "transport", "treasury", "vice", "water",
})  # fmt: skip


def _plain(phrase: Phrase, recent: Sequence[Referent]) -> Choice:
    """For "the man" the one person of that gender in the last sentences, if it is the one last mentioned."""
    gender = gender_of_noun(phrase.noun)
    near = [r for r in recent if r.kind == PERSON and not r.plural and phrase.sentence - r.sentence <= _NEAR]
    fitting = [r for r in near if r.gender == gender or not r.gender]
    if len(fitting) == 1 and fitting[0].gender == gender and not phrase.modifiers:
        return Choice(fitting[0], 0.6, "the only one near whom it fits")
    return Choice(None, 0.0, "too general to decide")


def aged(tokens: Tokens, years: str, recent: Sequence[Referent]) -> Choice:
    """The person after whose name the age stands, or whose role has it: "Ana Ruiz, 34,", "a 34-year-old nurse"."""
    written = re.compile(rf"\b{years}[- ]years?[- ]old\b")
    for referent in recent:
        roles = referent.entity.roles if referent.kind == PERSON and referent.entity is not None else ()
        if any(written.search(fold(role)) for role in roles) or _age_follows(tokens, years, referent):
            return Choice(referent, 0.9, f"is {years} years old")
    return Choice(None, 0.0, "nobody of that age")


def _age_follows(tokens: Tokens, years: str, referent: Referent) -> bool:
    """Whether an age stands beside one of the mentions: "Ana Ruiz, 34,", "Ana Ruiz (34)", "34-year-old Ana Ruiz"."""
    for first, stop in referent.spots:
        if tokens.cut(max(0, first - 5), first).lower().endswith(f"{years}-year-old"):
            return True
        if stop + 2 < len(tokens.words) and tokens.words[stop] in (",", "("):
            at = stop + 1 + (tokens.lower[stop + 1] in ("aged", "age"))
            if tokens.words[at] == years:
                return True
    return False


def is_opponent(phrase: Phrase) -> bool:
    """Whether the phrase is for the other one of two: "her opponent"."""
    return phrase.noun in _OPPONENTS and not phrase.modifiers and not phrase.plural


def opponent(phrase: Phrase, owner: Referent | None, recent: Sequence[Referent]) -> Choice:
    """The only other person in focus who is of the same trade as the one whose opponent is meant, or of none."""
    since = phrase.sentence - IN_FOCUS
    near = [r for r in recent if r.kind == PERSON and r.outside is not None and r.outside[0] >= since]
    others = [r for r in near if r is not owner and (r.entity is not None or r.role == "s")]
    if owner is None or len(others) != 1 or (others[0].nouns and not others[0].nouns & owner.nouns):
        return Choice(None, 0.0, "nobody in particular")
    return Choice(others[0], 0.6, "the only other one in focus")
