"""Articles as tasks for Label Studio, with the results as predictions: regions with offsets, and relations.

Offsets count characters (code points) of the text, as Label Studio does. It has no region of several parts: the parts
of a quote are regions that relations join.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from newsparse.outputs.plain import as_json, iso, storable
from newsparse.types import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsparse.types import Article, Entity, Quote

__all__ = ["configuration", "task", "tasks", "write"]

# The names of the tags in the labelling interface that regions refer to.
TEXT, LABEL, KIND, ACT, NEGATED, DAYS = "text", "label", "kind", "act", "negated", "days"
QUOTE, SPEAKER, CUE, DATE = "Quote", "Speaker", "Cue", "Date"
SAID_BY, CUED_BY, REFERS_TO, SAME, PART = "said by", "cued by", "refers to", "same", "part"


def write(article: Article) -> str:
    """A list of one task, as the import takes it."""
    return tasks([article])


def tasks(articles: Iterable[Article]) -> str:
    """A list of tasks, as the import takes it."""
    return as_json([task(article) for article in articles])


def task(article: Article) -> dict[str, Any]:
    """The task of one article."""
    data = {
        TEXT: article.text,
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "published": iso(article.published),
    }
    known = {name: value for name, value in data.items() if value is not None}
    prediction = {"model_version": article.model or "newsparse", "result": _results(article)}
    found: dict[str, Any] = storable({"data": known, "predictions": [prediction]})
    return found


def configuration(labels: Iterable[str] = LABELS) -> str:
    """The labelling interface for such tasks; `labels` are those of the entities."""

    def values(tag: str, names: Iterable[str]) -> str:
        return "".join(f"<{tag} value={quoteattr(name)}/>" for name in names)

    def choices(name: str, of: str, names: tuple[str, ...]) -> str:
        return (
            f'  <Choices name="{name}" toName="{TEXT}" perRegion="true" whenTagName="{LABEL}" whenLabelValue="{of}">'
            f"{values('Choice', names)}</Choices>\n"
        )

    return (
        "<View>\n"
        f'  <Labels name="{LABEL}" toName="{TEXT}">'
        f"{values('Label', (QUOTE, SPEAKER, CUE, DATE, *labels))}</Labels>\n"
        f'  <Text name="{TEXT}" value="${TEXT}" granularity="word"/>\n'
        + choices(KIND, QUOTE, ("direct", "indirect", "mixed"))
        + choices(ACT, QUOTE, ("statement", "belief", "intention"))
        + choices(NEGATED, CUE, (NEGATED,))
        + f'  <TextArea name="{DAYS}" toName="{TEXT}" perRegion="true" whenTagName="{LABEL}" '
        f'whenLabelValue="{DATE}"/>\n'
        + f"  <Relations>{values('Relation', (SAID_BY, CUED_BY, REFERS_TO, SAME, PART))}</Relations>\n"
        + "</View>\n"
    )


def _results(article: Article) -> list[dict[str, Any]]:
    made = _Results(article.text)
    firsts: dict[str, str] = {}
    for entity in article.entities:
        _entity(made, entity, firsts)
    for quote in article.quotes:
        _quote(made, quote, firsts)
    for number, day in enumerate(article.dates, start=1):
        name = made.region(f"D{number}", day.start, day.end, DATE)
        if day.first_day:
            days = [day.first_day, *([day.last_day] if day.last_day not in (None, day.first_day) else [])]
            made.also(name, "textarea", DAYS, {"text": ["/".join(map(str, days))]})
    return made.results


def _entity(made: _Results, entity: Entity, firsts: dict[str, str]) -> None:
    for number, each in enumerate(entity.mentions, start=1):
        name = made.region(f"{entity.id}-{number}", each.start, each.end, entity.label, each.score)
        if entity.id in firsts:
            made.relate(name, firsts[entity.id], SAME)
            continue
        firsts[entity.id] = name
        told = [entity.name, *([f"country={entity.country}"] if entity.country else [])]
        made.results[-1]["meta"] = {"text": told}


def _quote(made: _Results, quote: Quote, firsts: dict[str, str]) -> None:
    first, *others = (
        made.region(f"{quote.id}-{number}", part.start, part.end, QUOTE, quote.confidence)
        for number, part in enumerate(quote.parts, start=1)
    )
    made.also(first, "choices", KIND, {"choices": [quote.kind]})
    made.also(first, "choices", ACT, {"choices": [quote.act]})
    for other in others:
        made.relate(first, other, PART)
    if quote.speaker:
        speaker = made.region(f"{quote.id}-speaker", quote.speaker.start, quote.speaker.end, SPEAKER)
        made.relate(first, speaker, SAID_BY)
        for each in quote.speaker.entities:
            if each in firsts:
                made.relate(speaker, firsts[each], REFERS_TO)
    if quote.cue:
        cue = made.region(f"{quote.id}-cue", quote.cue.start, quote.cue.end, CUE)
        made.relate(first, cue, CUED_BY)
        if quote.cue.negated:
            made.also(cue, "choices", NEGATED, {"choices": [NEGATED]})


class _Results:
    """The results of one prediction."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.results: list[dict[str, Any]] = []
        self.places: dict[str, dict[str, Any]] = {}

    def region(self, name: str, start: int, end: int, label: str, score: float | None = None) -> str:
        self.places[name] = {"start": start, "end": end, "text": self.text[start:end]}
        self.also(name, "labels", LABEL, {"labels": [label]})
        if score is not None:
            self.results[-1]["score"] = score
        return name

    def also(self, name: str, type_: str, from_name: str, value: dict[str, Any]) -> None:
        """What another tag of the interface says of a region."""
        found = {"id": name, "type": type_, "from_name": from_name, "to_name": TEXT}
        self.results.append(found | {"value": self.places[name] | value})

    def relate(self, first: str, second: str, label: str) -> None:
        relation = {"type": "relation", "from_id": first, "to_id": second, "direction": "right", "labels": [label]}
        self.results.append(relation)
