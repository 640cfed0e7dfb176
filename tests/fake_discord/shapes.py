"""Discord's objects as JSON, with what discord.py reads of them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
TEXT, DM, ANNOUNCEMENT, ANNOUNCEMENT_THREAD, PUBLIC_THREAD, FORUM = 0, 1, 5, 10, 11, 15
THREADS = (ANNOUNCEMENT_THREAD, PUBLIC_THREAD)
ALL_PERMISSIONS = str((1 << 50) - 1)
READER_PERMISSIONS = str((1 << 10) | (1 << 11) | (1 << 14) | (1 << 16) | (1 << 31))
REPLY = 19
GATEWAY_MESSAGE_CONTENT = 1 << 18


def user(snowflake: str, name: str, *, bot: bool = False) -> Json:
    return {
        "id": snowflake,
        "username": name,
        "global_name": None,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "flags": 0,
        "public_flags": 0,
    }


def application(bot: Json, owner: Json, *, message_content: bool = True) -> Json:
    """The bot's application; its id is the bot's, as for every one made since 2016."""
    return {
        "id": bot["id"],
        "name": bot["username"],
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "00",
        "flags": GATEWAY_MESSAGE_CONTENT if message_content else 0,
        "summary": "",
        "owner": owner,
        "team": None,
    }


def guild(snowflake: str, name: str, owner: Json) -> Json:
    """A server in which everyone, the bot included, may do everything."""
    everyone = {
        "id": snowflake,
        "name": "@everyone",
        "permissions": ALL_PERMISSIONS,
        "color": 0,
        "hoist": False,
        "position": 0,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": snowflake,
        "name": name,
        "owner_id": owner["id"],
        "roles": [everyone],
        "emojis": [],
        "features": [],
        "stickers": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "nsfw_level": 0,
        "member_count": 2,
    }


def joined(server: Json, channels: list[Json], bot: Json, since: str) -> Json:
    """A server as the gateway shows it to a bot that is in it."""
    return {
        **server,
        "joined_at": since,
        "large": False,
        "unavailable": False,
        "channels": [c for c in channels if c["type"] not in THREADS],
        "threads": [c for c in channels if c["type"] in THREADS],
        "members": [member(bot, since)],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
    }


def member(person: Json, since: str) -> Json:
    return {
        "user": person,
        "nick": None,
        "avatar": None,
        "roles": [],
        "joined_at": since,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def channel(snowflake: str, server: Json, name: str, kind: int, **more: object) -> Json:
    return {
        "id": snowflake,
        "guild_id": server["id"],
        "name": name,
        "type": kind,
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "topic": None,
        "parent_id": None,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "flags": 0,
        **more,
    }


def thread(snowflake: str, parent: Json, owner: Json, body: Json, since: str) -> Json:
    return {
        "id": snowflake,
        "guild_id": parent["guild_id"],
        "parent_id": parent["id"],
        "owner_id": owner["id"],
        "name": body["name"],
        "type": ANNOUNCEMENT_THREAD if parent["type"] == ANNOUNCEMENT else PUBLIC_THREAD,
        "last_message_id": None,
        "message_count": 0,
        "member_count": 1,
        "rate_limit_per_user": 0,
        "applied_tags": body.get("applied_tags") or [],
        "flags": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": body.get("auto_archive_duration") or 1440,
            "archive_timestamp": since,
            "locked": False,
        },
    }


def message(snowflake: str, channel_id: str, author: Json, body: Json, at: str) -> Json:
    made = {
        "id": snowflake,
        "channel_id": channel_id,
        "author": author,
        "content": body.get("content") or "",
        "timestamp": at,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": body.get("mentions") or [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [{"type": "rich", **embed} for embed in body.get("embeds") or ()],
        "components": body.get("components") or [],
        "pinned": False,
        "type": REPLY if body.get("message_reference") else 0,
        "flags": body.get("flags") or 0,
    }
    if body.get("message_reference"):
        reference = body["message_reference"]
        made["message_reference"] = {**reference, "message_id": str(reference["message_id"])}
    return made


def command(snowflake: str, application_id: str, sent: Json) -> Json:
    """A slash command as Discord keeps it: with defaults, in another order, and without what says nothing."""
    kept = {key: value for key, value in sent.items() if value not in (None, [], False)}
    options = [option(each) for each in sent.get("options") or []]
    permissions = sent.get("default_member_permissions")
    return {
        "id": snowflake,
        "application_id": application_id,
        "version": snowflake,
        "name_localizations": None,
        "description_localizations": None,
        "dm_permission": sent.get("dm_permission", True),
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
        **dict(reversed(kept.items())),
        **({"options": options} if options else {}),
        "default_member_permissions": None if permissions is None else str(permissions),
    }


def option(sent: Json) -> Json:
    kept = {key: value for key, value in sent.items() if value not in (None, [], False) or key == "min_value"}
    if "options" in kept:
        kept["options"] = [option(each) for each in kept["options"]]
    return {"name_localizations": None, "description_localizations": None, **dict(reversed(kept.items()))}
