"""On what something was measured: the processor, its instructions for products of bytes, the versions of packages."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

__all__ = ["describe", "describe_as_text", "instructions", "processor"]

CPUINFO = Path("/proc/cpuinfo")
PACKAGES = ("onnxruntime", "numpy", "spacy", "tokenizers")
# What onnxruntime multiplies bytes with, by the names of the system's list of flags; the first that is there tells.
_X86 = {
    "amx_int8": "AMX",
    "avx512_vnni": "AVX-512 VNNI",
    "avx_vnni": "AVX VNNI",
    "avx512bw": "AVX-512 without VNNI: sums of two products in 16 bits",
    "avx2": "AVX2 without VNNI: sums of two products in 16 bits",
}
_ARM = {"i8mm": "NEON int8 matrix products", "asimddp": "NEON dot products", "asimd": "NEON"}


def describe() -> dict[str, str]:
    """Processor, instructions and versions, as figures name them."""
    import newsparse

    info = CPUINFO.read_text("utf8", "replace") if CPUINFO.is_file() else ""
    return {
        "processor": f"{processor(info)}, {os.cpu_count()} cores",
        "int8": instructions(info),
        "python": platform.python_version(),
        "newsparse": newsparse.__version__,
        **{name: version(name) for name in PACKAGES},
    }


def describe_as_text() -> str:
    """The same in a line."""
    return ", ".join(f"{name} {value}" for name, value in describe().items())


def processor(info: str) -> str:
    """The processor's name in the text of `CPUINFO`, else what Python knows of it."""
    return _field(info, "model name") or _field(info, "Hardware") or platform.processor() or platform.machine()


def instructions(info: str) -> str:
    """What products of bytes are computed with, by the text of `CPUINFO`; "unknown" where that tells nothing."""
    flags = set((_field(info, "flags") or _field(info, "Features")).split())
    return next((what for flag, what in (_X86 | _ARM).items() if flag in flags), "unknown")


def _field(info: str, name: str) -> str:
    for line in info.splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""
