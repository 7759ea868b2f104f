"""The OpenAPI document tells what the service does: a tool that reads it sends what it allows and forbids."""

from __future__ import annotations

import asyncio
import json
import re
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from newsparse.serve import openapi
from newsparse.serve.jobs import Answer
from newsparse.serve.problems import KINDS
from newsparse.types import Article

if TYPE_CHECKING:
    from .conftest import Client, Got


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        here = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return here.union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()


def test_the_document_is_whole() -> None:
    found = openapi.document("1", token=True)
    named = {f"#/components/schemas/{name}" for name in found["components"]["schemas"]}
    assert references(found) <= named
    assert found["openapi"] == "3.1.0"
    assert found["paths"]["/extract"]["post"]["security"] == [{"token": []}]
    assert "security" not in openapi.document("1", token=False)["paths"]["/extract"]["post"]


def test_every_route_is_in_it(client: Client) -> None:
    there = {route.path for route in client.app.routes}  # type: ignore[attr-defined]
    assert there - {"/static/{name}"} == set(client.get("/openapi.json").json["paths"])


def test_the_page_of_documentation_has_all_of_it(client: Client) -> None:
    page = client.get("/docs").body.decode()
    document = client.get("/openapi.json").json
    for name in (*document["paths"], *document["components"]["schemas"], *KINDS):
        assert f'id="{name}"' in page
    ids = re.findall(r'id=["\']([^"\']+)', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)', page)) <= set(ids)
    assert not re.findall(r'(?:src|href)=["\']?(?:https?:)?//', page)
    assert "<script" not in page


def valid(job: Any) -> Answer:
    """An answer that is of the form that was asked for."""
    if job.claim:
        return Answer(json.dumps({"quote": job.claim["quote"], "verdict": "absent", "score": 0.0}).encode())
    return Answer(Article("").to_json().encode() if job.form in {"json", "line"} else b"{}")


@pytest.mark.slow
def test_schemathesis_finds_nothing(client_of: type[Client]) -> None:
    """Requests made of the document, right and wrong: answers are those that it tells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the tool and what it imports
        schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
        from hypothesis import HealthCheck, Phase, settings

        client = client_of(valid)
        schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json)
        seen: set[int] = set()
        for found in (each.ok() for each in schema.get_all_operations()):
            if found.method != "post" or found.path == "/extract/batch":  # it knows no lines of JSON
                continue
            seen |= tried(found, client, settings(
                max_examples=12, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ), schemathesis)  # fmt: skip
    assert {200, 422} <= seen


def tried(operation: Any, client: Client, how: Any, schemathesis: Any) -> set[int]:
    """The statuses of the answers to what is made of an operation; each must be one that the document has."""
    from hypothesis import given

    seen = set()
    for mode in schemathesis.GenerationMode:

        @how
        @given(case=operation.as_strategy(generation_mode=mode))
        def run(case: Any) -> None:
            got = asked(case, client)
            seen.add(got.status)
            assert str(got.status) in operation.definition.raw["responses"], got.body
            assert got.status != 500
            content = operation.definition.raw["responses"][str(got.status)]["content"]
            assert got.headers["content-type"].partition(";")[0] in content

        run()
    return seen


def asked(case: Any, client: Client) -> Got:
    """The answer to a case as it would travel."""
    sent = case.as_transport_kwargs(base_url="http://service.test")
    import requests

    ready = requests.Request(**{name: value for name, value in sent.items() if name in WANTED}).prepare()
    headers = {name.lower().replace("-", "_"): value for name, value in ready.headers.items()}
    headers = {name: value.decode("latin-1") if isinstance(value, bytes) else value for name, value in headers.items()}
    body = ready.body if isinstance(ready.body, bytes) else (ready.body or "").encode()
    return asyncio.run(client.ask(ready.method or "GET", ready.path_url, [body], headers))


WANTED = {"method", "url", "params", "headers", "data", "json", "cookies"}
