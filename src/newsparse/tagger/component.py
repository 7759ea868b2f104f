"""The component `newsparse_tagger`: entities, tags, lemmas, dependencies, sentences and attribution spans of a Doc."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from newsparse import keys
from newsparse.errors import ModelError
from newsparse.guard import guarded

from . import weights as files
from .chunks import noun_chunks
from .lemmas import lemma
from .predict import Annotation, Part, Text, annotate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.strings import StringStore

ATTRIBUTES = ("HEAD", "DEP", "TAG", "POS", "MORPH", "LEMMA", "SENT_START")
Rows = NDArray[np.uint64]
# spaCy reads these columns as signed: distances to the left wrap around.
MINUS_ONE = np.int64(-1).astype(np.uint64)
SPACE_TAG, SPACE_POS, OUTSIDE_DEP = "_SP", "SPACE", "dep"


@Language.factory(
    "newsparse_tagger",
    default_config={"path": None, "threads": None},
    assigns=[
        "doc.ents",
        "doc.spans",
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "token.is_sent_start",
    ],
)
def create_tagger(nlp: Language, name: str, path: str | None, threads: int | None) -> Tagger:
    """The factory; `path` is a directory of weights, None the packaged one."""
    return Tagger(nlp, name, path=path, threads=threads)


class Tagger:
    """Reads the kept paragraphs of a Doc (`keys.Reading`) and writes what the model finds in them.

    Tokens outside of them get no annotation but a place in a sentence of their own.
    """

    def __init__(self, nlp: Language, name: str, *, path: str | None = None, threads: int | None = None) -> None:
        """`path`: a directory of weights, None for the packaged one; `threads`: for one run, None for up to four.

        Raises `ModelError` where the model is missing or broken, or `threads` is no positive number.
        """
        if threads is not None and (not isinstance(threads, int) or threads < 1):
            raise ModelError(f"threads is {threads!r}; wanted is a positive number, or None")
        self.name = name
        folder = files.PACKAGED if path is None else Path(path)
        self.weights, self.session = files.load(folder, threads)
        for labels in ("upos", "xpos", "deprel"):
            for label in self.weights.labels[labels]:
                nlp.vocab.strings.add(label)
        nlp.vocab.get_noun_chunks = noun_chunks  # type: ignore[assignment] # the stubs say Span; a Doc takes places
        self._morphs = {
            feats: nlp.vocab.morphology.add("" if feats == "_" else feats) for feats in self.weights.labels["feats"]
        }

    @guarded("tagger")
    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        words, opens = _words(doc)
        found = annotate(_text(doc, words, opens), self.session, self.weights)
        self._write(doc, words, found)
        return doc

    def _write(self, doc: Doc, words: list[int], found: Annotation) -> None:
        if not len(doc):
            return
        doc.from_array(list(ATTRIBUTES), self._array(doc, words, found))  # type: ignore[arg-type]
        doc.set_ents(_group(doc, keys.MENTIONS, keys.LABELS, words, found.entities))
        _group(doc, keys.ATTRIBUTION, keys.CLASSES, words, found.attribution)

    def _array(self, doc: Doc, words: list[int], found: Annotation) -> Rows:
        """One row a token, the columns of `ATTRIBUTES`; heads are distances."""
        strings = doc.vocab.strings
        rows: Rows = np.zeros((len(doc), len(ATTRIBUTES)), np.uint64)
        is_word = np.zeros(len(doc), bool)
        is_word[words] = True
        rows[:, 1] = strings.add(OUTSIDE_DEP)
        for index in np.flatnonzero(~is_word).tolist():
            self._outside(doc, index, is_word, rows)
        place = np.array(words, np.int64)
        lemmas = map(lemma, (doc[index].text for index in words), found.upos, found.xpos)
        columns = (
            (place[found.heads] - place).astype(np.uint64),
            _hashes(found.deprels, strings),
            _hashes(found.xpos, strings),
            _hashes(found.upos, strings),
            np.array([self._morphs[feats] for feats in found.feats], np.uint64),
            _hashes(list(lemmas), strings),
            np.where(found.starts, np.uint64(1), MINUS_ONE),
        )
        rows[place] = np.stack(columns, axis=1)
        return rows

    @staticmethod
    def _outside(doc: Doc, index: int, is_word: NDArray[np.bool_], rows: Rows) -> None:
        """A token that is no word of the article: white space hangs on the token before it, other text on its block."""
        token = doc[index]
        strings = doc.vocab.strings
        hangs = index > 0 and (token.is_space or not is_word[index - 1])
        rows[index, 0] = MINUS_ONE if hangs else 0
        if token.is_space:
            rows[index, 2], rows[index, 3] = strings.add(SPACE_TAG), strings.add(SPACE_POS)
        rows[index, 5] = strings.add(token.text)
        rows[index, 6] = MINUS_ONE if hangs else 1


def _hashes(labels: list[str], strings: StringStore) -> NDArray[np.uint64]:
    """The hashes of strings, which the store knows from then on; each different one is added once."""
    known = {label: strings.add(label) for label in set(labels)}
    return np.array([known[label] for label in labels], np.uint64)


def _group(doc: Doc, key: str, chances: str, words: list[int], parts: list[Part]) -> list[Span]:
    """Leave the parts as spans of the group `key`; its attributes hold the score and the chances of each."""
    spans = [
        Span(doc, words[p.start], words[p.end - 1] + 1, label=p.label, span_id=f"A{p.group}" if p.group >= 0 else 0)
        for p in parts
    ]
    attrs = {"scores": [round(p.score, 4) for p in parts], chances: [p.chances for p in parts]}
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs=attrs)
    return spans


def _paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    """The (start, end) character offsets of the paragraphs to read."""
    reading = keys.reading(doc)
    if reading.paragraphs:
        yield from reading.paragraphs
        return
    text = doc.text
    for start, end in reading.kept:
        at = start
        for line in text[start:end].splitlines(keepends=True):
            yield at, at + len(line)
            at += len(line)


def _words(doc: Doc) -> tuple[list[int], list[bool]]:
    """The indexes of the tokens to annotate, and which of them open a paragraph."""
    paragraphs = list(_paragraphs(doc))
    if not len(doc) or not paragraphs:
        return [], []
    columns = doc.to_array(["IDX", "IS_SPACE"])
    begins, ends = np.array(paragraphs).T
    at = columns[:, 0].astype(np.int64)
    which = np.searchsorted(ends, at, side="right").clip(max=len(ends) - 1)
    words = np.flatnonzero((columns[:, 1] == 0) & (begins[which] <= at) & (at < ends[which]))
    return words.tolist(), (np.diff(which[words], prepend=-1) > 0).tolist()


def _text(doc: Doc, words: list[int], opens: list[bool]) -> Text:
    if not words:
        return Text([], [], [])
    columns = doc.to_array(["SPACY", "IS_SPACE"]) != 0
    spaces = columns[:, 0] | np.append(columns[1:, 1], False)
    return Text([doc[index].text for index in words], spaces[words].tolist(), opens)
