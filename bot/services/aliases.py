"""What editors decide about names: that one name is somebody, or that it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.errors import InputError, NotFound
from bot.models.actors import AliasRule
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.services.actors import ActorQueries
    from bot.store.protocol import Store

__all__ = ["Aliases"]

log = structlog.get_logger(__name__)

MAX_NAME = 100
SHOWN = 3
MAX_RULES = 500
"""Decisions of one scope; each question about a name reads them."""


class Aliases:
    """Makes and takes back decisions about names. Rights are checked by the caller."""

    def __init__(self, store: Store, people: ActorQueries, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._people = people
        self._clock = clock

    async def all(self, scope: int) -> list[AliasRule]:
        """Every decision that the view sees, the newest first."""
        return await self._store.alias_rules(scope)

    async def join(self, scope: int, name: str, target: str, *, by: int) -> tuple[AliasRule, str | None]:
        """From now on ``name`` stands for whoever ``target`` is, in this scope; also one that no article uses yet.

        With the decision comes a sentence on what it leaves as it is: articles that name somebody else so.

        Raises NotFound where no article names the target or several fit, InputError where the two are one already.
        """
        name, key = _checked(name)
        profile = await self._people.who(scope, target, exact=True)
        if key == name_key(profile.name):
            msg = f"“{name}” is {profile.name} already."
            raise InputError(msg)
        if len([rule for rule in await self._store.alias_rules(scope) if rule.scope == scope]) >= MAX_RULES:
            msg = f"There are {MAX_RULES} decisions about names here, which is the limit: take one back first."
            raise InputError(msg)
        read = await self._people.read_as(scope, key)
        others = {other: numbers for other, numbers in read.items() if name_key(other) not in profile.joined}
        return await self._decide(scope, name, key, profile.name, same=True, by=by), _told(name, others)

    async def part(self, scope: int, name: str, *, by: int) -> tuple[AliasRule, bool, str | None]:
        """Takes an editor's decision about ``name`` back; where there is none, ends what a rule of ours joined.

        The result is the decision that was taken back and True, or the new one and False; and a sentence on articles
        that name somebody so all the same. Raises NotFound where the
        name is joined to nobody.
        """
        name, key = _checked(name)
        taken = await self._store.remove_alias_rule(scope, key, now=self._clock(), by=by)
        if taken is not None:
            log.info("name.decision_undone", scope=scope, by=by)
            return taken, True, None
        profile = await self._people.who(scope, name, exact=True)
        read = _told(name, await self._people.read_as(scope, key))
        if key not in profile.joined or key == name_key(profile.name):
            msg = read or f"“{name}” is joined to no other name: there is nothing to undo."
            raise NotFound(msg)
        return await self._decide(scope, name, key, profile.name, same=False, by=by), False, read

    async def _decide(self, scope: int, name: str, key: str, target: str, *, same: bool, by: int) -> AliasRule:
        rule = AliasRule(scope, key, name, name_key(target), target, same, self._clock(), by)
        await self._store.set_alias_rule(rule)
        log.info("name.decided", scope=scope, same=same, by=by)
        return rule


def _told(name: str, read: Mapping[str, Sequence[int]]) -> str | None:
    """One sentence on whom articles mean by a name, by their own reading; None for nobody."""
    if not read:
        return None
    whom = ", ".join(
        f"“{other}” in {', '.join(f'#{n}' for n in numbers[:SHOWN])}{' and others' * (len(numbers) > SHOWN)}"
        for other, numbers in list(read.items())[:SHOWN]
    )
    return f"By the articles’ own reading “{name}” stands for {whom}: that cannot be parted here."


def _checked(name: str) -> tuple[str, str]:
    name = " ".join(name.split())
    key = name_key(name)
    if not key or len(name) > MAX_NAME:
        msg = f"A name has letters and at most {MAX_NAME} characters: write it as the articles do."
        raise InputError(msg)
    return name, key
