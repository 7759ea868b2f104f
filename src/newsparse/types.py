"""The result types: frozen dataclasses of plain values, all offsets in characters of `Article.text`.

For every span `x` of an article, `article.text[x.start:x.end] == x.text`. Values are strings, numbers,
dates and tuples of these, so that results can be pickled, compared, hashed and written as JSON; the
JSON form is an exact round trip (`Article.from_json(article.to_json()) == article`).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from newsparse.codec import DAY, Json

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Act", "Article", "BlockKind", "Cue", "DateMention", "DateType", "Entity", "FrameKind", "Gender", "GenderEvidence",
    "Mention", "Quote", "QuoteKind", "Speaker", "SpeakerKind", "TextSpan",
]  # fmt: skip

QuoteKind = Literal["direct", "indirect", "mixed"]
Act = Literal["statement", "belief", "intention"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
FrameKind = Literal["quotes", "entities", "mentions", "dates", "blocks"]
BlockKind = Literal[
    "headline", "standfirst", "paragraph", "subhead", "caption", "list", "quote", "pullquote", "question", "table"
]
Gender = Literal["female", "male", "nonbinary"]
EvidenceKind = Literal["title", "noun", "pronoun", "name"]
SpeakerKind = Literal["person", "organization", "document", "unnamed person", "unnamed group"]

# What the entities of news are; a pipeline of the user's own may give further ones.
LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "MISC")
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
UNNAMED_KINDS = frozenset({"unnamed person", "unnamed group"})
ENTITY_ID_PREFIX = "E"
# Characters of a name. Those of institutions have up to 150; what is longer is text that was taken for a name.
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class TextSpan(Json):
    """A stretch of the article: `article.text[start:end] == text`.

    `kind` says of a span of `Article.body` what kind of block it is; it is None for the parts of a quote.
    """

    text: str
    start: int
    end: int
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class Mention(Json):
    """One place where an entity is named. `score` is the model's probability for the span, in 0..1."""

    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class GenderEvidence(Json):
    """What tells the gender of a person: a title, a noun, a pronoun, or, where that was asked for, the given name."""

    text: str
    start: int
    end: int
    kind: EvidenceKind
    gender: Gender


@dataclass(frozen=True, slots=True)
class Entity(Json):
    """A person, place, organisation or other named thing, with every mention of it.

    `name` is the fullest name in the article, without title. `label` is one of spaCy's (PERSON, ORG,
    GPE, LOC, FAC, NORP, PRODUCT, EVENT, MISC, MONEY, ...). `mentions` and `roles` are in order of
    appearance, `aliases` are the other forms of the name. `country` is an ISO 3166-1 alpha-2 code, or
    None where there is none or the text does not decide. `score` is the best score of the mentions. `reference` is the
    id that the user's own lexicon gives to the name, None for other names.

    Of a place that the gazetteer of GeoNames has, and that the text tells from its namesakes, `latitude` and
    `longitude` are degrees (WGS 84, north and east positive, to a hundredth) of its middle, `admin1` is the name of the
    first-level part of its country that it lies in or is, `population` counts its people to three figures, and
    `geonames_id` is its number there. Each is None where it is not known, and for all that is no place.

    `gender` is what the article tells of a person, None where it tells nothing or contradicts itself;
    `gender_evidence` are the words that told it, in order of the text: of one kind and gender the first three.
    """

    id: str
    name: str
    label: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str | None = None
    score: float = 1.0
    reference: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    admin1: str | None = None
    population: int | None = None
    gender: Gender | None = None
    gender_evidence: tuple[GenderEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker(Json):
    """The source of a quote as written ("he", "the ministry") and whom it stands for.

    `name` is the canonical name after resolution and `entity` the id of the `Entity`; both are None
    where the text does not decide. `kind` is what speaks, None where that is not known ("they"), `affiliation` the
    organisation for which somebody speaks, by its name or as written ("the council"), `anonymity` the words that say
    why a source is not named; both are None where the text tells nothing. `joint` are the ids of the entities where
    several are one source ("Kos and Bos said", then "they"), in order; `name` and `entity` are None then.
    """

    text: str
    start: int
    end: int
    name: str | None = None
    entity: str | None = None
    kind: SpeakerKind | None = None
    affiliation: str | None = None
    anonymity: TextSpan | None = None
    joint: tuple[str, ...] = ()

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of the entities that it stands for: that of `entity`, or those of `joint`; none for nobody."""
        return self.joint if self.entity is None else (self.entity,)


@dataclass(frozen=True, slots=True)
class Cue(Json):
    """The words that attribute a quote: `lemma` is "say", "according to", ...

    `negated` tells "did not say"; a verb that denies by itself has its own lemma ("deny").
    """

    text: str
    lemma: str
    start: int
    end: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Quote(Json):
    """What somebody said, wrote, believes or intends.

    `text` is the parts joined by a space, outer quotation marks left off; `start` and `end` run from the
    first part to the last, so `article.text[start:end]` holds a cue that breaks the quote as well.
    `speaker` and `cue` are None where none is written or inferred. `confidence` is in 0..1. `addressee` is who is told,
    `medium` where or how ("in a statement", "on X"), `said_on` when it was said; each None where the text tells none.
    """

    id: str
    text: str
    start: int
    end: int
    parts: tuple[TextSpan, ...]
    kind: QuoteKind
    act: Act = "statement"
    speaker: Speaker | None = None
    cue: Cue | None = None
    confidence: float = 1.0
    addressee: TextSpan | None = None
    medium: TextSpan | None = None
    said_on: date | None = field(default=None, metadata=DAY)


@dataclass(frozen=True, slots=True)
class DateMention(Json):
    """A time expression after TIMEX3 (ISO-TimeML, Pustejovsky et al. 2010).

    `value` is ISO 8601 as TIMEX3 extends it: `2025-06`, `2025-W28`, `P3D`, `FUTURE_REF`; unresolved parts
    are X (`XXXX-WXX-1`). `first_day` and `last_day` are the days it covers, both included, or None where
    it has no place in the calendar or none that the text settles.
    """

    text: str
    start: int
    end: int
    type: DateType
    value: str
    first_day: date | None = field(default=None, metadata=DAY)
    last_day: date | None = field(default=None, metadata=DAY)


@dataclass(frozen=True, slots=True)
class Article(Json):
    """The typed facts of one article. `text` is the text passed in, unchanged.

    `body` is what remains after boilerplate. `published` and the other metadata are None when unknown; `site` is the
    name that a page gives its site, `section` that of the part of the site, `updated` the day of its last change;
    `authors` are those of its metadata, or of the byline of a text. `model` is the name and version of what made the
    result; `warnings` says what the reader should know.
    """

    text: str
    id: str | None = None
    title: str | None = None
    published: date | None = field(default=None, metadata=DAY)
    url: str | None = None
    site: str | None = None
    language: str | None = None
    section: str | None = None
    updated: date | None = field(default=None, metadata=DAY)
    authors: tuple[str, ...] = ()
    body: tuple[TextSpan, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateMention, ...] = ()
    model: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Entity, ...]:
        """The entities labelled PERSON."""
        return tuple(e for e in self.entities if e.label == "PERSON")

    @property
    def places(self) -> tuple[Entity, ...]:
        """The entities labelled GPE, LOC or FAC."""
        return tuple(e for e in self.entities if e.label in PLACE_LABELS)

    @property
    def organizations(self) -> tuple[Entity, ...]:
        """The entities labelled ORG."""
        return tuple(e for e in self.entities if e.label == "ORG")

    @property
    def groups(self) -> tuple[Entity, ...]:
        """The entities labelled NORP: nationalities, religious and political groups."""
        return tuple(e for e in self.entities if e.label == "NORP")

    def quotes_by(self, name: str | Entity) -> tuple[Quote, ...]:
        """The quotes of a speaker, by an entity or any form of the name: case, accents and titles do not matter.

        "Trump", "Donald" and "Donald Trump" find the same quotes, and those of joint sources. A speaker that has no
        entity is found by the words of the source. A name that two people of the article share finds both. Raises
        `TypeError` for anything else.
        """
        if isinstance(name, Entity):
            return tuple(quote for quote in self.quotes if quote.speaker and name.id in quote.speaker.entities)
        if not isinstance(name, str):
            raise TypeError(f"the name is {name!r} ({type(name).__name__}); wanted is a str or an Entity")
        wanted = _words(name)
        if not wanted:
            return ()
        ids = {entity.id for entity in self.entities if _is_named(entity, wanted)}
        return tuple(quote for quote in self.quotes if quote.speaker and _is_speaker(quote.speaker, ids, wanted))

    def to_frame(self, kind: FrameKind = "quotes") -> "pd.DataFrame":
        """A pandas table of the quotes, entities, mentions, dates or blocks, one a row. Needs the extra `frame`."""
        from newsparse.outputs.frame import frame

        return frame((self,), kind)

    def __repr__(self) -> str:
        parts = {
            "quotes": self.quotes, "people": self.people, "places": self.places,
            "organizations": self.organizations, "dates": self.dates, "warnings": self.warnings,
        }  # fmt: skip
        return (
            f"<Article id={self.id!r} published={self.published} title={_shown(self.title)}\n"
            f"  {_shown(self.text)} ({len(self.text):,} characters)\n"
            f"  {', '.join(f'{len(each)} {name}' for name, each in parts.items())}>"
        )

    def _repr_html_(self) -> str:
        from newsparse.outputs.html import fragment

        return fragment(self)


_LEFT_OFF = frozenset({"the", "mr", "mrs", "ms", "miss", "dr", "sir", "jr", "sr"})


def _shown(text: str | None, size: int = 60) -> str:
    """The beginning of a text on one line, as a literal."""
    if text is None:
        return "None"
    line = " ".join(text[: 4 * size].split())
    return repr(line if len(line) <= size and len(text) <= 4 * size else line[:size].rstrip() + "…")


def _words(name: str) -> tuple[str, ...]:
    """A name as comparable words: no case, accents, possessive, dots, titles or article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"['’]s\b", "", plain).replace(".", "").replace("'", "").replace("’", "")
    words = re.findall(r"\w+", plain)
    return tuple(word for word in words if word not in _LEFT_OFF) or tuple(words)


def _is_named(entity: Entity, wanted: tuple[str, ...]) -> bool:
    """Whether a name is one of the entity's; people go by parts of their names, or by fuller ones, as well."""
    name, *aliases = (_words(form) for form in (entity.name, *entity.aliases))
    if wanted == name or wanted in aliases:
        return True
    return entity.label == "PERSON" and bool(name) and (wanted == name[:1] or _same_name(wanted, name))


def _same_name(wanted: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether two forms may name one person: the same surname, and no other word at odds."""
    return wanted[-1] == form[-1] and (set(wanted) <= set(form) or set(form) <= set(wanted))


def _is_speaker(speaker: Speaker, ids: set[str], wanted: tuple[str, ...]) -> bool:
    if speaker.entities:
        return not ids.isdisjoint(speaker.entities)
    form = _words(speaker.name or speaker.text)
    return bool(form) and (_same_name(wanted, form) or (speaker.name is not None and wanted == form[:1]))
