"""A pronoun or a noun phrase beside each candidate for what it stands for, as a row of numbers named by `NAMES`.

What is asked, what the candidate is and how well its words and gender agree, where it was mentioned, and who spoke
last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING

from newsparse.names import covers, gender_of_noun, is_kin, kind_of_organisation
from newsparse.names.lexicon import long_titles
from newsparse.names.nouns import company_kinds, taken_up, ties
from newsparse.speakers.cast import GROUP, ORG, PERSON, PLACE
from newsparse.speakers.found import THIRD_PERSON
from newsparse.speakers.phrases import Noun, age_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.names import Tokens
    from newsparse.names.lexicon import Gender
    from newsparse.speakers.cast import Referent
    from newsparse.speakers.phrases import Phrase

__all__ = [
    "AFTER", "ANOTHER", "FORMER", "NAMES", "NEUTER", "OWNER", "PHRASE", "PRONOUN", "THEY", "Anaphor", "Story",
    "features", "inside",
]  # fmt: skip

PRONOUN, NEUTER, THEY, PHRASE = range(4)
OWNER, AFTER = 2.0, 6.0
"""Up to which `inside` tells of a name before the head, and after one of the words that tell whose it is."""
_ASKED = (
    "form", "role", "speaks", "quoted", "reflexive", "opens_sentence", "opens_paragraph", "after_content", "gender",
    "noun", "determiner", "plural", "modifiers", "proper", "capital", "former", "another", "after", "free", "nameless",
)  # fmt: skip
_WORDS = (
    "kind", "is_nameless", "is_plural", "uses_they", "agrees", "certain", "called", "covered", "in_words", "body",
    "author", "same", "missing", "proper_same", "proper_missing", "formerly", "trade", "age", "inside", "owner",
)  # fmt: skip
_PLACES = (
    "sentences", "paragraphs", "tokens", "last_role", "main", "here", "in_speech", "only_in_speech", "count",
    "subjects", "order", "same_clause", "reported", "barred", "spoken_of", "parallel", "ahead", "ahead_speaks", "next",
    "by_pronoun",
)  # fmt: skip
_TURNS = ("turns", "spoke", "spoke_here")
_AMONG = ("rank", "rank_called", "share", "named", "named_share", "latest", "alike", "fitting", "near")
NAMES = (*_ASKED, *_WORDS, *_PLACES, *_TURNS, *_AMONG)
FAR = 60.0
"""Stands for "never"."""
_ROLES = {"s": 0.0, "o": 1.0, "p": 2.0}
_KINDS = {PERSON: 0.0, ORG: 1.0, PLACE: 2.0, GROUP: 3.0}
_BY = frozenset({"at", "by", "from", "in", "on", "to", "with"})
ANOTHER = frozenset({"fellow", "new", "next", "opposing", "other", "second", "third"})
FORMER = frozenset({"former", "ex", "late"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LATEST, _NEAR = 2, 3


@dataclass(frozen=True, slots=True)
class Anaphor:
    """What is to be resolved, with its head at token `head` and its words from `first` to `stop`.

    `role` is s(ubject), o(bject), p(ossessor) or x; `governor` the token that it hangs on, `above` the one that its
    clause hangs on (-1 unknown). `speaks` tells that it is the source of a quote, `after_content` that it stands behind
    the quote's words, `spoken_of` who is named in those; `barred` are the verbs whose subject it is not.
    """

    form: int
    head: int
    first: int
    stop: int
    role: str
    governor: int
    gender: Gender = ""
    above: int = -1
    reflexive: bool = False
    speaks: bool = False
    after_content: bool = False
    barred: frozenset[int] = frozenset()
    spoken_of: frozenset[Referent] = frozenset()
    phrase: Phrase | None = None
    owner: Referent | None = None


@dataclass(slots=True)
class Story:
    """What the walk has seen of a text: who spoke in turn and where, who is called what without a name.

    `speech` holds the tokens of direct speech, `sources` the first tokens of the quotes' sources.
    """

    tokens: Tokens
    speech: dict[int, Referent | None]
    sources: frozenset[int]
    turns: list[tuple[int, Referent | None]] = field(default_factory=list)
    unnamed: dict[str, Referent] = field(default_factory=dict)


def features(asked: Anaphor, offered: Sequence[Referent], story: Story) -> list[list[float]]:
    """A row of `NAMES` for each candidate."""
    question = _question(asked, story)
    words = [_words(asked, each, story) for each in offered]
    places = [_place(asked, each, story) for each in offered]
    among = _among(asked, offered, words, places, story)
    return [
        [*question, *words[i], *places[i], *_turns(asked, each, story), *among[i]] for i, each in enumerate(offered)
    ]


def _question(asked: Anaphor, story: Story) -> list[float]:
    tokens, phrase, first = story.tokens, asked.phrase, asked.first
    opens = first == 0 or tokens.sentences[first - 1] != tokens.sentences[first]
    begins = first == 0 or tokens.paragraphs[first - 1] != tokens.paragraphs[first]
    gender = {"m": 1.0, "f": 2.0}.get(asked.gender, 0.0)
    found = [
        float(asked.form),
        _ROLES.get(asked.role, 3.0),
        float(asked.speaks),
        float(asked.head in story.speech),
        float(asked.reflexive),
        float(opens),
        float(begins),
        float(asked.after_content),
        gender,
    ]
    if phrase is None:
        return found + [0.0] * (len(_ASKED) - len(found))
    called = story.unnamed.get(phrase.noun)
    return [
        *found,
        float(phrase.kind),
        _determiner(phrase, tokens),
        float(phrase.plural),
        float(len(phrase.modifiers)),
        float(len(phrase.proper)),
        float(tokens.words[phrase.head][0].isupper() and phrase.first != phrase.head),
        float(not FORMER.isdisjoint(phrase.modifiers)),
        float(not ANOTHER.isdisjoint(phrase.modifiers)),
        _after(asked, tokens),
        _freedom(phrase.noun),
        FAR if called is None else float(min(FAR, tokens.sentences[asked.head] - called.sentence)),
    ]


def _determiner(phrase: Phrase, tokens: Tokens) -> float:
    if phrase.possessive:
        return 1.0
    if phrase.definite:
        return 0.0 if tokens.lower[phrase.first] == "the" else 2.0
    if phrase.indefinite:
        return 3.0
    return 4.0 if phrase.first > 0 and tokens.lower[phrase.first - 1] in _POSSESSIVE else 5.0


def _after(asked: Anaphor, tokens: Tokens) -> float:
    """What follows the head of a phrase within it: nothing, "of", "by" and its like, another word."""
    after = asked.head + 1
    if after >= asked.stop:
        return 0.0
    return 1.0 if tokens.lower[after] == "of" else 2.0 if tokens.lower[after] in _BY else 3.0


def _freedom(noun: str) -> float:
    """How freely a noun takes somebody up who was not called so: the lists of person_nouns.toml."""
    if noun in taken_up("freely"):
        return 1.0
    return 2.0 if noun in taken_up("by_trade") else 3.0 if noun in ties() else 0.0


def _words(asked: Anaphor, offered: Referent, story: Story) -> list[float]:
    """What the candidate is, and how well it agrees with what is asked."""
    agrees = 0.0
    if asked.gender and offered.gender:
        agrees = 1.0 if asked.gender == offered.gender else -1.0
    found = [
        _KINDS[offered.kind],
        float(offered.entity is None),
        float(offered.plural),
        float(offered.they),
        agrees,
        float(offered.certain),
    ]
    if asked.phrase is None:
        return found + [0.0] * (len(_WORDS) - len(found))
    return found + _as_called(asked, asked.phrase, offered, story)


def _as_called(asked: Anaphor, phrase: Phrase, offered: Referent, story: Story) -> list[float]:
    """How well the words of a phrase agree with those by which the text calls the candidate."""
    noun = long_titles().get(phrase.noun, phrase.noun)
    kinds = kind_of_organisation(noun)
    same = phrase.modifiers & offered.words
    own = _narrowing(phrase)
    former = not FORMER.isdisjoint(phrase.modifiers)
    was = not FORMER.isdisjoint(offered.words)
    years = age_of(noun)
    return [
        float(noun in offered.nouns),
        float(any(covers(noun, each) for each in offered.nouns)),
        float(noun in offered.words),
        _body(noun, kinds, offered),
        float(noun in offered.wrote) * 2 or float(phrase.kind == Noun.DOCUMENT and bool(offered.wrote)),
        float(len(same)),
        float(len(own - offered.words)),
        float(len(phrase.proper & offered.words)),
        float(len(phrase.proper - offered.words)),
        float(former) + 2 * was,
        _trade(offered),
        0.0 if not years else 1.0 if years in offered.ages else -1.0 if offered.ages else 0.0,
        inside(asked, offered, story.tokens),
        float(asked.owner is offered),
    ]


def _narrowing(phrase: Phrase) -> frozenset[str]:
    return frozenset(each for each in phrase.modifiers if each[:1].isalpha()) - FORMER


def _body(noun: str, kinds: frozenset[str], offered: Referent) -> float:
    """How surely an organisation is of the kind that a noun names: by its own name, by its kind, a company's."""
    if offered.kind == PERSON:
        return 0.0
    if noun in offered.words or noun in offered.nouns:
        return 3.0
    if kinds & (offered.words | offered.nouns):
        return 2.0
    firms = company_kinds() | {"company"}
    return 1.0 if noun in firms and offered.nouns & firms else 0.0


def _trade(offered: Referent) -> float:
    """Whether the text calls a person by nothing, by relations alone, or by a trade."""
    if not offered.nouns:
        return 0.0
    if all(is_kin(noun) for noun in offered.nouns):
        return 1.0
    return 2.0 if all(is_kin(n) or gender_of_noun(n) or n in ties() for n in offered.nouns) else 3.0


def inside(asked: Anaphor, offered: Referent, tokens: Tokens) -> float:
    """Where the candidate is named within the phrase: before the head, as its owner, after "of", "by" or others."""
    for first, stop in offered.spots:
        if asked.first <= first and stop <= asked.head:
            return OWNER if tokens.lower[stop] in _POSSESSIVE else 1.0
        if asked.head < first < asked.stop:
            before = first - 1 - (tokens.lower[first - 1] in ("the", "a", "an"))
            word = tokens.lower[before]
            owner = 2.0 if stop < asked.stop and tokens.lower[stop] in _POSSESSIVE else 0.0
            return (3.0 if word == "of" else 4.0 if word in _BY else 7.0) + owner
    return 0.0


def _place(asked: Anaphor, offered: Referent, story: Story) -> list[float]:
    """Where the candidate was mentioned last, and where it is named next."""
    tokens, head = story.tokens, asked.head
    sentence, token, role = offered.sentence, offered.token, offered.role
    quoted = head in story.speech
    if offered.outside is not None and not quoted:
        sentence, token, role = offered.outside
    seen = offered.count > 0
    paragraph = tokens.paragraphs[head]
    here = offered.outside is not None and tokens.paragraphs[offered.outside[1]] == paragraph
    ahead = _next(offered, asked.stop)
    return [
        min(FAR, tokens.sentences[head] - sentence) if seen else FAR,
        min(FAR, paragraph - tokens.paragraphs[token]) if seen else FAR,
        log1p(max(0, head - token)) if seen else FAR,
        _ROLES.get(role, 3.0) if seen else 4.0,
        FAR if offered.main is None else min(FAR, tokens.sentences[head] - offered.main[0]),
        float(here),
        float(offered.quoted),
        float(seen and offered.outside is None),
        log1p(offered.count if quoted else offered.outside_count),
        float(min(9, offered.subjects)),
        float(min(FAR, offered.order)),
        float(0 <= asked.governor == offered.governor and offered.sentence == tokens.sentences[head]),
        float(role == "s" and 0 <= asked.above == offered.governor),
        float(offered.governor in asked.barred and offered.role != "p"),
        float(offered in asked.spoken_of),
        float(role == asked.role),
        FAR if seen or ahead < 0 else min(FAR, tokens.sentences[ahead] - tokens.sentences[head]),
        float(not seen and ahead in story.sources),
        FAR if ahead < 0 else min(FAR, tokens.sentences[ahead] - tokens.sentences[head]),
        float(seen and tokens.lower[offered.token] in THIRD_PERSON),
    ]


def _next(offered: Referent, stop: int) -> int:
    """The first token of the candidate's next mention by name; -1 where there is none."""
    return next((first for first, _ in offered.spots if first >= stop), -1)


def _turns(asked: Anaphor, offered: Referent, story: Story) -> list[float]:
    """How many turns ago the candidate spoke, how often, and whether in this paragraph."""
    back = [n for n, (_, who) in enumerate(reversed(story.turns)) if who is offered]
    if not back:
        return [FAR, 0.0, 0.0]
    tokens = story.tokens
    last = story.turns[-1 - back[0]][0]
    here = tokens.paragraphs[asked.head] - tokens.paragraphs[last]
    return [float(back[0]), log1p(len(back)), 2.0 if here == 0 else float(here == 1)]


def _among(
    asked: Anaphor,
    offered: Sequence[Referent],
    words: Sequence[Sequence[float]],
    places: Sequence[Sequence[float]],
    story: Story,
) -> list[list[float]]:
    """How a candidate stands among the others: by recency, by count, by what they are called."""
    agrees, sentences = _WORDS.index("agrees"), _PLACES.index("sentences")
    called, body, token = _WORDS.index("called"), _WORDS.index("body"), _PLACES.index("tokens")
    is_called = [each[called] > 0 or each[called + 1] > 0 or each[body] > 1 for each in words]
    fits = [each[agrees] >= 0 and each[2] == 0 for each in words]
    near = [place[sentences] <= _NEAR for place in places]
    most = max((each.count for each in offered), default=1) or 1
    named = max((len(each.spots) for each in offered), default=1) or 1
    latest = _latest(asked, offered, fits, story)
    found = []
    for i, each in enumerate(offered):
        alike = [
            j for j, other in enumerate(offered)
            if j != i and fits[j] and other.kind == each.kind and places[j][token] < places[i][token]
        ]  # fmt: skip
        found.append(
            [
                float(len(alike)),
                float(sum(is_called[j] for j in alike)),
                each.count / most,
                log1p(len(each.spots)),
                len(each.spots) / named,
                float(each is latest),
                float(sum(is_called) - is_called[i]),
                float(sum(f and n and o.kind == each.kind for f, n, o in zip(fits, near, offered, strict=True))),
                float(sum(near)),
            ]
        )
    return found


def _latest(asked: Anaphor, offered: Sequence[Referent], fits: Sequence[bool], story: Story) -> Referent | None:
    """The one of a fitting gender that was the subject of a main clause of the paragraph last."""
    tokens = story.tokens
    sentence, paragraph = tokens.sentences[asked.head], tokens.paragraphs[asked.head]
    near = [
        (each.main, each)
        for each, fit in zip(offered, fits, strict=True)
        if fit and each.main is not None and sentence - each.main[0] <= _LATEST
    ]
    near = [(main, each) for main, each in near if tokens.paragraphs[main[1]] == paragraph]
    return max(near, key=lambda pair: pair[0])[1] if near else None
