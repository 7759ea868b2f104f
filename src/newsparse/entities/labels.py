"""The label of a name: the tagger's chances for all mentions of one form, and the signs that speak for a kind.

For each mention and kind of bearer the logarithm of the chance is taken, the weights of its signs are added, and a
share of what the other mentions of the same form have. The kind with the most prevails; explanations name the signs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import repeat
from math import log
from typing import TYPE_CHECKING

from newsparse.entities.case import case_of
from newsparse.entities.facts import facts_of
from newsparse.entities.geography import demonym_codes, lookup
from newsparse.entities.signs import signs_beside, signs_in_text, weights
from newsparse.names import fold, strip_possessive
from newsparse.names.nouns import namesakes
from newsparse.types import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from newsparse.entities.named import Named
    from newsparse.text.tokens import Tokens

__all__ = ["relabel"]

KINDS = ("PERSON", "PLACE", "ORG", "NORP", "THING")
_KIND_OF = {
    **dict.fromkeys(PLACE_LABELS, "PLACE"),
    **dict.fromkeys(("MISC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"), "THING"),
    **{label: label for label in ("PERSON", "ORG", "NORP")},
}
_USUAL = {"PLACE": "LOC", "THING": "MISC"}
_SURE = 0.7
"""The chance of a label whose tagger gives none."""
_LEAST = 0.004
"""Less than this the chance of no kind is: the tagger is not so sure as it says."""
_SHARE = 1.0
_SHARE_OF_NAMESAKES = 0.3
"""What another mention of a form counts: a name that no table knows has one bearer in a text, so one label; that of a
place is a club's, a firm's and a government's as well."""

Odds = dict[str, float]
"""Kind -> the logarithm of how likely it is, up to a constant."""


def relabel(tokens: Tokens, named: Sequence[Named]) -> tuple[list[Named], list[tuple[Named, str]]]:
    """The mentions with their labels corrected, and of each corrected one the mention as it was and the reason."""
    found = list(named)
    notes: list[tuple[Named, str]] = []
    weighed = [i for i, mention in enumerate(found) if mention.label in _KIND_OF]
    judged = _of_things([found[i] for i in weighed], _judged(tokens, [found[i] for i in weighed]))
    for i, (label, reason) in zip(weighed, judged, strict=True):
        if reason:
            notes.append((found[i], f"labelled {label}: {reason}"))
            found[i] = replace(found[i], label=label)
    return found, notes


def _judged(tokens: Tokens, mentions: Sequence[Named]) -> list[tuple[str, str]]:
    """The label of each mention, and why it is not the one that it has; "" where it is."""
    bare = [_odds(mention) for mention in mentions]
    cases = [case_of(tokens, mention) for mention in mentions]
    beside = [list(signs_beside(case)) for case in cases]
    first = _pooled(mentions, bare, list(map(_added, bare, beside)))
    facts = facts_of(tokens, cases, list(map(_best, first)), beside)
    signs = [[*near, *signs_in_text(case, facts)] for case, near in zip(cases, beside, strict=True)]
    apart = {i for i, n in enumerate(mentions) if fold(n.text) in facts.families and n.is_after_the(tokens)}
    odds = _pooled(mentions, bare, list(map(_added, bare, signs)), apart)
    return list(map(_told, mentions, odds, signs, repeat(facts.buildings)))


def _of_things(mentions: Sequence[Named], judged: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The labels, that of a thing the same wherever it is named: the one that the tagger holds for likeliest in all."""
    chances: dict[str, Odds] = defaultdict(lambda: defaultdict(float))
    things = {i: _form(n) for i, n in enumerate(mentions) if _KIND_OF[judged[i][0]] == "THING"}
    for i, form in things.items():
        for label, chance in (mentions[i].labels or {mentions[i].label: _SURE}).items():
            chances[form][label] += chance
    found = list(judged)
    for i, form in things.items():
        label = _label("THING", chances[form], known=False)
        if label != judged[i][0]:
            found[i] = label, judged[i][1] or "as elsewhere in the text"
    return found


def _form(mention: Named) -> str:
    """A name folded, without its article and "'s"."""
    return fold(strip_possessive(mention.text)).removeprefix("the ")


def _told(mention: Named, odds: Odds, signs: Sequence[str], buildings: Mapping[str, str]) -> tuple[str, str]:
    kind = _best(odds)
    if kind == _KIND_OF[mention.label]:
        return mention.label, ""
    letters = buildings.get(fold(mention.text)) if kind == "PLACE" else None
    place = lookup(mention.text)
    label = letters or _label(kind, mention.labels, known=bool(place.codes or place.is_country))
    return label, ", ".join(sign for sign in signs if weights()[sign].get(kind)) or "as elsewhere in the text"


def _odds(mention: Named) -> Odds:
    """The tagger's chances."""
    chances = dict.fromkeys(KINDS, 0.0)
    for label, chance in (mention.labels or {mention.label: _SURE}).items():
        if label in _KIND_OF:
            chances[_KIND_OF[label]] += chance
    rest = 0.0 if mention.labels else (1 - _SURE) / (len(KINDS) - 1)
    return {kind: log(max(chance or rest, _LEAST)) for kind, chance in chances.items()}


def _added(odds: Odds, signs: Iterable[str]) -> Odds:
    """The odds with the weights of the signs."""
    odds = dict(odds)
    for sign in signs:
        for kind, weight in weights()[sign].items():
            odds[kind] += weight
    return odds


def _pooled(
    named: Sequence[Named], bare: Sequence[Odds], told: Sequence[Odds], apart: Set[int] = frozenset()
) -> list[Odds]:
    """The odds of each mention, as its signs have told them, with a share of those of the others of its form.

    Where a name has several bearers the signs beside the others tell nothing, and only the `bare` chances count. Those
    `apart` are pooled by themselves: "the House" beside "House", who is somebody of the text.
    """
    groups: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for i, mention in enumerate(named):
        groups[_form(mention), i in apart].append(i)
    found = [dict(each) for each in told]
    for (form, _), members in groups.items():
        if len(members) > 1:
            of_namesake = _is_namesake(form)
            odds = bare if of_namesake else told
            share = _SHARE_OF_NAMESAKES if of_namesake else _SHARE
            total = {kind: sum(odds[i][kind] for i in members) for kind in KINDS}
            for i in members:
                found[i] = {kind: told[i][kind] + share * (total[kind] - odds[i][kind]) for kind in KINDS}
    return found


def _is_namesake(form: str) -> bool:
    """Whether a name is a place's or people's, or a word, so that several may bear it in one text."""
    return bool(lookup(form).codes or demonym_codes(form) or form in namesakes())


def _best(odds: Odds) -> str:
    return max(odds, key=lambda kind: odds[kind])


def _label(kind: str, labels: Mapping[str, float], *, known: bool) -> str:
    """The label of a kind that the tagger holds for the likeliest; the usual one where it has none.

    A place that the tables have is no building.
    """
    if kind == "PLACE" and known:
        labels = {label: chance for label, chance in labels.items() if label != "FAC"}
    of_kind = [label for label in labels if _KIND_OF.get(label) == kind]
    return max(of_kind, key=lambda label: labels[label], default=_USUAL.get(kind, kind))
