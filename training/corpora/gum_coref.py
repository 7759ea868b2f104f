"""Coreference of UD English-GUM: the `Entity=` column of the CoNLL-U files as chains of mentions.

Annotations CC BY 4.0 (Amir Zeldes and others), https://github.com/UniversalDependencies/UD_English-GUM.
A mention is named when its head is a proper noun; a chain is named when one of its mentions is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["GENRES", "Document", "Mention", "named_spans", "read"]

GENRES = ("news", "bio", "interview", "speech")
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "president",
        "senator",
        "sen",
        "professor",
        "prof",
        "sir",
        "king",
        "queen",
        "gen",
        "general",
        "minister",
    }
)
_OFFICES = _TITLES | frozenset({
    "abba", "chairman", "chancellor", "command", "congressman", "congresswoman", "dame", "director", "doctor", "duke",
    "earl", "emperor", "fellow", "governor", "judge", "lord", "major", "majority", "manager", "mayor", "member",
    "poet", "pope", "prime", "protector", "queen", "regent", "representative", "secretary", "speaker", "tsar", "whip",
})  # fmt: skip
_OPEN_CLOSE = re.compile(r"\((?P<open>[^()]+)(?P<single>\))?|(?P<close>\d+)\)")


@dataclass
class Mention:
    """One mention: tokens `first` to `stop` (one past the last), the chain, its type, and its head token."""

    chain: str
    kind: str
    first: int
    stop: int
    head: int


@dataclass
class Document:
    """One document: columns of tokens (heads are positions in the document), and its mentions."""

    id: str
    genre: str
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    paragraphs: set[int] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)


def named_spans(document: Document) -> list[tuple[int, int, str, str]]:
    """(first token, one past the last, chain, type) of each name: the proper nouns around a head, no titles."""
    found: dict[tuple[int, int], tuple[int, str, str]] = {}
    for mention in document.mentions:
        if document.tags[mention.head] != "NNP" or _is_office(document, mention):
            continue
        first, stop = mention.head, mention.head + 1
        while first > mention.first and _in_name(document, first - 1, mention.kind):
            first -= 1
        while stop < mention.stop and _in_name(document, stop, mention.kind):
            stop += 1
        while first < stop and document.tags[first] not in ("NNP", "NNPS"):
            first += 1
        while stop > first and document.tags[stop - 1] not in ("NNP", "NNPS"):
            stop -= 1
        while mention.kind == "person" and stop - first > 1 and document.words[first].rstrip(".").lower() in _TITLES:
            first += 1
        size = mention.stop - mention.first
        if first < stop and size < found.get((first, stop), (10**6, "", ""))[0]:
            found[first, stop] = size, mention.chain, mention.kind
    spans = sorted((first, stop, chain, kind) for (first, stop), (_, chain, kind) in found.items())
    return [s for s in spans if not any(o[0] <= s[0] and s[1] <= o[1] and o[:2] != s[:2] for o in spans)]


def _is_office(document: Document, mention: Mention) -> bool:
    """Whether a person is called by an office alone ("the President", "Earl of Clare"): no name."""
    if mention.kind != "person":
        return False
    rest = [i for i in range(mention.first, mention.stop) if document.tags[i] == "NNP"]
    if document.words[mention.head].lower() not in _OFFICES:
        return False
    return (
        len(rest) == 1
        or any(document.words[i].lower() == "of" for i in range(mention.first, mention.stop))
        or all(document.words[i].lower() in _OFFICES | _TITLES for i in rest)
    )


def _in_name(document: Document, i: int, kind: str) -> bool:
    inner = ("-", "van", "de") if kind == "person" else ("of", "the", "for", "-", "&", "van", "de")
    return document.tags[i] == "NNP" or document.words[i].lower() in inner


def read(path: Path, genres: tuple[str, ...] = GENRES) -> Iterator[Document]:
    """The documents of a CoNLL-U file, of the genres given."""
    document: Document | None = None
    opened: dict[str, list[tuple[int, str]]] = {}
    base, new_paragraph = 0, False
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if document is not None and document.genre in genres:
                    yield _finished(document)
                name = line.split("=")[1].strip()
                document, opened = Document(name, name.split("_")[1]), {}
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                new_paragraph = True
            elif document is not None and line.strip() and not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                if "-" in fields[0] or "." in fields[0]:
                    _space_of_range(document, fields)
                    continue
                if fields[0] == "1":
                    base = len(document.words)
                    if new_paragraph and base:
                        document.paragraphs.add(base)
                    new_paragraph = False
                _token(document, fields, base, opened)
    if document is not None and document.genre in genres:
        yield _finished(document)


def _space_of_range(document: Document, fields: list[str]) -> None:
    """Words that are written as one ("don't"): the parts stand without space, the last has the range's."""
    if "-" in fields[0]:
        first, last = fields[0].split("-")
        document.__dict__["range"] = (int(first), int(last), "SpaceAfter=No" not in fields[9])


def _token(document: Document, fields: list[str], base: int, opened: dict[str, list[tuple[int, str]]]) -> None:
    number, word, lemma, pos, tag, _, head, dep, _, misc = fields
    at = len(document.words)
    document.words.append(word)
    space = "SpaceAfter=No" not in misc
    first, last, after = document.__dict__.get("range", (0, -1, True))
    if first <= int(number) <= last:
        space = after if int(number) == last else False
        if int(number) == last:
            document.__dict__["range"] = (0, -1, True)
    document.spaces.append(space)
    document.lemmas.append(lemma)
    document.pos.append(pos)
    document.tags.append("''" if tag == "''" else tag)
    document.heads.append(at if head == "0" else base + int(head) - 1)
    document.deps.append(dep)
    document.starts.append(number == "1")
    for part in misc.split("|"):
        if part.startswith("Entity="):
            _entity(document, part[7:], at, opened)


def _entity(document: Document, value: str, at: int, opened: dict[str, list[tuple[int, str]]]) -> None:
    for match in _OPEN_CLOSE.finditer(value):
        if match["open"]:
            chain, kind = match["open"].split("-")[:2]
            if match["single"]:
                document.mentions.append(Mention(chain, kind, at, at + 1, at))
            else:
                opened.setdefault(chain, []).append((at, kind))
        elif opened.get(match["close"]):
            first, kind = opened[match["close"]].pop()
            document.mentions.append(Mention(match["close"], kind, first, at + 1, first))


def _finished(document: Document) -> Document:
    for mention in document.mentions:
        for i in range(mention.first, mention.stop):
            if not mention.first <= document.heads[i] < mention.stop or document.heads[i] == i:
                mention.head = i
                break
    document.mentions.sort(key=lambda m: (m.first, -m.stop))
    return document
