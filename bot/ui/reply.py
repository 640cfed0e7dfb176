"""An answer that is ready to be sent: an embed, cards below it, its buttons and its menu."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord

from bot.services.lookup.query_words import MAX_QUERY
from bot.ui.back_buttons import back_label, back_to, onward
from bot.ui.button_ids import ANYONE, BUTTON_ID, Action, ButtonAction, decode, encode
from bot.ui.entity_menus import EntityMenu, EntityMenuItem
from bot.ui.limits import MAX_BUTTON_LABEL, MAX_EMBEDS_TOTAL, cut, fit, total
from bot.ui.menus import AnswerMenu, Menu

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLOUR", "NO_PINGS", "AnswerButton", "AttachedFile", "Button", "Reply", "search_button", "view_of"]

COLOUR = discord.Colour(0x2F6FDE)
NO_PINGS = discord.AllowedMentions.none()
BACK_ROW = 2
MAX_ADDED = 200
"""Units that stay free beside cards for what is added to an answer afterwards, such as its deadline."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button that does ``action``, or opens ``url``; ``current`` marks the page that is shown."""

    label: str
    action: ButtonAction | None = None
    url: str | None = None
    current: bool = False
    row: int = 0


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that is sent with an answer; in a channel the bot needs Attach Files for it.

    ``description`` says what a picture shows, for those who do not see it.
    """

    name: str
    data: bytes
    description: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. The embed is cut to Discord's limits here, once, whatever was put into it.

    ``cards`` are further embeds below it, a few articles at most; they share what it leaves of Discord's limit.
    ``action`` is the one that this answers: what is opened from here leads back to it. A menu needs one. An answer that
    is not ``loggable`` quotes a text of which nothing is kept, not even in the log. The ``picture`` stands above the
    embed, or is left out where the bot may not attach files.
    """

    embed: discord.Embed
    buttons: tuple[Button, ...] = ()
    menu: Menu | None = None
    action: ButtonAction | None = None
    file: AttachedFile | None = None
    picture: AttachedFile | None = None
    loggable: bool = True
    cards: tuple[discord.Embed, ...] = ()
    entity_menu: EntityMenu | None = None

    def __post_init__(self) -> None:
        """Applies the limits."""
        fit(self.embed)
        room = MAX_EMBEDS_TOTAL - total(self.embed) - MAX_ADDED
        for card in self.cards:
            fit(card, room // len(self.cards))

    @property
    def embeds(self) -> list[discord.Embed]:
        """The embed and the cards below it."""
        return [self.embed, *self.cards]


def search_button(words: str) -> Button:
    """A button that searches for words."""
    return Button(f"Search for “{words}”", ButtonAction(Action.SEARCH, words[:MAX_QUERY]))


class AnswerButton(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=BUTTON_ID):
    """A button that never expires: its id holds its action and the id of the person who asked first."""

    def __init__(self, action: ButtonAction, asker: int, button: Button | None = None) -> None:
        shown = button or Button("?")
        super().__init__(
            discord.ui.Button(
                label=cut(shown.label, MAX_BUTTON_LABEL) or "?",
                custom_id=encode(action, asker),
                style=discord.ButtonStyle.primary if shown.current else discord.ButtonStyle.secondary,
                disabled=shown.current,
                row=shown.row,
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
    ) -> AnswerButton:
        """Rebuilds the button of a message of any age."""
        action, asker = decode(match.string)
        return cls(action, asker)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Dispatches the click as the event ``button_action``, to which the cogs listen."""
        interaction.client.dispatch("button_action", interaction, self.action, self.asker)


def view_of(reply: Reply, asker: int) -> discord.ui.View | None:
    """The buttons and the menu of a reply for this asker; None if it has neither."""
    view = discord.ui.View(timeout=None)
    seen: set[str] = set()
    current = reply.action if asker != ANYONE else None  # a click under a post gets an answer of its own
    for button in _buttons(reply, current):
        if button.action is None:
            view.add_item(discord.ui.Button(label=cut(button.label, MAX_BUTTON_LABEL), url=button.url, row=button.row))
        elif (custom_id := encode(button.action, asker)) not in seen:
            seen.add(custom_id)
            view.add_item(AnswerButton(button.action, asker, button))
    if reply.menu and reply.action and len(reply.menu.options) > 1:
        view.add_item(AnswerMenu(reply.menu, reply.action, asker))
    if reply.entity_menu:
        view.add_item(EntityMenuItem(reply.entity_menu, asker))
    return view if view.children else None


def _buttons(reply: Reply, current: ButtonAction | None) -> Iterator[Button]:
    """The buttons of a reply with their histories, one for a menu's only option, and “Back”."""
    options = reply.menu.options if reply.menu else ()
    row = reply.menu.row if reply.menu else 0
    only = [Button(option.label, option.action, row=row) for option in options] if len(options) == 1 else []
    for button in (*reply.buttons, *only):
        yield replace(button, action=onward(current, button.action)) if button.action else button
    back = back_to(current) if current else None
    if back is not None:
        yield Button(back_label(back), back, row=BACK_ROW)
