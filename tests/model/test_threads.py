"""The packaged model in threads and forks: the results of one thread, one model, and nothing that hangs."""

from __future__ import annotations

import asyncio
import multiprocessing
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

import newsparse
from newsparse import api

if TYPE_CHECKING:
    from newsparse.types import Article

pytestmark = [pytest.mark.model, pytest.mark.slow]

forks = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system does not fork")


@pytest.fixture(scope="module")
def texts(samples: list[dict[str, Any]]) -> list[str]:
    """Articles of different words and lengths, as a service gets them."""
    paragraphs = [part for sample in samples for part in sample["text"].split("\n\n")]
    return [f"{part} Seen by Kwabena{number} Asare{number} on Monday." for number, part in enumerate(paragraphs)]


def extract(text: str) -> Article:
    return newsparse.extract(text, published="2025-03-05")


@pytest.fixture(scope="module")
def alone(texts: list[str]) -> list[Article]:
    return [extract(text) for text in texts]


def test_threads_give_the_results_of_one(texts: list[str], alone: list[Article]) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(extract, texts)) == alone
    assert 1 <= len(api._packaged(None)._free) <= api.THREADS


def test_asyncio_gives_the_same(texts: list[str], alone: list[Article]) -> None:
    async def gather() -> list[Article]:
        return list(await asyncio.gather(*(asyncio.to_thread(extract, text) for text in texts[:16])))

    assert asyncio.run(gather()) == alone[:16]


def test_extract_many_in_threads(texts: list[str], alone: list[Article]) -> None:
    def many(part: int) -> list[Article]:
        return list(newsparse.extract_many(texts[part::4], published="2025-03-05", batch_size=3))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(many, range(4))) == [alone[part::4] for part in range(4)]


def test_pipelines_share_the_network() -> None:
    with api.lent(None) as one, api.lent(None) as other:
        networks = {id(nlp.get_pipe("newsparse_tagger").session) for nlp in (one, other, newsparse.load())}
        assert one is not other
        assert len(networks) == 1


def test_load_loads_once() -> None:
    with ThreadPoolExecutor(8) as threads:
        assert len({id(nlp) for nlp in threads.map(lambda _: newsparse.load(), range(16))}) == 1


def run(code: str) -> str:
    """What a script prints, in a process that has half a minute's grace: a hang is a failure, not a hang."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "fork" not in done.stderr, done.stderr
    return done.stdout.strip()


def test_a_cold_start_in_threads_loads_one_model() -> None:
    out = run("""
        from concurrent.futures import ThreadPoolExecutor
        import onnxruntime
        import newsparse

        started = []
        class Counting(onnxruntime.InferenceSession):
            def __init__(self, path, *given, **named):
                started.extend([1] * str(path).endswith("model.onnx"))
                super().__init__(path, *given, **named)
        onnxruntime.InferenceSession = Counting
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda _: newsparse.extract("Ada Obi left Accra."), range(8)))
        print(len(started), len({article.to_json() for article in found}))
    """)
    assert out == "1 1"


FORK = """
    import multiprocessing, warnings
    import newsparse

    warnings.simplefilter("ignore", DeprecationWarning)  # Python's own, of forks beside threads
    TEXTS = [f"Ada Obi said on Monday that bridge {{number}} in Accra was open." for number in range(6)]
    nlp = newsparse.load()
    {warm}
    with multiprocessing.get_context("fork").Pool(2) as pool:
        found = pool.map(newsparse.extract, TEXTS)
    assert found == [newsparse.extract(text) for text in TEXTS]
    assert found[0].people[0].name == "Ada Obi"
    docs = list(nlp.pipe(TEXTS, n_process=2, batch_size=2))
    assert [doc._.article for doc in docs] == found
    print("done")
"""


@forks
@pytest.mark.parametrize("warm", ["", "newsparse.extract(TEXTS[0])"], ids=["loaded", "used"])
def test_forks_after_the_model(warm: str) -> None:
    assert run(FORK.format(warm=warm)) == "done"


@forks
def test_a_fork_while_other_threads_extract() -> None:
    out = run("""
        import os, threading, warnings
        import newsparse

        warnings.simplefilter("ignore", DeprecationWarning)
        text = "Ada Obi said on Monday that the bridge in Accra was open."
        whole = newsparse.extract(text)
        stop = threading.Event()
        def work():
            while not stop.is_set():
                newsparse.extract(text)
        threads = [threading.Thread(target=work) for _ in range(3)]
        [thread.start() for thread in threads]
        codes = []
        for _ in range(5):
            child = os.fork()
            if not child:
                os._exit(0 if newsparse.extract(text) == whole else 9)
            codes.append(os.waitpid(child, 0)[1])
        stop.set()
        [thread.join() for thread in threads]
        print(codes)
    """)
    assert out == "[0, 0, 0, 0, 0]"
