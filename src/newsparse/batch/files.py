"""The files of a batch run: those named, those in folders and those that globs match.

Links and hidden files (their names begin with a dot) in a folder, or among what a wildcard matches, are left out unless
they are asked for: a link may lead out of the archive. So are the outputs of earlier runs, which their journals tell.
What is named itself is read, whatever it is.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.batch.journal import BESIDE, INSIDE
from newsparse.errors import InputError, access

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = [
    "ALONE",
    "ARCHIVES",
    "KINDS",
    "STDIN",
    "File",
    "Looked",
    "digest",
    "file_of",
    "find",
    "is_address",
    "kind_of",
]

KINDS = {
    ".txt": "text", ".html": "page", ".htm": "page", ".xhtml": "page", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".warc": "warc", ".zip": "zip", ".rss": "feed",
    ".atom": "feed",
}  # fmt: skip
# What is a feed where it is named itself: in folders, most files that end so are something else.
NAMED = {".xml": "feed"}
ARCHIVES = frozenset({".sqlite", ".db"})
"""What the files of an archive end in, which a run writes and none reads."""
ALONE = frozenset({"text", "page"})
"""Kinds of files that hold one article."""
_NEVER_GZIPPED = frozenset({"parquet", "zip"})
STDIN = "-"
_WILD = re.compile(r"[*?\[]")
_ADDRESS = re.compile(r"https?://", re.I)


@dataclass(frozen=True, slots=True)
class File:
    """One input file; `name` as it was given or found."""

    name: str
    kind: str
    size: int


@dataclass(slots=True)
class Looked:
    """How folders and globs are looked through, and how many links and hidden files and folders were `left_out`.

    `outputs` counts what earlier runs wrote, which is left out as well.
    """

    follow_links: bool = False
    hidden: bool = False
    left_out: int = 0
    outputs: int = 0

    def below(self, folder: Path, depth: int | None, above: frozenset[Path] = frozenset()) -> Iterator[Path]:
        """The files in a folder and in the folders in it, `depth` levels down (None: all); no folder inside itself."""
        resolved = folder.resolve()
        if resolved in above:
            return
        paths = sorted(folder.iterdir())
        names = {path.name for path in paths}
        for path in paths:
            is_folder = path.is_dir()
            if not is_folder and not path.is_file():
                continue
            if self._is_left_out(path):
                self.left_out += is_folder or kind_of(path.name, KINDS) is not None
            elif path.name + BESIDE in names or (is_folder and (path / INSIDE).is_file()):
                self.outputs += 1
            elif not is_folder:
                yield path
            elif depth is None or depth > 1:
                yield from self.below(path, None if depth is None else depth - 1, above | {resolved})

    def _is_left_out(self, path: Path) -> bool:
        return (not self.hidden and path.name.startswith(".")) or (not self.follow_links and path.is_symlink())


def find(inputs: Collection[str | Path], output: Path, *, stdin: str, looked: Looked | None = None) -> list[File]:
    """The files that the inputs name, folders and globs expanded in sorted order, without the output of the run.

    Raises `InputError` for an input that is not there or of no known kind, and where there are none.
    """
    looked = looked or Looked()
    found: dict[str, File] = {}
    for each in inputs:
        for path in _paths(str(each), output.resolve(), looked):
            found.setdefault(path, file_of(path, stdin))
    if not found:
        given = ", ".join(repr(str(each)) for each in inputs) or "no input"
        raise InputError(f"nothing to read in {given}: no file ends in {', '.join(KINDS)}{_remedy(looked)}")
    return list(found.values())


def digest(files: Iterable[File]) -> str:
    """A hash of the names and contents of the files; of the standard input and of addresses, the name alone.

    Raises `InputError` for a file that cannot be read.
    """
    total = hashlib.blake2b(digest_size=16)
    for file in files:
        total.update(f"{file.name}\0{file.size}\0".encode("utf-8", "surrogateescape"))
        if file.name != STDIN and file.kind != "web":
            with access("read", file.name), Path(file.name).open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    total.update(chunk)
    return total.hexdigest()


def _paths(given: str, output: Path, looked: Looked) -> Iterator[str]:
    path = Path(given)
    if given == STDIN or is_address(given) or path.is_file():
        yield given
    elif path.is_dir():
        inside = (each for each in looked.below(path, None) if kind_of(each.name, KINDS))
        yield from (str(each) for each in sorted(inside) if not _is_within(each.resolve(), output))
    elif _WILD.search(given):
        matches = sorted(_matching(path, looked))
        if not matches:
            raise InputError(f"no file matches {given!r}{_remedy(looked)}")
        yield from (str(each) for each in matches if not _is_within(each.resolve(), output))
    else:
        raise InputError(f"cannot read {given!r}: no such file or folder")


def _matching(pattern: Path, looked: Looked) -> Iterator[Path]:
    """The files that a glob matches; `**` is any number of folders. A hidden name may also be asked for by its dot."""
    parts = pattern.parts
    first = next(index for index, part in enumerate(parts) if _WILD.search(part))
    root, wanted = Path(*parts[:first]), parts[first:]
    if not root.is_dir():
        return
    mine = Looked(looked.follow_links, looked.hidden or any(part.startswith(".") for part in wanted))
    for path in mine.below(root, None if "**" in wanted else len(wanted)):
        if _matches(path.relative_to(root).parts, wanted, hidden=looked.hidden):
            yield path
    looked.left_out += mine.left_out
    looked.outputs += mine.outputs


def _matches(parts: tuple[str, ...], wanted: tuple[str, ...], *, hidden: bool) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**" and _matches(parts, wanted[1:], hidden=hidden):
        return True
    if not parts or (parts[0].startswith(".") and not hidden and not wanted[0].startswith(".")):
        return False
    if wanted[0] == "**":
        return _matches(parts[1:], wanted, hidden=hidden)
    return fnmatch(parts[0], wanted[0]) and _matches(parts[1:], wanted[1:], hidden=hidden)


def _remedy(looked: Looked) -> str:
    hidden = (
        f"{looked.left_out} links or hidden files were left out: --follow-links, --hidden" if looked.left_out else ""
    )
    outputs = f"{looked.outputs} outputs of earlier runs were left out: name them" if looked.outputs else ""
    told = "; ".join(filter(None, (hidden, outputs)))
    return f" ({told})" if told else ""


def _is_within(path: Path, output: Path) -> bool:
    return path == output or output in path.parents


def kind_of(name: str, kinds: Mapping[str, str] = KINDS | NAMED) -> str | None:
    """What a file holds, by its ending; None for an ending that is none of `kinds`."""
    lower = name.lower()
    kind = kinds.get(Path(lower.removesuffix(".gz")).suffix)
    return None if kind in _NEVER_GZIPPED and lower.endswith(".gz") else kind


def is_address(name: str) -> bool:
    """Whether an input is an address of the web."""
    return _ADDRESS.match(name) is not None


def file_of(path: str, stdin: str = "jsonl") -> File:
    """The file that is named. Raises `InputError` for one of no known kind, or that is not there."""
    if path == STDIN:
        return File(STDIN, stdin, 0)
    if is_address(path):
        return File(path, "web", 0)
    kind = kind_of(path)
    if kind is None:
        raise InputError(
            f"cannot read {path!r}: its ending is none of {', '.join([*KINDS, *NAMED])} (or .gz after them)"
        )
    with access("read", path):
        return File(path, kind, Path(path).stat().st_size)
