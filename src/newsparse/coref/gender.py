"""What the article tells of the gender of its people: by titles, nouns and pronouns; given names where asked for.

Pure functions over the columns of a text and the walk through it. Nothing here is read from the looks of a name unless
it is asked for: somebody of whom the text says nothing has no gender.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.coref.mentions import THIRD_PERSON
from newsparse.names import fold, is_person_noun, parse_person
from newsparse.names.lexicon import given_names, titles
from newsparse.names.nouns import nonbinary, told_gender
from newsparse.text.beside import apposition_after, head_noun, is_title, predicate_after, titles_before
from newsparse.text.grammar import Phrase
from newsparse.text.words import ARTICLES, POSSESSIVE_MARKS, POSSESSIVES
from newsparse.types import GenderEvidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Set

    from newsparse.coref.discourse_state import Discourse
    from newsparse.text.tokens import Tokens
    from newsparse.types import Entity, EvidenceKind, Gender

__all__ = ["decide", "gendered", "is_nonbinary"]

_GENDERS: dict[str, Gender] = {"m": "male", "f": "female"}
_SHOWN = 3
"""Evidence of one kind and gender that is kept."""
_SENTENCE = 40
"""Words after a name in which "uses they/them" is looked for."""
_OPENING = ARTICLES | POSSESSIVES | {"another"}
_THEY = re.compile(
    r"\b(?:uses? (?:the )?(?:pronouns? )?they(?: ?(?:/|and) ?them)?(?: pronouns?)?|goes by they(?: ?(?:/|and) ?them)?"
    r"|pronouns? (?:is|are) they(?: ?(?:/|and) ?them)?)\b"
)


def gendered(discourse: Discourse, entities: Sequence[Entity], *, from_names: bool = False) -> tuple[Entity, ...]:
    """The entities, the people among them with their gender and what told it."""
    tokens, pronouns = discourse.tokens, _pronouns(discourse)
    people = {i for i, spot in discourse.named.items() if spot.referent.is_person}

    def told(entity: Entity) -> list[GenderEvidence]:
        found = [*_beside(tokens, entity, people), *pronouns.get(entity.id, ())]
        return found if found or not from_names else [*_by_name(tokens, entity)]

    return tuple(_with_gender(each, told(each)) if each.label == "PERSON" else each for each in entities)


def is_nonbinary(tokens: Tokens, entity: Entity, people: Set[int]) -> bool:
    """Whether the words beside the mentions say that somebody is; `people` are the tokens of persons' names."""
    return any(each.gender == "nonbinary" for each in _beside(tokens, entity, people))


def _beside(tokens: Tokens, entity: Entity, people: Set[int]) -> Iterator[GenderEvidence]:
    """What the words beside the mentions tell; `people` are the tokens of persons' names."""
    for mention in entity.mentions:
        first, stop = tokens.span(mention.start, mention.end)
        if first < stop:
            for rule in _RULES:
                yield from rule(tokens, first, stop, people)


def _with_gender(entity: Entity, found: Iterable[GenderEvidence]) -> Entity:
    by_place = {(each.start, each.end): each for each in reversed([*found])}  # the first of two on the same words
    unique = sorted(by_place.values(), key=lambda each: each.start)
    return replace(entity, gender=decide(unique), gender_evidence=_shown(unique))


def decide(evidence: Sequence[GenderEvidence]) -> Gender | None:
    """The gender that all evidence tells; None where there is none or the words contradict each other.

    Whoever is called non-binary is, whatever the pronouns. A pronoun goes to a person by a resolution that may err:
    against a title or noun, or four times as many pronouns, it is no contradiction.
    """
    said = {each.gender for each in evidence if each.kind != "pronoun" or each.gender == "nonbinary"}
    if "nonbinary" in said:
        return "nonbinary"
    if said:
        return said.pop() if len(said) == 1 else None
    counts = {gender: sum(each.gender == gender for each in evidence) for gender in _GENDERS.values()}
    most, least = sorted(counts, key=lambda gender: -counts[gender])
    return most if counts[most] > 4 * counts[least] else None


def _shown(evidence: Iterable[GenderEvidence]) -> tuple[GenderEvidence, ...]:
    """The first few of each kind and gender."""
    count: dict[tuple[str, str], int] = {}
    kept = []
    for each in evidence:
        count[each.kind, each.gender] = number = count.get((each.kind, each.gender), 0) + 1
        if number <= _SHOWN:
            kept.append(each)
    return tuple(kept)


def _evidence(tokens: Tokens, first: int, stop: int, kind: EvidenceKind, gender: Gender) -> GenderEvidence:
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    return GenderEvidence(tokens.text[start:end], start, end, kind, gender)


def _pronouns(discourse: Discourse) -> dict[str, list[GenderEvidence]]:
    """The pronouns that were found to stand for somebody, by the id of whom."""
    found: dict[str, list[GenderEvidence]] = {}
    for i, choice in discourse.choices.items():
        entity = choice.referent.entity if choice.referent is not None else None
        known = THIRD_PERSON.get(discourse.tokens.lower[i])
        if known is None or entity is None:
            continue
        if discourse.tokens.starts[i] > entity.mentions[0].start:  # one that comes before its name is often another's
            told = _evidence(discourse.tokens, i, i + 1, "pronoun", _GENDERS[known])
            found.setdefault(entity.id, []).append(told)
    return found


def _titles(tokens: Tokens, first: int, stop: int, people: Set[int]) -> Iterator[GenderEvidence]:
    """Titles before the name, and at its head where the span holds them: "Mrs Okafor", "Sir Alan Reid"."""
    for i in range(titles_before(tokens, first)[0], stop):
        gender = _title(tokens, i)
        if gender:
            yield _evidence(tokens, i, i + 1, "title", gender)
        elif i >= first and tokens.words[i] != ".":
            break


def _title(tokens: Tokens, i: int) -> Gender | None:
    """The gender that a title at a token tells which is written with a capital; None where none does."""
    word = tokens.words[i]
    if not word[:1].isupper() or (tokens.lower[i] == "lord" and i + 1 < len(tokens) and is_title(tokens, i + 1)):
        return None  # "Lord Mayor Ana Ruiz"
    return _GENDERS.get(titles().get(fold(word).rstrip("."), ""))


def _before(tokens: Tokens, first: int, stop: int, people: Set[int]) -> Iterator[GenderEvidence]:
    """A noun right before the name: "the actress Ama Boateng", "his mother, Ama Boateng,"."""
    comma = first > 1 and tokens.words[first - 1] == ","
    i = first - 1 - comma
    if i < 0 or i in people or tokens.sentences[i] != tokens.sentences[first]:
        return
    if is_person_noun(fold(tokens.words[i])) and i and _noun(tokens, i - 1)[1] == "nonbinary":
        i -= 1  # "the non-binary singer Rowan Teague"
    begin, gender = _noun(tokens, i)
    if gender is None or (comma and (gender == "nonbinary" or not _is_set_off(tokens, begin, stop))):
        return
    yield _evidence(tokens, begin, i + 1, "noun", gender)


def _is_set_off(tokens: Tokens, begin: int, stop: int) -> bool:
    """Whether a noun with its article or owner, and the name after it, stand between commas, and no list goes on."""
    owned = begin > 0 and tokens.lower[begin - 1] in _OPENING | POSSESSIVE_MARKS
    listed = tokens.lower[stop : stop + 2] in ([",", "and"], [",", "or"])
    return owned and not listed and tokens.words[stop : stop + 1] in ([","], ["."], [")"], [";"], ["—"], ["–"])


def _noun(tokens: Tokens, i: int) -> tuple[int, Gender | None]:
    """Where the noun that ends at a token begins, over its hyphens, and the gender that it tells: "mother-in-law"."""
    begin = tokens.word_start(i)
    whole = _told_by(tokens.cut(begin, i + 1))
    return (begin, whole) if whole else (i, _told_by(tokens.words[i]))


def _told_by(word: str) -> Gender | None:
    noun = fold(word)
    return "nonbinary" if noun in nonbinary() else _GENDERS.get(told_gender(noun))


def _after(tokens: Tokens, first: int, stop: int, people: Set[int]) -> Iterator[GenderEvidence]:
    """The noun of an apposition: "Ama Boateng, 41, a mother of three,", "Ama Boateng, the actress"."""
    phrase = apposition_after(tokens, stop, people)
    if phrase is not None and tokens.words[stop] == "," and tokens.lower[phrase.first] in _OPENING:
        yield from _of_phrase(tokens, phrase)


def _predicate(tokens: Tokens, first: int, stop: int, people: Set[int]) -> Iterator[GenderEvidence]:
    """The noun of "Ama Boateng is a mother of three", "Ama Boateng, who is non-binary"."""
    phrase = predicate_after(tokens, stop)
    verb = stop + 2 * (tokens.lower[stop : stop + 2] == [",", "who"])
    if phrase is not None:
        yield from _of_phrase(tokens, phrase)
    elif tokens.lower[verb : verb + 1] in (["is"], ["was"]):
        yield from _nonbinary(tokens, Phrase(verb + 1, min(verb + 3, len(tokens) - 1)))


def _of_phrase(tokens: Tokens, phrase: Phrase) -> Iterator[GenderEvidence]:
    """What the head of a noun phrase tells; nothing where others are joined to it: "her mother and two friends"."""
    head = head_noun(tokens, phrase)
    if head is None or tokens.lower[head + 1 : head + 2] in (["and"], ["or"]):
        return
    told = [*_nonbinary(tokens, Phrase(phrase.first, head))]
    begin, gender = _noun(tokens, head)
    yield from told or ([_evidence(tokens, begin, head + 1, "noun", gender)] if gender else [])


def _nonbinary(tokens: Tokens, phrase: Phrase) -> Iterator[GenderEvidence]:
    """The first word of a phrase that calls somebody non-binary."""
    for i in range(phrase.first, phrase.stop):
        begin, gender = _noun(tokens, i)
        if gender == "nonbinary":
            yield _evidence(tokens, begin, i + 1, "noun", gender)
            return


def _they(tokens: Tokens, first: int, stop: int, people: Set[int]) -> Iterator[GenderEvidence]:
    """A sentence about nobody else that says that the person uses "they": "Boateng, who uses they/them pronouns"."""
    last = max(stop, min(stop + _SENTENCE, tokens.sentence_bounds[tokens.sentences[first]][1]))
    if any(i in people for i in range(stop, last)):
        return
    begin = tokens.starts[stop] if stop < last else tokens.ends[stop - 1]
    match = _THEY.search(tokens.text[begin : tokens.ends[last - 1]].lower())
    if match is not None:
        start, end = begin + match.start(), begin + match.end()
        yield GenderEvidence(tokens.text[start:end], start, end, "pronoun", "nonbinary")


def _by_name(tokens: Tokens, entity: Entity) -> Iterator[GenderEvidence]:
    """The given name, where nine in ten of its bearers have one gender."""
    for mention in entity.mentions:
        known = parse_person(mention.text)
        gender = _GENDERS.get(known.gender)
        if gender is None or len(known.words) < 2:
            continue
        for i in range(*tokens.span(mention.start, mention.end)):
            if given_names().get(fold(tokens.words[i])) == known.gender:
                yield _evidence(tokens, i, i + 1, "name", gender)
                return


_RULES: tuple[Callable[[Tokens, int, int, Set[int]], Iterator[GenderEvidence]], ...] = (
    _titles, _before, _after, _predicate, _they,
)  # fmt: skip
