"""The cue and the source that stand beside a quotation, found from the words around it.

Read without a parse, better with one. `Place` holds what lies left and right of the quotation in its
sentence; each rule looks at one side and returns what it found or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .lexicon import Lexicon
from .phrases import is_passive, phrase_after, phrase_before, subject_of, subject_phrase
from .words import FINITE, Span, Words, word_set

__all__ = ["Beside", "Place", "look_beside", "look_within", "place"]

_STOPS = frozenset({".", "!", "?", "...", "…"})
_DASHES = frozenset({"-", "–", "—", "--", "―", "~"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_LINKS = frozenset({"is", "was", "are", "were", "be"})
_RIGHT = 45
_LEFT = 60
_LABEL = 14
_TITLES = word_set("mr mrs ms dr sen rep gov gen lt col sgt capt prof rev st jr sr inc co ltd corp vs hon u.s u.k")


@dataclass(frozen=True, slots=True)
class Beside:
    """A cue found beside a quotation: words (first, last) of the cue and of the source, and the rule's name.

    `content` is the first word of the content where it begins before the quotation.
    """

    cue: Span | None
    source: Span | None
    rule: str
    content: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation among the words: `first` and `last` are its words, marks included.

    The left side is words `left` to `first` - 1, the right side words `last` + 1 to `right` - 1.
    `opens` tells that a new sentence begins with the quotation, `closes` that one ends with it.
    """

    first: int
    last: int
    left: int
    right: int
    opens: bool
    closes: bool
    from_start: bool


def place(words: Words, span: Span, bounds: Span, ends_clause: str) -> Place:
    """Look at the quotation `span` (characters) within `bounds`: its paragraph, cut at the neighbouring quotations.

    `ends_clause` is the last character inside the marks.
    """
    inside = words.between(*span)
    first, last = inside.start, inside.stop - 1
    limits = words.between(*bounds)
    left = max(limits.start, first - _LEFT)
    opens = first <= left or _is_stop(words, first - 1)
    stop = next((i for i in range(first - 1, left - 1, -1) if _is_stop(words, i)), left - 1)
    right = min(limits.stop, last + 1 + _RIGHT)
    end = next((i for i in range(last + 1, right) if _is_stop(words, i)), right)
    return Place(first, last, stop + 1, end, opens, ends_clause in ".!?…", stop + 1 == limits.start)


def _is_stop(words: Words, i: int) -> bool:
    text = words.text[i]
    if text in _STOPS:
        return True
    if text[-1] not in ".?!" or len(text) < 2:
        return False
    return (
        text.rstrip(".").lower() not in _TITLES
        and not text[:-1].isupper()
        and text[-2].islower()
        and _ends_sentence(words, i)
    )


def _ends_sentence(words: Words, i: int) -> bool:
    return i + 1 < len(words) and words.sentence[i + 1] != words.sentence[i]


def look_beside(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """The first rule that finds who said it."""
    return next((found for rule in RULES if (found := rule(words, at, lexicon))), None)


_BEFORE_INNER = word_set(", : me us him her them")
_ANYBODY = word_set("i we you they it one people everybody everyone somebody someone who which that")


def look_within(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """Who says, by a finite verb, what stands in a quotation within a quotation; what goes before it is surer.

    "You say ‘...’" and "people say ‘...’" quote nobody.
    """
    for rule in (_verb_before, _verb_after):
        found = rule(words, at, lexicon)
        if found is None or found.cue is None or found.source is None or found.content is not None:
            continue
        verbs = [i for i in range(found.cue[0], found.cue[1] + 1) if words.tag[i] in FINITE or not words.tag[i]]
        before = at.first - 1
        if found.cue[0] < at.first and before not in verbs and words.lower[before] not in _BEFORE_INNER:
            continue
        said = any(lexicon.act.get(lexicon.lemma.get(words.lower[i], "")) == "statement" for i in verbs)
        if said and words.lower[found.source[0]] not in _ANYBODY:
            return found
    return None


def _cue_group(words: Words, verb: int, low: int, high: int, lexicon: Lexicon) -> Span:
    """The verb with its auxiliaries, adverbs and particle between low and high."""
    first, last = verb, lexicon.particle(words.lower, verb) or verb
    while first - 1 >= low and (words.tag[first - 1] in ("MD", "RB") or words.lower[first - 1] in _AUX):
        first -= 1
    while last + 1 < high and words.tag[last + 1] == "RP":
        last += 1
    return first, last


_AUX = word_set("has have had is was were are been n't not did does do 'd 's 've also later then")


def _speech_verbs(words: Words, span: range, lexicon: Lexicon) -> list[int]:
    return [
        i
        for i in span
        if (lexicon.is_speech(words.lower[i]) or lexicon.particle(words.lower, i) is not None)
        and words.is_verb(i)
        and not _is_relative(words, i)
        and not _is_noun_use(words, i)
    ]


def _is_noun_use(words: Words, i: int) -> bool:
    """Without tags: a word after an article is no verb (the report)."""
    return not words.tag[i] and i > 0 and words.lower[i - 1] in ("a", "an", "the", "his", "her", "their", "its", "'s")


def _is_relative(words: Words, verb: int) -> bool:
    """Whether the verb belongs to an aside (who criticised him in July)."""
    if words.parsed:
        subject = subject_of(words, verb)
        if subject is not None:
            return words.lower[subject] in _RELATIVE
    return verb > 0 and words.lower[verb - 1] in _RELATIVE


def _dash_after(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """“...” – Commissioner Geoffrey Starks"""
    dash = at.last + 1
    if dash >= at.right or words.text[dash] not in _DASHES or at.right - dash > _LABEL:
        return None
    if _speech_verbs(words, range(dash, at.right), lexicon):
        return None
    source = phrase_after(words, dash + 1, at.right)
    if source is None and any(words.tag[i].startswith("NNP") for i in range(dash + 1, at.right)):
        source = dash + 1, _end_of(words, at.right)
    return (
        Beside((dash, dash), (source[0], max(source[1], _end_of(words, at.right))), "dash and name") if source else None
    )


def _end_of(words: Words, right: int) -> int:
    last = right - 1
    while last > 0 and not words.text[last][-1].isalnum() and words.text[last] != ")":
        last -= 1
    return last


def _verb_after(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """“...,” said the mayor; “...,” Hugh Hill, a doctor, said"""
    if at.closes and at.last + 1 < at.right and words.text[at.last + 1][0].isupper() and not _asks(words, at):
        return None
    start = at.last + 1
    while start < at.right and words.text[start] in (",", *_DASHES):
        start += 1
    for verb in _speech_verbs(words, range(start, at.right), lexicon):
        turned = all(words.tag[i].startswith("RB") or words.lower[i] in _AUX for i in range(start, verb))
        source = _source_after(words, verb, lexicon, (start, at.right), turned)
        if source is not None:
            return Beside(_cue_group(words, verb, start, at.right, lexicon), source, "cue after the quotation")
        if turned:
            return Beside(_cue_group(words, verb, start, at.right, lexicon), None, "cue after the quotation")
    return None


def _asks(words: Words, at: Place) -> bool:
    """“Why?” Smith asked: a question or a shout may be followed by its speaker."""
    return any(words.text[i][-1:] in "?!" for i in range(max(at.first, at.last - 1), at.last + 1))


def _source_after(words: Words, verb: int, lexicon: Lexicon, limits: Span, turned: bool) -> Span | None:
    start, right = limits
    if words.parsed:
        subject = subject_of(words, verb)
        if subject is not None and start <= subject < right:
            span = subject_phrase(words, verb)
            if span is not None and start <= span[0] and span[1] < right and (span[1] < verb or span[0] > verb):
                return span
    after = (lexicon.particle(words.lower, verb) or verb) + 1
    return phrase_after(words, after, right) if turned else phrase_before(words, verb, start)


def _according_after(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """“...,” according to the ministry"""
    for i in range(at.last + 1, min(at.last + 4, at.right - 1)):
        if words.lower[i] == "according" and words.lower[i + 1] == "to":
            source = phrase_after(words, i + 2, at.right)
            return Beside((i, i + 1), source, "according to") if source else None
    return None


def _attributed_after(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """“...” is often attributed to the engineer"""
    for i in range(at.last + 1, min(at.last + 5, at.right - 2)):
        if words.lower[i] in ("attributed", "credited") and words.lower[i + 1] == "to":
            source = phrase_after(words, i + 2, at.right)
            return Beside((i, i + 1), source, "attributed to") if source else None
    return None


def _phrase_before_quotation(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """According to the ministry, “...”; in the words of the coach, “...”"""
    if at.opens:
        return None
    for i in range(at.left, at.first - 2):
        for phrase in (("according", "to"), ("in", "the", "words", "of")):
            if tuple(words.lower[i : i + len(phrase)]) == phrase:
                begin = i + len(phrase)
                if words.text[at.first - 1] == ":" and _speech_verbs(
                    words, range(max(begin, at.first - 4), at.first), lexicon
                ):
                    return None  # According to the agency, one of them wrote: “...”
                comma = next((j for j in range(at.first - 1, begin, -1) if words.text[j] in (",", ":")), at.first)
                return Beside((i, begin - 1), (begin, comma - 1), " ".join(phrase)) if begin < comma else None
    return None


def _verb_before(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """The mayor said in a statement: “...”; she called it “...”"""
    if at.opens:
        return None
    for verb in reversed(_speech_verbs(words, range(at.left, at.first), lexicon)):
        source = None
        if words.parsed:
            source = subject_phrase(words, verb)
        if source is None or not (
            (at.left <= source[0] and source[1] < at.first and source[1] < verb) or is_passive(words, verb)
        ):
            source = phrase_before(words, verb, at.left)
        if source is None and words.tag[verb] not in ("VBG", "VBN", "VBD"):
            continue
        return Beside(
            _cue_group(words, verb, at.left, at.first, lexicon),
            source,
            "cue before the quotation",
            _content_start(words, verb, at),
        )
    return None


def _content_start(words: Words, verb: int, at: Place) -> int | None:
    """Where a clause between the cue and the quotation begins (said the harvest was “...”)."""
    start = verb + 1
    between = range(start, at.first)
    if at.first > start and words.text[at.first - 1] in (",", ":"):
        return None
    if words.lower[start : start + 1] == ["that"] or any(
        words.tag[i] in FINITE or words.tag[i] in ("MD", "VB") for i in between
    ):
        return start
    return None


def _noun_before(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """A statement from the ministry: “...”; her message was “...”"""
    last = at.first - 1
    if (
        at.opens
        or last < at.left
        or (words.text[last] != ":" and words.lower[last] not in (*_LINKS, "reads", "read", "that"))
    ):
        return None
    for i in range(last, at.left - 1, -1):
        if words.lower[i] not in lexicon.nouns:
            continue
        source = None
        if i + 1 < last and words.lower[i + 1] in ("from", "by", "of"):
            source = phrase_after(words, i + 2, last)
        if source is None and i > at.left:
            owner = i - 1
            while owner > at.left and words.tag[owner].startswith(("JJ", "RB")):
                owner -= 1
            source = phrase_before(words, owner, at.left) if words.lower[owner] in ("'s", "'") else None
            source = (owner, owner) if words.lower[owner] in _POSSESSIVES else source
        return Beside((i, last) if last - i <= 1 else (i, i), source, "cue noun before the quotation")
    return None


_POSSESSIVES = word_set("his her their its my our your whose")


def _label_before(words: Words, at: Place, lexicon: Lexicon) -> Beside | None:
    """And from Chairwoman Rosenworcel: “...”; Smith: “...”"""
    colon = at.first - 1
    if colon < at.left or words.text[colon] != ":" or not at.from_start or colon - at.left > _LABEL:
        return None
    start = next((i + 1 for i in range(at.left, colon) if words.lower[i] == "from"), at.left)
    source = phrase_after(words, start, colon)
    if source is None or (source[1] < colon - 2 and start == at.left):
        return None
    return Beside((colon, colon), (source[0], _end_of(words, colon)), "label and colon")


Rule = Callable[[Words, Place, Lexicon], Beside | None]

RULES: tuple[Rule, ...] = (
    _dash_after,
    _according_after,
    _attributed_after,
    _verb_after,
    _phrase_before_quotation,
    _verb_before,
    _noun_before,
    _label_before,
)
