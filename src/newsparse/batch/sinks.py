"""Outputs of a batch run, by the ending of their name. Each holds whole commits only, and its own `State`.

A sink takes articles by `add` and makes them durable by `commit`; `begin` gives the state to go on from, and puts away
what an interrupted run left after its last commit. While it has an output, no other run can take it.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
from abc import ABC, abstractmethod
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from newsparse.batch.journal import BESIDE, INSIDE, State, sync_folder, write_durably
from newsparse.errors import InputError
from newsparse.outputs.frame import COLUMNS, TABLES, Origin, arrow_schema, storable, table_rows
from newsparse.types import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from newsparse.batch.inputs import Record

__all__ = ["Sink", "csv_lines", "foreign", "guarded", "open_sink", "plain", "unguarded"]

WAITING = "_newsparse-waiting.jsonl"
# Readers of Parquet take all files of a folder for one table. Of this folder, which holds several, they say by this
# name what to do instead of mixing them.
NOTE = "READ-THE-FOLDER-OF-ONE-TABLE.txt"
NOTED = (
    f"This folder holds the tables {', '.join(TABLES)}, each a folder of Parquet files that is read as one:\n"
    'pandas.read_parquet("FOLDER/quotes"). The column "article" joins the tables.\n'
)

# A cell that begins with one of these, after any white space, is a formula to a spreadsheet; an apostrophe before it
# marks plain text. One that begins so after apostrophes of its own has one more, so that each can be read back.
_RUNS = r"'*(?:[\t\r\n]|[\s\x00]*[=+\-@＝＋－＠])"
_TO_GUARD = re.compile(_RUNS)
_GUARDED = re.compile("'" + _RUNS)

# A Parquet part ends at so many articles or characters: fixed, so that a resumed run writes the same parts.
PART_ARTICLES = 1000
PART_CHARACTERS = 20_000_000


class Sink(ABC):
    """An output. Between `add` and `commit` nothing that a reader sees changes what was committed.

    To one that `grows`, a finished run over other inputs may be added.
    """

    grows = False

    def __init__(self, output: Path) -> None:
        self.output = output
        self.lock: int | None = None

    def begin(self, new: State) -> State:
        """Take the output up where the last commit left it, or, where there is none, with the state `new`.

        Raises `InputError` where it is something else, or another run has it.
        """
        self._prepare()
        self._take()
        return self._resume(new)

    def _prepare(self) -> None:
        """Make sure that there is something to lock, without a change to what is there."""
        with self.output.open("ab"):
            pass

    def _take(self) -> None:
        """Lock the output, where the system can; the lock goes with the process."""
        try:
            import fcntl
        except ImportError:
            return
        self.lock = os.open(self.output, os.O_RDONLY)
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(
                f"{str(self.output)!r} is being written by another run: wait for its end, or give another output"
            ) from error
        except OSError:
            return  # a file system without locks

    @abstractmethod
    def _resume(self, new: State) -> State:
        """What `begin` does, with the output locked."""

    @abstractmethod
    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""

    @abstractmethod
    def commit(self, state: State) -> None:
        """Make what was added durable, together with the state."""

    def has(self, record: Record, among: int) -> bool:
        """Whether one of the first `among` articles is this record's."""
        return False

    def is_full(self) -> bool:
        """Whether a commit is due because of what has been added."""
        return False

    def close(self) -> None:
        """Give files back, whether `begin` came to its end or not; what was not committed is dropped."""
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None


class _Journaled(Sink):
    """A sink of plain files: a journal holds the state; files are cut to their committed ends."""

    def __init__(self, output: Path, journal: Path) -> None:
        super().__init__(output)
        self.journal = journal
        self.files: dict[str, _Appended] = {}

    def _resume(self, new: State) -> State:
        """By the state in the journal; or the new one, written before all else, so that the output is known by it."""
        if self.journal.exists():
            new = State.from_json(self.journal.read_text(encoding="utf-8"), self.output)
        elif self._is_used():
            raise foreign(self.output)
        else:
            self._write_journal(new)
        self._open(new)
        return new

    @abstractmethod
    def _open(self, state: State) -> None:
        """Take up what the last commit left."""

    def _is_used(self) -> bool:
        """Whether the output, which has no journal, holds something."""
        if self.output.is_dir():
            return any(path.name != INSIDE + ".tmp" for path in self.output.iterdir())
        return self.output.stat().st_size > 0

    def _write_journal(self, state: State) -> None:
        write_durably(self.journal, state.to_json().encode())

    def commit(self, state: State) -> None:
        """Make what was added durable."""
        state.ends.update({name: file.flush() for name, file in self.files.items()})
        self._write_journal(state)

    def close(self) -> None:
        """Give files back."""
        for file in self.files.values():
            file.stream.close()
        super().close()


class _Appended:
    """A file that grows by whole commits, cut to the end of the last."""

    def __init__(self, path: Path, end: int) -> None:
        self.stream = path.open("ab", buffering=0)
        self.waiting: list[bytes] = []
        if self.stream.seek(0, os.SEEK_END) < end:
            self.stream.close()
            raise InputError(f"{str(path)!r} is shorter than the run left it: give another output")
        self.stream.truncate(end)
        self.end = end

    def flush(self) -> int:
        """Append what is waiting, whole or not at all; the new end."""
        data = memoryview(b"".join(self.waiting))
        try:
            done = 0
            while done < len(data):
                done += self.stream.write(data[done:])
            os.fsync(self.stream.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                self.stream.truncate(self.end)
            raise
        self.waiting.clear()
        self.end += len(data)
        return self.end

    def empty(self) -> None:
        """Drop all that the file holds."""
        self.waiting.clear()
        self.stream.truncate(0)
        self.end = 0


class JsonLines(_Journaled):
    """One `Article` a line, as `Article.to_json` gives it."""

    def __init__(self, output: Path) -> None:
        super().__init__(output, output.with_name(output.name + BESIDE))

    def _open(self, state: State) -> None:
        self.files["articles"] = _Appended(self.output, state.ends.get("articles", 0))

    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""
        self.files["articles"].waiting.append(article.to_json().encode("utf-8", "surrogatepass") + b"\n")


class _Folder(_Journaled):
    """A folder of tables, with the journal in it."""

    def __init__(self, output: Path) -> None:
        super().__init__(output, output / INSIDE)

    def _prepare(self) -> None:
        if self.output.is_file():
            raise foreign(self.output)
        self.output.mkdir(parents=True, exist_ok=True)


class CsvFolder(_Folder):
    """A folder with a CSV file for each table; lists are JSON, and no cell is a formula."""

    def _open(self, state: State) -> None:
        for name in TABLES:
            self.files[name] = file = _Appended(self.output / f"{name}.csv", state.ends.get(name, 0))
            if not file.end:
                file.waiting.append(csv_lines([COLUMNS[name]]))

    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""
        for name, rows in table_rows(article, number, origin).items():
            if rows:
                self.files[name].waiting.append(csv_lines(rows))


class ParquetFolder(_Folder):
    """A folder with a folder of Parquet parts for each table. Articles of a part that is not full wait in a file."""

    def __init__(self, output: Path) -> None:
        super().__init__(output)
        self.schemas = {name: arrow_schema(name) for name in TABLES}
        self._clear()

    def _clear(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self.characters = 0

    def _open(self, state: State) -> None:
        self.parts = state.ends.get("parts", 0)
        for name in TABLES:
            folder = self.output / name
            folder.mkdir(exist_ok=True)
            for path in folder.iterdir():
                if path.suffix == ".tmp" or (path.suffix == ".parquet" and path.name > _part(self.parts)):
                    path.unlink()
        (self.output / NOTE).write_text(NOTED, encoding="utf-8")
        if not self.parts:
            self._write_part(_part(1), {})  # tables that can be read from the first moment
        self.files["waiting"] = _Appended(self.output / WAITING, state.ends.get("waiting", 0))
        with (self.output / WAITING).open("rb") as stream:
            for line in stream:
                article, number, origin = json.loads(line)
                self._keep(Article.from_json(article), number, Origin(*origin))

    def _keep(self, article: Article, number: int, origin: Origin) -> None:
        for name, rows in table_rows(article, number, origin).items():
            self.rows[name] += [tuple(map(storable, row)) for row in rows]
        self.characters += len(article.text)

    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""
        self._keep(article, number, origin)
        line = json.dumps([article.to_json(), number, astuple(origin)])
        self.files["waiting"].waiting.append(line.encode() + b"\n")

    def is_full(self) -> bool:
        """Whether the part is complete."""
        return len(self.rows["articles"]) >= PART_ARTICLES or self.characters >= PART_CHARACTERS

    def commit(self, state: State) -> None:
        """Make what was added durable."""
        if not (self.is_full() or (state.finished and self.rows["articles"])):
            super().commit(state)
            return
        self._write_part(_part(self.parts + 1), self.rows)
        state.ends.update(parts=self.parts + 1, waiting=0)
        self._write_journal(state)
        self.parts += 1
        self._clear()
        self.files["waiting"].empty()

    def close(self) -> None:
        """Give files back."""
        super().close()
        path = self.output / WAITING
        if path.exists() and not path.stat().st_size:
            path.unlink()

    def _write_part(self, part: str, rows: Mapping[str, list[tuple[Any, ...]]]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        for name in TABLES:
            schema = self.schemas[name]
            columns = list(zip(*rows.get(name, ()), strict=True)) or [()] * len(schema)
            arrays = [pa.array(values, each.type) for values, each in zip(columns, schema, strict=True)]
            path = self.output / name / f".{part}.tmp"
            with path.open("wb") as stream:
                parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), stream, compression="zstd")
                stream.flush()
                os.fsync(stream.fileno())
        for name in TABLES:
            (self.output / name / f".{part}.tmp").replace(self.output / name / part)
            sync_folder(self.output / name)


def _part(number: int) -> str:
    return f"part-{number:06}.parquet"


def plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row for CSV and SQLite: lists as JSON, days as ISO strings, lone surrogates as U+FFFD."""
    return tuple(_cell(value) for value in row)


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        value = json.dumps(value, ensure_ascii=False)
    elif hasattr(value, "isoformat"):
        return value.isoformat()
    return storable(value)


def guarded(cell: str) -> str:
    """The cell as it is written: with an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if _TO_GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` was given, exactly."""
    return cell[1:] if _GUARDED.match(cell) else cell


def csv_lines(rows: Iterable[tuple[Any, ...]]) -> bytes:
    """Rows as CSV in UTF-8: plain values, and no cell that a spreadsheet would run."""
    text = io.StringIO()
    values = ([guarded(each) if isinstance(each, str) else each for each in plain(row)] for row in rows)
    csv.writer(text).writerows(values)
    return text.getvalue().encode()


def foreign(output: Path, reason: object = "") -> InputError:
    """The error for an output that is something else."""
    told = f" ({reason})" if reason else ""
    return InputError(
        f"{str(output)!r} exists and is not the output of a newsparse batch run{told}: give another output"
    )


def open_sink(output: Path) -> Sink:
    """The sink for an output, by its ending. Raises `InputError` for an ending that is none."""
    from newsparse.batch.database import Database

    kinds: dict[str, Callable[[Path], Sink]] = {
        ".jsonl": JsonLines, ".csv": CsvFolder, ".parquet": ParquetFolder, ".sqlite": Database, ".db": Database,
    }  # fmt: skip
    kind = kinds.get(output.suffix.lower())
    if kind is None:
        raise InputError(f"the output {str(output)!r} has none of the endings {', '.join(kinds)}")
    return kind(output)
