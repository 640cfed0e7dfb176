"""A process that adds articles to a database: ``writer_process.py FILE NAME COUNT [DIE_AT]``.

It writes a line for each article that is stored; with DIE_AT it kills itself before its statement of that number.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import aiosqlite
from store.samples import add, person

from bot.store import open_store


async def main(file: str, name: str, count: int, die_at: int | None) -> None:
    store = await open_store(f"sqlite:///{file}")
    if die_at is not None:
        die_before_statement(die_at)
    try:
        for i in range(count):
            article = await add(store, f"{name} {i}", actors=[person("Ann Lee", "Lee"), person(f"{name} {i}")])
            sys.stdout.write(f"{article.number}\n")
            sys.stdout.flush()
    finally:
        await store.close()


def die_before_statement(number: int) -> None:
    done = 0
    for method in ("execute_fetchall", "executemany"):
        original = getattr(aiosqlite.Connection, method)

        def counted(self, *args, original=original):
            nonlocal done
            done += 1
            if done == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(self, *args)

        setattr(aiosqlite.Connection, method, counted)


if __name__ == "__main__":
    file, name, count, *die_at = sys.argv[1:]
    asyncio.run(main(file, name, int(count), int(die_at[0]) if die_at else None))
