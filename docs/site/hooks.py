"""Hooks of MkDocs: the pages that are made from the package, and links that lead out of the site."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.structure.files import File

sys.path.insert(0, str(Path(__file__).parent))

import generated

# A link to a file of the repository that is no page of the site.
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(((?:\.\./)+[^)#\s]+)(?:#[^)]*)?\)")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made."""
    for name, make in generated.PAGES.items():
        files.append(File.generated(config, name, content=make()))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Links that leave the site become the paths of the files in the repository."""
    return _OUTSIDE.sub(lambda found: _inside(found, page.file.src_uri), markdown)


def _inside(found: re.Match[str], place: str) -> str:
    path = PurePosixPath("docs", place).parent
    for part in PurePosixPath(found[2]).parts:
        path = path.parent if part == ".." else path / part
    if path.parts[:1] == ("docs",):
        return found[0]
    shown = found[1].strip("`")
    return f"`{path}`" if shown in {str(path), path.name} else f"{found[1]} (`{path}`)"
