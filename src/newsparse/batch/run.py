"""A batch run: records in, articles out, a commit every few seconds, resumed where an earlier one stopped."""

from __future__ import annotations

import hashlib
import signal
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse import defaults, work
from newsparse.batch.files import Looked, digest, find
from newsparse.batch.inputs import MAX_CHARACTERS, Columns, Reader, Record
from newsparse.batch.journal import Fingerprint, State, model_name
from newsparse.batch.sinks import Sink, open_sink
from newsparse.batch.web import DELAY, Web
from newsparse.errors import InputError, NewsparseError
from newsparse.guard import is_failure
from newsparse.names import own
from newsparse.outputs.frame import Origin
from newsparse.sources.records import day
from newsparse.types import Article

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from spacy.language import Language

__all__ = ["Progress", "Summary", "run"]

# Seconds between commits: what an interruption costs at most, against the time of an fsync.
COMMIT_SECONDS = 2.0
COMMIT_ARTICLES = 500
STDIN_FORMAT = "jsonl"
GOES_ON = "with --on-error record the run goes on from here, and keeps what fails with its error"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `records`, `failed` and `incomplete` count the whole output.

    `resumed` are the records of earlier runs in it, `incomplete` the articles in which a stage left no results;
    `left_out` counts the links and hidden files and folders that were not read.
    """

    output: str
    records: int
    failed: int
    resumed: int
    seconds: float
    incomplete: int = 0
    left_out: int = 0

    @property
    def rate(self) -> float:
        """Articles a second, of this run alone."""
        return (self.records - self.resumed) / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: `share` of the input read (0..1; None where its size is not known)."""

    records: int
    failed: int
    share: float | None


def run(
    inputs: str | Path | list[str | Path] | tuple[str | Path, ...],
    output: str | Path,
    *,
    text_column: str | None = None,
    html_column: str | None = None,
    published_column: str | None = None,
    title_column: str | None = None,
    url_column: str | None = None,
    id_column: str | None = None,
    stdin_format: str = STDIN_FORMAT,
    workers: int = defaults.N_PROCESS,
    batch_size: int = defaults.BATCH_SIZE,
    on_error: defaults.OnError = defaults.ON_ERROR,
    max_characters: int = MAX_CHARACTERS,
    follow_links: bool = False,
    hidden: bool = False,
    allow_private: bool = False,
    delay: float = DELAY,
    published: date | str | None = None,
    clean: bool = defaults.CLEAN,
    attributions: defaults.Attributions = defaults.ATTRIBUTIONS,
    strict: bool = defaults.STRICT,
    gender_from_names: bool = defaults.GENDER_FROM_NAMES,
    model: str | Path | Language | None = None,
    lexicon: str | Path | Mapping[str, Any] | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Extract all articles of `inputs` (files, folders, globs, `-`) into `output`, whose ending names its form.

    Columns that are not named are found by their usual names. An output that an interrupted run left is finished;
    `InputError` where it holds records, and inputs, options or model have changed since. A finished archive (.sqlite)
    is added to: other inputs give it the records that it lacks. `on_error="record"` keeps a record that fails, with
    its error; one whose text or page has more than `max_characters` fails. In folders and globs, links are followed
    with `follow_links` alone, and hidden files read with `hidden`. Addresses (`https://...`) are fetched, `delay` s
    apart for a host, outside the public internet with `allow_private` alone. `lexicon` is what `load` takes.

    Raises `InputError` for an input that cannot be read, and `NewsparseError` for an output that cannot be written.
    """
    defaults.check(attributions=attributions, on_error=on_error)
    _check(published, delay, workers=workers, batch_size=batch_size, max_characters=max_characters)
    words, sink, tolerant = own.read(lexicon), open_sink(Path(output)), on_error == "record"
    columns = Columns(text_column, html_column, published_column, title_column, url_column, id_column)
    looked, named = Looked(follow_links, hidden), [inputs] if isinstance(inputs, str | Path) else inputs
    files = find(named, sink.output, stdin=stdin_format, looked=looked)
    options = work.Options(None, published, None, clean, attributions, strict, gender_from_names)
    mark = Fingerprint(digest(files), _settings(columns, options, on_error, max_characters, words), model_name(model))
    reader = Reader(files, columns, tolerant, max_characters, Web(delay, allow_private)).checked()
    extract = partial(work.outcomes, n_process=workers, options=options, model=model, isolate=tolerant, lexicon=words)
    return _Run(sink, mark, reader, extract, batch_size, on_error, progress).done(looked.left_out)


def _check(published: date | str | None, delay: float, **counts: int) -> None:
    defaults.check_counts(**counts)
    day(published, "the run")
    if delay < 0:
        raise InputError(f"'delay' is {delay!r}; wanted are seconds from 0")


def _settings(
    columns: Columns, options: work.Options, on_error: str, max_characters: int, words: own.OwnWords | None
) -> dict[str, Any]:
    """The options that decide the output. Where a record that is too long ends the run, its limit does not."""
    return {
        **{f"{name}_column": value for name, value in asdict(columns).items()},
        "on_error": on_error,
        "published": str(options.published) if options.published else None,
        "clean": options.clean,
        "attributions": options.attributions,
        "strict": options.strict or None,
        "gender_from_names": options.gender_from_names or None,
        "max_characters": max_characters if on_error == "record" else None,
        **({"lexicon": hashlib.sha256(words.data.encode()).hexdigest()[:16]} if words else {}),
    }


Outcome = Article | work.Failure
Extract = Callable[[Iterator[list[work.Item]]], Iterator[Outcome]]


def _outcomes(
    reader: Reader, sink: Sink, state: State, extract: Extract, size: int
) -> Iterator[tuple[Record, Outcome]]:
    """The outcome of each record that is not done, in order, beside where it comes from.

    Records are read ahead as the workers ask for them; those that cannot be read wait for their turn.
    """
    waiting: deque[Record] = deque()
    for outcome in extract(work.batches(_sources(_rest(reader, sink, state), waiting), size)):
        yield from _unread(waiting)
        yield waiting.popleft(), outcome
    yield from _unread(waiting)


def _rest(reader: Reader, sink: Sink, state: State) -> Iterator[Record]:
    """The records that are not done. What comes by the standard input is compared as it is read again."""
    before = state.before
    records = (each for each in reader if not (before and sink.has(each, before)))
    done = deque(islice(records, state.records - before), maxlen=1)
    if reader.has_stdin and (done[0].seen if done else None) != state.seen:
        raise _changed(f"the first {state.records} records of the standard input are not those of the earlier run")
    for record in records:
        if state.finished:
            raise _changed("there are more records in the standard input than in the earlier run")
        yield record


def _sources(records: Iterator[Record], waiting: deque[Record]) -> Iterator[dict[str, Any]]:
    for record in records:
        waiting.append(replace(record, source=None))  # the source itself goes on to the model
        if record.source is not None:
            yield record.source


def _changed(what: str) -> InputError:
    return InputError(f"changed: inputs ({what}). Repeat the earlier command, or give another output")


def _unread(waiting: deque[Record]) -> Iterator[tuple[Record, work.Failure]]:
    while waiting and waiting[0].error is not None:
        record = waiting.popleft()
        yield record, work.Failure(work.Item(record.number, {}), "InputError", record.error or "")


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the block has ended, so that what is written and what is counted stay the same."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    came: list[Any] = []
    signal.signal(signal.SIGINT, lambda *given: came.append(given))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            before(*came[0])


@dataclass(slots=True)
class _Run:
    sink: Sink
    fingerprint: Fingerprint
    reader: Reader
    extract: Extract
    batch_size: int
    on_error: str
    progress: Callable[[Progress], None] | None

    def done(self, left_out: int) -> Summary:
        """Run to the end."""
        began = time.monotonic()
        try:
            with closing(self.sink):
                state = self._begin()
                resumed = state.records
                if not state.finished or self.reader.has_stdin:
                    self._work(state)
        except (OSError, sqlite3.Error) as error:
            raise NewsparseError(
                f"cannot write {str(self.sink.output)!r}: {getattr(error, 'strerror', None) or error}. What was done "
                "is kept: mend it, and run the same command again"
            ) from error
        seconds, done = time.monotonic() - began, (state.records, state.failed, resumed)
        return Summary(str(self.sink.output), *done, seconds, state.incomplete, left_out)

    def _begin(self) -> State:
        state = self.sink.begin(State(asdict(self.fingerprint)))
        other = state.fingerprint.get("inputs") != self.fingerprint.inputs
        adds = self.sink.grows and state.finished and (other or self.reader.is_live)
        fresh = not (state.records or state.finished)
        if not fresh:  # a run that kept nothing binds nobody: its command was mended
            self.fingerprint.check(state, self.sink.output, inputs=not adds)
        state.fingerprint = asdict(self.fingerprint)
        if adds:
            state.before, state.finished, state.seen = state.records, False, None
        if adds or fresh:
            self.sink.commit(state)  # what can be read from the first moment: empty tables
        return state

    def _work(self, state: State) -> None:
        try:
            self._take(state)
            with uninterrupted():
                self.sink.commit(replace(state, finished=True))
        except (KeyboardInterrupt, NewsparseError):
            with uninterrupted():
                self.sink.commit(state)
            raise

    def _take(self, state: State) -> None:
        uncommitted, last = 0, time.monotonic()
        for record, outcome in _outcomes(self.reader, self.sink, state, self.extract, self.batch_size):
            article, origin = self._placed(record, outcome)
            with uninterrupted():
                self.sink.add(article, state.records + 1, origin)
                state.records += 1
                state.failed += origin.error is not None
                state.incomplete += any(map(is_failure, article.warnings))
                state.seen = record.seen
                uncommitted += 1
                due = uncommitted >= COMMIT_ARTICLES or time.monotonic() - last >= COMMIT_SECONDS
                if due or self.sink.is_full():
                    self.sink.commit(state)
                    uncommitted, last = 0, time.monotonic()
            if self.progress is not None:
                self.progress(Progress(state.records, state.failed, self._share()))

    def _share(self) -> float | None:
        return min(1.0, self.reader.done / self.reader.total) if self.reader.total else None

    def _placed(self, record: Record, outcome: Outcome) -> tuple[Article, Origin]:
        try:
            article, error = work.settled(outcome, self.on_error, f"{record.file}, record {record.number}")
        except InputError as wrong:
            raise InputError(f"{wrong} ({GOES_ON})") from wrong
        return article, Origin(record.file, record.number, error)
