"""What the furniture of a page says: the phrases of data/boilerplate.toml, matched against a block."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["Kind", "kinds", "normal"]

_AROUND = re.compile(r"^[^\w©@#]+|[^\w©]+$")
_SPACE = re.compile(r"\s+")
_COUNT = re.compile(r"^\d[\d.,]*[km]?\s+|\s+\(?\d[\d.,]*[km]?\)?$")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of furniture: its reason for people, whole blocks, and a pattern of telling parts."""

    name: str
    reason: str
    whole: frozenset[str]
    part: re.Pattern[str]

    def says(self, plain: str) -> float:
        """1 where the normalised block is such furniture and nothing else, 0.5 where it has a part of it, else 0."""
        if plain in self.whole:
            return 1.0
        return 0.5 if self.part.search(plain) else 0.0


def normal(block: str) -> str:
    """A block in lower case with single spaces, without bullets, counts and marks around it."""
    plain = _AROUND.sub("", _SPACE.sub(" ", block.replace("’", "'").lower()))
    return _AROUND.sub("", _COUNT.sub("", plain)) or plain


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds in the order of the file, checked: phrases sorted, no doubles."""
    raw = tomllib.loads((files(__package__) / "data" / "boilerplate.toml").read_text(encoding="utf-8"))
    return tuple(_kind(name, fields) for name, fields in raw.items())


def _kind(name: str, fields: dict[str, Any]) -> Kind:
    whole, part = fields["whole"], fields["part"]
    for phrases in (whole, part):
        if phrases != sorted(set(phrases)):
            raise ValueError(f"boilerplate.toml: the phrases of [{name}] are not sorted, or one is there twice")
    either = "|".join(re.escape(phrase.replace("’", "'")) for phrase in part)
    return Kind(
        name=name,
        reason=str(fields["reason"]),
        whole=frozenset(normal(phrase) for phrase in whole),
        part=re.compile(rf"(?<!\w)(?:{either})(?!\w)"),
    )
