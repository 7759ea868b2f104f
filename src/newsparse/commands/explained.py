"""`newsparse explain` as text: under each result the decisions that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsparse.outputs.table import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.keys import Decision
    from newsparse.types import Article

__all__ = ["explained"]

HEADER = ("stage", "rule or head", "where", "text", "note")


def explained(article: Article, decisions: Sequence[Decision]) -> str:
    """The decisions under the result that they made, then those that made none."""
    results = [(f"quote {q.id}", q.text, _spans_of(q)) for q in article.quotes]
    results += [(f"entity {e.id}", f"{e.name} ({e.label})", _spans_of(e)) for e in article.entities]
    results += [("date", f"{d.text} = {d.value}", [(d.start, d.end)]) for d in article.dates]
    used: set[int] = set()
    parts = []
    for kind, name, spans in results:
        mine = [i for i, each in enumerate(decisions) if _is_of(each, kind.split()[0]) and _is_in(each, spans)]
        used.update(mine)
        rows = [_row(article, decisions[i]) for i in mine]
        parts.append(f"{kind}: {_short(name)}\n" + (grid(HEADER, rows) if rows else "as the model read it"))
    rest = [_row(article, each) for i, each in enumerate(decisions) if i not in used]
    if rest:
        parts.append("decisions without a result, and text left out\n" + grid(HEADER, rest))
    return "\n\n".join(parts) or "no results"


def _is_in(made: Decision, spans: Sequence[tuple[int, int]]) -> bool:
    return any(made.start < end and start < made.end for start, end in spans)


def _row(article: Article, made: Decision) -> tuple[str, ...]:
    where = f"{made.start}-{made.end}"
    return (made.stage, made.rule, where, _short(article.text[made.start : made.end], 40), made.note)


def _is_of(made: Decision, kind: str) -> bool:
    """Whether a decision may have made a quote, an entity or a date."""
    if kind == "entity" and made.stage == "speakers":
        return made.rule.startswith("gender")
    return made.stage in {"quote": {"quotes", "speakers"}, "entity": {"entities", "tagger"}, "date": {"dates"}}[kind]


def _spans_of(result: Any) -> list[tuple[int, int]]:
    if hasattr(result, "mentions"):
        return [(each.start, each.end) for each in (*result.mentions, *result.gender_evidence)]
    around = (result.speaker, result.cue, result.addressee, result.medium)
    return [(each.start, each.end) for each in (*result.parts, *(each for each in around if each))]


def _short(text: str, size: int = 90) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= size else plain[: size - 3] + "..."
