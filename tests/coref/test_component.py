"""Speakers resolved, on Docs and quotes made by hand, without tags and parse."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from newsparse import keys
from newsparse.coref.component import SpeakerResolver, resolve_pronouns
from newsparse.entities.component import EntityMerger
from newsparse.text.lines import paragraphs
from newsparse.types import BlockKind, Cue, Quote, Speaker, TextSpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

NLP = spacy.blank("en")


def marked(text: str, dateline: str = "", kinds: Sequence[BlockKind] = ()) -> Doc:
    """A Doc with names "[Oslo|LOC]", and each “quote” with the <source> that stands nearest in its paragraph; it may
    begin with a dateline, and its paragraphs may be of given kinds.
    """
    pieces: list[str] = []
    length, last = 0, 0
    names: list[tuple[int, int, str]] = []
    sources: list[tuple[int, int]] = []

    def put(piece: str) -> tuple[int, int]:
        nonlocal length
        pieces.append(piece)
        length += len(piece)
        return length - len(piece), length

    for match in re.finditer(r"<|>|\[([^\]]+)\|(\w+)\]", text):
        put(text[last : match.start()])
        last = match.end()
        if match[0] == "<":
            sources.append((length, length))
        elif match[0] == ">":
            sources[-1] = (sources[-1][0], length)
        else:
            names.append((*put(match[1]), match[2]))
    put(text[last:])
    doc = NLP("".join(pieces))
    spans = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in names]
    doc.set_ents([s for s in spans if s is not None])
    quotes = []
    for i, match in enumerate(re.finditer("“([^”]*)”", doc.text), 1):
        near = [s for s in sources if "\n\n" not in doc.text[min(s[0], match.end()) : max(s[0], match.start())]]
        source = min(near, key=lambda s: min(abs(s[0] - match.end()), abs(match.start() - s[1])), default=None)
        if source is not None and min(abs(source[0] - match.end()), abs(match.start() - source[1])) > 25:
            source = None
        speaker = Speaker(doc.text[source[0] : source[1]], *source) if source else None
        part = TextSpan(match[1], match.start(1), match.end(1))
        quotes.append(Quote(f"Q{i}", part.text, part.start, part.end, (part,), "direct", speaker=speaker))
    doc.user_data[keys.QUOTES] = tuple(quotes)
    if dateline:
        end, cut = len(doc.text), len(dateline)
        doc.user_data[keys.READING] = keys.Reading(kept=((0, end),), paragraphs=((0, cut), (cut + 1, end)))
    if kinds:
        kept = tuple(paragraphs(doc.text))
        doc.user_data[keys.READING] = keys.Reading(kept=kept, kinds=tuple(kinds))
    return SpeakerResolver()(EntityMerger()(doc))


def speakers(text: str, kinds: Sequence[BlockKind] = ()) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in keys.get(marked(text, kinds=kinds), keys.QUOTES)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“Yes,” said <[Ana Ruiz|PERSON]>. “No,” <[Ruiz|PERSON]> added.", ["Ana Ruiz", "Ana Ruiz"]),
        (
            "<[Hugh Hill|PERSON], a doctor>, said: “They need care.”\n\n“They will die,” <he> added.",
            ["Hugh Hill", "Hugh Hill"],
        ),
        ("In the summer [Joe Smith|PERSON] went away. <He> said, “I am going.”", ["Joe Smith"]),
        ("[Ana Ruiz|PERSON] met [Tom Lund|PERSON]. “Yes,” <she> said.", ["Ana Ruiz"]),
        ("[Ana Ruiz|PERSON], the envoy, sat down.\n\n“Yes,” <the envoy> said.", ["Ana Ruiz"]),
        ("The [Ministry of Health|ORG] closed. “Yes,” <the ministry> said.", ["Ministry of Health"]),
        ("The [Oslo Courier|ORG] closed. “Yes,” <the newspaper> wrote.", ["Oslo Courier"]),
        ("[Brandt GmbH|ORG] closed. “Yes,” <the company> said.", ["Brandt GmbH"]),
        ("The [Town Council|ORG] met. “Yes,” <a spokesman for the council> said.", [None]),
        ("“Yes,” <a lawyer for [Ana Ruiz|PERSON]> said.", [None]),
        ("“Yes,” <[Ana Ruiz|PERSON]'s lawyer> said.", [None]),
        ("“Yes,” <[Ana Ruiz|PERSON]'s lawyer, [Bo Lund|PERSON]> said.", ["Bo Lund"]),
        ("“Yes,” <[White House|ORG] officials> said.", [None]),
        ("“Yes,” <the [White House|ORG] on Tuesday> said.", ["White House"]),
        ("[Ana Ruiz|PERSON] met [Eva Lund|PERSON] and two others. “Yes,” <they> said.", [None]),
        ("[Ana Ruiz|PERSON], 34, sat down. “Yes,” <the 34-year-old> said.", ["Ana Ruiz"]),
        ("“Yes,” <I> said to [Ana Ruiz|PERSON].", [None]),
        ("<[Ana Ruiz|PERSON] and [Bo Lund|PERSON]> said “Yes.”", [None]),
        ("A man and a boy sat. “Yes,” <the man> said.", [None]),
        ("“Yes,” <Director of National Intelligence [Ellen Castell|PERSON]> said.", ["Ellen Castell"]),
        ("“Yes,” <the brother of Senator [Ellen Castell|PERSON]> said.", [None]),
        ("The judge ruled. Judge [Helena Strand|PERSON] left. “Yes,” <the judge> said.", ["Helena Strand"]),
        ("A judge ruled. Judge [Helena Strand|PERSON] left. A judge wept. “Yes,” <the judge> said.", [None]),
    ],
)
def test_sources(text: str, names: list[str | None]) -> None:
    assert speakers(text) == names


def test_floating_quotes() -> None:
    text = (
        "<[Paula Greer|PERSON]> said “it was late and wet.” “We left the car there.”\n\n“Nobody came to look for it.”"
    )
    assert speakers(text) == ["Paula Greer"] * 3


@pytest.mark.parametrize(
    ("before", "beside", "quote", "kind"),
    [
        ("[Per Holm|PERSON] spoke.", "[Ana Liu|PERSON] on Monday.", "“A brochure came,” <he> said.", "caption"),
        ("<[Per Holm|PERSON]> said “no wall came.”", "[Ana Liu|PERSON]/Agency", "“A brochure came.”", "caption"),
        ("[Per Holm|PERSON] put it simply:", "Photo: [Ana Liu|PERSON]", "“A brochure came.”", "caption"),
        ("<[Per Holm|PERSON]> said “no wall came.”", "A town divided", "“A brochure came.”", "subhead"),
        ("<[Per Holm|PERSON]> said “no wall came.”", "3 metres", "“A brochure came.”", "table"),
    ],
)
def test_what_stands_beside_the_text_leaves_the_speaker(before: str, beside: str, quote: str, kind: BlockKind) -> None:
    text = f"{before}\n\n{beside}\n\n{quote}"
    assert speakers(text, ("paragraph", kind, "paragraph"))[-1] == "Per Holm"


def test_a_floating_quote_points_at_a_mention() -> None:
    _, quote = keys.get(marked("<[Paula Greer|PERSON]> said “it was late and wet.” “We left the car.”"), keys.QUOTES)
    assert quote.speaker == Speaker("Paula Greer", 0, 11, "Paula Greer", "E1", "person")
    assert quote.confidence < 1


def test_quotes_stay_as_written_without_entities() -> None:
    (quote,) = keys.get(marked("“Yes,” <he> said."), keys.QUOTES)
    assert quote.speaker == Speaker("he", 7, 9)


def test_a_shared_surname_lowers_the_confidence() -> None:
    alone = keys.get(marked("[Ana Ruiz|PERSON] sat. “Yes,” <[Ruiz|PERSON]> said."), keys.QUOTES)[0]
    shared = keys.get(marked("[Bo Ruiz|PERSON] and [Ana Ruiz|PERSON] sat. “Yes,” <[Ruiz|PERSON]> said."), keys.QUOTES)[
        0
    ]
    assert shared.confidence < alone.confidence


def test_reasons_are_logged() -> None:
    doc = marked("[Ana Ruiz|PERSON] sat. “Yes,” <she> said.")
    assert any(d.stage == "speakers" and "'she' is E1 'Ana Ruiz'" in d.note for d in doc.user_data[keys.DECISIONS])


def test_pronouns() -> None:
    doc = marked("[Alex Mathews|PERSON] loves [Martha Bell|PERSON]. She loves [Jake Hill|PERSON].")
    assert [entity for _, _, entity in resolve_pronouns(doc)] == ["E2"]


def test_zero_can_be_turned_off() -> None:
    doc = marked("[Paula Greer|PERSON] shook her head for a long while. “No comment.”")
    doc.user_data[keys.QUOTES] = tuple(
        Quote(q.id, q.text, q.start, q.end, q.parts, q.kind) for q in keys.get(doc, keys.QUOTES)
    )
    assert keys.get(SpeakerResolver(zero=False)(doc), keys.QUOTES)[0].speaker is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "[Ana Ruiz|PERSON]",
                "<he>",
                "“Yes”",
                "<they>",
                "said",
                ".",
                ",",
                "<the envoy>",
                "\n\n",
                "[Oslo|LOC]",
                "it",
            ]
        ),
        max_size=25,
    )
)
def test_anything_is_survived_and_offsets_hold(parts: list[str]) -> None:
    doc = marked(" ".join(parts))
    ids = {e.id for e in keys.get(doc, keys.ENTITIES)}
    for quote in keys.get(doc, keys.QUOTES):
        if quote.speaker is not None:
            assert doc.text[quote.speaker.start : quote.speaker.end] == quote.speaker.text
            assert (quote.speaker.entity is None) == (quote.speaker.name is None)
            assert quote.speaker.entity is None or quote.speaker.entity in ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An age in brackets or with a word before it.
        ("[Ana Ruiz|PERSON], aged 34, came.\n\n“No,” said <the 34-year-old>.", "Ana Ruiz"),
        ("[Ana Ruiz|PERSON], a 34-year-old nurse, came.\n\n“No,” said <the 34-year-old>.", "Ana Ruiz"),
        # Somebody without a name is the subject right before the pronoun.
        (
            "[Delia Fontaine|PERSON] runs it. [Fontaine|PERSON] came.\n\nA teenager was crying. “Thanks,” <she> said.",
            None,
        ),
        # Husband and wife by their titles.
        ("[Matthias|PERSON] and [Brigitte Hauser|PERSON] run it.\n\n“No,” said Mr <[Hauser|PERSON]>.", "Matthias"),
        (
            "[Matthias|PERSON] and [Brigitte Hauser|PERSON] run it.\n\n“No,” said Mrs <[Hauser|PERSON]>.",
            "Brigitte Hauser",
        ),
    ],
)
def test_people_called_by_what_the_text_says_of_them(text: str, expected: str | None) -> None:
    (quote,) = keys.get(marked(text), keys.QUOTES)
    assert quote.speaker.name == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Relations that are told, or likely.
        ("[Ana Ruiz|PERSON]'s husband, [Bo Lund|PERSON], sings. “He hums,” said <his wife>.", "Ana Ruiz"),
        (
            "[Eva Holm|PERSON] and [Olaf Holm|PERSON] run it. [Eva Holm|PERSON] sat. “Yes,” <her husband> said.",
            "Olaf Holm",
        ),
        # A name that speaks right after somebody nameless is theirs; one with a role of its own is not.
        ("The captain was the last.\n\n“Yes,” said <[Ana Ruiz|PERSON], a nurse>. “No,” <the captain> added.", None),
        ("[Bo Lund|PERSON] met the captain.\n\n“Yes,” <[Ana Ruiz|PERSON]> said. “No,” <the captain> added.", None),
        # An age of whom the text tells none; nouns that bring in somebody new.
        ("[Ana Ruiz|PERSON] was tired. “Yes,” <the 34-year-old> said.", "Ana Ruiz"),
        ("[Ana Ruiz|PERSON] was tired. “Yes,” <her singer> said.", None),
        ("[Ana Ruiz|PERSON] was tired. “Yes,” <the other singer> said.", None),
        ("[Ana Ruiz|PERSON] met [Eva Lund|PERSON]. “Yes,” <the judge> said.", None),
        # A trade that was told.
        ("[Ana Ruiz|PERSON], a singer, was tired. “Yes,” <the singer> said.", "Ana Ruiz"),
        (
            "[Bo Lund|PERSON] met [Olaf Holm|PERSON], a coach. [Lund|PERSON] sat. “Yes,” <his opponent> said.",
            "Olaf Holm",
        ),
        # Nobody rather than somebody whose given name speaks against the pronoun.
        ("[Ana Ruiz|PERSON] had left. A ship came. It rained. It snowed. “Yes,” <he> said.", None),
        # A name behind "named" is that of the one described.
        ("“Yes,” said <a man named [Bo Lund|PERSON]>.", "Bo Lund"),
        # Mentions within quotations do not make somebody likelier outside.
        (
            "[Bo Lund|PERSON] sat. [Olaf Holm|PERSON] stood. “[Lund|PERSON], [Lund|PERSON], [Lund|PERSON],” <he> said.",
            "Olaf Holm",
        ),
        # Whoever is only spoken of in direct speech does not speak outside it.
        ("[Ana Ruiz|PERSON] was tired. “My mother sang,” <she> said.", "Ana Ruiz"),
        ("The [Copper News Agency|ORG] came. “Yes,” <the agency> said.", "Copper News Agency"),
        # What backs somebody is not them, and nor is one of another gender by their title.
        ("The front was glad. “Yes,” said <the front, which backs [Ana Ruiz|PERSON]>.", None),
        ("Sir [Kit Lund|PERSON] sat. “Yes,” <she> said.", None),
        ("The owner, [Sundby Lines|ORG], was glad. “Yes,” said <the owner, [Sundby Lines|ORG]>.", "Sundby Lines"),
        ("“No,” said <the firm that sued [Brune|ORG]>.", None),
        # The last of several names in a description is the one that speaks.
        ("“No,” said <the man who sued [Bo Lund|PERSON], [Ana Ruiz|PERSON]>.", "Ana Ruiz"),
        ("“No,” said <[Pasadena|PERSON] planet hunter [Ivo Brandt|PERSON]>.", "Ivo Brandt"),
        # Capitals are no pronouns, and "which" is nobody's blood.
        ("“No,” said <[WHO|ORG]>.", "WHO"),
        ("[Martin Tarr|PERSON]'s blood, <which> said “No.”", None),
        ("[Nisha Amad|PERSON] met a refugee <who> said “No.”", None),
        ("[Nisha Amad|PERSON] may speak for those <who> said “No.”", None),
        ("[Nisha Amad|PERSON] thanked everyone <who> said “No.”", None),
        # Words for one office.
        ("The ruler, Oba [Jimoh Balogun|PERSON], came. “No,” said <the monarch>.", "Jimoh Balogun"),
        ("[Ivo Brandt|PERSON] sued. The justice, [Jo Hale|PERSON], frowned. “No,” said <the judge>.", "Jo Hale"),
        ("“No,” said <Leader of the Opposition [Kavita Rane|PERSON] of the [Jan Dal Party|ORG]>.", "Kavita Rane"),
        # Firms by their trade.
        ("[Brune|ORG] met [Coral Equities|ORG]. “No,” said <the brokerage>.", "Coral Equities"),
        ("[Umbila Retail Group|ORG] lost [Brandt GmbH|ORG]. “No,” said <the grocer>.", None),
        # Who is named in a quote does not speak it, unless the name only tells of a thing.
        ("[Kit Farr|PERSON] sat. [Farr|PERSON] stood. “[Farr|PERSON]'s shop is open,” <he> said.", "Kit Farr"),
        # One of a people or a party; the whole of it is nobody in particular.
        ("[Lars Holm|PERSON] took the lead. “Nothing was left,” <the [Dane|NORP]> said.", "Lars Holm"),
        ("Senator [Jo Hale|PERSON] was against it. “No,” <the [Republican|NORP]> said.", "Jo Hale"),
        ("[Ana Ruiz|PERSON] went to Osaka. “No,” <the [Japanese|NORP]> said.", None),
        ("[Ana Ruiz|PERSON] went to Osaka. “No,” <[Republicans|NORP]> said.", None),
        # A document names its author, its owner or who issued it.
        ("[Ana Ruiz|PERSON] sat. “Wells are dry,” said <the [Vell Institute|ORG]'s latest report>.", "Vell Institute"),
        ("[Ana Ruiz|PERSON] sat. “Wells are dry,” said <a [Vell Institute|ORG] report>.", "Vell Institute"),
        ("[Ana Ruiz|PERSON] sat. “Wells are dry,” said <a survey by the [Vell Institute|ORG]>.", "Vell Institute"),
        ("[Brune|ORG] sank. “Wells are dry,” said <a study>.", None),
        # A company near; no public body is one.
        ("[Vestby|ORG] fell in Oslo. “Sales are weak,” <the drugmaker> said.", "Vestby"),
        ("[Brune|ORG] met the [Ministry of Mines|ORG]. “No,” said <the firm>.", "Brune"),
        ("The [Lumen Association|ORG] met in Kigali. “No,” said <the drugmaker>.", None),
        # Several bodies are not one of them.
        ("[Brune|ORG], a firm, will merge with [Lumen|ORG]. “We save,” said <the firm>.", "Brune"),
        ("[Brune|ORG], a firm, will merge with [Lumen|ORG]. “We save,” said <the firms>.", None),
        # "A president" within speech is nobody whom the text goes on with.
        (
            "[Kofi Addo|PERSON], the president, spoke.\n\n“It befits a president.”\n\n“No,” <the president> said.",
            "Kofi Addo",
        ),
        # A relative of somebody without a name is nobody who has one.
        ("[Anna Weiss|PERSON] treated the boy. “I prayed,” said <the boy's mother>.", None),
        # "They" are several, or one of whom nothing tells that it is "he" or "she".
        ("[Stuart Farr|PERSON] rose early. [Farr|PERSON] sat. “We sing,” <they> said.", None),
        ("Mrs [Lund|PERSON] rose early. She sat. “We sing,” <they> said.", None),
        ("[Adam Teague|PERSON], who uses they/them pronouns, sat. “I sing,” <they> said.", "Adam Teague"),
        # Who is younger, or a deputy, is not who was called so.
        ("[Ivo Brandt|PERSON], a man of 66, sat. His son stood. “No,” said <the younger man>.", None),
        ("[Ana Ruiz|PERSON], the director, was away. “No,” said <the deputy director>.", None),
        ("[Ana Ruiz|PERSON], the deputy director, sat. “No,” said <the deputy director>.", "Ana Ruiz"),
        # A headline between the paragraphs brings nobody into focus.
        (
            "[Rolf Feld|PERSON] fled on foot.\n\n[Sorensen|PERSON] Equates Sacking To Judgment\n\n“No,” <he> said.",
            "Rolf Feld",
        ),
    ],
)
def test_people_called_otherwise(text: str, expected: str | None) -> None:
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(("inner", "name"), [("The singer", None), ("[Lund|PERSON]", "Bo Lund")])
def test_nobody_calls_himself_so_in_direct_speech(inner: str, name: str | None) -> None:
    doc = marked(f"[Bo Lund|PERSON] met [Ana Ruiz|PERSON], a singer. “{inner} said no,” <the singer> said.")
    at, end = doc.text.index("“") + 1, doc.text.index("no,")
    said = Quote(
        "Q2",
        "no",
        end,
        end + 2,
        (TextSpan("no", end, end + 2),),
        "indirect",
        speaker=Speaker(doc.text[at : end - 6], at, end - 6),
    )
    doc.user_data[keys.QUOTES] = (*keys.get(doc, keys.QUOTES), said)
    outer, nested = keys.get(SpeakerResolver()(doc), keys.QUOTES)
    assert (outer.speaker.name, nested.speaker.name) == ("Ana Ruiz", name)


def test_who_is_named_in_the_dateline_alone_is_nobody_else() -> None:
    text = "QUITO ([Andes News Agency|ORG]) — “Two bridges fell,” said <the transport agency>."
    for dateline, name in (("", "Andes News Agency"), ("QUITO (Andes News Agency) —", None)):
        assert keys.get(marked(text, dateline), keys.QUOTES)[0].speaker.name == name


OFFICE = "“No,” <its finance director> said.\n\n“Yes,” said <[Ines Koll|PERSON], the company's finance director>."


def test_an_office_is_named_a_paragraph_later() -> None:
    assert speakers(OFFICE)[0] == "Ines Koll"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "[Leonie Dorn|PERSON] won. [Dorn|PERSON] spoke to [Piet Maas|PERSON].\n\nQ: Why now?\n\nA: It rains.",
            [None, "Leonie Dorn"],
        ),
        ("[Leonie Dorn|PERSON] founded the firm.\n\nQ: Why now?\n\nA: Because it rains.", [None, "Leonie Dorn"]),
        (
            "[Leonie Dorn|PERSON] and [Piet Maas|PERSON] founded the firm.\n\nQ: Why now?\n\nA: Because it rains.",
            [None, None],
        ),
    ],
)
def test_interviews(text: str, names: list[str | None]) -> None:
    doc = marked(text)
    turns = []
    for i, match in enumerate(re.finditer(r"^[QA](:) (.+)$", doc.text, re.MULTILINE), 1):
        part = TextSpan(match[2], match.start(2), match.end(2))
        cue = Cue(":", "say", match.start(1), match.end(1), False)
        turns.append(Quote(f"Q{i}", part.text, part.start, part.end, (part,), "direct", cue=cue))
    doc.user_data[keys.QUOTES] = tuple(turns)
    found = keys.get(SpeakerResolver()(doc), keys.QUOTES)
    assert [q.speaker.name if q.speaker else None for q in found] == names


def test_what_others_are_told_to_have_said_is_not_of_the_speaker_before() -> None:
    doc = marked("“It was mean,” <[Anna Kerr|PERSON]> said. “It was not,” the court heard.")
    before, heard = keys.get(doc, keys.QUOTES)
    at = doc.text.index("heard")
    heard = replace(heard, speaker=None, cue=Cue("heard", "hear", at, at + 5, False))
    doc.user_data[keys.QUOTES] = (before, heard)
    found = keys.get(SpeakerResolver()(doc), keys.QUOTES)
    assert [q.speaker.name if q.speaker else None for q in found] == ["Anna Kerr", None]
