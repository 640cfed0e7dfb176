"""What must hold in a SQLite library, whatever happened to the process that wrote it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

WHOLE = {
    "an article without its reading": "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM reading)",
    "an article without its actors": "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM appearance)",
    "an article without its search row": "SELECT id FROM article EXCEPT SELECT id FROM article_words_docsize",
    "a search row without its article": "SELECT id FROM article_words_docsize EXCEPT SELECT id FROM article",
    "an article without a log entry": "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM change_log)",
    "a channel without its post": "SELECT a.id, s.id FROM article a, subscription s WHERE NOT EXISTS "
    "(SELECT 1 FROM delivery d WHERE d.article_id = a.id AND d.subscription_id = s.id)",
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
