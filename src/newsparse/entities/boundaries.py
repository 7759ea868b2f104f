"""Where names begin and end: what is certain of the tagger's spans is put right by a table of rules."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.entities.bodies import speaking_bodies
from newsparse.entities.geography import country_key, lookup
from newsparse.entities.joined import (
    branch,
    court,
    divided,
    given_before,
    known_names,
    law_case,
    of_two,
    seat,
    whole,
    with_generation,
    with_number,
    with_wings,
)
from newsparse.entities.named import SIDES
from newsparse.entities.titled import holders_alone, person_alone, place_of_party
from newsparse.entities.unnamed import is_nothing, opens_sentence, without_headings, without_heads, without_offices
from newsparse.names import fold, has_word, key_words
from newsparse.names.lexicon import particles
from newsparse.names.nouns import namesakes, organisations, shows_body
from newsparse.rules import Rule, RuleTable
from newsparse.text.words import CLOSING_MARKS, DASHES, OPENING_MARKS, POSSESSIVE_MARKS, VERSUS
from newsparse.types import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["PHASES", "RULES", "Note", "Spans", "repair"]

_OUTER = OPENING_MARKS | CLOSING_MARKS | DASHES | frozenset({",", ";", ":", "?", "(", "[", "|", "•", "·", "/"})
_LAST = _OUTER | POSSESSIVE_MARKS | {"`s", ")", "]", "!"}
_FIRST = _OUTER | POSSESSIVE_MARKS | {"`s"}
_JOINTS = frozenset({",", "in"}) | DASHES | POSSESSIVE_MARKS
_BETWEEN_NAMES = (VERSUS - {"v", "v."}) | {"and"}  # "Ruiz v. Kos" is one case
_OF_SIDE = frozenset({"ORG", *PLACE_LABELS})
"""Labels of a side in a match."""
_REPEATED = frozenset({"PERSON", "ORG", *PLACE_LABELS})
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?![-–/])")
_RESULT = re.compile(r"^[A-Z][^\d\n,]* (\d{1,3}), [A-Z][^\d\n,]* (\d{1,3})(?=:|\.?$)", re.MULTILINE)
"""A line that begins with two names and how often each scored."""
_FEWEST = 3
"""Words of the name of a body behind "'s", with that."""
_SHORTEST_KIND = 4
"""Letters of a word for what an organisation is: "city"."""
_BEARING_THE = PLACE_LABELS | {"NORP", "ORG"}
_TYPOGRAPHY = "typography makes it certain"
_TOLD = {
    "nothing": "34 of 424 articles of dev, and 53 of 53 things in small letters of the annotated news, train and dev",
    "places": "22 of 1,010 places of annotated dev, 21 of 327 coordinates",
    "verb": "0.8 points of the organisations of annotated blind",
    "side": "15 of 16 such in annotated news, train and dev",
    "article": "17 of 24 such spans in annotated news have no article, one has",
    "persons": "worldwide and the annotated news leave titles and parties out of names",
    "party": "2 of 327 coordinates, 2 entities of the annotated news",
    "court": "reports of readers: courts of the United States in pieces",
    "bodies": "5 of 5 such in annotated news",
    "list": "the lists of known organisations: the tagger tears them at small words",
    "body": "14 of 16 such in annotated news, train and dev; 0.3 points of its attributed quotes",
    "seat": "6 of 7 such in annotated news",
    "branch": "2 organisations of annotated dev",
    "elsewhere": "0.1 points F1 on worldwide dev, 4 entities of the annotated news",
    "heading": "7 of 424 articles; words that only capitals make names",
    "head": "9 spans of 7 articles of the annotated news; none of them is a name",
    "office": "the guideline of worldwide: an office alone is no name",
}
_EDGE = r"[-–—/|=~*\u200b-\u200f\u202a-\u202e]"
_ENDS_SUM = r"(?:(?<=\d)|(?<=\d[bkm])|(?<=\d[bmt]n))\."
_NAME = re.compile(rf"{_EDGE}*(.*?)(?:{_EDGE}|(?<=/)\.|{_ENDS_SUM})*$", re.DOTALL)

Note = tuple["Named", str]
"""A mention as it was, and what was done to it."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The mentions of a text, in order."""

    tokens: Tokens
    named: tuple[Named, ...]


def repair(
    tokens: Tokens, named: Sequence[Named], rules: RuleTable[Spans, Sequence[Named]] | None = None
) -> tuple[list[Named], list[Note]]:
    """The mentions as the rules leave them, and for each that one of them changed the mention as it was and which."""
    spans, notes = Spans(tokens, tuple(named)), list[Note]()
    for rule in RULES if rules is None else rules:
        after = tuple(rule.apply(spans))
        if after != spans.named:
            changed = _without(spans.named, after) or _without(after, spans.named)
            notes += [(mention, rule.name) for mention in changed]
            spans = Spans(tokens, after)
    return list(spans.named), notes


def _without(some: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    """Those of some mentions that are not among the others."""
    left_out = frozenset(others)
    return [mention for mention in some if mention not in left_out]


def _each(change: Callable[[Tokens, Named], Sequence[Named]]) -> Callable[[Spans], Sequence[Named]]:
    """A rule that looks at one mention at a time, and says what it becomes."""

    def apply(spans: Spans) -> list[Named]:
        return [each for mention in spans.named for each in change(spans.tokens, mention)]

    return apply


# Apart: spans that hold more than one name, or none.


def _something(tokens: Tokens, mention: Named) -> Sequence[Named]:
    return () if is_nothing(tokens, mention) else (mention,)


def _paragraphs(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """A name that runs over the end of a paragraph; "van der", at the end of a line, goes on in the next."""
    cuts = [
        i
        for i in range(mention.first + 1, mention.stop)
        if tokens.paragraphs[i] != tokens.paragraphs[i - 1] and tokens.words[i - 1] not in particles("particles")
    ]
    bounds = pairwise([mention.first, *cuts, mention.stop])
    return [mention.resized(tokens, first, stop) for first, stop in bounds] if cuts else (mention,)


def _two_places(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """A place "A, B", "A - B", "A in B", "A's B" where the tables know A, "A-B" where they know both. Of an
    organisation "A's B" A is a country.
    """
    at = _joint(tokens, mention)
    mark = tokens.lower[at] if at else ""
    owned = mark in POSSESSIVE_MARKS
    if not mark or not (mention.label in PLACE_LABELS or (owned and mention.label == "ORG")):
        return (mention,)
    one, other = mention.parted(tokens, at, "LOC" if owned else "")
    country = mention.label != "ORG" or country_key(one.text)
    apart = mark in DASHES and tokens.text[tokens.ends[at] : other.start] == " " and other.text.split()[-1][0].isupper()
    are_two = country and not lookup(mention.text).codes and (apart or _are_two(mark, one.text, other.text))
    return (*_two_places(tokens, one), other) if are_two else (mention,)


def _joint(tokens: Tokens, mention: Named) -> int:
    """The one token at which a name may be two, of several the last comma; 0 where there is none."""
    joints = [i for i in mention.inner if tokens.lower[i] in _JOINTS]
    last = joints if len(joints) == 1 else [i for i in joints if tokens.lower[i] == ","][-1:]
    return last[0] if last else 0


def _are_two(mark: str, one: str, other: str) -> bool:
    """Whether a comma, "in", a hyphen or a possessive stands between two places."""
    if mark == "in":
        return one[0].isupper() and other[0].isupper()
    if mark in POSSESSIVE_MARKS:
        return lookup(one).is_well_known and other[0].isupper()
    if mark == ",":
        return " and " not in other and any(map(str.isupper, other))
    return bool(lookup(one).is_well_known and lookup(other).is_well_known)


def _two_bodies(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """A body and one of its own: "Senate's Finance Committee", "Vell University's School of Law"; of the owner the last
    word tells what it is, or the one before "of". Of "Prime Minister's Office" there is one.
    """
    marks = [i for i in mention.inner if tokens.lower[i] in POSSESSIVE_MARKS]
    if mention.label not in ("ORG", "FAC") or not marks or mention.stop - marks[-1] < _FEWEST:
        return (mention,)
    owner, body = mention.parted(tokens, marks[-1])
    words = key_words(owner.text)
    last = any(map(shows_body, words[-1:]))
    is_body = last or any(shows_body(word) for word, joint in pairwise(words) if joint == "of")
    return (owner, body) if is_body and any(map(shows_body, key_words(body.text))) else (mention,)


def _two_names(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """Two persons that "and" joins, organisations of the list or the second with its article ("The Sun and The
    Mirror"), sides of a match: "Hull vs. Leeds".
    """
    ands = [i for i in mention.inner if tokens.lower[i] in _BETWEEN_NAMES]
    if len(ands) != 1 or fold(mention.text) in organisations():
        return (mention,)
    if tokens.lower[ands[0]] != "and":
        return mention.parted(tokens, ands[0]) if mention.label in _OF_SIDE else (mention,)
    parts = mention.parted(tokens, ands[0])
    if mention.label == "ORG":
        are_two = tokens.words[ands[0] + 1] == "The" or _are_known(parts)
    else:
        are_two = mention.label == "PERSON" or (mention.label == "MISC" and _are_known(parts))
    return parts if are_two else (mention,)


def _are_known(named: Sequence[Named]) -> bool:
    """Whether the list has all of some names, with "the" or without."""
    names = [fold(each.text) for each in named]
    return all({name, f"the {name}"} & (organisations() | namesakes()) for name in names)


def _around_verb(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """Two names where a span holds a verb in small letters, or "defeated": "Hollis court Veltor", "Hull d. Leeds"."""
    won = [i for i in mention.inner if tokens.words[i] == "d."]
    verbs = won or [i for i in mention.inner if _is_small_verb(tokens, i)]
    if len(verbs) != 1 or not (won or mention.label in ("ORG", "PRODUCT", "PERSON")):
        return (mention,)
    parts = mention.parted(tokens, verbs[0])
    capitals = all(tokens.words[i][0].isupper() for part in parts for i in range(part.first, part.stop))
    return parts if capitals else (mention,)


def _is_small_verb(tokens: Tokens, i: int) -> bool:
    """Whether a word in small letters is a verb."""
    return tokens.words[i].islower() and tokens.tags[i].startswith(("VB", "MD"))


# Edges: what stands at the ends of a span and is no part of the name.


def _bare(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """Without punctuation and a possessive at its ends; nothing where no letter or digit is left."""
    first, stop = mention.first, mention.stop
    while first < stop and tokens.words[first] in _FIRST:
        first += 1
    while stop > first and tokens.words[stop - 1] in _LAST and not _closes(tokens, first, stop - 1):
        stop -= 1
    return (mention.resized(tokens, first, stop),) if has_word(tokens.cut(first, stop)) else ()


def _closes(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a bracket closes one that was opened within the name."""
    return tokens.words[last] in (")", "]") and not {"(", "["}.isdisjoint(tokens.words[first:last])


def _without_edges(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """Without the marks that the tokenizer left on its words: "£4m.", "/Vell News/.", "LAGOS-"."""
    first, last = next(_NAME.finditer(mention.text)).span(1)
    return (mention.within(first, last),) if first < last else ()


def _without_score(spans: Spans) -> list[Named]:
    """The mentions less the first number of a score: "Boston 31-10", and those of a result: "Vell 3, Halden 1"."""
    tokens = spans.tokens
    starts = {match.start(side) for match in _RESULT.finditer(tokens.text) for side in (1, 2)}
    starts |= {match.start() for match in _SCORE.finditer(tokens.text)}
    found = []
    for mention in spans.named:
        stop = next((i for i in range(mention.first + 1, mention.stop) if tokens.starts[i] in starts), mention.stop)
        found.append(mention.resized(tokens, mention.first, stop))
    return found


def _without_small(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """A place without the side of it in small letters that is spoken of ("southern Peru"), an organisation without the
    small words for what it is ("trade union Unite").
    """
    first = mention.first
    while first < mention.stop - 1 and _is_small_before(tokens.words[first], mention):
        first += 1
    small = mention.label == "ORG" and tokens.words[first].islower()
    return (mention if small else mention.resized(tokens, first, mention.stop),)


def _is_small_before(word: str, mention: Named) -> bool:
    """Whether a word in small letters stands before the name in a mention; that of an organisation may begin with a
    short one: "al Shabaab", "the Fed".
    """
    if mention.label in PLACE_LABELS:
        return word in SIDES | DASHES
    return mention.label == "ORG" and word.isalpha() and word.islower() and len(word) >= _SHORTEST_KIND


def _without_article(spans: Spans) -> list[Named]:
    """The mentions less "The" where it begins a sentence and the text has the same name behind "the" elsewhere."""
    tokens = spans.tokens
    behind = defaultdict(list)
    for i, (the, word) in enumerate(pairwise(tokens.words)):
        if the == "the":
            behind[word].append(i + 1)
    found = []
    for mention in spans.named:
        name = tokens.words[mention.first + 1 : mention.stop]
        opens = mention.label in _BEARING_THE and _opens_with_the(tokens, mention)
        apart = opens and any(tokens.words[i : i + len(name)] == name for i in behind[name[0]])
        found.append(mention.resized(tokens, mention.first + apart, mention.stop))
    return found


def _opens_with_the(tokens: Tokens, mention: Named) -> bool:
    """Whether a name of two words or more begins with the article of its sentence, which may follow a colon."""
    first = mention.first
    if tokens.words[first] != "The" or mention.stop - first == 1:
        return False
    return opens_sentence(tokens, first) or tokens.words[first - 1] == ":"


# Whole: names of which a part was left out, or that were torn.


def _elsewhere(spans: Spans) -> list[Named]:
    """Names that the tagger found once and passed over, or tore, elsewhere: of several words, or of capitals alone."""
    tokens, known = spans.tokens, _repeated(spans)
    at = {i: mention for mention in spans.named for i in range(mention.first, mention.stop)}
    found = (
        name.resized(tokens, i, i + len(words))
        for i, word in enumerate(tokens.words)
        for words, name in known.get(word, ())
        if tuple(tokens.words[i : i + len(words)]) == words
        and len({at.get(inside) for inside in range(i, i + len(words))} - {None}) != 1
    )
    return whole(spans, found)


def _repeated(spans: Spans) -> dict[str, list[tuple[tuple[str, ...], Named]]]:
    """First word -> the names that may stand elsewhere, by their words, the longest first."""
    names: dict[tuple[str, ...], Named] = {}
    for mention in spans.named:
        words = tuple(spans.tokens.words[mention.first : mention.stop])
        if mention.label in _REPEATED and (len(words) > 1 or (words[0].isupper() and len(words[0]) > 1)):
            names.setdefault(words, mention)
    found: dict[str, list[tuple[tuple[str, ...], Named]]] = {}
    for words in sorted(names, key=len, reverse=True):
        found.setdefault(words[0], []).append((words, names[words]))
    return found


_OF_NOTHING = ("pronoun", "telephone", "sums", "time-zone", "small-letters", "small-country", "script", "committee")
_OF_PARAGRAPHS = ("paragraph", "particle-at-line-end")
_OF_HEADINGS = ("heading", "heading-alone", "capitals", "no-heading")
_OF_HEADS = ("head-of-sentence", "country-at-head", "name-at-head")
_OF_LIST = ("known-name", "part-of-country", "two-names", "paper", "no-paper")
_OF_PLACES = ("two-places", "road-between", "places-apart", "one-place", "owned", "parts-of-place")
_OF_TWO_NAMES = ("two-papers", "one-paper", "two-persons", "sides-of-match")
_OF_ARTICLES = ("article-at-head", "article-of-name")
_OF_DIVIDED = ("hyphen", "nickname", "bracket", "other-persons")
_OF_OFFICES = ("office", "office-of-world", "letters-of-office", "no-office", "family-name")
_OF_HOLDERS = ("holder", "holder-for", "office-in-letters", "firm-in-letters")
_OF_GIVEN = ("given-name", "initials", "weekday", "no-given-name", "no-initials")
_OF_SMALL = ("side-of-place", "kind-before-name", "no-kind")
_OF_SPEAKING = ("speaking-body", "described-body", "one-of-many", "silent-body")
_OF_TITLES = ("title", "mark-before-name", "party", "title-of-world", "no-title", "apostrophe-in-title")

PHASES = ("apart", "marks", "edges", "whole", "again", "nothing")
RULES: RuleTable[Spans, Sequence[Named]] = RuleTable(
    PHASES,
    [
        Rule("what names nothing", "apart", _each(_something), _OF_NOTHING, _TOLD["nothing"]),
        Rule("the end of a paragraph", "apart", _each(_paragraphs), _OF_PARAGRAPHS, _TYPOGRAPHY),
        Rule("two places", "apart", _each(_two_places), _OF_PLACES, _TOLD["places"]),
        Rule("two names", "apart", _each(_two_names), _OF_TWO_NAMES, _TOLD["list"]),
        Rule("two bodies", "apart", _each(_two_bodies), ("body-of-body", "one-body"), _TOLD["bodies"]),
        Rule("a verb", "apart", _each(_around_verb), ("verb", "result", "no-verb"), _TOLD["verb"]),
        Rule("marks at the ends", "marks", _each(_bare), ("possessive", "marks-alone"), _TYPOGRAPHY),
        Rule("marks on its words", "edges", _each(_without_edges), ("full-stop", "sums", "slashes"), _TYPOGRAPHY),
        Rule("a score", "edges", _without_score, ("score", "result", "number-in-name"), _TYPOGRAPHY),
        Rule("small words before it", "edges", _each(_without_small), _OF_SMALL, _TOLD["side"]),
        Rule("an article at the head", "edges", _without_article, _OF_ARTICLES, _TOLD["article"]),
        Rule("titles and party", "edges", _each(person_alone), _OF_TITLES, _TOLD["persons"]),
        Rule("who holds an office", "edges", holders_alone, _OF_HOLDERS, _TOLD["office"]),
        Rule("a party before a place", "edges", _each(place_of_party), ("place-of-party", "no-party"), _TOLD["party"]),
        Rule("names of the list", "whole", known_names, _OF_LIST, _TOLD["list"]),
        Rule("a divided name", "whole", of_two(divided), _OF_DIVIDED, _TYPOGRAPHY),
        Rule("the first part of a name", "whole", given_before, _OF_GIVEN, _TYPOGRAPHY),
        Rule("the district of a court", "whole", of_two(court), ("district", "no-district"), _TOLD["court"]),
        Rule("the place of a body", "whole", of_two(seat), ("seat", "campus", "no-seat"), _TOLD["seat"]),
        Rule("the number of a court", "whole", _each(with_number), ("circuit", "no-circuit"), _TOLD["court"]),
        Rule("the wing of a party", "whole", with_wings, ("wing", "no-wing"), _TYPOGRAPHY),
        Rule("a law case", "whole", of_two(law_case), ("law-case", "match"), _TYPOGRAPHY),
        Rule("the generation", "whole", _each(with_generation), ("generation",), _TYPOGRAPHY),
        Rule("a body that speaks", "whole", speaking_bodies, _OF_SPEAKING, _TOLD["body"]),
        Rule("the country of a branch", "whole", of_two(branch), ("branch", "no-branch"), _TOLD["branch"]),
        Rule("a name found elsewhere", "again", _elsewhere, ("elsewhere", "in-pieces"), _TOLD["elsewhere"]),
        Rule("a heading", "nothing", without_headings, _OF_HEADINGS, _TOLD["heading"]),
        Rule("the head of a sentence", "nothing", without_heads, _OF_HEADS, _TOLD["head"]),
        Rule("an office", "nothing", without_offices, _OF_OFFICES, _TOLD["office"]),
    ],
)  # fmt: skip
