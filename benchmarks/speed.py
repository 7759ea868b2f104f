"""Speed and memory of the installed newsparse, beside a spaCy CNN pipeline in the same run.

    python benchmarks/speed.py [--corpora DIR] [--only PROBE ...] [--words N] [--json OUT] [--markdown]

Every measurement runs in a fresh process, bound to one core where the system lets a process choose (two processes to
two; import, cold start and memory to none, as a user has them). A word is what stands between white space; tokens are
about 1.15 times as many. Rates are medians of three rounds, ours and the CNN's in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import machine, samples  # found only after the line above

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["main", "measure"]

ROUNDS = 3
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
FLOORS = {
    "words_per_second": "3000 or more",
    "import_seconds": "0.3 or less",
    "cold_first_article_seconds": "2.5 or less",
    "memory_600_words_mb": "700 or less",
    "memory_200000_words_mb": "1500 or less",
}


# --- probes: each runs in a process of its own and returns what is to be reported ---


def _memory_mb() -> float:
    """The most memory that this process has held, in MB."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 if sys.platform != "darwin" else 1024) / 1024


def probe_import(_: argparse.Namespace) -> float:
    """Seconds of `import newsparse`."""
    started = time.perf_counter()
    import newsparse  # noqa: F401  # what is measured

    return time.perf_counter() - started


def probe_cold(_: argparse.Namespace) -> float:
    """Seconds from nothing imported to the Article of 600 words."""
    text = samples.article(600)
    started = time.perf_counter()
    import newsparse

    newsparse.extract(text, published="2024-03-05", strict=True)
    return time.perf_counter() - started


def probe_memory(options: argparse.Namespace) -> float:
    """Peak MB of `extract` on a text of so many words."""
    text = samples.article(600) if options.words == 600 else samples.long_text(options.words, options.corpora)
    import newsparse

    newsparse.extract(text, published="2024-03-05", strict=True)
    return _memory_mb()


def probe_rate(options: argparse.Namespace) -> float:
    """Words a second of `extract`, one article after the other."""
    import newsparse

    return _rate(lambda text: newsparse.extract(text, published="2024-03-05", strict=True), options)


def probe_many(options: argparse.Namespace) -> float:
    """Words a second of `extract_many` with so many processes, their start included."""
    import newsparse

    texts = samples.articles(options.words, options.corpora)
    started = time.perf_counter()
    for _ in newsparse.extract_many(texts, published="2024-03-05", strict=True, n_process=options.processes):
        pass
    return sum(map(samples.words, texts)) / (time.perf_counter() - started)


def probe_cnn(options: argparse.Namespace) -> float:
    """Words a second of the spaCy CNN pipeline, one article after the other."""
    from benchmarks import cnn

    return _rate(cnn.pipeline(), options)


def _rate(read: Callable[[str], object], options: argparse.Namespace) -> float:
    read(samples.article(600))
    texts = samples.articles(options.words, options.corpora)
    started = time.perf_counter()
    for text in texts:
        read(text)
    return sum(map(samples.words, texts)) / (time.perf_counter() - started)


def probe_length(options: argparse.Namespace) -> float:
    """Words a second of `extract` on one text of so many words."""
    import newsparse

    newsparse.extract(samples.article(600), strict=True)
    text = samples.long_text(options.words, options.corpora)
    started = time.perf_counter()
    newsparse.extract(text, published="2024-03-05", strict=True)
    return samples.words(text) / (time.perf_counter() - started)


def probe_corpus(options: argparse.Namespace) -> float:
    """Peak MB after so many words of articles through `extract_many`."""
    import newsparse

    texts = samples.articles(options.words, options.corpora)
    for _ in newsparse.extract_many(texts, published="2024-03-05", strict=True):
        pass
    return _memory_mb()


def probe_stages(options: argparse.Namespace) -> dict[str, float]:
    """The share of the time that each stage takes, by name; with reading, tokens and assembling."""
    import newsparse
    from newsparse import assemble, keys, sources

    nlp = newsparse.load(strict=True)
    newsparse.extract(samples.article(600), strict=True)
    spent: dict[str, float] = {}

    def timed(name: str, call: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
        started = time.perf_counter()
        result = call(*arguments, **more)
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - started
        return result

    for source in samples.articles(options.words, options.corpora):
        text, reading = timed("read and clean", sources.read, source, published="2024-03-05")
        doc = timed("tokens", nlp.make_doc, text)
        doc.user_data[keys.READING] = reading
        for name, pipe in nlp.pipeline:
            doc = timed(name, pipe, doc)
        timed("assemble", assemble.article, doc)
    total = sum(spent.values())
    return {name: seconds / total for name, seconds in spent.items()}


PROBES: dict[str, Callable[[argparse.Namespace], Any]] = {
    name.removeprefix("probe_"): value for name, value in list(globals().items()) if name.startswith("probe_")
}


# --- the run ---


def measure(probe: str, corpora: Path | None, *, cores: int = 1, **numbers: int) -> Any:
    """What a probe returns, run in a fresh process on the first `cores` cores; 0 leaves it all of them."""
    command = [sys.executable, str(Path(__file__).resolve()), "--probe", probe, "--cores", str(cores)]
    command += [f"--{name}={value}" for name, value in numbers.items()]
    command += ["--corpora", str(corpora)] if corpora else []
    threads = dict.fromkeys(THREADS, "1") if cores else {}
    done = subprocess.run(command, env=os.environ | threads, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def _pin(cores: int) -> None:
    if cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def start_figures(corpora: Path | None, words: int) -> dict[str, Any]:
    """Import and cold start."""
    return {
        "import_seconds": median(measure("import", corpora, cores=0) for _ in range(5)),
        "cold_first_article_seconds": median(measure("cold", corpora, cores=0) for _ in range(ROUNDS)),
    }


def memory_figures(corpora: Path | None, words: int) -> dict[str, Any]:
    """Peak memory of one short and one long text."""
    return {
        "memory_600_words_mb": measure("memory", corpora, cores=0, words=600),
        "memory_200000_words_mb": measure("memory", corpora, cores=0, words=200_000),
    }


def rate_figures(corpora: Path | None, words: int) -> dict[str, Any]:
    """One process, beside the CNN, in turn; and `extract_many` with one process and two."""
    ours, cnn = [], []
    for _ in range(ROUNDS):
        ours.append(measure("rate", corpora, words=words))
        cnn.append(measure("cnn", corpora, words=words))
    ratios = [a / b for a, b in zip(ours, cnn, strict=True)]
    one = measure("many", corpora, words=4 * words, processes=1)
    two = measure("many", corpora, words=4 * words, processes=2, cores=2)
    return {
        "words_per_second": median(ours),
        "spacy_cnn_words_per_second": median(cnn),
        "ratio_to_spacy_cnn": median(ratios),
        "extract_many_words_per_second": one,
        "two_processes_words_per_second": two,
        "two_processes_ratio": two / one,
    }


def growth_figures(corpora: Path | None, words: int) -> dict[str, Any]:
    """How the rate changes with the length of a text, and the memory with the number of articles."""
    found: dict[str, Any] = {}
    for length in (600, 6_000, 60_000):
        found[f"one_text_of_{length}_words_per_second"] = measure("length", corpora, words=length)
    for size in (words // 4, 4 * words):
        found[f"memory_after_{size}_words_of_articles_mb"] = measure("corpus", corpora, words=size)
    return found


def stage_figures(corpora: Path | None, words: int) -> dict[str, Any]:
    """Each stage's share of the time."""
    return {f"share_{name}": share for name, share in measure("stages", corpora, words=words).items()}


GROUPS = {
    "start": start_figures,
    "rate": rate_figures,
    "memory": memory_figures,
    "growth": growth_figures,
    "stages": stage_figures,
}


def as_text(figures: dict[str, Any], *, markdown: bool) -> str:
    """The figures as a table."""
    lines = [machine.describe_as_text(), ""]
    if markdown:
        lines += ["| what | measured | promised |", "|---|---|---|"]
    for name, value in figures.items():
        shown = f"{value:,.0f}" if value >= 100 else f"{value:.3f}"
        floor = FLOORS.get(name, "")
        lines.append(f"| {name} | {shown} | {floor} |" if markdown else f"{name:44} {shown:>10}   {floor}".rstrip())
    return "\n".join(lines)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="take the articles of polnear dev, not those of the repository")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS))
    parser.add_argument("--words", type=int, default=30_000, help="words of a round")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", action="store_true")
    for name in ("--probe", "--cores", "--processes"):
        parser.add_argument(name, type=str if name == "--probe" else int, default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.probe:
        _pin(options.cores)
        print(json.dumps(PROBES[options.probe](options)))
        return 0
    figures: dict[str, Any] = {}
    for group in options.only:
        figures |= GROUPS[group](options.corpora, options.words)
    print(as_text(figures, markdown=options.markdown))
    if options.json:
        options.json.write_text(
            json.dumps({"machine": machine.describe(), "figures": figures}, indent=1) + "\n", "utf8"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
