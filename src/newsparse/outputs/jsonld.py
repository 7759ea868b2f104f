"""An article as schema.org JSON-LD: a NewsArticle, the things that it mentions, its quotations and who said them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.outputs.plain import as_json, iri_of, iso, readable

if TYPE_CHECKING:
    from newsparse.types import Article, Entity, Quote

__all__ = ["document", "write"]

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
    """The document as JSON that may stand in a page, in `<script type="application/ld+json">`."""
    return as_json(document(article))


def document(article: Article) -> dict[str, Any]:
    """The article as a JSON-LD document; what is not known is not there."""
    iri = iri_of(article)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": iri,
            "identifier": article.id,
            "url": iri,
            "headline": article.title,
            "datePublished": iso(article.published),
            "inLanguage": article.language,
            "publisher": {"@type": "Organization", "name": readable(article.site)} if article.site else None,
            "author": [{"@type": "Person", "name": readable(name)} for name in article.authors],
            "articleBody": article.text,
            "mentions": [_thing(article, each) for each in article.entities],
            "hasPart": [_quotation(article, each) for each in article.quotes],
        }
    )


def _id(article: Article, name: str) -> str:
    """A part of the article by its fragment; a blank node where the article has no address."""
    iri = iri_of(article)
    return f"{iri.partition('#')[0]}#{name}" if iri else f"_:{name}"


def _thing(article: Article, entity: Entity) -> dict[str, Any]:
    kind = TYPES.get(entity.label, "Thing")
    address = {"@type": "PostalAddress", "addressCountry": entity.country}
    roles = [readable(role) for role in entity.roles]
    return _known(
        {
            "@type": kind,
            "@id": _id(article, entity.id),
            "name": entity.name,
            "alternateName": [readable(name) for name in entity.aliases],
            "jobTitle" if kind == "Person" else "description": roles,
            "address": address if entity.country and kind in {"AdministrativeArea", "Place"} else None,
        }
    )


def _quotation(article: Article, quote: Quote) -> dict[str, Any]:
    said_by: Any = None
    if quote.speaker and quote.speaker.entities:
        first, *others = ({"@id": _id(article, each)} for each in quote.speaker.entities)
        said_by = [first, *others] if others else first
    elif quote.speaker:
        said_by = {"@type": "Thing", "name": readable(quote.speaker.name or quote.speaker.text)}
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
    """The fields that have a value, as text that every reader takes."""
    found = {name: readable(value) if isinstance(value, str) else value for name, value in fields.items()}
    return {name: value for name, value in found.items() if value not in (None, "", [])}
