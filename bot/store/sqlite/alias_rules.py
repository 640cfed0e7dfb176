"""What editors decided about names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.actors import AliasRule
from bot.models.articles import SHARED
from bot.store.sqlite import rows
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from bot.store.sqlite.connection import Database, Transaction

__all__ = ["NameTables"]

RULE = "scope, key, name, target_key, target, same, decided_at, decided_by"


class NameTables:
    """The part of the store that concerns names."""

    _db: Database

    async def alias_rules(self, scope: int) -> list[AliasRule]:
        """See ``Store.alias_rules``."""
        found = await self._db.read(
            f"SELECT {RULE} FROM name_rule WHERE scope IN (?, ?) ORDER BY decided_at DESC, key", (SHARED, scope)
        )
        own = {row["key"] for row in found if row["scope"] == scope}
        return [_rule(row) for row in found if row["scope"] == scope or row["key"] not in own]

    async def set_alias_rule(self, rule: AliasRule) -> None:
        """See ``Store.set_alias_rule``."""

        async def work(tx: Transaction) -> None:
            await fetch(
                tx,
                f"INSERT OR REPLACE INTO name_rule ({RULE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(rule.scope, rule.key, rule.name, rule.target_key, rule.target, int(rule.is_alias)),
                    *(rows.seconds(rule.decided_at), rule.decided_by),
                ),
            )
            action = "alias" if rule.is_alias else "unalias"
            subject = f"{rule.name} = {rule.target}"
            await _log(tx, rule.scope, action, subject, now=rule.decided_at, by=rule.decided_by)

        await self._db.write(work)

    async def remove_alias_rule(self, scope: int, key: str, *, now: datetime, by: int | None) -> AliasRule | None:
        """See ``Store.remove_alias_rule``."""

        async def work(tx: Transaction) -> AliasRule | None:
            gone = await fetch(tx, f"DELETE FROM name_rule WHERE scope = ? AND key = ? RETURNING {RULE}", (scope, key))
            if not gone:
                return None
            rule = _rule(gone[0])
            await _log(tx, scope, "undo alias", f"{rule.name} = {rule.target}", now=now, by=by)
            return rule

        return await self._db.write(work)


def _rule(row: sqlite3.Row) -> AliasRule:
    return AliasRule(
        scope=row["scope"],
        key=row["key"],
        name=row["name"],
        target_key=row["target_key"],
        target=row["target"],
        is_alias=bool(row["same"]),
        decided_at=rows.moment(row["decided_at"]),
        decided_by=row["decided_by"],
    )


async def _log(tx: Transaction, scope: int, action: str, subject: str, *, now: datetime, by: int | None) -> None:
    await fetch(
        tx,
        "INSERT INTO change_log (at, scope, user_id, action, subject) VALUES (?, ?, ?, ?, ?)",
        (rows.seconds(now), scope, by, action, subject),
    )
