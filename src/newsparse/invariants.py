"""What holds for every article, whatever the text: read by the tests and by whoever wants to check results."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.types import LONGEST_NAME, Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.types import Cue, DateMention, Entity, GenderEvidence, Mention, Quote, Speaker, TextSpan

__all__ = ["broken"]


def broken(article: Article) -> list[str]:
    """The invariants that an article breaks, each with what breaks it; none for every article of `extract`."""
    return [
        *_spans(article),
        *_body(article),
        *_entities(article),
        *(problem for quote in article.quotes for problem in _quote(quote)),
        *_references(article),
        *(problem for day in article.dates for problem in _date(day)),
        *([] if Article.from_json(article.to_json()) == article else ["JSON does not give the same article"]),
    ]


def _spans(article: Article) -> Iterator[str]:
    """Every span is a stretch of the text, at its place."""
    spans: list[TextSpan | Mention | DateMention | GenderEvidence | Speaker | Cue] = [*article.body, *article.dates]
    spans += [mention for entity in article.entities for mention in entity.mentions]
    spans += [told for entity in article.entities for told in entity.gender_evidence]
    for quote in article.quotes:
        anonymity = quote.speaker.anonymity if quote.speaker else None
        around = (quote.speaker, quote.cue, quote.addressee, quote.medium, anonymity)
        spans += [*quote.parts, *(each for each in around if each)]
    for span in spans:
        if not span.text or article.text[span.start : span.end] != span.text or span.start < 0:
            yield f"{type(span).__name__} {span.text[:40]!r} is not at {span.start}-{span.end}"


def _body(article: Article) -> Iterator[str]:
    if not _in_order(article.body):
        yield "the body is not in order"
    if not _in_order(article.dates):
        yield "the dates are not in order"


def _in_order(spans: Sequence[TextSpan | Mention | DateMention]) -> bool:
    """Whether spans follow each other without overlapping."""
    return all(left.end <= right.start for left, right in pairwise(spans))


def _entities(article: Article) -> Iterator[str]:
    mentions = sorted((m for e in article.entities for m in e.mentions), key=lambda m: m.start)
    if not _in_order(mentions):
        yield "mentions overlap"
    for entity in article.entities:
        yield from _entity(entity)


def _entity(entity: Entity) -> Iterator[str]:
    if not entity.mentions or not _in_order(entity.mentions):
        yield f"entity {entity.id}: its mentions are not in order"
    for name in (entity.name, *entity.aliases):
        if not any(map(str.isalnum, name)) or len(name) > LONGEST_NAME or _is_broken(name):
            yield f"entity {entity.id}: the name {name[:60]!r} of {len(name)} characters"
    if any(not role.strip() or _is_broken(role) for role in entity.roles):
        yield f"entity {entity.id}: the roles {entity.roles}"
    if len(set(entity.roles)) < len(entity.roles):
        yield f"entity {entity.id}: a role stands twice in {entity.roles}"
    genders = {each.gender for each in entity.gender_evidence}
    if (entity.gender is not None and entity.gender not in genders) or (genders and entity.label != "PERSON"):
        yield f"entity {entity.id}: the gender {entity.gender} of {entity.label} is told by {genders or 'nothing'}"
    if not all(0 <= score <= 1 for score in (entity.score, *(m.score for m in entity.mentions))):
        yield f"entity {entity.id}: a score is no share of one"


def _is_broken(name: str) -> bool:
    """Whether a name runs over a line end."""
    return len(name.splitlines()) > 1


def _quote(quote: Quote) -> Iterator[str]:
    if not quote.parts or not _in_order(quote.parts):
        yield f"quote {quote.id}: its parts are not in order"
    elif (quote.start, quote.end) != (quote.parts[0].start, quote.parts[-1].end):
        yield f"quote {quote.id}: it does not begin and end with its parts"
    if not any(map(str.isalnum, quote.text)):
        yield f"quote {quote.id}: {quote.text[:40]!r} has no letter and no digit"
    for name, span in (("speaker", quote.speaker), ("cue", quote.cue)):
        if span and any(part.start < span.end and span.start < part.end for part in quote.parts):
            yield f"quote {quote.id}: its {name} {span.text!r} lies in its own words"
    if quote.speaker and quote.cue and quote.cue.start < quote.speaker.end and quote.speaker.start < quote.cue.end:
        yield f"quote {quote.id}: its cue {quote.cue.text!r} overlaps its speaker {quote.speaker.text!r}"
    if not 0 <= quote.confidence <= 1:
        yield f"quote {quote.id}: the confidence is {quote.confidence}"


def _references(article: Article) -> Iterator[str]:
    """Ids name one thing each, and speakers are entities that are there."""
    entities = [entity.id for entity in article.entities]
    ids = [*entities, *(quote.id for quote in article.quotes)]
    if len(set(ids)) < len(ids):
        yield "an id stands twice"
    for quote in article.quotes:
        if quote.speaker and quote.speaker.entity is not None and quote.speaker.entity not in entities:
            yield f"quote {quote.id}: its speaker is {quote.speaker.entity}, which is not there"


def _date(day: DateMention) -> Iterator[str]:
    if not day.value:
        yield f"date {day.text!r} has no value"
    if (day.first_day is None) != (day.last_day is None):
        yield f"date {day.text!r} has one of two days"
    elif day.first_day and day.last_day and day.first_day > day.last_day:
        yield f"date {day.text!r} ends before it begins"
