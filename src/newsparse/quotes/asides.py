"""Attributions in an aside without a verb of saying: "in the words of an aide", "as he put it", "a court heard".

What the aside stands in is the content: a quotation right beside it, else the rest of its sentence. Sentences in which
something else is a cue are left alone, unless a court hears all of it. The phrases are in `data/words.toml`, each with
a star where the source stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.tables import load
from newsparse.text.grammar import FINITE, Phrase, head_of, phrase_at
from newsparse.text.lines import last_of, meet
from newsparse.text.words import AUXILIARIES, COMPLEMENTIZERS, word_set

from .adjacent_cue import last_word
from .attribution import Attribution, Origin, reasons, without
from .lexicon import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens

    from .typography import Quoted
    from .workspace import Workspace

__all__ = ["read_asides"]

_LONGEST = 12  # tokens of an aside
_BREAKS = frozenset("—–-(:.!?")
_CUTS = frozenset({",", ";", ":", "–", "—", "(", ")"})
_JOINS = word_set("and but because which that")
_HEARD = word_set("heard hears told")
_WHERE = word_set("at during in on this")


@dataclass(frozen=True, slots=True)
class Aside:
    """Tokens (first, last) of an aside, of its cue and of its source; None where it names no speaker."""

    span: Span
    cue: Span
    source: Span | None


def read_asides(ws: Workspace) -> None:
    """The attributions that are made in an aside; they replace what the tagger took for one there."""
    for first, stop in ws.tokens.sentence_bounds:
        aside = next(_asides(ws, first, stop), None)
        if aside is not None:
            _take(ws, aside, first, stop)


def _take(ws: Workspace, aside: Aside, first: int, stop: int) -> None:
    """Make an attribution of an aside and what it stands in, in place of what took words of the aside, unless
    something else in the sentence is said.
    """
    span, (start, end) = ws.tokens.chars(*aside.span), ws.tokens.chars(first, stop - 1)
    here = [each for each in ws.near(start, end) if meet((each.start, each.end), (start, end))]
    wrong = [each for each in here if _takes_words(each, span)]
    beside = _quotation_beside(ws, aside, wrong, stop)
    if beside is None and aside.source and any(each.cue for each in here if each not in wrong):
        return
    contents = _contents(ws, aside, beside, first, stop)
    for each in wrong:
        ws.drop(each)
    for content in contents if aside.source else ():
        ws.take_from_others(content)
    if contents:
        source, cue = ws.tokens.chars_of(aside.source), ws.tokens.chars(*aside.cue)
        ws.new(Attribution(contents, source, cue, Origin.ASIDE, why=reasons("aside", "aside")))


def _takes_words(each: Attribution, span: Span) -> bool:
    """Whether an attribution has content or a cue in a stretch."""
    return each.overlap(*span) > 0 or each.has_cue_in(*span)


def _quotation_beside(ws: Workspace, aside: Aside, wrong: list[Attribution], stop: int) -> Quoted | None:
    """The last quotation within a word or two of an aside that is nobody's, or of what took words of the aside; behind
    its sentence only after a colon.
    """
    around = ws.tokens.chars(max(0, aside.span[0] - 2), min(aside.span[1] + 2, len(ws.tokens) - 1))
    near = [
        q
        for q in ws.quotations(*around)
        if q.reason is None and (q.start < ws.tokens.ends[stop - 1] or ws.before(q) == ":")
    ]
    free = (q for q in reversed(near) if all(each in wrong for each in ws.holding(q) if each.cue))
    return next(free, None)


def _contents(ws: Workspace, aside: Aside, beside: Quoted | None, first: int, stop: int) -> list[Span]:
    """What an aside tells of: the quotation beside it, with what leads up to one before it, else all its sentence."""
    if beside is None:
        return _rest(ws.tokens, aside, first, stop)
    behind = beside.start > ws.tokens.starts[aside.span[0]]
    apart = behind or last_of(ws.text, 0, beside.start) in ("", *_BREAKS)
    return [beside.span] if apart else _rest(ws.tokens, aside, first, aside.span[1] + 1)


def _rest(tokens: Tokens, aside: Aside, first: int, stop: int) -> list[Span]:
    """The rest of the sentence on both sides of an aside, less what is no word at its ends."""
    whole = [tokens.chars(first, stop - 1)]
    return [
        tokens.chars(inside[0], inside[-1])
        for part in without(whole, tokens.chars(*aside.span))
        if (inside := [i for i in tokens.between(*part) if tokens.words[i] not in ",;:.!?"])
    ]


def _asides(ws: Workspace, first: int, stop: int) -> Iterator[Aside]:
    """The asides of a sentence, tokens `first` to `stop` - 1: whole stretches between commas or the sentence's ends."""
    tokens = ws.tokens
    for low, high in _stretches(tokens, first, stop):
        if high - low <= _LONGEST and (low, high) != (first, stop):
            found = _by_phrase(tokens, low, high) or _a_court_heard(tokens, low, high) or _states_a_paper(ws, low, high)
            if found is not None:
                yield found


def _stretches(tokens: Tokens, first: int, stop: int) -> Iterator[Span]:
    """The stretches of a sentence between commas, less what joins them."""
    cuts = [i for i in range(first, stop) if tokens.words[i] in _CUTS]
    for left, right in pairwise([first - 1, *cuts, stop]):
        low, high = left + 1, right
        while low < high and tokens.lower[low] in _JOINS:
            low += 1
        while high > low and not any(map(str.isalnum, tokens.words[high - 1])):
            high -= 1
        if low < high:
            yield low, high


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The phrases as patterns of words, with a group "source" or "owner" ("Yusuf's", "her") where the star is."""
    spelled = {"*": "(?P<source>.+)", "*'s": "(?P<owner>.+ 's?|her|his|its|their)"}
    phrases: list[str] = load("newsparse.quotes", "words.toml")["asides"]
    return tuple(
        re.compile(" ".join(spelled.get(word, f"(?:{word})") for word in phrase.split())) for phrase in phrases
    )


def _by_phrase(tokens: Tokens, low: int, high: int) -> Aside | None:
    """In the words of one aide; in Yusuf's view; as her mother put it; she liked to say; to hear the coach tell it"""
    words = " ".join(tokens.lower[low:high])
    for match in filter(None, (pattern.fullmatch(words) for pattern in _patterns())):
        group = match.lastgroup or ""
        first = low + words.count(" ", 0, match.start(group))
        last = first + match[group].count(" ")
        if group == "owner" or phrase_at(tokens, first, first, last + 1) == Phrase(first, last):
            cue = (high - 1 - words.endswith(" it"), high - 1) if last < high - 1 else (low, first - 1)
            return Aside((low, high - 1), cue, (first, last))
    return None


def _a_court_heard(tokens: Tokens, low: int, high: int) -> Aside | None:
    """An inquest in Perth heard on Monday; a court has been told; inquiry told. Who said it there is not told."""
    verb = next((i for i in range(low + 1, high) if tokens.lower[i] in _HEARD), None)
    if verb is None or not COMPLEMENTIZERS.isdisjoint(tokens.lower[verb:high]):
        return None  # "the court heard on Monday that Ruiz, 43, had lied" is no aside
    noun = _noun_before(tokens, low, verb)
    tells = tokens.lower[verb] == "told" and noun == verb - 1  # "the court told the paper on Monday"
    ends = verb == high - 1 or (not tells and tokens.lower[verb + 1] in _WHERE)
    return Aside((low, high - 1), (verb, verb), None) if ends and tokens.lower[noun] in listed("forums") else None


def _states_a_paper(ws: Workspace, low: int, high: int) -> Aside | None:
    """States the release, notes an audit: a verb of saying and a document at the end of a sentence, behind a clause."""
    tokens, here = ws.tokens, ws.tokens.sentence(low)
    if (
        not ws.says(low)
        or tokens.tags[low] != "VBZ"
        or tokens.words[low - 1] != ","
        or last_word(tokens, here.stop) >= high
    ):
        return None
    whole = phrase_at(tokens, low + 1, low + 1, high) == Phrase(low + 1, high - 1)
    tells = any(tokens.tags[i] in FINITE for i in range(here.start, low))
    paper = tokens.lower[head_of(tokens, low + 1, high)] in listed("media")
    return Aside((low, high - 1), (low, low), (low + 1, high - 1)) if whole and tells and paper else None


def _noun_before(tokens: Tokens, low: int, verb: int) -> int:
    """The noun before a verb, past its auxiliaries and the name of a place: an inquest | in Perth has | been told."""
    noun = next((i for i in range(verb - 1, low, -1) if tokens.lower[i] not in AUXILIARIES), low)
    place = next((i for i in range(noun, low, -1) if not tokens.tags[i].startswith(("DT", "JJ", "NN"))), low)
    return place - 1 if place < noun and tokens.lower[place] in ("at", "in") else noun
