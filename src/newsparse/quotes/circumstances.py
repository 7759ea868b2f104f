"""To whom, where or how, and on which day something was said: what the words around the cue tell.

Pure functions over the words of a text. What stands inside the content is what was said, and tells nothing of it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from newsparse.names import fold, is_person_noun, kind_of_organisation
from newsparse.names.lexicon import check_sorted, load
from newsparse.names.nouns import outlets
from newsparse.types import TextSpan

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date

    from newsparse.types import DateMention, Quote

    from .words import Span, Words

__all__ = ["with_circumstances"]

_REACH = 40
"""Words on either side of the cue, of its sentence, that are looked at."""
_LONGEST = 9
"""Words of a noun phrase."""
_STEPS = 3
"""Words between a noun phrase and the cue in the parse."""
_OBJECTS = frozenset({"obj", "iobj", "dobj", "dative"})
_PASSIVE = frozenset({"nsubj:pass", "nsubjpass"})
_PLACES = frozenset({"at", "during", "from", "in", "on", "over", "through", "to", "via"})
_NAMED = frozenset({"on", "via", "in", "through", "to"})
_LEADS = frozenset({"for", "from", "of", "on", "to", "with"})
_TIMES = frozenset({"on", "late", "early", "earlier", "in", "at"})
_STOPS = frozenset({
    "that", "who", "which", "whether", "if", "what", "how", "why", "when", "where", "not", "but", "because", "on", "in",
    "at", "to", "for", "with", "by", "from", "during", "of",
})  # fmt: skip
_ENDS = frozenset({"IN", "TO", "RB", "WP", "WDT", "WRB", "MD"})
_PRONOUNS = frozenset({"him", "her", "them", "me", "us", "you"})


@cache
def listed(kind: str) -> frozenset[str]:
    """A list of circumstances.toml by its name, such as `telling`."""
    return frozenset(check_sorted(f"circumstances.toml {kind}", load("newsparse.quotes", "circumstances.toml")[kind]))


def with_circumstances(words: Words, quote: Quote, dates: Sequence[DateMention]) -> Quote:
    """The quote with addressee, medium and day; `dates` are those of the text, in order."""
    if quote.cue is None:
        return quote
    cue = words.between(quote.cue.start, quote.cue.end)
    if not cue:
        return quote
    scene = _scene(words, quote, cue, dates)
    addressee = _addressee(scene, quote.cue.lemma)
    medium = _medium(scene, addressee)
    day = _day(scene, dates, [span for span in (addressee, medium) if span])
    if addressee is None and medium is None and day is None:
        return quote
    return replace(quote, addressee=_span(words, addressee), medium=_span(words, medium), said_on=day)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is looked at: the words `near` the cue, in order, that are not said and name no speaker.

    `verb` is the head of the cue, whose other words are near ("said on X"); `timed` are the words of dates.
    """

    words: Words
    cue: range
    verb: int
    near: tuple[int, ...]
    speaker: range
    timed: frozenset[int]


def _scene(words: Words, quote: Quote, cue: range, dates: Sequence[DateMention]) -> _Scene:
    sentence = words.sentence[cue[0]]
    first, stop = max(0, cue[0] - _REACH), min(len(words), cue[-1] + 1 + _REACH)
    speaker = words.between(quote.speaker.start, quote.speaker.end) if quote.speaker else range(0)
    said = [words.between(part.start, part.end) for part in quote.parts]
    verb = _verb(words, cue)
    near = tuple(
        i
        for i in range(first, stop)
        if words.sentence[i] == sentence and i != verb and i not in speaker and not any(i in part for part in said)
    )
    timed: set[int] = set()
    for each in _dates_between(dates, words.start[first], words.end[stop - 1]):
        timed.update(words.between(each.start, each.end))
    return _Scene(words, cue, verb, near, speaker, frozenset(timed))


def _dates_between(dates: Sequence[DateMention], start: int, end: int) -> Sequence[DateMention]:
    first = bisect_left(dates, start, key=lambda each: each.start)
    return dates[first : bisect_left(dates, end, lo=first, key=lambda each: each.start)]


def _verb(words: Words, cue: range) -> int:
    """The word of the cue on which its others hang; the last one without a parse."""
    if words.parsed:
        return next((i for i in cue if words.head[i] not in cue or words.head[i] == i), cue[-1])
    return cue[-1]


def _span(words: Words, found: Span | None) -> TextSpan | None:
    """The span of words from one to another, both included."""
    if found is None:
        return None
    start, end = words.chars(*found)
    if _plain(words, found[1]) in listed("platforms"):
        end -= words.text[found[1]].endswith(".")  # "on X." ends a sentence
    return TextSpan(words.source[start:end], start, end)


def _addressee(scene: _Scene, lemma: str) -> Span | None:
    """Who is told: the object of "told", the subject of "were told", the noun after "said to" or "called on"."""
    lemma = lemma.split(" ", maxsplit=1)[0]
    return (_told(scene) if lemma in listed("telling") else None) or _after_preposition(scene, lemma)


def _told(scene: _Scene) -> Span | None:
    words, near = scene.words, set(scene.near)
    if words.parsed:
        passive = any(words.dep[c] in ("aux:pass", "auxpass") for c in words.children[scene.verb])
        wanted = _PASSIVE if passive else _OBJECTS
        for child in words.children[scene.verb]:
            if words.dep[child] not in wanted or words.tag[child] in ("WP", "WDT") or child in scene.speaker:
                continue
            begin, end = _phrase(scene, words.edges(child)[0], child)
            if child in near or words.lower[end + 1 : end + 2] == ["to"]:  # "urged the council to pay" is all said
                return begin, end
        if passive:
            return None
    begin = scene.verb + 1
    head = _head(scene, begin)
    return (begin, head) if head is not None and begin not in scene.timed else None


def _after_preposition(scene: _Scene, lemma: str) -> Span | None:
    words = scene.words
    wanted = {"to"} if lemma in listed("to") | listed("telling") else {"on"} if lemma in listed("on") else frozenset()
    for i in scene.near if wanted else ():
        if words.lower[i] in wanted and i > scene.cue[0]:
            head = _head(scene, i + 1)
            if head is not None and i + 1 not in scene.timed and _belongs(scene, i, head) and _hears(words, head):
                return i + 1, head
    begin = scene.cue[-1] + 1
    if lemma in listed("on") and words.lower[begin - 1] in ("on", "upon"):
        head = _head(scene, begin, range(begin, begin + _LONGEST))
        if head is not None and words.lower[head + 1 : head + 2] == ["to"]:  # "called on the council to pay"
            return begin, head
    return None


def _hears(words: Words, head: int) -> bool:
    """Whether a noun may be somebody: a name, a pronoun, several, or an outlet; "say to date" is none."""
    tag = words.tag[head]
    if words.lower[head] in _PRONOUNS or not tag or tag in ("NNP", "NNPS", "NNS", "PRP", "ADD"):
        return True
    noun = fold(words.text[head])
    named = words.text[head][:1].isupper() or noun in listed("hearers")
    return named or is_person_noun(noun) or bool(kind_of_organisation(noun))


def _phrase(scene: _Scene, first: int, head: int) -> Span:
    """A noun phrase from its first word that is near to its head, with the name that goes on from it."""
    words = scene.words
    begin = head
    while begin > first and words.text[begin - 1] != ",":
        begin -= 1
    end = head
    for i in range(head + 1, min(head + _LONGEST, len(words))):
        hangs = words.head[i] in range(begin, i) and not words.dep[i].startswith(("acl", "relcl", "appos", "punct"))
        if i in scene.timed or not hangs or words.tag[i].startswith("VB"):
            break
        end = i
    while end > head and words.tag[end] in ("IN", "TO", "CC", "DT"):
        end -= 1
    return begin, end


def _head(scene: _Scene, begin: int, within: Container[int] = ()) -> int | None:
    """The last word of the noun phrase that begins at a word; None where none does among those near, or `within`."""
    words, near, head = scene.words, within or set(scene.near), None
    for i in range(begin, min(begin + _LONGEST, len(words))):
        ends = words.lower[i] in _STOPS or (not words.text[i][0].isalnum() and words.lower[i] not in ("'s", "’s", "-"))
        if i not in near or ends or i in scene.timed:
            break
        tag = words.tag[i]
        describes = tag in ("VBN", "VBG") and head is None  # "a written reply", but not "a memo explaining"
        if tag in _ENDS or (tag.startswith("VB") and not describes):
            break
        if not tag or tag.startswith("NN") or tag in ("PRP", "ADD"):
            head = i
    return head


def _belongs(scene: _Scene, first: int, head: int) -> bool:
    """Whether a phrase tells of the cue: it stands right beside it, begins the sentence, or hangs on it."""
    words = scene.words
    if _is_beside(scene, first, head):
        return True
    if not words.parsed:
        return False
    i = head
    for _ in range(_STEPS):
        above = words.head[i]
        if above in scene.cue:
            return True
        if above == i or words.is_verb(above) or above in scene.speaker or above not in scene.near:
            return False
        i = above
    return False


def _is_beside(scene: _Scene, first: int, head: int) -> bool:
    """Whether only the speaker, days, commas and prepositions stand between a phrase and the cue, or it comes first."""
    words = scene.words
    begins = first == 0 or words.sentence[first - 1] != words.sentence[first]
    if begins and words.text[head + 1 : head + 2] == [","]:
        return True
    between = range(scene.cue[-1] + 1, first) if first > scene.cue[-1] else range(head + 1, scene.cue[0])
    return all(
        i in scene.speaker or i in scene.timed or words.text[i] == "," or words.lower[i] in _TIMES for i in between
    )


def _medium(scene: _Scene, addressee: Span | None) -> Span | None:
    """Where or how: "in a statement", "on X", nearest to the cue; else who was told, where that is an outlet."""
    found = sorted(_media(scene), key=lambda span: min(abs(span[0] - scene.cue[-1]), abs(scene.cue[0] - span[1])))
    if found:
        return found[0]
    if addressee is not None and _is_medium(scene.words, addressee[0], addressee[1]):
        return addressee
    return None


def _media(scene: _Scene) -> Iterator[Span]:
    words = scene.words
    for i in scene.near:
        if words.lower[i] not in _PLACES or i + 1 in scene.timed:
            continue
        head = _head(scene, i + 1)
        if head is None or not _is_place(words, i, head) or not _belongs(scene, i, head):
            continue
        yield i, _led(scene, head)


def _led(scene: _Scene, head: int) -> int:
    """The end of a phrase with what is led on from it: "in an interview with the BBC", "in a post on X"."""
    words = scene.words
    if words.lower[head + 1 : head + 2] and words.lower[head + 1] in _LEADS and head + 2 not in scene.timed:
        after = _head(scene, head + 2) if head + 1 in scene.near else None
        if after is not None and (words.tag[after] in ("NNP", "NNPS", "") or _is_medium(words, head + 2, after)):
            return after
    return head


def _is_place(words: Words, preposition: int, head: int) -> bool:
    """Whether a noun phrase after a preposition is a medium; a bare name only after those that go with it."""
    lead = words.lower[preposition]
    if fold(words.text[head]) in listed("media"):
        return lead != "to"
    return lead in _NAMED and lead != "to" and _is_medium(words, preposition + 1, head)


def _is_medium(words: Words, first: int, head: int) -> bool:
    noun, whole = _plain(words, head), " ".join(_plain(words, i) for i in range(first, head + 1))
    if noun in listed("media") or whole in listed("platforms") or noun in listed("platforms"):
        return noun != "x" or words.text[head].startswith("X")
    return _is_outlet(words, head) or whole.removeprefix("the ") in outlets()


def _plain(words: Words, i: int) -> str:
    """A word folded, without the full stop of "on X."."""
    return fold(words.text[i]).rstrip(".")


def _is_outlet(words: Words, head: int) -> bool:
    """Whether a name is that of a newspaper, broadcaster or agency."""
    noun = fold(words.text[head])
    if noun in outlets():
        return True
    kinds = kind_of_organisation("newspaper") | kind_of_organisation("broadcaster")
    return words.text[head][:1].isupper() and words.lower[head - 1 : head] != ["a"] and noun in kinds


def _day(scene: _Scene, dates: Sequence[DateMention], beside: Sequence[Span]) -> date | None:
    """The day of the date that belongs to the cue."""
    words = scene.words
    if not scene.timed:
        return None
    near = set(scene.near) | set(scene.speaker)
    found: list[tuple[int, date]] = []
    for each in _dates_between(dates, words.start[scene.near[0]] if scene.near else 0, words.end[-1]):
        inside = words.between(each.start, each.end)
        if not inside or inside[0] > scene.cue[-1] + _REACH:
            break
        if each.first_day is None or each.first_day != each.last_day or not near.issuperset(inside):
            continue
        if _is_said_on(scene, inside, beside):
            found.append((min(abs(inside[0] - scene.cue[-1]), abs(scene.cue[0] - inside[-1])), each.first_day))
    return min(found)[1] if found else None


def _is_said_on(scene: _Scene, inside: range, beside: Sequence[Span]) -> bool:
    """Whether a date is that of the cue: beside it or what goes with it (`beside`), or hanging on it."""
    words = scene.words
    if inside[0] in scene.speaker:
        return inside[-1] == scene.speaker[-1] and words.text[inside[0] - 1 : inside[0]] != [","]
    for first, last in beside:
        if (
            scene.verb < first
            and last < inside[0]
            and all(words.lower[i] in _TIMES for i in range(last + 1, inside[0]))
        ):
            return True
    return _belongs(scene, inside[0], inside[-1])
