"""Themes across the articles of a scope."""

from __future__ import annotations

from store.samples import HERE, NOW, THERE, add, later

from bot.models.analysis import Theme
from bot.models.articles import SHARED
from bot.store.protocols.store import Store


async def test_themes_are_counted_with_their_most_frequent_words(store: Store):
    await add(store, "A", themes=[Theme("Trade", ("tariff", "export")), Theme("Politics", ("vote",))], now=NOW)
    await add(store, "B", themes=[Theme("Trade", ("export", "deal"))], published=later(days=-9))
    await add(store, "C", themes=[Theme("Sport", ("goal",))], scope=THERE)
    themes = await store.theme_counts(HERE, None)
    assert [(t.label, t.articles) for t in themes] == [("Trade", 2), ("Politics", 1)]
    assert themes[0].evidence[0] == "export"
    assert [(t.label, t.articles) for t in await store.theme_counts(THERE, later(days=-1))] == [
        ("Politics", 1),
        ("Sport", 1),
        ("Trade", 1),
    ]
    assert [line.title for line in await store.theme_articles(HERE, "TRADE", limit=9)] == ["A", "B"]
    assert [line.title for line in await store.theme_articles(HERE, "trade", limit=1, offset=1)] == ["B"]
    assert await store.theme_articles(HERE, "Sport", limit=9) == []


async def test_a_theme_counts_once_for_an_article(store: Store):
    article = await add(store, "A", themes=[Theme("Trade", ("tariff",)), Theme("Sport", ()), Theme("trade", ("x",))])
    assert [(t.label, t.articles) for t in await store.theme_counts(SHARED, None)] == [("Sport", 1), ("Trade", 1)]
    assert len(await store.theme_articles(SHARED, "trade", limit=5)) == 1
    reading = await store.analysis(article.id)
    assert reading is not None
    assert reading.themes == (Theme("Trade", ("tariff",)), Theme("Sport", ()))


async def test_the_labels_are_those_of_articles_that_a_scope_sees(store: Store):
    assert await store.theme_labels(HERE) == []
    await add(store, "A", themes=[Theme("Trade", ()), Theme("politics", ())])
    await add(store, "B", themes=[Theme("TRADE", ())], scope=HERE)
    await add(store, "C", themes=[Theme("Sport", ())], scope=THERE)
    removed = await add(store, "D", themes=[Theme("Arts", ())])
    await store.remove_article(removed.id, now=NOW, by=None)
    assert [label.casefold() for label in await store.theme_labels(HERE)] == ["politics", "trade"]
    assert [label.casefold() for label in await store.theme_labels(THERE)] == ["politics", "sport", "trade"]


async def test_the_articles_of_a_theme_come_newest_first_in_pages(store: Store):
    themes = [Theme("Trade", ("tariff",))]
    ids = [(await add(store, str(i), themes=themes, scope=(SHARED, HERE, THERE)[i % 3])).id for i in range(6)]
    assert [a.id for a in await store.theme_articles(HERE, "TRADE", limit=9)] == [ids[4], ids[3], ids[1], ids[0]]
    assert [a.id for a in await store.theme_articles(HERE, "trade", limit=2, offset=1)] == [ids[3], ids[1]]
    assert await store.theme_articles(HERE, "sport", limit=9) == []
