"""`newsparse serve`: its arguments, and the life of the service from the first process to the last."""

from __future__ import annotations

import platform
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from newsparse.commands.reading import add_model_options, add_values
from newsparse.errors import NewsparseError, OptionalDependencyError
from newsparse.serve.settings import TOKEN_VARIABLE, Settings, token

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from newsparse.names.own import OwnWords
    from newsparse.workers import Pool

__all__ = ["declare", "execute", "pool_of", "settings_of", "versions_of"]

_DEFAULTS = Settings()
_ARGUMENTS: dict[str, tuple[str, str]] = {
    "host": ("ADDRESS", "where to listen; others than this machine can reach 0.0.0.0"),
    "port": ("PORT", "0 takes one that is free"),
    "workers": ("N", "processes that work, each with its model"),
    "room": ("N", "requests that may wait for each worker; others are told to come back"),
    "batches": ("N", "batches at a time"),
    "most_bytes": ("N", "the largest body, and line of a batch"),
    "most_batch_bytes": ("N", "the largest body of a batch"),
    "time_to_send": ("S", "seconds that a body may take to come"),
    "time_to_wait": ("S", "seconds that a request may wait for a worker"),
    "time_to_work": ("S", "seconds that an article may take"),
    "time_to_stop": ("S", "seconds that requests under way are given when the service is asked to stop"),
}
EPILOG = f"""
Paths: / (a page to try it), /extract, /extract/batch, /check, /health, /version, /schema, /openapi.json, /docs. The
token may also be in the variable {TOKEN_VARIABLE}. SIGTERM and Ctrl-C stop the service when its requests are done.
"""


def declare(command: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    command.epilog = EPILOG
    add_values(command, {name: (getattr(_DEFAULTS, name), *told) for name, told in _ARGUMENTS.items()})
    bearer = "a file with the token that requests must bear"
    command.add_argument("--token-file", type=Path, metavar="FILE", help=bearer)
    origin = "a site whose pages may call the service (CORS); may be given again"
    command.add_argument("--allow-origin", action="append", default=[], metavar="ORIGIN", help=origin)
    add_model_options(command)


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that the arguments ask for. Raises `InputError` for one that cannot be."""
    given = {name: getattr(options, name) for name in _ARGUMENTS}
    return Settings(**given, token=token(options.token_file), origins=tuple(options.allow_origin))


def pool_of(settings: Settings, model: str | None, lexicon: OwnWords | None) -> Pool:
    """The worker processes, not started."""
    from newsparse.serve import log
    from newsparse.serve.jobs import answer
    from newsparse.workers import Pool, Setting, cores, packed

    setting = Setting(packed(model, lexicon), max(1, cores() // settings.workers), answer)
    return Pool(setting, settings.workers, settings.time_to_work, patient=True, told=log.tell)


def versions_of(pool: Pool) -> dict[str, str]:
    """What /version tells: the model says its own name with the first article."""
    from newsparse import __version__
    from newsparse.serve.jobs import Answer
    from newsparse.serve.requests import job_of
    from newsparse.types import Article

    found = pool.submit(job_of({"text": ""})).result()
    if not isinstance(found, Answer):
        raise NewsparseError(f"the model does not work: {found.detail}")
    return {
        "newsparse": __version__,
        "model": Article.from_json(found.body).model,
        "python": platform.python_version(),
    }


def execute(options: argparse.Namespace) -> None:
    """Serve until asked to stop. Raises `OptionalDependencyError` without the extra `serve`."""
    try:
        import uvicorn

        from newsparse.serve.app import application
    except ImportError as error:
        raise OptionalDependencyError(
            f"the service needs starlette and uvicorn ({error}): pip install 'newsparse[serve]'"
        ) from error
    from newsparse.names import own
    from newsparse.serve import log

    settings = settings_of(options)
    log.begin()
    config = uvicorn.Config(
        "", host=settings.host, port=settings.port, http="h11", ws="none", lifespan="off", log_config=None,
        access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=max(1, round(settings.time_to_stop)),
    )  # fmt: skip
    listening = config.bind_socket()
    _on_stop(signal.default_int_handler)  # before the service runs, a signal ends it
    pool = pool_of(settings, options.model, own.read(options.lexicon))
    pool.start()
    try:
        config.app = application(pool, settings, versions_of(pool))
        _on_stop(lambda *_: None)  # the server raises the signal that stopped it again, when all is done
        listening.listen(config.backlog)
        log.tell("serving", host=settings.host, port=listening.getsockname()[1], workers=settings.workers)
        uvicorn.Server(config).run([listening])
    finally:
        pool.close()
        log.tell("stopped")


def _on_stop(handler: Callable[..., None]) -> None:
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, handler)
