"""Inputs of a batch run: files, folders, globs and the standard input, as a stream of records."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.batch.archives import Member, warc, zipped
from newsparse.batch.feeds import entries
from newsparse.batch.files import STDIN, File, file_of
from newsparse.batch.streams import TextLines, TooLongError, opened, whole_lines
from newsparse.batch.web import Web
from newsparse.errors import InputError, OptionalDependencyError
from newsparse.sources.decode import foreign, not_utf8
from newsparse.sources.fields import NAMES, Columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["MAX_CHARACTERS", "NAMES", "Columns", "Reader", "Record", "every_record"]

# No article is longer; the longest books are. What a record may take of memory follows from it.
MAX_CHARACTERS = 5_000_000
WIDEST = 12  # bytes that a character takes at most: in JSON, as two escapes
WIDEST_UTF8 = 4
MARKS = (",", ";", "\t")  # between the cells of a table, the usual one first

_UNDECODED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its source for `extract`, or why it cannot be read. `number` counts from 1 in its file.

    `seen` is a hash of the records of the standard input up to here; None where there are none.
    """

    file: str
    number: int
    source: dict[str, Any] | None
    error: str | None = None
    seen: str | None = None


@dataclass(slots=True)
class Reader:
    """Reads the records of files, one at a time; `done` is how many of the bytes `total` have been read.

    A file that cannot be read ends the reading with an `InputError`; `tolerant`, it is one record that fails. A record
    whose text or page is longer than `max_characters` is one that cannot be read; of it, no more is held in memory.
    """

    files: list[File]
    columns: Columns
    tolerant: bool = False
    max_characters: int = MAX_CHARACTERS
    web: Web = field(default_factory=Web)
    total: int = 0
    done: float = 0
    _chosen: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.total = sum(file.size for file in self.files)
        self.web.longest = WIDEST_UTF8 * self.max_characters

    @property
    def has_stdin(self) -> bool:
        """Whether records come by the standard input."""
        return any(file.name == STDIN for file in self.files)

    def checked(self) -> Reader:
        """The reader, after a look for the columns of the tables among the files, before any work is done.

        Raises `InputError` for one without them; if `tolerant`, only where no file of the run can be read.
        """
        wrong: list[InputError] = []
        for file in self.files:
            try:
                if file.kind in _HEADS and file.name != STDIN:
                    _HEADS[file.kind](self, file)
            except (InputError, OSError, EOFError, zlib.error) as error:
                wrong.append(InputError(f"cannot read {file.name!r}: {error}"))
        if wrong and (not self.tolerant or len(wrong) == len(self.files)):
            raise wrong[0]
        return self

    def __iter__(self) -> Iterator[Record]:
        before = 0
        total, seen = hashlib.blake2b(digest_size=16), None
        for file in self.files:
            for record in self._of(file, before):
                if file.name == STDIN:
                    total.update(repr((record.source, record.error)).encode())
                    seen = total.hexdigest()
                yield replace(record, seen=seen) if seen else record
            before += file.size
            self.done = before

    def _of(self, file: File, before: int) -> Iterator[Record]:
        number = 0
        try:
            for record in _READERS[file.kind](self, file, before):
                number = record.number
                yield record
            return
        except InputError as error:
            wrong = str(error)
        except (EOFError, ValueError, zlib.error, gzip.BadGzipFile) as error:
            wrong = f"the file is damaged ({error})"
        except MemoryError:
            wrong = "it needs more memory than there is"
        except OSError as error:
            raise InputError(f"cannot read {file.name!r}: {error.strerror or error}") from error
        if not self.tolerant:
            raise InputError(f"cannot read {file.name!r}{f' after record {number}' if number else ''}: {wrong}")
        yield Record(file.name, number + 1, None, wrong)

    def record(self, file: File, number: int, row: Mapping[Any, Any]) -> Record:
        """A row with its columns under the names that `extract` knows."""
        key = tuple(row)
        try:
            chosen = self._chosen.get(key) or self.columns.chosen(row)
        except InputError as error:
            return Record(file.name, number, None, str(error))
        if len(self._chosen) < 1000:
            self._chosen[key] = chosen
        source = {name: row[column] for name, column in chosen.items()}
        if source.get("text") is None and source.get("html") is None:
            return Record(file.name, number, None, "the text is missing (null)")
        return self.bounded(Record(file.name, number, source))

    def bounded(self, record: Record) -> Record:
        """The record, or why it cannot be read where its text or page is too long."""
        contents = ((record.source or {}).get(name) for name in ("text", "html"))
        longest = max((len(each) for each in contents if isinstance(each, str | bytes)), default=0)
        return record if longest <= self.max_characters else self.too_long(record.file, record.number)

    def too_long(self, file: str, number: int) -> Record:
        """The record for one that is longer than it may be."""
        told = f"longer than {self.max_characters:,} characters: no article, or see --max-characters"
        return Record(file, number, None, told)


def _jsonl(reader: Reader, file: File, before: int) -> Iterator[Record]:
    with opened(file) as (stream, position):
        for number, line in enumerate(whole_lines(stream, WIDEST * reader.max_characters), start=1):
            reader.done = before + position()
            if line is None:
                yield reader.too_long(file.name, number)
                continue
            if number == 1:
                _refuse(line)
            if line.strip():
                yield _json_record(reader, file, number, line)


def _refuse(first: bytes) -> None:
    """Raise `InputError` where a file, by its first line, is in another encoding or no text."""
    wrong = foreign(first)
    if wrong is not None:
        raise InputError(wrong)


def _json_record(reader: Reader, file: File, number: int, line: bytes) -> Record:
    try:
        row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        return Record(file.name, number, None, f"not UTF-8 at byte {error.start} of the line: convert the file")
    except (ValueError, RecursionError) as error:
        return Record(file.name, number, None, f"not JSON ({error})")
    if isinstance(row, str):
        row = {"text": row}
    if not isinstance(row, dict):
        return Record(file.name, number, None, f"a JSON {type(row).__name__}; wanted is an object with a text")
    return reader.record(file, number, row)


def _csv(reader: Reader, file: File, before: int) -> Iterator[Record]:
    with opened(file) as (stream, position), TextLines(stream, WIDEST * reader.max_characters) as lines:
        rows = _csv_rows(lines)
        reader.columns.chosen(_csv_names(rows, reader.max_characters))
        number = 0
        while True:
            number += 1
            first = rows.reader.line_num + 1
            try:
                with _cells_of(reader.max_characters):
                    row = next(rows, None)
            except TooLongError:
                yield reader.too_long(file.name, number)
                continue
            except csv.Error as error:
                yield Record(file.name, number, None, _not_csv(str(error), first, rows.reader.line_num))
                continue
            if row is None:
                return
            reader.done = before + position()
            yield _csv_record(reader, file, number, row)


def _csv_rows(lines: TextLines) -> csv.DictReader[Any]:
    """The rows of a table, whose cells are parted by the sign that its first line has most of."""
    try:
        first = next(lines, "")
    except TooLongError as error:
        raise InputError("not CSV (its first line has no end)") from error
    mark = max(MARKS, key=first.count)
    return csv.DictReader(chain([first], lines), strict=True, delimiter=mark)


def _csv_names(rows: csv.DictReader[Any], longest: int) -> list[Any]:
    """The names of the columns. Raises `InputError` where the file is no CSV in UTF-8."""
    try:
        with _cells_of(longest):
            names = list(rows.fieldnames or [])
    except csv.Error as error:
        raise InputError(f"not CSV ({error})") from error
    _refuse(",".join(map(str, names)).encode("utf-8", "surrogateescape"))
    return names


@contextmanager
def _cells_of(longest: int) -> Iterator[None]:
    """Cells may have so many characters; the csv module knows one limit for all that use it, which is put back."""
    before = csv.field_size_limit(longest)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _not_csv(error: str, first: int, last: int) -> str:
    """Why a row, or what was taken for one, is none."""
    where = f"line {first}" if first >= last else f"lines {first} to {last}"
    if "unexpected end" in error:
        return f"not CSV: a quotation mark in line {first} opens a cell that is never closed; nothing after it was read"
    if "field larger" in error:
        return f"not CSV ({where}): a cell is longer than --max-characters, or a quotation mark is never closed"
    if "expected after" in error:
        return f"not CSV ({where}): a quotation mark inside a quoted cell is not doubled, or a cell is not closed"
    return f"not CSV ({error})"


def _csv_record(reader: Reader, file: File, number: int, row: dict[Any, Any]) -> Record:
    if None in row:
        return Record(file.name, number, None, f"more cells than columns ({len(row[None])} too many)")
    if any(isinstance(value, str) and _UNDECODED.search(value) for value in row.values()):
        return Record(file.name, number, None, "not UTF-8: convert the file")
    return reader.record(file, number, row)


def _parquet(reader: Reader, file: File, before: int) -> Iterator[Record]:
    with _opened(file) as table:
        chosen = reader.columns.chosen(table.schema_arrow.names)
        number, rows = 0, max(1, table.metadata.num_rows)
        for batch in table.iter_batches(batch_size=64, columns=list(chosen.values())):
            for row in _rows(batch, WIDEST_UTF8 * reader.max_characters):
                number += 1
                reader.done = before + file.size * number / rows
                yield reader.too_long(file.name, number) if row is None else reader.record(file, number, row)


def _rows(batch: Any, longest: int) -> Iterator[dict[str, Any] | None]:
    """The rows of an Arrow batch; None for one with a value of more than `longest` bytes, which is not taken over."""
    import pyarrow as pa
    from pyarrow import compute

    kinds = (pa.string(), pa.large_string(), pa.binary(), pa.large_binary())
    sizes = [compute.binary_length(column).to_pylist() for column in batch.columns if column.type in kinds]
    for index in range(batch.num_rows):
        is_long = any((size[index] or 0) > longest for size in sizes)
        yield None if is_long else batch.slice(index, 1).to_pylist()[0]


def _opened(file: File) -> Any:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise OptionalDependencyError.missing("Parquet", "pyarrow", "batch") from error
    if file.name == STDIN:
        raise InputError("Parquet cannot be read from the standard input: give the file")
    try:
        return parquet.ParquetFile(file.name)
    except pa.ArrowInvalid as error:
        raise InputError(f"not a Parquet file ({error})") from error


def _parquet_head(reader: Reader, file: File) -> None:
    with _opened(file) as table:
        reader.columns.chosen(table.schema_arrow.names)


def _csv_head(reader: Reader, file: File) -> None:
    with opened(file) as (stream, _), TextLines(stream, WIDEST * reader.max_characters) as lines:
        reader.columns.chosen(_csv_names(_csv_rows(lines), reader.max_characters))


def _whole(reader: Reader, file: File, before: int) -> Iterator[Record]:
    with opened(file) as (stream, _):
        data = stream.read(WIDEST_UTF8 * reader.max_characters + 1)
    if len(data) > WIDEST_UTF8 * reader.max_characters:
        yield reader.too_long(file.name, 1)
        return
    known = {"id": None if file.name == STDIN else Path(file.name.removesuffix(".gz")).stem}
    if file.kind == "page":
        yield reader.bounded(Record(file.name, 1, {**known, "html": data}))
        return
    try:
        yield reader.bounded(Record(file.name, 1, {**known, "text": data.decode("utf-8-sig")}))
    except UnicodeDecodeError as error:
        yield Record(file.name, 1, None, not_utf8(data, error))


def _members(reader: Reader, file: File, before: int) -> Iterator[Record]:
    """The records of a file of many members, and of an address."""
    for each in _MEMBERS[file.kind](reader, file, WIDEST_UTF8 * reader.max_characters):
        reader.done = before + each.done
        if each.source is None and each.error is None:
            yield reader.too_long(file.name, each.number)
        else:
            yield reader.bounded(Record(file.name, each.number, each.source, each.error))


def _archived(read: Callable[[str, int], Iterator[Member]]) -> Callable[[Reader, File, int], Iterator[Member]]:
    def members(reader: Reader, file: File, longest: int) -> Iterator[Member]:
        if file.name == STDIN:
            raise InputError("an archive cannot be read from the standard input: give the file")
        return read(file.name, longest)

    return members


def _entries(reader: Reader, file: File, longest: int) -> Iterator[Member]:
    with opened(file) as (stream, position):
        for each in entries(stream, longest):
            yield replace(each, done=position())


_MEMBERS: dict[str, Callable[[Reader, File, int], Iterator[Member]]] = {
    "warc": _archived(warc), "zip": _archived(zipped), "feed": _entries,
    "web": lambda reader, file, longest: reader.web.members(file.name),
}  # fmt: skip


_READERS: dict[str, Callable[[Reader, File, int], Iterator[Record]]] = {
    "jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "text": _whole, "page": _whole,
    **dict.fromkeys(_MEMBERS, _members),
}  # fmt: skip
_HEADS: dict[str, Callable[[Reader, File], None]] = {"csv": _csv_head, "parquet": _parquet_head}


def every_record(name: str, *, allow_private: bool = False) -> Iterator[dict[str, Any]]:
    """The sources of a file of records, an archive, a feed or an address. Raises `InputError` for one without text."""
    for record in Reader([file_of(name)], Columns(), web=Web(allow_private=allow_private)):
        if record.source is None:
            raise InputError(f"{name!r}, record {record.number}: {record.error}")
        yield record.source
