"""Bounds on work: what a parser and the model are given. Work is counted, never timed."""

from __future__ import annotations

import random

import pytest

import newsparse
from newsparse.bounded import BoundedTokenizer
from newsparse.sources import bounds, read
from newsparse.tokenizer import make_tokenizer

STORY = "".join(
    f"<p>The new bridge over the river Lode opened on Monday, {n} weeks before the day that the city had named.</p>"
    for n in range(12)
)


@pytest.mark.parametrize("one", [" a{}=1", " a{}", ' a{}=">"', " a{}='<b>'", "/a{}", "\na{} = x"])
@pytest.mark.parametrize("end", [">x", ""])
def test_attributes_are_bounded(one: str, end: str) -> None:
    flood = "<p" + "".join(one.format(n) for n in range(20_000)) + end
    bound, (told,) = bounds.markup(f"<b class=x>{flood}")
    assert len(bound) < 20 * bounds.MOST_ATTRIBUTES
    assert bound.startswith("<b class=x><p")
    assert bound.endswith(end)
    assert told.startswith("1 tags of the page have more than 500 attributes")


@pytest.mark.parametrize(
    "page", ["<p title='it is > here'>x</p>", '<img src="data:' + "A " * 9000 + '">', "a < b" * 999]
)
def test_other_markup_is_as_it_was(page: str) -> None:
    assert bounds.markup(page) == (page, ())


@pytest.mark.parametrize("seed", range(3))
def test_random_bytes_are_no_text(seed: int) -> None:
    pytest.importorskip("lxml")
    data = random.Random(seed).randbytes(3000)
    assert "no page" in read({"html": data})[1].warnings[0]
    text = data.decode("latin-1")
    same, reading = read(text)
    assert (same, reading.kept) == (text, ())
    assert reading.warnings[0].startswith("the text is no text: ")


def test_a_few_control_characters_are_no_matter() -> None:
    assert bounds.no_text("Ada Obi\x00 said: \x00“Yes.”\x07" + "\x01" * 4) is None
    assert bounds.no_text("a\x0cb\x1b[0m" * 50) is None


def test_signs_are_left_out_where_there_are_many() -> None:
    story = "The mayor left.\n\nThe council stayed.\n\n"
    rule = "* * *\n\n"
    assert bounds.unread(story + rule, [(0, 15), (39, 44)], of_page=False) == {}
    text = story + "<" * 3000 + "\n\n" + rule
    same, reading = read(text)
    assert same == text
    assert [text[a:b] for a, b in reading.kept] == ["The mayor left.", "The council stayed."]
    assert "3005 characters of the text were not read: signs without words" in reading.warnings
    assert [d.rule for d in reading.decisions].count("signs without words") == 2
    assert sum(b - a for a, b in read(text, clean=False)[1].kept) > 3000


def test_endless_paragraphs_of_a_page_are_left_out() -> None:
    pytest.importorskip("lxml")
    page = f"<html><body><article>{STORY}<p>{'word and ' * 12_000}</p></article></body></html>"
    text, reading = read({"html": page})
    assert max(b - a for a, b in reading.kept) < 1000
    assert sum(b - a for a, b in reading.kept) > 1000
    assert any("longer than any paragraph of a page" in warning for warning in reading.warnings)
    assert len(text) > 100_000
    assert len(read("word and " * 12_000)[1].kept) == 1


@pytest.mark.parametrize("unit", ["<", "&#", "'\"", "!?", "“”"])
def test_a_long_run_of_signs_is_few_tokens(unit: str) -> None:
    tokenize = BoundedTokenizer(make_tokenizer(newsparse.load().vocab))
    text = f"Ada left. {unit * 5000} See a{unit * 5000}b."
    doc = tokenize(text)
    assert doc.text == text
    assert len(doc) < 450  # of what begins with a letter, 400 characters are divided as ever
