"""The REST API, as far as the bot uses it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from fake_discord import shapes
from fake_discord.shapes import ANNOUNCEMENT, FORUM, Json
from fake_discord.state import NO_PERMISSION, THREAD_ARCHIVED, UNKNOWN_MESSAGE, ApiError, Channel, World

if TYPE_CHECKING:
    from fake_discord.gateway import Gateway

Handler = Callable[["Rest", "Call"], Awaitable[object]]
ROUTES: list[tuple[str, str, Handler]] = []


class Call:
    """A request with its body read."""

    def __init__(self, request: web.Request, body: Json | None) -> None:
        self.path, self.query = request.match_info, request.query
        self.body: Json = body or {}


def route(method: str, path: str) -> Callable[[Handler], Handler]:
    def keep(handler: Handler) -> Handler:
        ROUTES.append((method, path, handler))
        return handler

    return keep


class Rest:
    """Does what a request asks; returns the answer's body, or None for 204."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.world, self.gateway = world, gateway

    # ------------------------------------------------------------ the application

    @route("GET", "/gateway")
    async def where(self, call: Call) -> object:
        return {"url": self.gateway.url}

    @route("GET", "/gateway/bot")
    async def where_for_bots(self, call: Call) -> object:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway.url, "shards": 1, "session_start_limit": limit}

    @route("GET", "/users/@me")
    async def me(self, call: Call) -> object:
        return self.world.bot

    @route("GET", "/oauth2/applications/@me")
    async def application(self, call: Call) -> object:
        granted = self.gateway.message_content
        return shapes.application(self.world.bot, self.world.owner, message_content=granted)

    @route("GET", "/applications/{application_id}/commands")
    async def commands(self, call: Call) -> object:
        return self.world.commands

    @route("PUT", "/applications/{application_id}/commands")
    async def set_commands(self, call: Call) -> object:
        application, at = call.path["application_id"], self.world.snowflake
        self.world.commands = [shapes.command(at(), application, command) for command in call.body]
        return self.world.commands

    # ------------------------------------------------------------ channels and messages

    @route("GET", "/channels/{channel_id}")
    async def channel(self, call: Call) -> object:
        return self._channel(call).data

    @route("PATCH", "/channels/{channel_id}")
    async def change_thread(self, call: Call) -> object:
        """Only a thread's being archived can be changed, and not of a locked one: that needs Manage Threads."""
        thread = self._channel(call)
        state = thread.data["thread_metadata"]
        if state["locked"]:
            raise ApiError(*NO_PERMISSION)
        state["archived"] = call.body["archived"]
        await self.gateway.dispatch("THREAD_UPDATE", thread.data)
        return thread.data

    @route("DELETE", "/channels/{channel_id}")
    async def delete_channel(self, call: Call) -> object:
        return self.world.channels.pop(self._channel(call).id).data

    @route("GET", "/guilds/{guild_id}")
    async def guild(self, call: Call) -> object:
        return self._guild(call)

    @route("GET", "/guilds/{guild_id}/members/{user_id}")
    async def member(self, call: Call) -> object:
        self._guild(call)
        member = next((one for one in self.world.members if one["id"] == call.path["user_id"]), None)
        if member is None:
            raise ApiError(404, 10007, "Unknown Member")
        return shapes.member(member, self.world.timestamp())

    @route("GET", "/guilds/{guild_id}/channels")
    async def channels(self, call: Call) -> object:
        mine = [c.data for c in self.world.channels.values() if c.data.get("guild_id") == call.path["guild_id"]]
        return [data for data in mine if data["type"] not in shapes.THREADS]

    @route("POST", "/users/@me/channels")
    async def direct(self, call: Call) -> object:
        return self.world.direct_channel(call.body["recipient_id"]).data

    @route("POST", "/channels/{channel_id}/typing")
    async def typing(self, call: Call) -> object:
        self._channel(call)
        return None

    @route("POST", "/channels/{channel_id}/messages")
    async def create(self, call: Call) -> object:
        channel = self._channel(call)
        if channel.data["type"] == FORUM:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
        message, new = self.world.post(channel, self.world.bot, call.body)
        if new:
            await self.gateway.message_created(channel, message)
        return {**message, "nonce": call.body.get("nonce")}

    @route("GET", "/channels/{channel_id}/messages")
    async def history(self, call: Call) -> object:
        return self.world.history(self._channel(call), call.query)

    @route("GET", "/channels/{channel_id}/messages/{message_id}")
    async def message(self, call: Call) -> object:
        return self._message(call)

    @route("PATCH", "/channels/{channel_id}/messages/{message_id}")
    async def edit(self, call: Call) -> object:
        message = self._message(call)
        if self._channel(call).data.get("thread_metadata", {}).get("archived"):
            raise ApiError(*THREAD_ARCHIVED)
        self._edit(message, call.body)
        await self.gateway.dispatch("MESSAGE_UPDATE", message)
        return message

    @route("DELETE", "/channels/{channel_id}/messages/{message_id}")
    async def delete(self, call: Call) -> object:
        del self._channel(call).messages[int(self._message(call)["id"])]
        return None

    @route("POST", "/channels/{channel_id}/messages/{message_id}/crosspost")
    async def publish(self, call: Call) -> object:
        if self._channel(call).data["type"] != ANNOUNCEMENT:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        message = self._message(call)
        message["flags"] |= 1
        return message

    @route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
    async def thread_under(self, call: Call) -> object:
        self._message(call)
        return self.world.thread(self._channel(call), call.body, thread_id=call.path["message_id"]).data

    @route("POST", "/channels/{channel_id}/threads")
    async def thread(self, call: Call) -> object:
        parent = self._channel(call)
        if parent.data["type"] == FORUM and parent.data["flags"] & 16 and not call.body.get("applied_tags"):
            raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
        thread = self.world.thread(parent, call.body)
        if parent.data["type"] != FORUM:
            return thread.data
        first = self.world.first_message(thread, call.body["message"])
        return {**thread.data, "message": first}

    @route("GET", "/guilds/{guild_id}/threads/active")
    async def active_threads(self, call: Call) -> object:
        threads = [c.data for c in self.world.channels.values() if c.data["type"] in shapes.THREADS]
        mine = [t for t in threads if t["guild_id"] == call.path["guild_id"] and not t["thread_metadata"]["archived"]]
        return {"threads": mine, "members": []}

    @route("GET", "/channels/{channel_id}/threads/archived/public")
    async def archived_threads(self, call: Call) -> object:
        threads = [c.data for c in self.world.channels.values() if c.data["type"] in shapes.THREADS]
        old = [t for t in threads if t["parent_id"] == call.path["channel_id"] and t["thread_metadata"]["archived"]]
        return {"threads": old, "members": [], "has_more": False}

    # ------------------------------------------------------------ interactions

    @route("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
    async def callback(self, call: Call) -> object:
        interaction = self._interaction(call.path["interaction_token"])
        if interaction["answer"] is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        interaction["answer"] = call.body
        if call.body["type"] in (4, 5):
            flags = {"flags": (call.body.get("data") or {}).get("flags", 0)}
            self._respond(interaction, {**(call.body.get("data") or {}), **flags})
        elif call.body["type"] == 7:
            self._edit(interaction["shown"], call.body["data"])
        if call.query.get("with_response") not in ("1", "true"):
            return None
        resource = {"type": call.body["type"]}
        if call.body["type"] in (4, 5, 7):
            resource["message"] = interaction["shown"]
        return {"interaction": {"id": interaction["id"], "type": interaction["type"]}, "resource": resource}

    @route("POST", "/webhooks/{webhook_id}/{webhook_token}")
    async def followup(self, call: Call) -> object:
        return self._respond(self._interaction(call.path["webhook_token"]), call.body)

    @route("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original")
    async def original(self, call: Call) -> object:
        return self._interaction(call.path["webhook_token"])["shown"]

    @route("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}")
    async def edit_response(self, call: Call) -> object:
        interaction = self._interaction(call.path["webhook_token"])
        message = interaction["shown"]
        if call.path["message_id"] != "@original":
            message = self.world.message(self.world.channels[int(interaction["channel_id"])], call.path["message_id"])
        self._edit(message, call.body)
        return message

    # ------------------------------------------------------------ what several need

    def _guild(self, call: Call) -> Json:
        if int(call.path["guild_id"]) not in self.world.guilds:
            raise ApiError(404, 10004, "Unknown Guild")
        return self.world.guilds[int(call.path["guild_id"])]

    def _channel(self, call: Call) -> Channel:
        return self.world.channel(call.path["channel_id"])

    def _message(self, call: Call) -> Json:
        return self.world.message(self._channel(call), call.path["message_id"])

    def _interaction(self, token: str) -> Json:
        if token not in self.world.interactions:
            raise ApiError(404, 10062, "Unknown interaction")
        return self.world.interactions[token]

    def _respond(self, interaction: Json, body: Json) -> Json:
        channel = self.world.channels[int(interaction["channel_id"])]
        interaction["shown"], _ = self.world.post(channel, self.world.bot, body)
        return interaction["shown"]

    def _edit(self, message: Json | None, body: Json) -> None:
        if message is None:
            raise ApiError(*UNKNOWN_MESSAGE)
        message.update({key: body[key] for key in ("content", "embeds", "components", "flags") if key in body})
        message["edited_timestamp"] = self.world.timestamp()
