"""Names that go on after the span, and spans that hold two names and the verb between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.entities.geography import country_key
from newsparse.entities.named import PLACES
from newsparse.names import fold, is_person_noun
from newsparse.names.nouns import company_kinds, company_words, is_body, is_surely_organisation, kind_words

if TYPE_CHECKING:
    from newsparse.entities.named import Named
    from newsparse.names import Tokens

__all__ = ["fuller", "torn"]

Notes = list[tuple["Named", str]]

_VERBS = ("VB", "MD")


def fuller(tokens: Tokens, named: list[Named], notes: Notes) -> list[Named]:
    """An organisation with the word for its kind, or the country of its branch, that the tagger left outside.

    "Harrow Community" before "Board" is the board; "PotteryMakers", an organisation, and "UK" right after it are one.
    """
    found: list[Named] = []
    skip = False
    for i, mention in enumerate(named):
        if skip:
            skip = False
            continue
        after = named[i + 1] if i + 1 < len(named) else None
        if after is not None and _is_branch(tokens, mention, after):
            notes.append((mention, "a country ends the name"))
            found.append(_span(tokens, mention, mention.first, after.stop))
            skip = True
        elif _goes_on(tokens, mention, after):
            notes.append((mention, "the word for its kind ends the name"))
            found.append(
                replace(_span(tokens, mention, mention.first, mention.stop + 1), label="ORG", labels={"ORG": 1.0})
            )
        else:
            found.append(mention)
    return found


def torn(tokens: Tokens, named: list[Named], notes: Notes) -> list[Named]:
    """Two names where a span holds a verb in small letters: "Hollis court Veltor"; a name without the noun before it.

    The noun has its capital from the sentence that it begins: "Retailer Kestro".
    """
    found: list[Named] = []
    for mention in named:
        verbs = [
            i
            for i in range(mention.first + 1, mention.stop - 1)
            if tokens.words[i].islower() and tokens.tags[i].startswith(_VERBS)
        ]
        if mention.label in ("ORG", "PRODUCT", "PERSON") and len(verbs) == 1 and _are_names(tokens, mention, verbs[0]):
            notes.append((mention, "a verb divides two names"))
            parts = [(mention.first, verbs[0]), (verbs[0] + 1, mention.stop)]
            found += [_span(tokens, mention, first, stop) for first, stop in parts]
        elif _opens_with_kind(tokens, mention):
            notes.append((mention, "the noun before a company is no part of its name"))
            found.append(
                replace(_span(tokens, mention, mention.first + 1, mention.stop), label="ORG", labels={"ORG": 1.0})
            )
        else:
            found.append(mention)
    return found


def _span(tokens: Tokens, mention: Named, first: int, stop: int) -> Named:
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    return replace(mention, first=first, stop=stop, start=start, end=end, text=tokens.text[start:end])


def _is_branch(tokens: Tokens, mention: Named, after: Named) -> bool:
    """Whether a country right after an organisation ends its name: no noun or name follows, to which it may belong."""
    if mention.label != "ORG" or after.label not in PLACES or after.first != mention.stop:
        return False
    if not country_key(after.text) or tokens.sentences[mention.first] != tokens.sentences[after.first]:
        return False
    tag = tokens.tags[after.stop] if after.stop < len(tokens.tags) else "."
    return bool(tag) and not tag.startswith(("NN", "JJ", "CD")) and tokens.starts[after.first] == mention.end + 1


def _goes_on(tokens: Tokens, mention: Named, after: Named | None) -> bool:
    """Whether the next word, with a capital, tells what kind of organisation the name is, and ends it."""
    i = mention.stop
    if mention.label not in ("ORG", *PLACES) or i + 1 >= len(tokens.words) or (after and after.first <= i):
        return False
    if tokens.sentences[i] != tokens.sentences[mention.first] or tokens.starts[i] != mention.end + 1:
        return False
    word = fold(tokens.words[i])
    return (
        tokens.words[i].istitle() and (is_surely_organisation(word) or is_body(word)) and tokens.words[i + 1].islower()
    )


def _are_names(tokens: Tokens, mention: Named, verb: int) -> bool:
    """Whether what stands on both sides of the verb begins with a capital throughout."""
    rest = [*tokens.words[mention.first : verb], *tokens.words[verb + 1 : mention.stop]]
    return all(word[0].isupper() for word in rest)


def _opens_with_kind(tokens: Tokens, mention: Named) -> bool:
    """Whether a noun for a maker or seller, which begins the sentence, stands before the name in the span."""
    first = mention.first
    if mention.label != "ORG" or mention.stop - first != 2 or not tokens.words[first].istitle():
        return False
    if first and tokens.sentences[first - 1] == tokens.sentences[first]:
        return False
    noun = fold(tokens.words[first])
    rest = fold(tokens.words[first + 1])
    if is_person_noun(rest) or kind_words(rest) or rest in company_words():
        return False
    return noun.endswith(("er", "or")) and noun in company_kinds() and tokens.words[first + 1][0].isupper()
