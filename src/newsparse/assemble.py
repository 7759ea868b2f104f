"""A Doc that the stages have marked, as an `Article`: the only reader of `keys` outside the components."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeVar, cast

from newsparse import keys
from newsparse.types import Article, Cue, DateMention, Entity, GenderEvidence, Mention, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsparse.types import BlockKind

__all__ = ["article", "register", "text_of"]

# What "statements" holds; "all" adds intentions and attitudes.
STATEMENT_ACTS = frozenset({"statement", "belief"})

_SpanT = TypeVar("_SpanT", TextSpan, Mention, DateMention, GenderEvidence, Speaker, Cue)


def register() -> None:
    """Register what newsparse adds to spaCy: the extension `doc._.article`, and the codecs of the values on a Doc."""
    from spacy.tokens import Doc

    from newsparse import wire

    wire.register()
    if not Doc.has_extension("article"):
        Doc.set_extension("article", getter=article)


def article(doc: Doc) -> Article:
    """The results that the stages left on a Doc; of stages that have not run, nothing."""
    reading = keys.reading(doc)
    text = text_of(doc)
    return Article(
        text=text,
        id=reading.id,
        title=reading.title,
        published=reading.published,
        url=reading.url,
        site=reading.site,
        language=reading.language,
        authors=reading.authors,
        section=reading.section,
        updated=reading.updated,
        body=tuple(
            TextSpan(text[start:end], start, end, cast("BlockKind | None", kind))
            for (start, end), kind in zip_longest(reading.kept, reading.kinds)
        ),
        entities=tuple(_entity(each, text) for each in keys.get(doc, keys.ENTITIES)),
        quotes=tuple(_quote(each, text) for each in keys.get(doc, keys.QUOTES) if _is_wanted(each, reading)),
        dates=tuple(_exact(each, text) for each in keys.get(doc, keys.DATES)),
        model=str(doc.user_data.get(keys.MODEL, "")),
        warnings=(*reading.warnings, *keys.get(doc, keys.FAILURES)),
    )


def text_of(doc: Doc) -> str:
    """The text that was passed in: `doc.text`, with the lone surrogates that the tokenizer had to replace."""
    lone = keys.get(doc, keys.SURROGATES)
    if not lone:
        return doc.text
    characters = list(doc.text)
    for offset, code in lone:
        characters[offset] = chr(code)
    return "".join(characters)


def _is_wanted(quote: Quote, reading: keys.Reading) -> bool:
    return reading.attributions == "all" or quote.act in STATEMENT_ACTS


def _exact(span: _SpanT, text: str) -> _SpanT:
    """The span with the text that is at its place: the same but where surrogates were replaced."""
    there = text[span.start : span.end]
    return span if span.text == there else replace(span, text=there)


def _entity(entity: Entity, text: str) -> Entity:
    mentions = tuple(_exact(mention, text) for mention in entity.mentions)
    evidence = tuple(_exact(each, text) for each in entity.gender_evidence)
    if (mentions, evidence) == (entity.mentions, entity.gender_evidence):
        return entity
    return replace(entity, mentions=mentions, gender_evidence=evidence)


def _quote(quote: Quote, text: str) -> Quote:
    parts = tuple(_exact(part, text) for part in quote.parts)
    changes: dict[str, Any] = {}
    if parts != quote.parts:
        changes.update(parts=parts, text=" ".join(part.text for part in parts))
    if quote.speaker and (speaker := _speaker(quote.speaker, text)) is not quote.speaker:
        changes["speaker"] = speaker
    for name in ("cue", "addressee", "medium"):
        span = getattr(quote, name)
        if span and (exact := _exact(span, text)) is not span:
            changes[name] = exact
    return replace(quote, **changes) if changes else quote


def _speaker(speaker: Speaker, text: str) -> Speaker:
    found = _exact(speaker, text)
    if found.anonymity and (anonymity := _exact(found.anonymity, text)) is not found.anonymity:
        return replace(found, anonymity=anonymity)
    return found
