"""RSS and Atom feeds as inputs: their entries as they are written in the feed, one at a time."""

from __future__ import annotations

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
# Where an entry keeps each thing, the best first; names without their namespaces.
_CONTENT = ("encoded", "content", "description", "summary")
_DAYS = ("pubdate", "published", "date", "issued", "updated", "modified")


def entries(stream: IO[bytes], longest: int) -> Iterator[Member]:
    """The entries of a feed: text, title, url, id and day of each; of one without a text, an error.

    Entities that the feed defines are not expanded, and nothing is fetched. Raises `InputError` for what is no feed and
    for an entry of more than `longest` bytes, `OptionalDependencyError` without lxml.
    """
    with needed("a feed", "lxml", "html"):
        from lxml import etree
    parser = etree.XMLPullParser(
        events=("start", "end"), recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    number = since = 0
    is_feed = False
    while chunk := stream.read(_CHUNK):
        since += len(chunk)
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            raise InputError(f"no feed: not XML ({error})") from error
        for event, element in parser.read_events():
            name = _name(element)
            if event == "start":
                if not is_feed and name not in _ROOTS:
                    raise InputError(f"no feed: its root is <{name}>; wanted is RSS or Atom")
                is_feed = True
            elif name in _ENTRIES and all(_name(each) not in _ENTRIES for each in element.iterancestors()):
                number, since = number + 1, 0
                yield _entry(element, number)
                _forget(element)
        if since > longest + 2 * _CHUNK:
            raise InputError(f"an entry is longer than {longest:,} bytes")
    if not is_feed:
        raise InputError("no feed: nothing in it is RSS or Atom")


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
