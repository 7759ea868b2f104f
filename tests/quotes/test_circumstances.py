"""To whom, where and on which day something was said, on words made by hand: with a parse and without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import spacy
from spacy.tokens import Doc

from newsparse.quotes.circumstances import with_circumstances
from newsparse.quotes.lexicon import listed
from newsparse.text.tokens import read_tokens
from newsparse.types import Cue, DateMention, Quote, Speaker, TextSpan

NLP = spacy.blank("en")
MONDAY = date(2024, 3, 4)


@dataclass
class Case:
    """A text with the words of its cue, source, content and dates; the first of each in the text."""

    text: str
    cue: str
    lemma: str
    content: str
    source: str | None = None
    day: str | None = None


def place(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def quote_of(case: Case) -> Quote:
    text = case.text
    part = TextSpan(case.content, *place(text, case.content))
    who = Speaker(case.source, *place(text, case.source)) if case.source else None
    cue = Cue(case.cue, case.lemma, *place(text, case.cue))
    return Quote("Q1", part.text, part.start, part.end, (part,), "direct", speaker=who, cue=cue)


def found(case: Case, doc: Doc | None = None) -> tuple[str | None, str | None, date | None]:
    days = []
    if case.day is not None:
        days = [DateMention(case.day, *place(case.text, case.day), "DATE", "2024-03-04", MONDAY, MONDAY)]
    quote = with_circumstances(read_tokens(doc or NLP(case.text)), quote_of(case), days)
    for span in (quote.addressee, quote.medium):
        assert span is None or case.text[span.start : span.end] == span.text
    return (
        quote.addressee.text if quote.addressee else None,
        quote.medium.text if quote.medium else None,
        quote.said_on,
    )


SAID = ("said", "say", "We won")
TOLD = ("told", "tell", "We won")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case("“We won,” Ama Boateng told reporters.", *TOLD, "Ama Boateng"), ("reporters", None, None)),
        (Case("“We won,” Ama Boateng told the jury.", *TOLD, "Ama Boateng"), ("the jury", None, None)),
        (Case("“We won,” he told Reuters.", *TOLD, "he"), ("Reuters", "Reuters", None)),
        (Case("“We won,” he said in a statement.", *SAID, "he"), (None, "in a statement", None)),
        (Case("“We won,” he said on X.", *SAID, "he"), (None, "on X", None)),
        (Case("“We won,” he said on Facebook.", *SAID, "he"), (None, "on Facebook", None)),
        (
            Case("“We won,” said Jun Sato at a news conference.", *SAID, "Jun Sato"),
            (None, "at a news conference", None),
        ),
        (Case("“We won,” Jun Sato said in court.", *SAID, "Jun Sato"), (None, "in court", None)),
        (Case("In a letter, the union said “We won”.", *SAID, "the union"), (None, "In a letter", None)),
        (Case("“We won,” he said on Monday.", *SAID, "he", "Monday"), (None, None, MONDAY)),
        (Case("“We won,” he told reporters on Monday.", *TOLD, "he", "Monday"), ("reporters", None, MONDAY)),
        (Case("“We won,” Jun Sato on Monday said.", *SAID, "Jun Sato", "Monday"), (None, None, MONDAY)),
        (Case("“We won,” he said in a statement on Monday.", *SAID, "he", "Monday"), (None, "in a statement", MONDAY)),
        (
            Case(
                "“We won” is what a poll released Monday showed.",
                "showed",
                "show",
                "We won",
                "a poll released Monday",
                "Monday",
            ),
            (None, None, MONDAY),
        ),
        (Case("“We won,” he said to the mayor.", *SAID, "he"), ("the mayor", None, None)),
        (Case("“We won on Monday,” he said.", *SAID, "he", "Monday"), (None, None, None)),  # what was said
        (Case("“We won in a statement,” he said.", *SAID, "he"), (None, None, None)),
        (Case("“We won,” he said in anger.", *SAID, "he"), (None, None, None)),
        (Case("“We won,” he said. On Monday it rained.", *SAID, "he", "Monday"), (None, None, None)),
        (Case("“We won,” he said in March.", *SAID, "he"), (None, None, None)),
    ],
)
def test_without_a_parse(case: Case, expected: tuple[str | None, str | None, date | None]) -> None:
    if case.content not in case.text.split("”")[0] + "”":
        raise AssertionError(case)
    assert found(case) == expected


Row = tuple[str, str, int, str]


def parsed(rows: list[Row]) -> Doc:
    words = [row[0] for row in rows]
    spaces = [after[0] not in ",.”" and word != "“" for word, after in zip(words, [*words[1:], "."], strict=True)]
    return Doc(
        NLP.vocab,
        words=words,
        spaces=spaces,
        tags=[row[1] for row in rows],
        heads=[row[2] for row in rows],
        deps=[row[3] for row in rows],
    )


def test_the_subject_of_a_passive_is_told() -> None:
    doc = parsed(
        [
            ("Residents", "NNS", 2, "nsubj:pass"),
            ("were", "VBD", 2, "aux:pass"),
            ("told", "VBN", 2, "ROOT"),
            ("the", "DT", 4, "det"),
            ("dam", "NN", 5, "nsubj"),
            ("held", "VBD", 2, "ccomp"),
        ]
    )
    assert found(Case(doc.text, "were told", "tell", "the dam held"), doc) == ("Residents", None, None)


def test_who_is_urged_to_do_it_is_told() -> None:
    rows = [
        ("She", "PRP", 1, "nsubj"),
        ("urged", "VBD", 1, "ROOT"),
        ("the", "DT", 3, "det"),
        ("council", "NN", 1, "obj"),
        ("to", "TO", 5, "mark"),
        ("pay", "VB", 1, "xcomp"),
    ]
    doc = parsed(rows)
    assert found(Case(doc.text, "urged", "urge", "the council to pay", "She"), doc) == ("the council", None, None)
    story = parsed(
        [("She", "PRP", 1, "nsubj"), ("told", "VBD", 1, "ROOT"), ("a", "DT", 3, "det"), ("lie", "NN", 1, "obj")]
    )
    assert found(Case(story.text, "told", "tell", "a lie", "She"), story) == (None, None, None)


def test_a_day_of_another_clause_is_none() -> None:
    doc = parsed(
        [
            ("Sato", "NNP", 6, "nsubj"),
            (",", ",", 3, "punct"),
            ("who", "WP", 3, "nsubj"),
            ("left", "VBD", 0, "acl:relcl"),
            ("Monday", "NNP", 3, "obl"),
            (",", ",", 3, "punct"),
            ("said", "VBD", 6, "ROOT"),
            ("no", "UH", 6, "obj"),
        ]
    )
    assert (
        found(Case(doc.text, "said", "say", "no", "Sato , who left Monday".replace(" ,", ","), "Monday"), doc)[2]
        is None
    )


@pytest.mark.parametrize(("latest", "said_on"), [(None, MONDAY), (MONDAY, MONDAY), (MONDAY - timedelta(1), None)])
def test_nothing_was_said_after_the_last_day_of_writing(latest: date | None, said_on: date | None) -> None:
    case = Case("Sato said on Monday “We won”.", *SAID, "Sato", "Monday")
    days = [DateMention("Monday", *place(case.text, "Monday"), "DATE", "2024-03-04", MONDAY, MONDAY)]
    assert with_circumstances(read_tokens(NLP(case.text)), quote_of(case), days, latest).said_on == said_on


def test_without_a_cue_nothing_is_told() -> None:
    quote = Quote("Q1", "We won", 1, 7, (TextSpan("We won", 1, 7),), "direct")
    assert with_circumstances(read_tokens(NLP("“We won” in a statement.")), quote, []) is quote


def test_the_lists_are_sorted() -> None:
    for kind in ("telling", "to", "on", "hearers", "media", "platforms"):
        assert listed(kind)
