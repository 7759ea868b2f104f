"""Places as GeoJSON (RFC 7946): one point for each place that has coordinates, its mentions among the properties."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsparse.outputs.frame import several
from newsparse.outputs.plain import iso

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.types import Article, Entity

__all__ = ["to_geojson", "write"]


def to_geojson(articles: Article | Iterable[Article]) -> dict[str, Any]:
    """The places of an article, or of several, as a GeoJSON FeatureCollection (RFC 7946), ready for `json.dumps`.

    Each entity with coordinates is a Feature whose Point is longitude and latitude in degrees (WGS 84). Its
    properties are `article` (the number, from 1), `article_id`, `title`, `published` (an ISO day), `url`, `entity`,
    `name`, `label`, `country`, `admin1`, `geonames_id`, `population` and `mentions` (`text`, `start`, `end`);
    unknown ones are None. Places without coordinates are left out. Raises `InputError` for what holds no articles.
    """
    features = [
        _feature(article, number, entity)
        for number, article in enumerate(several(articles), start=1)
        for entity in article.places
        if entity.latitude is not None and entity.longitude is not None
    ]
    return {"type": "FeatureCollection", "features": features}


def write(article: Article) -> str:
    """The article's places as GeoJSON, readable and in ASCII."""
    return json.dumps(to_geojson(article), indent=2)


def _feature(article: Article, number: int, entity: Entity) -> dict[str, Any]:
    properties = {
        "article": number,
        "article_id": article.id,
        "title": article.title,
        "published": iso(article.published),
        "url": article.url,
        "entity": entity.id,
        **{name: getattr(entity, name) for name in ("name", "label", "country", "admin1", "geonames_id", "population")},
        "mentions": [{"text": each.text, "start": each.start, "end": each.end} for each in entity.mentions],
    }
    geometry = {"type": "Point", "coordinates": [entity.longitude, entity.latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
