"""A pronoun or a noun phrase beside each candidate for what it stands for, as a row of numbers named by `NAMES`.

What is asked, what the candidate is and how well its words and gender agree, where it was mentioned, and who spoke
last.
"""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

from newsparse.coref.among import AMONG, Standing, compare
from newsparse.coref.candidates import Anaphor, inside, proper_after
from newsparse.coref.mentions import THIRD_PERSON, Noun, calls_company, listed
from newsparse.coref.referents import GROUP, ORG, PERSON, PLACE
from newsparse.names import gender_of_noun, is_kin, kind_of_organisation
from newsparse.names.lexicon import long_titles
from newsparse.names.nouns import company_kinds, offices, ties
from newsparse.text.words import FORMER, HE_OR_SHE, OWNING, POSSESSIVE_MARKS, POSSESSIVES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.coref.among import Rows
    from newsparse.coref.discourse_state import Focus, Seen
    from newsparse.coref.mentions import NounPhrase
    from newsparse.coref.referents import Referent
    from newsparse.names.lexicon import Gender
    from newsparse.text.tokens import Tokens

__all__ = ["NAMES", "features"]

_ASKED = (
    "form", "role", "speaks", "opens_sentence", "opens_paragraph", "after_content", "gender",
    "speakers",
)  # fmt: skip
_NOUN = (
    "noun", "determiner", "plural", "modifiers", "after", "nameless",
)  # fmt: skip
_WORDS = ("kind", "is_nameless", "is_plural", "agrees", "certain", "agrees_after")
_CALLED = (
    "called", "covered", "in_words", "body", "author", "author_since", "same", "missing", "proper_same",
    "proper_missing", "leads", "trade", "office", "inside", "after_same",
)  # fmt: skip
_PLACES = (
    "sentences", "paragraphs", "tokens", "last_role", "main", "here", "in_speech", "count",
    "subjects", "order", "parallel", "joined", "ahead", "ahead_speaks", "next",
    "by_pronoun",
)  # fmt: skip
_TURNS = ("turns", "spoke", "spoke_here", "spoke_sentences")
NAMES = (*_ASKED, *_NOUN, *_WORDS, *_CALLED, *_PLACES, *_TURNS, *AMONG)
FAR = 60.0
"""Stands for "never"."""
_ROLES = {"s": 0.0, "o": 1.0, "p": 2.0}
_KINDS = {PERSON: 0.0, ORG: 1.0, PLACE: 2.0, GROUP: 3.0}
_GENDERS = {"m": 1.0, "f": 2.0}
_NEAR = 3
_SOON = 25
"""Words behind a phrase in which a pronoun may take it up."""


def features(asked: Anaphor, offered: Sequence[Referent], focus: Focus) -> Rows:
    """A row of `NAMES` for each candidate."""
    question = [*_question(asked, focus), *_noun(asked, focus)]
    after = _gender_after(asked, focus)
    words = [_words(asked, each, after) for each in offered]
    called = [_called(asked, each, focus) for each in offered]
    places = [_place(asked, each, focus) for each in offered]
    turns = [_turns(asked, each, focus) for each in offered]
    among = compare(asked, offered, _standing(words, called, places), focus)
    return [
        [*question, *word, *call, *place, *turn, *other]
        for word, call, place, turn, other in zip(words, called, places, turns, among, strict=True)
    ]


# What is asked.


def _question(asked: Anaphor, focus: Focus) -> list[float]:
    tokens, first = focus.tokens, asked.first
    before = first - 1
    return [
        float(asked.mention.form),
        _ROLES.get(asked.mention.role, 3.0),
        float(asked.speaks),
        float(first == 0 or tokens.sentences[before] != tokens.sentences[first]),
        float(first == 0 or tokens.paragraphs[before] != tokens.paragraphs[first]),
        float(asked.after_content),
        _GENDERS.get(asked.mention.gender, 0.0),
        float(len({who for _, who in focus.turns if who is not None and who.entity is not None})),
    ]


def _noun(asked: Anaphor, focus: Focus) -> list[float]:
    tokens, phrase = focus.tokens, asked.phrase
    if phrase is None:
        return [0.0] * len(_NOUN)
    nameless = focus.unnamed.get(phrase.noun)
    since = FAR if nameless is None else tokens.sentences[asked.head] - focus.of(nameless).sentence
    return [
        float(phrase.kind),
        _determiner(phrase, tokens),
        float(phrase.plural),
        float(len(phrase.modifiers)),
        _after(asked, tokens),
        float(min(FAR, since)),
    ]


def _determiner(phrase: NounPhrase, tokens: Tokens) -> float:
    if phrase.opening in POSSESSIVES:
        return 1.0
    if phrase.definite:
        return 0.0 if phrase.opening == "the" else 2.0
    if phrase.indefinite:
        return 3.0
    return 4.0 if phrase.first > 0 and tokens.lower[phrase.first - 1] in POSSESSIVE_MARKS else 5.0


def _after(asked: Anaphor, tokens: Tokens) -> float:
    """What follows the head of a phrase within it: nothing, "of", "by" and its like, another word."""
    after = asked.head + 1
    if after >= asked.stop:
        return 0.0
    if tokens.lower[after] == "of":
        return 1.0
    return 2.0 if tokens.lower[after] in OWNING else 3.0


# What the candidate is, and how well it agrees with what is asked.


def _words(asked: Anaphor, offered: Referent, after: Gender) -> list[float]:
    return [
        _KINDS[offered.kind],
        float(offered.entity is None),
        float(offered.plural),
        _agrees(asked.mention.gender, offered),
        float(offered.certain),
        _agrees(after, offered),
    ]


def _agrees(gender: Gender, offered: Referent) -> float:
    if not gender or not offered.gender:
        return 0.0
    return 1.0 if gender == offered.gender else -1.0


def _gender_after(asked: Anaphor, focus: Focus) -> Gender:
    """The gender of "he" or "she" soon behind a phrase, before a name: "the head said she had not been told"."""
    tokens = focus.tokens
    if asked.phrase is None:
        return ""
    for i in range(asked.stop, min(asked.stop + _SOON, len(tokens))):
        if tokens.lower[i] in HE_OR_SHE and i not in focus.speech:
            return THIRD_PERSON[tokens.lower[i]]
        if i in focus.people or tokens.paragraphs[i] != tokens.paragraphs[asked.head]:
            break
    return ""


def _called(asked: Anaphor, offered: Referent, focus: Focus) -> list[float]:
    """How well the words of a phrase agree with those by which the text calls the candidate."""
    phrase, tokens = asked.phrase, focus.tokens
    if phrase is None:
        return [0.0] * len(_CALLED)
    noun = long_titles().get(phrase.noun, phrase.noun)
    before = focus.coded(phrase.modifiers)
    own = frozenset(each for each in before if each[:1].isalpha()) - FORMER
    leaders = listed("leaders")
    proper, after = focus.coded(phrase.proper), focus.coded(proper_after(asked, tokens))
    return [
        float(noun in offered.nouns or phrase.years in offered.ages),
        float(offered.is_covered_by(noun)),
        float(focus.codes.get(noun, noun) in offered.words),
        _body(noun, offered),
        *_author(asked, phrase, offered, focus),
        float(len(before & offered.words)),
        float(len(own - offered.words)),
        float(len(proper & offered.words)),
        float(len(proper - offered.words)),
        float(noun in leaders and not leaders.isdisjoint(offered.nouns)),
        _trade(offered),
        2.0 * (noun in offices()) + (not offices().isdisjoint(offered.nouns)),
        inside(asked, offered, tokens),
        float(len(after & offered.words)),
    ]


def _author(asked: Anaphor, phrase: NounPhrase, offered: Referent, focus: Focus) -> tuple[float, float]:
    """How surely the candidate made a document of that noun, and how many sentences ago the text spoke of it, where it
    was the last of that noun.
    """
    made, last = offered.made.get(phrase.noun), focus.documents.get(phrase.noun)
    if made is None or last is None:
        return float(phrase.kind == Noun.DOCUMENT and bool(offered.made)), FAR
    since = focus.tokens.sentences[asked.head] - last.sentence if last.maker is offered else FAR
    return 2.0 + made, min(FAR, since)


def _body(noun: str, offered: Referent) -> float:
    """How surely an organisation is of the kind that a noun names: by its own name, its kind, a company's; where the
    noun calls companies, 0.5 for one that may be a company.
    """
    if offered.kind == PERSON:
        return 0.0
    told = offered.words | offered.nouns
    if noun in offered.heads:
        return 4.0
    if noun in told:
        return 3.0
    if not told.isdisjoint(kind_of_organisation(noun)):
        return 2.0
    if not calls_company(noun):
        return 0.0
    return 1.0 if not (company_kinds() | {"company"}).isdisjoint(offered.nouns) else 0.5 * (not offered.public)


def _trade(offered: Referent) -> float:
    """Whether the text calls a person by nothing, by relations alone, or by a trade."""
    if not offered.nouns:
        return 0.0
    if all(map(is_kin, offered.nouns)):
        return 1.0
    return 2.0 if all(is_kin(noun) or gender_of_noun(noun) or noun in ties() for noun in offered.nouns) else 3.0


# Where it was mentioned, and who spoke.


def _place(asked: Anaphor, offered: Referent, focus: Focus) -> list[float]:
    """Where the candidate was mentioned last, and where it is named next."""
    tokens, seen = focus.tokens, focus.of(offered)
    here = tokens.sentences[asked.head]
    quoted = asked.head in focus.speech
    after = next((first for first, _ in offered.spots if first >= asked.stop), -1)
    ahead = FAR if after < 0 else min(FAR, tokens.sentences[after] - here)
    new = seen.count == 0
    return [
        *_distance(asked, seen, focus, quoted=quoted),
        FAR if seen.main is None else min(FAR, here - seen.main[0]),
        float(_is_here(asked, seen, tokens)),
        float(seen.quoted),
        log1p(seen.count if quoted else seen.outside_count),
        float(min(9, seen.subjects)),
        float(min(FAR, offered.order)),
        float(seen.role == asked.mention.role),
        float(seen.joined),
        ahead if new else FAR,
        float(new and after in focus.sources),
        ahead,
        float(not new and tokens.lower[seen.token] in THIRD_PERSON),
    ]


def _distance(asked: Anaphor, seen: Seen, focus: Focus, *, quoted: bool) -> list[float]:
    """Sentences, paragraphs and tokens since the last mention, outside of direct speech where that is asked for."""
    if seen.count == 0:
        return [FAR, FAR, FAR, 4.0]
    tokens = focus.tokens
    sentence, token, role = seen.sentence, seen.token, seen.role
    if seen.outside is not None and not quoted:
        sentence, token, role = seen.outside
    return [
        min(FAR, tokens.sentences[asked.head] - sentence),
        min(FAR, tokens.paragraphs[asked.head] - tokens.paragraphs[token]),
        log1p(max(0, asked.head - token)),
        _ROLES.get(role, 3.0),
    ]


def _is_here(asked: Anaphor, seen: Seen, tokens: Tokens) -> bool:
    """Whether the last mention outside direct speech is in the same paragraph."""
    return seen.outside is not None and tokens.paragraphs[seen.outside[1]] == tokens.paragraphs[asked.head]


def _turns(asked: Anaphor, offered: Referent, focus: Focus) -> list[float]:
    """How many turns ago the candidate spoke, how often, whether in this paragraph, and how many sentences back."""
    back = [n for n, (_, who) in enumerate(reversed(focus.turns)) if who is offered]
    if not back:
        return [FAR, 0.0, 0.0, FAR]
    tokens = focus.tokens
    last = focus.turns[-1 - back[0]][0]
    paragraphs = tokens.paragraphs[asked.head] - tokens.paragraphs[last]
    sentences = tokens.sentences[asked.head] - tokens.sentences[last]
    return [float(back[0]), log1p(len(back)), {0: 2.0, 1: 1.0}.get(paragraphs, 0.0), min(FAR, sentences)]


# How it stands among the others.


def _standing(words: Rows, called: Rows, places: Rows) -> Standing:
    return Standing(
        [_is_called(row) for row in called],
        [row[_WORDS.index("agrees")] >= 0 and not row[_WORDS.index("is_plural")] for row in words],
        [row[0] <= _NEAR for row in places],
        [row[_PLACES.index("tokens")] for row in places],
        [row[_CALLED.index("same")] + row[_CALLED.index("after_same")] for row in called],
    )


def _is_called(row: Sequence[float]) -> bool:
    """Whether the text calls a candidate by the noun, or by one that covers it, or its name tells it."""
    return row[0] > 0 or row[1] > 0 or row[_CALLED.index("body")] > 1
