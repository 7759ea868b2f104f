"""Examples of pronouns and phrases with their candidates, from texts that tell whom they stand for.

GUM tells it of every mention, the annotated news and the project's own studied gold of the sources of quotes. Each text
is walked through as newsparse does; without trees the walk goes on with what is right, where that is known, with trees
on with what they choose, so that the next trees meet the errors of the ones before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.facets.attribution import found_items, pairs
from benchmarks.facets.news import FOUND, Document, wanted_items
from newsparse.coref.antecedents import Choice
from newsparse.coref.candidate_features import features
from newsparse.coref.mentions import Form
from newsparse.coref.referents import PERSON
from newsparse.coref.sources import Sources
from newsparse.coref.walk import Walk
from newsparse.text.relations import Rel
from training.corpora.gum_coref import named_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsparse import types
    from newsparse.coref.antecedents import Ranker
    from newsparse.coref.candidates import Anaphor
    from newsparse.coref.referents import Referent
    from newsparse.text.tokens import Tokens
    from training.corpora import gum_coref

__all__ = ["Asked", "Read", "of_gum", "of_news", "of_own"]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the stages before the speakers leave it."""

    tokens: Tokens
    entities: tuple[types.Entity, ...]
    quotes: tuple[types.Quote, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return self.tokens.text

    def plain(self) -> Read:
        """The same without tags and parse, as a pipeline without them gives it."""
        size = len(self.tokens)
        nothing = {"tags": [""] * size, "deps": [""] * size, "rels": [Rel.OTHER] * size, "heads": list(range(size))}
        tokens = replace(self.tokens, parsed=False, tagged=False, **nothing)
        return Read(tokens, self.entities, self.quotes)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, about the token `head`: its candidates, by the ids of their entities, as rows, and of each 1 where
    it is meant, 0 where not, -1 where nothing is known.
    """

    form: int
    head: int
    offered: tuple[str, ...]
    rows: np.ndarray
    labels: np.ndarray
    source: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Whom something stands for: the ids of entities, none where nobody is named; `open` are neither right nor wrong."""

    right: frozenset[str]
    open: frozenset[str] = frozenset()


class _Recorder(Walk):
    """A walk that takes note of what it is asked, and goes on with the right answers where they are known."""

    def __init__(self, read: Read, by: Ranker | None, known: Callable[[Anaphor], Answer | None]) -> None:
        super().__init__(Sources(read.tokens, read.entities, read.quotes), by)
        self.known, self.asked = known, list[Asked]()
        self.same: Callable[[Anaphor, Referent], int] = self._likely

    def choose(self, asked: Anaphor) -> Choice:
        offered = self.candidates.of(asked)
        if not offered:
            return Choice(None, 0.0, "no candidate")
        answer = self.known(asked)
        if answer is None:
            return self._guess(asked, offered)
        labels = [self._label(asked, each, answer) for each in offered]
        rows = np.array(features(asked, offered, self.focus), dtype=np.float32)
        ids = tuple(each.entity.id if each.entity is not None else "" for each in offered)
        self.asked.append(Asked(asked.mention.form, asked.head, ids, rows, np.array(labels), asked.speaks))
        if self.by is not None:
            return self._guess(asked, offered)
        right = next((each for each, label in zip(offered, labels, strict=True) if label == 1), None)
        return Choice(right, 1.0, "given")

    def _guess(self, asked: Anaphor, offered: Sequence[Referent]) -> Choice:
        if self.by is not None:
            return super().choose(asked)
        if asked.mention.form != Form.PRONOUN:
            return Choice(None, 0.0, "not given")
        likely = [
            each
            for each in offered
            if each.gender == asked.mention.gender and each.kind == PERSON and self.focus.of(each).count
        ]
        return Choice(likely[0] if likely else None, 0.5, "the last of that gender")

    def _likely(self, asked: Anaphor, nameless: Referent) -> int:
        """Of those without a name the last of a fitting gender, where nobody named is meant."""
        others = (each for each in self.focus.recent() if each.entity is None and not each.plural)
        fitting = (each for each in others if not each.gender or each.gender == asked.mention.gender)
        return int(asked.mention.form == Form.PHRASE or next(fitting, None) is nameless)

    def _label(self, asked: Anaphor, offered: Referent, answer: Answer) -> int:
        if offered.entity is None:
            return self.same(asked, offered) if not answer.right else 0
        if offered.entity.id in answer.open:
            return -1
        return int(offered.entity.id in answer.right)


def of_gum(document: gum_coref.Document, starts: Sequence[int], read: Read, by: Ranker | None = None) -> list[Asked]:
    """The questions of a document of GUM; `starts` are the offsets of its tokens in the text that was read."""
    tokens = read.tokens
    place = {start: i for i, start in enumerate(starts)}
    mentions = {each.head: each.chain for each in document.mentions}
    chain_at = {i: mentions[place[start]] for i, start in enumerate(tokens.starts) if place.get(start, -1) in mentions}
    ids = _bearers(document, place, read.entities)

    def known(asked: Anaphor) -> Answer | None:
        chain = chain_at.get(asked.head)
        return None if chain is None else Answer(frozenset(ids.get(chain, ())))

    recorder = _Recorder(read, by, known)
    recorder.same = lambda asked, nameless: int(
        chain_at.get(recorder.focus.of(nameless).token) == chain_at.get(asked.head)
    )
    recorder.run()
    return recorder.asked


def _bearers(
    document: gum_coref.Document, place: dict[int, int], entities: Sequence[types.Entity]
) -> dict[str, list[str]]:
    """The entities of each chain: those most of whose mentions are its names."""
    chains = {i: chain for first, stop, chain, _ in named_spans(document) for i in range(first, stop)}
    found: dict[str, list[str]] = defaultdict(list)
    for entity in entities:
        touched = (place.get(at, -1) for mention in entity.mentions for at in range(mention.start, mention.end))
        votes = Counter(chains[i] for i in touched if i in chains)
        if votes:
            found[votes.most_common(1)[0][0]].append(entity.id)
    return found


def of_news(document: Document, read: Read, by: Ranker | None = None) -> list[Asked]:
    """The questions of an annotated text: the sources of the quotes that were found."""
    article: Any = read
    wanted, found = wanted_items(document), found_items(article)
    spans = {each.key: each.mentions for each in document.annotation.entities}
    said = {id(item): each for item, each in wanted}
    number = {id(item): i for i, item in enumerate(found)}
    answers: dict[int, Answer] = {}
    for w, f in pairs([item for item, _ in wanted], found, FOUND):
        each = said[id(w)]
        right = _owners(read.entities, [span for key in each.speakers for span in spans.get(key, ())])
        open_ = _owners(read.entities, spans.get(each.principal or "", ()))
        many = len(each.speakers) > 1
        answers[number[id(f)]] = Answer(frozenset() if many else right, right if many else open_ - right)
    return _of_sources(read, answers, by)


def of_own(
    wanted: Sequence[tuple[list[tuple[int, int]], str | None]], read: Read, by: Ranker | None = None
) -> list[Asked]:
    """The questions of a text of which each quote's parts and its speaker's name are known."""
    answers: dict[int, Answer] = {}
    for parts, name in wanted:
        shares = [_share(parts, quote) for quote in read.quotes]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        if best is not None and shares[best] > 0.6:
            answers[best] = Answer(frozenset(each.id for each in read.entities if each.name == name))
    return _of_sources(read, answers, by)


def _share(parts: Sequence[tuple[int, int]], quote: types.Quote) -> float:
    both = sum(max(0, min(end, p.end) - max(start, p.start)) for start, end in parts for p in quote.parts)
    return both / max(1, sum(p.end - p.start for p in quote.parts))


def _owners(entities: Sequence[types.Entity], spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    return frozenset(
        each.id
        for each in entities
        if any(start < m.end and m.start < end for start, end in spans for m in each.mentions)
    )


def _of_sources(read: Read, answers: dict[int, Answer], by: Ranker | None) -> list[Asked]:
    sources = Sources(read.tokens, read.entities, read.quotes).of
    at = {source.head: answers[i] for i, source in enumerate(sources) if source is not None and i in answers}
    recorder = _Recorder(read, by, lambda asked: at.get(asked.head))
    recorder.run()
    return recorder.asked
