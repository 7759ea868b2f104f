"""The tools, as a server of the Model Context Protocol by its official SDK."""

from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

import newsparse
from newsparse.agents import answers
from newsparse.agents.answers import Day, Facts, Said, Verdict
from newsparse.errors import NewsparseError

__all__ = ["server"]

INSTRUCTIONS = (
    "Facts of news articles, found by rules and a small model on this machine: nothing is invented and nothing is sent "
    "anywhere. Give the text of the article itself, unchanged; start and end count its characters, so that "
    "text[start:end] are the words as written. Give the day of publication where it is known: without it, 'Tuesday' "
    "has no day. Before you repeat a quotation, check it with check_quote."
)

Text = Annotated[str, Field(description="The text of the article, unchanged.")]
Published = Annotated[str | None, Field(description="The day of publication, such as 2025-07-13.")]
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def server() -> MCPServer:
    """The server with its tools; the model is loaded with the first call."""
    made = MCPServer("newsparse", version=newsparse.__version__, instructions=INSTRUCTIONS, log_level="WARNING")
    for tool in (extract, who_said, check_quote, dates):
        made.tool(annotations=_READS)(tool)
    return made


def extract(
    text: Text,
    published: Published = None,
    html: Annotated[bool, Field(description="The text is the HTML of a page.")] = False,
) -> Facts:
    """The facts of a news article: people, organisations and places, who said what, and when."""
    return answers.facts(_article(text, published, html=html), page=html)


def who_said(
    text: Text,
    published: Published = None,
    speaker: Annotated[str | None, Field(description="One speaker, by any form of the name.")] = None,
) -> list[Said]:
    """Who said what in a news article: every quotation, direct or indirect, with its speaker and offsets."""
    return answers.said(_article(text, published), speaker)


def check_quote(
    quote: Annotated[str, Field(description="The words that are said to have been said.")],
    text: Text,
    speaker: Annotated[str | None, Field(description="Who is said to have said them.")] = None,
    published: Published = None,
) -> Verdict:
    """Whether somebody said this, in these words, in the article: verbatim, altered (and how), by another, or not."""
    article = _article(text, published)
    try:
        return answers.verdict(newsparse.check(quote, speaker, articles=article))
    except NewsparseError as error:
        raise ToolError(str(error)) from error


def dates(text: Text, published: Published = None) -> list[Day]:
    """The time expressions of a news article with the days that they cover."""
    return answers.days(_article(text, published))


def _article(text: str, published: str | None, *, html: bool = False) -> newsparse.Article:
    try:
        return newsparse.extract({"html" if html else "text": text}, published=published)
    except NewsparseError as error:
        raise ToolError(str(error)) from error
