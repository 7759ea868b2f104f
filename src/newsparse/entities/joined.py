"""Names that the tagger tore: companies at "&", "and" and "'s", law cases at "v", persons before their generation."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from newsparse.entities.named import PLACES, Named
from newsparse.names import fold
from newsparse.names.lexicon import given_names
from newsparse.names.nouns import adherents, namesakes, organisations
from newsparse.names.person import generation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsparse.names import Tokens

__all__ = ["joined"]

_PRINTED = frozenset({"printed", "published", "reported"})
"""Verbs that show a word with a capital to be a paper: "published it in Nature"."""
_VERSUS = frozenset({"v", "v.", "vs", "vs.", "versus"})
_GENERATIONS = frozenset({"junior", "senior"})

Span = tuple[int, int, str]
"""The tokens of a name, from one to one past the last, and its label."""


def joined(tokens: Tokens, named: list[Named], notes: list[tuple[Named, str]]) -> list[Named]:
    """The mentions with torn names as one; a mention that is partly in such a name keeps the tagger's extent."""
    found = [_with_generation(tokens, mention, notes) for mention in named]
    taken = {i: mention for mention in found for i in range(mention.first, mention.stop)}
    for first, stop, label in (*_known(tokens), *_around_ampersands(tokens, taken), *_cases(tokens, found)):
        torn = dict.fromkeys(taken[i] for i in range(first, stop) if i in taken)
        if any((n.first, n.stop) == (first, stop) or n.first < first or stop < n.stop for n in torn):
            continue
        start, end = tokens.starts[first], tokens.ends[stop - 1]
        score = max((n.score for n in torn), default=1.0)
        whole = Named(first, stop, start, end, tokens.text[start:end], label, score, {label: 1.0})
        notes.append((whole, "one name"))
        taken |= dict.fromkeys(range(first, stop), whole)
    return list(dict.fromkeys(taken[i] for i in sorted(taken)))


@cache
def _starts() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """First word -> the words of the known names that begin with it and are torn at a word of their own."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(organisations(), key=len, reverse=True):
        words = tuple(name.replace("'s", " 's").split())
        if "and" in words or "'s" in words:
            found[words[0]].append(words)
    return {word: tuple(names) for word, names in found.items()}


def _known(tokens: Tokens) -> Iterator[Span]:
    """Organisations that the list has, where they stand, and those with a word for a name within a sentence."""
    for i, word in enumerate(tokens.words):
        if not word[0].isupper():
            continue
        for name in _starts().get(fold(word), ()):
            if _reads(tokens, i, name):
                yield i, i + len(name), "ORG"
                break
        else:
            if _is_alone(tokens, i) and fold(word) in namesakes() and _PRINTED.intersection(tokens.lower[i - 5 : i]):
                yield i, i + 1, "ORG"
            elif _is_alone(tokens, i) and fold(word) in adherents():
                yield i, i + 1, "NORP"


def _reads(tokens: Tokens, i: int, name: tuple[str, ...]) -> bool:
    words = tokens.words[i : i + len(name)]
    return tuple("and" if w == "&" else fold(w) for w in words) == name and all(
        w[0].isupper() or w in ("&", "and", "of", "'s", "’s") for w in words
    )


def _is_alone(tokens: Tokens, i: int) -> bool:
    """Whether a word with a capital of its own stands within a sentence, with none beside it."""
    if not 0 < i < len(tokens.words) - 1 or not tokens.words[i].istitle() or not tokens.tags[i].startswith("NN"):
        return False
    before, after = tokens.words[i - 1], tokens.words[i + 1]
    return before.isalpha() and before.islower() and not after[0].isupper()


def _around_ampersands(tokens: Tokens, taken: Mapping[int, Named]) -> Iterator[Span]:
    """Two names around "&": "Ernst & Young"; but no two persons, the first by a given name: "Ana & Bo Lund"."""
    full = [n for n in dict.fromkeys(taken.values()) if n.label == "PERSON" and n.stop - n.first > 1]
    families = {tokens.words[n.stop - 1] for n in full}
    for i in range(1, len(tokens.words) - 1):
        if tokens.words[i] != "&" or not (tokens.words[i - 1][0].isupper() and tokens.words[i + 1][0].isupper()):
            continue
        before, after = taken.get(i - 1), taken.get(i + 1)
        first, stop = before.first if before else i - 1, after.stop if after else i + 2
        people = before is not after and tokens.words[i - 1] in families
        if not (people or (before and before is not after and _stand_apart(tokens, before, after))):
            yield first, stop, "ORG"


def _stand_apart(tokens: Tokens, one: Named, other: Named | None) -> bool:
    """Whether "&" joins no name: two places, two persons, names of several words."""
    if one.stop - one.first > 1 or (other and other.stop - other.first > 1):
        return True
    if other is None:
        return False
    given = one.label == other.label == "PERSON" and fold(tokens.words[one.first]) in given_names()
    return given or (one.label in PLACES and other.label in PLACES)


def _cases(tokens: Tokens, named: list[Named]) -> Iterator[Span]:
    """A law case: "Harrow v Lindqvist"; of two clubs it is a match."""
    for one, other in itertools.pairwise(named):
        between = tokens.lower[one.stop : other.first]
        if one.label == other.label == "PERSON" and len(between) == 1 and between[0] in _VERSUS:
            yield one.first, other.stop, "MISC"


def _with_generation(tokens: Tokens, mention: Named, notes: list[tuple[Named, str]]) -> Named:
    """A person with the word for the generation that follows the name: "Louis Farr Jr", "Frank Boyle senior"."""
    stop = mention.stop
    if mention.label != "PERSON" or stop >= len(tokens.words) or tokens.starts[stop] > mention.end + 1:
        return mention
    word = tokens.words[stop]
    suffix = bool(generation(word)) and word[0].isupper()
    noun = tokens.tags[stop + 1 : stop + 2] in (["NN"], ["NNS"], ["NNP"])
    if stop - mention.first < 2 or not (suffix or (word in _GENERATIONS and not noun)):
        return mention
    notes.append((mention, "the generation ends the name"))
    end = tokens.ends[stop]
    return replace(mention, stop=stop + 1, end=end, text=tokens.text[mention.start : end])
