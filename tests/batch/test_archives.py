"""WARC and ZIP files, written by others than their reader: what is an article, what is cut off, what is bounded."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.batch import run
from newsparse.batch.files import file_of
from newsparse.batch.inputs import Columns, Reader, Record
from newsparse.commands import reading
from newsparse.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

PAGE = b"<html><body><article><p>Ada Obi said that the port was open again.</p></article></body></html>"
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def warc_file(path: Path, *answers: tuple[str, bytes, tuple[tuple[str, str], ...]], zipped: bool = True) -> Path:
    """A WARC file with these answers (status line, payload, HTTP headers), as warcio writes it."""
    writer = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders

    class Writer(writer.WARCWriter):  # type: ignore[misc,name-defined]
        _create_temp_file = staticmethod(io.BytesIO)  # its own is left open

    with path.open("wb") as stream:
        out = Writer(stream, gzip=zipped)
        out.write_record(out.create_warcinfo_record(path.name, {"software": "tests"}))
        for number, (status, payload, fields) in enumerate(answers, start=1):
            record = out.create_warc_record(
                f"https://news.example/{number}", "response", payload=io.BytesIO(payload),
                http_headers=headers(status, list(fields), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Record-ID": f"<urn:uuid:{number}>"},
            )  # fmt: skip
            out.write_record(record)
    return path


def records(path: Path, *, longest: int = 1000, tolerant: bool = True) -> list[Record]:
    return list(Reader([file_of(str(path))], Columns(), tolerant, longest))


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_pages_of_a_warc_file(tmp_path: Path, ending: str) -> None:
    path = warc_file(
        tmp_path / f"a{ending}",
        ("200 OK", PAGE, HTML),
        ("404 Not Found", PAGE, HTML),
        ("200 OK", b"\x89PNG", (("Content-Type", "image/png"),)),
        ("200 OK", "Oyá".encode("latin-1"), (("Content-Type", "text/html; charset=ISO-8859-1"),)),
        ("200 OK", "Oyá".encode(), (("Content-Type", "text/plain"),)),
        zipped=ending.endswith(".gz"),
    )
    first, latin, plain = records(path)
    assert first.source == {"id": "urn:uuid:1", "url": "https://news.example/1", "html": PAGE.decode()}
    assert latin.source is not None
    assert latin.source["html"] == "Oyá"
    assert plain.source is not None
    assert plain.source["text"] == "Oyá"
    assert [each.number for each in (first, latin, plain)] == [2, 5, 6]


def chunked(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n%x;x=1\r\n%s\r\n0\r\n\r\n" % (9, data[:9], len(data) - 9, data[9:])


@pytest.mark.parametrize(
    ("payload", "fields"),
    [
        (gzip.compress(PAGE), (("Content-Encoding", "gzip"),)),
        (zlib.compress(PAGE), (("Content-Encoding", "deflate"),)),
        (zlib.compress(PAGE)[2:-4], (("Content-Encoding", "deflate"),)),
        (chunked(PAGE), (("Transfer-Encoding", "chunked"),)),
        (chunked(gzip.compress(PAGE)), (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))),
        (PAGE, (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))),
        (PAGE, (("Content-Encoding", "br"),)),
    ],
)
def test_encodings(tmp_path: Path, payload: bytes, fields: tuple[tuple[str, str], ...]) -> None:
    """Also those that crawlers have undone without a change of the header."""
    path = warc_file(tmp_path / "a.warc", ("200 OK", payload, (*HTML, *fields)), zipped=False)
    [found] = records(path)
    assert found.source is not None, found.error
    assert found.source["html"] == PAGE.decode()


def test_what_cannot_be_decoded_fails_alone(tmp_path: Path) -> None:
    path = warc_file(
        tmp_path / "a.warc.gz",
        ("200 OK", gzip.compress(PAGE)[:-9], (*HTML, ("Content-Encoding", "gzip"))),
        ("200 OK", b"\x0b\x02\x80", (*HTML, ("Content-Encoding", "br"))),
        ("200 OK", b"\x1b\x07<p>\x00\xa4<", (*HTML, ("Content-Encoding", "br"))),
        ("200 OK", b"\x28\xb5<\x04", (*HTML, ("Content-Encoding", "zstd"))),
        ("200 OK", b"5\r\nabcde\r\nno", (*HTML, ("Transfer-Encoding", "chunked"))),
        ("200 OK", gzip.compress(b"x" * 100_000), (*HTML, ("Content-Encoding", "gzip"))),
        ("200 OK", b"y" * 5000, HTML),
        ("200 OK", PAGE, HTML),
    )
    *failed, last = records(path)
    assert [each.error for each in failed] == [
        "the content cannot be decoded (it ends early)",
        "the content cannot be decoded (encoded as 'br')",
        "the content cannot be decoded (encoded as 'br')",
        "the content cannot be decoded (encoded as 'zstd')",
        "the content cannot be decoded (a chunk is missing)",
        "longer than 1,000 characters: no article, or see --max-characters",
        "longer than 1,000 characters: no article, or see --max-characters",
    ]
    assert last.source is not None


def test_files_that_end_early(tmp_path: Path) -> None:
    path = warc_file(tmp_path / "a.warc", ("200 OK", PAGE, HTML), ("200 OK", PAGE, HTML), zipped=False)
    path.write_bytes(path.read_bytes()[:-60])
    whole, cut = records(path)
    assert whole.error is None
    assert cut.error == "the record is cut off: the page is not whole"


def test_damaged_files(tmp_path: Path) -> None:
    path = warc_file(tmp_path / "a.warc.gz", *[("200 OK", PAGE, HTML)] * 3)
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 0xFF
    path.write_bytes(data)
    assert "damaged" in str(records(path)[-1].error)
    with pytest.raises(InputError, match=r"a\.warc\.gz' after record \d: damaged"):
        records(path, tolerant=False)
    path.write_bytes(b"no archive at all\r\n\r\n" * 9)
    assert records(path)[-1].error is not None
    (tmp_path / "e.warc").write_bytes(b"")
    assert records(tmp_path / "e.warc")[0].error == "no WARC file: it has no records"


def zip_file(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_pages_of_a_zip_file(tmp_path: Path) -> None:
    members = {
        "x/a.html": PAGE, "x/b.txt": "Oyá".encode(), "x/c.txt": b"\xff\xfeO\x00", "logo.png": b"\x89PNG",
        ".hidden.html": PAGE, "__MACOSX/x/a.html": PAGE, "bomb.html": b"z" * 1_000_000,
    }  # fmt: skip
    page, text, wide, bomb = records(zip_file(tmp_path / "a.zip", members))
    assert page.source == {"id": "x/a.html", "html": PAGE}
    assert text.source == {"id": "x/b.txt", "text": "Oyá"}
    assert "UTF-16" in str(wide.error)
    assert "longer than 1,000" in str(bomb.error)


def test_damaged_zip_files(tmp_path: Path) -> None:
    path = zip_file(tmp_path / "a.zip", {"a.html": PAGE * 9, "b.html": PAGE})
    data = bytearray(path.read_bytes())
    data[60:64] = b"\0\0\0\0"
    path.write_bytes(data)
    broken, whole = records(path)
    assert "a.html: cannot be read" in str(broken.error)
    assert whole.source is not None
    path.write_bytes(bytes(data)[:50])
    [none] = records(path)
    assert "no ZIP file" in str(none.error)


def test_batch_of_archives_resumes(tmp_path: Path, rules_nlp: Language) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    warc_file(inputs / "a.warc.gz", *[("200 OK", PAGE, HTML)] * 3)
    zip_file(inputs / "b.zip", {"a.html": PAGE, "b.txt": b"\xff"})
    whole = run(inputs, tmp_path / "whole.jsonl", model=rules_nlp, on_error="record")
    assert (whole.records, whole.failed) == (5, 1)

    def stop(_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(inputs, tmp_path / "part.jsonl", model=rules_nlp, on_error="record", progress=stop)
    again = run(inputs, tmp_path / "part.jsonl", model=rules_nlp, on_error="record")
    assert again.resumed == 1
    assert (tmp_path / "part.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_extract_reads_an_archive_with_one_article(tmp_path: Path) -> None:
    path = warc_file(tmp_path / "a.warc.gz", ("200 OK", PAGE, HTML))
    assert reading.read_source(str(path))["url"] == "https://news.example/1"
    with pytest.raises(InputError, match="several articles: use `newsparse batch`"):
        reading.read_source(str(warc_file(tmp_path / "b.warc.gz", *[("200 OK", PAGE, HTML)] * 2)))
    with pytest.raises(InputError, match="no article"):
        reading.read_source(str(zip_file(tmp_path / "a.zip", {})))
    with pytest.raises(InputError, match="record 1: b"):
        reading.read_source(str(zip_file(tmp_path / "b.zip", {"b.txt": b"\xff"})))
    with pytest.raises(InputError, match="cannot read"):
        reading.read_source("no/such.warc")
