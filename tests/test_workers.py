"""Worker processes: order, failures, a worker that dies, scripts without a main guard."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from typing import Any

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
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# One run shows the order, records that fail and a worker that dies: each worker takes seconds to start.
CHECKS = """
import json
import newsparse.workers as workers
original = workers._sendable
class Deadly:
    def __reduce__(self):
        return os._exit, (9,)
def sendable(item):
    return workers.replace(item, source=Deadly()) if item.source == "kill" else original(item)
workers._sendable = sendable
records = [{"text": f"Ada Obi said so {n}.", "id": n, "extra": lambda: 0} for n in range(20)]
records += [None, open(os.devnull), "kill", "e", "f"]
alone = list(newsparse.extract_many(records, on_error="record", model=nlp))
many = list(newsparse.extract_many(iter(records), n_process=2, batch_size=3, on_error="record", model=nlp))
told = {
    "texts": [a.text for a in many] == [a.text for a in alone],
    "articles": many[:20] == alone[:20],
    "warnings": [a.warnings[0] if a.warnings else "" for a in many[20:]],
    "person": many[3].people[0].name,
}
try:
    list(newsparse.extract_many(["a", "b", "kill"], n_process=2, batch_size=2, model=nlp))
except newsparse.NewsparseError as error:
    told["raised"] = str(error)
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(CHECKS))
    return found


def test_order_and_failures(told: dict[str, Any]) -> None:
    assert told["texts"]
    assert told["articles"]
    assert told["person"] == "Ada Obi"
    assert all(f"record {n}" in warning for n, warning in zip((21, 22), told["warnings"], strict=False))


def test_a_worker_that_dies(told: dict[str, Any]) -> None:
    assert [bool(warning) for warning in told["warnings"]] == [True, True, True, False, False]
    assert "died" in told["warnings"][2]
    assert "died" in told["raised"]
