"""The spaCy component `newsparse_speakers`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from newsparse import keys, types
from newsparse.guard import guarded
from newsparse.names import Tokens, view
from newsparse.names.own import of_json, using
from newsparse.speakers.cast import PERSON, Referent, SurnameBearers, assemble_cast
from newsparse.speakers.discourse import walk
from newsparse.speakers.floating import Stretch, Zero, find_zero_speaker, neighbours
from newsparse.speakers.found import THIRD_PERSON, Discourse
from newsparse.speakers.gender import gendered
from newsparse.speakers.interview import labels, partners
from newsparse.speakers.kinds import described
from newsparse.speakers.relative import antecedent
from newsparse.speakers.sources import FIRST, RELATIVE, Resolved, Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from newsparse.names.own import OwnWords
    from newsparse.speakers.antecedents import Ranker
    from newsparse.speakers.cast import Spot

__all__ = ["SpeakerResolver", "make_speakers", "resolve_pronouns"]

STAGE = "speakers"
_MARKS = frozenset({'"', "“", "”", "„", "«", "»", "‘", "’", "'", "``", "''"})
# What the quote's confidence is multiplied by when two persons of the text share the surname that is written.
_SHARED_SURNAME = 0.7
_NOBODY = Resolved(None, 0.0, "no source written")
_Result = tuple[Resolved, tuple[int, int] | None]


class SpeakerResolver:
    """Completes the speakers of the quotes in `doc.user_data[keys.QUOTES]` and the people in `[keys.ENTITIES]`.

    Of speakers it fills in all but the place in the text, of people the gender and what told it.

    Args:
        zero: whether quotes without a written source get the speaker that the text around them gives.
        lexicon: the user's own words (`names.own`), None for none.
    """

    def __init__(self, *, zero: bool = True, lexicon: OwnWords | None = None) -> None:
        self.zero = zero
        self.lexicon = lexicon

    @guarded(STAGE)
    def __call__(self, doc: Doc) -> Doc:
        """Write the quotes with their speakers and the reasons, and the people with their gender."""
        with using(self.lexicon):
            return self._resolved(doc)

    def _resolved(self, doc: Doc) -> Doc:
        quotes: tuple[types.Quote, ...] = keys.get(doc, keys.QUOTES)
        entities: tuple[types.Entity, ...] = keys.get(doc, keys.ENTITIES)
        if not quotes and not any(entity.label == "PERSON" for entity in entities):
            return doc
        tokens = view(doc)
        if not tokens.words:
            return doc
        reading = keys.reading(doc)
        blocks = list(zip(reading.kept, reading.kinds, strict=False))
        discourse, found = resolve_quotes(tokens, entities, quotes, zero=self.zero, blocks=blocks)
        people = gendered(discourse, entities, from_names=reading.gender_from_names)
        if quotes:
            doc.user_data[keys.QUOTES] = described(discourse, people, [quote for quote, _ in found])
        doc.user_data[keys.ENTITIES] = people
        keys.log(doc, *(_decision(quote, why) for quote, why in found if why), *_gender_decisions(people))
        return doc


def resolve_quotes(
    tokens: Tokens,
    entities: Sequence[types.Entity],
    quotes: Sequence[types.Quote],
    *,
    zero: bool = True,
    blocks: Sequence[tuple[tuple[int, int], str]] = (),
    by: Ranker | None = None,
) -> tuple[Discourse, list[tuple[types.Quote, str]]]:
    """The walk through the text, and the quotes with their speakers resolved, each with the rule that did it.
    `blocks` are those of the layout, with their kinds; `by` are the trees that choose, None for those of the package.
    """
    turns = labels(quotes, tokens.text, blocks)
    spots = assemble_cast(tokens, entities)
    parts = direct_parts(tokens, quotes)
    sources = read_sources(tokens, spots, quotes, parts)
    quoted = [(first, stop, named_speaker(sources[i])) for i, first, stop in parts]
    discourse = walk(tokens, spots, quoted, filter(None, sources), by)
    results = _resolve(discourse, quotes, sources, parts, turns if zero else None)
    bearers = SurnameBearers(entities)
    return discourse, [_written(tokens, bearers, q, r, source) for q, (r, source) in zip(quotes, results, strict=True)]


def resolve_pronouns(doc: Doc) -> list[tuple[int, int, str | None]]:
    """(start, end, entity id or None) of every "he" and "she" of a Doc that has entities, in order of the text."""
    tokens = view(doc)
    quotes: tuple[types.Quote, ...] = keys.get(doc, keys.QUOTES)
    discourse, _ = resolve_quotes(tokens, keys.get(doc, keys.ENTITIES), quotes)
    found = []
    for i, choice in sorted(discourse.choices.items()):
        if tokens.lower[i] in THIRD_PERSON:
            entity = choice.referent.entity if choice.referent else None
            found.append((tokens.starts[i], tokens.ends[i], entity.id if entity else None))
    return found


def read_sources(
    tokens: Tokens, spots: Sequence[Spot], quotes: Sequence[types.Quote], parts: Sequence[tuple[int, int, int]]
) -> list[Source | None]:
    """The source of each quote, with the direct speech that is its own; None where none is written."""
    named = {i: spot for spot in spots for i in range(spot.first, spot.stop)}
    own: dict[int, list[tuple[int, int]]] = {}
    for i, first, stop in parts:
        own.setdefault(i, []).append((first, stop))
    return [
        None
        if quote.speaker is None
        else read_source(tokens, named, *tokens.span(quote.speaker.start, quote.speaker.end), tuple(own.get(i, ())))
        for i, quote in enumerate(quotes)
    ]


def named_speaker(source: Source | None) -> Referent | None:
    return source.named.referent if source is not None and source.named is not None else None


def direct_parts(tokens: Tokens, quotes: Sequence[types.Quote]) -> list[tuple[int, int, int]]:
    """(quote, first token, one past the last) of the direct speech, longest first: inner quotes overwrite."""
    parts = []
    for i, quote in enumerate(quotes):
        for part in quote.parts:
            first, stop = tokens.span(part.start, part.end)
            marked = (first > 0 and tokens.words[first - 1] in _MARKS) or (
                first < stop and tokens.words[first] in _MARKS
            )
            if quote.kind == "direct" or (marked and quote.kind == "mixed"):
                parts.append((i, first, stop))
    return sorted(parts, key=lambda p: p[1] - p[2])


def _resolve(
    discourse: Discourse,
    quotes: Sequence[types.Quote],
    sources: Sequence[Source | None],
    parts: Sequence[tuple[int, int, int]],
    turns: Sequence[str] | None,
) -> list[_Result]:
    """The resolution of each quote, and for a zero speaker where that speaker is written; none is sought without
    `turns`.
    """
    around: dict[int, Referent | None] = {}
    results: list[_Result] = [(_NOBODY, None)] * len(quotes)
    # Who says "I" in direct speech is known once all other sources are.
    for first_person in (False, True):
        for i, source in enumerate(sources):
            if source is not None and (source.kind == FIRST) == first_person:
                resolved = _of_source(discourse, source, around)
                results[i] = _outside_itself(discourse.tokens, quotes[i], resolved, source.first), None
        around = {at: results[i][0].referent for i, first, stop in parts for at in range(first, stop)}
    if turns is not None:
        _resolve_zero(discourse, quotes, results, turns)
    return results


def _of_source(discourse: Discourse, source: Source, around: Mapping[int, Referent | None]) -> Resolved:
    """Whom a source stands for; `around` gives, for tokens inside direct speech, its speaker."""
    if source.named is not None:
        return source.named
    if source.kind == FIRST:
        why = "I inside a quote is its speaker, else the narrator"
        return Resolved(around.get(source.first), 0.8, source.kind, why)
    if source.kind == RELATIVE:
        return antecedent(discourse, source.first)
    choice = discourse.choices.get(source.head)
    if choice is None:
        return Resolved(None, 0.0, source.kind, "the source names nobody of the text")
    return Resolved(choice.referent, choice.sure, source.kind, choice.why)


def _outside_itself(tokens: Tokens, quote: types.Quote, resolved: Resolved, source: int) -> Resolved:
    """Blank a resolution that rests on a source within the quote's own words."""
    inside = (
        any(p.start <= tokens.starts[source] < p.end for p in quote.parts) if source < len(tokens.starts) else False
    )
    return replace(resolved, referent=None, why="the source lies within the quote") if inside else resolved


def _resolve_zero(
    discourse: Discourse, quotes: Sequence[types.Quote], results: list[_Result], turns: Sequence[str]
) -> None:
    order = sorted(range(len(quotes)), key=lambda i: (quotes[i].start, -quotes[i].end))
    stretches = [_stretch(discourse.tokens, quotes[i], *results[i]) for i in order]
    talking = partners(discourse, quotes, turns)
    for at, i in enumerate(order):
        if quotes[i].speaker is not None or quotes[i].kind == "indirect":
            continue
        turn = turns[i]
        before, after = neighbours(stretches, at)
        zero = talking.get(turn) if turn else find_zero_speaker(discourse, stretches[at], before, after)
        if zero is not None and zero.referent.entity is not None and not _lies_in(discourse.tokens, quotes[i], zero):
            results[i] = Resolved(zero.referent, zero.sure, "no source written", zero.why), zero.source
            stretches[at] = _stretch(discourse.tokens, quotes[i], *results[i])


def _lies_in(tokens: Tokens, quote: types.Quote, zero: Zero) -> bool:
    """Whether the speaker that the text around gives is written in the quote's own words or cue."""
    start, end = tokens.starts[zero.source[0]], tokens.ends[zero.source[1] - 1]
    return any(own.start < end and start < own.end for own in (*quote.parts, quote.cue) if own)


def _stretch(tokens: Tokens, quote: types.Quote, resolved: Resolved, source: tuple[int, int] | None) -> Stretch:
    first, stop = tokens.span(quote.start, quote.end)
    begin, edge = first, max(first, stop - 1)
    if quote.speaker is not None:
        source = tokens.span(quote.speaker.start, quote.speaker.end)
        begin, edge = min(begin, source[0]), max(edge, source[1] - 1)
    if quote.cue is not None:
        cue = tokens.span(quote.cue.start, quote.cue.end)
        begin, edge = min(begin, cue[0]), max(edge, cue[1] - 1)
    edge = min(edge, len(tokens.words) - 1)
    return Stretch(min(first, edge), stop, edge, begin, resolved.referent, source, quote.kind != "indirect")


def _written(
    tokens: Tokens,
    bearers: SurnameBearers,
    quote: types.Quote,
    resolved: Resolved,
    source: tuple[int, int] | None,
) -> tuple[types.Quote, str]:
    """The quote with what was found, and the reason for `newsparse explain`."""
    entity = resolved.entity
    if entity is None or resolved.referent is None:
        why = f"{quote.speaker.text!r} stays as written: {resolved.why}" if quote.speaker and resolved.why else ""
        return quote, why
    sure = resolved.sure
    speaker = quote.speaker
    if speaker is None:
        if source is None:
            return quote, ""
        start, end = tokens.starts[source[0]], tokens.ends[source[1] - 1]
        speaker = types.Speaker(tokens.text[start:end], start, end)
    elif resolved.referent.kind == PERSON and resolved.rule == "name" and bearers.count(speaker.text) > 1:
        sure *= _SHARED_SURNAME
    speaker = replace(speaker, name=entity.name, entity=entity.id)
    why = f"{speaker.text!r} is {entity.id} {entity.name!r} by {resolved.rule}" + (
        f": {resolved.why}" if resolved.why else ""
    )
    return replace(quote, speaker=speaker, confidence=round(quote.confidence * sure, 4)), why


def _decision(quote: types.Quote, why: str) -> keys.Decision:
    at = quote.speaker or quote
    return keys.Decision(STAGE, "speaker", at.start, at.end, f"{quote.id}: {why}")


def _gender_decisions(people: Sequence[types.Entity]) -> Iterator[keys.Decision]:
    """Which words told the gender of whom."""
    for entity in people:
        for each in entity.gender_evidence:
            note = f"{entity.id}: {entity.name!r} is {entity.gender or 'contradicted'} (this tells {each.gender})"
            yield keys.Decision(STAGE, f"gender by {each.kind}", each.start, each.end, note)


@Language.factory("newsparse_speakers", requires=["doc.ents"], default_config={"zero": True, "lexicon": ""})
def make_speakers(nlp: Language, name: str, zero: bool, lexicon: str) -> SpeakerResolver:
    """Create the component; `lexicon` is `OwnWords.data`, or empty."""
    return SpeakerResolver(zero=zero, lexicon=of_json(lexicon) if lexicon else None)
