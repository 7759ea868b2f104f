"""What a run has done so far: the fingerprint of what it does, and how much of its output is committed."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsparse import keys
from newsparse.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["BESIDE", "INSIDE", "Fingerprint", "State", "model_name", "write_durably"]

# The journal beside `out.jsonl`, and inside a folder of tables (readers of Parquet skip names that begin with `_`).
BESIDE = ".newsparse-run"
INSIDE = "_newsparse-run.json"
MORE = " (to an archive, .sqlite, a finished run is added to by one with other inputs)"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What decides the output of a run. A run is only resumed by one with the same."""

    inputs: str
    options: dict[str, Any]
    model: str

    def check(self, earlier: State, output: Path, *, inputs: bool = True) -> None:
        """Raise `InputError` that names what has changed since the earlier run, of the `inputs` where they matter.

        What is done with a record that fails may change as long as none has.
        """
        decisive = ("inputs", "model") if inputs else ("model",)
        changed = [name for name in decisive if earlier.fingerprint.get(name) != getattr(self, name)]
        before = earlier.fingerprint.get("options", {})
        options = sorted({*before, *self.options})
        if not earlier.failed and before.get("on_error") != self.options.get("on_error"):
            options = [name for name in options if name not in ("on_error", "max_characters")]
        changed += [
            f"{name} (was {before.get(name)!r}, is {self.options.get(name)!r})"
            for name in options
            if before.get(name) != self.options.get(name)
        ]
        if changed:
            raise InputError(
                f"{str(output)!r} was begun by a run with other settings; changed: {', '.join(changed)}. Repeat the "
                f"earlier command, or give another output{MORE if 'inputs' in changed else ''}"
            )


@dataclass(slots=True)
class State:
    """How far a run has come: records, failures and incomplete articles committed, and where each file ends.

    `seen` is a hash of the records read so far where they come by the standard input, which cannot be read before.
    `before` counts the records of finished runs over other inputs, to which this one adds.
    """

    fingerprint: dict[str, Any]
    records: int = 0
    failed: int = 0
    incomplete: int = 0
    finished: bool = False
    seen: str | None = None
    before: int = 0
    ends: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """The state as JSON."""
        return json.dumps({"newsparse": "batch", **asdict(self)})

    @classmethod
    def from_json(cls, text: str, output: Path) -> State:
        """The state that `to_json` gave; `InputError` where it is something else."""
        try:
            data = json.loads(text)
            if data.pop("newsparse") != "batch":
                raise ValueError("of another program")
            return cls(**data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"the journal of {str(output)!r} cannot be read ({error}): give another output") from error


def write_durably(path: Path, data: bytes) -> None:
    """Write a small file so that at every moment the old or the new one is there, whole."""
    beside = path.with_name(path.name + ".tmp")
    with beside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make names in a folder durable, where the system can."""
    with suppress(OSError):
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def model_name(model: str | Path | Language | None) -> str:
    """A model as the fingerprint names it: by content for directories, by version for packages and pipelines."""
    from newsparse import __version__

    if model is None:
        return f"newsparse {__version__} {_tree(Path(__file__).parents[1] / 'model')}"
    if isinstance(model, str | Path):
        if Path(model).is_dir():
            return _tree(Path(model))
        return f"{model} {_version(str(model))} newsparse {__version__}"
    settings = hashlib.blake2b(json.dumps(model.config, sort_keys=True, default=str).encode(), digest_size=8)
    return f"{keys.model_name(model.meta)} {settings.hexdigest()} newsparse {__version__}"


def _version(package: str) -> str:
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        return metadata.version(package)
    return "?"


def _tree(folder: Path) -> str:
    """A hash of the files of a folder."""
    total = hashlib.blake2b(digest_size=16)
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and "__pycache__" not in each.parts):
        total.update(str(path.relative_to(folder)).encode() + b"\0")
        total.update(path.read_bytes())
    return total.hexdigest()
