"""A Doc that the stages have marked, as an `Article`: the only reader of `keys` outside the components."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast

from newsparse import keys
from newsparse.types import Article, Quote, TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from newsparse.types import BlockKind

__all__ = ["article", "register", "text_of"]

# What "statements" holds; "all" adds intentions and attitudes.
STATEMENT_ACTS = frozenset({"statement", "belief"})


def register() -> None:
    """Register what newsparse adds to spaCy: the extension `doc._.article`, and the codecs of the values on a Doc."""
    from spacy.tokens import Doc

    from newsparse import wire

    wire.register()
    if not Doc.has_extension("article"):
        Doc.set_extension("article", getter=article)


def article(doc: Doc) -> Article:
    """The results that the stages left on a Doc; of stages that have not run, nothing."""
    reading = keys.reading(doc)
    text = text_of(doc)
    quotes = _found(doc, keys.QUOTES, text)
    return Article(
        text=text,
        id=reading.id,
        title=reading.title,
        published=reading.published,
        url=reading.url,
        site=reading.site,
        language=reading.language,
        authors=reading.authors,
        section=reading.section,
        updated=reading.updated,
        body=tuple(
            TextSpan(text[start:end], start, end, cast("BlockKind | None", kind))
            for (start, end), kind in zip_longest(reading.kept, reading.kinds)
        ),
        entities=_found(doc, keys.ENTITIES, text),
        quotes=tuple(each for each in quotes if reading.attributions == "all" or each.act in STATEMENT_ACTS),
        dates=_found(doc, keys.DATES, text),
        model=str(doc.user_data.get(keys.MODEL, "")),
        warnings=(*reading.warnings, *keys.get(doc, keys.FAILURES)),
    )


def text_of(doc: Doc) -> str:
    """The text that was passed in: `doc.text`, with the lone surrogates that the tokenizer had to replace."""
    lone = keys.get(doc, keys.SURROGATES)
    if not lone:
        return doc.text
    characters = list(doc.text)
    for offset, code in lone:
        characters[offset] = chr(code)
    return "".join(characters)


def _found(doc: Doc, key: str, text: str) -> tuple[Any, ...]:
    results = keys.get(doc, key)
    exact: tuple[Any, ...] = _exact(results, text) if keys.get(doc, keys.SURROGATES) else results
    return exact


def _exact(value: Any, text: str) -> Any:
    """A result whose texts are those at their places, which are others where surrogates were replaced."""
    if isinstance(value, tuple):
        return tuple(_exact(each, text) for each in value)
    if not is_dataclass(value):
        return value
    make: Any = type(value)
    changed = {each.name: _exact(getattr(value, each.name), text) for each in fields(value)}
    if isinstance(value, Quote):
        changed["text"] = " ".join(part.text for part in changed["parts"])
    elif "start" in changed:
        changed["text"] = text[changed["start"] : changed["end"]]
    return make(**changed)
