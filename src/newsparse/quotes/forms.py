"""Forms that a page gives to quotes: interviews, letters, releases, pull quotes.

Read from whole paragraphs; everything here is characters of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from .draft import Draft
from .words import Span, last_of, word_set

__all__ = ["Letterhead", "interviews", "is_name", "letterhead", "signature"]

_NAME = r"[A-Z][\w.'’-]*"
_LABEL = re.compile(
    rf"(?P<label>[QA]|{_NAME}(?: (?:{_NAME}|(?:de|la|von|van|der|bin|al)\b)){{0,4}}(?: \([^()\n]{{2,40}}\))?)"
    r"(?P<colon>\s?:|\.(?=\s))\s*(?=\S)"
)
_SIGNATURE = re.compile(r"\s*(?P<dash>[-–—―~]{1,2})\s*(?P<name>[A-Z@“\"'‘][^\n]{1,90}?)[.\s]*$")
_PLAIN = r"(?:de|la|von|van|of|the|for|and|&)"
_LETTERHEAD = re.compile(
    r"(?:And |Next, |Also |This |Now )?(?P<cue>[Ff]rom)(?: the desk of| the office of)? "
    rf"(?P<name>(?:{_NAME}|{_PLAIN})(?:,? (?:{_NAME}|{_PLAIN}))*)(?P<end>\.|:|,)?$"
)
_NO_LABELS = word_set(
    "note update updated correction read related photo photos image video source sources caption credit editor"
    " advertisement tip warning example summary conclusion background date time location where when what why how who"
    " price email phone contact score result results final half tickets info more also here verdict question answer ps"
    " nb re subject cc step total"
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A line that says whose words follow: the cue and the name."""

    cue: Span
    source: Span


def interviews(text: str, paragraphs: list[Span]) -> list[Draft]:
    """The turns of an interview: paragraphs that begin with a name and a colon, or with Q and A.

    Labels that stand once are headings: two speakers must take turns, so that one of them speaks twice, or the first
    asks and the next one answers.
    """
    turns = [(span, match) for span in paragraphs if (match := _turn(text, span))]
    labels = Counter(match["label"] for _, match in turns)
    asked = any(last_of(text, *span) == "?" for span, _ in turns[:1])
    if len(labels) < 2 or (not {"Q", "A"} <= set(labels) and max(labels.values()) < 2 and not asked):
        return []
    turns = [
        (span, match)
        for span, match in turns
        if match["label"] in ("Q", "A") or labels[match["label"]] > 1 or len(turns) <= 4
    ]
    drafts = []
    for (_, end), match in turns:
        draft = Draft(
            [(match.end(), end)], cue=match.span("colon"), rules={"content": "interview turn", "cue": "interview turn"}
        )
        if len(match["label"]) > 1:
            draft.source = match.span("label")
            draft.rules["source"] = "interview turn"
        drafts.append(draft)
    return drafts


def _turn(text: str, span: Span) -> re.Match[str] | None:
    match = _LABEL.match(text, *span)
    if match is None or match.end() >= span[1]:
        return None
    label = match["label"]
    if match["colon"] == "." and label not in ("Q", "A"):
        return None
    return None if label.lower().split()[0] in _NO_LABELS else match


def letterhead(text: str, span: Span) -> Letterhead | None:
    """From the desk of John Doe, VP Analyst, WSJ. / And from Chairwoman Rosenworcel:"""
    start, end = span
    if end - start > 120:
        return None
    match = _LETTERHEAD.match(text[start:end].strip())
    if match is None or (match["end"] is None and "desk" not in match.group()):
        return None
    lead = start + len(text[start:end]) - len(text[start:end].lstrip())
    name_end = match.end("name") - (1 if match["name"].endswith(".") else 0)
    return Letterhead(
        (lead + match.start("cue"), lead + match.end("cue")), (lead + match.start("name"), lead + name_end)
    )


def is_name(text: str) -> bool:
    """Whether what stands before the first comma is all capitalised words and what binds them."""
    words = text.split(",", 1)[0].split()
    return bool(words) and all(word[0].isupper() or re.fullmatch(_PLAIN, word) for word in words)


def signature(text: str, span: Span) -> Letterhead | None:
    """A line that signs the quoted paragraph above it: — Clinton."""
    start, end = span
    if end - start > 100:
        return None
    match = _SIGNATURE.match(text[start:end])
    if match is None:
        return None
    return Letterhead(
        (start + match.start("dash"), start + match.end("dash")),
        (start + match.start("name"), start + match.end("name")),
    )
