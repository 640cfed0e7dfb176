"""Files, folders and links that a person names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import InputError
from bot.intake.files.sources import find_sources, is_link, read_bytes


def test_folders_give_their_readable_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.PDF", "sub/c.eml", "sub/.hidden/d.txt", ".e.txt", "photo.png", "again/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    os.symlink(tmp_path, tmp_path / "sub" / "loop")
    one = str(tmp_path / "b.txt")
    assert find_sources([one, "https://a.example/x", str(tmp_path), "gone.txt", "https://a.example/x"]) == [
        one,
        "https://a.example/x",
        *(str(tmp_path / name) for name in ("a.PDF", "again/b.txt", "sub/c.eml")),
        "gone.txt",
    ]


@pytest.mark.parametrize(
    ("source", "expected"), [("HTTP://a.example", True), ("https://a.example", True), ("http.txt", False), ("a", False)]
)
def test_a_link_is_a_web_address(source: str, expected: bool) -> None:
    assert is_link(source) is expected


def test_a_file_is_read_a_little_beyond_its_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000_100)
    assert len(read_bytes(tmp_path / "a.txt")) == 1_000_001


@pytest.mark.parametrize(
    ("name", "said"), [("", "That is not a file: give a file"), ("gone.txt", "The file cannot be opened: No such file")]
)
def test_what_cannot_be_opened_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_bytes(tmp_path / name)
