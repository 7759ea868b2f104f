"""Articles as a spaCy DocBin: the entities as `doc.ents`, and all results as span groups, exact to the character."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.outputs.plain import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from newsparse.types import Article

__all__ = ["doc_of", "pack", "write"]


def write(article: Article) -> bytes:
    """The bytes of a DocBin with one Doc."""
    return pack([article])


def pack(articles: Iterable[Article]) -> bytes:
    """The bytes of a DocBin: `DocBin().from_bytes(...)` or, from a file, `DocBin().from_disk(...)` reads them."""
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    return bytes(DocBin(docs=(doc_of(article, nlp) for article in articles)).to_bytes())


def doc_of(article: Article, nlp: Language) -> Doc:
    """The article as a Doc: the tokens of `nlp`, cut where a result begins or ends.

    `doc.spans` has `entities`, `quotes` (a span for each part), `speakers`, `cues` and `dates`. `span.id_` is the id of
    the entity or quote; `span.label_` the label, the kind, the speaker's name, the cue's lemma or the type;
    `span.kb_id_` the country of an entity, the act of a quote, the entity of a speaker, "negated", or the value of a
    date. `doc.ents` holds the mentions that do not overlap.
    """
    from spacy.tokens import Span
    from spacy.util import filter_spans

    doc = _cut(nlp, article)
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}

    def spans(given: Iterable[tuple[int, int, str, str, str]]) -> Iterator[Span]:
        for start, end, *texts in given:
            if start < end:
                label, name, link = map(readable, texts)
                yield Span(doc, starts[start], ends[end], label, kb_id=link, span_id=name)

    for group, found in _results(article).items():
        doc.spans[group] = list(spans(found))
    doc.ents = filter_spans(list(doc.spans["entities"]))
    return doc


def _results(article: Article) -> dict[str, list[tuple[int, int, str, str, str]]]:
    """Start, end, label, id and link of every result, by its group."""
    quotes = article.quotes
    said = [(each.id, each.speaker) for each in quotes if each.speaker]
    cues = [(each.id, each.cue) for each in quotes if each.cue]
    return {
        "entities": [
            (each.start, each.end, entity.label, entity.id, entity.country or "")
            for entity in article.entities
            for each in entity.mentions
        ],
        "quotes": [(part.start, part.end, each.kind, each.id, each.act) for each in quotes for part in each.parts],
        "speakers": [(each.start, each.end, each.name or "", name, each.entity or "") for name, each in said],
        "cues": [(each.start, each.end, each.lemma, name, "negated" * each.negated) for name, each in cues],
        "dates": [(each.start, each.end, each.type, "", each.value) for each in article.dates],
    }


def _cut(nlp: Language, article: Article) -> Doc:
    """The tokens of a text, cut at the borders of the results."""
    from spacy.tokens import Doc

    from newsparse.bounded import BoundedTokenizer

    borders = {edge for group in _results(article).values() for start, end, *_ in group for edge in (start, end)}
    words: list[str] = []
    spaces: list[bool] = []
    for token in BoundedTokenizer(nlp.tokenizer)(readable(article.text)):
        begin, end = token.idx, token.idx + len(token)
        cuts = [begin, *(at for at in range(begin + 1, end) if at in borders), end]
        words += [token.text[a - begin : b - begin] for a, b in pairwise(cuts)]
        spaces += [False] * (len(cuts) - 2) + [bool(token.whitespace_)]
    return Doc(nlp.vocab, words=words, spaces=spaces)
