"""Tells which of the last added articles a channel would get by its rules, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.models.filters import NEVER_AGAIN, FilterKind
from bot.models.search import SearchFilter
from bot.plurals import plural
from bot.services.lookup.similarity import nearest
from bot.services.lookup.spelling import COMPARED_TITLES
from bot.store.protocols.filters import Verdict
from bot.store.protocols.posting_again import (
    NOTHING_NEW,
    OWN_POST,
    last_post_is_old,
    something_is_new,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.models.articles import ArticleHeader
    from bot.models.filters import PostingAgain
    from bot.models.guilds import Subscription
    from bot.models.stories import Retelling
    from bot.store.protocols.store import Store

__all__ = ["ChannelPreview", "preview_of"]

PREVIEWED = 20
"""The articles that a preview shows."""


@dataclass(frozen=True, slots=True)
class ChannelPreview:
    """The last added articles, last added first, each with whether the channel would get it, and why.

    ``unknown_sources`` are the outlets of its filter from which there is no article, each with the most similar one
    that there is, "" if none is similar.
    """

    subscription: Subscription
    articles: tuple[tuple[ArticleHeader, Verdict], ...]
    unknown_sources: Mapping[str, str]


async def preview_of(store: Store, subscription: Subscription) -> ChannelPreview:
    """What the channel would get of the last articles if each were posted when it was added."""
    guild_id = subscription.guild_id
    articles = await store.articles(guild_id, limit=PREVIEWED)
    shown = [article.id for article in articles]
    retold = await store.retellings(guild_id, shown, with_news=subscription.again.if_new)
    stories = await store.stories_of(guild_id, shown)
    related = {one: stories[one].posted_apart(one) if one in stories else () for one in shown}
    earlier = {one.id for told in retold.values() for one, _ in told.earlier}
    earlier |= {one.id for others in related.values() for one in others}
    ids = sorted({*shown, *earlier})
    verdicts = dict(zip(ids, await store.filter_verdicts(guild_id, subscription.filter, ids), strict=True))

    def judged(article_id: int) -> Verdict:
        verdict = _judged(verdicts, article_id, retold.get(article_id), subscription.again)
        posted = [one for one in related[article_id] if verdicts[one.id].passes]
        return _though_related(verdict, posted[-1]) if posted and verdict.passes else verdict

    unknown = await _unknown_sources(store, subscription)
    return ChannelPreview(subscription, tuple((one, judged(one.id)) for one in articles), unknown)


async def _unknown_sources(store: Store, subscription: Subscription) -> dict[str, str]:
    """The outlets of a filter from which there is no article, each with the most similar one of the last articles."""
    wanted, scope = subscription.filter, subscription.guild_id
    sources = {one.value for one in (*wanted.include, *wanted.exclude) if one.kind is FilterKind.SOURCE}
    filters = {source: SearchFilter(sources=(source,)) for source in sorted(sources)}
    unknown = [one for one, only in filters.items() if not (await store.search(scope, [], limit=1, filters=only))[0]]
    if not unknown:
        return {}
    known = {header.source for header in await store.articles(scope, limit=COMPARED_TITLES) if header.source}
    by_key = {source.casefold(): source for source in sorted(known)}
    near = {source: nearest(source.casefold(), by_key, limit=1) for source in unknown}
    return {source: by_key[found[0]] if found else "" for source, found in near.items()}


def _though_related(verdict: Verdict, posted: ArticleHeader) -> Verdict:
    """The verdict, with why an article is posted although the channel would have a post of its story."""
    return Verdict(True, f"{verdict.reason}; #{posted.number} is of the same story, but {OWN_POST}")


def _judged(verdicts: Mapping[int, Verdict], article_id: int, retold: Retelling | None, again: PostingAgain) -> Verdict:
    """The verdict of the filter, and what becomes of an article if the channel has a post of its story."""
    verdict = verdicts[article_id]
    posted = [(one, at) for one, at in retold.earlier if verdicts[one.id].passes] if retold is not None else []
    if retold is None or not posted or not verdict.passes:
        return verdict
    number = posted[0][0].number
    if again == NEVER_AGAIN:
        return Verdict(False, f"#{number} tells the same, and its post would name this one")
    if again.hours is None:
        why, why_not = something_is_new(retold.news or ""), "" if retold.news else NOTHING_NEW
    else:
        number, is_old = _last_post(posted, retold.added_at, again.hours)
        young = f"its post would be less than {plural(again.hours, 'hour')} old"
        why, why_not = last_post_is_old(again.hours), "" if is_old else young
    if why_not:
        return Verdict(False, f"#{number} tells the same, and {why_not}")
    return Verdict(True, f"{verdict.reason}; #{number} tells the same, but {why}")


def _last_post(posted: list[tuple[ArticleHeader, datetime]], now: datetime, hours: int) -> tuple[int, bool]:
    """The number of the article with the last post of a story, and whether that is so many hours old."""
    pause = timedelta(hours=hours)
    (last, last_at), *others = posted
    for one, at in others:
        if at - last_at >= pause:
            last, last_at = one, at
    return last.number, now - last_at >= pause
