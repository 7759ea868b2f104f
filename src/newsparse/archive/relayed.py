"""Words that somebody reports without saying them: passed on from somebody else ("the prosecutor said the accused had
written ..."), by the words that stand before them, or denied.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from newsparse import tables
from newsparse.quotes.lexicon import cues
from newsparse.text import words as closed

__all__ = ["denies", "passed_on"]

_listed = partial(tables.listed, "newsparse.archive", "turned.toml")
_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[,;:()—–]")
_FAR = 8  # words between the verb and what it passes on
_NO_SUBJECT = (
    closed.PERSONAL_PRONOUNS | closed.DEMONSTRATIVES | closed.ARTICLES | closed.PREPOSITIONS | closed.AUXILIARIES
    | closed.CONJUNCTIONS | {"that", "as", "not"}
)  # fmt: skip


def denies(lemma: str | None, *, negated: bool) -> bool:
    """Whether a cue tells that its content was not said, or is not so: "did not say", "denied"."""
    return negated or lemma in _listed("denying")


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
    if lemma not in _listed("relaying"):
        return False
    if lemma in _listed("naming") and i + 1 == len(lower):
        return False  # "a man called ..."
    return lemma == "say" or lower[i] not in {lemma, f"{lemma}s"}


def _subject(tokens: list[str], lower: list[str], verb: int) -> tuple[str, bool] | None:
    last = verb - 1
    while last >= 0 and _leads_to_verb(lower[last]):
        last -= 1
    if lower[verb] in _listed("participles") and closed.HAVE.isdisjoint(lower[last + 1 : verb]):
        return None
    if last >= 0 and tokens[last] == ",":  # "her boss, Max Ruud, had told her"
        last -= 1
    if last < 0 or not lower[last][0].isalpha() or lower[last] in _NO_SUBJECT:
        return None
    is_name = tokens[last][0].isupper()
    first = last
    while first > 0 and (_in_name if is_name else _in_phrase)(tokens[first - 1]):
        first -= 1
    return " ".join(tokens[first : last + 1]), is_name


def _leads_to_verb(word: str) -> bool:
    return word in closed.HAVE or word.endswith("ly") or word in {"also", "never", "once"}


def _in_name(word: str) -> bool:
    return word[0].isupper() and word.lower() not in closed.ARTICLES


def _in_phrase(word: str) -> bool:
    return word[0].isalnum() and word.lower() not in {"that", *closed.ADDING}
