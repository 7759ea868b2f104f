"""A place in a text, shown with what stands around it, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["around", "mark"]


def around(text: str, start: int, end: int, width: int = 70) -> str:
    """The characters `start:end` in brackets, with `width` characters on both sides."""
    return mark(text, [(start, "[["), (end, "]]")], max(0, start - width), min(len(text), end + width))


def mark(text: str, marks: Iterable[tuple[int, str]], first: int, last: int) -> str:
    """`text[first:last]` with strings put in at offsets; line ends are shown as ¶."""
    pieces: list[str] = []
    at = first
    for offset, string in sorted(marks, key=lambda each: each[0]):
        if first <= offset <= last:
            pieces += [text[at:offset], string]
            at = offset
    pieces.append(text[at:last])
    return " ".join("".join(pieces).replace("\n", " ¶ ").split())
