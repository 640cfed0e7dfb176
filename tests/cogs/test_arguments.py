"""What people type is taken as they mean it: quotation marks, apostrophes, names of channels and roles, mentions."""

from __future__ import annotations

import discord
import pytest
from conftest import Town, shown

from bot.ui.markup import code

TEXT = "New title\n\nA new text that nobody wrote before."
QUOTED = [
    "“Macy’s closes”",
    "„Macy’s closes“",
    "«Macy’s closes»",
    "« Macy’s closes »",
    '"Macy’s closes"',
    "「Macy’s closes」",
]


@pytest.fixture
async def macys(town: Town) -> Town:
    """A town with an article whose title has an apostrophe."""
    await town.ask("!add Macy’s closes\n\nThe fabric chain Macy’s closes its last shop on Monday.", who=town.editor)
    return town


@pytest.mark.parametrize("article", ["1", "Macy’s", "Macy's", "“Macy’s”", *QUOTED])
async def test_an_article_is_named_with_any_apostrophes_and_quotation_marks(macys: Town, article: str) -> None:
    answer = await macys.ask(f"!edit {article} {TEXT}", who=macys.editor)
    assert "New title" in answer
    assert "A new text that nobody wrote before" in await macys.ask("!read 1")


@pytest.mark.slow
@pytest.mark.parametrize("word", ["‘Tis", "“unfinished", '"', "”", "「", "it’s\\", "rock’n’roll", "'s-Hertogenbosch"])
@pytest.mark.parametrize("command", ["edit", "announce on", "announce role", "settings length", "summary"])
async def test_every_character_in_an_argument_is_accepted(macys: Town, command: str, word: str) -> None:
    said = await macys.ask(f"!{command} {word} x", who=macys.owner)
    assert said
    assert "I do not understand" not in said


@pytest.mark.parametrize(
    "typed",
    [
        "general",
        "#general",
        "General",
        '"general"',
        "“general”",
        "<#{id}>",
        "{id}",
        "#news-desk",
        "News Desk",
        "news desk",
    ],
)
async def test_a_channel_is_named_by_a_mention_its_id_or_its_name(town: Town, typed: str) -> None:
    desk = town.guild.create_text_channel("news-desk")
    channel = desk if "desk" in typed.casefold() else town.general
    said = await town.ask(f"!announce on {typed.format(id=channel.id)}", who=town.editor)
    assert said == f"New articles will be posted in {channel.mention}."


@pytest.mark.parametrize("typed", ["#news-des", "#general-talk", "generals", "#newsroom", "@general x"])
async def test_a_channel_whose_name_only_begins_with_the_typed_name_is_not_chosen(town: Town, typed: str) -> None:
    town.guild.create_text_channel("news-desk")
    said = await town.ask(f"!announce on {typed.removesuffix(' x')}x", who=town.editor)
    assert said.startswith("There is no such text channel, thread or forum here.")


async def test_voice_channels_and_categories_of_the_same_name_are_not_meant(town: Town) -> None:
    town.guild.create_voice_channel("News")
    town.guild.create_category("News")
    news = town.guild.create_text_channel("news")
    for typed in ("news", "#news", "News", '"News"'):
        assert news.mention in await town.ask(f"!announce on {typed}", who=town.editor)


async def test_if_several_have_one_name_it_asks_which_is_meant(town: Town) -> None:
    desks = [town.guild.create_role("Desk", mentionable=True) for _ in range(2)]
    channels = [town.guild.create_text_channel("wire") for _ in range(2)]
    asked = "Several here are called “{}”: choose one by its mention or its id."
    assert await town.ask("!settings editor-role desk", who=town.editor) == asked.format("desk")
    assert shown(await town.slash("settings editor-role", town.editor, role="Desk")) == asked.format("Desk")
    assert await town.ask("!announce on #wire", who=town.editor) == asked.format("wire")
    assert desks[0].mention in await town.ask(f"!settings editor-role {desks[0].mention}", who=town.editor)
    assert channels[1].mention in await town.ask(f"!announce on {channels[1].id}", who=town.editor)


async def test_among_names_that_differ_only_in_case_the_exact_one_is_chosen(town: Town) -> None:
    roles = [town.guild.create_role(name) for name in ("desk", "Desk", "DESK")]
    for role in roles:
        assert role.mention in await town.ask(f"!settings editor-role {role.name}", who=town.editor)


@pytest.mark.parametrize(
    "typed",
    [
        "News Desk",
        "@News Desk",
        "news desk",
        '"News Desk"',
        "“@News Desk”",
        "<@&{id}>",
        "{id}",
    ],
)
async def test_a_role_is_named_by_a_mention_its_id_or_its_name(town: Town, typed: str) -> None:
    town.guild.create_role("News", mentionable=True)
    desk = town.guild.create_role("News Desk", mentionable=True)
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    said = await town.ask(f"!announce role {typed.format(id=desk.id)} #briefings", who=town.editor)
    assert said == f"Posts in {town.briefings.mention} will mention {desk.mention} from now on."
    said = await town.ask(f"!settings editor-role {typed.format(id=desk.id)}", who=town.editor)
    assert said == f"Members with {desk.mention} are now editors too."
    told = shown(await town.slash("settings editor-role", town.editor, role=typed.format(id=desk.id)))
    assert told == said


@pytest.mark.parametrize("channel", ["#briefings", "<#{id}>"])
async def test_a_channel_may_stand_before_what_is_set(town: Town, channel: str) -> None:
    desk = town.guild.create_role("News Desk", mentionable=True)
    where, named = town.briefings.mention, channel.format(id=town.briefings.id)
    await town.ask(f"!announce on {where}", who=town.editor)
    for typed, said in (
        (f"style {named} compact", f"New posts in {where} will be compact"),
        (f"picture {named}  on", f"New posts in {where} will show the picture"),
        (f"publish {named} off", f"Posts in {where} will not be published"),
        (f"role {named} News Desk", f"Posts in {where} will mention {desk.mention}"),
        (f"role {named} none", f"Posts in {where} will mention nobody"),
    ):
        assert (await town.ask(f"!announce {typed}", who=town.editor)).startswith(said), typed
    assert "#nowhere" in await town.ask("!announce style #nowhere compact", who=town.editor)
    assert "compact" in await town.ask(f"!announce style {named}", who=town.editor)


async def test_a_role_with_an_apostrophe_is_found_by_either_kind(town: Town) -> None:
    desk = town.guild.create_role("Editor’s Desk")
    for typed in ("Editor's Desk", "@Editor’s Desk", "editor's desk"):
        assert desk.mention in await town.ask(f"!settings editor-role {typed}", who=town.editor)
    assert "Only members with Manage Server" in await town.ask("!settings editor-role none", who=town.editor)


async def test_the_bots_own_role_mentions_it_too(seeded: Town) -> None:
    guild = seeded.bot.get_guild(seeded.guild.id)
    assert guild is not None
    assert guild.me is not None
    managed, other = seeded.guild.create_role("Briefings"), seeded.guild.create_role("Other")
    role = guild.get_role(managed.id)
    assert role is not None
    role.tags = discord.RoleTags({"bot_id": str(guild.me.id)})  # as Discord marks the role that it makes for a bot
    assert "Takaichi" in await seeded.ask(f"{managed.mention} summary")
    assert "Ask me about the news" in await seeded.ask(managed.mention)
    assert await seeded.say(seeded.reader, f"{other.mention} summary") is None


@pytest.mark.parametrize("after", ["", " ", ",", ": ", "\n"])
async def test_a_mention_alone_is_answered_with_how_to_ask(seeded: Town, after: str) -> None:
    assert seeded.bot.user is not None
    said = await seeded.ask(f"{seeded.bot.user.mention}{after}")
    assert said == "Ask me about the news: !summary, !who \\<name\\>, !articles. !help shows more."


@pytest.mark.parametrize("between", ["", " ", ", ", ": ", "\n"])
async def test_a_mention_may_be_followed_as_people_write(seeded: Town, between: str) -> None:
    assert seeded.bot.user is not None
    assert "Takaichi" in await seeded.ask(f"{seeded.bot.user.mention}{between}summary")


async def test_a_prefix_counts_in_any_case(seeded: Town) -> None:
    await seeded.ask("!settings prefix b!", who=seeded.editor)
    for typed in ("b!summary", "B!summary", "B! Summary"):
        assert "Takaichi" in await seeded.ask(typed)


@pytest.mark.slow
@pytest.mark.parametrize("prefix", ["!`", "x``", "*", "**", "_", "~~", "||", "!\\", ">", "-", "“", '"', "'"])
async def test_any_prefix_works_and_is_shown_as_it_is(seeded: Town, prefix: str) -> None:
    said = await seeded.ask(f"!settings prefix {prefix}", who=seeded.owner)
    assert said == f"Commands here start with {code(prefix)} from now on; slash commands and mentions work as before."
    assert "Takaichi" in await seeded.ask(f"{prefix}summary")
    assert code(f"{prefix}summary") in await seeded.ask(f"{prefix}help")
    assert code(prefix) in await seeded.ask(f"{prefix}settings", who=seeded.owner)
    assert code(f"{prefix}restore 1") in await seeded.ask(f"{prefix}remove 1", who=seeded.owner)


@pytest.mark.parametrize(
    ("text", "span"), [("!x", "`!x`"), ("!`x", "`` !`x ``"), ("`", "`` ` ``"), ("``", "``` `` ```")]
)
def test_code_is_shown_completely_with_any_backticks(text: str, span: str) -> None:
    assert code(text) == span


@pytest.mark.slow
@pytest.mark.parametrize("quoted", ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "“{}", "{}”"])
@pytest.mark.parametrize(
    ("command", "meant", "said"),
    [
        ("read", "1", "closes its last shop"),
        ("why", "1", "Where #1 was posted"),
        ("actors", "all", "Macy"),
        ("themes", "all", "theme"),
        ("trends", "month", "too little to compare"),
        ("help", "add", "Add an article"),
        ("remove", "Macy’s closes", "Removed **#1**"),
    ],
)
async def test_quotation_marks_around_a_whole_argument_are_removed(
    macys: Town, command: str, meant: str, said: str, quoted: str
) -> None:
    plain = await macys.ask(f"!{command} {meant}", who=macys.editor)
    assert said in plain
    if command == "remove":
        await macys.ask("!restore 1", who=macys.editor)
    assert await macys.ask(f"!{command} {quoted.format(meant)}", who=macys.editor) == plain


async def test_an_alias_can_be_added_and_removed_in_quotation_marks(macys: Town) -> None:
    await macys.ask("!add New boss\n\nAnn Lee is the new boss of the chain. Ann Lee said so.", who=macys.editor)
    assert "“Iron Lady” is now an alias of “Ann Lee” here" in await macys.ask(
        "!alias “Iron Lady” = 'Ann Lee'", who=macys.editor
    )
    assert "is no longer an alias of" in await macys.ask("!unalias “Iron Lady”", who=macys.editor)


async def test_a_search_keeps_its_quotation_marks(macys: Town) -> None:
    assert "Articles with" in await macys.ask('!search "last shop"')
    assert "No article contains" in await macys.ask('!search "shop last"')


@pytest.mark.parametrize(
    ("named", "plain"),
    [
        ("summary article:1 length:short", "summary 1 short"),
        ("read article:latest", "read latest"),
        ("articles about:all page:1", "articles all 1"),
        ("who name:Macy’s", "who Macy’s"),
        ("search words:last shop", "search last shop"),
        ("search source:Reuters shop", "search source:Reuters shop"),
    ],
)
async def test_the_names_of_arguments_may_be_typed_as_in_slash_commands(macys: Town, named: str, plain: str) -> None:
    assert await macys.ask(f"!{named}", who=macys.editor) == await macys.ask(f"!{plain}", who=macys.editor)


async def test_a_name_of_an_argument_does_not_become_part_of_an_article(macys: Town) -> None:
    said = await macys.ask("!add text:Ferry sails\n\nThe ferry sails again. text: stays.", who=macys.editor)
    assert "\nFerry sails\n" in said
    assert "text: stays." in await macys.ask("!read 2")
    await macys.ask("!edit article:2 text:Ferry stops\n\nThe ferry stopped on Tuesday.", who=macys.editor)
    assert "The ferry stopped on Tuesday." in await macys.ask("!read 2")
    assert "That is one short line, too little for an article" in await macys.ask("!add text:Hello", who=macys.editor)
