"""Verdicts on contents that the quotes stage proposed: was it said? They lie in `verdicts.jsonl`, a text a line.

They are no annotation: what a text says that nobody proposed is not in them, and who gave them saw what was proposed, one
candidate after the other with what stands around it, and nothing of how the program judges it. `training.said` learns from
them beside the annotated news, whose texts these are not. The texts are of public corpora, in parts that are for training.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training.annotations import ChangedTextError, part, source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.annotations import Source

FILE = Path(__file__).with_name("verdicts.jsonl")
CUT = "cut"
CLASSES = ("statement", "belief", "finding", "topic", "intention", "nothing", CUT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The stretches of a proposed content, as (start, end) in the text, and one of `CLASSES`.

    "nothing" is no report at all, and "cut" is less than half of what was said, or more of what was not.
    """

    content: tuple[tuple[int, int], ...]
    cls: str


def judged(corpora: Path, file: Path = FILE) -> Iterator[tuple[Source, tuple[Verdict, ...]]]:
    """The texts with their verdicts.

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
        yield text, tuple(Verdict(tuple((s, e) for s, e in content), cls) for cls, content in fields["verdicts"])
