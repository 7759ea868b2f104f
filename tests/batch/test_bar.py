"""Progress bars: on a terminal, and nowhere else."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from newsparse.archive.store import Progress as Step
from newsparse.batch.bar import records_bar, steps_bar
from newsparse.batch.run import Progress

pytest.importorskip("rich", reason="rich is not installed")


@pytest.mark.parametrize("bar", [records_bar, steps_bar])
def test_nothing_without_a_terminal(bar: Any) -> None:
    with bar() as progress:
        assert progress is None


def test_steps(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with steps_bar() as progress:
        assert progress is not None
        for step, done in (("names", 1), ("names", 2), ("people", 3)):
            progress(Step(step, done, 4))
    told = capsys.readouterr().err
    assert "names" in told
    assert "2/4" in told
    assert "people" in told


def test_records(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with records_bar() as progress:
        assert progress is not None
        progress(Progress(records=3, failed=1, share=0.5))
    assert "3 articles" in capsys.readouterr().err
