"""Writes `src/newsparse/model/MODEL_CARD.md` from a run of the benchmark: `python -m training.card --corpora DIR`."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

from .export import MODEL

FACETS = ("entities", "ud", "attribution")
TEMPLATE = """# Model card: the newsparse model

A MiniLM encoder (Wang et al. 2020) of six layers and 384 dimensions, whose last layer is there once for entities, once
for attribution and once for syntax, with a head for each task; the tags of attribution are scored from the vectors of
syntax too. One ONNX graph with 8-bit weights: `model.onnx`,
sha256 `{sha256}`, {megabytes:.1f} MB.

## What it gives
Named entities (PERSON, ORG, LOC, FAC, NORP, PRODUCT, MONEY, DATE, MISC; conditional random field), Universal and Penn
part-of-speech tags, morphology, sentence starts, dependencies (biaffine, Universal Dependencies labels), and the
sources, cues and contents of attributions with their links.

## Trained on
| data | for | licence |
|---|---|---|
| worldwide-newswire (Shan et al. 2023), train | entities | none stated |
| WikiGold (Balasuriya et al. 2009), as partial labels | entities | CC BY 4.0 |
| re3d (Dstl 2017), as partial labels | entities | OGL / CC, by source |
| PolNeAR (Newell et al. 2018), train | attribution | none stated |
| UD English EWT, GUM, train | tags, morphology, sentences, dependencies | CC BY-SA 4.0, CC BY 4.0 |

Base weights: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). No development or test part was trained on.

## Measured
Through `newsparse.extract` on raw text, development parts, by `benchmarks/quality.py`, on the processor named below:

{figures}

## Known weak spots
- Attribution was learned from US political news of 2015 and 2016: intentions and attitudes are marked as that corpus
  marks them, and other registers (sport, courts, interviews) rest on the rules of the quotes stage.
- The vocabulary is uncased; case enters as a feature. Text without case (all capitals, all lower) loses names.
- Places are one class (LOC): countries, cities and regions are told apart by the entities stage. Products and
  facilities are rare in the training data.
- English only. It names people: do not use it to build profiles of private persons.
"""


def main() -> None:
    """Parse the command line, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    given = parser.parse_args()
    command = [
        sys.executable,
        "benchmarks/quality.py",
        "--corpora",
        str(given.corpora),
        "--markdown",
        "--only",
        *FACETS,
    ]
    figures = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]).stdout
    weights = (MODEL / "model.onnx").read_bytes()
    card = TEMPLATE.format(
        sha256=hashlib.sha256(weights).hexdigest(), megabytes=len(weights) / 1e6, figures=figures.strip()
    )
    (MODEL / "MODEL_CARD.md").write_text(card, "utf8")


if __name__ == "__main__":
    main()
