"""What a briefing reads of the library, and when one was last asked for."""

from __future__ import annotations

from datetime import timedelta

from store.protocols.test_stories import report
from store.samples import HERE, NOW, THERE, add, later, organisation, person, place
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED

from bot.models.analysis import Theme
from bot.models.articles import SHARED
from bot.models.briefing import BriefingRange
from bot.store.protocols.store import Store


async def briefed(
    store: Store, wanted: BriefingRange | None = None, *, scope: int = HERE, limit: int = 99
) -> list[int]:
    found = await store.briefed_articles(scope, wanted or BriefingRange(), limit=limit)
    return [one.article.number for one in found]


async def test_the_latest_articles_are_briefed_with_their_stories(store: Store):
    await report(store, FERRY)
    await report(store, BUDGET, hours=1)
    await report(store, FERRY_REVISED, hours=2)
    found = await store.briefed_articles(HERE, BriefingRange(), limit=99)
    assert [one.article.number for one in found] == [3, 2, 1]
    assert found[0].story == found[2].story != found[1].story
    assert await briefed(store, limit=2) == [3, 2]


async def test_a_briefing_has_the_articles_that_its_server_sees(store: Store):
    await add(store, "For all", scope=SHARED)
    await add(store, "Here", scope=HERE)
    gone = await add(store, "Gone", scope=HERE)
    await store.remove_article(gone.id, now=NOW, by=1)
    assert await briefed(store) == [2, 1]
    assert await briefed(store, scope=THERE) == await briefed(store, scope=SHARED) == [1]


async def test_a_period_goes_by_the_dates_of_the_articles(store: Store):
    for days in (5, 3, 1):
        await add(store, f"{days} days ago", published=later(days=-days))
    assert await briefed(store, BriefingRange(later(days=-4))) == [3, 2]
    assert await briefed(store, BriefingRange(later(days=-4), later(days=-2))) == [2]


async def test_what_was_added_goes_by_the_order_of_addition(store: Store):
    assert await store.newest_article_id() == 0
    for hours in range(4):
        await add(store, f"Hour {hours}", published=later(days=-9 - hours))
    assert await briefed(store, BriefingRange(added=(1, 3))) == [2, 3]
    assert await briefed(store, BriefingRange(added=(4, await store.newest_article_id()))) == []


async def test_a_briefing_can_be_narrowed(store: Store):
    first = await add(store, "One", themes=[Theme("Trade", ("tariff", "export")), Theme("Health", ("flu", "doctor"))])
    await add(store, "Two", themes=[Theme("Health", ("flu", "doctor"))])
    await add(store, "Three", published=later(days=-9))
    found = await store.briefed_articles(HERE, BriefingRange(theme="Health"), limit=9)
    assert [(one.article.number, one.theme) for one in found] == [(2, "Health"), (1, "Trade")]
    given = BriefingRange(later(days=-1), article_ids=(first.id, first.id + 2))
    assert await briefed(store, given) == [1]


async def test_the_articles_that_name_actors_are_found_newest_first_and_once(store: Store):
    both = [person("Ann Lee"), person("Bo Ek")]
    for days, actors in enumerate((both, both[:1], [], both[1:])):
        await add(store, f"Day {days}", actors=actors, published=later(days=days))
    ids = [actor.id for key in ("ann lee", "bo ek") for actor in await store.actors_by_name(HERE, key)]
    assert await store.ids_naming(ids, since=None, until=None, limit=9) == [4, 2, 1]
    assert await store.ids_naming(ids, since=None, until=None, limit=2) == [4, 2]
    assert await store.ids_naming(ids, since=later(days=2), until=later(days=2), limit=9) == [2]


async def test_the_newest_date_is_that_of_any_visible_article(store: Store):
    assert await store.newest_date(HERE) is None
    await add(store, "Old", published=later(days=-3))
    await add(store, "There", scope=THERE)
    assert await store.newest_date(HERE) == NOW - timedelta(days=3)


async def test_the_best_sentences_and_the_main_actors_of_articles_are_read(store: Store):
    actors = [person("Ann Lee"), place("Nara"), organisation("The Union"), person("Bo Ek")]
    one = await add(store, "One", text="First this. Then that. At last this.", actors=actors)
    two = await add(store, "Two")
    found = await store.read_articles([one.id, two.id, 99], sentences=2, names=2)
    assert set(found) == {one.id, two.id}
    read = found[one.id]
    assert [sentence.text.strip() for sentence in read.sentences] == ["At last this.", "Then that."]
    assert (read.numbers, read.total, read.names, read.article.number) == ((3, 2), 3, ("Ann Lee", "The Union"), 1)


async def test_earlier_articles_of_a_story_are_those_from_before_a_time(store: Store):
    await report(store, FERRY)
    await report(store, FERRY_ELSEWHERE, hours=1)
    await report(store, FERRY_REVISED, hours=2)
    ((story, *_),) = {(one.story,) for one in await store.briefed_articles(HERE, BriefingRange(), limit=9)}
    assert story is not None
    for wanted in (BriefingRange(later(hours=2)), BriefingRange(added=(2, 3))):
        found = await store.earlier_articles(HERE, [story], wanted)
        assert {key: [one.number for one in articles] for key, articles in found.items()} == {story: [1, 2]}
    assert await store.earlier_articles(HERE, [story], BriefingRange(NOW)) == {}


async def test_when_a_briefing_was_last_asked_for_is_kept_for_each_channel(store: Store):
    assert await store.last_briefing(HERE, 1) is None
    for hours in (0, 1):
        await store.mark_briefing_asked(HERE, 1, 5 + hours, now=later(hours=hours))
    assert await store.last_briefing(HERE, 1) == (later(hours=1), 6)
    assert await store.last_briefing(HERE, 2) is None
    assert await store.last_briefing(THERE, 1) is None


async def test_what_is_compared_is_read_by_story_without_those_that_editors_decided_on(store: Store):
    ferry, elsewhere = await report(store, FERRY), await report(store, FERRY_ELSEWHERE)
    budget = await report(store, BUDGET, hours=1)
    everything = [ferry.id, elsewhere.id, budget.id]
    found = await store.compared_articles(everything)
    assert [[one.date for one in story] for story in found.values()] == [[NOW, NOW], [later(hours=1)]]
    assert "skelwick" in next(iter(found.values()))[0].fingerprint.words
    await store.part_story(elsewhere, now=NOW, by=1)
    ((left,),) = (await store.compared_articles(everything)).values()
    assert left.date == later(hours=1)
    assert await store.compared_articles([]) == {}
