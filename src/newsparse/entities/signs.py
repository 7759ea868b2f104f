"""Signs of the kind of bearer that a name has: in its words, in what stands beside it, in the rest of the text.

A sign has a name; `data/signs.toml` says how much it speaks for and against each kind. A sign alone decides nothing:
`newsparse.entities.labels` weighs all of them with the tagger's chances.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from newsparse.entities.gazetteer import candidates
from newsparse.entities.geography import demonym_codes, is_local, lookup
from newsparse.entities.named import PLACES
from newsparse.entities.organisations import SITE, brackets_after
from newsparse.names import PersonName, fold, initials, is_person_noun, key_words, kind_of_organisation, parse_person
from newsparse.names.lexicon import check_sorted, given_names, is_rank, load, particles, titles
from newsparse.names.nouns import (
    company_kinds,
    company_words,
    is_kin,
    is_surely_organisation,
    kind_words,
    namesakes,
    organisations,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["Facts", "facts_of", "is_place_noun", "signs_beside", "signs_in_text", "weights"]

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OWNERS = frozenset({"his", "her", "their", "my", "our", "'s", "’s"})
_WITHIN = frozenset({"across", "around", "in", "inside", "near", "outside", "throughout"})
_ENDS = frozenset({"about", "at", "behind", "by", "for", "from", "in", "of", "on", "that", "which", "who", "with"})
"""Words that end the noun phrase of an apposition."""
_PLURAL_VERBS = frozenset({"are", "have", "were"})
_SAYS = frozenset({"added", "said", "says", "told", "warned"})
_CLUB_WORDS = frozenset({"albion", "athletic", "city", "county", "rangers", "rovers", "town", "united", "wanderers"})
_PLACE_WORDS = frozenset({
    "cape", "east", "fort", "great", "gulf", "lake", "mount", "new", "north", "port", "puerto", "rio", "saint", "san",
    "santa", "south", "st", "upper", "west",
})  # fmt: skip
_LONGEST = 7
"""Words of an apposition, or of what stands between an employer and a name, that are looked at."""
_LONGEST_NAME = 4
_SHORTEST = 4
_LARGE = 100_000
"""People of a city that is known by its name alone, though the list of places calls it a town."""


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    table = load("newsparse.entities", "signs.toml")["words"]
    return {part: frozenset(check_sorted(f"signs.toml {part}", words)) for part, words in table.items()}


def _is(word: str, part: str) -> bool:
    return word in _word_lists()[part]


def is_place_noun(word: str) -> bool:
    """Whether a folded noun says of a name that it is a place's: "capital", "village"."""
    return _is(word, "places")


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Sign -> what it adds to the logarithm of the chance of each kind."""
    table: dict[str, dict[str, float]] = load("newsparse.entities", "signs.toml")["weights"]
    return table


@dataclass(frozen=True, slots=True)
class Facts:
    """What the names of a text tell about each other; all words folded.

    `persons` are the words of full names, `families` their last ones with the names, `givens` their first ones, `alone`
    persons of one word; `firsts` the first words of organisations, `firms` those of companies, `clubs` whole and short
    names of clubs, `letters` what organisations spell, `buildings` what stands in brackets after a place, with its
    label, `storms` names of storms.
    """

    persons: frozenset[str] = frozenset()
    families: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    givens: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    firsts: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    clubs: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    buildings: Mapping[str, str] = field(default_factory=dict)
    storms: frozenset[str] = frozenset()


def facts_of(tokens: Tokens, named: Sequence[Named], kinds: Sequence[str]) -> Facts:
    """The facts of a text whose names are taken to be of these kinds."""

    def of(kind: str) -> list[Named]:
        return [n for n, each in zip(named, kinds, strict=True) if each == kind]

    people = [parse_person(n.text) for n in of("PERSON")]
    full = [name for name in people if len(name.words) > 1]
    bodies = [_without_the(key_words(SITE.sub(" com", n.text))) for n in of("ORG")]
    long = [words for words in bodies if len(words) > 1 and words[1] not in ("of", "for", "and")]
    clubs = [words for words in long if words[-1] in _CLUB_WORDS]
    prefixed = [words[1] for n, words in zip(of("ORG"), bodies, strict=True) if len(words) == 2 and _is_prefix(n.text)]
    buildings = [n for n in of("PLACE") if n.stop - n.first > 1]
    return Facts(
        persons=frozenset(word for name in full for word in name.words),
        families=_families(full),
        givens=frozenset(name.words[0] for name in full),
        alone=frozenset(name.words[0] for name in people if len(name.words) == 1),
        firsts=frozenset(words[0] for words in long) | frozenset(prefixed),
        firms=frozenset(words[0] for words in long if words[-1] in company_words()),
        clubs=frozenset(text for words in clubs for text in (" ".join(words), words[0], words[-1])),
        letters=frozenset(a for n in of("ORG") if " " in n.text for a in initials(n.text) if len(a) > 1)
        | frozenset(fold(n.text) for n in of("ORG") if n.text.isupper() and len(n.text) > 1),
        buildings={fold(letters): buildings[i].label for i, letters in brackets_after(tokens, buildings).items()},
        storms=frozenset(key_words(n.text)[-1] for n in named if _is_storm(tokens, n)),
    )


def _families(full: Sequence[PersonName]) -> dict[str, frozenset[tuple[str, ...]]]:
    """Family name -> the full names with it."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in full:
        for word in (name.words[-1], name.family):
            found.setdefault(word, set()).add(name.words)
    return {word: frozenset(names) for word, names in found.items()}


def _without_the(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("the",) else words


def _is_prefix(text: str) -> bool:
    """Whether a name begins with such letters as stand before the names of clubs: "TP Nkana", "FC Vell"."""
    word = text.split(maxsplit=1)[0]
    return word.isupper() and 1 < len(word) <= 3 and word.isalpha()


def signs_beside(tokens: Tokens, mention: Named, people: frozenset[int]) -> Iterator[str]:
    """The signs in a name and beside it; `people` are the first tokens of what the tagger calls persons."""
    words = key_words(mention.text)
    if words:
        yield from _of_words(mention, words)
        yield from _before(tokens, mention, words)
        yield from _after(tokens, mention, words, people)


def _of_words(mention: Named, words: tuple[str, ...]) -> Iterator[str]:
    last, name = words[-1], fold(mention.text).replace(" & ", " and ")
    if name in organisations():
        yield "a known organisation"
    elif name in namesakes():
        yield "a word that is a firm's name as well"
    if "&" in words[1:-1] and words[0] not in given_names():
        yield "two names and an ampersand"
    if len(words) == 1:
        if last in given_names():
            yield "a given name"
    elif is_surely_organisation(last):
        yield "a body by its last word"
    elif last in company_words() and words[0] not in given_names():
        yield "a company by its last word"
    elif _is_full_name(mention, words):
        if mention.label in PLACES | {"PERSON"} or _is(words[0], "given"):
            yield "a full name"


def _is_full_name(mention: Named, words: tuple[str, ...]) -> bool:
    """Whether a name of two words or more begins with a given name, and nothing in it is of another kind."""
    if len(words) > _LONGEST_NAME or not mention.text.replace(" ", "").replace("-", "").isalpha():
        return False
    if mention.text.isupper() or lookup(mention.text).codes or fold(mention.text) in organisations():
        return False
    if not all(word[0].isupper() or word in particles("particles") for word in mention.text.split()):
        return False
    if any(kind_words(word) or word in company_words() or word in _CLUB_WORDS for word in words[1:]):
        return False
    return (
        words[0] in given_names()
        or _is(words[0], "given")
        or (words[-1] in particles("family_first") and words[0] not in _PLACE_WORDS)
    )


def _before(tokens: Tokens, mention: Named, words: tuple[str, ...]) -> Iterator[str]:
    if _is_storm(tokens, mention):
        yield "a storm"
    i = mention.first - 1
    if i < 0:
        return
    yield from _of_noun_before(tokens, mention, words)
    before, earlier = tokens.lower[i], tokens.lower[max(0, i - 1)]
    if before in _WITHIN:
        yield _of_inside(tokens, mention, earlier)
    elif (
        before == "the"
        and len(words) == 1
        and not "".join(tokens.tags[mention.stop : mention.stop + 1]).startswith("NN")
    ):
        yield "the"
    elif before == "(" and _is(fold(mention.text), "agencies"):
        yield "an agency in brackets"
    elif before == "at" and _is(earlier, "scholars"):
        yield "a university"
    elif before in ("at", "with") and _is_staff(fold(earlier)):
        yield "an employer"
    elif before in ("for", "with") and earlier in ("signed", "signs"):
        yield "a new club"
    elif before == "by" and _is(earlier, "makers"):
        yield "made by"
    elif _is(before, "opponents") and not _is_land(mention):
        yield "an opponent"


def _of_inside(tokens: Tokens, mention: Named, earlier: str) -> str:
    """What "in" before a name tells: of a name that the tables know much; of "shares in Vell" and "in Vell's" less."""
    if _is(earlier, "holdings"):
        return "shares in"
    owned = bool(_POSSESSIVE.intersection(tokens.lower[mention.stop : mention.stop + 1]))
    known = not mention.text.isupper() and (lookup(mention.text).codes or candidates(mention.text))
    return "in a known place" if known and not owned and mention.label != "NORP" else "in"


def _of_noun_before(tokens: Tokens, mention: Named, words: tuple[str, ...]) -> Iterator[str]:
    i = mention.first - 1
    if _is(_noun_before(tokens, i), "vessels"):
        yield "a vessel"
    elif is_rank(tokens.words[i]):
        yield "a rank"
    elif _is_title(tokens, i):
        yield "a title"
    elif _is(tokens.lower[i], "works") and len(words) == 1 and tokens.tags[i] in ("NN", ""):
        yield "a work"
    elif _kin_before(tokens, mention):
        yield "a relative"


def _after(tokens: Tokens, mention: Named, words: tuple[str, ...], people: frozenset[int]) -> Iterator[str]:
    next_two = tokens.lower[mention.stop : mention.stop + 2]
    if next_two[:1] == [","]:
        yield from _of_apposition(tokens, mention, words)
        if next_two[1:] == ["who"]:
            yield "who"
    yield from _of_property(tokens, mention, next_two)
    if words[0] in given_names() or len(words) > 1:
        if _owns_name(tokens, mention, words, people):
            yield "its member"
        return
    if mention.label == "PERSON":
        yield from _of_office(tokens, mention, people)
    if _has_staff(tokens, mention, people):
        yield "its staff"
    elif _is_owner_of_chief(tokens, mention, people):
        yield "a head of business"
    elif _owns_name(tokens, mention, words, people):
        yield "its member"


def _of_apposition(tokens: Tokens, mention: Named, words: tuple[str, ...]) -> Iterator[str]:
    noun = _apposition(tokens, mention.stop)
    if _is(noun, "works"):
        yield "said to be a work"
    elif _is(noun, "vessels"):
        yield "said to be a vessel"
    elif _is(noun, "places"):
        yield "said to be a place"
    elif _is_organisation(noun):
        if words[0] not in given_names():
            yield "said to be an organisation"
    elif is_person_noun(noun) and len(words) == 1 and not kind_words(words[0]):
        yield "said to be a person"


def _of_property(tokens: Tokens, mention: Named, after: list[str]) -> Iterator[str]:
    """What its bearer has or does: "Vell shares", "Vell's coach", "Vell recalled"."""
    owned = after[1:] if after[:1] and after[0] in _POSSESSIVE else after[:1]
    for noun in owned:
        for part, sign in (("business", "its business"), ("teams", "its team"), ("town", "its town")):
            if _is(noun, part) and mention.label != "NORP" and not _is_land(mention):
                yield sign
        if owned == after[:1] and tokens.tags[mention.stop].startswith("VB"):
            if _is(noun, "matches"):
                yield "a match"
            elif _is(noun, "deals"):
                yield "a deal"


def _is_land(mention: Named) -> bool:
    """Whether a name is that of a country or region, which has teams under its own name."""
    return lookup(mention.text).kind in ("country", "region", "spelling")


def _of_office(tokens: Tokens, mention: Named, people: frozenset[int]) -> Iterator[str]:
    """Whose head of state or of business the next name is: "Tarim President Yusuf al-Hariri", "Veltor CEO Ana Ruiz"."""
    office = tokens.words[mention.stop : mention.stop + 1]
    end = mention.stop + 1 + (tokens.words[mention.stop + 1 : mention.stop + 2] == ["Minister"])
    if office and end in people:
        if _is(office[0].lower(), "state_heads"):
            yield "a head of state"
        elif _is(office[0].lower(), "business_heads"):
            yield "a head of business"


def _is_storm(tokens: Tokens, mention: Named) -> bool:
    words = key_words(mention.text)
    if len(words) > 1 and _is(words[0], "storms"):
        return True
    before = tokens.words[mention.first - 1] if mention.first else ""
    return len(words) == 1 and before[:1].isupper() and _is(before.lower(), "storms")


def _noun_before(tokens: Tokens, i: int) -> str:
    """The word before a name, titles passed over: "ferry" of "the ferry Princess Anastasia"."""
    while i > 0 and tokens.words[i][0].isupper() and tokens.lower[i].rstrip(".") in titles():
        i -= 1
    return tokens.lower[i]


def _is_title(tokens: Tokens, i: int) -> bool:
    """Whether a title, with a capital as it has before names, stands at token `i`, or its full stop does."""
    at = i - 1 if tokens.words[i] == "." and i else i
    return tokens.words[at][0].isupper() and tokens.lower[at].rstrip(".") in titles()


def _kin_before(tokens: Tokens, mention: Named) -> bool:
    """Whether "his daughter", with or without a comma, stands right before a name."""
    i = mention.first - 1
    i -= i > 0 and tokens.words[i] == ","
    return i > 0 and is_kin(tokens.lower[i]) and tokens.lower[i - 1] in _OWNERS


def _apposition(tokens: Tokens, i: int) -> str:
    """The last noun of ", the ... noun," after a name; "" where no such apposition stands there."""
    if tokens.lower[i + 1 : i + 2] not in (["the"], ["a"], ["an"]):
        return ""
    for j in range(i + 2, min(i + 2 + _LONGEST, len(tokens.words))):
        if tokens.words[j] in (",", ".") or tokens.lower[j] in _ENDS:
            return fold(tokens.words[j - 1]) if tokens.words[j - 1].islower() else ""
    return ""


def _is_organisation(noun: str) -> bool:
    kind = bool(kind_of_organisation(noun)) or noun in company_kinds()
    return kind and (not is_person_noun(noun) or noun in company_kinds())


def _is_staff(noun: str) -> bool:
    """Whether those who work as this are named with their employer, and not with a person: no adviser, no lawyer."""
    return _is(noun, "staff") or (noun.endswith("ist") and is_person_noun(noun) and not _is(noun, "not_staff"))


def _has_staff(tokens: Tokens, mention: Named, people: frozenset[int]) -> bool:
    """Whether what its bearer works as, with a name, follows: "Carver planetary scientist Avi Strand"."""
    end = mention.stop
    while end < len(tokens.words) and end - mention.stop < _LONGEST and tokens.words[end].islower():
        end += 1
    return mention.stop < end and end in people and _is_staff(fold(tokens.lower[end - 1]))


def _is_owner_of_chief(tokens: Tokens, mention: Named, people: frozenset[int]) -> bool:
    """Whether it stands in an apposition to a person who works there: "Jo Dunn, Veltor's director of research"."""
    i = mention.first
    if i < 2 or tokens.words[i - 1] != "," or not _POSSESSIVE.issuperset(tokens.lower[mention.stop : mention.stop + 1]):
        return False
    person = any(tokens.sentences[k] == tokens.sentences[i] and k in people for k in range(max(0, i - 5), i - 1))
    for j in range(mention.stop + 1, min(mention.stop + 1 + _LONGEST, len(tokens.words))):
        if tokens.words[j] in (",", ".") or tokens.lower[j] in _ENDS:
            return person and _is(fold(tokens.lower[j - 1]), "chiefs")
    return False


def _owns_name(tokens: Tokens, mention: Named, words: tuple[str, ...], people: frozenset[int]) -> bool:
    """Whether a person's name follows its "'s": "Sinn Féin's David Cullinane". Nobody is called somebody else's so.

    A lone word may be a writer's name: "Tolstoy's Anna Karenina". Who says something is no figure of his.
    """
    at = mention.stop + 1
    owned = tokens.lower[mention.stop : at] and tokens.lower[mention.stop] in _POSSESSIVE and at in people
    if not owned or words[0] in given_names() or not tokens.words[at + 1 : at + 2]:
        return False
    end = at
    while end < len(tokens.words) and tokens.words[end][0].isupper():
        end += 1
    return end - at > 1 and (len(words) > 1 or tokens.lower[end : end + 1] == [] or tokens.lower[end] in _SAYS)


def _is_many(tokens: Tokens, mention: Named) -> bool:
    """Whether a verb in the plural, or the head of a team, shows that a lone word is many: "Galle were all out"."""
    if mention.stop - mention.first > 1 or mention.stop >= len(tokens.words) or lookup(mention.text).is_country:
        return False
    before = tokens.lower[mention.first - 1] if mention.first else ""
    after, tag = tokens.lower[mention.stop], tokens.tags[mention.stop]
    if tokens.lower[mention.stop : mention.stop + 2] == [",", "which"]:
        return True
    if before == "the":
        return tag.startswith(("VB", "MD")) or _is(after, "business_heads")
    if after in _PLURAL_VERBS or tag == "VBP":
        return mention.first == 0 or tokens.sentences[mention.first - 1] != tokens.sentences[mention.first]
    return False


def signs_in_text(tokens: Tokens, mention: Named, facts: Facts) -> Iterator[str]:
    """The signs that the tables of places and the other names of the text give."""
    words = key_words(mention.text)
    if not words:
        return
    if facts.persons.isdisjoint(words):
        yield from _of_places(mention)
        given = words[0] in given_names() and tokens.lower[mention.stop : mention.stop + 2] != [",", "which"]
        if mention.label == "PERSON" and not given and _is_many(tokens, mention):
            yield "many"
    own = len(words) > 1 or words[0] not in facts.persons
    if mention.label == "ORG" and own and not _is_full_name(mention, words):
        yield "called an organisation"
    if len(words) == 1:
        yield from _of_one_word(tokens, mention, words[0], facts)
    elif _ends_in_family(mention, words, facts):
        yield "a family of the text at its end"
    elif is_local(words[-1]) and mention.label == "PERSON":
        yield "a place by its last word"
    elif len(words) == 2 and words[1] in facts.alone - facts.families.keys() and _may_be_given(mention, words[0]):
        yield "a person of the text by its last word"
    yield from _of_letters(tokens, mention, words, facts)
    if mention.label not in PLACES and brackets_after(tokens, [mention]):
        yield "its letters follow in brackets"
    if " ".join(words) in facts.clubs and (mention.label == "PERSON" or not lookup(mention.text).is_well_known):
        yield "a club of the text"


def _is_plural(tokens: Tokens, mention: Named) -> bool:
    return tokens.tags[mention.first] == "NNPS"


def _of_letters(tokens: Tokens, mention: Named, words: tuple[str, ...], facts: Facts) -> Iterator[str]:
    """What its capitals spell: "OWB", the Oslo Water Board, and "Vell WI", a branch of the WI."""
    letters = fold(mention.text).replace(".", "")
    if mention.label not in PLACES | {"PERSON", "ORG"}:
        return
    ends = len(words) > 1 and tokens.words[mention.stop - 1].isupper()
    if letters in facts.buildings and mention.text.isupper():
        yield "letters of a building of the text"
    elif not lookup(mention.text).codes and (
        (mention.text.replace(".", "").isupper() and letters in facts.letters) or (ends and words[-1] in facts.letters)
    ):
        yield "letters of an organisation of the text"


def _ends_in_family(mention: Named, words: tuple[str, ...], facts: Facts) -> bool:
    """Whether what is called a place ends in the family name of somebody else of the text."""
    others = facts.families.get(words[-1], frozenset()) - {words}
    return (
        bool(others) and mention.label in PLACES and words[0] not in _PLACE_WORDS and not _is_full_name(mention, words)
    )


def _may_be_given(mention: Named, word: str) -> bool:
    return word in given_names() or (mention.label in PLACES and word not in _PLACE_WORDS)


def _of_places(mention: Named) -> Iterator[str]:
    place = lookup(mention.text)
    if fold(mention.text) in given_names() or len(mention.text) < _SHORTEST:
        return
    if place.kind in ("country", "capital", "spelling"):
        yield "a country or capital"
    elif place.is_well_known or _is_large(mention.text):
        yield "a city or region, called a person" if mention.label == "PERSON" else "a city or region"


def _is_large(name: str) -> bool:
    return any(spot.kind == "region" or (spot.population or 0) >= _LARGE for spot in candidates(name))


def _of_one_word(tokens: Tokens, mention: Named, word: str, facts: Facts) -> Iterator[str]:
    the = mention.first > 0 and tokens.lower[mention.first - 1] == "the"
    if word in facts.families and not the and not mention.text.isupper():
        also = lookup(mention.text).codes or word in namesakes()
        yield "a family of the text, and another name" if also else "a family of the text"
    elif the and word.endswith("s") and word[:-1] in facts.families and not demonym_codes(mention.text):
        yield "the family of a person of the text"
    elif word in facts.givens:
        yield "a given name of the text"
    elif (
        mention.label == "PERSON" and mention.text.endswith(("ies", "ers")) and not the and _is_plural(tokens, mention)
    ):
        yield "fans"
    if word in facts.storms:
        yield "a storm"
    listed = lookup(mention.text).is_well_known or demonym_codes(mention.text) or word in given_names()
    firsts = facts.firms if mention.label in PLACES | {"NORP"} else facts.firsts
    if word in firsts - facts.persons and not listed:
        yield "an organisation of the text by its first word"
