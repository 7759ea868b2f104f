"""RSS and Atom feeds as inputs: their entries as they are written in the feed, one at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from newsparse.batch.archives import Member
from newsparse.errors import InputError, needed
from newsparse.sources.days import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO

_T = TypeVar("_T")

__all__ = ["entries", "plain_text"]

_CHUNK = 1 << 16
_ENTRIES = frozenset({"item", "entry"})
_ROOTS = frozenset({"rss", "rdf", "feed"})
_MARKS = re.compile(rb"<!\[CDATA\[|\]\]>|&(?![#\w][\w.:-]*;)")
# Where an entry keeps each thing, the best first; names without their namespaces.
_CONTENT = ("encoded", "content", "description", "summary")
_DAYS = ("pubdate", "published", "date", "issued", "updated", "modified")


def entries(stream: IO[bytes], longest: int) -> Iterator[Member]:
    """The entries of a feed: text, title, url, id and day of each; of one without a text, an error.

    Entities that the feed defines are not expanded, and nothing is fetched. Raises `InputError` for what is no feed,
    for an entry of more than `longest` bytes, and after the whole entries of a feed that is cut off or whose tags do
    not match; `OptionalDependencyError` without lxml.
    """
    with needed("a feed", "lxml", "html"):
        from lxml import etree
    parser = etree.XMLPullParser(
        events=("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for number, element in enumerate(_elements(parser, stream, longest), start=1):
        yield _entry(element, number)
        _forget(element)


def _elements(parser: Any, stream: IO[bytes], longest: int) -> Iterator[Any]:
    """The elements of the entries, each when it has ended."""
    since = 0
    for chunk in _escaped(stream):
        since += len(chunk)
        _parse(parser.feed, chunk)
        for element in _ended(parser):
            if element.getparent() is not None:
                since = 0
                yield element
        if since > longest + 2 * _CHUNK:
            raise InputError(f"an entry is longer than {longest:,} bytes")
    if _parse(parser.close) is None:
        raise InputError("no feed: nothing in it is RSS or Atom")
    left = _ended(parser)  # of a whole feed nothing; else its root at last, and in it an entry that is not whole
    yield from left[:-2]
    if left:
        raise InputError(f"damaged: {parser.feed_error_log[-1].message}")


def _escaped(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a feed, with each "&" that begins no reference as "&amp;"; what is in CDATA, and UTF-16, stays."""
    held, in_cdata = b"", False

    def written(found: re.Match[bytes]) -> bytes:
        nonlocal in_cdata
        if found[0] == b"&":
            return b"&" if in_cdata else b"&amp;"
        in_cdata = found[0] != b"]]>"
        return found[0]

    while chunk := stream.read(_CHUNK):
        data = held + chunk
        end = max(map(data.rfind, (b" ", b"\n"))) + 1 or len(data)  # no mark and no reference has a space in it
        held = data[end:]
        yield data[:end] if b"\0" in data else _MARKS.sub(written, data[:end])
    if held:
        yield held if b"\0" in held else _MARKS.sub(written, held)


def _parse(step: Callable[..., _T], *given: bytes) -> _T:
    from lxml import etree

    try:
        return step(*given)
    except etree.XMLSyntaxError as error:
        raise InputError(f"no feed: not XML ({error})") from error


def _ended(parser: Any) -> list[Any]:
    """The entries that have ended, and the root. Raises `InputError` where the root is that of something else."""
    ended = []
    for event, element in parser.read_events():
        name, is_root = _name(element), element.getparent() is None
        if event == "end" and (is_root or _is_entry(element)):
            ended.append(element)
        elif is_root and name not in _ROOTS:
            raise InputError(f"no feed: its root is <{name}>; wanted is RSS or Atom")
    return ended


def _is_entry(element: Any) -> bool:
    return _name(element) in _ENTRIES and all(_name(each) not in _ENTRIES for each in element.iterancestors())


def _forget(element: Any) -> None:
    """Let go of an entry and of all before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _entry(element: Any, number: int) -> Member:
    fields = _fields(element)
    url = fields.get("link") or None
    content = _first(fields, _CONTENT, _content) or ""
    title = plain_text(_text(fields["title"])) if "title" in fields else ""
    id_ = _first(fields, ("guid", "id"), lambda child: _text(child).strip()) or url
    if not content:
        return Member(number, error=f"the entry {id_ or title or number!r} has no text", link=url)
    published = _first(fields, _DAYS, lambda child: day_of(_text(child)))
    known = {"id": id_, "url": url, "title": " ".join(title.split()) or None, "published": published}
    return Member(number, {**known, "text": content}, link=url)


def _fields(element: Any) -> dict[str, Any]:
    """The first child of each name; of links, the address of the one that leads to the article."""
    fields: dict[str, Any] = {}
    for child in element:
        name = _name(child)
        if name != "link":
            fields.setdefault(name, child)
        elif child.get("rel", "alternate") == "alternate":
            fields.setdefault("link", (child.get("href") or child.text or "").strip())
    return fields


def _first(fields: dict[str, Any], names: Iterable[str], read: Callable[[Any], _T]) -> _T | None:
    """What is read of the first field that gives something; None where none does."""
    return next((value for name in names if name in fields and (value := read(fields[name]))), None)


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _content(element: Any) -> str:
    """The text of what an entry holds: markup that is escaped, in CDATA, or in place (XHTML)."""
    if len(element):
        from lxml import etree

        return plain_text(etree.tostring(element, encoding="unicode", with_tail=False))
    if element.get("type") == "text":
        return str(element.text or "").strip()
    return plain_text(element.text or "")


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, paragraphs parted by an empty line."""
    from newsparse.sources.markup import text_of

    return text_of(markup).replace("\n", "\n\n")
