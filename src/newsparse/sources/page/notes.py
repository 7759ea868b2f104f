"""What a page says between and below the paragraphs of its article: appeals and offers, disclosures, who the author is.

The phrases are those of data/notes.toml. What quotes somebody is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsparse.sources.lexicon import REPORTS
from newsparse.sources.textkinds import SENTENCE_END
from newsparse.tables import listed
from newsparse.text.letters import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.sources.page.blocks import Block, Page

__all__ = ["about_author", "asks", "notes"]

LONGEST = 400  # characters of a block that is a note
LONGEST_OFFER = 200  # characters of a line that offers a subscription
LONGEST_ABOUT = 700  # characters of a note about the author
LONGEST_APPEAL = 3_000  # characters of an element that is an appeal throughout
LAST = 4  # blocks at the end of an article among which a note about the author is
TAIL = 0.2  # of its text, in which it is
_SPEAKS = re.compile(rf"[\"“„«]|{REPORTS}")
_ASKS = re.compile(
    r"(?:to (?:continue|keep) reading|to read (?:the (?:full|rest)|this)|subscribe to (?:read|continue|unlock)|"
    r"already a (?:subscriber|member)|for (?:paid )?subscribers only)",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAME = rf"[{CAPITALS}][\w.’'-]+(?: (?:[{CAPITALS}][\w.’'-]*|al|bin|de|der|la|van|von))+"
_DOES = r"(?:is|was|are|covers|(?:writes|reports) (?:about|for|from|on)|has (?:been (?:covering|writing)|covered))"
_REACH = re.compile(
    rf"(?:Contact|Email|Reach|Follow) (?P<name>{_NAME}) (?:at|by|on|via)\b|(?P<named>{_NAME}) can be reached\b"
)
_ABOUT = re.compile(rf"[—–•*\s]*(?:(?P<name>{_NAME})|(?:The )?(?:author|writer))(?:,[^.,]{{0,60}},)? {_DOES}\b")
_TRADE = 250  # characters of such a note in which it says what the author does


def notes(page: Page, core: int) -> set[int]:
    """The numbers of the blocks that are notes; `core` is the number of the element of the article.

    Of an appeal or an offer that has an element of its own, all blocks are: it is written in several paragraphs.
    """
    texts = [block.text.lower().replace("’", "'") if len(block.text) < LONGEST else "" for block in page.blocks]
    everything = "\n".join(texts)
    appeal, disclosure = (_said(texts, everything, _phrases(kind)) for kind in ("appeal", "disclosure"))
    offer = {number for number, block in enumerate(page.blocks) if asks(block)}
    found = {number for number in appeal | disclosure if not _SPEAKS.search(page.blocks[number].text)} | offer
    around = {page.nodes[page.blocks[number].node].around for number in found & (appeal | offer)}
    return found | _inside(page, around.difference(page.around(core)))


def asks(block: Block) -> bool:
    """Whether a line says that the rest of the article is for subscribers."""
    return len(block.text) < LONGEST_OFFER and _ASKS.search(block.text) is not None


def _said(texts: Sequence[str], everything: str, phrases: frozenset[str]) -> set[int]:
    """The numbers of the texts that have one of the phrases; `everything` are all of them in one, mostly without."""
    there = [phrase for phrase in phrases if phrase in everything]
    return {number for number, text in enumerate(texts) if any(phrase in text for phrase in there)}


def about_author(page: Page, kept: Sequence[bool]) -> set[int]:
    """The numbers of the last blocks of an article that say who wrote it and what that person does.

    Somebody whom the article names in another sentence is of the article.
    """
    texts = {number: page.blocks[number].text for number, keep in enumerate(kept) if keep}
    told = {number: text for number, text in texts.items() if SENTENCE_END.search(text)}
    size = sum(map(len, texts.values()))
    found: set[int] = set()
    left = 0
    for number in reversed(list(texts)[-LAST:]):
        left += len(texts[number])
        name = _about(texts[number]) if left < TAIL * size else None
        if name is not None and not (name and any(name in text for i, text in told.items() if i != number)):
            found.add(number)
    return found


def _about(text: str) -> str | None:
    """The last part of the name of whom a note tells, "" for "the author"; None for what is no note about an author."""
    if len(text) >= LONGEST_ABOUT or _SPEAKS.search(text):
        return None
    reached, found = _REACH.match(text), _ABOUT.match(text)
    if reached:
        return str(reached["name"] or reached["named"]).rpartition(" ")[2]
    if found is None or _phrases("trade").isdisjoint(_WORD.findall(text[:_TRADE].lower())):
        return None
    return (found["name"] or "").rpartition(" ")[2]


def _inside(page: Page, elements: set[int]) -> set[int]:
    """The blocks in these elements, of those that are no larger than an appeal is."""
    inside: dict[int, set[int]] = {number: set() for number in elements if number >= 0}
    for number, block in enumerate(page.blocks):
        for around in inside.keys() & page.around(block.node):
            inside[around].add(number)
    small = (some for some in inside.values() if sum(len(page.blocks[i].text) for i in some) < LONGEST_APPEAL)
    return set().union(*small)


def _phrases(kind: str) -> frozenset[str]:
    return listed("newsparse.sources", "notes.toml", kind, "phrases")
