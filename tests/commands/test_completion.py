"""Completion scripts: whole, and what bash makes of one."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from newsparse import cli
from newsparse.commands.completion import SHELLS


def answers(*words: str) -> set[str]:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    typed = " ".join(f"'{word}'" for word in words)
    asked = f"COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _newsparse; echo ${{COMPREPLY[@]}}"
    script = SHELLS["bash"](cli._parser()) + asked
    done = subprocess.run([bash, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_commands_options_and_values() -> None:
    assert {"batch", "explain", "extract"} <= answers("newsparse", "ex") | answers("newsparse", "b")
    assert answers("newsparse", "extract", "--form") == {"--format"}
    assert {"table", "json"} <= answers("newsparse", "extract", "--format", "")
    assert answers("newsparse", "batch", "--on-error", "r") == {"raise", "record"}
    assert answers("newsparse", "completion", "f") == {"fish"}


@pytest.mark.parametrize("shell", list(SHELLS))
def test_every_command_is_in_every_script(shell: str) -> None:
    script = SHELLS[shell](cli._parser())
    assert all(name in script for name in cli.COMMANDS)
    assert "attributions" in script
