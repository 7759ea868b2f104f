"""`newsparse mcp`: newsparse as tools of a language model, by the Model Context Protocol. Needs the extra `mcp`.

`answers` has what the tools return and how it is made of an article, `server` the tools. Importing it imports nothing
of the extra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsparse.errors import OptionalDependencyError

if TYPE_CHECKING:
    import argparse

__all__ = ["declare", "execute"]

EPILOG = """
Tools: extract, who_said, check_quote, dates. Name this command in the settings of a client, such as
{"mcpServers": {"newsparse": {"command": "newsparse", "args": ["mcp"]}}}.
"""


def declare(command: argparse.ArgumentParser) -> None:
    """Declare the arguments: there are none."""
    command.epilog = EPILOG


def execute(options: argparse.Namespace) -> None:
    """Serve until the input ends. Raises `OptionalDependencyError` without the extra `mcp`."""
    try:
        from newsparse.agents.server import server
    except ImportError as error:
        raise OptionalDependencyError(f"newsparse mcp needs mcp ({error}): pip install 'newsparse[mcp]'") from error
    server().run("stdio")
