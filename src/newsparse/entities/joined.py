"""Names that the tagger tore: those of a list at "and" and "'s", law cases at "v", persons at nicknames and before
their generation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.entities.geography import country_key, lookup, places_with_and, postal
from newsparse.entities.named import Named
from newsparse.entities.signs import is_listed
from newsparse.entities.titled import calls_person
from newsparse.entities.unnamed import opens_sentence
from newsparse.names import fold, key_words
from newsparse.names.lexicon import begins_with_title, given_names, is_initials
from newsparse.names.nouns import adherents, namesakes, organisations, outlets
from newsparse.names.person import generation
from newsparse.text.calendar import month
from newsparse.text.words import CLOSING_MARKS, OPENING_MARKS, VERSUS, word_set
from newsparse.types import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

    from newsparse.entities.boundaries import Spans
    from newsparse.text.tokens import Tokens

__all__ = [
    "branch", "court", "divided", "given_before", "known_names", "law_case", "of_two", "seat", "whole",
    "with_generation", "with_number", "with_wings",
]  # fmt: skip

_PARTIES = frozenset({"PERSON", "ORG", "LOC", "GPE"})
_GENERATIONS = word_set("junior senior")
_WING = re.compile(r"\([A-Z]{1,3}\)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven)th")


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


def branch(tokens: Tokens, one: Named, other: Named) -> str:
    """Of an organisation and the country of its branch right after it, if no noun or name follows, to which the country
    may belong: "PotteryMakers", "UK".
    """
    if one.label != "ORG" or other.label not in PLACE_LABELS or not country_key(other.text):
        return ""
    if other.start != one.end + 1 or tokens.sentences[one.first] != tokens.sentences[other.first]:
        return ""
    return "" if _may_own(tokens, other.stop) else one.label


def _may_own(tokens: Tokens, i: int) -> bool:
    """Whether the country before a token may belong to it, a noun or a name; of a word without a tag it may."""
    tag = tokens.tags[i] if i < len(tokens) else "."
    return not tag or tag.startswith(("NN", "JJ", "CD"))


def court(tokens: Tokens, one: Named, other: Named) -> str:
    """Of a court and the district that it is for: "U.S. District Court", "Western District of Texas"."""
    of_district = one.label == "ORG" and key_words(one.text)[-1:] == ("court",) and "district" in key_words(other.text)
    return "ORG" if of_district and tokens.lower[one.stop : other.first] in (["for", "the"], ["of", "the"]) else ""


def seat(tokens: Tokens, one: Named, other: Named) -> str:
    """Of a body and the place that it is of, or of a university and its campus: "Aviation Authority", "Thailand";
    "University of Texas", "Austin".
    """
    words, between = key_words(one.text), tokens.lower[one.stop : other.first]
    if one.label != "ORG" or other.label not in PLACE_LABELS or len(words) < 2:
        return ""
    campus = words[:2] == ("university", "of") and between == ["at"]
    is_body = is_listed(words[-1], "state_bodies", "described_bodies")
    return "ORG" if campus or (is_body and between in (["of"], ["of", "the"])) else ""


def with_number(tokens: Tokens, mention: Named) -> Sequence[Named]:
    """A court of appeals with the number of its circuit: "5th | U.S. Circuit Court"."""
    of_circuit = mention.label == "ORG" and mention.first and "circuit" in key_words(mention.text)
    numbered = of_circuit and bool(_ORDINAL.fullmatch(tokens.lower[mention.first - 1]))
    return (mention.resized(tokens, mention.first - numbered, mention.stop),)


def with_wings(spans: Spans) -> list[Named]:
    """The mentions with the letters of wings of parties, which a bracket without a space holds: "CPI | (M)"."""
    return whole(spans, (found for mention in spans.named if (found := _with_wing(spans.tokens, mention))))


def _with_wing(tokens: Tokens, mention: Named) -> Named | None:
    stop = next((i for i in range(mention.first + 1, mention.stop) if tokens.words[i] == "("), mention.stop)
    wing = tokens.text[tokens.ends[stop - 1] : tokens.ends[min(stop + 2, len(tokens) - 1)]]
    has_wing = tokens.words[stop - 1].isupper() and _WING.fullmatch(wing)
    return mention.resized(tokens, mention.first, stop + 3, "ORG") if has_wing else None


def given_before(spans: Spans) -> list[Named]:
    """The mentions with what the tagger left before a person's name: initials ("KP | Sharma Pokharel"), and before a
    last one alone the given name ("its owner, Per | Hammar"). What the text has with another word there or without one
    has letters of an office: "LG Ana Ruiz", who is "Ana Ruiz" elsewhere.
    """
    tokens = spans.tokens
    persons = [each for each in spans.named if each.label == "PERSON" and each.first]
    taken = {i for mention in spans.named for i in range(mention.first, mention.stop)}
    begun = _begun(tokens, persons)
    found = (
        each.resized(tokens, each.first - 1, each.stop)
        for each in persons
        if _is_begun(tokens, each, begun[tuple(tokens.words[each.first : each.stop])], taken)
    )
    return whole(spans, found)


def _begun(tokens: Tokens, persons: Sequence[Named]) -> dict[tuple[str, ...], set[str]]:
    """Full name -> the words that stand before it, and family name -> those before it in full names."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for words, before in ((tokens.words[p.first : p.stop], tokens.words[p.first - 1]) for p in persons):
        if len(words) > 1:
            found[tuple(words)].add(before)
            found[words[-1],].add(words[-2])
    return found


def _is_begun(tokens: Tokens, mention: Named, before: Set[str], taken: Set[int]) -> bool:
    """Whether a person's name begins with the word before it, which is parted from it by one space; `before` are the
    words that stand before the same name in the text. Letters that are `taken` are a name of their own.
    """
    i = mention.first - 1
    if i < 0 or tokens.text[tokens.ends[i] : tokens.starts[i + 1]] != " ":
        return False
    if is_initials(tokens.words[i]):
        inside = i not in taken and tokens.sentences[i] == tokens.sentences[i + 1]
        return inside and not _is_state_of_town(tokens, i) and before <= {tokens.words[i]}
    return mention.stop - mention.first == 1 and tokens.words[i].istitle() and _is_given(tokens, i)


def _is_state_of_town(tokens: Tokens, i: int) -> bool:
    """Whether letters behind a comma are those of a state: "in Boston, MA"."""
    return tokens.words[i - 1 : i] == [","] and bool(postal(tokens.words[i], "").codes)


def _is_given(tokens: Tokens, i: int) -> bool:
    """Whether a word is a given name, and no title, and stands where one does: within a sentence, or after a noun for
    a person. A weekday or another word is one only there: "the rider Sunday Eze", "The suspect, Friday Musa, 28,".
    """
    word = fold(tokens.words[i])
    if opens_sentence(tokens, i) or begins_with_title(word):
        return False
    before = tokens.words[i - 1]
    within = word in given_names() and not month(word) and (before.islower() or before == ",")
    return within or (_is_after_noun(tokens, i) and (word in given_names() or is_listed(word, "given")))


def _is_after_noun(tokens: Tokens, i: int) -> bool:
    """Whether a noun for a person or a title stands before a given name, or before the comma that opens an apposition
    of it and the family name.
    """
    apposed = tokens.words[i - 1] == "," and tokens.words[i + 2 : i + 3] == [","]
    return calls_person(tokens.lower[i - 2] if apposed else fold(tokens.words[i - 1]))


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
    """First word -> the words of the known names that begin with it and are torn at a word of their own, or before a
    place at their end ("Historic England").
    """
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(organisations() | places_with_and(), key=len, reverse=True):
        words = tuple(name.replace("'s", " 's").split())
        if "and" in words or "'s" in words or lookup(words[-1]).is_well_known:
            found[words[0]].append(words)
    return {word: tuple(names) for word, names in found.items()}


def _known(tokens: Tokens) -> Iterator[Named]:
    """Organisations of the list and places, where they stand, and those with a word for a name within a sentence."""
    for i, word in enumerate(tokens.words):
        if word[0].isupper():
            name = next((name for name in _starts().get(fold(word), ()) if _reads(tokens, i, name)), None)
            of_list = "LOC" if " ".join(name or ()) in places_with_and() else "ORG"
            label = of_list if name else _label_of_word(tokens, i)
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
    printed = word in namesakes() and _has_listed(tokens.lower[max(0, i - 5) : i], "printed")
    return "ORG" if (printed and _is_alone(tokens, i)) or _is_paper(tokens, i) else ""


def _has_listed(words: Sequence[str], part: str) -> bool:
    return any(is_listed(word, part) for word in words)


def _is_paper(tokens: Tokens, i: int) -> bool:
    """Whether a word with "the" is a paper of the list that reports or is told something: "told the Herald"."""
    if i == 0 or tokens.lower[i - 1] != "the" or f"the {fold(tokens.words[i])}" not in outlets():
        return False
    after = tokens.lower[i + 1] if i + 1 < len(tokens) else "."
    before = tokens.lower[max(0, i - 3) : i - 1]
    if tokens.words[i + 1 : i + 2] == [after.title()] and after.isalpha():
        return False
    told = _has_listed(before[-1:], "telling") or before == ["according", "to"]
    return told or is_listed(after, "printed") or (after == "said" and not opens_sentence(tokens, i - 1))


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
