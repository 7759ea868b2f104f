"""Run the notebooks and store them with their outputs: `python docs/notebooks/execute.py [NAME ...]`, with the extra `docs`."""

from __future__ import annotations

import sys
from pathlib import Path

import nbclient
import nbformat

FOLDER = Path(__file__).parent
KEPT = {"kernelspec", "language_info"}


def main(names: list[str]) -> int:
    """Execute each in a folder that is not its own, as a reader may; the exit code."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        if names and path.stem not in names:
            continue
        notebook = nbformat.read(path, as_version=4)
        where = {"metadata": {"path": str(FOLDER.parents[1])}}
        nbclient.NotebookClient(notebook, timeout=600, kernel_name="python3", resources=where).execute()
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)  # times of running, which differ from run to run
        notebook.metadata = {name: value for name, value in notebook.metadata.items() if name in KEPT}
        notebook.metadata.get("language_info", {}).pop("version", None)
        nbformat.write(notebook, path)
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
