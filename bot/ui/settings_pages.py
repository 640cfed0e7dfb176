"""The answers to the command ``settings`` and its subcommands."""

from __future__ import annotations

import discord

from bot.services.access import editors_of
from bot.ui.markup import code, escape
from bot.ui.messages import done
from bot.ui.reply import COLOUR, Reply

__all__ = [
    "EVERYONE_AN_EDITOR",
    "confirm_links_set",
    "editor_role_page",
    "editor_role_set",
    "length_set",
    "prefix_set",
    "reading_set",
    "settings_page",
    "time_zone_set",
]

EVERYONE_AN_EDITOR = "That would make everyone an editor: choose a role whose members may all add and edit articles."

SHOWN_FIRST, STORED_AT_ONCE = "shown to an editor before they are stored", "stored at once"


COUNTED, NOT_COUNTED = "moves up in briefings", "is not counted"


def settings_page(
    prefix: str, editor_role_id: int | None, length: str, zone: str, *, confirm_links: bool, count_reading: bool
) -> Reply:
    """All settings of a server, and how to change them."""
    embed = discord.Embed(title="Settings of this server", colour=COLOUR)
    embed.add_field(name="Prefix", value=code(prefix))
    embed.add_field(name="Default summary length", value=length)
    embed.add_field(name="Editors", value=editors_of(editor_role_id))
    embed.add_field(name="Articles from links", value=SHOWN_FIRST if confirm_links else STORED_AT_ONCE)
    embed.add_field(name="Time zone", value=escape(zone))
    embed.add_field(name="What is read here", value=COUNTED if count_reading else NOT_COUNTED)
    examples = (
        "prefix ?",
        "editor-role @role",
        "length short",
        f"confirm-links {'off' if confirm_links else 'on'}",
        "timezone Berlin",
        f"reading {'off' if count_reading else 'on'}",
    )
    embed.set_footer(text=" · ".join(f"{prefix}settings {example}" for example in examples))
    return Reply(embed)


def editor_role_page(role_id: int | None, prefix: str) -> Reply:
    """Who the editors are, and how to change that."""
    command = f"{prefix}settings editor-role"
    how = f"{code(f'{command} @role')} sets the role, {code(f'{command} none')} removes the role."
    return Reply(discord.Embed(description=f"Editors are {editors_of(role_id)}. {how}", colour=COLOUR))


def prefix_set(prefix: str) -> Reply:
    """The prefix was changed."""
    return done(f"Commands here start with {code(prefix)} from now on; slash commands and mentions work as before.")


def editor_role_set(role_id: int | None) -> Reply:
    """The editor role was changed, or removed."""
    if role_id is None:
        return done(f"Only {editors_of(None)} are editors now.")
    return done(f"Members with <@&{role_id}> are now editors too.")


def length_set(length: str) -> Reply:
    """The default summary length was changed."""
    return done(f"The default summary length here is now {length}.")


def confirm_links_set(*, confirm: bool) -> Reply:
    """It was changed whether the article at a link is shown before it is stored."""
    return done(f"Articles from links are {SHOWN_FIRST if confirm else STORED_AT_ONCE} from now on.")


def time_zone_set(zone: str) -> Reply:
    """The time zone was changed."""
    return done(f"The time zone here is {escape(zone)} from now on. All briefings come by its clock.")


def reading_set(*, count: bool) -> Reply:
    """It was changed whether readers are counted."""
    if count:
        return done("Readers are counted here from now on, and what they read most moves up in briefings.")
    return done("Readers are no longer counted here, and what was counted is deleted.")
