"""Bytes of pages: read by codecs of text alone, and told what they are where they are none."""

from __future__ import annotations

import pytest

from newsparse.sources import read
from newsparse.sources.decode import decode, foreign, kind_of, repaired


@pytest.mark.parametrize(
    "name", ["undefined", "utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "rot13", "hex", "zlib"]
)
def test_codecs_that_are_none_of_the_web_are_not_used(name: str) -> None:
    text, (warning,) = decode(f"<meta charset={name}><p>caf".encode() + b"\xe9 +ADw-b+AD4- \\x3cb\\x3e</p>")
    assert text.endswith("café +ADw-b+AD4- \\x3cb\\x3e</p>")
    assert warning == f"the page says that it is in {name}; it was read as cp1252"


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1251", "cp1251"),
        ("x-sjis", "cp932"),
        ("GB2312", "gbk"),
        ("macintosh", "mac-roman"),
    ],
)
def test_encodings_of_the_web_are(name: str, codec: str) -> None:
    page = f"<meta charset='{name}'><p>“é” Ж 京</p>".encode(codec, "ignore")
    assert decode(page) == (page.decode(codec), ())


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marks_and_zeros_tell_wide_encodings(codec: str) -> None:
    page = "<html><p>“Yes,” said Ada.</p>"
    assert decode(page.encode(codec)) == (page, ())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        (b"%PDF-1.7", "a PDF file"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "a picture, a sound or a film"),
        (b"\x00\x00\x00 ftypisom", "a picture, a sound or a film"),
    ],
)
def test_a_page_that_is_no_page_is_told_so(data: bytes, kind: str) -> None:
    pytest.importorskip("lxml")
    text, reading = read({"html": data + bytes(range(256))})
    assert (text, reading.kept) == ("", ())
    assert reading.warnings == (f"the page is no page: it begins as {kind} does",)
    assert foreign(data) == f"the file is no text: it begins as {kind} does"


@pytest.mark.parametrize("text", ["GIF8 is a format.", "PKs met.", "%PDF", "Ada", "", "ID3 of Leeds"])
def test_words_are_no_kind_of_file(text: str) -> None:
    assert kind_of(text) is None
    assert foreign(text.encode()) is None


@pytest.mark.parametrize(
    ("twice", "once"),
    [
        ("â€œIt leaks,â€\x9d said MÃ¡ria Leeâ€™s son.", "“It leaks,” said Mária Lee’s son."),
        ("&amp;ldquo;It leaks&amp;#8230;&amp;rdquo;", "&ldquo;It leaks&#8230;&rdquo;"),
        ("Ã\x89 tarde, disse Ângela", "Ã\x89 tarde, disse Ângela"),  # nothing else was encoded twice
        ("Q&amp;A &amp;copy; â€ one", "Q&amp;A &amp;copy; â€ one"),
    ],
)
def test_marks_that_were_encoded_twice(twice: str, once: str) -> None:
    assert repaired(twice) == once
