"""Ways to file articles and to look at the bot's posts in the simulated Discord."""

from __future__ import annotations

from typing import Any

import discord
from conftest import Town
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.models.articles import Article, Draft

POSTS = "/channels/*/messages"
TEXT = "The minister spoke on Monday. Trade was discussed."


async def add(town: Town, title: str, text: str = TEXT) -> Article:
    article, _ = await town.newsroom.add(town.guild.id, Draft(title, f"{title}. {text}"))
    return article


def posts(town: Town) -> list[discord.Message]:
    return [message for message in town.briefings.history() if message.author.bot]


async def why(town: Town, article: str = "1") -> str:
    return await town.ask(f"!why {article}", who=town.editor)


def titles(channel: Any) -> list[str | None]:
    """The headlines of the bot's posts in a channel."""
    return [message.embeds[0].title for message in channel.history() if message.author.bot]


def let_post(town: Town, allowed: bool) -> None:
    """Gives the bot its right to write in #briefings, or takes it."""
    assert town.bot.user is not None
    right = discord.Permissions(send_messages=True).value
    town.env.backend.set_overwrite(
        town.briefings.id,
        Overwrite(
            target_id=town.bot.user.id,
            type=OverwriteType.MEMBER,
            allow=right if allowed else 0,
            deny=0 if allowed else right,
        ),
    )


def nonces(town: Town) -> list[str]:
    """Those of every try to post in #briefings."""
    path = f"/channels/{town.briefings.id}/messages"
    return [r.json["nonce"] for r in town.env.http_requests if r.method == "POST" and r.path == path]
