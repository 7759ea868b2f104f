"""The spaCy component `newsparse_dates`: reads the Doc, asks the grammar, leaves date mentions on the Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from newsparse import keys
from newsparse.dates.find import Found, find
from newsparse.dates.words import Words
from newsparse.guard import guarded
from newsparse.text.tokens import entity_labels, read_tokens
from newsparse.types import DateMention

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DateFinder", "make_dates"]

STAGE = "dates"
_PLACED = frozenset({"GPE", "LOC", "FAC", "NORP"})


class DateFinder:
    """Leaves `types.DateMention`s under `keys.DATES`, and the rules' names under `keys.DECISIONS`.

    `spans_key` names the `SpanGroup` in which the mentions are left as spans, with their type as label and their value
    as `id_`; None leaves none.
    """

    def __init__(
        self, nlp: Language, name: str = "newsparse_dates", *, spans_key: str | None = "newsparse_dates"
    ) -> None:
        self.name = name
        self.spans_key = spans_key

    @guarded(STAGE)
    def __call__(self, doc: Doc) -> Doc:
        """Find and write; the Doc is returned."""
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[Found]:
        """The time expressions in the kept text; the Doc is not changed."""
        reading, tokens = keys.reading(doc), read_tokens(doc)
        return find(
            tokens.text,
            Words(tokens, *entity_labels(doc)),
            published=reading.published,
            spans=reading.paragraphs or reading.kept,
            places=_places(doc),
            entries=reading.entries,
        )

    def set_annotations(self, doc: Doc, found: Sequence[Found]) -> None:
        """Write the mentions."""
        text = doc.text
        doc.user_data[keys.DATES] = tuple(
            DateMention(text[f.start : f.end], f.start, f.end, f.type, f.value, f.first, f.last)  # type: ignore[arg-type]
            for f in found
        )
        keys.log(doc, *(keys.Decision(STAGE, f.rule, f.start, f.end, f.value) for f in found))
        if self.spans_key is not None:
            spans = [doc.char_span(f.start, f.end, f.type, span_id=f.value, alignment_mode="expand") for f in found]
            doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=[s for s in spans if s is not None])


def _places(doc: Doc) -> list[tuple[int, str]]:
    """Where the text names places and peoples, in order, each with its country."""
    return sorted(
        (mention.start, entity.country)
        for entity in keys.get(doc, keys.ENTITIES)
        if entity.country is not None and entity.label in _PLACED
        for mention in entity.mentions
    )


@Language.factory("newsparse_dates", assigns=["doc.spans"], default_config={"spans_key": "newsparse_dates"})
def make_dates(nlp: Language, name: str, spans_key: str | None) -> DateFinder:
    """The factory `newsparse_dates`."""
    return DateFinder(nlp, name, spans_key=spans_key)
