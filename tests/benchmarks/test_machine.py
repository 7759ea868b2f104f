from __future__ import annotations

import pytest

from benchmarks import machine

INFO = "processor\t: 0\nmodel name\t: Example 9000 v2\nflags\t\t: fpu sse4_2 {}\n"


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("avx2 avx512bw avx512_vnni amx_int8", "AMX"),
        ("avx2 avx512bw avx512_vnni", "AVX-512 VNNI"),
        ("avx2 avx_vnni", "AVX VNNI"),
        ("avx2 avx512bw", "AVX-512 without VNNI: sums of two products in 16 bits"),
        ("avx2", "AVX2 without VNNI: sums of two products in 16 bits"),
        ("", "unknown"),
    ],
)
def test_instructions_of_x86(flags: str, expected: str) -> None:
    assert machine.instructions(INFO.format(flags)) == expected


def test_instructions_of_arm() -> None:
    assert machine.instructions("CPU part\t: 0xd40\nFeatures\t: fp asimd asimddp\n") == "NEON dot products"


def test_processor() -> None:
    assert machine.processor(INFO.format("avx2")) == "Example 9000 v2"
    assert machine.processor("")


def test_the_line_names_the_versions() -> None:
    line = machine.describe_as_text()
    assert "onnxruntime 1." in line
    assert "int8 " in line
