"""Labels that what stands around a name gives it: appositions, offices, verbs, the brackets of a dateline."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsparse.names import fold, is_person_noun, key_words, kind_of_organisation, parse_person
from newsparse.names.lexicon import given_names
from newsparse.names.nouns import company_kinds, is_kin, kind_words, outlets

if TYPE_CHECKING:
    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["AROUND", "Changes", "words_of_full_names"]

Changes = list[tuple[int, str, str]]
"""Which mention gets which label, and why."""

_STORMS = frozenset({"cyclone", "hurricane", "storm", "typhoon"})
_AGENCIES = frozenset({
    "aap", "ani", "ap", "bernama", "cp", "dpa", "efe", "ians", "interfax", "itar-tass", "kyodo", "pa", "pti", "tass",
    "upi",
})  # fmt: skip
"""Those that are known by their place in a dateline; `outlets` has those that are known anywhere."""
_ENDS = frozenset({"about", "at", "behind", "by", "for", "from", "in", "of", "on", "that", "which", "who", "with"})
"""Words that end the noun phrase of an apposition."""
_STATE = frozenset({"President", "Prime", "Foreign", "Finance", "Interior", "Chancellor", "Premier", "King", "Queen"})
_BUSINESS = frozenset({"CEO", "CFO", "Chairman", "Chairwoman", "Chair", "boss", "coach", "captain", "manager", "owner"})
_HEADS = frozenset({"ceo", "chairman", "chairwoman", "director", "economist", "executive", "officer", "president"})
_STAFF = frozenset({
    "analyst", "astronomer", "correspondent", "defender", "engineer", "executive", "goalkeeper", "midfielder",
    "professor", "researcher", "scientist", "striker", "technician", "winger",
})  # fmt: skip
_OF_PERSONS = frozenset(
    {"activist", "essayist", "lobbyist", "loyalist", "publicist", "strategist", "stylist", "therapist"}
)
_PLURAL_VERBS = frozenset({"are", "have", "were"})
_WORKS = frozenset(
    {"album", "ballet", "book", "film", "memoir", "movie", "musical", "novel", "opera", "play", "poem", "song"}
)
_SAYS = (["said"], ["says"], ["told"], ["added"], ["warned"])
_OWNERS = frozenset({"his", "her", "their", "my", "our", "'s", "’s"})
_LONGEST = 7
"""Words of an apposition that are looked at for its noun."""


def _storms(tokens: Tokens, named: list[Named]) -> Changes:
    """Storms have the names of persons: "Storm Beatriz", "Hurricane Idris", and Idris alone after that."""
    storms: set[str] = set()
    for n in named:
        words = key_words(n.text)
        before = tokens.lower[n.first - 1] if n.first and tokens.words[n.first - 1][0].isupper() else ""
        if len(words) > 1 and words[0] in _STORMS:
            storms |= {words[-1], " ".join(words)}
        elif before in _STORMS and len(words) == 1:
            storms.add(words[0])
    return [
        (i, "MISC", "a storm has that name")
        for i, n in enumerate(named)
        if n.label == "PERSON" and " ".join(key_words(n.text)) in storms
    ]


def _agencies(tokens: Tokens, named: list[Named]) -> Changes:
    """The news agency in the brackets of a dateline: "SEATTLE (AP) —"."""
    return [
        (i, "ORG", "a news agency")
        for i, n in enumerate(named)
        if n.label != "ORG"
        and fold(n.text) in _AGENCIES
        and n.first > 0
        and tokens.words[n.first - 1 : n.first] == ["("]
        and tokens.words[n.stop : n.stop + 1] == [")"]
    ]


def _outlets(tokens: Tokens, named: list[Named]) -> Changes:
    """Media that everyone knows, called persons, places or things: "told Reuters"."""
    people = words_of_full_names(named)
    return [
        (i, "ORG", "a medium that the list has")
        for i, n in enumerate(named)
        if n.label not in ("ORG", "NORP") and fold(n.text) in outlets() and fold(n.text) not in people
    ]


def _by_apposition(tokens: Tokens, named: list[Named]) -> Changes:
    """A name of one word, given to nobody, that is said to be an organisation: "Gridlux, the network operator,"."""
    return [
        (i, "ORG", "an apposition calls it an organisation")
        for i, n in enumerate(named)
        if n.label == "PERSON"
        and (words := key_words(n.text))
        and words[0] not in given_names()
        and (" " not in n.text or tokens.lower[max(0, n.first - 1)] == "the")
        and _is_organisation(_apposition(tokens, n.stop))
    ]


def _persons(tokens: Tokens, named: list[Named]) -> Changes:
    """A name of one word that an apposition calls a person: "His daughter, Saoirse, a biologist,"."""
    return [
        (i, "PERSON", "an apposition calls it a person")
        for i, n in enumerate(named)
        if n.label in ("ORG", "MISC", "PRODUCT")
        and n.stop - n.first == 1
        and n.text.istitle()
        and (is_person_noun(_apposition(tokens, n.stop)) or _kin_before(tokens, n))
        and not _is_organisation(_apposition(tokens, n.stop))
        and not kind_words(fold(n.text))
    ]


def _governed(tokens: Tokens, named: list[Named]) -> Changes:
    """Whose head of state or of business the next name is: "Tarim President Yusuf al-Hariri", "Veltor CEO Ana Ruiz"."""
    starts = {n.first for n in named if n.label == "PERSON"}
    families = words_of_full_names(named)
    found = []
    for i, n in enumerate(named):
        word = fold(n.text)
        alone = n.label == "PERSON" and n.stop - n.first == 1 and word not in families and word not in given_names()
        office = tokens.words[n.stop : n.stop + 1]
        end = n.stop + 1 + (tokens.words[n.stop + 1 : n.stop + 2] == ["Minister"])
        if alone and (_has_staff(tokens, n, starts) or _is_owner_of_head(tokens, n, starts)):
            found.append((i, "ORG", "somebody is said to work for it"))
        elif alone and office and end in starts:
            label = "LOC" if office[0] in _STATE else "ORG" if office[0] in _BUSINESS else ""
            found += [(i, label, "the next name is that of its head")] if label else []
    return found


def _has_staff(tokens: Tokens, mention: Named, starts: set[int]) -> bool:
    """Whether what its bearer works as, with a name, follows: "Carver planetary scientist Avi Strand"."""
    end = mention.stop
    while end < len(tokens.words) and end - mention.stop < _LONGEST and tokens.words[end].islower():
        end += 1
    return mention.stop < end and end in starts and _is_staff(fold(tokens.lower[end - 1]))


def _is_owner_of_head(tokens: Tokens, mention: Named, starts: set[int]) -> bool:
    """Whether it stands in an apposition to a person who works there: "Jo Dunn, Veltor's director of research"."""
    i = mention.first
    if (
        i < 2
        or tokens.words[i - 1] != ","
        or tokens.lower[mention.stop : mention.stop + 1] not in (["'s"], ["’s"], ["'"], ["’"])
    ):
        return False
    person = any(tokens.sentences[k] == tokens.sentences[i] and k in starts for k in range(max(0, i - 5), i - 1))
    for j in range(mention.stop + 1, min(mention.stop + 1 + _LONGEST, len(tokens.words))):
        if tokens.words[j] in (",", ".") or tokens.lower[j] in _ENDS:
            return person and fold(tokens.lower[j - 1]) in _HEADS
    return False


def _is_staff(noun: str) -> bool:
    """Whether those who work as this are named with their employer, and not with a person: no adviser, no lawyer."""
    return noun in _STAFF or (noun.endswith("ist") and is_person_noun(noun) and noun not in _OF_PERSONS)


def _teams(tokens: Tokens, named: list[Named]) -> Changes:
    """A lone word called a person that has a captain, a plural verb or an article: "Galle were all out", "the Duma"."""
    people = words_of_full_names(named)
    teams = {
        n.text
        for n in named
        if n.label == "PERSON" and n.stop - n.first == 1 and n.stop < len(tokens.words) and _is_many(tokens, n)
    }
    return [
        (i, "ORG", 'it has a head, a plural verb, an article or "which"')
        for i, n in enumerate(named)
        if n.label == "PERSON" and n.text in teams and fold(n.text) not in people and fold(n.text) not in given_names()
    ]


def _is_many(tokens: Tokens, mention: Named) -> bool:
    before = tokens.lower[mention.first - 1] if mention.first else ""
    if tokens.lower[mention.stop : mention.stop + 2] == [",", "which"]:
        return True
    if before == "the" and tokens.tags[mention.stop].startswith(("VB", "MD")):
        return True  # "the Duma voted"; but "the Biden years"
    if tokens.lower[mention.stop] in _PLURAL_VERBS or tokens.tags[mention.stop] == "VBP":
        return mention.first == 0 or tokens.sentences[mention.first - 1] != tokens.sentences[mention.first]
    return before == "the" and tokens.words[mention.stop] in _BUSINESS


def _fans(tokens: Tokens, named: list[Named]) -> Changes:
    """A lone word in the plural that is nobody's name: "Lunaties", the fans of Luna; "Gen X'ers"."""
    people = words_of_full_names(named)
    return [
        (i, "NORP", "a plural")
        for i, n in enumerate(named)
        if n.label == "PERSON"
        and n.stop - n.first == 1
        and n.text.endswith(("ies", "ers"))
        and tokens.tags[n.first] == "NNPS"
        and not people & {fold(n.text), fold(n.text)[:-1]}
        and fold(n.text) not in given_names()
        and tokens.lower[max(0, n.first - 1)] != "the"
    ]


def _works(tokens: Tokens, named: list[Named]) -> Changes:
    """A lone word called a person that is said to be a work: "Ghorba, the new novel by", "her film Ghorba"."""
    people = words_of_full_names(named)
    works = {
        n.text
        for n in named
        if n.label == "PERSON"
        and n.stop - n.first == 1
        and (_apposition(tokens, n.stop) in _WORKS or (n.first and tokens.lower[n.first - 1] in _WORKS))
    }
    return [
        (i, "MISC", "the text calls it a work")
        for i, n in enumerate(named)
        if n.label == "PERSON" and n.text in works and fold(n.text) not in people and fold(n.text) not in given_names()
    ]


def _owners(tokens: Tokens, named: list[Named]) -> Changes:
    """Whom a full name is said to be of: "Sinn Féin's David Cullinane". Nobody is called somebody else's so."""
    owned = {n.first: n for n in named if n.label == "PERSON" and n.stop - n.first > 1}
    families = words_of_full_names([n for n in named if tokens.lower[n.stop : n.stop + 1] not in (["'s"], ["’s"])])
    counts = Counter(n.text for n in named)
    found = []
    for i, n in enumerate(named):
        words = key_words(n.text)
        if n.label != "PERSON" or counts[n.text] > 1 or tokens.lower[n.stop : n.stop + 1] not in (["'s"], ["’s"]):
            continue
        other = owned.get(n.stop + 1)
        if other is None or not words or words[0] in given_names() or words[-1] in families:
            continue
        # A lone word may be a writer's name: "Tolstoy's Anna Karenina". Who says something is no figure of his.
        if len(words) > 1 or tokens.lower[other.stop : other.stop + 1] in _SAYS:
            found.append((i, "ORG", "somebody is said to be of it"))
    return found


def _kin_before(tokens: Tokens, mention: Named) -> bool:
    """Whether "his daughter", with or without a comma, stands right before a name."""
    i = mention.first - 1
    i -= i > 0 and tokens.words[i] == ","
    return i > 0 and is_kin(tokens.lower[i]) and tokens.lower[i - 1] in _OWNERS


def _apposition(tokens: Tokens, i: int) -> str:
    """The last noun of ", the ... noun," after a name; "" where no such apposition stands there."""
    if tokens.words[i : i + 1] != [","] or tokens.lower[i + 1 : i + 2] not in (["the"], ["a"], ["an"]):
        return ""
    for j in range(i + 2, min(i + 2 + _LONGEST, len(tokens.words))):
        if tokens.words[j] in (",", ".") or tokens.lower[j] in _ENDS:
            return fold(tokens.lower[j - 1])
    return ""


def _is_organisation(noun: str) -> bool:
    kind = bool(kind_of_organisation(noun)) or noun in company_kinds()
    return kind and (not is_person_noun(noun) or noun in company_kinds())


def words_of_full_names(named: list[Named]) -> set[str]:
    """The words of the full names of persons."""
    words = (parse_person(n.text).words for n in named if n.label == "PERSON")
    return {word for each in words if len(each) > 1 for word in each}


AROUND = (_storms, _agencies, _outlets, _by_apposition, _persons, _governed, _teams, _fans, _works, _owners)
"""The rules in their order."""
