"""Inputs of a batch run: files, folders, globs and the standard input, as a stream of records."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse.batch.archives import Member, warc, whole, zipped
from newsparse.batch.feeds import entries
from newsparse.batch.files import STDIN, File, file_of
from newsparse.batch.streams import TextLines, TooLongError, opened, whole_lines
from newsparse.batch.web import Web
from newsparse.errors import InputError, needed
from newsparse.sources.decode import foreign
from newsparse.sources.fields import NAMES, Columns, mark_of, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["MAX_CHARACTERS", "NAMES", "Columns", "Reader", "Record", "every_record"]

# No article is longer; the longest books are. What a record may take of memory follows from it.
MAX_CHARACTERS = 5_000_000
WIDEST = 12  # bytes that a character takes at most: in JSON, as two escapes
WIDEST_UTF8 = 4
TABLES = frozenset({"csv", "parquet"})
FILES = frozenset({"parquet", "warc", "zip"})  # what cannot be read as a stream

_UNDECODED = re.compile("[\udc80-\udcff]")
_chosen = lru_cache(maxsize=1000)(Columns.chosen)


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

    def __post_init__(self) -> None:
        self.total = sum(file.size for file in self.files)
        self.web.longest = self.widest

    @property
    def widest(self) -> int:
        """The bytes of UTF-8 that a text or a page may have at most."""
        return WIDEST_UTF8 * self.max_characters

    @property
    def has_stdin(self) -> bool:
        """Whether records come by the standard input."""
        return any(file.name == STDIN for file in self.files)

    @property
    def is_live(self) -> bool:
        """Whether what there is to read is not known by the names and contents of files."""
        return any(file.name == STDIN or file.kind == "web" for file in self.files)

    def checked(self) -> Reader:
        """The reader, after a look for the columns of the tables among the files, before any work is done.

        Raises `InputError` for one without them; if `tolerant`, only where no file of the run can be read.
        """
        wrong: list[InputError] = []
        for file in self.files:
            try:
                if file.kind in TABLES and file.name != STDIN:
                    next(_READERS[file.kind](self, file), None)
            except (ValueError, OSError, EOFError, zlib.error) as error:
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
            if file.name == STDIN and file.kind in FILES:
                raise InputError(f"{file.kind} cannot be read from the standard input: give the file")
            for member in _READERS[file.kind](self, file):
                number, self.done = member.number, before + member.done
                yield self._record(file, member)
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

    def _record(self, file: File, member: Member) -> Record:
        source, error = member.source, member.error
        contents = ((source or {}).get(name) for name in ("text", "html"))
        longest = max((len(each) for each in contents if isinstance(each, str | bytes)), default=0)
        if error is None and (source is None or longest > self.max_characters):
            error = f"longer than {self.max_characters:,} characters: no article, or see --max-characters"
        return Record(file.name, member.number, None if error else source, error)

    def source(self, row: Mapping[Any, Any] | None) -> dict[str, Any] | None:
        """A row with its columns under the names that `extract` knows; None for None, a row that is too long.

        Raises `InputError` for one without a text.
        """
        if row is None:
            return None
        source = taken(row, _chosen(self.columns, tuple(row)))
        if "text" not in source and "html" not in source:
            raise InputError("the text is missing (null)")
        return source


def _member(
    number: int, done: float, reader: Reader, row: Callable[..., Mapping[Any, Any] | None], *given: Any
) -> Member:
    """The source of a row, as it is read of what is given, or why it cannot be read."""
    try:
        return Member(number, reader.source(row(*given)), done=done)
    except InputError as error:
        return Member(number, error=str(error), done=done)


def _jsonl(reader: Reader, file: File) -> Iterator[Member]:
    with opened(file) as (stream, position):
        for number, line in enumerate(whole_lines(stream, WIDEST * reader.max_characters), start=1):
            if line is not None and number == 1:
                _refuse(line)
            if line is None or line.strip():
                yield _member(number, position(), reader, _json_row, line, "utf-8-sig" if number == 1 else "utf-8")


def _refuse(first: bytes) -> None:
    """Raise `InputError` where a file, by its first line, is in another encoding or no text."""
    wrong = foreign(first)
    if wrong is not None:
        raise InputError(wrong)


def _json_row(line: bytes | None, encoding: str) -> dict[str, Any] | None:
    """The row of a line; None of one that is too long. Raises `InputError` for what is none."""
    if line is None:
        return None
    try:
        row = json.loads(line.decode(encoding))
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start} of the line: convert the file") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON ({error})") from error
    if not isinstance(row, str | dict):
        raise InputError(f"a JSON {type(row).__name__}; wanted is an object with a text")
    return {"text": row} if isinstance(row, str) else row


def _csv(reader: Reader, file: File) -> Iterator[Member]:
    with opened(file) as (stream, position), TextLines(stream, WIDEST * reader.max_characters) as lines:
        rows = _csv_rows(reader, lines)
        with suppress(StopIteration):
            for number in count(1):
                yield _member(number, position(), reader, _csv_row, rows, reader.max_characters)


def _csv_rows(reader: Reader, lines: TextLines) -> csv.DictReader[Any]:
    """The rows of a table, whose cells are parted by the sign that its first line has most of.

    Raises `InputError` where the file is no CSV in UTF-8 or has not the columns.
    """
    try:
        first = next(lines, "")
        rows = csv.DictReader(chain([first], lines), strict=True, delimiter=mark_of(first))
        with _cells_of(reader.max_characters):
            names = list(rows.fieldnames or [])
    except TooLongError as error:
        raise InputError("not CSV (its first line has no end)") from error
    except csv.Error as error:
        raise InputError(f"not CSV ({error})") from error
    _refuse(",".join(map(str, names)).encode("utf-8", "surrogateescape"))
    reader.columns.chosen(names)
    return rows


@contextmanager
def _cells_of(longest: int) -> Iterator[None]:
    """Cells may have so many characters; the csv module knows one limit for all that use it, which is put back."""
    before = csv.field_size_limit(longest)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _csv_row(rows: csv.DictReader[Any], longest: int) -> dict[Any, Any] | None:
    """The next row; None for one that is too long.

    Raises `InputError` for what is none, and `StopIteration` after the last one.
    """
    first = rows.reader.line_num + 1
    try:
        with _cells_of(longest):
            row = next(rows)
    except TooLongError:
        return None
    except csv.Error as error:
        raise InputError(_not_csv(str(error), first, rows.reader.line_num)) from error
    if None in row:
        raise InputError(f"more cells than columns ({len(row[None])} too many)")
    if any(isinstance(value, str) and _UNDECODED.search(value) for value in row.values()):
        raise InputError("not UTF-8: convert the file")
    return row


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


def _parquet(reader: Reader, file: File) -> Iterator[Member]:
    with needed("Parquet", "pyarrow", "batch"):
        import pyarrow as pa
        from pyarrow import parquet
    try:
        opened = parquet.ParquetFile(file.name)
    except pa.ArrowInvalid as error:
        raise InputError(f"not a Parquet file ({error})") from error
    with opened as table:
        chosen = chain.from_iterable(reader.columns.chosen(table.schema_arrow.names).values())
        batches = table.iter_batches(batch_size=64, columns=list(dict.fromkeys(chosen)))
        rows = chain.from_iterable(_rows(batch, reader.widest) for batch in batches)
        for number, row in enumerate(rows, start=1):
            yield _member(number, file.size * number / table.metadata.num_rows, reader, lambda row: row, row)


def _rows(batch: Any, longest: int) -> Iterator[dict[str, Any] | None]:
    """The rows of an Arrow batch; None for one with a value of more than `longest` bytes, which is not taken over."""
    import pyarrow as pa
    from pyarrow import compute

    kinds = (pa.string(), pa.large_string(), pa.binary(), pa.large_binary())
    sizes = [compute.binary_length(column).to_pylist() for column in batch.columns if column.type in kinds]
    for index in range(batch.num_rows):
        is_long = any((size[index] or 0) > longest for size in sizes)
        yield None if is_long else batch.slice(index, 1).to_pylist()[0]


def _whole(reader: Reader, file: File) -> Iterator[Member]:
    with opened(file) as (stream, _):
        data = stream.read(reader.widest + 1)
    name = None if file.name == STDIN else Path(file.name.removesuffix(".gz")).stem
    yield whole(1, name, data, reader.widest, page=file.kind == "page")


def _entries(reader: Reader, file: File) -> Iterator[Member]:
    with opened(file) as (stream, position):
        for each in entries(stream, reader.widest):
            yield replace(each, done=position())


_READERS: dict[str, Callable[[Reader, File], Iterator[Member]]] = {
    "jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "text": _whole, "page": _whole, "feed": _entries,
    "warc": lambda reader, file: warc(file.name, reader.widest),
    "zip": lambda reader, file: zipped(file.name, reader.widest),
    "web": lambda reader, file: reader.web.members(file.name),
}  # fmt: skip


def every_record(name: str, *, allow_private: bool = False) -> Iterator[dict[str, Any]]:
    """The sources of a file of records, an archive, a feed or an address. Raises `InputError` for one without text."""
    for record in Reader([file_of(name)], Columns(), web=Web(allow_private=allow_private)):
        if record.source is None:
            raise InputError(f"{name!r}, record {record.number}: {record.error}")
        yield record.source
