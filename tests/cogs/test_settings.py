from __future__ import annotations

import asyncio

import pytest
from conftest import FORMS, Town, sentence_count, settle_town, shown

from bot.models.guilds import GuildSettings


@pytest.mark.parametrize("form", FORMS)
async def test_settings_shows_the_servers_settings(town: Town, form: str) -> None:
    answer = shown(await town.give(form, "settings", "settings show", town.editor))
    assert answer.startswith(
        "Settings of this server\nPrefix\n`!`\nDefault summary length\nmedium\nEditors\nmembers with Manage"
    )


@pytest.mark.parametrize("form", FORMS)
async def test_a_new_prefix_works_at_once_and_the_old_one_no_longer(seeded: Town, form: str) -> None:
    answer = shown(await seeded.give(form, "settings prefix ?", "settings prefix", seeded.editor, prefix="?"))
    assert answer == "Commands here start with `?` from now on; slash commands and mentions work as before."
    assert await seeded.say(seeded.reader, "!summary") is None
    expected = await seeded.ask("?summary")
    assert "Takaichi" in expected
    assert shown(await seeded.give("mention", "summary", "summary")) == expected
    assert shown(await seeded.slash("summary")) == expected
    assert "`?summary" in await seeded.ask("?help")
    assert "?settings prefix" in await seeded.ask("?settings", who=seeded.editor)
    assert "Did you mean ?summary?" in await seeded.ask("?sumary")


@pytest.mark.parametrize("prefix", ["toolong!", "/", "/x", "a", "bot", "b9", "@", "#", "<@", "`", "\u200b", "\\"])
async def test_a_prefix_that_could_not_work_is_refused(town: Town, prefix: str) -> None:
    answer = await town.ask(f"!settings prefix {prefix}", who=town.editor)
    assert "prefix" in answer
    assert "try ! or ?" in answer or "such as ! or ?" in answer
    assert "`!`" in await town.ask("!settings", who=town.editor)


async def test_a_prefix_with_a_blank_can_only_be_given_by_slash_and_is_refused(town: Town) -> None:
    assert "without spaces" in shown(await town.slash("settings prefix", town.editor, prefix="a !"))


async def test_a_letter_followed_by_a_symbol_is_a_prefix(seeded: Town) -> None:
    await seeded.ask("!settings prefix b!", who=seeded.editor)
    assert "Takaichi" in await seeded.ask("b!summary")


@pytest.mark.parametrize("form", FORMS)
async def test_the_editor_role_makes_its_members_editors(town: Town, form: str) -> None:
    role = town.guild.create_role("Desk")
    member = town.guild.add_member(town.env.create_user("desk"), roles=[role])
    assert "Only this server" in await town.ask("!announce", who=member)
    answer = shown(
        await town.give(
            form, f"settings editor-role {role.mention}", "settings editor-role", town.editor, role=str(role.id)
        )
    )
    assert answer == f"Members with {role.mention} are now editors too."
    assert "New articles are posted in" in await town.ask("!announce", who=member)
    editors = f"members with Manage Server, members with {role.mention} and the bot’s owner"
    assert editors in await town.ask("!settings", who=town.editor)
    assert f"{editors}." in await town.ask("!announce")
    told = shown(await town.give(form, "settings editor-role", "settings editor-role", town.editor))
    assert told.startswith(f"Editors are {editors}.")
    assert "`!settings editor-role none` removes the role" in told
    assert "New articles are posted in" in await town.ask("!announce", who=member)
    cleared = shown(
        await town.give(form, "settings editor-role none", "settings editor-role", town.editor, role="none")
    )
    assert cleared == "Only members with Manage Server and the bot’s owner are editors now."
    assert "Only this server" in await town.ask("!announce", who=member)


async def test_a_deleted_role_is_no_longer_the_editor_role(town: Town) -> None:
    desk, other = town.guild.create_role("Desk"), town.guild.create_role("Other")
    await town.ask("!settings editor-role Desk", who=town.editor)
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    for role, named in ((other, True), (desk, False)):
        gone = guild.get_role(role.id)
        assert gone is not None
        await gone.delete()
        await town.env.settle()
        for who, typed in ((town.editor, "!settings"), (town.reader, "!add x")):
            assert (desk.mention in await town.ask(typed, who)) == named


async def test_an_editor_by_role_cannot_decide_who_is_an_editor(town: Town) -> None:
    role = town.guild.create_role("Desk")
    member = town.guild.add_member(town.env.create_user("desk"), roles=[role])
    await town.ask(f"!settings editor-role {role.mention}", who=town.editor)
    refused = await town.ask("!settings editor-role", who=member)
    assert refused == "Only members with Manage Server and the bot’s owner can do this."
    assert "New articles are posted in" in await town.ask("!announce", who=member)


async def test_an_unknown_role_is_reported(town: Town) -> None:
    answer = await town.ask("!settings editor-role Nobody", who=town.editor)
    assert answer.startswith("There is no such role here. Type it as !settings editor-role \\[@role\\|none\\].")
    assert answer.endswith("For example: !settings editor-role @Desk")


async def test_roles_and_none_are_suggested_while_typing(town: Town) -> None:
    desk = town.guild.create_role("Desk")
    for command in ("settings editor-role", "announce role"):
        choices = await town.editor.autocomplete(town.general, command, "role", "")
        assert choices[0]["value"] == "none"
        assert {"name": "@Desk", "value": str(desk.id)} in choices
        assert "@everyone" not in str(choices)
        assert [c["value"] for c in await town.editor.autocomplete(town.general, command, "role", "@de")] == [
            str(desk.id)
        ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "settings banana",
            "!settings has no subcommand “banana”. Try one of: confirm-links, editor-role, length, prefix, "
            "reading, show, timezone.",
        ),
        ("settings lenght", "Did you mean !settings length?"),
        (
            "announce banana",
            "!announce has no subcommand “banana”. Try one of: again, approval, digest, filter, limit, list, off, "
            "on, picture, preview, publish, quiet, role, style, test.",
        ),
        ("announce pubish", "Did you mean !announce publish?"),
        ("forget you", "!forget has no subcommand “you”. Try one of: me, show."),
    ],
)
async def test_an_invalid_choice_is_refused_with_the_valid_ones(town: Town, typed: str, said: str) -> None:
    for form in ("prefix", "mention"):
        assert said in shown(await town.give(form, typed, "", town.editor))


async def test_subcommands_are_understood_by_their_slash_names_and_in_any_case(town: Town) -> None:
    assert "Settings of this server" in await town.ask("!settings show", who=town.editor)
    assert "New articles are posted in" in await town.ask("!announce LIST", who=town.editor)
    assert "is now long" in await town.ask("!settings LENGTH long", who=town.editor)


@pytest.mark.parametrize("form", FORMS)
async def test_the_servers_summary_length_is_the_default(seeded: Town, form: str) -> None:
    answer = shown(await seeded.give(form, "settings length short", "settings length", seeded.editor, length="short"))
    assert answer == "The default summary length here is now short."
    short = await seeded.alike("summary", "summary")
    assert short == await seeded.ask("!summary short")
    assert sentence_count(short) < sentence_count(await seeded.ask("!summary long"))


async def test_the_words_of_a_choice_are_understood_in_capitals(town: Town) -> None:
    assert await town.ask("!settings length Short", who=town.editor) == "The default summary length here is now short."
    assert "shown to an editor" in await town.ask("!settings confirm-links ON", who=town.editor)


async def test_an_unknown_length_is_refused(town: Town) -> None:
    answer = await town.ask("!settings length huge", who=town.editor)
    assert answer.startswith("“huge” is not one of: short, medium, long. Type it as !settings length")
    answer = await town.ask("!settings length", who=town.editor)
    assert answer.startswith("!settings length needs short, medium or long.")
    assert answer.endswith("For example: !settings length short")


async def test_each_server_has_its_own_settings(seeded: Town) -> None:
    other = settle_town(seeded.env, seeded.bot, seeded.resources, "Other")
    await seeded.ask("!settings prefix ?", who=seeded.editor)
    await seeded.ask("?settings length short", who=seeded.editor)
    assert "5 of 24" in await other.ask("!summary")


async def test_a_direct_message_has_no_settings(town: Town) -> None:
    for command in ("!settings", "!settings prefix ?", "!announce", "!announce on"):
        await town.owner.send_dm(command)
        answer = town.owner.user.dm_channel.last_message
        assert answer is not None
        assert shown(answer) == "This only works in a server."


async def test_settings_changed_at_the_same_time_are_all_kept(town: Town) -> None:
    servers, subscriptions, here = town.services.guild_settings, town.services.subscriptions, town.guild.id
    await subscriptions.start(here, town.briefings.id, by=town.editor.id)
    await asyncio.gather(
        servers.set_prefix(here, "?"),
        servers.set_editor_role(here, 77),
        servers.set_summary_length(here, "short"),
        subscriptions.set_role(here, town.briefings.id, 78),
        subscriptions.set_publish(here, town.briefings.id, publish=True),
    )
    assert await town.resources.store.guild_settings(here) == GuildSettings(here, "?", 77, "short")
    (channel,) = await subscriptions.of(here)
    assert (channel.role_id, channel.publish) == (78, True)


async def test_the_everyone_role_cannot_be_the_editor_role(town: Town) -> None:
    everyone = f"<@&{town.guild.id}>"
    answer = await town.ask(f"!settings editor-role {everyone}", who=town.editor)
    assert answer.startswith("That would make everyone an editor")
    told = await town.ask("!settings editor-role", who=town.editor)
    assert "Editors are members with Manage Server and the bot’s owner." in told
