"""What the network sees of a word besides its letters: its case, its place in quotation marks, its word pieces.

The vocabulary is uncased, so the case of a word enters as an embedding of its own; whether it stands between
quotation marks is settled by typography and enters in the same way. Training and inference share this file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OTHER, LOWER, TITLE, UPPER, MIXED, INITIAL, NUMBER = CASES = range(7)
OUTSIDE, OPENING, INSIDE, CLOSING = QUOTE_STATES = range(4)

OPENERS = frozenset("“«„‹") | {"``", "‘‘"}
CLOSERS = frozenset("”»›") | {"''", "’’"}
STRAIGHT = frozenset('"') | {"＂"}
SINGLE_OPENER, SINGLE_CLOSER, SINGLE_STRAIGHT = "‘", "’", "'"

# Two-character marks are read as the curly ones, which the vocabulary has.
ALIASES = {"``": "“", "''": "”", "‘‘": "“", "’’": "”"}

MAX_PIECES_PER_WORD = 12
MAX_PIECE_CHARACTERS = 100
CACHE_SIZE = 8_192


def case_of(word: str) -> int:
    """The case class of a word: one of `CASES`."""
    if not any(map(str.isalpha, word)):
        return NUMBER if any(map(str.isdigit, word)) else OTHER
    if word.islower():
        return LOWER
    if word.isupper():
        return INITIAL if sum(map(str.isalpha, word)) == 1 else UPPER
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


def quote_states(words: Sequence[str], spaces: Sequence[bool]) -> list[int]:
    """For each word of one paragraph, one of `QUOTE_STATES`; `spaces[i]` tells whether white space follows it.

    A mark that is never closed reaches to the end of the paragraph, as it does where a quotation runs on in
    the next one.
    """
    states = []
    closer: frozenset[str] | None = None
    for index, word in enumerate(words):
        if closer is not None and word in closer and not (word in "’'" and _is_apostrophe(words, spaces, index)):
            states.append(CLOSING)
            closer = None
        elif closer is None and (opened := _closers_of(words, spaces, index)):
            states.append(OPENING)
            closer = opened
        else:
            states.append(OUTSIDE if closer is None else INSIDE)
    return states


def _closers_of(words: Sequence[str], spaces: Sequence[bool], index: int) -> frozenset[str] | None:
    """The marks that close what the word at `index` opens; None when it opens nothing."""
    word = words[index]
    if word in STRAIGHT:
        return STRAIGHT | CLOSERS
    if word in OPENERS:
        return CLOSERS | STRAIGHT
    after_space = index == 0 or spaces[index - 1]
    if word == SINGLE_OPENER:
        return frozenset(SINGLE_CLOSER)
    if word == SINGLE_STRAIGHT and after_space and not spaces[index]:
        return frozenset(SINGLE_STRAIGHT)
    return None


def _is_apostrophe(words: Sequence[str], spaces: Sequence[bool], index: int) -> bool:
    """Whether a closing single mark is rather the apostrophe of a plural ("the boys’ coach")."""
    follows_s = index > 0 and not spaces[index - 1] and words[index - 1].endswith("s")
    return follows_s and spaces[index] and any(word in "’'" for word in words[index + 1 :])


class WordPieces:
    """Word pieces of single words, remembered: news repeats its words."""

    def __init__(self, vocabulary: Path) -> None:
        """Read a `tokenizer.json` as the tokenizers library writes it; raises what that library raises."""
        from tokenizers import Tokenizer  # a training run needs the classes of this file, and no words

        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown, self.begin, self.separator, self.mask = map(self._special, ("[UNK]", "[CLS]", "[SEP]", "[MASK]"))

    def _special(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ValueError(f"the vocabulary has no {token}")
        return int(found)

    def __call__(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The piece ids of each word: at least one, at most `MAX_PIECES_PER_WORD`."""
        if len(self._known) > CACHE_SIZE:
            self._known.clear()
        new = list({word for word in words if word not in self._known})
        safe = [ALIASES.get(word, word)[:MAX_PIECE_CHARACTERS].encode("utf8", "replace").decode("utf8") for word in new]
        encoded = self._tokenizer.encode_batch(safe, add_special_tokens=False) if safe else []
        for word, encoding in zip(new, encoded, strict=True):
            ids = tuple(encoding.ids[:MAX_PIECES_PER_WORD])
            self._known[word] = ids or (self.unknown,)
        return [self._known[word] for word in words]
