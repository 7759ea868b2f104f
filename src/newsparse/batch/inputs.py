"""Inputs of a batch run: files, folders, globs and the standard input, as a stream of records."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import sys
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from newsparse.errors import InputError, OptionalDependencyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["Columns", "File", "Reader", "Record", "digest", "find"]

KINDS = {
    ".txt": "text", ".html": "page", ".htm": "page", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
    ".parquet": "parquet",
}  # fmt: skip
STDIN = "-"

# The obvious names of each field, the best first; case, spaces and hyphens do not matter.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story"),
    "html": ("html", "page", "raw_html", "page_html"),
    "published": (
        "published", "published_at", "date", "publish_date", "published_date", "publication_date", "date_published",
        "datepublished", "date_publish", "pubdate", "pub_date", "timestamp",
    ),
    "title": ("title", "headline"),
    "url": ("url", "link", "web_url", "source_url"),
    "id": ("id", "article_id", "_id", "uid", "uuid", "guid"),
}  # fmt: skip
_UNDECODED = re.compile("[\udc80-\udcff]")
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that hold the fields of a record; None where the obvious names are to be tried."""

    text: str | None = None
    html: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    id: str | None = None

    def chosen(self, names: Iterable[Any]) -> dict[str, Any]:
        """Field to column, for records with these columns. Raises `InputError` for a named one that is missing."""
        present = list(names)
        plain = {_plain(name): name for name in reversed(present) if isinstance(name, str)}
        found: dict[str, Any] = {}
        for each, obvious in NAMES.items():
            named = getattr(self, each)
            if named is not None:
                if named not in present:
                    raise InputError(f"no column {named!r} (there are {_listed(present)}): see --{each}-column")
                found[each] = named
                continue
            column = next((plain[name] for name in obvious if name in plain), None)
            if column is not None and column not in found.values():
                found[each] = column
        if self.html and not self.text:
            found.pop("text", None)
        if "text" not in found and "html" not in found:
            raise InputError(f"no column holds the text (there are {_listed(present)}): name it with --text-column")
        return found


@dataclass(frozen=True, slots=True)
class File:
    """One input file; `name` as it was given or found."""

    name: str
    kind: str
    size: int


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


def find(inputs: Iterable[str | Path], output: Path, *, stdin: str) -> list[File]:
    """The files that the inputs name, folders and globs expanded in sorted order, without the output of the run."""
    found: dict[str, File] = {}
    for each in inputs:
        for path in _paths(str(each), output.resolve()):
            found.setdefault(path, _file(path, stdin))
    if not found:
        raise InputError("no input: give files, folders, globs or - for the standard input")
    return list(found.values())


def digest(files: Iterable[File]) -> str:
    """A hash of the names and contents of the files; of the standard input, its name alone.

    Raises `InputError` for a file that cannot be read.
    """
    total = hashlib.blake2b(digest_size=16)
    for file in files:
        total.update(f"{file.name}\0{file.size}\0".encode("utf-8", "surrogateescape"))
        if file.name != STDIN:
            try:
                with Path(file.name).open("rb") as stream:
                    while chunk := stream.read(1 << 20):
                        total.update(chunk)
            except OSError as error:
                raise InputError(f"cannot read {file.name!r}: {error.strerror or error}") from error
    return total.hexdigest()


@dataclass(slots=True)
class Reader:
    """Reads the records of files, one at a time; `done` is how many of the bytes `total` have been read.

    A file that cannot be read ends the reading with an `InputError`; `tolerant`, it is one record that fails.
    """

    files: list[File]
    columns: Columns
    tolerant: bool = False
    total: int = 0
    done: float = 0
    _chosen: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.total = sum(file.size for file in self.files)

    @property
    def has_stdin(self) -> bool:
        """Whether records come by the standard input."""
        return any(file.name == STDIN for file in self.files)

    def check(self) -> None:
        """Look for the columns of the tables among the files, before any work is done.

        Raises `InputError` for one without them; if `tolerant`, only where no file of the run can be read.
        """
        wrong: list[InputError] = []
        for file in self.files:
            try:
                _HEADS.get(file.kind if file.name != STDIN else "", _no_head)(self, file)
            except InputError as error:
                wrong.append(error)
        if wrong and (not self.tolerant or len(wrong) == len(self.files)):
            raise wrong[0]

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
        except OSError as error:
            raise InputError(f"cannot read {file.name!r}: {error.strerror or error}") from error
        if not self.tolerant:
            raise InputError(f"cannot read {file.name!r} after record {number}: {wrong}")
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
        return Record(file.name, number, source)


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def _listed(names: list[Any]) -> str:
    return ", ".join(repr(name) for name in names[:12]) or "none"


def _paths(given: str, output: Path) -> Iterator[str]:
    path = Path(given)
    if given == STDIN or path.is_file():
        yield given
    elif path.is_dir():
        inside = (each for each in sorted(path.rglob("*")) if each.is_file() and _kind(each.name))
        yield from (str(each) for each in inside if not _is_within(each.resolve(), output))
    elif _GLOB.search(given):
        root = Path(path.anchor) if path.anchor else Path()
        pattern = str(path.relative_to(path.anchor)) if path.anchor else given
        matches = [str(each) for each in sorted(root.glob(pattern)) if each.is_file()]
        if not matches:
            raise InputError(f"no file matches {given!r}")
        yield from (each for each in matches if not _is_within(Path(each).resolve(), output))
    else:
        raise InputError(f"cannot read {given!r}: no such file or folder")


def _is_within(path: Path, output: Path) -> bool:
    return path == output or output in path.parents


def _kind(name: str) -> str | None:
    lower = name.lower().removesuffix(".gz")
    kind = KINDS.get(Path(lower).suffix)
    return None if kind == "parquet" and name.lower().endswith(".gz") else kind


def _file(path: str, stdin: str) -> File:
    if path == STDIN:
        return File(STDIN, stdin, 0)
    kind = _kind(path)
    if kind is None:
        raise InputError(f"cannot read {path!r}: its ending is none of {', '.join(KINDS)} (or .gz after them)")
    return File(path, kind, Path(path).stat().st_size)


@contextmanager
def _open(file: File) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """The bytes of a file, and how far the file itself has been read."""
    if file.name == STDIN:
        yield sys.stdin.buffer, lambda: 0
        return
    with Path(file.name).open("rb") as raw:
        if file.name.lower().endswith(".gz"):
            with gzip.open(raw) as stream:
                yield cast("IO[bytes]", stream), raw.tell
        else:
            yield raw, raw.tell


def _jsonl(reader: Reader, file: File, before: int) -> Iterator[Record]:
    with _open(file) as (stream, position):
        for number, line in enumerate(stream, start=1):
            reader.done = before + position()
            if not line.strip():
                continue
            yield _json_record(reader, file, number, line)


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
    csv.field_size_limit(sys.maxsize)
    with _open(file) as (stream, position):
        lines = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
        rows = csv.DictReader(lines)
        reader.columns.chosen(rows.fieldnames or [])
        number = 0
        while True:
            number += 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield Record(file.name, number, None, f"not CSV ({error})")
                continue
            if row is None:
                return
            reader.done = before + position()
            yield _csv_record(reader, file, number, row)


def _csv_record(reader: Reader, file: File, number: int, row: dict[Any, Any]) -> Record:
    if None in row:
        return Record(file.name, number, None, f"more cells than columns ({len(row[None])} too many)")
    if any(isinstance(value, str) and _UNDECODED.search(value) for value in row.values()):
        return Record(file.name, number, None, "not UTF-8: convert the file")
    return reader.record(file, number, row)


def _parquet(reader: Reader, file: File, before: int) -> Iterator[Record]:
    with _opened(file) as opened:
        chosen = reader.columns.chosen(opened.schema_arrow.names)
        number, rows = 0, max(1, opened.metadata.num_rows)
        for batch in opened.iter_batches(batch_size=64, columns=list(chosen.values())):
            for row in batch.to_pylist():
                number += 1
                reader.done = before + file.size * number / rows
                yield reader.record(file, number, row)


def _opened(file: File) -> Any:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise OptionalDependencyError("Parquet needs pyarrow: pip install 'newsparse[batch]'") from error
    if file.name == STDIN:
        raise InputError("Parquet cannot be read from the standard input: give the file")
    try:
        return parquet.ParquetFile(file.name)
    except pa.ArrowInvalid as error:
        raise InputError(f"not a Parquet file ({error})") from error


def _parquet_head(reader: Reader, file: File) -> None:
    try:
        with _opened(file) as opened:
            reader.columns.chosen(opened.schema_arrow.names)
    except InputError as error:
        raise InputError(f"cannot read {file.name!r}: {error}") from error


def _csv_head(reader: Reader, file: File) -> None:
    try:
        with _open(file) as (stream, _):
            lines = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
            reader.columns.chosen(next(csv.reader(lines), []))
    except (InputError, OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot read {file.name!r}: {error}") from error


def _no_head(reader: Reader, file: File) -> None:
    """Kinds of files whose columns are those of each record."""


def _whole(reader: Reader, file: File, before: int) -> Iterator[Record]:
    with _open(file) as (stream, _):
        data = stream.read()
    known = {"id": None if file.name == STDIN else Path(file.name.removesuffix(".gz")).stem}
    if file.kind == "page":
        yield Record(file.name, 1, {**known, "html": data})
        return
    try:
        yield Record(file.name, 1, {**known, "text": data.decode("utf-8-sig")})
    except UnicodeDecodeError as error:
        yield Record(file.name, 1, None, f"not UTF-8 at byte {error.start}: convert the file (iconv -t UTF-8)")


_READERS: dict[str, Callable[[Reader, File, int], Iterator[Record]]] = {
    "jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "text": _whole, "page": _whole,
}  # fmt: skip
_HEADS: dict[str, Callable[[Reader, File], None]] = {"csv": _csv_head, "parquet": _parquet_head}
