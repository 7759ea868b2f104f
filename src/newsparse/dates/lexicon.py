"""The words of time expressions (`data/words.toml`), their lookup tables, and the macros of rule patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from newsparse import tables
from newsparse.text.calendar import DAY_NAMES, MONTHS, WEEKDAYS
from newsparse.text.numbers import NUMBERS, ORDINALS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["classes", "expand", "lookup", "number", "ordinal"]

SPACE = r"(?:[^\S\n]{1,8}(?:\n[^\S\n]{0,8})?|\n[^\S\n]{0,8})"
DASH = "[-\u2010-\u2015\u2212]"
GAP = f"(?:{SPACE}|{DASH})"
QUOTE = "['’‘]"

_TABLES = ("seasons", "parts", "units", "decades", "mods")
_MACRO = re.compile(r"\{([a-z]+)(\d?)\}")


@cache
def load() -> dict[str, Any]:
    """`data/words.toml`, checked: within a table no form stands twice."""
    words: dict[str, Any] = tables.load("newsparse.dates", "words.toml")
    for table in _TABLES:
        forms = [form for entry in words[table].values() for form in entry]
        twice = sorted({form for form in forms if forms.count(form) > 1})
        if twice:
            raise ValueError(f"data/words.toml, [{table}]: {', '.join(twice)} stands twice; leave one of them out.")
    return words


@cache
def lookup(table: str) -> dict[str, str]:
    """Form -> key of a table, e.g. `lookup("units")["mins"] == "minute"`."""
    return {form: key for key, forms in load()[table].items() for form in forms}


def key(table: str, form: str) -> str:
    """The key of a form as it stands in a text: in any case, its words apart by any space."""
    return lookup(table)[" ".join(form.lower().split())]


def number(text: str) -> float | None:
    """The value of a number in digits or words ("1,500", "2.5", "twenty-one", "a hundred"); None when it is none."""
    plain = text.lower().replace(",", "").strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,3})?", plain):
        return float(plain)
    total, part = 0, 0
    for word in re.split(r"[\s\u2010-\u2015-]+", plain):
        if word in {"and", "a", "an"}:
            part = part or (word != "and")
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = max(part, 1) * 1000, 0
        elif word in NUMBERS:
            part += NUMBERS[word]
        else:
            return None
    return float(total + part)


def ordinal(text: str) -> int | None:
    """The value of an ordinal ("3rd", "twenty-first"); None when it is none."""
    plain = re.sub(r"\s+|[\u2010-\u2015]", "-", text.lower().strip())
    if found := re.fullmatch(r"(\d{1,3})-?(?:st|nd|rd|th)", plain):
        return int(found.group(1))
    return ORDINALS.get(plain)


def _any(forms: Iterable[str]) -> str:
    """A pattern of any of the forms, the longest first; a space in a form is any space."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(f).replace(r"\ ", SPACE).replace("'", QUOTE).replace(r"\-", GAP) for f in ordered)


def _names(table: dict[str, int], length: int, short: set[str]) -> str:
    """Names written out, or abbreviated with or without a full stop."""
    full = {form for form in table if len(form) >= length or form in short}
    return rf"(?:{_any(full)})\b|(?:{_any(set(table) - full)})\b\.?"


@cache
def macros() -> dict[str, str]:
    """What stands for `{name}` in a rule's pattern; each becomes a group of that name (`{day2}`: group `day2`)."""
    words = load()
    small = _any(NUMBERS.keys() - {"zero"})
    words_number = (
        rf"(?:(?:{small}|an?){SPACE}(?:hundred|thousand)(?:{SPACE}(?:and{SPACE})?(?:{small}))?"
        rf"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety){GAP}(?:one|two|three|four|five|six|seven|eight|nine)"
        rf"|{_any(NUMBERS)})\b"
    )
    return {
        "month": _names(MONTHS, 5, {"may", "june", "july"}),
        "weekday": _names(WEEKDAYS, 6, set()),
        "weekdays": rf"(?:{DAY_NAMES})s\b",
        "season": rf"(?:{_any(lookup('seasons'))})\b",
        "part": rf"(?:{_any(lookup('parts'))})\b",
        "unit": rf"(?:{_any(lookup('units'))})\b",
        "day": r"(?:0?[1-9]|[12]\d|3\d)(?!\d)(?:st|nd|rd|th)?(?![\w%°])(?![.,]\d)",
        "year": r"(?:1[0-9]|20)\d\d(?![\w%°])(?![.,]\d)",
        "shortyear": rf"{QUOTE}\d\d(?!\w)",
        "number": rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,6}}(?:\.\d{{1,2}})?|{words_number})",
        "ordinal": rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{_any(ORDINALS)})\b",
        "zone": rf"(?:{_any(words['zones']['zones'])})\b(?![-'’])|\((?:{_any(words['zones']['zones'])})\)",
        "decade": rf"(?:{_any(lookup('decades'))})\b",
    }


def expand(pattern: str) -> str:
    """A rule's pattern with its macros, its spaces (any space in running text) and `~` (space or hyphen) written out."""

    def group(found: re.Match[str]) -> str:
        name, digit = found.groups()
        return f"(?P<{name}{digit}>{macros()[name]})"

    spaced = re.sub(r"\[[^\]]*\]", lambda m: m.group().replace(" ", r"\x20"), pattern)
    spaced = spaced.replace(" ", "\0").replace("~", "\1").replace("'", "\2")
    return _MACRO.sub(group, spaced).replace("\0", SPACE).replace("\1", GAP).replace("\2", QUOTE)


@cache
def classes() -> dict[str, str]:
    """Single words (lower case) -> "makes" where they may make a time expression, "beside" where they only stand in one."""
    words = load()
    beside = f"{words['scanned']['beside']} {' '.join(words['zones']['zones'])}".split()
    elsewhere = (word for name in words["calendars"]["months"] for word in re.split(r"[ '-]", name) if len(word) > 2)
    full = (f"{day}s" for day in WEEKDAYS if len(day) > 5)
    makes = [*words["scanned"]["makes"].split(), *NUMBERS, *ORDINALS, *MONTHS, *WEEKDAYS, *full, *elsewhere]
    makes += [form for table in ("seasons", "parts", "units", "decades") for form in lookup(table)]
    return dict.fromkeys(beside, "beside") | dict.fromkeys(makes, "makes")
