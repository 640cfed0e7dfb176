"""Which articles a channel gets, and when: the answers to ``announce filter``, ``limit``, ``digest`` and others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.models.filters import EVERYTHING, NEVER_AGAIN, FilterKind
from bot.models.guilds import Subscription
from bot.plurals import listed
from bot.store.protocols.digests import next_digest, schedule_in_words
from bot.store.protocols.filters import filter_in_words
from bot.store.protocols.limits import limits_in_words
from bot.store.protocols.posting_again import again_in_words
from bot.ui.article_lists import origin_of
from bot.ui.limits import MAX_DESCRIPTION, cut, length
from bot.ui.list_entries import Entry, entry_list
from bot.ui.markup import code, escape, quoted
from bot.ui.messages import done
from bot.ui.reply import COLOUR, Reply

if TYPE_CHECKING:
    from datetime import datetime

    from bot.models.filters import ChannelFilter
    from bot.services.channel_preview import ChannelPreview

__all__ = [
    "again_set",
    "channel_rules",
    "channel_rules_page",
    "daily_limit_set",
    "digest_set",
    "filter_set",
    "preview_page",
    "quiet_hours_set",
]

GROUP_GAP = "\n\n"
MAX_RULES = 400
"""Units of a channel's filter and limits in a list."""
ALL = "all new articles"
NO_FILTER = "No filter is set."
HELD_BACK = "What is held back comes together in one post afterwards."
IF_NEW = (
    "An article that tells the same as an earlier one is posted if enough of its sentences, names or figures are in "
    "none of the earlier ones. The post says which, and so does {why}."
)
OF_SEVERAL_WORDS = {FilterKind.ACTOR: 'who:"Ann Lee"', FilterKind.SOURCE: 'source:"The Times"'}
"""Conditions whose values are names that may have several words, each with an example."""
OTHER_ZONE = "Another time zone may stand behind the hours, as in 22:00-07:00 Europe/Berlin."


def channel_rules(sub: Subscription) -> str:
    """A channel's filter, limits and repetitions as a part of a sentence, in Markdown; empty if it has none."""
    again = again_in_words(sub.again) if sub.again != NEVER_AGAIN else ""
    rules = "; ".join(filter(None, [filter_in_words(sub.filter), listed(limits_in_words(sub.limits)), again]))
    return cut(escape(rules), MAX_RULES)


def channel_rules_page(channel: str, sub: Subscription, prefix: str, asked: str) -> Reply:
    """What a channel gets, and how to change it; first that what was ``asked`` for, a command's name, is not set.

    ``channel`` is a mention, here and below.
    """
    is_unset, not_set = _NOT_SET.get(asked, (None, ""))
    opening = f"{not_set}\n\n" if is_unset is not None and is_unset(sub) else ""
    embed = discord.Embed(description=f"{opening}{_gets(channel, sub)}", colour=COLOUR)
    embed.set_footer(
        text=f'{prefix}announce filter theme:Sport -"transfer rumours" · {prefix}announce limit 5 a day · '
        f"{prefix}announce quiet 22:00-07:00 · {prefix}announce digest daily 08:00 · {prefix}announce again 12 hours · "
        "to undo one, type off as its value, or never after announce again"
    )
    return Reply(embed)


def filter_set(channel: str, name: str, preview: ChannelPreview, prefix: str) -> Reply:
    """A channel's filter was set or removed; of the last articles, how many would have been posted.

    ``name`` is the channel's name.
    """
    wanted = preview.subscription.filter
    if wanted == EVERYTHING:
        return done(f"From now on {channel} gets {ALL}.")
    return done(
        f"From now on {channel} gets {escape(filter_in_words(wanted))}.{_in_quotation_marks(wanted)}"
        f"{_without_articles(preview)}"
        f"{_would_have_been(name, preview, prefix)}"
    )


def daily_limit_set(channel: str, sub: Subscription) -> Reply:
    """A channel's limit was set or removed."""
    return _limits_set(channel, sub, "" if sub.limits.posts_a_day is not None else "daily limit")


def quiet_hours_set(channel: str, sub: Subscription) -> Reply:
    """A channel's quiet hours were set or removed."""
    return _limits_set(channel, sub, "" if sub.limits.quiet is not None else "quiet hours")


def digest_set(channel: str, sub: Subscription, now: datetime, prefix: str) -> Reply:
    """A channel's digest was set or ended."""
    schedule = sub.limits.digest
    if schedule is None:
        return _limits_set(channel, sub, "briefing")
    following = discord.utils.format_dt(next_digest(schedule, now), "F")
    where = code(f"{prefix}settings timezone")
    zone = f" These are times of the zone UTC: {where} sets that of this server." if schedule.zone == "UTC" else ""
    when_due = replace(schedule, even_if_empty=False)  # the last sentence is about that
    nothing_new = "If nothing is new, a note says so." if schedule.even_if_empty else "If nothing is new, none comes."
    return done(
        f"From now on {channel} gets what is new in one briefing, {escape(schedule_in_words(when_due))}; the next one "
        f"is due {following}. {nothing_new}{zone}"
    )


def again_set(channel: str, name: str, preview: ChannelPreview, prefix: str) -> Reply:
    """It was changed when a story is posted again; of the last articles, how many would have been posted."""
    sub = preview.subscription
    opening = "Until then, the" if sub.again.hours is not None else "The"
    otherwise = f"{opening} earlier post names a later article that tells the same, which gets no post of its own."
    explained = IF_NEW.format(why=code(f"{prefix}why")) if sub.again.if_new else otherwise
    return done(
        f"From now on {channel} gets {again_in_words(sub.again)}. {explained}{_would_have_been(name, preview, prefix)}"
    )


def preview_page(channel: str, preview: ChannelPreview, opening: str = "") -> Reply:
    """Which of the last articles would be posted in the channel, and why; then the others. ``opening`` stands first."""
    embed = discord.Embed(title="Which of the last articles would be posted", colour=COLOUR)
    is_filtered = preview.subscription.filter != EVERYTHING
    rules = f"{'' if is_filtered else f'{NO_FILTER} '}{_gets(channel, preview.subscription)}"
    heading = "".join(f"{part}\n\n" for part in (opening, rules) if part)
    embed.description = heading + _verdicts(preview, MAX_DESCRIPTION - length(heading))
    if preview.articles:
        embed.set_footer(text=_counted(preview, "be posted"))
    return Reply(embed)


def _limits_set(channel: str, sub: Subscription, removed: str) -> Reply:
    """What holds now that a limit was set, or ``removed``."""
    gone = f"{channel} now has no {removed}"
    limits = listed(limits_in_words(sub.limits))
    if not limits:
        return done(f"{gone}: new articles are posted at once.")
    zone = f" {OTHER_ZONE}" if sub.limits.quiet is not None and sub.limits.quiet.zone == "UTC" and not removed else ""
    opening = f"{gone}. Posts there are still limited" if removed else f"Posts in {channel} are limited"
    return done(f"{opening}: {escape(limits)}. {HELD_BACK}{zone}")


def _gets(channel: str, sub: Subscription) -> str:
    """All rules of a channel as a sentence."""
    rules = "; ".join([filter_in_words(sub.filter) or ALL, *limits_in_words(sub.limits), again_in_words(sub.again)])
    return f"{channel} gets {escape(rules)}."


def _would_have_been(name: str, preview: ChannelPreview, prefix: str) -> str:
    """How many of the last articles would have been posted, as a further sentence; nothing if there are none."""
    if not preview.articles:
        return ""
    which = "which" if len(preview.articles) > 1 and _fitting(preview) else "why"
    shown = code(f"{prefix}announce preview #{name}")
    return f" {_counted(preview, 'have been posted')}: {shown} shows {which}."


def _without_articles(preview: ChannelPreview) -> str:
    """That no article is from an outlet yet which the filter asks for, as further sentences."""
    sentences = []
    for source, near in preview.unknown_sources.items():
        instead = f"; the nearest name is {quoted(near)}" if near else ""
        sentences.append(f" No article here is from {quoted(source)} so far{instead}.")
    return "".join(sentences)


def _in_quotation_marks(wanted: ChannelFilter) -> str:
    """How a name of several words is typed, as a further sentence, if one seems to be meant: who:Ann Lee."""
    kinds = {one.kind for one in wanted.include if one.kind in OF_SEVERAL_WORDS and " " not in one.value}
    words = [one.value for one in wanted.include if one.kind is FilterKind.WORDS]
    if not kinds or not any(word[0].isupper() for word in words):
        return ""
    examples = " or ".join(code(example) for kind, example in OF_SEVERAL_WORDS.items() if kind in kinds)
    return f" A name of several words needs quotation marks, as in {examples}."


def _counted(preview: ChannelPreview, be_posted: str) -> str:
    """How many of the articles would be posted: "2 of the last 20 articles would be posted"."""
    total, fitting = len(preview.articles), _fitting(preview)
    if total == 1:
        return f"The last article would {'' if fitting else 'not '}{be_posted}"
    return f"{f'{fitting:,}' if fitting else 'None'} of the last {total:,} articles would {be_posted}"


def _fitting(preview: ChannelPreview) -> int:
    """How many of the articles would be posted."""
    return sum(verdict.passes for _, verdict in preview.articles)


def _verdicts(preview: ChannelPreview, room: int) -> str:
    """The articles that would be posted, each with the reason; then the others below the reason that they share."""
    groups: dict[str, list[Entry]] = {"": []}
    for article, verdict in preview.articles:
        said = partial(_said, f"would be posted: {verdict.reason}") if verdict.passes else None
        why_not = "" if verdict.passes else f"Would not be posted: {verdict.reason}"
        origin, mark = (origin_of("", article), "**") if verdict.passes else ("", "")
        entry = Entry(article.number, article.title, article.url, origin, quote=said, mark=mark)
        groups.setdefault(why_not, []).append(entry)
    share = room // max(1, len(preview.articles)) - length(GROUP_GAP)
    return GROUP_GAP.join(
        _group(why_not, entries, share * len(entries)) for why_not, entries in groups.items() if entries
    )


def _group(why_not: str, entries: Sequence[Entry], room: int) -> str:
    """Articles in so many units, below the reason why they would not be posted, if there is one."""
    heading = f"{_said(why_not, room // 2)}\n" if why_not else ""
    return heading + entry_list(entries, room=room - length(heading))


def _said(words: str, room: int) -> str:
    return cut(escape(words), room)


_NOT_SET: dict[str, tuple[Callable[[Subscription], bool], str]] = {
    "announce filter": (lambda sub: sub.filter == EVERYTHING, NO_FILTER),
    "announce limit": (lambda sub: sub.limits.posts_a_day is None, "No daily limit is set."),
    "announce quiet": (lambda sub: sub.limits.quiet is None, "No quiet hours are set."),
    "announce digest": (lambda sub: sub.limits.digest is None, "No briefing is set."),
}
"""What each command sets: when nothing is set, and the sentence that says so. The others always have a value."""
