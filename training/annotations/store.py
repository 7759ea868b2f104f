"""The stored annotations: a file of JSON lines for each corpus, one document and reader a line, offsets and facts alone."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .notation import Annotation, Attribution, Day, Entity
from .texts import CORPORA, part, source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .texts import Source

FOLDER = Path(__file__).parent


class ChangedTextError(ValueError):
    """The text of a document is not the one that was annotated; the message names it."""


def load(name: str, folder: Path = FOLDER) -> list[Annotation]:
    """All annotations of the corpus `name`, in the order of ids and readers; none where there is no file."""
    path = folder / f"{name}.jsonl"
    lines = path.read_text("utf8").splitlines() if path.is_file() else []
    return [_annotation(json.loads(line)) for line in lines]


def save(name: str, annotations: Iterable[Annotation], folder: Path = FOLDER) -> None:
    """Write all annotations of the corpus `name`, in the order of ids and readers."""
    ordered = sorted(annotations, key=lambda each: (each.id, each.reader))
    lines = [json.dumps(_plain(each), ensure_ascii=False) for each in ordered]
    (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf8")


@cache
def _everything() -> tuple[Annotation, ...]:
    return tuple(each for name in CORPORA for each in load(name))


def documents(
    corpora: Path, *parts: str, names: tuple[str, ...] = CORPORA, lots: tuple[int, ...] | None = None
) -> Iterator[tuple[Source, Annotation]]:
    """The annotated news of the parts and the lots (all where none is named) with their texts, by the first reader.

    Raises `MissingCorpusError` where a corpus is not below `corpora`, `ChangedTextError` where a text has changed.
    """
    for each in _everything():
        if each.reader != 1 or each.left_out or each.id.partition("/")[0] not in names:
            continue
        if (parts and part(each.id) not in parts) or (lots and each.lot not in lots):
            continue
        text = source(corpora, each.id)
        if text.sha1 != each.sha1:
            raise ChangedTextError(f"{each.id} is not the text that was annotated: SHA-1 {text.sha1}, not {each.sha1}")
        yield text, each


def held_out() -> frozenset[str]:
    """The ids that no training may use: the parts dev and blind of all annotated documents, by any reader."""
    return frozenset(each.id for each in _everything() if part(each.id) != "train")


def _plain(found: Annotation) -> dict[str, Any]:
    day = found.published
    fields: dict[str, Any] = {"id": found.id, "sha1": found.sha1, "published": day.isoformat() if day else None}
    fields |= {"reader": found.reader, "part": part(found.id)} | ({"lot": found.lot} if found.lot > 1 else {})
    if found.left_out:
        return fields | {"left_out": found.left_out}
    return fields | {
        "entities": [
            {"key": e.key, "name": e.name, "label": e.label, "country": e.country, "mentions": e.mentions}
            for e in found.entities
        ],
        "attributions": [_plain_attribution(each) for each in found.attributions],
        "dates": [
            {
                "span": each.span,
                "first": each.first.isoformat() if each.first else None,
                "last": each.last.isoformat() if each.last else None,
            }
            for each in found.dates
        ],
    }


def _plain_attribution(each: Attribution) -> dict[str, Any]:
    fields: dict[str, Any] = {"content": each.content, "kind": each.kind, "class": each.cls, "source": each.source}
    fields |= {"cue": each.cue, "speaker": each.speakers}
    more = {"for": each.principal, "negated": each.negated, "to": each.addressee, "in": each.medium}
    return fields | {name: value for name, value in more.items() if value}


def _annotation(fields: dict[str, Any]) -> Annotation:
    found = Annotation(fields["id"], fields["sha1"], _date(fields["published"]), fields["reader"])
    found.left_out, found.lot = fields.get("left_out", ""), fields.get("lot", 1)
    for each in fields.get("entities", ()):
        found.entities.append(
            Entity(each["key"], each["name"], each["label"], each["country"], _spans(each["mentions"]))
        )
    for each in fields.get("attributions", ()):
        found.attributions.append(
            Attribution(
                _spans(each["content"]),
                each["kind"],
                each["class"],
                _spans(each["source"]),
                _spans(each["cue"]),
                tuple(each["speaker"]),
                each.get("for"),
                each.get("negated", False),
                tuple(each["to"]) if "to" in each else None,
                tuple(each["in"]) if "in" in each else None,
            )
        )
    for each in fields.get("dates", ()):
        found.dates.append(Day((each["span"][0], each["span"][1]), _date(each["first"]), _date(each["last"])))
    return found


def _spans(raw: Iterable[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in raw)


def _date(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None
