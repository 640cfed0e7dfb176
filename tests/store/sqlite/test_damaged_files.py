"""Whatever is in a library's place or happened to it, each way to it says what to do, and nothing else goes wrong."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from store.sqlite.damage import PAGE, damaged, fill, use

from bot.errors import BriefingError, StorageError
from bot.store import check_database, copy_database, open_store
from bot.store.sqlite.migrator import APPLICATION_ID

SEEDS = 308
"""Files, made by seven kinds of damage in turn."""


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of files are written and flushed to it."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def sound(memory: Path) -> bytes:
    """A library with something in every table."""
    file = memory / "sound.db"
    asyncio.run(fill(f"sqlite:///{file}"))
    return file.read_bytes()


async def test_an_intact_library_is_used_without_an_error(memory: Path, sound: bytes):
    file = memory / "used.db"
    file.write_bytes(sound)
    assert await use(f"sqlite:///{file}", memory / "copy.db") == []
    state = check_database(f"sqlite:///{file}")
    assert state is not None
    assert state.faults == ()


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SEEDS, 44))
async def test_random_damage_leads_to_success_or_to_one_error_sentence(memory: Path, sound: bytes, first: int):
    for seed in range(first, first + 44):
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            file = Path(folder, "briefings.db")
            file.write_bytes(damaged(sound, seed))
            assert await use(f"sqlite:///{file}", Path(folder, "copy.db")) == [], seed
            assert [path.name for path in Path(folder).iterdir() if ".part" in path.name] == [], seed


def said(work: Callable[[], object]) -> str:
    with pytest.raises(BriefingError) as caught:
        work()
    return str(caught.value)


async def opened(file: Path) -> None:
    await (await open_store(f"sqlite:///{file}")).close()


def first_page(file: Path, sound: bytes) -> None:
    file.write_bytes(sound[:100] + b"\xff" * (PAGE - 100) + sound[PAGE:])


def schema_text(file: Path, sound: bytes) -> None:
    file.write_bytes(sound.replace(b"CREATE TABLE article", b"CREATE \xfe\xff\x80E article"))


def zeros(file: Path, sound: bytes) -> None:
    file.write_bytes(bytes(len(sound)))


def text(file: Path, _: bytes) -> None:
    file.write_text("Dear diary, this is no database. " * 99)


def cut_off(file: Path, sound: bytes) -> None:
    file.write_bytes(sound[: 3 * PAGE])


def huge_page_count(file: Path, sound: bytes) -> None:
    file.write_bytes(sound[:28] + (2**31 - 2).to_bytes(4, "big") + sound[32:])


def negative_version(file: Path, sound: bytes) -> None:
    pragma(file, sound, "user_version = -5")


def without_tables(file: Path, _: bytes) -> None:
    pragma(file, b"", f"application_id = {APPLICATION_ID}", "user_version = 3")


def newer(file: Path, sound: bytes) -> None:
    pragma(file, sound, "user_version = 999")


def foreign(file: Path, sound: bytes) -> None:
    pragma(file, sound, "application_id = 77")


def pragma(file: Path, data: bytes, *pragmas: str) -> None:
    file.write_bytes(data)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for each in pragmas:
            db.execute(f"PRAGMA {each}")


def folder(file: Path, _: bytes) -> None:
    file.mkdir()


DAMAGED = "is damaged: restore a backup"
NO_DATABASE = "is not a database: set DATABASE_URL to another file, or restore a backup"


@pytest.mark.parametrize(
    ("make", "advice"),
    [
        (first_page, DAMAGED),
        (schema_text, DAMAGED),
        (cut_off, DAMAGED),
        (negative_version, DAMAGED),
        (without_tables, DAMAGED),
        (zeros, NO_DATABASE),
        (text, NO_DATABASE),
        (newer, "install the newer version"),
        (foreign, "belongs to another program: set DATABASE_URL"),
        (folder, "it is a folder"),
    ],
)
async def test_errors_of_opening_say_what_to_do(
    tmp_path: Path, sound: bytes, make: Callable[[Path, bytes], None], advice: str
):
    file = tmp_path / "briefings.db"
    make(file, sound)
    with pytest.raises(StorageError) as caught:
        await opened(file)
    assert advice in str(caught.value)
    assert str(caught.value).isprintable()


def looked_at(address: str) -> tuple[str, ...]:
    """The faults that a look finds; at least one."""
    try:
        state = check_database(address)
    except StorageError as error:
        return (str(error),)
    assert state is not None
    assert state.faults
    return state.faults


@pytest.mark.parametrize("make", [first_page, schema_text, cut_off, huge_page_count, zeros, text, folder])
def test_a_copy_and_an_inspection_report_damage_too(tmp_path: Path, sound: bytes, make: Callable[[Path, bytes], None]):
    file = tmp_path / "briefings.db"
    make(file, sound)
    address = f"sqlite:///{file}"
    for told in looked_at(address):
        assert told.isprintable()
    assert said(lambda: copy_database(address, tmp_path / "copy.db")).isprintable()
    assert not (tmp_path / "copy.db").exists()


def test_a_negative_version_is_an_error_in_an_inspection(tmp_path: Path, sound: bytes):
    negative_version(tmp_path / "briefings.db", sound)
    state = check_database(f"sqlite:///{tmp_path}/briefings.db")
    assert state is not None
    assert state.faults[0].startswith("the file says version -5, but has ")


async def test_the_write_ahead_log_of_another_file_is_at_worst_reported_as_damage(tmp_path: Path, sound: bytes):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        db.execute("PRAGMA page_size = 8192")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE theirs (a)")
        db.executemany("INSERT INTO theirs VALUES (?)", [("x" * 500,)] * 200)
        shutil.copyfile(tmp_path / "other.db-wal", tmp_path / "briefings.db-wal")
    (tmp_path / "briefings.db").write_bytes(sound)
    assert await use(f"sqlite:///{tmp_path}/briefings.db", tmp_path / "copy.db") == []
