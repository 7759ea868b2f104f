"""To whom, where or how, and on which day something was said: what the words around the cue tell.

Pure functions over the words of a text. What stands inside the content is what was said, and tells nothing of it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsparse.names import fold, is_person_noun, kind_of_organisation
from newsparse.names.nouns import outlets, platforms
from newsparse.text.beside import head_noun
from newsparse.text.grammar import Phrase, is_passive, noun_phrase
from newsparse.text.relations import OBJECTS, PASSIVE_SUBJECTS
from newsparse.text.words import BEARING, word_set
from newsparse.types import TextSpan

from .lexicon import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from newsparse.text.tokens import Tokens
    from newsparse.types import DateMention, Quote

__all__ = ["with_circumstances"]

_REACH = 40  # words on either side of the cue, of its sentence, that are looked at
_LONGEST = 9  # words of a noun phrase
_STEPS = 3  # words between a noun phrase and the cue in the parse
_PLACES = word_set("at during from in on over through via")
_LEADS = word_set("for from of on to with")
_TIMES = word_set("on late early earlier in at")
_STOPS = word_set(
    "that who which whether if what how why when where not but because on in at to for with by from during of"
)
_ENDS = frozenset({"IN", "TO", "RB", "WP", "WDT", "WRB", "MD"})
_NAMES = ("", "NNP", "NNPS")
_SOMEBODY = (*_NAMES, "NNS", "PRP", "ADD")


def with_circumstances(tokens: Tokens, quote: Quote, dates: Sequence[DateMention], latest: date | None = None) -> Quote:
    """The quote with addressee, medium and day; `dates` are those of the text, in order, and nothing was said after the
    day `latest`.
    """
    cue = tokens.between(quote.cue.start, quote.cue.end) if quote.cue else range(0)
    if quote.cue is None or not cue:
        return quote
    scene = _scene(tokens, quote, cue, dates)
    addressee = _addressee(scene, quote.cue.lemma.split(" ", maxsplit=1)[0])
    medium = _medium(scene, addressee)
    day = _day(scene, [phrase for phrase in (addressee, medium) if phrase])
    said_on = None if day and latest and day > latest else day
    return replace(quote, addressee=_span(tokens, addressee), medium=_span(tokens, medium), said_on=said_on)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is looked at: the words `near` the cue that are not said and name no speaker.

    `verb` is the head of the cue, whose other words are near ("said on X"); `days` are the dates around with their
    words, `timed` all of these words.
    """

    tokens: Tokens
    cue: range
    verb: int
    near: frozenset[int]
    speaker: range
    days: list[tuple[range, DateMention]]
    timed: frozenset[int]


def _scene(tokens: Tokens, quote: Quote, cue: range, dates: Sequence[DateMention]) -> _Scene:
    whole = tokens.sentence(cue[0])
    around = range(max(whole.start, cue[0] - _REACH), min(whole.stop, cue[-1] + 1 + _REACH))
    speaker = tokens.between(quote.speaker.start, quote.speaker.end) if quote.speaker else range(0)
    verb = next((i for i in cue if tokens.heads[i] not in cue or tokens.heads[i] == i), cue[-1])
    said = (tokens.between(part.start, part.end) for part in quote.parts)
    days = _days(tokens, dates, around)
    return _Scene(
        tokens,
        cue,
        verb,
        frozenset(around).difference(speaker, [verb], *said),
        speaker,
        days,
        frozenset().union(*(inside for inside, _ in days)),
    )


def _days(tokens: Tokens, dates: Sequence[DateMention], around: range) -> list[tuple[range, DateMention]]:
    first, last = (bisect_left(dates, at, key=lambda each: each.start) for at in tokens.chars(around[0], around[-1]))
    return [(tokens.between(each.start, each.end), each) for each in dates[first:last]]


def _span(tokens: Tokens, found: Phrase | None) -> TextSpan | None:
    if found is None:
        return None
    start, end = tokens.chars(*found)
    if _plain(tokens, found.last) in platforms() | listed("platforms"):
        end -= tokens.words[found.last].endswith(".")  # "on X." ends a sentence
    return TextSpan(tokens.text[start:end], start, end)


# Phrases, and whether they tell of the cue.


def _phrase(scene: _Scene, begin: int, *, anywhere: bool = False) -> Phrase | None:
    """The noun phrase, up to its last noun, that begins at a word; of words near the cue, or `anywhere`.

    "A written reply" goes on behind its participle, "a memo explaining" does not.
    """
    tokens, last = scene.tokens, None
    for i in range(begin, min(begin + _LONGEST, len(tokens))):
        here = i not in scene.timed and (i in scene.near or (anywhere and i not in scene.speaker))
        if not here or _ends_phrase(tokens, i, begun=last is not None):
            break
        if tokens.tags[i].startswith("NN") or tokens.tags[i] in ("", "PRP", "ADD"):
            last = i
    return None if last is None else Phrase(begin, last)


def _ends_phrase(tokens: Tokens, i: int, *, begun: bool) -> bool:
    """Whether a word is none of a noun phrase, by its class: a verb, a preposition, a mark."""
    word, tag = tokens.lower[i], tokens.tags[i]
    verbal = tag.startswith("VB") and (begun or tag not in ("VBN", "VBG"))
    return verbal or word in _STOPS or tag in _ENDS or not (word[0].isalnum() or word in ("'s", "-"))


def _belongs(scene: _Scene, phrase: Phrase) -> bool:
    """Whether a phrase tells of the cue: it stands right beside it, begins the sentence, or hangs on it."""
    if _is_beside(scene, phrase):
        return True
    tokens, i = scene.tokens, phrase.last
    for _ in range(_STEPS):
        below, i = i, tokens.heads[i]
        if i in scene.cue:
            return True
        if i == below or tokens.is_verb(i) or i not in scene.near:
            break
    return False


def _is_beside(scene: _Scene, phrase: Phrase) -> bool:
    """Whether only the speaker, days, commas and prepositions stand between a phrase and the cue, or it comes first."""
    tokens = scene.tokens
    if phrase.first == tokens.sentence(phrase.first).start and tokens.words[phrase.stop] == ",":
        return True
    behind = phrase.first > scene.cue[-1]
    between = range(scene.cue[-1] + 1, phrase.first) if behind else range(phrase.stop, scene.cue[0])
    return all(i in scene.speaker or i in scene.timed or tokens.lower[i] in _TIMES | {","} for i in between)


# To whom.


def _addressee(scene: _Scene, verb: str) -> Phrase | None:
    """Who is told: the object of "told", the subject of "were told", the noun after "said to" or "called on"."""
    tells = verb in listed("telling")
    lead = "to" if tells or verb in listed("to") else "on" if verb in listed("on") else ""
    return (_told(scene) if tells else None) or _led_by(scene, lead)


def _led_by(scene: _Scene, lead: str) -> Phrase | None:
    """Somebody behind a preposition that tells of the cue."""
    behind = (i for i in sorted(scene.near) if i > scene.cue[0] and scene.tokens.lower[i] == lead)
    found = next(filter(None, (_object(scene, i + 1) for i in behind)), None)
    mine = found and _belongs(scene, Phrase(found.first - 1, found.last)) and _hears(scene.tokens, found.last)
    return found if mine else None


def _told(scene: _Scene) -> Phrase | None:
    """The object of a verb, or the subject of a passive."""
    tokens, verb = scene.tokens, scene.verb
    passive = is_passive(tokens, verb)
    below = (c for c in tokens.children[verb] if tokens.rels[c] in (PASSIVE_SUBJECTS if passive else OBJECTS))
    who = next((c for c in below if c not in scene.speaker and tokens.tags[c] not in ("WP", "WDT")), None)
    found = None if who is None else _asked(scene, noun_phrase(tokens, who, verb), who)
    return found if found or passive else _phrase(scene, verb + 1)


def _object(scene: _Scene, begin: int) -> Phrase | None:
    """The noun phrase at a word that is told something."""
    found, far = _phrase(scene, begin), _phrase(scene, begin, anywhere=True)
    return found or (_asked(scene, far, far.last) if far else None)


def _asked(scene: _Scene, found: Phrase, head: int) -> Phrase | None:
    """A phrase unless it is said: of "urged the council to pay" all is, and yet the council is urged."""
    near = head in scene.near or scene.tokens.lower[found.stop : found.stop + 1] == ["to"]
    return found if near else None


def _hears(tokens: Tokens, last: int) -> bool:
    """Whether a noun may be somebody: a name, a pronoun, several, or an outlet; "say to date" is none."""
    noun = fold(tokens.words[last])
    may = tokens.tags[last] in _SOMEBODY or noun in listed("hearers") or is_person_noun(noun)
    return may or bool(kind_of_organisation(noun))


# Where or how.


def _medium(scene: _Scene, addressee: Phrase | None) -> Phrase | None:
    """Where or how: "in a statement", "on X", nearest to the cue; else who was told, where that is an outlet."""
    cue = scene.cue
    found = min(_media(scene), key=lambda p: min(abs(p.first - cue[-1]), abs(cue[0] - p.last)), default=None)
    if found is not None or addressee is None:
        return found
    head = head_noun(scene.tokens, addressee)
    return addressee if head is not None and _is_medium(scene.tokens, addressee.first, head) else None


def _media(scene: _Scene) -> Iterator[Phrase]:
    """The phrases of media behind a preposition, those of a bare name only behind some."""
    tokens = scene.tokens
    for i in sorted(scene.near):
        found = _phrase(scene, i + 1) if tokens.lower[i] in _PLACES else None
        if found is None or not _belongs(scene, Phrase(i, found.last)):
            continue
        named = tokens.lower[i] in BEARING and _is_medium(tokens, *found)
        if named or fold(tokens.words[found.last]) in listed("media"):
            yield Phrase(i, _led(scene, found.last))


def _led(scene: _Scene, head: int) -> int:
    """The end of a phrase with what is led on from it: "in an interview with the BBC", "in a post on X"."""
    tokens = scene.tokens
    leads = head + 1 in scene.near and tokens.lower[head + 1] in _LEADS
    after = _phrase(scene, head + 2) if leads else None
    named = after and (tokens.tags[after.last] in _NAMES or _is_medium(tokens, *after))
    return after.last if after and named else head


def _is_medium(tokens: Tokens, first: int, head: int) -> bool:
    """Whether a phrase up to its head is a medium, or the name of a platform, a newspaper, a broadcaster, an agency."""
    noun, whole = _plain(tokens, head), " ".join(_plain(tokens, i) for i in range(first, head + 1))
    if noun in listed("media") or not (platforms() | listed("platforms")).isdisjoint((noun, whole)):
        return noun != "x" or tokens.words[head].startswith("X")
    kinds = kind_of_organisation("newspaper") | kind_of_organisation("broadcaster")
    named = noun in kinds and tokens.words[head][0].isupper()
    return named or not outlets().isdisjoint((noun, whole.removeprefix("the ")))


def _plain(tokens: Tokens, i: int) -> str:
    """A word folded, without the full stop of "on X."."""
    return fold(tokens.words[i]).rstrip(".")


# On which day.


def _day(scene: _Scene, beside: Sequence[Phrase]) -> date | None:
    """The day of the date that belongs to the cue, the nearest one."""
    near = scene.near.union(scene.speaker)
    said_on = [
        (min(abs(inside[0] - scene.cue[-1]), abs(scene.cue[0] - inside[-1])), each.first_day)
        for inside, each in scene.days
        if inside and each.first_day and each.first_day == each.last_day and near.issuperset(inside)
        if _is_said_on(scene, Phrase(inside[0], inside[-1]), beside)
    ]
    return min(said_on)[1] if said_on else None


def _is_said_on(scene: _Scene, date: Phrase, beside: Sequence[Phrase]) -> bool:
    """Whether a date is that of the cue: beside it or what goes with it (`beside`), or hanging on it, or at the
    end of its source behind a participle: "a poll released Friday", but not "Sato, who left Monday".
    """
    if date.first in scene.speaker:
        before = date.first - 1 - (scene.tokens.lower[date.first - 1] == "on")
        return date.last == scene.speaker[-1] and scene.tokens.tags[before] in ("VBN", "")
    return _belongs(scene, date) or any(
        scene.verb < each.last < date.first and _TIMES.issuperset(scene.tokens.lower[each.stop : date.first])
        for each in beside
    )
