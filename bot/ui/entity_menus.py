"""Menus of a server's channels or roles, which Discord fills itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord

from bot.ui.button_ids import ENTITY_MENU, ENTITY_MENU_ID, decode, encode

if TYPE_CHECKING:
    from bot.ui.button_ids import ButtonAction

__all__ = ["EntityMenu", "EntityMenuItem"]

CHANNEL_TYPES = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]
"""Those that posts can be made in; threads have no place in a menu."""

_Select = discord.ui.ChannelSelect[discord.ui.View] | discord.ui.RoleSelect[discord.ui.View]


@dataclass(frozen=True, slots=True)
class EntityMenu:
    """A menu of channels, or of roles; choosing one does ``action`` with its id as the subject.

    ``chosen`` is the id of the one that is set now.
    """

    placeholder: str
    action: ButtonAction
    roles: bool = False
    chosen: int | None = None


class EntityMenuItem(discord.ui.DynamicItem[_Select], template=ENTITY_MENU_ID):
    """A menu that never expires: its id holds its action and the asker."""

    def __init__(self, menu: EntityMenu, asker: int) -> None:
        custom_id = encode(menu.action, asker, ENTITY_MENU)
        chosen = [discord.Object(menu.chosen)] if menu.chosen is not None else []
        super().__init__(
            discord.ui.RoleSelect(custom_id=custom_id, placeholder=menu.placeholder, default_values=chosen, row=0)
            if menu.roles
            else discord.ui.ChannelSelect(
                custom_id=custom_id,
                placeholder=menu.placeholder,
                default_values=chosen,
                channel_types=CHANNEL_TYPES,
                row=0,
            )
        )
        self.action = menu.action
        self.asker = asker

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> EntityMenuItem:
        """Rebuilds the menu of a message of any age."""
        action, asker = decode(match.string)
        return cls(EntityMenu("", action, roles=isinstance(item, discord.ui.RoleSelect)), asker)

    async def callback(self, interaction: discord.Interaction) -> None:
        """Dispatches what was chosen as the event ``button_action``, as a click does."""
        action = replace(self.action, subject=str(self.item.values[0].id))
        interaction.client.dispatch("button_action", interaction, action, self.asker)
