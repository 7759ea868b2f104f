"""The model's spans and the typography together, on hand-made spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, SpanGroup

from newsparse import keys
from newsparse.quotes.component import QuoteFinder

if TYPE_CHECKING:
    from newsparse.types import Quote

NLP = spacy.blank("en")


def marked(text: str, *relations: dict[str, list[str]]) -> Doc:
    """A Doc with one relation for each mapping of role to the words of its spans."""
    doc = NLP(text)
    spans = []
    for number, relation in enumerate(relations):
        for role, wanted in relation.items():
            for words in wanted:
                start = text.index(words)
                span = doc.char_span(
                    start, start + len(words), label=role, span_id=str(number), alignment_mode="expand"
                )
                assert span is not None
                spans.append(span)
    doc.spans[keys.ATTRIBUTION] = SpanGroup(doc, spans=spans, attrs={"scores": [0.9] * len(spans)})
    return doc


def quotes(doc: Doc, attributions: str = "all") -> tuple[Quote, ...]:
    return keys.get(QuoteFinder(NLP, attributions=attributions)(doc), keys.QUOTES)


def test_a_content_that_meets_a_quoted_clause_takes_all_of_it() -> None:
    doc = marked(
        "“We lost the boat and the nets,” Aroha Ngata said.",
        {"CONTENT": ["We lost the boat"], "SOURCE": ["Aroha Ngata"], "CUE": ["said"]},
    )
    (quote,) = quotes(doc)
    assert (quote.text, quote.kind) == ("We lost the boat and the nets,", "direct")


def test_a_split_content_becomes_one() -> None:
    doc = marked(
        "The council said the bridge would stay shut until spring.",
        {"CONTENT": ["the bridge would", "stay shut until spring"], "SOURCE": ["The council"], "CUE": ["said"]},
    )
    assert [q.text for q in quotes(doc)] == ["the bridge would stay shut until spring"]


def test_one_cue_at_the_end_keeps_both_quotations() -> None:
    doc = marked(
        "“It was late,” and “nobody came to help,” said Aroha Ngata.",
        {"CONTENT": ["“It was late,” and “nobody came to help,”"], "SOURCE": ["Aroha Ngata"], "CUE": ["said"]},
    )
    assert {q.speaker.text for q in quotes(doc) if q.speaker} == {"Aroha Ngata"}


def test_the_second_sentence_continues_the_first() -> None:
    doc = marked(
        "“It was late,” Aroha Ngata said on Monday. “Nobody came to help.”",
        {"CONTENT": ["“It was late,”"], "SOURCE": ["Aroha Ngata"], "CUE": ["said"]},
    )
    assert [p.text for p in quotes(doc)[0].parts] == ["It was late,", "Nobody came to help."]


def test_an_attribution_inside_a_quoted_clause_is_nested() -> None:
    doc = marked(
        "“My father said the sea was kind,” Aroha Ngata recalled.",
        {"CONTENT": ["the sea was kind"], "SOURCE": ["My father"], "CUE": ["said"]},
        {"CONTENT": ["“My father said the sea was kind,”"], "SOURCE": ["Aroha Ngata"], "CUE": ["recalled"]},
    )
    assert [q.cue.lemma for q in quotes(doc) if q.cue] == ["recall"]


def test_marks_around_a_title_make_no_direct_speech() -> None:
    doc = marked(
        "Critics said the film “Long Winter” was dull.",
        {"CONTENT": ["the film “Long Winter” was dull"], "SOURCE": ["Critics"], "CUE": ["said"]},
    )
    assert [q.kind for q in quotes(doc)] == ["indirect"]


def test_intentions_are_left_out_of_statements() -> None:
    doc = marked(
        "The club wants a new stadium.", {"CONTENT": ["a new stadium"], "SOURCE": ["The club"], "CUE": ["wants"]}
    )
    assert quotes(doc, "statements") == ()
    assert [q.act for q in quotes(doc)] == ["intention"]


def test_every_quote_says_what_found_it() -> None:
    words, tags = ["“", "Soon", ",", "”", "said", "Aroha"], ["``", "RB", ",", "''", "VBD", "NNP"]
    spaces = [False, False, False, True, True, False]
    deps = ["punct", "advmod", "punct", "punct", "root", "nsubj"]
    QuoteFinder(NLP)(doc := Doc(NLP.vocab, words, spaces, tags=tags, heads=[4] * 6, deps=deps))
    rules = [decision.rule for decision in doc.user_data[keys.DECISIONS]]
    assert rules == ["content: quotation marks", "cue: cue after the quotation", "speaker: cue after the quotation"]


def test_boilerplate_is_not_read() -> None:
    text = "“We lost the boat,” said Aroha Ngata.\n\n“Read our offers today,” said the shop."
    doc = NLP(text)
    doc.user_data[keys.READING] = keys.Reading(kept=((0, text.index("\n")),))
    assert len(keys.get(QuoteFinder(NLP)(doc), keys.QUOTES)) == 1


def test_an_unknown_option_is_named() -> None:
    with pytest.raises(ValueError, match="attributions='most'"):
        QuoteFinder(NLP, attributions="most")


WORDS = [
    "said",
    "the",
    "mayor",
    "“",
    "”",
    '"',
    "'",
    "’",
    ".",
    ",",
    ":",
    "\n\n",
    "No",
    "Q",
    "A",
    "–",
    "from",
    "«",
    "according",
    "to",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_whatever_the_text_the_offsets_hold(text: str) -> None:
    for quote in keys.get(QuoteFinder(NLP, attributions="all")(NLP(text)), keys.QUOTES):
        for span in (*quote.parts, quote.speaker, quote.cue):
            assert span is None or (span.start < span.end and text[span.start : span.end] == span.text)


def test_who_is_asked_is_not_the_one_who_asks() -> None:
    doc = marked(
        "Asked about the fire, the envoy left.",
        {"CONTENT": ["about the fire"], "SOURCE": ["the envoy"], "CUE": ["Asked"]},
    )
    assert [q.speaker for q in quotes(doc)] == [None]
    doc = marked(
        "The envoy asked about the fire.", {"CONTENT": ["about the fire"], "SOURCE": ["The envoy"], "CUE": ["asked"]}
    )
    assert [q.speaker.text for q in quotes(doc) if q.speaker] == ["The envoy"]


def test_nobodys_words_hold_their_own_cue() -> None:
    text = "The harvest, Ana Ruiz said, is lost."
    doc = marked(
        text, {"CONTENT": ["The harvest, Ana Ruiz said, is lost"], "SOURCE": ["Ana Ruiz said"], "CUE": ["said"]}
    )
    (quote,) = quotes(doc)
    assert [part.text for part in quote.parts] == ["The harvest", "is lost"]
    assert quote.speaker is not None
    assert quote.speaker.text == "Ana Ruiz"


def test_marks_without_a_word_are_no_quote() -> None:
    assert quotes(marked("“/” said Ana Ruiz.", {"CONTENT": ["“/”"], "SOURCE": ["Ana Ruiz"], "CUE": ["said"]})) == ()


def test_heads_of_a_text_of_which_nothing_is_kept() -> None:
    doc = marked("It rained, Ana Ruiz said.", {"CONTENT": ["It rained"], "SOURCE": ["Ana Ruiz"], "CUE": ["said"]})
    doc.user_data[keys.READING] = keys.Reading(kept=())
    quotes(doc)
