"""Compares two articles by what is stored of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.models.briefing import Quotation
from bot.models.comparisons import ArticlesComparison, ComparedArticle
from bot.stories.comparison import compare_articles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysed_article import AnalysedArticle
    from bot.services.actors.linking import ActorLinker
    from bot.services.library import Library
    from bot.store.protocols.store import Store

__all__ = ["compare_two_articles"]

MAX_NAMES = 50
"""Actors of an article that are looked up in the other one."""


async def compare_two_articles(
    store: Store, linker: ActorLinker, library: Library, scope: int, ids: tuple[int, int]
) -> ArticlesComparison:
    """What two articles both say, and what only one does. Raises NotFound if one was removed or is not analysed yet."""
    one, other = [await library.analysed(await library.by_id(scope, article)) for article in ids]
    found = await asyncio.to_thread(compare_articles, one.analysis, other.analysis)
    sides = [
        ComparedArticle(item.article, tuple(_quoted(item, index) for index in only), read, item.analysis.total)
        for item, only, read in zip((one, other), found.only, found.read, strict=True)
    ]
    others = {theme.label for theme in other.analysis.themes}
    story = await library.story_of(scope, one.article)
    return ArticlesComparison(
        (sides[0], sides[1]),
        tuple((_quoted(one, i), _quoted(other, j)) for i, j in found.both),
        await _names_of_both(store, linker, scope, ids),
        tuple(theme.label for theme in one.analysis.themes if theme.label in others),
        is_one_story=story is not None and other.article.id in {member.article.id for member in story.members},
    )


def _quoted(item: AnalysedArticle, index: int) -> Quotation:
    return Quotation(item.analysis.sentences[index].text, item.article.header, index + 1, item.analysis.total)


async def _names_of_both(store: Store, linker: ActorLinker, scope: int, ids: Sequence[int]) -> tuple[str, ...]:
    """The names of the actors of both articles, in the order of their importance in the first one."""
    first, second = [
        {actor.id: place for place, actor in enumerate((await store.article_actors(article, limit=MAX_NAMES))[1])}
        for article in ids
    ]
    linked = await linker.linked(scope, await store.actors_by_id(scope, [*first, *second]))
    named = [
        (min(first[member.id] for member in actor.members if member.id in first), actor.name)
        for actor in linked
        if any(member.id in first for member in actor.members) and any(member.id in second for member in actor.members)
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(named)))
