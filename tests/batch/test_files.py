"""Which files are read: what is named, what lies in a folder, what a glob matches; links and hidden files if asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsparse.batch.files import Looked, find
from newsparse.errors import InputError


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with plain and hidden files, links out of it and into itself."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.txt").write_text("k")
    folder = tmp_path / "in"
    (folder / "deep" / ".git").mkdir(parents=True)
    for name in ("a.txt", ".b.txt", "deep/c.txt", "deep/.git/d.txt", "e.unknown"):
        (folder / name).write_text("x")
    (folder / "link.txt").symlink_to(tmp_path / "secret" / "key.txt")
    (folder / "linked").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder)
    (folder / "dangling.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(folder / "pipe.txt")
    return folder


def names(given: Path | str, folder: Path, looked: Looked | None = None) -> list[str]:
    found = find([given], folder / "out.jsonl", stdin="jsonl", looked=looked)
    return [str(Path(file.name).relative_to(folder)) for file in found]


def test_links_and_hidden_files_are_left_out(archive: Path) -> None:
    looked = Looked()
    assert names(archive, archive, looked) == ["a.txt", "deep/c.txt"]
    assert looked.left_out == 5  # a link, two linked folders, a hidden file and a hidden folder


def test_links_and_hidden_files_are_read_if_asked(archive: Path) -> None:
    assert names(archive, archive, Looked(hidden=True)) == [".b.txt", "a.txt", "deep/.git/d.txt", "deep/c.txt"]
    followed = names(archive, archive, Looked(follow_links=True))
    assert followed == ["a.txt", "deep/c.txt", "link.txt", "linked/key.txt"]


def test_globs_are_as_folders(archive: Path) -> None:
    assert names(f"{archive}/*.txt", archive) == ["a.txt"]
    assert names(f"{archive}/**/*.txt", archive) == ["a.txt", "deep/c.txt"]
    assert names(f"{archive}/*/*.txt", archive) == ["deep/c.txt"]
    assert names(f"{archive}/*/*.txt", archive, Looked(follow_links=True)) == ["deep/c.txt", "linked/key.txt"]
    assert names(f"{archive}/.*.txt", archive) == [".b.txt"]
    assert names(f"{archive}/deep/.git/*.txt", archive) == ["deep/.git/d.txt"]
    with pytest.raises(InputError, match=r"no file matches .*4 links or hidden files were left out: --follow-links"):
        names(f"{archive}/lin*.txt", archive)
    with pytest.raises(InputError, match="no file matches"):
        names(f"{archive}/nowhere/*.txt", archive)


def test_what_is_named_is_read(archive: Path) -> None:
    assert names(archive / "link.txt", archive) == ["link.txt"]
    assert names(archive / ".b.txt", archive) == [".b.txt"]
    assert names(archive / "linked", archive) == ["linked/key.txt"]


def test_a_folder_of_links_alone_says_so(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "a")
    with pytest.raises(InputError, match=r"nothing to read in '.*in': .*1 links or hidden files were left out"):
        find([tmp_path / "in"], tmp_path / "out.jsonl", stdin="jsonl")


def test_outputs_of_earlier_runs_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "old.csv").mkdir()
    for name in ("old.csv/articles.csv", "old.csv/_newsparse-run.json", "old.jsonl", "old.jsonl.newsparse-run"):
        (tmp_path / name).write_text("x")
    with pytest.raises(InputError, match=r"nothing to read .*2 outputs of earlier runs were left out: name them"):
        names(tmp_path, tmp_path)
    for name in ("new.jsonl", "a.txt"):
        (tmp_path / name).write_text("x")
    assert names(tmp_path, tmp_path) == ["a.txt", "new.jsonl"]
    assert names(f"{tmp_path}/*.jsonl", tmp_path) == ["new.jsonl"]
    assert names(tmp_path / "old.jsonl", tmp_path) == ["old.jsonl"]
    assert names(tmp_path / "old.csv", tmp_path) == ["old.csv/articles.csv"]
