"""Whom a pronoun or a noun phrase stands for: boosted trees weigh the candidates, and nobody named is an answer.

Each candidate is a row of `candidate_features.NAMES`. The trees, one set for pronouns and one for phrases, lie in
data/antecedents.npz; training/antecedents makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from newsparse.coref.calling import is_called_otherwise
from newsparse.coref.candidate_features import NAMES, features
from newsparse.coref.candidates import is_he_told_of
from newsparse.coref.mentions import HUMAN, Form
from newsparse.trees import SmallTrees, Trees, loaded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.coref.candidates import Anaphor
    from newsparse.coref.discourse_state import Focus
    from newsparse.coref.referents import Referent
    from newsparse.trees import Matrix

__all__ = ["Choice", "Ranker", "choose", "ranker"]

_MOST = 30.0
"""Log odds beyond which nothing is surer."""
_IN_PASSING = 0.04
"""How much surer a phrase must be that speaks no quote: its blank costs nothing, a wrong one leads the next astray."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The referent, None where nobody named is meant or nothing decides, and how sure that is, in 0..1."""

    referent: Referent | None
    sure: float
    why: str


@dataclass(frozen=True, slots=True)
class Ranker:
    """The trees of pronouns and phrases, and how sure a choice must be at least: `person` for a noun for persons."""

    pronouns: SmallTrees
    phrases: SmallTrees
    least: float
    person: float

    def weigh(self, form: int, rows: Matrix) -> tuple[Matrix, float]:
        """How likely each candidate is meant, next to the others and to nobody, and how likely it must be."""
        trees = self.phrases if form == Form.PHRASE else self.pronouns
        odds = np.exp(trees.odds(rows).clip(max=_MOST))
        of_person = form == Form.PHRASE and rows[0][NAMES.index("noun")] in HUMAN
        return np.asarray(odds / (1.0 + odds.sum())), self.person if of_person else self.least


def choose(asked: Anaphor, offered: Sequence[Referent], focus: Focus, by: Ranker) -> Choice:
    """The likeliest candidate, where it is likely enough."""
    if not offered:
        return Choice(None, 0.0, "no candidate")
    likely, least = by.weigh(asked.mention.form, np.array(features(asked, offered, focus)))
    least += _IN_PASSING * (asked.phrase is not None and not asked.speaks)
    best = int(likely.argmax())
    sure, referent = float(likely[best]), offered[best]
    if asked.phrase is not None and is_called_otherwise(asked.phrase, referent):
        return Choice(None, 0.0, f"{asked.phrase.noun!r} is none of the likeliest candidate's nouns")
    if is_he_told_of(asked, referent, focus):
        return Choice(None, 0.0, "the likeliest candidate is told of in what is said")
    if sure >= least:
        return Choice(referent, sure, f"{sure:.2f} of {len(offered)} candidates")
    name = referent.entity.name if referent.entity is not None else "somebody without a name"
    return Choice(None, 0.0, f"nobody is likely enough: {name!r} {sure:.2f}")


@cache
def ranker() -> Ranker:
    """The trees of the package. Raises `ValueError` where they were trained on other columns."""
    with as_file(files(__package__) / "data" / "antecedents.npz") as path:
        stored = loaded(path, NAMES, "training.antecedents")
    pronouns, phrases = (SmallTrees(Trees.read(stored, prefix)) for prefix in ("pronouns.", "phrases."))
    return Ranker(pronouns, phrases, *map(float, stored["least"]))
