"""What must hold in a SQLite library, whatever happened to the process that wrote it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

TREE_PAGES = (2, 5, 10, 13)
"""How such a page begins."""
WHOLE = {
    "an article without its reading": "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM analysis)",
    "an article without its actors": "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM appearance)",
    "an article without its search row": "SELECT id FROM article EXCEPT SELECT id FROM article_words_docsize",
    "a search row without its article": "SELECT id FROM article_words_docsize EXCEPT SELECT id FROM article",
    "an article without a log entry": "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM change_log)",
    "a channel without its post": "SELECT a.id, s.id FROM article a, subscription s WHERE s.lapse_hours IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.article_id = a.id AND d.subscription_id = s.id) "
    "AND NOT EXISTS (SELECT 1 FROM approval p JOIN delivery d ON d.id = p.delivery_id "
    "JOIN subscription o ON o.id = d.subscription_id WHERE d.article_id = a.id AND o.guild_id = s.guild_id "
    "AND p.state <> 'approved')",
    "a card that decides nothing": "SELECT d.id FROM delivery d JOIN subscription s ON s.id = d.subscription_id "
    "WHERE s.lapse_hours IS NOT NULL AND d.state <> 'skipped' AND d.id NOT IN (SELECT delivery_id FROM approval)",
    "a wrong count of articles": "SELECT k.id FROM actor k WHERE k.articles <> (SELECT count(*) FROM appearance p "
    "JOIN article a ON a.id = p.article_id WHERE p.actor_id = k.id AND a.removed_at IS NULL)",
}


def assert_whole(file: Path) -> int:
    """Every article with all that belongs to it; how many there are."""
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO article_words (article_words, rank) VALUES ('integrity-check', 1)")
        for fault, query in WHOLE.items():
            assert db.execute(query).fetchall() == [], fault
        numbers = [number for (number,) in db.execute("SELECT number FROM article ORDER BY number")]
        assert numbers == list(range(1, len(numbers) + 1))
        return len(numbers)


def pages_of_tables(file: Path) -> list[int]:
    """The pages that hold the trees of tables and indices, in order, without the first; the file is packed for that."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = db.execute("PRAGMA page_size").fetchone()[0]
    data = file.read_bytes()
    return [n for n in range(2, len(data) // size + 1) if data[(n - 1) * size] in TREE_PAGES]


def first_page_of(file: Path, table: str) -> int:
    """The page where a table begins."""
    with closing(sqlite3.connect(file)) as db:
        return db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
