"""Reported speech in UD-GUM (Zeldes 2017): the relation "attribution" of its discourse trees (eRST, Zeldes et al. 2025).

An elementary unit that attributes ("the clerk wrote") hangs on the unit that is attributed; that one and what hangs
on it in the same sentence is the content, the subject of the attributing unit its source, the verb with its auxiliaries
its cue. Only clauses are annotated so, not noun phrases, and not in every sentence: `sentences` are those of which the
attributions are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import conllu

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .polnear import Spans

_RELATION = re.compile(r"Discourse=(?P<name>[A-Za-z_-]+):(?P<unit>\d+)(?:->(?P<head>\d+))?")
_SUBJECTS = {"nsubj", "nsubj:pass"}
_SPEAKERS = {"i", "we", "you"}  # "I think" and "you know" in somebody's own words report nothing
_WITH_CUE = {"aux", "aux:pass", "neg", "compound:prt", "cop"}


@dataclass(frozen=True, slots=True)
class Reported:
    """One attribution, as characters of the text; a part that is not expressed is empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class ReportedText:
    """A document of GUM: its attributions, and the spans of the sentences in which they are."""

    name: str
    text: str
    attributions: tuple[Reported, ...]
    sentences: Spans


@dataclass(slots=True)
class _Unit:
    """An elementary discourse unit: its relation to its head, and its words as (sentence, number in it)."""

    relation: str
    head: int | None
    words: list[tuple[int, int]]


def read(path: Path) -> Iterator[ReportedText]:
    """The documents of one file that report anything, in the order of the file."""
    for document in conllu.read(path):
        units = _units(document)
        found = [reported for number, unit in units.items() if (reported := _reported(document, units, number, unit))]
        if found:
            numbers = sorted({sentence for sentence, _ in found})
            spans = tuple((document.sentences[i][0].start, document.sentences[i][-1].end) for i in numbers)
            yield ReportedText(document.name, document.text, tuple(reported for _, reported in found), spans)


def _units(document: conllu.Treebank) -> dict[int, _Unit]:
    units: dict[int, _Unit] = {}
    current: _Unit | None = None
    for number, sentence in enumerate(document.sentences):
        for index, word in enumerate(sentence):
            if match := _RELATION.search(word.misc):
                head = int(match["head"]) if match["head"] else None
                current = units[int(match["unit"])] = _Unit(match["name"], head, [])
            if current is not None:
                current.words.append((number, index))
    return units


def _reported(
    document: conllu.Treebank, units: dict[int, _Unit], number: int, unit: _Unit
) -> tuple[int, Reported] | None:
    """The sentence and the parts of an attributing unit; None where its content is not in one sentence with it,
    or whoever speaks only hedges.
    """
    if not unit.relation.startswith("attribution") or unit.head is None or not unit.words:
        return None
    here = unit.words[0][0]
    own = {index for sentence, index in unit.words if sentence == here}
    content = [word for each in _attributed(units, unit.head, number) for word in units[each].words if word[0] == here]
    sentence = document.sentences[here]
    root = _root(sentence, own)
    if not content or root is None:
        return None
    subjects = [i for i in own if sentence[i].head == root and sentence[i].deprel in _SUBJECTS]
    if any(sentence[i].form.lower() in _SPEAKERS for i in subjects):
        return None
    source = {i for subject in subjects for i in _subtree(sentence, subject)} & own
    cue = {root, *(i for i in own if sentence[i].head == root and sentence[i].deprel in _WITH_CUE)}
    parts = (_spans(sentence, sorted(each)) for each in (source, cue, {index for _, index in content}))
    return here, Reported(*parts)


def _attributed(units: dict[int, _Unit], head: int, attributing: int) -> list[int]:
    """The unit that is attributed and all that hangs on it, but for units that attribute."""
    found, waiting = [], [head]
    while waiting:
        number = waiting.pop()
        if number in units:
            found.append(number)
        waiting += [
            other
            for other, unit in units.items()
            if unit.head == number and other != attributing and not unit.relation.startswith("attribution")
        ]
    return found


def _root(sentence: list[conllu.Word], unit: set[int]) -> int | None:
    """The verb of a unit: the word whose head is outside of it; None where the unit is no clause."""
    found = [i for i in unit if sentence[i].head not in unit and sentence[i].upos in {"VERB", "AUX", "NOUN"}]
    return min(found) if found else None


def _subtree(sentence: list[conllu.Word], top: int) -> set[int]:
    found = {top}
    while more := {i for i, word in enumerate(sentence) if word.head in found} - found:
        found |= more
    return found


def _spans(sentence: list[conllu.Word], words: list[int]) -> Spans:
    """Neighbouring words as one stretch; commas and full stops at the ends are left off."""
    stretches: list[list[int]] = []
    for index in words:
        if stretches and stretches[-1][-1] == index - 1:
            stretches[-1].append(index)
        else:
            stretches.append([index])
    found = []
    for stretch in stretches:
        while stretch and sentence[stretch[0]].form in {",", ":", ";"}:
            stretch.pop(0)
        while stretch and sentence[stretch[-1]].form in {",", ".", ":", ";"}:
            stretch.pop()
        if stretch:
            found.append((sentence[stretch[0]].start, sentence[stretch[-1]].end))
    return tuple(found)
