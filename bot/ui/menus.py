"""Menus under lists: choosing an entry opens it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.models.articles import numbered_title
from bot.models.guilds import DEFAULT_LENGTH, SUMMARY_LENGTHS
from bot.ui.back_buttons import onward
from bot.ui.button_ids import ANYONE, MENU, MENU_ID, Action, ButtonAction, decode, encode
from bot.ui.limits import MAX_CHOICE, MAX_CHOICES, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.articles import Article, ArticleHeader

__all__ = ["MENU_ROW", "SUMMARY_WORDS", "AnswerMenu", "Menu", "Option", "article_menu"]

SUMMARY_WORDS = SUMMARY_LENGTHS[DEFAULT_LENGTH]
"""Words of the summary that is opened from a list."""
MENU_ROW = 3
"""The row of components for a menu: below those of the buttons."""


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a menu, and what choosing it does."""

    label: str
    action: ButtonAction
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu. A single option is shown as a button instead; those after the 25th are left out."""

    placeholder: str
    options: tuple[Option, ...]
    row: int = MENU_ROW


def article_menu(articles: Iterable[Article | ArticleHeader]) -> Menu:
    """A menu that opens the summaries of articles."""
    options = [Option(numbered_title(x), ButtonAction(Action.SUMMARY, str(x.id), SUMMARY_WORDS)) for x in articles]
    return Menu("Open an article", tuple(options))


class AnswerMenu(discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=MENU_ID):
    """A menu that never expires: its id holds the action of its answer and the asker, each value an action."""

    def __init__(self, menu: Menu, action: ButtonAction, asker: int) -> None:
        options = {encode(option.action, ANYONE): option for option in menu.options[:MAX_CHOICES]}
        super().__init__(
            discord.ui.Select(
                custom_id=encode(action, asker, MENU),
                placeholder=menu.placeholder,
                options=[
                    discord.SelectOption(
                        label=cut(" ".join(option.label.split()), MAX_CHOICE) or "?", value=value, default=option.chosen
                    )
                    for value, option in options.items()
                ],
                row=menu.row,
            )
        )
        self.action = action
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> AnswerMenu:
        """Rebuilds the menu of a message of any age."""
        action, asker = decode(match.string)
        return cls(Menu("", ()), action, asker)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Dispatches what was chosen as the event ``button_action``, as a click does."""
        action, _ = decode(self.item.values[0])
        if self.asker != ANYONE:
            action = onward(self.action, action)
        interaction.client.dispatch("button_action", interaction, action, self.asker)
