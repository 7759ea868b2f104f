"""Words that are turned round: by a denial, by a change in a report, by what was cut."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import newsparse
from newsparse.types import Cue
from tests.archive.conftest import make, write

if TYPE_CHECKING:
    from pathlib import Path

    from newsparse.types import Article

REPORTS = [
    ("[Ada Obi] said <i|Ada Obi|that the bridge would open in May>.", [
        ("The bridge will open in May", "paraphrase", ()),
        ("The bridge will not open in May", "altered", ("negation",)),
        ("The bridge will open in June", "altered", ("name",)),
        ("The bridge will close in May", "altered", ("opposite",)),
        ("The bridge must open in May", "paraphrase", ("modal",)),
    ]),
    ("[Lars Dahl] said <i|Lars Dahl|14 people had been arrested>.", [
        ("14 people have been arrested", "paraphrase", ()),
        ("Fourteen people have been arrested", "paraphrase", ()),
        ("40 people have been arrested", "altered", ("number",)),
        ("No people have been arrested", "altered", ("negation", "number")),
    ]),
    ("[Ana Cruz] said <i|Ana Cruz|the vaccine was safe for children over five>.", [
        ("The vaccine is safe for children over five", "paraphrase", ()),
        ("The vaccine is unsafe for children over five", "altered", ("opposite",)),
        ("The vaccine is safe for children under five", "altered", ("opposite",)),
        ("The vaccine is safe for children over nine", "altered", ("number",)),
    ]),
    ("[Otto Brandl] said <i|Otto Brandl|that Tonga could not pay more this year>.", [
        ("Tonga can not pay more this year", "paraphrase", ()),
        ("Tonga can pay more this year", "altered", ("negation",)),
    ]),
    ("[Mei Okada] said <i|Mei Okada|the firm would hire 30 welders in Lima on Monday>.", [
        ("Solarin will hire 30 welders in Lima", "paraphrase", ()),  # for "the firm"
        ("We will hire welders in Lima", "paraphrase", ("number",)),  # less than was told
    ]),
    ("[Lena Orr] said <i|Lena Orr|that nobody believed that the dam was safe>.", [
        ("The dam is safe", "altered", ("cut",)),
        ("Nobody believes that the dam is safe", "paraphrase", ()),
    ]),
]  # fmt: skip
CUT = [
    ("I do not believe that the war is lost", "the war is lost", True),
    ("It would be wrong to say that girls are worse at chess", "girls are worse at chess", True),
    ("Nobody in this party wants to cut pensions", "wants to cut pensions", True),
    ("We will not close the mill", "close the mill", True),
    ("We will not close the mill", "We will … close the mill", True),
    ("We will never, ever raise fares", "We will ... raise fares", True),
    ("If I had known, I would have resigned", "I would have resigned", True),
    ("I will vote for the bill if the tax is cut", "I will vote for the bill", True),
    ("I doubt the harbour is deep enough", "the harbour is deep enough", True),
    # No negation governs the words, or two do.
    ("We will not close the mill", "We will not close the mill", False),
    ("We will not close the mill", "We will not … the mill", False),
    ("I have no doubt that the war is lost", "the war is lost", False),
    ("No, the war is lost", "the war is lost", False),
    ("I did not resign. The war is lost", "The war is lost", False),
    ("I did not come, and the war is lost", "the war is lost", False),
    ("I did not resign because the war is lost", "the war is lost", False),
    ("It is not only cold but the roof leaks as well", "the roof leaks as well", False),
    ("This is not only a roof of straw", "a roof of straw", False),
    ("Those who do not vote lose the right to moan", "lose the right to moan", False),
    ("I wonder if it rains", "I wonder", False),
    ("We need money. We do not need war. We need peace", "We need money … We need peace", False),
]


@pytest.mark.parametrize(
    ("text", "quote", "verdict", "flags"), [(text, *each) for text, claims in REPORTS for each in claims]
)
def test_reports(text: str, quote: str, verdict: str, flags: tuple[str, ...]) -> None:
    found = newsparse.check(quote, articles=make(text))
    assert (found.verdict, found.flags) == (verdict, flags)


@pytest.mark.parametrize(("said", "quote", "is_cut"), CUT)
def test_what_was_cut(said: str, quote: str, is_cut: bool) -> None:
    found = newsparse.check(quote, articles=make(f"“<d|Kofi Mensah|{said}>,” said [Kofi Mensah]."))
    assert (found.verdict, found.flags) == ("verbatim", ("cut",) if is_cut else ())


def _with_cue(text: str, lemma: str, *, negated: bool = False) -> Article:
    article = make(text)
    cue = Cue(lemma, lemma, 0, 0, negated=negated)
    return replace(article, quotes=tuple(replace(each, cue=cue) for each in article.quotes))


DENIED = [
    (_with_cue("[Igor Pahl] denied <i|Igor Pahl|that soldiers had fired on the crowd>.", "deny"),
     "Soldiers fired on the crowd"),
    (_with_cue("[Omar Diallo] doubted <i|Omar Diallo|that the vote had been fair>.", "doubt"), "The vote was fair"),
    (_with_cue("[Hugh Laird] did not say <i|Hugh Laird|that he would resign>.", "say", negated=True), "I will resign"),
    (_with_cue("[Gina Holt] denied <m|Gina Holt|saying “the poor should work for nothing”>.", "deny"),
     "the poor should work for nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("article", "quote"), DENIED)
def test_what_was_denied_is_not_said(tmp_path: Path, article: Article, quote: str) -> None:
    archive = write([article], tmp_path / "a.sqlite")
    for found in (newsparse.check(quote, articles=article), newsparse.check(quote, archive=archive)):
        assert (found.verdict, found.flags) == ("not quoted", ("denied",))
        assert found.speaker == article.entities[0].name


def test_own_words_in_a_denial() -> None:
    article = _with_cue("[Lena Roth] rejected <m|Lena Roth|the “quite absurd” claim that she had lied>.", "reject")
    assert newsparse.check("quite absurd", "Lena Roth", articles=article).verdict == "verbatim"
    said = _with_cue("“<d|Max Ruud|We took no cash>,” [Max Ruud] denied.", "deny")
    assert newsparse.check("We took no cash", "Max Ruud", articles=said).verdict == "verbatim"
