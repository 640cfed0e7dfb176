"""An answer ready to send: one embed, its buttons and its menu."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord

from bot.ui.back_buttons import back_label, back_to, onward
from bot.ui.button_ids import ANYONE, OURS, Question, decode, encode
from bot.ui.limits import BUTTON_LABEL, cut, fit
from bot.ui.menus import ROW, AnswerMenu, Menu

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLOUR", "NO_PINGS", "AnswerButton", "Button", "Reply", "view_of"]

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
    """One answer. The embed is cut to Discord's limits here, once, whatever was put into it.

    ``asked`` is the question that it answers, to which what is opened from it leads back; a menu needs one.
    """

    embed: discord.Embed
    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None
    asked: Question | None = None

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
    view = discord.ui.View(timeout=None)
    seen: set[str] = set()
    asked = reply.asked if asker != ANYONE else None  # what is clicked under a post gets an answer of its own
    for button in _buttons(reply, asked):
        if button.question is None:
            view.add_item(discord.ui.Button(label=cut(button.label, BUTTON_LABEL), url=button.url, row=button.row))
        elif (custom_id := encode(button.question, asker)) not in seen:
            seen.add(custom_id)
            view.add_item(AnswerButton(button.question, asker, button))
    if reply.menu and reply.asked and len(reply.menu.options) > 1:
        view.add_item(AnswerMenu(reply.menu, reply.asked, asker))
    return view if view.children else None


def _buttons(reply: Reply, asked: Question | None) -> Iterator[Button]:
    """The buttons of a reply as they are asked from there, that to a menu's only option, and the one back."""
    options = reply.menu.options if reply.menu else ()
    only = [Button(option.label, option.question, row=ROW) for option in options] if len(options) == 1 else []
    for button in (*reply.buttons, *only):
        yield replace(button, question=onward(asked, button.question)) if button.question else button
    back = back_to(asked) if asked else None
    if back is not None:
        yield Button(back_label(back), back, row=2)
