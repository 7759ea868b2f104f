"""extract, extract_many and load, over a pipeline that needs no model."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsparse
from newsparse import InputError, ModelError, NewsparseError
from newsparse.defaults import BATCH_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

SAID = 'Ada Obi said: "We will come back." She left.'


def test_extract(rules_nlp: Language, check_article: Any) -> None:
    found = check_article(newsparse.extract(SAID, id="r", title="t", published="2025-07-13", url="u", model=rules_nlp))
    assert (found.text, found.id, found.title, found.published, found.url) == (SAID, "r", "t", date(2025, 7, 13), "u")
    assert [person.name for person in found.people] == ["Ada Obi"]
    assert [quote.text for quote in found.quotes_by("Obi")] == ["We will come back."]
    assert found.body[0].text == SAID
    assert found.model == "en_pipeline 0.0.0"


def test_a_mapping_is_a_record(rules_nlp: Language) -> None:
    record = {"text": SAID, "id": 7, "published": datetime(2025, 7, 13, 23, tzinfo=timezone.utc), "other": object()}
    found = newsparse.extract(record, model=rules_nlp)
    assert (found.id, found.published) == ("7", date(2025, 7, 13))
    assert newsparse.extract(record, published="2024-01-02", model=rules_nlp).published == date(2024, 1, 2)


def test_pipeline_gives_the_same_article(rules_nlp: Language) -> None:
    assert rules_nlp(SAID)._.article == newsparse.extract(SAID, model=rules_nlp)


@pytest.mark.parametrize(
    "source", [None, b"bytes", 5, 1.5, {}, {"title": "t"}, {"text": 5}, {"text": b"x"}, ["text"], object()]
)
def test_what_is_no_source(source: Any, rules_nlp: Language) -> None:
    with pytest.raises(InputError, match="wanted is"):
        newsparse.extract(source, model=rules_nlp)


@pytest.mark.parametrize("published", ["soon", "2025-13-01", "03/07/2025", "2025-07", 2025, b"2025-07-13", True])
def test_what_is_no_day(published: Any, rules_nlp: Language) -> None:
    with pytest.raises(InputError, match="published"):
        newsparse.extract("x", published=published, model=rules_nlp)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t ", "\u3000"])
def test_no_text_is_no_error(text: str, rules_nlp: Language, check_article: Any) -> None:
    found = check_article(newsparse.extract(text, model=rules_nlp))
    assert found.text == text
    assert (found.entities, found.quotes, found.dates) == ((), (), ())
    assert "empty" in " ".join(found.warnings)


HARD = {
    "nul": "Ada Obi\x00 said: \x00“Yes, we will.”\x00",
    "lone surrogates": "\ud800Ada Obi\udfff said: “We \ud83d\ude00 will.” \udc00",
    "crlf": "Ada Obi said:\r\n\r\n“We will\r\ngo.”\r\n",
    "emoji": "👩‍👩‍👧 Ada Obi said: “We 🎉 will 🇿🇲.” 😀",
    "right to left": "قالت Ada Obi: “نعم” \u202eעברית\u202c “כן”",
    "one long line": "Ada Obi said it was over. " * 20,
    "no spaces": "a" * 50_000,
    "quotation marks": '"' * 20_000,
    "curly marks": "“‘" * 5_000 + "”’" * 5_000,
    "combining": "e\u0301" * 100 + " \ufeff \u200b “x\u0301”",
}


@pytest.mark.parametrize("name", HARD)
def test_hard_text(name: str, rules_nlp: Language, check_article: Any) -> None:
    found = check_article(newsparse.extract(HARD[name], published="2025-01-01", model=rules_nlp))
    assert found.text == HARD[name]


MARKS = [
    '"',
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "—",
    ",",
    ".",
    ":",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    "\x00",
    "\ud800",
    "\u202e",
]
WORDS = ["Ada Obi", "he", "said", "denied that", "according to", "Mr", "Monday", "2025", "last week", "😀", "<b>", "Q:"]
pieces = st.sampled_from([*MARKS, *WORDS])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(text=st.lists(pieces | st.text(st.characters(), max_size=4), max_size=40).map(" ".join))
def test_invariants_hold_for_any_text(text: str, rules_nlp: Language, check_article: Any) -> None:
    found = check_article(newsparse.extract(text, published="2025-03-05", attributions="all", model=rules_nlp))
    assert found.text == text


def test_html_as_text_warns(rules_nlp: Language) -> None:
    found = newsparse.extract("<!DOCTYPE html><html><body><p>Hello there.</p></body></html>", model=rules_nlp)
    assert any("html" in warning.lower() for warning in found.warnings)


def test_attributions(rules_nlp: Language) -> None:
    text = "Ada Obi said that the road was open. Ada Obi wants to close the bridge."
    every = newsparse.extract(text, attributions="all", model=rules_nlp)
    some = newsparse.extract(text, attributions="statements", model=rules_nlp)
    assert {quote.act for quote in some.quotes} <= {"statement", "belief"}
    assert set(some.quotes) <= set(every.quotes)
    with pytest.raises(InputError, match="attributions"):
        newsparse.extract(text, attributions="some", model=rules_nlp)  # type: ignore[arg-type]


def test_gender_from_names_is_asked_for(rules_nlp: Language) -> None:
    text = "Elizabeth Moreau said that the road was open."
    for wanted, gender in ((False, None), (True, "female")):
        article = newsparse.extract(text, gender_from_names=wanted, model=rules_nlp)
        (many,) = newsparse.extract_many([text], gender_from_names=wanted, model=rules_nlp)
        assert [person.gender for person in article.people] == [gender]
        assert many == article
    asked = newsparse.load(with_stand_in(), gender_from_names=True)
    assert asked(text)._.article.people[0].gender == "female"


def with_stand_in() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("capital_tagger")
    return nlp


def test_a_quotation_and_a_dash_that_nothing_follows(rules_nlp: Language, check_article: Any) -> None:
    article = check_article(newsparse.extract('" 0 " —', clean=False, model=rules_nlp))
    assert all(quote.speaker is None for quote in article.quotes)


def test_facts_around_a_quote(rules_nlp: Language, check_article: Any) -> None:
    text = 'Mrs Ada Obi told reporters on Monday: "We won." "No," said an official, who asked not to be named.'
    article = check_article(newsparse.extract(text, published="2024-03-06", clean=False, model=rules_nlp))
    told, denied = article.quotes
    assert article.people[0].gender == "female"
    assert told.addressee is not None
    assert told.addressee.text == "reporters"
    assert told.said_on == date(2024, 3, 4)
    assert told.speaker is not None
    assert told.speaker.kind == "person"
    assert denied.speaker is not None
    assert denied.speaker.kind == "unnamed person"
    assert denied.speaker.anonymity is not None
    assert denied.speaker.anonymity.text == "who asked not to be named"


class TestMany:
    def test_order_and_kinds_of_source(self, rules_nlp: Language) -> None:
        found = list(newsparse.extract_many(["a", {"text": "b", "id": "x"}, "c"], model=rules_nlp))
        assert [(each.text, each.id) for each in found] == [("a", None), ("b", "x"), ("c", None)]
        assert list(newsparse.extract_many([], model=rules_nlp)) == []

    def test_same_as_extract(self, rules_nlp: Language) -> None:
        texts = [f"{SAID} {number}" for number in range(40)]
        many = list(newsparse.extract_many(texts, published="2025-07-13", model=rules_nlp))
        assert many == [newsparse.extract(text, published="2025-07-13", model=rules_nlp) for text in texts]

    def test_is_lazy(self, rules_nlp: Language) -> None:
        taken: list[int] = []

        def records() -> Iterator[str]:
            for number in range(1000):
                taken.append(number)
                yield "x"

        found = newsparse.extract_many(records(), model=rules_nlp)
        assert taken == []
        next(found)
        assert len(taken) == BATCH_SIZE
        found.close()  # type: ignore[attr-defined]

    def test_long_articles_come_alone(self, rules_nlp: Language) -> None:
        taken: list[int] = []

        def records() -> Iterator[str]:
            for number in range(9):
                taken.append(number)
                yield "word " * 30_000

        next(newsparse.extract_many(records(), model=rules_nlp))
        assert taken == [0]

    def test_raise_gives_what_was_before(self, rules_nlp: Language) -> None:
        found = newsparse.extract_many(["a", {"id": "bad"}, "c"], model=rules_nlp)
        assert next(found).text == "a"
        with pytest.raises(InputError, match=r"record 2 \(id 'bad'\)"):
            next(found)

    def test_record_goes_on(self, rules_nlp: Language) -> None:
        records = ["a", None, {"text": "x FAIL HERE", "id": 3, "title": "t"}, {"text": "d", "published": "soon"}, "e"]
        found = list(newsparse.extract_many(records, on_error="record", model=rules_nlp))
        assert [each.text for each in found] == ["a", "", "x FAIL HERE", "d", "e"]
        assert (found[2].id, found[2].title, found[2].entities) == ("3", "t", ())
        assert "record 2" in found[1].warnings[0]
        assert found[2].warnings == ("record 3 (id 3): ValueError: asked to fail",)
        assert "soon" in found[3].warnings[0]

    def test_a_failing_pipeline_is_named(self, rules_nlp: Language) -> None:
        with pytest.raises(NewsparseError, match="record 1: ValueError: asked to fail"):
            list(newsparse.extract_many(["FAIL HERE"], model=rules_nlp))

    @pytest.mark.parametrize("wrong", [{"n_process": 0}, {"batch_size": 0}, {"on_error": "ignore"}, {"n_process": "2"}])
    def test_wrong_options_fail_at_once(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InputError, match=next(iter(wrong))):
            newsparse.extract_many(["a"], **wrong)

    def test_one_text_is_one_record(self, rules_nlp: Language) -> None:
        assert [each.text for each in newsparse.extract_many("abc", model=rules_nlp)] == ["abc"]
        assert [each.text for each in newsparse.extract_many({"text": "abc"}, model=rules_nlp)] == ["abc"]
        with pytest.raises(InputError, match="iterable"):
            newsparse.extract_many(None)  # type: ignore[arg-type]

    def test_memory_zone_of_the_user(self, rules_nlp: Language) -> None:
        with rules_nlp.memory_zone():
            assert len(list(newsparse.extract_many(["a", "b"], model=rules_nlp))) == 2
            assert newsparse.extract("a", model=rules_nlp).text == "a"


class TestLoad:
    def test_what_is_no_model(self, tmp_path: Any) -> None:
        for model in ("no_such_model", str(tmp_path / "absent"), tmp_path / "absent"):
            with pytest.raises(ModelError, match="model"):
                newsparse.load(model)
        with pytest.raises(ModelError, match="wanted is"):
            newsparse.load(5)  # type: ignore[arg-type]

    def test_an_empty_directory_is_no_model(self, tmp_path: Any) -> None:
        with pytest.raises(ModelError):
            newsparse.load(tmp_path)

    def test_components_that_lack_are_named(self) -> None:
        with pytest.raises(ModelError, match=r"ner.*parser"):
            newsparse.load(spacy.blank("en"))
        nlp = spacy.blank("en")
        nlp.add_pipe("entity_ruler")
        with pytest.raises(ModelError, match="no parser"):
            newsparse.load(nlp)

    def test_the_users_components_stay(self) -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("capital_tagger")
        nlp.add_pipe("sentencizer")
        assert newsparse.load(nlp) is nlp
        assert newsparse.load(nlp, clean=False) is nlp
        assert nlp.pipe_names == [
            "newsparse_reader",
            "capital_tagger",
            "sentencizer",
            "newsparse_entities",
            "newsparse_dates",
            "newsparse_quotes",
            "newsparse_speakers",
        ]

    def test_a_saved_pipeline_loads(self, rules_nlp: Language, tmp_path: Any) -> None:
        rules_nlp.to_disk(tmp_path / "saved")
        again = newsparse.load(tmp_path / "saved")
        assert again(SAID)._.article == rules_nlp(SAID)._.article

    @pytest.mark.parametrize("threads", [0, -1, "2"])
    def test_threads(self, threads: Any) -> None:
        with pytest.raises(InputError, match="threads"):
            newsparse.load(threads=threads)


def test_tables_are_many_articles(rules_nlp: Language) -> None:
    pandas = pytest.importorskip("pandas")
    texts = [f"Ada Obi said: “Number {number}.”" for number in range(300)]
    table = pandas.DataFrame({"body": texts, "guid": range(300), "date": "Sun, 13 Jul 2025 10:00:00 GMT", "desk": "x"})
    found = list(newsparse.extract_many(table, model=rules_nlp))
    assert [(each.text, each.id) for each in found] == [(text, str(n)) for n, text in enumerate(texts)]
    assert str(found[0].published) == "2025-07-13"
    assert found[0].warnings == ()
    arrow = pytest.importorskip("pyarrow").Table.from_pandas(table[:3])
    assert list(newsparse.extract_many(arrow, model=rules_nlp)) == found[:3]
    with pytest.raises(InputError, match="no column of the table holds the text"):
        newsparse.extract_many(table[["guid", "desk"]])
    with pytest.raises(InputError, match="extract_many takes a table"):
        newsparse.extract(table)
    assert newsparse.extract(table.iloc[0].to_dict(), model=rules_nlp).text == texts[0]


def test_explain_is_public(rules_nlp: Language) -> None:
    article, decisions = newsparse.explain("Ada Obi said: “We will go.”", model=rules_nlp)
    assert article.quotes
    assert all(isinstance(each, newsparse.Decision) for each in decisions)
    assert "quotes" in {each.stage for each in decisions}
