"""Reading of texts, records and pages."""

from __future__ import annotations

import itertools
import re
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsparse.errors import InputError, OptionalDependencyError
from newsparse.sources import read
from newsparse.sources.decode import decode
from newsparse.sources.markup import text_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

EXAMPLES = Path(__file__).parents[2] / "data" / "pages"
STORIES = sorted(EXAMPLES.glob("*.toml"))


def kept(source: object, **options: object) -> list[str]:
    text, reading = read(source, **options)  # type: ignore[arg-type]
    return [text[a:b] for a, b in reading.kept]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_example_pages(path: Path) -> None:
    example = tomllib.loads(path.read_text("utf8"))
    if "html" in example:
        pytest.importorskip("lxml")
    encoding = example.get("encoding")
    page = example.get("html", "").encode(encoding) if encoding else example.get("html")
    text, reading = read(example.get("text", {"html": page}))
    spans = [text[a:b] for a, b in reading.kept]
    assert text == example.get("text", text)
    assert reading.site == example.get("site")
    for part in example.get("warns", ()):
        assert any(part in warning for warning in reading.warnings), reading.warnings
    for line in example["stays"]:
        assert any(line in span for span in spans), line
    for line in example["goes"]:
        assert not any(line in span for span in spans), line
    assert list(reading.authors) == example.get("authors", [])
    assert reading.published == example.get("published")
    assert reading.title == example.get("title", reading.title)
    for line, kind in example.get("kinds", {}).items():
        assert [k for span, k in zip(spans, reading.kinds, strict=True) if line in span] == [kind]


@pytest.mark.parametrize(
    "source",
    [
        None,
        b"bytes",
        3,
        2.5,
        [],
        {},
        {"text": None},
        {"text": 3},
        {"html": 4},
        {"text": "a", "title": 3},
        {"text": "a", "id": 1.5},
        {"text": "a", "published": "soon"},
    ],
)
def test_what_cannot_be_read_raises(source: object) -> None:
    with pytest.raises(InputError, match="wanted is"):
        read(source)  # type: ignore[arg-type]


def test_errors_name_the_record() -> None:
    with pytest.raises(InputError, match=r"record 'a7'.*'soon'"):
        read({"id": "a7", "text": "x", "published": "soon"})


@pytest.mark.parametrize(
    "value", ["2025-07-13", "2025-07-13T10:00:00Z", "20250713", date(2025, 7, 13), datetime(2025, 7, 13, 23, 59)]
)
def test_days_of_publication(value: object) -> None:
    assert read({"text": "x", "published": value})[1].published == date(2025, 7, 13)


def test_fields_go_by_their_usual_names() -> None:
    record = {"Body": "x", "pub-date": "2025-07-13", "Headline": "T", "link": "u", "guid": 4}
    reading = read(record)[1]
    assert (reading.published, reading.title, reading.url, reading.id) == (date(2025, 7, 13), "T", "u", "4")
    assert reading.warnings == ()
    assert read({"text": "mine", "body": "other"})[0] == read({"text": float("nan"), "body": "mine"})[0] == "mine"


@pytest.mark.parametrize(
    "names",
    [
        ("content", "publishedAt", "title", "url"),
        ("bodyText", "webPublicationDate", "webTitle", "webUrl"),
        ("Article_Body", "Date Published", "Head-Line", "Source URL"),
    ],
)
def test_how_the_words_of_a_name_are_parted_does_not_matter(names: tuple[str, ...]) -> None:
    text, reading = read(dict(zip(names, ("Rain fell.", "2025-07-13T10:00:00Z", "T", "u"), strict=True)))
    assert (text, reading.published, reading.title, reading.url) == ("Rain fell.", date(2025, 7, 13), "T", "u")
    assert not any("not read" in warning for warning in reading.warnings)


def test_keys_that_are_not_known_are_told() -> None:
    (warning,) = read({"text": "Rain fell.", "datum": "2025-07-13", "empty": None, "entities": []})[1].warnings
    assert "'datum'" in warning
    assert "empty" not in warning


def test_values_of_tables() -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    record = {"text": "x", "id": numpy.int64(7), "published": numpy.datetime64("2025-07-13T10:00"), "title": pandas.NA}
    reading = read({**record, "url": float("nan")})[1]
    assert (reading.id, reading.published, reading.title, reading.url) == ("7", date(2025, 7, 13), None, None)
    assert read({"text": "x", "id": 3.0, "published": pandas.NaT})[1].id == "3"
    assert read({"text": "x", "published": pandas.Timestamp("2025-07-13 23:00")})[1].published == date(2025, 7, 13)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("story.txt", "name of a file"),
        ("../news/My story.html ", "name of a file"),
        ("https://news.example/a", "an address"),
        ("The minister resigned.", ""),
        ("He sent report.pdf. Nobody read it.", ""),
        ("Rain in Oslo\n\nnotes.txt", ""),
    ],
)
def test_a_name_in_place_of_a_text_is_told(text: str, told: str) -> None:
    warnings = read(text)[1].warnings
    assert any(told in each for each in warnings) if told else not any("the text is" in each for each in warnings)


def test_arguments_go_before_fields() -> None:
    reading = read({"text": "x", "id": 5, "title": "A"}, title="B", url="u")[1]
    assert (reading.id, reading.title, reading.url) == ("5", "B", "u")


@pytest.mark.parametrize("text", ["", " \n\t", "\x00"])
def test_empty_text_warns(text: str) -> None:
    reading = read(text)[1]
    assert reading.kept == ()
    assert reading.warnings == ("the text is empty",)


@pytest.mark.parametrize(
    "text",
    [
        "“No,” he said.",
        "Rain expected.",
        "Q: Why now?\n\nA: Because we could.\n\nQ: And then?\n\nA: We will see.",
        "Dear Sir,\n\nI write about the bridge.\n\nYours,\nAda Bell",
        "One fish.\nTwo fish.\nRed fish.\nBlue fish.\nOld fish.",
        "The law on cookies will change next year, the minister said on Tuesday, and every site will have to ask again.\n\nCritics say that nobody reads the notices.",
    ],
)
def test_short_and_plain_texts_lose_nothing(text: str) -> None:
    assert "".join("".join(kept(text)).split()) == "".join(text.split())


def test_clean_false_keeps_all() -> None:
    text = "A headline\n\nBy Tom Adeyemi\n\nLeave a Reply\n\nYour email address will not be published."
    assert len(kept(text, clean=False)) == 4


def test_dateline_is_a_paragraph_apart_and_stays() -> None:
    text = "NAIROBI, Aug 9 (Agency) — The river has risen by two metres since Sunday, officials said, and it is still rising."
    reading = read(text)[1]
    assert next(text[a:b] for a, b in reading.paragraphs) == "NAIROBI, Aug 9 (Agency) —"
    assert len(reading.kept) == 1


def test_wrapped_lines_are_one_paragraph_and_lines_are_several() -> None:
    wrapped = "The minister said on Monday that the new bridge would\nbe open before the end of the year, although the con-\ntractor had asked for more time.\n\nNobody agreed."
    assert len(read(wrapped)[1].paragraphs) == 2
    assert len(read("The mayor left.\nThe council stayed.\nNobody spoke.")[1].paragraphs) == 3


def test_other_languages_warn() -> None:
    reading = read("Der Minister hat am Montag gesagt, dass die Brücke noch in diesem Jahr geöffnet werden soll.")[1]
    assert reading.language == "de"
    assert any("not in English" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "Barack Obama visited Paris yesterday.",
        "Fire destroys Jakarta market",
        "Van der Velde, de Groot beat Jansen",
        "Dr. Mehmet Öz praised Fatma Şahin",
    ],
)
def test_names_tell_no_language(text: str) -> None:
    assert read(text)[1].warnings == ()


def test_markup_as_text_warns() -> None:
    assert any(
        "HTML" in warning for warning in read("<!DOCTYPE html><html><body><p>Hello</p></body></html>")[1].warnings
    )


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=80),
            st.sampled_from(
                ["\n", "\r\n", "\n\n", "Share", "By Ann Lee", "READ MORE", "He said so on Monday, and left. "]
            ),
        )
    ).map("".join)
)
def test_spans_are_sorted_disjoint_and_inside(text: str) -> None:
    same, reading = read(text)
    assert same == text
    for spans in (reading.kept, reading.paragraphs):
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
        assert all(text[a:b].strip() == text[a:b] for a, b in spans)
    assert all(any(a <= c and d <= b for a, b in reading.kept) for c, d in reading.paragraphs)


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Bridge opens early - The Harbour</title><meta charset="iso-8859-1">
<meta property="og:title" content="Bridge opens early"><meta property="og:site_name" content="The Harbour"><meta name="author" content="{author}">
<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Bridge opens early</h1>
<p>The new bridge over the river Lode opened on Monday, three weeks before the day that the city had promised to its people.</p>
<p>“We worked through the winter,” said the engineer Rosa Menéndez, who led the work. “Nobody believed us, and here it is.”</p>
<p>About nine thousand cars are expected to cross the bridge every day, according to the council, and the ferry will stop in June.</p>
<p>The ferry has carried people over the river since 1911, and a small museum by the pier will keep the last of the three boats.</p></article>
<footer>Copyright 2024 The Harbour. All rights reserved.</footer></body></html>"""


def page(author: str = "Ida Falk", day: str = "2024-03-04") -> str:
    return PAGE.replace("{author}", author).replace("{day}", day)


def test_page() -> None:
    pytest.importorskip("lxml")
    text, reading = read({"html": page()})
    assert "opened on Monday" in text
    assert "Copyright" not in text
    assert (reading.title, reading.site, reading.authors, reading.published) == (
        "Bridge opens early",
        "The Harbour",
        ("Ida Falk",),
        date(2024, 3, 4),
    )
    assert reading.language == "en"


def test_page_with_false_metadata() -> None:
    pytest.importorskip("lxml")
    reading = read({"html": page(author="Login", day="2990-01-01")})[1]
    assert reading.authors == ()
    assert reading.published is None or reading.published.year < 2100


@pytest.mark.parametrize(
    "source",
    [
        "",
        b"",
        "<html>",
        "<<<>>",
        b"\xff\xfe<",
        "<div>" * 3000,
        "<a " * 20_000,
        "<!-- " * 20_000,
        "<script>" * 20_000,
        "<" * 100_000,
        "<table><tr><td>" * 500,
        "<p>&amp;&#0;&#x110000;&nbsp</p>" * 50,
        "<p>x" * 100,
        "\x00<p>\ud800</p>",
        b"<meta charset=nonsense><p>\xe9t\xe9</p>",
    ],
)
def test_broken_pages_do_not_crash(source: str | bytes) -> None:
    pytest.importorskip("lxml")
    text, reading = read({"html": source})
    assert all(text[a:b].strip() for a, b in reading.kept)
    assert reading.warnings or text


def test_pages_need_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(OptionalDependencyError, match=r"pip install lxml .*html"):
        read({"html": page()})
    assert read("A text needs no extra.")[0]


def test_a_page_that_states_no_day_has_none() -> None:
    pytest.importorskip("lxml")
    plain = re.sub(r"<meta property=\"article[^>]*>|Copyright 2024", "", page())
    assert read({"html": plain.replace("1911", "1995")})[1].published is None


def test_all_text_of_a_page_in_which_no_article_is_found() -> None:
    page = "<HEAD><title>T</title><body><script>if (a<b) x</script><p>One <b>bold</b>\n line &amp; more<br>Two<!-- no -->!<p>1 < 2"
    assert text_of(page) == "One bold line & more\nTwo!\n1 < 2"
    assert text_of("<p>kept <a href='x") == "kept"
    assert text_of("") == ""


def test_growth_of_work_is_linear_enough_to_end() -> None:
    """None of these may take quadratic time: the suite would not end."""
    sources = [
        "word " * 200_000,
        "a" * 1_000_000,
        "a." * 500_000,
        "word\n" * 20_000,
        "Word\n\n" * 20_000,
        "\n" * 1_000_000,
        "By " + "Ann Lee, " * 100_000,
    ]
    for text in sources:
        same, reading = read(text)
        assert same == text
        assert sum(b - a for a, b in reading.kept) <= len(text)
    assert text_of("<a " * 500_000) == ""
    assert len(text_of("<p>x" * 500_000)) == 999_999


def test_speech_before_the_article_that_is_no_part_of_it() -> None:
    speech = "“We will not open it before the water falls,” Achieng said. “You can see why.”"
    prose = (
        "A bit like the older model, the new engine has been praised for its design, which is quiet and easy to mend."
    )
    text = "\n\n".join([speech, "Advertisement", "Top", prose])
    assert "".join(kept(text)) != ""


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "rot13", "hex", "no such thing"])
def test_codecs_that_cannot_read_a_page(name: str) -> None:
    text, warnings = decode(f"<meta charset={name}><p>café</p>".encode("cp1252"))
    assert "café" in text
    assert warnings


def test_bytes_are_read_by_what_they_are() -> None:
    text, warnings = decode(page().encode("utf-8"))
    assert "Menéndez" in text
    assert "utf-8" in warnings[0]


def test_the_day_of_an_address_is_that_of_publication_where_nothing_else_says_it() -> None:
    address = "https://a.example/20250713/rain"
    reading = read({"text": "Rain fell.", "url": address})[1]
    assert reading.published == date(2025, 7, 13)
    assert reading.warnings == ("published is 2025-07-13, taken from the address",)
    assert read({"text": "Rain fell.", "url": address, "published": "2025-07-14"})[1].published == date(2025, 7, 14)
