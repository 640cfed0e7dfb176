"""Forms (modals) for what does not fit in a command's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.errors import InputError
from bot.ui.limits import length

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.models.articles import Article

__all__ = ["ArticleForm", "LineForm", "TitleForm"]

MAX_FORM_TEXT = 4_000
"""Characters that a text field of Discord's forms holds."""
MAX_FORM_TITLE = 300
MAX_FORM_LINE = 1_000


class ArticleForm(discord.ui.Modal):
    """The title and text of an article: of ``article``, to edit it, or of a new one if that is None.

    ``scope`` is the server in which the form was opened; it must be sent from there. Raises InputError if the article
    is longer than a form.
    """

    def __init__(
        self,
        on_sent: Callable[[discord.Interaction, ArticleForm], Awaitable[None]],
        scope: int,
        article: Article | None = None,
    ) -> None:
        if article is not None and length(article.text) > MAX_FORM_TEXT:
            msg = f"#{article.number} is longer than a form can hold: edit it with a .txt file."
            raise InputError(msg)
        super().__init__(title=f"Edit #{article.number}" if article else "Add an article")
        self.scope = scope
        self.article = article
        self._on_sent = on_sent
        self._title_box: discord.ui.TextInput[ArticleForm] = discord.ui.TextInput(
            label="Title", max_length=MAX_FORM_TITLE, default=article.title if article else None
        )
        self._text_box: discord.ui.TextInput[ArticleForm] = discord.ui.TextInput(
            label="Text (attach a longer one as a .txt file)",
            style=discord.TextStyle.paragraph,
            max_length=MAX_FORM_TEXT,
            default=article.text if article else None,
        )
        self.add_item(self._title_box)
        self.add_item(self._text_box)

    @property
    def title_given(self) -> str:
        """What was typed as the title."""
        return self._title_box.value

    @property
    def text_given(self) -> str:
        """What was typed as the text."""
        return self._text_box.value

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Hands the form to the cog that opened it."""
        await self._on_sent(interaction, self)


class TitleForm(discord.ui.Modal):
    """The title of an article that is not stored yet; ``token`` is that of the pending choice."""

    def __init__(
        self, on_sent: Callable[[discord.Interaction, TitleForm], Awaitable[None]], token: str, title: str
    ) -> None:
        super().__init__(title="Edit the title")
        self.token = token
        self._on_sent = on_sent
        self._title_box: discord.ui.TextInput[TitleForm] = discord.ui.TextInput(
            label="Title", max_length=MAX_FORM_TITLE, default=title
        )
        self.add_item(self._title_box)

    @property
    def title_given(self) -> str:
        """What was typed as the title."""
        return self._title_box.value

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Hands the form to the cog that opened it."""
        await self._on_sent(interaction, self)


class LineForm(discord.ui.Modal):
    """One line of text; ``example`` is shown in the empty field."""

    def __init__(
        self,
        on_sent: Callable[[discord.Interaction, str], Awaitable[None]],
        *,
        title: str,
        label: str,
        example: str,
    ) -> None:
        super().__init__(title=title)
        self._on_sent = on_sent
        self._box: discord.ui.TextInput[LineForm] = discord.ui.TextInput(
            label=label, placeholder=example, max_length=MAX_FORM_LINE
        )
        self.add_item(self._box)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Hands what was typed to the cog that opened the form."""
        await self._on_sent(interaction, self._box.value)
