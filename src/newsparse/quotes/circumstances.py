"""To whom, where or how, and on which day something was said: what the words around the cue tell.

Pure functions over the words of a text. What stands inside the content is what was said, and tells nothing of it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsparse.names import fold, is_person_noun, kind_of_organisation
from newsparse.names.nouns import outlets
from newsparse.text.beside import head_noun
from newsparse.text.grammar import Phrase, is_passive, noun_phrase
from newsparse.text.relations import OBJECTS, Rel
from newsparse.text.words import OBJECT_PRONOUNS, word_set
from newsparse.types import TextSpan

from .lexicon import listed

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens
    from newsparse.types import DateMention, Quote

__all__ = ["with_circumstances"]

_REACH = 40
"""Words on either side of the cue, of its sentence, that are looked at."""
_LONGEST = 9
"""Words of a noun phrase."""
_STEPS = 3
"""Words between a noun phrase and the cue in the parse."""
_PASSIVE = frozenset({Rel.PASS_SUBJ})
_PLACES = word_set("at during from in on over through to via")
_NAMED = word_set("on via in through to")
_LEADS = word_set("for from of on to with")
_TIMES = word_set("on late early earlier in at")
_STOPS = word_set(
    "that who which whether if what how why when where not but because on in at to for with by from during of"
)
_ENDS = frozenset({"IN", "TO", "RB", "WP", "WDT", "WRB", "MD"})


def with_circumstances(tokens: Tokens, quote: Quote, dates: Sequence[DateMention]) -> Quote:
    """The quote with addressee, medium and day; `dates` are those of the text, in order."""
    if quote.cue is None:
        return quote
    cue = tokens.between(quote.cue.start, quote.cue.end)
    if not cue:
        return quote
    scene = _scene(tokens, quote, cue, dates)
    addressee = _addressee(scene, quote.cue.lemma)
    medium = _medium(scene, addressee)
    day = _day(scene, dates, [span for span in (addressee, medium) if span])
    if addressee is None and medium is None and day is None:
        return quote
    return replace(quote, addressee=_span(tokens, addressee), medium=_span(tokens, medium), said_on=day)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What is looked at: the words `near` the cue, in order, that are not said and name no speaker.

    `verb` is the head of the cue, whose other words are near ("said on X"); `timed` are the words of dates.
    """

    tokens: Tokens
    cue: range
    verb: int
    near: tuple[int, ...]
    speaker: range
    timed: frozenset[int]


def _scene(tokens: Tokens, quote: Quote, cue: range, dates: Sequence[DateMention]) -> _Surroundings:
    sentence = tokens.sentences[cue[0]]
    first, stop = max(0, cue[0] - _REACH), min(len(tokens), cue[-1] + 1 + _REACH)
    speaker = tokens.between(quote.speaker.start, quote.speaker.end) if quote.speaker else range(0)
    said = [tokens.between(part.start, part.end) for part in quote.parts]
    verb = next((i for i in cue if tokens.heads[i] not in cue or tokens.heads[i] == i), cue[-1])
    near = tuple(
        i
        for i in range(first, stop)
        if tokens.sentences[i] == sentence and i != verb and i not in speaker and not any(i in part for part in said)
    )
    timed: set[int] = set()
    for each in _dates_between(dates, tokens.starts[first], tokens.ends[stop - 1]):
        timed.update(tokens.between(each.start, each.end))
    return _Surroundings(tokens, cue, verb, near, speaker, frozenset(timed))


def _dates_between(dates: Sequence[DateMention], start: int, end: int) -> Sequence[DateMention]:
    first = bisect_left(dates, start, key=lambda each: each.start)
    return dates[first : bisect_left(dates, end, lo=first, key=lambda each: each.start)]


def _span(tokens: Tokens, found: Span | None) -> TextSpan | None:
    """The span of words from one to another, both included."""
    if found is None:
        return None
    start, end = tokens.chars(*found)
    if _plain(tokens, found[1]) in listed("platforms"):
        end -= tokens.words[found[1]].endswith(".")  # "on X." ends a sentence
    return TextSpan(tokens.text[start:end], start, end)


def _addressee(scene: _Surroundings, lemma: str) -> Span | None:
    """Who is told: the object of "told", the subject of "were told", the noun after "said to" or "called on"."""
    lemma = lemma.split(" ", maxsplit=1)[0]
    return (_told(scene) if lemma in listed("telling") else None) or _after_preposition(scene, lemma)


def _told(scene: _Surroundings) -> Span | None:
    tokens = scene.tokens
    passive = is_passive(tokens, scene.verb)
    found = next(filter(None, (_as_told(scene, c, _PASSIVE if passive else OBJECTS) for c in _below(scene))), None)
    if found is not None or passive:
        return found
    begin = scene.verb + 1
    head = _head(scene, begin)
    return (begin, head) if head is not None and begin not in scene.timed else None


def _below(scene: _Surroundings) -> list[int]:
    """What hangs on the verb of the cue, less relative pronouns and the speaker."""
    tokens = scene.tokens
    return [c for c in tokens.children[scene.verb] if tokens.tags[c] not in ("WP", "WDT") and c not in scene.speaker]


def _as_told(scene: _Surroundings, child: int, wanted: frozenset[Rel]) -> Span | None:
    """The phrase of who is told; "urged the council to pay" is all said, and yet the council is urged."""
    tokens = scene.tokens
    if tokens.rels[child] not in wanted:
        return None
    found = noun_phrase(tokens, child, scene.verb)
    return found if child in scene.near or tokens.lower[found.stop : found.stop + 1] == ["to"] else None


def _after_preposition(scene: _Surroundings, lemma: str) -> Span | None:
    tokens = scene.tokens
    to, on = lemma in listed("to") | listed("telling"), lemma in listed("on")
    for i in scene.near if to or on else ():
        head = _head(scene, i + 1) if tokens.lower[i] == ("to" if to else "on") and i > scene.cue[0] else None
        if head is not None and _belongs(scene, i, head) and _hears(tokens, head):
            return i + 1, head
    return _called_on(scene) if on else None


def _called_on(scene: _Surroundings) -> Span | None:
    """Whom something is asked of: "called on the council to pay"."""
    tokens, begin = scene.tokens, scene.cue[-1] + 1
    if tokens.lower[begin - 1] not in ("on", "upon"):
        return None
    head = _head(scene, begin, range(begin, begin + _LONGEST))
    return (begin, head) if head is not None and tokens.lower[head + 1 : head + 2] == ["to"] else None


def _hears(tokens: Tokens, head: int) -> bool:
    """Whether a noun may be somebody: a name, a pronoun, several, or an outlet; "say to date" is none."""
    tag = tokens.tags[head]
    if tokens.lower[head] in OBJECT_PRONOUNS or not tag or tag in ("NNP", "NNPS", "NNS", "PRP", "ADD"):
        return True
    noun = fold(tokens.words[head])
    named = tokens.words[head][:1].isupper() or noun in listed("hearers")
    return named or is_person_noun(noun) or bool(kind_of_organisation(noun))


def _head(scene: _Surroundings, begin: int, within: Container[int] = ()) -> int | None:
    """The last word of the noun phrase that begins at a word; None where none does among those near, or `within`."""
    tokens, near, head = scene.tokens, within or set(scene.near), None
    for i in range(begin, min(begin + _LONGEST, len(tokens))):
        if i not in near or i in scene.timed or _ends_phrase(tokens, i, after_noun=head is not None):
            break
        tag = tokens.tags[i]
        if not tag or tag.startswith("NN") or tag in ("PRP", "ADD"):
            head = i
    return head


def _ends_phrase(tokens: Tokens, i: int, *, after_noun: bool) -> bool:
    """Whether token i is none of a noun phrase: "a written reply" goes on, "a memo explaining" does not."""
    word, tag = tokens.lower[i], tokens.tags[i]
    if word in _STOPS or tag in _ENDS or not (word[0].isalnum() or word in ("'s", "-")):
        return True
    return tag.startswith("VB") and (after_noun or tag not in ("VBN", "VBG"))


def _belongs(scene: _Surroundings, first: int, head: int) -> bool:
    """Whether a phrase tells of the cue: it stands right beside it, begins the sentence, or hangs on it."""
    if _is_beside(scene, first, head):
        return True
    i = head
    for _ in range(_STEPS):
        above = scene.tokens.heads[i]
        if above in scene.cue:
            return True
        if above == i or scene.tokens.is_verb(above) or above in scene.speaker or above not in scene.near:
            return False
        i = above
    return False


def _is_beside(scene: _Surroundings, first: int, head: int) -> bool:
    """Whether only the speaker, days, commas and prepositions stand between a phrase and the cue, or it comes first."""
    tokens = scene.tokens
    begins = first == 0 or tokens.sentences[first - 1] != tokens.sentences[first]
    if begins and tokens.words[head + 1 : head + 2] == [","]:
        return True
    between = range(scene.cue[-1] + 1, first) if first > scene.cue[-1] else range(head + 1, scene.cue[0])
    return all(
        i in scene.speaker or i in scene.timed or tokens.words[i] == "," or tokens.lower[i] in _TIMES for i in between
    )


def _medium(scene: _Surroundings, addressee: Span | None) -> Span | None:
    """Where or how: "in a statement", "on X", nearest to the cue; else who was told, where that is an outlet."""
    found = sorted(_media(scene), key=lambda span: min(abs(span[0] - scene.cue[-1]), abs(scene.cue[0] - span[1])))
    if found:
        return found[0]
    head = head_noun(scene.tokens, Phrase(*addressee)) if addressee else None
    return addressee if addressee and head is not None and _is_medium(scene.tokens, addressee[0], head) else None


def _media(scene: _Surroundings) -> Iterator[Span]:
    tokens = scene.tokens
    for i in scene.near:
        if tokens.lower[i] not in _PLACES or i + 1 in scene.timed:
            continue
        head = _head(scene, i + 1)
        if head is None or not _is_place(tokens, i, head) or not _belongs(scene, i, head):
            continue
        yield i, _led(scene, head)


def _led(scene: _Surroundings, head: int) -> int:
    """The end of a phrase with what is led on from it: "in an interview with the BBC", "in a post on X"."""
    tokens, begin = scene.tokens, head + 2
    if head + 1 not in scene.near or tokens.lower[head + 1] not in _LEADS or begin in scene.timed:
        return head
    after = _head(scene, begin)
    named = after is not None and (tokens.tags[after] in ("NNP", "NNPS", "") or _is_medium(tokens, begin, after))
    return after if after is not None and named else head


def _is_place(tokens: Tokens, preposition: int, head: int) -> bool:
    """Whether a noun phrase after a preposition is a medium; a bare name only after those that go with it."""
    lead = tokens.lower[preposition]
    if fold(tokens.words[head]) in listed("media"):
        return lead != "to"
    return lead in _NAMED and lead != "to" and _is_medium(tokens, preposition + 1, head)


def _is_medium(tokens: Tokens, first: int, head: int) -> bool:
    noun, whole = _plain(tokens, head), " ".join(_plain(tokens, i) for i in range(first, head + 1))
    if noun in listed("media") or whole in listed("platforms") or noun in listed("platforms"):
        return noun != "x" or tokens.words[head].startswith("X")
    return _is_outlet(tokens, head) or whole.removeprefix("the ") in outlets()


def _plain(tokens: Tokens, i: int) -> str:
    """A word folded, without the full stop of "on X."."""
    return fold(tokens.words[i]).rstrip(".")


def _is_outlet(tokens: Tokens, head: int) -> bool:
    """Whether a name is that of a newspaper, broadcaster or agency."""
    noun = fold(tokens.words[head])
    if noun in outlets():
        return True
    kinds = kind_of_organisation("newspaper") | kind_of_organisation("broadcaster")
    return tokens.words[head][:1].isupper() and tokens.lower[head - 1 : head] != ["a"] and noun in kinds


def _day(scene: _Surroundings, dates: Sequence[DateMention], beside: Sequence[Span]) -> date | None:
    """The day of the date that belongs to the cue."""
    if not scene.timed:
        return None
    tokens, low, high = scene.tokens, scene.near[0] if scene.near else 0, scene.cue[-1] + _REACH
    near = {*scene.near, *scene.speaker}
    found = []
    for each in _dates_between(dates, tokens.starts[low], tokens.ends[min(high, len(tokens) - 1)]):
        inside = tokens.between(each.start, each.end)
        is_day = each.first_day is not None and each.first_day == each.last_day
        if is_day and inside and near.issuperset(inside) and _is_said_on(scene, inside, beside):
            found.append((min(abs(inside[0] - scene.cue[-1]), abs(scene.cue[0] - inside[-1])), each.first_day))
    return min(found)[1] if found else None


def _is_said_on(scene: _Surroundings, inside: range, beside: Sequence[Span]) -> bool:
    """Whether a date is that of the cue: beside it or what goes with it (`beside`), or hanging on it."""
    if inside[0] in scene.speaker:
        return inside[-1] == scene.speaker[-1] and scene.tokens.words[inside[0] - 1 : inside[0]] != [","]
    return _belongs(scene, inside[0], inside[-1]) or any(
        scene.verb < span[0] and span[1] < inside[0] and _TIMES.issuperset(scene.tokens.lower[span[1] + 1 : inside[0]])
        for span in beside
    )
