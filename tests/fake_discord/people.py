"""What people do in Discord: write, use a slash command, click a button."""

from __future__ import annotations

import secrets
from typing import Any

from fake_discord import shapes
from fake_discord.server import FakeDiscord
from fake_discord.shapes import Json
from fake_discord.state import Channel

COMMAND, COMPONENT = 2, 3
STRING = 3


class Person:
    """Somebody who is in every server; ``manages``: with every permission."""

    def __init__(self, discord: FakeDiscord, name: str, *, manages: bool = False) -> None:
        self._discord = discord
        self.user = discord.world.user(name)
        self._permissions = shapes.ALL_PERMISSIONS if manages else shapes.READER_PERMISSIONS

    async def say(self, channel: Channel, text: str, *, mention: bool = False) -> Json:
        """Writes a message, which starts with a mention of the bot where ``mention`` is set."""
        world = self._discord.world
        body: Json = {"content": f"<@{world.bot['id']}> {text}" if mention else text}
        if mention:
            body["mentions"] = [world.bot]
        message, _ = world.post(channel, self.user, body)
        await self._discord.gateway.message_created(channel, message)
        return message

    async def slash(self, channel: Channel, name: str, **options: str) -> Json:
        """Uses a slash command; the interaction, whose ``shown`` becomes the bot's answer."""
        world = self._discord.world
        command = await world.until(lambda: next((c for c in world.commands if c["name"] == name), None))
        given = [{"name": key, "type": STRING, "value": value} for key, value in options.items()]
        data = {"id": command["id"], "name": name, "type": 1, "options": given}
        return await self._interact(channel, COMMAND, data)

    async def click(self, channel: Channel, message: Json, label: str) -> Json:
        """Clicks the button with this label."""
        buttons = [button for row in message["components"] for button in row["components"]]
        custom_id = next(button["custom_id"] for button in buttons if button.get("label") == label)
        return await self._interact(channel, COMPONENT, {"component_type": 2, "custom_id": custom_id}, message=message)

    async def _interact(self, channel: Channel, kind: int, data: Json, **more: Any) -> Json:
        world = self._discord.world
        interaction = {
            "id": world.snowflake(),
            "application_id": world.bot["id"],
            "type": kind,
            "token": secrets.token_hex(16),
            "version": 1,
            "guild_id": channel.data["guild_id"],
            "channel_id": channel.data["id"],
            "channel": channel.data,
            "member": {**shapes.member(self.user, world.timestamp()), "permissions": self._permissions},
            "data": data,
            "locale": "en-US",
            "guild_locale": "en-US",
            "app_permissions": shapes.ALL_PERMISSIONS,
            "entitlements": [],
            "authorizing_integration_owners": {"0": channel.data["guild_id"]},
            "context": 0,
            "attachment_size_limit": 10 << 20,
            **more,
        }
        kept = {**interaction, "answer": None, "shown": more.get("message")}
        world.interactions[str(interaction["token"])] = kept
        await self._discord.gateway.dispatch("INTERACTION_CREATE", interaction)
        return kept
