"""The smallest graph that tells whether a processor clamps sums of products of bytes: `python -m training.sums`.

It is packaged beside the tagger (`tagger/exactness.py`), which asks it once a process.
"""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from newsparse.tagger.exactness import COLUMNS, GREATEST, PROBE, ROWS


def graph() -> ModelProto:
    """A row of unsigned bytes times a matrix of the greatest signed bytes."""
    matrix = numpy_helper.from_array(np.full((ROWS, COLUMNS), GREATEST[1], np.int8), "matrix")
    return helper.make_model(
        helper.make_graph(
            [helper.make_node("MatMulInteger", ["row", "matrix"], ["sums"])],
            "sums",
            [helper.make_tensor_value_info("row", TensorProto.UINT8, [1, ROWS])],
            [helper.make_tensor_value_info("sums", TensorProto.INT32, [1, COLUMNS])],
            [matrix],
        ),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
    )


if __name__ == "__main__":
    PROBE.write_bytes(graph().SerializeToString())
