"""Addresses of databases, and what is opened by them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import SettingsError, StorageError
from bot.models.articles import SHARED
from bot.store import check_database, database_file, open_read_only, open_store, running_bot
from bot.store.sqlite.migrator import migrate, migrations


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:///data/briefings.db", Path("data/briefings.db")),
        ("sqlite:////var/lib/b.db", Path("/var/lib/b.db")),
        ("postgresql://user:secret@host/db", None),
        ("sqlite:///", None),
        ("", None),
    ],
)
async def test_an_address_names_a_file_or_is_refused(url: str, file: Path | None):
    assert database_file(url) == file
    if file is None:
        with pytest.raises(SettingsError, match="use sqlite:///") as caught:
            await (await open_store(url)).close()
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("postgres://me:secret@host/db", SettingsError),
        ("sqlite://", SettingsError),
        ("sqlite:///:memory:", SettingsError),
        (f"sqlite:///{'x' * 300}", StorageError),
        (f"sqlite:///{'y' * 200}/{'y' * 300}/x.db", StorageError),
        ("sqlite:///.", StorageError),
    ],
)
async def test_an_address_of_no_file_that_can_be_opened_is_an_error_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, error: type[Exception]
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        await open_store(url, exclusive=True)
    assert caught.type is error
    assert "secret" not in str(caught.value)


async def test_a_relative_file_and_its_folders_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    store = await open_store("sqlite:///a/b/briefings.db")
    await store.close()
    assert (tmp_path / "a/b/briefings.db").stat().st_size > 0


@pytest.mark.parametrize("name", ["file:x.db", "a%20b.db", "a?mode=ro#x.db", "a b'\".db", "ü.db"])
async def test_a_name_means_that_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.chdir(tmp_path)
    store = await open_store(f"sqlite:///{name}")
    await store.set_value("a", "b")
    assert {path.name.removesuffix("-shm").removesuffix("-wal") for path in tmp_path.iterdir()} == {name}
    await store.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    state = check_database(f"sqlite:///{name}")
    assert (state.ours, state.faults) == (True, ())


async def test_opening_a_library_for_reading_does_not_change_it(tmp_path: Path):
    address, file = f"sqlite:///{tmp_path}/briefings.db", tmp_path / "briefings.db"
    assert await open_read_only(address) is None
    migrate(file, migrations()[:-1])
    assert await open_read_only(address) is None
    migrate(file, backup=False)
    before = file.read_bytes()
    store = await open_read_only(address)
    assert store is not None
    assert await store.count_articles(SHARED) == 0
    with pytest.raises(StorageError, match="cannot be written"):
        await store.set_value("a", "b")
    await store.close()
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


async def test_the_process_that_runs_the_bot_is_recorded_while_it_runs(tmp_path: Path):
    address = f"sqlite:///{tmp_path}/briefings.db"
    assert await running_bot(address) is None
    store = await open_store(address, exclusive=True)
    holder = await running_bot(address)
    assert holder is not None
    assert holder.pid == os.getpid()
    await store.close()
    assert await running_bot(address) is None
