"""Where the place ends and the name begins: "MP for Leeds North Amir Shah"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.geography import lookup
from newsparse.entities.named import SIDES
from newsparse.names import fold
from newsparse.names.lexicon import given_names
from newsparse.names.nouns import constituencies, kind_words

if TYPE_CHECKING:
    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["constituencies_apart"]

# Before an office that stands without an article, so that a name must follow: "by MP for ...".
_BARE = frozenset({"by", "but", "that", "when", "while", '"', "“", "”", "'", "’", "‘"})
_LONGEST = 7
_MODIFIERS = 3


def constituencies_apart(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """The place and the person apart, where one span holds both; the place alone is no organisation."""
    called = {fold(n.text) for n in named if n.label == "PERSON"}
    found: list[Named] = []
    for mention in named:
        if not _represented(tokens, mention):
            found.append(mention)
            continue
        cut = _name_in(tokens, mention, called)
        if cut:
            notes.append((mention, "a place and the name of who speaks for it"))
            found += [
                _part(tokens, mention, mention.first, cut, "LOC"),
                _part(tokens, mention, cut, mention.stop, "PERSON"),
            ]
        elif mention.label == "ORG" and _is_place(tokens.lower[mention.first : mention.stop]):
            notes.append((mention, "labelled LOC: somebody speaks for it"))
            found.append(replace(mention, label="LOC", labels={"LOC": 1.0}))
        else:
            found.append(mention)
    return found


def _part(tokens: Tokens, mention: Named, first: int, stop: int, label: str) -> Named:
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    return replace(
        mention,
        first=first,
        stop=stop,
        start=start,
        end=end,
        text=tokens.text[start:end],
        label=label,
        labels={label: 1.0},
    )


def _represented(tokens: Tokens, mention: Named) -> bool:
    """Whether "member for" or the like stands right before the mention, or before another place and "and"."""
    i = mention.first - 1
    if i > 0 and tokens.lower[i] in ("and", "&"):
        i -= 1
        while i > 0 and mention.first - i < _LONGEST and tokens.words[i][0].isupper():
            i -= 1
    return i > 0 and tokens.lower[i] == "for" and fold(tokens.words[i - 1]) in constituencies()


def _name_in(tokens: Tokens, mention: Named, called: set[str]) -> int:
    """The token at which a person's name begins within the span; 0 where it holds none."""
    words = [fold(w) for w in tokens.words[mention.first : mention.stop]]
    if not 3 <= len(words) <= _LONGEST or not all(w.replace("-", "").replace("'", "").isalpha() for w in words):
        return 0
    if words[-1] in SIDES or kind_words(words[-1]) or {"and", "of", "the", "upon"} & set(words):
        return 0
    places = [k for k in range(1, len(words) - 1) if _is_place(words[:k]) and words[k] not in SIDES]
    given = [k for k in range(1, len(words) - 1) if words[k] in given_names()]
    both = [k for k in places if k in given]
    known = words[-1] in called or " ".join(words[-2:]) in called
    # Few places go on after the word for a side; others do ("Birmingham Perry Barr"), and need more to be cut.
    ended = any(words[k - 1] in SIDES for k in both)
    if not (mention.label == "PERSON" or known or ended or _is_bare(tokens, mention)):
        return 0
    at = max(both, default=0) or max(places, default=0) or max(given, default=0)
    return mention.first + (at or len(words) - 2) if at or known or mention.label == "PERSON" else 0


def _is_place(words: list[str]) -> bool:
    """Whether the words are a place that the tables know, or one with its side: "Geelong South"."""
    if lookup(" ".join(words)).codes:
        return True
    return len(words) > 1 and (
        (words[-1] in SIDES and _is_place(words[:-1])) or (words[0] in SIDES and _is_place(words[1:]))
    )


def _is_bare(tokens: Tokens, mention: Named) -> bool:
    """Whether the office stands without article at the start of a clause, so that only its holder's name can follow."""
    head = next(i for i in range(mention.first - 1, 0, -1) if tokens.lower[i] == "for") - 1
    i = head - 1
    while i >= 0 and head - i <= _MODIFIERS and tokens.words[i].isalpha() and tokens.tags[i].startswith(("NN", "JJ")):
        if tokens.sentences[i] != tokens.sentences[head]:
            return True
        i -= 1
    return i < 0 or tokens.sentences[i] != tokens.sentences[head] or tokens.lower[i] in _BARE
