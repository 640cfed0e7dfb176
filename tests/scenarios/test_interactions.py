"""Slash commands, buttons and forms are acknowledged in time, however slow the database is."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import discord
import pytest
import simcord
from conftest import Town, answer_to, shown
from structlog.testing import capture_logs

from bot.cogs import rate_limit as requests
from bot.ui import responder

COMMANDS: dict[str, dict[str, Any]] = {
    "about": {},
    "actors": {},
    "add": {"text": "Harbour reopens\n\nThe harbour opened again on Monday. Ships came in."},
    "alias": {"names": "Iron Lady = Takaichi"},
    "announce again": {"words": "never"},
    "announce approval": {},
    "announce digest": {"words": "off"},
    "announce filter": {"words": "off"},
    "announce limit": {"words": "off"},
    "announce list": {},
    "announce on": {},
    "announce off": {},
    "announce picture": {"choice": "on"},
    "announce preview": {},
    "announce publish": {"choice": "off"},
    "announce quiet": {"words": "off"},
    "announce role": {"role": "none"},
    "announce style": {"style": "compact"},
    "announce test": {},
    "articles": {},
    "edit": {"article": "1", "text": "Harbour reopens\n\nThe harbour opened again on Tuesday. Ships came in."},
    "feed add": {"link": "-"},
    "feed check": {"feed": "1"},
    "feed export": {},
    "feed import": {},
    "feed list": {},
    "feed pause": {"feed": "1"},
    "feed remove": {"feed": "1"},
    "feed resume": {"feed": "1"},
    "feed text": {"feed": "1", "source": "page"},
    "follow": {"words": "Trade"},
    "following": {},
    "forget show": {},
    "forget me": {},
    "brief": {},
    "help": {},
    "read": {"article": "1"},
    "remove": {"article": "1"},
    "restore": {},
    "search": {"words": "trade"},
    "settings show": {},
    "story show": {},
    "story join": {"article": "1", "other": "1"},
    "story part": {"article": "1"},
    "settings confirm-links": {"choice": "off"},
    "settings editor-role": {"role": "none"},
    "settings length": {"length": "short"},
    "settings prefix": {"prefix": "?"},
    "settings reading": {"choice": "off"},
    "settings timezone": {"zone": "UTC"},
    "setup": {},
    "summary": {},
    "theme": {"name": "Trade"},
    "themes": {},
    "trends": {},
    "unalias": {"name": "Takaichi"},
    "unfollow": {"words": "all"},
    "quotes": {"name": "Takaichi"},
    "timeline": {"about": "Takaichi"},
    "compare": {"first": "1"},
    "who": {"name": "Takaichi"},
    "why": {"article": "1"},
}


STATEMENT_SECONDS = 40.0
"""How long each statement takes of a slow database: Discord gives up on an interaction long before."""
LONG = 800.0
"""Long enough for any command, and less than the 15 minutes in which an interaction can be answered."""


def slow_down(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the database slow, by a clock that is moved with ``advance_time`` alone."""

    def slowly(statement: Callable[..., Any]) -> Callable[..., Any]:
        async def later(*args: Any, **options: Any) -> Any:
            await asyncio.sleep(STATEMENT_SECONDS)
            return await statement(*args, **options)

        return later

    monkeypatch.setattr(responder, "DEFER_AFTER_SECONDS", 0.001)
    store = town.resources.store
    for name, method in inspect.getmembers(store, inspect.iscoroutinefunction):
        if not name.startswith("_") and name != "close":
            monkeypatch.setattr(store, name, slowly(method))


@pytest.fixture
def slow(seeded: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town with an article and a slow database."""
    slow_down(seeded, monkeypatch)
    return seeded


def acknowledgements(town: Town) -> list[int]:
    """The types of the first answers to interactions: 4 a message, 5 and 6 deferrals, 9 a form."""
    return [r.json["type"] for r in town.env.http_requests if r.path.endswith("/callback")]


async def use(town: Town, who: simcord.MemberActor, command: str, /, **options: Any) -> Any:
    """What comes of a slash command in the end."""
    town.services.guild_settings.forget(town.guild.id)
    result = await who.slash(town.general, command, **options)
    await town.env.advance_time(LONG)
    return result


async def test_every_slash_command_is_among_those_tried(town: Town) -> None:
    tree = town.bot.tree
    names = {c.qualified_name for c in tree.walk_commands() if isinstance(c, discord.app_commands.Command)}
    assert names == COMMANDS.keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
async def test_a_slash_command_is_acknowledged_before_the_database_answers(slow: Town, name: str) -> None:
    result = await use(slow, slow.owner, name, **COMMANDS[name])
    assert acknowledgements(slow) == [5]
    assert shown(answer_to(result))
    answered = [*([result.response] if result.response else []), *result.followups]
    assert len(answered) == 1


async def test_a_private_answer_stays_private_after_a_deferral(slow: Town) -> None:
    for name, options, private in (
        ("who", {"name": "Nobody At All"}, True),
        ("forget show", {}, True),
        ("announce list", {}, True),
        ("summary", {}, False),
    ):
        answer = answer_to(await use(slow, slow.reader, name, **options))
        assert answer.ephemeral == private, name


@pytest.mark.parametrize("name", ["announce test", "feed export", "forget show", "forget me"])
async def test_an_answer_that_is_always_private_is_deferred_in_private(slow: Town, name: str) -> None:
    answer = answer_to(await use(slow, slow.editor, name))
    assert answer.ephemeral
    assert [r.json for r in slow.env.http_requests if r.path.endswith("/callback")] == [
        {"type": 5, "data": {"flags": discord.MessageFlags(ephemeral=True).value}}
    ]
    assert [r.method for r in slow.env.http_requests if r.path.endswith("/@original")] == ["PATCH"]


@pytest.mark.parametrize("name", ["Summarize", "Who is in this"])
async def test_the_answer_about_a_message_is_deferred_in_private(slow: Town, name: str) -> None:
    said = await slow.editor.send(slow.general, "Ferry strike ends\n\nCrews went back to work on Monday.")
    slow.services.guild_settings.forget(slow.guild.id)
    result = await slow.reader.context_menu(slow.general, name, said)
    await slow.env.advance_time(LONG)
    assert answer_to(result).ephemeral
    assert [r.json for r in slow.env.http_requests if r.path.endswith("/callback")] == [
        {"type": 5, "data": {"flags": discord.MessageFlags(ephemeral=True).value}}
    ]


async def test_a_quick_answer_needs_no_deferral(seeded: Town) -> None:
    await seeded.slash("summary")
    assert acknowledgements(seeded) == [4]


@pytest.mark.parametrize("clicker", ["reader", "editor"])
async def test_a_click_is_acknowledged_before_the_database_answers(
    seeded: Town, monkeypatch: pytest.MonkeyPatch, clicker: str
) -> None:
    answer = await seeded.answer("!summary")
    slow_down(seeded, monkeypatch)
    who = getattr(seeded, clicker)
    result = await who.click(answer, label="Themes")
    await seeded.env.advance_time(LONG)
    assert acknowledgements(seeded) == [6 if clicker == "reader" else 5]
    if clicker == "reader":
        after = seeded.general.last_message
        assert after is not None
        assert after.id == answer.id
        assert "in quotation marks: words that" in shown(after).casefold()
    else:
        assert answer_to(result).ephemeral
        assert "in quotation marks: words that" in shown(answer_to(result)).casefold()


async def test_a_form_opens_at_once_or_a_sentence_says_what_to_do(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await town.editor.slash(town.general, "add")).modal is not None
    slow_down(town, monkeypatch)
    result = await use(town, town.editor, "add")
    assert result.modal is None
    assert shown(answer_to(result)) == "The form could not be opened in time: use the command again."


async def test_a_form_that_discord_refuses_is_answered_with_a_sentence(town: Town) -> None:
    town.env.inject_error("POST", "/interactions/*/*/callback", status=400, code=50035)
    answer = answer_to(await town.editor.slash(town.general, "add"))
    assert shown(answer) == "The form could not be opened in time: use the command again."


async def test_a_form_is_acknowledged_before_the_database_answers(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    form = await town.editor.slash(town.general, "add")
    assert form.modal is not None
    slow_down(town, monkeypatch)
    boxes = [row["components"][0]["custom_id"] for row in form.modal["components"]]
    result = await town.editor.submit_modal(form, dict(zip(boxes, ("Title", "Some text."), strict=True)))
    await town.env.advance_time(LONG)
    assert acknowledgements(town) == [9, 5]
    assert not answer_to(result).ephemeral
    assert "Title" in shown(answer_to(result))


@pytest.mark.parametrize("broken", ["hanging", "failing"])
async def test_failing_or_hanging_suggestions_are_empty(
    seeded: Town, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    async def suggest(*_args: object, **_options: object) -> None:
        if broken == "failing":
            raise OSError
        await asyncio.sleep(LONG)

    monkeypatch.setattr(requests, "AUTOCOMPLETE_SECONDS", 0.01)
    monkeypatch.setattr(seeded.services.library, "suggest", suggest)
    result = await seeded.reader.autocomplete(seeded.general, "summary", "article", "tak")
    assert result == []
    callbacks = [r for r in seeded.env.http_requests if "/callback" in r.path]
    assert [r.json for r in callbacks] == [{"type": 8, "data": {"choices": []}}]


async def test_an_answer_that_comes_too_late_for_its_interaction_goes_to_the_channel(
    slow: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.Interaction, "is_expired", lambda _: True)
    await use(slow, slow.reader, "summary")
    last = slow.general.last_message
    assert last is not None
    assert "Takaichi" in shown(last)


async def test_an_answer_for_one_person_never_goes_to_the_channel(slow: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.Interaction, "is_expired", lambda _: True)
    with capture_logs() as logs:
        await use(slow, slow.reader, "who", name="Nobody At All")
    assert "reply.failed" in [line["event"] for line in logs]
    assert [m for m in slow.general.history() if shown(m)] == []


@pytest.mark.parametrize("custom_id", ["zz:1", "sum:1", "paginator_next", "bb", "bb:nonsense:1:0:"])
async def test_an_unknown_button_or_menu_gets_an_answer(seeded: Town, custom_id: str) -> None:
    channel = seeded.bot.get_channel(seeded.general.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Next", custom_id=custom_id))
    menu: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=f"{custom_id}-menu", options=[discord.SelectOption(label="A", value="a")]
    )
    view.add_item(menu)
    message = await channel.send("From another time", view=view)
    view.stop()
    for result in (await seeded.reader.click(message, label="Next"), await seeded.reader.select(message, ["a"])):
        assert answer_to(result).ephemeral
        assert "from an older version of me: type /help" in shown(answer_to(result))
        assert len(result.followups) == 0


async def test_a_form_from_before_a_restart_says_that_nothing_was_changed(town: Town) -> None:
    form = await town.editor.slash(town.general, "add")
    assert form.modal is not None
    town.bot._connection._view_store._modals.clear()  # as in a new process
    boxes = [row["components"][0]["custom_id"] for row in form.modal["components"]]
    result = await town.editor.submit_modal(form, dict(zip(boxes, ("Title", "Some text."), strict=True)))
    assert "nothing was changed: open it again" in shown(answer_to(result))


async def test_a_click_with_a_known_id_is_answered_once(seeded: Town) -> None:
    answer = await seeded.answer("!summary")
    with capture_logs() as logs:
        await seeded.reader.click(answer, label="Themes")
        await seeded.editor.click(answer, label="Summary")
    assert acknowledgements(seeded) == [7, 4]
    assert [line["event"] for line in logs] == ["request", "request"]
