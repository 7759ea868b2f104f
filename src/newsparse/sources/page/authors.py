"""The authors of a page: names of people."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newsparse.names.lexicon import given_names
from newsparse.names.nouns import is_person_noun
from newsparse.sources import dateline, lexicon
from newsparse.sources.days import after_day
from newsparse.sources.page.overlap import NEAR_TITLE, clean, key
from newsparse.text.calendar import DAY_NAMES, MONTH
from newsparse.text.letters import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsparse.sources.page import linked
    from newsparse.sources.page.blocks import Block, Page
    from newsparse.sources.page.tree import Element

__all__ = ["find", "is_byline", "people"]

_TURNED = re.compile(rf"([{CAPITALS}][\w’'-]+), ([{CAPITALS}][\w’'-]+)")  # "Lund, Rosa"
_BY = re.compile(
    r"^\s*(?:(?i:(?:photos|words) and (?:photos|pictures|story)|written|posted|reported|story|submitted|words|published|review|reviewed)\s+)?(?:(?i:by)\b[:\s]*|[Bb]y(?=[A-Z][a-z]))|"
    r"^\s*(?i:authors?|contributors?|reporters?|text|words)\s*:\s*"
)
_ROLE = re.compile(
    r"\s*(?:,|\||–|—| - |\(|\bfor\b|/)\s*(?=(?:the |a |an |our |senior |chief |staff |special |associate |managing |political |deputy |assistant |contributing |"
    r"freelance |national |foreign |executive |tech\w* |business |sports? |science |health |crime |news |breaking |digital |local |general |lead |food |culture |"
    r"entertainment |politics |education |investigative |data |us |uk |white house )*"
    r"(?:editor|reporter|correspondent|writer|contributor|columnist|producer|journalist|bureau|head|staff|director|author|founder|blogger|analyst|"
    r"associated press|ap\b|reuters|bbc|cnn|afp|bloomberg|business insider|insider|press association|pa\b|usa today|cbs|nbc|abc|fox))",
    re.I,
)
_NOBODY = re.compile(r"agence france[ -]presse|super ?user", re.I)  # an agency, and the first user of a Joomla site
_OTHERS = re.compile(r"\band\s+(.+)")  # behind what the first author is: "Ana Ruiz, political editor, and Ben Kos"
_OFFICE = re.compile(
    r"\b(?:admin|administrator|desk|editor|editorial|editors|guest|news|newsroom|press|reporter|site|staff|team|webmaster|writer|wire)\b|_|\d{3}",
    re.I,
)
_POSTED = re.compile(
    r"^\s*(?:posted|published|submitted|updated|written|last|view (?:all|more) (?:posts|articles|stories)|this (?:article|piece|post|story))\b[^.]{0,60}?\bby\s+",
    re.I,
)
_WRITTEN = re.compile(r"^\s*(?:this (?:article|piece|post|story) (?:is|was) )?(?:authored|posted|written) by\b", re.I)
_TOLD = re.compile(r"^.{3,40}\bas told to\s+", re.I)
_AFTER = re.compile(
    r"\s*[•·⋅|]\s*|\s*\b(?:published|updated|posted|on)\b[:\s]+(?=\w+ \d|\d|[A-Z][a-z]{2})|\s*,?\s*(?="
    rf"{MONTH} \d{{1,2}}|(?:{DAY_NAMES})\b)|\s+on behalf of\b|\s+follow\b|\s+\d",
    re.I,
)
_AGENCY = re.compile(
    r"[\s,/]+(?:the )?(?:associated press|ap|reuters|usa today|bloomberg|afp|cnn|bbc news|press association)\s*$", re.I
)
_BYLINE = re.compile(r"byline|author(?!.?(?:bio|box|desc))", re.I)
_BOX = re.compile(r"byline|author", re.I)
_QUOTED = re.compile(r"quot", re.I)
_NAME_OF = re.compile(r"author[-_]*name", re.I)  # a class of an element that holds nothing but the name
_ALONE = re.compile(r"(?:by|author|written by)\s*:?", re.I)
# Blocks over a headline that may be a byline; blocks from it on in which a bare name is one.
ABOVE_TITLE, NEAREST = 2, 6
LONGEST_BYLINE = 120  # characters of a line that its classes make a byline
LONGEST_LINE, LONGEST_NAME = 160, 60  # characters of a line that names an author, and of one that says nothing else
AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "dc.contributor", "cxenseparse:author",
    "rbauthors", "article_author_name", "article.author", "authors", "citation_author", "og:article:author", "twitter:data1",
)  # fmt: skip


def find(
    root: Element, metas: dict[str, list[str]], data: linked.Linked, page: Page, start: int, site: str | None
) -> tuple[str, ...]:
    """The names of the JSON-LD; else of `meta`; else of elements that are marked as an author's; else of the lines by the headline;
    else of a line elsewhere that says who wrote the article.
    """
    told = tuple(_turned(each) for name in AUTHORS if name in metas for each in metas[name])
    papers = _papers(data)
    for some, persons in _sources(root, told, data, page, start):
        found: dict[str, None] = {}
        for each in some:
            found.update(dict.fromkeys(people(each, site, papers) or (_said(each) if each in persons else ())))
        if found:
            return _more(tuple(found), page, start, site)
    return tuple(_said(told[0])) if told and _is_given(told[0]) else ()


def _papers(data: linked.Linked) -> tuple[str, ...]:
    """The authors of the JSON-LD that are nobody, as they stand behind a reporter's name."""
    others = (each for each in data.authors if each not in data.persons or not people(each))
    return tuple(each.strip(" ,").removeprefix("The ") for each in others)


def _sources(
    root: Element, told: tuple[str, ...], data: linked.Linked, page: Page, start: int
) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """What each source gives as the authors, and which of it is said to be a person."""
    yield tuple(map(_turned, data.authors)), frozenset(map(_turned, data.persons))
    yield told, data.persons
    marked = tuple(_marked(root))
    yield marked, frozenset(filter(_begins_given, marked))
    yield tuple(_lines(page, start)), frozenset()
    yield _elsewhere(page, start), frozenset()


def _more(found: tuple[str, ...], page: Page, start: int, site: str | None) -> tuple[str, ...]:
    """The authors of a line by the headline that names all who were found, and others."""
    told = (people(line, site) for line in _lines(page, start))
    return next((there for there in told if set(found) < set(there)), found)


def _turned(name: str) -> str:
    """A name that is written with the family name first and a comma, in the usual order."""
    found = _TURNED.fullmatch(name.strip())
    return f"{found[2]} {found[1]}" if found and _is_given(found[2]) and not _is_given(found[1]) else name


def _said(name: str) -> tuple[str, ...]:
    """What is said to be a person, as a name: one word or more, but no office and no address."""
    plain = dateline.ADDRESS.sub("", clean(name) or "")
    office = _OFFICE.search(plain) or _NOBODY.fullmatch(plain) or lexicon.reason(plain)
    fits = 1 < len(plain) < 60 and len(plain.split()) < 5 and plain[0].isalpha()
    return (plain,) if fits and not office else ()


def _is_given(name: str) -> bool:
    return name.strip().lower() in given_names()


def _begins_given(name: str) -> bool:
    return _is_given(name.split(maxsplit=1)[0]) if name.strip() else False


def people(text: str, site: str | None = None, papers: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of people in what a page gives as its authors: no role, no address, no agency, not the site nor its papers."""
    plain = dateline.ADDRESS.sub("", clean(text[:400]) or "")
    by = _POSTED.search(plain) or _TOLD.search(plain)
    plain = _BY.sub("", after_day(plain[by.end() :] if by else _BY.sub("", plain)))
    plain = _AFTER.split(plain, maxsplit=1)[0]
    plain = _AGENCY.sub("", plain)
    role = _ROLE.search(plain)
    others = _OTHERS.search(plain, role.end()) if role else None
    kept = plain[: role.start()] if role and role.start() > 3 else plain
    kept = _without_papers(kept, (*papers, site or ""))
    if lexicon.reason(kept):
        return ()
    found = (name for name in dateline.names(kept) if _is_person(name, site))
    further = filter(_begins_given, dateline.names(others[1])) if others else ()
    return tuple(dict.fromkeys((*found, *further)))


def _without_papers(text: str, papers: Sequence[str]) -> str:
    """A byline without the papers at its end, where it is not one of them alone."""
    for paper in papers:
        if paper and text.lower().endswith(paper.lower()) and key(text) != key(paper):
            text = text[: -len(paper)]
    return text


def _is_person(name: str, site: str | None) -> bool:
    """Whether a name in a byline is a person's: neither the site's, unless it is called after its author, nor a role."""
    return not _NOBODY.fullmatch(name) and (
        _begins_given(name)
        or not ((site and key(name) == key(site)) or is_person_noun(name.rsplit(maxsplit=1)[-1].lower()))
    )


def is_byline(text: str) -> bool:
    """Whether a line says whom the article is by, and names people: of 540 such blocks of 651 pages 7 are of the article."""
    by = _BY.match(text) if len(text) <= LONGEST_LINE else None
    return by is not None and not by[0].strip().lower().startswith("published") and bool(people(text))


def _marked(root: Element) -> Iterator[str]:
    """The texts of the elements that are marked as the author's: rel, itemprop."""
    for element in root.xpath("//*[@rel or @itemprop]"):
        rel, prop = element.get("rel") or "", element.get("itemprop") or ""
        if _is_of_author(rel.lower(), prop.lower()):
            names = [part for part in element.iter() if (part.get("itemprop") or "") == "name"]
            text = " ".join("".join((names[0] if names else element).itertext()).split())
            if text and len(text) < 200:
                yield text


def _is_of_author(rel: str, prop: str) -> bool:
    """Whether what an element is to its page, or the name of its property, makes it the author's."""
    return "author" in rel.split() or prop in ("author", "creator")


def _lines(page: Page, start: int) -> Iterator[str]:
    """The lines by the headline that name an author: by their words, their classes, or alone."""
    near = page.blocks[start : start + NEAR_TITLE]
    above = page.blocks[max(0, start - ABOVE_TITLE) : start]
    yield from _worded(near)
    yield from (each.text for each in (*near, *above) if len(each.text) < LONGEST_BYLINE and _is_byline(page, each))
    alone = (_ROLE.split(_AFTER.split(block.text, maxsplit=1)[0], maxsplit=1)[0] for block in near[1:NEAREST])
    yield from islice(filter(_is_name, alone), 1)


def _worded(near: Sequence[Block]) -> Iterator[str]:
    """The lines that say "by", or the one under a line that says nothing else."""
    for at, block in enumerate(near):
        if len(block.text) > LONGEST_LINE:
            continue
        if _ALONE.fullmatch(block.text) and at + 1 < len(near):
            yield near[at + 1].text
        elif _BY.match(after_day(block.text)) or _POSTED.match(block.text):
            yield block.text


def _is_name(text: str) -> bool:
    """Whether a line is nothing but a name that begins with a given name."""
    return dateline.names(text) == (text.strip(),) and _begins_given(text)


def _elsewhere(page: Page, start: int) -> tuple[str, ...]:
    """The line away from the headline that says who wrote the article, where all such lines name the same people."""
    there: dict[tuple[str, ...], str] = {}
    for block in page.blocks[start + NEAR_TITLE :]:
        who = people(block.text) if _may_name(page, block) else ()
        if who and (all(map(_begins_given, who)) or _NAME_OF.search(page.nodes[block.node].words)):
            there[who] = block.text
    return tuple(there.values()) if len(there) == 1 else ()


def _may_name(page: Page, block: Block) -> bool:
    """Whether a line away from the headline may name the author: it says so, or stands where the author is told of."""
    if len(block.text) > LONGEST_LINE or any("comment" in node.words.lower() for node in page.path(block.node)):
        return False
    return _WRITTEN.match(block.text) is not None or (len(block.text) < LONGEST_NAME and _is_byline(page, block, _BOX))


def _is_byline(page: Page, block: Block, marks: re.Pattern[str] = _BYLINE) -> bool:
    """Whether the classes around a line make it a byline: that of the article, and not of a quotation in it."""
    around = [node.words for node in page.path(block.node, 3)]
    return any(map(marks.search, around)) and not any(map(_QUOTED.search, around))
