"""The spaCy component `newsparse_speakers`."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.language import Language

from newsparse import keys, types
from newsparse.coref.gender import gendered
from newsparse.coref.kinds import described
from newsparse.coref.mentions import THIRD_PERSON
from newsparse.coref.referents import GROUP
from newsparse.coref.relatives import resolve_relative
from newsparse.coref.source_resolution import Kind, Resolved, Source
from newsparse.coref.sources import Sources
from newsparse.coref.walk import Walk
from newsparse.coref.zero import Stretch, answerer, quote_before, turns, zero_speaker
from newsparse.guard import guarded
from newsparse.names import parse_person
from newsparse.names.own import of_json, using
from newsparse.text.grammar import is_undergone
from newsparse.text.lines import meet
from newsparse.text.tokens import Tokens, read_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from newsparse.coref.antecedents import Ranker
    from newsparse.coref.discourse_state import Discourse
    from newsparse.coref.referents import Referent
    from newsparse.coref.source_resolution import Named
    from newsparse.names.own import OwnWords

__all__ = ["SpeakerResolver", "make_speakers", "resolve_pronouns", "resolve_quotes"]

STAGE = "speakers"
_SHARED_SURNAME = 0.7
"""What the quote's confidence is multiplied by when two persons of the text share the surname that is written."""
_TOGETHER = re.compile(r"(?:they|both|(?:the|these|both) (?:two|pair)\b.*)$")
"""Words for several who were a source just before."""
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
        tokens = read_tokens(doc)
        if not tokens.words:
            return doc
        discourse, found = resolve_quotes(tokens, entities, quotes, zero=self.zero)
        people = gendered(discourse, entities, from_names=keys.reading(doc).gender_from_names)
        if quotes:
            doc.user_data[keys.QUOTES] = described(discourse, people, [quote for quote, _ in found])
        doc.user_data[keys.ENTITIES] = people
        keys.log(doc, *_decisions(found), *_gender_decisions(people))
        return doc


def resolve_quotes(
    tokens: Tokens,
    entities: Sequence[types.Entity],
    quotes: Sequence[types.Quote],
    *,
    zero: bool = True,
    by: Ranker | None = None,
) -> tuple[Discourse, list[tuple[types.Quote, str]]]:
    """The walk through the text, and the quotes with their speakers resolved, each with the rule that did it.
    `by` are the trees that choose, None for those of the package.
    """
    sources = Sources(tokens, entities, quotes)
    discourse = Walk(sources, by).run()
    results = _resolve(discourse, quotes, sources)
    if zero:
        _resolve_zero(discourse, quotes, results)
    return discourse, [_written(tokens, sources.names, q, r, at) for q, (r, at) in zip(quotes, results, strict=True)]


def resolve_pronouns(doc: Doc) -> list[tuple[int, int, str | None]]:
    """(start, end, entity id or None) of every "he" and "she" of a Doc that has entities, in order of the text."""
    tokens = read_tokens(doc)
    quotes: tuple[types.Quote, ...] = keys.get(doc, keys.QUOTES)
    discourse, _ = resolve_quotes(tokens, keys.get(doc, keys.ENTITIES), quotes)
    found = []
    for i in sorted(discourse.choices):
        if tokens.lower[i] in THIRD_PERSON:
            referent = discourse.chosen(i)
            entity = referent.entity if referent is not None else None
            found.append((tokens.starts[i], tokens.ends[i], entity.id if entity else None))
    return found


def _resolve(discourse: Discourse, quotes: Sequence[types.Quote], sources: Sources) -> list[_Result]:
    """The resolution of each quote with a source: once with nobody known to speak, and again with who does."""
    found = [_NOBODY] * len(quotes)
    for _ in range(2):
        speech = sources.speech([each.referent for each in found])
        found = [_without_group(_of_source(discourse, each, speech)) if each else _NOBODY for each in sources.of]
    _again_together(sources, found)
    return [(each, None) for each in found]


def _again_together(sources: Sources, found: list[Resolved]) -> None:
    """Take "they" and "the two" right behind a source of several for these."""
    written = sorted((source.first, i, source) for i, source in enumerate(sources.of) if source is not None)
    for (_, before, _), (first, i, source) in pairwise(written):
        again = _TOGETHER.match(sources.tokens.cut(first, source.stop).lower())
        if again and found[before].joint and found[i].referent is None:
            found[i] = replace(found[before], why="taken up")


def _without_group(found: Resolved) -> Resolved:
    """Nobody in place of a people or the adherents of a party, whom no name tells: of 12 "Democrats", "Americans" and
    the like that speak in annotated news, readers named none.
    """
    if found.referent is None or found.referent.kind != GROUP:
        return found
    return replace(found, referent=None, why="a people or party is nobody in particular")


def _of_source(discourse: Discourse, source: Source, speech: Mapping[int, Referent | None]) -> Resolved:
    """Whom a source stands for; `speech` gives, for tokens inside direct speech, its speaker."""
    if source.named is not None:
        return source.named
    if source.kind == Kind.FIRST:
        return Resolved(
            speech.get(source.first), 0.8, source.kind, "I inside a quote is its speaker, else the narrator"
        )
    if source.kind == Kind.RELATIVE:
        return resolve_relative(discourse, source.first)
    choice = discourse.choices.get(source.head)
    if choice is None:
        return Resolved(None, 0.0, source.kind, "the source names nobody of the text")
    if choice.referent is not None and choice.referent is speech.get(source.head):
        return Resolved(None, 0.0, source.kind, "nobody calls himself so")
    return Resolved(choice.referent, choice.sure, source.kind, choice.why)


# Quotes without a source.


def _resolve_zero(discourse: Discourse, quotes: Sequence[types.Quote], results: list[_Result]) -> None:
    order = sorted(range(len(quotes)), key=lambda i: (quotes[i].start, -quotes[i].end))
    stretches = [_stretch(discourse.tokens, quotes[i], *results[i]) for i in order]
    letters = turns(quotes, discourse.tokens.layout)
    answers = answerer(discourse, quotes, letters)
    for at, i in enumerate(order):
        if quotes[i].speaker is not None or quotes[i].kind == "indirect" or _is_of_others(discourse.tokens, quotes[i]):
            continue
        zero = zero_speaker(discourse, stretches[at], quote_before(stretches, at))
        if letters[i]:
            zero = answers if letters[i] == "A" else None
        own = discourse.tokens.span(quotes[i].start, quotes[i].end)
        if zero is not None and zero.referent.entity is not None and not meet(zero.source, own):
            results[i] = Resolved(zero.referent, zero.sure, "no source written", zero.why), zero.source
            stretches[at] = _stretch(discourse.tokens, quotes[i], *results[i])


def _is_of_others(tokens: Tokens, quote: types.Quote) -> bool:
    """Whether a cue tells that others said it, whoever they are: the court heard, was branded “a thief”."""
    cue = quote.cue
    if cue is None:
        return False
    return cue.lemma == "hear" or any(is_undergone(tokens, i) for i in tokens.between(cue.start, cue.end))


def _stretch(tokens: Tokens, quote: types.Quote, resolved: Resolved, source: tuple[int, int] | None) -> Stretch:
    first, stop = tokens.span(quote.start, quote.end)
    beside = [tokens.span(each.start, each.end) for each in (quote.speaker, quote.cue) if each is not None]
    if quote.speaker is not None:
        source = beside[0]
    edge = min(max((first, stop - 1, *(each[1] - 1 for each in beside))), len(tokens) - 1)
    return Stretch(min(first, edge), stop, edge, resolved.referent, source)


# What is written.


def _written(
    tokens: Tokens, names: Named, quote: types.Quote, resolved: Resolved, source: tuple[int, int] | None
) -> tuple[types.Quote, str]:
    """The quote with what was found, and the reason for `newsparse explain`."""
    entity, speaker = resolved.entity, quote.speaker
    if speaker is None:
        if source is None:
            return quote, ""
        start, end = tokens.starts[source[0]], tokens.ends[source[1] - 1]
        speaker = types.Speaker(tokens.text[start:end], start, end)
    if resolved.joint:
        several = [each.entity for each in resolved.joint if each.entity is not None]
        speaker = replace(speaker, joint=tuple(each.id for each in several))
        return replace(quote, speaker=speaker), f"{speaker.text!r} is {', '.join(each.name for each in several)}"
    if entity is None:
        return quote, f"{speaker.text!r} stays as written: {resolved.why}" if resolved.why else ""
    bearers = names.bearers(parse_person(speaker.text).words) if entity.label == "PERSON" else ()
    shared = resolved.rule == Kind.NAME and len(bearers) > 1
    sure = resolved.sure * (_SHARED_SURNAME if shared else 1)
    reason = f": {resolved.why}" if resolved.why else ""
    why = f"{speaker.text!r} is {entity.id} {entity.name!r} by {resolved.rule}{reason}"
    speaker = replace(speaker, name=entity.name, entity=entity.id)
    return replace(quote, speaker=speaker, confidence=round(quote.confidence * sure, 4)), why


def _decisions(found: Sequence[tuple[types.Quote, str]]) -> Iterator[keys.Decision]:
    """Why each speaker is who it is."""
    for quote, why in found:
        at = quote.speaker or quote
        if why:
            yield keys.Decision(STAGE, "speaker", at.start, at.end, f"{quote.id}: {why}")


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
