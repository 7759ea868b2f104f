from __future__ import annotations

import pytest

from benchmarks import gate
from benchmarks.gate import Floors, check, update
from benchmarks.measures import Figure, Report
from benchmarks.quality import Result, as_markdown, as_text, find_corpora, missing


def result(value: float, data: str = "d1", skipped: str = "") -> Result:
    figures = [] if skipped else [Figure("f1", value, "a note", floor=0.9), Figure("beside", 0.1, gated=False)]
    return Result("gold", Report(figures), data, 1, 1, skipped=skipped)


FLOORS = {"gold": Floors("d1", {"f1": 0.8})}


@pytest.mark.parametrize("value", [0.8, 0.7985, 0.95])
def test_within_the_tolerance_nothing_is_wrong(value):
    assert check([result(value)], FLOORS) == []


def test_a_fall_is_named_with_both_figures():
    assert check([result(0.79)], FLOORS) == ["gold.f1: 0.7900 is below its floor 0.8000"]


def test_changed_data_is_named_and_no_fall():
    assert check([result(0.1, "d2")], FLOORS) == ["gold: the data has changed (d1 to d2); --update takes it"]


def test_facets_without_floors_and_lost_figures_are_named():
    assert check([result(0.8)], {}) == ["gold: no floors yet; set them with --update"]
    lost = {"gold": Floors("d1", {"gone": 0.5})}
    assert check([result(0.8)], lost) == [
        "gold.gone: no longer measured; its floor is 0.5000",
        "gold.f1: no floor yet; set it with --update",
    ]


def test_a_skipped_facet_is_neither_judged_nor_changed():
    assert check([result(0, skipped="no corpus")], FLOORS) == []
    assert update([result(0, skipped="no corpus")], FLOORS) == FLOORS


def test_what_is_capped_is_held_at_its_promise():
    capped = Result("gold", Report([Figure("sure", 0.99, floor=0.9, capped=True)]), "d1")
    assert update([capped], {})["gold"].figures == {"sure": 0.9}


def test_a_missing_package_is_a_failure_and_not_a_pass():
    assert check([result(0, skipped="needs the package x")], FLOORS) == ["gold: needs the package x"]


@pytest.mark.parametrize(
    ("value", "data", "floor"), [(0.9, "d1", 0.9), (0.7, "d1", 0.8), (0.7, "d2", 0.7), (0.79999, "d2", 0.8)]
)
def test_floors_only_rise_unless_the_data_changes(value, data, floor):
    assert update([result(value, data)], FLOORS)["gold"] == Floors(data, {"f1": floor})


def test_the_file_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "baseline.json"
    assert gate.read(path) == {}
    gate.write(path, FLOORS)
    assert gate.read(path) == FLOORS


def test_exit_codes(tmp_path, capsys):
    path = tmp_path / "baseline.json"
    assert gate._judge([result(0, skipped="no corpus")], path, update_floors=False) == 2
    assert gate._judge([result(0.8)], path, update_floors=True) == 0
    assert gate._judge([result(0.8)], path, update_floors=False) == 0
    assert gate._judge([result(0.7)], path, update_floors=True) == 1
    assert "0.7000 is below its floor 0.8000" in capsys.readouterr().out


def test_the_baseline_of_the_repository_names_known_facets():
    assert set(gate.read(gate.BASELINE)) <= set(gate.FACETS)


def test_what_is_short_of_its_floor_is_marked():
    text = as_text([result(0.8), result(0, skipped="no corpus")])
    assert "0.900 !" in text
    assert "skipped: no corpus" in text
    assert "| gold | f1 | 0.800 | 0.900 ! | a note |" in as_markdown([result(0.8)])


def test_corpora_are_found_by_option_and_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSPARSE_CORPORA", str(tmp_path))
    assert find_corpora(None) == tmp_path
    monkeypatch.setenv("NEWSPARSE_CORPORA", str(tmp_path / "none"))
    assert find_corpora(None) is None
    with pytest.raises(SystemExit, match="no such folder"):
        find_corpora(tmp_path / "none")


def test_what_is_missing_is_named(tmp_path):
    (tmp_path / "polnear").mkdir()
    assert missing("attribution", tmp_path) == ""
    assert missing("cleaning", tmp_path) == f"no worldwide-newswire under {tmp_path}"
    assert missing("gold", None) == ""
