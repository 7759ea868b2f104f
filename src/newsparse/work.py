"""Many articles: batches of records, done here or by workers; each record ends as an Article or a Failure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast

from newsparse import assemble, defaults, errors, keys
from newsparse.errors import InputError, ModelError, NewsparseError
from newsparse.sources.fields import cell, field_of, fields_of, rows
from newsparse.types import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from newsparse.names.own import OwnWords
    from newsparse.workers import Setting

__all__ = [
    "Failure", "Item", "Options", "batches", "doc_of", "memory_zone", "outcomes", "read", "records", "run", "settled",
]  # fmt: skip

# A batch ends at so many characters, so that long articles are spread over the workers and memory stays bounded.
BATCH_CHARACTERS = 100_000
# Batches under way for each worker: one being done, one waiting, so that none is idle and memory stays bounded.
AHEAD = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One record and its place in the input, from 1."""

    number: int
    source: Any


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that failed: the name of the error's class, the reason, and the place of the record for the reader.

    `place` is None where the number of the record, and its id, are all that is known of it; `cause` where it failed in
    another process.
    """

    item: Item
    error: str
    reason: str
    place: str | None = None
    cause: BaseException | None = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> str:
        """The record by its number and, where it has one, its id."""
        given = _fields(self.item.source).get("id")
        return f"record {self.item.number}" if given is None else f"record {self.item.number} (id {given!r})"

    @property
    def message(self) -> str:
        """What is told: the record and the reason."""
        return f"{self.place or self.name}: {self.reason}"

    def exception(self) -> NewsparseError:
        """The error to raise for it: of the class it had, where that is one of newsparse's."""
        cls = getattr(errors, self.error, NewsparseError) if self.error in errors.__all__ else NewsparseError
        return cast(NewsparseError, cls(self.message))

    def article(self) -> Article:
        """What is known of the record, without results and with the message as a warning."""
        given = _fields(self.item.source)
        known = {name: given.get(name) for name in ("text", "id", "title", "url")}
        known["id"] = str(known["id"]) if isinstance(known["id"], int) else known["id"]
        strings = {name: value for name, value in known.items() if isinstance(value, str)}
        return Article(**{"text": "", **strings}, warnings=(self.message,))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `extract` that hold for every record."""

    title: str | None = None
    published: date | str | None = None
    url: str | None = None
    clean: bool = defaults.CLEAN
    attributions: str = defaults.ATTRIBUTIONS
    strict: bool = defaults.STRICT
    gender_from_names: bool = defaults.GENDER_FROM_NAMES


def records(sources: object) -> Iterable[Any]:
    """What `extract_many` was given, as records: one text or mapping alone is one record, a row of a table as well.

    Raises `InputError` for what holds no records.
    """
    if isinstance(sources, str | bytes | Mapping):
        return [sources]
    if hasattr(sources, "columns") and hasattr(sources, "shape"):
        return rows(sources)
    if isinstance(sources, Iterable):
        return sources
    raise InputError(
        f"the sources are {sources!r} ({type(sources).__name__}); wanted is an iterable of texts or mappings"
    )


def batches(records: Iterable[Any], size: int, *, start: int = 1) -> Iterator[list[Item]]:
    """The records, counted from `start`, in batches of `size`, or fewer where they are long.

    Each is taken when its batch is asked for.
    """
    batch: list[Item] = []
    characters = 0
    for number, source in enumerate(records, start=start):
        batch.append(Item(number, source))
        characters += _length(source)
        if len(batch) == size or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _length(source: Any) -> int:
    given = _fields(source)
    content = given.get("text") or given.get("html")
    return len(content) if isinstance(content, str | bytes) else 0


def _fields(source: Any) -> dict[str, Any]:
    """The fields of a source that have a value; of one that is no mapping, itself as the text."""
    return fields_of(source) if isinstance(source, Mapping) else {"text": source}


def outcomes(
    waiting: Iterator[list[Item]],
    *,
    n_process: int,
    options: Options,
    model: str | Path | Language | None,
    isolate: bool,
    lexicon: OwnWords | None = None,
) -> Iterator[Article | Failure]:
    """The outcome of every record, in order; with several processes once there is a batch for each."""
    from newsparse.api import lent

    first = list(islice(waiting, n_process)) if n_process > 1 else []
    waiting = chain(first, waiting)
    if n_process > 1 and len(first) == n_process:
        from newsparse.workers import Setting, cores, packed

        given = packed(model, lexicon)
        setting = Setting(given, max(1, cores() // n_process), partial(_sent, options=options))
        yield from _of_workers(waiting, setting, n_process, isolate=isolate)
        return
    for batch in waiting:
        with lent(model, lexicon) as nlp:
            found = run(nlp, batch, options)
        yield from found


def _sent(nlp: Language, batch: list[Item], options: Options) -> list[Article | Failure]:
    """What a worker does with a batch. Causes stay there: tracebacks cannot be sent."""
    found = run(nlp, batch, options)
    return [replace(each, cause=None) if isinstance(each, Failure) else each for each in found]


def _of_workers(
    waiting: Iterator[list[Item]], setting: Setting, n_process: int, *, isolate: bool
) -> Iterator[Article | Failure]:
    """The outcomes by worker processes, in order.

    Where a worker dies (out of memory, a crash in native code), the run ends with a `NewsparseError`, or, with
    `isolate`, the batch is done again one record at a time, and the record that kills its worker is a `Failure`.
    """
    from newsparse.workers import DiedError, Pool

    pool = Pool(setting, n_process)
    under_way: deque[tuple[list[Item], Future[list[Article | Failure]]]] = deque()

    def begun(batch: list[Item]) -> tuple[list[Item], Future[list[Article | Failure]]]:
        return batch, pool.submit([_sendable(item) for item in batch])

    try:
        pool.start()
        while True:
            under_way.extend(map(begun, islice(waiting, max(0, AHEAD * n_process - len(under_way)))))
            if not under_way:
                return
            batch, future = under_way.popleft()
            try:
                found = future.result()
            except DiedError as error:
                if not isolate:
                    raise NewsparseError(f"{_places(batch)}: {error}") from None
                if len(batch) > 1:
                    under_way.extendleft(reversed([begun([item]) for item in batch]))
                    continue
                found = [Failure(batch[0], "NewsparseError", str(error))]
            yield from found
    finally:
        pool.close()


def _places(batch: list[Item]) -> str:
    first, last = batch[0].number, batch[-1].number
    return f"record {first}" if first == last else f"one of the records {first} to {last}"


def _sendable(item: Item) -> Item:
    """A record as it travels: the workers do not know the user's classes, and need no value that is not read."""
    source = item.source
    if isinstance(source, Mapping):
        return replace(item, source={key: _travelling(key, value) for key, value in source.items()})
    return item if isinstance(source, str | bytes | int | float | type(None)) else replace(item, source=_Opaque(source))


def _travelling(key: Any, value: object) -> object:
    """What a record holds; of what is not read only that it is there."""
    if field_of(key) is not None:
        return value
    return None if cell(value) is None else True


class _Opaque:
    """Stands for an object that is no source; shown as it was."""

    def __init__(self, value: object) -> None:
        self.shown = repr(value)

    def __repr__(self) -> str:
        return self.shown


def settled(outcome: Article | Failure, on_error: str, place: str | None = None) -> tuple[Article, str | None]:
    """An outcome as an article, and the error of a record that failed at a place, which is raised or recorded."""
    if isinstance(outcome, Article):
        return outcome, None
    failure = replace(outcome, place=place)
    if on_error == "raise":
        raise failure.exception() from failure.cause
    return failure.article(), failure.message


def run(nlp: Language, batch: list[Item], options: Options) -> list[Article | Failure]:
    """Do one batch; where the pipeline fails on it, one record at a time, so that the failure has a name."""
    found: dict[int, Article | Failure] = {}
    ready: list[tuple[Item, str, keys.Reading]] = []
    for item in batch:
        try:
            ready.append((item, *read(item.source, options)))
        except Exception as error:
            found[item.number] = failure(item, error)
    found.update(_extract(nlp, ready))
    return [found[item.number] for item in batch]


def read(source: Any, options: Options, id: str | int | None = None) -> tuple[str, keys.Reading]:
    """What `sources.read` gives for a source by these options."""
    from newsparse import sources

    return sources.read(source, id=id, **asdict(options))


def _extract(nlp: Language, ready: list[tuple[Item, str, keys.Reading]]) -> dict[int, Article | Failure]:
    try:
        with memory_zone(nlp):
            docs = (doc_of(nlp, text, reading) for _, text, reading in ready)
            done = [assemble.article(doc) for doc in nlp.pipe(docs, batch_size=max(1, len(ready)))]
    except ModelError:
        raise
    except Exception as error:
        if len(ready) == 1:
            return {ready[0][0].number: failure(ready[0][0], error)}
        return {number: outcome for each in ready for number, outcome in _extract(nlp, [each]).items()}
    return {item.number: article for (item, _, _), article in zip(ready, done, strict=True)}


def doc_of(nlp: Language, text: str, reading: keys.Reading) -> Doc:
    """A Doc of a text that was read, for the pipes."""
    doc = nlp.make_doc(text)
    doc.user_data[keys.READING] = reading
    return doc


def failure(item: Item, error: BaseException) -> Failure:
    """The failure of a record."""
    kind = type(error).__name__
    return Failure(item, kind, str(error) if isinstance(error, NewsparseError) else f"{kind}: {error}", cause=error)


def memory_zone(nlp: Language) -> AbstractContextManager[Any]:
    """The memory zone of spaCy, after which the strings of a text are forgotten; within one of the user's, that one."""
    vocab: Any = nlp.vocab  # spaCy's stubs do not know the property
    return nullcontext() if vocab.in_memory_zone else nlp.memory_zone()
