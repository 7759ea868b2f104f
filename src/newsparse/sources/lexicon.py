"""What the furniture of a page says: the phrases of data/boilerplate.toml, matched against a block.

Only the phrases whose first word stands in a block are looked for in it, so that a page costs little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from newsparse.sources.textkinds import SENTENCE_END
from newsparse.tables import listed, load

__all__ = ["REPORTS", "is_sure", "kinds", "links_to", "normal", "opens_others", "reason", "scores"]

TABLE = ("newsparse.sources", "boilerplate.toml")
_WORD = re.compile(r"\w+")
_COUNT = re.compile(r"^\d[\d.,]*[km]?\s+|\s+\(?\d[\d.,]*[km]?\)?$")
REPORTS = r"\b(?:said|says|told)\b"
_DIVIDED = re.compile(r"\s+[|·•»/>]\s+")
FEWEST_PARTS = 3  # of a menu in one line
_AROUND = re.compile(r"[^\w©@#]*(.*[\w©])?.*")  # what is no letter or digit at both ends; some marks count


def normal(block: str) -> str:
    """A block in lower case with single spaces, without bullets, counts and marks around it."""
    plain = _bare(" ".join(block.replace("’", "'").lower().split()))
    if plain and (plain[0].isdigit() or plain[-1].isdigit() or plain[-1] in "km"):
        return _bare(_COUNT.sub("", plain)) or plain
    return plain


def _bare(plain: str) -> str:
    return _AROUND.sub(r"\1", plain, count=1)


def reason(block: str) -> str:
    """What a block is that says what furniture does, for people; "" for others."""
    found = scores(normal(block))
    if any(found):
        return [*kinds().values()][found.index(max(found))]
    sure = next((kind for kind, form in _forms().items() if form.match(block)), None)
    return kinds()[sure or "related"] if sure or _label("labels").match(block) else ""


@lru_cache(maxsize=4096)
def scores(plain: str) -> tuple[float, ...]:
    """How far a normalised block is furniture of each of the `kinds`.

    1 where it is that and nothing else, 0.5 where it has a part of it, else 0.
    """
    whole, parts = _index()
    found = [0.0] * len(kinds())
    for word in parts.keys() & _WORD.findall(plain):
        for kind, phrase in parts[word]:
            if phrase in plain and _stands(phrase, plain):
                found[kind] = 0.5
    for kind in whole.get(plain, ()):
        found[kind] = 1.0
    return tuple(found)


def is_sure(block: str) -> bool:
    """Whether a block sends the reader to another story, has one of the `forms` of a kind, is, without an end as
    sentences have it, one of its `sure` phrases and nothing else, or is a menu.
    """
    if _label("labels").match(block) or _is_menu(block):
        return True
    if any(form.match(block) for form in _forms().values()) and not re.search(REPORTS, block):
        return True
    found = scores(normal(block)) if not SENTENCE_END.search(block) else ()
    return any(score == 1.0 and "sure" in table for score, table in zip(found, load(*TABLE).values(), strict=False))


def opens_others(block: str) -> bool:
    """Whether a block is nothing but a heading of some words over other stories: "You may also like"."""
    return " " in block.strip() and scores(normal(block))[[*kinds()].index("related")] == 1.0


def links_to(block: str) -> str:
    """What stands behind a word or an arrow that sends the reader there, where it is a link: "More: Rail fares"."""
    found = _label("links").match(block)
    return block[found.end() :] if found else ""


def _is_menu(block: str) -> bool:
    """Whether half of a divided line is whole phrases: "Home | News | Sport". Of 49 such blocks none is a story's."""
    parts = _DIVIDED.split(block)
    return len(parts) >= FEWEST_PARTS and 2 * sum(1.0 in scores(normal(part)) for part in parts) >= len(parts)


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    """The patterns of each kind that has some."""
    return {
        kind: re.compile("|".join(table["forms"]), re.I) for kind, table in load(*TABLE).items() if "forms" in table
    }


@lru_cache(maxsize=2)
def _label(which: str) -> re.Pattern[str]:
    """The beginning of a line that sends the reader to another story: a word of a list, or an arrow for the `links`."""
    words = "|".join(map(re.escape, sorted(listed(*TABLE, "related", which)))).replace("'", "['’]")
    label = rf"(?:{words}|also on [\w.]+)(?:\s?[:|»→]|\s[–—-]\s)"
    arrow = r"|>{2,3}|[»→]" if which == "links" else ""
    return re.compile(rf"(?:[^\w\s]{{1,3}}\s*)?(?:{label}{arrow})\s?(?=\S)", re.I)


def _stands(phrase: str, plain: str) -> bool:
    """Whether a phrase stands in a block at the borders of words."""
    at = plain.find(phrase)
    while at >= 0:
        around = plain[max(0, at - 1) : at] + plain[at + len(phrase) : at + len(phrase) + 1]
        if not _WORD.search(around):
            return True
        at = plain.find(phrase, at + 1)
    return False


@cache
def _index() -> tuple[dict[str, list[int]], dict[str, list[tuple[int, str]]]]:
    """The kinds of each whole block; the parts of each first word."""
    whole: defaultdict[str, list[int]] = defaultdict(list)
    parts: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, kind in enumerate(kinds()):
        for phrase in listed(*TABLE, kind, "whole"):
            whole[normal(phrase)].append(number)
        for phrase in listed(*TABLE, kind, "part"):
            plain = phrase.replace("’", "'")
            parts[_WORD.findall(plain)[0]].append((number, plain))
    return dict(whole), dict(parts)


@cache
def kinds() -> dict[str, str]:
    """The kinds of furniture in the order of the file, and what people are told that each is."""
    return {kind: str(table["reason"]) for kind, table in load(*TABLE).items()}
