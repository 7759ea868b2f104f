"""Attributions made into the quotes of the contract; what a cue says: its lemma, its act, whether it is negated."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsparse.text.lines import bare, last_of
from newsparse.text.words import AUXILIARIES, NEGATIVES, word_set
from newsparse.types import Cue, Quote, QuoteKind, Speaker, TextSpan

from .attribution import Attribution, Origin
from .confidence import confidence
from .statements import is_clause
from .typography import overlapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.text.lines import Span
    from newsparse.text.tokens import Tokens
    from newsparse.types import Act

    from .lexicon import Lexicon
    from .typography import Quoted

__all__ = ["build_quote", "is_nobody", "read_cue"]

_LOOSE = ",;:–—"
_AUXILIARIES = AUXILIARIES | word_set("ought to get got gets not n't 've 'll done")
_NEGATIONS = NEGATIVES - {"no", "none", "nothing"}
_SILENT = ("declin", "refus", "fail")
_NONE = word_set("no nobody none neither few no-one nothing")
_HARDLY, _NEARLY = word_set("not hardly scarcely barely"), word_set("almost practically virtually")
_FINAL = word_set("go continue begin start try seem appear keep like love quote cite")
_LEADING = word_set("in as")
_WINDOW = 3  # words before a cue in which an auxiliary carries the negation: "did not, she said, deny"


def build_quote(tokens: Tokens, quoted: list[Quoted], found: Attribution, lexicon: Lexicon) -> Quote:
    """The quote of one attribution, without a number yet; `quoted` are the quotations of its depth."""
    text = tokens.text
    parts = [_part(text, span, overlapping(quoted, *span)) for span in found.contents]
    kind = _kind(text, found, quoted)
    reading = _reading(tokens, found, lexicon)
    apart = found.source and not found.overlap(*found.source)  # marks may have taken in what was its source
    source = _strip(text, *found.source) if found.source and apart else None
    cue = _strip(text, *found.cue) if found.cue else None
    return Quote(
        id="",
        text=" ".join(part.text for part in parts),
        start=parts[0].start,
        end=parts[-1].end,
        parts=tuple(parts),
        kind=kind,
        act=_act(tokens, found, reading.act),
        speaker=Speaker(text[slice(*source)], *source) if source else None,
        cue=Cue(text[slice(*cue)], reading.lemma, *cue, reading.negated) if cue else None,
        confidence=confidence(found, kind, reading.lemma, reading.act),
    )


def _reading(tokens: Tokens, found: Attribution, lexicon: Lexicon) -> Reading:
    """What the cue says. Nobody says what "no minister" says; how somebody was, before a colon, does not deny what is
    quoted behind it: "Ward was not convinced: “Where is it?”". What is heard was stated where who hears it is no
    source: the court heard.
    """
    if found.cue is None:
        return Reading("", "statement")
    reading = read_cue(tokens, tokens.between(*found.cue), lexicon)
    if found.source and is_nobody(tokens, tokens.between(*found.source)):
        return replace(reading, negated=True)
    if reading.lemma == "hear" and found.source is None:
        return replace(reading, act="statement")
    feels = lexicon.act.get(reading.lemma) != "statement"
    if reading.negated and feels and last_of(tokens.text, found.cue[0], found.start) == ":":
        return replace(reading, negated=False)
    return reading


def _act(tokens: Tokens, found: Attribution, act: Act) -> Act:
    """The act of a cue with this content: who hopes to win intends it, who hopes that it rains believes something."""
    return "belief" if act == "intention" and is_clause(tokens, found) else act


def _part(text: str, span: Span, near: list[Quoted]) -> TextSpan:
    """A part without its outer quotation marks and without loose punctuation at its ends."""
    start, end = _strip(text, *span)
    marked = next((q for q in near if q.reason is None and _is_all(text, q, start, end)), None)
    if marked is not None:
        start, end = _strip(text, marked.inner_start, marked.inner_end, "")
    return TextSpan(text[start:end], start, end)


def _is_all(text: str, q: Quoted, start: int, end: int) -> bool:
    """Whether a stretch is a quotation and nothing else that is a word, but "that" and a colon before it."""
    if q.start < start or end < q.end:
        return False
    before, after = bare(text, start, q.start), bare(text, q.end, end)
    leads = before[0] >= before[1] or text[start : q.start].strip().lower() == "that:"
    return leads and after[0] >= after[1]


def _strip(text: str, start: int, end: int, loose: str = _LOOSE) -> Span:
    """The span without white space and what is loose at its ends; one character is left at least."""
    while start < end - 1 and (text[start].isspace() or text[start] in loose):
        start += 1
    while end - 1 > start and (text[end - 1].isspace() or text[end - 1] in loose):
        end -= 1
    return start, end


def _kind(text: str, found: Attribution, quoted: list[Quoted]) -> QuoteKind:
    """Direct when all of the content stands in quotation marks, mixed when some does, indirect when none."""
    if found.origin == Origin.LAYOUT:
        return "direct"
    spans = [bare(text, *span) for span in found.contents]
    marked = [[q for q in overlapping(quoted, *span) if q.reason is None] for span in spans]
    if not any(marked):
        return "indirect"
    return "mixed" if any(map(_has_more, [text] * len(spans), spans, marked)) else "direct"


def _has_more(text: str, span: Span, quoting: list[Quoted]) -> bool:
    """Whether words of the writer's, and not "that" alone, stand in a content outside its quotation marks."""
    edges = [span[0], *(edge for q in quoting for edge in (q.start, q.end)), span[1]]
    outside = (text[a:b].strip(f"{_LOOSE} ").lower() for a, b in zip(edges[::2], edges[1::2], strict=True))
    return any(any(map(str.isalnum, each)) and each != "that" for each in outside)


# What a cue says.


@dataclass(frozen=True, slots=True)
class Reading:
    """The lemma of a cue ("say", "according to"), its act, and whether it is negated."""

    lemma: str
    act: Act
    negated: bool = False


def read_cue(tokens: Tokens, indices: Iterable[int], lexicon: Lexicon) -> Reading:
    """Read the cue made of the tokens at `indices`."""
    cue = [i for i in indices if any(map(str.isalnum, tokens.words[i]))]
    if not cue:
        return Reading("say", "statement")  # a colon or a dash
    readers = (_phrase, _verb, _noun)
    lemma = next((found for read in readers if (found := read(tokens, cue, lexicon))), None) or _plain(tokens, cue)
    return Reading(lemma, lexicon.act.get(lemma, "statement"), is_negated(tokens, cue))


def is_negated(tokens: Tokens, cue: list[int]) -> bool:
    """Whether the cue holds a negation, or one hangs on its verb."""
    lower = [tokens.lower[i] for i in cue]
    near = [tokens.lower[child] for i in cue for child in tokens.children[i] if 0 < i - child <= _WINDOW]
    silent = any(word.startswith(_SILENT) for word in lower) and "to" in lower[1:-1]  # "declined to say"
    return silent or not _NEGATIONS.isdisjoint([*lower, *near]) or ("short", "of") in itertools.pairwise(lower)


def is_nobody(tokens: Tokens, source: Iterable[int]) -> bool:
    """Whether the words of a source name nobody: "no minister", "few economists", "not one", "hardly anyone"."""
    first, second = [*(tokens.lower[i] for i in source), "", ""][:2]
    return first in _NONE or (first in _HARDLY and second != "only") or (first in _NEARLY and second in _NONE)


_SAME = {"is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "'s": "be", "'re": "be", "am": "be",
         "made": "make", "makes": "make", "making": "make"}  # fmt: skip


def _lemma(tokens: Tokens, i: int, lexicon: Lexicon) -> str:
    lemma = lexicon.lemma.get(tokens.lower[i], tokens.lower[i])
    return _SAME.get(lemma, lemma)


def _phrase(tokens: Tokens, cue: list[int], lexicon: Lexicon) -> str | None:
    """The first phrase of the lexicon in a cue; one that only leads up to a verb is none."""
    lemmas = [_lemma(tokens, i, lexicon) for i in cue]
    has_verb = _verb(tokens, cue, lexicon) is not None
    for at, lemma in enumerate(lemmas):
        verb_follows = any(x in lexicon.act and x in lexicon.lemma for x in lemmas[at + 2 :])
        if not ((lemma in _LEADING and has_verb) or (lemma in _FINAL and verb_follows)):
            found = _phrase_at(lemmas[at:], lexicon)
            if found is not None:
                return found
    return None


def _phrase_at(lemmas: list[str], lexicon: Lexicon) -> str | None:
    """The longest phrase with which some words begin."""
    known = lexicon.phrases.get(lemmas[0], ())
    return next((" ".join(phrase) for phrase in known if _follows(lemmas[1:], phrase[1:])), None)


def _follows(lemmas: list[str], rest: tuple[str, ...]) -> bool:
    """Whether `rest` stands at the head of `lemmas`, adverbs between them allowed."""
    for word in rest:
        while lemmas and lemmas[0] != word and lemmas[0].endswith("ly"):
            lemmas = lemmas[1:]
        if not lemmas or lemmas[0] != word:
            return False
        lemmas = lemmas[1:]
    return True


def _verb(tokens: Tokens, cue: list[int], lexicon: Lexicon) -> str | None:
    """The first verb that attributes; a later one where the first only leads up to it (went on to say)."""
    verbs = [lexicon.lemma[tokens.lower[i]] for i in cue if tokens.lower[i] in lexicon.lemma and tokens.is_verb(i)]
    if not verbs:
        return None
    return next((v for v in verbs if v not in _FINAL), verbs[0])


def _noun(tokens: Tokens, cue: list[int], lexicon: Lexicon) -> str | None:
    """The first noun that attributes, in its singular."""
    return next((found for i in cue if (found := lexicon.noun(tokens.lower[i]))), None)


def _plain(tokens: Tokens, cue: list[int]) -> str:
    """A cue that the lexicon does not know: its tokens, verbs by lemma, without auxiliaries and adverbs before them."""
    kept = [i for i in cue if tokens.lower[i] not in _AUXILIARIES] or cue
    while len(kept) > 1 and tokens.tags[kept[0]].startswith("RB"):
        kept = kept[1:]
    return " ".join(
        tokens.lemmas[i] or tokens.lower[i] if tokens.tags[i].startswith("VB") else tokens.lower[i] for i in kept
    )
