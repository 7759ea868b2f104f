"""Lemmas from the word and its fine tag: lemminflect's dictionary, with the treebanks' choices for closed classes."""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from pathlib import Path

# The treebanks' lemmas of contracted and function words, by lower-cased form with a straight apostrophe.
CLOSED = {
    "n't": "not",
    "'m": "be",
    "'re": "be",
    "'ve": "have",
    "'ll": "will",
    "ca": "can",
    "wo": "will",
    "an": "a",
    "me": "I",
    "i": "I",
    "him": "he",
    "them": "they",
    "us": "we",
    "her": "she",
}
OPEN = {"NOUN", "VERB", "AUX", "ADJ", "ADV"}
CACHE_SIZE = 8_192


@lru_cache(maxsize=CACHE_SIZE)
def lemma(word: str, upos: str, tag: str) -> str:
    """The lemma of a word with a Universal POS and a Penn tag; names keep their form, other words are lower-cased."""
    lower = word.lower()
    plain = lower.replace("’", "'")
    if tag == "PRP$":
        return lower
    if plain == "'s":
        return "be" if upos in ("AUX", "VERB") else "'s"
    if plain == "'d":
        return "would" if tag == "MD" else "have"
    if plain in CLOSED and upos != "PROPN":
        return CLOSED[plain]
    if upos == "PROPN":
        return _singular_name(word) if tag == "NNPS" else word
    if upos not in OPEN or not lower.isalpha():
        return lower if upos not in ("X", "SYM", "PUNCT") else word
    return _from_dictionary(lower, "VERB" if upos == "AUX" else upos, tag)


def _singular_name(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _from_dictionary(lower: str, upos: str, tag: str) -> str:
    if tag in ("NN", "VB", "JJ", "RB", "MD"):
        return {"ca": "can", "wo": "will"}.get(lower, lower)
    forms = _dictionary().get(f"{lower},{upos.lower()}")
    if forms:
        return forms.partition("/")[0]
    import lemminflect

    found = lemminflect.getAllLemmasOOV(lower, upos=upos).get(upos)
    return str(found[0]) if found else lower


@cache
def _dictionary() -> dict[str, str]:
    """The table of lemminflect: "word,category" to its lemmas, divided by strokes.

    Read at once: the library's own reader takes most of a second at the first word that needs it.
    """
    from lemminflect import config

    lines = gzip.decompress(Path(config.lemma_lu_fn).read_bytes()).decode("utf8").splitlines()
    return {key: forms for key, _, forms in (line.rpartition(",") for line in lines)}
