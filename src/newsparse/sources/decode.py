"""Bytes to text: what a page is written in, and what bytes that are no text are told to be.

Only codecs of text are used. What a page declares is an encoding of the web or nothing: Python's others run code-like
escapes (`unicode_escape`), hide markup (`utf-7`), or raise by design (`undefined`).
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

__all__ = ["decode", "foreign", "kind_of", "not_utf8", "of_header", "repaired"]

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.I,
)
# How texts begin: UTF-32 before UTF-16, whose mark it begins with; then a zero beside each of the first letters.
_MARKS = tuple(
    (re.compile(beginning), encoding)
    for beginning, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (rb"(?:[\x09-\x7e]\x00){8}", "utf-16-le"),
        (rb"(?:\x00[\x09-\x7e]){8}", "utf-16-be"),
    )
)
# The encodings that browsers know (the Encoding Standard of the WHATWG), under Python's names; where browsers read more
# than the name says (Windows-1252 for Latin-1), what they read. Those of 16 bits are not among them: a page that
# declares one in single bytes is not in it.
_WEB = {
    name: name
    for name in (
        "big5", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866",
        "cp874", "cp932", "cp949", "euc_jp", "gb18030", "gbk", "iso2022_jp", "iso8859-10", "iso8859-13", "iso8859-14",
        "iso8859-15", "iso8859-16", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7",
        "iso8859-8", "koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "utf-8",
    )
} | {
    "ascii": "cp1252", "euc_kr": "cp949", "gb2312": "gbk", "iso8859-1": "cp1252", "iso8859-11": "cp874",
    "iso8859-9": "cp1254", "shift_jis": "cp932", "tis-620": "cp874",
}  # fmt: skip
# Labels of the standard that Python has no name for.
_LABELS = {
    "dos-874": "cp874", "iso-8859-8-i": "iso8859-8", "unicode-1-1-utf-8": "utf-8", "windows-31j": "cp932",
    "windows-874": "cp874", "windows-949": "cp949", "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252",
    "x-euc-jp": "euc_jp", "x-gbk": "gbk", "x-mac-cyrillic": "mac-cyrillic", "x-sjis": "cp932",
}  # fmt: skip
# Typographic marks that were encoded twice: as entities, and as UTF-8 that was read as Windows' Latin alphabet.
_ENTITY = re.compile(r"&amp;([lr][ds]quo;|[mn]dash;|hellip;|#82\d\d;|#x20[12][\da-f];)", re.I)
_TWICE = re.compile(r"â€[^\x00-\x7f]|[ÂÃ][^\x00-\x7f]")
# How files begin that are often taken for a page or a text.
_MAGIC: dict[str, bytes | tuple[bytes, ...]] = {
    "a PNG image": b"\x89PNG\r\n\x1a\n",
    "a JPEG image": b"\xff\xd8\xff",
    "a GIF image": (b"GIF87a", b"GIF89a"),
    "a PDF file": b"%PDF-",
    "a ZIP file (or a document of an office program)": b"PK\x03\x04",
    "a document of an office program": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a gzip file": b"\x1f\x8b",
    "a bzip2 file": b"BZh91AY&SY",
    "an xz file": b"\xfd7zXZ\x00",
    "a 7z file": b"7z\xbc\xaf\x27\x1c",
    "a program": (b"\x7fELF", b"MZ\x90\x00"),
    "an SQLite database": b"SQLite format 3\x00",
    "a Parquet file": b"PAR1\x15",
    "a sound or a film": b"OggS\x00",
    "a sound": (b"ID3\x03", b"ID3\x04"),
}
_MEDIA = re.compile(rb"RIFF.{4}(?:WEBP|WAVE|AVI )|\0.{3}ftyp", re.DOTALL)


def decode(page: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes of a page, and a warning where its own statement about its encoding is wrong."""
    marked = _marked(page)
    if marked is not None:
        return page.decode(marked, "replace"), ()
    named = _declared(page)
    declared = None if named is None else _of_the_web(named)
    found = _decoded(page, "utf-8", declared or "cp1252", "cp1252")
    if found is None:
        return page.decode("cp1252", "replace"), ("the page is in no known encoding; some characters were lost",)
    text, encoding = found
    told = named is not None and declared != encoding and not page.isascii()  # it is wrong, and makes a difference
    return text, (f"the page says that it is in {named}; it was read as {encoding}",) if told else ()


def repaired(page: str) -> str:
    """A page without typographic marks that were encoded twice: "â€œ" and "&amp;ldquo;" are "“"."""
    page = _ENTITY.sub(r"&\1", page) if "&amp;" in page else page
    return _TWICE.sub(_once, page) if "â€" in page else page


def _once(found: re.Match[str]) -> str:
    """Signs of Windows' Latin alphabet that are the bytes of one of UTF-8; as they are where they are none."""
    with suppress(UnicodeError):
        return b"".join(sign.encode("latin-1" if sign < "\xa0" else "cp1252") for sign in found[0]).decode("utf-8")
    return found[0]


def _decoded(page: bytes, *encodings: str) -> tuple[str, str] | None:
    """The text in the first of the encodings that fits, and that; None where none does."""
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return page.decode(encoding), encoding
    return None


def kind_of(data: bytes | str) -> str | None:
    """What bytes (or the text that was made of them) are that begin as a picture, an archive or a document does."""
    begins = data[:64].encode("latin-1", "replace") if isinstance(data, str) else data[:64]
    if _MEDIA.match(begins):
        return "a picture, a sound or a film"
    return next((kind for kind, magic in _MAGIC.items() if begins.startswith(magic)), None)


def foreign(data: bytes) -> str | None:
    """Why bytes are no UTF-8 text, with the remedy, as far as their beginning tells; None where it does not."""
    encoding = _marked(data)
    if encoding is not None and encoding != "utf-8-sig":
        name = encoding.upper()
        return f"the file is in {name}: convert it to UTF-8 (iconv -f {name} -t UTF-8)"
    kind = kind_of(data)
    return None if kind is None else f"the file is no text: it begins as {kind} does"


def not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    """Why the bytes of a file could not be read as UTF-8, with the remedy."""
    return foreign(data) or f"not UTF-8 at byte {error.start}: convert the file (iconv -t UTF-8)"


def _marked(data: bytes) -> str | None:
    """The encoding that a byte order mark tells, or, without one, a zero beside each of the first letters."""
    return next((encoding for beginning, encoding in _MARKS if beginning.match(data)), None)


def _declared(page: bytes) -> str | None:
    found = _CHARSET.search(page[:4096])
    return next((part.decode("ascii") for part in found.groups() if part), None) if found else None


def _of_the_web(name: str) -> str | None:
    """The codec for a declared encoding; None where it is none of the web."""
    with suppress(LookupError, ValueError):
        return _WEB.get(codecs.lookup(_LABELS.get(name.lower(), name)).name)
    return None


def of_header(page: bytes, charset: str | None) -> str | bytes:
    """A page that came with this charset in its HTTP header: its text where the header settles that, else its bytes.

    What is marked or valid as UTF-8 needs no header, and one that the bytes contradict is not obeyed.
    """
    codec = None if charset is None else _of_the_web(charset)
    found = None if codec is None or _marked(page) is not None else _decoded(page, "utf-8", codec)
    return found[0] if found else page
