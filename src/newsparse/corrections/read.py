"""The files of corrections, and the predictions that they began with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.archive.store import articles_of
from newsparse.corrections import brat, labelstudio
from newsparse.corrections.changes import Change, changes
from newsparse.corrections.regions import Annotated, gold
from newsparse.errors import InputError, access
from newsparse.outputs.labelstudio import task
from newsparse.outputs.plain import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsparse.types import Article

__all__ = ["Corrected", "read", "sources"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document that was corrected: its gold annotation, and what changed; None where no prediction is known."""

    gold: dict[str, Any]
    text: str
    changes: tuple[Change, ...] | None


def read(files: Iterable[str | Path], *, against: str | Path | None = None) -> Iterator[Corrected]:
    """The corrected documents of files: Label Studio's export (`.json`), brat's (`.ann` beside `.txt`), or folders.

    `against` is a file of articles, a line of JSON each, as they were predicted; they go before the predictions in
    the export. Raises `InputError` that names the file and the task or line that cannot be read.
    """
    known = {} if against is None else {readable(each.text): each for each in articles_of(against)}
    for path in _expanded(files):
        for found, before in _LOAD[path.suffix.lower()](path):
            article = known.get(found.text)
            predicted = _predicted(article, found) if article else before
            made = gold(found)
            changed = None if predicted is None else tuple(changes(gold(predicted), made))
            yield Corrected(made, found.text, changed)


def sources(files: Iterable[str | Path]) -> Iterator[Path]:
    """The files that `read` reads, with the texts beside those of brat."""
    for path in _expanded(files):
        yield path
        if _LOAD[path.suffix.lower()] is _standoff:
            yield path.with_suffix(".txt")


def _predicted(article: Article, found: Annotated) -> Annotated:
    made = task(article)
    [prediction] = made["predictions"]
    return labelstudio.regions(made["data"], prediction["result"], f"{found.place}, prediction", found.reader)


def _expanded(files: Iterable[str | Path]) -> Iterator[Path]:
    for each in map(Path, files):
        inside = sorted(path for path in each.rglob("*") if path.suffix.lower() in _LOAD) if each.is_dir() else [each]
        for path in inside:
            if path.suffix.lower() not in _LOAD:
                raise InputError(f"cannot read {str(path)!r}: its ending is none of {', '.join(_LOAD)}")
            yield path


def _text(path: Path) -> str:
    try:
        with access("read", path):
            return path.read_bytes().decode("utf-8")  # line ends as they are
    except UnicodeDecodeError as error:
        raise InputError(f"cannot read {str(path)!r}: not UTF-8 at byte {error.start}") from error


def _exported(path: Path) -> Iterator[tuple[Annotated, Annotated | None]]:
    text = _text(path)
    try:
        tasks = json.loads(text)
    except ValueError as error:
        raise InputError(f"cannot read {str(path)!r}: not JSON ({error})") from error
    for number, each in enumerate(tasks if isinstance(tasks, list) else [tasks], start=1):
        yield from labelstudio.annotated(each, f"{path}, task {number}")


def _standoff(path: Path) -> Iterator[tuple[Annotated, None]]:
    yield brat.regions(_text(path.with_suffix(".txt")), _text(path), path.stem, str(path)), None


_LOAD: dict[str, Any] = {".json": _exported, ".ann": _standoff}
