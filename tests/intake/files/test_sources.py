"""Files, folders and links that a person names."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
    sources = find_sources(
        [one, "https://a.example/x", str(tmp_path), "gone.txt", "https://a.example/x", str(tmp_path)]
    )
    assert sources.found == [
        one,
        "https://a.example/x",
        *(str(tmp_path / name) for name in ("a.PDF", "again/b.txt", "sub/c.eml")),
        "gone.txt",
    ]
    assert (sources.others, sources.refused) == ([str(tmp_path / "photo.png")], {})


def test_a_folder_that_gives_nothing_is_named_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("empty", "news/closed"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "news" / "a.txt").write_bytes(b"")
    scan = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:  # the permissions of a folder do not bind the superuser
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    sources = find_sources([str(tmp_path / name) for name in ("empty", "news", "news/closed")])
    assert sources.found == [str(tmp_path / "news" / "a.txt")]
    assert {Path(name).name: reason.partition(":")[0] for name, reason in sources.refused.items()} == {
        "empty": "The folder has nothing that I can read",
        "closed": "The folder cannot be opened",
    }


@pytest.mark.parametrize(
    ("source", "expected"), [("HTTP://a.example", True), ("https://a.example", True), ("http.txt", False), ("a", False)]
)
def test_a_link_is_a_web_address(source: str, expected: bool) -> None:
    assert is_link(source) is expected


def test_a_file_is_read_a_little_beyond_its_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000_100)
    assert len(read_bytes(tmp_path / "a.txt")) == 1_000_001


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "That is not a file: give a file"),
        ("gone.txt", "The file cannot be opened: No such file or directory.$"),
        ("x" * 5_000, "The file cannot be opened: File name too long"),
    ],
)
def test_what_cannot_be_opened_is_refused(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_bytes(tmp_path / name)


@pytest.mark.parametrize("name", ["ftp://a.example/x", "file:///x.txt", "www.a.example", "a.example/story"])
def test_what_looks_like_an_address_is_told_how_a_link_begins(name: str) -> None:
    with pytest.raises(InputError, match=r"No such file or directory. If it is a link, begin it with https://.$"):
        read_bytes(Path(name))
