"""From a group of mentions to the Entity: its name, aliases, roles and score."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from newsparse import types
from newsparse.entities.geography import country_key, state, usual_spelling
from newsparse.entities.organisations import is_short
from newsparse.names import fold, has_word, key_words, one_line, parse_person, strip_possessive
from newsparse.names.nouns import is_known_organisation
from newsparse.types import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from newsparse.entities.gazetteer import Spot
    from newsparse.entities.named import Group, Named

__all__ = ["build_entity"]

_INITIAL = re.compile(r"^\w\.?$")


def build_entity(number: int, group: Group, named: Sequence[Named], roles: Mapping[int, Sequence[str]]) -> types.Entity:
    """The Entity of a group; `named` holds all mentions, `roles` those that the text gives at some, by position."""
    members = [named[i] for i in group.members]
    label = _label(members)
    forms = {i: _form(named[i], label) for i in group.members}
    name = _best(_proper(forms, group.other_names), label)
    aliases = [form for form in dict.fromkeys((*forms.values(), *group.aliases)) if form != name and has_word(form)]
    return types.Entity(
        id=f"{types.ENTITY_ID_PREFIX}{number}",
        name=name,
        label=label,
        mentions=tuple(types.Mention(m.text, m.start, m.end, m.score) for m in members),
        aliases=tuple(aliases),
        roles=tuple(dict.fromkeys(one_line(role) for i in group.members for role in roles.get(i, ()))),
        country=group.country,
        score=max(m.score for m in members),
        **_where(group.spot),
    )


def _proper(forms: Mapping[int, str], others: Set[int]) -> list[str]:
    """The forms less those at the positions of `others`, former or other names; all where there are no more."""
    return [form for i, form in forms.items() if i not in others] or list(forms.values())


def _where(spot: Spot | None) -> dict[str, Any]:
    if spot is None:
        return {}
    return {
        "geonames_id": spot.id,
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "admin1": spot.admin1,
        "population": spot.population,
    }


def _label(members: Sequence[Named]) -> str:
    """The label with the greatest weight; the first of equals."""
    weights: dict[str, float] = {}
    for member in members:
        weights[member.label] = weights.get(member.label, 0.0) + member.score
    return max(weights, key=lambda label: weights[label])


def _form(mention: Named, label: str) -> str:
    """The mention as a name: one line, no possessive, no title, no capitals throughout."""
    bare = mention.text if is_known_organisation(mention.text) else strip_possessive(mention.text)
    text = one_line(bare if has_word(bare) else mention.text)
    if label == "PERSON":
        shown = parse_person(text).shown
        text = shown if has_word(shown) else text
    elif _has_article(text, label):
        text = text[4:]
    return _as_name(text) if _is_shouted(text, label) else text


def _has_article(text: str, label: str) -> bool:
    """Whether "the" before a country or an organisation of several words is no part of its name."""
    if text[:4].lower() != "the ":
        return False
    return bool(country_key(text)) if label in PLACE_LABELS else label == "ORG" and " " in text[4:]


def _is_shouted(text: str, label: str) -> bool:
    """Whether a name is in capitals throughout that are not its own: no acronym ("MBS", "U.S."), no short word."""
    if not text.isupper():
        return False
    if label in PLACE_LABELS:
        return len(text) > 3 and "." not in text
    return label == "PERSON" and (len(text) == 1 or not set("AEIOUY.").isdisjoint(fold(text).upper()))


def _as_name(text: str) -> str:
    """LAGOS -> Lagos, COX'S BAZAR -> Cox's Bazar."""
    return re.sub(r"[^\W\d_]{2,}(?:['’]S\b)?", lambda match: match[0].capitalize(), text)


def _best(forms: Sequence[str], label: str) -> str:
    """The fullest form; of equally full ones the most frequent, then the one with its accents, then the first."""
    written = list(map(usual_spelling, forms)) if label in PLACE_LABELS else forms
    counts = Counter(written)
    return max(counts, key=lambda form: (*_fullness(form, label), fold(form) != form.lower(), counts[form]))


def _fullness(form: str, label: str) -> tuple[int, bool, int]:
    """How many words a form has, whether it is no short one, and how many initials."""
    words = form.split()
    initials = sum(bool(_INITIAL.match(word)) for word in words)
    size = len(words) - initials if label in PLACE_LABELS | {"PERSON"} else len(key_words(form))
    written_out = not (state(form) if label in PLACE_LABELS else label == "ORG" and is_short(form))
    return size - (form[:4].lower() == "the "), written_out, initials
