"""Asks for posts: of each article alone, of several, for editors to decide about, and to those who follow something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cli.verify.asking import Asked
from bot.errors import InputError
from bot.models.approvals import Approval, ApprovalState
from bot.models.articles import Draft
from bot.models.briefing import DigestArticles
from bot.models.filters import ChannelFilter, Condition, FilterKind
from bot.models.follows import Follow, Reader
from bot.models.guilds import DEFAULT_LOOK, PostLook, PostStyle
from bot.services.briefings import briefing_page_of
from bot.services.delivery.posted_articles import article_for_post
from bot.services.follows import Place
from bot.store.protocols.posting_again import last_post_is_old, something_is_new
from bot.ui.dates import day_and_time
from bot.ui.follow_pages import follow_ended, follow_started, following_page
from bot.ui.posts import post, post_text
from bot.ui.preview_page import FOR_ALL_SERVERS, preview_page
from bot.ui.reader_posts import reader_post, reader_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from bot.models.analysed_article import AnalysedArticle
    from bot.models.articles import Article
    from bot.services import Services
    from bot.store.protocols.store import Store

__all__ = ["ask_for_posts"]

FOLLOWED = 3
"""So many actors of an article are followed by whom it is sent to."""
FOLLOWER = 0
"""The id of the person, who is nobody's, that follows something in the copy of the library, and ends it at once."""
TOGETHER = 25
"""So many articles share a post, as many as what was held back."""
HOURS = 12
"""After so many a story is posted again that has nothing new."""


async def ask_for_posts(services: Services, store: Store, scope: int, articles: list[Article]) -> AsyncIterator[Asked]:
    """The posts of these articles, each with the others that tell the same and with why its story is posted again."""
    for start in range(0, len(articles), TOGETHER):
        batch = articles[start : start + TOGETHER]
        items = await _items(store, scope, batch)
        for item in items:
            for asked in _single_posts(item):
                yield asked
            for name in [actor.name for actor in item.analysis.actors[:1]]:
                async for asked in _follows(services, scope, name):
                    yield asked
        if len(items) > 1:
            text = post_text(items, None, in_forum=False)
            yield Asked(f"posts from {items[0].article.id}", post(items, ""), text)
        if items:
            yield await _digest(store, scope, items)


async def _items(store: Store, scope: int, articles: Sequence[Article]) -> list[AnalysedArticle]:
    found = [await article_for_post(store, scope, article.id) for article in articles]
    items = [item for item in found if item is not None]
    retold = await store.retellings(scope, [item.article.id for item in items], with_news=True)
    return [
        replace(item, again=something_is_new(told.news) if told.news else last_post_is_old(HOURS))
        if (told := retold.get(item.article.id))
        else item
        for item in items
    ]


def _single_posts(item: AnalysedArticle) -> Iterator[Asked]:
    """The post of an article in each look, its cards, a message to a reader, and what is shown before it is added."""
    article = item.article
    for style in PostStyle:
        yield _asked(f"post {style}", item, PostLook(style, picture=True))
    yield _asked("removed post", replace(item, article=replace(article, removed_at=article.added_at)))
    for state in ApprovalState:
        approval = Approval(0, state, article.added_at, article.added_at)
        yield _asked(f"card {state}", replace(item, approval=approval))
    names = [actor.name for actor in item.analysis.actors[:FOLLOWED]]
    follows = (Follow(n, ChannelFilter((Condition(FilterKind.ACTOR, name),))) for n, name in enumerate(names))
    reader = Reader(0, 0, None, is_mentioned=False, follows=tuple(follows))
    sent = [replace(item, reader=reader)]
    yield Asked(f"message {article.id}", reader_post(sent, reader, ""), reader_text(sent, reader), article.id)
    draft = Draft(article.title, article.text, article.url, article.source, article.author, article.published_at)
    yield Asked(f"preview {article.id}", preview_page(draft, "", None, None, None, FOR_ALL_SERVERS), "", article.id)


def _asked(question: str, item: AnalysedArticle, look: PostLook = DEFAULT_LOOK) -> Asked:
    """A post of one article. The time of a decision about it is that of its addition here."""
    at = frozenset({str(int(item.article.added_at.timestamp()))}) if item.approval is not None else frozenset[str]()
    text = post_text([item], None, in_forum=False)
    number = item.article.id
    return Asked(f"{question} {number}", post([item], "", look=look), text, number, stored=at)


async def _digest(store: Store, scope: int, items: Sequence[AnalysedArticle]) -> Asked:
    """The digest of several articles, of which the first has been removed since."""
    at = items[0].article.added_at
    made_of = DigestArticles(at, {item.article.id: item.again for item in items})
    page = await briefing_page_of(store, scope, made_of)
    removed = replace(items[0], article=replace(items[0].article, removed_at=at))
    posted = [replace(item, digest_of=at) for item in (removed, *items[1:])]
    reply = post(posted, "", digest=page)
    text = post_text(posted, None, in_forum=False)
    return Asked(f"digest from {items[0].article.id}", reply, text, typed=(day_and_time(at),))


async def _follows(services: Services, scope: int, name: str) -> AsyncIterator[Asked]:
    """What somebody is answered who follows an actor, asks what they follow, and ends all of it."""
    follows, prefix = services.follows, await services.guild_settings.prefix(scope)
    try:
        started = await follows.follow(scope, FOLLOWER, name, Place(FOLLOWER, None))
    except InputError:  # the name may mean several actors, or cannot be followed
        return
    known = await follows.following(FOLLOWER, scope)
    ended = await follows.unfollow(FOLLOWER, scope, "all")
    yield Asked(f"follow {name}", follow_started(started, None, prefix), typed=(name,))
    yield Asked("following", following_page(known, prefix), typed=(name,))
    yield Asked("unfollow all", follow_ended(ended), typed=(name,))
