"""Archives of pages as inputs: WARC files and ZIP files, read one member at a time, each in bounded memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from newsparse.batch.files import KINDS
from newsparse.errors import InputError, needed
from newsparse.sources.decode import not_utf8, of_header

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HTML_TYPES", "READ_TYPES", "Member", "of_answer", "warc", "whole", "zipped"]

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
READ_TYPES = HTML_TYPES | {"text/plain"}
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?A-Za-z]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a file: its source for `extract`, or why it cannot be read; neither where it is too long.

    `number` counts from 1 in the file, those that are no article with it; `done` is how many bytes of it are read.
    """

    number: int
    source: dict[str, Any] | None = None
    error: str | None = None
    done: float = 0
    link: str | None = None  # where the article of a feed's entry is


def warc(name: str, longest: int) -> Iterator[Member]:
    """The pages and texts among the records of a WARC file, compressed or not: what was answered with "200 OK".

    A record of more than `longest` bytes, as it is stored or as it unfolds, is too long. Raises `InputError` where the
    file is no WARC file from some record on, and `OptionalDependencyError` without fastwarc.
    """
    with needed("a WARC file", "fastwarc", "warc"):
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = 0
    with Path(name).open("rb") as raw:
        records = iter(ArchiveIterator(raw))
        while True:
            number += 1
            try:
                record = next(records, None)
                if record is None:
                    break
                member = _answer(record, number, longest) if record.record_type & wanted else None
            except OSError as error:
                raise InputError(f"damaged: {error}") from error
            if member is not None:
                yield replace(member, done=raw.tell())
    if number == 1:
        raise InputError("no WARC file: it has no records")


def _answer(record: Any, number: int, longest: int) -> Member | None:
    """The article of a record; None where it is no page and no text."""
    headers = record.http_headers if record.is_http else None
    if headers is not None and headers.status_code != 200:
        return None
    told = (headers or record.headers).get("Content-Type") or ""
    kind = told.partition(";")[0].strip().lower()
    if kind not in READ_TYPES:
        return None
    data = record.reader.read(longest + 1)
    if len(data) > longest:
        return Member(number)
    if len(data) < record.content_length or record.headers.get("WARC-Truncated"):
        return Member(number, error="the record is cut off: the page is not whole")
    try:
        data = _unfolded(data, headers, longest)
    except (zlib.error, ValueError, EOFError) as error:
        return Member(number, error=f"the content cannot be decoded ({error})")
    if data is None:
        return Member(number)
    known = {"id": (record.record_id or "").strip("<>") or None, "url": record.headers.get("WARC-Target-URI")}
    charset = _CHARSET.search(told)
    return Member(number, {**known, **of_answer(data, kind, charset[1] if charset else None)})


def of_answer(data: bytes, kind: str, charset: str | None) -> dict[str, Any]:
    """The page or the text that came over HTTP, as a field of a source."""
    page = of_header(data, charset)
    if kind in HTML_TYPES:
        return {"html": page}
    return {"text": page if isinstance(page, str) else data.decode("utf-8", "replace")}


def _unfolded(data: bytes, headers: Any, longest: int) -> bytes | None:
    """The content without its transfer and content encodings; None where it is longer than it may be."""
    if headers is None:
        return data
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        data = _unchunked(data)
    for encoding in reversed((headers.get("Content-Encoding") or "").lower().replace(" ", "").split(",")):
        if _PAGE.match(data):
            continue  # archives that have decoded it keep the header
        if encoding in {"gzip", "x-gzip", "deflate"}:
            reader = zlib.decompressobj(zlib.MAX_WBITS | 32 if _has_header(data) else -zlib.MAX_WBITS)
            data = reader.decompress(data, longest + 1)
            if len(data) > longest:
                return None
            if not reader.eof:
                raise EOFError("it ends early")
        elif encoding not in {"", "identity"}:
            raise ValueError(f"encoded as {encoding!r}")
    return data


def _has_header(data: bytes) -> bool:
    """Whether compressed bytes begin as gzip or zlib does; "deflate" is written without by some servers."""
    return data[:2] == b"\x1f\x8b" or (len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0)


def _unchunked(data: bytes) -> bytes:
    """The content of the chunks. Archives that have put them together keep the header: what is no chunk stays."""
    found: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\r\n", at)
        size = data[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            if found:
                raise EOFError("a chunk is missing")
            return data
        length = int(size, 16)
        if not length:
            return b"".join(found)
        found.append(data[end + 2 : end + 2 + length])
        at = end + 2 + length + 2


def zipped(name: str, longest: int) -> Iterator[Member]:
    """The pages (`.html`, ...) and texts (`.txt`) of a ZIP file in its order; hidden files and others are left out."""
    try:
        with zipfile.ZipFile(name) as archive:
            infos = archive.infolist()
            size = Path(name).stat().st_size
            for number, info in enumerate(infos, start=1):
                path = PurePosixPath(info.filename)
                kind = KINDS.get(path.suffix.lower())
                hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
                if info.is_dir() or hidden or kind not in {"page", "text"}:
                    continue
                member = _packed(archive, info, number, longest, page=kind == "page")
                error = None if member.error is None else f"{info.filename}: {member.error}"
                yield replace(member, error=error, done=size * number / len(infos))
    except zipfile.BadZipFile as error:
        raise InputError(f"no ZIP file ({error})") from error


def _packed(archive: zipfile.ZipFile, info: zipfile.ZipInfo, number: int, longest: int, *, page: bool) -> Member:
    try:
        with archive.open(info) as stream:
            data = stream.read(longest + 1)  # whatever it says of its size, no more is held
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        return Member(number, error=f"cannot be read ({error})")
    return whole(number, info.filename, data, longest, page=page)


def whole(number: int, id: str | None, data: bytes, longest: int, *, page: bool) -> Member:
    """The member of a whole file: a page, or a text in UTF-8."""
    if len(data) > longest:
        return Member(number)
    if page:
        return Member(number, {"id": id, "html": data})
    try:
        return Member(number, {"id": id, "text": data.decode("utf-8-sig")})
    except UnicodeDecodeError as error:
        return Member(number, error=not_utf8(data, error))
