"""Annotated news of our own: who says what, who is who, and when, as offsets into public corpora.

Made by reading, after the guidelines of `docs/annotation.md`; no output of any program was looked at. `documents`
gives texts with annotations by part; `held_out` names what no training may use.
"""

from .notation import Annotation, Attribution, Day, Entity, kind_of
from .store import ChangedTextError, documents, held_out
from .texts import FULL, PAGES, PARTS, Source, part, read, source

__all__ = [
    "FULL",
    "PAGES",
    "PARTS",
    "Annotation",
    "Attribution",
    "ChangedTextError",
    "Day",
    "Entity",
    "Source",
    "documents",
    "held_out",
    "kind_of",
    "part",
    "read",
    "source",
]
