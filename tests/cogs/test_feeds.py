"""The command feed: an editor follows a site, and sees what becomes of its items."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from conftest import FORMS, SEEDS, Clock, Town, answer_to, buttons, settle_town, shown
from news_site import FEED, PICTURE, PUBLIC, STORIES, Site, SiteFetcher, link_of, open_site

from bot.cogs.rate_limit import kind_of
from bot.models.articles import SHARED
from bot.models.feeds import FeedState, FeedText
from bot.runtime.app import Resources
from bot.services.analysis.pool import AnalysisPool
from bot.services.feeds.registry import MAX_SERVER_FEEDS
from bot.services.pending_choices import LIFETIME
from bot.services.rate_limits import RequestKind
from bot.settings import Settings
from bot.store.protocols.store import Store


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        yield site


@pytest.fixture
def resources(store: Store, reader: AnalysisPool, clock: Clock, site: Site) -> Resources:
    return Resources(Settings(seeds_dir=SEEDS), store, reader, clock, http=SiteFetcher(site))


async def follow(town: Town, link: str = PUBLIC) -> int:
    """Follows a feed as an editor does; its number."""
    offer = await town.answer(f"!feed add {link}", who=town.editor)
    await town.editor.click(offer, label="Follow it")
    return max(feed.id for feed in await town.services.feeds.of(town.guild.id))


async def ingest(town: Town) -> int:
    """Reads what is due, and makes articles of it; the number of these."""
    await town.services.feed_poller.poll_due()
    return await town.services.feed_ingest.ingest_due()


async def feed_of(town: Town, number: int) -> Any:
    return await town.resources.store.feed(number)


# ---------------------------------------------------------------- add


@pytest.mark.parametrize("form", FORMS)
async def test_add_finds_the_feed_of_a_site_and_shows_its_last_items_before_anything_is_followed(
    town: Town, site: Site, form: str
) -> None:
    site.publish(*PICTURE)
    answer = await town.give(form, "feed add harbour.example", "feed add", town.editor, link="harbour.example")
    told = shown(answer)
    assert told.startswith(f"Follow this feed?\nHarbour News\n`{FEED}`\nThis address is not followed yet.")
    picture, bridge, market = answer.embeds[1:]
    assert (picture.title, picture.description) == (
        "Picture of the day",
        "Would not be posted: The item is no article: it only shows pictures.",
    )
    assert (bridge.author.name, bridge.title) == ("New article · Harbour News", "Bridge is closed")
    assert (bridge.description or "").startswith("• The old bridge at the northern gate")
    assert [(field.name, field.value) for field in bridge.fields] == [("Who", "**Paul Tarvo** — “Engineer”")]
    assert market.title == "Market hall opens"
    assert "Ferry sails again" not in told, "three items are enough"
    assert list(buttons(answer)) == ["Follow it", "Discard"]
    assert await town.services.feeds.of(town.guild.id) == []


async def test_a_link_after_the_command_alone_is_answered_with_a_command_that_can_be_copied(
    town: Town, site: Site
) -> None:
    said = await town.ask(f"!feed list {PUBLIC}", who=town.editor)
    advice, _, copied = said.partition("type ")
    assert advice == "To follow that site, "
    assert (await town.ask(copied, who=town.editor)).startswith("Follow this feed?")


async def test_a_followed_feeds_latest_items_are_added_and_not_posted_and_the_next_ones_are_posted(
    town: Town, site: Site, clock: Clock
) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    assert f"after that, each new one is posted in {town.briefings.mention}." in shown(offer)
    await town.editor.click(offer, label="Follow it")
    decided = town.general.last_message
    assert shown(decided) == (
        "Following **1** Harbour News. Its latest items are added in a moment, without being posted; after that, each "
        f"new one is posted in {town.briefings.mention}."
    )
    assert buttons(decided) == {}
    assert await ingest(town) == 3
    assert await town.deliver() == 0
    site.publish("Sunday walk")
    clock.move(3600)
    assert await ingest(town) == 1
    assert await town.deliver() == 1
    assert "Sunday walk" in shown(town.briefings.last_message)


async def test_the_last_items_look_as_posts_do_in_the_channel_that_gets_them(town: Town, site: Site) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.ask(f"!announce style compact {town.briefings.mention}", who=town.editor)
    bridge = (await town.answer(f"!feed add {PUBLIC}", who=town.editor)).embeds[1]
    assert (bridge.title, bridge.fields) == ("Bridge is closed", [])
    assert (bridge.footer.text or "").startswith("1 of 7 sentences, word for word: ")


async def test_a_feed_that_is_followed_under_another_address_is_named_before_it_is_followed(
    town: Town, site: Site
) -> None:
    await follow(town)
    site.pages["/atom"] = site.pages["/feed.xml"]
    told = await town.ask(f"!feed add {PUBLIC}/atom", who=town.editor)
    assert f"**It looks like feed 1, Harbour News (`{FEED}`)**, which is followed already: one of the two is" in told


async def test_without_a_channel_for_posts_it_is_said_how_to_choose_one(town: Town, site: Site) -> None:
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    assert "after that, new ones are added as they appear." in shown(offer)
    await town.editor.click(offer, label="Follow it")
    assert "`!announce on #channel` has them posted." in shown(town.general.last_message)


async def test_a_feed_that_is_discarded_is_not_followed(town: Town) -> None:
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    await town.editor.click(offer, label="Discard")
    assert shown(town.general.last_message) == "Discarded: the feed is not followed."
    assert await town.services.feeds.of(town.guild.id) == []


async def test_an_offer_says_until_when_it_is_open_and_afterwards_that_it_is_over(town: Town, clock: Clock) -> None:
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    assert f"Open until\n<t:{(clock() + LIFETIME).timestamp():.0f}>" in shown(offer)
    clock.move(LIFETIME.total_seconds())
    await town.editor.click(offer, label="Follow it")
    over = town.general.last_message
    assert over.id == offer.id
    assert shown(over) == "The time to decide about this is over, and nothing was changed: use the command again."
    assert await town.services.feeds.of(town.guild.id) == []


async def test_where_there_is_an_approval_channel_new_items_wait_there(town: Town, site: Site, clock: Clock) -> None:
    desk = town.guild.create_text_channel("desk")
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.ask(f"!announce approval {desk.mention}", who=town.editor)
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    assert f"after that, each new one waits for approval in {desk.mention}." in shown(offer)
    await town.editor.click(offer, label="Follow it")
    assert f"each new one waits for approval in {desk.mention}." in shown(town.general.last_message)
    assert await ingest(town) == 3
    site.publish("Sunday walk")
    clock.move(3600)
    assert await ingest(town) == 1
    assert await town.deliver() == 1
    listed = await town.ask("!feed check 1", town.editor)
    assert "Sunday walk — added as #4, waiting to be posted (no editor has decided yet)" in listed
    assert "… approval: waiting (no editor has decided yet)" in (said := await town.ask("!why 4", town.editor))
    assert f"{town.briefings.mention} — waits for approval in <#" in said
    await town.editor.click(desk.last_message, label="Post")
    assert await town.deliver() == 1
    assert "Sunday walk" in shown(town.briefings.last_message)
    assert "Sunday walk — posted, #4" in await town.ask("!feed check 1", town.editor)


async def test_another_editor_may_decide_and_a_reader_may_not(town: Town) -> None:
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    for label in ("Follow it", "Discard"):
        refusal = answer_to(await town.reader.click(offer, label=label))
        assert refusal.ephemeral
        assert shown(refusal).startswith("Only this server’s editors can do this")
    await town.owner.click(offer, label="Follow it")
    assert shown(town.general.last_message).startswith("Following **1** Harbour News.")


async def test_an_offer_is_decided_once_and_lapses_with_a_restart(town: Town) -> None:
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    follow_it = buttons(offer)["Follow it"].custom_id
    await town.editor.click(offer, label="Follow it")
    again = await town.answer(f"!feed add {PUBLIC}/feed.xml", who=town.editor)
    assert shown(again) == "That feed is followed already: it is number 1, “Harbour News”."
    assert follow_it.startswith("bb:ffd:")


async def test_an_offer_that_could_not_be_followed_can_be_followed_later(town: Town) -> None:
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    for number in range(MAX_SERVER_FEEDS):
        await add_feed(town, f"https://feed{number}.example/rss", f"Feed {number}")
    refusal = answer_to(await town.editor.click(offer, label="Follow it"))
    assert shown(refusal) == "This server has 50 feeds, which is the limit: remove one first."
    await town.ask("!feed remove 1", who=town.editor)
    await town.editor.click(offer, label="Follow it")
    (decided,) = [message for message in town.general.history() if message.id == offer.id]
    assert shown(decided).startswith("Following **51** Harbour News.")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("-", "The address must be that of a public site"),
        ("http:/x", "An address has a colon and two slashes behind “http” or “https”: correct it."),
        ("https//news.example", "An address has a colon and two slashes behind “http” or “https”: correct it."),
        ("site please", "That is more than an address: give only that of the site, such as https"),
        (f"look at {PUBLIC}", "That is more than an address: give only that of the site, such as https"),
        (f"<{PUBLIC}/nothing>.", "I found no feed at that link: it is a web page."),
        (f"({PUBLIC}/nothing)!", "I found no feed at that link: it is a web page."),
        ("http://localhost/feed", "The address must be that of a public site"),
        (f"{PUBLIC}/nothing", "I found no feed at that link: it is a web page."),
    ],
)
async def test_what_is_no_feed_is_refused_in_one_sentence(town: Town, site: Site, link: str, said: str) -> None:
    site.pages = {"/nothing": ("text/html", "<html><body><p>Nothing here.</p></body></html>")}
    assert (await town.ask(f"!feed add {link}", who=town.editor)).startswith(said)


# ---------------------------------------------------------------- the list


async def add_feed(town: Town, url: str, title: str, scope: int | None = None) -> Any:
    now = town.resources.clock()
    return await town.resources.store.add_feed(
        town.guild.id if scope is None else scope,
        url,
        title=title,
        site=None,
        text_from=FeedText.AUTO,
        now=now,
        next_poll_at=now,
        by=None,
    )


@pytest.mark.parametrize("form", FORMS)
async def test_the_list_shows_each_feed_with_its_state(town: Town, site: Site, form: str) -> None:
    empty = shown(await town.give(form, "feed", "feed list", town.editor))
    assert empty.startswith("Feeds\nNo feeds yet: `!feed add` and the address of a site follows its news.\n")
    await follow(town)
    await add_feed(town, "https://shared.example/rss", "Shared News", SHARED)
    listed = shown(await town.give(form, "feed list", "feed list", town.editor))
    assert "**1** Harbour News — read <t:" in listed
    assert "**2** Shared News — not read yet, due <t:" in listed
    assert "shared by all servers" in listed


async def test_a_feed_that_fails_says_so_in_the_list(town: Town, site: Site, clock: Clock) -> None:
    await follow(town)
    site.pages.clear()
    clock.move(7200)
    await ingest(town)
    assert "**1** Harbour News — failed <t:" in await town.ask("!feeds", who=town.editor)


async def test_a_feed_that_fails_for_days_is_also_named_where_posts_are_set_up(
    town: Town, site: Site, clock: Clock
) -> None:
    await follow(town)
    site.pages.clear()
    for _ in range(4):
        assert "Feeds that cannot be read" not in await town.ask("!announce", who=town.editor)
        clock.move(86_400)
        await ingest(town)
    told = await town.alike("announce list", "announce list", who=town.editor)
    assert "Feeds that cannot be read\n**1** Harbour News — failed 4 times in a row, first <t:" in told


async def test_editors_are_told_once_where_the_feed_was_added_and_once_when_it_recovers(
    town: Town, site: Site, clock: Clock
) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await follow(town)
    pages = dict(site.pages)
    site.pages.clear()
    for _ in range(6):
        clock.move(86_400)
        await ingest(town)
        await town.services.feed_notices.post_due()
    (notice,) = [message for message in town.general.history() if "cannot be read" in message.content]
    assert shown(notice).startswith("Feed 1 cannot be read\nI have not been able to read **1** Harbour News since <t:")
    assert "`!feed check 1` shows its address and its items, and `!feed pause 1` ends the attempts." in shown(notice)
    refusal = answer_to(await town.reader.click(notice, label="Its items"))
    assert shown(refusal).startswith("Only this server’s editors can do this")
    items = answer_to(await town.editor.click(notice, label="Its items"))
    assert items.ephemeral
    assert shown(items).startswith(f"Harbour News\n`{FEED}`\nFeed 1 · failed 6 times in a row")
    site.pages |= pages
    for _ in range(3):
        clock.move(86_400)
        await ingest(town)
        await town.services.feed_notices.post_due()
    assert shown(town.general.last_message) == "Feed 1 can be read again\nI can read **1** Harbour News again."
    assert "Feed 1" not in "".join(shown(message) for message in town.briefings.history())


async def test_editors_are_told_where_posts_appear_if_the_channel_is_gone(town: Town, site: Site, clock: Clock) -> None:
    desk = town.guild.create_text_channel("desk")
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await town.editor.send(desk, f"!feed add {PUBLIC}")
    await town.editor.click(desk.last_message, label="Follow it")
    town.env.backend.delete_channel(desk.id)
    site.pages.clear()
    for _ in range(5):
        clock.move(86_400)
        await ingest(town)
        await town.services.feed_notices.post_due()
    assert [m.content for m in town.briefings.history() if m.content] == ["Feed 1 cannot be read"]


async def test_looking_for_a_feed_counts_as_adding() -> None:
    assert kind_of("feed add") is kind_of("feed import") is RequestKind.ADDING
    assert kind_of("feed list") is RequestKind.COMMAND


async def test_the_list_has_pages_for_editors(town: Town) -> None:
    for number in range(12):
        await add_feed(town, f"https://feed{number}.example/rss", f"Feed {number}")
    first = await town.answer("!feed", who=town.editor)
    assert "page 1 of 2" in shown(first)
    await town.editor.click(first, label="Next ›")
    second = shown(town.general.last_message)
    assert "**12** Feed 11" in second
    assert "page 2 of 2" in second
    refusal = answer_to(await town.reader.click(town.general.last_message, label="‹ Previous"))
    assert shown(refusal).startswith("Only this server’s editors can do this")


# ---------------------------------------------------------------- changes


async def test_a_feed_is_paused_resumed_and_removed_by_number_or_title(town: Town, site: Site, clock: Clock) -> None:
    await follow(town)
    running = await town.ask("!feed resume 1", who=town.editor)
    assert running.startswith("**1** Harbour News is not paused: read <t:")
    paused = await town.ask("!feed pause harbour", who=town.editor)
    assert paused == "Paused **1** Harbour News: it is not read until `!feed resume 1`."
    site.asked.clear()
    clock.move(7200)
    await ingest(town)
    assert site.asked == []
    assert "**1** Harbour News — paused" in await town.ask("!feed", who=town.editor)
    assert await town.ask("!feed resume 1", who=town.editor) == (
        "Resumed **1** Harbour News: it is read again within a minute."
    )
    await ingest(town)
    assert "/feed.xml" in site.asked
    removed = await town.ask("!feed remove Harbour News", who=town.editor)
    assert removed == (
        f"No longer following **1** Harbour News. Its articles stay; `!feed add {FEED}` follows it again."
    )
    assert await town.services.feeds.of(town.guild.id) == []
    assert "Ferry sails again" in await town.ask("!articles")


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("1 page", FeedText.PAGE),
        ("harbour news feed", FeedText.FEED),
        ("harbour FEED", FeedText.FEED),
        ("auto harbour", FeedText.AUTO),
    ],
)
async def test_where_the_text_comes_from_can_be_set(town: Town, typed: str, source: FeedText) -> None:
    await follow(town)
    await town.resources.store.set_feed_text(1, FeedText.PAGE)
    answer = await town.ask(f"!feed text {typed}", who=town.editor)
    assert answer.startswith("From now on, the texts of **1** Harbour News come from")
    assert (await feed_of(town, 1)).text_from is source


async def test_where_the_text_comes_from_must_be_one_of_three(town: Town) -> None:
    await follow(town)
    said = "Say which feed, then auto, page or feed. For example: !feed text 1 page"
    for typed in ("", " 1", " 1 pages"):
        assert await town.ask(f"!feed text{typed}", who=town.editor) == said
    assert shown(await town.slash("feed text", town.editor, source="page", feed="1")).endswith("from their pages.")


async def test_a_shared_feed_is_changed_on_the_command_line_only(town: Town) -> None:
    await add_feed(town, "https://shared.example/rss", "Shared News", SHARED)
    for command in ("pause 1", "resume 1", "remove 1", "text 1 page"):
        answer = await town.ask(f"!feed {command}", who=town.owner)
        assert answer.startswith("That feed is shared by all servers: only the bot’s owner can change it, on the")
    assert (await feed_of(town, 1)).state is FeedState.ACTIVE
    assert "Shared News" in await town.ask("!feed check 1", who=town.editor)


async def test_another_servers_feeds_are_not_there(town: Town) -> None:
    await follow(town)
    other = settle_town(town.env, town.bot, town.resources, "Other")
    for command in ("check 1", "pause 1", "remove Harbour", "text 1 page"):
        assert "There are no feeds yet." in await other.ask(f"!feed {command}", who=other.editor)
    assert "Harbour" not in await other.ask("!feed", who=other.editor)


@pytest.mark.parametrize("words", ["2", "Harbor", "9" * 5_000, "#", "²"])
async def test_a_feed_that_does_not_exist_is_answered_with_those_that_do(town: Town, words: str) -> None:
    await follow(town)
    said = "No feed has that number or those words in its title. The feeds are 1 “Harbour News”."
    assert shown(await town.slash("feed check", town.editor, feed=words)) == said


async def test_an_unknown_subcommand_is_answered_with_the_ones_there_are(town: Town) -> None:
    assert "Did you mean !feed remove?" in await town.ask("!feed remov 1", who=town.editor)
    assert (await town.ask("!feed harbour.example/news", who=town.editor)).endswith("!feed add harbour.example/news")


async def test_feeds_are_suggested_to_editors_alone(town: Town) -> None:
    await follow(town)
    await add_feed(town, "https://shared.example/rss", "Shared News", SHARED)
    for command, named in (("feed check", ["1 Harbour News", "2 Shared News"]), ("feed remove", ["1 Harbour News"])):
        suggested = await town.editor.autocomplete(town.general, command, "feed", "news")
        assert [(choice["name"], choice["value"]) for choice in suggested] == [(name, name[0]) for name in named]
        assert await town.reader.autocomplete(town.general, command, "feed", "news") == []
    await add_feed(town, "https://harbour.example/atom", "Harbour News")
    suggested = await town.editor.autocomplete(town.general, "feed remove", "feed", "harbour")
    assert [choice["name"] for choice in suggested] == [
        f"1 Harbour News ({FEED})",
        "3 Harbour News (https://harbour.example/atom)",
    ]


# ---------------------------------------------------------------- check, why


async def test_check_says_of_each_item_what_became_of_it(town: Town, site: Site, clock: Clock) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await follow(town)
    await ingest(town)
    site.publish("Sunday walk")
    site.publish(*PICTURE)
    clock.move(3600)
    await town.services.feed_poller.poll_due()
    waiting = await town.ask("!feed check 1", who=town.editor)
    assert "• Sunday walk — next to be read" in waiting
    await ingest(town)
    assert "• Sunday walk — added as #4, waiting to be posted" in await town.ask("!feed check 1", who=town.editor)
    await town.deliver()
    told = await town.alike("feed check harbour", "feed check", who=town.editor, feed="harbour")
    assert await town.ask("!feed list harbour", who=town.editor) == told
    assert await town.ask("!feed #1", who=town.editor) == told
    assert told.startswith(f"Harbour News\n`{FEED}`\nFeed 1 · read <t:")
    assert "• Sunday walk — posted, #4\n-# ✓ feed read · ✓ item new · – page fetched · ✓ is an article · " in told
    assert "• Picture of the day — not added: The item is no article: it only shows pictures" in told
    assert "not posted: it was in the feed before the feed was followed" in told
    assert "5 items, newest first" in told


async def test_why_shows_the_stages_of_an_article_from_a_feed_and_then_the_channels(town: Town, site: Site) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    await follow(town)
    await ingest(town)
    told = await town.ask("!why ferry", who=town.editor)
    assert "From feed 1, Harbour News, where it appeared <t:" in told
    assert "✓ is an article: passed\n✓ not a duplicate: passed\n✓ story: passed\n" in told
    skipped = "– filters, channel limits, delivery: skipped (it was in the feed before the feed was followed)"
    assert skipped in told
    assert f"{town.briefings.mention} — not posted: it was in the feed before the feed was followed" in told
    assert told.index("not a duplicate") < told.index(town.briefings.mention)


async def test_why_shows_why_an_article_of_a_removed_feed_was_not_posted(town: Town, site: Site, clock: Clock) -> None:
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    clock.move(60)
    await follow(town)
    await ingest(town)
    await town.ask("!feed remove 1", who=town.editor)
    told = await town.ask("!why ferry", who=town.editor)
    assert "not posted: it was added to the library only, and not to be posted" in told


async def test_why_of_a_link_that_is_not_known_says_how_many_items_are_read_and_what_to_do(town: Town) -> None:
    told = await town.ask("!why https://harbour.example/long-ago", who=town.editor)
    assert "the newest 500 items are read" in told
    assert told.endswith("type !add and the link.")


async def test_why_shows_the_stages_of_an_item_that_did_not_become_an_article(town: Town, site: Site) -> None:
    site.publish(*PICTURE)
    await follow(town)
    link = link_of(PICTURE[0])
    waiting = await town.ask(f"!why {link}", who=town.editor)
    assert waiting.startswith("Not in the library\n**Picture of the day**\nFrom feed 1, Harbour News")
    await ingest(town)
    told = await town.alike(f"why {link}", "why", who=town.editor, article=link)
    assert "✗ is an article: failed (" in told
    for link in (f"{PUBLIC}/elsewhere", f"{PUBLIC}/", f"<{PUBLIC}>"):
        assert "No article here has that link" in await town.ask(f"!why {link}", who=town.editor)


async def test_why_with_the_link_of_an_item_shows_the_article_that_it_repeats(town: Town, site: Site) -> None:
    await follow(town)
    await ingest(town)
    await town.ask("!add Sunday walk\n" + "\n".join(STORIES["Sunday walk"]), who=town.editor)
    site.publish("Sunday walk")
    town.resources.clock.move(3600)  # type: ignore[attr-defined]  # the tests' clock
    await ingest(town)
    told = await town.ask(f"!why {link_of('Sunday walk')}", who=town.editor)
    assert told.startswith("Where #4 was posted\nSunday walk\n")
    assert "✗ not a duplicate: failed (" in told


# ---------------------------------------------------------------- import, export

OPML = """<opml version="2.0"><head><title>Mine</title></head><body><outline text="Towns">
<outline type="rss" text="Harbour News" xmlUrl="https://harbour.example/feed.xml"/>
<outline type="rss" text="Valley Post" xmlUrl="https://valley.example/rss"/>
<outline type="rss" text="Inside" xmlUrl="http://10.0.0.1/rss"/></outline></body></opml>"""


@pytest.mark.parametrize("form", ["prefix", "slash"])
async def test_an_opml_file_is_imported_with_a_line_for_each_feed(town: Town, form: str) -> None:
    await follow(town)
    file = ("feeds.opml", OPML.encode())
    if form == "slash":
        told = shown(await town.slash("feed import", town.editor, file=file))
    else:
        told = await town.ask("!feed import", who=town.editor, attachments=[file])
    lines = told.splitlines()
    assert lines[0] == "1 of 3 feeds added"
    assert lines[1].startswith("**Inside**: not added: The address must be that of a public site")
    assert lines[2:] == [
        "**Harbour News**: known already, as 1",
        "**Valley Post**: added as 2",
        "!feed list shows when each is read",
    ]


async def test_an_import_without_a_usable_file_says_what_to_do(town: Town) -> None:
    assert await town.ask("!feed import", who=town.editor) == (
        "Attach the OPML file that your feed reader exports, in the same message as the command."
    )
    large = ("feeds.opml", b"<opml>" + b" " * 2_000_000)
    assert "has 2,000,006 bytes; the limit for an OPML file is 2,000,000." in await town.ask(
        "!feed import", who=town.editor, attachments=[large]
    )
    assert "OPML" in await town.ask("!feed import", who=town.editor, attachments=[("a.opml", b"Dear reader")])
    two = [("a.opml", OPML.encode()), ("b.opml", OPML.encode())]
    assert "only one OPML file" in await town.ask("!feed import", who=town.editor, attachments=two)


@pytest.mark.parametrize("form", ["prefix", "slash"])
async def test_the_export_is_a_file_that_can_be_imported_elsewhere(town: Town, form: str) -> None:
    await follow(town)
    await add_feed(town, "https://shared.example/rss", "Shared News", SHARED)
    answer = await town.give(form, "feed export", "feed export", town.editor)
    assert shown(answer) == "The feeds of this server, as an OPML file that other feed readers can import."
    (file,) = answer.attachments
    assert file.filename == "feeds.opml"
    data = await file.read()
    assert FEED.encode() in data
    assert b"shared.example" not in data


async def test_where_no_file_can_be_sent_the_export_says_so(town: Town) -> None:
    assert town.bot.user is not None
    closed = town.guild.create_text_channel(
        "closed", overwrites={town.bot.user: discord.PermissionOverwrite(attach_files=False)}
    )
    await town.editor.send(closed, "!feed export")
    said = "I cannot send a file in this channel: grant me Attach Files here, or use the slash command /feed export."
    assert shown(closed.last_message) == said
