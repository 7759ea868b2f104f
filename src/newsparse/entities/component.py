"""The spaCy component `newsparse_entities`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import SpanGroup

from newsparse import keys, types
from newsparse.entities.boundaries import repair
from newsparse.entities.build import build_entity
from newsparse.entities.labels import relabel
from newsparse.entities.named import Group, Named, is_name, ordered
from newsparse.entities.organisations import cluster_organisations
from newsparse.entities.own import claimed, regrouped, told
from newsparse.entities.people import cluster_people
from newsparse.entities.places import cluster_groups, cluster_places
from newsparse.entities.roles import roles_of
from newsparse.guard import guarded
from newsparse.names import fold, strip_possessive
from newsparse.names.own import of_json, using
from newsparse.text.tokens import read_tokens
from newsparse.types import PLACE_LABELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc

    from newsparse.names.own import OwnName, OwnWords
    from newsparse.text.tokens import Tokens

__all__ = ["LEFT_OUT", "EntityMerger", "make_entities", "mentions_of"]

STAGE = "entities"
# Labels that are values rather than bearers of names; dates have a stage of their own.
LEFT_OUT = frozenset({"DATE", "TIME", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})


class EntityMerger:
    """Merges the mentions in `doc.ents` into entities, one for each bearer, in `doc.user_data[keys.ENTITIES]`.

    Args:
        merge: False makes one entity of each different text and label, without the rules for names.
        roles: whether to look for the roles of persons.
        lexicon: the user's own words (`names.own`), None for none.
    """

    def __init__(self, *, merge: bool = True, roles: bool = True, lexicon: OwnWords | None = None) -> None:
        self.merge = merge
        self.roles = roles
        self.lexicon = lexicon

    @guarded(STAGE)
    def __call__(self, doc: Doc) -> Doc:
        """Write the entities and the reasons."""
        with using(self.lexicon):
            return self._found(doc)

    def _found(self, doc: Doc) -> Doc:
        tokens = read_tokens(doc)
        named = _read(doc, tokens)
        known: Mapping[tuple[int, int], OwnName] = {}
        if self.lexicon is not None and self.lexicon.names:
            named, known = claimed(tokens, named, self.lexicon)
            keys.log(doc, *(keys.Decision(STAGE, "lexicon", *span, name.name) for span, name in known.items()))
        groups = cluster(tokens, named) if self.merge else cluster_same(named)
        groups = regrouped(groups, named, known) if known else groups
        entities = tuple(told(entity, known) for entity in self.build(tokens, groups, named))
        doc.user_data[keys.ENTITIES] = entities
        keys.log(doc, *_reasons(groups, named, entities))
        return doc

    def build(self, tokens: Tokens, groups: Sequence[Group], named: Sequence[Named]) -> tuple[types.Entity, ...]:
        """The entities of the groups, numbered in order of appearance."""
        roles = _roles(tokens, named) if self.roles else {}
        return tuple(build_entity(number, group, named, roles) for number, group in enumerate(groups, 1))


def _roles(tokens: Tokens, named: Sequence[Named]) -> dict[int, list[str]]:
    """Position of a person's mention -> the roles that the text gives there."""
    persons = {i: mention for i, mention in enumerate(named) if mention.label == "PERSON"}
    inside = frozenset(i for person in persons.values() for i in range(person.first, person.stop))
    return {i: list(roles_of(tokens, person, inside)) for i, person in persons.items()}


def _read(doc: Doc, tokens: Tokens) -> list[Named]:
    """The names of a Doc, with their extents and labels put right; what was no name or put right is logged."""
    given = mentions_of(doc, tokens)
    named, repairs = repair(tokens, list(filter(is_name, given)))
    named, corrections = relabel(tokens, list(filter(is_name, named)))
    notes = [*repairs, *corrections]
    keys.log(doc, *(keys.Decision(STAGE, "no name", m.start, m.end) for m in given if not is_name(m)))
    keys.log(doc, *(keys.Decision(STAGE, "repair", m.start, m.end, f"{m.text!r}: {note}") for m, note in notes))
    return named


def mentions_of(doc: Doc, tokens: Tokens) -> list[Named]:
    """`doc.ents` as plain values, less the labels left out; scores and chances are those of the tagger's span group."""
    group = doc.spans[keys.MENTIONS] if keys.MENTIONS in doc.spans else SpanGroup(doc)
    spans = [(s.start_char, s.end_char) for s in group]
    scores = dict(zip(spans, map(float, group.attrs.get("scores", ())), strict=False))
    labels = dict(zip(spans, group.attrs.get(keys.LABELS, ()), strict=False))
    found = []
    for ent in doc.ents:
        first, stop = tokens.span(ent.start_char, ent.end_char)
        if ent.label_ in LEFT_OUT or first >= stop:
            continue
        span = ent.start_char, ent.end_char
        found.append(
            Named.at(tokens, first, stop, ent.label_, labels=labels.get(span, {}), score=scores.get(span, 1.0))
        )
    return found


def cluster(tokens: Tokens, named: Sequence[Named]) -> list[Group]:
    """All groups in order of appearance; the positions in them are those of `named`."""
    by_kind: dict[str, list[int]] = {}
    for i, mention in enumerate(named):
        by_kind.setdefault("PLACE" if mention.label in PLACE_LABELS else mention.label, []).append(i)

    def of(kind: str) -> list[Named]:
        return [named[i] for i in by_kind.get(kind, ())]

    places = cluster_places(tokens, of("PLACE"), [n.text for n in of("NORP")], [n.text for n in of("ORG")])
    parts: dict[str, Sequence[Group]] = {
        "PERSON": cluster_people(tokens, of("PERSON")),
        "ORG": cluster_organisations(tokens, of("ORG")),
        "PLACE": places,
        "NORP": cluster_groups(of("NORP"), places),
    }
    groups = [
        _renumbered(group, positions)
        for kind, positions in by_kind.items()
        for group in (parts[kind] if kind in parts else cluster_same(of(kind)))
    ]
    return ordered(groups, named)


def cluster_same(named: Sequence[Named]) -> list[Group]:
    """One group for each text, folded, and label."""
    groups: dict[tuple[str, str], Group] = {}
    for i, mention in enumerate(named):
        key = fold(strip_possessive(mention.text)).removeprefix("the "), mention.label
        groups.setdefault(key, Group()).add(i, "the same name")
    return list(groups.values())


def _renumbered(group: Group, positions: Sequence[int]) -> Group:
    return replace(
        group,
        members=[positions[i] for i in group.members],
        why={positions[i]: why for i, why in group.why.items()},
        other_names={positions[i] for i in group.other_names},
    )


def _reasons(groups: Sequence[Group], named: Sequence[Named], entities: Sequence[types.Entity]) -> list[keys.Decision]:
    return [
        keys.Decision(
            STAGE, "merge", named[i].start, named[i].end, f"{named[i].text!r} is {entity.id} {entity.name!r}: {why}"
        )
        for group, entity in zip(groups, entities, strict=True)
        for i, why in group.why.items()
    ]


@Language.factory(
    "newsparse_entities",
    requires=["doc.ents"],
    assigns=["doc.user_data"],
    default_config={"merge": True, "roles": True, "lexicon": ""},
)
def make_entities(nlp: Language, name: str, merge: bool, roles: bool, lexicon: str) -> EntityMerger:
    """Create the component; `lexicon` is `OwnWords.data`, or empty."""
    return EntityMerger(merge=merge, roles=roles, lexicon=of_json(lexicon) if lexicon else None)
