"""The label inventories of the heads, and the sets of labels that a partial annotation allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENTITY_CLASSES = ("PERSON", "LOC", "ORG", "FAC", "NORP", "PRODUCT", "MONEY", "DATE", "MISC")
ROLES = ("SOURCE", "CUE", "CONTENT")
# What a content is (docs/annotation.md); "statement", "belief" and "finding" are what somebody said.
CONTENT_CLASSES = ("statement", "belief", "finding", "topic", "intention")
IGNORE = -100


def bio(classes: tuple[str, ...]) -> list[str]:
    """The tags O, B-x and I-x."""
    return ["O", *(f"{prefix}-{name}" for name in classes for prefix in "BI")]


ENTITY_TAGS = bio(ENTITY_CLASSES)
ATTRIBUTION_TAGS = bio(ROLES)

# What a name or its absence in one corpus can mean in the classes of another, by corpus and class.
# WikiGold files nationalities, events and products under MISC, buildings under LOC or ORG, and knows no dates or money.
WIKIGOLD = {
    "PERSON": ("PERSON",),
    "LOC": ("LOC", "FAC"),
    "ORG": ("ORG", "FAC"),
    "MISC": ("MISC", "NORP", "PRODUCT"),
}
WIKIGOLD_OUTSIDE = ("DATE", "MONEY")
# Annotated pages know no dates and money; what they call a work, an event or a law is MISC here.
NEWS = {
    "PERSON": ("PERSON",),
    "ORG": ("ORG",),
    "GPE": ("LOC",),
    "LOC": ("LOC",),
    "FAC": ("FAC", "LOC"),
    "NORP": ("NORP",),
    "PRODUCT": ("PRODUCT",),
    "WORK": ("MISC", "PRODUCT"),
    "EVENT": ("MISC",),
    "LAW": ("MISC",),
    "MISC": ("MISC",),
}
NEWS_OUTSIDE = ("DATE", "MONEY")
# GUM has names of persons, places and organisations as mentions with a proper head (countries that act are organisations, peoples are
# persons); other names are of no class known here.
GUM = {"person": ("PERSON", "NORP"), "organization": ("ORG", "LOC", "NORP"), "place": ("LOC", "FAC")}
GUM_OUTSIDE = ("DATE", "MONEY")
# re3d marks descriptions along with names, and the same stretch as place and organisation.
RE3D = {
    "Person": ("PERSON",),
    "Organisation": ("ORG", "LOC", "FAC", "NORP", "MISC"),
    "Location": ("LOC", "FAC"),
    "Nationality": ("NORP",),
    "Money": ("MONEY",),
    "Temporal": ("DATE",),
}
RE3D_OUTSIDE = ("DATE", "MISC", "PRODUCT", "MONEY", "NORP")


class TagSets:
    """Numbers for sets of entity tags: a single tag has its own index, other sets the numbers after those."""

    def __init__(self) -> None:
        """Start with the single tags."""
        self._numbers: dict[frozenset[str], int] = {frozenset([tag]): i for i, tag in enumerate(ENTITY_TAGS)}

    def number(self, tags: frozenset[str]) -> int:
        """The number of a set of tags."""
        return self._numbers.setdefault(tags, len(self._numbers))

    def table(self) -> NDArray[np.bool_]:
        """Shape (sets, tags): which tags each set allows."""
        table = np.zeros((len(self._numbers), len(ENTITY_TAGS)), dtype=bool)
        for tags, number in self._numbers.items():
            table[number, [ENTITY_TAGS.index(tag) for tag in tags]] = True
        return table


def any_of(classes: tuple[str, ...], prefixes: str = "BI") -> frozenset[str]:
    """The tags of these classes with these prefixes."""
    return frozenset(f"{prefix}-{name}" for name in classes for prefix in prefixes)
