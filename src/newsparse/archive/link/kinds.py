"""The two kinds that are linked, people and organisations: by what each is looked up, and how two names agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

from newsparse.archive.link import names
from newsparse.names import initials, key_words, without_the
from newsparse.names.nouns import legal_forms
from newsparse.tables import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newsparse.archive.link.evidence import Piece

__all__ = ["KINDS", "Kind"]

_TOLD = 3  # letters of a short name that is hardly anybody else's
_generic = partial(listed, "newsparse.archive", "organisations.toml", "generic")


@dataclass(frozen=True, slots=True)
class Kind:
    """`full` tells whether a name may stand alone; others are resolved by what is near in outlet and month.

    `tells` says of such a name that one bearer alone has in an archive whether it is hardly anybody else's.
    """

    label: str
    table: str
    column: str
    prefix: str
    keys: Callable[[str], frozenset[str]]
    full: Callable[[str], bool]
    alike: Callable[[str, str], Piece | None]
    same: Callable[[str], tuple[str, ...]]
    tells: Callable[[str], bool]

    def agree(self, mine: Iterable[str], theirs: Iterable[str]) -> Piece | None:
        """The best agreement of two that have several names each; a piece against them where they are at odds."""
        found = (self.alike(*pair) for pair in product(mine, theirs))
        return max(filter(None, found), key=itemgetter(1), default=None)

    def looked_up(self, names: Sequence[str]) -> tuple[bool, list[str]]:
        """Whether an entity of these names has no full one, and by what it is looked up."""
        full = [each for each in names if self.full(each)]
        return not full, sorted({key for each in full or names for key in self.keys(each)})


def _people(one: str, other: str) -> Piece | None:
    found = names.agreement(one, other)
    return found and (f"{found[0]}: {one}" + (f" / {other}" if one != other else ""), found[1])


@lru_cache(maxsize=1 << 16)
def _form(name: str) -> tuple[str, ...]:
    """An organisation's name as it is compared: without article and legal form."""
    words = without_the(key_words(name))
    while len(words) > 1 and words[-1] in legal_forms():
        words = words[:-1]
    return words


def _is_short(name: str) -> bool:
    bare = name.replace(".", "").replace("&", "")
    return 1 < len(bare) <= 6 and bare.isupper()


def _organisation_keys(name: str) -> frozenset[str]:
    form = _form(name)
    own = {*form} - _generic() or {" ".join(form)}
    return frozenset(
        {f"o:{word}" for word in own} | {f"o:{short}" for short in initials(" ".join(form)) if len(short) > 1}
    )


@lru_cache(maxsize=1 << 16)
def _organisations(one: str, other: str) -> Piece | None:
    mine, theirs = _form(one), _form(other)
    if mine == theirs:
        if _is_short(one):
            return f"the same short name: {one}", 2.0
        return f"the same name: {one}", 1.0 if _generic().issuperset(mine) else 8.5
    for short, long in ((one, theirs), (other, mine)):
        if _is_short(short) and len(long) > 1 and "".join(_form(short)) in initials(" ".join(long)):
            return f"the letters of the name: {short} / {' '.join(long)}", 0.75
    short_, long_ = sorted((mine, theirs), key=len)
    if len(short_) > 1 and long_[: len(short_)] == short_ and not _generic().issuperset(short_):
        return f"the beginning of the name: {' '.join(short_)} / {' '.join(long_)}", 1.0
    return None


KINDS = (
    Kind(
        "PERSON", "people", "person_id", "P", names.keys, names.is_full, _people,
        lambda name: names.parsed(name).words, lambda _: False,
    ),
    Kind(
        "ORG", "organisations", "organisation_id", "O", _organisation_keys, lambda name: not _is_short(name),
        _organisations, _form, lambda name: len("".join(_form(name))) >= _TOLD,
    ),
)  # fmt: skip
