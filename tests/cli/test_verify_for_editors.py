"""``verify`` explains what editors are shown of posts, channels, settings and feeds, and finds what is wrong in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cli.verifying import Change, findings, finds_something, in_description
from conftest import Town

import bot.cli.verify.editors_pages
from bot.models.articles import SHARED, Draft
from bot.models.feeds import FeedDocument, FeedItem, FeedText, NewItem
from bot.ui.reply import Reply

PIER = ("Pier opens", "The pier of Leeds opened on Monday. Ann Lee came.")


@pytest.fixture
async def posted(town: Town) -> Town:
    """A server with a post, a channel that does not get one, and a feed with an item in it."""
    for channel in (town.briefings, town.general):
        await town.ask(f"!announce on {channel.mention}", who=town.editor)
    await town.ask(f"!announce filter {town.general.mention} zeppelins", who=town.editor)
    await town.newsroom.add(SHARED, Draft(*PIER, "https://courier.example/1", "Courier"))
    await town.deliver()
    store, now = town.resources.store, town.resources.clock()
    feed = await store.add_feed(
        town.guild.id, "https://feeds.example/1", title="Harbour *news*", site=None, text_from=FeedText.AUTO, now=now,
        next_poll_at=now, by=None,
    )  # fmt: skip
    item = FeedItem("a", "https://courier.example/old", "An older item", "")
    await store.record_read(
        feed.id, now=now, next_poll_at=now, url="https://feeds.example/1", etag=None, last_modified=None,
        document=FeedDocument("Harbour *news*", None, (item,)), new=(NewItem(item, ("a",), skipped="it is too old"),),
    )  # fmt: skip
    return town


async def test_nothing_is_left_over_of_what_editors_are_shown(posted: Town) -> None:
    assert (
        "[posted](https://discord.com/channels/"
        in (await posted.answer("!why 1", who=posted.editor)).embeds[0].description
    )
    assert "An older item" in await posted.ask("!feed check 1", who=posted.editor)
    assert await findings(posted) == []


@pytest.mark.parametrize(
    ("page", "change"),
    [
        ("delivery_status_page", lambda text: text.replace("[posted]", "[invented]")),
        ("delivery_status_page", lambda text: text.replace("Courier", "Herald")),
        ("delivery_status_page", lambda text: text.replace("discord.com/channels/", "discord.com/channels/9")),
        ("delivery_status_page", lambda text: text.replace("<#", "<#9")),
        ("answer", lambda text: text.replace("An older item", "An odder item")),
    ],
)
async def test_what_is_wrong_in_it_is_found(
    posted: Town, monkeypatch: pytest.MonkeyPatch, page: str, change: Change
) -> None:
    shown = getattr(bot.cli.verify.editors_pages, page)

    def changed(*of: object) -> Reply:
        return in_description(change)(shown(*of))

    async def answered(*of: object) -> Reply:
        return in_description(change)(await shown(*of))

    monkeypatch.setattr(bot.cli.verify.editors_pages, page, answered if page == "answer" else changed)
    assert await finds_something(posted)


async def test_the_first_and_last_date_of_a_profile_are_those_of_articles_that_name_the_actor(town: Town) -> None:
    for day in range(1, 8):
        text = f"Ann Lee opened pier number {day} of Leeds. It rained for {day} hours."
        await town.newsroom.add(SHARED, Draft(f"Pier {day}", text, published_at=datetime(2026, 11, day, tzinfo=UTC)))
    assert "1 November 2026 to 7 November 2026" in await town.ask("!who Ann Lee")
    assert await findings(town) == []
