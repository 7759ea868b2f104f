"""Which mentions of organisations name one organisation: legal forms, acronyms, short forms, misspellings."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsparse.entities.geography import demonym_codes, lookup
from newsparse.entities.named import Group, Named, ordered
from newsparse.names import fold, initials, key_words, kind_of_organisation
from newsparse.names.nouns import company_words, kind_words, legal_forms
from newsparse.names.person import misspelt

if TYPE_CHECKING:
    from newsparse.text.tokens import Tokens
    from collections.abc import Iterator, Sequence

__all__ = ["SITE", "brackets_after", "cluster_organisations"]

_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "&"})
# First words that are shared by unlike organisations, and so name none alone.
_COMMON = frozenset({
    "academy", "agency", "association", "bank", "board", "bureau", "central", "centre", "center", "chamber", "church",
    "city", "college", "commission", "committee", "community", "congress", "council", "county", "court", "department",
    "east", "eastern", "european", "federal", "federation", "first", "foundation", "free", "fund", "general",
    "global", "government", "grand", "great", "high", "house", "independent", "institute", "international", "league",
    "local", "metropolitan", "ministry", "municipal", "national", "new", "north", "northern", "office", "old",
    "parliament", "party", "people", "peoples", "police", "public", "regional", "republic", "royal", "saint",
    "school", "senate", "social", "society", "south", "southern", "special", "st", "state", "states", "supreme",
    "the", "union", "united", "university", "upper", "west", "western", "white", "world", "young",
})  # fmt: skip
# Last words of what belongs to the bearer of the rest of the name, which is known without it: "Vell Channel".
_PARTS = frozenset({"arena", "channel", "cloud", "police", "stadium", "store", "stores", "tv"})
SITE = re.compile(r"\.(?:com|net|org|co\.\w\w|io)$", re.IGNORECASE)
"""What makes the address of a site of a name: "Kestrel.com"."""
_LONGEST_SYLLABLE = 4
_SHORTEST_MISSPELT = 6
_OF_STATE = frozenset({"department", "ministry"})
_ONCE = frozenset({"formerly", "previously", "once", "known", "called", "as", ",", "("})
_SCHOOLS = frozenset({"college", "school", "university"})
# Single words that end a longer name and need no article: "Congress" for the "United States Congress".
_NO_ARTICLE = frozenset({"congress", "parliament", "senate"})
# Last words that are left off together with a country before the name: "Red Cross" for the Kenya Red Cross Society.
_GENERIC = frozenset(
    {"association", "club", "federation", "movement", "organisation", "organization", "party", "society"}
)
_CLUBS = frozenset(
    {
        "athletic",
        "city",
        "club",
        "county",
        "fc",
        "rangers",
        "rovers",
        "town",
        "united",
        "wanderers",
        "hotspur",
        "albion",
    }
)


_Spelling = tuple[tuple[str, ...], str, tuple[str, ...]]


@dataclass(slots=True, eq=False)
class _Org(Group):
    forms: list[tuple[str, ...]] = field(default_factory=list)
    last: int = -1


def cluster_organisations(tokens: Tokens, named: Sequence[Named]) -> list[Group]:
    """Group mentions labelled ORG; the positions in the groups are those of `named`."""
    forms = [_form(n.text) for n in named]
    index = _Index()
    long_first = sorted(range(len(named)), key=lambda i: (-len(forms[i]), i))
    brackets = brackets_after(tokens, named)
    for i in long_first:
        if len(forms[i]) > 1 or not _may_be_short(named[i].text):
            index.enter(forms[i])
    for i, short in brackets.items():
        index.acronyms[fold(short).replace(".", "")].setdefault(index.enter(forms[i]))
    for i in range(1, len(named)):
        between = tokens.lower[named[i - 1].stop : named[i].first]
        if _ONCE.issuperset(between) and {"formerly", "previously"} & set(between):
            index.call(index.enter(forms[i - 1]), forms[i])
    found: list[_Org] = []
    for i, mention in enumerate(named):
        org, why = index.find(forms[i], mention, _after_the(tokens, mention))
        org.add(i, why)
        org.last = i
        found.append(org)
        if i in brackets and brackets[i] not in org.aliases:
            org.aliases.append(brackets[i])
    return ordered({id(o): o for o in found}.values(), named)


def brackets_after(tokens: Tokens, named: Sequence[Named]) -> dict[int, str]:
    """Mention -> the acronym that follows it in brackets: "Coastal Fisheries Authority (CFA)"."""
    found = {}
    for i, mention in enumerate(named):
        if (
            mention.stop + 2 < len(tokens.words)
            and tokens.words[mention.stop] == "("
            and tokens.words[mention.stop + 2] == ")"
        ):
            word = tokens.words[mention.stop + 1]
            letters = fold(word).replace(".", "")
            capitals = word[0].isupper() and word[-1].isupper() and _spells(letters, mention.text)
            if len(letters) > 1 and (capitals or (word.istitle() and _is_syllabic(letters, mention.text))):
                found[i] = word
    return found


def _spells(letters: str, name: str) -> bool:
    """Whether the letters appear in the name in this order, the first at its start or at that of a word."""
    left = "".join(key_words(name))
    if letters[0] not in {w[0] for w in key_words(name)}:
        return False
    for letter in letters:
        at = left.find(letter)
        if at < 0:
            return False
        left = left[at + 1 :]
    return True


def _is_syllabic(letters: str, name: str) -> bool:
    """Whether the letters are the beginnings of all the words of the name, small ones apart: "Numsa", "Ofcom"."""
    words = [w for w in key_words(name) if w not in _SMALL]
    ends = {0}
    for word in words:
        ends = {
            end + size
            for end in ends
            for size in range(1, _LONGEST_SYLLABLE + 1)
            if letters[end : end + size] == word[:size]
        }
    return len(words) > 1 and len(letters) in ends


def _form(text: str) -> tuple[str, ...]:
    """What the name is compared by: its folded words without "the" and the legal form."""
    words = tuple("and" if w == "&" else w for w in key_words(SITE.sub("", text)))
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1 and words[0] == "us":
        words = ("united", "states", *words[1:])
    while len(words) > 1 and words[-1] in legal_forms():
        words = words[:-1]
    return words[:-1] if len(words) > 1 and words[-1] == "and" else words or (fold(text),)


def _may_be_short(text: str) -> bool:
    bare = text.replace(".", "").replace("&", "")
    return 1 < len(bare) <= 7 and bare.isupper()


def _after_the(tokens: Tokens, mention: Named) -> bool:
    return tokens.lower[mention.first] == "the" or (mention.first > 0 and tokens.lower[mention.first - 1] == "the")


class _Index:
    """Organisations by the words of their names."""

    def __init__(self) -> None:
        self.bags: dict[frozenset[str], _Org] = {}
        # The organisations under a key stand in the order in which they came; the values say nothing.
        self.prefixes: dict[tuple[str, ...], dict[_Org, None]] = defaultdict(dict)
        self.suffixes: dict[tuple[str, ...], dict[_Org, None]] = defaultdict(dict)
        self.acronyms: dict[str, dict[_Org, None]] = defaultdict(dict)
        self.spelled: dict[_Spelling, dict[_Org, set[str]]] = defaultdict(dict)

    def enter(self, form: tuple[str, ...]) -> _Org:
        """The organisation of a long form, made when it is new. Longer forms must come first."""
        bag = _bag(form)
        known = self.bags.get(bag) or self._longer(form)
        if known is None:
            known = self.bags[bag] = _Org()
        self.bags[bag] = known
        if form not in known.forms:
            known.forms.append(form)
            self._enter_keys(known, form)
        return known

    def call(self, org: _Org, form: tuple[str, ...]) -> None:
        """Give an organisation another name: "World Aquatics (formerly FINA)"."""
        self.bags[_bag(form)] = org
        if len(form) == 1:
            self.acronyms[form[0]].setdefault(org)

    def _enter_keys(self, org: _Org, form: tuple[str, ...]) -> None:
        for size in range(1, min(len(form), 6)):
            self.prefixes[form[:size]].setdefault(org)
            self.suffixes[form[-size:]].setdefault(org)
        if len(form) > 3 and form[-1] in _GENERIC and lookup(form[0]).is_well_known:
            self.suffixes[form[1:-1]].setdefault(org)
        for acronym in initials(" ".join(form)):
            if len(acronym) > 1:
                self.acronyms[acronym].setdefault(org)
        if len(form) > 1 and form[-1] in _OF_STATE:  # "DOJ" for the Justice Department
            self.acronyms[form[-1][0] + "o" + "".join(w[0] for w in form[:-1] if w not in _SMALL)].setdefault(org)
        for key, word in _spellings(form):
            self.spelled[key].setdefault(org, set()).add(word)

    def _longer(self, form: tuple[str, ...]) -> _Org | None:
        """The one longer name that this is a form of, without looking at where it stands."""
        for options in (self._starting(form), self._ending(form) if len(form) > 1 else [], self._misspelt(form)):
            if len(options) == 1:
                return options[0]
        return None

    def _starting(self, form: tuple[str, ...]) -> list[_Org]:
        options = list(self.prefixes.get(form, ()))
        if not options or (len(form) == 1 and form[0] in _COMMON) or not set(form) - _COMMON - _SMALL:
            return []
        if len(form) > 1 and form[-1] in _SMALL:
            return []
        if len(form) == 1 and (lookup(form[0]).is_well_known or demonym_codes(form[0])):
            return [
                o
                for o in options
                if any(f[:1] == form and f[1] in _CLUBS | _SCHOOLS | company_words() for f in o.forms if len(f) > 1)
            ]
        if len(form) > 1:
            return options
        named_after = {o for o in options if all(f[1] in ("of", "for") for f in o.forms if f[:1] == form != f)}
        return [o for o in options if o not in named_after and not (o.last < 0 and _is_part(o, form))]

    def _ending(self, form: tuple[str, ...]) -> list[_Org]:
        return list(self.suffixes.get(form, ())) if set(form) - _COMMON - _SMALL or len(form) > 1 else []

    def _head_of(self, form: tuple[str, ...], after_the: bool) -> list[_Org]:
        """The longer names that end with this form, or are "X of" something: "the Post", "the Church", "Congress"."""
        named = len(form) > 1 or form[0] in _NO_ARTICLE or (kind_words(form[0]) and form[0] not in _COMMON)
        if not named and not after_the:
            return self._local(form)
        if form[0] in _NO_ARTICLE and len(form) == 1 and not after_the:
            # A country's, and no party's: "Trinamool Congress" is not Congress.
            return [o for o in self.suffixes.get(form, ()) if any(_is_national(f) for f in o.forms)]
        starting = [o for o in self.prefixes.get(form, ()) if after_the and len(form) == 1]
        return list(dict.fromkeys([*(self.suffixes.get(form, ()) if form != ("house",) else []), *starting]))

    def _local(self, form: tuple[str, ...]) -> list[_Org]:
        """Clubs and local organisations by their last word, without an article: "Sounders win", "City have not won"."""
        if lookup(form[0]).is_well_known or demonym_codes(form[0]) or (form[0] in _COMMON and form[0] not in _CLUBS):
            return []
        return [
            o
            for o in self.suffixes.get(form, ())
            if form[0] in _CLUBS
            or any(
                len(f) > 1 and (lookup(f[0]).is_well_known or len(f[0]) == 2 or (len(f) == 2 and demonym_codes(f[0])))
                for f in o.forms  # "TP Nkana", "Afghan Taliban"
            )
        ]

    def _misspelt(self, form: tuple[str, ...]) -> list[_Org]:
        if len(form) < 2:
            return []
        near = [
            org
            for key, word in _spellings(form)
            for org, spelled in self.spelled.get(key, {}).items()
            if any(_spelled_alike(word, other) for other in spelled)
        ]
        return list(dict.fromkeys(near))

    def find(self, form: tuple[str, ...], mention: Named, after_the: bool) -> tuple[_Org, str]:
        """The organisation that a mention names, and why."""
        letters = "".join(form)
        if len(form) == 1 and (_may_be_short(mention.text) or letters in self.acronyms):
            options = list(self.acronyms.get(letters, ()))
            if options:
                return _last(options), "acronym of the name"
        known = self.bags.get(_bag(form))
        if known is not None and len(form) > 1:
            return known, "the same name or a form of it"
        options = self._starting(form) or self._head_of(form, after_the)
        options = [o for o in options if o is not known]
        earlier = [o for o in options if o.last >= 0]
        if len(options) == 1 or (earlier and (after_the or len(earlier) == 1)):
            return _last(earlier or options), "short form of the name"
        return self.enter(form), "the same name"


def _is_part(org: _Org, form: tuple[str, ...]) -> bool:
    """Whether the longer name is that of a part of the organisation with the short one: its channel, its police."""
    return all(f[-1] in _PARTS for f in org.forms if f[: len(form)] == form)


def _is_national(form: tuple[str, ...]) -> bool:
    first = form[:2] if form[0] in ("united", "south", "north", "new") else form[:1]
    return len(form) > 1 and bool(lookup(" ".join(first)).is_well_known or demonym_codes(" ".join(first)))


def _bag(form: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for w in form if w not in _SMALL) or frozenset(form)


def _last(options: Sequence[_Org]) -> _Org:
    """The one that was named last, else the first that will be."""
    return max(options, key=lambda o: o.last)


def _spellings(form: tuple[str, ...]) -> Iterator[tuple[_Spelling, str]]:
    """Each long word with what forms share that differ in its spelling alone: the other words, its head or its tail."""
    for i, word in enumerate(form):
        if len(word) >= _SHORTEST_MISSPELT:
            for part in (word[:3], word[-3:]):
                yield (form[:i], part, form[i + 1 :]), word


def _spelled_alike(one: str, other: str) -> bool:
    if one == other or not misspelt(one, other):
        return False
    return not any(lookup(w).is_well_known or demonym_codes(w) or kind_of_organisation(w) for w in (one, other))
