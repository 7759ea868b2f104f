"""From a group of mentions to the Entity: its name, aliases, roles and score."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from newsparse import types
from newsparse.entities.geography import country_key, state, usual_spelling
from newsparse.entities.named import PLACES, Group, Named
from newsparse.names import fold, has_word, key_words, one_line, parse_person, strip_possessive
from newsparse.names.nouns import organisations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.entities.gazetteer import Spot

__all__ = ["build_entity"]

_INITIAL = re.compile(r"^\w\.?$")


def build_entity(number: int, group: Group, named: Sequence[Named], roles: Sequence[str]) -> types.Entity:
    """The Entity of a group; `named` holds all mentions, `roles` those of the group in order of appearance."""
    members = [named[i] for i in group.members]
    label = _label(members)
    forms = [_form(m, label) for m in members]
    usable = [f for i, f in zip(group.members, forms, strict=True) if i not in group.other_names] or forms
    name = _best(usable, label)
    aliases = [f for f in dict.fromkeys([*forms, *group.aliases]) if f != name and has_word(f)]
    return types.Entity(
        id=f"{types.ENTITY_ID_PREFIX}{number}",
        name=name,
        label=label,
        mentions=tuple(types.Mention(m.text, m.start, m.end, m.score) for m in members),
        aliases=tuple(aliases),
        roles=tuple(dict.fromkeys(map(one_line, roles))),
        country=group.country,
        score=max(m.score for m in members),
        **_where(group.spot if label in PLACES else None),
    )


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
    bare = mention.text if fold(mention.text) in organisations() else strip_possessive(mention.text)
    text = one_line(bare if has_word(bare) else mention.text)
    if label == "PERSON":
        shown = parse_person(text).shown
        text = shown if has_word(shown) else text
    elif (label in PLACES and text[:4].lower() == "the " and country_key(text)) or (
        label == "ORG" and text[:4].lower() == "the " and " " in text[4:]
    ):
        text = text[4:]
    return _lower_capitals(text, label)


def _lower_capitals(text: str, label: str) -> str:
    """Capitals throughout made a name: LAGOS -> Lagos; acronyms and short words stay."""
    if not text.isupper() or (label not in PLACES | {"PERSON"}):
        return text
    if label in PLACES and (len(text) < 4 or "." in text):
        return text
    if label == "PERSON" and len(text) > 1 and not set("AEIOUY.").intersection(fold(text).upper()):
        return text  # "MBS", "DJ"
    return re.sub(r"[^\W\d_]+", lambda m: m.group(0) if len(m.group(0)) == 1 else m.group(0).capitalize(), text)


def _best(forms: Sequence[str], label: str) -> str:
    """The fullest form; of equally full ones the most frequent, then the one with its accents, then the first."""
    counts = Counter(forms)
    if label in PLACES:
        written = [usual_spelling(f) for f in forms]
        counts = Counter(written)
        forms = written
    order = {form: i for i, form in enumerate(dict.fromkeys(forms))}

    def fullness(form: str) -> tuple[int, bool, int, bool, int, int]:
        words = [w for w in form.split() if not _INITIAL.match(w)]
        initials = len(form.split()) - len(words)
        size = len(key_words(form)) if label not in PLACES | {"PERSON"} else len(words)
        written_out = not (label in PLACES and state(form))
        return (
            size - (form[:4].lower() == "the "),
            written_out,
            initials,
            fold(form) != form.lower(),
            counts[form],
            -order[form],
        )

    return max(order, key=fullness)
