"""Answers what a message contains, or links to: its summary, or who is in it. Nothing of it is stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.cogs.answers import answer, row_id
from bot.cogs.article_saving import links_meant
from bot.cogs.base import scope_in
from bot.cogs.command_input import openers_of, read_file, read_message
from bot.errors import InputError
from bot.intake.pasted.documents import parse_document
from bot.models.articles import Article
from bot.ui.button_ids import Action, ButtonAction, decode
from bot.ui.editing_messages import MESSAGE_UNSEEN, NO_ARTICLE_OF_MINE, NOT_AN_ARTICLE
from bot.ui.retries import FAILURES, attempt
from bot.ui.unsaved_pages import add_first_only, unsaved_actors_page, unsaved_summary_page

if TYPE_CHECKING:
    from bot.cogs.command_input import CommandInput
    from bot.cogs.sending import Context
    from bot.services import Services
    from bot.services.unsaved_articles import UnsavedArticle
    from bot.ui.reply import Reply

__all__ = ["about_message", "message_in_channel"]

OF_ONE_ARTICLE = frozenset(
    (Action.SUMMARY, Action.ACTORS, Action.THEMES, Action.TEXT, Action.STORY, Action.STORY_SUMMARY)
)
"""Actions whose subject is the id of an article."""
_ID = re.compile(r"[0-9]{1,20}")


async def about_message(
    services: Services, place: Context | discord.Interaction, message: discord.Message, kind: Action, words: int = 0
) -> Reply:
    """The answer to a kind of ``ABOUT_MESSAGES``: of the article that a message contains, links to or, if ours, shows.

    A summary has about so many ``words``. Raises InputError, with what to do, if there is no article; AnalysisFailed or
    WorkerUnavailable.
    """
    found, is_only = await _article_of(services, place, message)
    if isinstance(found, Article):
        stored = Action.SUMMARY if kind is Action.MESSAGE_SUMMARY else Action.ACTORS
        reply = await answer(services, scope_in(place), ButtonAction(stored, str(found.id), words))
    elif kind is Action.MESSAGE_SUMMARY:
        reply = unsaved_summary_page(found.draft, found.analysis, message.id, words)
    else:
        reply = unsaved_actors_page(found.draft, found.analysis, message.id)
    return reply if is_only else add_first_only(reply)


async def message_in_channel(interaction: discord.Interaction, subject: str) -> discord.Message:
    """The message with this id in the channel in which somebody clicked.

    Raises InputError if it cannot be seen any more.
    """
    channel = interaction.channel
    if not (isinstance(channel, discord.abc.Messageable) and _ID.fullmatch(subject)):
        raise InputError(MESSAGE_UNSEEN)
    try:
        return await attempt(lambda: channel.fetch_message(int(subject)))
    except FAILURES as error:
        raise InputError(MESSAGE_UNSEEN) from error


async def _article_of(
    services: Services, place: Context | discord.Interaction, message: discord.Message
) -> tuple[Article | UnsavedArticle, bool]:
    """The article that is meant by a message, and True if the message has nothing else to read."""
    client = place.client if isinstance(place, discord.Interaction) else place.bot
    if message.author == client.user:
        return await services.library.by_id(scope_in(place), _shown_article(message)), True
    openers = await openers_of(place, services)
    return await _read(services, scope_in(place), read_message(message, openers), openers)


def _shown_article(message: discord.Message) -> int:
    """The id of the article that our own message shows. Raises InputError if it does not show exactly one."""
    first_row = next((row for row in message.components if isinstance(row, discord.ActionRow)), None)
    actions = [decode(item.custom_id or "")[0] for item in (first_row.children if first_row else ())]
    shown = {row_id(action) for action in actions if action.kind in OF_ONE_ARTICLE}
    if len(shown) != 1:
        raise InputError(NO_ARTICLE_OF_MINE)
    return shown.pop()


async def _read(
    services: Services, scope: int, brought: CommandInput, openers: tuple[str, ...]
) -> tuple[Article | UnsavedArticle, bool]:
    """The first article of a message's files, or else of its links, or else its text."""
    unsaved = services.unsaved_articles
    if brought.files:
        file, *others = brought.files
        try:
            found, has_more = await unsaved.of_file(scope, file.filename, await read_file(file), openers)
        except InputError as error:
            msg = error.marked if file.filename in error.marked else f"{file.filename}: {error.marked}"
            raise InputError(msg) from error
        return found, not (others or has_more)
    if links := links_meant(brought):
        return await unsaved.of_link(scope, links[0]), len(links) == 1
    try:
        draft = parse_document(brought.text)
    except InputError as error:  # it would tell the author of the message what to write
        raise InputError(NOT_AN_ARTICLE) from error
    return await unsaved.of_draft(scope, draft), True
