"""The language of a text, offline: English by its commonest words, anything else by py3langid."""

from __future__ import annotations

import re

__all__ = ["COMMON", "identify"]

ENOUGH = 20  # letters: less says nothing
SHORT = 12  # words: in fewer, names decide, which belong to no language
LOOKED_AT = 6000  # characters
ENGLISH_SHARE = 0.18  # of the words of English prose, at least, are of the commonest
SOME_ENGLISH = 0.1  # of the words of a short text, from which it is English whatever is read from its letters
FEWEST_WORDS, VERY_FEW_WORDS, FEW_WORDS = 5, 8, 30

COMMON = frozenset(
    "a about after all also an and are as at be because been but by can could for from had has have he her his i if in into is it its more no not of on or "
    "our out said she so some than that the their them there they this to up was we were what when which who will with would you".split()
)
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None where there is too little of it."""
    shown = text[:LOOKED_AT]
    words = [word.lower() for word in _WORD.findall(shown)]
    if sum(map(len, words)) < ENOUGH:
        return None
    common = sum(map(COMMON.__contains__, words)) / len(words)
    if common >= ENGLISH_SHARE and len(words) >= FEWEST_WORDS:
        return "en"
    if len(words) < SHORT:
        shown = " ".join(word for word in _WORD.findall(shown) if not word[0].isupper())
        if len(shown) < ENOUGH and shown.isascii():
            return None
    import py3langid  # reading its model takes a second, which an English text need not wait for

    code = str(py3langid.classify(shown.encode("utf-8", "replace").decode("utf-8"))[0])
    return code if code == "en" or not common else _doubted(code, common, len(words))


def _doubted(code: str, common: float, size: int) -> str | None:
    """The language of a short text that has some of the commonest English words and is taken for another."""
    if size >= FEW_WORDS:
        return code
    if common >= SOME_ENGLISH:
        return "en"
    return code if size >= VERY_FEW_WORDS else None
