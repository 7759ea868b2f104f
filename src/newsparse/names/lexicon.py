"""The lexicons of names, read once when first needed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newsparse.names.own import GENDERS, Gender, current
from newsparse.names.text import fold
from newsparse.tables import check_sorted, listed, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsparse.names.own import OwnWords

__all__ = [
    "Gender", "begins_with_title", "by_gender", "given_names", "is_initials", "is_office_in_letters", "is_rank",
    "long_titles", "nameless", "particles", "royal", "short_forms", "spellings", "titles", "titles_at",
]  # fmt: skip

_INITIALS = re.compile(r"[A-Z]{2}|(?:[A-Z]\.){2,3}|(?:[A-Z]\.){1,2}[A-Z]")


def titles() -> Mapping[str, Gender]:
    """Title word -> the gender that it gives away; the user's own words with them."""
    return _titles(current())


@lru_cache(maxsize=16)
def _titles(own: OwnWords | None) -> dict[str, Gender]:
    return by_gender("titles.toml") | (own.titles if own is not None else {})


def by_gender(name: str, *more: str) -> dict[str, Gender]:
    """Word -> gender, from the lists of a table whose keys are a gender, alone or after one of `more`."""
    return {
        word: gender
        for kind, gender in GENDERS.items()
        for begin in ("", *more)
        for word in listed("newsparse.names", name, begin + kind)
    }


def titles_at(words: Sequence[str]) -> int:
    """How many of the first words of a name are a title: 2 of "Tan Sri Lim Wei", 1 of "Dr Lim Wei", else 0."""
    pair = " ".join(_bare_title(word) for word in words[:2])
    if len(words) > 2 and pair in listed("newsparse.names", "titles.toml", "pairs", "words"):
        return 2
    return int(len(words) > 1 and begins_with_title(words[0]))


def begins_with_title(word: str) -> bool:
    """Whether a first word of a name is a title, and no given name: not in "Con Pappas"."""
    bare = _bare_title(word)
    return bare in titles() and bare not in listed("newsparse.names", "titles.toml", "given", "words")


def _bare_title(word: str) -> str:
    return fold(word).rstrip(".").rstrip("'")


def is_rank(word: str) -> bool:
    """Whether a word as written is a rank in capitals: "DCI"."""
    return word.isupper() and word.lower() in listed("newsparse.names", "titles.toml", "ranks", "words")


def is_office_in_letters(word: str) -> bool:
    """Whether a word as written is an office in capitals, or a firm: "MEC"."""
    return word.isupper() and word.lower() in listed("newsparse.names", "titles.toml", "offices", "words")


def is_initials(word: str) -> bool:
    """Whether a word as written may be somebody's initials: "K.P.L.", "DK", no rank, office, body or place."""
    bare = word.replace(".", "").lower()
    known = is_rank(bare.upper()) or bare in listed("newsparse.names", "titles.toml", "letters", "words")
    return bool(_INITIALS.fullmatch(word)) and not known


def nameless(part: str) -> frozenset[str]:
    """Offices that are nobody's family name (`words`), and what may stand `before` them."""
    return listed("newsparse.names", "titles.toml", "nameless", part)


def royal() -> frozenset[str]:
    """Titles before the name by which a ruler is called, which is no family name: "King Salman"."""
    return listed("newsparse.names", "titles.toml", "royal", "words")


@cache
def long_titles() -> dict[str, str]:
    """Title written short -> the noun: "sen" -> "senator"."""
    table: dict[str, str] = load("newsparse.names", "titles.toml")["written_out"]
    return table


def particles(kind: str) -> frozenset[str]:
    """One list of particles.toml by its name, such as `prefixes`."""
    return listed("newsparse.names", "particles.toml", kind)


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Short form -> the given names that it may stand for, with itself: "bill" -> {"bill", "william"}."""
    found: dict[str, set[str]] = {}
    for name, shorts in load("newsparse.names", "nicknames.toml")["short_forms"].items():
        for short in shorts:
            found.setdefault(short, {short}).add(name)
    return {short: frozenset(names) for short, names in found.items()}


@cache
def spellings() -> dict[str, int]:
    """Given name -> the number of the group of spellings that it is one of: "sergei" and "sergey" have the same."""
    groups = load("newsparse.names", "nicknames.toml")["spellings"]["groups"]
    return {name: number for number, group in enumerate(groups) for name in check_sorted("nicknames.toml", group)}


@cache
def given_names() -> dict[str, Gender]:
    """Given name, folded -> the gender of nine in ten of its bearers; other names are not in it."""
    text = (files("newsparse.names") / "data" / "given_names.tsv").read_text(encoding="utf-8")
    return {name: "f" if gender == "f" else "m" for name, gender in (line.split("\t") for line in text.splitlines())}
