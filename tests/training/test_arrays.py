"""Texts as arrays, and the windows and batches that are cut from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from training import arrays
from training.arrays import Alphabet, Texts
from training.batches import LONGEST, Packing, batches, endless
from training.labels import IGNORE

if TYPE_CHECKING:
    from pathlib import Path

ALPHABET = Alphabet(101, 102, 103, ((7, 8),))


def test_prepared_arrays_come_back(texts: dict[str, Texts], tmp_path: Path) -> None:
    sets = np.eye(3, dtype=bool)
    arrays.write_texts(tmp_path, texts, sets)
    found, table = arrays.read_texts(tmp_path)
    assert np.array_equal(table, sets)
    for name, wanted in texts.items():
        assert all(np.array_equal(getattr(found[name], each), getattr(wanted, each)) for each in arrays.FIELDS)
        assert found[name].labels.keys() == wanted.labels.keys()
        assert all(np.array_equal(found[name].labels[key], values) for key, values in wanted.labels.items())


def test_weights_come_back_from_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "PART", 100)
    weights = {name: np.full((5, 6), number / 8) for number, name in enumerate("abcde")}
    with pytest.raises(FileNotFoundError, match="no weights-1"):
        arrays.read_weights(tmp_path)
    arrays.write_weights(tmp_path, weights.items())
    assert len(list(tmp_path.iterdir())) == 5
    found = arrays.read_weights(tmp_path)
    assert all(np.array_equal(found[name], values) for name, values in weights.items())


def test_an_inventory_comes_back(tmp_path: Path) -> None:
    arrays.write_inventory(tmp_path, shape={"width": 8}, labels={"upos": ["X"]}, alphabet=ALPHABET, trained=True)
    found = arrays.read_inventory(tmp_path)
    assert found["alphabet"] == ALPHABET
    assert found["shape"] == {"width": 8}
    assert found["trained"] is True


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_every_word_is_in_one_window(texts: dict[str, Texts], seed: int | None) -> None:
    for each in texts.values():
        packing = Packing(each)
        cut = packing.groups(600, None if seed is None else np.random.default_rng(seed))
        windows = [window for group in cut for window in group]
        words = sorted(word for window in windows for start, end in window for word in range(start, end))
        assert words == list(range(len(each.counts)))
        assert max(map(packing.size, windows)) <= LONGEST


def test_a_batch_has_the_pieces_of_each_word(texts: dict[str, Texts], named: list[tuple[int, ...]]) -> None:
    batch = next(batches(texts["entities"], 300, ALPHABET))
    for word, wanted in enumerate(named):
        first, last = batch.first[0, word], batch.last[0, word]
        assert tuple(batch.pieces[0, first : last + 1]) == wanted
    size = sum(map(len, named))
    assert batch.pieces[0, 0] == ALPHABET.begin
    assert batch.pieces[0, size + 1] == ALPHABET.separator
    assert np.array_equal(batch.pieces, batch.whole)
    assert np.array_equal(batch.cases, batch.whole_cases)
    assert (batch.labels["entities"][batch.word_mask == 0] == IGNORE).all()


def test_heads_become_places_in_the_window(texts: dict[str, Texts]) -> None:
    batch = next(batches(texts["syntax"], 40, ALPHABET))
    assert batch.labels["head"][0].tolist() == [3, 3, 0, 5, 3, 3, 11, 9, 11, 11, 3, 3]


def test_a_varied_batch_has_the_words_as_they_stand_beside_it(texts: dict[str, Texts]) -> None:
    batch = next(endless(texts["news"], 900, ALPHABET, seed=4, skip=0))
    masked = batch.pieces == ALPHABET.mask
    assert 0.05 < masked[batch.mask == 1].mean() < 0.3
    assert np.array_equal(batch.pieces[~masked], batch.whole[~masked])


def test_quotation_marks_change_their_style_together(texts: dict[str, Texts]) -> None:
    stream = endless(texts["attribution"], 200, ALPHABET, seed=4, skip=0)
    found = [batch for batch, _ in zip(stream, range(60), strict=False) if 7 in batch.pieces]
    assert found
    assert all((batch.pieces[batch.quotes == 1] != batch.whole[batch.quotes == 1]).any() for batch in found)
    assert all(((batch.pieces == 7) <= (batch.quotes == 1)).all() for batch in found)


def test_single_quotation_marks_are_left_alone(texts: dict[str, Texts]) -> None:
    some = texts["attribution"]
    single = replace(some, plain=np.zeros_like(some.plain))
    stream = endless(single, 200, ALPHABET, seed=4, skip=0)
    assert not any(7 in batch.pieces for batch, _ in zip(stream, range(60), strict=False))


def test_what_is_left_out_is_what_came_before(texts: dict[str, Texts]) -> None:
    whole, later = (endless(texts["entities"], 300, ALPHABET, seed=3, skip=skip) for skip in (0, 5))
    for _ in range(5):
        next(whole)
    for _ in range(6):
        assert np.array_equal(next(whole).pieces, next(later).pieces)
