"""An answer ready to send: one embed, its buttons and its menu."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import discord

from bot.ui.limits import BUTTON_LABEL, cut, fit
from bot.ui.menus import BACK_TO_LIST, AnswerMenu, Menu
from bot.ui.questions import OURS, Question, decode, encode

__all__ = ["COLOUR", "NO_PINGS", "AnswerButton", "Button", "Reply", "view_of", "with_way_back"]

COLOUR = discord.Colour(0x2F6FDE)
NO_PINGS = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class Button:
    """A button that asks a question, or opens ``url``; ``current`` marks the page that is shown."""

    label: str
    question: Question | None = None
    url: str | None = None
    current: bool = False
    row: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. The embed is cut to Discord's limits here, once, whatever was put into it."""

    embed: discord.Embed
    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None

    def __post_init__(self) -> None:
        """Applies the limits."""
        fit(self.embed)


class AnswerButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=OURS):
    """A button that works for ever: its id says what it asks and who asked first."""

    def __init__(self, question: Question, asker: int, button: Button | None = None) -> None:
        shown = button or Button("?")
        super().__init__(
            discord.ui.Button(
                label=cut(shown.label, BUTTON_LABEL) or "?",
                custom_id=encode(question, asker),
                style=discord.ButtonStyle.primary if shown.current else discord.ButtonStyle.secondary,
                disabled=shown.current,
                row=shown.row,
            )
        )
        self.question = question
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> AnswerButton:
        """Makes the button again from a message, however old."""
        question, asker = decode(match.string)
        return cls(question, asker)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Hands the question to the bot, which answers it as it answers a command."""
        interaction.client.dispatch("question", interaction, self.question, self.asker)


def view_of(reply: Reply, asker: int) -> discord.ui.View | None:
    """The buttons and the menu of a reply for this asker, or None where there are none."""
    if not reply.buttons and not reply.menu:
        return None
    view = discord.ui.View(timeout=None)
    seen: set[str] = set()
    for button in reply.buttons:
        if button.question is None:
            view.add_item(discord.ui.Button(label=cut(button.label, BUTTON_LABEL), url=button.url, row=button.row))
        elif (custom_id := encode(button.question, asker)) not in seen:
            seen.add(custom_id)
            view.add_item(AnswerButton(button.question, asker, button))
    if reply.menu:
        view.add_item(AnswerMenu(reply.menu, asker))
    return view


def with_way_back(reply: Reply, behind: Question | None) -> Reply:
    """The reply with a button back to the list from which it was opened, where there is one."""
    if behind is None:
        return reply
    return replace(reply, buttons=(*reply.buttons, Button(BACK_TO_LIST, behind, row=2)))
