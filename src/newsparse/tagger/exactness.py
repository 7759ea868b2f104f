"""Whether this processor multiplies bytes exactly.

Processors with AVX2 or AVX-512 and without VNNI add two products of an unsigned and a signed byte in sixteen bits, and
clamp the sum. onnxruntime can make the weights unsigned instead; then everybody adds the same integers, but processors
that are exact anyway lose their fastest instructions by it (with AMX three fifths of the speed). So it is asked for
only where a product comes out clamped.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

PROBE = Path(__file__).with_name("exactness.onnx")  # of `training.sums`
ROWS, COLUMNS = 64, 16
GREATEST = 255, 127  # of a byte without and with a sign
OPTION = "session.x64quantprecision"


def setting() -> tuple[str, str]:
    """The setting of onnxruntime under which sums are exact here."""
    return OPTION, "0" if is_exact() else "1"


def is_exact() -> bool:
    """Whether the greatest products there are come out right without any setting."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(PROBE), options, providers=["CPUExecutionProvider"])
    (sums,) = session.run(None, {"row": np.full((1, ROWS), GREATEST[0], np.uint8)})
    return bool((sums == ROWS * GREATEST[0] * GREATEST[1]).all())
