"""Asks ``verify`` about a server's library, also with replies that were changed on their way."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace

import pytest
from conftest import Town

import bot.cli.verify.asking
import bot.cli.verify.posts
from bot.cli.verify.checking import Finding
from bot.cli.verify.reading import scopes_of, verify_scope
from bot.ui.reply import Reply

Change = Callable[[str], str]


async def findings(town: Town) -> list[Finding]:
    """What ``verify`` finds in all that it asks."""
    return [one async for one in _findings(town)]


async def finds_something(town: Town) -> bool:
    """Whether it finds anything; it is not asked for more."""
    async with aclosing(_findings(town)) as found:
        return await anext(found, None) is not None


async def _findings(town: Town) -> AsyncGenerator[Finding, None]:
    for scope in await scopes_of(town.resources.store):
        async for _, found, _ in verify_scope(town.services, town.resources.store, scope):
            for one in found:
                yield one


def in_description(change: Change) -> Callable[[Reply], Reply]:
    """Changes the description of a reply."""

    def changed(reply: Reply) -> Reply:
        embed = reply.embed.copy()
        embed.description = change(embed.description or "") or None
        return replace(reply, embed=embed)

    return changed


def inventing(monkeypatch: pytest.MonkeyPatch, invention: Callable[[Reply], Reply]) -> None:
    """From now on ``verify`` gets the answers of buttons, and the list of what is followed, changed."""
    answer, following = bot.cli.verify.asking.answer, bot.cli.verify.posts.following_page

    async def changed(*question: object) -> Reply:
        return invention(await answer(*question))  # type: ignore[arg-type]  # whatever it is asked with

    monkeypatch.setattr(bot.cli.verify.asking, "answer", changed)
    monkeypatch.setattr(bot.cli.verify.posts, "following_page", lambda *known: invention(following(*known)))
