"""Strings: folding, possessives, the words that two names are compared by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "has_word", "initials", "key_words", "one_line", "strip_possessive", "without_the"]

# Letters that Unicode does not take apart, as newspapers write them without accents.
_SPECIAL = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"}
    | dict.fromkeys("’‘ʻ`", "'")
    | dict.fromkeys("‐‑–", "-")
)
# A word divided at the end of a line: the hyphen is the printer's before a small letter ("Tu-", "hoe"), else its own.
_DIVIDED = re.compile(r"(?<=[^\W\d_])-\s*?[\r\n]\s*(?=[a-z\u00df-\u00ff])|(?<=[^\W\d_]-)\s*?[\r\n]\s*(?=[^\W\d_])")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Marks that no reader sees: where a word may be divided, or must not be."""
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_WORD = re.compile(r"[\w&+]+(?:['.][\w&+]+)*", re.UNICODE)
_SMALL_WORDS = "a an and at by de del des di do du et for in la of on the to &"
_SMALL = frozenset(_SMALL_WORDS.split())


def one_line(text: str) -> str:
    """The text on one line, with single spaces, and without the hyphens that divide words at the ends of lines, or
    might.
    """
    if "\n" in text or "\r" in text:
        text = _DIVIDED.sub("", text)
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, accents and typographic apostrophes replaced, runs of space as one: "García’s" -> "garcia's"."""
    text = one_line(text)
    if text.isascii():
        return text.lower()
    # Letters such as those of mathematics have no small form until they are taken apart.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).translate(_SPECIAL).split())


def has_word(text: str) -> bool:
    """Whether a text holds a letter or digit."""
    return any(map(str.isalnum, text))


def strip_possessive(text: str) -> str:
    """The word without its possessive: "Syria's" -> "Syria", "the Joneses'" -> "the Joneses"; other text unchanged."""
    return _POSSESSIVE.sub("", text)


@lru_cache(maxsize=8192)
def key_words(text: str) -> tuple[str, ...]:
    """The folded words of a name without punctuation: "U.S. Dept. of State" -> ("us", "dept", "of", "state")."""
    folded = fold(text).replace("-", " ").replace("/", " ")
    return tuple(w.replace(".", "").replace("'", "") for w in _WORD.findall(folded))


def without_the(words: tuple[str, ...]) -> tuple[str, ...]:
    """The folded words of a name without its article; "the" alone stays."""
    return words[len(words) > 1 and words[0] == "the" :]


def initials(name: str) -> tuple[str, ...]:
    """What an acronym of the name may be, folded: with the small words and without ("Bank of Ghana": "bg", "bog")."""
    words = without_the(key_words(name))
    big = "".join(w[0] for w in words if w not in _SMALL)
    every = "".join(w[0] for w in words)
    return (big,) if big == every else (big, every)
