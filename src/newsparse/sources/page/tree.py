"""A page as a tree, by lxml, whose limits are set here: how much is read, and how many attributes a tag has.

libxml2 stops at 2,048 levels, and compares each attribute of a tag with the ones before it, so that tags are cut
before they are parsed. The only module of the sources that imports lxml.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from newsparse.errors import needed
from newsparse.sources import bounds

__all__ = ["LONGEST", "Element", "bounded", "parse", "walk"]

Element = Any  # lxml has no types of its own

LONGEST = 12_000_000  # characters of a page that are read
_DECLARED = re.compile(r"\s*<\?xml[^>]{0,500}\?>", re.I)


def bounded(page: str) -> tuple[str, tuple[str, ...]]:
    """The part of a page that is read, without NULs and with no tag of more attributes than a page has use for."""
    warnings: tuple[str, ...] = ()
    if len(page) > LONGEST:
        warnings = (f"the page has {len(page):,} characters; only the first {LONGEST:,} were read",)
        page = page[:LONGEST]
    page, told = bounds.markup(page.replace("\x00", ""))
    declared = _DECLARED.match(page)
    return page[declared.end() :] if declared else page, (*warnings, *told)


def parse(page: str) -> Element | None:
    """The root element, or None where nothing is left of the page. Raises `OptionalDependencyError` without lxml."""
    with needed("reading a page", "lxml", "html"):
        from lxml import etree
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    with suppress(etree.LxmlError, ValueError):
        return etree.fromstring(page.encode("utf-8", "replace"), parser)  # half a pair of surrogates is no sign
    return None


def walk(root: Element) -> Any:
    """The elements in order, each at its start and at its end, without recursion."""
    from lxml import etree

    return iter(etree.iterwalk(root, events=("start", "end")))
