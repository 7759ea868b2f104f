"""A stage that fails costs its own results: every stage made to fail, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import spacy

import newsparse
from newsparse import NewsparseError, StageError, cli, keys
from newsparse.batch import run
from newsparse.batch.command import told
from newsparse.coref import component as speakers
from newsparse.dates.component import DateFinder
from newsparse.entities.component import EntityMerger
from newsparse.guard import Guard, is_failure
from newsparse.quotes.component import QuoteFinder
from newsparse.sources import boilerplate, dateline, language
from newsparse.sources.page import article as page_article
from newsparse.tagger import component as tagger

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from newsparse.types import Article

TEXT = 'Ada Obi said on 2 May 2025: "We will come back." She left Accra.'
PAGE = "\n\n".join([TEXT, "Read more", "The road to Kumasi was closed. " * 5, "Comments (4)", "Share", "Sign up"])


def fail(*_: Any, **__: Any) -> Any:
    raise KeyError("asked to fail")


def found(article: Article) -> dict[str, bool]:
    return {
        "entities": bool(article.entities),
        "dates": bool(article.dates),
        "quotes": bool(article.quotes),
        "speakers": any(quote.speaker and quote.speaker.name for quote in article.quotes),
    }


# The stage, what is made to fail in it, and the results that are lost with it.
STAGES = {
    "entities": (EntityMerger, "build", {"entities", "speakers"}),
    "dates": (DateFinder, "match", {"dates"}),
    "quotes": (QuoteFinder, "find", {"quotes", "speakers"}),
    "speakers": (speakers, "resolve_quotes", {"speakers"}),
}
READING = {
    "boilerplate": (boilerplate, "judge"),
    "dateline": (dateline, "find"),
    "language": (language, "identify"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_the_other_stages_stay(
    stage: str,
    rules_nlp: Language,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    check_article: Any,
) -> None:
    owner, name, lost = STAGES[stage]
    whole = newsparse.extract(TEXT, model=rules_nlp)
    assert all(found(whole).values())
    monkeypatch.setattr(owner, name, fail)
    article = check_article(newsparse.extract(TEXT, strict=False, model=rules_nlp))
    assert {kind for kind, there in found(article).items() if not there} == lost
    assert len(article.warnings) == len(whole.warnings) + 1
    assert repr(stage) in article.warnings[-1]
    assert "KeyError: 'asked to fail'" in article.warnings[-1]
    assert is_failure(article.warnings[-1])
    assert [(record.name, bool(record.exc_info)) for record in caplog.records] == [("newsparse", True)]


@pytest.mark.parametrize("stage", STAGES)
def test_strict_raises(stage: str, rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, _ = STAGES[stage]
    monkeypatch.setattr(owner, name, fail)
    with pytest.raises(StageError, match=f"'{stage}'.*asked to fail") as raised:
        newsparse.extract(TEXT, strict=True, model=rules_nlp)
    assert isinstance(raised.value.__cause__, KeyError)
    with pytest.raises(StageError, match=f"record 1: .*'{stage}'") as raised:
        list(newsparse.extract_many([TEXT], strict=True, model=rules_nlp))
    assert isinstance(raised.value.__cause__, StageError)
    kept = list(newsparse.extract_many([TEXT, TEXT], strict=False, model=rules_nlp))
    assert [len(each.warnings) for each in kept] == [1, 1]


def test_load_decides_for_texts_given_to_the_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("capital_tagger")
    monkeypatch.setattr(DateFinder, "match", fail)
    assert "'dates'" in newsparse.load(nlp, strict=False)(TEXT)._.article.warnings[-1]
    with pytest.raises(StageError, match="'dates'"):
        newsparse.load(nlp, strict=True)(TEXT)


@pytest.mark.parametrize("stage", READING)
def test_reading(stage: str, rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*READING[stage], fail)
    article = newsparse.extract(PAGE, strict=False, model=rules_nlp)
    assert repr(stage) in article.warnings[-1]
    assert article.people
    assert article.text == PAGE
    with pytest.raises(StageError, match=repr(stage)):
        newsparse.extract(PAGE, strict=True, model=rules_nlp)


def test_a_page_that_cannot_be_read(rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_article, "read", fail)
    article = newsparse.extract({"html": "<p>Yes</p>", "title": "T"}, strict=False, model=rules_nlp)
    assert (article.text, article.title, is_failure(article.warnings[-1])) == ("", "T", True)


@pytest.mark.model
def test_without_the_tagger(monkeypatch: pytest.MonkeyPatch, check_article: Any) -> None:
    monkeypatch.setattr(tagger, "annotate", fail)
    article = check_article(newsparse.extract(TEXT, strict=False))
    assert [is_failure(warning) for warning in article.warnings] == [True]
    assert [day.value for day in article.dates] == ["2025-05-02"]
    assert article.entities == ()


def test_what_was_half_written_is_taken_back(rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    write = DateFinder.set_annotations

    def half(self: DateFinder, doc: Doc, days: Any) -> None:
        write(self, doc, days)
        fail()

    monkeypatch.setattr(DateFinder, "set_annotations", half)
    article, decisions = newsparse.api.explain(TEXT, strict=False, model=rules_nlp)
    assert article.dates == ()
    assert not [each for each in decisions if each.stage == "dates"]
    assert [each for each in decisions if each.stage == "quotes"]


def test_components_of_the_user_raise_an_error_of_newsparse(rules_nlp: Language) -> None:
    with pytest.raises(NewsparseError, match="ValueError: asked to fail") as raised:
        newsparse.extract("FAIL HERE", model=rules_nlp)
    assert isinstance(raised.value.__cause__, ValueError)


def test_a_guard_lets_errors_of_newsparse_pass() -> None:
    def wrong() -> int:
        raise newsparse.InputError("no source")

    guard = Guard()
    with pytest.raises(newsparse.InputError):
        guard.attempt("stage", 0, wrong)
    assert guard.attempt("stage", 0, int, "x") == 0
    assert guard.attempt("stage", 0, int, "7") == 7
    assert len(guard.failures) == 1


def test_batch_counts_incomplete_articles(rules_nlp: Language, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    match = DateFinder.match

    def sometimes(self: DateFinder, doc: Doc) -> Any:
        return fail() if "Obi" in doc.text else match(self, doc)

    monkeypatch.setattr(DateFinder, "match", sometimes)
    for name, text in {"a": TEXT, "b": "It rained on Monday."}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    inputs = str(tmp_path / "*.txt")
    summary = run(inputs, tmp_path / "out.jsonl", strict=False, model=rules_nlp)
    assert (summary.records, summary.failed, summary.incomplete) == (2, 0, 1)
    assert "0 failed, 1 without the results of a stage" in told(summary)
    assert run(inputs, tmp_path / "out.jsonl", strict=False, model=rules_nlp).incomplete == 1  # nothing left to do
    kept = run(inputs, tmp_path / "strict.jsonl", strict=True, on_error="record", model=rules_nlp)
    assert (kept.records, kept.failed, kept.incomplete) == (2, 1, 0)


def test_the_command_tells_an_internal_error_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cli.COMMANDS, "schema", ("help", cli.COMMANDS["schema"][1], fail))
    assert cli.main(["schema"]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "internal error (KeyError: 'asked to fail')" in error


def test_failures_travel_with_a_doc(rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    from spacy.tokens import Doc as Empty

    monkeypatch.setattr(DateFinder, "match", fail)
    doc = newsparse.load(rules_nlp, strict=False)(TEXT)
    newsparse.load(rules_nlp)
    again = Empty(rules_nlp.vocab).from_bytes(doc.to_bytes())
    assert keys.get(again, keys.FAILURES) == keys.get(doc, keys.FAILURES) != ()
