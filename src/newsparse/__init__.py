"""newsparse: who, where, which organisations, who said what and when, from the text of a news article."""

from newsparse.api import explain, extract, extract_many, load
from newsparse.archive import QuoteCheck, check
from newsparse.errors import (
    InputError,
    LexiconError,
    ModelError,
    NewsparseError,
    OptionalDependencyError,
    StageError,
)
from newsparse.keys import Decision
from newsparse.outputs.frame import to_frames
from newsparse.outputs.geojson import to_geojson
from newsparse.types import (
    Article,
    Cue,
    DateMention,
    Entity,
    GenderEvidence,
    Mention,
    Quote,
    Speaker,
    TextSpan,
)

__version__ = "0.3.0"

__all__ = [
    "Article",
    "Cue",
    "DateMention",
    "Decision",
    "Entity",
    "GenderEvidence",
    "InputError",
    "LexiconError",
    "Mention",
    "ModelError",
    "NewsparseError",
    "OptionalDependencyError",
    "Quote",
    "QuoteCheck",
    "Speaker",
    "StageError",
    "TextSpan",
    "__version__",
    "check",
    "explain",
    "extract",
    "extract_many",
    "load",
    "to_frames",
    "to_geojson",
]
