"""Whom a pronoun stands for: the candidates are weighed by where and how they were mentioned last.

The weights were set on the training part of UD English-GUM. A pronoun whose best candidate has no name ("a man"),
or is hardly better than the second, stays unresolved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsparse.speakers.cast import GROUP, ORG, PERSON, PLACE, Referent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsparse.names import Tokens
    from newsparse.names.lexicon import Gender

__all__ = ["WEIGHTS", "Choice", "Paragraphs", "Pronoun", "choose"]

WEIGHTS: Mapping[str, float] = {
    "sentence": -1.3,
    "far": -0.12,
    "paragraph": -0.35,
    "subject": 0.75,
    "object": 0.1,
    "possessor": 0.2,
    "other": 0.0,
    "parallel": 0.35,
    "count": 1.0,
    "gender": 0.8,
    "against": -4.0,
    "unnamed": -0.5,
    "unnamed_subject": 0.7,
    "quoted": -0.7,
    "own_clause": 0.5,
    "reported": 0.8,
    "speaking": 0.8,
    "latest": 2.0,
    "latest_silent": 0.15,
    "alone": 1.0,
    "spoken_of": -2.5,
    "ahead": -1.2,
    "margin": 0.1,
    "least": -2.5,
}
_FARTHEST = 30
_LATEST = 2
_ROLES = {"s": "subject", "o": "object", "p": "possessor"}


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun to resolve. `role` is s(ubject), o(bject), p(ossessor) or x; `governor` the token that it hangs on,
    `above` the one that its clause hangs on (-1 unknown); `speaks` tells that it is the source of a quote,
    `wished` that its clause is what the subject above wants it to do; `participles` are those that share its subject,
    `spoken_of` who is named in its own direct speech.
    """

    token: int
    sentence: int
    paragraph: int
    gender: Gender
    kind: str
    role: str
    governor: int
    quoted: bool
    reflexive: bool = False
    above: int = -1
    speaks: bool = False
    wished: bool = False
    participles: frozenset[int] = frozenset()
    spoken_of: frozenset[Referent] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """The referent, None where nothing decides, and how sure the choice is, in 0..1."""

    referent: Referent | None
    sure: float
    why: str


class Paragraphs(dict[int, int]):
    """The paragraph of a token, read when asked for."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._column = tokens.paragraphs

    def get(self, token: int, default: int = 0) -> int:  # type: ignore[override]
        """The number of the token's paragraph; `default` for a token that is none."""
        return self._column[token] if 0 <= token < len(self._column) else default


def choose(
    pronoun: Pronoun,
    candidates: Iterable[Referent],
    ahead: Iterable[Referent] = (),
    paragraphs: Mapping[int, int] | None = None,
    weights: Mapping[str, float] = WEIGHTS,
) -> Choice:
    """The best candidate for a pronoun; `ahead` are referents named later in its sentence."""
    candidates = list(candidates)
    scored = [(weigh(pronoun, c, weights, paragraphs), c) for c in candidates if _possible(pronoun, c)]
    here = _here(pronoun, [c for _, c in scored], paragraphs)
    latest = _latest(pronoun, here)
    bonus = weights["latest" if pronoun.speaks else "latest_silent"]
    alone = weights["alone"] * (pronoun.speaks and len(here) == 1)
    scored = [(score + bonus * (c is latest) + alone * (c in here), c) for score, c in scored]
    if pronoun.reflexive and not scored:  # a caption without its subject: "Declares himself king"
        scored = [(weigh(pronoun, c, weights, paragraphs), c) for c in candidates if _possible(_plain(pronoun), c)]
    scored += [(weights["ahead"] + _agreement(pronoun, c, weights), c) for c in ahead if _agrees(pronoun, c)]
    if not scored:
        return Choice(None, 0.0, "no candidate agrees")
    scored.sort(key=lambda pair: -pair[0])
    best, referent = scored[0]
    rivals = [(s, c) for s, c in scored[1:] if c is not referent]
    lead = best - rivals[0][0] if rivals else 3.0
    if best < weights["least"] or lead < weights["margin"]:
        return Choice(None, 0.0, "no candidate stands out")
    sure = min(0.98, 0.6 + 0.15 * lead)
    return Choice(referent, sure, f"score {best:.2f}, {lead:.2f} before the next")


def _plain(pronoun: Pronoun) -> Pronoun:
    """The pronoun without its -self, and without a clause of its own."""
    return replace(pronoun, reflexive=False, governor=-1, role="x")


def _agrees(pronoun: Pronoun, candidate: Referent) -> bool:
    if pronoun.kind == PERSON:
        if candidate.kind != PERSON or candidate.plural:
            return False
        return not (candidate.certain and pronoun.gender and candidate.gender and candidate.gender != pronoun.gender)
    return candidate.kind in (ORG, PLACE, GROUP)


def _possible(pronoun: Pronoun, candidate: Referent) -> bool:
    if candidate.count == 0 or pronoun.sentence - candidate.sentence > _FARTHEST or not _agrees(pronoun, candidate):
        return False
    if candidate.entity is None and candidate.outside is None and not pronoun.quoted:
        return False  # “My mother laughed,” she said
    same_clause = (
        candidate.governor == pronoun.governor and pronoun.governor >= 0 and candidate.sentence == pronoun.sentence
    )
    if pronoun.governor < 0:
        # Without a parse the subject of the sentence is taken for that of the object's clause.
        same_clause = pronoun.role == "o" and candidate.role == "s" and candidate.sentence == pronoun.sentence
    if pronoun.role in ("s", "o") and same_clause and not pronoun.reflexive:
        return False
    if candidate.governor in pronoun.participles and candidate.role != "p":
        return False
    if pronoun.wished and candidate.role == "s" and candidate.governor == pronoun.above >= 0:
        return False
    return not (pronoun.reflexive and candidate.sentence != pronoun.sentence)


def _agreement(pronoun: Pronoun, candidate: Referent, weights: Mapping[str, float]) -> float:
    if pronoun.gender and candidate.gender:
        return weights["gender"] if pronoun.gender == candidate.gender else weights["against"]
    return 0.0


def weigh(
    pronoun: Pronoun,
    candidate: Referent,
    weights: Mapping[str, float] = WEIGHTS,
    paragraphs: Mapping[int, int] | None = None,
) -> float:
    """How well a candidate fits a pronoun: by its last mention, or by the last outside direct speech."""
    score: float = _by_mention(pronoun, (candidate.sentence, candidate.token, candidate.role), weights, paragraphs)
    if candidate.quoted and not pronoun.quoted:
        score += weights["quoted"]
        if candidate.outside is not None:
            score = _by_mention(pronoun, candidate.outside, weights, paragraphs)
    score += _agreement(pronoun, candidate, weights)
    if pronoun.role == candidate.role == "s" and candidate.governor == pronoun.above >= 0:
        score += weights["reported"]  # "The envoy said he would stay"
    if pronoun.speaks and _was_subject(pronoun, candidate, paragraphs):
        score += weights["speaking"]  # "Ana Ruiz disagreed. “It was late,” she said."
    count = candidate.count if pronoun.quoted or candidate.outside is None else candidate.outside_count
    score += weights["count"] * min(count, 8) ** 0.5
    if candidate in pronoun.spoken_of:
        score += weights["spoken_of"]  # “We'll sit down with Bo,” he said
    if candidate.entity is None:
        score += weights["unnamed"]
        near = pronoun.sentence - candidate.sentence <= 1 and candidate.role == "s"
        same = paragraphs is None or paragraphs.get(candidate.token, pronoun.paragraph) == pronoun.paragraph
        score += weights["unnamed_subject"] * (near and same and not pronoun.quoted and not candidate.quoted)
    return float(score)


def _was_subject(pronoun: Pronoun, candidate: Referent, paragraphs: Mapping[int, int] | None) -> bool:
    """Whether a candidate was the subject of this sentence or the one before it, outside direct speech."""
    if candidate.outside is None:
        return False
    sentence, token, role = candidate.outside
    same = paragraphs is None or paragraphs.get(token, pronoun.paragraph) == pronoun.paragraph
    return role == "s" and same and pronoun.sentence - sentence <= 1


def _here(pronoun: Pronoun, candidates: Iterable[Referent], paragraphs: Mapping[int, int] | None) -> list[Referent]:
    """Those of a pronoun's gender that its paragraph has mentioned outside direct speech; none for one within it."""
    if pronoun.quoted:
        return []
    return [
        c
        for c in candidates
        if c.outside is not None
        and (paragraphs is None or paragraphs.get(c.outside[1], pronoun.paragraph) == pronoun.paragraph)
        and not (pronoun.gender and c.gender and pronoun.gender != c.gender)
    ]


def _latest(pronoun: Pronoun, here: Iterable[Referent]) -> Referent | None:
    """The one that was the subject of a main clause last, a few sentences back at most."""
    if pronoun.role != "s":
        return None
    near = [c for c in here if c.main is not None and pronoun.sentence - c.main[0] <= _LATEST]
    return max(near, key=lambda c: c.main or (0, 0), default=None)


def _by_mention(
    pronoun: Pronoun,
    mention: tuple[int, int, str],
    weights: Mapping[str, float],
    paragraphs: Mapping[int, int] | None,
) -> float:
    """What a mention (sentence, token, role) gives a candidate by its distance and role."""
    sentence, token, role = mention
    away = pronoun.sentence - sentence
    score = weights["sentence"] * min(away, 3) + weights["far"] * max(0, away - 3)
    if paragraphs is not None and pronoun.paragraph > paragraphs.get(token, pronoun.paragraph):
        score += weights["paragraph"]
    score += weights[_ROLES.get(role, "other")]
    if role == pronoun.role and role in ("s", "o"):
        score += weights["parallel"]
    if away == 0 and pronoun.role == "p" and role == "s":
        score += weights["own_clause"]
    return score
