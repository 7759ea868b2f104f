"""The rows of candidates, the shares that trees give them, and what is no candidate at all."""

from __future__ import annotations

import numpy as np
import pytest
import spacy

from newsparse.coref.antecedents import Ranker, choose, ranker
from newsparse.coref.candidate_features import FAR, NAMES, features
from newsparse.coref.candidates import Anaphor
from newsparse.coref.discourse_state import Focus
from newsparse.coref.documents import Document
from newsparse.coref.mentions import Form, name_at, phrase_at, pronoun_at
from newsparse.coref.referents import PERSON, Referent, referents
from newsparse.text.tokens import read_tokens
from newsparse.trees import SmallTrees, Trees
from newsparse.types import Entity, Mention
from tests.text.parsed import tagged

TOKENS = read_tokens(spacy.blank("en")("Ana Ruiz sat. Bo Lund left. She said no."))


def person(name: str, gender: str, at: int) -> Referent:
    return Referent(PERSON, Entity(f"E{at}", name, "PERSON", ()), gender, bool(gender), spots=[(at, at + 2)])  # type: ignore[arg-type]


def stump(column: str, limit: float, low: float, high: float) -> SmallTrees:
    """One question: whether a column is at most `limit`."""
    at = NAMES.index(column)
    return SmallTrees(
        Trees(
            np.array([[at, 0, 0]], np.int16),
            np.array([[limit, np.inf, np.inf]], np.float32),
            np.array([[1, 1, 2]], np.int16),
            np.array([[2, 1, 2]], np.int16),
            np.array([[0.0, low, high]], np.float32),
            0.0,
            2,
        )
    )


ANA, BO = person("Ana Ruiz", "f", 0), person("Bo Lund", "m", 4)
SHE = Anaphor(pronoun_at(TOKENS, 8), 8, 9, speaks=True)


def focus() -> Focus:
    made = Focus(TOKENS, {}, frozenset({8}), {})
    made.see(ANA, name_at(TOKENS, 0, 2, ANA))
    made.see(BO, name_at(TOKENS, 4, 6, BO))
    return made


def test_a_row_has_a_value_for_each_name() -> None:
    rows = features(SHE, [ANA, BO], focus())
    assert [len(row) for row in rows] == [len(NAMES)] * 2
    assert [row[NAMES.index("agrees")] for row in rows] == [1.0, -1.0]
    assert [row[NAMES.index("sentences")] for row in rows] == [2, 1]


@pytest.mark.parametrize(("least", "name"), [(0.5, "Ana Ruiz"), (0.99, None)])
def test_the_likeliest_is_chosen_where_it_is_likely_enough(least: float, name: str | None) -> None:
    trees = stump("agrees", 0.0, -3.0, 3.0)
    choice = choose(SHE, [ANA, BO], focus(), Ranker(trees, trees, least, least))
    assert (choice.referent.entity.name if choice.referent and choice.referent.entity else None) == name
    assert choice.sure == (pytest.approx(0.95, abs=0.01) if name else 0.0)


def test_no_candidate_is_nobody() -> None:
    assert choose(SHE, [], focus(), ranker()).referent is None


def test_shares_leave_room_for_nobody() -> None:
    rows = np.array(features(SHE, [ANA, BO], focus()))
    for form in (Form.PRONOUN, Form.PHRASE):
        shares, _ = ranker().weigh(form, rows)
        assert 0 < shares.sum() < 1


def test_who_spoke_before_is_a_turn_ago() -> None:
    told = focus()
    told.turns += [(0, ANA), (4, BO)]
    rows = features(SHE, [ANA, BO], told)
    assert [row[NAMES.index("turns")] for row in rows] == [1.0, 0.0]


def column(rows: list[list[float]], name: str) -> list[float]:
    return [row[NAMES.index(name)] for row in rows]


TOLD = read_tokens(spacy.blank("en")("Ana Ruiz met Bo Lund. The mayor of Cali spoke. The report said so."))


def test_what_stands_behind_the_head_tells_one_from_another() -> None:
    """ "The mayor of Cali" is whose role holds "Cali", beside another mayor."""
    ana, bo = person("Ana Ruiz", "f", 0), person("Bo Lund", "m", 3)
    ana.words, bo.words = frozenset({"mayor", "cali"}), frozenset({"mayor", "palmira"})
    phrase = phrase_at(TOLD, TOLD.words.index("mayor"), ())
    assert phrase is not None
    asked = Anaphor(phrase, phrase.first, TOLD.words.index("spoke"), speaks=True)
    rows = features(asked, [ana, bo], Focus(TOLD, {}, frozenset(), {}))
    assert column(rows, "after_same") == [1.0, 0.0]
    assert column(rows, "fuller") == [1.0, -1.0]


def test_who_wrote_a_document_and_since_when() -> None:
    ana, bo, cy = (person(name, "f", at) for name, at in (("Ana Ruiz", 0), ("Bo Lund", 3), ("Cy Dahl", 5)))
    ana.made["report"], bo.made["report"], cy.made["letter"] = True, False, False
    phrase = phrase_at(TOLD, TOLD.words.index("report"), (), source=True)
    assert phrase is not None
    made = Focus(TOLD, {}, frozenset(), {})
    made.documents["report"] = Document(ana, 0)
    rows = features(Anaphor(phrase, phrase.first, phrase.stop), [ana, bo, cy], made)
    assert column(rows, "author") == [3.0, 2.0, 1.0]
    assert column(rows, "author_since") == [2.0, FAR, FAR]


def test_a_phrase_in_passing_must_be_surer() -> None:
    phrase = phrase_at(TOLD, TOLD.words.index("mayor"), ())
    assert phrase is not None
    trees = stump("agrees", 0.0, -0.5, 0.0)  # 0.38 of one candidate
    by = Ranker(trees, trees, 0.36, 0.36)
    made = Focus(TOLD, {}, frozenset(), {})
    said, passing = (choose(Anaphor(phrase, 5, 7, speaks=speaks), [ANA], made, by) for speaks in (True, False))
    assert said.referent is ANA
    assert passing.referent is None


@pytest.mark.parametrize(
    ("called", "meant"), [("judge", False), ("lawyer", False), ("counsel", True), ("neighbour", True)]
)
def test_who_holds_another_office_is_not_meant_however_likely(called: str, meant: bool) -> None:
    tokens = tagged("Ruiz/NNP sat/VBD ./. The/DT prosecutor/NN spoke/VBD ./.")
    phrase = phrase_at(tokens, 4, ())
    assert phrase is not None
    who = Referent(PERSON, Entity("E1", "Ruiz", "PERSON", ()), nouns=frozenset({called}), spots=[(0, 1)])
    made = Focus(tokens, {}, frozenset(), {})
    made.see(who, name_at(tokens, 0, 1, who))
    sure = stump("speakers", -1.0, 3.0, 3.0)
    found = choose(Anaphor(phrase, 3, 5, speaks=True), [who], made, Ranker(sure, sure, 0.1, 0.1))
    assert found.referent is (who if meant else None)


@pytest.mark.parametrize(
    ("name", "noun", "meant"),
    [
        ("Halden Foods", "union", False),
        ("Boeing", "union", False),
        ("Boeing", "government", False),
        ("Oxfam", "charity", True),
        ("Manchester United", "party", False),
        ("Manchester United", "club", True),
        ("Vell Council", "hospital", False),
        ("Vell Council", "charity", True),
        ("Lumo", "hospital", True),
        ("Lumo", "government", False),
    ],
)
def test_an_organisation_is_not_called_by_what_it_is_not(name: str, noun: str, meant: bool) -> None:
    words = name.split()
    named = " ".join(f"{word}/NNP" for word in words)
    tokens = tagged(f"{named} paid/VBD ./. The/DT {noun}/NN spoke/VBD ./.")
    (spot,) = referents(tokens, [Entity("E1", name, "ORG", (Mention(name, 0, len(name), 1.0),))])
    head = tokens.words.index(noun)
    phrase = phrase_at(tokens, head, ())
    assert phrase is not None
    made = Focus(tokens, {}, frozenset(), {})
    made.see(spot.referent, spot)
    sure = stump("speakers", -1.0, 3.0, 3.0)
    found = choose(
        Anaphor(phrase, head - 1, head + 1, speaks=True), [spot.referent], made, Ranker(sure, sure, 0.1, 0.1)
    )
    assert found.referent is (spot.referent if meant else None)
