"""Worker processes: order, failures, a worker that dies, scripts without a main guard."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.slow

# The pipeline is made inside the script: workers get it as it is, and import nothing of the script.
SETUP = """
import os
import spacy, newsparse
from spacy.training import Example

nlp = spacy.blank("en")
nlp.add_pipe("ner").add_label("ORG")
nlp.add_pipe("parser").add_label("dep")
nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("A b"), {"heads": [1, 1], "deps": ["dep", "ROOT"]})])
ruler = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
ruler.add_patterns([{"label": "PERSON", "pattern": "Ada Obi"}])
"""


def run(code: str) -> str:
    script = SETUP + textwrap.dedent(code)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_order_and_failures() -> None:
    out = run("""
        records = [{"text": f"Ada Obi said so {n}.", "id": n, "extra": lambda: 0} for n in range(20)]
        records += [None, open(os.devnull)]
        alone = list(newsparse.extract_many(records, on_error="record", model=nlp))
        many = list(newsparse.extract_many(iter(records), n_process=2, batch_size=3, on_error="record", model=nlp))
        assert [a.text for a in many] == [a.text for a in alone]
        assert many[:20] == alone[:20]
        assert all("record 2" in a.warnings[0] for a in many[20:]), many[20:]
        assert many[3].people[0].name == "Ada Obi"
        print("ok")
    """)
    assert out.strip() == "ok"


def test_a_worker_that_dies() -> None:
    out = run("""
        import newsparse.workers as workers
        original = workers._sendable
        class Deadly:
            def __reduce__(self):
                return os._exit, (9,)
        def sendable(item):
            return workers.replace(item, source=Deadly()) if item.source == "kill" else original(item)
        workers._sendable = sendable
        records = ["a", "b", "c", "kill", "e", "f", "g"]
        found = list(newsparse.extract_many(records, n_process=2, batch_size=2, on_error="record", model=nlp))
        assert [a.text for a in found] == records, found
        assert [bool(a.warnings) for a in found] == [False] * 3 + [True] + [False] * 3, found
        try:
            list(newsparse.extract_many(records, n_process=2, batch_size=2, model=nlp))
        except newsparse.NewsparseError as error:
            print("died" in str(error))
    """)
    assert out.strip() == "True"
