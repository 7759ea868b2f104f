"""What must hold of an annotation, and how it looks in its context, for proof-reading."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .notation import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .notation import Annotation, Attribution, Span
    from .texts import Source

NAMED = {"PERSON", "ORG", "LOC", "FAC", "NORP"}
CONTEXT = 40


def faults(found: Annotation, source: Source) -> Iterator[str]:
    """What cannot be: offsets outside the text, overlaps, speakers without an entity, days out of order."""
    if found.sha1 != source.sha1:
        yield "the text is not the one that was annotated"
        return
    if found.left_out:
        return
    keys = {each.key for each in found.entities}
    mentions = sorted(span for each in found.entities for span in each.mentions)
    yield from (f"mentions overlap: {source.text[a[0] : b[1]]!r}" for a, b in _overlaps(mentions))
    yield from (
        f"dates overlap: {source.text[a[0] : b[1]]!r}" for a, b in _overlaps(sorted(d.span for d in found.dates))
    )
    for each in found.attributions:
        said = _said(each, source)
        for key in (*each.speakers, *([each.principal] if each.principal else ())):
            if key not in keys:
                yield f"no entity has the key {key!r} of {said}"
        if not each.content:
            yield f"nothing is left of the content of {said}"
        yield from (f"the content overlaps itself: {said}" for _ in _overlaps(sorted(each.content)))
        around = [*each.source, *each.cue]
        if any(a < d and c < b for a, b in each.content for c, d in around):
            yield f"the content overlaps its source or cue: {said}"
    for span in (*mentions, *(s for a in found.attributions for s in (*a.content, *a.source, *a.cue))):
        if not 0 <= span[0] < span[1] <= len(source.text):
            yield f"the span {span} is not in the text"


def warnings(found: Annotation, source: Source) -> Iterator[str]:
    """What is worth a second look: names of the corpus without an entity, attributions twice, speakers without source."""
    if found.left_out:
        return
    covered = [span for each in found.entities for span in each.mentions]
    missing: dict[str, str] = {}
    for start, end, label in source.entities:
        if label in NAMED and not any(a < end and start < b for a, b in covered):
            missing.setdefault(source.text[start:end], label)
    yield from (f"a name of the corpus without an entity: {name!r} ({label})" for name, label in missing.items())
    seen: set[tuple[Span, ...]] = set()
    for each in found.attributions:
        if each.content in seen:
            yield f"annotated twice: {_said(each, source)}"
        seen.add(each.content)


def _overlaps(spans: list[Span]) -> Iterator[tuple[Span, Span]]:
    return ((a, b) for a, b in itertools.pairwise(spans) if b[0] < a[1])


def _said(each: Attribution, source: Source) -> str:
    words = " … ".join(source.text[start:end] for start, end in each.content)
    return repr(words if len(words) < 60 else f"{words[:40]} … {words[-15:]}")


def listing(found: Annotation, source: Source) -> Iterator[str]:
    """Each item in its place, for proof-reading: names, attributions with their parts, days."""
    text = source.text
    numbers = paragraphs(text)
    names = {each.key: each.name for each in found.entities}
    for entity in found.entities:
        forms = sorted({text[start:end] for start, end in entity.mentions})
        yield f"{entity.label:8}{entity.country or '':3} {entity.name}  [{len(entity.mentions)}] {' / '.join(forms)}"
    for number, said in enumerate(found.attributions, 1):
        start = min(span[0] for span in said.content) if said.content else 0
        paragraph = next((i for i, (a, b) in enumerate(numbers, 1) if a <= start < b), 0)
        who = ", ".join(names.get(key, key) for key in said.speakers) or "-"
        who += f" (for {names.get(said.principal, said.principal)})" if said.principal else ""
        parts = " | ".join(" + ".join(text[a:b] for a, b in spans) or "-" for spans in (said.source, said.cue))
        sign = " NEGATED" if said.negated else ""
        yield f"{number:3} ¶{paragraph} {said.kind} {said.cls}{sign}: {who} <- {parts}"
        yield f"      {_around(text, said.content)}"
    for day in found.dates:
        until = f" to {day.last}" if day.last != day.first else ""
        yield f"DATE {f'{day.first}{until}' if day.first else '-'}: {_around(text, (day.span,))}"


def _around(text: str, spans: tuple[Span, ...]) -> str:
    if not spans:
        return "nothing"
    first, last = spans[0][0], spans[-1][1]
    marked, at = text[max(0, first - CONTEXT) : first], first
    for start, end in spans:
        marked += text[at:start] + "⟦" + text[start:end] + "⟧"
        at = end
    return (marked + text[last : last + CONTEXT]).replace("\n", "⏎")
