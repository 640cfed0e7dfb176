"""The decisions of editors about names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.actors import AliasRule

__all__ = ["AliasRuleStore"]


class AliasRuleStore(Protocol):
    """Keeps at most one decision for each name in a scope. Each change is logged with the user who made it."""

    async def alias_rules(self, scope: int) -> list[AliasRule]:
        """The decisions that apply in a scope, newest first: its own, and the shared ones that it did not override."""
        ...

    async def set_alias_rule(self, rule: AliasRule) -> None:
        """Stores a decision in place of an earlier one about the same name."""

    async def remove_alias_rule(self, scope: int, key: str, *, now: datetime, by: int | None) -> AliasRule | None:
        """Deletes the decision about the name with this folded form and returns it, or None if there is none."""
        ...
