"""The corpus reader and the measures of TempEval-3."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from benchmarks.timeml import score
from training.corpora import timeml
from training.corpora.timeml import Timex

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2001-05-06" functionInDocument="CREATION_TIME">May 6</TIMEX3></DCT>
<TEXT>
Smith &amp; Sons <EVENT eid="e1">closed</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2001-05-04">Friday</TIMEX3>.
</TEXT></TimeML>
"""


def test_read(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(DOCUMENT, encoding="utf-8")
    (document,) = timeml.read(tmp_path)
    assert document.created == date(2001, 5, 6)
    (timex,) = document.timexes
    assert document.text[timex.start : timex.end] == "Friday"
    assert (timex.type, timex.value) == ("DATE", "2001-05-04")
    assert document.text.startswith("\nSmith & Sons closed")


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tml"):
        timeml.read(tmp_path)


def test_score() -> None:
    gold = [Timex(0, 5, "DATE", "2001"), Timex(10, 15, "DATE", "2002"), Timex(20, 25, "SET", "P1D")]
    found = [Timex(0, 5, "DATE", "2001"), Timex(12, 15, "TIME", "2002"), Timex(30, 35, "DATE", "2003")]
    counts = score([(gold, found)])
    assert counts.f1("strict") == pytest.approx(1 / 3)
    assert counts.f1("relaxed") == pytest.approx(2 / 3)
    assert counts.f1("type") == pytest.approx(1 / 3)
    assert counts.f1("value") == pytest.approx(2 / 3)
