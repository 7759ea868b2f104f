"""Check a site that was built: no page asks another host for anything. `python docs/site/check.py FOLDER`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

# What a browser fetches by itself; links that a reader may follow are another thing.
_FETCHED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc=[\"']?((?:https?:)?//[^\"'\s>]+)"
    r"|<link\b(?=[^>]*\brel=[\"']?(?:stylesheet|icon|preload|preconnect|manifest))[^>]*\bhref=[\"']?((?:https?:)?//[^\"'\s>]+)"
    r"|(?:@import|url\()\s*[\"']?((?:https?:)?//[^\"')\s]+)",
    re.IGNORECASE,
)


def outside(text: str) -> list[str]:
    """The addresses of other hosts that a page or a style sheet fetches from."""
    return [next(filter(None, found.groups())) for found in _FETCHED.finditer(text)]


def main(folder: str) -> int:
    """Print what is fetched from outside; the exit code."""
    pages = [path for ending in ("html", "css") for path in sorted(Path(folder).rglob(f"*.{ending}"))]
    found = [(path, address) for path in pages for address in outside(path.read_text(encoding="utf-8"))]
    for path, address in found:
        print(f"{path}: {address}")
    print(f"{len(pages)} pages and style sheets, {len(found)} requests to other hosts")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
