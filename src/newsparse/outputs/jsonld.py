"""An article as schema.org JSON-LD: a NewsArticle, the things that it mentions, its quotations and who said them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.outputs.plain import as_json, iri_of, iso

if TYPE_CHECKING:
    from newsparse.types import Article, Entity, Quote

__all__ = ["write"]

TYPES = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "AdministrativeArea",
    "LOC": "Place",
    "FAC": "Place",
    "EVENT": "Event",
    "PRODUCT": "Product",
    "LAW": "Legislation",
    "WORK": "CreativeWork",
    "WORK_OF_ART": "CreativeWork",
}


def write(article: Article) -> str:
    """The document as JSON that may stand in a page, in `<script type="application/ld+json">`.

    What is not known is not there.
    """
    iri = iri_of(article)
    document = _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": iri,
            "identifier": article.id,
            "url": iri,
            "headline": article.title,
            "datePublished": iso(article.published),
            "inLanguage": article.language,
            "publisher": {"@type": "Organization", "name": article.site} if article.site else None,
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "articleBody": article.text,
            "mentions": [_thing(article, each) for each in article.entities],
            "hasPart": [_quotation(article, each) for each in article.quotes],
        }
    )
    return as_json(document)


def _id(article: Article, name: str) -> str:
    """A part of the article by its fragment; a blank node where the article has no address."""
    iri = iri_of(article)
    return f"{iri.partition('#')[0]}#{name}" if iri else f"_:{name}"


def _thing(article: Article, entity: Entity) -> dict[str, Any]:
    kind = TYPES.get(entity.label, "Thing")
    address = {"@type": "PostalAddress", "addressCountry": entity.country}
    return _known(
        {
            "@type": kind,
            "@id": _id(article, entity.id),
            "name": entity.name,
            "alternateName": list(entity.aliases),
            "jobTitle" if kind == "Person" else "description": list(entity.roles),
            "address": address if entity.country and kind in {"AdministrativeArea", "Place"} else None,
        }
    )


def _quotation(article: Article, quote: Quote) -> dict[str, Any]:
    said_by: Any = None
    if quote.speaker and quote.speaker.entities:
        first, *others = ({"@id": _id(article, each)} for each in quote.speaker.entities)
        said_by = [first, *others] if others else first
    elif quote.speaker:
        said_by = {"@type": "Thing", "name": quote.speaker.name or quote.speaker.text}
    return _known(
        {
            "@type": "Quotation",
            "@id": _id(article, quote.id),
            "text": quote.text,
            "genre": f"{quote.kind} {quote.act}",
            "spokenByCharacter": said_by,
        }
    )


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
