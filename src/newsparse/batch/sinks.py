"""Outputs of a batch run, by the ending of their name. Each holds whole commits only, and its own `State`.

A sink takes articles by `add` and makes them durable by `commit`; `begin` gives the state to go on from, and puts away
what an interrupted run left after its last commit.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
from abc import ABC, abstractmethod
from typing import IO, TYPE_CHECKING, Any

from newsparse.batch.journal import State, sync_folder, write_durably
from newsparse.errors import InputError, NewsparseError
from newsparse.outputs.frame import COLUMNS, TABLES, Origin, arrow_schema, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsparse.types import Article

__all__ = ["Sink", "open_sink", "plain"]

# The journal beside `out.jsonl`, and inside a folder of tables (readers of Parquet skip names that begin with `_`).
BESIDE = ".newsparse-run"
INSIDE = "_newsparse-run.json"

# A Parquet part ends at so many articles or characters: fixed, so that a resumed run writes the same parts.
PART_ARTICLES = 1000
PART_CHARACTERS = 20_000_000


class Sink(ABC):
    """An output. Between `add` and `commit` nothing that a reader sees changes what was committed."""

    # Whether what is waiting may be committed at any moment without changing the output.
    anytime = True

    def __init__(self, output: Path) -> None:
        self.output = output

    @abstractmethod
    def begin(self) -> State | None:
        """Take the output up where the last commit left it; None where it is new. Raises `InputError`."""

    @abstractmethod
    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""

    @abstractmethod
    def commit(self, state: State) -> None:
        """Make what was added durable, together with the state."""

    def is_full(self) -> bool:
        """Whether a commit is due because of what has been added."""
        return False

    def close(self) -> None:  # noqa: B027 - not every sink holds something
        """Give files back; what was not committed is dropped by the next `begin`."""


class _Journaled(Sink):
    """A sink of plain files: a journal holds the state; files are cut to their committed ends."""

    def __init__(self, output: Path, journal: Path) -> None:
        super().__init__(output)
        self.journal = journal
        self.lock: IO[bytes] | None = None

    def _read_journal(self) -> State | None:
        if not self.journal.exists():
            return None
        return State.from_json(self.journal.read_text(encoding="utf-8"), self.output)

    def _write_journal(self, state: State) -> None:
        write_durably(self.journal, state.to_json().encode())


class _Appended:
    """A file that grows by whole commits."""

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


class JsonLines(_Journaled):
    """One `Article` a line, as `Article.to_json` gives it."""

    def __init__(self, output: Path) -> None:
        super().__init__(output, output.with_name(output.name + BESIDE))

    def begin(self) -> State | None:
        """Take the output up where the last commit left it."""
        state = self._read_journal()
        if state is None and self.output.exists() and self.output.stat().st_size:
            raise _foreign(self.output)
        self.file = _Appended(self.output, state.ends["articles"] if state else 0)
        return state

    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""
        self.file.waiting.append(article.to_json().encode("utf-8", "surrogatepass") + b"\n")

    def commit(self, state: State) -> None:
        """Make what was added durable."""
        state.ends["articles"] = self.file.flush()
        self._write_journal(state)

    def close(self) -> None:
        """Give the files back."""
        self.file.stream.close()


class CsvFolder(_Journaled):
    """A folder with a CSV file for each table; lists are JSON."""

    def __init__(self, output: Path) -> None:
        super().__init__(output, output / INSIDE)

    def begin(self) -> State | None:
        """Take the output up where the last commit left it."""
        state = _begin_folder(self)
        self.files = {name: _Appended(self.output / f"{name}.csv", state.ends[name] if state else 0) for name in TABLES}
        if state is None:
            for name, file in self.files.items():
                file.waiting.append(_csv([COLUMNS[name]]))
        return state

    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""
        for name, rows in table_rows(article, number, origin).items():
            if rows:
                self.files[name].waiting.append(_csv([plain(row) for row in rows]))

    def commit(self, state: State) -> None:
        """Make what was added durable."""
        for name, file in self.files.items():
            state.ends[name] = file.flush()
        self._write_journal(state)

    def close(self) -> None:
        """Give the files back."""
        for file in self.files.values():
            file.stream.close()


class ParquetFolder(_Journaled):
    """A folder with a folder of Parquet parts for each table."""

    anytime = False

    def __init__(self, output: Path) -> None:
        super().__init__(output, output / INSIDE)
        self.schemas = {name: arrow_schema(name) for name in TABLES}
        self._clear()

    def _clear(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
        self.characters = 0

    def begin(self) -> State | None:
        """Take the output up where the last commit left it."""
        state = _begin_folder(self)
        self.parts = state.ends["parts"] if state else 0
        for name in TABLES:
            folder = self.output / name
            folder.mkdir(exist_ok=True)
            for path in folder.iterdir():
                if path.suffix == ".tmp" or (path.suffix == ".parquet" and path.name > _part(self.parts)):
                    path.unlink()
        return state

    def add(self, article: Article, number: int, origin: Origin) -> None:
        """Take one article."""
        for name, rows in table_rows(article, number, origin).items():
            self.rows[name] += [_utf8(row) for row in rows]
        self.characters += len(article.text)

    def is_full(self) -> bool:
        """Whether the part is complete."""
        return len(self.rows["articles"]) >= PART_ARTICLES or self.characters >= PART_CHARACTERS

    def commit(self, state: State) -> None:
        """Make what was added durable."""
        if self.rows["articles"] or not self.parts:
            self._write_part(_part(self.parts + 1))
            self.parts += 1
            self._clear()
        state.ends["parts"] = self.parts
        self._write_journal(state)

    def _write_part(self, part: str) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        for name, rows in self.rows.items():
            schema = self.schemas[name]
            columns = list(zip(*rows, strict=True)) or [()] * len(schema)
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


def _begin_folder(sink: _Journaled) -> State | None:
    state = sink._read_journal()
    if state is None:
        allowed = {*TABLES, *(f"{name}.csv" for name in TABLES), INSIDE + ".tmp"}
        if sink.output.is_file() or (sink.output.is_dir() and _is_used(sink.output, allowed)):
            raise _foreign(sink.output)
        sink.output.mkdir(parents=True, exist_ok=True)
    return state


def _is_used(folder: Path, allowed: set[str]) -> bool:
    """Whether a folder holds more than a run leaves that ended before its first commit."""
    found = list(folder.iterdir())
    return any(path.name not in allowed or (path.is_file() and path.stat().st_size) for path in found)


def _foreign(output: Path) -> NewsparseError:
    return InputError(f"{str(output)!r} exists and is not the output of a newsparse batch run: give another output")


def plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row for CSV and SQLite: lists as JSON, days as ISO strings, lone surrogates as U+FFFD."""
    return tuple(_cell(value) for value in row)


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        value = json.dumps(value, ensure_ascii=False)
    elif hasattr(value, "isoformat"):
        return value.isoformat()
    return _storable(value) if isinstance(value, str) else value


def _utf8(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        _storable(value) if isinstance(value, str)
        else [_storable(each) for each in value] if isinstance(value, tuple)
        else value
        for value in row
    )  # fmt: skip


def _storable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text)
    return text


def _csv(rows: list[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


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
