from __future__ import annotations

import pytest
from conftest import START

from bot.errors import NotFound
from bot.models.articles import SHARED
from bot.services.actors.queries import ActorQueries
from bot.services.periods import ALL, Period
from bot.store.protocols.store import Store

HERE = 4001


async def test_the_most_named_come_first_and_a_period_counts_its_own_articles(actors: ActorQueries) -> None:
    everyone = await actors.top_actors(HERE, ALL, limit=3)
    assert [(line.name, line.articles) for line in everyone][:1] == [("Ann Lee", 2)]
    assert {line.name for line in everyone} == {"Ann Lee", "Rui Costa", "Nara"}
    recent = await actors.top_actors(HERE, Period(24 * 5 + 1, "the last 5 days"), limit=9)
    assert {line.name for line in recent} == {"Sanae Takaichi", "Georgia", "Nara"}
    with pytest.raises(NotFound, match="No one is named in the last hour"):
        await actors.top_actors(HERE, Period(1, "the last hour"), limit=9)


async def test_a_button_for_somebody_whom_no_article_names_any_more_says_so(actors: ActorQueries, store: Store) -> None:
    profile = await actors.profile(HERE, "Takaichi")
    assert (await actors.profile_by_id(HERE, profile.id)).name == "Sanae Takaichi"
    article = await store.article(SHARED, 5)
    assert article is not None
    await store.remove_article(article.id, now=START, by=None)
    with pytest.raises(NotFound, match="any longer"):
        await actors.profile_by_id(HERE, profile.id)
    with pytest.raises(NotFound, match="any longer"):
        await actors.profile_by_id(HERE, 0)
