"""The verdict on a claim, from pages that may have it: pure functions, the rules in the order of their weight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsparse.archive.align import Aligned, align, content_shared, window
from newsparse.archive.changes import changes, contradicts, flags
from newsparse.archive.page import may_be
from newsparse.archive.result import Place, QuoteCheck, Verdict
from newsparse.archive.splice import SHORTEST, spliced
from newsparse.archive.turned import is_cut
from newsparse.archive.words import GAP, is_common, plain, split, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.archive.page import Page, Said
    from newsparse.archive.result import Change, Flag
    from newsparse.archive.words import Words

__all__ = ["judge"]

# From this score on the words are those of the quotation, altered; below it they are others. Calibrated, with the two
# that follow, on the generated checks of `benchmarks/quotecheck.py`.
ALTERED = 0.5
REPORTED = 0.55
NOT_QUOTED = 0.8
NEAR = 0.1  # by so much may the words of the speaker asked for be worse than the nearest
REARRANGED = 0.8  # of what is told, in whatever order
CANDIDATES = 3
_LEAST_SHARED = 0.4  # of the different words of a claim: zones with fewer are not compared word by word


@dataclass(frozen=True, slots=True)
class _Asked:
    """The claim as it is compared."""

    text: str
    words: Words
    speaker: str | None

    @property
    def real(self) -> tuple[str, ...]:
        return tuple(word for word in self.words.words if word != GAP)

    @property
    def plain(self) -> list[str]:
        """The words without contractions."""
        return plain(self.words.words)


_Found = tuple[Verdict, list[Aligned]]
"""A verdict and the places that it rests on."""


def judge(claim: str, speaker: str | None, pages: Sequence[Page]) -> QuoteCheck:
    """The verdict on a claim that is not empty, by the pages given, which are all that is known."""
    asked = _Asked(claim, split(claim, gaps=True), speaker)
    said = _compared(asked, pages)
    found = _by_speaker(asked, said)
    if found is not None:
        return _spliced_answer(asked, found[1], said) if found[0] == "spliced" else _answer(asked, *found, said)
    written = _written(asked, pages)
    if written is not None and written.score >= NOT_QUOTED:
        return _answer(asked, "not quoted", [written], said)
    best = _best([each for each in said if each.zone.kind == "direct"])
    if best is not None and best.score and content_shared(asked.plain, best.zone) >= REARRANGED:
        return _answer(asked, "altered" if _theirs(asked, [best]) else "other speaker", [best], said)
    near = _others([*said, *([written] if written else [])], [])
    return QuoteCheck(asked.text, "absent", near[0].score if near else 0.0, asked.speaker, candidates=near)


def _by_speaker(asked: _Asked, said: list[Aligned]) -> _Found | None:
    """The verdict by what the speaker asked for says, then by what nobody known says as well, then by what anybody
    says: the first that is about as near as the nearest, and for the same words no alteration of them.
    """
    mine = _theirs(asked, said)
    pools = ([*filter(_is_named, mine)], mine, said)
    tried: list[_Found] = []
    for pool in pools:
        found = _said(asked, pool)
        # What the speaker asked for says counts more than what somebody without a name has reported.
        if found is not None and (not tried or found[0] == "verbatim" or any(map(_is_named, found[1]))):
            tried.append(found)
    top = max((_score(asked, found) for found in tried), default=0.0)
    exact = any(verdict == "verbatim" for verdict, _ in tried)
    near = (each for each in tried if _score(asked, each) >= top - NEAR and not (exact and each[0] == "altered"))
    verdict, places = next(near, (None, []))
    if verdict is None or verdict == "not quoted" or _theirs(asked, places):
        return (verdict, places) if verdict else None
    return "other speaker", places


def _is_named(found: Aligned) -> bool:
    return bool(found.zone.said and found.zone.said.names)


def _score(asked: _Asked, found: _Found) -> float:
    verdict, places = found
    return _covered(asked, places) if verdict == "spliced" else max(each.score for each in places)


def _covered(asked: _Asked, joined: Sequence[Aligned]) -> float:
    return sum(len(each.pairs) for each in joined) / len(asked.real)


def _said(asked: _Asked, said: Sequence[Aligned]) -> _Found | None:
    """The verdict by these quotes, whoever says them: word for word, joined, near, or reported; None for nothing."""
    direct = [each for each in said if each.zone.kind == "direct"]
    exact = [each for each in direct if each.exact]
    if exact:
        return "verbatim", exact
    best = _best(direct)
    joined = spliced(asked.words.words, direct, best)
    if joined:
        return "spliced", joined
    reported = _report(asked, said)
    if best is None or best.score < ALTERED:
        return reported
    is_nearer = (
        reported is not None and reported[1][0].score > best.score and reported[1][0].zone.said != best.zone.said
    )
    return reported if reported and reported[0] == "paraphrase" and is_nearer else ("altered", [best])


def _report(asked: _Asked, said: Sequence[Aligned]) -> _Found | None:
    """The verdict by the nearest report, one that says it before one that says something else or denies it."""
    near = [
        each for each in said if each.zone.kind == "indirect" and each.score >= REPORTED and _half_told(asked, each)
    ]
    top = max((each.score for each in near), default=0.0)
    order: tuple[Verdict, ...] = ("paraphrase", "altered", "not quoted")
    for verdict in order:
        pool = [each for each in near if each.score >= top - NEAR and _told(asked, each) == verdict]
        if pool:
            return verdict, [max(pool, key=lambda each: each.score)]
    return None


def _told(asked: _Asked, found: Aligned) -> Verdict:
    """What a report makes of a claim: it says it, says something else, or denies it."""
    if found.zone.said and found.zone.said.denied:
        return "not quoted"
    told = changes(asked.words, asked.text, found)
    return "altered" if contradicts(told, asked.text, found.page.text) or is_cut(found) else "paraphrase"


def _compared(asked: _Asked, pages: Sequence[Page]) -> list[Aligned]:
    """The claim beside every zone that shares enough words with it; direct speech with few of them is only at hand."""
    words = asked.words.words
    different = frozenset(asked.plain)
    stems = frozenset(map(stem, different))
    gaps = GAP in words
    found = []
    for page in pages:
        for zone in (*page.zones, *(page.speakers if gaps else ())):
            shared = different & zone.bag if zone.kind == "direct" else stems & zone.stems
            if len(shared) >= _LEAST_SHARED * len(different):
                found.append(_reported(align(words, page, zone, reported=zone.kind == "indirect")))
            elif zone.kind == "direct" and len(shared) >= SHORTEST:
                found.append(Aligned(page, zone, 0.0, ()))
    return found


def _reported(found: Aligned) -> Aligned:
    """What is found in a report, with whom it gives the words to."""
    zone = found.zone
    if zone.kind != "indirect" or zone.said is None or not found.score:
        return found
    own = found.page.own(zone.said, found.span[0])
    return found if own is zone.said else replace(found, zone=replace(zone, said=own))


def _theirs(asked: _Asked, found: Sequence[Aligned]) -> list[Aligned]:
    """Those said by the speaker asked for, and those of which nobody knows who says them."""
    if asked.speaker is None:
        return list(found)
    return [each for each in found if each.zone.said and may_be(each.zone.said, asked.speaker)]


def _best(found: Sequence[Aligned]) -> Aligned | None:
    return min(found, key=lambda each: (-each.score, each.page.order), default=None)


def _half_told(asked: _Asked, found: Aligned) -> bool:
    """Whether a report has half of the words of the claim that tell something: some claims are made of common ones."""
    content = {stem(word) for word in asked.plain if not is_common(word)}
    return 2 * len(content & found.zone.stems) >= len(content) and (len(content) > 1 or found.exact)


def _written(asked: _Asked, pages: Sequence[Page]) -> Aligned | None:
    """The claim beside the whole text of the page that has most of it."""
    words = asked.words.words
    different = frozenset(asked.plain)
    best: Aligned | None = None
    for page in pages:
        zone = page.whole
        if len(different & zone.bag) < NOT_QUOTED * 0.6 * len(different):
            continue
        part = zone if zone.place(words) is not None else window(words, zone)
        aligned = align(words, page, part)
        if best is None or aligned.score > best.score:
            best = aligned
    return best


def _place(found: Aligned) -> Place:
    page, said = found.page, found.zone.said
    start, end = found.span
    return Place(
        page.number, page.text[start:end], start, end, round(found.score, 4), page.id, page.title, page.url,
        page.published, said.id if said else None, said.shown if said else None,
    )  # fmt: skip


def _answer(asked: _Asked, verdict: Verdict, found: Sequence[Aligned], said: Sequence[Aligned]) -> QuoteCheck:
    """The first of those found by its day is what the verdict rests on; of reports and alterations there is one."""
    order = sorted(found, key=lambda each: (each.page.order, each.span))
    top = order[0]
    told = changes(asked.words, asked.text, top)
    same = [each for each in said if each.zone.kind == top.zone.kind and _has_same_words(each, top)]
    first = min([top, *same], key=lambda each: each.page.order)
    return QuoteCheck(
        asked.text, verdict, round(top.score, 4), asked.speaker, (_place(top),), _place(first),
        told, _flags(asked, told, top), _others(said, [top]),
    )  # fmt: skip


def _flags(asked: _Asked, told: tuple[Change, ...], found: Aligned) -> tuple[Flag, ...]:
    zone, reported = found.zone, found.zone.kind == "indirect"
    denied: tuple[Flag, ...] = ("denied",) if reported and zone.said and zone.said.denied else ()
    cut: tuple[Flag, ...] = ("cut",) if zone.said and is_cut(found) else ()
    return (*flags(told, asked.text, found.page.text, reported=reported), *denied, *cut)


def _has_same_words(one: Aligned, other: Aligned) -> bool:
    if one.exact and other.exact:
        return True
    words = [[each.zone.words[j] for _, j in each.pairs if j >= 0] for each in (one, other)]
    return words[0] == words[1]


def _spliced_answer(asked: _Asked, joined: Sequence[Aligned], said: Sequence[Aligned]) -> QuoteCheck:
    return QuoteCheck(
        asked.text, "spliced", round(_covered(asked, joined), 4), asked.speaker, tuple(map(_place, joined)),
        _place(min(joined, key=lambda each: each.page.order)),
        candidates=_others(said, joined),
    )  # fmt: skip


def _others(found: Sequence[Aligned], taken: Sequence[Aligned]) -> tuple[Place, ...]:
    """The nearest places besides those taken, each quote once."""
    seen = {(each.page.number, each.zone.said) for each in taken}
    best: dict[tuple[int, Said | None], Aligned] = {}
    for each in sorted(found, key=lambda each: (-each.score, each.page.order)):
        if each.score > 0 and (each.page.number, each.zone.said) not in seen:
            best.setdefault((each.page.number, each.zone.said), each)
    return tuple(map(_place, [*best.values()][:CANDIDATES]))
