"""The user's own words: cues, titles, roles, names and places, read from TOML, checked, and never changed after.

The stages are given an `OwnWords`; `using` makes it the one that the lexicons of names add to their own, for as long as
a stage works on a text. `current` is None where the user has given none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from newsparse.errors import LexiconError
from newsparse.names.text import fold
from newsparse.tables import tomllib
from newsparse.types import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["GENDERS", "Gender", "OwnName", "OwnWords", "current", "of_json", "read", "using"]

ACTS = ("statement", "belief", "intention")
Gender = Literal["m", "f", ""]
GENDERS: dict[str, Gender] = {"neutral": "", "male": "m", "female": "f"}
PLACES = ("GPE", "LOC", "FAC")
_CUES = {"verbs", "nouns", "phrases"}
_TABLES = {"cues", "titles", "roles", "names", "places"}


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name of the user's: how it is shown, its label, its id and country where given, and all its forms."""

    name: str
    label: str
    id: str | None
    country: str | None
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """What the user has added. Words are folded, but for names and phrases.

    `cues` is act -> kind ("verbs", "nouns", "phrases") -> words; `manner` are the verbs that attribute beside quotation
    marks alone, `irregular` the forms of verbs that no rule makes. `titles` and `roles` are word -> gender. `places` is
    folded name -> country. `data` is all of it as JSON, by which two are the same.
    """

    data: str
    cues: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    manner: tuple[str, ...] = ()
    irregular: dict[str, str] = field(default_factory=dict)
    titles: dict[str, Gender] = field(default_factory=dict)
    roles: dict[str, Gender] = field(default_factory=dict)
    names: tuple[OwnName, ...] = ()
    places: dict[str, str] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Callable[[str], OwnWords], tuple[str]]:
        return of_json, (self.data,)


_CURRENT: ContextVar[OwnWords | None] = ContextVar("newsparse_own_words", default=None)
current: Callable[[], OwnWords | None] = _CURRENT.get


@contextmanager
def using(words: OwnWords | None) -> Iterator[None]:
    """Let the lexicons of names hold these words, too, within the block."""
    token = _CURRENT.set(words)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def read(lexicon: str | Path | Mapping[str, Any] | OwnWords | None) -> OwnWords | None:
    """The words of a TOML file, or of a mapping as TOML gives it; the same value for the same words.

    Raises `LexiconError`, which names the file, the table and the key.
    """
    if lexicon is None or isinstance(lexicon, OwnWords):
        return lexicon
    if isinstance(lexicon, Mapping):
        return of_json(_as_json(lexicon, "the lexicon"), "the lexicon")
    if not isinstance(lexicon, str | Path):
        raise LexiconError(
            f"the lexicon is {lexicon!r} ({type(lexicon).__name__}); wanted is the name of a TOML file or a mapping"
        )
    path = Path(lexicon)
    try:
        status = path.stat()
        return _of_file(str(path.resolve()), str(lexicon), status.st_mtime_ns, status.st_size)
    except OSError as error:
        raise LexiconError(f"cannot read the lexicon {str(lexicon)!r}: {error.strerror or error}") from error


@lru_cache(maxsize=16)
def _of_file(path: str, name: str, modified: int, size: int) -> OwnWords:
    """The words of a file, read once as long as it stays as it is."""
    try:
        table = tomllib.loads(Path(path).read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LexiconError(f"the lexicon {name!r} is not UTF-8 at byte {error.start}: convert the file") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"the lexicon {name!r} is not TOML: {error}") from error
    return of_json(_as_json(table, f"the lexicon {name!r}"), f"the lexicon {name!r}")


def _as_json(table: Mapping[str, Any], where: str) -> str:
    """JSON that the configuration of a pipeline can hold: in ASCII, without the sign of its variables."""
    try:
        return json.dumps(table, sort_keys=True, ensure_ascii=True).replace("$", "\\u0024")
    except (TypeError, ValueError) as error:
        raise LexiconError(f"{where} holds what is no text, list or table ({error})") from error


@lru_cache(maxsize=16)
def of_json(data: str, where: str = "the lexicon") -> OwnWords:
    """The words of `OwnWords.data`. Raises `LexiconError` that names the table and the key."""
    return _Reading(where).words(json.loads(data), data)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the tables; `where` begins the messages."""

    where: str

    def words(self, table: Any, data: str) -> OwnWords:
        self.table("", table, _TABLES)
        cues = self.table("cues", table.get("cues", {}), {*ACTS, "manner", "irregular"})
        manner = self.table("cues.manner", cues.get("manner", {}), {"verbs"})
        irregular = self.table("cues.irregular", cues.get("irregular", {}), None)
        names = [name for part in ("names", "places") for name in self.names(part, table.get(part, []))]
        self.all_different(names)
        return OwnWords(
            data=data,
            cues={act: self.cues(act, cues[act]) for act in ACTS if act in cues},
            manner=self.single("cues.manner", "verbs", manner.get("verbs", [])),
            irregular={fold(verb): fold(self.text("cues.irregular", verb, forms)) for verb, forms in irregular.items()},
            titles=self.by_gender("titles", table.get("titles", {})),
            roles=self.by_gender("roles", table.get("roles", {})),
            names=tuple(names),
            places={fold(form): each.country for each in names if each.country for form in each.forms},
        )

    def wrong(self, table: str, key: str, why: str) -> LexiconError:
        place = f"[{table}]" if table else "the top"
        return LexiconError(f"{self.where}, {place}{f', {key}' if key else ''}: {why}")

    def table(self, name: str, value: Any, keys: set[str] | None) -> dict[str, Any]:
        """A table with no other keys than these; None allows all."""
        if not isinstance(value, dict):
            raise self.wrong(name, "", f"a {type(value).__name__}; wanted is a table")
        for key in value:
            if keys is not None and key not in keys:
                raise self.wrong(name, repr(key), f"no such key; there are {', '.join(sorted(keys))}")
        return value

    def text(self, table: str, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(table, key, f"{value!r}; wanted is a text")
        return " ".join(value.split())

    def texts(self, table: str, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.wrong(table, key, f"{value!r}; wanted is a list of texts")
        return tuple(self.text(table, key, each) for each in value)

    def single(self, table: str, key: str, value: Any) -> tuple[str, ...]:
        """Single words, folded, without a full stop at the end."""
        found = tuple(fold(each).rstrip(".") for each in self.texts(table, key, value))
        for each in found:
            if not each or " " in each:
                raise self.wrong(table, key, f"{each!r}; wanted are single words")
        return found

    def cues(self, act: str, value: Any) -> dict[str, tuple[str, ...]]:
        name = f"cues.{act}"
        table = self.table(name, value, _CUES)
        phrases = tuple(each.lower() for each in self.texts(name, "phrases", table.get("phrases", [])))
        for each in phrases:
            if " " not in each:
                raise self.wrong(name, "phrases", f"{each!r}; wanted are two words or more: see verbs and nouns")
        found = {kind: self.single(name, kind, table.get(kind, [])) for kind in ("verbs", "nouns")}
        return {**found, "phrases": phrases}

    def by_gender(self, name: str, value: Any) -> dict[str, Gender]:
        table = self.table(name, value, set(GENDERS))
        found: dict[str, Gender] = {}
        for key, words in table.items():
            for word in self.single(name, key, words):
                if found.setdefault(word, GENDERS[key]) != GENDERS[key]:
                    raise self.wrong(name, key, f"{word!r} has another gender already")
        return found

    def names(self, table: str, value: Any) -> list[OwnName]:
        if not isinstance(value, list):
            raise self.wrong(table, "", f"a {type(value).__name__}; wanted are tables, each under [[{table}]]")
        return [self.name(table, number, each) for number, each in enumerate(value, 1)]

    def name(self, table: str, number: int, value: Any) -> OwnName:
        where = f"{table}, entry {number}"
        row = self.table(where, value, {"name", "label", "id", "aliases", "country"})
        name = self.text(where, "name", row.get("name"))
        label = self.text(where, "label", row.get("label", "GPE" if table == "places" else None))
        wanted = PLACES if table == "places" else LABELS
        if label not in wanted:
            raise self.wrong(where, "label", f"{label!r}; wanted is {', '.join(wanted)}")
        country = row.get("country")
        if country is not None and not (isinstance(country, str) and len(country) == 2 and country.isalpha()):
            raise self.wrong(where, "country", f"{country!r}; wanted is an ISO 3166-1 code of two letters")
        id_ = row.get("id")
        if id_ is not None and not isinstance(id_, str | int):
            raise self.wrong(where, "id", f"{id_!r}; wanted is a text or a number")
        forms = dict.fromkeys((name, *self.texts(where, "aliases", row.get("aliases", []))))
        known = None if id_ is None else str(id_)
        return OwnName(name, label, known, country and country.upper(), tuple(forms))

    def all_different(self, names: list[OwnName]) -> None:
        """No form may stand for two names."""
        seen: dict[str, str] = {}
        for each in names:
            for form in each.forms:
                if form in seen:
                    raise self.wrong("names", repr(each.name), f"{form!r} is a form of {seen[form]!r} already")
                seen[form] = each.name
