from __future__ import annotations

from store.samples import HERE, NOW, add, read

from bot.store.protocol import Store


async def test_old_readings_are_counted_and_listed_newest_first(store: Store):
    old = await add(store, "Old", version=1)
    older = await add(store, "Older", scope=HERE, version=1)
    await add(store, "Current", version=2)
    assert await store.count_stale_articles(2) == 2
    assert [a.id for a in await store.stale_articles(2, limit=5)] == [older.id, old.id]
    assert await store.replace_analysis(old.id, old.content_hash, read(old.text, version=2))
    assert [a.id for a in await store.stale_articles(2, limit=5)] == [older.id]


async def test_what_is_set_aside_waits_for_a_newer_analyzer(store: Store):
    article = await add(store, "Hard", version=1)
    await store.mark_unanalysable(article.id, 2, "the reading process failed on it twice", now=NOW)
    assert await store.count_stale_articles(2) == 0
    assert await store.stale_articles(2, limit=5) == []
    assert [a.id for a in await store.stale_articles(3, limit=5)] == [article.id]


async def test_setting_aside_what_is_gone_does_nothing(store: Store):
    await store.mark_unanalysable(77, 2, "gone", now=NOW)
    assert await store.count_stale_articles(2) == 0
