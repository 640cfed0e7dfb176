"""Who may do what: one table, tried by everyone in every form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
import pytest
import simcord
from conftest import SEEDS, Town, answer_to, settle_town, shown

ANYONE = frozenset({"reader", "desk", "manager", "owner", "stranger", "dm reader", "dm owner"})
EDITORS = frozenset({"desk", "manager", "owner"})
"""``desk`` is a member with the editor role; ``stranger`` manages another server and is a reader in this one."""


@dataclass(frozen=True)
class Deed:
    """A command, as typed and as a slash command, and who may do it."""

    typed: str
    slash: str
    options: dict[str, Any]
    allowed: frozenset[str]


DEEDS = [
    Deed("summary", "summary", {}, ANYONE),
    Deed("brief", "brief", {}, ANYONE),
    Deed("who Takaichi", "who", {"name": "Takaichi"}, ANYONE),
    Deed("quotes Takaichi", "quotes", {"name": "Takaichi"}, ANYONE),
    Deed("timeline Takaichi", "timeline", {"about": "Takaichi"}, ANYONE),
    Deed("compare Takaichi and Japan", "compare", {"first": "Takaichi", "second": "Japan"}, ANYONE),
    Deed("actors", "actors", {}, ANYONE),
    Deed("themes", "themes", {}, ANYONE),
    Deed("theme Trade", "theme", {"name": "Trade"}, ANYONE),
    Deed("trends", "trends", {}, ANYONE),
    Deed("articles", "articles", {}, ANYONE),
    Deed("read 1", "read", {"article": "1"}, ANYONE),
    Deed("search trade", "search", {"words": "trade"}, ANYONE),
    Deed("help", "help", {}, ANYONE),
    Deed("about", "about", {}, ANYONE),
    Deed("add New\n\nA new text.", "add", {"text": "New\n\nA new text."}, EDITORS | {"dm owner"}),
    Deed("edit 2 Two\n\nOther words.", "edit", {"article": "2", "text": "Two\n\nOther words."}, EDITORS | {"dm owner"}),
    Deed("restore 2", "restore", {"article": "2"}, EDITORS | {"dm owner"}),
    Deed("remove 2", "remove", {"article": "2"}, EDITORS | {"dm owner"}),
    Deed("restore", "restore", {}, EDITORS | {"dm owner"}),
    Deed("restore #2", "restore", {"article": "#2"}, EDITORS | {"dm owner"}),
    Deed(
        "edit 1 One\n\nOther words.",
        "edit",
        {"article": "1", "text": "One\n\nOther words."},
        frozenset({"owner", "dm owner"}),
    ),
    Deed("remove 1", "remove", {"article": "1"}, frozenset({"owner", "dm owner"})),
    Deed("restore 1", "restore", {"article": "1"}, frozenset({"owner", "dm owner"})),
    Deed("alias Premier = Takaichi", "alias", {"names": "Premier = Takaichi"}, EDITORS | {"dm owner"}),
    Deed("unalias Premier", "unalias", {"name": "Premier"}, EDITORS | {"dm owner"}),
    Deed("announce", "announce list", {}, EDITORS),
    Deed("announce on", "announce on", {}, EDITORS),
    Deed("announce test", "announce test", {}, EDITORS),
    Deed("announce filter off", "announce filter", {"words": "off"}, EDITORS),
    Deed("announce limit off", "announce limit", {"words": "off"}, EDITORS),
    Deed("announce quiet off", "announce quiet", {"words": "off"}, EDITORS),
    Deed("announce digest off", "announce digest", {"words": "off"}, EDITORS),
    Deed("announce approval", "announce approval", {}, EDITORS),
    Deed("announce again never", "announce again", {"words": "never"}, EDITORS),
    Deed("announce preview", "announce preview", {}, EDITORS),
    Deed("announce role none", "announce role", {"role": "none"}, EDITORS),
    Deed("announce publish off", "announce publish", {"choice": "off"}, EDITORS),
    Deed("announce style compact", "announce style", {"style": "compact"}, EDITORS),
    Deed("announce picture on", "announce picture", {"choice": "on"}, EDITORS),
    Deed("settings reading off", "settings reading", {"choice": "off"}, EDITORS),
    Deed("settings confirm-links off", "settings confirm-links", {"choice": "off"}, EDITORS),
    Deed("announce off", "announce off", {}, EDITORS),
    Deed("why 1", "why", {"article": "1"}, EDITORS),
    Deed("story 1", "story show", {"article": "1"}, ANYONE),
    Deed("story join 2 2", "story join", {"article": "2", "other": "2"}, EDITORS | {"dm owner"}),
    Deed("story part 2", "story part", {"article": "2"}, EDITORS | {"dm owner"}),
    Deed("feed", "feed list", {}, EDITORS),
    Deed("feed add -", "feed add", {"link": "-"}, EDITORS),
    Deed("feed check 1", "feed check", {"feed": "1"}, EDITORS),
    Deed("feed pause 1", "feed pause", {"feed": "1"}, EDITORS),
    Deed("feed resume 1", "feed resume", {"feed": "1"}, EDITORS),
    Deed("feed text 1 page", "feed text", {"feed": "1", "source": "page"}, EDITORS),
    Deed("feed remove 1", "feed remove", {"feed": "1"}, EDITORS),
    Deed("feed import", "feed import", {}, EDITORS),
    Deed("feed export", "feed export", {}, EDITORS),
    Deed("follow Takaichi", "follow", {"words": "Takaichi"}, ANYONE),
    Deed("following", "following", {}, ANYONE),
    Deed("unfollow Takaichi", "unfollow", {"words": "Takaichi"}, ANYONE),
    Deed("forget", "forget show", {}, ANYONE),
    Deed("settings", "settings show", {}, EDITORS),
    Deed("settings prefix !", "settings prefix", {"prefix": "!"}, EDITORS),
    Deed("settings timezone UTC", "settings timezone", {"zone": "UTC"}, EDITORS),
    Deed("settings length medium", "settings length", {"length": "medium"}, EDITORS),
    Deed("settings editor-role Desk", "settings editor-role", {"role": "Desk"}, frozenset({"manager", "owner"})),
    Deed("setup", "setup", {}, frozenset({"manager", "owner"})),
    Deed("forget me", "forget me", {}, ANYONE),
]
REFUSALS = (
    "Only this server’s editors can do this: members with Manage Server",
    "Only members with Manage Server and the bot’s owner can do this.",
    "\\#1 is shared by all servers: only the bot’s owner can change it.",
    "In a direct message only the bot’s owner can do this; in a server, its editors.",
    "This only works in a server.",
)


@dataclass
class Person:
    """Somebody, and how they give a command where they are."""

    town: Town
    actor: Any

    async def give(self, form: str, deed: Deed) -> str:
        if isinstance(self.actor, simcord.MemberActor):
            return shown(await self.town.give(form, deed.typed, deed.slash, self.actor, **deed.options))
        if form == "slash":
            if deed.slash not in self.actor.available_commands():
                return REFUSALS[-1]  # Discord itself does not offer it there
            return shown(answer_to(await self.actor.slash(deed.slash, **deed.options)))
        assert self.town.bot.user is not None
        sent = await self.actor.send_dm(f"{'!' if form == 'prefix' else self.town.bot.user.mention + ' '}{deed.typed}")
        answer = self.actor.dm_channel.last_message
        assert answer is not None
        assert answer.id != sent.id
        return shown(answer)


async def people(town: Town) -> dict[str, Person]:
    """Everyone of the table. The library has a shared article, #1, and one of the server (or shared, for DMs), #2."""
    desk = town.guild.create_role("Desk")
    other = settle_town(town.env, town.bot, town.resources, "Other")
    await town.newsroom.load_seeds(SEEDS)
    await town.services.guild_settings.set_editor_role(town.guild.id, desk.id)
    return {
        "reader": Person(town, town.reader),
        "desk": Person(town, town.guild.add_member(town.env.create_user("desk"), roles=[desk])),
        "manager": Person(town, town.editor),
        "owner": Person(town, town.owner),
        "stranger": Person(town, town.guild.add_member(other.editor.user)),
        "dm reader": Person(town, town.reader.user),
        "dm owner": Person(town, town.owner.user),
    }


async def test_the_table_holds_every_command(town: Town) -> None:
    names = {command.qualified_name for command in town.bot.walk_commands()}
    assert {name for name in names if not any(deed.typed.startswith(name) for deed in DEEDS)} == set()


@pytest.mark.parametrize("form", ["prefix", "slash"])
@pytest.mark.parametrize("who", sorted(ANYONE))
async def test_everyone_may_do_what_the_table_says_and_is_otherwise_told_who_may(
    town: Town, who: str, form: str
) -> None:
    person = (await people(town))[who]
    adder = town.owner.user.send_dm if who.startswith("dm") else None
    if adder is not None:
        await adder("!add Second\n\nThe second text.")
    else:
        await town.ask("!add Second\n\nThe second text.", who=town.editor)
    wrong = {}
    for deed in DEEDS:
        answer = await person.give(form, deed)
        refused = answer.startswith(REFUSALS)
        if refused == (who in deed.allowed):
            wrong[deed.typed] = answer
    assert wrong == {}


async def test_another_servers_editor_cannot_touch_this_servers_articles(town: Town) -> None:
    other = settle_town(town.env, town.bot, town.resources, "Other")
    await town.ask("!add Ours\n\nOur own text.", who=town.editor)
    for command in ("!edit 1 Theirs\n\nTheir text.", "!remove 1", "!restore 1", "!remove ours"):
        answer = await other.ask(command, who=other.editor)
        assert "Ours" not in answer.replace("“ours”", "")
    assert "Our own text." in await town.ask("!read 1")


async def test_the_owner_has_rights_in_a_server_where_they_have_no_role(town: Town) -> None:
    await town.newsroom.load_seeds(SEEDS)
    assert "Removed **#1**" in await town.ask("!remove 1", who=town.owner)


async def test_a_removed_role_takes_effect_at_the_next_command(town: Town) -> None:
    member, desk = await member_of_desk(town)
    assert "New articles are posted in" in await town.ask("!announce", who=member)
    town.env.backend.remove_member_role(town.guild.id, member.id, desk.id)
    assert (await town.ask("!announce", who=member)).startswith(REFUSALS[0])
    assert shown(await town.slash("announce list", member)).startswith(REFUSALS[0])


async def test_a_role_that_is_no_longer_the_editor_role_gives_no_rights(town: Town) -> None:
    member, _ = await member_of_desk(town)
    await town.ask("!settings editor-role none", who=town.editor)
    assert (await town.ask("!announce", who=member)).startswith(REFUSALS[0])


@pytest.mark.parametrize("command", ["add", "edit"])
async def test_rights_lost_while_a_form_is_open_are_lost(town: Town, command: str) -> None:
    member, desk = await member_of_desk(town)
    await town.ask("!add Ours\n\nOur own text.", who=town.editor)
    options = {"article": "1"} if command == "edit" else {}
    form = await member.slash(town.general, command, **options)
    assert form.modal is not None
    town.env.backend.remove_member_role(town.guild.id, member.id, desk.id)
    boxes = [row["components"][0]["custom_id"] for row in form.modal["components"]]
    answer = answer_to(await member.submit_modal(form, dict(zip(boxes, ("Late", "A late text."), strict=True))))
    assert answer.ephemeral
    assert shown(answer).startswith(REFUSALS[0])
    assert "Our own text." in await town.ask("!read 1")
    assert "1 article" in await town.ask("!about")


async def test_an_article_removed_while_its_form_is_open_is_not_brought_back(town: Town) -> None:
    await town.ask("!add Ours\n\nOur own text.", who=town.editor)
    form = await town.editor.slash(town.general, "edit", article="1")
    assert form.modal is not None
    await town.ask("!remove 1", who=town.editor)
    boxes = [row["components"][0]["custom_id"] for row in form.modal["components"]]
    await town.editor.submit_modal(form, dict(zip(boxes, ("Late", "A late text."), strict=True)))
    assert "The library is empty" in await town.ask("!articles")


async def test_managing_channels_does_not_make_an_editor(town: Town) -> None:
    role = town.guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_channels=True, kick_members=True)
    )
    member = town.guild.add_member(town.env.create_user("moderator"), roles=[role])
    assert (await town.ask("!announce", who=member)).startswith(REFUSALS[0])


async def member_of_desk(town: Town) -> tuple[simcord.MemberActor, simcord.RoleHandle]:
    desk = town.guild.create_role("Desk")
    await town.services.guild_settings.set_editor_role(town.guild.id, desk.id)
    return town.guild.add_member(town.env.create_user("desk"), roles=[desk]), desk
