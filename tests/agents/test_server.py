"""The tools as a client of the protocol sees them: what they take, what they answer, where the words are."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import pytest

import newsparse
from newsparse.cli import main

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from mcp import Client

from newsparse.agents import server as tools

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "“The dam holds,” said Farida Noor on Monday. Nobody had left."


@pytest.fixture(autouse=True)
def by_rules(rules_nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    real = newsparse.extract
    monkeypatch.setattr(newsparse, "extract", lambda source, **options: real(source, model=rules_nlp, **options))


def call(name: str, **given: Any) -> Any:
    async def ask() -> Any:
        async with Client(tools.server()) as client:
            return await client.call_tool(name, given)

    return asyncio.run(ask())


def test_the_tools_say_what_they_take_and_give() -> None:
    async def ask() -> Any:
        async with Client(tools.server()) as client:
            return (await client.list_tools()).tools

    found = {tool.name: tool for tool in asyncio.run(ask())}
    assert set(found) == {"extract", "who_said", "check_quote", "dates"}
    assert all(tool.output_schema and tool.description for tool in found.values())
    assert all(tool.annotations.read_only_hint for tool in found.values())
    assert set(found["check_quote"].input_schema["required"]) == {"quote", "text"}


def test_extract() -> None:
    found = call("extract", text=TEXT, published="2025-07-16").structured_content
    [name] = found["names"]
    assert (name["name"], TEXT[name["start"] : name["end"]], name["mentions"] >= 1) == (
        "Farida Noor",
        "Farida Noor",
        True,
    )
    assert found["published"] == "2025-07-16"
    assert found["text"] is None
    assert [quote["speaker"] for quote in found["quotes"]] == ["Farida Noor"]


def test_who_said() -> None:
    [first] = call("who_said", text=TEXT).structured_content["result"]
    assert (first["speaker"], first["verb"], first["kind"], first["negated"]) == ("Farida Noor", "say", "direct", False)
    assert TEXT[first["start"] : first["end"]] == first["words"]
    assert call("who_said", text=TEXT, speaker="Nobody Else").structured_content["result"] == []


def test_check_quote() -> None:
    found = call("check_quote", quote="The dam holds", text=TEXT, speaker="Farida Noor").structured_content
    assert found["verdict"] == "verbatim"
    [place] = found["found"]
    assert TEXT[place["start"] : place["end"]] == place["words"]
    altered = call("check_quote", quote="The dam never holds", text=TEXT).structured_content
    assert (altered["verdict"], altered["flags"]) == ("altered", ["negation"])
    absent = call("check_quote", quote="Taxes on sugar will rise in spring", text=TEXT).structured_content
    assert (absent["verdict"], absent["found"]) == ("absent", [])


def test_dates() -> None:
    [day] = call("dates", text=TEXT, published="2025-07-16").structured_content["result"]
    assert (TEXT[day["start"] : day["end"]], day["first_day"], day["last_day"]) == (
        "Monday",
        "2025-07-14",
        "2025-07-14",
    )
    assert call("dates", text=TEXT).structured_content["result"][0]["first_day"] is None


def test_errors_are_told_to_the_model() -> None:
    wrong_day = call("dates", text=TEXT, published="soon")
    assert wrong_day.is_error
    assert "'published' is 'soon'" in wrong_day.content[0].text
    no_words = call("check_quote", quote="?!", text=TEXT)
    assert no_words.is_error
    assert "no words" in no_words.content[0].text


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "newsparse.agents.server", None)
    assert main(["mcp"]) == 1
    assert "pip install 'newsparse[mcp]'" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.model
def test_over_stdio() -> None:
    from mcp import StdioServerParameters

    async def ask() -> Any:
        command = StdioServerParameters(command=sys.executable, args=["-m", "newsparse", "mcp"])
        async with Client(command) as client:
            return await client.call_tool("who_said", {"text": "“We will be back,” said Ada Obi."})

    [said] = asyncio.run(ask()).structured_content["result"]
    assert (said["speaker"], said["words"]) == ("Ada Obi", "We will be back,")
