"""Which country a place or a people belongs to: the generated table, the hand-kept entries, and the text's decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from newsparse.entities.named import SIDES
from newsparse.names import fold
from newsparse.names.nouns import singular
from newsparse.names.own import current
from newsparse.tables import check_sorted, listed, load

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "NOWHERE", "Place", "core", "country_key", "decide", "demonym_codes", "is_beyond", "is_local", "is_tract",
    "known_codes", "lookup", "places_with_and", "postal", "state", "usual_spelling",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """What the tables know of a name: the countries that it may be in (none: unknown), and of what kind it is.

    The kind "sole" is that of places kept by hand and of the user's own: their country is certain. A "country" without
    codes is a state that is no more.
    """

    codes: tuple[str, ...]
    kind: str

    @property
    def is_country(self) -> bool:
        """Whether the name is that of a country itself."""
        return self.kind in ("country", "spelling")

    @property
    def is_well_known(self) -> bool:
        """Whether readers know the name as a place's, whatever else bears it: no name of towns alone."""
        return bool(self.codes) and self.kind != "town"


NOWHERE = Place((), "")
_words = partial(listed, "newsparse.entities", "geography.toml")


@cache
def _entries() -> dict[str, Any]:
    """What is kept by hand, by the tables of the file."""
    entries = load("newsparse.entities", "geography.toml")
    for part in ("country", "unsure", "usual", "postal"):
        check_sorted(f"geography.toml {part}", entries[part])
    return entries


@cache
def _table() -> dict[str, Place]:
    text = (files("newsparse.entities") / "data" / "places.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    found = {name: Place(tuple(codes.split(",")), kind) for name, codes, kind in rows}
    entries = _entries()
    for name, code in entries["country"].items():
        same = name in entries["same_country"]["words"] or fold(name).replace(".", "") in entries["usual"]
        found[name] = Place((code,), "spelling" if same or "united states" in name else "sole")
    for name, codes in entries["unsure"].items():
        found[name] = Place(tuple(codes), "unsure")
    for name in _words("heavenly", "words"):
        found.pop(name, None)
    for name in _words("bygone", "words"):
        found.setdefault(name, Place((), "country"))
    return found


@cache
def _demonyms() -> dict[str, tuple[str, ...]]:
    entries = load("newsparse.names", "demonyms.toml")
    found: dict[str, tuple[str, ...]] = {name: (code,) for name, code in entries["country"].items()}
    found.update({name: tuple(codes) for name, codes in entries["unsure"].items()})
    for part in entries:
        check_sorted(f"demonyms.toml {part}", entries[part])
    return found


def lookup(name: str) -> Place:
    """What is known of a place as written: "the U.S.", "LAGOS", "Bogotá"; the user's own places go first."""
    own = current()
    code = own.places.get(fold(name)) if own is not None else None
    return _listed(name) if code is None else Place((code,), "sole")


@lru_cache(maxsize=4096)
def _listed(name: str) -> Place:
    folded = fold(name)
    forms = (
        folded,
        folded.removeprefix("the "),
        folded.replace("-", " ").removeprefix("the "),
        folded.replace(".", ""),
        folded + "." * ("." in folded),  # the full stop of "W.Va." that the end of the sentence took
    )
    return next((_table()[form] for form in forms if form in _table()), NOWHERE)


@lru_cache(maxsize=4096)
def demonym_codes(name: str) -> tuple[str, ...]:
    """The countries of a people or an adjective: "Syrian", "the Dutch", "Frenchmen"."""
    folded = fold(name).removeprefix("the ").replace("-", " ")
    known = _demonyms()
    return next((known[form] for form in (folded, singular(folded), folded.removesuffix("s")) if form in known), ())


def known_codes(name: str) -> tuple[str, ...]:
    """The countries of a place that is well known, or of a people."""
    place = lookup(name)
    return place.codes if place.is_well_known else demonym_codes(name)


def postal(letters: str, place: str) -> Place:
    """The country of a state or province by its letters after a place: "NJ" after "Camden"."""
    codes = tuple(_entries()["postal"].get(letters.lower(), ())) if letters.isupper() else ()
    own = lookup(place).codes
    if letters in own:  # "Essen, DE"
        return Place((letters,), "region")
    if len(codes) > 1:
        codes = tuple(code for code in codes if code in own)
    return Place(codes, "region") if codes else NOWHERE


def state(name: str) -> str:
    """The folded name of a state that is written short: "Neb." -> "nebraska"; "" for other names."""
    return str(_entries()["states"].get(fold(name), "")) if name.endswith(".") else ""


def is_beyond(words: Iterable[str]) -> bool:
    """Whether a name with these folded words may lie in several countries, or in none: "Black Sea", "Mars"."""
    return not (_words("beyond", "words") | _words("heavenly", "words")).isdisjoint(words)


def is_local(last: str) -> bool:
    """Whether a name with this last word, folded, is that of a place within one country: "Harrow County"."""
    return last in _words("local", "words")


def is_tract(last: str) -> bool:
    """Whether a place with this last word, folded, is called so without it as well: "Golan Heights"."""
    return last in _words("tracts", "words")


def core(name: str) -> str:
    """A name without a side before it and the kind of a tract after it: "Salta" of "northern Salta province"."""
    words = name.split()
    first, stop = int(fold(words[0]) in SIDES), len(words) - is_tract(fold(words[-1]))
    return " ".join(words[first:stop]) or name


def country_key(name: str) -> str | None:
    """The code of a name that is a country's own in any spelling, so that "U.S." and "United States" are one."""
    place = lookup(name)
    return place.codes[0] if place.is_country and len(place.codes) == 1 else None


@cache
def places_with_and() -> frozenset[str]:
    """The folded names of countries and their parts that a small word may tear: "trinidad and tobago"."""
    return frozenset(name for name, place in _table().items() if " and " in name and place.is_well_known)


def usual_spelling(name: str) -> str:
    """An abbreviation written out: "U.S." -> "United States"; other names unchanged."""
    return str(_entries()["usual"].get(fold(name).removeprefix("the ").replace(".", ""), name))


def decide(codes: tuple[str, ...], evidence: Counter[str]) -> str | None:
    """The one country of several that the rest of the text speaks for, twice as often as for any other."""
    if len(codes) < 2:
        return codes[0] if codes else None
    (best, most), (_, second) = Counter({c: evidence[c] for c in codes}).most_common(2)
    return best if most and most >= 2 * second else None
