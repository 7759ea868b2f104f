"""The signs of the kind of bearer in the words of a name and in what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.entities.gazetteer import candidates
from newsparse.entities.geography import lookup
from newsparse.entities.named import PLACES, SIDES
from newsparse.entities.sign_words import is_listed
from newsparse.names import fold, is_person_noun, key_words, kind_of_organisation
from newsparse.names.lexicon import given_names, is_rank, particles, titles
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
    from collections.abc import Iterator

    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["CLUB_WORDS", "PLACE_WORDS", "is_full_name", "is_many", "is_storm", "is_title", "signs_beside"]

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_OWNERS = frozenset({"his", "her", "their", "my", "our", "'s", "’s"})
_WITHIN = frozenset({"across", "around", "in", "inside", "near", "outside", "throughout"})
_ENDS = frozenset({"about", "at", "behind", "by", "for", "from", "in", "of", "on", "that", "which", "who", "with"})
"""Words that end the noun phrase of an apposition."""
_PLURAL_VERBS = frozenset({"are", "have", "were"})
_SAYS = frozenset({"added", "said", "says", "told", "warned"})
CLUB_WORDS = frozenset({"albion", "athletic", "city", "county", "rangers", "rovers", "town", "united", "wanderers"})
PLACE_WORDS = frozenset({
    "cape", "east", "fort", "great", "gulf", "lake", "mount", "new", "north", "port", "puerto", "rio", "saint", "san",
    "santa", "south", "st", "upper", "west",
})  # fmt: skip
_LONGEST = 7
"""Words of an apposition, or of what stands between an employer and a name, that are looked at."""
_LONGEST_NAME = 4


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
    elif is_full_name(mention, words) and (mention.label in PLACES | {"PERSON"} or is_listed(words[0], "given")):
        yield "a full name"


def is_full_name(mention: Named, words: tuple[str, ...]) -> bool:
    """Whether a name of two words or more begins with a given name, and nothing in it is of another kind."""
    if len(words) > _LONGEST_NAME or words[-1] in SIDES or not mention.text.replace(" ", "").replace("-", "").isalpha():
        return False
    if mention.text.isupper() or lookup(mention.text).codes or fold(mention.text) in organisations():
        return False
    if not all(word[0].isupper() or word in particles("particles") for word in mention.text.split()):
        return False
    if any(kind_words(word) or word in company_words() or word in CLUB_WORDS for word in words[1:]):
        return False
    return (
        words[0] in given_names()
        or is_listed(words[0], "given")
        or (words[-1] in particles("family_first") and words[0] not in PLACE_WORDS)
    )


def _before(tokens: Tokens, mention: Named, words: tuple[str, ...]) -> Iterator[str]:
    if is_storm(tokens, mention):
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
    elif before == "(" and is_listed(fold(mention.text), "agencies"):
        yield "an agency in brackets"
    elif before == "at" and is_listed(earlier, "scholars"):
        yield "a university"
    elif before in ("at", "with") and _is_staff(fold(earlier)):
        yield "an employer"
    elif before in ("for", "with") and earlier in ("signed", "signs"):
        yield "a new club"
    elif before == "by" and is_listed(earlier, "makers"):
        yield "made by"
    elif is_listed(before, "opponents") and not _is_land(mention):
        yield "an opponent"


def _of_inside(tokens: Tokens, mention: Named, earlier: str) -> str:
    """What "in" before a name tells: of a name that the tables know much; of "shares in Vell" and "in Vell's" less."""
    if is_listed(earlier, "holdings"):
        return "shares in"
    owned = bool(_POSSESSIVE.intersection(tokens.lower[mention.stop : mention.stop + 1]))
    known = not mention.text.isupper() and (lookup(mention.text).codes or candidates(mention.text))
    return "in a known place" if known and not owned and mention.label != "NORP" else "in"


def _of_noun_before(tokens: Tokens, mention: Named, words: tuple[str, ...]) -> Iterator[str]:
    i = mention.first - 1
    if is_listed(_noun_before(tokens, i), "vessels"):
        yield "a vessel"
    elif is_rank(tokens.words[i]):
        yield "a rank"
    elif is_title(tokens, i):
        yield "a title"
    elif is_listed(tokens.lower[i], "works") and len(words) == 1 and tokens.tags[i] in ("NN", ""):
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
    if is_listed(noun, "works"):
        yield "said to be a work"
    elif is_listed(noun, "vessels"):
        yield "said to be a vessel"
    elif is_listed(noun, "places"):
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
            if is_listed(noun, part) and mention.label != "NORP" and not _is_land(mention):
                yield sign
        if owned == after[:1] and tokens.tags[mention.stop].startswith("VB"):
            if is_listed(noun, "matches"):
                yield "a match"
            elif is_listed(noun, "deals"):
                yield "a deal"


def _is_land(mention: Named) -> bool:
    """Whether a name is that of a country or region, which has teams under its own name."""
    return lookup(mention.text).kind in ("country", "region", "spelling")


def _of_office(tokens: Tokens, mention: Named, people: frozenset[int]) -> Iterator[str]:
    """Whose head of state or of business the next name is: "Tarim President Yusuf al-Hariri", "Veltor CEO Ana Ruiz"."""
    office = tokens.words[mention.stop : mention.stop + 1]
    end = mention.stop + 1 + (tokens.words[mention.stop + 1 : mention.stop + 2] == ["Minister"])
    if office and end in people:
        if is_listed(office[0].lower(), "state_heads"):
            yield "a head of state"
        elif is_listed(office[0].lower(), "business_heads"):
            yield "a head of business"


def is_storm(tokens: Tokens, mention: Named) -> bool:
    """Whether a name is a storm's: "Storm Beatriz", "Hurricane [Idris]"."""
    words = key_words(mention.text)
    if len(words) > 1 and is_listed(words[0], "storms"):
        return True
    before = tokens.words[mention.first - 1] if mention.first else ""
    return len(words) == 1 and before[:1].isupper() and is_listed(before.lower(), "storms")


def _noun_before(tokens: Tokens, i: int) -> str:
    """The word before a name, titles passed over: "ferry" of "the ferry Princess Anastasia"."""
    while i > 0 and tokens.words[i][0].isupper() and tokens.lower[i].rstrip(".") in titles():
        i -= 1
    return tokens.lower[i]


def is_title(tokens: Tokens, i: int) -> bool:
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
    return is_listed(noun, "staff") or (
        noun.endswith("ist") and is_person_noun(noun) and not is_listed(noun, "not_staff")
    )


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
            return person and is_listed(fold(tokens.lower[j - 1]), "chiefs")
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


def is_many(tokens: Tokens, mention: Named) -> bool:
    """Whether a verb in the plural, or the head of a team, shows that a lone word is many: "Galle were all out"."""
    if mention.stop - mention.first > 1 or mention.stop >= len(tokens.words) or lookup(mention.text).is_country:
        return False
    before = tokens.lower[mention.first - 1] if mention.first else ""
    after, tag = tokens.lower[mention.stop], tokens.tags[mention.stop]
    if tokens.lower[mention.stop : mention.stop + 2] == [",", "which"]:
        return True
    if before == "the":
        return tag.startswith(("VB", "MD")) or is_listed(after, "business_heads")
    if after in _PLURAL_VERBS or tag == "VBP":
        return mention.first == 0 or tokens.sentences[mention.first - 1] != tokens.sentences[mention.first]
    return False
