"""The notebooks of docs/ run from the first cell to the last, and find what they are about."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"

# What Jupyter's own packages warn of is not ours; what a notebook warns of is on its standard error.
pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def executed(name: str, probe: str) -> tuple[Any, Any]:
    """A notebook after it ran, and the value of an expression in it."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    notebook = nbformat.read(FOLDER / name, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(f"import json\nprint(json.dumps({probe}))"))
    # Not in their own folder: they find what they need from anywhere in the repository.
    options = {"timeout": 300, "kernel_name": "python3", "resources": {"metadata": {"path": str(FOLDER.parents[1])}}}
    nbclient.NotebookClient(notebook, **options).execute()
    return notebook, json.loads(notebook.cells.pop().outputs[0]["text"])


def outputs(notebook: Any, kind: str) -> list[str]:
    return [
        output["data"][kind]
        for cell in notebook.cells
        if cell["cell_type"] == "code"
        for output in cell["outputs"]
        if kind in output.get("data", {})
    ]


def complaints(notebook: Any) -> list[str]:
    """What cells wrote on the standard error."""
    found = [output for cell in notebook.cells if cell["cell_type"] == "code" for output in cell["outputs"]]
    return [output["text"] for output in found if output.get("name") == "stderr"]


def test_first_look() -> None:
    probe = (
        "{'speakers': list(quotes['speaker'].dropna()), 'banda': len(article.quotes_by('Banda')),"
        " 'people': [each.name for each in article.people],"
        " 'days': sorted({str(day)[:10] for day in days['first_day']})}"
    )
    notebook, found = executed("first_look.ipynb", probe)
    assert {"Beatrice Mwanza", "Collins Banda", "Joseph Hamoonga"} <= set(found["speakers"])
    assert {"Beatrice Mwanza", "Collins Banda", "Joseph Hamoonga"} <= set(found["people"])
    assert found["banda"] >= 2
    assert "2025-03-06" in found["days"]
    assert any('class="newsparse"' in page for page in outputs(notebook, "text/html"))
    assert not complaints(notebook)


def test_archive() -> None:
    probe = (
        "{'articles': len(articles), 'quotes': len(said), 'by_name': by_name['quotes'].to_dict(),"
        " 'days': {name: int(n) for name, n in by_name['days'].items()}, 'records': summary.records,"
        " 'failed': summary.failed, 'counted': dict(zip(counted['speaker'], counted['quotes'].tolist())),"
        " 'fuentes': sorted({str(day.date()) for day in fuentes['published']}), 'dates': len(dates)}"
    )
    notebook, found = executed("archive.ipynb", probe)
    assert found["articles"] == found["records"] >= 50
    assert found["failed"] == 0
    assert found["quotes"] >= 100
    assert found["dates"] >= 30
    assert found["counted"] == found["by_name"]
    assert len(found["by_name"]) >= 30
    assert all(found["days"][name] >= 2 for name in ("Signe Holm", "Marisol Fuentes", "Wanjiru Kamau", "Obinna Eze"))
    assert {"2025-09-02", "2025-09-12"} <= set(found["fuentes"])
    assert len(outputs(notebook, "image/png")) == 4
    assert not complaints(notebook)


def test_was_it_said() -> None:
    probe = (
        "{'verdicts': [each.verdict for each in answers], 'flags': [list(each.flags) for each in answers],"
        " 'people': linked.people, 'unresolved': linked.unresolved, 'quoted': quoted['name'].tolist()}"
    )
    notebook, found = executed("was_it_said.ipynb", probe)
    assert found["verdicts"] == [
        "verbatim", "altered", "altered", "other speaker", "spliced", "paraphrase", "absent",
    ]  # fmt: skip
    assert found["flags"][1:3] == [["negation"], ["name"]]
    assert 40 <= found["people"] <= 60
    assert found["unresolved"] <= 3
    assert {"Marisol Fuentes", "Signe Holm"} <= set(found["quoted"])
    assert not complaints(notebook)


def test_the_archive_is_varied() -> None:
    """Fifty articles and more, of many days and places, no two of which share a sentence."""
    sys.path.insert(0, str(FOLDER))
    try:
        import make_archive
    finally:
        sys.path.remove(str(FOLDER))
    records = make_archive.articles()
    assert len(records) >= 50
    assert len({record["place"] for record in records}) >= 12
    assert len({record["published"] for record in records}) >= 20
    sentences = [line for record in records for line in record["text"].split("\n") if line]
    assert len(sentences) == len(set(sentences)) > 100
    assert len({record["id"] for record in records}) == len(records)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.name)
def test_notebooks_are_stored_with_their_outputs(path: Path) -> None:
    """What a reader sees without running them, and nothing of the machine that they were run on."""
    stored = path.read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(stored)["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert sum(bool(cell["outputs"]) for cell in cells) >= len(cells) // 2
    kinds = {output["output_type"] for cell in cells for output in cell["outputs"]}
    assert kinds <= {"stream", "execute_result", "display_data"}
    assert not [place for place in ("/home/", "/root/", "/Users/", "site-packages", gettempdir()) if place in stored]
