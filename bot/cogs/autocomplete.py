"""Suggestions while somebody types an argument of a slash command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.cogs.base import scope_in
from bot.models.articles import numbered_title
from bot.services.feeds.second_addresses import same_titles
from bot.ui.limits import MAX_CHOICE, MAX_CHOICES, cut
from bot.ui.subscription_pages import deleted_channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import discord

    from bot.models.articles import ArticleHeader
    from bot.models.feeds import Feed
    from bot.services.library import Library

__all__ = [
    "NO_ROLE",
    "Choices",
    "article_choices",
    "deleted_channel_choices",
    "feed_choices",
    "role_choices",
    "suggest_articles",
    "text_choices",
]

Choices = list[app_commands.Choice[str]]
NO_ROLE = "none"
"""The word for no role. Omitting the role must not remove the one that is set."""


async def suggest_articles(library: Library, interaction: discord.Interaction, typed: str) -> Choices:
    """Articles whose number or title matches what is typed so far."""
    return article_choices(await library.suggest(scope_in(interaction), typed, limit=MAX_CHOICES))


def article_choices(articles: Iterable[ArticleHeader]) -> Choices:
    """Articles as choices, whose values are their numbers."""
    return [app_commands.Choice(name=cut(numbered_title(x), MAX_CHOICE), value=str(x.number)) for x in articles]


def deleted_channel_choices(ids: Iterable[str]) -> Choices:
    """Channels that were deleted or are archived, by their ids."""
    return [app_commands.Choice(name=deleted_channel(id_), value=id_) for id_ in ids][:MAX_CHOICES]


def feed_choices(feeds: Sequence[Feed], typed: str) -> Choices:
    """Feeds whose number or title contains what is typed so far; the values are their numbers."""
    twins = same_titles(feeds)
    named = [(f"{feed.id} {feed.title}{f' ({feed.url})' if feed.id in twins else ''}", str(feed.id)) for feed in feeds]
    fitting = [(name, value) for name, value in named if typed.strip().casefold() in name.casefold()]
    return [app_commands.Choice(name=cut(name, MAX_CHOICE), value=value) for name, value in fitting[:MAX_CHOICES]]


def role_choices(interaction: discord.Interaction, typed: str) -> Choices:
    """``none``, and the server's roles whose name contains what is typed so far, the highest first."""
    roles = reversed(interaction.guild.roles) if interaction.guild else ()
    named = [(cut(f"@{role.name}", MAX_CHOICE), str(role.id)) for role in roles if not role.is_default()]
    wanted = typed.casefold().removeprefix("@")
    fitting = [(name, value) for name, value in [(NO_ROLE, NO_ROLE), *named] if wanted in name.casefold()]
    return [app_commands.Choice(name=name, value=value) for name, value in fitting[:MAX_CHOICES]]


def text_choices(texts: Iterable[str]) -> Choices:
    """Texts as choices, as many as Discord shows."""
    return [app_commands.Choice(name=cut(text, MAX_CHOICE), value=text[:MAX_CHOICE]) for text in texts][:MAX_CHOICES]
