"""Runs that end in the middle: killed, interrupted, on a full disk. What is there can be read; the rest comes later."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager
from subprocess import PIPE
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and signals")]

OUTPUTS = ["out.jsonl", "out.csv", "out.parquet", "out.sqlite"]

# The runs are in processes of their own, forked from one that has loaded what it needs, so that many are quick. Their
# pipeline is spaCy's parts alone; commits are so near to each other that most kills fall into one or close to it.
SETUP = """
import csv, json, os, random, resource, signal, sqlite3, sys, time
from contextlib import closing
from pathlib import Path
import spacy, newsparse
from newsparse.batch import run, sinks
from spacy.training import Example

module = sys.modules["newsparse.batch.run"]
module.COMMIT_SECONDS, module.COMMIT_ARTICLES, sinks.PART_ARTICLES = 0.02, 3, 7
nlp = spacy.blank("en")
nlp.add_pipe("ner").add_label("ORG")
nlp.add_pipe("parser").add_label("dep")
nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("A b"), {"heads": [1, 1], "deps": ["dep", "ROOT"]})])
nlp.add_pipe("entity_ruler", config={"overwrite_ents": True}).add_patterns([{"label": "PERSON", "pattern": "Ada Obi"}])
newsparse.load(nlp)

def in_folder(folder):
    source = folder / "in.jsonl"
    source.write_text("".join(
        json.dumps({"id": n, "text": f"“Road {n} is open,” said Ada Obi on Monday.", "date": "2025-07-13"}) + "\\n"
        for n in range(60)
    ))
    return source

def content(output):
    if output.suffix == ".sqlite":
        with closing(sqlite3.connect(output)) as base:
            return [line for line in base.iterdump() if "newsparse_run" not in line]
    if output.is_dir():
        files = sorted(path for path in output.rglob("*") if path.is_file() and not path.name.startswith("_"))
        return {str(path.relative_to(output)): path.read_bytes() for path in files}
    return output.read_bytes()

def readable(output):
    # What a reader finds at this moment: so many whole articles.
    if not output.exists():
        return 0
    if output.suffix == ".jsonl":
        lines = output.read_bytes().split(b"\\n")[:-1]
        return len([newsparse.Article.from_json(line) for line in lines])
    if output.suffix == ".csv":
        path = output / "articles.csv"
        return max(0, len(list(csv.reader(path.read_text().splitlines()))) - 1) if path.exists() else 0
    if output.suffix == ".parquet":
        from pyarrow import parquet
        parts = sorted(output.glob("articles/*.parquet"))
        return sum(parquet.read_table(part).num_rows for part in parts)
    with closing(sqlite3.connect(output)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not list(base.execute("PRAGMA foreign_key_check"))
        tables = {name for (name,) in base.execute("SELECT name FROM sqlite_master")}
        return base.execute("SELECT count(*) FROM articles").fetchone()[0] if "articles" in tables else 0

def committed(output):
    if output.suffix == ".sqlite":
        return readable(output)
    if output.suffix == ".parquet":
        path = output / sinks.INSIDE
        return json.loads(path.read_text())["records"] // 7 * 7 if path.exists() else 0
    path = output / sinks.INSIDE if output.suffix == ".csv" else output.with_name(output.name + sinks.BESIDE)
    return json.loads(path.read_text())["records"] if path.exists() else 0

def started(output):
    child = os.fork()
    if not child:
        code = 1
        try:
            run(source, output, model=nlp, batch_size=2, progress=lambda now: time.sleep(0.004))
            code = 0
        except KeyboardInterrupt:
            code = 130
        finally:
            os._exit(code)
    return child
"""
KILLS = """
from newsparse.batch.journal import State
random.seed(int(sys.argv[2]))
wrong = []
for name in sys.argv[3:]:
    (folder / "whole").mkdir(exist_ok=True)
    run(source, folder / "whole" / name, model=nlp, batch_size=2)
    wanted, output = content(folder / "whole" / name), folder / name
    ended = before = 0
    for kill in range(12):
        child = started(output)
        time.sleep(random.uniform(0.0, 0.25))
        os.kill(child, random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGINT]))
        _, status = os.waitpid(child, 0)
        ended += os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
        now = readable(output)
        if now < before:
            wrong.append(f"{name}: {before} articles were committed, then there are {now}")
        before = committed(output)
    summary = run(source, output, model=nlp, batch_size=2)
    print("DONE", name, "killed", 12 - ended, "resumed", summary.resumed, "same", content(output) == wanted)
print("WRONG", wrong)
"""


# One process loads what the scripts need; each script is a fork of it: its code and arguments come in by a line, its
# exit status goes out by one.
SERVE = """
for line in sys.stdin:
    code, arguments, said = json.loads(line)
    child = os.fork()
    if not child:
        status = 1
        try:
            sys.argv[1:], folder = arguments, Path(arguments[0])
            source = in_folder(folder)
            sys.stdout = sys.stderr = open(said, "w", buffering=1)
            exec(code)
            status = 0
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    print(status, flush=True)
"""


@pytest.fixture
def default_interrupt() -> Iterator[None]:
    """Processes that are started get SIGINT as from a terminal, also where the tests run with it ignored (`nohup`)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """The process, which is ended with the block, whatever happens in it."""
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def server() -> Iterator[subprocess.Popen[str]]:
    """The process whose forks run the scripts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen([sys.executable, "-c", SETUP + SERVE], stdin=PIPE, stdout=PIPE, text=True)
    signal.signal(signal.SIGINT, before)
    with ended(process):
        yield process


@pytest.fixture
def script(server: subprocess.Popen[str], tmp_path: Path) -> Any:
    """Run a script in a fork of the server; its output."""

    def run(code: str, *arguments: str) -> str:
        said = tmp_path / "said"
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps([textwrap.dedent(code), arguments, str(said)]) + "\n")
        server.stdin.flush()
        status = server.stdout.readline().strip()
        assert status == "0", said.read_text()[-3000:]
        return said.read_text()

    return run


def outputs() -> list[str]:
    return [name for name in OUTPUTS if not name.endswith("parquet") or _has_pyarrow()]


def _has_pyarrow() -> bool:
    import importlib.util

    return importlib.util.find_spec("pyarrow") is not None


def test_kills_at_random_moments(tmp_path: Path, script: Any) -> None:
    seed = str(time.time_ns() % 10_000)
    out = script(KILLS, str(tmp_path), seed, *outputs())
    done = [line.split() for line in out.splitlines() if line.startswith("DONE")]
    assert [line[1] for line in done] == outputs()
    for line in done:
        assert line[-1] == "True", f"seed {seed}: {out}"
    assert sum(int(line[3]) for line in done) >= 2 * len(done), f"too few of the kills came in time: {out}"
    assert "WRONG []" in out, f"seed {seed}: {out}"


FULL = """
wrong = []
for name in sys.argv[2:]:
    (folder / "whole").mkdir(exist_ok=True)
    run(source, folder / "whole" / name, model=nlp, batch_size=2)
    output = folder / name
    told = []
    for limit in (1, 700, 3_000, 9_000, 30_000, 70_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            run(source, output, model=nlp, batch_size=2)
        except newsparse.NewsparseError as error:
            told.append(str(error))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        readable(output)
    run(source, output, model=nlp, batch_size=2)
    print("DONE", name, content(output) == content(folder / "whole" / name), json.dumps(told))
"""


def test_no_more_can_be_written(tmp_path: Path, script: Any) -> None:
    out = script(FULL, str(tmp_path), *outputs())
    done = [line.split(maxsplit=3) for line in out.splitlines() if line.startswith("DONE")]
    assert [line[1] for line in done] == outputs()
    for _, name, same, told in done:
        messages: list[str] = json.loads(told)
        assert same == "True", name
        assert len(messages) >= 2, (name, messages)
        for message in messages:
            assert message.startswith(f"cannot write {str(tmp_path / name)!r}: "), message
            assert "run the same command again" in message


@pytest.fixture
def small_disk(tmp_path: Path) -> Any:
    """A file system of 1.6 MB, where that is permitted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1600k", "none", str(disk)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount command")
    if done.returncode:
        pytest.skip(f"a small file system cannot be mounted: {done.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S607 - the one beside mount


DISK = """
disk = Path(sys.argv[2])
filler = disk / "filler"
for name in sys.argv[3:]:
    (folder / "whole").mkdir(exist_ok=True)
    run(source, folder / "whole" / name, model=nlp, batch_size=2)
    output = disk / name
    told = ""
    with filler.open("wb") as stream:
        free = os.statvfs(disk)
        stream.write(b"x" * (free.f_bavail * free.f_frsize - 24_000))
    try:
        run(source, output, model=nlp, batch_size=2)
    except newsparse.NewsparseError as error:
        told = str(error)
    found = readable(output)
    filler.unlink()
    run(source, output, model=nlp, batch_size=2)
    print("DONE", name, found, content(output) == content(folder / "whole" / name), told)
    if output.is_dir():
        for path in sorted(output.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    else:
        for path in disk.glob(name + "*"):
            path.unlink()
"""


def test_a_full_disk(tmp_path: Path, small_disk: Path, script: Any) -> None:
    out = script(DISK, str(tmp_path), str(small_disk), *outputs())
    done = [line.split(maxsplit=4) for line in out.splitlines() if line.startswith("DONE")]
    assert [line[1] for line in done] == outputs()
    for _, name, _, same, *told in done:
        assert same == "True", name
        assert told
        assert "cannot write" in told[0], name
        assert "No space left" in told[0] or "full" in told[0], name


@pytest.mark.model
@pytest.mark.usefixtures("default_interrupt")
def test_ctrl_c_of_the_command(tmp_path: Path) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "“The road is open,” said Ada Obi, who had come from Accra on Monday. " * 12
    source.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n in range(400)), encoding="utf-8")
    command = [sys.executable, "-m", "newsparse", "batch", str(source), str(output), "--workers", "2", "--batch-size=2"]
    with ended(subprocess.Popen(command, stderr=PIPE, text=True)) as process:
        until = time.monotonic() + 200
        while time.monotonic() < until and process.poll() is None and not (output.exists() and output.stat().st_size):
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert told.strip() == "newsparse: interrupted"
    assert 0 < len(output.read_text().splitlines()) < 400
    state = json.loads((tmp_path / "out.jsonl.newsparse-run").read_text())
    assert state["records"] == len(output.read_text().splitlines())
