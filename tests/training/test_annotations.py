"""The notation, the checks, the agreement and the store of annotated news, on a text of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from training.annotations import agreement, checks, notation, store, texts
from training.annotations.notation import Attribution

TEXT = """Ferry stranded off Vava'u

Harbour master Sione Latu said the ferry “will float tonight,” though “nobody should bet on it.” Latu's deputy agreed.

“We slept on deck,” Ana Moala, 31, told Radio Tonga on Monday. “It was warm.” She said that Latu had warned the crew.

The line denied wrongdoing. A report by Lloyd's says the buoy was dark."""
SOURCE = texts.Source("naeb/ferry", TEXT, date(2025, 3, 12))
LINES = """
# as a reader writes it
E latu PERSON - Sione Latu / Latu
E moala PERSON - Ana Moala
E radio ORG - Radio Tonga
E lloyds ORG - Lloyd's
A 2 mixed statement | the ferry "will ... tonight," + "nobody ... it." | Harbour master Sione Latu | said | latu
A 3 direct statement | “We slept on deck,” + “It was warm.” | Ana Moala | told | moala | to=Radio Tonga
A 3 indirect statement | Latu had warned the crew | She | said | moala
A 3 ind stat | the crew | Latu | had warned | latu | neg
A 4 indirect statement | wrongdoing | The line | denied | -
A 4 indirect finding | the buoy was dark | A report by Lloyd's | says | - | for=lloyds
D 3 | Monday | 2025-03-10
"""


def read(lines: str, source: texts.Source = SOURCE) -> tuple[notation.Annotation, list[str]]:
    return notation.read(lines.splitlines(), source)


def shown(spans: tuple[notation.Span, ...]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


def test_an_annotation_is_translated_into_offsets() -> None:
    found, faults = read(LINES)
    assert faults == []
    assert [shown(each.content) for each in found.attributions[:3]] == [
        ["the ferry “will float tonight", "nobody should bet on it."],
        ["We slept on deck", "It was warm."],
        ["Latu had warned the crew"],
    ]
    assert shown(found.attributions[0].source) == ["Harbour master Sione Latu"]
    assert found.attributions[1].addressee is not None
    assert shown((found.attributions[1].addressee,)) == ["Radio Tonga"]
    assert found.attributions[3].negated
    assert found.attributions[5].principal == "lloyds"
    assert found.dates == [notation.Day(found.dates[0].span, date(2025, 3, 10), date(2025, 3, 10))]
    assert list(checks.faults(found, SOURCE)) == []


def test_a_form_stands_for_all_its_occurrences_that_no_longer_one_covers() -> None:
    found, _ = read(LINES)
    latu = found.entities[0]
    assert shown(latu.mentions) == ["Sione Latu", "Latu", "Latu"]
    assert shown(found.entities[3].mentions) == ["Lloyd's"]


def test_a_form_in_a_web_address_is_no_mention() -> None:
    source = texts.Source("naeb/x", "https://news.example/Latu-speaks\n\nLatu spoke.")
    found, _ = notation.read(["E latu PERSON - Latu"], source)
    assert found.entities[0].mentions == ((34, 38),)


def test_forms_may_be_bound_to_paragraphs() -> None:
    found, faults = read("E a PERSON - Latu@2\nE b PERSON - Latu!2")
    assert faults == []
    numbers = [[TEXT[:start].count("\n\n") + 1 for start, _ in each.mentions] for each in found.entities]
    assert numbers == [[2, 2], [3]]


def test_the_nearest_cue_and_source_are_taken() -> None:
    text = "Rain fell, he said. He said he saw it, and she said he slept."
    found, faults = read("A 1 i s | he slept | she | said | -", texts.Source("naeb/x", text))
    assert faults == []
    (said,) = found.attributions
    assert text[said.cue[0][0] - 4 : said.cue[0][1]] == "she said"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("A 2 spoken statement | the ferry | - | - | -", "none of direct, indirect, mixed"),
        ("A 2 i s | the whale | - | - | -", "stands 0 times in paragraph 2"),
        ("A 9 i s | the ferry | - | - | -", "no paragraph 9; the last is 4"),
        ("A 2 i s | the ferry #2 | - | - | -", "stands 1 times in paragraph 2, not 2"),
        ("A 2 i s | the ferry | The whale | - | -", "does not stand beside its content"),
        ("A 2 i s | the ferry | - | - | - | loud", "nothing is called 'loud'"),
        ("E a PERSON - Sina Latu", "does not stand in the text as a word"),
        ("E a SHIP - Latu", "no label 'SHIP'"),
        ("D 3 | Monday | 2025-03-10 | 2025-03-09", "last day is before the first"),
        ("Q nothing", "a line begins with"),
        ("S 1 statement -", "there are 0 attributions"),
    ],
)
def test_what_cannot_be_read_is_told(line: str, message: str) -> None:
    _, faults = read(line)
    assert len(faults) >= 1
    assert message in faults[0]


def test_given_attributions_take_their_class_and_speaker() -> None:
    said = texts.polnear.Attribution(((27, 52),), ((53, 57),), ((58, 94),))
    source = replace(SOURCE, attributions=(said,))
    found, faults = read("E latu PERSON - Latu\nS 1 statement latu; neg", source)
    assert faults == []
    assert found.attributions == [
        Attribution(((58, 94),), "mixed", "statement", ((27, 52),), ((53, 57),), ("latu",), None, True)
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“We slept on deck,”", "direct"),
        ("We slept on deck,", "direct"),
        ("the ferry “will float tonight", "mixed"),
        ("Latu had warned", "indirect"),
    ],
)
def test_the_kind_goes_by_the_marks(content: str, kind: str) -> None:
    start = TEXT.index(content)
    assert notation.kind_of(TEXT, ((start, start + len(content)),)) == kind


def test_faults_are_found() -> None:
    found, _ = read(LINES)
    assert list(checks.faults(found, replace(SOURCE, text="Another."))) == [
        "the text is not the one that was annotated"
    ]
    found.attributions.append(Attribution(((58, 70), (65, 80)), "mixed", "statement", ((58, 62),), (), ("nobody",)))
    told = " ".join(checks.faults(found, SOURCE))
    for fault in ("no entity has the key 'nobody'", "content overlaps itself", "overlaps its source or cue"):
        assert fault in told


def test_names_of_the_corpus_without_an_entity_are_told() -> None:
    start = TEXT.index("Vava'u")
    source = replace(SOURCE, entities=((start, start + 6, "LOC"), (27, 34, "MISC")))
    found, _ = read(LINES, source)
    assert list(checks.warnings(found, source)) == ['a name of the corpus without an entity: "Vava\'u" (LOC)']


def test_the_listing_shows_each_item_in_its_place() -> None:
    found, _ = read(LINES)
    lines = "\n".join(checks.listing(found, SOURCE))
    assert "mixed statement: Sione Latu <- Harbour master Sione Latu | said" in lines
    assert "⟦We slept on deck⟧,” Ana Moala, 31, told Radio Tonga on Monday. “⟦It was warm.⟧" in lines
    assert "DATE 2025-03-10: " in lines
    assert "Lloyd's" in lines


def test_readers_who_agree_and_who_do_not() -> None:
    one, _ = read(LINES)
    other, _ = read(
        LINES.replace("E latu", "E sione")
        .replace("| latu", "| sione")
        .replace("A 4 indirect finding", "A 4 indirect topic")
    )
    assert set(agreement.agreement([(one, one)]).values()) == {1.0}
    figures = agreement.agreement([(one, other)])
    assert figures["contents"] == pytest.approx(2 * 5 / 11)
    assert figures["classes"] == pytest.approx(5 / 6)
    assert figures["speakers"] == figures["labels"] == figures["days"] == 1.0
    third, _ = read(
        LINES.replace("| She | said | moala", "| She | said | latu").replace("D 3 | Monday | 2025-03-10", "")
    )
    figures = agreement.agreement([(one, third)])
    assert figures["speakers"] == pytest.approx(5 / 6)
    assert figures["days"] == 0.0


def test_stored_annotations_come_back(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = read(LINES)
    dropped, _ = notation.read(["X a recipe"], replace(SOURCE, id="naeb/soup"), lot=2)
    store.save("naeb", [dropped, found], tmp_path)
    assert store.load("naeb", tmp_path) == [found, dropped]
    stored = (tmp_path / "naeb.jsonl").read_text("utf8")
    assert "We slept" not in stored
    assert store.load("wcxb", tmp_path) == []


def test_documents_are_given_by_part_and_refused_where_their_text_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = read(LINES)
    monkeypatch.setattr(store, "_everything", lambda: (found, replace(found, reader=2)))
    monkeypatch.setattr(store, "source", lambda _folder, _name: SOURCE)
    mine = texts.part("naeb/ferry")
    assert list(store.documents(None, mine)) == [(SOURCE, found)]
    assert list(store.documents(None, *({*texts.PARTS} - {mine}))) == []
    assert list(store.documents(None, mine, lots=(1,))) == [(SOURCE, found)]
    assert list(store.documents(None, mine, lots=(2, 3))) == []
    assert store.held_out() == (frozenset() if mine == "train" else {"naeb/ferry"})
    monkeypatch.setattr(store, "source", lambda _folder, _name: replace(SOURCE, text="Another."))
    with pytest.raises(store.ChangedTextError, match="naeb/ferry is not the text"):
        list(store.documents(None))


def test_parts_are_spread_by_the_hash_of_the_name() -> None:
    parts = [texts.part(f"naeb/{number}") for number in range(2000)]
    shares = [parts.count(name) / 2000 for name in texts.PARTS]
    assert shares == pytest.approx([0.6, 0.2, 0.2], abs=0.03)


@pytest.mark.parametrize(
    ("written", "day"),
    [("x/2019/nov/18/y", date(2019, 11, 18)), ("2024-02-30", None), ("a/2024/02/03", date(2024, 2, 3)), ("none", None)],
)
def test_days_in_addresses(written: str, day: date | None) -> None:
    assert texts.day_in(written) == day


def test_all_stored_annotations_are_sound() -> None:
    """Without the texts: keys resolve, spans are in order, nothing is left of any text but names."""
    for name in texts.CORPORA:
        for each in store.load(name):
            keys = {entity.key for entity in each.entities}
            assert len(keys) == len(each.entities), each.id
            assert {key for said in each.attributions for key in said.speakers} <= keys, each.id
            spans = [span for entity in each.entities for span in entity.mentions]
            spans += [span for said in each.attributions for span in (*said.content, *said.source, *said.cue)]
            assert all(0 <= start < end for start, end in spans), each.id
            assert all(day.first is None or day.first <= (day.last or day.first) for day in each.dates), each.id
