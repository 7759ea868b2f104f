"""The page of an article: marks that nest, ids that do not clash, everything escaped, nothing lost."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.outputs import html
from newsparse.outputs.nesting import Mark, nested
from newsparse.types import Article, DateMention, Entity, Mention, Quote, Speaker, TextSpan

VOID = {"meta", "link", "input"}


class Tree(HTMLParser):
    """Checks that elements nest; keeps ids, links, labels and, for each class, the text of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, list[str]]] = []  # the tag, and where its text goes
        self.found: dict[str, list[list[str]]] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[dict[str, str]] = []
        self.feed(page)
        self.close()
        assert not self.stack, f"left open: {self.stack}"
        self.texts = {name: ["".join(data) for data in each] for name, each in self.found.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.attributes.append(found)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        if tag not in VOID:
            data: list[str] = []
            for name in found.get("class", "").split():
                self.found.setdefault(name, []).append(data)
            self.stack.append((tag, data))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, tag
        assert self.stack.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, texts in self.stack:
            texts.append(data)


def span(text: str, part: str) -> TextSpan:
    start = text.index(part)
    return TextSpan(part, start, start + len(part))


def quote(text: str, *parts: str, who: str = "Ama Boateng", number: int = 1) -> Quote:
    spans = tuple(span(text, part) for part in parts)
    said = " ".join(parts)
    return Quote(f"Q{number}", said, spans[0].start, spans[-1].end, spans, "direct", speaker=Speaker(who, 0, 0, who))


def entity(text: str, name: str, label: str, number: int = 1) -> Entity:
    found = span(text, name)
    return Entity(f"E{number}", name, label, (Mention(name, found.start, found.end, 1.0),))


def day(text: str, part: str, first: date | None, last: date | None = None, value: str = "2025-05-02") -> DateMention:
    found = span(text, part)
    return DateMention(part, found.start, found.end, "DATE", value, first, last or first)


@pytest.fixture
def crossing() -> Article:
    """Marks inside each other, across each other and over the end of a paragraph."""
    text = "“The mayor told me: ‘Go home by 3 June.’ I went.\n\nTo Jos,” said Ama Boateng of North\nRiver Bank. Menu"
    return Article(
        text,
        body=(span(text, text.removesuffix(" Menu")),),
        quotes=(
            quote(text, "The mayor told me: ‘Go home by 3 June.’ I went.\n\nTo Jos,"),
            quote(text, "Go home by 3 June.", who="the mayor", number=2),
        ),
        entities=(
            entity(text, "Jos", "GPE"),
            entity(text, "3 June.’ I", "EVENT", 2),
            entity(text, "Ama Boateng", "PERSON", 3),
            entity(text, "North\nRiver Bank", "ORG", 4),
        ),
        dates=(day(text, "by 3 June", date(2025, 6, 3)),),
    )


def test_the_text_is_whole_and_marks_nest(crossing: Article) -> None:
    tree = Tree(html.write(crossing))
    assert tree.texts["np-text"] == [crossing.text]
    assert tree.texts["np-off"][1:] == ["Menu"]
    assert "Jos" in tree.texts["np-place"]
    assert "".join(tree.texts["np-date"][1:]) == "by 3 June"
    assert "".join(tree.texts["np-other"][1:]) == "3 June.’ I"
    outer, inner = (found.parts[0].text for found in crossing.quotes)
    pieces = tree.texts["np-text"][0].split("\n\n")
    assert tree.texts["np-quote"][1] == outer.partition("To Jos")[0]
    assert tree.texts["np-quote"][2] == inner
    assert pieces[1].startswith(tree.texts["np-quote"][3])


def test_links_lead_to_ids(crossing: Article, article: Article) -> None:
    for each in (crossing, article):
        tree = Tree(html.write(each))
        inside = [link[1:] for link in tree.links if link.startswith("#")]
        assert len(inside) >= 2 * len(each.quotes) + len(each.entities) + len(each.dates)
        assert set(inside) <= set(tree.ids)
        assert len(tree.ids) == len(set(tree.ids))


def test_two_outputs_in_a_notebook_do_not_clash(article: Article) -> None:
    one, two = (Tree(article._repr_html_()) for _ in range(2))
    assert one.ids
    assert not set(one.ids) & set(two.ids)
    assert {link[1:] for link in one.links if link.startswith("#")} <= set(one.ids)
    assert not {"main", "header", "aside", "body", "h1", "script"} & set(one.tags)


def test_styles_stay_inside() -> None:
    rules = re.sub(r"@[^{]*\{", "", html.style())
    selectors = [part for rule in re.findall(r"([^{}]+)\{", rules) for part in rule.split(",")]
    assert len(selectors) > 50
    assert not [each for each in selectors if ".newsparse" not in each]


def test_the_page_is_deterministic_and_needs_nothing(article: Article) -> None:
    page = html.write(article)
    assert page == html.write(article)
    assert not re.search(r"(?:src|srcset|poster)=|@import|url\(", page)
    assert "default-src 'none'" in page
    assert "script" not in Tree(page).tags


def test_everything_is_escaped() -> None:
    bad = "</span><script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
    text = f"{bad} 2 May {bad}"
    first = span(text, bad)
    found = Article(
        text,
        id=bad,
        title=bad,
        url="javascript:alert(1)",
        language='en" onload="x',
        authors=(bad,),
        body=(TextSpan(text, 0, len(text)),),
        entities=(Entity(bad, bad, bad, (Mention(bad, first.start, first.end, 1.0),), roles=(bad,), country=bad),),
        quotes=(replace(quote(text, bad, who=bad), id=bad),),
        dates=(day(text, "2 May", None, value=bad),),
        warnings=(bad,),
    )
    for page in (html.write(found), html.fragment(found)):
        tree = Tree(page)
        assert not {"script", "img"} & set(tree.tags)
        assert not [name for each in tree.attributes for name in each if name.startswith("on")]
        assert not [link for link in tree.links if link.startswith("javascript")]
        assert tree.texts["np-text"] == [text]


def test_characters_that_no_page_holds() -> None:
    page = html.write(Article("a\0b\ud800c", body=(TextSpan("a\0b\ud800c", 0, 5),)))
    assert "a\ufffdb\ufffdc" in page
    page.encode("utf-8")


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (date(2025, 3, 6), date(2025, 3, 6), "Thu 6 Mar 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(1990, 1, 1), date(1999, 12, 31), "1990 to 1999"),
        (date(2025, 3, 6), date(2025, 3, 9), "Thu 6 Mar 2025 to Sun 9 Mar 2025"),
    ],
)
def test_time_line(first: date, last: date, wanted: str) -> None:
    text = "Work began then."
    page = html.write(Article(text, published=date(2026, 1, 1), dates=(day(text, "then", first, last),)))
    line = page[page.index('np-line">') :]
    assert f">{wanted}<" in line
    assert line.index(wanted) < line.index("published")


def test_dates_without_a_day_are_listed_apart() -> None:
    text = "For two weeks the well was dry."
    page = html.write(Article(text, dates=(day(text, "two weeks", None, value="P2W"),)))
    assert "P2W" in page[page.index("Without a day") :]
    assert '<ol class="np-line">' not in page


def test_what_is_known_around_people_and_quotes_is_shown(article: Article) -> None:
    page = html.write(article)
    assert "farmer; female" in page
    assert "deny, indirect, unnamed person, for Accra, left, to menu, then, Fri 2 May 2025" in page


def test_a_speaker_that_is_unknown_says_so() -> None:
    text = "“No.”"
    page = html.write(Article(text, quotes=(replace(quote(text, "No."), speaker=None),)))
    assert "speaker unknown" in page


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 3)), max_size=12)


@given(st.text(alphabet="ab<&\n \r", min_size=30, max_size=30), SPANS)
def test_any_marks_nest_and_cover_their_words(text: str, spans: list[tuple[int, int, int]]) -> None:
    marks = [
        Mark(min(a, b), max(a, b), rank, "span", f'<span class="m{number}">', f'<span class="m{number}">')
        for number, (a, b, rank) in enumerate(spans)
    ]
    tree = Tree(f'<div class="whole">{nested(text, marks)}</div>')
    assert tree.texts["whole"] == [text]
    for number, mark in enumerate(marks):
        assert "".join(tree.texts.get(f"m{number}", [])) == text[mark.start : mark.end]


def long_article(paragraphs: int) -> Article:
    """Forty words a paragraph, with a quote, a name and a date in each."""
    line = "On 2 May Ama Boateng of the harbour office said: “" + "the boats are late again " * 6 + "today.”"
    text = "\n\n".join([line] * paragraphs)
    starts = [number * (len(line) + 2) for number in range(paragraphs)]
    said = line.index("“") + 1

    def at(start: int, offset: int, size: int) -> tuple[str, int, int]:
        return text[start + offset : start + offset + size], start + offset, start + offset + size

    return Article(
        text,
        body=tuple(TextSpan(*at(start, 0, len(line))) for start in starts),
        entities=(Entity("E1", "Ama Boateng", "PERSON", tuple(Mention(*at(s, 9, 11), 1.0) for s in starts)),),
        quotes=tuple(
            Quote(f"Q{s}", "", s + said, s + len(line) - 1, (TextSpan(*at(s, said, len(line) - said - 1)),), "direct")
            for s in starts
        ),
        dates=tuple(
            DateMention(*at(s, 3, 5), "DATE", "2025-05-02", date(2025, 5, 2), date(2025, 5, 2)) for s in starts
        ),
    )


def calls(paragraphs: int) -> int:
    """How many functions are called to write the page of an article of so many paragraphs."""
    found = long_article(paragraphs)
    count = 0

    def counting(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        page = html.write(found)
    finally:
        sys.setprofile(before)
    assert page.count('class="np-by"') == paragraphs
    return count


@pytest.mark.slow
def test_the_work_grows_no_faster_than_the_article() -> None:
    html.write(long_article(1))  # what is done once
    assert calls(2000) < 4.2 * calls(500)
