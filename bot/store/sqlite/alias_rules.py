"""The decisions of editors about names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.models.actors import AliasRule, AliasRuleKind
from bot.models.articles import SHARED
from bot.store.protocols.alias_rules import AliasRuleStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch
from bot.text.names import name_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import datetime

    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["SqliteAliasRules", "rules_in"]

RULE_COLUMNS = "scope, key, name, target_key, target, is_alias, decided_at, decided_by"
"""The columns of an ``AliasRule``."""
RULES = f"SELECT {RULE_COLUMNS} FROM alias_rule WHERE scope IN (SELECT value FROM json_each(:scopes))"
"""The rules of several scopes."""


class SqliteAliasRules(SqliteTables, AliasRuleStore):
    """Keeps the decisions of editors in SQLite."""

    async def alias_rules(self, scope: int) -> list[AliasRule]:
        return _in_each(await self._db.read(RULES, _of([scope])), [scope])[scope]

    async def set_alias_rule(self, rule: AliasRule) -> None:
        async def work(tx: Transaction) -> None:
            is_alias = rule.kind is AliasRuleKind.ALIAS
            await _delete(tx, rule.scope, rule.key)
            await fetch(
                tx,
                f"INSERT INTO alias_rule ({RULE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(rule.scope, rule.key, rule.name, rule.target_key, rule.target, int(is_alias)),
                    *(rows.seconds(rule.decided_at), rule.decided_by),
                ),
            )
            action = "alias" if is_alias else "unalias"
            await _log(tx, rule, action, now=rule.decided_at, by=rule.decided_by)

        await self._db.write(work)

    async def remove_alias_rule(self, scope: int, key: str, *, now: datetime, by: int | None) -> AliasRule | None:
        async def work(tx: Transaction) -> AliasRule | None:
            rule = await _delete(tx, scope, key)
            if rule is None:
                return None
            await _log(tx, rule, "undo alias", now=now, by=by)
            return rule

        return await self._db.write(work)


async def _delete(tx: Transaction, scope: int, key: str) -> AliasRule | None:
    """Deletes the rule of a folded name, which an older version of the program may have stored folded otherwise."""
    stored = await fetch(tx, f"SELECT {RULE_COLUMNS} FROM alias_rule WHERE scope = ?", (scope,))
    found = next(((row["key"], rule) for row in stored if (rule := _rule(row)).key == key), None)
    if found is None:
        return None
    stored_key, rule = found
    await fetch(tx, "DELETE FROM alias_rule WHERE scope = ? AND key = ?", (scope, stored_key))
    return rule


async def rules_in(tx: Transaction, scopes: Collection[int]) -> dict[int, list[AliasRule]]:
    """The rules that apply in each scope, as ``alias_rules`` gives them."""
    return _in_each(await fetch(tx, RULES, _of(scopes)), scopes)


def _of(scopes: Collection[int]) -> dict[str, object]:
    """The parameters of ``RULES``."""
    return {"scopes": rows.dump([SHARED, *scopes])}


def _in_each(found: Rows, scopes: Collection[int]) -> dict[int, list[AliasRule]]:
    """For each scope its own rules, and the shared ones unless it has decided otherwise; the latest first."""
    by_scope: defaultdict[int, dict[str, AliasRule]] = defaultdict(dict)
    for row in found:
        rule = _rule(row)
        by_scope[rule.scope][rule.key] = rule
    in_each = {scope: {**by_scope[SHARED], **by_scope[scope]} for scope in scopes}
    return {
        scope: sorted(rules.values(), key=lambda rule: (-rule.decided_at.timestamp(), rule.key))
        for scope, rules in in_each.items()
    }


@rows.reads_stored
def _rule(row: sqlite3.Row) -> AliasRule:
    """From ``RULE_COLUMNS``; the names are folded anew, since an older version may have folded them otherwise."""
    return AliasRule(
        scope=row["scope"],
        key=name_key(row["name"]),
        name=row["name"],
        target_key=name_key(row["target"]),
        target=row["target"],
        kind=AliasRuleKind.ALIAS if row["is_alias"] else AliasRuleKind.SEPARATION,
        decided_at=rows.moment(row["decided_at"]),
        decided_by=row["decided_by"],
    )


async def _log(tx: Transaction, rule: AliasRule, action: str, *, now: datetime, by: int | None) -> None:
    await fetch(
        tx,
        "INSERT INTO change_log (at, scope, user_id, action, subject) VALUES (?, ?, ?, ?, ?)",
        (rows.seconds(now), rule.scope, by, action, f"{rule.name} = {rule.target}"),
    )
