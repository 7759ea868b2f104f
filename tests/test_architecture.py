"""The rules of direction: who may import whom, who writes, what `import newsparse` costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[1] / "src" / "newsparse"
FILES = sorted(SOURCE.rglob("*.py"))
STAGES = {"sources", "tagger", "entities", "dates", "quotes", "coref"}
MEETING_POINTS = {"defaults", "types", "errors", "keys", "names", "text", "guard", "once", "trees", "rules", "tables"}

# What each part may import of newsparse, besides itself. `names` is the shared lore of names, `text` the one view of a
# Doc; they know no stage.
ALLOWED: dict[str, set[str]] = {
    "codec": {"errors"},
    "types": {"codec", "outputs"},  # the second inside the two methods that delegate to a writer
    "errors": set(),
    "trees": set(),
    "rules": set(),
    "keys": set(),
    "tables": set(),
    "names": {"errors", "tables", "types"},
    "text": {"keys", "names", "once"},
    "outputs": {"types", "errors", "bounded"},
    "wire": {"keys", "types"},
    "defaults": {"errors"},
    "tokenizer": {"tables"},
    "bounded": {"keys", "tokenizer"},
    "assemble": {"keys", "types", "wire"},
    "pipeline": {"errors", "assemble", "bounded", "keys", "names", "once", "__version__"},
    "once": set(),
    "pool": {"once"},
    "guard": {"errors", "keys"},
    "invariants": {"types"},
    "work": {"api", "assemble", "defaults", "errors", "keys", "names", "sources", "types", "workers"},
    "workers": {"api", "errors", "names", "pool"},
    "api": {"assemble", "defaults", "errors", "keys", "names", "once", "pipeline", "pool", "sources", "types", "work"},
    **{stage: set(MEETING_POINTS) for stage in STAGES},
}
ALLOWED["tagger"] |= {"tokenizer", "once"}
# The ends of the flow: they may use all that is public.
ENDS = {"__init__", "__main__", "__pyinstaller", "cli", "commands", "batch", "corrections", "spark", "archive", "serve"}
ENDS |= {"agents"}


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path, *, top: bool = False) -> Iterator[str]:
    """The modules that a file imports, as dotted names; with `top`, only what its import runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if not top else iter(tree.body)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = ("newsparse", *path.relative_to(SOURCE).parts)[: -node.level] if node.level else ()
            module = ".".join([*here, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def ids(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", [path for path in FILES if part_of(path) not in ENDS], ids=ids)
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(path)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("newsparse.")}
    assert used - {part} <= ALLOWED[part], f"{ids(path)} imports {sorted(used - {part} - ALLOWED[part])}"


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_nothing_imports_training_or_benchmarks(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & {"training", "benchmarks", "tests", "torch"}


@pytest.mark.parametrize("path", [p for p in FILES if part_of(p) == "types"], ids=ids)
def test_types_import_nothing_of_newsparse_at_import_but_their_codec(path: Path) -> None:
    found = [name for name in imports(path, top=True) if name.startswith("newsparse")]
    assert all(name.startswith("newsparse.codec") for name in found)


@pytest.mark.parametrize(
    "path", [p for p in FILES if part_of(p) in STAGES | {"names", "text"} and p.name != "component.py"], ids=ids
)
def test_rule_modules_write_nothing_on_the_doc(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        targets = node.targets if isinstance(node, ast.Assign) else []
        written = [t.value.attr for t in targets if isinstance(t, ast.Subscript) and isinstance(t.value, ast.Attribute)]
        assert "user_data" not in written
        assert "spans" not in written


def test_lxml_is_imported_where_pages_and_feeds_are_read() -> None:
    found = {ids(path) for path in FILES for name in imports(path) if name.split(".")[0] == "lxml"}
    assert found <= {"sources/page/tree.py", "batch/feeds.py"}


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


# Caches without a bound whose arguments are few: names of tables, countries, classes, models.
CLOSED = {
    "nameless",
    "particles",
    "deeds",
    "_known",
    "_surely",
    "_hints",
    "_readers",
    "_languages",
    "_forms",
}
CLOSED |= {"lookup", "_nlp", "listed", "load", "words"}


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_caches_of_what_texts_hold_are_bounded(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs):
            unbounded = any(isinstance(each, ast.Name) and each.id == "cache" for each in node.decorator_list)
            assert not unbounded or node.name in CLOSED, node.name


def test_import_is_light() -> None:
    heavy = ["spacy", "onnxruntime", "pandas", "numpy", "tokenizers", "lxml", "rapidfuzz", "rich", "pyarrow"]
    code = f"import sys, newsparse; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_factories_are_light() -> None:
    """Wherever newsparse is installed, spaCy imports the factories with its first pipeline."""
    heavy = ["onnxruntime", "pandas", "lxml", "py3langid", "pyarrow"]
    load = "[import_module(name) for name in STAGES.values()]"
    code = f"from importlib import import_module; from newsparse.pipeline import STAGES; {load}"
    code += f"; import sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_stages_are_the_entry_points() -> None:
    from importlib.metadata import entry_points

    from newsparse.pipeline import STAGES as PIPES

    found = {point.name: point.value for point in entry_points(group="spacy_factories")}
    for pipe, module in PIPES.items():
        assert found[pipe].split(":")[0] == module
