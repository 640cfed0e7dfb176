"""Which articles a channel gets, and when: the answers to ``announce filter``, ``limit``, ``quiet`` and ``again``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.models.filters import EVERYTHING, NEVER_AGAIN
from bot.plurals import plural
from bot.store.protocols.filters import filter_in_words
from bot.store.protocols.limits import limits_in_words
from bot.store.protocols.posting_again import again_in_words
from bot.ui.limits import MAX_DESCRIPTION, cut, length
from bot.ui.list_entries import Entry, entry_list
from bot.ui.markup import code, escape
from bot.ui.messages import done
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from bot.models.guilds import Subscription
    from bot.services.subscriptions import ChannelPreview
    from bot.store.protocols.filters import Verdict

__all__ = [
    "again_set",
    "channel_rules",
    "channel_rules_page",
    "filter_set",
    "limits_set",
    "preview_page",
]

MAX_RULES = 400
"""Units of a channel's filter and limits in a list."""
ALL = "all new articles"
HELD_BACK = "What is held back comes together in one post afterwards."
AGAIN = {
    False: "An article that tells the same as an earlier one is named in the post of that one in any case.",
    True: "An article that tells the same as an earlier one is posted if enough of its sentences, names or figures are "
    "in none of the earlier ones; the post and why say which.",
}
"""What becomes of articles that tell the same, by whether what is new in them counts."""
OTHER_ZONE = "Another time zone may stand behind the hours, as in 22:00-07:00 Europe/Berlin."


def channel_rules(sub: Subscription) -> str:
    """A channel's filter, limits and repetitions as a part of a sentence, in Markdown; empty if it has none."""
    again = again_in_words(sub.again) if sub.again != NEVER_AGAIN else ""
    rules = "; ".join(filter(None, [filter_in_words(sub.filter), " and ".join(limits_in_words(sub.limits)), again]))
    return cut(escape(rules), MAX_RULES)


def channel_rules_page(channel: str, sub: Subscription, prefix: str) -> Reply:
    """What a channel gets, and how to change it; ``channel`` is a mention, here and below."""
    wanted = ALL if sub.filter == EVERYTHING else filter_in_words(sub.filter)
    rules = "; ".join([wanted, *limits_in_words(sub.limits), again_in_words(sub.again)])
    embed = discord.Embed(description=f"{channel} gets {escape(rules)}.", colour=COLOUR)
    embed.set_footer(
        text=f'{prefix}announce filter theme:Sport -"transfer rumours" · {prefix}announce limit 5 a day · '
        f"{prefix}announce quiet 22:00-07:00 · {prefix}announce again 12 hours · off instead removes it"
    )
    return Reply(embed)


def filter_set(channel: str, preview: ChannelPreview, prefix: str) -> Reply:
    """A channel's filter was set or removed; of the last articles, how many would have been posted."""
    wanted = preview.subscription.filter
    if wanted == EVERYTHING:
        return done(f"From now on {channel} gets {ALL}.")
    text = f"From now on {channel} gets {escape(filter_in_words(wanted))}."
    if preview.articles:
        fitting = sum(verdict.passes for _, verdict in preview.articles)
        text += (
            f" Of the last {plural(len(preview.articles), 'article')}, {fitting:,} would have been posted: "
            f"{code(f'{prefix}announce preview')} shows which."
        )
    return done(text)


def limits_set(channel: str, sub: Subscription) -> Reply:
    """A channel's limit or quiet hours were set or removed."""
    limits = limits_in_words(sub.limits)
    if not limits:
        return done(f"Posts in {channel} are not limited: new articles are posted at once.")
    quiet = sub.limits.quiet
    zone = f" {OTHER_ZONE}" if quiet is not None and quiet.zone == "UTC" else ""
    return done(f"Posts in {channel} are limited: {escape(' and '.join(limits))}. {HELD_BACK}{zone}")


def again_set(channel: str, sub: Subscription) -> Reply:
    """It was changed when a story is posted again."""
    return done(f"From now on {channel} gets {again_in_words(sub.again)}. {AGAIN[sub.again.if_new]}")


def preview_page(channel: str, preview: ChannelPreview) -> Reply:
    """For each of the last articles: whether the filter of the channel lets it pass, and why."""
    fitting = sum(verdict.passes for _, verdict in preview.articles)
    embed = discord.Embed(title="What the filter would have posted", colour=COLOUR)
    entries = [
        Entry(article.number, article.title, article.url, quote=partial(_said, verdict), mark=_mark(verdict))
        for article, verdict in preview.articles
    ]
    heading = f"{channel} gets {channel_rules(preview.subscription) or ALL}.\n\n"
    embed.description = heading + entry_list(entries, room=MAX_DESCRIPTION - length(heading))
    embed.set_footer(text=f"{fitting:,} of the last {plural(len(preview.articles), 'article')} pass the filter")
    return Reply(embed)


def _said(verdict: Verdict, room: int) -> str:
    """Whether an article would have been posted, and why, in so many units."""
    return cut(escape(f"{'posted' if verdict.passes else 'not posted'}: {verdict.reason}"), room)


def _mark(verdict: Verdict) -> str:
    return "**" if verdict.passes else ""
