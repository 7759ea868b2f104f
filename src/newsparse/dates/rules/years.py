"""Years, decades, centuries, quarters, halves, fiscal years and seasons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.expression import Expression, When
from newsparse.dates.rules.rule import Kind, Rule, read, read_year, said

if TYPE_CHECKING:
    import re

__all__ = ["RULES"]

ORDER = r"(?P<order>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
ERA = r"B\.C\.(?:E\.)?|BCE?|A\.D\.|AD|C\.E\.|CE"


def _quarter_or_half(m: re.Match[str]) -> When | None:
    """Such as "the third quarter", "the second half of 2024"; "the last quarter" needs its year."""
    order, year, least = read(m, "order") or 0, read(m, "year", "shortyear"), said(m, "unit")[:1]
    most = 4 if least == "q" else 2
    if order > most or (order < 0 and year is None):
        return None
    order = most if order < 0 else order
    if least == "q":
        return When(quarter=order, year=year, fiscal="fiscal" in m.group().lower())
    return When(half=order, year=year)


def _code(m: re.Match[str]) -> Expression | None:
    """Such as "Q1 2024", "2024Q1", "Q3", "3Q24"; "H1 2024" needs its year."""
    code, year = said(m, "code", "code2", "code3"), read(m, "year", "shortyear", "year2", "year3", "two")
    number = int(code.strip("qh"))
    if "q" in code:
        return When(quarter=number, year=year)
    return When(half=number, year=year) if year and number < 3 else None


def _first_months(m: re.Match[str]) -> When | None:
    """Such as "the first six months of 2022", "the last two quarters of the year"."""
    count, first = int(read(m, "number") or 0), said(m, "order") in {"first", "opening"}
    count *= 3 if said(m, "unit") == "quarters" else 1
    year, shift = read(m, "year"), {"last": -1, "next": 1}.get(said(m, "which"), 0)
    whole = When(year=year, base=None if year else When(unit="year", shift=shift))
    if count == 3:
        return replace(whole, quarter=1 if first else 4)
    if count == 6:
        return replace(whole, half=1 if first else 2)
    low, high = (1, count) if first else (13 - count, 12)
    return replace(whole, month=low, until=replace(whole, month=high)) if 1 <= low < high <= 12 else None


def _decade(m: re.Match[str]) -> When:
    """Such as "the 1990s", "the '60s", "the 830s"; "the 800s" are the hundred years, "the 2000s" ten to the press."""
    digits = said(m, "tens", "early")
    year = read_year(digits)
    hundred = len(digits) > 2 and digits.endswith("00") and digits != "2000"
    return When(century=year // 100) if hundred else When(decade=year // 10)


def _century(m: re.Match[str]) -> When | None:
    """Such as "the 19th century", "the 18th and 19th centuries"."""
    order, last = lexicon.ordinal(m.group("ordinal")), m.group("ordinal2")
    if order is None or order > 30:
        return None
    until = When(century=(lexicon.ordinal(last) or 0) - 1) if last else None
    return When(century=order - 1, era="BC" if said(m, "era").startswith("b") else None, until=until)


def _word_year(m: re.Match[str]) -> When | None:
    high, low = lexicon.number(m.group("high")), lexicon.number(m.group("number"))
    return When(year=int(100 * high + low)) if high and low and 10 <= low < 100 else None


def _year_range(m: re.Match[str]) -> When | None:
    """Such as "2019-21", "1998-2000", "2024/25"."""
    first, text = int(m.group("a")), m.group("b")
    last = first - first % 10 ** len(text) + int(text)
    if last <= first or last - first > 150:
        return None
    fiscal = bool(m.group("fiscal"))
    return When(year=first, fiscal=fiscal, until=When(year=last, fiscal=fiscal))


def _era(m: re.Match[str]) -> When | None:
    year, era = int(said(m, "digits", "digits2").replace(",", "")), "BC" if said(m, "era").startswith("b") else "AD"
    return When(year=year, era=era) if 0 < year <= 9999 else None


def _fiscal(m: re.Match[str]) -> When:
    """Such as "fiscal 2024", "FY24", "FY2019-20"."""
    year, last = read(m, "year", "shortyear", "two"), read(m, "last", "last2")
    until = When(year=last, fiscal=True) if last and year and last > year else None
    return When(year=year, fiscal=True, until=until)


RULES = (
    Rule("year", r"(?:(?:the )?(?:calendar )?year (?!\d{4}[-/\u2013]\d))?{year}"),
    Rule(
        "new year",
        r"the new year(?! (?:day|eve|holiday|break|message|address|speech|honou?rs|concert|resolution|celebration|festivit)|')",
        lambda m: When(holiday="new year's day", unit="year", shift=0),
    ),
    Rule("year, short", r"{shortyear}", kind=Kind.SHORT_YEAR),
    Rule(
        "years, range",
        r"(?P<a>(?:1[4-9]|20)\d\d)(?:[-/\u2013\u2014])(?P<b>(?:1[4-9]|20)\d\d|\d\d?)(?![-/\d])"
        r"(?P<fiscal> (?:fiscal|financial|tax|budget) year)?",
        _year_range,
    ),
    Rule("year in words", r"(?P<high>seventeen|eighteen|nineteen|twenty)~{number}", _word_year),
    Rule(
        "year and era",
        rf"(?P<digits>\d[\d,]{{0,5}}) ?(?P<era>(?-i:{ERA}))|(?-i:A\.D\.|AD) ?(?P<digits2>\d{{1,4}})",
        _era,
    ),
    Rule(
        "fiscal year",
        r"(?:the )?(?:fiscal|financial)(?:~year)?,? (?:of )?(?:{year}(?:[-/\u2013](?P<last>\d\d)(?!\d))?|{shortyear})"
        r"|FY ?(?P<two>\d\d(?:\d\d)?)(?:[-/\u2013](?P<last2>\d\d(?:\d\d)?))?",
        _fiscal,
    ),
    Rule("decade", r"(?:the )?'?(?P<tens>(?:1[0-9]|20)\d0|[1-9]0)'?s|the (?P<early>[1-9]\d0)s", _decade),
    Rule("decade in words", r"(?:the )?{decade}"),
    Rule(
        "century",
        rf"(?:the )?{{ordinal}}(?: (?:and|to|or) {{ordinal2}})?~centur(?:y|ies)(?:,? (?P<era>{ERA}))?",
        _century,
    ),
    Rule(
        "quarter",
        rf"(?:the |its )?(?:fiscal(?:~year)? )?(?:fiscal )?{ORDER}(?: fiscal| calendar)?~(?P<unit>quarters?|qtr)(?!~finals?\b)"
        r"(?:,? (?:of )?(?:the )?(?:fiscal )?{year}|,? {shortyear})?",
        _quarter_or_half,
    ),
    Rule(
        "quarter or half, code",
        r"(?P<code>(?-i:[QH])[1-4])(?:(?:,? (?:of )?|/)(?:{year}|{shortyear}))?|(?P<year2>(?:19|20)\d\d)[- ]?(?P<code2>(?-i:[QH])[1-4])"
        r"|(?P<code3>[1-4](?-i:[QH])) ?(?:{year3}|(?P<two>\d\d))",
        _code,
    ),
    Rule(
        "half year",
        rf"(?:the )?{ORDER}~(?P<unit>half|semester(?= .{{0,15}}\d{{4}}))"
        r"(?:(?:,? of)?(?: the)?(?: year)?(?:,? {year}|,? {shortyear})| of (?:the|this) (?:fiscal )?year)?",
        _quarter_or_half,
    ),
    Rule(
        "first months of a year",
        r"(?:the )?(?P<order>first|opening|last|final) {number} (?P<unit>months|quarters) (?:of|in) (?:{year}|(?P<which>the|this|last|next) year)",
        _first_months,
    ),
    Rule(
        "season",
        r"(?:the )?{season2},? (?:of )?(?:{year2}(?:[-/\u2013]\d\d(?:\d\d)?)?|{shortyear})|(?:the )?(?:{year} )?{season}",
    ),
)
