"""Every kind of item of a feed, as editors see it in `!feed check` and `!why`: all its stages, and why it stopped."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from conftest import SEEDS, Clock, Town
from news_site import PICTURE, PUBLIC, STORIES, Site, SiteFetcher, link_of, open_site
from scenarios.posting import let_post

from bot.runtime.app import Resources
from bot.services.analysis.pool import AnalysisPool
from bot.settings import Settings
from bot.store.protocols.feeds import RETURN_REASON
from bot.store.protocols.store import Store

STAGES = (
    "feed read · item new · page fetched · is an article · not a duplicate · "
    "story · filters · channel limits · delivery"
)
TITLE = "Sunday walk"
PIER = (
    "Painters in Tarvo have begun to paint the long pier green, a colour that its visitors chose in the summer.",
    "Foreman Karl Moss said that the work would take nine days if the weather holds, and eleven if it rains.",
    "Anglers may use the eastern side in the meantime, where a rail of rope is put up every evening.",
    "Grey paint from the year 1968 came off in sheets, which a firm from the valley takes away by lorry.",
    "A café at the end of the pier stays closed until the paint is dry, and opens again with free waffles.",
)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as site:
        yield site


@pytest.fixture
def resources(store: Store, reader: AnalysisPool, clock: Clock, site: Site) -> Resources:
    return Resources(Settings(seeds_dir=SEEDS), store, reader, clock, http=SiteFetcher(site))


@pytest.fixture
async def following(town: Town) -> Town:
    """A server that follows the site's feed, and has it posted in #briefings."""
    await town.ask(f"!announce on {town.briefings.mention}", who=town.editor)
    offer = await town.answer(f"!feed add {PUBLIC}", who=town.editor)
    await town.editor.click(offer, label="Follow it")
    await town.services.feed_ingest.ingest_due()
    return town


async def publish(town: Town, site: Site, title: str = TITLE, html: str | None = None) -> None:
    """The site has a new item, and the bot reads it and takes it up."""
    site.publish(title, html)
    town.resources.clock.move(3_600)  # type: ignore[attr-defined]  # the tests' clock
    await town.services.feed_poller.poll_due()
    await town.services.feed_ingest.ingest_due()


async def checked(town: Town, title: str = TITLE) -> tuple[str, str]:
    """What `!feed check` says of an item, and the marks of its stages, one character each."""
    lines = (await town.ask("!feed check 1", who=town.editor)).splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith(f"• {title} — "))
    stages = lines[at + 1].removeprefix("-# ").split(" · ")
    assert " · ".join(stage[2:] for stage in stages) == STAGES
    return lines[at].partition(" — ")[2], "".join(stage[0] for stage in stages)


async def why(town: Town, title: str = TITLE) -> list[str]:
    """The lines that `!why` has for the stages after the item was known to be new, and for the channels."""
    lines = (await town.ask(f"!why {link_of(title)}", who=town.editor)).splitlines()
    return [line for line in lines[lines.index("✓ item new: passed") + 1 :] if line]


WHOLE_TEXT = "– page fetched: skipped (the feed has the whole text)"
ADDED = [WHOLE_TEXT, "✓ is an article: passed", "✓ not a duplicate: passed", "✓ story: passed"]


async def test_one_that_is_posted(following: Town, site: Site) -> None:
    await publish(following, site)
    assert await checked(following) == ("added as #4, waiting to be posted", "✓✓–✓✓✓✓✓…")
    await following.deliver()
    assert await checked(following) == ("posted, #4", "✓✓–✓✓✓✓✓✓")
    *stages, channel = await why(following)
    assert stages == [*ADDED, "✓ filters: passed", "✓ channel limits: passed", "✓ delivery: passed"]
    assert channel.startswith(f"{following.briefings.mention} — [posted](https://discord.com/channels/")


async def test_one_that_is_no_article(following: Town, site: Site) -> None:
    await publish(following, site, *PICTURE)
    said, marks = await checked(following, PICTURE[0])
    assert said.startswith("not added: The item is no article: it only shows pictures")
    assert marks == "✓✓–✗–––––"
    page, article, later = await why(following, PICTURE[0])
    assert page == "– page fetched: skipped (not needed)"
    assert article.startswith("✗ is an article: failed (The item is no article")
    assert later == "– not a duplicate, story, filters, channel limits, delivery: skipped (not reached)"


async def test_one_whose_page_is_not_there(following: Town, site: Site) -> None:
    await publish(following, site, "Teaser", "<p>The ferry …</p>")
    said, marks = await checked(following, "Teaser")
    teaser = "not added: the feed has only the beginning of its text, and its page could not be read"
    answered = "The server answered 404: there is nothing at that address"
    assert said == f"{teaser}: {answered}"
    assert marks == "✓✓✗✗–––––"
    assert (await why(following, "Teaser"))[0] == f"✗ page fetched: failed ({answered})"


async def test_one_that_an_editor_added_before(following: Town, site: Site) -> None:
    await following.ask(f"!add {TITLE}\n" + "\n".join(STORIES[TITLE]), who=following.editor)
    await publish(following, site)
    said, marks = await checked(following)
    assert said == "not added: That article is already in the library: #4 “Sunday walk”"
    assert marks == "✓✓–✓✗––––"
    assert "– story, filters, channel limits, delivery: skipped (not reached)" in await why(following)


async def test_one_that_the_feed_has_again_under_another_link(following: Town, site: Site, clock: Clock) -> None:
    await publish(following, site)
    await following.deliver()
    other = f"{PUBLIC}/moved/sunday"
    kind, text = site.pages["/feed.xml"]
    site.pages["/feed.xml"] = (kind, text.replace(link_of(TITLE), other))
    clock.move(3600)
    await following.services.feed_poller.poll_due()
    by_old, by_new = [await following.ask(f"!why {link}", who=following.editor) for link in (link_of(TITLE), other)]
    assert by_new == by_old
    assert by_new.startswith("Where #4 was posted")


async def test_one_that_was_there_when_the_feed_was_followed(following: Town) -> None:
    title, reason = "Ferry sails again", "it was in the feed before the feed was followed"
    said, marks = await checked(following, title)
    assert re.fullmatch(rf"added as #[1-3], not posted: {reason}", said)  # they are analysed side by side
    assert marks == "✓✓–✓✓✓–––"
    assert f"– filters, channel limits, delivery: skipped ({reason})" in await why(following, title)


async def test_one_that_waits_for_its_turn(following: Town, site: Site, clock: Clock) -> None:
    site.publish(TITLE)
    clock.move(3_600)
    await following.services.feed_poller.poll_due()
    said, marks = await checked(following)
    assert (said, marks) == ("next to be read", "✓✓…––––––")
    page, later = await why(following)
    assert page == "… page fetched: next to be read"
    assert later.endswith("channel limits, delivery: skipped (not reached yet)")


async def test_one_that_a_filter_refuses(following: Town, site: Site) -> None:
    await following.ask(f"!announce filter {following.briefings.mention} theme:Sport", who=following.editor)
    reason = "the channel’s filter asks for articles on the theme “Sport”"
    await publish(following, site)
    assert await checked(following) == (f"added as #4, not posted: {reason}", "✓✓–✓✓✓✗––")
    assert await why(following) == [
        *ADDED,
        f"✗ filters: failed ({reason})",
        "– channel limits, delivery: skipped (not reached)",
        f"{following.briefings.mention} — not posted: {reason}",
    ]


async def test_one_that_a_filter_refuses_in_one_channel_of_two(following: Town, site: Site) -> None:
    await following.ask(f"!announce on {following.general.mention}", who=following.editor)
    await following.ask(f"!announce filter {following.briefings.mention} theme:Sport", who=following.editor)
    await publish(following, site)
    await following.deliver()
    assert await checked(following) == ("posted, #4", "✓✓–✓✓✓✓✓✓")
    assert (
        "✓ filters: passed (but not in 1 of 2 channels: the channel’s filter asks for articles on the theme “Sport”)"
        in await why(following)
    )


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("quiet {} 12:00-18:00", "quiet hours, from 12:00 to 18:00 (UTC)"),
        ("limit {} 1 a day", "the limit is 1 post in 24 hours"),
    ],
)
async def test_one_that_a_limit_holds_back(following: Town, site: Site, clock: Clock, limit: str, reason: str) -> None:
    if limit.startswith("limit"):
        await following.ask(
            "!add The pier is painted\n\nIt is green now. The paint is from Tarvo.", who=following.editor
        )
        await following.deliver()
    await following.ask(f"!announce {limit.format(following.briefings.mention)}", who=following.editor)
    await publish(following, site)
    await following.deliver()
    said, marks = await checked(following)
    assert said.endswith(f", waiting to be posted ({reason})")
    assert marks == "✓✓–✓✓✓✓……"
    assert (await why(following))[-3:-1] == [f"… channel limits: waiting ({reason})", "… delivery: waiting"]
    for _ in range(25):
        clock.move(3_600)
        await following.deliver()
    said, marks = await checked(following)
    assert (said[:8], marks) == ("posted, ", "✓✓–✓✓✓✓✓✓")


async def test_one_that_waits_behind_what_a_limit_holds_back(following: Town, site: Site) -> None:
    await following.ask(f"!announce quiet {following.briefings.mention} 12:00-18:00", who=following.editor)
    await publish(following, site)
    await following.deliver()
    await publish(following, site, "Pier", "".join(f"<p>{text}</p>" for text in PIER))
    said, marks = await checked(following, "Pier")
    assert said.endswith(", waiting to be posted (quiet hours, from 12:00 to 18:00 (UTC))")
    assert marks.endswith("✓✓✓✓……")


async def test_one_that_another_post_names(following: Town, site: Site) -> None:
    await publish(following, site)
    await following.deliver()
    title = "Sunday walk along the cliffs"
    again = "".join(f"<p>{text}</p>" for text in STORIES[TITLE]) + "<p>The club has no date for the next one yet.</p>"
    await publish(following, site, title, again)
    reason = "another article tells the same, and its post there names this one"
    assert await checked(following, title) == (f"added as #5, not posted: {reason}", "✓✓–✓✓✓✓––")
    assert (await why(following, title))[3:-1] == [
        "✓ story: passed (the same story as #4)",
        "✓ filters: passed",
        "– channel limits: skipped (not needed)",
        f"– delivery: skipped ({reason})",
    ]


CORRECTION = "".join(f"<p>{text.replace('sixty', 'seventy')}</p>" for text in STORIES[TITLE])


async def correct(town: Town, site: Site) -> None:
    """The site corrects its item, and the bot reads that."""
    site.correct(TITLE, CORRECTION)
    await publish(town, site, *PICTURE)


async def test_one_that_its_site_corrects(following: Town, site: Site) -> None:
    await publish(following, site)
    await following.deliver()
    await correct(following, site)
    await following.follow_up()
    lines = (await following.ask("!feed check 1", who=following.editor)).splitlines()
    assert any(re.fullmatch(rf"• {TITLE} — posted, #4, revised on <t:\d+>", line) for line in lines)
    assert re.fullmatch(r"✓ revised: on <t:\d+>", (await why(following))[-2])
    post = following.briefings.last_message
    assert post is not None
    assert "seventy people" in str(post.embeds[0].description)
    assert "seventy people" in await following.ask("!read 4")


async def test_one_whose_site_takes_a_mistake_back(following: Town, site: Site, clock: Clock) -> None:
    await publish(following, site)
    await following.deliver()
    await correct(following, site)
    site.correct(TITLE, CORRECTION.replace("seventy", "sixty"))
    clock.move(3_600)
    await following.services.feed_poller.poll_due()
    waiting = (await why(following))[-2]
    assert waiting.startswith("… revised: waiting, due <t:")
    assert waiting.endswith(f"({RETURN_REASON})")
    clock.move(3_600)
    await following.services.feed_poller.poll_due()
    await following.services.feed_ingest.ingest_due()
    await following.follow_up()
    post = following.briefings.last_message
    assert post is not None
    assert "sixty people" in str(post.embeds[0].description)


async def test_one_that_an_editor_changed_before_its_site_does(following: Town, site: Site) -> None:
    await publish(following, site)
    await following.ask("!edit 4 Walk on Sunday\n\nThe walk was on Sunday. It began at ten.", who=following.editor)
    await correct(following, site)
    assert (await why(following))[-2] == "✗ revised: failed (an editor changed the article, and that counts more)"
    assert "It began at ten" in await following.ask("!read 4")


async def test_one_whose_article_was_removed_before_it_was_posted(following: Town, site: Site) -> None:
    await publish(following, site)
    await following.ask("!remove 4", who=following.editor)
    await following.deliver()
    assert await checked(following) == ("added as #4, and removed since", "✓✓–✓✓–✓✓✗")
    assert "✗ delivery: failed (the article was removed before it was posted)" in await why(following)


async def test_one_without_a_channel(following: Town, site: Site) -> None:
    await following.ask(f"!announce off {following.briefings.mention}", who=following.editor)
    await publish(following, site)
    assert await checked(following) == ("added as #4", "✓✓–✓✓✓–––")
    reason = "no channel of this server was to get it when it was added"
    assert f"– filters, channel limits, delivery: skipped ({reason})" in await why(following)


async def test_one_in_a_channel_that_is_closed(following: Town, site: Site) -> None:
    await publish(following, site)
    let_post(following, False)
    await following.deliver()
    said, marks = await checked(following)
    assert said.startswith("added as #4, waiting to be posted (I may not post there: grant me Send Messages")
    assert marks == "✓✓–✓✓✓✓✓…"
