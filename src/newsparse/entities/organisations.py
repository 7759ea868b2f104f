"""Which mentions of organisations name one organisation: legal forms, acronyms, short forms."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from newsparse.entities.geography import country_key, demonym_codes, known_codes, lookup
from newsparse.entities.named import Group, Named, is_renamed
from newsparse.names import fold, initials, key_words, without_the
from newsparse.names.lexicon import given_names
from newsparse.names.nouns import kind_words, legal_forms, organisations, public_bodies, singular
from newsparse.tables import check_sorted, listed, load
from newsparse.text.words import IN_LISTS, POSSESSIVE_MARKS, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from newsparse.text.tokens import Tokens

__all__ = ["SITE", "bracketed", "brackets_after", "cluster_organisations", "is_short"]

_SMALL = word_set("a an and for in of on the &")
SITE = re.compile(r"\.(?:com|net|org|co\.\w\w|io)$", re.IGNORECASE)
"""What makes the address of a site of a name: "Kestrel.com"."""
_LONGEST_LIST = 12
_LONGEST_KEY = 5  # words of a name that are looked up together

_words = partial(listed, "newsparse.entities", "organisation_forms.toml")


_Form = tuple[str, ...]
"""The words that a name is compared by."""


@dataclass(slots=True, eq=False)
class _Org(Group):
    forms: list[_Form] = field(default_factory=list)
    last: int = -1

    def longer_than(self, form: _Form) -> list[_Form]:
        """The forms that have more words."""
        return [each for each in self.forms if len(each) > len(form)]


def cluster_organisations(tokens: Tokens, named: Sequence[Named]) -> list[Group]:
    """Group mentions labelled ORG; the positions in the groups are those of `named`."""
    forms = _by_owner(tokens, named, [_form(n.text) for n in named])
    brackets = brackets_after(tokens, named)
    index = _index(tokens, named, forms, brackets)
    found: dict[_Org, None] = {}
    for i, mention in enumerate(named):
        after_the = tokens.lower[mention.first] == "the" or mention.is_after_the(tokens)
        org, why = index.find(forms[i], mention, after_the=after_the)
        org.add(i, why)
        org.last = i
        found[org] = None
        org.aliases += filter(None, [brackets.get(i)])
    return list(found)


def _index(tokens: Tokens, named: Sequence[Named], forms: Sequence[_Form], brackets: Mapping[int, str]) -> _Index:
    """The organisations by their long forms, the longest first, and the other names that the text gives them."""
    index = _Index(_of_their_own(tokens, named, forms))
    for form in sorted((form for form in forms if len(form) > 1), key=len, reverse=True):
        index.enter(form)
    for i, short in brackets.items():
        index.acronyms[fold(short).replace(".", "")].setdefault(index.enter(forms[i]))
    for i in range(1, len(named)):
        between = tokens.lower[named[i - 1].stop : named[i].first]
        if is_renamed(between) or _is_bracketed(tokens, named[i - 1], named[i]):
            index.call(index.enter(forms[i - 1]), forms[i])
    return index


def _is_bracketed(tokens: Tokens, one: Named, other: Named) -> bool:
    """Whether what fills brackets is another name of the organisation before them: "Kustena Rail (KT)".

    Of what is called otherwise in its own language the letters need not be those of the name, nor one of its words.
    """
    if tokens.words[one.stop : other.first] != ["("] or tokens.words[other.stop : other.stop + 1] != [")"]:
        return False
    of_several = max(one.stop - one.first, other.stop - other.first) > 1 and not one.text.isupper()
    return of_several and not lookup(other.text).codes and fold(other.text) not in _words("common")


def _of_their_own(tokens: Tokens, named: Sequence[Named], forms: Sequence[_Form]) -> set[_Form]:
    """The forms that a sentence lists beside longer ones that begin or end with them: "the Delta Congress, three of the
    Unity Front and two of the Congress".
    """
    found, listed_before = set[_Form](), list[_Form]()
    for i, form in enumerate(forms):
        between = range(named[i - 1].stop, named[i].first) if i else range(0)
        joined = between and all(tokens.lower[k] in IN_LISTS or tokens.tags[k] == "CD" for k in between)
        listed_before = listed_before[-_LONGEST_LIST:] if joined else []
        if joined and not {"and", "or"}.isdisjoint(tokens.lower[between.start : between.stop]):
            beside = (sorted((form, other), key=len) for other in listed_before if other != form)
            within = (short for short, long in beside if short in (long[: len(short)], long[-len(short) :]))
            found |= {short for short in within if len(short) > 1 or kind_words(short[0])}  # not "Ardo Desk and Ardo"
        listed_before.append(form)
    return found


def _by_owner(tokens: Tokens, named: Sequence[Named], forms: Sequence[_Form]) -> list[_Form]:
    """The forms, with the country before that of a body which several countries of the text have: "Peru's Navy".

    Where none stands beside a name, it is that of the one country among its owners ("the Supreme Court", of the United
    States and Ohio), else of the last one named.
    """
    bare = frozenset(forms)
    parts = [_owned(tokens, mention, form, bare) for mention, form in zip(named, forms, strict=True)]
    several: dict[_Form, set[str]] = defaultdict(set)
    for owner, body in parts:
        several[body].update(filter(None, [owner]))
    last: dict[_Form, str] = {}
    found = []
    for form, (owner, body) in zip(forms, parts, strict=True):
        if len(several[body]) > 1:
            countries = [each for each in several[body] if each.isupper()]
            last[body] = owner or (countries[0] if len(countries) == 1 else last.get(body, ""))
        found.append((f"of {last[body]}", *body) if last.get(body) else form)
    return found


def _owned(tokens: Tokens, mention: Named, form: _Form, bare: Set[_Form]) -> tuple[str, _Form]:
    """Whose body a name is, by its first or last words where the text has the rest alone, or by what stands beside it.

    "Peruvian Navy", "Supreme Court of Ohio", "Peru's Navy", "the Navy of Peru".
    """
    for part, body in _halves(form):
        if body in bare and (owner := _place_or_people(part)):
            return owner, body
    if len(form) == 1 and mention.text.isupper():  # of a body with letters of its own there is one
        return "", form
    first, stop = mention.first, mention.stop
    before = first - 1 - (first > 0 and tokens.lower[first - 1] in POSSESSIVE_MARKS)
    after = stop + 1 if tokens.lower[stop : stop + 1] in (["of"], ["in"]) else -1
    beside = (tokens.words[i] for i in (before, after) if 0 <= i < len(tokens) and tokens.words[i][0].isupper())
    return next(filter(None, map(_place_or_people, beside)), ""), form


def _halves(form: _Form) -> Iterator[tuple[str, _Form]]:
    """What may be a place or people in a form, and the rest: its first word, its first two, what stands behind "of"."""
    for size in (1, 2):
        yield " ".join(form[:size]), form[size:]
    if "of" in form[2:]:
        at = form.index("of", 2)
        yield " ".join(without_the(form[at + 1 :])), form[:at]


def _place_or_people(text: str) -> str:
    """The code of a country or its people, the folded name of another place that is well known; "" for the rest."""
    people = demonym_codes(text)
    known = fold(text) if lookup(text).is_well_known else ""
    return country_key(text) or (people[0] if len(people) == 1 else known)


def brackets_after(tokens: Tokens, named: Sequence[Named]) -> dict[int, str]:
    """Mention -> the acronym that follows it in brackets: "Coastal Fisheries Authority (CFA)"."""
    stops = (m.stop + (not POSSESSIVE_MARKS.isdisjoint(tokens.lower[m.stop : m.stop + 1])) for m in named)
    words = ((i, bracketed(tokens, stop)) for i, stop in enumerate(stops))
    return {i: word for i, word in words if word and _stands_for(word, named[i].text)}


def bracketed(tokens: Tokens, i: int) -> str:
    """The one word of the brackets that token i opens; "" where there are none."""
    opening, word, closing = (*tokens.words[i : i + 3], "", "", "")[:3]
    return word if (opening, closing) == ("(", ")") else ""


def _stands_for(word: str, name: str) -> bool:
    """Whether a word in brackets is an acronym of the name: its letters stand there in order, from a first one on."""
    letters, words = fold(word).replace(".", ""), key_words(name)
    capitals = word[0].isupper() and word[-1].isupper()
    syllables = word.istitle() and letters not in words  # "Numsa", "Ofcom"
    left = iter("".join(words))
    spelled = letters[:1] in {word[0] for word in words} and all(letter in left for letter in letters)
    return len(letters) > 1 and (capitals or syllables) and spelled


def _form(text: str) -> _Form:
    """What the name is compared by: its folded words without "the" and the legal form, an "and" before that with it."""
    name = _same().get(fold(text).removeprefix("the "), text)
    words = without_the(tuple("and" if w == "&" else w for w in key_words(SITE.sub("", name))))
    if words[:1] == ("us",) and len(words) > 1:
        words = ("united", "states", *words[1:])
    while len(words) > 1 and words[-1] in legal_forms() | {"and"}:
        words = words[:-1]
    return words or (fold(text),)


@cache
def _same() -> dict[str, str]:
    """Folded name -> that of the organisation for which it stands."""
    names: dict[str, str] = load("newsparse.entities", "organisation_forms.toml")["same"]
    check_sorted("organisation_forms.toml same", names)
    return names


def is_short(name: str) -> bool:
    """Whether a name is known to stand for another one: "the Fed"."""
    return fold(name).removeprefix("the ") in _same()


class _Index:
    """Organisations by the words of their names. Those under a key stand in the order in which they came."""

    def __init__(self, own: Set[_Form] = frozenset()) -> None:
        self.own = own
        self.bags: dict[frozenset[str], _Org] = {}
        self.prefixes: dict[_Form, dict[_Org, None]] = defaultdict(dict)
        self.suffixes: dict[_Form, dict[_Org, None]] = defaultdict(dict)
        self.acronyms: dict[str, dict[_Org, None]] = defaultdict(dict)

    def enter(self, form: _Form, *, alone: bool = False) -> _Org:
        """The organisation of a form, made when new. Longer forms must come first; one `alone` is short for none."""
        known = self.bags.get(_bag(form)) or (None if alone or form in self.own else self._longer(form)) or _Org()
        self.bags[_bag(form)] = known
        if form not in known.forms:
            known.forms.append(form)
            self._enter_keys(known, form)
        return known

    def _longer(self, form: _Form) -> _Org | None:
        """The one longer name that begins or ends with this form; the United Nations are none of their offices."""
        ending = list(self.suffixes.get(form, ())) if len(form) > 1 else []
        starting = [] if len(form) > 1 and " ".join(form) in public_bodies() else self._starting(form)
        return next((options[0] for options in (starting, ending) if len(options) == 1), None)

    def call(self, org: _Org, form: _Form) -> None:
        """Give an organisation another name: "World Aquatics (formerly FINA)"."""
        self.bags[_bag(form)] = org
        if len(form) == 1:
            self.acronyms[form[0]].setdefault(org)

    def _enter_keys(self, org: _Org, form: _Form) -> None:
        for size in range(1, min(len(form) - 1, _LONGEST_KEY) + 1):
            self.prefixes[form[:size]].setdefault(org)
            self.suffixes[form[-size:]].setdefault(org)
        for name in (form, _without_country(form), form[: form.index("of", 1)] if "of" in form[2:] else form):
            for letters in initials(" ".join(name)):
                if len(letters) > 1:
                    self.acronyms[letters].setdefault(org)

    def find(self, form: _Form, mention: Named, *, after_the: bool) -> tuple[_Org, str]:
        """The organisation that a mention names, and why."""
        if len(form) > 1:
            return self.enter(form), "the same name or a form of it"
        if spelled := self.acronyms.get(form[0].replace("&", "")):
            return _last(spelled), "acronym of the name"
        of_its_own = fold(mention.text) in organisations()
        alone = form in self.own or (of_its_own and mention.text.isupper())  # "UN" is not the "UN Refugee Agency"
        ending = self._of_town(form) if of_its_own else self._head_of(form, after_the)
        options = [] if alone else self._starting(form) or ending
        longer = _one_of(options, after_the=after_the)
        return (longer, "short form of the name") if longer else (self.enter(form, alone=alone), "the same name")

    def _starting(self, form: _Form) -> list[_Org]:
        """The longer names that begin with a form which can stand for them."""
        options = list(self.prefixes.get(form, ())) or self._parties(form)
        if not options or form[-1] in _SMALL:
            return []
        if not set(form) - _words("common") - _SMALL:
            options = [o for o in options if len(form) > 1 and _goes_on(o, form)]
        return [o for o in options if not _is_part(o, form)]

    def _parties(self, form: _Form) -> list[_Org]:
        """The parties whose members a form calls: the Conservatives, of the "Conservative Party"."""
        member = (*form[:-1], singular(form[-1]))
        return [o for o in self.prefixes.get(member, ()) if member != form and (*member, "party") in o.forms]

    def _head_of(self, form: _Form, after_the: bool) -> list[_Org]:
        """The longer names that end with a word, or are "X of" something: "the Post", "the Church", "Congress"."""
        if form[0] in _words("no_article") and not after_the:
            return [o for o in self.suffixes.get(form, ()) if any(map(_is_national, o.longer_than(form)))]
        if not after_the and (form[0] in _words("common") or not kind_words(form[0])):
            return self._local(form)
        ending = self.suffixes.get(form, {}) if form != ("house",) else {}
        starting = self.prefixes.get(form, {}) if after_the else {}
        return list(ending | {o: None for o in starting if not _is_part(o, form)})

    def _of_town(self, form: _Form) -> list[_Org]:
        """Clubs whose name begins with their town: the Orioles, of Baltimore."""
        options = [] if kind_words(form[0]) else list(self.suffixes.get(form, ()))
        return [o for o in options if any(_place_or_people(" ".join(f[:-1])) for f in o.longer_than(form))]

    def _local(self, form: _Form) -> list[_Org]:
        """Clubs and local organisations by their last word, without an article: "Sounders win", "City have not won"."""
        options = list(self.suffixes.get(form, ()))
        if not options or known_codes(form[0]):
            return []
        if form[0] in _words("clubs"):
            return options
        if len(options) == 1 and _is_founders(options[0], form):
            return options
        return [o for o in options if form[0] not in _words("common") and any(map(_is_local, o.longer_than(form)))]


def _without_country(form: _Form) -> _Form:
    """The words of a name after its country: the EPA is the "United States Environmental Protection Agency"."""
    size = next((size for size in (2, 1) if country_key(" ".join(form[:size]))), 0)
    return form[size:] if len(form) > size + 1 else form


def _goes_on(org: _Org, form: _Form) -> bool:
    """Whether a longer name says whose or what for after the short one: "Supreme Court of Canada"."""
    return any(f[len(form)] in ("of", "for") for f in org.longer_than(form))


def _is_founders(org: _Org, form: _Form) -> bool:
    """Whether a longer name is a given name and the word: a firm with its founder's name."""
    return any(len(f) == 2 and f[0] in given_names() for f in org.longer_than(form))


def _is_part(org: _Org, form: _Form) -> bool:
    """Whether the longer name is that of a part of the organisation with the short one: its channel, its police."""
    return all(f[-1] in _words("parts") for f in org.longer_than(form))


def _is_national(form: _Form) -> bool:
    """Whether a name begins with a country or its people: a party, "Trinamool Congress", is not Congress."""
    return bool(known_codes(form[0]) or known_codes(" ".join(form[:2])))


def _is_local(form: _Form) -> bool:
    """Whether a name begins with a place, a people's or letters: "TP Nkana", "Afghan Taliban"."""
    return len(form[0]) == 2 or _is_national(form)


@lru_cache(maxsize=4096)
def _bag(form: _Form) -> frozenset[str]:
    """The words of a form in any order, a people's as its country: "Peruvian Navy", "Navy of Peru"."""
    words = (*form[:-1], singular(form[-1])) if len(form) > 1 else form
    return frozenset(_place_or_people(w) or w for w in words if w not in _SMALL) or frozenset(form)


def _one_of(options: Sequence[_Org], *, after_the: bool) -> _Org | None:
    """The one organisation that a word stands for: the only one, or of those named before the last."""
    earlier = [o for o in options if o.last >= 0]
    sure = len(options) == 1 or len(earlier) == 1 or (earlier and after_the)
    return _last(earlier or options) if sure else None


def _last(options: Iterable[_Org]) -> _Org:
    """The one that was named last, else the first that will be."""
    return max(options, key=lambda o: o.last)
