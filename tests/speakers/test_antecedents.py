"""The rows of candidates, the shares that trees give them, and what is no candidate at all."""

from __future__ import annotations

import numpy as np
import pytest

from newsparse.names import Tokens
from newsparse.speakers.anaphora import NAMES, PHRASE, PRONOUN, Anaphor, Story, features
from newsparse.speakers.antecedents import Ranker, choose, ranker
from newsparse.speakers.cast import PERSON, Referent
from newsparse.trees import Trees
from newsparse.types import Entity

WORDS = ["Ana", "Ruiz", "sat", ".", "Bo", "Lund", "left", ".", "She", "said", "no", "."]


def tokens() -> Tokens:
    text = " ".join(WORDS)
    starts = [len(" ".join(WORDS[:i])) + (i > 0) for i in range(len(WORDS))]
    ends = [start + len(word) for start, word in zip(starts, WORDS, strict=True)]
    sentences = [0] * 4 + [1] * 4 + [2] * 4
    return Tokens(text, WORDS, [w.lower() for w in WORDS], starts, ends, [""] * 12, [], [], sentences, [0] * 12)


def person(name: str, gender: str, at: int, sentence: int) -> Referent:
    entity = Entity(f"E{at}", name, "PERSON", ())
    seen = Referent(PERSON, entity, gender, bool(gender), sentence=sentence, token=at, role="s", count=1)  # type: ignore[arg-type]
    seen.outside, seen.outside_count, seen.spots = (sentence, at, "s"), 1, [(at, at + 2)]
    return seen


def stump(column: str, limit: float, low: float, high: float) -> Trees:
    """One question: whether a column is at most `limit`."""
    at = NAMES.index(column)
    return Trees(
        np.array([[at, 0, 0]], np.int16),
        np.array([[limit, np.inf, np.inf]], np.float32),
        np.array([[1, 1, 2]], np.int16),
        np.array([[2, 1, 2]], np.int16),
        np.array([[0.0, low, high]], np.float32),
        0.0,
        2,
    )


ANA, BO = person("Ana Ruiz", "f", 0, 0), person("Bo Lund", "m", 4, 1)
SHE = Anaphor(PRONOUN, 8, 8, 9, "s", -1, "f", speaks=True)


def story() -> Story:
    return Story(tokens(), {}, frozenset({8}))


def test_a_row_has_a_value_for_each_name() -> None:
    rows = features(SHE, [ANA, BO], story())
    assert [len(row) for row in rows] == [len(NAMES)] * 2
    assert [row[NAMES.index("agrees")] for row in rows] == [1.0, -1.0]
    assert [row[NAMES.index("sentences")] for row in rows] == [2, 1]


@pytest.mark.parametrize(("least", "name"), [(0.5, "Ana Ruiz"), (0.99, None)])
def test_the_likeliest_is_chosen_where_it_is_likely_enough(least: float, name: str | None) -> None:
    trees = stump("agrees", 0.0, -3.0, 3.0)
    choice = choose(SHE, [ANA, BO], story(), Ranker(trees, trees, (least, least)))
    assert (choice.referent.entity.name if choice.referent and choice.referent.entity else None) == name
    assert choice.sure == (pytest.approx(0.95, abs=0.01) if name else 0.0)


def test_no_candidate_is_nobody() -> None:
    assert choose(SHE, [], story(), ranker()).referent is None


def test_shares_leave_room_for_nobody() -> None:
    rows = np.array(features(SHE, [ANA, BO], story()))
    for form in (PRONOUN, PHRASE):
        shares, _ = ranker().weigh(form, rows)
        assert 0 < shares.sum() < 1


def test_who_spoke_before_is_a_turn_ago() -> None:
    told = story()
    told.turns += [(0, ANA), (4, BO)]
    rows = features(SHE, [ANA, BO], told)
    assert [row[NAMES.index("turns")] for row in rows] == [1.0, 0.0]
