"""`newsparse serve` as users start it: settings, the real processes, the end."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import newsparse
from newsparse.cli import _parser, main
from newsparse.errors import InputError
from newsparse.serve.command import settings_of
from newsparse.serve.settings import TOKEN_VARIABLE, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PROCESSES = Path("/proc")


def settings(*arguments: str) -> Settings:
    return settings_of(_parser().parse_args(["serve", *arguments]))


def test_defaults_are_those_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    assert settings() == Settings()
    changed = settings("--port", "0", "--workers", "3", "--time-to-work", "2.5", "--allow-origin", "https://a.example")
    assert changed == Settings(port=0, workers=3, time_to_work=2.5, origins=("https://a.example",))


@pytest.mark.parametrize(
    ("name", "value"), [("workers", "0"), ("time-to-send", "-1"), ("port", "-1"), ("port", "65536"), ("room", "0")]
)
def test_settings_that_cannot_be(name: str, value: str) -> None:
    with pytest.raises(InputError, match=name.replace("-", "_")):
        settings(f"--{name}", value)


def test_the_token_comes_from_a_file_or_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text("s3same\n", encoding="utf-8")
    monkeypatch.setenv(TOKEN_VARIABLE, "other")
    assert settings().token == "other"
    assert settings("--token-file", str(file)).token == "s3same"
    assert "s3same" not in repr(settings("--token-file", str(file)))
    for bad in ("", "two words", "schlüssel"):
        file.write_text(bad, encoding="utf-8")
        with pytest.raises(InputError, match="token"):
            settings("--token-file", str(file))
    with pytest.raises(InputError, match="cannot read"):
        settings("--token-file", str(tmp_path / "none"))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve"]) == 1
    assert "pip install 'newsparse[serve]'" in capsys.readouterr().err


def test_the_parser_of_the_command_line_is_light() -> None:
    code = "import sys, newsparse.cli; newsparse.cli._parser(); print([m for m in %r if m in sys.modules])"
    heavy = ["starlette", "uvicorn", "mcp", "pydantic", "spacy", "numpy", "newsparse.sources.reader"]
    done = subprocess.run([sys.executable, "-c", code % heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class Service:
    """A running service and the lines of its log."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "newsparse", "serve", "--port", "0", *arguments]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.port = next(each["port"] for each in map(json.loads, self.process.stderr) if each["event"] == "serving")

    def ask(self, method: str, path: str, value: Any = None) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        body = None if value is None else json.dumps(value)
        connection.request(method, path, body, {"content-type": "application/json"})
        response = connection.getresponse()
        found = response.status, json.loads(response.read())
        connection.close()
        return found

    def workers(self) -> list[int]:
        """The ids of the processes that work."""
        found = []
        for each in PROCESSES.glob("[0-9]*"):
            try:
                parent = int((each / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
                if parent == self.process.pid and b"spawn_main" in (each / "cmdline").read_bytes():
                    found.append(int(each.name))
            except OSError:
                continue
        return found


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    found = Service("--workers", "1", "--most-bytes", "20000")
    yield found
    if found.process.poll() is None:
        found.process.kill()
    found.process.communicate()


@pytest.mark.slow
@pytest.mark.model
def test_results_are_the_librarys(service: Service, samples: list[dict[str, Any]]) -> None:
    record = {name: value for name, value in samples[0].items() if name in {"text", "published", "id", "title"}}
    status, found = service.ask("POST", "/extract", record)
    article = newsparse.extract(record, strict=False)
    assert (status, newsparse.Article.from_dict(found)) == (200, article)
    assert service.ask("GET", "/version")[1]["model"] == article.model
    status, problem = service.ask("POST", "/extract", {"text": "a", "published": "soon"})
    assert (status, "'published' is 'soon'" in problem["detail"]) == (422, True)


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.skipif(not PROCESSES.is_dir(), reason="finds the processes in /proc")
def test_a_worker_that_is_killed_and_the_end(service: Service) -> None:
    [worker] = service.workers()
    os.kill(worker, signal.SIGKILL)
    while worker in (there := service.workers()) or not there:
        time.sleep(0.02)
    assert service.ask("POST", "/extract", {"text": "Ada Obi said no."})[0] == 200
    service.process.send_signal(signal.SIGTERM)
    _, log = service.process.communicate(timeout=60)
    assert service.process.returncode == 0
    lines = [json.loads(line) for line in log.splitlines()]
    assert [line["event"] for line in lines][-2:] == ["request", "stopped"]
    assert "worker ended" in [line["event"] for line in lines]
    assert "Ada" not in log
