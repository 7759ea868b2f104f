"""Verdicts of readers on what the program proposed or asked, in texts of public corpora that nobody annotated.

`verdicts.jsonl` tells of contents whether they were said, `referents.jsonl` of sources whom they stand for; each has a text
a line. They are no annotation: what a text says that nobody proposed is not in them. Who gave them saw one candidate after
the other, and nothing of how the program judges them. `training.said` learns from the contents beside the annotated
news, whose texts these are not; the sources are a measure (`benchmarks.facets.referents`). All texts are of the part train.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.annotations import ChangedTextError, part, source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.annotations import Source

    Span = tuple[int, int]

CONTENTS = Path(__file__).with_name("verdicts.jsonl")
REFERENTS = Path(__file__).with_name("referents.jsonl")
CUT = "cut"
CLASSES = ("statement", "belief", "finding", "topic", "intention", "nothing", CUT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The stretches of a proposed content, as (start, end) in the text, and one of `CLASSES`.

    "nothing" is no report at all, and "cut" is less than half of what was said, or more of what was not.
    """

    content: tuple[Span, ...]
    cls: str


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom the source of a quotation stands for, a pronoun or a description: `head` is its head, as (start, end).

    `right` are the places where the text names them, none where it names nobody or several are meant; `open` are those of
    whom somebody without a name speaks for: neither right nor wrong.
    """

    head: Span
    right: tuple[Span, ...]
    open: tuple[Span, ...]


def judged(corpora: Path, file: Path = CONTENTS) -> Iterator[tuple[Source, tuple[Verdict, ...]]]:
    """The texts with the verdicts on their contents. Raises as `_read` does."""
    for text, fields in _read(corpora, file):
        yield text, tuple(Verdict(_spans(content), cls) for cls, content in fields["verdicts"])


def resolved(corpora: Path, file: Path = REFERENTS) -> Iterator[tuple[Source, tuple[Referent, ...]]]:
    """The texts with those for whom their sources stand. Raises as `_read` does."""
    for text, fields in _read(corpora, file):
        names = [_spans(places) for places in fields["names"]]
        yield (
            text,
            tuple(
                Referent((start, end), sum((names[k] for k in right), ()), sum((names[k] for k in open_), ()))
                for start, end, right, open_ in fields["sources"]
            ),
        )


def _read(corpora: Path, file: Path) -> Iterator[tuple[Source, dict[str, Any]]]:
    """The texts of a file with their fields.

    Raises `MissingCorpusError` where a corpus is not below `corpora`, `ChangedTextError` where a text has changed, and
    `ValueError` where one is not of the part train.
    """
    for line in file.read_text("utf8").splitlines():
        fields = json.loads(line)
        text = source(corpora, fields["id"])
        if text.sha1 != fields["sha1"]:
            raise ChangedTextError(
                f"{text.id} is not the text that was judged: SHA-1 {text.sha1}, not {fields['sha1']}"
            )
        if part(text.id) != "train":
            raise ValueError(f"{text.id} is not for training")
        yield text, fields


def _spans(given: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in given)
