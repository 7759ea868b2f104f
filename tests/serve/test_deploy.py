"""deploy/: the files are checked by linters where there are some, and say what the service does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsparse.cli import _parser
from newsparse.serve.command import settings_of

DEPLOY = Path(__file__).parents[2] / "deploy"
DOCKERFILE, UNIT = DEPLOY / "Dockerfile", DEPLOY / "newsparse.service"


def tool(name: str) -> str:
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    found = beside or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_the_dockerfile_by_hadolint() -> None:
    done = subprocess.run([tool("hadolint"), str(DOCKERFILE)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_dockerfile_is_no_roots_and_downloads_nothing_at_the_start() -> None:
    text = DOCKERFILE.read_text(encoding="utf-8")
    last = text.rpartition("FROM ")[2]
    assert re.search(r"^USER \d+$", last, re.MULTILINE)
    assert "pip" not in last
    assert "curl" not in text
    copied = re.findall(r"^!(\S+)", (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert all((DEPLOY.parent / name).exists() for name in copied)


def test_the_unit_by_systemd(tmp_path: Path) -> None:
    verify = tool("systemd-analyze")
    unit = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/newsparse/bin/newsparse", "/bin/true"), encoding="utf-8")
    done = subprocess.run([verify, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert not told


@pytest.mark.parametrize("file", [DOCKERFILE, UNIT], ids=lambda file: file.name)
def test_the_commands_are_those_of_the_service(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if file == DOCKERFILE:
        arguments = re.findall(r'"([^"]+)"', "".join(re.findall(r"^(?:ENTRYPOINT|CMD) (.*)$", text, re.MULTILINE)))[1:]
    else:
        arguments = next(re.finditer(r"^ExecStart=\S+ (.*)$", text, re.MULTILINE))[1].split()
    settings = settings_of(_parser().parse_args(arguments))
    assert (settings.port, settings.workers) == (8080, 2)
