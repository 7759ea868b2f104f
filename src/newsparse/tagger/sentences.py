"""Where a sentence begins for certain, whatever the network thinks of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.tables import listed
from newsparse.text.words import DEMONSTRATIVES, SUBJECT_PRONOUNS, VERSUS

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words of no name: with a capital behind an abbreviation they open a sentence ("in Washington, D.C. She said").
OPENERS = (SUBJECT_PRONOUNS | DEMONSTRATIVES | {"the"}) - {"i"}
LEAST = 3  # letters of a word that is no abbreviation without a full stop of its own: "a week. Sirius"


def sure_starts(words: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
    """Of each word whether it opens a sentence by its typography; `spaces` tells whether white space follows a word."""
    found = [False] * len(words)
    for index, (before, word) in enumerate(pairwise(words), start=1):
        if not (spaces[index - 1] and word[0].isupper()):
            continue
        if before == ".":
            found[index] = index > 1 and _is_ended(index - 2, words, spaces)
        elif before.endswith(".") and len(before) >= LEAST and before not in VERSUS:
            found[index] = word.lower() in OPENERS
        elif before.endswith(".") and index > 1:
            found[index] = _is_letter(words[index - 2], before[:-1])
    return found


def _is_letter(noun: str, letter: str) -> bool:
    """Whether one capital behind a word is no initial of a name: "on X.", "Plan B."."""
    if letter == "X":
        return noun.islower()
    return letter.isupper() and noun.lower() in listed("newsparse.tagger", "lettered.toml", "nouns")


def _is_ended(last: int, words: Sequence[str], spaces: Sequence[bool]) -> bool:
    """Whether the full stop behind the word `last` is none of an abbreviation: behind a long word in small letters, or
    a short one that is joined to the word before it ("£4m.", "Tae-ri.").
    """
    word, before = words[last], words[last - 1] if last else ""
    if spaces[last] or not word.isalpha():
        return False
    is_joined = bool(before) and not spaces[last - 1] and (before == "-" or before[-1].isdigit())
    return is_joined or (len(word) >= LEAST and word.islower())
