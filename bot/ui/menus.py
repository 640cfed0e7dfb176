"""Menus under lists: what is chosen opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.ui.back_buttons import onward
from bot.ui.button_ids import ANYONE, MENUS, Ask, Question, decode, encode
from bot.ui.limits import CHOICE, CHOICES, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models.articles import Article, ArticleHeader

__all__ = ["ROW", "SENTENCES", "AnswerMenu", "Menu", "Option", "article_menu", "summary_of"]

SENTENCES = 4
"""Of the summary that a list opens."""
ROW = 3


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a menu, and what choosing it asks."""

    label: str
    question: Question


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be opened from a list. One option alone is shown as a button; those after the 25th are left out."""

    placeholder: str
    options: tuple[Option, ...]


def summary_of(article: Article | ArticleHeader) -> Question:
    """What opens an article from a list."""
    return Question(Ask.SUMMARY, str(article.id), SENTENCES)


def article_menu(lines: Iterable[Article | ArticleHeader]) -> Menu:
    """A menu that opens the summaries of articles."""
    return Menu(
        "Open an article",
        tuple(Option(f"#{x.number} {x.title}", summary_of(x)) for x in lines),
    )


class AnswerMenu(discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=MENUS):
    """A menu that works for ever: its id says which list it is under and who asked, each option what it asks."""

    def __init__(self, menu: Menu, asked: Question, asker: int) -> None:
        labels = {encode(option.question, ANYONE): option.label for option in menu.options[:CHOICES]}
        super().__init__(
            discord.ui.Select(
                custom_id=encode(asked, asker, menu=True),
                placeholder=menu.placeholder,
                options=[
                    discord.SelectOption(label=cut(" ".join(label.split()), CHOICE) or "?", value=value)
                    for value, label in labels.items()
                ],
                row=ROW,
            )
        )
        self.asked = asked
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> AnswerMenu:
        """Makes the menu again from a message, however old."""
        asked, asker = decode(match.string)
        return cls(Menu("", ()), asked, asker)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Hands what was chosen to the bot, which answers it as it answers a click."""
        question, _ = decode(self.item.values[0])
        if self.asker != ANYONE:
            question = onward(self.asked, question)
        interaction.client.dispatch("question", interaction, question, self.asker)
