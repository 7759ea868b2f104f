"""Names of what the components leave on a Doc, and the two functions that read and write it.

Stages meet only here: a stage reads what the ones before it left and writes its own part.

| key | left by | value |
|---|---|---|
| `READING` | sources | `Reading`: metadata and the kept spans of the text |
| `doc.ents`, `doc.spans[MENTIONS]` | tagger | entity spans; the group's `attrs["scores"]` holds one float a span, |
| | | `attrs[LABELS]` a dict a span: how likely each label is |
| `doc.spans[ATTRIBUTION]` | tagger | SOURCE, CUE, CONTENT spans; one attribution shares an `id_`; `attrs["scores"]`, |
| | | `attrs[CLASSES]`: how likely a content is a statement, belief, finding, topic, intention |
| `ENTITIES` | entities, then speakers | tuple of `types.Entity`; speakers fills in `gender` and `gender_evidence` |
| `DATES` | dates | tuple of `types.DateMention` |
| `QUOTES` | quotes, then speakers | tuple of `types.Quote`; speakers completes `Speaker` |
| `SURROGATES` | tokenizer | tuple of (offset, code point): lone surrogates, for which U+FFFD stands |
| `MODEL` | tokenizer, or else sources | str: the name and version of the pipeline |
| `FAILURES` | all | tuple of str: the stages that failed on the text, and why |
| `DECISIONS` | all | list of `Decision`: which rule or head made what |

Values in `doc.user_data` are plain (dataclasses of strings, numbers, dates, tuples), never spaCy objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from spacy.tokens import Doc

READING = "newsparse.reading"
ENTITIES = "newsparse.entities"
DATES = "newsparse.dates"
QUOTES = "newsparse.quotes"
DECISIONS = "newsparse.decisions"
FAILURES = "newsparse.failures"
SURROGATES = "newsparse.surrogates"
MODEL = "newsparse.model"

MENTIONS = "newsparse_mentions"
ATTRIBUTION = "newsparse_attribution"
LABELS = "labels"
CLASSES = "classes"

SOURCE = "SOURCE"
CUE = "CUE"
CONTENT = "CONTENT"


@dataclass(frozen=True, slots=True)
class Decision:
    """Why something is in the result: the stage, the rule or head that made it, and where in the text."""

    stage: str
    rule: str
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a source: the metadata, and the spans (start, end) of the text that are the article.

    `kept` are the blocks of the article (`Article.body`). `paragraphs` cut them further, where a sentence cannot run
    on: at every end of a paragraph and after a dateline; a line that is merely wrapped does not end one. Both are
    sorted and disjoint, neither begins nor ends in white space, and each paragraph lies in one kept span. Without
    `paragraphs` each kept span ends its paragraphs at newlines. `kinds` are those of the kept spans
    (`types.BlockKind`), or () where they are not known. `decisions` say why text was left out. `strict` makes a stage
    that fails raise. `speaker` is the name of whose words the article is throughout (a speech that is printed).
    `entries` are the offsets from which relative dates count from another day than `published`, each with that day, in
    order: the entries of a live blog.
    """

    kept: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...] = ()
    id: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None
    site: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    attributions: str = "statements"
    strict: bool = False
    kinds: tuple[str, ...] = ()
    section: str | None = None
    updated: date | None = None
    gender_from_names: bool = False
    speaker: tuple[int, int] | None = None
    entries: tuple[tuple[int, date], ...] = ()

    @property
    def latest(self) -> date | None:
        """The last day on which any of it was written; None where no day is known."""
        return max(filter(None, (self.published, self.updated, *(day for _, day in self.entries))), default=None)


def model_name(meta: Mapping[str, Any]) -> str:
    """The name and version of a pipeline by its meta data, as `Article.model` reports them."""
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def reading(doc: Doc) -> Reading:
    """The `Reading` of a Doc; of a Doc that has none, its whole text as the article."""
    found = doc.user_data.get(READING)
    return found if isinstance(found, Reading) else Reading(kept=((0, len(doc.text)),))


def get(doc: Doc, key: str) -> tuple[Any, ...]:
    """The values that a stage left under `key`; empty when the stage has not run."""
    return tuple(doc.user_data.get(key, ()))


def log(doc: Doc, *decisions: Decision) -> None:
    """Record decisions for `newsparse explain`."""
    doc.user_data.setdefault(DECISIONS, []).extend(decisions)
