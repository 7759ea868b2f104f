"""What typography makes certain about each quotation: whether it is a clause, and whether it quotes at all.

Marks that quote nobody stand around nicknames, titles of works, scare quotes and terms: `reason` tells them by
the words inside the marks and beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import astuple, dataclass
from functools import cache
from typing import TYPE_CHECKING

from newsparse.tables import load
from newsparse.text.lines import last_of
from newsparse.text.marks import Quotation
from newsparse.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.text.layout import Paragraph
    from newsparse.text.lines import Span

__all__ = ["Quoted", "judge", "overlapping"]

_CLAUSE_WORDS = 7
_HEADING = 8  # a quotation alone in its paragraph, this short and in other marks than the rest, is a subhead
_LONG = 30
_MORE = re.compile(r"[^ .\t\r\n]")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+")
_PULLED = 3  # words at least that are shown again, and characters that the other paragraph has besides
_NEAR = 6000  # characters on either side in which they are sought
_OWN_NAME = 3  # words
_LONGEST = 14  # words: no rule takes more for a name or a title
_REACH = 90  # characters of context on either side
_SMALL = word_set(
    "a an the of in on at to for from by and or nor but with as is it its vs versus de la le du von und into over per"
    " 's n't up off our my your"
)
_AFTER_ADVERB = (
    r"(?: (?:very|simply|only|just|called|titled|entitled|named|is|was|like|about|from|the|an?|his|her|their))?"
)
_LISTED = ("”,", '",', "’,", "',")  # behind the title before it in a list
_CHANNEL = r"\bon (?:[A-Z][\w.]* ?){1,3}['’]s?"
_TOKEN = re.compile(r"[^\W_][\w'’.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted(Quotation):
    """A quotation that was judged: `clause` when it holds a whole utterance, `reason` when it quotes nobody.

    `paragraph` is the index of its paragraph; `whole` tells that nothing else stands in it, `sentence` that
    it is a sentence of its own. `ends` is the last character inside the marks.
    """

    clause: bool
    reason: str | None
    paragraph: int
    whole: bool
    ends: str
    sentence: bool

    @property
    def span(self) -> Span:
        """The characters from mark to mark."""
        return self.start, self.end


def overlapping(quoted: list[Quoted], start: int, end: int) -> list[Quoted]:
    """The quotations that overlap some characters; they are in order, and none overlaps another."""
    first = bisect_right(quoted, start, key=lambda q: q.end)
    return quoted[first : bisect_left(quoted, end, lo=first, key=lambda q: q.start)]


def judge(text: str, quotations: Iterable[Quotation], paragraphs: Sequence[Paragraph], depth: int) -> list[Quoted]:
    """Judge every quotation of a depth: the outermost, or those within them; in order, none overlaps another."""
    found = [q for q in quotations if q.depth == depth]
    long = [q.kind for q in found if q.inner_end - q.inner_start > _LONG]
    usual = max(dict.fromkeys(long), key=long.count, default=None)
    starts = [p.start for p in paragraphs]
    return [
        _judged(text, q, paragraphs, max(0, bisect_right(starts, q.start) - 1), usual)
        for q in found
        if q.inner_end > q.inner_start
    ]


def _judged(text: str, q: Quotation, paragraphs: Sequence[Paragraph], index: int, usual: str | None) -> Quoted:
    here = paragraphs[index]
    seen = setting(text, q)
    whole = _is_alone(text, q, here)
    alone = whole and q.chain < 0
    why = "pull quote" if alone and _is_pulled(text, q, here) else reason(seen)
    if alone and why is None and len(seen.words) <= _HEADING:
        why = "heading" if _is_odd(q, usual) or _is_heading(text, seen, paragraphs, index) else None
    return Quoted(
        *astuple(q),
        clause=why is None and _is_clause(seen, whole),
        reason=why,
        paragraph=index,
        whole=whole,
        ends=last_of(text, q.inner_start, q.inner_end),
        sentence=_begins_sentence(seen) and last_of(text, here.start, q.start) in _SENTENCE_ENDS,
    )


def _is_alone(text: str, q: Quotation, paragraph: Paragraph) -> bool:
    """Whether nothing else stands in the paragraph of a quotation, a number before it aside."""
    numbered = _NUMBER.match(text, paragraph.start, q.start)
    before = last_of(text, numbered.end() if numbered else paragraph.start, q.start)
    return not before and _MORE.search(text, q.end, paragraph.end) is None


def _is_odd(q: Quotation, usual: str | None) -> bool:
    """Whether a quotation has other marks than the rest."""
    return usual not in (None, q.kind)


def _is_heading(text: str, seen: Setting, paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a quotation alone in its paragraph ends like no sentence, and nothing announces or signs it."""
    before, after = ("".join(text[p.start : p.end] for p in paragraphs[i : i + 1]) for i in (index - 1, index + 1))
    announced = before.rstrip().endswith((":", ",", "-", "–", "—"))
    return not seen.ends_sentence and not announced and len(after.split()) > _HEADING


def _is_pulled(text: str, q: Quotation, paragraph: Paragraph) -> bool:
    """Whether the words of a quotation alone in its paragraph stand near it within another paragraph as well."""
    inner = text[q.inner_start : q.inner_end].strip(" \t,.!?…").lower()
    sides = text[max(0, paragraph.start - _NEAR) : paragraph.start], text[paragraph.end : paragraph.end + _NEAR]
    lines = (line for side in sides for line in side.lower().splitlines() if inner in line)
    return inner.count(" ") >= _PULLED - 1 and any(len(line) > len(inner) + _PULLED for line in lines)


_SENTENCE_ENDS = ("", ".", "!", "?", "…", ":", "”", '"', "’", "'", "»", ")")  # or nothing, before a quotation
_BEFORE_CLAUSE = ("", ",", ":", ".", "!", "?", "”", '"', "’", "'", "—", "–", "»")


def _is_clause(seen: Setting, whole: bool) -> bool:
    """Whether a quotation is a whole utterance: long, or a sentence by its marks, or begun and ended as one."""
    count = len(seen.words)
    if count >= _CLAUSE_WORDS or whole or (count >= 3 and seen.ends_sentence):
        return True
    starts = seen.before.rstrip()[-1:] in _BEFORE_CLAUSE
    follows = seen.after.lstrip()[:1] in (",", "", ".") or seen.ends_sentence or _is_announced(seen)
    return starts and follows and seen.inner.lstrip("([…. ")[:1].isupper()


def _begins_sentence(seen: Setting) -> bool:
    """Whether a quotation is a sentence, or leads to who says it."""
    return _is_sentence(seen) or _is_announced(seen)


def _is_announced(seen: Setting) -> bool:
    """Whether a colon behind three words or more that begin a paragraph leads to who says them: ‘We ran’: fire ..."""
    return len(seen.words) >= _PULLED and not seen.before.strip() and seen.after.startswith(":")


def _is_sentence(seen: Setting) -> bool:
    """Whether it begins with a capital and ends as a sentence does, within its marks or right behind them."""
    first = seen.inner.lstrip("([…. ‘'\"“")[:1]
    ends = seen.inner.rstrip(" '’\"”)]")[-1:] in ".!?…—–-" or seen.after.startswith((".", "!", "?"))
    return len(seen.words) >= 2 and (first.isupper() or first.isdigit()) and ends


# Marks that quote nobody.


def _before(words: list[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:\b(?:{listed}){_AFTER_ADVERB})[,:]?\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The lists of `data/notquotes.toml` as patterns: before a quotation they end there, after it they begin."""
    data = load("newsparse.quotes", "notquotes.toml")
    works = "|".join(map(re.escape, data["works"]))
    people = "host|star|author|creator|director|actor|actress|co-host|singer|franchise|theme"
    return {
        **{name: _before(data[name]) for name in ("naming", "called", "scare", "term")},
        "works": _before([f"{w}{s}" for w in data["works"] for s in ("", "s")]),
        "work_acts": re.compile(_before(data["work_acts"]).pattern + "|" + _CHANNEL + r"\s*$", re.IGNORECASE),
        "work_after": re.compile(
            rf",?\s*(?:\((?:19|20)\d\d\)|(?:an?|the|his|her|their|which) (?:\w+ ){{0,3}}(?:{works})\b|(?:{people})s?\b)"
        ),
    }


@dataclass(frozen=True, slots=True)
class Setting:
    """The words inside a quotation and the characters on both sides of it."""

    inner: str
    before: str
    after: str
    words: tuple[str, ...]

    @property
    def ends_sentence(self) -> bool:
        """Whether the inner text ends as a sentence or a clause before its speaker does."""
        return self.inner.rstrip()[-1:] in ",.!?…—–-"

    @property
    def is_title_case(self) -> bool:
        """Whether every word but the small ones begins with a capital or a digit, and there are two such."""
        main = [w for w in self.words if w.lower() not in _SMALL]
        return len(main) >= 2 and all(w[0].isupper() or w[0].isdigit() for w in main)


def setting(text: str, q: Quotation) -> Setting:
    """Look at a quotation in its text."""
    inner = text[q.inner_start : q.inner_end]
    before = text[max(0, q.start - _REACH) : q.start].rsplit("\n", 1)[-1]
    after = text[q.end : q.end + _REACH].split("\n", 1)[0]
    return Setting(inner, before, after, tuple(_TOKEN.findall(inner)))


def _is_inner_name(s: Setting) -> bool:
    """Dwayne “The Rock” Johnson."""
    if len(s.words) > 4 or s.inner[-1:] in ".,!?" or not s.inner[:1].isupper():
        return False
    first = re.search(r"([A-Z][\w'’.-]*|[A-Z]\.) $", s.before)
    last = re.match(r" [A-Z][\w'’-]+", s.after)
    return first is not None and last is not None


def _is_called(s: Setting) -> bool:
    """What is called “black ice”, or calls itself so in a word or two: no judgement, by nobody."""
    judged = s.words[:1] in (("a",), ("an",)) or re.match(r"\s+(?:\w+\s+)?by\b", s.after)
    own = len(s.words) > _OWN_NAME and re.search(r"selves\W+(?:the\W+)?$", s.before)
    return not judged and not own and _patterns()["called"].search(s.before) is not None


def _is_title(s: Setting) -> bool:
    listed = _patterns()
    named = listed["works"].search(s.before) or listed["work_acts"].search(s.before)
    named = named or listed["work_after"].match(s.after)
    capital = s.inner[:1].isupper() or s.inner[:1].isdigit()
    if s.is_title_case:
        led = s.before.rstrip().endswith((",", ":")) and not s.before.rstrip().endswith(_LISTED)
        return bool(named) or not (led or s.inner.rstrip().endswith((".", "!", "?")))
    return bool(named) and capital and len(s.words) == 1


def reason(s: Setting) -> str | None:
    """What stands in marks that quote nobody, or None."""
    count, listed = len(s.words), _patterns()
    if count > _LONGEST:
        return None
    judged = {
        "empty": count == 0,
        "nickname": count <= 6 and (listed["naming"].search(s.before) or _is_called(s)),
        "inner name": _is_inner_name(s),
        "scare quotes": count <= 6 and listed["scare"].search(s.before),
        "term": count <= 5 and listed["term"].search(s.before),
        "title": _is_title(s),
    }
    return next((name for name, holds in judged.items() if holds), None)
