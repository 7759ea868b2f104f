"""Texts that nobody wrote: good ones, broken in the ways in which texts break. A change takes a text and a `Random`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Change = Callable[[str, Random], str]

_WORD = re.compile(r"\S+")
_MARK = re.compile(r"[^\w\s]")
_NAME = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*\b")

NAMES = ["Ada Obi", "Madrid", "Chelsea", "Dr. L . Reyes", "Kim Min-jun", "al-Sharaa", "van der Berg", "NATO", "Georgia"]
NAMES += ["the Ministry of Works", "A", "Mr", "O’Brien", "São Tomé", "St. Kitts & Co.", "University of Accra", "King"]
DATES = ["1 day", "2 hours", "last", "next", "Monday", "of", "the", "May", "3rd", "2024", "ago", "later", "earlier"]
DATES += ["week", "two", "and", "half", "quarter", "10:30", "a.m.", "at", "from", "to", "-", "until", "in", "every"]
DATES += ["Christmas", "Easter", "morning", "daylight hours", "1990s", "century", "1/2/03", "’98", "GMT", "before", "a"]
DATES += ["0001", "9999", "31", "February 30", "weekend", "fiscal", "millennium", "minutes", "night", "other", "since"]
SAID = ["said", "he said", "she added", "denied that", "according to", "told", "asked:", "who", "that", "claims", "Q:"]
MARKS = [
    '"',
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "„",
    "``",
    "''",
    "—",
    "-",
    ":",
    ";",
    "…",
    "(",
    ")",
    "[",
    "]",
    "/",
    ".",
    ",",
]
ODD = [
    "\u200b",
    "\u00a0",
    "\u0301",
    "\u202e",
    "\ufeff",
    "\x00",
    "\ud800",
    "😀",
    "ſ",
    "ı",
    "İ",
    "ß",
    "ﬁ",
    "\u2028",
    "\x85",
]
ODD += [
    "\x1c",
    "\u0130stanbul",
    "１２",
    "٣",
    "Ⅳ",
    "½",
    "²",
    "中文",
    "العربية",
    "\U0001d400",
    "\u00ad",
    "\r",
    "\x0b",
    "\x0c",
]
PAGE = [
    "Advertisement",
    "Share",
    "Read more",
    "Comments (4)",
    "Top",
    "Related stories",
    "Sign up",
    "By Ada Obi",
    "Menu",
]


def drop_words(text: str, rng: Random) -> str:
    share = rng.choice([0.05, 0.3, 0.7])
    return _WORD.sub(lambda m: m[0] if rng.random() > share else "", text)


def double_words(text: str, rng: Random) -> str:
    return _WORD.sub(lambda m: f"{m[0]} {m[0]}" if rng.random() < 0.15 else m[0], text)


def shuffle_words(text: str, rng: Random) -> str:
    words = text.split(" ")
    size = rng.choice([3, 10, len(words)])
    for at in range(0, len(words), max(1, size)):
        part = words[at : at + size]
        rng.shuffle(part)
        words[at : at + size] = part
    return " ".join(words)


def change_case(text: str, rng: Random) -> str:
    way = rng.choice([str.upper, str.lower, str.title, str.swapcase, str.capitalize])
    return way(text) if rng.random() < 0.5 else _WORD.sub(lambda m: way(m[0]) if rng.random() < 0.3 else m[0], text)


def without_marks(text: str, rng: Random) -> str:
    share = rng.choice([0.2, 1.0])
    return _MARK.sub(lambda m: "" if rng.random() < share else m[0], text)


def many_marks(text: str, rng: Random) -> str:
    return _MARK.sub(lambda m: m[0] * rng.randint(1, 4) if rng.random() < 0.4 else m[0], text)


def other_marks(text: str, rng: Random) -> str:
    return _MARK.sub(lambda m: rng.choice(MARKS) if rng.random() < 0.3 else m[0], text)


def straight_marks(text: str, rng: Random) -> str:
    """Quotation marks that are straight, with spaces around them, or an odd number of them."""
    mark = rng.choice(['"', ' " ', "'", " ' ", "''"])
    return re.sub('[“”"]', lambda m: mark if rng.random() < 0.9 else "", text)


def one_line(text: str, rng: Random) -> str:
    return " ".join(text.split("\n")) if rng.random() < 0.5 else text.replace("\n", "")


def many_lines(text: str, rng: Random) -> str:
    end = rng.choice(["\n", "\n\n", "\r\n", "\n\n\n\n", "\r"])
    share = rng.choice([0.1, 1.0])
    return re.sub(r"\s+", lambda m: end if rng.random() < share else m[0], text)


def table(text: str, rng: Random) -> str:
    gap = rng.choice(["\t", " | ", "  ", ", "])
    words = text.split()
    width = rng.randint(2, 6)
    return "\n".join(gap.join(words[at : at + width]) for at in range(0, len(words), width))


def names(text: str, rng: Random) -> str:
    """A list of names: those of the text, and worse ones."""
    found = _NAME.findall(text) + rng.sample(NAMES, 6)
    rng.shuffle(found)
    return rng.choice([", ", "\n", " ", " and ", ". "]).join(found[:40])


def dates(text: str, rng: Random) -> str:
    """Words of the grammar of dates in any order, in the text."""
    return _put_in(text, rng, lambda: " ".join(rng.choices(DATES, k=rng.randint(2, 7))))


def speech(text: str, rng: Random) -> str:
    """Cues, names and marks in any order, in the text."""
    return _put_in(
        text, rng, lambda: rng.choice(["", " "]).join(rng.choices(SAID + NAMES + MARKS, k=rng.randint(2, 8)))
    )


def odd_characters(text: str, rng: Random) -> str:
    return _put_in(text, rng, lambda: rng.choice(ODD), inside=True)


def _put_in(text: str, rng: Random, make: Callable[[], str], *, inside: bool = False) -> str:
    places = range(len(text) + 1) if inside else [0, *(m.end() for m in _WORD.finditer(text))]
    chosen = sorted(rng.sample(places, min(len(places), rng.randint(1, 6))))
    pieces = [text[a:b] for a, b in zip([0, *chosen], [*chosen, len(text)], strict=True)]
    return "".join(
        piece + (("" if inside else " ") + make() if at < len(chosen) else "") for at, piece in enumerate(pieces)
    )


def tokenised(text: str, rng: Random) -> str:
    return re.sub(r"(\W)", r" \1 ", text) if rng.random() < 0.5 else re.sub(r"(?<=\w)(?=\W)", " ", text)


def cut(text: str, rng: Random) -> str:
    """Cut off in the middle of anything, at either end."""
    at = rng.randrange(len(text) + 1)
    return text[at:] if rng.random() < 0.3 else text[:at]


def glued(text: str, rng: Random) -> str:
    share = rng.choice([0.1, 1.0])
    return re.sub(r"\s", lambda m: "" if rng.random() < share else m[0], text)


def page(text: str, rng: Random) -> str:
    """Lines of a page between those of the text."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 6)):
        lines.insert(rng.randrange(len(lines) + 1), "\n" + rng.choice(PAGE) + "\n")
    return "\n".join(lines)


def markup(text: str, rng: Random) -> str:
    tag = rng.choice(["<p>", "<div class=x>", "&amp;", "<b>", "</p>", "<!--", "<script>"])
    return re.sub(r"\n", lambda m: tag + m[0], text) + tag


def repeated(text: str, rng: Random) -> str:
    unit = text[: rng.randint(1, 60)]
    return unit * rng.randint(2, 20)


def hyphenated(text: str, rng: Random) -> str:
    return re.sub(r"(?<=\w\w)(?=\w\w)", lambda m: "-\n" if rng.random() < 0.03 else "", text)


CHANGES = (
    drop_words, double_words, shuffle_words, change_case, without_marks, many_marks, other_marks, straight_marks,
    one_line, many_lines, table, names, dates, speech, odd_characters, tokenised, cut, glued, page, markup, repeated,
    hyphenated,
)  # fmt: skip


def interleaved(one: str, other: str, rng: Random) -> str:
    """Two texts, line by line or sentence by sentence."""
    gap = rng.choice(["\n", ". "])
    left, right = one.split(gap), other.split(gap)
    size = max(len(left), len(right))
    return gap.join(piece for at in range(size) for piece in (*left[at : at + 1], *right[at : at + 1]))


def part_of(text: str, rng: Random, longest: int) -> str:
    """A stretch of a text that begins where a line or a sentence does."""
    if len(text) <= longest:
        return text
    starts = [0, *(m.end() for m in re.finditer(r"\n|[.!?] ", text))]
    start = rng.choice(starts)
    return text[start : start + rng.randint(longest // 4, longest)]


def make(draw: Callable[[], str], rng: Random, *, longest: int = 500) -> tuple[str, tuple[str, ...]]:
    """A text of about `longest` characters at most, and the names of the changes that made it."""
    text = part_of(draw(), rng, longest)
    changes: list[str] = []
    if rng.random() < 0.1:
        text, changes = interleaved(text, part_of(draw(), rng, longest), rng), ["interleaved"]
    for change in rng.sample(CHANGES, rng.choice([0, 1, 1, 1, 2, 2, 3])):
        text = change(text, rng)
        changes.append(change.__name__)
    return text[: 3 * longest], tuple(changes)


def drawing(texts: Sequence[str], rng: Random) -> Callable[[], str]:
    """Draws from a list of texts."""
    return lambda: rng.choice(texts)
