"""The words for numbers, once for all stages."""

from __future__ import annotations

__all__ = ["NUMBERS", "ORDINALS"]


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


NUMBERS = _counted("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 0)
NUMBERS |= _counted("sixteen seventeen eighteen nineteen", 16)
NUMBERS |= _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
"""The words for numbers under a hundred that are one word -> the number."""

ORDINALS = _counted("first second third fourth fifth sixth seventh eighth ninth", 1)
ORDINALS |= {f"twenty-{word}": 20 + place for word, place in ORDINALS.items()}
ORDINALS |= {f"{word}th": number for word, number in NUMBERS.items() if 9 < number < 20 and word != "twelve"}
ORDINALS |= {"twelfth": 12, "twentieth": 20, "thirtieth": 30, "thirty-first": 31}
"""The words for the days of a month by their order -> the number."""
