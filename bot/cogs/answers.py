"""The answer to each action of a button; commands that only show something use the same answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.charts.mentions import mentions_chart
from bot.errors import InputError
from bot.models.suggestions import SuggestionKind
from bot.services.actors.actor_lines import actor_key
from bot.services.briefing_subjects import BriefingSubject, typed_subject
from bot.services.briefings import BRIEF_SENTENCES
from bot.services.comparisons.finding import TYPED_MARK
from bot.services.periods import ALL, parse_period
from bot.ui.actor_lists import ACTORS_PAGE_SIZE, actors_page, top_actors
from bot.ui.article_lists import PAGE_SIZE, Page, article_list, removed_list, search_results
from bot.ui.article_pages import summary_page, text_page, themes_page
from bot.ui.briefing_page import briefing_page, page_and_sentences
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.compared_actors_page import compared_actors_page
from bot.ui.compared_articles_page import compared_articles_page
from bot.ui.error_sentences import OLD_BUTTON
from bot.ui.feed_item_pages import ITEMS_PAGE_SIZE, items_page
from bot.ui.feed_pages import feeds_page
from bot.ui.markup import quoted
from bot.ui.menus import SUMMARY_WORDS
from bot.ui.posts import KEY_MARK
from bot.ui.profile_page import profile_page
from bot.ui.quotes_page import quotes_page
from bot.ui.reply import AttachedFile, Button
from bot.ui.story_pages import story_page
from bot.ui.story_summary_page import only_article, story_summary_page
from bot.ui.timeline_page import timeline_page
from bot.ui.top_themes import top_themes
from bot.ui.trends_page import trends_chart, trends_page

if TYPE_CHECKING:
    from bot.charts.svg import Drawing
    from bot.services import Services
    from bot.services.periods import Period
    from bot.ui.reply import Reply

__all__ = ["actor_ids", "answer", "as_id", "row_id"]

T = TypeVar("T")
MAX_TOP_ACTORS = 75
"""Actors of a period that are listed, in pages."""
MAX_ID_DIGITS = 18
"""An id with more digits would exceed SQLite's integers."""


async def answer(services: Services, scope: int, action: ButtonAction) -> Reply:
    """Returns the reply to an action in a server (``scope``), with the way back that the action has.

    Raises NotFound if the subject does not exist in this scope, or no longer does.
    """
    reply = await ANSWERS[action.kind](services, scope, action)
    return replace(reply, action=replace(reply.action or action, history=action.history))


async def _summary(services: Services, scope: int, action: ButtonAction) -> Reply:
    article = await services.library.by_id(scope, row_id(action))
    story = await services.library.story_of(scope, article)
    others = [x.article for x in story.members if x.article.id != article.id] if story is not None else []
    return summary_page(article, await services.library.digest(article), action.argument, others)


async def _story(services: Services, scope: int, action: ButtonAction) -> Reply:
    article = await services.library.by_id(scope, row_id(action))
    prefix = await services.guild_settings.prefix(scope)
    return story_page(article, await services.library.story_of(scope, article), prefix)


async def _story_summary(services: Services, scope: int, action: ButtonAction) -> Reply:
    article = await services.library.by_id(scope, row_id(action))
    summary = await services.story_summaries.summarize(scope, article)
    if summary is None:
        return only_article(await _summary(services, scope, replace(action, kind=Action.SUMMARY)))
    return story_summary_page(article, summary, action.argument)


async def _find_story(services: Services, scope: int, action: ButtonAction) -> Reply:
    article = await services.library.find_story(scope, action.subject)
    return await _story_summary(services, scope, ButtonAction(Action.STORY_SUMMARY, str(article.id), SUMMARY_WORDS))


async def _themes(services: Services, scope: int, action: ButtonAction) -> Reply:
    article = await services.library.by_id(scope, row_id(action))
    return themes_page(article, await services.library.digest(article))


async def _actors(services: Services, scope: int, action: ButtonAction) -> Reply:
    article = await services.library.by_id(scope, row_id(action))
    total, actors = await _page(action, ACTORS_PAGE_SIZE, partial(services.library.actors_in, article))
    return actors_page(article, actors, total, action.argument)


async def _text(services: Services, scope: int, action: ButtonAction) -> Reply:
    article, starts = await services.library.full_text(scope, row_id(action))
    return text_page(article, starts, action.argument)


async def _who(services: Services, scope: int, action: ButtonAction) -> Reply:
    return profile_page(await services.actors.profile_by_id(scope, *actor_ids(action.subject)))


async def _quotes(services: Services, scope: int, action: ButtonAction) -> Reply:
    return quotes_page(await services.actors.quotes(scope, *actor_ids(action.subject)), action.argument)


async def _compare_articles(services: Services, scope: int, action: ButtonAction) -> Reply:
    one, _, other = action.subject.partition(",")
    found = await services.comparisons.articles(scope, as_id(one), as_id(other))
    return compared_articles_page(found, action.subject, action.argument)


async def _compare_actors(services: Services, scope: int, action: ButtonAction) -> Reply:
    one, _, other = action.subject.partition(",")
    found = await services.comparisons.actors(scope, actor_ids(one), actor_ids(other), action.argument)
    return compared_actors_page(found, action.subject)


async def _compare_words(services: Services, scope: int, action: ButtonAction) -> Reply:
    one, _, other = action.subject.partition(TYPED_MARK)
    pair = await services.comparisons.pair_of(scope, one, other)
    if pair.are_articles:
        return await _compare_articles(services, scope, ButtonAction(Action.COMPARE_ARTICLES, pair.subject))
    return await _compare_actors(services, scope, ButtonAction(Action.COMPARE_ACTORS, pair.subject))


async def _name(services: Services, scope: int, action: ButtonAction) -> Reply:
    return profile_page(await services.actors.profile(scope, action.subject))


async def _name_quotes(services: Services, scope: int, action: ButtonAction) -> Reply:
    actor = await services.actors.find_quoted(scope, action.subject)
    return await _quotes(services, scope, ButtonAction(Action.QUOTES, actor_key(*actor)))


async def _name_brief(services: Services, scope: int, action: ButtonAction) -> Reply:
    subject = await typed_subject(services.library, services.actors, scope, action.subject, SuggestionKind.BRIEFED)
    return await _brief(services, scope, ButtonAction(Action.BRIEF, str(subject), BRIEF_SENTENCES))


async def _name_timeline(services: Services, scope: int, action: ButtonAction) -> Reply:
    subject = await typed_subject(services.library, services.actors, scope, action.subject, SuggestionKind.TIMELINE)
    return await _timeline(services, scope, ButtonAction(Action.TIMELINE, str(subject)))


async def _find(services: Services, scope: int, action: ButtonAction) -> Reply:
    article = await services.library.find_by_subject(scope, action.subject)
    return await _summary(services, scope, ButtonAction(Action.SUMMARY, str(article.id), SUMMARY_WORDS))


async def _articles(services: Services, scope: int, action: ButtonAction) -> Reply:
    period = await _period(services, scope, action)
    library = services.library
    if period is None or period is ALL:
        total, stories = await _page(action, PAGE_SIZE, partial(library.list_stories, scope))
        articles = await library.count(scope)
        return article_list(stories, total, articles, action.argument, heading="Articles, the newest first")
    total, stories = await _page(action, PAGE_SIZE, partial(library.stories_of, scope, period))
    articles = await library.count(scope, period)
    heading = f"Articles from {period.dates}"
    return article_list(stories, total, articles, action.argument, heading=heading, subject=action.subject)


async def _removed(services: Services, scope: int, action: ButtonAction) -> Reply:
    total, articles = await _page(action, PAGE_SIZE, partial(services.library.list_removed, scope))
    return removed_list(articles, total, action.argument, await services.guild_settings.prefix(scope))


async def _search(services: Services, scope: int, action: ButtonAction) -> Reply:
    total, hits = await _page(action, PAGE_SIZE, partial(services.library.search, scope, action.subject))
    notes = await services.library.search_notes(scope, action.subject)
    return search_results(hits, total, action.subject, action.argument, notes=notes)


async def _top_actors(services: Services, scope: int, action: ButtonAction) -> Reply:
    period = await _period(services, scope, action) or ALL
    actors = await services.actors.top_actors(scope, period, limit=MAX_TOP_ACTORS)
    return top_actors(actors, period, action.argument, subject=action.subject)


async def _top_themes(services: Services, scope: int, action: ButtonAction) -> Reply:
    period = await _period(services, scope, action) or ALL
    return top_themes(await services.library.themes(scope, period), period, subject=action.subject)


async def _trends(services: Services, scope: int, action: ButtonAction) -> Reply:
    period = await _period(services, scope, action) or ALL
    report = await services.trends.report(scope, period)
    page = trends_page(report, period, subject=action.subject)
    return await _with_picture(services, scope, page, "trends.png", trends_chart(report, period))


async def _theme(services: Services, scope: int, action: ButtonAction) -> Reply:
    label, articles = await services.library.theme(scope, action.subject)
    total, stories = await _page(action, PAGE_SIZE, partial(services.library.stories_with_theme, scope, label))
    heading = f"Articles about {quoted(label)}"
    listed = article_list(stories, total, articles, action.argument, heading=heading, kind=Action.THEME, subject=label)
    timeline = Button("Timeline", ButtonAction(Action.TIMELINE, str(BriefingSubject(theme=label))), row=1)
    return replace(listed, buttons=(*listed.buttons, timeline))


async def _feeds(services: Services, scope: int, action: ButtonAction) -> Reply:
    prefix = await services.guild_settings.prefix(scope)
    return feeds_page(await services.feeds.of(scope), action.argument, prefix)


async def _feed_items(services: Services, scope: int, action: ButtonAction) -> Reply:
    feed = await services.feeds.feed(scope, action.subject.partition(KEY_MARK)[0])
    total, items = await _page(action, ITEMS_PAGE_SIZE, partial(services.item_histories.of_feed, scope, feed))
    return items_page(feed, items, total, action.argument)


async def _brief(services: Services, scope: int, action: ButtonAction) -> Reply:
    page, sentences = page_and_sentences(action.argument)
    subject = action.subject.partition(KEY_MARK)[0]
    shown = await services.briefings.page(scope, BriefingSubject.read(subject), page, sentences=sentences)
    return briefing_page(shown, subject, action.argument)


async def _timeline(services: Services, scope: int, action: ButtonAction) -> Reply:
    subject = BriefingSubject.read(action.subject)
    timeline = await services.timelines.timeline(scope, subject)
    page = timeline_page(timeline, subject, action.argument)
    return await _with_picture(services, scope, page, "timeline.png", mentions_chart(timeline))


async def _with_picture(services: Services, scope: int, reply: Reply, name: str, drawing: Drawing | None) -> Reply:
    """The reply with a picture above it, if there is something to draw and it can be made soon."""
    png = await services.pictures.png(drawing.svg, scope=scope) if drawing else None
    if drawing is None or png is None:
        return reply
    return replace(reply, picture=AttachedFile(name, png, drawing.description))


async def _unknown(_services: Services, _scope: int, _action: ButtonAction) -> Reply:
    raise InputError(OLD_BUTTON)


ANSWERS: dict[Action, Callable[[Services, int, ButtonAction], Awaitable[Reply]]] = {
    Action.SUMMARY: _summary,
    Action.ACTORS: _actors,
    Action.THEMES: _themes,
    Action.TEXT: _text,
    Action.WHO: _who,
    Action.QUOTES: _quotes,
    Action.COMPARE_ARTICLES: _compare_articles,
    Action.COMPARE_ACTORS: _compare_actors,
    Action.COMPARE_WORDS: _compare_words,
    Action.FIND: _find,
    Action.FIND_STORY: _find_story,
    Action.NAME: _name,
    Action.NAME_QUOTES: _name_quotes,
    Action.NAME_BRIEF: _name_brief,
    Action.NAME_TIMELINE: _name_timeline,
    Action.NAME_THEME: _theme,
    Action.RESPELL: _search,
    Action.ARTICLES: _articles,
    Action.REMOVED: _removed,
    Action.SEARCH: _search,
    Action.TOP_ACTORS: _top_actors,
    Action.TOP_THEMES: _top_themes,
    Action.TRENDS: _trends,
    Action.STORY: _story,
    Action.STORY_SUMMARY: _story_summary,
    Action.THEME: _theme,
    Action.BRIEF: _brief,
    Action.TIMELINE: _timeline,
    Action.FEEDS: _feeds,
    Action.FEED_ITEMS: _feed_items,
    Action.UNKNOWN: _unknown,
}
"""Every action except editors' decisions, which do not ask for anything."""


async def _period(services: Services, scope: int, action: ButtonAction) -> Period | None:
    """The period that is an action's subject as it was typed, by the clock of the server; None if it is none."""
    return parse_period(action.subject, await services.guild_settings.time_zone(scope))


class _Fetch(Protocol[T]):
    def __call__(self, *, limit: int, offset: int) -> Awaitable[tuple[int, list[T]]]: ...


async def _page(action: ButtonAction, size: int, fetch: _Fetch[T]) -> tuple[int, list[T]]:
    """Fetches the length of a list and one page of it: the last page if the list has become shorter meanwhile."""
    total, items = await fetch(limit=size, offset=action.argument * size)
    at = Page(action.argument, total, size)
    if total and at.beyond is not None:
        total, items = await fetch(limit=size, offset=at.shown * size)
    return total, items


def row_id(action: ButtonAction) -> int:
    """The id that is an action's subject; 0, which no row has, if the subject is not an id."""
    return as_id(action.subject)


def actor_ids(subject: str) -> tuple[int, int | None]:
    """The id of an actor, and that of an article that means this person if the subject has one."""
    actor, _, article = subject.partition(".")
    return as_id(actor), as_id(article) or None


def as_id(subject: str) -> int:
    """The id that a part of a subject is, perhaps with the key of a message behind it; 0 if it is none."""
    digits = subject.partition(KEY_MARK)[0]
    return int(digits) if digits.isdecimal() and len(digits) <= MAX_ID_DIGITS else 0
