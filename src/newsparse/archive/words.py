"""Text as words that can be compared, each with its place: typography and regular spelling are folded away.

What is folded: case, accents, quotation marks, apostrophes, dashes and hyphens, ellipses, brackets, dots in
abbreviations, commas in numbers, "per cent" and "%", -ise and -ize and other regular pairs of British and American
spelling (`data/spellings.toml`). What is not: anything that is another word.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsparse.archive.numbers import number
from newsparse.tables import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["GAP", "Words", "is_common", "plain", "spelled_out", "split", "stem"]

GAP = "…"
"""The word that stands for an ellipsis in a claim: any words."""

_LETTER = r"[^\W\d_]"
_ELLIPSIS = r"\[\s*(?:…|\.\s?\.\s?\.\s?\.?)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.(?:\s?\.)?"
_CLOSED = r"(?<!\w)(?:anti|co|e|inter|micro|multi|non|pre|re(?=.e)|semi|sub|ultra)"
"""Beginnings of words that some papers write with a hyphen, and some without: no "re-sign", which is not "resign"."""
_WORD = re.compile(
    rf"(?P<gap>{_ELLIPSIS})"
    r"|(?P<sic>[\[(]\s*sic\.?\s*[\])])"
    r"|(?P<percent>\bper\s+cent\b|%)"
    rf"|(?P<dotted>(?<!\w)(?:{_LETTER}\.){{2,}}(?:{_LETTER}\b)?)"
    r"|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+)"
    rf"|(?P<word>(?:{_CLOSED}[-‐‑](?={_LETTER}))?\w+(?:['’‘ʼ`´]\w+|\](?={_LETTER})\w+|\[{_LETTER}+)*|[$€£¥&])",
    re.IGNORECASE,
)
_COMMON = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "did", "do", "does", "for", "from", "had",
    "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it", "its", "me", "my", "no", "not", "of",
    "on", "or", "our", "she", "so", "than", "that", "the", "their", "them", "then", "there", "they", "this", "to",
    "too", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will", "with", "would", "you", "your",
})  # fmt: skip
_SHORT = {
    "can't": ("can", "not"), "cannot": ("can", "not"), "gonna": ("going", "to"), "let's": ("let", "us"),
    "shan't": ("shall", "not"), "won't": ("will", "not"),
}  # fmt: skip
_CONTRACTED = {
    "d": ("had", "would"), "ll": ("will",), "m": ("am",), "re": ("are",), "s": ("is", "has"), "ve": ("have",),
}  # fmt: skip
_IZE = re.compile(r"(?<=[a-z]{3})is(e[drs]?|ing|ers?|ations?|able|ational)$")
_YZE = re.compile(r"(?<=al|ar|ta)ys(e[drs]?|ing|ers?)$")
_OUR = re.compile(r"^([a-z]+)our(s|ed|ing|er|ers|able|ably|ful|hood|hoods|ite|ites|less|ism|ist)?$")
_RE = re.compile(r"^([a-z]+)re(s|d)?$")
_DOUBLE_L = re.compile(r"^([a-z]+l)l(ed|ing|er|ers|ings)$")
_PLURAL = re.compile(r"(?<=[a-z]{2})(?:'s|s')$")


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a text; `starts[i]` and `ends[i]` are the place of word i in it, in characters."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


def split(text: str, *, gaps: bool = False) -> Words:
    """The words of a text; with `gaps`, an ellipsis or several between words is the word `GAP`, else it is nothing."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        kind = match.lastgroup
        if kind == "sic" or (kind == "gap" and not gaps):
            continue
        word = GAP if kind == "gap" else "percent" if kind == "percent" else _folded(match.group())
        if word and (word != GAP or (words and words[-1] != GAP)):
            words.append(word)
            starts.append(match.start())
            ends.append(match.end())
    if words and words[-1] == GAP:
        del words[-1], starts[-1], ends[-1]
    return Words(tuple(words), tuple(starts), tuple(ends))


@lru_cache(maxsize=1 << 17)
def _folded(raw: str) -> str:
    word = raw.casefold()
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        word = "".join(each for each in apart if not unicodedata.combining(each))
        word = re.sub("[’‘ʼ´]", "'", word)
    word = word.replace("`", "'").replace("[", "").replace("]", "").replace("_", "")
    if word == "&":
        return "and"
    if word[:1].isdigit():
        return word.replace(",", "")
    return _spelling(re.sub("[.‐‑-]", "", word))


def _spelling(word: str) -> str:
    """The form that stands for the British and the American spelling of a word."""
    lists, whole = _spellings()
    if word in whole or word in lists["not_ize"]:
        return whole.get(word, word)
    word = _YZE.sub(r"yz\1", _IZE.sub(r"iz\1", word))
    for pattern, name, ending in ((_OUR, "our", "or"), (_RE, "re", "er"), (_DOUBLE_L, "double_l", "")):
        match = pattern.match(word)
        if match and match[1] in lists[name]:
            return f"{match[1]}{ending}{match[2] or ''}"
    return word


@cache
def _spellings() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """The lists of stems by their names, and the whole words."""
    table = load("newsparse.archive", "spellings.toml")
    return {name: frozenset(stems) for name, stems in table.items() if name != "words"}, table["words"]


def plain(words: Iterable[str]) -> list[str]:
    """The words without contractions: "can't" is "can" and "not"."""
    return [part for word in words if word != GAP for part in next(iter(_ways(word)), (word,))]


def spelled_out(words: Sequence[str], beside: Sequence[str]) -> list[tuple[str, int]]:
    """The words, less the contractions that those `beside` spell out, each with the number of the word that it is of:
    "he's" is "he" and "has" beside "he has".
    """
    pairs = set(itertools.pairwise(plain(beside)))
    return [(part, i) for i, word in enumerate(words) for part in next((w for w in _ways(word) if w in pairs), (word,))]


@lru_cache(maxsize=1 << 12)
def _ways(word: str) -> tuple[tuple[str, str], ...]:
    """What a word may be spelled out, the likeliest first; empty for what is no contraction, or may as well be none."""
    if word in _SHORT:
        return (_SHORT[word],)
    if word.endswith("n't"):
        return ((word[:-3], "not"),)
    head, _, tail = word.rpartition("'")
    return tuple((head, each) for each in _CONTRACTED.get(tail, ())) if head else ()


def is_common(word: str) -> bool:
    """Whether the word is one of those that every text has, and tells nothing of what it is about."""
    return word in _COMMON or word == GAP


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A rough stem, one for the forms that a word takes when speech is reported: "will" and "would", "I" and "she",
    "two" and "2".
    """
    shifted = _shifts().get(word)
    if shifted:
        return shifted
    value = number(word)
    if value is not None:
        return str(value)
    word = _PLURAL.sub("", word)
    for ending, rest, least in (("ies", "y", 5), ("ied", "y", 5), ("sses", "ss", 6), ("ing", "", 6), ("ed", "", 5),
                                ("ly", "", 5), ("es", "", 5), ("s", "", 4)):  # fmt: skip
        if word.endswith(ending) and len(word) >= least and not (ending == "s" and word.endswith("ss")):
            word = word[: -len(ending)] + rest
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lse":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def _shifts() -> dict[str, str]:
    table: dict[str, list[str]] = load("newsparse.archive", "reported.toml")["one"]
    return {word: group[0] for group in table.values() for word in group}
