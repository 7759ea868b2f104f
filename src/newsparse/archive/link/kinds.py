"""The two kinds that are linked, people and organisations: by what each is looked up, and how two names agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newsparse.archive.link import names
from newsparse.archive.link.evidence import Piece, names_agree
from newsparse.names import initials, key_words
from newsparse.names.lexicon import load
from newsparse.names.nouns import legal_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True, slots=True)
class Kind:
    """`full` tells whether a name may stand alone; others are resolved by what is near in outlet and month."""

    label: str
    table: str
    column: str
    prefix: str
    keys: Callable[[str], frozenset[str]]
    full: Callable[[str], bool]
    agree: Callable[[Iterable[str], Iterable[str]], Piece | None]
    same: Callable[[str], tuple[str, ...]]

    def looked_up(self, names: Sequence[str]) -> tuple[bool, list[str]]:
        """Whether an entity of these names has no full one, and by what it is looked up."""
        full = [each for each in names if self.full(each)]
        return not full, sorted({key for each in full or names for key in self.keys(each)})


@lru_cache(maxsize=1 << 16)
def _form(name: str) -> tuple[str, ...]:
    """An organisation's name as it is compared: without article and legal form."""
    words = key_words(name)
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    while len(words) > 1 and words[-1] in legal_forms():
        words = words[:-1]
    return words


@cache
def _generic() -> frozenset[str]:
    return frozenset(load("newsparse.archive", "organisations.toml")["generic"])


def _is_generic(form: tuple[str, ...]) -> bool:
    return all(word in _generic() for word in form)


def _is_short(name: str) -> bool:
    bare = name.replace(".", "").replace("&", "")
    return 1 < len(bare) <= 6 and bare.isupper()


def _organisation_keys(name: str) -> frozenset[str]:
    form = _form(name)
    own = {word for word in form if word not in _generic()} or {" ".join(form)}
    return frozenset(
        {f"o:{word}" for word in own} | {f"o:{short}" for short in initials(" ".join(form)) if len(short) > 1}
    )


def _organisations_agree(mine: Iterable[str], theirs: Iterable[str]) -> Piece | None:
    best: Piece | None = None
    others = list(theirs)
    for one in mine:
        for other in others:
            found = _agreement(one, other)
            if found is not None and (best is None or found[1] > best[1]):
                best = found
    return best


@lru_cache(maxsize=1 << 16)
def _agreement(one: str, other: str) -> Piece | None:
    mine, theirs = _form(one), _form(other)
    if mine == theirs:
        if _is_short(one):
            return f"the same short name: {one}", 2.0
        return (f"the same name: {one}", 1.0) if _is_generic(mine) else (f"the same name: {one}", 8.5)
    for short, long in ((one, theirs), (other, mine)):
        if _is_short(short) and len(long) > 1 and "".join(_form(short)) in initials(" ".join(long)):
            return f"the letters of the name: {short} / {' '.join(long)}", 0.75
    short_, long_ = sorted((mine, theirs), key=len)
    if len(short_) > 1 and long_[: len(short_)] == short_ and not _is_generic(short_):
        return f"the beginning of the name: {' '.join(short_)} / {' '.join(long_)}", 1.0
    return None


KINDS = (
    Kind(
        "PERSON", "people", "person_id", "P", names.keys, names.is_full, names_agree,
        lambda name: names.parsed(name).words,
    ),
    Kind(
        "ORG", "organisations", "organisation_id", "O", _organisation_keys, lambda name: not _is_short(name),
        _organisations_agree, _form,
    ),
)  # fmt: skip
