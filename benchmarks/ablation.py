"""Rules and steps switched off one at a time: how many real texts each changes, and which figures it moves.

    python -m benchmarks.ablation [--packages entities dates ...] [--rules] [--limit N] [--only NAME ...] [--json OUT]

A switch is a function of a package of rules whose result has an "off": a check that says no, a reader that finds
nothing, a step that changes nothing, a filter that hands on what it was given. Which it is follows from the annotation
of its result, so that no list of switches has to be kept. The network runs once a text; each switch runs the stages
after it again on those texts in which it did something. Figures are of annotated news (both lots, never blind),
and of the dev parts of newswire and politics; a switch that brings nothing has `gains` of zero or less.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import pkgutil
import re
import sys
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import runner  # noqa: E402  # found only after the line above
from benchmarks.facets import facet  # noqa: E402
from benchmarks.quality import find_corpora  # noqa: E402
from newsparse.rules import RuleTable  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from types import CodeType, FrameType, FunctionType

    from spacy.tokens import Doc

    from benchmarks.measures import Report
    from newsparse import Article

__all__ = ["Effect", "Switch", "main", "off", "switch_off", "switches"]

PACKAGES = ("entities", "names", "quotes", "speakers", "coref", "dates")
READER_AND_TAGGER = 2
"""The pipes that come before the rules."""
_TAKEN_OUT = "taken out"
_SHOWN = re.compile(
    r"(news|fresh)\.\w+_(found|precision|attributed|speaker_wrong|content_dice|people_right|places_right|organisations_right|days)"
    r"|attribution\.(content|source|cue|marked_content|speaker)|entities\.person_place_org"
)
_EMPTY = {"list": "[]", "tuple": "()", "dict": "{}", "set": "set()", "frozenset": "frozenset()"}
_ONE_OF = re.compile(r"\b(?:list|tuple|Sequence|Iterable)\[")


@dataclass(frozen=True, slots=True)
class Switch:
    """A function that can be switched off; `result` is the expression that it then returns.

    With a `table` it is a rule, which is taken out of it.
    """

    name: str
    function: FunctionType
    result: str
    table: RuleTable[Any, Any] | None = None


@dataclass(slots=True)
class Effect:
    """What switching off changes: real texts of each facet, and figures by how much they are higher with the rule."""

    name: str
    texts: dict[str, int] = field(default_factory=dict)
    gains: dict[str, float] = field(default_factory=dict)
    error: str = ""


def off(function: FunctionType) -> str | None:
    """The expression that a function returns when it is switched off; None where there is no such thing."""
    signature = inspect.signature(function)
    result = str(signature.return_annotation)
    parameters = {name: str(each.annotation) for name, each in signature.parameters.items()}
    same = [name for name, annotation in parameters.items() if _kind(annotation) == _kind(result)]
    if result in ("bool", "None") or result.endswith("| None"):
        return "False" if result == "bool" else "None"
    if same:
        return same[0]
    if result.startswith("Iterator["):
        return "iter(())"
    return _EMPTY.get(result.partition("[")[0]) if "..." in result or not result.startswith("tuple") else None


def _kind(annotation: str) -> str:
    """Sequences of the same are one kind, whether lists or tuples."""
    return _ONE_OF.sub("list[", annotation).replace(", ...]", "]")


def switches(packages: Sequence[str]) -> list[Switch]:
    """The switches of packages of rules, by name."""
    found = []
    for package in packages:
        try:
            home = importlib.import_module(f"newsparse.{package}")
        except ModuleNotFoundError:
            continue
        for info in pkgutil.walk_packages(home.__path__, f"{home.__name__}."):
            module = importlib.import_module(info.name)
            for name, value in sorted(vars(module).items()):
                if not inspect.isfunction(value) or value.__module__ != info.name or value.__closure__:
                    continue
                result = off(value)
                if result is not None:
                    found.append(Switch(f"{info.name.removeprefix('newsparse.')}.{name}", value, result))
    return found


def rules(packages: Sequence[str]) -> list[Switch]:
    """The rules of the tables of packages, each to be taken out of its table."""
    switches(packages)  # imports all of their modules
    homes = tuple(f"newsparse.{package}." for package in packages)
    modules = [vars(module) for name, module in list(sys.modules.items()) if name.startswith(homes)]
    tables = {id(value): value for names in modules for value in names.values() if isinstance(value, RuleTable)}
    return [Switch(rule.name, _innermost(rule.apply), _TAKEN_OUT, table) for table in tables.values() for rule in table]


def _innermost(function: Any) -> FunctionType:
    """The function itself, or the one that a rule applies to each of many."""
    held = [cell.cell_contents for cell in function.__closure__ or () if inspect.isfunction(cell.cell_contents)]
    return _innermost(held[0]) if held else function


@contextmanager
def switch_off(switch: Switch) -> Iterator[None]:
    """The function returns its "off", wherever it is held; caches that may hold its results are emptied."""
    if switch.table is not None:
        with _without(switch.table, switch.name):
            yield
        return
    real = switch.function.__code__
    names = ", ".join(_arguments(switch.function))
    kind = "yield" if real.co_flags & inspect.CO_GENERATOR else ""
    source = f"def stub({names}):\n    return {'' if kind else switch.result}\n" + ("    yield\n" if kind else "")
    made: dict[str, Any] = {}
    exec(source, made)  # noqa: S102 -- the names of the project's own functions
    _forget()
    switch.function.__code__ = made["stub"].__code__
    try:
        yield
    finally:
        switch.function.__code__ = real
        _forget()


@contextmanager
def _without(table: RuleTable[Any, Any], name: str) -> Iterator[None]:
    """A table runs without one of its rules."""
    whole = table._ordered
    _forget()
    table._ordered = table.without(name)._ordered
    try:
        yield
    finally:
        table._ordered = whole
        _forget()


def _arguments(function: FunctionType) -> Iterator[str]:
    """The parameters as they are written, less annotations and defaults, which stay with the function."""
    seen_star = False
    for name, each in inspect.signature(function).parameters.items():
        if each.kind is each.VAR_POSITIONAL:
            seen_star = True
            yield f"*{name}"
        elif each.kind is each.VAR_KEYWORD:
            yield f"**{name}"
        else:
            if each.kind is each.KEYWORD_ONLY and not seen_star:
                seen_star = True
                yield "*"
            yield name


def _forget() -> None:
    """Empty the caches of newsparse that hang on arguments; tables that are read once stay."""
    modules = [vars(module) for name, module in list(sys.modules.items()) if name.startswith("newsparse.")]
    for each in {id(value): value for names in modules for value in list(names.values())}.values():
        if type(each) is _lru_cache_wrapper and inspect.signature(each.__wrapped__).parameters:
            each.cache_clear()


class Texts:
    """Docs as the network left them, and the articles that the stages behind it make of them."""

    def __init__(self) -> None:
        self._read: dict[tuple[Any, ...], Doc] = {}
        self.plain: dict[tuple[Any, ...], Article] = {}
        self.now: dict[tuple[Any, ...], Article] = {}

    def article(
        self, text: str, published: date | None = None, attributions: str = "statements", *, clean: bool = True
    ) -> Article:
        """What `runner.article` gives, by the rules as they are now."""
        key = text, published, attributions, clean
        if key not in self.now:
            self.now[key] = self.plain[key] = self.made(key)
        return self.now[key]

    def made(self, key: tuple[Any, ...]) -> Article:
        """The stages after the network, run on a text."""
        from newsparse import assemble

        doc = self._doc(key).copy()
        for _, pipe in _pipeline().pipeline[READER_AND_TAGGER:]:
            doc = pipe(doc)
        article: Article = assemble.article(doc)
        return article

    def _doc(self, key: tuple[Any, ...]) -> Doc:
        from newsparse import keys, sources

        if key not in self._read:
            text, published, attributions, clean = key
            body, reading = sources.read(text, published=published, clean=clean, attributions=attributions, strict=True)
            doc = _pipeline().make_doc(body)
            doc.user_data[keys.READING] = reading
            for _, pipe in _pipeline().pipeline[:READER_AND_TAGGER]:
                doc = pipe(doc)
            self._read[key] = doc
        return self._read[key]


def _pipeline() -> Any:
    import newsparse

    return newsparse.load(strict=True)


def fired(texts: Texts, wanted: Sequence[Switch]) -> dict[str, list[tuple[Any, ...]]]:
    """The texts in which each switch returned something else than its "off"; steps that return nothing: was called."""
    by_code: dict[CodeType, Switch] = {each.function.__code__: each for each in wanted}
    found: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for key in list(texts.plain):

        def watch(frame: FrameType, event: str, value: object, key: tuple[Any, ...] = key) -> None:
            if event == "return" and frame.f_code in by_code:
                switch = by_code[frame.f_code]
                if _did(switch, frame, value):
                    found[switch.name].add(key)

        _forget()
        sys.setprofile(watch)
        try:
            texts.made(key)
        finally:
            sys.setprofile(None)
    return {name: [key for key in texts.plain if key in keys] for name, keys in found.items()}


def _did(switch: Switch, frame: FrameType, value: object) -> bool:
    if switch.table is not None:
        return True
    if switch.result == "None":
        return value is not None or str(inspect.signature(switch.function).return_annotation) == "None"
    if switch.result in ("False", "iter(())", *_EMPTY.values()):
        return bool(value)
    return bool(value != frame.f_locals.get(switch.result))


def figures(documents: dict[str, list[Any]]) -> dict[str, dict[str, float]]:
    """The figures of each facet; of the annotated news those of the open parts."""
    reports: dict[str, Report] = {name: facet(name).score(each) for name, each in documents.items()}
    return {
        name: {f.name: f.value for f in report.figures if not f.name.startswith("blind")}
        for name, report in reports.items()
    }


def load(corpora: Path, limit: int | None) -> dict[str, list[Any]]:
    """The documents of each facet; with a limit every n-th. The blind part is left out before anything is read."""
    from training.annotations import part

    found: dict[str, list[Any]] = {}
    for name in ("news", "fresh", "attribution", "entities"):
        documents = list(facet(name).load(corpora).documents)
        if name in ("news", "fresh"):
            documents = [each for each in documents if part(each.source.id) != "blind"]
        step = max(1, len(documents) // limit) if limit else 1
        found[name] = documents[::step]
    return found


def measure(documents: dict[str, list[Any]], wanted: Sequence[Switch]) -> Iterator[Effect]:
    """The effect of each switch, in turn."""
    texts = Texts()
    runner.article = texts.article  # type: ignore[assignment]
    before = figures(documents)
    by_facet = {name: figures_keys(texts, name, each) for name, each in documents.items()}
    where = fired(texts, wanted)
    for switch in wanted:
        effect = Effect(switch.name)
        with switch_off(switch):
            try:
                made = {key: texts.made(key) for key in where.get(switch.name, ())}
            except Exception as error:
                effect.error = f"{type(error).__name__}: {error}"[:200]
                yield effect
                continue
        changed = {key: article for key, article in made.items() if article != texts.plain[key]}
        effect.texts = {name: sum(key in changed for key in keys) for name, keys in by_facet.items()}
        touched = {name: documents[name] for name, count in effect.texts.items() if count}
        texts.now = {**texts.plain, **changed}
        for name, after in figures(touched).items():
            moved = {f"{name}.{f}": round(before[name][f] - value, 4) for f, value in after.items()}
            effect.gains.update({f: gain for f, gain in moved.items() if gain and _SHOWN.fullmatch(f)})
        texts.now = dict(texts.plain)
        yield effect


def figures_keys(texts: Texts, name: str, documents: list[Any]) -> set[tuple[Any, ...]]:
    """The texts that a facet reads."""
    known = dict(texts.now)
    texts.now = {}
    asked: set[tuple[Any, ...]] = set()
    real = texts.article

    def note(text: str, published: Any = None, attributions: str = "statements", *, clean: bool = True) -> Article:
        key = text, published, attributions, clean
        asked.add(key)
        return known[key]

    runner.article = note  # type: ignore[assignment]
    facet(name).score(documents)
    runner.article = real  # type: ignore[assignment]
    texts.now = known
    return asked


def table(effects: Sequence[Effect], total: int) -> str:
    """Markdown: those that bring least first."""
    lines = ["| rule | texts | moves (higher with it) |", "|---|---|---|"]
    for each in sorted(effects, key=lambda e: (sum(e.texts.values()), e.name)):
        moved = ", ".join(f"{name} {gain:+.4f}" for name, gain in sorted(each.gains.items()))
        lines.append(f"| `{each.name}` | {sum(each.texts.values())} of {total} | {each.error or moved or '–'} |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--packages", nargs="+", default=PACKAGES)
    parser.add_argument("--rules", action="store_true", help="the rules of the tables alone, not every function")
    parser.add_argument("--limit", type=int, help="documents of each facet at most")
    parser.add_argument("--only", nargs="+", default=[], help="switches whose name holds one of these")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    corpora = find_corpora(options.corpora)
    if corpora is None:
        print("no corpora: give --corpora", file=sys.stderr)
        return 1
    documents = load(corpora, options.limit)
    known = rules(options.packages) if options.rules else switches(options.packages)
    wanted = [each for each in known if not options.only or any(text in each.name for text in options.only)]
    effects = []
    for effect in measure(documents, wanted):
        effects.append(effect)
        print(effect.name, effect.texts, effect.gains, effect.error, file=sys.stderr, flush=True)
    total = sum(map(len, documents.values()))
    print(table(effects, total))
    if options.json:
        options.json.write_text(json.dumps([asdict(each) for each in effects], indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
