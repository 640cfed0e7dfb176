"""The highest number in any scope is found without walking through the library."""

from __future__ import annotations

import sqlite3

import pytest

from bot.store.sqlite.articles import HIGHEST_OF_ALL

SCOPES = 4


@pytest.mark.parametrize("articles", [0, 1, 10, 10_000])
def test_the_highest_number_costs_the_same_in_every_library(articles: int) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE article (scope INTEGER NOT NULL, number INTEGER NOT NULL, UNIQUE (scope, number))")
    db.executemany("INSERT INTO article VALUES (?, ?)", [(10 * (n % SCOPES), n + 1) for n in range(articles)])
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    db.set_progress_handler(count, 1)
    assert db.execute(HIGHEST_OF_ALL).fetchall() == [(articles or None,)]
    assert steps < 100 * (SCOPES + 1)
    db.close()
