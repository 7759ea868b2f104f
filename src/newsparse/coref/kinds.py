"""What a speaker is: somebody named or not, an organisation, a document; for whom he speaks; why he is not named.

Pure functions over the columns of a text and the walk through it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.coref.mentions import HUMAN, Noun, is_body, is_plural, listed, noun_kind
from newsparse.coref.referents import GROUP, ORG, PLACE
from newsparse.coref.source_heads import head_word
from newsparse.names import fold
from newsparse.names.nouns import singular
from newsparse.text.beside import age_at
from newsparse.text.words import ARTICLES, DEFINITE, POSSESSIVE_MARKS, PRONOUNS
from newsparse.types import UNNAMED_KINDS, Speaker, TextSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsparse.coref.discourse_state import Discourse
    from newsparse.text.tokens import Tokens
    from newsparse.types import Entity, Quote, SpeakerKind

    _Forms = dict[str, list[tuple[str, str]]]

__all__ = ["described"]

_LABELS: dict[str, SpeakerKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "organization", "LOC": "organization", "FAC": "organization",
    "NORP": "unnamed group", "LAW": "document", "WORK": "document", "WORK_OF_ART": "document",
}  # fmt: skip
_OF = frozenset({"of", "for", "at", "from", "with", "by"})
_REACH = 8
"""Words after "of" or "for" in which its noun is looked for."""
_SENTENCE = 80
"""Words on either side of a source in which the reason of its anonymity is looked for."""
_PAST = re.compile(r"\b(?:former|ex-|late\b)", re.IGNORECASE)
_POSSESSIVE_END = re.compile(r"['’]s?\s")
_ANONYMOUS = re.compile(
    r"(?:\bwho\s+|\ball\s+)?(?:\b(?:(?:has|have|had|was|were|is|are)\s+)?(?:spoke|speaking|spoken|talked|talking|commented|insisted|insisting"
    r"|requested|requesting|asked|asking|granted|given|declined|declining|refused|wished|wishing|wanted|did|agreed|preferred)\b"
    r"[^.!?\n“”\"]{0,40}?)?"
    r"(?:\b(?:on|under)\s+(?:the\s+)?conditions?\s+(?:of\s+)?(?:anonymity|that\s+\w+\s+not\s+be\s+(?:named|identified|quoted))"
    r"|\banonymity\b|\banonymously\b|\bto\s+remain\s+(?:anonymous|unnamed|nameless)\b"
    r"|\b(?:not\s+(?:want\s+)?to\s+be|not\s+be|to\s+be|against\s+being)\s+(?:publicly\s+)?(?:named|identified|quoted\s+by\s+name)\b"
    r"|\b(?:was|were|is|are)?\s*(?:not|n[o’']t)\s+(?:been\s+)?(?:authori[sz]ed|allowed|permitted)\s+to\s+(?:speak|talk|discuss|comment|brief)\b)"
    r"[^,;.!?\n“”\"—–()]*",
    re.IGNORECASE,
)  # fmt: skip
_TELLS = re.compile(
    r"anonym|unnamed|nameless|not\s+(?:want\s+)?to\s+be|not\s+be\s|(?:declin|refus)\w+\s+to\s+be|against\s+being|authori[sz]ed|allowed|permitted",
    re.IGNORECASE,
)


def described(discourse: Discourse, entities: Sequence[Entity], quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes, their speakers with kind, affiliation and the reason of anonymity."""
    by_id = {entity.id: entity for entity in entities}
    organisations = _organisations(entities)
    return tuple(
        replace(q, speaker=_described(discourse, by_id.get(q.speaker.entity or ""), organisations, q.speaker))
        if q.speaker is not None
        else q
        for q in quotes
    )


def _described(
    discourse: Discourse,
    entity: Entity | None,
    organisations: _Forms,
    speaker: Speaker,
) -> Speaker:
    tokens = discourse.tokens
    first, stop = tokens.span(speaker.start, speaker.end)
    if first >= stop:
        return speaker
    head = head_word(tokens, first, stop, discourse.named)
    kind = kind_of(discourse, entity, head)
    affiliation = None
    if kind in ("person", "document", *UNNAMED_KINDS):
        affiliation = _affiliation(discourse, first, stop, head, None if kind == "document" else entity)
        if affiliation is None and entity is not None and entity.label == "PERSON":
            affiliation = _of_roles(entity, organisations)
    anonymity = _anonymity(tokens, first, stop) if kind in UNNAMED_KINDS else None
    return replace(speaker, kind=kind, affiliation=affiliation, anonymity=anonymity)


def kind_of(discourse: Discourse, entity: Entity | None, head: int) -> SpeakerKind | None:
    """What the source with its head at a token is; None for a pronoun that stands for nobody known, and the like."""
    tokens, named = discourse.tokens, discourse.named.get(head)
    noun = singular(fold(tokens.words[head]))
    if named is None and noun_kind(noun, plural=is_plural(tokens, head, noun)) == Noun.DOCUMENT:
        return "document"
    known = entity or (named.referent.entity if named is not None else None)
    if known is not None:
        return _LABELS.get(known.label)
    return None if tokens.lower[head] in PRONOUNS else _kind_of_noun(tokens, head, noun)


def _kind_of_noun(tokens: Tokens, head: int, noun: str) -> SpeakerKind | None:
    """What a common noun, folded and singular, with its head at a token, says that its source is."""
    plural, kind = is_plural(tokens, head, noun), noun_kind(noun)
    if tokens.lower[head] in listed("groups"):
        return "unnamed group"
    if noun in listed("persons") or kind in HUMAN or age_at(tokens, head):
        return "unnamed group" if plural else "unnamed person"
    if kind == Noun.BODY:
        return "unnamed group" if plural and noun != "police" else "organization"
    return None


def _affiliation(discourse: Discourse, first: int, stop: int, head: int, entity: Entity | None) -> str | None:
    """The organisation in the words of the source: named in them, or by its noun; None where there is none."""
    tokens = discourse.tokens
    office = singular(fold(tokens.words[head])) in listed("offices")
    kinds = (ORG, PLACE, GROUP) if office else (ORG,)
    for i in (*range(head + 1, stop), *range(head - 1, first - 1, -1)):
        spot = discourse.named.get(i)
        if spot is not None and spot.referent.kind in kinds and spot.referent.entity not in (None, entity):
            return spot.referent.entity.name if spot.referent.entity else None
    return _by_noun(discourse, first, stop, head)


def _by_noun(discourse: Discourse, first: int, stop: int, head: int) -> str | None:
    """The organisation that a noun tells: "a spokesman for the council", "the company's lawyer", "police officers"."""
    tokens = discourse.tokens
    if head + 1 < stop and tokens.lower[head + 1] in _OF:
        body = _body_after(tokens, head + 2, stop)
        if body is not None:
            return _resolved(discourse, head + 2, body)
    for j in range(head - 1, first - 1, -1):
        if is_body(singular(fold(tokens.words[j]))) and tokens.lower[j] not in DEFINITE | ARTICLES:
            return _resolved(discourse, first if tokens.lower[j + 1] in POSSESSIVE_MARKS else j, j)
    return None


def _body_after(tokens: Tokens, begin: int, stop: int) -> int | None:
    """The noun for a body that heads what follows "of" or "for"."""
    for j in range(begin, min(stop, begin + _REACH)):
        if tokens.lower[j] in _OF or not tokens.words[j][0].isalnum():
            return None
        if is_body(singular(fold(tokens.words[j]))) and not (j + 1 < stop and tokens.tags[j + 1].startswith("NN")):
            return j
    return None


def _resolved(discourse: Discourse, begin: int, head: int) -> str:
    """The name of the organisation that a noun phrase stands for, else the phrase as written."""
    referent = discourse.chosen(head)
    if referent is not None and referent.kind == ORG and referent.entity is not None:
        return referent.entity.name
    return " ".join(discourse.tokens.cut(begin, head + 1).split())


def _organisations(entities: Iterable[Entity]) -> _Forms:
    """Every form of an organisation's name with the name, the longest forms first, by their first words."""
    found: _Forms = {}
    forms = [(form, each.name) for each in entities if each.label == "ORG" for form in (each.name, *each.aliases)]
    for form, name in sorted(forms, key=lambda pair: -len(pair[0])):
        found.setdefault(form.split(" ", 1)[0], []).append((form, name))
    return found


def _of_roles(entity: Entity, organisations: _Forms) -> str | None:
    """The organisation that a role of somebody names: "chief executive of Brandt GmbH"; not a role of the past."""
    for role in entity.roles:
        if _PAST.search(role):
            continue
        plain = _POSSESSIVE_END.sub(" ", f"{role.replace(',', ' ')} ")
        for word in plain.split():
            for form, name in organisations.get(word, ()):
                if f" {form} " in f" {plain}":
                    return name
    return None


def _anonymity(tokens: Tokens, first: int, stop: int) -> TextSpan | None:
    """The words of the source's sentence, or of the next one that takes it up, that say that it is not named."""
    sentence = tokens.sentences[first]
    begin, end = max(first - _SENTENCE, tokens.sentence_bounds[sentence][0]), stop
    while end < len(tokens.words) and end - stop < _SENTENCE and _goes_on(tokens, end, sentence):
        end += 1
    for match in _ANONYMOUS.finditer(tokens.text, tokens.starts[begin], tokens.ends[end - 1]):
        if _TELLS.search(match[0]):
            text = match[0].rstrip()
            return TextSpan(text, match.start(), match.start() + len(text))
    return None


def _goes_on(tokens: Tokens, i: int, sentence: int) -> bool:
    """Whether a token is in the sentence, or in the next of the paragraph where that begins with its source."""
    if tokens.sentences[i] == sentence:
        return True
    if tokens.sentences[i] != sentence + 1 or tokens.paragraphs[i] != tokens.paragraphs[i - 1]:
        return False
    begins = tokens.sentences[i - 1] == sentence
    return not begins or tokens.lower[i] in ("he", "she", "they", "both", "all", "the")
