"""What stands in a text before its walk: the mentions by name, the direct speech, the source of each quote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.coref.referents import GROUP, Referent, countries, referents
from newsparse.coref.source_resolution import Named, Source, read_source
from newsparse.names import fold
from newsparse.names.nouns import is_one_of_a_people
from newsparse.text.words import CLOSING_MARKS, DEFINITE, OPENING_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsparse import types
    from newsparse.coref.mentions import Name
    from newsparse.text.tokens import Tokens

__all__ = ["Sources"]

_MARKS = OPENING_MARKS | CLOSING_MARKS


class Sources:
    """What stands in a text before its walk: the mentions by name, the direct speech, the source of each quote."""

    def __init__(self, tokens: Tokens, entities: Sequence[types.Entity], quotes: Sequence[types.Quote]) -> None:
        self.tokens, self.codes = tokens, countries(entities)
        self.spots = [spot for spot in referents(tokens, entities) if not _describes_one(tokens, spot)]
        self.names = Named(self.spots)
        # (quote, first token, one past the last), longest first: inner quotes overwrite.
        self.parts = sorted(_direct_parts(tokens, quotes), key=lambda part: part[1] - part[2])
        spans = (tokens.span(part.start, part.end) for q in quotes if q.kind != "indirect" for part in q.parts)
        self.quoted = frozenset(i for span in spans for i in range(*span))
        self.of = [self._source(tokens, i, quote) for i, quote in enumerate(quotes)]

    def _source(self, tokens: Tokens, i: int, quote: types.Quote) -> Source | None:
        if quote.speaker is None:
            return None
        own = tuple((first, stop) for number, first, stop in self.parts if number == i)
        source = read_source(tokens, self.names, *tokens.span(quote.speaker.start, quote.speaker.end), own)
        said = tuple(tokens.span(part.start, part.end) for part in quote.parts)
        return None if source is None else replace(source, said=said)

    def speech(self, speakers: Sequence[Referent | None]) -> dict[int, Referent | None]:
        """The tokens of direct speech with the speaker of their quote, from one speaker a quote."""
        return {at: speakers[i] for i, first, stop in self.parts for at in range(first, stop)}

    @property
    def named_speech(self) -> dict[int, Referent | None]:
        """The tokens of direct speech with the speaker that the source names."""
        return self.speech([source.named.referent if source and source.named else None for source in self.of])


def _describes_one(tokens: Tokens, spot: Name) -> bool:
    """Whether the name of a people, or of a party's adherents, describes one of them: "the Dane", "the Republican"."""
    definite = spot.first > 0 and tokens.lower[spot.first - 1] in DEFINITE
    describes = spot.referent.kind == GROUP and definite and not spot.modifies
    return describes and is_one_of_a_people(fold(tokens.lower[spot.stop - 1]))


def _direct_parts(tokens: Tokens, quotes: Iterable[types.Quote]) -> Iterator[tuple[int, int, int]]:
    for i, quote in enumerate(quotes):
        for part in quote.parts:
            first, stop = tokens.span(part.start, part.end)
            marks = tokens.words[max(0, first - 1) : first + (first < stop)]
            if quote.kind == "direct" or (quote.kind == "mixed" and not _MARKS.isdisjoint(marks)):
                yield i, first, stop
