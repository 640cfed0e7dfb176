"""``demo``: two demos never use one library."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from cli.commands import run

from bot.store.sqlite.lease import take_lease
from bot.store.sqlite.migrator import migrate


def test_a_second_demo_names_the_first_and_is_code_73(tmp_path: Path) -> None:
    file = tmp_path / "data" / "demo.db"
    migrate(file)
    lease = take_lease(file, None)
    over = threading.Event()

    def beat() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            while not over.wait(0.01):
                db.execute("UPDATE lease SET beats = beats + 1")

    beating = threading.Thread(target=beat)
    beating.start()
    try:
        result = run("demo", "--port", "0")
    finally:
        over.set()
        beating.join()
        lease.release()
    assert result.exit_code == 73
    assert f"in use by process {os.getpid()} on " in result.stderr
    assert result.stderr.count("\n") == 1
