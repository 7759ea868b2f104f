"""An article as W3C Web Annotations: a page of them, each with its place by position and by the words around it.

Positions are code points, as the standard asks, which are the characters of `Article.text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.outputs.plain import as_json, iri_of, urn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.types import Article, Cue, DateMention, Mention, Quote, Speaker, TextSpan

    _Place = Mention | TextSpan | Speaker | Cue | DateMention

__all__ = ["write"]

CONTEXT = 32  # characters before and after, by which a place is found again when the text has changed


def write(article: Article) -> str:
    """An `AnnotationPage` with an annotation for each mention, quote, speaker, cue and date.

    A quote of several parts has a target for each.
    """
    source = iri_of(article) or urn("text", article.text)
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": urn("page", source, article.model),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": list(_items(article, source)),
    }
    return as_json(page)


def _items(article: Article, source: str) -> Iterator[dict[str, Any]]:
    make = _Maker(article, source)
    for entity in article.entities:
        for number, mention in enumerate(entity.mentions, start=1):
            bodies = [_tag(entity.label), _body("identifying", entity.name)]
            if entity.country:
                bodies.append(_body("classifying", entity.country))
            yield make.annotation(f"{entity.id}-{number}", "identifying", bodies, [mention])
    for quote in article.quotes:
        yield from _of_quote(make, quote)
    for number, day in enumerate(article.dates, start=1):
        yield make.annotation(f"D{number}", "identifying", [_tag(day.type), _body("identifying", day.value)], [day])


def _of_quote(make: _Maker, quote: Quote) -> Iterator[dict[str, Any]]:
    links = [
        {"type": "SpecificResource", "purpose": "linking", "source": make.id(f"{quote.id}-{name}")}
        for name in ("speaker", "cue")
        if getattr(quote, name)
    ]
    bodies = [_tag("quote"), _body("classifying", quote.kind), _body("classifying", quote.act), *links]
    yield make.annotation(quote.id, "describing", bodies, quote.parts)
    if quote.speaker:
        named = [_body("identifying", quote.speaker.name)] if quote.speaker.name else []
        yield make.annotation(f"{quote.id}-speaker", "identifying", [_tag("speaker"), *named], [quote.speaker])
    if quote.cue:
        told = [_tag("cue"), _body("describing", quote.cue.lemma)]
        told += [_tag("negated")] if quote.cue.negated else []
        yield make.annotation(f"{quote.id}-cue", "describing", told, [quote.cue])


class _Maker:
    """Makes the annotations of one article."""

    def __init__(self, article: Article, source: str) -> None:
        self.text = article.text
        self.source = source
        self.model = article.model

    def id(self, name: str) -> str:
        return urn("annotation", self.source, self.model, name)

    def annotation(
        self, name: str, motivation: str, bodies: list[dict[str, Any]], places: Sequence[_Place]
    ) -> dict[str, Any]:
        targets = [{"source": self.source, "selector": self._selectors(each.start, each.end)} for each in places]
        found: dict[str, Any] = {"id": self.id(name), "type": "Annotation", "motivation": motivation, "body": bodies}
        if self.model:
            found["generator"] = {"type": "Software", "name": self.model}
        return found | {"target": targets[0] if len(targets) == 1 else targets}

    def _selectors(self, start: int, end: int) -> list[dict[str, Any]]:
        """Two ways to the same place."""
        return [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": self.text[start:end],
                "prefix": self.text[max(0, start - CONTEXT) : start],
                "suffix": self.text[end : end + CONTEXT],
            },
        ]


def _tag(value: str) -> dict[str, Any]:
    return _body("tagging", value)


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}
