"""Names that the tagger tore: those of a list at "and" and "'s", law cases at "v", persons at nicknames and before
their generation.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.entities.geography import countries_with_and, country_key
from newsparse.entities.named import Named
from newsparse.names import fold
from newsparse.names.lexicon import begins_with_title, given_names
from newsparse.names.nouns import adherents, namesakes, organisations
from newsparse.names.person import generation
from newsparse.text.calendar import month
from newsparse.text.words import CLOSING_MARKS, OPENING_MARKS, VERSUS, word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsparse.entities.boundaries import Spans
    from newsparse.text.tokens import Tokens

__all__ = ["divided", "given_before", "known_names", "law_case", "of_two", "whole", "with_generation"]

_PRINTED = word_set("printed published reported")
"""Verbs that show a word with a capital to be a paper: "published it in Nature"."""
_PARTIES = frozenset({"PERSON", "ORG", "LOC", "GPE"})
_GENERATIONS = word_set("junior senior")


def known_names(spans: Spans) -> list[Named]:
    """The mentions with the names of the list that the tagger tore or passed over."""
    return whole(spans, _known(spans.tokens))


def of_two(label_of: Callable[[Tokens, Named, Named], str]) -> Callable[[Spans], list[Named]]:
    """A rule that makes one name of two that follow each other, with the label that it gives; none where that is ""."""

    def apply(spans: Spans) -> list[Named]:
        told = ((one, other, label_of(spans.tokens, one, other)) for one, other in pairwise(spans.named))
        found = (one.resized(spans.tokens, one.first, other.stop, label) for one, other, label in told if label)
        return whole(spans, found)

    return apply


def law_case(tokens: Tokens, one: Named, other: Named) -> str:
    """Of the parties in a law case: "Harrow v Lindqvist"; of two clubs it is a match."""
    between = tokens.lower[one.stop : other.first]
    labels = {one.label, other.label}
    return "MISC" if between and " ".join(between) in VERSUS and "PERSON" in labels and labels <= _PARTIES else ""


def given_before(spans: Spans) -> list[Named]:
    """The mentions with the given name that the tagger left before a person's last one: "its owner, Per | Hammar"."""
    lone = (each for each in spans.named if each.label == "PERSON" and each.stop - each.first == 1)
    found = (
        each.resized(spans.tokens, each.first - 1, each.stop)
        for each in lone
        if _is_given(spans.tokens, each.first - 1)
    )
    return whole(spans, found)


def _is_given(tokens: Tokens, i: int) -> bool:
    """Whether a given name, and no title or month, stands right before a word, not at the head of its sentence."""
    if i < 1 or tokens.text[tokens.ends[i] : tokens.starts[i + 1]] != " ":
        return False
    before, word = tokens.words[i - 1 : i + 1]
    inside = tokens.sentences[i - 1] == tokens.sentences[i] and (before.islower() or before == ",")
    return inside and word.istitle() and fold(word) in given_names() and not begins_with_title(word) and not month(word)


def divided(tokens: Tokens, one: Named, other: Named) -> str:
    """Of a name that a bracket divides ("Orlan", "Peru) Ltd"), or of a person a hyphen or the mark of a nickname."""
    between = tokens.text[one.end : other.start]
    inside, closing, after = other.text.partition(")")
    if between.strip() == "(" and closing:
        return one.label if "(" not in inside and after.strip()[:1].isupper() else ""
    persons = one.label == other.label == "PERSON"
    return one.label if persons and (between == "-" or _is_mark_of_pair(one, between.strip(), other)) else ""


def _is_mark_of_pair(one: Named, mark: str, other: Named) -> bool:
    """Whether a mark between two parts of a name has its partner in one of them."""
    opens = mark in OPENING_MARKS and not CLOSING_MARKS.isdisjoint(other.text)
    return opens or (mark in CLOSING_MARKS and not OPENING_MARKS.isdisjoint(one.text))


def whole(spans: Spans, found: Iterable[Named]) -> list[Named]:
    """The mentions with these names for their pieces; one that is partly in such a name keeps the tagger's extent."""
    taken = {i: mention for mention in spans.named for i in range(mention.first, mention.stop)}
    for name in found:
        inside = {taken[i] for i in range(name.first, name.stop) if i in taken}
        if all(_is_piece(mention, name) for mention in inside):
            taken |= dict.fromkeys(range(name.first, name.stop), name)
    return list(dict.fromkeys(taken[i] for i in sorted(taken)))


def _is_piece(mention: Named, name: Named) -> bool:
    """Whether a mention lies in a longer name."""
    longer = name.stop - name.first > mention.stop - mention.first
    return longer and name.first <= mention.first and mention.stop <= name.stop


@cache
def _starts() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """First word -> the words of the known names that begin with it and are torn at a word of their own."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(organisations() | countries_with_and(), key=len, reverse=True):
        words = tuple(name.replace("'s", " 's").split())
        if "and" in words or "'s" in words:
            found[words[0]].append(words)
    return {word: tuple(names) for word, names in found.items()}


def _known(tokens: Tokens) -> Iterator[Named]:
    """Organisations of the list and countries, where they stand, and those with a word for a name within a sentence."""
    for i, word in enumerate(tokens.words):
        if word[0].isupper():
            name = next((name for name in _starts().get(fold(word), ()) if _reads(tokens, i, name)), None)
            label = _label_of_word(tokens, i) if name is None else "LOC" if country_key(" ".join(name)) else "ORG"
            if label:
                yield Named.at(tokens, i, i + len(name or (word,)), label, labels={label: 1.0})


def _reads(tokens: Tokens, i: int, name: tuple[str, ...]) -> bool:
    words = tokens.words[i : i + len(name)]
    return tuple("and" if w == "&" else fold(w) for w in words) == name and all(
        w[0].isupper() or w in ("&", "and", "of", "the", "'s", "’s") for w in words
    )


def _label_of_word(tokens: Tokens, i: int) -> str:
    """The label of a word with a capital that is a paper's name where something is printed, or a party's adherents'."""
    word = fold(tokens.words[i])
    if word in adherents():
        return "NORP" if _is_alone(tokens, i) else ""
    printed = word in namesakes() and not _PRINTED.isdisjoint(tokens.lower[max(0, i - 5) : i])
    return "ORG" if printed and _is_alone(tokens, i) else ""


def _is_alone(tokens: Tokens, i: int) -> bool:
    """Whether a word with a capital of its own stands within a sentence, with none beside it."""
    if not 0 < i < len(tokens) - 1 or not tokens.words[i].istitle() or not tokens.tags[i].startswith("NN"):
        return False
    before, after = tokens.words[i - 1], tokens.words[i + 1]
    return before.isalpha() and before.islower() and not after[0].isupper()


def with_generation(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """A person with the word for the generation that follows the name: "Louis Farr Jr", "Frank Boyle senior"."""
    stop = mention.stop
    lone = stop - mention.first < 2
    if mention.label != "PERSON" or lone or stop >= len(tokens) or tokens.starts[stop] > mention.end + 1:
        return (mention,)
    word = tokens.words[stop]
    suffix = bool(generation(word)) and word[0].isupper()
    noun = tokens.tags[stop + 1 : stop + 2] in (["NN"], ["NNS"], ["NNP"])
    if not suffix and (word not in _GENERATIONS or noun):
        return (mention,)
    return (mention.resized(tokens, mention.first, stop + 1),)
