"""The answers to the commands ``alias`` and ``unalias``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.actors import AliasRuleKind
from bot.ui.limits import MAX_DESCRIPTION, and_more, join_within
from bot.ui.markup import code, escape, quoted
from bot.ui.messages import done, notice
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import AliasRule

__all__ = ["alias_added", "alias_form", "alias_list", "alias_removed", "name_separated"]


def alias_form(prefix: str) -> str:
    """How the command is typed, for somebody who typed it in another way."""
    return (
        f"Write it as {prefix}alias Iron Lady = Margaret Thatcher: the other name, an equals sign, and the name that "
        "the articles use."
    )


def alias_list(rules: Sequence[AliasRule], prefix: str) -> Reply:
    """All aliases and separated names."""
    if not rules:
        form = f"{prefix}alias <other name> = <name>"
        return notice(
            f"Editors have not linked or separated any names here yet. {form} adds another name for somebody."
        )
    embed = discord.Embed(title="Aliases and separated names", colour=COLOUR)
    lines = [
        f"{quoted(rule.name)} {'is' if rule.kind is AliasRuleKind.ALIAS else 'is not'} {quoted(rule.target)} · "
        + discord.utils.format_dt(rule.decided_at, "D")
        for rule in rules
    ]
    embed.description = join_within(lines, MAX_DESCRIPTION, and_more)
    embed.set_footer(text=f"{prefix}unalias <other name> undoes one")
    return Reply(embed)


def alias_added(rule: AliasRule, note: str | None, prefix: str) -> Reply:
    """``note`` says what it replaces and which articles it does not change, if there is anything."""
    undo = code(f"{prefix}unalias {rule.name}")
    return _decided(
        f"{quoted(rule.name)} is now an alias of {quoted(rule.target)} here. {undo} undoes this.", *_escaped(note)
    )


def alias_removed(rule: AliasRule, prefix: str) -> Reply:
    """An earlier decision, of either kind, was undone."""
    state = "an alias of" if rule.kind is AliasRuleKind.ALIAS else "kept separate from"
    return _decided(f"{quoted(rule.name)} is no longer {state} {quoted(rule.target)}.", _list_hint(prefix))


def name_separated(rule: AliasRule, note: str | None, prefix: str) -> Reply:
    """A name that had been merged automatically is kept separate; ``note`` as for ``alias_added``."""
    separated = f"{quoted(rule.name)} is now kept separate from {quoted(rule.target)} here."
    return _decided(separated, *_escaped(note), _list_hint(prefix))


def _escaped(note: str | None) -> tuple[str, ...]:
    return (escape(note),) if note else ()


def _decided(sentence: str, *more: str) -> Reply:
    return done(" ".join([sentence, *more]))


def _list_hint(prefix: str) -> str:
    """Says which command lists all decisions."""
    return f"{code(f'{prefix}alias')} lists all aliases and separated names."
