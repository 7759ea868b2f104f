"""Names of persons: taking one apart, and telling whether two are one person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from newsparse.names.lexicon import Gender, given_names, particles, short_forms, spellings, titles, titles_at
from newsparse.names.own import current
from newsparse.names.text import fold, one_line, strip_possessive

if TYPE_CHECKING:
    from newsparse.names.own import OwnWords

__all__ = ["PersonName", "generation", "is_after_name", "parse_person", "same_person"]

_NICKNAME = re.compile(r"[\"“”‘(]\s*([^\"“”’()]+?)\s*[\"“”’)]|(?<=\s)'([^']+)'(?=\s)")
_WORD = re.compile(r"[^\s,]+")
_GENERATIONS = {"junior": "jr", "senior": "sr", "jnr": "jr", "snr": "sr"}
_FEMALE = re.compile(r"l?le|n?ne|t?te|e|ie|ine")
"""What makes a woman's given name of a man's, besides an a at its end: "simone", "danielle"."""
_ALSO_GIVEN = frozenset({"junior", "senior"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name taken apart; all words folded.

    `plain` is the name as written without titles, nicknames and suffix, `shown` the same with the suffix.
    `words` are given, middle and family names in their order, particles and prefixes left off
    ("al-Sharaa" -> "sharaa").
    `family` is the word that a short mention most often repeats, "" where the name has one word and nothing
    tells what it is; `attached` says that a particle stands before the first word (a family name then).
    """

    plain: str
    shown: str
    words: tuple[str, ...]
    family: str
    titles: tuple[str, ...] = ()
    suffix: str = ""
    nickname: str = ""
    attached: bool = False

    @property
    def first(self) -> str:
        """The given name, "" where there is none."""
        if len(self.words) < 2 or self.attached:
            return ""
        return self.words[1] if self.family == self.words[0] else self.words[0]

    @property
    def titled(self) -> Gender:
        """The gender that the titles tell."""
        return next((gender for title in self.titles if (gender := titles().get(title))), "")

    @property
    def gender(self) -> Gender:
        """What titles, else the list of given names, tell."""
        if self.titled or (len(self.words) == 1 and (self.attached or self.titles)):
            return self.titled
        word = self.words[0] if len(self.words) == 1 else self.first
        known = given_names()
        return known.get(word) or known.get(word.split("-")[0], "")


def _bare(word: str) -> str:
    """A folded word without its prefix: "al-sharaa" -> "sharaa"."""
    for prefix in particles("prefixes"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    return word


def parse_person(text: str) -> PersonName:
    """Take a mention of a person apart: "Sgt. Paula Greer's" -> titles ("sgt",), words ("paula", "greer")."""
    return _parsed(text, current())


@lru_cache(maxsize=4096)
def _parsed(text: str, _own: OwnWords | None) -> PersonName:
    text = strip_possessive(one_line(text))
    match = _NICKNAME.search(text)
    nickname = (match.group(1) or match.group(2)).strip() if match else ""
    found, raw = _without_titles(_WORD.findall(_NICKNAME.sub(" ", text)))
    while len(raw) > 1 and is_after_name(raw[-1]) and (len(raw) > 2 or not raw[0].isupper()):
        raw.pop()
    suffix, shown = "", " ".join(raw)
    while len(raw) > 1 and generation(raw[-1]) and (len(raw) > 2 or fold(raw[-1]) not in _ALSO_GIVEN):
        suffix = generation(raw.pop())
    words, attached = _core(raw)
    plain = " ".join(raw).rstrip(",")
    return PersonName(plain, shown, words, _family(words, attached), tuple(found), suffix, nickname, attached)


def _without_titles(raw: list[str]) -> tuple[list[str], list[str]]:
    """The titles that a name begins with, folded, and the words after them."""
    found: list[str] = []
    while (size := titles_at(raw)) and not _is_initial(raw[0]):
        found += [fold(word).rstrip(".") for word in raw[:size]]
        raw = raw[size:]
    return found, raw


def _core(raw: list[str]) -> tuple[tuple[str, ...], bool]:
    """The folded words of a name without particles and prefixes, and whether one of these stands before the first."""
    folded = [fold(word) for word in raw]
    kept = {i: _bare(word).rstrip(".,;:…") for i, word in enumerate(folded) if not _is_particle(raw, folded, i)}
    words = tuple(filter(None, kept.values()))  # of "K . Reyes" no full stop
    first = min((i for i, word in kept.items() if word), default=0)
    return words, first > 0 or (bool(words) and words[0] != folded[first].rstrip(".,;:"))


def generation(word: str) -> str:
    """The generation that a last word tells, written short: "Jr." and "junior" -> "jr"; "" for other words."""
    bare = fold(word).replace(".", "")
    bare = _GENERATIONS.get(bare, bare)
    return bare if bare in particles("suffixes") else ""


def _is_particle(raw: list[str], folded: list[str], i: int) -> bool:
    """Whether the word belongs to the one after it; a capitalised "Ben" or "Van" at the start is a name."""
    word = folded[i].rstrip(".")
    if i + 1 == len(folded) or word not in particles("particles"):
        return False
    return i > 0 or word not in particles("also_names") or raw[0].islower() or folded[1] in particles("particles")


def is_after_name(word: str) -> bool:
    """Whether a word after a name is a degree, an order or an office: "KC", "PhD"."""
    bare = word.replace(".", "").rstrip(",")
    return (
        word[:1].isupper()
        and fold(bare) in particles("after_names")
        and (bare.isupper() or bare in ("PhD", "DPhil", "Esq"))
    )


def _is_initial(word: str) -> bool:
    return len(word.replace(".", "")) == 1


def _family(words: tuple[str, ...], attached: bool) -> str:
    if len(words) < 2:
        return words[0] if attached else ""
    return words[0] if _family_first(words) else words[-1]


def _family_first(words: tuple[str, ...]) -> bool:
    """Whether the name is written family name first: "kim dong-yeon", "xi jinping", "nguyen van an"."""
    first, *rest = words
    listed = particles("family_first")
    if first not in listed or len(rest) > 2:
        return False
    if "-" in rest[-1] or len(rest) == 2:
        return rest[-1] not in listed or "-" in rest[-1]
    return rest[0] not in listed and rest[0] not in given_names() and not _is_initial(rest[0])


def same_given(one: str, other: str) -> bool:
    """Whether two folded given names may be one: equal, an initial, a short form, or a misspelling."""
    if one == other:
        return True
    if not one or not other:
        return False
    if _is_initial(one) or _is_initial(other):
        return one[0] == other[0]
    shorts = short_forms()
    if shorts.get(one, frozenset({one})) & shorts.get(other, frozenset({other})):
        return True
    if one in spellings() and spellings()[one] == spellings().get(other):
        return True
    known = given_names()
    if one in known and other in known:
        return False
    return misspelt(one, other) and not of_two_genders(one, other)


def of_two_genders(one: str, other: str) -> bool:
    """Whether two folded given names that look alike are a man's and a woman's: "martin" and "martina"."""
    genders = {given_names().get(name, "") for name in (one, other)} - {""}
    if len(genders) == 2 or len({name.rstrip("h").endswith("a") for name in (one, other)}) == 2:
        return True
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and bool(_FEMALE.fullmatch(long, len(short)))


def misspelt(one: str, other: str) -> bool:
    """Whether two folded words differ as spellings of one do: the first letter stays, one letter in five may go.

    Words under five letters are never taken for misspelt: "Iran" and "Iraq", "Gary" and "Mary" stay two.
    """
    shorter = min(len(one), len(other))
    if shorter < 5 or one[0] != other[0] or not (one.replace("-", "").isalpha() and other.replace("-", "").isalpha()):
        return False
    limit = 1 if shorter < 9 else 2
    return bool(DamerauLevenshtein.distance(one, other, score_cutoff=limit) <= limit)


def same_person(one: PersonName, other: PersonName) -> str:
    """Why two names of two words or more may be one person's; "" when they are not."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return ""
    if one.words == other.words or _closed(one) == _closed(other):
        return "same name"
    if len(one.words) == 2 and one.words == other.words[::-1]:
        return "same name, in the other order" if _tells_order(one.words) else ""
    if _is_part(one, other) or _is_part(other, one):
        return "part of the name"
    if _hyphen_form(one.words, other.words):
        return "part of a double name"
    if one.family == other.family and not _middles_differ(one, other):
        return _given_agree(one, other)
    alike = len(one.words) == len(other.words) >= 2 and one.words[:-1] == other.words[:-1]
    return "misspelling" if alike and misspelt(one.words[-1], other.words[-1]) else ""


def _closed(name: PersonName) -> str:
    """The name written as one word: that of "kim jong-su", "kim jong su" and "kim jongsu" is one."""
    return "".join(name.words).replace("-", "")


def _given_agree(one: PersonName, other: PersonName) -> str:
    """Why two with one family name have one given name; "" where they have two."""
    if one.first and other.first and same_given(one.first, other.first):
        return "same family name, given names agree"
    nicknames = (a.nickname and fold(a.nickname) == b.first for a, b in ((one, other), (other, one)))
    return "same family name, the other's nickname" if any(nicknames) else ""


def _is_part(short: PersonName, long: PersonName) -> bool:
    """Whether the words of a name follow each other in a longer one ("garcia marquez"), or it ends so as written."""
    size = len(short.words)
    inside = any(long.words[i : i + size] == short.words for i in range(len(long.words) - size + 1))
    return (inside and size < len(long.words)) or fold(long.plain).endswith(" " + fold(short.plain))


def _tells_order(words: tuple[str, ...]) -> bool:
    """Whether two words in either order are one person's: no two given names, unless one is a family name as well."""
    given = sum(word in given_names() for word in words)
    return given < len(words) or not particles("family_first").isdisjoint(words)


def _middles_differ(one: PersonName, other: PersonName) -> bool:
    middles = [[m for w in n.words if w not in (n.first, n.family) for m in w.split(".") if m] for n in (one, other)]
    if not middles[0] or not middles[1]:
        return False
    return not all(a[0] == b[0] and (a == b or 1 in (len(a), len(b))) for a, b in zip(*middles, strict=False)) or (
        len(middles[0]) != len(middles[1])
    )


def _hyphen_form(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other with a part of a double surname: "maya okonkwo" and "maya okonkwo-reyes"."""
    if len(one) != len(other) or one[:-1] != other[:-1]:
        return False
    return one[-1] in other[-1].split("-") or other[-1] in one[-1].split("-")
