"""Words that somebody passes on from somebody else: "the prosecutor said the accused had written ...", by the words
that stand before them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsparse.quotes.lexicon import cues
from newsparse.tables import listed
from newsparse.text import words as closed

__all__ = ["passed_on"]

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[,;:()—–]")
_FAR = 8  # words between the verb and what it passes on
_NO_SUBJECT = (
    closed.PERSONAL_PRONOUNS | closed.DEMONSTRATIVES | closed.ARTICLES | closed.PREPOSITIONS | closed.AUXILIARIES
    | closed.CONJUNCTIONS | {"that", "as", "not"}
)  # fmt: skip
_PARTICIPLES = frozenset({"sung", "sworn", "written"})
_NAMING = frozenset({"brand", "call", "describe", "dub", "label"})


@lru_cache(maxsize=1 << 12)
def passed_on(before: str) -> tuple[str, bool] | None:
    """Who says the words that follow `before`, within what somebody reports, and whether that is a name.

    None where nothing tells that it is not the reporter: no verb of saying that has a subject and no new clause after
    it. A pronoun may be anybody, and the reporter as well.
    """
    tokens = _TOKEN.findall(before)
    while tokens and tokens[-1] in {",", ":"}:
        tokens.pop()
    lower = [token.lower() for token in tokens]
    for i in range(len(tokens) - 1, max(-1, len(tokens) - 2 - _FAR), -1):
        if not lower[i][0].isalnum() or lower[i] in closed.CONJUNCTIONS:
            return None
        if _relays(lower, i):
            return _subject(tokens, lower, i)
    return None


def _relays(lower: list[str], i: int) -> bool:
    """Whether the word is a verb that passes words on: in the past, since in the present it may be a noun."""
    lemma = cues().lemma.get(lower[i], "")
    if lemma not in listed("newsparse.archive", "turned.toml", "relaying"):
        return False
    if lemma in _NAMING and i + 1 == len(lower):
        return False  # "a man called ..."
    return lemma == "say" or lower[i] not in {lemma, f"{lemma}s"}


def _subject(tokens: list[str], lower: list[str], verb: int) -> tuple[str, bool] | None:
    last = verb - 1
    while last >= 0 and (lower[last] in closed.HAVE or lower[last].endswith("ly") or lower[last] in {"also", "never", "once"}):
        last -= 1
    has = any(word in closed.HAVE for word in lower[last + 1 : verb])
    if last >= 0 and tokens[last] == ",":  # "her boss, Max Ruud, had told her"
        last -= 1
    if (
        last < 0
        or lower[last] in _NO_SUBJECT
        or not lower[last][0].isalpha()
        or (lower[verb] in _PARTICIPLES and not has)
    ):
        return None
    first = last
    while first > 0 and tokens[first - 1][0].isupper() and lower[first - 1] not in closed.ARTICLES:
        first -= 1
    if tokens[last][0].isupper():
        return " ".join(tokens[first : last + 1]), True
    first = last
    while first > 0 and lower[first - 1] not in {"that", *closed.ADDING} and tokens[first - 1][0].isalnum():
        first -= 1
    return " ".join(tokens[first : last + 1]), False
