"""The files of a model directory: the ONNX session, the decoder's arrays, the label inventories, the word pieces."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from newsparse.errors import ModelError
from newsparse.once import once, one_at_a_time, unforked

from . import exactness
from .features import WordPieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

PACKAGED = Path(__file__).parents[1] / "model"
FILES = ("model.onnx", "decoder.npz", "meta.json", "tokenizer.json")
DEFAULT_THREADS = 4
# onnxruntime's own steps that were measured to cost time on CPUs: the fused operator is slower than its parts.
SLOWER = ["SkipLayerNormFusion"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What decoding needs besides the network: `arrays` by name, `labels` by head, the word pieces."""

    arrays: dict[str, NDArray[np.float32]]
    labels: dict[str, list[str]]
    word_pieces: WordPieces


def read(folder: Path) -> Weights:
    """Read the small files of a model; raises `ModelError` where one is missing or broken."""
    for name in FILES:
        if not (folder / name).is_file():
            raise ModelError(
                f"the model in {folder} has no file {name!r}; wanted are {', '.join(FILES)}: reinstall newsparse, or "
                "name a directory that training.export wrote"
            )
    try:
        meta = json.loads((folder / "meta.json").read_text("utf8"))
        with np.load(folder / "decoder.npz") as file:
            arrays = {name: file[name] for name in file.files}
        return Weights(arrays, meta, WordPieces(folder / "tokenizer.json"))
    except Exception as error:
        raise ModelError(f"the model in {folder} cannot be read ({error}); reinstall newsparse") from error


def load(folder: Path, threads: int | None) -> tuple[Weights, Session]:
    """A model that is ready. The packaged one is there once a process, for all pipelines.

    Raises `ModelError` where it is missing or broken.
    """
    return _packaged(threads) if folder == PACKAGED else _load(folder, threads)


def _load(folder: Path, threads: int | None) -> tuple[Weights, Session]:
    weights, session = read(folder), Session(folder, threads)
    session.start()
    return weights, session


@once
def _packaged(threads: int | None) -> tuple[Weights, Session]:
    return _load(PACKAGED, threads)


class Session:
    """The network of a model directory, started when first used, anew in every process."""

    def __init__(self, folder: Path, threads: int | None) -> None:
        """`threads`: how many one run may use; None is up to four, and one in a forked worker."""
        self._path = folder / "model.onnx"
        self._threads = threads
        self._home = os.getpid()
        self._owner = -1
        self._session: Any = None
        self._outputs: list[str] = []
        self._parents: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_home": -1, "_owner": -1, "_session": None, "_parents": None}

    def run(self, inputs: dict[str, NDArray[np.int64]]) -> dict[str, NDArray[np.float32]]:
        """All outputs by name. Raises `ModelError` when the network cannot be started."""
        self.start()
        with unforked():
            return dict(zip(self._outputs, self._session.run(self._outputs, inputs), strict=True))

    def start(self) -> None:
        """Start the network now, so that a broken file is noticed before the first text."""
        if self._owner == os.getpid():
            return
        with one_at_a_time():
            if self._owner != os.getpid():
                # In a forked child: the end of the parent's session would wait for threads that are not there.
                self._parents = self._session
                self._session = self._start()
                self._outputs = [output.name for output in self._session.get_outputs()]
                self._owner = os.getpid()

    def _start(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._thread_count()
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that wait in a loop win nothing on an idle machine and halve the speed of a busy one.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            options.add_session_config_entry(*exactness.setting())
            return onnxruntime.InferenceSession(
                str(self._path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
            )
        except Exception as error:
            raise ModelError(f"the network {self._path} cannot be loaded ({error}); reinstall newsparse") from error

    def _thread_count(self) -> int:
        if self._threads:
            return self._threads
        return 1 if os.getpid() != self._home else min(DEFAULT_THREADS, _cores())


def _cores() -> int:
    """The cores that this process may use: a container or `taskset` may give it fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
