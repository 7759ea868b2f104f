"""Letters, as regular expressions need them: `re` has no class for capitals."""

from __future__ import annotations

from itertools import chain

__all__ = ["CAPITALS"]

# Latin capitals with whatever marks, to stand in a class: "Åsa", "Élodie", "Łukasz", "Şule", "Žiga".
CAPITALS = "A-ZÀ-ÖØ-Þ" + "".join(
    letter for letter in map(chr, chain(range(0x100, 0x250), range(0x1E00, 0x1F00))) if letter.isupper()
)
