"""The tokens of a Doc as plain columns, read once for all stages. Rules see these and no spaCy."""

from __future__ import annotations

import threading
import weakref
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from newsparse import keys
from newsparse.once import lazy
from newsparse.text.layout import Layout, read_layout
from newsparse.text.relations import Rel, rel_of
from newsparse.text.words import CLOSING_MARKS, NAMES_TOO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from newsparse.text.lines import Span

__all__ = ["Tokens", "entity_labels", "read_tokens"]

_COLUMNS = ("IS_SPACE", "IDX", "LENGTH", "ORTH", "SPACY", "TAG", "LEMMA", "DEP", "HEAD", "SENT_START")
_IS_SPACE, _IDX, _LENGTH, _ORTH, _SPACY, _TAG, _LEMMA, _DEP, _HEAD, _SENT_START = range(len(_COLUMNS))
_HYPHENS = 8  # tokens that hyphens join to one word, at most
_ENDS = frozenset({".", "!", "?", "…"})
_OPENERS = frozenset({'"', "“", "‘", "'"})
_CLOSERS = CLOSING_MARKS | {")", "]"}


class Children:
    """The dependents of words, in order: `children[i]`.

    Two flat lists, as a list for every word would be tens of thousands of objects for the garbage collector.
    """

    def __init__(self, heads: list[int]):
        self._order = sorted((i for i, head in enumerate(heads) if head != i), key=heads.__getitem__)
        counts = [0] * (len(heads) + 1)
        for i in self._order:
            counts[heads[i] + 1] += 1
        self._first = list(accumulate(counts))

    def __getitem__(self, i: int) -> list[int]:
        return self._order[self._first[i] : self._first[i + 1]]


@dataclass(frozen=True)
class Tokens:
    """One column a list; positions count the tokens that are no white space.

    `text` is the whole text, `starts` and `ends` are characters of it. `words` are as written, `lower` in small
    letters with straight apostrophes, but for names that would be pronouns then ("WHO"). `tags` are Penn tags and
    `lemmas` base forms, "" where there are none. `heads` holds the position of each token's head (itself for a root),
    `deps` the label as the parser has it and `rels` what it means; without a parse each token is its own head, with ""
    and `Rel.OTHER`. `sentences` number the sentences, which end at paragraphs at the latest; `paragraphs` are numbers
    of `layout.paragraphs`.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    rels: list[Rel]
    sentences: list[int]
    paragraphs: list[int]
    layout: Layout
    parsed: bool
    tagged: bool

    def __len__(self) -> int:
        return len(self.words)

    @lazy
    def children(self) -> Children:
        """The dependents of every token, in order."""
        return Children(self.heads)

    @lazy
    def sentence_bounds(self) -> list[Span]:
        """The tokens (first, one past the last) of each sentence, by its number."""
        return list(_bounds(self.sentences).values())

    @lazy
    def paragraph_bounds(self) -> dict[int, Span]:
        """The tokens (first, one past the last) of each paragraph that has any, by its number."""
        return _bounds(self.paragraphs)

    @lazy
    def depths(self) -> list[int]:
        """In how many quotations each token lies, by typography; a mark belongs to its quotation."""
        quotations = self.layout.quotations
        begins, ends = sorted(q.start for q in quotations), sorted(q.end for q in quotations)
        return [bisect_right(begins, start) - bisect_right(ends, start) for start in self.starts]

    def at(self, character: int) -> int:
        """The token at the character, or the next one."""
        return bisect_right(self.ends, character)

    def between(self, start: int, end: int) -> range:
        """The tokens that lie within these characters."""
        first = bisect_left(self.starts, start)
        return range(first, max(bisect_right(self.ends, end), first))

    def span(self, start: int, end: int) -> Span:
        """The tokens (first, one past the last) that the characters touch."""
        return self.at(start), bisect_left(self.starts, end)

    def chars(self, first: int, last: int) -> Span:
        """The characters of the tokens first to last, both included."""
        return self.starts[first], self.ends[last]

    def chars_of(self, phrase: Span | None) -> Span | None:
        """The characters of a phrase, if there is one."""
        return self.chars(*phrase) if phrase else None

    def sentence(self, i: int) -> range:
        """The tokens of the sentence that token i is in."""
        return range(*self.sentence_bounds[self.sentences[i]])

    def cut(self, first: int, stop: int) -> str:
        """The text from one token to another, which is one past the last."""
        return self.text[self.starts[first] : self.ends[stop - 1]] if stop > first else ""

    def subtree(self, i: int, without: Iterable[int] = ()) -> Iterator[int]:
        """Token i and all that hangs on it, less the branches of `without`; in no order."""
        skip = set(without)
        stack, seen = [i], {i}
        while stack:
            word = stack.pop()
            yield word
            fresh = [c for c in self.children[word] if c not in skip and c not in seen]
            seen.update(fresh)
            stack += fresh

    def edges(self, i: int, without: Iterable[int] = ()) -> Span:
        """The first and the last token of the subtree of i, both included."""
        words = list(self.subtree(i, without))
        return min(words), max(words)

    def word_start(self, i: int) -> int:
        """The first token of the word that ends at a token, over its hyphens: "start" of "start-up"; four at most."""
        first = i
        while first > max(1, i - _HYPHENS) and self.text[self.ends[first - 2] : self.starts[first]] == "-":
            first -= 2
        return first

    def child(self, i: int, rels: frozenset[Rel]) -> int | None:
        """The first dependent of token i with one of these relations."""
        return next((c for c in self.children[i] if self.rels[c] in rels), None)

    def is_verb(self, i: int) -> bool:
        """Whether token i is tagged as a verb; a token without a tag may always be one."""
        return not self.tags[i] or self.tags[i].startswith("VB") or self.tags[i] == "MD"


class _Threads(threading.local):
    """The view that each thread made last, with the columns that it was made from; both go with their Doc."""

    def __init__(self) -> None:
        self.views: weakref.WeakKeyDictionary[Doc, tuple[object, Tokens]] = weakref.WeakKeyDictionary()


_threads = _Threads()


def read_tokens(doc: Doc) -> Tokens:
    """The tokens of a Doc: the same object for all stages, as long as nothing in the Doc changes that it holds.

    Each call reads the columns, which costs little, and builds the view only where they are not those of the last
    call in this thread. So no stage is ever given a stale view, nothing is left on the Doc, and what is kept is one
    view a thread, which is let go with its Doc. In a Doc without sentences one ends at a full stop before a capital.
    """
    columns = _columns(doc)
    reading = doc.user_data.get(keys.READING)
    known = reading if isinstance(reading, keys.Reading) else None
    made = columns.tobytes(), known and (known.kept, known.paragraphs, known.kinds)
    views = _threads.views
    if doc not in views or views[doc][0] != made:
        views.clear()
        views[doc] = made, _build(doc, columns, known)
    return views[doc][1]


def entity_labels(doc: Doc) -> tuple[list[str], list[bool]]:
    """The entity label of each token of the view ("" outside), and whether an entity begins there or nothing is.

    Read anew at each call: stages change the entities of a Doc.
    """
    rows = doc.to_array(["IS_SPACE", "ENT_TYPE", "ENT_IOB"]).reshape(len(doc), 3)
    rows = rows[rows[:, 0] == 0]
    return _strings(doc, rows[:, 1]), (rows[:, 2] != 1).tolist()  # 1 is inside


def _columns(doc: Doc) -> NDArray[np.int64]:
    """One row a token, white space with them; distances to heads and starts of sentences have their signs."""
    if not len(doc):
        return np.zeros((0, len(_COLUMNS)), np.int64)
    return doc.to_array([*_COLUMNS]).astype(np.int64, copy=False)


def _build(doc: Doc, columns: NDArray[np.int64], reading: keys.Reading | None) -> Tokens:
    text = _text(doc, columns)
    layout = read_layout(text, reading)
    kept = np.flatnonzero(columns[:, _IS_SPACE] == 0)
    rows = columns[kept]
    starts: list[int] = rows[:, _IDX].tolist()
    ends: list[int] = (rows[:, _IDX] + rows[:, _LENGTH]).tolist()
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    paragraphs = [layout.at(start) for start in starts]
    tags = _strings(doc, rows[:, _TAG])
    parsed = bool(columns[:, _DEP].any())
    deps = _strings(doc, rows[:, _DEP])
    rels = {label: rel_of(label) for label in set(deps)}
    return Tokens(
        text=text,
        words=words,
        lower=_lower(text, words, tags),
        starts=starts,
        ends=ends,
        tags=tags,
        lemmas=_strings(doc, rows[:, _LEMMA]),
        heads=_heads(kept, rows[:, _HEAD], len(columns)) if parsed else list(range(len(kept))),
        deps=deps,
        rels=[rels[label] for label in deps],
        sentences=_sentences(columns[:, _SENT_START], kept, words, paragraphs, parsed=parsed),
        paragraphs=paragraphs,
        layout=layout,
        parsed=parsed,
        tagged=bool(rows[:, _TAG].any()),
    )


def _text(doc: Doc, columns: NDArray[np.int64]) -> str:
    """The text; `Doc.text` would ask each token in turn."""
    spaces = columns[:, _SPACY].tolist()
    return "".join(w + " " if s else w for w, s in zip(_strings(doc, columns[:, _ORTH]), spaces, strict=True))


def _lower(text: str, words: list[str], tags: list[str]) -> list[str]:
    lower = [word.lower() for word in words]
    for i in (i for i, word in enumerate(words) if word.isupper() and lower[i] in NAMES_TOO and _is_name(tags, i)):
        lower[i] = words[i]
    return [word.replace("’", "'") for word in lower] if "’" in text else lower


def _is_name(tags: list[str], i: int) -> bool:
    """Whether token i is tagged as a name, or stands right before a noun: "the WHO", "WHO chief"."""
    return tags[i] == "NNP" or tags[i + 1 : i + 2] in (["NN"], ["NNS"])


def _strings(doc: Doc, column: NDArray[np.int64] | NDArray[np.uint64]) -> list[str]:
    """The strings of a column of hashes; each different one is looked up once."""
    hashes: list[int] = column.astype(np.uint64).tolist()
    strings = doc.vocab.strings
    known = {each: str(strings[each]) for each in set(hashes)}
    return [known[each] for each in hashes]


def _heads(kept: NDArray[np.int64], distances: NDArray[np.int64], size: int) -> list[int]:
    """The position of each kept token's head; a token whose head is white space is its own."""
    place = np.full(size, -1, np.int64)
    place[kept] = np.arange(len(kept))
    heads = place[kept + distances]
    found: list[int] = np.where(heads < 0, np.arange(len(kept)), heads).tolist()
    return found


def _sentences(
    begins: NDArray[np.int64], kept: NDArray[np.int64], words: list[str], paragraphs: list[int], *, parsed: bool
) -> list[int]:
    """The number of each token's sentence."""
    if parsed or begins[1:].any():
        # Counted over white space as well: a sentence may begin with it.
        numbers = np.cumsum(begins == 1)[kept].tolist()
        breaks = [i > 0 and (n != numbers[i - 1] or paragraphs[i] != paragraphs[i - 1]) for i, n in enumerate(numbers)]
    else:
        breaks = [i > 0 and (paragraphs[i] != paragraphs[i - 1] or _ended(words, i)) for i in range(len(words))]
    return list(accumulate(map(int, breaks)))


def _ended(words: list[str], i: int) -> bool:
    """Whether a full stop, and the marks that close after it, stands before a capital at token i."""
    before = i - 1
    while before > 0 and words[before] in _CLOSERS:
        before -= 1
    return words[before] in _ENDS and (words[i][0].isupper() or words[i] in _OPENERS)


def _bounds(numbers: list[int]) -> dict[int, Span]:
    """The (first, one past the last) of each number."""
    bounds: dict[int, Span] = {}
    for i, number in enumerate(numbers):
        bounds[number] = (bounds[number][0] if number in bounds else i, i + 1)
    return bounds
