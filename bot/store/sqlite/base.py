"""The base of the classes that implement the store's protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.sqlite.connection import Database

__all__ = ["SqliteTables"]


class SqliteTables:
    """Holds the database that all of them share."""

    def __init__(self, db: Database) -> None:
        self._db = db
