"""Performs what a person types on the demo's page as a Discord client would: with mentions and slash commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.demo.typed_input import find_mentionable, parsed_command, with_mentions
from bot.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.demo.preview_patches import PerformAction
    from bot.demo.typed_input import Mentionable

__all__ = ["PageInput"]

ACTIONS_WITH_TEXT = ("send_message", "edit_message")
"""Kinds of the page's actions that contain typed text."""
ID_ARGUMENTS = ("channel", "role", "user", "mentionable")
"""Types of command arguments whose value is an id."""


@dataclass(frozen=True, slots=True)
class PageInput:
    """Interprets typed text, given what can be mentioned and the bot's name; ``report_error`` shows an error."""

    mentionables: Mapping[str, Mentionable]
    bot_name: str
    report_error: Callable[[str], Awaitable[None]]

    async def handle(self, perform: PerformAction, page: Any, body: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - simcord's own, not typed
        """Performs an action of the page; text that looks like a command and cannot be sent as one stays text."""
        text = body.get("content")
        if body.get("kind") not in ACTIONS_WITH_TEXT or not isinstance(text, str):
            return await perform(body)
        if body["kind"] != "send_message" or not text.startswith("/"):
            return await perform({**body, "content": with_mentions(text, self.mentionables, self.bot_name)})
        try:
            receipt = await perform({**body, **self._command_action(page, text)})
            if not receipt["rejected"]:
                return receipt
            error_text = f"{text.split(maxsplit=1)[0]} does not accept that: see `!help`."
        except InputError as error:
            error_text = str(error)
        receipt = await perform(body)
        await self.report_error(error_text)
        return receipt

    def _command_action(self, page: Any, text: str) -> dict[str, Any]:  # noqa: ANN401 - simcord's own, not typed
        """What the page's command menu would send for a typed command. Raises InputError if it is not a command."""
        entries = {entry["invocation"]: entry for entry in page.command_catalog["entries"]}
        types = {name: {option["name"]: option["type"] for option in e["options"]} for name, e in entries.items()}
        name, arguments = parsed_command(text, types)
        for key, value in arguments.items():
            mentioned = find_mentionable(value, self.mentionables)
            if mentioned is not None and types[name][key] in ID_ARGUMENTS:
                arguments[key] = str(mentioned.id)
        return {
            "kind": "run_command",
            "command_id": entries[name]["commandId"],
            "path": entries[name]["path"],
            "schema_fingerprint": entries[name]["schemaFingerprint"],
            "options": arguments,
        }
