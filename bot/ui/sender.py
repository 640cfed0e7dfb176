"""Posts articles and notices through Discord's REST API; finds, edits, publishes and deletes posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord.http import handle_message_parameters

from bot.errors import DeliveryError
from bot.models.guilds import DEFAULT_LOOK, PostLook
from bot.services.delivery.errors import ChannelDeleted, ChannelUnavailable, PostRejected, Unconfirmed
from bot.services.delivery.sender import MessageRef
from bot.ui.briefing_page import digest_name
from bot.ui.button_ids import ANYONE
from bot.ui.delivery_requests import Requests
from bot.ui.discord_error_codes import DiscordErrorCode as Code
from bot.ui.discord_errors import THREAD_LOCKED, WRONG_TYPE, ThreadArchived
from bot.ui.feed_notice_page import notice_headline, notice_page
from bot.ui.forums import FORUMS, find_threads, tag_ids, thread_payload
from bot.ui.permissions import permission_problem
from bot.ui.posts import KEY_MARK, empty_digest_page, post, post_text, thread_name
from bot.ui.reader_posts import reader_post, reader_text, unreached_page
from bot.ui.readers import check_reader
from bot.ui.reply import view_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from datetime import datetime

    from bot.models.analysed_article import AnalysedArticle
    from bot.models.delivery import EmptyDigest
    from bot.models.feeds import FeedNotice
    from bot.models.follows import Reader
    from bot.services.briefings import BriefingPage
    from bot.ui.reply import Reply

__all__ = ["DiscordSender"]

log = structlog.get_logger(__name__)

HISTORY_PAGE_SIZE, MAX_HISTORY_PAGES = 100, 2
"""Messages in a page of a channel's history, and how many pages from each end are searched for a post."""
NEWS = discord.ChannelType.news.value
POSTABLE = discord.TextChannel | discord.Thread | discord.ForumChannel
MESSAGES_PATH, MESSAGE_PATH = "/channels/{channel_id}/messages", "/channels/{channel_id}/messages/{message_id}"
CHANNEL_PATH, THREADS_PATH = "/channels/{channel_id}", "/channels/{channel_id}/threads"


class DiscordSender:
    """A ``Sender`` over a client that has logged in; the client's cache of channels saves requests."""

    def __init__(self, client: discord.Client, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._requests = Requests(client, clock)

    async def post(
        self,
        channel_id: int,
        items: Sequence[AnalysedArticle],
        *,
        key: str,
        role_id: int | None,
        look: PostLook = DEFAULT_LOOK,
        digest: BriefingPage | None = None,
        test: bool = False,
    ) -> MessageRef:
        """See ``Sender.post``."""
        channel = await self._channel(channel_id)
        role_id = self._existing_role(int(channel.get("guild_id") or 0), role_id)
        reply = _drawn(items, key, look, digest, test=test)
        options = _message(reply, _text(items, role_id, in_forum=channel["type"] in FORUMS, test=test))
        options["allowed_mentions"] = _pings(role_id, items[0].reader)
        return await self._send(channel, thread_name(items, test=test), items, options, key)

    async def post_notice(self, channel_id: int, notice: FeedNotice, *, key: str, prefix: str) -> MessageRef:
        """See ``Sender.post_notice``."""
        channel = await self._channel(channel_id)
        text = "" if channel["type"] in FORUMS else notice_headline(notice)
        options = _message(notice_page(notice, key, prefix), text)
        options["allowed_mentions"] = _pings(None)
        return await self._send(channel, notice_headline(notice), (), options, key)

    async def _send(
        self,
        channel: Mapping[str, Any],
        name: str,
        items: Sequence[AnalysedArticle],
        options: dict[str, Any],
        key: str,
    ) -> MessageRef:
        """Makes a message; in a forum a thread of this name, with the tags that fit these articles."""
        if channel["type"] in FORUMS:
            return _placed(await self._make_thread(channel, name, items, options), None)
        channel_id = int(channel["id"])
        body = handle_message_parameters(nonce=key, **options).payload
        return _placed(await self._make("POST", MESSAGES_PATH, {"channel_id": channel_id}, json=body), channel_id)

    async def _make_thread(
        self, forum: Mapping[str, Any], name: str, items: Sequence[AnalysedArticle], options: dict[str, Any]
    ) -> Any:  # noqa: ANN401
        """Creates a thread; if Discord refuses its tags, one of which may have been deleted just now, without tags."""
        tags = tag_ids(forum, items)
        for applied in (tags, []) if tags else ([],):
            new = thread_payload(name, applied, forum)
            body = handle_message_parameters(channel_payload=new, **options).payload
            where = {"channel_id": int(forum["id"])}
            try:
                return await self._make("POST", THREADS_PATH, where, json=body, params={"use_nested_fields": 1})
            except PostRejected as error:
                refused = error
        raise refused

    async def deduplicates(self, channel_id: int) -> bool:
        """See ``Sender.deduplicates``."""
        return (await self._channel(channel_id))["type"] not in FORUMS

    async def find(
        self, channel_id: int, items: Sequence[AnalysedArticle], *, key: str, since: datetime
    ) -> list[MessageRef]:
        """See ``Sender.find``."""
        return await self._find(channel_id, thread_name(items), key, since)

    async def find_notice(self, channel_id: int, notice: FeedNotice, *, key: str, since: datetime) -> list[MessageRef]:
        """See ``Sender.find_notice``."""
        return await self._find(channel_id, notice_headline(notice), key, since)

    async def check_reader(self, guild_id: int, reader: Reader) -> None:
        """See ``Sender.check_reader``."""
        await check_reader(self._client, self._requests, guild_id, reader)

    async def tell_reader(self, reader: Reader, *, key: str) -> MessageRef:
        """See ``Sender.tell_reader``."""
        channel = await self._channel(reader.asked_in or 0)
        options = _message(unreached_page(reader, key), f"<@{reader.user_id}>")
        return await self._send(channel, "", (), options | {"allowed_mentions": _pings(None, reader)}, key)

    async def find_told(self, channel_id: int, *, key: str, since: datetime) -> list[MessageRef]:
        """See ``Sender.find_told``."""
        return await self._find(channel_id, "", key, since)

    async def post_empty_digest(self, digest: EmptyDigest, *, key: str) -> MessageRef:
        """See ``Sender.post_empty_digest``."""
        channel = await self._channel(digest.channel_id)
        options = _message(empty_digest_page(digest, key), "") | {"allowed_mentions": _pings(None)}
        return await self._send(channel, digest_name(digest.digest_of), (), options, key)

    async def find_empty_digest(self, digest: EmptyDigest, *, key: str, since: datetime) -> list[MessageRef]:
        """See ``Sender.find_empty_digest``."""
        return await self._find(digest.channel_id, digest_name(digest.digest_of), key, since)

    async def _find(self, channel_id: int, name: str, key: str, since: datetime) -> list[MessageRef]:
        """The messages with this key, in a forum the threads; one whose message was deleted is known by its name."""
        channel = await self._channel(channel_id)
        bot_id = self._client.user.id if self._client.user else 0
        if channel["type"] in FORUMS:
            return await find_threads(self._requests, channel, bot_id, name, lambda first: _has_key(first, key))
        found = set()
        # The newest messages are searched too: ``since`` may come from a clock that was wrong.
        for start in ({"after": discord.utils.time_snowflake(since) - 1}, {}):
            async for message in self._history(channel_id, start):
                if int(message["author"]["id"]) == bot_id and _has_key(message, key):
                    found.add(int(message["id"]))
        return [MessageRef(message_id, channel_id) for message_id in sorted(found)]

    async def edit(
        self,
        message: MessageRef,
        items: Sequence[AnalysedArticle],
        *,
        key: str,
        role_id: int | None,
        look: PostLook = DEFAULT_LOOK,
        digest: BriefingPage | None = None,
    ) -> None:
        """See ``Sender.edit``."""
        guild = getattr(self._client.get_channel(message.channel_id), "guild", None)
        role_id = self._existing_role(guild.id if guild else 0, role_id)
        text = _text(items, role_id, in_forum=_is_whole_thread(message))
        options = _message(_drawn(items, key, look, digest), text)
        body = handle_message_parameters(**options, allowed_mentions=_pings(None)).payload
        where = {"channel_id": message.channel_id, "message_id": message.message_id}
        try:
            await self._make("PATCH", MESSAGE_PATH, where, json=body)
        except ThreadArchived:
            await self._in_open_thread(body, where)

    async def publish(self, message: MessageRef) -> None:
        """See ``Sender.publish``."""
        if (await self._channel(message.channel_id))["type"] != NEWS:
            return
        where = {"channel_id": message.channel_id, "message_id": message.message_id}
        await self._make("POST", MESSAGE_PATH + "/crosspost", where, success_codes=(Code.ALREADY_CROSSPOSTED,))

    async def delete(self, message: MessageRef) -> None:
        """See ``Sender.delete``."""
        whole_thread = _is_whole_thread(message)
        path = CHANNEL_PATH if whole_thread else MESSAGE_PATH
        where = {"channel_id": message.channel_id} | ({} if whole_thread else {"message_id": message.message_id})
        await self._make("DELETE", path, where, success_codes=(Code.UNKNOWN_CHANNEL, Code.UNKNOWN_MESSAGE))

    def is_cached(self, channel_id: int) -> bool:
        """See ``Sender.is_cached``."""
        return self._client.get_channel(channel_id) is not None

    async def access_problem(self, channel_id: int) -> ChannelUnavailable | None:
        """See ``Sender.access_problem``; a request is made only for channels that are not cached."""
        channel = self._client.get_channel(channel_id)
        if channel is None:
            return await self._problem_of_uncached(channel_id)
        if isinstance(channel, discord.abc.PrivateChannel):
            return None  # only a message shows whether the person allows it
        if not isinstance(channel, POSTABLE):
            return ChannelUnavailable(WRONG_TYPE)
        if isinstance(channel, discord.Thread) and channel.locked:
            return ChannelUnavailable(THREAD_LOCKED)
        return permission_problem(channel)

    async def _problem_of_uncached(self, channel_id: int) -> ChannelUnavailable | None:
        """The same for a channel that is not cached: an archived thread, or one that was deleted."""
        try:
            thread = await self._make("GET", CHANNEL_PATH, {"channel_id": channel_id})
        except ChannelUnavailable as error:
            return error
        except PostRejected as error:
            return ChannelUnavailable(str(error))
        if thread.get("thread_metadata", {}).get("locked"):
            return ChannelUnavailable(THREAD_LOCKED)
        parent = self._client.get_channel(int(thread.get("parent_id") or 0))
        return permission_problem(parent, in_thread=True) if isinstance(parent, POSTABLE) else None

    async def _channel(self, channel_id: int) -> Mapping[str, Any]:
        """A channel in Discord's form: from the cache, or else by a request."""
        channel = self._client.get_channel(channel_id)
        if channel is None or isinstance(channel, discord.abc.PrivateChannel):
            fetched: Mapping[str, Any] = await self._make("GET", CHANNEL_PATH, {"channel_id": channel_id})
            return fetched
        known: dict[str, Any] = {"id": channel.id, "type": channel.type.value, "guild_id": channel.guild.id}
        if isinstance(channel, discord.ForumChannel):
            known |= {
                "flags": channel.flags.value,
                "default_auto_archive_duration": channel.default_auto_archive_duration,
                "available_tags": [tag.to_dict() for tag in channel.available_tags],
            }
        return known

    async def _history(self, channel_id: int, start: Mapping[str, object]) -> AsyncIterator[Mapping[str, Any]]:
        """Messages after an id, the oldest first; the newest messages if ``start`` is empty."""
        cursor = start
        for _ in range(MAX_HISTORY_PAGES):
            messages = await self._make(
                "GET", MESSAGES_PATH, {"channel_id": channel_id}, params={"limit": HISTORY_PAGE_SIZE, **cursor}
            )
            for message in messages:
                yield message
            if len(messages) < HISTORY_PAGE_SIZE:
                return
            ids = [int(message["id"]) for message in messages]
            cursor = {"after": max(ids)} if start else {"before": min(ids)}

    async def _in_open_thread(self, body: object, where: Mapping[str, int]) -> None:
        """Edits a message in an archived thread: reopens the thread, and archives it again."""
        thread = {"channel_id": where["channel_id"]}
        found = await self._make("GET", CHANNEL_PATH, thread)
        if found.get("thread_metadata", {}).get("locked"):
            raise ChannelUnavailable(THREAD_LOCKED)
        await self._make("PATCH", CHANNEL_PATH, thread, json={"archived": False})
        failed = None
        try:
            await self._make("PATCH", MESSAGE_PATH, where, json=body)
        except DeliveryError as error:
            failed = error
        try:
            await self._make("PATCH", CHANNEL_PATH, thread, json={"archived": True})
        except DeliveryError as error:  # Discord archives it after a while
            log.info("thread.left_open", thread=where["channel_id"], reason=str(error))
        if failed is not None:
            raise failed

    def _existing_role(self, guild_id: int, role_id: int | None) -> int | None:
        """The role; None if it was deleted, because Discord might refuse a post that mentions it."""
        guild = self._client.get_guild(guild_id)
        return role_id if guild is None or role_id is None or guild.get_role(role_id) is not None else None

    async def _make(self, method: str, path: str, where: Mapping[str, int], **options: Any) -> Any:  # noqa: ANN401
        """See ``Requests.make``; a refusal names the missing permissions, which Discord's error does not."""
        try:
            return await self._requests.make(method, path, where, **options)
        except (ChannelDeleted, ThreadArchived):
            raise
        except ChannelUnavailable as error:
            channel = self._client.get_channel(where["channel_id"])
            raise (permission_problem(channel) if isinstance(channel, POSTABLE) else None) or error from error


def _placed(made: Any, channel_id: int | None) -> MessageRef:  # noqa: ANN401 - JSON
    """The place of a new message in a channel, or in a new thread (``channel_id`` None).

    Raises Unconfirmed if the response does not contain it.
    """
    try:
        if channel_id is None:
            return MessageRef(int(made["message"]["id"]), int(made["id"]))
        return MessageRef(int(made["id"]), channel_id)
    except (KeyError, TypeError, ValueError) as error:
        msg = "Discord’s answer could not be read"
        raise Unconfirmed(msg) from error


def _drawn(
    items: Sequence[AnalysedArticle], key: str, look: PostLook, digest: BriefingPage | None, *, test: bool = False
) -> Reply:
    """A post for a channel or for a person."""
    if (reader := items[0].reader) is not None:
        return reader_post(items, reader, key)
    return post(items, key, look=look, digest=digest, test=test)


def _text(items: Sequence[AnalysedArticle], role_id: int | None, *, in_forum: bool, test: bool = False) -> str:
    """The text above it."""
    if (reader := items[0].reader) is not None:
        return reader_text(items, reader)
    return post_text(items, role_id, in_forum=in_forum, test=test)


def _message(reply: Reply, text: str) -> dict[str, Any]:
    return {"content": text or None, "embed": reply.embed, "view": view_of(reply, ANYONE)}


def _is_whole_thread(message: MessageRef) -> bool:
    """True for the first message of a thread in a forum, which has the thread's id."""
    return message.message_id == message.channel_id


def _has_key(message: Mapping[str, Any], key: str) -> bool:
    rows = message.get("components") or ()
    ids = [str(item.get("custom_id") or "") for row in rows for item in row.get("components") or ()]
    return any(custom_id.endswith(KEY_MARK + key) for custom_id in ids)


def _pings(role_id: int | None, reader: Reader | None = None) -> discord.AllowedMentions:
    """Only the role that an editor set, or the person who asked, is notified, never what an article contains."""
    roles = [discord.Object(role_id)] if role_id is not None else False
    users = [discord.Object(reader.user_id)] if reader is not None else False
    return discord.AllowedMentions(everyone=False, users=users, roles=roles, replied_user=False)
