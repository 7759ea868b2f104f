"""Whose words an article is throughout: a speech, remarks or a statement that a page prints.

A line above the words names the speaker ("Remarks by X", "Statement of X", "X's speech in full"). That makes a speech
of what follows only where the page says that it is a transcript, or most paragraphs speak in the first person, and
nobody reports.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.sources.textkinds import SENTENCE_END
from newsparse.text.letters import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.text.lines import Span

__all__ = ["named", "speaker"]

REACH = 6  # blocks at the beginning in which the line may stand
LONGEST = 250  # characters of such a line
SHORTEST = 8  # words of a paragraph that is counted
FEWEST = 2  # such paragraphs of a speech
FIRST, TOLD_FIRST = 0.5, 0.2  # of them speak in the first person; of a page that says that it is a transcript
REPORTS = 0.15  # of them report speech, up to which they are a speech themselves
LABELS = 1  # names of turns, beyond which it is a conversation
# Words with capitals, and the small ones that stand within a name.
_PARTICLE = r"(?:al|bin|da|de|del|della|di|dos|du|el|ibn|la|le|van|von|y)\b"
_CAPITAL = rf"(?:[{CAPITALS}]\.|[{CAPITALS}][\w.’'-]*[^\W_]|al-[{CAPITALS}][\w’'-]+)"
_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|{_PARTICLE}))*"
_FORM = r"(?:address|comments|eulogy|keynote|lecture|message|remarks|speech|statement|testimony)"
_TEXT = r"(?:(?:full )?(?:text|transcript) of (?:the )?)?(?:[\w-]+ ){0,3}?"
_HOW = r"(?: (?:as|prepared|delivered|for|delivery|made|given|in|full)){0,4}"
_BY = re.compile(rf"(?i:{_TEXT}{_FORM}{_HOW} (?:by|from|of) (?:the |an? )?)(?P<who>(?:[a-z-]+ ){{0,4}}{_NAME})")
_OWN = re.compile(rf"(?P<who>{_NAME})['’]s? (?:[\w-]+ ){{0,4}}?(?i:{_FORM})\b")
_TOLD = re.compile(
    r"\b(?:transcript|in full|full (?:text|speech|statement|remarks)|as (?:prepared|delivered)|check against delivery|"
    r"the following (?:is|are) the|(?:delivered|given) (?:at|before|in|on|to))\b",
    re.I,
)
_I = re.compile(r"\b(?:I|I['’](?:d|ll|m|ve)|[Mm]e|[Mm]y|[Mm]yself|[Oo]ur|[Uu]s|[Ww]e|[Ww]e['’](?:d|ll|re|ve))\b")
_REPORT = re.compile(r"[,.?!]?[”\"’'],? (?:\w+ ){0,3}(?:added|said|says|told|wrote)\b|\b(?:added|said|says|told) [“\"]")
_LABEL = re.compile(rf"(?P<who>Q|A|[{CAPITALS}][\w.’'-]*(?: [{CAPITALS}][\w.’'-]*){{0,3}}):\s")
_FIRST_CAPITAL = re.compile(f"[{CAPITALS}]")
_TWO = re.compile(rf"[{CAPITALS}][\w.’'-]+ (?:\w+ )*(?:al-)?[{CAPITALS}]")


def named(line: str) -> Span | None:
    """Where a line names the speaker of what stands below it: "Remarks by Mayor Ana Ruiz at the Harbour Fair"."""
    if len(line) > LONGEST or SENTENCE_END.search(line):
        return None
    for found in filter(None, (_BY.match(line), _OWN.search(line))):
        name = _FIRST_CAPITAL.search(found["who"])  # the name with its titles, at the end of what stands after "by"
        if name and _TWO.search(found["who"]):
            return found.start("who") + name.start(), found.end("who")
    return None


def speaker(text: str, blocks: Sequence[Span], kinds: Sequence[str]) -> Span | None:
    """The place of the name of whoever speaks all of an article; None for what is no speech."""
    lines = [text[slice(*span)] for span in blocks[:REACH]]
    at, who = next(((i, who) for i, line in enumerate(lines) if (who := named(line))), (0, None))
    if who is None:
        return None
    said = [text[a:b] for (a, b), kind in zip(blocks[at + 1 :], kinds[at + 1 :], strict=True) if kind == "paragraph"]
    said = [each for each in said if len(each.split()) >= SHORTEST]
    told = any(map(_TOLD.search, lines))
    if len(said) < FEWEST or not _speaks(said, TOLD_FIRST if told else FIRST):
        return None
    return blocks[at][0] + who[0], blocks[at][0] + who[1]


def _speaks(paragraphs: Sequence[str], least: float) -> bool:
    """Whether paragraphs are one person's words: in the first person, without reports and without turns of others."""
    first = sum(_I.search(each) is not None for each in paragraphs)
    reports = sum(_REPORT.search(each) is not None for each in paragraphs)
    labels = {found["who"] for each in paragraphs if (found := _LABEL.match(each))}
    return first >= least * len(paragraphs) and reports <= REPORTS * len(paragraphs) and len(labels) <= LABELS
