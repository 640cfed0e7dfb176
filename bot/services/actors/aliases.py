"""Editors' decisions about names: that a name stands for an actor, or that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.errors import InputError, NotFound
from bot.models.actors import AliasRule, AliasRuleKind
from bot.services.actors.name_lookup import MAX_NAME
from bot.text.names import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.services.actors.queries import ActorQueries
    from bot.store.protocols.store import Store

__all__ = ["Aliases"]

log = structlog.get_logger(__name__)

MAX_EXAMPLES = 3
UNCHANGED_BY_ALIAS = "An alias does not change that."
INSEPARABLE = "That cannot be separated."
MAX_RULES = 500
"""Maximum aliases and separated names in one scope; each question about a name reads all of them."""


class Aliases:
    """Makes and undoes decisions about names. The caller checks the rights of the person who decides."""

    def __init__(
        self, store: Store, actors: ActorQueries, clock: Callable[[], datetime], *, max_rules: int = MAX_RULES
    ) -> None:
        self._store = store
        self._actors = actors
        self._clock = clock
        self._max_rules = max_rules

    async def all(self, scope: int) -> list[AliasRule]:
        """Every decision that applies in a scope, the newest first."""
        return await self._store.alias_rules(scope)

    async def add(self, scope: int, name: str, target: str, *, by: int) -> tuple[AliasRule, str | None]:
        """Makes ``name`` an alias of the actor that ``target`` stands for; articles need not use it yet.

        Returns the decision, and sentences on the earlier one that it replaces and on the articles that use the name
        for somebody else, if there are any.
        Raises NotFound if no article names the target or it is ambiguous, InputError if the two are one already.
        """
        name, key = _checked(name)
        profile = await self._actors.profile(scope, target, exact=True)
        if key == name_key(profile.name):
            msg = f"“{name}” is {profile.name} already."
            raise InputError(msg)
        own = [rule for rule in await self._store.alias_rules(scope) if rule.scope == scope]
        replaced = next((rule for rule in own if rule.key == key), None)
        if replaced is None and len(own) >= self._max_rules:
            msg = f"There are {self._max_rules} aliases and separated names here, which is the limit: undo one first."
            raise InputError(msg)
        bearers = await self._actors.other_actors_called(scope, key)
        others = {other: numbers for other, numbers in bearers.items() if name_key(other) not in profile.linked_keys}
        rule = await self._decide(scope, name, key, profile.name, AliasRuleKind.ALIAS, by=by)
        notes = filter(None, (_earlier(replaced, rule), _other_uses_note(name, others, UNCHANGED_BY_ALIAS)))
        return rule, " ".join(notes) or None

    async def remove(self, scope: int, name: str, *, by: int) -> tuple[AliasRule, bool, str | None]:
        """Undoes an editor's decision about ``name``; if there is none, separates a name that was linked automatically.

        Returns the decision that was undone and True, or the new one and False; and a sentence on the articles that
        still use the name for somebody. Raises NotFound if the name is merged with no other.
        """
        name, key = _checked(name)
        undone = await self._store.remove_alias_rule(scope, key, now=self._clock(), by=by)
        if undone is not None:
            log.info("name.decision_undone", scope=scope, by=by)
            return undone, True, None
        profile = await self._actors.profile(scope, name, exact=True)
        note = _other_uses_note(name, await self._actors.other_actors_called(scope, key), INSEPARABLE)
        if key not in profile.linked_keys or key == name_key(profile.name):
            msg = note or f"“{name}” is not merged with another name: there is nothing to undo."
            raise NotFound(msg)
        return await self._decide(scope, name, key, profile.name, AliasRuleKind.SEPARATION, by=by), False, note

    async def _decide(self, scope: int, name: str, key: str, target: str, kind: AliasRuleKind, *, by: int) -> AliasRule:
        rule = AliasRule(scope, key, name, name_key(target), target, kind, self._clock(), by)
        await self._store.set_alias_rule(rule)
        log.info("name.decided", scope=scope, kind=kind.name.lower(), by=by)
        return rule


def _earlier(replaced: AliasRule | None, rule: AliasRule) -> str:
    """What an editor had decided about the name before, if that was something else."""
    if replaced is None or (replaced.kind, replaced.target_key) == (rule.kind, rule.target_key):
        return ""
    was = "an alias of" if replaced.kind is AliasRuleKind.ALIAS else "kept separate from"
    return f"Before, it was {was} “{replaced.target}”."


def _other_uses_note(name: str, bearers: Mapping[str, Sequence[int]], stays: str) -> str | None:
    """Sentences on the other actors that articles call by this name, ending with ``stays``; None if there are none."""
    if not bearers:
        return None
    uses = [_use(name, bearer, numbers) for bearer, numbers in list(bearers.items())[:MAX_EXAMPLES]]
    return " ".join([*uses, stays])


def _use(name: str, bearer: str, numbers: Sequence[int]) -> str:
    shown = ", ".join(f"#{number}" for number in numbers[:MAX_EXAMPLES])
    if len(numbers) == 1:
        return f"Article {shown} itself calls {bearer} “{name}”."
    more = " and others" * (len(numbers) > MAX_EXAMPLES)
    return f"Articles {shown}{more} themselves call {bearer} “{name}”."


def _checked(name: str) -> tuple[str, str]:
    """A name with single spaces, and its folded form. Raises InputError if it has no letters or is too long."""
    name = " ".join(name.split())
    key = name_key(name)
    if not key or len(name) > MAX_NAME:
        msg = f"A name has letters and at most {MAX_NAME} characters: write it as the articles do."
        raise InputError(msg)
    return name, key
