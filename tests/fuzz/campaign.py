"""Texts tried, and what came of them."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

import newsparse
from newsparse import invariants
from tests.fuzz import docs, sources, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsparse.types import Article

DAYS = ("2024-03-05", "2025-07-16", "0001-01-03", "9999-12-30", "2000-02-29", None)
SLOW = 5.0  # seconds of this process


@dataclass
class Result:
    """What a campaign found: one text each for every kind of failure."""

    tried: int = 0
    documents: int = 0
    words: int = 0
    slowest: float = 0.0
    failures: Counter[str] = field(default_factory=Counter)
    samples: dict[str, str] = field(default_factory=dict)

    def note(self, kind: str, sample: str) -> None:
        """Count a failure; keep the shortest text that shows it."""
        self.failures[kind] += 1
        if kind not in self.samples or len(sample) < len(self.samples[kind]):
            self.samples[kind] = sample

    def report(self, *, sampled: int = 300) -> str:
        """The figures, and each kind of failure with a text."""
        tried = f"{self.tried} texts ({self.words} words), {self.documents} made-up Docs"
        lines = [f"{tried}, {sum(self.failures.values())} failures, slowest {self.slowest:.2f} s"]
        for kind, count in self.failures.most_common():
            lines += [f"{count} x {kind}", f"    {self.samples[kind][:sampled]!r}"]
        return "\n".join(lines)


class Campaign:
    """Tries texts made by a seed: each through `extract`, or as a made-up Doc through the rule stages alone."""

    def __init__(self, seed: int, *, with_corpora: bool = False, longest: int = 500) -> None:
        self.rng = Random(seed)
        self.longest = longest
        self.result = Result()
        examples = texts.drawing(sources.examples(), self.rng)
        folder = sources.corpora() if with_corpora else None
        corpus = sources.Corpus(folder) if folder else None
        self.draw = (lambda: corpus.draw(self.rng) if self.rng.random() < 0.6 else examples()) if corpus else examples

    def text(self) -> None:
        """One text through `extract`."""
        text, changes = texts.make(self.draw, self.rng, longest=self.longest)
        day = self.rng.choice(DAYS)
        self.result.tried += 1
        self.result.words += len(text.split())
        self._try(text, changes, lambda: newsparse.extract(text, published=day, attributions="all", strict=True))

    def document(self) -> None:
        """One text as a Doc with annotation by chance."""
        text, changes = texts.make(self.draw, self.rng, longest=self.longest // 2)
        day = self.rng.choice(DAYS[:5]) or ""
        nlp = newsparse.load(strict=True)
        self.result.documents += 1

        def made() -> Article:
            with nlp.memory_zone():
                return docs.staged(nlp, docs.annotated(nlp, text, self.rng, day))

        self._try(text, ("made-up Doc", *changes), made)

    def _try(self, text: str, changes: tuple[str, ...], work: Callable[[], Article]) -> None:
        began = time.process_time()
        try:
            article = work()
        except Exception as error:
            self.result.note(_place(error), text)
            return
        spent = time.process_time() - began
        self.result.slowest = max(self.result.slowest, spent)
        if spent > SLOW:
            self.result.note(f"over {SLOW:.0f} seconds ({', '.join(changes)})", text)
        for problem in invariants.broken(article):
            self.result.note("broken: " + _kind(problem), f"{problem} -- {text}")


def _place(error: BaseException) -> str:
    """The first cause of an error, and the last line of newsparse in its traceback."""
    while error.__cause__ is not None:
        error = error.__cause__
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "newsparse" in frame.filename and "guard" not in frame.filename] or frames
    last = own[-1]
    return f"{type(error).__name__} at {'/'.join(last.filename.split('/')[-2:])}:{last.lineno} {last.name}"


def _kind(problem: str) -> str:
    """A broken invariant without what broke it."""
    words = (
        problem.split("'", maxsplit=1)[0]
        .split('"', maxsplit=1)[0]
        .split("[", maxsplit=1)[0]
        .split("(", maxsplit=1)[0]
        .split()
    )
    return " ".join(word for word in words if not any(map(str.isdigit, word)))
