"""Actors and themes over the articles of a view."""

from __future__ import annotations

import asyncio
import tempfile

import hypothesis
import hypothesis.strategies as st
from store.samples import HERE, NOW, THERE, add, edit, later, person, place

from bot.errors import BriefingError
from bot.models.analysis import ActorKind, Role, Sentence
from bot.models.articles import SHARED
from bot.store import open_store
from bot.store.protocols.store import Store

TAKAICHI = person("Sanae Takaichi", "Takaichi", role="Japan’s new Prime Minister", mentions=3, salient=(1, 0))
TRUMP = person("Donald Trump", "Trump", mentions=2)


async def test_an_actor_is_found_by_every_form_of_its_name(store: Store):
    await add(store, "One", actors=[person("Edwin van der Sar", "Van der Sar", "Edwin")])
    for key in ("edwin van der sar", "van der sar", "edwin"):
        assert [a.name for a in await store.actors_by_name(SHARED, key)] == ["Edwin van der Sar"], key
    for key in ("sar", "edwi", "van", ""):
        assert await store.actors_by_name(SHARED, key) == [], key
    for start in ("e", "edwin van", "van d", "der", "sar", "sa"):
        assert [a.name for a in await store.actors_with_prefix(SHARED, start, limit=5)] == ["Edwin van der Sar"], start
    for start in ("dwin", "ar", "sarr"):
        assert await store.actors_with_prefix(SHARED, start, limit=5) == [], start


async def test_an_alias_lives_as_long_as_an_article_that_uses_it(store: Store):
    await add(store, "Plain", actors=[person("Sanae Takaichi")])
    article = await add(store, "With a nickname", actors=[person("Sanae Takaichi", "Iron Lady")])
    assert [a.articles for a in await store.actors_by_name(SHARED, "iron lady")] == [2]
    await store.remove_article(article.id, now=NOW, by=None)
    assert await store.actors_by_name(SHARED, "iron lady") == []
    assert await store.actors_with_prefix(SHARED, "lad", limit=5) == []
    assert [a.articles for a in await store.actors_by_name(SHARED, "sanae takaichi")] == [1]


async def test_each_scope_has_its_own_actors_and_sees_the_shared_ones(store: Store):
    await add(store, "Shared", actors=[TAKAICHI])
    await add(store, "Ours", actors=[TAKAICHI, TRUMP], scope=HERE)
    await add(store, "Ours too", actors=[TAKAICHI], scope=HERE)
    theirs = await add(store, "Theirs", actors=[person("Angela Merkel")], scope=THERE)
    assert [(a.scope, a.articles) for a in await store.actors_by_name(HERE, "takaichi")] == [(HERE, 2), (SHARED, 1)]
    assert [(a.scope, a.articles) for a in await store.actors_by_name(THERE, "takaichi")] == [(SHARED, 1)]
    assert await store.actors_by_name(THERE, "trump") == []
    assert await store.actors_with_prefix(THERE, "don", limit=5) == []
    assert [a.name for a in await store.most_frequent_actors(SHARED, limit=9)] == ["Sanae Takaichi"]
    assert [a.name for a in await store.most_frequent_actors(THERE, limit=9)] == ["Sanae Takaichi", "Angela Merkel"]
    [merkel] = await store.actors_by_name(THERE, "angela merkel")
    assert await store.actors_by_id(HERE, [merkel.id]) == []
    assert await store.actors_by_id(THERE, [merkel.id, 999]) == [merkel]
    assert await store.appearances(HERE, [merkel.id], limit=5) == []
    assert await store.co_mentioned(HERE, [merkel.id], limit=5) == []
    assert {a.name for a, _, _ in await store.actor_counts(HERE, None, limit=9)} == {"Sanae Takaichi", "Donald Trump"}
    assert {a.name for a, _, _ in await store.actor_counts(HERE, NOW, limit=9)} == {"Sanae Takaichi", "Donald Trump"}
    await store.remove_article(theirs.id, now=NOW, by=None)
    assert await store.actors_by_id(THERE, [merkel.id]) == []


async def test_a_name_may_stand_for_a_person_and_a_place(store: Store):
    await add(store, "One", actors=[person("Victoria"), place("Victoria")])
    assert {a.kind for a in await store.actors_by_name(SHARED, "victoria")} == {ActorKind.PERSON, ActorKind.PLACE}
    await add(store, "Two", actors=[place("VICTORIA")])
    assert [(a.kind, a.name, a.articles) for a in await store.most_frequent_actors(SHARED, limit=9)] == [
        (ActorKind.PLACE, "Victoria", 2),
        (ActorKind.PERSON, "Victoria", 1),
    ]


async def test_appearances_quote_the_newest_article_first(store: Store):
    old = await add(store, "Old", actors=[TRUMP, TAKAICHI], published=later(days=-9))
    newest = await add(store, "Newest", actors=[TAKAICHI], published=later(days=1))
    middle = await add(store, "Middle", actors=[TAKAICHI], scope=HERE)
    ids = [a.id for a in await store.actors_by_name(HERE, "takaichi")]
    found = await store.appearances(HERE, ids, limit=9)
    assert [a.article.id for a in found] == [newest.id, middle.id, old.id]
    last = found[-1]
    assert (last.name, last.kind, last.aliases, last.mentions) == (
        "Sanae Takaichi",
        ActorKind.PERSON,
        ("Takaichi",),
        3,
    )
    assert last.roles == (Role("Japan’s new Prime Minister", 0),)
    assert last.salient == (
        Sentence(" And so on.", 11, 22),
        Sentence("Old it was.", 0, 11),
    )
    assert [a.article.id for a in await store.appearances(HERE, ids, limit=2)] == [newest.id, middle.id]
    assert await store.appearances(HERE, [], limit=2) == []


async def test_an_edit_of_the_date_moves_an_appearance(store: Store):
    first = await add(store, "First", actors=[TRUMP], published=later(days=-1))
    second = await add(store, "Second", actors=[TRUMP], published=later(days=-2))
    [trump] = await store.actors_by_name(SHARED, "trump")
    assert [a.article.id for a in await store.appearances(SHARED, [trump.id], limit=1)] == [first.id]
    await edit(store, second, "Second", actors=[TRUMP])  # without a date of its own: the day it was added
    assert [a.article.id for a in await store.appearances(SHARED, [trump.id], limit=1)] == [second.id]


async def test_companions_are_counted_once_for_each_article(store: Store):
    xi, putin = person("Xi Jinping"), person("Vladimir Putin")
    await add(store, "One", actors=[TAKAICHI, TRUMP, xi])
    await add(store, "Two", actors=[TAKAICHI, person("Takaichi Sanae"), TRUMP, putin])
    await add(store, "Three", actors=[xi, putin])
    ids = [a.id for name in ("sanae takaichi", "takaichi sanae") for a in await store.actors_by_name(SHARED, name)]
    found = await store.co_mentioned(SHARED, ids, limit=9)
    assert [(a.name, together) for a, together in found] == [
        ("Donald Trump", 2),
        ("Xi Jinping", 1),
        ("Vladimir Putin", 1),
    ]
    assert len(await store.co_mentioned(SHARED, ids, limit=1)) == 1
    of_one = await store.co_mentioned(SHARED, ids, articles=[2], limit=9)
    assert [(a.name, together) for a, together in of_one] == [("Donald Trump", 1), ("Vladimir Putin", 1)]
    assert await store.co_mentioned(SHARED, ids, articles=[3], limit=9) == []


async def test_the_most_named_of_a_period(store: Store):
    await add(store, "Old", actors=[TRUMP, place("Tokyo")], published=later(days=-9))
    await add(store, "New", actors=[TAKAICHI, place("Tokyo")], published=later(days=-1))
    await add(store, "Newer", actors=[TRUMP], now=NOW)

    async def most(**which: object) -> list[tuple[str, int, int]]:
        return [(a.name, n, times) for a, n, times in await store.actor_counts(HERE, limit=9, **which)]  # type: ignore[arg-type]

    everyone = [("Donald Trump", 2, 4), ("Tokyo", 2, 2), ("Sanae Takaichi", 1, 3)]
    assert await most(since=None) == everyone
    assert await most(since=later(days=-9)) == everyone
    assert await most(since=later(days=-8)) == [("Sanae Takaichi", 1, 3), ("Donald Trump", 1, 2), ("Tokyo", 1, 1)]
    assert await most(since=later(days=-9), until=later(days=-1)) == [("Donald Trump", 1, 2), ("Tokyo", 1, 1)]
    assert await most(since=None, until=later(days=-9)) == []
    assert await most(since=later(days=1)) == []


PEOPLE = [person("Ann Lee", "Lee"), person("Lee"), person("Bob Lee", "Lee", mentions=2), place("Leeds")]
STEP = st.tuples(
    st.sampled_from(["add", "edit", "undo", "remove", "restore", "reread"]),
    st.integers(0, 3),
    st.lists(st.sampled_from(PEOPLE), max_size=3, unique_by=lambda a: a.name),
)


@hypothesis.settings(max_examples=12)
@hypothesis.given(st.lists(STEP, min_size=3, max_size=14))
def test_counts_follow_every_change_of_the_articles(steps: list[tuple[str, int, list]]):
    async def check() -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = await open_store(f"sqlite:///{folder}/counts.db")
            try:
                for i, (action, which, actors) in enumerate(steps):
                    await _take(store, action, which, actors, i)
                await _compare(store)
            finally:
                await store.close()

    asyncio.run(check())


async def _take(store: Store, action: str, which: int, actors: list, i: int) -> None:
    article = await store.article(SHARED, which + 1, removed=True)
    if action == "add" or article is None:
        await add(store, f"Story {i}", actors=actors)
    elif action == "edit":
        await edit(store, article, f"Edited {i}", actors=actors)
    elif action == "reread":
        reading = await store.analysis(article.id)
        assert reading is not None
        assert await store.replace_analysis(article.id, article.content_hash, reading)
    elif action == "remove":
        await store.remove_article(article.id, now=NOW, by=None)
    elif action == "restore":
        await store.restore_article(article.id, now=NOW, by=None)
    else:
        try:
            await store.undo_edit(article.id, now=NOW, by=None, version=article.version)
        except BriefingError:  # nothing to undo
            return


async def _compare(store: Store) -> None:
    """What is counted along the way against what the readings that are seen say."""
    readings = [await store.analysis(line.id) for line in await store.articles(SHARED, limit=99)]
    named: dict[str, int] = {}
    times: dict[str, int] = {}
    for actor in (actor for reading in readings if reading for actor in reading.actors):
        named[actor.name] = named.get(actor.name, 0) + 1
        times[actor.name] = times.get(actor.name, 0) + len(actor.mentions)
    assert {a.name: n for a, n, _ in await store.actor_counts(SHARED, None, limit=99)} == named
    assert {a.name: n for a, _, n in await store.actor_counts(SHARED, None, limit=99)} == times
    assert {a.name: n for a, n, _ in await store.actor_counts(SHARED, later(days=-9), limit=99)} == named
    called_lee = {a.name for a in await store.actors_by_name(SHARED, "lee")}
    assert called_lee == named.keys() & {"Ann Lee", "Lee", "Bob Lee"}
    assert {a.name for a in await store.actors_with_prefix(SHARED, "lee", limit=99)} == named.keys()


async def test_roles_are_found_by_any_of_their_words(store: Store):
    mayor = person("Ann Lee", role="Mayor of West_Port")
    await add(store, "Old", actors=[mayor, person("Bo Ek", role="west port's mayor")], published=later(days=-9))
    new = await add(store, "New", actors=[mayor, person("Cy Fox", role="deputy mayor"), person("Di Roe")])
    for words, names in {
        ("mayor",): ["Ann Lee", "Cy Fox", "Ann Lee", "Bo Ek"],
        ("deputy", "port"): ["Ann Lee", "Cy Fox", "Ann Lee", "Bo Ek"],
        ("DEPUTY",): ["Cy Fox"],
        ("%",): [],
        (): [],
    }.items():
        assert [role.actor.name for role in await store.roles_with(SHARED, words, limit=9)] == names, words
    (first,) = await store.roles_with(SHARED, ["mayor"], limit=1)
    assert (first.text, first.article) == ("Mayor of West_Port", new.id)


async def test_mentions_are_counted_once_for_each_article(store: Store):
    article = await add(store, "One", actors=[TAKAICHI, TRUMP], published=later(days=-9))
    await add(store, "Two", actors=[TAKAICHI], scope=HERE)
    ids = [a.id for key in ("takaichi", "trump") for a in await store.actors_by_name(HERE, key)]
    assert await store.mention_counts(HERE, ids) == (2, 8)
    assert await store.mention_counts(HERE, ids, since=NOW) == (1, 3)
    assert await store.mention_counts(HERE, ids, until=NOW) == (1, 5)
    assert await store.mention_counts(THERE, ids) == (1, 5)
    await store.remove_article(article.id, now=NOW, by=None)
    assert await store.mention_counts(THERE, ids) == (0, 0)


async def test_the_articles_that_name_actors_are_listed_with_what_they_call_them(store: Store):
    old = await add(store, "Old", actors=[person("Roe", role="the mayor", mentions=2)], published=later(hours=-72))
    new = await add(store, "New", actors=[person("Roe"), person("Jane Roe")], scope=HERE)
    gone = await add(store, "Gone", actors=[person("Roe")], scope=HERE)
    await store.remove_article(gone.id, now=NOW, by=None)
    ids = [actor.id for key in ("roe", "jane roe") for actor in await store.actors_by_name(HERE, key)]
    named = await store.named_in(HERE, ids, limit=9)
    assert [(found.article, found.number, found.mentions, found.roles) for found in named] == [
        (new.id, new.number, 1, ()),
        (new.id, new.number, 1, ()),
        (old.id, old.number, 2, ("the mayor",)),
    ]
    assert [found.article for found in await store.named_in(HERE, ids, since=later(hours=-24), limit=9)] == [new.id] * 2
    assert [found.article for found in await store.named_in(HERE, ids, until=later(hours=-24), limit=9)] == [old.id]
    assert [found.article for found in await store.named_in(SHARED, ids, limit=9)] == [old.id]
    assert len(await store.named_in(HERE, ids, limit=1)) == 1


async def test_the_age_that_an_article_gives_is_read_with_its_date(store: Store):
    texts = ["It rained. Ann Roe, 44, left.", "Ann Roe left. The 45-year-old Ann Roe ran.", "She left, 46."]
    for number, text in enumerate(texts):
        dated = {"published": later(hours=-number)} if number else {}
        await add(store, f"Story {number}", text=text, actors=[person("Ann Roe")], now=later(hours=1), **dated)
    (roe,) = await store.actors_by_name(SHARED, "ann roe")
    named = await store.named_in(SHARED, [roe.id], limit=9)
    assert [(found.age, found.date, found.is_dated) for found in named] == [
        (44, later(hours=1), False),
        (None, later(hours=-1), True),
        (None, later(hours=-2), True),
    ]


async def test_texts_that_name_an_actor_have_the_mentions_of_it_and_of_other_persons(store: Store):
    await add(store, "Old", actors=[TRUMP, TAKAICHI, place("Nara")], published=NOW)
    await add(store, "New", actors=[TAKAICHI], published=later(days=1))
    await add(store, "Elsewhere", scope=THERE, actors=[TAKAICHI])
    (known,) = await store.actors_by_name(SHARED, "sanae takaichi")
    new, old = await store.naming_texts(HERE, [known.id, known.id], limit=5)
    assert (new.article.title, new.text, new.others) == ("New", "New it was. And so on.", ())
    assert old.named == ((0, 1), (1, 2), (2, 3))
    assert old.others == ((0, 1), (1, 2))
    assert [sentence.text for sentence in old.sentences] == ["Old it was.", " And so on."]
    assert [one.article.title for one in await store.naming_texts(HERE, [known.id], limit=1)] == ["New"]
