"""What a worker does: results and forms are the library's."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import newsparse
from newsparse.outputs import WRITERS
from newsparse.outputs.frame import COLUMNS
from newsparse.serve import jobs
from newsparse.serve.accept import FORMS
from newsparse.serve.jobs import Answer, Job, Refusal, answer, written
from newsparse.work import Options

if TYPE_CHECKING:
    from spacy.language import Language

    from newsparse.types import Article

OPTIONS = Options()
RECORD = {"text": "“The dam holds,” said Farida Noor on Monday.", "published": "2025-07-16", "id": 4}


def test_the_article_is_the_librarys(rules_nlp: Language) -> None:
    found = answer(rules_nlp, Job(RECORD, OPTIONS))
    assert isinstance(found, Answer)
    assert newsparse.Article.from_json(found.body) == newsparse.extract(RECORD, model=rules_nlp)


def test_a_check_is_the_librarys(rules_nlp: Language) -> None:
    found = answer(rules_nlp, Job(RECORD, OPTIONS, claim={"quote": "The dam holds", "speaker": "Farida Noor"}))
    assert isinstance(found, Answer)
    article = newsparse.extract(RECORD, model=rules_nlp)
    wanted = newsparse.check("The dam holds", "Farida Noor", articles=article)
    assert newsparse.QuoteCheck.from_json(found.body) == wanted


@pytest.mark.parametrize("form", sorted(set(FORMS.values()) - {"csv"}))
def test_forms_are_those_of_the_writers(article: Article, form: str) -> None:
    assert written(article, form).decode() == WRITERS[form](article)


def test_the_other_forms(article: Article) -> None:
    assert written(article, "line") == article.to_json().encode()
    fragment = written(article, "fragment").decode()
    assert fragment.startswith('<section class="newsparse"')
    assert "<style" not in fragment
    odd = replace(article, title="=SUM(A1)")
    [header, row] = csv.reader(io.StringIO(written(odd, "csv", "articles").decode()))
    assert tuple(header) == COLUMNS["articles"]
    assert row[header.index("title")] == "'=SUM(A1)"


def test_what_no_utf8_can_hold() -> None:
    text = "a \ud800 b"
    assert newsparse.Article.from_json(written(newsparse.Article(text), "line")).text == text


def test_what_is_wrong_with_a_record(rules_nlp: Language) -> None:
    found = answer(rules_nlp, Job({"text": "a", "published": "soon"}, OPTIONS))
    assert isinstance(found, Refusal)
    assert found.problem == "invalid"
    assert "'published' is 'soon'" in found.detail
    found = answer(rules_nlp, Job(RECORD, OPTIONS, claim={"quote": "?!"}))
    assert isinstance(found, Refusal)
    assert (found.problem, "no words" in found.detail) == ("invalid", True)


def test_a_stage_that_fails(rules_nlp: Language) -> None:
    bad = {"text": "FAIL HERE."}
    found = answer(rules_nlp, Job(bad, OPTIONS))
    assert isinstance(found, Refusal)
    assert found.problem == "failed"
    assert "asked to fail" not in found.detail


def test_an_error_of_ours_is_a_place_in_the_code(rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: Any) -> None:
        raise KeyError("words of the article")

    monkeypatch.setattr(jobs, "written", fail)
    found = answer(rules_nlp, Job(RECORD, OPTIONS))
    assert isinstance(found, Refusal)
    assert found.detail == "internal error (KeyError)"
    assert found.where[-1].endswith(" fail")
    assert "words" not in "".join(found.where)
