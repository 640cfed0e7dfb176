"""Menus under lists: what is chosen opens, and a button on it leads back to the list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.ui.limits import CHOICE, CHOICES, cut
from bot.ui.questions import ANYONE, MENUS, Ask, Question, decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.models import Article, ArticleLine

__all__ = ["BACK_TO_LIST", "SENTENCES", "AnswerMenu", "Menu", "Option", "article_menu", "list_behind", "summary_of"]

BACK_TO_LIST = "Back to the list"
SENTENCES = 4
"""Of the summary that a list opens."""
ROW = 3
OPENED = frozenset({Ask.SUMMARY, Ask.ACTORS, Ask.THEMES, Ask.TEXT, Ask.WHO})
"""What can be opened from a list; anything else is a list itself."""


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a menu, and what choosing it asks."""

    label: str
    question: Question


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be opened from a list; ``behind`` asks for the list again. Options after the 25th are left out."""

    placeholder: str
    behind: Question
    options: tuple[Option, ...]


def summary_of(article: Article | ArticleLine) -> Question:
    """What opens an article from a list."""
    return Question(Ask.SUMMARY, str(article.id), SENTENCES)


def article_menu(lines: Iterable[Article | ArticleLine], behind: Question) -> Menu:
    """A menu that opens the summaries of articles."""
    return Menu(
        "Open an article",
        behind,
        tuple(Option(f"#{x.number} {x.title}", summary_of(x)) for x in lines),
    )


class AnswerMenu(discord.ui.DynamicItem[discord.ui.Select[discord.ui.View]], template=MENUS):
    """A menu that works for ever: its id says which list it is under and who asked, each option what it asks."""

    def __init__(self, menu: Menu, asker: int) -> None:
        labels = {encode(option.question, ANYONE): option.label for option in menu.options[:CHOICES]}
        super().__init__(
            discord.ui.Select(
                custom_id=encode(menu.behind, asker, menu=True),
                placeholder=menu.placeholder,
                options=[
                    discord.SelectOption(label=cut(" ".join(label.split()), CHOICE) or "?", value=value)
                    for value, label in labels.items()
                ],
                row=ROW,
            )
        )
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> AnswerMenu:
        """Makes the menu again from a message, however old."""
        behind, asker = decode(match.string)
        return cls(Menu("", behind, ()), asker)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Hands what was chosen to the bot, which answers it as it answers a click."""
        question, _ = decode(self.item.values[0])
        interaction.client.dispatch("question", interaction, question, self.asker)


def list_behind(message: discord.Message | None, question: Question) -> Question | None:
    """The list from which ``question`` was asked, by what stands under the message; None where there is none.

    A message that shows a list has its menu; one that shows what was opened from a list has the button back to it.
    """
    if question.ask not in OPENED:
        return None
    rows = [row for row in (message.components if message else ()) if isinstance(row, discord.ActionRow)]
    items = [item for row in rows for item in row.children]
    menus = [item.custom_id for item in items if isinstance(item, discord.SelectMenu)]
    ways = [item.custom_id or "" for item in items if isinstance(item, discord.Button) and item.label == BACK_TO_LIST]
    lists = [behind for behind, _ in map(decode, (*menus, *ways)) if behind.ask is not Ask.GONE]
    # An article's own actors are a tab beside its other pages, not a list behind them.
    beside = (Ask.ACTORS, question.subject) if question.ask is not Ask.WHO else None
    return next((behind for behind in lists if (behind.ask, behind.subject) != beside), None)
