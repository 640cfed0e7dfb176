"""Changes the settings of a copy of a server, and of a channel in it that nobody has, for the replies that confirm it.

The copy is thrown away afterwards. A server that has as many channels as it may have gets no further one.
"""

from __future__ import annotations

from string import punctuation
from typing import TYPE_CHECKING

from bot.cli.verify.asking import Asked
from bot.cli.verify.editors_pages import stored_of
from bot.errors import InputError
from bot.models.articles import SHARED
from bot.models.guilds import SUMMARY_LENGTHS, PostStyle
from bot.store.protocols.digests import next_digest
from bot.ui import announcement_messages as messages
from bot.ui import approval_pages, filter_pages, settings_pages

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from bot.cli.verify.editors_pages import Stored
    from bot.models.articles import Article
    from bot.models.guilds import Subscription
    from bot.services import Services
    from bot.services.channel_preview import ChannelPreview
    from bot.ui.reply import Reply

    Change = Callable[[int, int, str], Awaitable[Subscription]]

__all__ = ["ask_for_rules"]

NOBODY = 0
"""The id of the channel, the role and the editor, which are nobody's."""
CHANNEL, NAME = f"<#{NOBODY}>", "briefings"
ROLE = f"<@&{NOBODY}>"
LIMITS = ("5 a day", "1 a day", "off")
QUIET = ("22:00-07:00", "13-14 Europe/Berlin", "off")
DIGESTS = ("daily 08:00", "weekdays 08:00 and 18:00 even-if-empty", "mon and thu 8am", "off")
AGAIN = ("12 hours", "new", "never")
APPROVAL = ("", "2 days all", "1 hour feeds")


async def ask_for_rules(services: Services, scope: int, articles: list[Article]) -> AsyncIterator[Asked]:
    """The replies that confirm a change, each with what would have been posted by the new rules."""
    if scope == SHARED:
        return
    prefix, zone = await services.guild_settings.prefix(scope), await services.guild_settings.time_zone(scope)
    for reply in _settings(prefix, zone):
        yield _asked("settings", reply, stored_of(prefix, zone))
    for subscription in await services.subscriptions.of(scope):
        async for asked in _as_it_is(services, subscription, prefix):
            yield asked
    try:
        await services.subscriptions.start(scope, NOBODY, by=NOBODY)
    except InputError:  # it has as many channels as it may have
        return
    async for asked in _changed(services, scope, articles[0], prefix):
        yield asked
    await services.subscriptions.stop(scope, NOBODY)
    async for asked in _approval(services, scope, prefix):
        yield asked


def _settings(prefix: str, zone: str) -> Iterator[Reply]:
    """The confirmations of ``settings``, and those of ``announce`` that say nothing else."""
    yield settings_pages.prefix_set(prefix)
    yield settings_pages.time_zone_set(zone)
    for role in (None, NOBODY):
        yield settings_pages.editor_role_set(role)
        yield settings_pages.editor_role_page(role, prefix)
    for length in SUMMARY_LENGTHS:
        yield settings_pages.length_set(length)
    for choice in (True, False):
        yield settings_pages.confirm_links_set(confirm=choice)
        yield messages.publishing_set(CHANNEL, publish=choice)
        yield messages.picture_set(CHANNEL, picture=choice)
    for style in PostStyle:
        yield messages.style_set(CHANNEL, style)
    for name in (ROLE, None):
        yield messages.role_set(CHANNEL, name)
    yield messages.posting_started(CHANNEL)
    yield messages.posting_stopped(CHANNEL)
    yield messages.posting_stopped_by_id(str(NOBODY))


async def _as_it_is(services: Services, subscription: Subscription, prefix: str) -> AsyncIterator[Asked]:
    """What is set for a channel."""
    channel = f"<#{subscription.channel_id}>"
    shown = (messages.publishing_shown, messages.style_shown, messages.picture_shown)
    pages = [page(channel, subscription, prefix) for page in shown]
    if subscription.approval is None:
        pages.append(filter_pages.channel_rules_page(channel, subscription, prefix, ""))
        preview = await services.subscriptions.preview(subscription.guild_id, subscription.channel_id)
        pages.append(filter_pages.preview_page(channel, preview))
    for page in pages:
        yield _asked(f"announce of {subscription.channel_id}", page, stored_of(subscription))


async def _changed(services: Services, scope: int, article: Article, prefix: str) -> AsyncIterator[Asked]:
    """What is said of each rule that is set for the channel."""
    known = services.subscriptions
    for typed in _filters(article):
        yield await _previewed(services, scope, typed, known.set_filter, filter_pages.filter_set)
    for typed in AGAIN:
        yield await _previewed(services, scope, typed, known.set_posting_again, filter_pages.again_set)
    for typed in LIMITS:
        limited = await known.set_daily_limit(scope, NOBODY, typed)
        yield _asked(f"announce limit {typed}", filter_pages.daily_limit_set(CHANNEL, limited), stored_of(limited))
    for typed in QUIET:
        limited = await known.set_quiet_hours(scope, NOBODY, typed)
        yield _asked(f"announce quiet {typed}", filter_pages.quiet_hours_set(CHANNEL, limited), stored_of(limited))
    for typed in DIGESTS:
        limited = await known.set_digest(scope, NOBODY, typed)
        reply = filter_pages.digest_set(CHANNEL, limited, services.clock(), prefix)
        schedule = limited.limits.digest
        due = (next_digest(schedule, services.clock()),) if schedule else ()
        yield _asked(f"announce digest {typed}", reply, stored_of(limited, *due))


async def _previewed(
    services: Services,
    scope: int,
    typed: str,
    change: Change,
    answer: Callable[[str, str, ChannelPreview, str], Reply],
) -> Asked:
    """What is said of a rule, with what of the last articles would have been posted by it."""
    changed = await change(scope, NOBODY, typed)
    preview = await services.subscriptions.preview(scope, NOBODY)
    reply = answer(CHANNEL, NAME, preview, await services.guild_settings.prefix(scope))
    return _asked(f"announce {typed}", reply, stored_of(changed, f"#{NAME}"))


def _filters(article: Article) -> Iterator[str]:
    """Filters as they are typed, one of which the article passes."""
    word = max(article.title.split() or ["news"], key=len).strip(punctuation) or "news"
    yield f"{word} -source:Nobody lang:{article.language}"
    yield "theme:Sport"
    yield "off"


async def _approval(services: Services, scope: int, prefix: str) -> AsyncIterator[Asked]:
    """What is said of an approval channel that is set, shown and ended."""
    for typed in APPROVAL:
        channel = await services.approvals.set(scope, NOBODY, typed, by=NOBODY)
        for page in (approval_pages.approval_set, approval_pages.approval_shown):
            yield _asked(f"announce approval {typed}", page(channel, prefix), stored_of(channel.subscription))
    ended = await services.approvals.end(scope, by=NOBODY)
    yield _asked("announce approval off", approval_pages.approval_ended(ended))


def _asked(question: str, reply: Reply, stored: Stored | None = None) -> Asked:
    known = stored or stored_of()
    return Asked(question, reply, typed=known.texts, stored=known.tokens | {str(NOBODY)})
