"""``verify`` explains posts of several articles and what confirms a changed setting, and finds errors in them."""

from __future__ import annotations

import pytest
from cli.verifying import Change, findings, in_description
from conftest import Town
from story_reports import BUDGET, FERRY, FERRY_ELSEWHERE, FERRY_REVISED, STRIKE

import bot.cli.verify.posts
import bot.cli.verify.rules
from bot.models.articles import Draft
from bot.services import subscriptions
from bot.ui import filter_pages
from bot.ui.reply import Reply

OUTLETS = ("Courier", "Echo", "Herald", "Courier", "Echo")


@pytest.fixture
async def told(town: Town) -> Town:
    """A server with a channel and an approval channel, and five articles, of which three tell one story."""
    for report, outlet in zip((FERRY, FERRY_REVISED, FERRY_ELSEWHERE, STRIKE, BUDGET), OUTLETS, strict=True):
        await town.newsroom.add(town.guild.id, Draft(*report, f"https://{outlet}.example/{report[0][:3]}", outlet))
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.ask(f"!announce approval {town.general.mention} 2 days", who=town.editor)
    return town


async def test_nothing_is_left_over_of_posts_and_rules(told: Town) -> None:
    assert await findings(told) == []


async def test_nothing_is_left_over_of_what_is_held_back_and_of_a_digest_that_was_posted(town: Town) -> None:
    for channel, rule in ((town.briefings, "digest {} daily 13:00"), (town.general, "limit {} 1 a day")):
        await town.ask(f"!announce on {channel.mention}", who=town.editor)
        await town.ask(f"!announce {rule.format(channel.mention)}", who=town.editor)
    for report in (FERRY, STRIKE):
        await town.newsroom.add(town.guild.id, Draft(*report))
    await town.deliver()
    why = await town.ask("!why 2", who=town.editor)
    assert "waiting (for the briefing of 13:00, UTC), due <t:" in why
    assert "waiting (the limit is 1 post in 24 hours), due <t:" in why
    assert await findings(town) == []
    town.resources.clock.move(2 * 3_600)  # type: ignore[attr-defined]  # the tests' clock
    await town.deliver()
    assert "posted in the briefing of 24 November, 13:00" in await town.ask("!why 2", who=town.editor)
    assert await findings(town) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda text: text.replace("ferry", "vessel"), "digest from 5"),
        (lambda text: text.replace("Posted again: the last", "Posted again: this last"), "digest from 5"),
        (lambda text: text.replace("Bus drivers", "Bus owners"), "posts from 5"),
        (lambda text: text.replace("Echo", "Daily Echo"), "posts from 5"),
    ],
)
async def test_what_is_wrong_in_them_is_found(
    told: Town, monkeypatch: pytest.MonkeyPatch, change: Change, where: str
) -> None:
    post = bot.cli.verify.posts.post
    monkeypatch.setattr(bot.cli.verify.posts, "post", lambda *of, **how: in_description(change)(post(*of, **how)))
    assert where in {one.question for one in await findings(told)}


async def test_a_wrong_confirmation_is_found(told: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    limit_set = filter_pages.daily_limit_set

    def changed(*of: object) -> Reply:
        return in_description(lambda text: text.replace("5 posts", "many posts"))(limit_set(*of))  # type: ignore[arg-type]

    monkeypatch.setattr(filter_pages, "daily_limit_set", changed)
    assert {one.question for one in await findings(told)} == {"announce limit 5 a day"}


async def test_a_server_with_as_many_channels_as_it_may_have_gets_no_further_one(
    told: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "MAX_PER_SERVER", 2)
    assert await findings(told) == []
    assert len(await told.services.subscriptions.of(told.guild.id)) == 2
