"""What holds for every article, whatever the text: read by the tests and by whoever wants to check results."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from newsparse.types import LONGEST_NAME, Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


def _told(what: str, problems: Mapping[str, object]) -> Iterator[str]:
    return (f"{what}: {problem}" for problem, is_there in problems.items() if is_there)


def _entity(entity: Entity) -> Iterator[str]:
    names = [name for name in (entity.name, *entity.aliases) if _is_odd(name)]
    genders = {each.gender for each in entity.gender_evidence}
    scores = (entity.score, *(mention.score for mention in entity.mentions))
    problems = {
        "its mentions are not in order": not entity.mentions or not _in_order(entity.mentions),
        f"the names {names}": names,
        f"the roles {entity.roles}": any(not role.strip() or _is_broken(role) for role in entity.roles),
        f"a role stands twice in {entity.roles}": len(set(entity.roles)) < len(entity.roles),
        f"the gender {entity.gender} is told by {genders}": entity.gender not in {None, *genders},
        f"the gender of {entity.label} is told": genders and entity.label != "PERSON",
        "a score is no share of one": not all(0 <= score <= 1 for score in scores),
    }
    return _told(f"entity {entity.id}", problems)


def _is_odd(name: str) -> bool:
    return not any(map(str.isalnum, name)) or len(name) > LONGEST_NAME or _is_broken(name)


def _is_broken(name: str) -> bool:
    """Whether a name runs over a line end."""
    return len(name.splitlines()) > 1


def _quote(quote: Quote) -> Iterator[str]:
    parts, who, cue = quote.parts, quote.speaker, quote.cue
    problems = {
        "its parts are not in order": not parts or not _in_order(parts),
        "its ends are not those of its parts": parts and (quote.start, quote.end) != (parts[0].start, parts[-1].end),
        f"{quote.text[:40]!r} has no letter and no digit": not any(map(str.isalnum, quote.text)),
        f"its speaker {who} lies in its own words": any(_overlap(who, part) for part in parts),
        f"its cue {cue} lies in its own words": any(_overlap(cue, part) for part in parts),
        f"its cue {cue} overlaps its speaker {who}": _overlap(cue, who),
        f"the confidence is {quote.confidence}": not 0 <= quote.confidence <= 1,
    }
    return _told(f"quote {quote.id}", problems)


def _overlap(one: Speaker | Cue | None, other: TextSpan | Speaker | None) -> bool:
    return one is not None and other is not None and one.start < other.end and other.start < one.end


def _references(article: Article) -> Iterator[str]:
    """Ids name one thing each, and speakers are entities that are there."""
    entities = [entity.id for entity in article.entities]
    ids = [*entities, *(quote.id for quote in article.quotes)]
    if len(set(ids)) < len(ids):
        yield "an id stands twice"
    for quote in article.quotes:
        speaker = quote.speaker
        for one in (each for each in (speaker.entities if speaker else ()) if each not in entities):
            yield f"quote {quote.id}: its speaker is {one}, which is not there"
        if speaker and speaker.joint and (speaker.entity is not None or len(speaker.joint) < 2):
            yield f"quote {quote.id}: a joint source is of several, and of no one of them"


def _date(day: DateMention) -> Iterator[str]:
    if not day.value:
        yield f"date {day.text!r} has no value"
    if (day.first_day is None) != (day.last_day is None):
        yield f"date {day.text!r} has one of two days"
    elif day.first_day and day.last_day and day.first_day > day.last_day:
        yield f"date {day.text!r} ends before it begins"
