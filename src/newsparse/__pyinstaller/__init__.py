"""What PyInstaller needs to know of newsparse; it finds this folder by the entry point `pyinstaller40`."""

from __future__ import annotations

from pathlib import Path

__all__ = ["hook_folders"]


def hook_folders() -> list[str]:
    """The folders of hooks."""
    return [str(Path(__file__).parent)]
