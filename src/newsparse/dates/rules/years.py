"""Years, decades, centuries, quarters, halves, fiscal years and seasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.dates import lexicon
from newsparse.dates.rules.rule import Rule, full_year, read_year
from newsparse.dates.when import Expression, Length, When

if TYPE_CHECKING:
    import re

__all__ = ["RULES"]

ORDER = r"(?P<order>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
_ORDER = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": -1,
    "last": -1,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
HALF_YEAR = r"(?:,? (?:of )?(?:the )?(?:fiscal )?{year}|,? {shortyear})?"


def _order(m: re.Match[str]) -> int:
    return _ORDER[m.group("order").lower()]


def _stated_year(m: re.Match[str]) -> int | None:
    return read_year(m) if m.group("year") else read_year(m, "shortyear")


def _quarter(m: re.Match[str]) -> Expression | None:
    order, fiscal = _order(m), "fiscal" in m.group().lower()
    if order < 0:
        return When(quarter=4, year=_stated_year(m), fiscal=fiscal) if _stated_year(m) else None
    return When(quarter=order, year=_stated_year(m), fiscal=fiscal)


def _half(m: re.Match[str]) -> Expression | None:
    order = _order(m)
    year = read_year(m) or (read_year(m, "shortyear") if "shortyear" in m.re.groupindex else None)
    return When(half=order % 3, year=year) if order in {1, 2, -1} else None


def _first_quarters(m: re.Match[str]) -> Expression | None:
    count = lexicon.number(m.group("number"))
    if count == 2 and _stated_year(m):
        return When(half=1 if _order(m) == 1 else 2, year=_stated_year(m))
    return Length(((count, "quarter"),))


def _decade(m: re.Match[str]) -> When:
    digits = m.group("tens")
    year = int(digits) if len(digits) == 4 else full_year(int(digits)) if int(digits) >= 20 else 2000 + int(digits)
    hundred = len(digits) == 4 and digits.endswith("00") and digits != "2000"  # "the 2000s" are ten years to the press
    return When(century=year // 100) if hundred else When(decade=year // 10)


def _early_decade(m: re.Match[str]) -> When:
    """Such as "the 830s"; "the 800s" are the hundred years."""
    year = int(m.group("tens"))
    return When(century=year // 100) if year % 100 == 0 else When(decade=year // 10)


def _word_decade(m: re.Match[str]) -> When:
    year = int(lexicon.key("decades", m.group("decade")))
    century = m.group("hundreds")
    if century:
        year = {"eighteen": 1800, "nineteen": 1900}[century.lower()] + year % 100
    return When(decade=year // 10)


def _century(m: re.Match[str]) -> When | None:
    order = lexicon.ordinal(m.group("ordinal"))
    if order is None or order > 30:
        return None
    return When(century=order - 1, era="BC" if (m.group("era") or "").lower().startswith("b") else None)


def _centuries(m: re.Match[str]) -> When | None:
    """Such as "the 18th and 19th centuries"."""
    first, last = lexicon.ordinal(m.group("ordinal")), lexicon.ordinal(m.group("ordinal2"))
    if first is None or last is None or not first < last <= 30:
        return None
    return When(century=first - 1, until=When(century=last - 1))


def _word_year(m: re.Match[str]) -> When | None:
    low = lexicon.number(m.group("low"))
    high = {"seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}[m.group("high").lower()]
    if low is None or not 10 <= low < 100:
        return None
    return When(year=high + int(low))


def _year_range(m: re.Match[str]) -> When | None:
    """Such as "2019-21", "1998-2000", "2024/25"."""
    first, text = int(m.group("a")), m.group("b")
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if last <= first or last - first > 150:
        return None
    return When(year=first, until=When(year=last))


def _era(m: re.Match[str]) -> When | None:
    digits = m.group("digits_a") or m.group("digits_b")
    before = m.group("era_a") or m.group("era_b")
    year = int(digits.replace(",", ""))
    if year == 0 or year > 9999:
        return None
    return When(year=year, era="BC" if before.upper().startswith("B") else "AD")


def _fiscal(m: re.Match[str]) -> When:
    """Such as "fiscal 2024", "FY24", "FY2019-20"."""
    first, last = m.group("fy"), m.group("last")
    if not first:
        stated, second = _stated_year(m), m.group("second")
        over = second is not None and stated is not None and (stated + 1) % 100 == int(second)
        return When(year=stated, fiscal=True, until=When(year=stated + 1, fiscal=True) if over and stated else None)
    year = _of_digits(first)
    until = When(year=_of_digits(last), fiscal=True) if last and _of_digits(last) > year else None
    return When(year=year, fiscal=True, until=until)


def _of_digits(digits: str) -> int:
    return full_year(int(digits)) if len(digits) == 2 else int(digits)


def _season(m: re.Match[str]) -> When:
    season = lexicon.key("seasons", m.group("season"))
    return When(season=season, year=_stated_year(m))


def _winter_over(m: re.Match[str]) -> When | None:
    first, text = int(m.group("a")), m.group("b")
    season = lexicon.key("seasons", m.group("season"))
    return When(season=season, year=first) if season == "WI" and (first + 1) % 10 ** len(text) == int(text) else None


RULES = (
    Rule(
        "year",
        "year",
        r"(?:(?:the )?(?:calendar )?year (?!\d{4}[-/\u2013]\d))?{year}",
        lambda m: When(year=read_year(m)),
    ),
    Rule("year, short", "shortyear", r"{shortyear}", lambda m: When(year=read_year(m, "shortyear"))),
    Rule(
        "years, range",
        "year",
        r"(?P<a>(?:1[4-9]|20)\d\d)(?:[-/\u2013\u2014])(?P<b>(?:1[4-9]|20)\d\d|\d\d)(?![-/\d])",
        _year_range,
    ),
    Rule("year in words", "number", r"(?P<high>seventeen|eighteen|nineteen|twenty)~(?P<low>{number})", _word_year),
    Rule(
        "year and era",
        "era",
        r"(?P<digits_a>\d[\d,]{0,5}) ?(?P<era_a>B\.C\.(?:E\.)?|BCE?|A\.D\.|AD|C\.E\.|CE)|(?P<era_b>A\.D\.|AD) ?(?P<digits_b>\d{1,4})",
        _era,
    ),
    Rule(
        "fiscal year",
        "fiscal",
        r"(?:the )?(?:fiscal|financial)(?:~year)?,? (?:of )?(?:{year}(?:[-/\u2013](?P<second>\d\d)(?!\d))?|{shortyear})"
        r"|FY ?(?P<fy>\d\d(?:\d\d)?)(?:[-/\u2013](?P<last>\d\d(?:\d\d)?))?",
        _fiscal,
    ),
    Rule("decade", "decade", r"(?:the )?'?(?P<tens>(?:1[0-9]|20)\d0|[1-9]0)'?s", _decade),
    Rule("decade before 1000", "decade", r"the (?P<tens>[1-9]\d0)s", _early_decade),
    Rule("decade in words", "year", r"(?:the )?(?:(?P<hundreds>eighteen|nineteen)~)?{decade}", _word_decade),
    Rule(
        "century",
        "unit",
        r"(?:the )?{ordinal}~century(?:,? (?P<era>A\.D\.|AD|B\.C\.(?:E\.)?|BCE?|C\.E\.|CE))?",
        _century,
    ),
    Rule(
        "centuries",
        "unit",
        r"(?:the )?{ordinal}(?: and | to | or |~){ordinal2}~centuries",
        _centuries,
    ),
    Rule(
        "quarter",
        "unit",
        rf"(?:the |its )?(?:fiscal(?:~year)? )?(?:fiscal )?{ORDER}(?: fiscal| calendar)?~(?:quarters?|qtr)(?!~finals?\b){HALF_YEAR}",
        _quarter,
    ),
    Rule(
        "quarter, code",
        "digits",
        r"(?P<q>Q[1-4])(?:,? (?:of )?|/)(?:{year}|{shortyear})|(?P<y>(?:19|20)\d\d)[- ]?(?P<q2>Q[1-4])",
        lambda m: When(
            quarter=int((m.group("q") or m.group("q2"))[1]),
            year=int(m.group("y")) if m.group("y") else _stated_year(m),
        ),
    ),
    Rule("quarter, bare code", "code", r"Q(?P<q>[1-4])", lambda m: When(quarter=int(m.group("q")))),
    Rule(
        "half, bare code",
        "code",
        r"H(?P<h>[12]),? (?:of )?{year}|{year2} ?H(?P<h2>[12])",
        lambda m: When(half=int(m.group("h") or m.group("h2")), year=read_year(m, "year" if m.group("h") else "year2")),
    ),
    Rule(
        "semester",
        "unit",
        rf"(?:the )?{ORDER} semester(?:,? (?:of )?(?:the year )?{{year}})",
        _half,
    ),
    Rule("half year", "half", rf"(?:the )?{ORDER}~half(?: of)?(?: the)?(?:,? {{year}}|,? {{shortyear}})", _half),
    Rule(
        "half of the year",
        "half",
        r"(?:the )?{ORDER}~half(?: of (?:the|this) (?:fiscal )?year)?".replace("{ORDER}", ORDER),
        lambda m: When(half=_order(m) % 3) if _order(m) in {1, 2} else None,
    ),
    Rule("quarters of a year", "unit", rf"(?:the )?{ORDER} {{number}}~quarters{HALF_YEAR}", _first_quarters),
    Rule("season of a year", "season", r"(?:the )?{season},? (?:of )?(?:{year}|{shortyear})", _season),
    Rule(
        "winter over two years",
        "season",
        r"(?:the )?{season},? (?:of )?(?P<a>(?:1[89]|20)\d\d)[-/\u2013](?P<b>\d\d(?:\d\d)?)",
        _winter_over,
    ),
    Rule(
        "year season",
        "season",
        r"(?:the )?{year} {season}",
        lambda m: When(season=lexicon.key("seasons", m.group("season")), year=read_year(m)),
    ),
    Rule(
        "season",
        "season",
        r"(?:the )?{season}",
        lambda m: When(season=lexicon.key("seasons", m.group("season"))),
    ),
)
