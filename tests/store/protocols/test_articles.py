"""Adding, correcting, removing: what the contract says of numbers, duplicates and undoing."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from store.samples import HERE, NOW, THERE, add, edit, later, person, place, read

from bot.errors import DuplicateArticle, EditConflict, KnownLink, NotFound
from bot.models.analysis import Analysis, Theme
from bot.models.articles import SHARED, Draft
from bot.store import open_store
from bot.store.protocols.store import Store

ACTORS = (person("Sanae Takaichi", "Takaichi", role="Japan’s new Prime Minister", mentions=3), place("Tokyo"))
THEMES = (Theme("Politics", ("vote", "minister")), Theme("Economy", ("yen",)))


async def test_an_article_comes_back_as_it_was_added(store: Store):
    text = "Ｆull-width, “quotes” and 😀.\n\nA second paragraph: Müller, 高市."
    draft = Draft("A title", text, "https://example.org/1", "The Paper", "A. Writer", later(days=-2))
    added = await store.add_article(HERE, draft, read(text), now=NOW, added_by=7, seed="one.txt")
    assert (added.number, added.scope, added.language) == (1, HERE, "en")
    assert (added.added_at, added.date, added.edited_at, added.removed_at) == (NOW, later(days=-2), None, None)
    assert Draft(added.title, added.text, added.url, added.source, added.author, added.published_at) == draft
    assert await store.article(HERE, 1) == added == await store.article_by_id(HERE, added.id)
    assert await store.article_by_seed("one.txt") == added
    assert await store.article_by_seed("two.txt") is None


async def test_everything_is_still_there_after_reopening(address: str):
    store = await open_store(address)
    article = await add(store, "Kept", actors=ACTORS)
    reading, name = await store.analysis(article.id), await store.installation_id()
    await store.close()
    again = await open_store(address)
    try:
        assert await again.article(SHARED, 1) == article
        assert (await again.analysis(article.id), await again.installation_id()) == (reading, name)
    finally:
        await again.close()


async def test_an_article_number_is_unused_in_every_scope_that_sees_it(store: Store):
    assert (await add(store, "a", scope=HERE)).number == 1
    assert (await add(store, "b", scope=THERE)).number == 1
    assert (await add(store, "c", scope=HERE)).number == 2
    assert (await add(store, "d", scope=SHARED)).number == 3
    assert (await add(store, "e", scope=THERE)).number == 4
    assert (await add(store, "f", scope=HERE)).number == 4
    assert (await add(store, "g", scope=5)).number == 4
    removed = await add(store, "h", scope=SHARED)
    await store.remove_article(removed.id, now=NOW, by=None)
    assert (await add(store, "i", scope=SHARED)).number == removed.number + 1 == 6


async def test_the_same_text_is_refused_in_the_same_scope_and_if_it_is_shared(store: Store):
    first = await add(store, "A long story", text="The same words.")
    for scope in (SHARED, HERE):
        with pytest.raises(DuplicateArticle, match=r"already in the library: #1 “A long story”") as caught:
            await add(store, "A  long story", text="The same\nwords.", scope=scope)
        assert (caught.value.number, caught.value.removed) == (first.number, False)
    await add(store, "Ours", scope=HERE)
    with pytest.raises(DuplicateArticle):
        await add(store, "Ours", scope=HERE)
    assert (await add(store, "Ours", scope=THERE)).scope == THERE
    assert (await add(store, "Ours", scope=SHARED)).scope == SHARED
    assert await store.count_articles(HERE) == 3


async def test_a_duplicate_of_a_removed_article_says_how_to_restore_it(store: Store):
    article = await add(store, "ChannelDeleted")
    await store.remove_article(article.id, now=NOW, by=None)
    with pytest.raises(DuplicateArticle, match=r"removed as #1.*restore 1") as caught:
        await add(store, "ChannelDeleted", scope=HERE)
    assert caught.value.removed


async def test_a_refused_article_leaves_no_rows(store: Store):
    await store.subscribe(HERE, 1, now=NOW, by=None)
    article = await add(store, "Once", actors=ACTORS)
    with pytest.raises(DuplicateArticle):
        await add(store, "Once", actors=[person("Somebody Else")])
    assert await store.actors_by_name(HERE, "somebody else") == []
    assert await store.count_articles(HERE) == 1
    assert len(await store.deliveries_of(HERE, article.id)) == 1


async def test_an_edit_changes_the_text_its_search_row_and_its_actors(store: Store):
    article = await add(store, "Before", actors=ACTORS, published=later(days=-3))
    changed = await edit(store, article, "After", actors=[person("Donald Trump")])
    assert (changed.id, changed.number, changed.added_at) == (article.id, article.number, article.added_at)
    assert (changed.title, changed.edited_at, changed.date) == ("After", later(hours=1), NOW)
    assert await store.article(SHARED, 1) == changed
    assert (await store.search(SHARED, ["Before"], limit=5))[0] == 0
    assert (await store.search(SHARED, ["After"], limit=5))[0] == 1
    assert await store.actors_by_name(SHARED, "takaichi") == []
    assert [a.articles for a in await store.actors_by_name(SHARED, "donald trump")] == [1]


async def test_undoing_restores_text_analysis_and_actors_edit_by_edit(store: Store):
    first = await add(store, "One", actors=ACTORS, themes=THEMES)
    reading = await store.analysis(first.id)
    second = await edit(store, first, "Two", actors=[person("Donald Trump")])
    await edit(store, second, "Three")
    assert await store.undo_edit(first.id, now=later(hours=2), by=8, version=3) == replace(second, version=4)
    assert await store.undo_edit(first.id, now=later(hours=3), by=8, version=4) == replace(first, version=5)
    assert await store.analysis(first.id) == reading
    assert [a.articles for a in await store.actors_by_name(SHARED, "takaichi")] == [1]
    assert await store.actors_by_name(SHARED, "donald trump") == []
    assert (await store.search(SHARED, ["One"], limit=5))[0] == 1
    with pytest.raises(NotFound, match="nothing to undo"):
        await store.undo_edit(first.id, now=NOW, by=8, version=5)


async def test_an_edit_to_another_articles_words_is_refused(store: Store):
    first, second = await add(store, "One"), await add(store, "Two")
    with pytest.raises(DuplicateArticle):
        await store.replace_article(second.id, Draft("One", first.text), read(first.text), now=NOW)
    same = await store.replace_article(second.id, Draft("Two", second.text, source="B"), read(second.text), now=NOW)
    assert same.source == "B"


async def test_missing_articles_cannot_be_changed(store: Store):
    for change in (
        store.replace_article(9, Draft("a", "b"), read("b"), now=NOW),
        store.undo_edit(9, now=NOW, by=None, version=1),
        store.remove_article(9, now=NOW, by=None),
        store.restore_article(9, now=NOW, by=None),
    ):
        with pytest.raises(NotFound):
            await change


async def test_a_removed_article_is_in_no_answer_until_it_is_restored(store: Store):
    article = await add(store, "Some story", actors=ACTORS, themes=THEMES)
    other = await add(store, "Another story", actors=[ACTORS[0]])

    async def seen() -> list[object]:
        [takaichi] = await store.actors_by_name(HERE, "takaichi")
        return [
            (await store.article(HERE, article.number)) is not None,
            (await store.article_by_id(HERE, article.id)) is not None,
            [line.id for line in await store.articles(HERE, limit=5)],
            await store.count_articles(HERE),
            [line.id for line in await store.articles_by_title(HERE, ["story"], limit=5)],
            (await store.search(HERE, ["story"], limit=5))[0],
            takaichi.articles,
            [a.article.id for a in await store.appearances(HERE, [takaichi.id], limit=5)],
            await store.co_mentioned(HERE, [takaichi.id], limit=5),
            await store.actors_with_prefix(HERE, "tok", limit=5),
            await store.actor_counts(HERE, None, limit=5),
            await store.actor_counts(HERE, later(days=-1), limit=5),
            await store.theme_counts(HERE, None),
            await store.theme_articles(HERE, "Politics", limit=5),
        ]

    before = await seen()
    await store.remove_article(article.id, now=later(hours=1), by=8)
    await store.remove_article(article.id, now=later(hours=2), by=8)
    [takaichi] = await store.actors_by_name(HERE, "takaichi")
    assert (await seen())[:6] == [False, False, [other.id], 1, [other.id], 1]
    assert (await seen())[6:11] == [1, [other.id], [], [], [(takaichi, 1, 3)]]
    assert (await seen())[11:] == [[(takaichi, 1, 3)], [], []]
    assert [line.id for line in await store.removed_articles(HERE, limit=5)] == [article.id]
    found = await store.article(HERE, article.number, removed=True)
    assert found is not None
    assert found.removed_at == later(hours=1)
    await store.restore_article(article.id, now=later(hours=3), by=8)
    await store.restore_article(article.id, now=later(hours=3), by=8)
    assert await seen() == before
    assert await store.removed_articles(HERE, limit=5) == []


async def test_an_edit_of_a_removed_article_counts_nobody_until_it_is_restored(store: Store):
    article = await add(store, "Story", actors=ACTORS)
    await store.remove_article(article.id, now=NOW, by=None)
    await edit(store, article, "New story", actors=[person("Donald Trump")])
    assert await store.actors_by_name(HERE, "donald trump") == []
    await store.restore_article(article.id, now=NOW, by=None)
    assert [a.articles for a in await store.actors_by_name(HERE, "donald trump")] == [1]
    assert await store.actors_by_name(HERE, "takaichi") == []


# ---------------------------------------------------------------- versions, views


async def test_every_change_of_an_article_counts_its_version(store: Store):
    article = await add(store, "One")
    versions = [article.version, (await edit(store, article, "Two")).version]
    versions.append((await store.undo_edit(article.id, now=NOW, by=None, version=2)).version)
    for change in (store.remove_article, store.restore_article):
        await change(article.id, now=NOW, by=None)
        found = await store.article(HERE, 1, removed=True)
        assert found is not None
        versions.append(found.version)
    assert versions == [1, 2, 3, 4, 5]
    assert await store.replace_analysis(article.id, article.content_hash, read(article.text, version=2))
    assert (await store.article(HERE, 1)).version == 5


async def test_an_edit_of_an_older_version_changes_nothing_and_returns_the_newer_text(store: Store):
    article = await add(store, "One")
    newer = await edit(store, article, "Two")
    for change in (
        store.replace_article(article.id, Draft("Three", "A b."), read("A b."), now=NOW, version=article.version),
        store.undo_edit(article.id, now=NOW, by=None, version=article.version),
        store.remove_article(article.id, now=NOW, by=None, version=article.version),
    ):
        with pytest.raises(EditConflict, match=r"#1 .*meanwhile.* changed") as refused:
            await change
        assert refused.value.current == newer
    assert await store.article(HERE, 1) == newer
    await store.remove_article(article.id, now=NOW, by=None, version=newer.version)
    with pytest.raises(EditConflict, match=r"#1 .*meanwhile.* removed.*restore 1"):
        await store.replace_article(article.id, Draft("T", "A b."), read("A b."), now=NOW, version=newer.version)


async def test_of_two_who_undo_the_same_edit_at_once_one_is_refused(store: Store):
    article = await add(store, "One")
    edited = await edit(store, await edit(store, article, "Two"), "Three")
    undone = await asyncio.gather(
        *(store.undo_edit(article.id, now=NOW, by=None, version=edited.version) for _ in range(2)),
        return_exceptions=True,
    )
    (refused,) = [result for result in undone if isinstance(result, EditConflict)]
    assert refused.current.title == "Two"
    assert (await store.article(HERE, 1)).title == "Two"


async def test_no_scope_can_change_an_article_that_it_does_not_see(store: Store):
    theirs = await add(store, "Theirs", scope=THERE)
    for scope in (HERE, SHARED):
        for change in (
            store.replace_article(theirs.id, Draft("Ours", "A b."), read("A b."), now=NOW, scope=scope),
            store.undo_edit(theirs.id, now=NOW, by=None, version=theirs.version, scope=scope),
            store.remove_article(theirs.id, now=NOW, by=None, scope=scope),
            store.restore_article(theirs.id, now=NOW, by=None, scope=scope),
        ):
            with pytest.raises(NotFound, match="no longer in the library"):
                await change
    assert await store.article(THERE, 1) == theirs


# ---------------------------------------------------------------- one article for one link

LINK = "https://news.example/story"


def linked(words: str, url: str = LINK) -> tuple[Draft, Analysis]:
    return Draft(words, f"{words} it was.", url), read(f"{words} it was.")


async def test_an_article_is_found_by_its_words(store: Store):
    draft, analysis = linked("One")
    first = await store.add_article(HERE, draft, analysis, now=NOW)
    assert await store.article_by_content(HERE, draft.content_hash) == first
    assert await store.article_by_content(SHARED, draft.content_hash) is None
    await store.remove_article(first.id, now=NOW, by=None)
    removed = await store.article_by_content(HERE, draft.content_hash)
    assert removed is not None
    assert removed.removed_at == NOW
    shared = await store.add_article(SHARED, *linked("One", "https://other.example/"), now=NOW)
    assert await store.article_by_content(HERE, draft.content_hash) == shared


async def test_a_link_has_one_article_under_any_spelling(store: Store):
    first = await store.add_article(HERE, *linked("One"), now=NOW)
    for scope, url in ((HERE, LINK), (HERE, "http://www.NEWS.example/story/?utm_source=x#top")):
        with pytest.raises(KnownLink, match="#1 already has that link") as refused:
            await store.add_article(scope, *linked("Two", url), now=NOW)
        assert refused.value.article == first
    assert (await store.add_article(THERE, *linked("Two"), now=NOW)).number == 1
    assert await store.article_by_link(HERE, "news.example/story") == first
    assert await store.article_by_link(SHARED, "news.example/story") is None
    assert (await store.add_article(HERE, *linked("Three", "https://news.example/"), now=NOW)).number == 2
    assert (await store.add_article(HERE, *linked("Four", "https://news.example/"), now=NOW)).number == 3


async def test_a_link_added_twice_at_the_same_moment_is_one_article(store: Store):
    results = await asyncio.gather(
        *(store.add_article(HERE, *linked(f"Text {n}"), now=NOW) for n in range(5)), return_exceptions=True
    )
    assert [type(result) for result in results].count(KnownLink) == 4
    assert await store.count_articles(HERE) == 1


async def test_the_link_of_a_removed_article_says_how_to_restore_it(store: Store):
    first = await store.add_article(HERE, *linked("One"), now=NOW)
    await store.remove_article(first.id, now=NOW, by=None)
    with pytest.raises(DuplicateArticle, match=r"behind that link was removed as #1: /restore 1") as caught:
        await store.add_article(HERE, *linked("Two"), now=NOW)
    assert caught.value.removed


async def test_an_edit_takes_no_other_articles_link(store: Store):
    await store.add_article(HERE, *linked("One"), now=NOW)
    other = await store.add_article(HERE, *linked("Two", LINK + "/2"), now=NOW)
    with pytest.raises(KnownLink):
        await store.replace_article(other.id, *linked("Two"), now=NOW)
    changed = await store.replace_article(other.id, *linked("Two", LINK + "/2?utm_source=x"), now=NOW)
    assert changed.url == LINK + "/2?utm_source=x"


async def test_the_picture_of_a_page_is_kept_through_edits(store: Store):
    draft = Draft("Harbour", "The harbour opened.", picture="https://media.example/a.jpg")
    first = await store.add_article(HERE, draft, read(draft.text), now=NOW)
    assert first.picture == draft.picture
    second = await edit(store, first, "Harbour closes")
    assert second.picture is None
    undone = await store.undo_edit(first.id, now=NOW, by=7, version=second.version)
    assert undone.picture == draft.picture
