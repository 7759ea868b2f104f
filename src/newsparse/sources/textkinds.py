"""What kind of block each is in plain text, by its words and its marks: headline, subhead, list, quote (of
markdown), paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.text.letters import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.text.lines import Span

__all__ = ["PROSE", "SENTENCE_END", "kinds"]

SENTENCE_END = re.compile(r"[.?!][\"”’'»)\]]*$")
FEWEST, MOST = 3, 25  # words of a headline
PROSE = 14  # words from which a block with the end of a sentence is a paragraph
REACH = 6  # blocks after a headline in which its story begins
_BULLET = re.compile(r"(?:[*•·▪►▸◦●○■+-]|\d{1,2}[.)])\s")
_HEADING = re.compile(r"(#{1,6})\s")
_ENDS = re.compile(r"[.!:;,…][\"”’')\]]*$")
_SENTENCE = re.compile(r"[.?!][\"”’')\]]*(?:\s|$)")
_OPENS = re.compile(rf"[{CAPITALS}\d\"“‘'$£€#]")
_SPEAKER = re.compile(rf"(?:[{CAPITALS}][\w.'’-]*\s){{0,3}}[{CAPITALS}][\w.'’-]*:\s")
_BYLINE = re.compile(r"(?:by|from|published|updated|posted)\b", re.I)


def kinds(text: str, blocks: Sequence[Span], kept: Sequence[bool]) -> list[str]:
    """The kind of each block; only a kept one is a headline."""
    shown = [text[slice(*span)] for span in blocks]
    found = [_kind(block) for block in shown]
    first = next((i for i, keep in enumerate(kept) if keep), None)
    if first is not None and _is_headline(shown[first]) and _story_follows(shown, kept, first):
        found[first] = "headline"
    return found


def _kind(block: str) -> str:
    if _HEADING.match(block) and "\n" not in block:
        return "subhead"
    if block.startswith("> "):
        return "quote"
    return "list" if _BULLET.match(block) else "paragraph"


def _is_headline(line: str) -> bool:
    """Whether a line may be a headline: some words, no end of a sentence, no list, no turn of a speaker, no byline."""
    plain = " ".join(_HEADING.sub("", line).split())
    words = plain.split()
    if not FEWEST <= len(words) <= MOST or not _OPENS.match(plain) or _ENDS.search(plain):
        return False
    return not (_BULLET.match(plain) or _SPEAKER.match(plain) or _BYLINE.match(plain))


def _story_follows(shown: Sequence[str], kept: Sequence[bool], first: int) -> bool:
    after = [block for block, keep in zip(shown[first + 1 :], kept[first + 1 :], strict=True) if keep][:REACH]
    return any(len(block.split()) >= PROSE and _SENTENCE.search(block) for block in after)
