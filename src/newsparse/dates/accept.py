"""What looks like a time expression and is none, or is none by itself.

Each function takes the text, the expression's offsets and the tokens, and says whether to keep it.
"""

from __future__ import annotations

import re

from newsparse.dates.clause import Words
from newsparse.dates.scan import Atom
from newsparse.dates.when import Length, Repeat, Vague, When

__all__ = ["accept"]

_BEFORE = re.compile(r"([A-Za-z][\w.'’-]*|[^\s\w])\s*$")
_AFTER = re.compile(r"\s*([A-Za-z][\w'’]*|[^\s\w])")
_PLACING = frozenset(
    """in on at by since until till of from to through during before after for between last this next early late mid past the
    and or around about late- into over throughout that within coming each every as than beginning starting effective until
    following previous or end begin start ending due""".split()
)
_SHIFTED_NAMES = frozenset({"may", "march", "mar", "sun", "sat", "jan", "dec", "mon", "wed", "fri", "april", "june", "august"})
_COUNTED = re.compile(
    r"\s+(?:people|troops|soldiers|men|women|children|residents|homes|houses|jobs|workers|employees|members|students|voters|votes|shares"
    r"|points|dollars|euros|pounds|yen|rupees|miles|metres|meters|feet|acres|kilometers|kilometres|km|kg|tons|tonnes|barrels|percent|per cent"
    r"|cases|deaths|copies|units|users|customers|families|refugees|civilians|officers|protesters|seats|calories|square|hectares|gallons|watts"
    r"|megawatts|mg|ml|cc|rpm|mph|kph|volts|items|pages|cars|vehicles|species|schools|companies|points?|times|more|other|of the|victims|players|guests)\b"
    r"|\s*(?:%|[-/]\d{3,}|°|€|£|[:]\d|\.\d|,\d)", re.I,
)
_NUMBERED = re.compile(
    r"(?:[$£€¥#@+]|(?:\b(?:no|nos|number|room|flight|route|highway|page|pp?|section|article|building|bus|gate|suite|unit|model|chapter|verse|channel|apt"
    r"|apartment|volume|vol|windows|office|boeing|airbus|peugeot|nokia|iso|resolution|lot|box|zip|postcode|phone|tel|fax|ext|rs|usd|eur|gbp|approximately|nearly|some|roughly"
    r"|least|exactly|only|than|over|almost|worth|costs?|paid|scored?|altogether|totall?ing|killed|injured)\.?))\s*$"
    r"|\d[ ,.-]$|[A-Za-z]-$|/$", re.I,
)
_STREETS = re.compile(r"(?:\s+[A-Z]?\w*){0,1}\s+(?:Street|St\b\.?|Avenue|Ave\b|Road|Rd\b|Lane|Boulevard|Blvd|Drive|Square|Place|Terrace|Way|Crescent)\b")
_NAMED = re.compile(
    r"\s+(?:Agreement|Accords?|Accord|Movement|Revolution|Massacre|Magazine|Times|Post|Herald|Night Live|Night Football|Evening Post|Group|Inc\b|Corp\b|Ltd\b|Club|Party"
    r"|Telegraph|Mirror|Express|Mail|Jones|Smith|Brown|Wilson|Williams|Johnson|Island|Coup|School|College|University|Prayers Foundation)"
)
_TITLES = frozenset("mr mrs ms miss dr sir dame lady lord president minister chancellor secretary prime theresa brian james elaine fiona imelda".split())
_SURNAME_VERBS = re.compile(r"(?:['’]s)?\s+(?:said|says|told|has|had|is|was|will|would|resigned|announced|added|warned|insisted|and her|and his|herself|himself|became|faces|faced|wants|wanted|won|lost|government)\b")
_AGE = re.compile(r"[- ]?(?:old\b|olds\b)", re.I)
_ANNIVERSARY = re.compile(r"(?:anniversary|birthday|floor|grade|place|round|minute|seed|edition|straight|time|hole|inning)", re.I)


def accept(text: str, atom: Atom, words: Words) -> bool:
    """Whether an expression that the grammar read is one in this place."""
    e = atom.expression
    match e:
        case Vague():
            return _vague(text, atom, words)
        case Repeat():
            return _repeat(text, atom)
        case Length():
            return _length(text, atom)
        case When():
            return _when(text, atom, e, words)


def _word_before(text: str, at: int) -> str:
    found = _BEFORE.search(text, max(0, at - 30), at)
    return found.group(1) if found else ""


def _word_after(text: str, at: int) -> str:
    found = _AFTER.match(text, at, at + 40)
    return found.group(1) if found else ""


def _alone(text: str, atom: Atom) -> bool:
    """Whether the expression is the whole text, or nearly."""
    return len(text) < 80 and not re.search(r"\w", text[: atom.start]) and not re.search(r"\w", text[atom.end :])


def _vague(text: str, atom: Atom, words: Words) -> bool:
    said = text[atom.start : atom.end].lower()
    before, after = _word_before(text, atom.start).lower(), _word_after(text, atom.end).lower()
    if said.endswith("future"):
        return after not in {"generations", "contracts", "prices", "trading", "hall"} and before not in {"'s", "her", "his", "my", "your", "their"}
    if said == "the past":
        return before in {"in", "of", "from", "with", "than"} and not re.match(r"\s+\w+\s+(?:years|months|weeks|days)", text[atom.end : atom.end + 30])
    if said == "the moment":
        return before in {"at", "for"}
    if said.startswith("this ") and said.endswith("moment"):
        return before in {"at", "in"}
    if said in {"soon", "shortly"}:
        return before not in {"as", "too", "so"} and after not in {"as", "after", "before"}
    if said == "now" and after == "that":
        return False
    return not (said == "recent" and after in {"years", "months", "weeks", "days"})


def _repeat(text: str, atom: Atom) -> bool:
    said = text[atom.start : atom.end]
    if said.lower() == "daily" and said[0].isupper() and (_word_after(text, atom.end)[:1].isupper() or _word_before(text, atom.start).lower() == "the"):
        return False
    return not (said.lower() in {"weekly", "monthly", "daily", "quarterly", "annual"} and said[0].isupper() and _word_after(text, atom.end)[:1].isupper())


def _length(text: str, atom: Atom) -> bool:
    said = text[atom.start : atom.end].lower()
    if _AGE.match(text, atom.end):
        return _alone(text, atom)
    before, after = _word_before(text, atom.start).lower(), _word_after(text, atom.end).lower()
    if atom.rule == "units":
        return _bare_units(said, before, after, _alone(text, atom))
    if re.search(r"[$£€]\s*$", text[max(0, atom.start - 2) : atom.start]):
        return False
    if after in {"old", "mark", "rule"} and after != "rule":
        return False
    if re.match(r"(?:a|one|the) (?:night|day|time|moment|second|minute)$", said):
        return before in {"for", "in", "within", "than", "about", "after", "every", "of", "during", "over", "per", "last", "lasted", "least"} or after in {"or", "after", "before", "ago"} or _alone(text, atom)
    if re.search(r"\bseconds?$", said) and re.match(r"(?:twenty|thirty|forty|fifty|a|an)\b", said) and said.endswith("second"):
        return said.startswith(("a split",)) or "-" in text[atom.end : atom.end + 1]
    return not (re.search(r"quarters?$", said) and (after in {"of", "past", "to"} or "three-q" in said))


def _bare_units(said: str, before: str, after: str, alone: bool) -> bool:
    if said == "seconds":
        return before in {"in", "within", "for"}
    if said == "quarters":
        return False
    if after in {"ago", "later", "earlier", "before", "after"}:
        return True
    return before in {"for", "in", "within", "over", "after", "take", "takes", "took", "last", "lasted", "the", "of", "spent", "through", "just", "only"} and not (
        before in {"of", "the"} and after != "before") or alone


def _when(text: str, atom: Atom, e: When, words: Words) -> bool:
    said = text[atom.start : atom.end]
    if not e.dated and e.clock:
        return _bare_time(text, atom, e)
    if _STREETS.match(text, atom.end, atom.end + 40) and not e.year:
        return False
    if _NAMED.match(text, atom.end, atom.end + 30) and not (e.year or e.unit):
        return False
    if e.anchor == "context":
        return _context_unit(text, atom)
    if set_only(e, "year"):
        return _year(text, atom, e, words)
    if set_only(e, "month"):
        return _month(text, atom, said, words)
    if set_only(e, "weekday"):
        return _weekday(text, atom, said)
    if set_only(e, "season"):
        return _season(text, atom, said, e, words)
    if set_only(e, "day"):
        return _day_number(text, atom)
    if atom.rule == "digits: day and month":
        return _slashed(text, atom)
    if e.month and e.day and not e.year:
        return _month_day(text, atom, said, words)
    if atom.rule.startswith("digits") or atom.rule.startswith("ISO"):
        return _digits(text, atom)
    if e.decade is not None:
        return said[:1] in "'’‘" or not re.search(r"\b(?:in|into) (?:his|her|their|my|your)(?: (?:early|mid|late))?[- ]$", text[max(0, atom.start - 25) : atom.start])
    if e.holiday:
        return not re.match(r"\s+(?:Island|Committee|Carol|Agreement|Accords?)", text[atom.end : atom.end + 12])
    if e.unit in {"second", "minute"} and e.shift in {0, 1, -1} and "ago" not in said:
        return False
    return True


def set_only(e: When, name: str) -> bool:
    """Whether the expression says this field and no other of the calendar, and nothing of how to pick it."""
    others = ("year", "month", "day", "weekday", "quarter", "half", "season", "unit", "holiday", "nth", "decade", "century", "week")
    return getattr(e, name) is not None and all(getattr(e, o) is None for o in others if o != name) and not (
        e.pick or e.base or e.until or e.mod or e.clock or e.orders or e.era or e.fiscal)


def _bare_time(text: str, atom: Atom, e: When) -> bool:
    """A clock with no day; a part of the day alone counts only as "in the evening"."""
    before = _word_before(text, atom.start).lower()
    said = text[atom.start : atom.end]
    if e.hour is None:
        if e.mod or re.match(r"(?:early|late|mid)", said, re.I):
            return before in {"by", "in", "at", "on", "since", "until", "during"} or _alone(text, atom)
        return (before in {"in", "during"} and said.lower().startswith("the ") and said.lower() not in {"the night"}) or _alone(text, atom)
    if atom.rule == "clock, 24 hours" and not e.zone and not e.until:
        hour_digits = re.match(r"\d+", said)
        if before in {"at", "by", "around", "about", "until", "till", "from", "to", "before", "after", "since", "@", "between", "and", "shortly"}:
            return True
        return _alone(text, atom) or (hour_digits is not None and len(hour_digits.group()) == 2 and (e.second is None) and before in {"", ",", "(", "updated", "published", "posted", "time"})
    return not re.search(r"[$£€]\s*$", text[max(0, atom.start - 2) : atom.start])


def _context_unit(text: str, atom: Atom) -> bool:
    """"the year", "the week" as the present one."""
    before, after = _word_before(text, atom.start).lower(), _word_after(text, atom.end).lower()
    unit = text[atom.start : atom.end].lower().split()[-1]
    if unit in {"year", "quarter"}:
        return before in {"for", "of", "in", "during", "through"} and after not in {"of", "after", "before", "to", "that", "when", "'", "’", "-"} and text[atom.end : atom.end + 1] != "-"
    return unit in {"week", "month"} and before in {"of", "for", "in", "during"} and after in {".", ",", "", ";"}


def _year(text: str, atom: Atom, e: When, words: Words) -> bool:
    said = text[atom.start : atom.end]
    near, rest = text[max(0, atom.start - 24) : atom.start], text[atom.end : atom.end + 24]
    if atom.rule == "year, short":
        return e.year is not None and not re.match(r"\s*Minutes\b", rest) and not re.search(r"\d$", near) and not re.match(r"\s*(?:[-/]\d|ers\b)", rest)
    if not said[0].isdigit():
        return atom.rule != "year in words" or 1700 <= (e.year or 0) <= 2099
    if _NUMBERED.search(near) and not re.search(r"(?:\b(?:19|20)\d\d|\d{1,2})[ ,.-]$|[A-Za-z]-$|/$", near):
        return False
    if re.search(r"\d[.,-]$|[$£€#+]\s?$|[A-Za-z]-$|[A-Za-z0-9]/$", near) and not re.search(r"(?:1[5-9]|20)\d\d-$|\b(?:mid|pre|post|late|early|since|non)-$", near, re.I):
        return False
    if _COUNTED.match(rest):
        return False
    before = _word_before(text, atom.start).lower()
    if 1900 <= (e.year or 0) <= 2099:
        word = words.after(atom.end, 1)
        return not (word and word[0].tag == "NNS" and before not in _PLACING and (e.year or 0) % 100 == 0)
    return _alone(text, atom) or (1400 <= (e.year or 0) <= 2199 and before in {
        "in", "since", "of", "from", "until", "till", "by", "between", "around", "about", "circa", "to", "after", "before", "during", "the", "and", "(", "-", "–", "early", "late", "year"}) or (
        (e.year or 0) >= 1000 and before in {"in", "since", "year"} and not re.match(r"\s+[a-z]+s\b", rest))


def _named_person(text: str, atom: Atom, words: Words) -> bool:
    word = words.at(atom.start)
    if word is not None and word.entity == "PERSON":
        return True
    before = _word_before(text, atom.start)
    return before.lower().rstrip(".") in _TITLES


def _month(text: str, atom: Atom, said: str, words: Words) -> bool:
    low = said.lower().rstrip(".")
    before, after = _word_before(text, atom.start), _word_after(text, atom.end)
    if _named_person(text, atom, words):
        return False
    if low in {"may", "march", "mar", "jun", "dec", "sep", "jan"} and said[0].islower():
        return (before.lower() in {"in", "last", "this", "next", "of", "since", "until", "by", "early", "late", "mid"} and after.lower() not in {"be", "have", "not"}) or (
            _alone(text, atom) and len(low) > 3)
    if _alone(text, atom):
        return True
    if low in {"jan", "dec", "jun"} and after[:1].isupper():
        return False
    if low not in _SHIFTED_NAMES:
        return said[0].isupper() or before.lower() in _PLACING
    if low == "may" and (re.search(r"\b(?:Theresa|Mrs|Mr|Ms|Prime Minister|Brian|James) May\b", text) or _SURNAME_VERBS.match(text, atom.end)):
        return before.lower() in {"in", "last", "this", "next", "early", "late", "mid", "since"} and not _SURNAME_VERBS.match(text, atom.end)
    placed = before.lower() in _PLACING or before in {"(", "–", "—", "-", "/"}
    if low in {"april", "june", "august"}:
        return placed or not (after[:1].isupper() or (before[:1].isupper() and before.lower() not in _PLACING))
    if low == "march" and (after.lower() in {"on", "through", "against", "for", "madness", "of", "to"} and before.lower() in {"the", "a", "this", "to"}):
        return False
    if low in {"may", "march"} and before.lower() in {"the", "a"} and said[0].isupper() and after.lower() in {"", "of"}:
        return False
    return placed


def _month_day(text: str, atom: Atom, said: str, words: Words) -> bool:
    """"may 10 people die" is no day of May."""
    if said[:3].islower() and re.match(r"(?:may|march|mar)\b", said) and not _alone(text, atom):
        word = words.at(atom.start)
        if (word is not None and word.tag in {"MD", "VB", "VBP"}) or _COUNTED.match(text, atom.end):
            return False
        return _word_before(text, atom.start).lower() in _PLACING | {",", ""}
    return not (re.match(r"\s*(?:percent|per cent|million|billion|%)", text[atom.end : atom.end + 10]) or text[atom.end : atom.end + 1] == "%")


def _weekday(text: str, atom: Atom, said: str) -> bool:
    low = said.lower().rstrip(".")
    before, after = _word_before(text, atom.start), _word_after(text, atom.end)
    if len(low) > 5:
        return not (said[0].isupper() and after in {"Night", "Morning"} and text[atom.end : atom.end + 1] == " ") and not (
            low == "sunday" and after in {"Times", "Telegraph", "Mirror", "Mail", "Express", "Post"})
    if low == "friday":
        return True
    if said[0].islower():
        return _alone(text, atom) or (before.lower() in {"on", "last", "next", "this", "by", "until"} and low not in {"sun", "sat", "wed", "mon"})
    if low in {"sun", "sat", "wed", "mon", "fri"}:
        return said.endswith(".") or before.lower() in {"on", "last", "next", "by", "until", "from", "since"} or _alone(text, atom)
    return True


def _season(text: str, atom: Atom, said: str, e: When, words: Words) -> bool:
    before, after = _word_before(text, atom.start).lower(), _word_after(text, atom.end).lower()
    low = said.lower()
    if said[0].isupper() and after[:1].isalpha() and text[atom.end : atom.end + 3].strip()[:1].isupper():
        return False
    if low in {"the fall", "the spring"}:
        return before in {"in", "during", "by", "until", "through", "since", "of", "for", "before", "after", "into"} and after not in {"of", "in", "from", "and"}
    if low.startswith("the "):
        return before in {"in", "during", "by", "until", "through", "since", "of", "for", "before", "after", "into", "over", "throughout"}
    if low == "fall":
        return before in {"in", "by", "until", "since", "each", "every"} and after not in {"in", "of", "back", "from"} or (_alone(text, atom))
    if low == "spring":
        return before in {"in", "by", "until", "since", "each", "every", "during"} or _alone(text, atom)
    return before in {"in", "by", "until", "since", "during", "of", "over", "through", "before", "after"} or _alone(text, atom)


def _day_number(text: str, atom: Atom) -> bool:
    """"on the 14th", with no noun after it."""
    before, after = _word_before(text, atom.start).lower(), _word_after(text, atom.end)
    if _ANNIVERSARY.match(after):
        return False
    if before not in {"on", "by", "until", "since", "from", "to", "through", "before", "after", "and", "between", "till"} and not _alone(text, atom):
        return False
    return not after[:1].isalpha() or after.lower() in {
        "and", "to", "at", "in", "with", "but", "when", "by", "for", "or", "as", "after", "before", "until", "through", "if", "because", "he", "she", "they", "we", "it"}


def _slashed(text: str, atom: Atom) -> bool:
    before = _word_before(text, atom.start).lower()
    after = _word_after(text, atom.end).lower()
    if _alone(text, atom):
        return True
    return before in {"on", "by", "until", "since", "from", "to", "before", "after", "dated", "due", "of", "for", "between", "and", "till"} and after not in {
        "of", "inch", "inches", "cup", "cups", "teaspoon", "%", "percent", "miles", "mile", "vote"} and text[atom.start : atom.end] not in {"9/11", "24/7", "50/50", "7/7"}


def _digits(text: str, atom: Atom) -> bool:
    near, rest = text[max(0, atom.start - 2) : atom.start], text[atom.end : atom.end + 3]
    if re.search(r"[\d$£€+][-./]?$|[-./]$|[A-Za-z]-$", near) or re.match(r"[-/]\d|[.]\d|%", rest):
        return False
    said = text[atom.start : atom.end]
    if atom.rule == "digits without signs":
        return _alone(text, atom) or bool(re.search(r"[A-Za-z_]$|^$|\s$", near)) and _word_before(text, atom.start).lower() in {"on", "dated", "date", "since", "until", "by"}
    if "." in said and len(said.split(".")[-1]) == 2:
        return _alone(text, atom) or _word_before(text, atom.start).lower() in {"on", "by", "since", "until", "dated", "from", "to", "of"}
    if re.fullmatch(r"\d{1,2}-\d{1,2}-\d{2}", said):
        return _alone(text, atom) or _word_before(text, atom.start).lower() in {"on", "by", "since", "until", "dated", "from", "to", "of", "date"}
    return True
