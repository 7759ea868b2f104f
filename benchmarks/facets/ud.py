"""Tags, lemmas, sentences and dependencies on ud-ewt and ud-gum dev, from raw text with its paragraph breaks.

In the manner of the CoNLL 2018 evaluation (Zeman et al. 2018): words are aligned by their characters, white space left
out; a measure is the F1 of the aligned words that agree over the words of both sides. A head is right when it is
aligned to the gold head. `las` compares the universal part of the label (before ":"), as CoNLL 2018 does;
`las_with_subtypes` the whole label. The parts of a multiword token ("don't") share its characters by their lengths.
The text is read with `clean=False`: a treebank's documents are letters, reviews and lists as well as articles.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import runner
from benchmarks.context import around
from benchmarks.measures import Counts, Data, Error, Report
from training.corpora import conllu

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.tokens import Doc

CORPORA = ("ud-ewt", "ud-gum")
FILES = {"ud-ewt": "en_ewt-ud-dev.conllu", "ud-gum": "en_gum-ud-dev.conllu"}
WORD_MEASURES = ("upos", "xpos", "lemma", "uas", "las", "las_with_subtypes")


@dataclass(frozen=True, slots=True)
class Node:
    """A word by its characters; `head` is the position of its head in the document, -1 for a root."""

    start: int
    end: int
    upos: str
    xpos: str
    lemma: str
    head: int
    label: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The words of a document in order, and its sentences as (first character, end)."""

    words: tuple[Node, ...]
    sentences: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TreebankText:
    """A document of a treebank: its text and its parse."""

    name: str
    corpus: str
    text: str
    parsed: Parsed


def load(corpora: Path, limit: int | None = None) -> Data[TreebankText]:
    """With a limit, as many documents of each treebank."""
    taken, available = [], 0
    for corpus, file in FILES.items():
        documents = [_read(corpus, each) for each in conllu.read(corpora / corpus / file)]
        available += len(documents)
        taken += sorted(documents, key=lambda each: each.name)[:limit]
    return Data(taken, available)


def _read(corpus: str, treebank: conllu.Treebank) -> TreebankText:
    words: list[Node] = []
    sentences = set()
    for sentence in treebank.sentences:
        base = len(words)
        sentences.add((sentence[0].start, sentence[-1].end))
        for word in sentence:
            head = -1 if word.head < 0 else base + word.head
            words.append(Node(word.start, word.end, word.upos, word.xpos, word.lemma, head, word.deprel))
    return TreebankText(treebank.name, corpus, treebank.text, Parsed(tuple(words), frozenset(sentences)))


def parsed(doc: Doc) -> Parsed:
    """What a pipeline found; tokens of white space are left out."""
    tokens = [token for token in doc if not token.is_space]
    at = {token.i: position for position, token in enumerate(tokens)}
    words = []
    for token in tokens:
        head = -1 if token.head.i == token.i else at.get(token.head.i, -2)
        label = "root" if head == -1 else token.dep_
        words.append(Node(token.idx, token.idx + len(token), token.pos_, token.tag_, token.lemma_, head, label))
    return Parsed(tuple(words), frozenset(_sentences(doc)))


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    for sentence in doc.sents:
        inside = [token for token in sentence if not token.is_space]
        if inside:
            yield inside[0].idx, inside[-1].idx + len(inside[-1])


@dataclass(frozen=True, slots=True)
class Aligned:
    """One word of both sides, with whether its heads are aligned to each other."""

    wanted: Node
    found: Node
    same_head: bool

    def agrees(self, measure: str) -> bool:
        """Whether the two agree in one of `WORD_MEASURES`."""
        w, f = self.wanted, self.found
        if measure in {"upos", "xpos", "lemma"}:
            return bool(getattr(w, measure) == getattr(f, measure))
        if measure == "uas":
            return self.same_head
        if measure == "las":
            return self.same_head and _universal(w.label) == _universal(f.label)
        return self.same_head and w.label == f.label


def _universal(label: str) -> str:
    return label.partition(":")[0].lower()


def align(wanted: Parsed, found: Parsed) -> list[Aligned]:
    """The words that both sides have with the same characters."""
    at = {(node.start, node.end): node for node in wanted.words if node.end > node.start}
    result = []
    for node in found.words:
        other = at.get((node.start, node.end))
        if other is not None:
            heads = [side.words[n.head] if n.head >= 0 else None for side, n in ((wanted, other), (found, node))]
            result.append(Aligned(other, node, _same(heads[0], heads[1]) and node.head != -2))
    return result


def _same(a: Node | None, b: Node | None) -> bool:
    if a is None or b is None:
        return a is b
    return (a.start, a.end) == (b.start, b.end)


def tally(counts: dict[str, Counts], wanted: Parsed, found: Parsed) -> None:
    """Add one document."""
    words = align(wanted, found)
    n_found, n_wanted = len(found.words), len(wanted.words)
    counts.setdefault("tokens", Counts()).add(n_found, n_wanted, len(words))
    for measure in WORD_MEASURES:
        counts.setdefault(measure, Counts()).add(n_found, n_wanted, sum(word.agrees(measure) for word in words))
    same = len(wanted.sentences & found.sentences)
    counts.setdefault("sentences", Counts()).add(len(found.sentences), len(wanted.sentences), same)


FLOORS = {"upos": 0.955, "las": 0.83, "sentences": 0.88}


def score(documents: Sequence[TreebankText]) -> Report:
    both: dict[str, Counts] = {}
    single: dict[str, dict[str, Counts]] = {corpus: {} for corpus in FILES}
    for document in documents:
        found = parsed(runner.spacy_doc(document.text, clean=False))
        for counts in (both, single[document.corpus]):
            tally(counts, document.parsed, found)
    report = Report()
    for measure, counts_of in both.items():
        report.f1(measure, counts_of, floor=FLOORS.get(measure))
    for corpus, counts in single.items():
        for measure in ("upos", "lemma", "las", "sentences"):
            if measure in counts:
                report.f1(f"{corpus}_{measure}", counts[measure], gated=False)
    report.share("words_kept_by_clean", *_words_kept(documents), gated=False)
    return report


def _words_kept(documents: Sequence[TreebankText]) -> tuple[int, int]:
    kept = total = 0
    for document in documents:
        spans = runner.kept(document.text)
        total += len(document.parsed.words)
        kept += sum(any(start <= word.start < end for start, end in spans) for word in document.parsed.words)
    return kept, total


def errors(documents: Sequence[TreebankText]) -> Iterator[Error]:
    for document in documents:
        found = parsed(runner.spacy_doc(document.text, clean=False))
        yield from _word_errors(document, found)
        for start, end in sorted(document.parsed.sentences - found.sentences):
            yield Error("sentence missed", document.name, around(document.text, start, end, 30))


def _word_errors(document: TreebankText, found: Parsed) -> Iterator[Error]:
    words = align(document.parsed, found)
    for word in words:
        kinds = Counter[str]()
        if not word.agrees("upos"):
            kinds[f"upos {word.wanted.upos} as {word.found.upos}"] += 1
        if not word.agrees("lemma"):
            kinds["lemma"] += 1
        if not word.agrees("uas"):
            kinds[f"head of {_universal(word.wanted.label)}"] += 1
        elif not word.agrees("las"):
            kinds[f"label {_universal(word.wanted.label)} as {_universal(word.found.label)}"] += 1
        for kind in kinds:
            note = f"  ({word.wanted.lemma} / {word.found.lemma})" if kind == "lemma" else ""
            yield Error(kind, document.name, around(document.text, word.found.start, word.found.end, 50) + note)
    aligned = {(word.wanted.start, word.wanted.end) for word in words}
    for node in document.parsed.words:
        if (node.start, node.end) not in aligned:
            yield Error("token", document.name, around(document.text, node.start, node.end, 40))
