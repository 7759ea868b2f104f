"""The component on Docs made by hand."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.tokens import Doc, Span

import newsparse
from newsparse import keys, types
from newsparse.dates import component  # noqa: F401  (registers the factory)


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("newsparse_dates")
    return nlp


def read(nlp: spacy.Language, text: str, **fields: object) -> Doc:
    doc = nlp.make_doc(text)
    kept = fields.pop("kept", ((0, len(text)),))
    doc.user_data[keys.READING] = keys.Reading(kept=kept, **fields)  # type: ignore[arg-type]
    return nlp(doc)


def test_leaves_mentions(nlp: spacy.Language) -> None:
    doc = read(nlp, "It opens late next week.", published=date(2025, 7, 16))
    (mention,) = keys.get(doc, keys.DATES)
    assert (mention.text, mention.type, mention.value) == ("late next week", "DATE", "2025-W30")
    assert (mention.first_day, mention.last_day) == (date(2025, 7, 25), date(2025, 7, 27))
    assert doc.text[mention.start : mention.end] == mention.text


def test_leaves_spans_and_decisions(nlp: spacy.Language) -> None:
    doc = read(nlp, "It opened in May 2020.", published=date(2025, 7, 16))
    (span,) = doc.spans["newsparse_dates"]
    assert (span.text, span.label_, span.id_) == ("May 2020", "DATE", "2020-05")
    (decision,) = doc.user_data[keys.DECISIONS]
    assert (decision.stage, decision.rule, decision.note) == ("dates", "month year", "2020-05")


def test_works_without_a_reading(nlp: spacy.Language) -> None:
    (mention,) = keys.get(nlp("He left yesterday."), keys.DATES)
    assert (mention.value, mention.first_day, mention.last_day) == ("XXXX-XX-XX", None, None)


def test_ignores_what_is_not_kept(nlp: spacy.Language) -> None:
    text = "Posted 5 May 2020\nHe died in 1999."
    doc = read(nlp, text, kept=((18, len(text)),))
    assert [m.text for m in keys.get(doc, keys.DATES)] == ["1999"]


def test_empty_text(nlp: spacy.Language) -> None:
    assert keys.get(nlp(""), keys.DATES) == ()


def test_no_spans_when_not_wanted() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("newsparse_dates", config={"spans_key": None})
    assert "newsparse_dates" not in nlp("in 1999").spans


def test_reads_tags_and_entities(nlp: spacy.Language) -> None:
    words = ["The", "board", "shut", "it", "Friday", "."]
    tags = ["DT", "NN", "VBD", "PRP", "NNP", "."]
    doc = Doc(nlp.vocab, words=words, tags=tags)
    doc.user_data[keys.READING] = keys.Reading(kept=((0, len(doc.text)),), published=date(2025, 7, 16))
    (mention,) = keys.get(nlp.get_pipe("newsparse_dates")(doc), keys.DATES)
    assert mention.first_day == date(2025, 7, 11)


def test_a_year_that_ends_a_name_is_part_of_it(nlp: spacy.Language) -> None:
    doc = nlp.make_doc("The Water Act 1998 was passed in 1998.")
    doc.set_ents([Span(doc, 1, 4, label="MISC")])
    doc.user_data[keys.READING] = keys.Reading(kept=((0, len(doc.text)),))
    (mention,) = keys.get(nlp.get_pipe("newsparse_dates")(doc), keys.DATES)
    assert (mention.text, mention.start) == ("1998", 33)


def test_reads_the_countries_of_places() -> None:
    nlp = spacy.blank("en")
    doc = nlp.make_doc("In Ottawa, Thanksgiving was wet.")
    doc.user_data[keys.READING] = keys.Reading(kept=((0, len(doc.text)),), published=date(2025, 10, 20))
    mention = types.Mention("Ottawa", 3, 9, 1.0)
    doc.user_data[keys.ENTITIES] = (types.Entity("e1", "Ottawa", "GPE", (mention,), country="CA"),)
    (found,) = keys.get(nlp.add_pipe("newsparse_dates")(doc), keys.DATES)
    assert found.first_day == date(2025, 10, 13)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Storm kills four\n\nRescuers on Sunday pulled two men from the river.", date(2025, 6, 8)),
        ("The government published a plan on Monday.", date(2025, 6, 9)),
        ("They plan a vote on Monday.", date(2025, 6, 16)),
    ],
)
def test_the_tense_of_its_own_sentence_decides(text: str, day: date) -> None:
    (mention,) = newsparse.extract(text, published="2025-06-11", clean=False).dates
    assert mention.first_day == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They hosted the 2030 Nordic Women's Cup in May 2031.", ["May 2031"]),
        ("They won at the 2030 Quito Olympics.", []),
        ("They met in 2030 in Rome. Cup finals followed.", ["2030"]),
    ],
)
def test_the_year_of_a_competition_is_no_date(nlp: spacy.Language, text: str, found: list[str]) -> None:
    assert [m.text for m in keys.get(read(nlp, text), keys.DATES)] == found


def test_the_verb_may_is_no_month(nlp: spacy.Language) -> None:
    doc = nlp.make_doc("They fear that this may fail")
    for token, tag in zip(doc, ["PRP", "VBP", "IN", "DT", "MD", "VB"], strict=True):
        token.tag_ = tag
    assert keys.get(nlp(doc), keys.DATES) == ()
