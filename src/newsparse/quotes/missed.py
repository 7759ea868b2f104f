"""Reports that the tagger missed, and whose form leaves no doubt: the parse tells them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .attribution import Origin
from .claims import is_tidings
from .lexicon import listed
from .syntax import attribution_at, is_per

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .workspace import Workspace

__all__ = ["tell_missed"]


def tell_missed(ws: Workspace) -> None:
    """What a cue of sure form tells that nobody's is: ..., per the club; it emerged that; dogged by reports that."""
    for i in _sure_cues(ws):
        found = attribution_at(ws.tokens, i, ws.lexicon)
        if found is None or not _is_free(ws, i) or found.contents[0] in ws.times:
            continue
        held = [each for span in found.contents for each in ws.near(*span) if each.overlap(*span)]
        if not any(each.is_attributed for each in held):
            ws.replace(held, found if ws.tokens.tags[i].startswith("NN") else replace(found, origin=Origin.ASIDE))


def _sure_cues(ws: Workspace) -> Iterator[int]:
    """The nouns of saying, the verbs by which reports come out or that stand before "for", and each "per" that names a
    source.
    """
    tokens = ws.tokens
    for i, word in enumerate(tokens.lower):
        noun = tokens.tags[i].startswith("NN") and _is_told(ws, i)
        if (
            noun
            or is_per(tokens, i)
            or ws.lexicon.lemma.get(word, tokens.lemmas[i]) in listed("coming") | listed("pleading")
        ):
            yield i


def _is_told(ws: Workspace, noun: int) -> bool:
    """Whether what hangs on a noun was said: word, complaints, a hope; not the idea, the feeling that."""
    word = ws.lexicon.noun(ws.tokens.lower[noun])
    held = ws.lexicon.act.get(word or "") == "belief" and ws.tokens.lower[noun - 1] == "the"
    return (word is not None and not held) or (word is None and is_tidings(ws.tokens, noun, ws.lexicon))


def _is_free(ws: Workspace, i: int) -> bool:
    """Whether a token is nobody's cue, outside all marks, and in nobody's words."""
    at = ws.tokens.chars(i, i)
    told = (each for each in ws.near(*at) if each.is_attributed and each.overlap(*at))
    return ws.with_cue_in(*at) is None and not ws.clauses_in(*at) and next(told, None) is None
