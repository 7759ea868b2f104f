"""The forms of an answer, and which of them the header `Accept` asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.serve.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FORMS", "chosen"]

# The forms of an article by the types of media that ask for them, the one that is liked best first; each but
# "fragment" (which "html" becomes where it is asked for) and "csv" is a writer of `newsparse.outputs`.
FORMS = {
    "application/json": "json",
    "text/html": "html",
    "text/plain": "table",
    "text/csv": "csv",
    "application/ld+json": "jsonld",
    "application/geo+json": "geojson",
}


def chosen(header: str | None, offered: Sequence[str]) -> str:
    """The type of media among those offered that `Accept` likes best; the first where it says nothing.

    Raises `Problem` where it likes none.
    """
    if header is None or not header.strip():
        return offered[0]
    ranges = dict(_range(part) for part in reversed(header.split(",")) if part.strip())
    likings = {media: _liking(media, ranges) for media in offered}
    best = max(offered, key=lambda media: likings[media])  # of equals the first
    if likings[best] <= 0:
        raise Problem("not-acceptable", f"there is {', '.join(offered)}")
    return best


def _range(part: str) -> tuple[str, float]:
    """A range of media types ("text/html", "text/*", "*/*"), and how much it is liked, from 0 (not at all) to 1."""
    media, *parameters = (each.strip() for each in part.split(";"))
    liking = next((each[2:] for each in parameters if each.lower().startswith("q=")), "1")
    try:
        return media.lower(), min(max(float(liking), 0.0), 1.0)
    except ValueError:
        return media.lower(), 0.0


def _liking(media: str, ranges: Mapping[str, float]) -> float:
    """What the closest range that matches says."""
    return next((ranges[each] for each in (media, f"{media.partition('/')[0]}/*", "*/*") if each in ranges), 0.0)
