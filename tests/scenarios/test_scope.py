"""What one server has, no other server hears of: in no command, search, suggestion, count or error."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from typing import Any

import discord
import pytest
from conftest import SEEDS, START, Clock, Town, answer_to, settle_town, shown
from hypothesis import given, settings
from hypothesis import strategies as st
from store.samples import add, person

from bot.errors import BriefingError
from bot.models.analysis import Theme
from bot.models.articles import SHARED
from bot.services.actors.queries import ActorQueries
from bot.services.library import Library
from bot.services.periods import ALL
from bot.store import open_store
from bot.store.protocols.store import Store
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.reply import Button, Reply, view_of

SECRET = "Zanzibar"
SECRET_PERSON = "Quentin Zanzibar"


@pytest.fixture
async def towns(town: Town) -> tuple[Town, Town]:
    """Two servers; the first has an article that the second must never hear of, and both see the shared seed, #1."""
    await town.newsroom.load_seeds(SEEDS)
    other = settle_town(town.env, town.bot, town.resources, "Other")
    await add(
        town.resources.store,
        f"{SECRET} in secret talks",
        text=f"{SECRET_PERSON} met Sanae Takaichi. {SECRET} trade talks went on.",
        scope=town.guild.id,
        actors=[
            person(SECRET_PERSON, SECRET, role=f"the envoy of {SECRET}"),
            person("Sanae Takaichi", "Takaichi", role=f"the {SECRET} mediator", salient=[0, 1]),
        ],
        themes=[Theme("Zanzibar affairs", (SECRET, "talks")), Theme("Trade", (SECRET, "trade"))],
    )
    return town, other


QUESTIONS = [
    ("summary", "summary", {}),
    ("summary 2", "summary", {"article": "2"}),
    ("summary zanzibar", "summary", {"article": "zanzibar"}),
    ("who Quentin Zanzibar", "who", {"name": "Quentin Zanzibar"}),
    ("who Quentin Zanzibat", "who", {"name": "Quentin Zanzibat"}),
    ("who Zanzi", "who", {"name": "Zanzi"}),
    ("who Takaichi", "who", {"name": "Takaichi"}),
    ("who Q", "who", {"name": "Q"}),
    ("who the envoy", "who", {"name": "the envoy"}),
    ("who mediator", "who", {"name": "mediator"}),
    ("quotes Quentin Zanzibar", "quotes", {"name": "Quentin Zanzibar"}),
    ("quotes Takaichi", "quotes", {"name": "Takaichi"}),
    ("timeline Quentin Zanzibar", "timeline", {"about": "Quentin Zanzibar"}),
    ("timeline Takaichi", "timeline", {"about": "Takaichi"}),
    ("timeline trade week", "timeline", {"about": "trade week"}),
    ("compare 1 2", "compare", {"first": "1", "second": "2"}),
    ("compare 2", "compare", {"first": "2"}),
    ("compare Quentin Zanzibar", "compare", {"first": "Quentin Zanzibar"}),
    ("compare Takaichi", "compare", {"first": "Takaichi"}),
    ("compare Takaichi and Japan", "compare", {"first": "Takaichi", "second": "Japan"}),
    ("actors", "actors", {}),
    ("actors 2", "actors", {"about": "2"}),
    ("themes", "themes", {}),
    ("themes 2", "themes", {"about": "2"}),
    ("theme zanzibar", "theme", {"name": "zanzibar"}),
    ("theme trade", "theme", {"name": "trade"}),
    ("theme x", "theme", {"name": "x"}),
    ("trends", "trends", {}),
    ("brief", "brief", {}),
    ("brief all", "brief", {"about": "all"}),
    ("brief zanzibar", "brief", {"about": "zanzibar"}),
    ("brief Quentin Zanzibar", "brief", {"about": "Quentin Zanzibar"}),
    ("articles", "articles", {}),
    ("read 2", "read", {"article": "2"}),
    ("search zanzibar", "search", {"words": "zanzibar"}),
    ("search talks", "search", {"words": "talks"}),
    ("about", "about", {}),
    ("edit 2 New\n\nNew text.", "edit", {"article": "2", "text": "New\n\nNew text."}),
    ("remove 2", "remove", {"article": "2"}),
    ("restore 2", "restore", {"article": "2"}),
    ("restore", "restore", {}),
    ("alias", "alias", {}),
    ("announce", "announce list", {}),
    ("settings", "settings show", {}),
    ("why 2", "why", {"article": "2"}),
    ("why", "why", {}),
    ("unalias Zanzibar", "unalias", {"name": "Zanzibar"}),
    ("announce test", "announce test", {}),
    ("announce preview", "announce preview", {}),
    ("announce filter trade", "announce filter", {"words": "trade"}),
    ("feed", "feed list", {}),
    ("feed check 1", "feed check", {"feed": "1"}),
    ("story", "story show", {}),
    ("story join 2 1", "story join", {"article": "2", "other": "1"}),
    ("story part 2", "story part", {"article": "2"}),
    ("forget", "forget show", {}),
    ("follow Takaich", "follow", {"words": "Takaich"}),
    ("following", "following", {}),
    ("unfollow all", "unfollow", {"words": "all"}),
]
TELL_OF_NO_ARTICLE = {
    "help",
    "add",
    "announce on",
    "announce off",
    "announce approval",
    "announce limit",
    "announce quiet",
    "announce digest",
    "announce again",
    "announce role",
    "announce publish",
    "announce style",
    "announce picture",
    "feed add",
    "feed pause",
    "feed resume",
    "feed remove",
    "feed text",
    "feed import",
    "feed export",
    "setup",
    "forget me",
} | {
    "settings prefix",
    "settings length",
    "settings timezone",
    "settings confirm-links",
    "settings reading",
    "settings editor-role",
}


def typed_back(typed: str) -> str:
    """What an answer may repeat of the question itself."""
    return typed.partition(" ")[2]


async def test_every_command_that_shows_articles_is_tried(town: Town) -> None:
    tried = {slash.removesuffix(" list").removesuffix(" show") for _, slash, _ in QUESTIONS}
    assert {command.qualified_name for command in town.bot.walk_commands()} - tried == TELL_OF_NO_ARTICLE


@pytest.mark.parametrize("form", ["prefix", "slash"])
async def test_no_answer_reveals_an_article_to_another_server(towns: tuple[Town, Town], form: str) -> None:
    _, other = towns
    leaks = {}
    for typed, slash, options in QUESTIONS:
        answer = shown(await other.give(form, typed, slash, other.editor, **options))
        said = answer.replace(f"“{typed_back(typed)}”", "")
        if SECRET.casefold() in said.casefold() or "envoy" in said:
            leaks[typed] = answer
    assert leaks == {}
    assert "1 article" in await other.ask("!about")
    assert "named 14 times in #1" in await other.ask("!who Takaichi")
    assert "1 article found" in await other.ask("!search trade")


async def test_the_server_itself_is_answered_from_both(towns: tuple[Town, Town]) -> None:
    town, _ = towns
    assert SECRET in await town.ask("!summary 2")
    assert "named 15 times in 2 articles" in await town.ask("!who Takaichi")
    assert "2 articles found" in await town.ask("!search trade")
    assert "Articles available here\n2 articles" in await town.ask("!about")


async def test_nothing_is_suggested_to_another_server(towns: tuple[Town, Town]) -> None:
    town, other = towns
    for command, option, typed in (
        ("summary", "article", "zan"),
        ("summary", "article", "2"),
        ("summary", "article", ""),
        ("read", "article", "secret"),
        ("actors", "about", "zan"),
        ("themes", "about", ""),
        ("who", "name", "zan"),
        ("who", "name", "quen"),
        ("who", "name", ""),
        ("compare", "first", "zan"),
        ("compare", "second", ""),
        ("edit", "article", ""),
        ("remove", "article", "zan"),
    ):
        offered = await other.editor.autocomplete(other.general, command, option, typed)
        assert SECRET not in str(offered), (command, typed)
    assert SECRET in str(await town.editor.autocomplete(town.general, "who", "name", "zan"))


async def test_a_direct_message_shows_no_servers_articles(towns: tuple[Town, Town]) -> None:
    town, _ = towns
    for typed, _, _ in QUESTIONS:
        await town.editor.send_dm(f"!{typed}")
        answer = town.editor.user.dm_channel.last_message
        assert answer is not None
        assert SECRET not in shown(answer).replace(f"“{typed_back(typed)}”", ""), typed


async def test_a_button_carried_over_from_another_server_opens_nothing(towns: tuple[Town, Town]) -> None:
    town, other = towns
    store = town.resources.store
    article = await store.article(town.guild.id, 2)
    assert article is not None
    (actor,) = await store.actors_by_name(town.guild.id, "quentin zanzibar")
    channel = town.bot.get_channel(other.general.id)
    assert isinstance(channel, discord.TextChannel)
    asked = {
        "Summary": ButtonAction(Action.SUMMARY, str(article.id), 4),
        "Actors": ButtonAction(Action.ACTORS, str(article.id)),
        "Text": ButtonAction(Action.TEXT, str(article.id)),
        "Who": ButtonAction(Action.WHO, str(actor.id)),
        "Theme": ButtonAction(Action.THEME, "Zanzibar affairs"),
        "Search": ButtonAction(Action.SEARCH, "envoy"),
    }
    buttons = tuple(Button(label, action) for label, action in list(asked.items())[:5])
    for some in (buttons, (Button("Search", asked["Search"]),)):
        reply = Reply(discord.Embed(title="x"), some)
        view = view_of(reply, other.reader.id)
        assert view is not None
        message = await channel.send(embed=reply.embed, view=view)
        for button in some:
            answer = answer_to(await other.reader.click(message, label=button.label))
            assert answer.ephemeral
            assert SECRET not in shown(answer).replace("“Zanzibar affairs”", ""), button.label


async def test_each_server_counts_its_own_numbers(towns: tuple[Town, Town]) -> None:
    town, other = towns
    assert "Added as #2" in await other.ask("!add Ours\n\nOur own text.", who=other.editor)
    assert "Ours" in await other.ask("!summary 2")
    assert SECRET in await town.ask("!summary 2")
    await other.ask("!remove 2", who=other.editor)
    assert SECRET in await town.ask("!summary 2")


async def test_the_same_text_may_be_in_two_servers(towns: tuple[Town, Town]) -> None:
    town, other = towns
    text = "Harbour\n\nThe harbour opened again."
    assert "Added as #3" in await town.ask(f"!add {text}", who=town.editor)
    assert "Added as #2" in await other.ask(f"!add {text}", who=other.editor)


async def test_a_servers_article_is_posted_in_its_own_channels_only(towns: tuple[Town, Town]) -> None:
    town, other = towns
    for one in (town, other):
        await one.ask(f"!announce on {one.briefings.mention}", who=one.editor)
    await town.ask("!add Ours\n\nOur own text.", who=town.editor)
    assert await town.deliver() == 1
    assert other.briefings.last_message is None
    await town.owner.send_dm("!add Shared\n\nA text for all.")
    assert await town.deliver() == 2
    for one in (town, other):
        assert one.briefings.last_message is not None
        assert "Shared" in shown(one.briefings.last_message)


async def test_a_servers_decisions_about_names_hold_only_there(towns: tuple[Town, Town]) -> None:
    town, other = towns
    await town.ask("!alias Premier = Takaichi", who=town.editor)
    assert (await town.ask("!who Premier")).startswith("Sanae Takaichi")
    assert "No article names or mentions “Premier”" in await other.ask("!who Premier")
    assert "Premier" not in await other.ask("!who Takaichi")


# ---------------------------------------------------------------- any library

A, B = 4001, 4002
NAMES = ("Ann Lee", "Lee", "Bo Lee", "Rui Costa", "Costa")
stories = st.lists(
    st.tuples(
        st.sampled_from([SHARED, A, B]),
        st.sampled_from(["Harbour", "Bridge", "Tower"]),
        st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
        st.sampled_from(["Trade", "Health"]),
    ),
    min_size=1,
    max_size=7,
)


async def seen(store: Store, view: int) -> dict[str, Any]:
    """Everything that a view can ask, by words: numbers and ids are another matter."""

    async def answered(question: Any) -> Any:
        try:
            return await question
        except BriefingError as error:
            return str(error), getattr(error, "nearest", ()) if "#" not in str(getattr(error, "nearest", "")) else ()

    clock = Clock()
    library, people = Library(store, clock), ActorQueries(store, clock)
    found: dict[str, Any] = {
        "count": await library.count(view),
        "removed": (await library.list_removed(view, limit=10, offset=0))[0],
    }
    listed = await answered(library.list_stories(view, limit=50, offset=0))
    found["listing"] = sorted(line.newest.title for line in listed[1]) if isinstance(listed[1], list) else listed
    hits = await answered(library.search(view, "story", limit=50, offset=0))
    found["search"] = sorted(hit.article.title for hit in hits[1]) if isinstance(hits[1], list) else hits
    found["themes"] = await answered(library.themes(view, ALL))
    found["titles"] = sorted(line.title for line in await library.suggest(view, "harb", limit=25))
    actors = await answered(people.top_actors(view, ALL, limit=50))
    found["actors"] = (
        [replace(x, id=0, article=None, only_in=()) for x in actors] if isinstance(actors, list) else actors
    )
    found["names"] = [sorted(await people.suggest(view, typed, limit=25)) for typed in ("", "le", "cos")]
    for name in (*NAMES, "Ann Leee", "Nobody"):
        profile = await answered(people.profile(view, name))
        found[name] = (
            profile
            if isinstance(profile, tuple)
            else (
                profile.name,
                profile.count,
                profile.mentions,
                sorted(profile.other_names),
                sorted(line.title for line in profile.articles),
                sorted(sentence.text for sentence in profile.sentences),
                sorted((line.name, line.articles) for line in profile.co_mentioned),
            )
        )
    return found


@settings(max_examples=12)
@given(stories)
def test_a_servers_answers_do_not_depend_on_other_servers(stories: list[tuple[int, str, list[str], str]]) -> None:
    async def both() -> None:
        with tempfile.TemporaryDirectory() as folder:
            together = await open_store(f"sqlite:///{folder}/together.db")
            alone = await open_store(f"sqlite:///{folder}/alone.db")
            try:
                for index, (scope, title, names, theme) in enumerate(stories):
                    for store in (together, alone) if scope != B else (together,):
                        await add(
                            store,
                            f"{title} {index}",
                            text=f"{title} story {index}. And so on.",
                            scope=scope,
                            actors=[person(name) for name in names],
                            themes=[Theme(theme, (f"word {index}", "other"))],
                            now=START,
                        )
                assert await seen(together, A) == await seen(alone, A)
            finally:
                await together.close()
                await alone.close()

    asyncio.run(both())
