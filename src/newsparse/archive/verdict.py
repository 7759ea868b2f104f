"""The verdict on a claim, from pages that may have it: pure functions, the rules in the order of their weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsparse.archive.align import Aligned, align, content_shared, window
from newsparse.archive.changes import changes, flags
from newsparse.archive.page import is_one_of
from newsparse.archive.result import Place, QuoteCheck, Verdict
from newsparse.archive.splice import SHORTEST, spliced
from newsparse.archive.words import GAP, is_common, split, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsparse.archive.page import Page, Said
    from newsparse.archive.words import Words

__all__ = ["judge"]

# From this score on the words are those of the quotation, altered; below it they are others. Calibrated, with the two
# that follow, on the generated checks of `benchmarks/quotecheck.py`.
ALTERED = 0.5
REPORTED = 0.55
NOT_QUOTED = 0.8
OTHER_SPEAKER = 0.8
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


def judge(claim: str, speaker: str | None, pages: Sequence[Page]) -> QuoteCheck:
    """The verdict on a claim that is not empty, by the pages given, which are all that is known."""
    asked = _Asked(claim, split(claim, gaps=True), speaker)
    said = _compared(asked, pages)
    direct = [each for each in said if each.zone.kind == "direct"]
    best = _best(asked, direct)
    return _word_for_word(asked, direct, best, said) or _changed(asked, best, said, _written(asked, pages))


def _word_for_word(
    asked: _Asked, direct: Sequence[Aligned], best: Aligned | None, said: list[Aligned]
) -> QuoteCheck | None:
    """The verdict where somebody says the claim in these words, in one place or in two that were joined."""
    exact = [each for each in direct if each.exact]
    if exact:
        mine = _theirs(asked, exact)
        return _answer(asked, "verbatim" if mine else "other speaker", mine or exact, said)
    joined = spliced(asked.words.words, direct, best)
    return _spliced_answer(asked, joined, said) if joined else None


def _changed(asked: _Asked, best: Aligned | None, said: list[Aligned], written: Aligned | None) -> QuoteCheck:
    """The verdict where nobody says these words: the nearest quotation, report or text that is near enough."""
    reported = [each for each in said if each.zone.kind == "indirect" and _half_told(asked, each)]
    report = max(reported, key=lambda each: each.score, default=None)
    if best is not None and best.score >= ALTERED:
        if report is not None and report.score > best.score and report.zone.said != best.zone.said:
            return _answer(asked, "paraphrase", [report], said)
        other = best.score >= OTHER_SPEAKER and not _theirs(asked, [best])
        return _answer(asked, "other speaker" if other else "altered", [best], said)
    if report is not None and report.score >= REPORTED:
        return _answer(asked, "paraphrase", [report], said)
    if written is not None and written.score >= NOT_QUOTED:
        return _answer(asked, "not quoted", [written], said)
    if best is not None and best.score and content_shared(asked.real, best.zone) >= REARRANGED:
        return _answer(asked, "altered", [best], said)
    near = _others([*said, *([written] if written else [])], [])
    return QuoteCheck(asked.text, "absent", near[0].score if near else 0.0, asked.speaker, candidates=near)


def _compared(asked: _Asked, pages: Sequence[Page]) -> list[Aligned]:
    """The claim beside every zone that shares enough words with it; direct speech with few of them is only at hand."""
    words = asked.words.words
    different = frozenset(asked.real)
    stems = frozenset(map(stem, different))
    gaps = GAP in words
    found = []
    for page in pages:
        for zone in (*page.zones, *(page.speakers if gaps else ())):
            shared = different & zone.bag if zone.kind == "direct" else stems & zone.stems
            if len(shared) >= _LEAST_SHARED * len(different):
                found.append(align(words, page, zone, reported=zone.kind == "indirect"))
            elif zone.kind == "direct" and len(shared) >= SHORTEST:
                found.append(Aligned(page, zone, 0.0, ()))
    return found


def _theirs(asked: _Asked, found: Sequence[Aligned]) -> list[Aligned]:
    """Those said by the speaker asked for; where there are none, those of which nobody knows who says them."""
    if asked.speaker is None:
        return list(found)
    known = [each for each in found if each.zone.said and is_one_of(asked.speaker, each.zone.said.names)]
    return known or [each for each in found if each.zone.said and not each.zone.said.names]


def _best(asked: _Asked, found: Sequence[Aligned]) -> Aligned | None:
    """The best, and among near ones one by the speaker asked for."""
    top = max((each.score for each in found), default=0.0)
    near = [each for each in found if each.score >= top - 0.1]
    pool = (asked.speaker is not None and _theirs(asked, near)) or [each for each in near if each.score == top]
    return min(pool, key=lambda each: (-each.score, each.page.order), default=None)


def _half_told(asked: _Asked, found: Aligned) -> bool:
    """Whether a report has half of the words of the claim that tell something: some claims are made of common ones."""
    content = {stem(word) for word in asked.real if not is_common(word)}
    return 2 * len(content & found.zone.stems) >= len(content) and (len(content) > 1 or found.exact)


def _written(asked: _Asked, pages: Sequence[Page]) -> Aligned | None:
    """The claim beside the whole text of the page that has most of it."""
    words = asked.words.words
    different = frozenset(asked.real)
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
        page.published, said.id if said else None, said.names[0] if said and said.names else None,
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
        told, flags(told, asked.text, top.page.text), _others(said, [top]),
    )  # fmt: skip


def _has_same_words(one: Aligned, other: Aligned) -> bool:
    if one.exact and other.exact:
        return True
    words = [[each.zone.words[j] for _, j in each.pairs if j >= 0] for each in (one, other)]
    return words[0] == words[1]


def _spliced_answer(asked: _Asked, joined: Sequence[Aligned], said: Sequence[Aligned]) -> QuoteCheck:
    score = sum(len(each.pairs) for each in joined) / len(asked.real)
    return QuoteCheck(
        asked.text, "spliced", round(score, 4), asked.speaker, tuple(map(_place, joined)),
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
