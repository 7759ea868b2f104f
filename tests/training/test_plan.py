"""The steps of the one command for all of training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from training.__main__ import parse, plan

if TYPE_CHECKING:
    from pathlib import Path


def steps(tmp_path: Path, *more: str) -> list[list[str]]:
    return plan(parse(["--corpora", "texts", "--run", str(tmp_path), *more]))


def test_it_prepares_trains_exports_and_measures(tmp_path: Path) -> None:
    found = steps(tmp_path)
    assert [step[0].removeprefix("training.") for step in found] == ["prepare", "train", "export", "card"]
    assert found[1][-2:] == ["--steps", "2600"]


def test_what_is_prepared_is_not_prepared_again(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "inventory.json").touch()
    assert steps(tmp_path)[0][0] == "training.train"


def test_a_run_that_goes_on_is_mixed_with_what_was_before(tmp_path: Path) -> None:
    prepare, _, tune, export, _ = steps(tmp_path, "--continue-from", "old")
    assert prepare[-2:] == ["--continue-from", "old"]
    assert tune[0] == "training.tune"
    assert export[-1] == tune[-1]


def test_a_teacher_is_trained_first_within_the_budget(tmp_path: Path) -> None:
    _, teacher, student, *_ = steps(tmp_path, "--mpnet", "wheels", "--minutes", "100")
    assert float(teacher[-1]) == pytest.approx(40)
    assert student[student.index("--minutes") + 1] == "60.0"
    assert student[-2:] == ["--teacher", teacher[teacher.index("--out") + 1]]
