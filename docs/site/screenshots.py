"""Make the pictures of the README and the site: `python docs/site/screenshots.py`; needs Chromium and playwright."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import newsparse
from newsparse.outputs import WRITERS

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
ARTICLE = ROOT / "data" / "articles" / "agency-kafue-flood.txt"


def main() -> int:
    """Write the pictures; the exit code."""
    article = newsparse.extract(ARTICLE.read_text(encoding="utf-8"), published="2025-03-14", id=ARTICLE.stem)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page_file = Path(folder) / "view.html"
        page_file.write_text(WRITERS["html"](article), encoding="utf-8")
        browser = play.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"))
        page = browser.new_page(viewport={"width": 1180, "height": 760})
        page.goto(page_file.as_uri())
        page.screenshot(path=str(IMAGES / "view.png"))
        browser.close()
    print(IMAGES / "view.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
