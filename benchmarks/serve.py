"""The service under load, on this machine: requests a second beside `extract_many`, and many requests, some malformed.

    python -m benchmarks.serve [--workers N] [--requests N] [--articles N]

Two measurements. The first sends the sample articles to POST /extract by as many clients as keep the workers busy, and
gives the same articles to `extract_many` with as many processes; both are warm, and they take turns. The second sends
short articles, a tenth of them malformed, and counts what is lost and how much memory the service takes.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import newsparse
from benchmarks.machine import describe
from newsparse.defaults import BATCH_SIZE

ROOT = Path(__file__).parents[1]
MALFORMED: tuple[tuple[bytes, str], ...] = (
    (b'{"text": "cut', "application/json"),
    (b'{"txet": "a"}', "application/json"),
    (b"\xff\xfe", "text/plain"),
    (b'{"text": "a", "published": "soon"}', "application/json"),
    (b"%PDF-1.7", "application/pdf"),
)
TURNS = 2
NAMES = ("Ada Obi", "Farida Noor", "Tomás Ferreira", "Litia Vakaloloma", "Grace Mutasa", "Ingrid Solheim")


def records(count: int) -> list[dict[str, Any]]:
    """The sample articles, again and again."""
    found = []
    for path in sorted((ROOT / "data" / "articles").glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found.append({"text": text, "published": known.get("published")})
    return [found[number % len(found)] for number in range(count)]


class Service:
    """A service in processes of its own, and what it takes."""

    def __init__(self, workers: int) -> None:
        command = [sys.executable, "-m", "newsparse", "serve", "--port", "0", "--workers", str(workers)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.port = next(each["port"] for each in map(json.loads, self.process.stderr) if each["event"] == "serving")
        self.log = ThreadPoolExecutor(1).submit(lambda stream: sum(1 for _ in stream), self.process.stderr)

    def memory(self) -> float:
        """Megabytes of all its processes, each alone (private memory)."""
        return sum(map(private, [self.process.pid, *children(self.process.pid)]))

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(60)


def children(parent: int) -> list[int]:
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(each.read_text(encoding="utf-8").rpartition(")")[2].split()[1]) == parent:
                found.append(int(each.parent.name))
        except OSError:
            continue
    return found


def private(process: int) -> float:
    told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    return sum(int(size) for size in re.findall(r"^Private_\w+:\s+(\d+)", told, re.MULTILINE)) / 1000


class Client:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def ask(self, body: bytes, media: str) -> tuple[int, bytes]:
        """The answer, after the pauses that the service asks for."""
        while True:
            self.connection.request("POST", "/extract", body, {"content-type": media})
            response = self.connection.getresponse()
            found = response.read()
            if response.status != 429:
                return response.status, found
            time.sleep(float(response.headers["retry-after"]))


def served(port: int, bodies: list[tuple[bytes, str]], clients: int) -> list[tuple[int, bytes]]:
    """The answers to all, by so many clients at a time, in order."""

    def run(first: int) -> list[tuple[int, bytes]]:
        client = Client(port)
        return [client.ask(*each) for each in bodies[first::clients]]

    with ThreadPoolExecutor(clients) as threads:
        parts = list(threads.map(run, range(clients)))
    return [parts[number % clients][number // clients] for number in range(len(bodies))]


def beside(service: Service, workers: int, articles: int) -> None:
    """Articles a second of the service and of `extract_many`, in turns, and that the answers are the same.

    Where other programs take the processor, the time that the processes themselves were given tells more.
    """
    step = BATCH_SIZE * workers  # `extract_many` gives whole batches: of a part the time could not be told
    given = records(-(-articles // step) * step)
    bodies = [(json.dumps(each).encode(), "application/json") for each in given]
    served(service.port, bodies[: 2 * workers], workers)
    rates: dict[str, list[tuple[float, float]]] = {"extract_many": [], "service": []}
    for _ in range(TURNS):
        ids = [service.process.pid, *children(service.process.pid)]
        began, spent = time.perf_counter(), cpu(ids)
        answers = served(service.port, bodies, 2 * workers)
        rates["service"].append(((time.perf_counter() - began) / len(given), (cpu(ids) - spent) / len(given)))
        many, seconds, busy = steady(given, workers, service.process.pid)
        rates["extract_many"].append((seconds / len(given), busy / len(given)))
        assert [newsparse.Article.from_json(body) for _, body in answers] == many, "the same results"
    print(f"{workers} workers, {len(given)} articles, best of {TURNS}; the results are the same:")
    (many_time, many_cpu), (time_, cpu_) = (tuple(map(min, zip(*rates[name], strict=True))) for name in rates)
    print(f"  extract_many {1 / many_time:.2f} articles a second, {many_cpu * 1000:.0f} ms of processor an article")
    print(f"  service      {1 / time_:.2f} articles a second, {cpu_ * 1000:.0f} ms of processor an article")
    print(f"  service by extract_many: {many_time / time_:.2f} in time, {many_cpu / cpu_:.2f} in processor")


def steady(given: list[dict[str, Any]], workers: int, other: int) -> tuple[list[newsparse.Article], float, float]:
    """The articles of `extract_many`, the time that they take between others, and that of the processor: its start and
    its end, when a worker may have nothing to do, are not counted, as they are not for the service (process `other`).
    """
    others = given[: BATCH_SIZE * workers]
    stream = newsparse.extract_many([*others, *given, *others], n_process=workers)
    for _ in others:
        next(stream)
    ids = [os.getpid(), *(each for each in children(os.getpid()) if each != other)]
    began, spent = time.perf_counter(), cpu(ids)
    found = list(islice(stream, len(given)))
    seconds, busy = time.perf_counter() - began, cpu(ids) - spent
    for _ in stream:
        pass
    return found, seconds, busy


def cpu(processes: list[int]) -> float:
    """Seconds of the processor that these have been given."""
    fields = [Path(f"/proc/{each}/stat").read_text("utf-8").rpartition(")")[2].split() for each in processes]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def loaded(service: Service, requests: int, clients: int) -> None:
    """Many short requests, a tenth of them malformed: what became of them, and memory on the way."""
    luck = random.Random(22)
    bodies = []
    for number in range(requests):
        if luck.random() < 0.1:
            bodies.append(luck.choice(MALFORMED))
        else:
            text = f"“Road {number} is open,” said {luck.choice(NAMES)} on Monday in Lusaka."
            bodies.append((json.dumps({"text": text, "published": "2025-07-16"}).encode(), "application/json"))
    wrong = sum(each in MALFORMED for each in bodies)
    counts: Counter[int] = Counter()
    parts = 10
    size = -(-requests // parts)
    began = time.perf_counter()
    for part in range(parts):
        counts.update(status for status, _ in served(service.port, bodies[part * size : (part + 1) * size], clients))
        print(f"  after {sum(counts.values()):>6} requests: {service.memory():.0f} MB", flush=True)
    seconds = time.perf_counter() - began
    lost = requests - sum(counts.values())
    refused = sum(number for status, number in counts.items() if 400 <= status < 500)
    print(
        f"{requests} requests, {wrong} malformed, in {seconds:.0f} s ({requests / seconds:.1f} a second): {lost} lost"
    )
    print(f"  statuses {dict(sorted(counts.items()))}")
    assert lost == 0
    assert refused == wrong
    assert counts[200] == requests - wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--articles", type=int, default=96)
    parser.add_argument("--requests", type=int, default=10_000)
    options = parser.parse_args()
    print(describe())
    service = Service(options.workers)
    try:
        if options.requests:
            loaded(service, options.requests, 4 * options.workers)
        if options.articles:
            beside(service, options.workers, options.articles)
    finally:
        code = service.stop()
    print(f"stopped with {code}; {service.log.result()} lines of log")


if __name__ == "__main__":
    main()
